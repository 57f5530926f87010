"""Time expressions: TIMEX3 in kind, EDTF in value, from small productions over typed words.

Every word of time is a `Piece` (month, weekday, unit, number, «الماضي» …) read from the data files (`pieces`), and a
`Reader` looks at the pieces of one sentence (`reader`). A production takes the reader and a position and either makes
a time or not: days (`days`, `weekdays`), months and years (`months`, `years`), what lies before or after another day
(`relative`), lengths and what recurs (`durations`), the clock (`clock`), and longer stretches (`periods`);
`calendars` and `lengths` hold what several of them read. All are tried at every position and the longest time wins,
the earlier production where two are as long.

Relative times are worked out from the day of publication, or from the last date of the text («في اليوم التالي»);
without either they stay unresolved and are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from kg.arabic.tokens import sentence_spans, tokenize
from kg.extract.times.clock import clock_time
from kg.extract.times.days import day_month, first_of_two, numeric_date
from kg.extract.times.durations import counted_behind, duration, recurring
from kg.extract.times.feasts import feast_day
from kg.extract.times.months import hijri_month, month_year
from kg.extract.times.periods import decade_or_century, edge_of, same_period, season_or_quarter
from kg.extract.times.reader import Made, Reader
from kg.extract.times.relative import relative_unit, since_then, worked_out
from kg.extract.times.weekdays import named_day
from kg.extract.times.years import plain_year, school_year, two_years
from kg.model import Time

__all__ = ["find_times", "worked_out"]

PRODUCTIONS: tuple[Callable[[Reader, int], Made | None], ...] = (
    numeric_date, day_month, month_year, named_day, relative_unit, plain_year, edge_of, duration, clock_time,
    decade_or_century, season_or_quarter, recurring, first_of_two, counted_behind, hijri_month, school_year, two_years, since_then,
    same_period, feast_day,
)  # fmt: skip


def find_times(
    text: str, published: date | None = None, regions: Sequence[tuple[int, int]] | None = None
) -> tuple[Time, ...]:
    """Return the time expressions of `text` (only inside `regions` where given), in order.

    `published` is the day that relative times are reckoned from; without it they are left out.
    """
    found: list[Time] = []
    anchor = told = anchor_day = period = ""
    last = 0
    for region in regions or [(0, len(text))]:
        for start, end in sentence_spans(text, *region):
            told = "" if "\n" in text[last:start] else told  # a paragraph begins anew
            reader = Reader(list(tokenize(text, start, end)), published, anchor, told, anchor_day, period)
            for made in _read(reader):
                number = f"t{len(found) + 1}"
                words = text[made.start : made.stop]
                found.append(Time(number, made.start, made.stop, words, made.type, made.value, made.anchor))
            anchor, anchor_day, period, last = reader.anchor, reader.anchor_day, reader.period, end
            told = reader.told_here if len(reader.told_here) == len("2011-01-14") else ""
    return tuple(found)


def _read(reader: Reader) -> list[Made]:
    """The times of one sentence."""
    out: list[Made] = []
    at = 0
    while at < len(reader.tokens):
        if not reader.cue(at):
            at += 1
            continue
        best = max((m for p in PRODUCTIONS if (m := p(reader, at))), key=lambda m: m.end, default=None)
        if best is None:
            at += 1
            continue
        best = _repeated(reader, best)
        if best.value:
            out.append(best)
            reader.remember(best)
        at = best.end
    return out


def _repeated(reader: Reader, made: Made) -> Made:
    """«الأول من يناير من كل عام» is a day of every year, not of one."""
    if made.type == "DATE" and made.end < len(reader.tokens) and reader.tokens[made.end].key == "من":
        every = recurring(reader, made.end + 1) if made.end + 1 < len(reader.tokens) else None
        if every is not None:
            return Made(every.end, made.start, every.stop, "SET", every.value)
    return made
