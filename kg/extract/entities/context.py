"""Context settles what a word alone does not: whether «السلام» is a city, «الهلال» a club, «الحياة» a paper."""

from __future__ import annotations

from kg.extract.entities.bodies import Found
from kg.extract.entities.candidates import Candidate
from kg.extract.entities.words import Line
from kg.model import Document

_PLACE_BEFORE = frozenset(
    [
        "في",
        "الي",
        "من",
        "مدينه",
        "محافظه",
        "ولايه",
        "بلده",
        "قريه",
        "منطقه",
        "قرب",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "باتجاه",
        "نحو",
        "عبر",
        "داخل",
        "خارج",
    ]
)


def settle(line: Line, listed: Found, document: Document) -> None:
    """Mark the known names of a line that their context speaks for as no longer weak."""
    for options in listed.values():
        for candidate in options:
            if candidate.weak and _speaks(line, candidate):
                candidate.weak = False


def _speaks(line: Line, candidate: Candidate) -> bool:
    before = line[candidate.first - 1] if candidate.first else None
    after = line[candidate.last] if candidate.last < len(line) else None
    if candidate.last - candidate.first > 1:
        return True
    if before is not None and after is not None and line.quotes.get(before.index) == after.index:
        return candidate.type in ("Organization", "Product")
    if candidate.type == "Place":
        return candidate.first < len(line) and (
            (before is not None and before.raw.lstrip("وف") in _PLACE_BEFORE) and not line[candidate.first].joined
        )
    return False
