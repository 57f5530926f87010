"""The two calendars: the numbers of days, the names of months, and the Gregorian days that Hijri dates come to.

Hijri days are those of the Umm al-Qura calendar.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from hijridate import Hijri

from kg.extract.times.pieces import clitic_ordinal
from kg.extract.times.reader import Reader


def day_number(r: Reader, at: int) -> tuple[int, int] | None:
    """A day of the month: digits, words, or an ordinal («الخامس والعشرين من»)."""
    if at >= len(r.tokens):
        return None
    token = r.tokens[at]
    if token.kind == "number":
        return (
            (int(token.norm), at + 1) if re.fullmatch(r"\d{1,2}", token.norm) and 1 <= int(token.norm) <= 31 else None
        )
    ordinal, _ = clitic_ordinal(token.key)
    if ordinal:
        end = at + 1
        if end < len(r.tokens):
            tens = r.piece(end, "tens")
            if tens and ordinal < 10 and tens.start == r.tokens[end].start:
                ordinal, end = ordinal + int(tens.value), end + 1
        return ordinal, end
    found = r.number(at)
    return found if found and 1 <= found[0] <= 31 else None


def month_at(r: Reader, at: int, hijri: bool = False) -> tuple[int, int] | None:
    """A month name, its second name after a slash, hyphen or in brackets included: «أغسطس/آب», «يونيو (حزيران)»."""
    if r.key(at) in ("من", "شهر"):
        return month_at(r, at + 1, hijri)
    kind = "hijri" if hijri else "month"
    piece = r.piece(at, kind)
    if piece is None:
        return None
    end = piece.token
    for opening, closing in (("/", ""), ("-", ""), ("–", ""), ("(", ")"), ("", "")):
        if not opening or r.mark(end, opening):
            begin = end + len(opening)
            second = r.piece(begin, kind)
            if second is None or second.value != piece.value or second.start != r.tokens[begin].start:
                continue
            if not closing or r.mark(second.token, closing):
                return int(piece.value), second.token + len(closing)
    return int(piece.value), end


def iso_day(year: int, month: int, day: int) -> str | None:
    """Return the Gregorian day in ISO 8601, or None where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def hijri_to_iso(year: int, month: int, day: int) -> str | None:
    """Return the Gregorian day of a Hijri one (Umm al-Qura), or None where it has none."""
    try:
        return str(Hijri(year, month, day).to_gregorian().isoformat())
    except (ValueError, OverflowError):
        return None


def hijri_span(year: int, month: int) -> str | None:
    """Return the days that a Hijri month covers, first and last, as an EDTF interval."""
    first = hijri_to_iso(year, month, 1)
    after = hijri_to_iso(year + month // 12, month % 12 + 1, 1)
    if first is None or after is None:
        return None
    return f"{first}/{(date.fromisoformat(after) - timedelta(days=1)).isoformat()}"


def hijri_year_at(r: Reader, at: int) -> tuple[int, int] | None:
    """A Hijri year after a Hijri month, and the index after it: «1445هـ», «لعام 1445»."""
    unit = r.piece(at, "unit")
    year = r.year(unit.token if unit and unit.value == "Y" else at)
    if year is None or year[0] > 1600:
        return None
    return year[0], after_hijri(r, year[1])


def after_hijri(r: Reader, at: int) -> int:
    """Return the index after «هـ», «هجرية» or «للهجرة», if it stands at `at`."""
    return at + 1 if r.told(at, "hijra") else at
