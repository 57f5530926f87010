"""EDTF values as bounds on the calendar: how early and how late something may have begun and ended.

Values are Library of Congress EDTF (levels 0 to 2: days, months, years, `199X`, seasons 21–24, quarters 33–36,
halves 40–41, intervals with `..`) and, as TIMEX3 has them, ISO weeks (`2024-W03`) and date-times.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_WEEK = re.compile(r"(\d{4})-W(\d\d)$")
_PART = re.compile(r"(\d{4})-(2[1-4]|3[3-6]|4[01])$")
_MASKED = re.compile(r"(\d{2})XX$|(\d{3})X$")
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T[\d:.Z+-]*)?$")
# first month and length in months; winter is that of the year's end, as the scheme's `2024-24`
_PARTS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
          40: (1, 6), 41: (7, 6)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an EDTF value says about begin and end; None where it leaves that side open or unknown."""

    earliest_begin: date | None
    latest_begin: date | None
    earliest_end: date | None
    latest_end: date | None


def bounds(value: str) -> Bounds:
    """Return the bounds of an EDTF value; a point or period begins and ends inside itself.

    >>> bounds("2023-08/..").earliest_begin
    datetime.date(2023, 8, 1)

    Raises ValueError where the value is not one.
    """
    if "/" in value:
        begin, _, end = value.partition("/")
        first = _range(begin) if begin not in ("..", "") else (None, None)
        last = _range(end) if end not in ("..", "") else (None, None)
        if first[0] and last[1] and first[0] > last[1]:
            raise ValueError(f"{value}: ends before it begins")
        return Bounds(first[0], first[1], last[0], last[1])
    first_day, last_day = _range(value)
    return Bounds(first_day, last_day, first_day, last_day)


def _range(value: str) -> tuple[date, date]:
    """Return the first and last day a single value covers."""
    if match := _WEEK.match(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday, monday + timedelta(days=6)
    if match := _MASKED.match(value):
        low, high = (f"{match[1]}00", f"{match[1]}99") if match[1] else (f"{match[2]}0", f"{match[2]}9")
        return date(max(int(low), 1), 1, 1), date(int(high), 12, 31)
    if match := _PART.match(value):
        month, length = _PARTS[int(match[2])]
        return _months(int(match[1]), month, length)
    if match := _DAY.match(value):
        year = int(match[1])
        if match[3]:
            day = date(year, int(match[2]), int(match[3]))
            return day, day
        return _months(year, int(match[2]), 1) if match[2] else _months(year, 1, 12)
    raise ValueError(f"{value}: not an EDTF value")


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    last = month + length - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])
