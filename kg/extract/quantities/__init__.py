"""Counts and measures with what is counted: «2500 عسكري», «مئات العسكريين», «15 في المئة», «3 مليارات دولار».

A `Reader` looks at the words of one sentence (`reader`). A production takes the reader and a position and either makes
a quantity or not: a sign or a number before what it counts (`numbers`), a noun with its number behind it (`behind`),
a noun that is two by its form (`duals`). What is counted is told by `nouns`, or by `left_out` where nothing stands
there; how far a number is a bound by `bounds`, what only looks like a count by `lookalikes`, and whose money a bare
«دينار» is by `currencies`. The first production that makes something wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from kg.arabic.numbers import may_be_number
from kg.arabic.tokens import sentence_spans, tokenize
from kg.extract.counted import units
from kg.extract.quantities.behind import is_number_behind, number_alone, number_behind
from kg.extract.quantities.currencies import Countries
from kg.extract.quantities.duals import dual, dual_of, without_n
from kg.extract.quantities.numbers import number_before, sign_before
from kg.extract.quantities.reader import Made, Reader
from kg.model import Quantity, Time

__all__ = ["find_quantities"]

PRODUCTIONS: tuple[Callable[[Reader, int], Made | None], ...] = (
    sign_before, number_behind, number_before, number_alone, dual, dual_of,
)  # fmt: skip


def find_quantities(
    text: str,
    regions: Sequence[tuple[int, int]] | None = None,
    times: Sequence[Time] = (),
    countries: Mapping[str, int] | None = None,
) -> tuple[Quantity, ...]:
    """Return the quantities of `text` (only inside `regions` where given), in order, apart from `times`.

    `countries` (ISO 3166-1 codes and how often the text names them) tell whose currency a bare «دينار» is.
    """
    found: list[Quantity] = []
    named = Countries(text, countries or {})
    taken = [(t.start, t.end) for t in times]
    for region in regions or [(0, len(text))]:
        for start, end in sentence_spans(text, *region):
            for made in _read(Reader(list(tokenize(text, start, end)), taken)):
                words = text[made.start : made.stop]
                unit = named.settled(words, made.unit)
                number, low, high = f"q{len(found) + 1}", _whole(made.low), _whole(made.high)
                found.append(Quantity(number, made.start, made.stop, words, low, high, unit, made.counts))
    return tuple(found)


def _read(r: Reader) -> list[Made]:
    """The quantities of one sentence."""
    out: list[Made] = []
    at = 0
    while at < len(r.tokens):
        seen = _cue(r, at) and not r.timed(at)
        made = next((m for p in PRODUCTIONS if (m := p(r, at))), None) if seen else None
        if made is not None:
            out.append(made)
            r.last = made
        at = at + 1 if made is None else made.end
    return out


def _cue(r: Reader, at: int) -> bool:
    """Whether a quantity may begin at `at`: most words of a text are no number, no dual, and have no number behind."""
    token = r.tokens[at]
    if token.kind != "word":
        return token.kind == "number" or (token.text,) in units()
    return _opens(token.key) or (r.kind(at + 1) == "word" and is_number_behind(r.tokens[at + 1].key))


@lru_cache(maxsize=65536)
def _opens(key: str) -> bool:
    """Whether a folded word may be a number, or two by its form."""
    return may_be_number(key) or key.endswith(("ان", "ين")) or bool(without_n(key))


def _whole(value: float | None) -> float | None:
    """Return a whole number without its point, as people write it."""
    return int(value) if value is not None and value == int(value) else value
