"""Papers, agencies and stations by what they do: somebody speaks to them («وقال مصدر طبي لـ"عدن الغد" إن …»)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.arabic.names import Name, gazetteer
from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.extract.entities.candidates import Candidate
from kg.extract.entities.words import Line, Word

_NOUNS = ("صحيفه", "جريده", "وكاله", "قناه", "موقع")
_LONGEST = 3
_NEAR = 3


@cache
def talk_words() -> frozenset[str]:
    """Return the folded nouns of talk (`talk_words.tsv`)."""
    return frozenset(fold(row["word"]) for row in read_table("talk_words.tsv", ("word",)))


def outlets(line: Line) -> Iterator[Candidate]:
    """Yield the names in quotation marks behind «لـ» to which a sentence reports somebody's words."""
    for opening, closing in line.quotes.items():
        first, words = opening + 1, line[opening + 1 : closing]
        if not opening or not 0 < len(words) <= _LONGEST or line[opening - 1].norm != "ل":
            continue
        plain = all(w.kind == "word" and not (w.cls or w.joined or w.enclitic) for w in words)
        if plain and _told(line, opening - 1, closing + 1):
            paper = _paper(" ".join(w.raw for w in words))
            yield Candidate(line, first, closing, words[0].start, words[-1].end, "Organization", "outlet",
                            paper.english if paper else "", paper.country if paper else None)  # fmt: skip


def _paper(name: str) -> Name | None:
    """Return the listed outlet of a name, which elsewhere may be a common word: «الشرق الأوسط» of «صحيفة الشرق الأوسط»."""
    rows = (n for noun in _NOUNS for n in gazetteer().get(f"{noun} {name}") if n.type == "Organization")
    return next(rows, None)


def _told(line: Line, at: int, after: int) -> bool:
    """Whether words are told where the «ل» at `at` stands: a word of talk before it, or a verb of saying with its «أن»."""
    if any(w.bare in talk_words() and not w.definite for w in line[max(0, at - _NEAR) : at]):
        return True
    at_comma = after < len(line) and line[after].norm == "،"
    behind: Word | None = line[after + at_comma] if after + at_comma < len(line) else None
    reported = behind is not None and (behind.key == "ان" or behind.norm == ":" or behind.blocked)
    return reported and any(w.form.says for w in line[:at])
