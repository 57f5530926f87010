"""Who can say something: the words of saying (`attribution.tsv`), and the units that may be their subject."""

from __future__ import annotations

from functools import cache

from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.arabic.tables import read_table
from kg.extract.counted import is_person_noun
from kg.extract.entities.titles import titles
from kg.extract.units import Unit
from kg.model import Entity

SPEAKERS = ("Person", "Organization", "Place", "Group")
_KINDS = (
    "after",
    "verb",
    "accuse",
    "cites",
    "unnamed",
    "paper",
    "issue",
    "norm",
    "states",
    "voice",
    "aside",
    "as_said",
    "feels",
    "finds",
    "denies",
    "remarks",
    "turn",
    "wording",
    "correspondent",
    "crowd",
    "calls",
    "credits",
    "probe",
    "charge",
    "honorific",
)


@cache
def saying_words() -> dict[str, dict[str, str]]:
    """Return the words of `attribution.tsv` by kind and folded spelling. Raises DataError for an unknown kind."""
    table: dict[str, dict[str, str]] = {kind: {} for kind in _KINDS}
    for row in read_table("attribution.tsv", ("word", "how")):
        if row["how"] not in table:
            raise row.fault(f"how must be one of {' '.join(table)}")
        table[row["how"]][fold(row["word"])] = row["word"]
    return table


@cache
def _speaking_nouns() -> frozenset[str]:
    classes, saying = lexicon().classes, saying_words()
    offices = {word for key in titles() for word in (key, key.split()[0])}  # «الأمين العام»
    return frozenset(offices) | classes["body"] | classes["speaker"] | saying["unnamed"].keys() | saying["paper"].keys()


def is_body(key: str) -> bool:
    """Whether a folded noun is a body of people, not one of them: «الوزارة», «المرصد», «الكتلة», not «العضو»."""
    classes = lexicon().classes
    return key in classes["body"] or (key in classes["speaker"] and not is_person_noun(key))


def can_speak(unit: Unit) -> bool:
    """Whether a subject is somebody, or a body or paper that speaks: not «الوقت», «الوضع»."""
    if isinstance(unit.note, Entity):
        return unit.note.type in SPEAKERS
    if unit.kind == "quantity":
        return any(letter.isalpha() for letter in unit.text)  # «عشرون نائبا», not a bare «65»
    key = unit.key
    spellings = {key, key.removesuffix("ه"), key + "ه"}
    if key.endswith(("ان", "ين")):
        spellings |= {key[:-2], key[:-3] + "ه"}  # «الطرفان», «الدولتان»
    return is_person_noun(key) or not spellings.isdisjoint(_speaking_nouns())
