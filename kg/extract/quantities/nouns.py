"""What a number counts: the unit or noun behind it («3 كيلومترات», «2500 عسكري», «ثلاثة من العاملين»)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from kg.arabic.morphology import function_class, segment
from kg.arabic.numbers import Number, scale_of
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
    """What is counted: its unit (None: nothing is), the index after the words of the quantity, and the noun."""

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
    if r.key(at) == "ونيف" and at + 1 < len(r.tokens):
        return counted(r, replace(number, end=at + 1))  # «عشرون ونيف من الرجال»
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
    """«آلاف من الكتب», «مليار من الدولارات» count them; «ثلاثة من العاملين» counts some of them, and people alone."""
    scale = scale_of(r.tokens[number.end - 1]) is not None and r.key(at + 1).startswith("ال")
    large = number.kind == "vague" or scale  # «مليونين من اللقاحات», but «25 ألفا من طالبي الشغل»
    if at + 1 >= len(r.tokens):
        return Counted(None, at)
    following = r.tokens[at + 1]
    bare = segment(following.norm).key
    if not (following.key.startswith("ال") and large) and not (is_people(bare) or told(bare, "collective")):
        return Counted(None, at)
    if unit := units().get((following.key.removeprefix("ال"),)):
        return Counted(unit, at + 2, following.text)
    return Counted("person", at + 2, bare) if told(bare, "collective") else _noun(r, number, at + 1)


def _noun(r: Reader, number: Number, at: int) -> Counted:
    """The counted noun at `at`: right behind the number, or behind its «من»."""
    noun = r.tokens[at]
    word = segment(noun.norm)
    nothing = Counted(None, at)
    behind_number = at == number.end
    if behind_number:
        if noun.key.endswith("ا") and is_listed(noun.key[:-1]):
            return Counted(_unit(noun.key), at + 1, noun.norm)  # «60 فلما», no «فـ لما»
        if stands_alone(r, number) and not noun.key.endswith("ا"):
            return nothing
    clitic = behind_number and any(p != "ال" for p in word.proclitics)
    cls = function_class(word.stem)
    closed = cls and (cls == "prep" or not is_person_noun(word.key))  # «عسكريا» is an adverb too
    if clitic or closed or r.number(at) is not None or is_ordinal(noun.key):
        return nothing
    if word.definite and behind_number and r.kind(at - 1) == "number":
        return nothing  # «30–37 النادي»
    if is_happening(word.key) and (behind_number or not is_people(word.key)):  # «خمسة من لاعبي الفريق»
        several = (number.value or 0) > 2 and not r.key(number.start).startswith("ال")
        do = several and word.key.endswith(("وا", "ون")) and behind_number  # «سبعة ملايين يعيشون في المدن»
        return Counted("person" if do else None, at)
    if told(word.key, "no_count") or len(word.stem) == 1:
        return nothing  # «137 عالميا»؛ «ربع النهائي»؛ «1217هـ»
    if word.key in months() and (number.value or 0) < 32:
        return nothing  # «ملعب 4 أوت»
    scale = r.key(number.end - 1)
    definite = scale.startswith("ال") and scale[2:] in scale_words()
    if number.kind == "vague" and (word.definite or word.enclitic) and definite and behind_number:
        return nothing  # «غادر مئات الآلاف المدينة», «واصل الآلاف اعتصامهم»
    if told(word.key, "time"):
        return nothing
    if word.key == "اخري":
        return Counted("item", at, word.stem)  # «أربع أخرى»: an adjective, the noun is left out
    if told(word.key, "others"):
        return Counted("person", at + 1, word.stem)  # «أصيب سبعة آخرون»
    return Counted(_unit(word.key), at + 1, word.stem)


def _unit(key: str) -> str:
    return "person" if is_people(key) or told(key, "casualty") else "item"  # «1347 وفاة و2295 إصابة»


def stands_alone(r: Reader, number: Number) -> bool:
    """«217 مليارا», «50 ألفا»: with this ending the scale has no noun behind it."""
    return number.end > number.start + 1 and r.key(number.end - 1) in _BARE


_BARE = ("الفا", "مليونا", "مليارا", "بليونا", "تريليونا")
