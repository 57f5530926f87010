"""What a unit is, as coarsely as choices need it: an entity type, a kind of amount, an event, or a kind of noun."""

from __future__ import annotations

from functools import cache

from kg.arabic.predicates import lexicon
from kg.arabic.tables import read_table
from kg.extract.counted import is_person_noun
from kg.extract.units import Unit
from kg.model import Entity, Quantity

_ACTING = ("body", "troops", "team", "official", "gang", "vehicle")


@cache
def default_roles() -> dict[str, dict[str, str]]:
    """Return the role that each slot plays by type (`roles.tsv`; * is every type)."""
    table: dict[str, dict[str, str]] = {}
    for row in read_table("roles.tsv", ("type", "slot", "role")):
        table.setdefault(row["type"], {})[row["slot"]] = row["role"]
    return table


def acting_noun(unit: Unit) -> bool:
    """Whether a noun is a thing that acts: a body, troops, a team, a vehicle."""
    return any(unit.key in lexicon().classes.get(name, ()) for name in _ACTING)


def may_act(unit: Unit) -> bool:
    """Whether a noun is somebody, or a thing that acts."""
    return acting_noun(unit) or is_person_noun(unit.key) or bool(unit.enclitic)


def somebody(unit: Unit) -> bool:
    """Whether a unit is who acts: a name, people counted or not, a body, troops, a team."""
    if isinstance(unit.note, Entity):
        return unit.note.type in ("Person", "Organization", "Group", "Place")
    if isinstance(unit.note, Quantity):
        return unit.note.unit == "person"
    return is_person_noun(unit.key) or acting_noun(unit)


def kind_of(unit: Unit, triggers: bool = False) -> str:
    """Return the kind of a unit; `triggers` tells whether it is an event's trigger."""
    if isinstance(unit.note, Entity):
        return unit.note.type
    if isinstance(unit.note, Quantity):
        return unit.note.unit if unit.note.unit in ("person", "item", "percent") else "measure"
    if triggers:
        return "event"
    if unit.kind != "word":
        return "other"
    if is_person_noun(unit.key):
        return "people"
    if unit.key in lexicon().classes.get("place", ()):
        return "somewhere"
    if may_act(unit):
        return "actor"
    return "masdar" if any(f.kind == "masdar" for f in unit.forms) else "noun"
