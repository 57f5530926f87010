"""The times that a sentence states, as EDTF values: what dates what it tells, and what only stands beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.edtf import bounds
from kg.extract.times import worked_out
from kg.extract.times.pieces import beginnings, ordinal_value
from kg.extract.units import Sentence, Unit
from kg.model import Time

STOPS = set(".؛:!؟?")


@cache
def _dating() -> dict[str, tuple[str, int]]:
    """The words of dating_words.tsv, folded: what kind, and how many days from the happening they are of."""
    rows = read_table("dating_words.tsv", ("word", "kind", "days"))
    return {fold(r["word"]): (r["kind"], int(r["days"] or 0)) for r in rows}


def is_word(word: str, kind: str) -> bool:
    """Whether a word is one of a kind of dating_words.tsv."""
    return _dating().get(fold(word), ("", 0))[0] == kind


def stated(sentence: Sentence, published: date | None) -> list[tuple[Unit, str]]:
    """Return the times that date what a sentence tells, each with its EDTF value."""
    times = [u for u in sentence.units if isinstance(u.note, Time)]
    out, at = [], 0
    while at < len(times):
        value, used = clause_value(sentence.units, times[at:], published)
        aside = compared(sentence.units, times[at]) or _of_birth(sentence.units, times[at])
        aside = aside or _school_year(sentence.units, times[at]) or _ranked(sentence.units, times[at])
        if value is not None and not aside and not _of_budget(sentence.units, times[at]):
            out.append((times[at], value))
        at += used
    if published is not None:  # «جد منذ قليل حادث»
        out += [(u, published.isoformat()) for u in sentence.units if _just_now(sentence.units, u)]
    return sorted(out, key=lambda found: found[0].index)


def _just_now(units: list[Unit], unit: Unit) -> bool:
    """Whether it is the while of «منذ قليل», not counted from anything else: «قبل قليل من وصوله»."""
    while_ = unit.note is None and is_word(unit.key, "moment") and before_time(units, unit) in ("منذ", "قبل")
    return while_ and _counted_from(units, unit) is None


_NEAR = 4  # units back from a time to the birth that it is of


def _of_birth(units: list[Unit], unit: Unit) -> bool:
    """Whether a time is that of a birth, which dates nothing of the story: «من مواليد 16 فيفري 2006»."""
    for word in reversed(units[max(unit.index - _NEAR, 0) : unit.index]):
        if is_word(word.key, "born"):
            return True
        if word.pos == "verb" or (word.kind == "mark" and word.text in STOPS):
            return False
    return False


_RANK = 8  # units back from «منذ» to the word that says the how manieth of its kind it is


def _ranked(units: list[Unit], unit: Unit) -> bool:
    """Whether a time only tells since when it is the first or worst of its kind: «أول زيارة منذ 2011», «رابع هجوم من نوعه منذ الخميس»."""
    before = before_length(units, unit)
    if not is_word(before, "since"):
        return False
    for at in range(unit.index - 1, max(unit.index - _RANK, 0) - 1, -1):
        word = units[at]
        if word.kind == "mark" and word.text in STOPS | {"،", ","}:
            return False
        ordinal = ordinal_value(f"ال{word.key}")
        if is_word(word.norm, "rank") or (ordinal and not word.definite):
            return True
        if ordinal and at:
            return is_word(units[at - 1].norm, "ranked") or units[at + 1].norm == "من"  # «هي الأولى», «الأول من نوعه»
    return False


def _of_budget(units: list[Unit], unit: Unit) -> bool:
    """Whether a year is that of a budget, which is voted before: «مشروع قانون المالية لسنة 2017», «موازنة العام المقبل»."""
    if not isinstance(unit.note, Time) or len(unit.note.value) != 4:
        return False
    for word in reversed(units[max(unit.index - _NEAR, 0) : unit.index]):
        if is_word(word.key, "budget"):
            return True
        if word.pos not in ("noun", "adj") and word.norm != "ل":
            return False
    return False


def _school_year(units: list[Unit], unit: Unit) -> bool:
    """Whether a year of schools is what is told of, and dates nothing: «الاستعداد للعام الدراسي الجديد»."""
    if not isinstance(unit.note, Time) or not is_word(
        unit.note.text.split()[1] if " " in unit.note.text else "", "taught"
    ):
        return False
    return before_time(units, unit) not in ("في", "خلال", "منذ", "من", "ب", "مطلع", "بداية")


def before_time(units: list[Unit], unit: Unit) -> str:
    """Return the preposition before a time, written onto it or alone, or the empty string: «منذ», «منذ حوالي», «بين عامي»."""
    if unit.preposition:
        return unit.preposition
    previous = units[unit.index - 1] if unit.index else None
    if previous is not None and is_word(previous.norm, "pair"):
        return previous.preposition or before_time(units, previous)
    if previous is not None and unit.index > 1 and is_word(previous.norm, "about"):
        previous = units[unit.index - 2]
    return previous.norm if previous is not None else ""


def before_length(units: list[Unit], unit: Unit) -> str:
    """Return the preposition before a length of time and what says that it is about so long: «منذ نحو عام», «قبل أكثر من شهر»."""
    at = unit.index
    while at and not units[at].preposition:
        word = units[at - 1].norm
        joint = word in ("من", "على", "عن") and at > 1 and is_word(units[at - 2].norm, "about")
        if not (joint or is_word(word, "about")):
            break
        at -= 1 + joint
    word = before_time(units, units[at])
    # «عاد بعد نحو شهر» counts from another happening
    return word if word in ("منذ", "قبل") else before_time(units, unit)


_LASTING = 7  # units back from a length to the participle that says that something goes on


def lasts(units: list[Unit], unit: Unit) -> bool:
    """Whether a participle says that what began then goes on: «الحرب الدائرة في المدينة منذ أربعة أشهر»."""
    return any(u.definite and is_word(u.norm, "lasting") for u in units[max(unit.index - _LASTING - 1, 0) : unit.index])


def in_force(units: list[Unit], unit: Unit) -> bool:
    """Whether a time is that from which something holds: «تسري الزيادة من الشهر المقبل», «رفع الأسعار ابتداء من السبت»."""
    if unit.preposition == "من":
        at = unit.index - 1
    elif unit.index and units[unit.index - 1].norm == "من":
        at = unit.index - 2
    else:
        return False
    if not isinstance(unit.note, Time) or unit.note.type != "DATE":
        return False
    behind = units[max(at - _NEAR, 0) : at + 1]
    return any(is_word(u.norm, "force") for u in behind) or (at >= 0 and is_word(units[at].norm, "since"))


def clause_value(units: list[Unit], times: list[Unit], published: date | None) -> tuple[str | None, int]:
    """Return the EDTF value that the first of `times` gives its clause, and how many of them it takes («بين … و…»)."""
    unit = times[0]
    time = unit.note
    assert isinstance(time, Time)
    before = before_time(units, unit)
    if time.type == "SET":
        return None, 1
    if time.type == "DURATION":
        before = before_length(units, unit)
        if before in ("قبل", "بعد") and _counted_from(units, unit) is not None:
            return None, 1  # «بعد يومين من الغياب»
        if before in ("منذ", "قبل", "بعد"):
            return worked_out(time, before, published), 1
        return (stretch(time, published) if is_word(before, "within") else None), 1
    value = time.value
    following = times[1] if len(times) > 1 else None
    joined = following is not None and isinstance(following.note, Time) and following.note.type == "DATE"
    if joined and following is not None and isinstance(following.note, Time):
        if following.note.value == value and following.index - unit.index <= _TWICE:
            return clause_value(units, [unit], published)[0], 2  # «الأحد المقبل 24-10-1436هـ الموافق 9-8-2015»
        between = units[unit.index + 1 : following.index]
        words = [u.norm for u in between]
        adjacent = not words or words in (["و"], ["-"], ["–"], ["و", "يوم"]) or _up_to(between)
        if adjacent and before == "من" and _up_to(between) and _moved(units, unit):
            return None, 1  # «أرجأ التصويت من الثلاثاء إلى الخميس»
        adjacent = adjacent and not (before != "بين" and _up_to(between) and _moved(units, unit))
        ordered = len(value) != len(following.note.value) or value <= following.note.value
        if adjacent and ordered and (before in ("بين", "من") or words[:1] in (["-"], ["–"]) or _up_to(between)):
            # «خلال رمضان وحتى ثالث أيام العيد»
            return f"{value.split('/')[0]}/{following.note.value.split('/')[-1]}", 2
        days = len(value) == 10 and len(following.note.value) == 10 and value < following.note.value
        if adjacent and words in ([], ["و"]) and _next_to(value, following.note.value):
            return f"{value}/{following.note.value}", 2  # «خلال سنتي 2016 و2017»
        if adjacent and days and (words == ["و"] or (following.conjoined and not words)):
            return f"{value}/{following.note.value}", 2
    if "/" in value:
        return value, 1
    if is_word(before, "since"):
        return f"{value}/..", 1
    if is_word(before, "until") or (is_word(before, "by") and time.type == "DATE"):  # «بحلول 2030»
        return f"../{value}", 1
    return value, 1


def stretch(time: Time, published: date | None) -> str | None:
    """The interval that a length before or after publication covers: «خلال الأيام الثلاثة الماضية», «خلال الأسبوعين المقبلين».

    Days and years leave out the one of publication, as «اليومين الماضيين» does; hours and weeks lead up to it.
    """
    step = {"last": -1, "next": 1}.get(_side(time.text), 0)
    match = re.fullmatch(r"P(?:(\d+)([YMWD])|T(\d+)H)", time.value)
    if published is None or not step or match is None:
        return None
    hours, many = int(match[3] or 0), int(match[1] or 0)
    unit = match[2] or "D"
    if hours and (hours % 24 or hours > _HOURS):
        return None
    near, far = (0, hours // 24) if hours else (0, many) if unit == "W" else (1, many)
    side = "قبل" if step < 0 else "بعد"
    edges = [
        worked_out(replace(time, value=f"P{n}{unit}"), side, published) if n else published.isoformat()
        for n in (near, far)
    ]
    return "/".join(sorted(edge for edge in edges if edge)) if all(edges) else None


_HOURS = 72  # hours that are told as such where days are meant


def _side(words: str) -> str:
    """Whether the last word of a time lies before or after publication: «الماضية», «المقبلين»."""
    found = beginnings().get(fold(words.split()[-1]), ())
    return next((kind for rest, kind, *_ in found if not rest and kind in ("last", "next")), "")


_TWICE = 2  # units from a day to the same day by another calendar
_SENTENCE = 15  # units back from a day to the word that puts something off


def _moved(units: list[Unit], unit: Unit) -> bool:
    """Whether two days are that from which and that to which something is put off: «تأجيل المباراة المقررة الأحد إلى 20 مايو»."""
    return any(is_word(u.key, "moved") for u in units[max(unit.index - _SENTENCE, 0) : unit.index])


def _next_to(first: str, second: str) -> bool:
    """Whether a year or month follows upon another: «في مارس وأبريل»."""
    if not re.fullmatch(r"\d{4}(-(0\d|1[0-2]))?", first) or len(first) != len(second) or not second[-2:].isdigit():
        return False
    return bounds(second).earliest_begin == _day_after(bounds(first).latest_end)


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day is not None else None


def _up_to(between: list[Unit]) -> bool:
    """Whether what stands between two times leads from one to the other: «إلى», «وحتى», «إلى غاية»."""
    words = [u.norm for u in between if u.norm != "و"]
    return 0 < len(words) <= 2 and all(w == "إلى" or is_word(w, "until") for w in words)


def _counted_from(units: list[Unit], unit: Unit) -> int | None:
    """The index of the word that a span is counted from: «بعد يومين من الانتخابات», «بعد شهر على تعيينها»."""
    at = unit.index + 1
    if at + 1 >= len(units) or units[at].norm not in ("من", "على") or units[at].enclitic:
        return None
    return None if is_word(units[at + 1].key, "now") else at + 1


_FAR = 7  # units back from a time to what it is compared with


def compared(units: list[Unit], unit: Unit) -> bool:
    """Whether a time only dates what a figure is compared with: «مقابل 47 مليونا في 2013», «عن الفترة نفسها من 2014»."""
    for word in reversed(units[max(unit.index - _FAR, 0) : unit.index]):
        if word.pos == "verb" or word.norm == "قد" or (word.kind == "mark" and word.text in "،,.؛"):
            return False
        if is_word(word.key, "compared"):
            return True
        if is_word(word.key, "same") and any(
            is_word(u.key, "span") for u in units[max(word.index - 1, 0) : word.index + 2]
        ):
            return True  # «الفترة نفسها»; not «حادث مماثل … في مارس»
    return False


def counted_from(units: list[Unit]) -> set[int]:
    """The indices of the words that a length is counted from, known or not: «بعد أسابيع من إقرار القانون»."""
    found = set()
    for unit in units:
        told = isinstance(unit.note, Time) and unit.note.type == "DURATION"
        if (told or (unit.note is None and is_word(unit.key, "length"))) and before_length(units, unit) in (
            "بعد",
            "قبل",
        ):
            anchor = _counted_from(units, unit)
            found |= {anchor} if anchor is not None else set()
    return found


def distances(sentence: Sentence) -> list[tuple[Unit, int, int]]:
    """Where a sentence tells how far one happening is from another: the unit, the days, the index of the other."""
    units, out = sentence.units, []
    for unit in units[:-1]:
        if isinstance(unit.note, Time) and unit.note.type == "DURATION":
            before, anchor = before_time(units, unit), _counted_from(units, unit)
            match = re.fullmatch(r"P(\d+)([WD])", unit.note.value)
            if match and anchor is not None and before in ("قبل", "بعد"):
                days = int(match[1]) * (7 if match[2] == "W" else 1)
                out.append((unit, days if before == "بعد" else -days, anchor))
        elif unit.note is None and is_word(unit.key, "eve") and units[unit.index + 1].note is None:
            out.append((unit, _dating()[unit.key][1], unit.index + 1))
    return out
