"""What a number counts: the unit or noun behind it, the noun it shares with another, the people it stands for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from kg.arabic.morphology import function_class, segment
from kg.arabic.numbers import Number
from kg.extract.counted import (
    is_happening,
    is_listed,
    is_ordinal,
    is_people,
    is_person_noun,
    months,
    scale_words,
    told,
    units,
)
from kg.extract.quantities.reader import Reader


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: its unit (None: nothing is), the index after its last word, and the noun."""

    unit: str | None
    end: int
    noun: str | None = None


def counted(r: Reader, number: Number) -> Counted:
    """Return what stands behind a number: a unit («3 كيلومترات»), a noun («2500 عسكري»), or nothing."""
    at = number.end
    if at >= len(r.tokens):
        return Counted(None, at)
    if measure := _measure(r, at):
        return measure
    if r.timed(at):
        return Counted(None, at)
    if past := _past_brackets(r, number):
        return counted(r, replace(number, end=past))
    if r.kind(at) != "word":
        return Counted(None, at)
    return _of_several(r, number, at) if r.key(at) == "من" else _noun(r, number, at)


@cache
def _longest_unit() -> int:
    return max(map(len, units()))


def _measure(r: Reader, at: int) -> Counted | None:
    """The longest unit or currency at `at`."""
    for length in range(min(_longest_unit(), len(r.tokens) - at), 0, -1):
        keys = tuple(t.key for t in r.tokens[at : at + length])
        unit = units().get(keys) or units().get(tuple(k.removeprefix("ال") for k in keys))
        if unit:
            return Counted(unit, at + length, r.text(at))
    return None


def _past_brackets(r: Reader, number: Number) -> int | None:
    """The index after brackets that hold the number («(431) شخصا») or say it again («ستة عشر (16) شابا»)."""
    at = number.end
    if r.text(at) == "(" and r.kind(at + 1) == "number" and r.text(at + 2) == ")" and at + 3 < len(r.tokens):
        again = r.number(at + 1)
        if again is not None and again.value == number.value:
            return at + 3
    if r.text(at) in (")", "»") and r.bracketed(number) and at + 1 < len(r.tokens):
        return at + 1
    return None


def _of_several(r: Reader, number: Number, at: int) -> Counted:
    """«ثلاثة من العاملين», «آلاف من الكتب», «مليار من الدولارات»: after a small number only people."""
    large = number.kind == "vague" or (number.value or 0) >= 1000
    if at + 1 >= len(r.tokens):
        return Counted(None, at)
    following = r.tokens[at + 1]
    if not (following.key.startswith("ال") and large) and not is_people(segment(following.norm).key):
        return Counted(None, at)
    if unit := units().get((following.key.removeprefix("ال"),)):
        return Counted(unit, at + 2, following.text)
    return _noun(r, number, at + 1)


def _noun(r: Reader, number: Number, at: int) -> Counted:
    """The counted noun at `at`: right behind the number, or behind its «من»."""
    noun = r.tokens[at]
    word = segment(noun.norm)
    nothing = Counted(None, at)
    behind_number = at == number.end
    if behind_number:
        if noun.key.endswith("ا") and is_listed(noun.key[:-1]):
            return Counted(
                "person" if is_person_noun(noun.key) else "item", at + 1, noun.norm
            )  # «60 فلما», no «فـ لما»
        if stands_alone(r, number) and not noun.key.endswith("ا"):
            return nothing
    clitic = behind_number and any(p != "ال" for p in word.proclitics)
    closed = function_class(word.stem) and not is_person_noun(word.key)  # «عسكريا» is an adverb too
    if clitic or closed or r.number(at) is not None or is_ordinal(noun.key):
        return nothing
    if word.definite and behind_number and r.kind(at - 1) == "number":
        return nothing  # «30–37 النادي»
    if is_happening(word.key):
        several = (number.value or 0) > 2 and not r.key(number.start).startswith("ال")
        do = several and word.key.endswith(("وا", "ون")) and behind_number  # «سبعة ملايين يعيشون في المدن»
        return Counted("person" if do else None, at)
    if told(word.key, "no_count") or len(word.stem) == 1:
        return nothing  # «137 عالميا»؛ «ربع النهائي»؛ «1217هـ»
    if word.key in months() and (number.value or 0) < 32:
        return nothing  # «ملعب 4 أوت»
    scale = r.key(number.end - 1)
    definite = scale.startswith("ال") and scale[2:] in scale_words()
    if number.kind == "vague" and word.definite and definite and behind_number:
        return nothing  # «غادر مئات الآلاف المدينة»
    if told(word.key, "time"):
        return nothing
    return Counted("person" if is_people(word.key) else "item", at + 1, word.stem)


def shared(r: Reader, number: Number) -> str | None:
    """The unit of a number whose noun is left out: «من 12 إلى 9 في المئة», «153 من أصل 300 مقعد», «118 منهم»."""
    rest = [t.key for t in r.tokens[number.end : number.end + 2]]
    if rest[:2] == ["من", "اصل"]:
        return "item"
    if rest[:1] == ["منهم"]:
        return "person"
    if rest[:1] == ["الي"] or (rest and rest[0].startswith("و")):
        other = r.number(number.end + (1 if rest[0] in ("الي", "و") else 0))
        if other is not None:
            unit = counted(r, other).unit
            return unit if unit not in ("item", "person") else None
    return None


def befallen(r: Reader, number: Number) -> str | None:
    """People, for a number without a noun right behind what befalls people: «مصرع 18 في غرق مركب»."""
    first = r.tokens[number.start]
    plain = first.kind == "number" and first.norm.isdigit() and not 1900 <= int(first.norm) <= 2100
    if not plain or not told(r.key(number.start - 1).removeprefix("و"), "befalls"):
        return None
    after = r.tokens[number.end] if number.end < len(r.tokens) else None
    if after is not None and after.kind == "word":  # «مصرع 7 وإصابة 9 في حوادث»
        alone = bool(function_class(segment(after.norm).stem)) or told(after.key.removeprefix("و"), "befalls")
    else:
        alone = after is None or after.text in "،,.؛"
    return "person" if alone else None


def stands_alone(r: Reader, number: Number) -> bool:
    """«217 مليارا», «50 ألفا»: with this ending the scale has no noun behind it."""
    return number.end > number.start + 1 and r.key(number.end - 1) in ("الفا", "مليونا", "مليارا")
