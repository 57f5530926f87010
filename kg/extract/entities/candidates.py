"""Candidates: what might be a mention, before the longest that do not overlap are chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.arabic.names import Name
from kg.extract.entities.words import Line


@dataclass(slots=True, eq=False)
class Candidate:
    """A possible mention: words `first` to `last` (exclusive) of a line, and what it would be."""

    line: Line
    first: int
    last: int
    start: int  # text offsets, clitics left out
    end: int
    type: str
    rule: str
    name: str = ""  # English name where it is known
    country: str | None = None
    wikidata: str | None = None
    key: str = ""  # what it is called: folded words of the name proper, without title and nationality
    head: str = ""  # folded type noun or title it opens with
    pattern: str = ""  # English of a body that every state has, to be filled with the country
    office: int = 0  # end of the words that name a person's office, where a title opens the mention
    several: bool = False  # of several countries, so of no one
    namesakes: tuple[Name, ...] = ()  # what else a town of that name is, each in the news of its country
    weak: bool = False  # needs its context to speak for it
    seat: bool = False  # a body that goes by the house it sits in
    parts: list[Candidate] = field(default_factory=list)  # the names inside it

    def line_text(self) -> str:
        """Return the words covered, without clitics."""
        return " ".join(w.norm for w in self.line[self.first : self.last] if w.kind != "mark")

    @property
    def length(self) -> int:
        """Letters covered."""
        return self.end - self.start


Found = dict[int, list[Candidate]]  # by the index of the first word


def chosen(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the longest candidates that do not overlap, in text order; of equals the first given stays."""
    taken: list[Candidate] = []
    covered: dict[int, set[int]] = {}
    for candidate in sorted(candidates, key=lambda c: -c.length):
        words = covered.setdefault(id(candidate.line), set())
        span = range(candidate.first, candidate.last)
        if not any(i in words for i in span):
            words.update(span)
            taken.append(candidate)
    return sorted(taken, key=lambda c: c.start)
