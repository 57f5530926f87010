"""Days of the two feasts, which the moon's calendar sets: «أول أيام عيد الفطر», «اليوم الثاني من عيد الأضحى المبارك»."""

from __future__ import annotations

from datetime import date, timedelta

from kg.extract.times.calendars import hijri_to_iso
from kg.extract.times.pieces import clitic_ordinal, ordinal_value
from kg.extract.times.reader import Made, Reader

_NEAR = 60  # days between a feast and the news of it
_LAST = 7  # days that a feast may be said to have


def _nth(key: str) -> int:
    """The number of an ordinal before what it counts: «أول», «ثاني»."""
    bare = key.removeprefix("و")
    return 1 if bare == "اول" else ordinal_value(f"ال{bare}")


def feast_day(r: Reader, at: int) -> Made | None:
    """Read «أول أيام عيد الفطر», «مساء اليوم الأول من عيد الفطر المبارك», «اليوم الثاني من أيام عيد الأضحى»."""
    pos = at
    if (part := r.piece(pos, "part")) is not None:
        pos = part.token
    day = r.piece(pos, "unit", "deictic")
    counted = day is not None and r.key(day.token - 1).endswith("اليوم")
    if day is not None and counted:
        pos = day.token
    number, _ = clitic_ordinal(r.key(pos))
    number = number or _nth(r.key(pos))
    pos += 1 + (counted and r.key(pos + 1) == "من")
    days = r.key(pos) == "ايام"
    feast = r.piece(pos + days, "feast")
    published = r.published
    if not 1 <= number <= _LAST or feast is None or not (days or counted) or published is None:
        return None
    month, first = (int(n) for n in feast.value.split("-"))
    years = (hijri_to_iso(published.year - 579 + k, month, first) for k in range(-1, 3))
    begins = (date.fromisoformat(v) + timedelta(days=number - 1) for v in years if v)
    near = min(begins, key=lambda d: abs((d - published).days), default=None)
    if near is None or abs((near - published).days) > _NEAR:
        return None
    end = feast.token
    if (blessed := r.piece(end, "blessed")) is not None:
        end = blessed.token
    return r.made(at, end, near.isoformat(), anchor="publication")
