"""Durations and what recurs: «ثلاثة أشهر», «عامين», «السنوات الخمس المقبلة», «كل خميس», «سنويا»."""

from __future__ import annotations

from kg.arabic.morphology import function_class, segment
from kg.arabic.names import given_names
from kg.arabic.numbers import read_number
from kg.extract.times.lengths import iso_duration, length_at
from kg.extract.times.pieces import Piece, is_weekday
from kg.extract.times.reader import Made, Reader
from kg.extract.times.years import of_year


def duration(r: Reader, at: int) -> Made | None:
    """Read «ثلاثة أشهر», «عشرة أيام», «عامين», «بعد سنة», «الـ24 ساعة الماضية», «نصف قرن»."""
    pos = r.article(at)
    length = length_at(r, pos)
    if length is None:
        return None
    parts, end = length
    if _aged(r, at, end) or _hundredths(r, at) or not any(parts.values()):
        return None
    single = list(parts.values()) == [1] and not r.number(pos)
    again = r.piece(at - 2, "unit") if single and at > 1 else None
    if again is not None and again.extra == "1" and again.value in parts and r.told(at, "unit"):
        return None  # «يوما بعد يوم»
    if _greeting(r, at):
        return None
    whole = r.told(end, "whole") and not r.key(end).startswith("ب")  # «شهران بكامل الراتب»
    if (
        single
        and not whole
        and not r.told(end, "more_length")  # «سنة إضافية»
        and not r.told(end - 1, "one")
        and not r.told(at - 1, "before_length")
        and not _compared(r, at)
    ):
        return None
    if r.told(end, "hijri", "supply"):
        return None  # «خلال شهر رمضان», «117 يوم توريد»
    if whole:
        end += 1  # «عام كامل»
    elif relative := r.piece(end, "last", "next"):
        end = relative.token
    elif single and _owned(r, end):
        return None
    start = None if pos == at else r.tokens[at].offset(len(r.key(at)) - 2)
    if start is None and r.mark(at + 1, ")") and r.mark(at - 1, "("):
        start = r.tokens[at - 1].start  # «(21) يوما»
    return r.made(at, end, iso_duration(parts), "DURATION", start=start)


def _greeting(r: Reader, at: int) -> bool:
    """«كل عام وأنتم بخير»."""
    return r.told(at - 1, "every") and r.key(at + 1).startswith("وانت")


def _owned(r: Reader, at: int) -> bool:
    """Whether a unit before `at` is the day or year of something: «منذ يوم تنصيبه», «عام النكبة»."""
    if at >= len(r.tokens) or r.tokens[at].kind != "word" or r.key(at - 1).endswith("ا"):
        return False
    word = segment(r.tokens[at].norm)
    owned = word.proclitics == ("ال",) or (not word.proclitics and word.enclitic is not None and r.key(at - 1) == "يوم")
    return owned and not function_class(word.stem)


def _hundredths(r: Reader, at: int) -> bool:
    """«14 في المئة عام 2012»: the hundred is of the percentage."""
    before = at - 1 - (r.key(at - 1) == "في")
    number = r.number(at)
    if number is None or number[0] != 100 or not r.key(at).startswith(("الم", "بالم")) or before < 0:
        return False
    return r.tokens[before].kind == "number" or read_number(r.tokens, before) is not None


def _compared(r: Reader, at: int) -> bool:
    """«أكثر من عام», «نحو ساعة», «ما يزيد على شهر»."""
    if r.key(at - 1) in ("عن", "علي"):
        return r.told(at - 2, "exceeds")
    return r.told(at - 1, "about") or (r.key(at - 1) == "من" and r.told(at - 2, "compared"))


def _aged(r: Reader, at: int, end: int) -> bool:
    """An age is no time: «يبلغ من العمر 25 عاما», «(33 عاما)», «توفي عن 80 عاما»."""
    ranged = any(r.key(i) in ("بين", "الي") for i in range(at - 5, at))  # «أعمارهم تتراوح بين 18 و45 سنة»
    told = any(
        r.told(i, "age") and (ranged or not any(r.told(j, "unit") for j in range(i + 1, at)))  # «34 عاما نحو عامين»
        for i in range(max(0, at - (8 if ranged else 4)), at)
    )
    if r.told(at - 1, "under") and r.tokens[at].kind == "number":
        return True  # «منتخب تحت 23 سنة»
    if told and not r.told(at - 1, "before_length"):
        return True
    if r.key(at - 1) in ("يبلغ", "تبلغ", "البالغ", "البالغه", "بالغ", "ويبلغ") and unit_of_years(r, end):
        return True  # «رجل يبلغ 34 سنة»
    if at > 1 and unit_of_years(r, end) and r.tokens[at].kind == "number" and _named(r, at - 1) and _named(r, at - 2):
        return True  # «أوقف خالد حسن 30 سنة»
    if r.key(at - 1) in ("الثاني", "والثاني", "والثالث", "والاخر", "والثانيه", "والاخري") and any(
        r.told(i, "age") for i in range(max(0, at - 9), at)
    ):
        return True  # «أحدهما يبلغ من العمر 19 سنة والثاني 24 سنة»
    if r.key(at - 1) == "عن" and any(r.told(i, "dying", "age") for i in range(max(0, at - 12), at)):
        return True
    years = unit_of_years(r, end)
    apposed = years and r.mark(at - 1, "،,") and r.mark(end, "،,") and r.tokens[at].kind == "number"
    numbered = years and r.mark(at - 1, "(") and r.mark(at + 1, ")")  # «فلان (26) عاما»
    stretch = r.told(at - 2, "before_length", "before_year", "about") or _compared(r, at - 1)
    return apposed or (numbered and not stretch) or _enclosed(r, at, end)


def _named(r: Reader, at: int) -> bool:
    """Whether people are called so, and little else."""
    name = given_names().get(r.key(at))
    return name is not None and name.given + name.surname >= 20 and r.tokens[at].kind == "word"


def unit_of_years(r: Reader, end: int) -> bool:
    """Whether the word before `end` counts years."""
    unit = r.piece(end - 1, "unit")
    return unit is not None and unit.value == "Y"


def _enclosed(r: Reader, at: int, end: int) -> bool:
    """Whether nothing but lengths stands in the brackets around: «(33 عاما)», «(29 سنة و32 سنة)»."""
    first, last = at - 1, end
    while first >= 0 and (r.tokens[first].kind == "number" or r.key(first) == "و" or r.told(first, "unit")):
        first -= 1
    while last < len(r.tokens) and (r.tokens[last].kind == "number" or r.key(last) == "و" or r.told(last, "unit")):
        last += 1
    return r.mark(first, '("«“') and r.mark(last, ')"»”')


def counted_behind(r: Reader, at: int) -> Made | None:
    """Read «الأيام الثلاثة الماضية», «السنوات الخمس المقبلة», «الأشهر التسعة الأولى من 2023», «الساعات الـ24 الماضية»."""
    counted_first = duration(r, at)
    if counted_first is not None and r.definite(at):
        last = r.piece(counted_first.end, "first") or r.piece(counted_first.end - 1, "first")
        if last is not None and counted_first.value[-1] == "M" and "T" not in counted_first.value:
            return _months_of_year(r, at, int(counted_first.value[1:-1]), last)
    unit = r.piece(at, "unit")
    if unit is not None and unit.value == "M" and unit.extra == "2" and r.definite(at):
        last = r.piece(unit.token, "first")  # «الشهرين الأولين من السنة»
        return _months_of_year(r, at, 2, last) if last is not None else None
    if unit is None or unit.extra or not r.definite(at):
        return None
    number = r.number(r.article(unit.token))
    if number is not None and r.key(at - 1).lstrip("لب") == "حرب":
        return r.made(at, number[1], "")  # «حرب الأيام الستة»
    if number is None or not number[0] or (unit.value == "Y" and r.year(unit.token)):
        return None  # «للأعوام 2023 و2024»
    last = r.piece(number[1], "first")
    if last is not None and unit.value == "M" and (made := _months_of_year(r, at, number[0], last)):
        return made
    relative = r.relative(number[1])
    if relative is None and unit.value == "E":
        return None  # «العقود الخمسة» are contracts
    end = relative.token if relative else number[1]
    return r.made(at, end, iso_duration({unit.value: number[0]}), "DURATION")


def _months_of_year(r: Reader, at: int, months: int, last: Piece) -> Made | None:
    year = of_year(r, last.token)
    if year is None or not 0 < months < 12:
        return None
    first = 1 if last.value == "1" else 13 - months
    return r.made(at, year[1], f"{year[0]:04}-{first:02}/{year[0]:04}-{first + months - 1:02}", anchor=year[2])


def recurring(r: Reader, at: int) -> Made | None:
    """Read «كل خميس», «كل يوم جمعة», «كل ثلاثة أشهر», «كل صباح», «سنويا»."""
    piece = r.piece(at, "set")
    if piece is not None:
        return r.made(at, piece.token, piece.value, "SET")
    unit = r.piece(at, "unit")
    fast = unit is not None and unit.value == "h" and r.told(at - 2, "length")  # «60 كيلومترا في الساعة»
    if fast:
        return None
    if unit is not None and unit.extra == "1" and r.key(at - 1) == "في" and r.definite(at) and r.measured(at - 2):
        described = unit.token < len(r.tokens) and r.definite(unit.token) and not r.told(unit.token, "one")
        end = unit.token + r.told(unit.token, "one")  # «في السنة الواحدة»
        return None if described else r.made(at, end, iso_duration({unit.value: 1}), "SET")
    every = r.piece(at, "every")
    if every is None or _greeting(r, every.token):
        return None
    pos = every.token
    day = r.piece(pos, "unit")
    if day is not None and day.value == "D" and day.extra == "1" and is_weekday(r.key(day.token)):
        return r.made(at, day.token + 1, "P1W", "SET")
    bare = r.key(pos)
    if is_weekday(bare):
        return r.made(at, pos + 1, "P1W", "SET")
    if bare.startswith("ال"):
        return None
    for kind, value in (("part", "P1D"), ("season", "P1Y"), ("hijri", "P1Y")):
        if (part := r.piece(pos, kind)) is not None and part.start == r.tokens[pos].start:
            return r.made(at, part.token, value, "SET")
    length = length_at(r, pos)
    return r.made(at, length[1], iso_duration(length[0]), "SET") if length and any(length[0].values()) else None
