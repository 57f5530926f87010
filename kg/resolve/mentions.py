"""What coreference and the timeline see of an event: the event, how its trigger stands, and who takes part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.arabic.normalize import fold
from kg.model import Entity, Event, Quantity


@dataclass(frozen=True, slots=True)
class Telling:
    """How an event is told: the index of its sentence, whether that is the headline, and how its trigger stands."""

    sentence: int
    headline: bool
    kind: str  # perf, impf, masdar, noun, active, passive
    definite: bool
    governor: str = ""  # the type of the event that it is the content of
    back: bool = False  # its sentence steps back before the story
    opens: bool = False  # it is the first event of its sentence
    relative: bool = False  # it stands in a clause that says which one is meant: «البيان الذي نشرته»
    quoted: bool = False  # somebody's own words


class Participant(NamedTuple):
    """What takes part, comparable: an entity's name, an event's lemma or a noun's text."""

    word: str
    country: str | None = None
    nationality: bool = False  # a nationality adjective, which stands for whoever acts for the country


Roles = dict[str, set[Participant]]


@dataclass(frozen=True, slots=True)
class Mention:
    """An event with how it is told and who takes part by role."""

    event: Event
    telling: Telling
    roles: Roles


def participants(event: Event, index: Mapping[str, object]) -> Roles:
    """Return who takes part in an event, by role; `index` has the annotations by id."""
    found: Roles = {}
    for argument in event.args:
        other = index.get(argument.ref) if argument.ref else None
        if isinstance(other, Entity):
            who = Participant(other.name, other.country, other.type == "Group")
        elif isinstance(other, Quantity):
            who = Participant(f"{other.low}-{other.high} {other.text.split()[-1].removeprefix('ال')}")
        elif isinstance(other, Event):
            who = Participant(other.lemma or other.text)
        else:
            who = Participant((argument.text or "").removeprefix("ال"))
        found.setdefault(argument.role, set()).add(who)
    return found


def people(mention: Mention, *roles: str) -> set[str]:
    """Return the words of who takes part in the roles, of any role where none is given."""
    return {who.word for role, some in mention.roles.items() if not roles or role in roles for who in some}


def alike(one: Participant, other: Participant) -> bool:
    """Two participants are alike when one's words are among the other's («مطار عدن», «مطار عدن الدولي»).

    A nationality is like whoever acts for the country: «اتفاق أمريكي» and «واشنطن».
    """
    if one.country and one.country == other.country and (one.nationality or other.nationality):
        return True
    first, second = set(fold(one.word).split()), set(fold(other.word).split())
    return first <= second or second <= first
