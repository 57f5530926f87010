"""Months of either calendar with their year: «أغسطس/آب 2023», «شهر مارس الماضي», «رمضان 1445هـ»."""

from __future__ import annotations

import re
from datetime import date

from kg.extract.times.calendars import hijri_span, hijri_year_at, month_at
from kg.extract.times.durations import recurring
from kg.extract.times.reader import Made, Reader
from kg.extract.times.years import of_year

_RAMADAN = 9  # its number among the months
_LATE = 2  # months after a month that what is to come may still be told of
_NEAR = 40  # days before or after a month that is meant without its year, as it comes again every year


def month_year(r: Reader, at: int) -> Made | None:
    """Read «أغسطس/آب 2023», «شهر مارس الماضي», «جانفي 2011»."""
    pos = at
    named = r.piece(pos, "unit")
    if named and named.value == "M" and named.extra == "1":
        pos = named.token
    month = month_at(r, pos) if pos < len(r.tokens) and r.tokens[pos].key not in ("من", "شهر") else None
    if month is None:
        return None
    if at and re.fullmatch(r"\d{1,2}", r.tokens[at - 1].norm):
        return None  # the day before it did not fit: «31 فبراير» is no date, nor is its month
    number, end = month
    year = of_year(r, end)
    if year:
        return r.made(at, year[1], f"{year[0]:04}-{number:02}", anchor=year[2])
    if r.key(end) == "من" and (every := recurring(r, end + 1)) and every.value == "P1Y":
        return r.made(at, every.end, every.value, "SET")
    # «بين يناير ومارس 2023»: the year stands with the second month
    until = r.key(end) in ("الي", "حتي", "و")
    if (second := r.piece(end + until, "month")) and (until or r.tokens[end].key.startswith("و")):
        later = month_at(r, end + until)
        shared = r.year(later[1]) if later else None
        if shared and int(second.value) >= number:
            return r.made(at, end, f"{shared[0]:04}-{number:02}")
        whole = month_year(r, end + until) if later and not shared and _both_told(r, at, later[1]) else None
        if whole is not None and re.fullmatch(r"\d{4}-\d\d", whole.value):
            y = int(whole.value[:4]) - (number > int(second.value))
            return r.made(at, end, f"{y:04}-{number:02}", anchor="publication")
    if r.published is None:
        return None
    relative = r.relative(end)
    base = r.published
    if relative is None and not _month_alone(r, at, pos) and end - pos < 2:
        return None
    if relative is not None and relative.kind == "last":
        y = base.year if number < base.month else base.year - 1
    elif relative is not None and relative.kind == "next":
        y = base.year if number > base.month else base.year + 1
    elif relative is not None:
        y = base.year
    elif r.past_before(at):
        y = base.year if number <= base.month else base.year - 1
    else:
        past = _LATE if r.willed_before(at) else 12
        away = (step * 12 + number - base.month for step in (-1, 0, 1))
        nearest = min((months for months in away if months >= -past), key=abs)
        y = base.year + (nearest + base.month - number) // 12
    return r.made(at, relative.token if relative else end, f"{y:04}-{number:02}", anchor="publication")


def _both_told(r: Reader, at: int, end: int) -> bool:
    """Whether «الماضيين» behind two months tells of both: «بين يناير ومارس الماضيين», «من يناير إلى مارس الماضي»."""
    relative = r.piece(end, "last", "next")
    if relative is None:
        return False
    return r.key(relative.token - 1).endswith(("ين", "ان")) or r.key(at - 1) in ("بين", "من")


def _month_alone(r: Reader, at: int, pos: int) -> bool:
    """A bare month name needs a preposition, شهر, or to be no other word («مارس» is also "exercised")."""
    if pos != at:
        return True
    token = r.tokens[at]
    before = r.tokens[at - 1].key if at else ""
    clitic = token.key[:1] in "بلو" and len(token.key) > 4
    lookalike = r.told(at, "other_word")
    return r.told(at - 1, "before_month") or (not lookalike and (clitic or before == "و"))


def nearest_month(r: Reader, at: int, month: tuple[int, int]) -> Made | None:
    """The month of the year that is nearest to publication."""
    if r.published is None:
        return None
    base = r.published
    y = min((base.year - 1, base.year, base.year + 1), key=lambda k: abs((k - base.year) * 12 + month[0] - base.month))
    return r.made(at, month[1], f"{y:04}-{month[0]:02}", anchor="publication")


def hijri_month(r: Reader, at: int) -> Made | None:
    """Read «رمضان 1445هـ», «شهر رمضان المقبل», «شهر رجب», «شهري رجب وشعبان», «خلال رمضان», «الشهر الكريم»."""
    named = r.piece(at, "unit")
    pos = named.token if named and named.value == "M" and named.extra == "1" else at
    if pos > at and r.definite(at) and (blessed := r.piece(pos, "blessed")):
        fasted = _fast_around(r)  # «الشهر الفضيل»
        return r.made(at, blessed.token, fasted, anchor="publication") if fasted else None
    both = r.key(at - 1).lstrip("وبل") == "شهري"
    month = r.piece(pos, "hijri")
    if month is None or re.fullmatch(r"\d{1,2}", r.key(at - 1)):
        return None
    number = int(month.value)
    if year := hijri_year_at(r, month.token):
        value = hijri_span(year[0], number)
        return r.made(at, year[1], value) if value else None
    relative = r.piece(month.token, "last", "next", "this")
    second = r.key(at).startswith("و") and (r.piece(at - 1, "hijri") is not None)
    fast = r.told(month.token - 1, "fast")
    meant = fast and (r.told(at - 1, "before_length", "edge") or r.key(at - 1) in ("في", "حتي"))  # «خلال رمضان»
    bare = pos == at and not (both or second or meant)
    if r.published is None or (relative is None and (bare or (fast and r.told(month.token, "every")))):
        return None  # «رجب» is also somebody
    spans = [v for k in range(-2, 4) if (v := hijri_span(r.published.year - 579 + k, number))]
    today = r.published.isoformat()
    past = [v for v in spans if v[11:] < today]
    coming = [v for v in spans if v[:10] > today]
    around = [v for v in spans if v[:10] <= today <= v[11:]]
    if relative is None:
        chosen = max(around, default=None) or _nearest(past, coming, today)
        if fast and chosen and not _is_near(chosen, r.published):
            return None  # «شهر رمضان» comes every year
        start = r.tokens[at - 1].end - len("شهري") if both else None
        return r.made(at, month.token, chosen, anchor="publication", start=start) if chosen else None
    chosen = {"last": max(past, default=None), "next": min(coming, default=None), "this": max(around, default=None)}[
        relative.kind
    ]
    return r.made(at, relative.token, chosen, anchor="publication") if chosen else None


def _fast_around(r: Reader) -> str | None:
    """The days of the Ramadan that is on, or close to the day of publication."""
    if r.published is None:
        return None
    spans = (hijri_span(r.published.year - 579 + k, _RAMADAN) for k in range(-1, 3))
    return next((v for v in spans if v and _is_near(v, r.published)), None)


def _is_near(span: str, day: date) -> bool:
    """Whether a day is so close to a span that this year's is meant."""
    begin, end = (date.fromisoformat(v) for v in span.split("/"))
    return (begin - day).days <= _NEAR and (day - end).days <= _NEAR


def _nearest(past: list[str], coming: list[str], today: str) -> str | None:
    """Of the last span before and the first after a day, the one that is nearer to it."""
    day = date.fromisoformat(today)
    ends = [(day - date.fromisoformat(v[11:]), v) for v in sorted(past)[-1:]]
    ends += [(date.fromisoformat(v[:10]) - day, v) for v in sorted(coming)[:1]]
    return min(ends)[1] if ends else None
