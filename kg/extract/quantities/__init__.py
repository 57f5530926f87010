"""Counts and measures with what is counted: «2500 عسكري», «مئات العسكريين», «15 في المئة», «3 مليارات دولار».

A `Reader` looks at the words of one sentence (`reader`). A production takes the reader and a position and either makes
a quantity or not: a sign or a number before what it counts (`numbers`), a noun that is two by its form or has its
number behind it (`duals`). What is counted is told by `nouns`, how far a number is a bound by `bounds`, what only
looks like a count by `lookalikes`, and whose money a bare «دينار» is by `currencies`. The first production that makes
something wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.arabic.tokens import sentence_spans, tokenize
from kg.extract.quantities.currencies import Countries
from kg.extract.quantities.duals import dual, number_behind
from kg.extract.quantities.numbers import number_before, sign_before
from kg.extract.quantities.reader import Made, Reader
from kg.model import Quantity, Time

__all__ = ["find_quantities"]

PRODUCTIONS: tuple[Callable[[Reader, int], Made | None], ...] = (sign_before, number_behind, number_before, dual)


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
        made = None if r.timed(at) else next((m for p in PRODUCTIONS if (m := p(r, at))), None)
        if made is not None:
            out.append(made)
        at = at + 1 if made is None else made.end
    return out


def _whole(value: float | None) -> float | None:
    """Return a whole number without its point, as people write it."""
    return int(value) if value is not None and value == int(value) else value
