"""What a number counts whose noun is left out: «من 12 إلى 9 في المئة», «مصرع 18 في غرق مركب», «52 قتيلا و365»."""

from __future__ import annotations

from kg.arabic.morphology import function_class, segment
from kg.arabic.numbers import Number
from kg.extract.counted import is_people, told
from kg.extract.quantities.nouns import counted, stands_alone
from kg.extract.quantities.reader import Reader

_FAR = 20  # how many words back «عدد القتلى» may stand
_REACH = 12  # how many words back the noun may stand that two numbers share
_YEARS = range(1900, 2101)


def unit_left_out(r: Reader, at: int, number: Number) -> str | None:
    """Return the unit of a number at `at` with no noun behind it, where something else tells what it counts."""
    if unit := _shared_with_next(r, number) or _befallen(r, number) or _told_before(r, at, number):
        return unit
    if told(r.key(number.end), "of_things") and _plain(r, number) and (r.last is None or r.last.unit == "item"):
        return "item"  # «300 شركة، 20 منها أجنبية»
    if r.key(number.end) == "علي" and told(r.key(number.end + 2), "quake"):
        return "magnitude"  # «7.2 على مقياس ريختر»
    if stands_alone(r, number):
        return _shared_with_last(r, at, number) or "item"
    if number.kind == "fraction":
        by = r.ending(at, "about", "more", "less")[0] or r.key(at - 1) == "الي" or r.key(at).startswith("بال")
        halved = by and "ال" in r.key(at)[:3]  # «تراجع بنحو النصف», «انخفض إلى الثلث»
        return "item" if halved or segment(r.tokens[number.end - 1].norm).enclitic else None  # «ثلاثة أرباعها»
    definite = any(t.norm.lstrip("وبل").startswith("ال") for t in r.tokens[at : number.end])
    if number.kind == "vague" and definite:
        return "person" if number.low and number.low < 1e9 else None  # «جرح العشرات», but «صرف المليارات»
    return _shared_with_last(r, at, number)


def _shared_with_next(r: Reader, number: Number) -> str | None:
    """«من 12 إلى 9 في المئة», «153 من أصل 300 مقعد», «118 منهم»."""
    rest = [t.key for t in r.tokens[number.end : number.end + 2]]
    if rest[:2] == ["من", "اصل"]:
        return "item"
    if rest and told(rest[0], "of_people"):
        return "person"
    if len(rest) == 2 and told(rest[0], "tally") and is_people(segment(r.tokens[number.end + 1].norm).key):
        return "person"  # «ارتفع إلى 58 عدد القتلى»
    if rest[:1] == ["الي"] or (rest and rest[0].startswith("و")):
        other = r.number(number.end + (1 if rest[0] in ("الي", "و") else 0))
        if other is not None:
            unit = counted(r, other).unit or _shared_with_next(r, other)  # «70 و90 و150 دينارا»
            return unit if unit not in ("item", "person") else None
    return None


def _befallen(r: Reader, number: Number) -> str | None:
    """People, right behind what befalls people: «مصرع 18 في غرق مركب», «قتل ثلاثة وأصيب سبعة», «بينهم 5 في حال الخطر»."""
    first = r.ending(number.start, "about", "more", "less")[1]  # «جرح أكثر من 30 ألفا»
    before = first - 1 - (r.key(first - 1) == "و")
    word = r.key(before).removeprefix("و")
    befalls = told(word, "befalls") or told(word, "of_people")
    return "person" if befalls and _plain(r, number) and ends(r, number.end) else None


def _told_before(r: Reader, at: int, number: Number) -> str | None:
    """«بلغ عدد القتلى 58», «ارتفعت حصيلة ضحايا الزلزال إلى 120»: the noun stands before, behind «عدد»."""
    if not _plain(r, number) or not ends(r, number.end):
        return None
    for back in range(at - 2, max(-1, at - _FAR), -1):
        if r.kind(back) == "mark" and r.text(back) not in ("،", "(", ")", "«", "»"):
            return None
        if told(r.bare(back).removeprefix("ال"), "tally"):
            noun = segment(r.tokens[back + 1].norm)
            verb = any(r.told(i, "reaches") or told(r.bare(i), "reaches") for i in range(back - 2, at))
            if not verb or r.kind(back + 1) != "word":
                return None
            return "person" if is_people(noun.key) else "item" if noun.key.endswith("ات") and noun.definite else None
    return None


def _shared_with_last(r: Reader, at: int, number: Number) -> str | None:
    """«40 في المئة على الأول و20 على ما يليه», «110 ملايين برميل مقابل نحو 104 ملايين في نيسان»."""
    last = r.last
    if last is None or at - last.end > _REACH or number.kind != "exact" or not _plain(r, number):
        return None
    if not ends(r, number.end):
        return None
    _, before = r.ending(at, "about", "more", "less")
    joined = r.key(before).startswith("و") or r.key(before - 1) == "و"
    beside, first = r.ending(before, "beside")
    score = number.value is None or (number.value < 10 and number.value == int(number.value))
    compared = beside and not score and r.kind(first - 1) != "number"
    if r.ending(before, "out_of")[0]:
        return last.unit  # «76 مقعدا من مجموع 132»
    return last.unit if last.unit != "item" and (joined or compared) else None


def _plain(r: Reader, number: Number) -> bool:
    """Whether a number may be a count by itself: no year, no part, and more than one."""
    if number.value is None or number.value < 2 or number.value != number.value:
        return False
    digits = r.tokens[number.start].norm
    return not (number.end == number.start + 1 and digits.isdigit() and int(digits) in _YEARS)


def ends(r: Reader, at: int) -> bool:
    """Return whether what stands at `at` cannot be what is counted: the end, a mark, a preposition, the next clause."""
    if at >= len(r.tokens) or r.text(at) in ("،", ",", ".", "؛", ")"):
        return True
    if r.timed(at) or r.key(at) == "اي":
        return True  # «بلغ عدد الناجحين 2542 أي بنسبة 9 بالمائة»
    if r.kind(at) != "word":
        return False
    word = segment(r.tokens[at].norm)
    if (
        function_class(word.stem) not in ("", "adv", "quant")
        or r.told(at, "befalls")
        or told(r.key(at).removeprefix("و"), "befalls")
    ):
        return True
    return bool(word.proclitics) and word.proclitics[0] in "وفبلك"  # «أصيب سبعة بجروح»
