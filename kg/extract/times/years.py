"""Years in digits or words, of either calendar, school years and seasons: «عام 2014», «بين 2014 و2017», «1445هـ»."""

from __future__ import annotations

import re

from kg.extract.counted import is_counted
from kg.extract.times.calendars import after_hijri, hijri_span
from kg.extract.times.reader import Made, Reader
from kg.extract.times.relative import relative_unit
from kg.model import Anchor

_SCHOOL = ("الدراسي", "الجامعي", "الكروي", "الرياضي")
_ADJECTIVES = 4  # words back from a year to the noun that it dates


def plain_year(r: Reader, at: int) -> Made | None:
    """Read «عام 2014», «سنة 2014», «في 2014», «بين 2014 و2017», «عام 1445هـ», «عام ألفين وأربعة عشر»."""
    unit = r.piece(at, "unit")
    if unit is not None and unit.value == "Y" and unit.extra == "1":
        lunar = r.told(unit.token, "hijra")
        relative = r.relative(unit.token)
        dated = r.year(relative.token) if relative is not None else None
        if relative is not None and dated and not (dated[0] > 1600 and is_counted(r.key(dated[1]), dated[0])):
            unit = relative  # «العام القادم 1437هـ», but «العام الماضي 2000 سيارة»
        year = r.year(unit.token + lunar)
        if year is None:
            return _year_in_words(r, at, unit.token) or _short_year(r, at, unit.token)
        if lunar or after_hijri(r, year[1]) > year[1] or _lunar_now(r, year[0]):
            return hijri_year(r, at, year)
        if r.told(year[1], "before_christ"):
            return r.made(at, year[1] + 2, "")
        return r.made(at, year[1], f"{year[0]:04}")
    year = r.year(at)
    if year is None:
        return None
    if 1300 < year[0] < 1600 and after_hijri(r, year[1]) > year[1] and not r.told(at - 1, "hijri"):
        return hijri_year(r, at, year)
    if not 1800 <= year[0] <= 2100:
        return None
    last = r.tokens[year[1] - 1]
    before, after = r.tokens[at - 1] if at else None, r.tokens[year[1]] if year[1] < len(r.tokens) else None
    glued = before.text if before is not None and before.end == r.tokens[at].start and before.kind != "word" else " "
    earlier, later = r.year(at - 2) if at > 1 else None, r.year(year[1] + 1)
    ranged = glued in "-–" and earlier is not None and earlier[0] < year[0]
    opens = after is not None and after.text in "-–" and later is not None and later[0] > year[0]
    if glued in "-–/:.,$€" and not ranged:
        return None
    if after is not None and (after.text in "%/" or after.kind == "latin") and after.start == last.end:
        return None
    paired = after is not None and after.key == "و" and later is not None and later[1] - year[1] == 2
    told = year[1] + 1 < len(r.tokens) and r.tokens[year[1] + 1].kind == "word"
    described = _described(r, at)
    heads = at == 0 and after is not None and after.text in "-–:" and told  # «1922 - بريطانيا تعلن»
    if not (heads or ranged or opens or paired or year[1] - at == 2 or r.told(at - 1, "before_year", "dated") or described or glued == "("
            or (before is not None and before.text in "-–" and r.year(at - 2))):  # fmt: skip
        return None
    counted = r.key(year[1] + 1) if glued == "(" and after is not None and after.text == ")" else ""
    counted = after.key if after is not None and after.kind == "word" else counted  # «(1950) مشروعا»
    if counted and not r.told(at - 1, "dated") and is_counted(counted, year[0]):
        return None
    return r.made(at, year[1], f"{year[0]:04}")


def _described(r: Reader, at: int) -> bool:
    """Whether adjectives stand between a year and the noun that it dates: «الانتخابات الرئاسية 2019», «الأزمة المالية 2008»."""
    first = at - 1
    while (
        first > at - _ADJECTIVES and r.definite(first) and r.tokens[first].kind == "word" and not r.told(first, "dated")
    ):
        first -= 1
    return first < at - 1 and r.definite(first) and r.told(first, "dated")


def two_years(r: Reader, at: int) -> Made | None:
    """Read the first of «عامي 2018 و2019», «أعوام 2011 و2012 و2013», its noun with it; «بين عامي 1975 و1990» has bare years."""
    noun = next((n for n in ("عامي", "سنتي", "سنتا", "اعوام", "سنوات") if r.key(at).endswith(n)), None)
    year = r.year(at + 1) if noun is not None and not r.definite(at) else None
    joined = year is not None and r.key(year[1]).startswith("و") and r.year(year[1] + (r.key(year[1]) == "و"))
    if noun is None or year is None or not joined or r.key(at - 1).endswith("بين"):
        return None
    return r.made(at, year[1], f"{year[0]:04}", start=r.tokens[at].offset(len(r.key(at)) - len(noun)))


def _year_in_words(r: Reader, at: int, pos: int) -> Made | None:
    number = r.number(pos)
    if number is None or r.tokens[pos].kind == "number" or not 1000 <= number[0] <= 2100 or number[1] - pos < 2:
        return None
    return r.made(at, number[1], f"{number[0]:04}")


def _short_year(r: Reader, at: int, pos: int) -> Made | None:
    """Two figures that end a clause are a year of the last century: «احتلت عام 67», not «عام 75 مليونا»."""
    if pos >= len(r.tokens) or not re.fullmatch(r"[4-9]\d", r.tokens[pos].norm) or r.definite(at):
        return None
    last = pos + 1 == len(r.tokens) or r.tokens[pos + 1].text in ".،,)؛:"
    joined = not last and r.key(pos + 1) in ("و", "في", "علي", "من", "بعد", "قبل", "الي", "حين", "عندما")
    return r.made(at, pos + 1, f"19{r.tokens[pos].norm}") if last or joined else None


def hijri_year(r: Reader, at: int, year: tuple[int, int]) -> Made | None:
    """The days that a Hijri year covers."""
    first, last = hijri_span(year[0], 1), hijri_span(year[0], 12)
    return r.made(at, after_hijri(r, year[1]), f"{first[:10]}/{last[11:]}" if first and last else "")


def _lunar_now(r: Reader, year: int) -> bool:
    """Whether a year without «هـ» is one of the living in the Hijri calendar: «بحلول عام 1440»."""
    return r.published is not None and -60 <= year - (r.published.year - 579) <= 5


def school_year(r: Reader, at: int) -> Made | None:
    """Read «العام الدراسي 2023/2024», «السنة المالية 2023-2024», «موسم 2023/2024», «2023/2024»."""
    this = r.key(at) in ("هذا", "هذه")
    pos = at + this
    unit = r.piece(pos, "unit")
    if unit is not None and unit.value == "Y" and unit.extra == "1":
        pos = unit.token
    elif season := r.piece(pos, "campaign"):
        pos = season.token
    named = pos > at + this
    while named and r.told(pos, "annual", "next", "this", "last", "fresh"):
        pos += 1
    if named and (spoken := _season_told(r, at, pos, this)):
        return spoken
    years = r.year(pos), r.year(pos + 2)
    if years[0] is None or years[1] is None or years[0][1] != pos + 1:
        return None
    low, high = sorted((years[0][0], years[1][0]))
    if high - low != 1 or not r.mark(pos + 1, "/-–" if named else "/"):
        return None
    if low < 1600:
        first, last = hijri_span(low, 1), hijri_span(high, 12)
        return r.made(at, after_hijri(r, years[1][1]), f"{first[:10]}/{last[11:]}" if first and last else "")
    return r.made(at, years[1][1], f"{low:04}/{high:04}")


_SUMMER = 7  # the month in which the year of schools and clubs ends


def _season_told(r: Reader, at: int, end: int, this: bool) -> Made | None:
    """«العام الدراسي الجديد», «الموسم الماضي»: which year of schools or clubs it is, from the day of publication."""
    last = r.piece(end - 1, "next", "this", "last", "fresh")
    kind = last.kind if last is not None else "this"
    noun = end - 1 - (last is not None)
    school = r.key(noun).startswith(_SCHOOL) or r.told(noun, "campaign")
    if not (last or this) or not school or r.published is None or r.year(end) or not r.definite(at + this):
        return None
    begun = r.published.year - (r.published.month <= _SUMMER)
    summer = r.published.month in (_SUMMER - 1, _SUMMER)
    step = {"last": -1, "this": 0, "next": 1, "fresh": int(summer)}[kind]
    if kind == "next" and r.published.month == _SUMMER + 1:
        step = 0  # «العام الدراسي المقبل» in August
    year = begun + step
    return r.made(at, end, f"{year:04}/{year + 1:04}", anchor="publication")


def of_year(r: Reader, at: int) -> tuple[int, int, Anchor] | None:
    """The year that a month or season has behind it: «2022», «من عام 2022», «من العام الماضي», «من العام نفسه»."""
    at += r.key(at) == "من"
    if at >= len(r.tokens):
        return None
    if year := r.year(at):
        follows = r.mark(year[1], "/") and r.year(year[1] + 1)
        return (year[0], year[1], "explicit") if not follows else None
    for production in (plain_year, relative_unit):
        made = production(r, at)
        if made is not None and re.fullmatch(r"\d{4}", made.value):
            return int(made.value), made.end, made.anchor
    return None
