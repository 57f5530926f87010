"""Clock times with their day and zone: «الساعة 10:29 مساء», «الثالثة فجرا بتوقيت غرينتش», «التاسعة والنصف»."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.extract.times.calendars import day_number
from kg.extract.times.days import day_month
from kg.extract.times.pieces import ordinal_value
from kg.extract.times.reader import Made, Reader
from kg.extract.times.weekdays import named_day


def clock_time(r: Reader, at: int) -> Made | None:
    """Read «الساعة 10:29 مساء», «الساعة الثالثة فجرا بتوقيت غرينتش», «التاسعة والنصف من مساء أمس»."""
    clock = r.piece(at, "clock")
    if r.published is None:
        return None
    pos = clock.token if clock is not None else at
    hour = _hour(r, pos)
    sharp = r.key(at - 1) == "تمام" and r.tokens[at].kind == "word"  # «في تمام السادسة والنصف»
    if clock is None and r.definite(at) and r.definite(at - 1) and r.tokens[at - 1].key.endswith("ه") and not sharp:
        return None  # «من الدرجة الثالثة مساء»
    if hour is None or (clock is None and not sharp and not _bare_hour(r, at, hour[0], hour[2])):
        return None
    h, minute, end = hour
    if minute is None:
        minute, end = _minutes(r, end)
    if minute and (unit := r.piece(end, "unit")) is not None and unit.value == "m" and unit.extra == "1":
        end = unit.token  # «الساعة 8:20 دقيقة مساء»
    day, half, end = _half_of_day(r, end)
    zone = _zone(r, end)
    if clock is None and not sharp and not half and not zone:
        return None
    h = _of_the_day(h, half or _half_before(r, at) or _half_behind(r, end, h))
    if minute < 0:
        h, minute = (h - 1) % 24, minute + 60
    if h > 23 or minute > 59:
        return r.made(at, end, "")
    before = _day_before(r, at)
    r.clock_day = day or (before.value if before else "") or r.clock_day
    told = r.made_before.value if r.made_before is not None and r.made_before.type == "DATE" else ""
    day = r.clock_day or (told if len(told) == len("2011-01-14") else _day_of_the_story(r.anchor_day, r.published))
    return r.made(at, end, f"{day}T{h:02}:{minute:02}{zone}", "TIME", "publication")


_WEEK = 7  # days back that a story may be of


def _day_of_the_story(told: str, published: date) -> str:
    """The day that an hour without one is of: the last that the story names, where it is of the news, else today."""
    news = told and 0 <= (published - date.fromisoformat(told)).days <= _WEEK
    return told if news else published.isoformat()


def _of_the_day(hour: int, half: str) -> int:
    """The hour of 24: «11 ظهرا» is 11, «الثانية ليلا» is 2, «الثانية عشرة ليلا» is 0."""
    if half == "am" or (half == "night" and (hour == 12 or hour < 5)):
        return hour % 12
    if half and hour <= 12 and not (half == "noon" and hour in (10, 11)):
        return hour % 12 + 12
    return hour


def _half_before(r: Reader, at: int) -> str:
    """The half of the day that the day just before a clock time names: «مساء الثلاثاء بداية من الساعة السادسة»."""
    made = _day_before(r, at)
    parts = [p for i, t in enumerate(r.tokens[:at]) if made and made.start <= t.start and (p := r.piece(i, "part"))]
    return (parts[0].value or "pm") if parts else ""


def _half_behind(r: Reader, at: int, hour: int) -> str:
    """The half of the day that the later hour up to which it goes on names: «من السادسة إلى الثامنة مساء»."""
    if r.key(at) not in ("الي", "حتي"):
        return ""
    clock = r.piece(at + 1, "clock")
    until = _hour(r, clock.token if clock is not None else at + 1)
    if until is None or hour >= until[0]:
        return ""
    return _half_of_day(r, _minutes(r, until[2])[1] if until[1] is None else until[2])[1]


def _hour(r: Reader, at: int) -> tuple[int, int | None, int] | None:
    """Return the hour, its minutes where one token has both («22.29»), and the index after."""
    if at >= len(r.tokens):
        return None
    clock = r.told(at - 1, "clock")
    if match := re.fullmatch(r"(\d{1,2})[.,](\d\d)" + (r"|(\d\d)([0-5]\d)" if clock else ""), r.tokens[at].norm):
        hour, minute = (g for g in match.groups() if g)  # «22.29», «15,30», «الساعة 0608»
        return int(hour), int(minute), at + 1
    if re.fullmatch(r"0?0", r.tokens[at].norm):
        return 0, None, at + 1
    if r.told(at, "one"):
        return 1, None, at + 1
    hour = day_number(r, at)
    return (hour[0], None, hour[1]) if hour and hour[0] <= 24 else None


def _bare_hour(r: Reader, at: int, hour: int, end: int) -> bool:
    """Whether an hour may stand without الساعة: «الخامسة فجرا», «10:30 مساء»."""
    token = r.tokens[at]
    if token.kind == "number":
        if re.fullmatch(r"\d{1,2}[.,]\d\d", token.norm) and _zone(r, end):
            return True  # «15.30 ت غ»
        return r.mark(end, ":") and (at == 0 or r.tokens[at - 1].end < token.start or r.mark(at - 1, "("))
    feminine = token.key.endswith("ه") and "ال" in token.key[:3]
    return bool(ordinal_value(token.key.lstrip("وفبل")) or r.told(at, "one")) and feminine and hour <= 12


def _minutes(r: Reader, at: int) -> tuple[int, int]:
    """Return the minutes at `at` («:29», «والنصف», «إلا ربعا», «و20 دقيقة»; negative before the hour) and the index after."""
    if r.mark(at, ":.") and at + 1 < len(r.tokens) and re.fullmatch(r"\d\d", r.tokens[at + 1].norm):
        return int(r.tokens[at + 1].norm), at + 2
    if r.key(at) == "والدقيقه" and (nth := day_number(r, at + 1)) is not None:
        return nth  # «الساعة الواحدة والدقيقة العشرين»
    less = r.key(at) == "الا"
    part = r.piece(at + (less or r.key(at) == "و"), "minutes")
    if part is not None and (less or r.key(at).startswith("و")):
        return -int(part.value) if less else int(part.value), part.token
    if less or r.key(at).startswith("و"):
        found = r.number(at + 1 if less or r.key(at) == "و" else at)
        unit = r.piece(found[1], "unit") if found and 0 < found[0] < 60 else None
        if found and unit is not None and unit.value == "m":
            return -found[0] if less else found[0], unit.token
    return 0, at


def _half_of_day(r: Reader, at: int) -> tuple[str, str, int]:
    """Return the day (ISO, or empty), the half of the day (`am`, `noon`, `pm`, `night` or empty) and the index after."""
    pos = at + 1 if at < len(r.tokens) and r.tokens[at].key == "من" else at
    half = ""
    for kind in ("am", "pm"):
        if (piece := r.piece(pos, kind)) is not None:
            half, after = piece.value or kind, piece.token
            break
    else:
        part = r.piece(pos, "part")
        if part is None:
            made = day_month(r, at) or named_day(r, at)
            dated = made is not None and len(made.value) == 10 and made.start == r.tokens[at].start
            return (made.value, "", made.end) if made is not None and dated else ("", "", at)
        half, after = part.value or "pm", part.token
    for production in (day_month, named_day):
        for begin in (pos, after, after + (r.key(after) == "من")):
            made = production(r, begin)
            if made is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", made.value) and made.end > after:
                return made.value, half, made.end
    return ("", half, after) if pos == at else ("", "", at)


def _day_before(r: Reader, at: int) -> Made | None:
    """The day that stands just before a clock time: «الأربعاء الساعة 22:30», «غدا على الساعة …»."""
    made = r.made_before
    if made is None or made.type != "DATE" or len(made.value) != 10:
        return None
    between = range(made.end, at)
    return made if len(between) <= 3 and all(r.told(b, "to_the_hour") or r.mark(b, "،,") for b in between) else None


def _zone(r: Reader, at: int) -> str:
    """The offset of the zone named at `at`: «بتوقيت عدن», «ت غ»."""
    keys = [t.key for t in r.tokens[at : at + 4] if t.text not in "()."]
    if not keys or keys[0] not in ("بتوقيت", "توقيت", "بالتوقيت", "ت"):
        return ""
    return _zones().get(" ".join(keys[1:3])) or _zones().get(" ".join(keys[1:2]), "")


@cache
def _zones() -> dict[str, str]:
    return {fold(row["place"]): row["offset"] for row in read_table("zones.tsv", ("place", "offset"))}
