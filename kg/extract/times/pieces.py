"""The words of time: what each kind and value is by the data files, and how clitics and ال are taken off them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from kg.arabic.normalize import fold
from kg.arabic.tables import read_table

_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "وك")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of time: its kind, what it means, and where it stands (ال kept, clitics not)."""

    kind: str
    value: str
    start: int
    end: int
    token: int
    extra: str = ""


@cache
def _lexicon() -> dict[tuple[str, ...], list[tuple[str, str, str]]]:
    """Words of time by their folded tokens: every (kind, value, extra) that they can be («مساء»: part of day, PM)."""
    table: dict[tuple[str, ...], list[tuple[str, str, str]]] = {}

    def put(word: str, kind: str, value: str, extra: str = "") -> None:
        table.setdefault(tuple(fold(word).split()), []).append((kind, value, extra))

    for row in read_table("time_words.tsv", ("word", "kind", "value")):
        put(row["word"], row["kind"], row["value"])
    for row in read_table("time_units.tsv", ("word", "unit", "count")):
        put(row["word"], "unit", row["unit"], row["count"])
    for row in read_table("months.tsv", ("name", "month", "calendar")):
        put(row["name"], "month" if row["calendar"] == "gregorian" else "hijri", row["month"])
    for row in read_table("weekdays.tsv", ("name", "number")):
        put(row["name"], "weekday", row["number"])
    return table


@cache
def beginnings() -> dict[str, list[tuple[tuple[str, ...], str, str, str]]]:
    """The words of time by their first token: what follows it, and what they mean."""
    table: dict[str, list[tuple[tuple[str, ...], str, str, str]]] = {}
    for words, meanings in _lexicon().items():
        table.setdefault(words[0], []).extend((words[1:], *meaning) for meaning in meanings)
    return table


@lru_cache(maxsize=65536)
def readings(key: str) -> tuple[tuple[str, int, str], ...]:
    """How a folded token may begin words of time: the clitics, the letters that the article lost, the form."""
    found = []
    for clitic in _CLITICS:
        if not key.startswith(clitic):
            continue
        rest = key[len(clitic) :]
        forms = [(0, rest)]
        if clitic.endswith("ل") and rest[:1] == "ل":
            forms += [(1, "ال" + rest[1:]), (1, rest[1:] if len(rest) > 3 else "")]  # «للعام», not «للم»
        if rest.startswith("ال"):
            forms.append((0, rest[2:]))
        found += [(clitic, shift, form) for shift, form in forms if form in beginnings()]
    return tuple(found)


@cache
def _ordinals() -> dict[str, int]:
    return {fold(r["word"]): int(r["value"]) for r in read_table("ordinals.tsv", ("word", "value"))}


def ordinal_value(key: str) -> int:
    """Return the number that a folded ordinal stands for («الخامس»: 5), or 0."""
    return _ordinals().get(key, 0)


def clitic_ordinal(key: str) -> tuple[int, int]:
    """Return the number of a folded ordinal under a clitic, or 0, and how many letters the clitic has."""
    if value := ordinal_value(key):
        return value, 0
    if key[:1] in ("و", "ف", "ب", "ل") and (value := ordinal_value(key[1:])):
        return value, 1
    if key.startswith("لل") and (value := ordinal_value("ال" + key[2:])):
        return value, 2  # «للسادس»
    return 0, 0


def is_weekday(key: str) -> bool:
    """Whether a folded word is a weekday without its article («خميس»)."""
    return any(kind == "weekday" for kind, *_ in _lexicon().get(("ال" + key,), ()))
