"""What belongs to the name of a law, budget or treaty on either side of it: «مشروع قانون المالية لسنة 2017»."""

from __future__ import annotations

from functools import cache

from kg.extract.entities.candidates import Found
from kg.extract.entities.complements import OF_YEAR
from kg.extract.entities.nouns import type_nouns
from kg.extract.entities.words import Line

_DRAFTS = ("مشروع", "مسوده", "مقترح")


@cache
def _nouns() -> frozenset[str]:
    """Return the folded nouns of agreements."""
    return frozenset(key for key, rows in type_nouns().items() if any(n.type == "Agreement" for n in rows))


def drafts(line: Line, known: Found, found: Found) -> None:
    """Take its year, and that it is a draft, into the name of an agreement: «مشروع ميزانية الدولة لسنة 2017»."""
    for made in [c for layer in (known, found) for options in layer.values() for c in options]:
        if made.type != "Agreement" or line[made.first].bare not in _nouns():
            continue
        at = made.last
        if at + 1 < len(line) and line[at].raw in OF_YEAR and line[at + 1].kind == "number":
            made.last, made.end = at + 2, line[at + 1].end
        if not made.first or line[made.first].joined:
            continue
        before = line[made.first - 1]
        if before.bare in _DRAFTS and not (before.definite or before.enclitic):
            made.first, made.start = before.index, before.start
