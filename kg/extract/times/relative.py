"""What lies before, in or after another day: «الأسبوع الماضي», «العام نفسه», «بعد ذلك بيومين».

«الماضي» and «المقبل» reckon from publication, «نفسه» and «التالي» from the last date of the text (`Reader.anchor`).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from kg.edtf import bounds
from kg.extract.times.lengths import iso_duration, length_at
from kg.extract.times.pieces import Piece
from kg.extract.times.reader import Made, Reader
from kg.model import Anchor, Time


def worked_out(time: Time, preposition: str, published: date | None) -> str | None:
    """Return the EDTF date that a duration under منذ, قبل or بعد works out to («قبل شهرين»), or None.

    A duration keeps its own precision: days give a day, months a month, years a year.
    """
    match = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", time.value)
    if match is None or published is None:
        return None
    years, months, weeks, days = (int(g or 0) for g in match.groups())
    sign = 1 if preposition == "بعد" else -1
    try:
        day = published + sign * relativedelta(years=years, months=months, weeks=weeks, days=days)
    except (ValueError, OverflowError):
        return None
    if days or weeks:
        return day.isoformat()
    return f"{day.year:04}-{day.month:02}" if months else f"{day.year:04}"


_STEPS = {"last": -1, "next": 1, "this": 0, "following": 1, "same": 0}


def relative_unit(r: Reader, at: int) -> Made | None:
    """Read «الأسبوع الماضي», «العام المقبل», «هذا العام», «اليومين المقبلين», «نهاية الأسبوع الماضي», «العام نفسه», «القرن الماضي»."""
    pos, edge = at, False
    before = r.piece(pos, "edge")
    if before is not None and (inner := r.piece(before.token, "unit")) and inner.value == "W":
        pos, edge = before.token, True
    pos += r.key(pos) == "هذا" and edge
    if (part := r.piece(pos, "part")) and (inner := r.piece(part.token, "unit")) and inner.value == "D":
        pos = part.token  # «صباح اليوم التالي»
    this = r.key(pos) in ("هذا", "هذه") or r.key(pos)[1:] in ("هذا", "هذه")
    same = r.key(pos) == "نفس" or r.key(pos)[1:] == "نفس" or (r.told(pos, "that") and r.definite(pos + 1))
    unit = r.piece(pos + 1 if this or same else pos, "unit")
    if unit is None or unit.value in "hms" or ((this or same) and unit.extra != "1"):
        return None
    relative = r.piece(unit.token, "same") if not this else None
    relative = relative or r.relative(unit.token)
    if (relative is None and not this and not same) or r.published is None:
        return None
    end = relative.token if relative else unit.token
    step = int(relative.value or _STEPS[relative.kind]) if relative and not this else 0
    base = r.published
    anchor: Anchor = "publication"
    start = r.tokens[pos].offset(len(r.key(pos)) - 3) if (this or same) and pos == at else None
    if r.told(at - 1, "general") and r.told(unit.token, "incumbent") and r.key(at) == "العام":
        return None  # «الأمين العام السابق»
    if unit.extra == "2":
        return _two_units(r, at, end, unit, step)
    if unit.extra != "1" or (unit.value == "E" and (this or not r.told(at - 1, "before_year", "edge"))):
        return None
    if same or (relative is not None and relative.kind in ("same", "following")):
        known = _anchored(r.anchor, unit.value) or (_anchored(r.anchor_day, "D") if unit.value in "DW" else None)
        if known is None:
            return None
        base, anchor = known, "text"
    value = shifted(base, unit.value, step)
    return r.made(at, end, value, anchor=anchor, start=start)


def _two_units(r: Reader, at: int, end: int, unit: Piece, step: int) -> Made | None:
    assert r.published is not None
    if unit.value != "D" or not step:
        return r.made(at, end, iso_duration({unit.value: 2}), "DURATION") if unit.value != "D" else None
    days = sorted(r.published + timedelta(days=step * k) for k in (1, 2))
    return r.made(at, end, f"{days[0].isoformat()}/{days[1].isoformat()}", anchor="publication")


def shifted(base: date, unit: str, step: int) -> str:
    """Return the value of the unit that lies `step` units from the one that `base` is in."""
    if unit == "D":
        return (base + timedelta(days=step)).isoformat()
    if unit == "W":
        year, week, _ = (base + timedelta(weeks=step)).isocalendar()
        return f"{year:04}-W{week:02}"
    if unit == "M":
        day = base + relativedelta(months=step)
        return f"{day.year:04}-{day.month:02}"
    if unit in "EC":
        return f"{base.year // 10 + step:03}X" if unit == "E" else f"{base.year // 100 + step:02}XX"
    return f"{base.year + step:04}"


def since_then(r: Reader, at: int) -> Made | None:
    """Read «بعد ذلك بيومين», «قبلها بعام»."""
    then = r.piece(at, "then")
    if then is None or r.key(then.token)[:1] != "ب":
        return None
    length = length_at(r, then.token)
    if length is None:
        return None
    parts, end = length
    base = _anchored(r.anchor, "D" if set(parts) & set("DW") else "M" if "M" in parts else "Y")
    if base is None or set(parts) & set("hms"):
        return None
    value = worked_out(Time("", 0, 0, "", "DURATION", iso_duration(parts)), "بعد" if then.value == "1" else "قبل", base)
    return r.made(at, end, value, anchor="text") if value else None


def _anchored(anchor: str, unit: str) -> date | None:
    """The first day of the text's last date, where it is as precise as the unit asks."""
    if len(anchor) < {"D": 10, "W": 10, "M": 7}.get(unit, 4):
        return None
    try:
        return bounds(anchor).earliest_begin  # «الفصل الأول من 2016 … العام نفسه»
    except ValueError:
        return None
