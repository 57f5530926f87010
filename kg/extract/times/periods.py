"""Longer stretches and their edges: «مطلع 2024», «التسعينيات», «القرن التاسع عشر», «صيف 2022», «الربع الأول»."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from kg.edtf import bounds
from kg.extract.times.calendars import day_number, month_at
from kg.extract.times.months import hijri_month, month_year, nearest_month
from kg.extract.times.pieces import Piece
from kg.extract.times.reader import Made, Reader
from kg.extract.times.relative import relative_unit, shifted
from kg.extract.times.years import of_year, plain_year
from kg.model import Anchor


def edge_of(r: Reader, at: int) -> Made | None:
    """Read «مطلع 2024», «أوائل التسعينيات», «نهاية العام المقبل», «منتصف مايو», «أواخر شهر مارس الماضي»."""
    edge = r.piece(at, "edge")
    if edge is None:
        return None
    inner = max(
        (m for p in (month_year, relative_unit, plain_year, decade_or_century) if (m := p(r, edge.token))),
        key=lambda m: m.end,
        default=None,
    )
    year = r.year(edge.token)
    if inner is None and year:
        inner = r.made(edge.token, year[1], f"{year[0]:04}")
    unit = r.piece(edge.token, "unit")
    if unit is not None and r.told(unit.token, "annual"):
        return None  # «بداية العام الدراسي»
    if inner is None and unit and unit.value in "YM" and unit.extra == "1" and r.published and _articled(r, edge.token):
        inner = r.made(edge.token, unit.token, shifted(r.published, unit.value, 0), anchor="publication")
    if inner is None and r.published and (week := _edge_of_week(r, edge.token, edge.value)):
        return Made(week.end, r.start(at), week.stop, "DATE", week.value, week.anchor)
    if inner is None and (month := month_at(r, edge.token)):
        inner = month_year(r, edge.token) or (nearest_month(r, edge.token, month))
    if inner is None and (lunar := hijri_month(r, edge.token)):
        return r.made(at, lunar.end, _edge_of_lunar(lunar.value, edge.value), anchor=lunar.anchor)  # «آخر شهر شوال»
    if inner is None:
        return None
    value = inner.value
    if re.fullmatch(r"\d{4}", value):
        value += {"start": "-01", "mid": "-06", "end": "-12"}[edge.value]
    elif match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        last = (date(int(match[1]), int(match[2]), 1) + relativedelta(months=1) - timedelta(days=1)).day
        value += {"start": "-01", "mid": "-15", "end": f"-{last:02}"}[edge.value]
    elif not re.search("[WX]", value) or inner.type != "DATE":
        return None
    return r.made(at, inner.end, value, anchor=inner.anchor)


def _edge_of_lunar(span: str, edge: str) -> str:
    """The first, middle or last day of a month that is an interval of days."""
    first, last = (date.fromisoformat(v) for v in span.split("/"))
    return {"start": first, "mid": first + timedelta(days=14), "end": last}[edge].isoformat()


def _edge_of_week(r: Reader, at: int, edge: str) -> Made | None:
    """«في نهاية الأسبوع»: that of publication, early in the week the one before, where nothing is to come; «مطلع الأسبوع»."""
    unit = r.piece(at, "unit")
    if r.published is None or unit is None or unit.value != "W" or unit.extra != "1" or not r.definite(at):
        return None
    until = r.key(at - 2) in ("حتي", "غايه") or r.future_at(at - 1)
    before = edge == "end" and not until and r.published.isoweekday() <= 2
    return r.made(at, unit.token, shifted(r.published, "W", -int(before)), anchor="publication")


def _articled(r: Reader, at: int) -> bool:
    return r.tokens[at].key.lstrip("وبل").startswith(("ال", "عام", "سنه")) and "ال" in r.tokens[at].key[:4]


def decade_or_century(r: Reader, at: int) -> Made | None:
    """Read «التسعينيات», «ثمانينيات القرن الماضي», «القرن التاسع عشر», «العقد الأول من القرن الحالي»."""
    piece = r.piece(at, "decade")
    if piece is not None:
        end = piece.token
        if any(r.told(i, "age") for i in range(end, end + 3)) or any(r.told(i, "age") for i in range(at - 2, at)):
            return None
        century = century_at(r, end)
        if century:
            return r.made(at, century.end, century.value[:2] + f"{piece.value}X") if century.value else None
        return r.made(at, end, f"19{piece.value}X")
    unit = r.piece(at, "unit")
    if unit is not None and unit.value == "E" and r.definite(at):
        last = r.key(unit.token) in ("الاخير", "الاخيره")
        number = (10, unit.token + 1) if last else day_number(r, unit.token)
        if number is None or not 1 <= number[0] <= 10 or r.key(number[1]) != "من":
            return None
        century = century_at(r, number[1] + 1)
        return r.made(at, century.end, f"{century.value[:2]}{number[0] - 1}X") if century and century.value else None
    return century_at(r, at)


def century_at(r: Reader, at: int) -> Made | None:
    """Read «القرن التاسع عشر», «القرن الـ19», «القرن الماضي»."""
    unit = r.piece(at, "unit")
    if unit is None or unit.value != "C" or unit.extra != "1" or not r.key(at).endswith("القرن"):
        return None
    if (relative := relative_unit(r, at)) is not None:
        return relative
    pos = r.article(unit.token)
    number = day_number(r, pos)
    if number is None or number[0] > 21 or (r.tokens[pos].kind == "word" and not r.key(pos).startswith("ال")):
        return None
    end = number[1]
    if r.told(end, "before_christ"):
        return r.made(at, end + 2, "")
    if r.told(end, "hijra"):
        return r.made(at, end + 1, "")
    return r.made(at, end + r.told(end, "christian"), f"{number[0] - 1:02}XX")


def season_or_quarter(r: Reader, at: int) -> Made | None:
    """Read «صيف 2022», «الصيف الماضي», «الربع الأول من 2024», «النصف الأول من العام الجاري», «الربع المقبل»."""
    this = r.key(at) in ("هذا", "بهذا", "لهذا", "وهذا")
    pos = at + this
    season, part = r.piece(pos, "season"), r.piece(pos, "part_of_year")
    definite = r.definite(pos)
    if season is not None:
        end, value = season.token, season.value
        if definite or this:
            return _season_relative(r, at, this, [f"{value}"], season)
    elif part is not None and definite:
        base, many = int(part.value), 4 if part.value == "32" else 2
        relative = r.piece(part.token, "last", "next", "this")
        final = r.key(part.token) in ("الاخير", "الاخيره")
        if many == 4 and (this or relative) and not final and not r.told(pos, "other_word"):
            return _season_relative(r, at, this, [f"{base + k}" for k in range(1, 5)], part)
        number = (many, part.token + 1) if final else day_number(r, part.token)
        if number is None or number[0] > many or (r.tokens[part.token].kind == "number"):
            return None
        end, value = number[1], f"{base + number[0]}"
    else:
        return None
    year = of_year(r, end)
    if year is None and r.year(end) and r.mark(end + 1, "/-") and (second := r.year(end + 2)):
        first = r.year(end)
        year = (first[0], second[1], "explicit") if first and second[0] == first[0] + 1 else None
    year = year or _of_the_year(r, end)
    if year is None and part is not None and part.value == "32" and r.key(pos).endswith("الربع"):
        return _latest_quarter(r, at, int(value) - base, end)
    if year is None:
        return None
    return r.made(at, year[1], f"{year[0]:04}-{value}", anchor=year[2])


def _of_the_year(r: Reader, at: int) -> tuple[int, int, Anchor] | None:
    """The year of publication, in «الربع الثاني من العام» with nothing behind it that says which."""
    unit = r.piece(at + 1, "unit") if r.key(at) == "من" else None
    if unit is None or unit.value != "Y" or unit.extra != "1" or r.published is None or not _articled(r, at + 1):
        return None
    told = unit.token < len(r.tokens) and (r.key(unit.token).startswith("ال") or r.tokens[unit.token].kind == "number")
    return None if told else (r.published.year, unit.token, "publication")


def _latest_quarter(r: Reader, at: int, number: int, end: int) -> Made | None:
    """«ارتفعت الأرباح في الربع الثالث»: of the year of publication, or the one before where it has not come yet."""
    told = (r.key(end) == "من" and r.definite(end + 1)) or r.relative(end) or r.told(end, "last", "next", "this")
    if r.published is None or told or not r.told(at - 1, "in_quarter") or r.key(end - 1) in ("الاخير", "الاخيره"):
        return None
    begun = 3 * (number - 1) < r.published.month or r.future_at(at)
    return r.made(at, end, f"{r.published.year - (not begun):04}-{32 + number}", anchor="publication")


def _season_relative(r: Reader, at: int, this: bool, values: list[str], piece: Piece) -> Made | None:
    """The season or quarter before, around or after the day of publication: «الصيف الماضي», «هذا الشتاء», «الربع المقبل»."""
    relative = r.piece(piece.token, "last", "next", "this")
    if r.published is None or (relative is None and not this):
        return None
    today = r.published
    spans = [(bounds(v), v) for y in (-2, -1, 0, 1, 2) for k in values if (v := f"{today.year + y:04}-{k}")]
    dated = sorted((b.earliest_begin, b.latest_end, v) for b, v in spans if b.earliest_begin and b.latest_end)
    kind = "this" if this or relative is None else relative.kind
    if kind == "last" and (before := _before_told(r, piece, dated)):
        chosen = before
    elif kind == "last":
        chosen = [v for begin, end, v in dated if end < today][-1]
    elif kind == "next":
        chosen = next(v for begin, end, v in dated if begin > today)
    else:
        around = [v for begin, end, v in dated if begin <= today <= end]
        chosen = around[0] if around else f"{today.year:04}-{values[0]}"
    end = relative.token if relative and not this else piece.token
    start = r.tokens[at].offset(len(r.key(at)) - 3) if this else None
    return r.made(at, end, chosen, anchor="publication", start=start)


def _before_told(r: Reader, piece: Piece, dated: list[tuple[date, date, str]]) -> str | None:
    """The quarter before one that the sentence told: «خلال الثلاثي الثالث من 2015 مقارنة بالثلاثي السابق»."""
    told = r.made_before.value if r.made_before is not None else ""
    values = [v for *_, v in dated]
    if r.key(piece.token) != "السابق" or told not in values[1:]:
        return None
    return values[values.index(told) - 1]


_SPANS = ("الفتره", "المده", "الشهر", "الاشهر", "الربع", "النصف")
_AGAIN = ("نفسها", "نفسه", "ذاتها", "ذاته", "المماثله", "المماثل", "المقابله")


def same_period(r: Reader, at: int) -> Made | None:
    """Read «الفترة نفسها من العام الماضي», «الشهر ذاته من 2013»: the months that were told last, of another year."""
    first = at + (r.key(at).lstrip("بل") in ("نفس", "ذات"))
    if not r.period or r.key(first).lstrip("بل") not in _SPANS or (first == at and r.key(at + 1) not in _AGAIN):
        return None
    end = first + 1 + (first == at)
    year = of_year(r, end) if r.key(end) == "من" else None
    if year is None:
        return None
    months = "/".join(f"{year[0]:04}{part[4:]}" for part in r.period.split("/"))
    token = r.tokens[at]
    return r.made(at, year[1], months, anchor="text", start=token.offset(len(token.key) - len(token.key.lstrip("بل"))))
