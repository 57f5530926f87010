"""Days of the month in digits or words, of either calendar: «25 يناير 2024», «15/9/1445هـ», «من 8 إلى 9 مارس»."""

from __future__ import annotations

import re
from datetime import date

from kg.extract.times.calendars import after_hijri, day_number, hijri_to_iso, hijri_year_at, iso_day, month_at
from kg.extract.times.durations import recurring
from kg.extract.times.pieces import Piece, ordinal_value
from kg.extract.times.reader import Made, Reader
from kg.extract.times.relative import relative_unit
from kg.extract.times.weekdays import first_of_two_weekdays
from kg.extract.times.years import of_year

_NEWS = 2  # so many days around publication a day without its year is one of the news, whatever year was told before
_LATE = 60  # days after its day that what is to come may still be told of


def numeric_date(r: Reader, at: int) -> Made | None:
    """Read «25/01/2024», «2024-01-25», «25.1.2024», «15/9/1445هـ»."""
    token = r.tokens[at]
    if token.kind != "number":
        return None
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", token.norm):
        return _numbers(r, at, at + 1, int(match[3]), int(match[2]), int(match[1]))
    if at + 4 < len(r.tokens) and r.mark(at + 1, "/-") and r.tokens[at + 3].text == r.tokens[at + 1].text:
        parts = [t.norm for t in r.tokens[at : at + 5 : 2]]
        if all(p.isdigit() for p in parts) and r.tokens[at + 4].end - token.start <= 14 and len(parts[1]) <= 2:
            if len(parts[0]) == 4 and len(parts[2]) <= 2:
                return _numbers(r, at, at + 5, *map(int, parts))
            if len(parts[2]) == 4 and len(parts[0]) <= 2:
                return _numbers(r, at, at + 5, *map(int, reversed(parts)))
    return None


def _numbers(r: Reader, at: int, end: int, year: int, month: int, day: int) -> Made:
    """The day that three numbers name, Hijri or Gregorian; without a value where there is no such day."""
    if 1300 < year < 1600:
        value = hijri_to_iso(year, month, day)
        return r.made(at, after_hijri(r, end), value or "")
    christian = r.key(end) == "م" and r.tokens[end].start - r.tokens[end - 1].end <= 1
    return r.made(at, end + christian, (iso_day(year, month, day) if year >= 1600 else None) or "")


def day_month(r: Reader, at: int) -> Made | None:
    """Read «يوم الخميس، 25 يناير 2024», «ظهر الأربعاء 31 ماي 2017», «27 سبتمبر المقبل», «غرة جوان الجاري», «25 من الشهر الجاري»."""
    pos = at
    while (piece := r.piece(pos, "part", "unit", "deictic")) and (piece.kind != "unit" or piece.value == "D"):
        if piece.kind == "unit" and piece.extra not in ("1", "2"):
            break
        pos = piece.token
        if piece.kind == "deictic" and r.mark(pos, "،,") and r.piece(pos + 1, "weekday"):
            pos += 1  # «اليوم، الخميس 13 يناير»
    weekday = r.piece(pos, "weekday")
    if weekday:
        pos = weekday.token
        relative = r.piece(pos, "next", "last")
        if relative is not None and r.number(relative.token + r.told(relative.token, "agreeing")):
            pos = relative.token  # «الأحد المقبل 12 مايو»
        while r.mark(pos, "،,-–"):
            pos += 1
        if r.mark(pos, "("):
            inner = _dated(r, at, pos + 1, True)
            return _closed(r, inner) if inner else None
    if pos > at and r.told(pos, "agreeing"):
        pos += 1
        pos += r.key(pos) == "ل"
    return _dated(r, at, pos, weekday is not None)


def _closed(r: Reader, made: Made) -> Made | None:
    """Take in the bracket that ends «الخميس (25 يناير)»."""
    if not r.mark(made.end, ")"):
        return None
    return Made(made.end + 1, made.start, r.tokens[made.end].end, made.type, made.value, made.anchor)


def _dated(r: Reader, begin: int, pos: int, weekday: bool) -> Made | None:
    """The day of a month at `pos`, with its year where it has one."""
    if pos >= len(r.tokens):
        return None
    if (weekday or r.key(pos - 1).endswith("يوم")) and pos > begin and (made := numeric_date(r, pos)):
        return r.made(begin, made.end, made.value)
    day = day_number(r, pos)
    if day is None or (r.definite(pos) and r.key(pos).endswith(("ه", "الاولي"))):
        return None  # «المرة الثانية من مارس»: a day is masculine
    if r.tokens[pos].kind == "word" and (week := r.piece(pos - 1, "unit") if pos else None) and week.value == "W":
        return None  # «الأسبوع الثاني من مارس»
    glued = r.mark(day[1], "-/") and r.told(day[1] + 1, "month") and r.tokens[day[1]].start == r.tokens[pos].end
    month = month_at(r, day[1] + glued)
    if month is None:
        return _hijri_day(r, begin, day) or _day_of_month(r, begin, day)
    number, end = month
    while r.mark(end, "،,-/" if glued else "،,") and r.year(end + 1):
        end += 1
    year = of_year(r, end)
    if year:
        value = (
            iso_day(year[0], number, day[0]) if r.definite(begin - 1) or not r.told(begin - 1, "dated_place") else ""
        )
        return r.made(begin, year[1], value or "", anchor=year[2])
    if not iso_day(2000, number, day[0]):
        return r.made(begin, end, "")  # «31 فبراير»
    if r.named(begin - 1) or (begin == pos and r.mark(begin - 1, '"«“') and r.mark(end, '"»”')):
        return r.made(begin, end, "")  # «حركة 20 فبراير», «شارع 9 أبريل», «فاز على "25 أبريل"»
    relative = r.relative(end)
    if relative is None and (near := _told_year(r, number, day[0], end)):
        return r.made(begin, end, near, anchor="text")
    if relative is not None:
        end = relative.token
    past = r.past_before(begin)
    chosen = _near(r, number, day[0], relative, past, not past and r.willed_before(begin))
    return r.made(begin, end, chosen, anchor="publication") if chosen else None


def _told_year(r: Reader, month: int, day: int, end: int) -> str | None:
    """The day in the year that stands with a later day, or nearest to an earlier date of the text.

    «من 20 ديسمبر إلى 5 يناير 2015», «اندلعت في 24 يناير 1978 … وبلغت ذروتها يوم 26 يناير».
    """
    joint = r.key(end)
    if joint.startswith("و") or joint in ("الي", "حتي"):
        second = day_month(r, end + (joint in ("و", "الي", "حتي")))
        if second is not None and second.anchor == "explicit" and re.fullmatch(r"\d{4}-\d\d-\d\d", second.value):
            return _nearest(month, day, date.fromisoformat(second.value), (-1, 0))
    if r.published is None or not r.told_date or int(r.told_date[:4]) >= r.published.year or r.future:
        return None
    news = _near(r, month, day, None, past=False)
    if news is not None and abs((date.fromisoformat(news) - r.published).days) <= _NEWS:
        return None
    return _nearest(month, day, date.fromisoformat(f"{r.told_date}-15"[:10]), (-1, 0, 1))


def _nearest(month: int, day: int, base: date, steps: tuple[int, ...]) -> str | None:
    """The day of the month that is nearest to `base`, of the years that lie `steps` from its own."""
    days = [date.fromisoformat(d) for step in steps if (d := iso_day(base.year + step, month, day))]
    return min(days, key=lambda d: abs((d - base).days)).isoformat() if days else None


def _near(r: Reader, month: int, day: int, relative: Piece | None, past: bool, to_come: bool = False) -> str | None:
    """The year of a day without one: as «الماضي», «المقبل» or the verb says, else the nearest to publication."""
    if r.published is None:
        return None
    base = r.published
    years = [base.year + step for step in (-1, 0, 1)]
    days = [date(y, month, day) for y in years if iso_day(y, month, day)]
    if relative is not None and relative.kind == "last":
        days = [d for d in days if d <= base]
    elif relative is not None and relative.kind == "next":
        days = [d for d in days if d >= base]
    elif relative is not None:
        days = [d for d in days if d.year == base.year]
    elif past:
        days = [d for d in days if d <= base]
    elif to_come:
        days = [d for d in days if (base - d).days <= _LATE]
    if not days:
        return None
    return min(days, key=lambda d: abs((d - base).days)).isoformat()


def _day_of_month(r: Reader, begin: int, day: tuple[int, int]) -> Made | None:
    """A day of this, the last, the next or the same month: «25 من الشهر الجاري», «15 الجاري», «العاشر من كل شهر»."""
    if r.key(day[1]) == "منه" and (same := _of_that_month(r, day[0])):
        return r.made(begin, day[1] + 1, same, anchor="text")
    after = day[1] + (r.key(day[1]) == "من")
    current = r.piece(after, "this")
    if current and r.key(after) in ("الجاري", "الحالي") and r.published and r.tokens[begin].kind == "number":
        value = iso_day(r.published.year, r.published.month, day[0])
        ends = current.token == len(r.tokens) or not r.told(current.token, "unit")
        return r.made(begin, current.token, value, anchor="publication") if value and ends else None
    if after == day[1]:
        return None
    unit = r.piece(after, "unit")
    made = relative_unit(r, after) if unit and unit.value == "M" else None
    if made is not None and re.fullmatch(r"\d{4}-\d\d", made.value):
        value = iso_day(int(made.value[:4]), int(made.value[5:]), day[0])
        return r.made(begin, made.end, value or "", anchor=made.anchor)
    every = recurring(r, after)
    if every is not None and every.value == "P1M":
        return r.made(begin, every.end, every.value, "SET")
    return None


def _of_that_month(r: Reader, day: int) -> str | None:
    """A day of the month that an earlier day of the sentence is in: «من 14 مارس إلى 22 منه»."""
    before = r.made_before
    if before is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", before.value):
        return None
    value = iso_day(int(before.value[:4]), int(before.value[5:7]), day)
    return value if value and value > before.value else None


def _hijri_day(r: Reader, begin: int, day: tuple[int, int]) -> Made | None:
    month = month_at(r, day[1], hijri=True)
    if month is None or r.tokens[day[1]].start - r.tokens[day[1] - 1].end > 1:  # «(2 ــ صفر)»: a score
        return None
    year = hijri_year_at(r, month[1])
    if year is not None:
        value = hijri_to_iso(year[0], month[0], day[0])
        return r.made(begin, year[1], value or "")
    if r.published is None or r.named(begin - 1):
        return None
    near = (hijri_to_iso(r.published.year - 579 + k, month[0], day[0]) for k in range(-1, 3))
    days = [date.fromisoformat(d) for d in near if d]
    published = r.published
    relative = r.piece(month[1], "last", "next", "this")
    if relative is not None and relative.kind != "this":
        days = [d for d in days if (d <= published if relative.kind == "last" else d >= published)]
    if not days:
        return None
    chosen = min(days, key=lambda d: abs((d - published).days))
    return r.made(begin, relative.token if relative else month[1], chosen.isoformat(), anchor="publication")


def first_of_two(r: Reader, at: int) -> Made | None:
    """Read two days whose month stands with the second, or the first of them.

    «يومي السبت والأحد المقبلين» are one stretch of two days; «يومي 8 و9 مارس», «من 8 إلى 9 مارس» two times, each the
    words that it has.
    """
    token = r.tokens[at]
    both = token.key.endswith("يومي") and token.norm[-1] == "ي"
    ranged = token.kind == "number" and r.key(at - 1).removeprefix("و") in ("", "بين", "من", "في", "ايام")
    if not both and not ranged and not ordinal_value(token.key):
        return None
    if both and r.told(at + 1, "weekday"):
        return first_of_two_weekdays(r, at)
    first = day_number(r, at + both)
    if first is None:
        return None
    joint = r.key(first[1])
    if not joint.startswith("و") and joint not in ("الي", "حتي"):
        return None
    follow = first[1] + (joint in ("و", "الي", "حتي"))
    second = day_month(r, follow) or (first_of_two(r, follow) if r.key(follow).isdigit() else None)
    if second is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", second.value):
        return None
    value = second.value[:8] + f"{first[0]:02}"
    if value > second.value:
        return None
    start = token.offset(len(token.key) - 4) if both else None
    if r.key(at - 1).endswith("ايام"):
        start = r.tokens[at - 1].offset(len(r.key(at - 1)) - 4)  # «أيام 28 و29 و30 أفريل»
    return r.made(at, first[1], value, anchor=second.anchor, start=start)
