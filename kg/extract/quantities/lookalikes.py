"""Numbers that count nothing: scores, models, resolutions, phone numbers, ages, parts of a year."""

from __future__ import annotations

from kg.arabic.morphology import function_class, segment
from kg.arabic.normalize import fold
from kg.arabic.numbers import Number
from kg.arabic.predicates import lexicon
from kg.arabic.vocabulary import count
from kg.extract.counted import is_counted, is_ordinal, months, told
from kg.extract.quantities.nouns import counted
from kg.extract.quantities.reader import Reader

_TENS = range(10, 100, 10)


def is_lookalike(r: Reader, number: Number) -> bool:
    """Whether a number is a name or a part of something: «3-1», «إف-16», «القرار 2216», «الدور السادس عشر»."""
    if r.kind(number.start) == "number":
        return _in_a_code(r, number) or _labelled(r, number)
    before = number.start - 1
    if before < 0:
        return False
    if number.kind == "fraction" and told(r.key(number.end).removeprefix("ال"), "half_done"):
        return True  # «المواد نصف المصنعة», «نصف نهائي»
    if number.value in _TENS and is_ordinal(r.key(before)):
        return True  # «الدور السادس عشر»
    return r.told(before, "label") and r.key(number.start).startswith("ال")  # «مجموعة العشرين»


def _in_a_code(r: Reader, number: Number) -> bool:
    """«1 - 0», «إف-16», «A4», «12/5», «10:30»."""
    before, after = number.start - 1, number.end
    dashed = r.text(before) in ("-", "–")
    if (number.value == 0 and r.text(after) in ("-", "–")) or (dashed and r.kind(before - 1) == "number"):
        return True
    if r.glued(number.start) and (r.kind(before) == "latin" or r.text(before) in ("-", "/", ":")):
        return True
    return r.glued(after) and (r.text(after) in ("/", ":") or r.kind(after) == "latin")


def _labelled(r: Reader, number: Number) -> bool:
    """«القرار 2216», «هاتف 5550123», «القانون عدد 36», but «عدد 3700 علبة»."""
    before = number.start - 1
    if before < 0:
        return False
    if r.told(before, "label") or told(r.bare(before), "label"):
        return True
    if r.key(before) in months() and 1800 <= (number.value or 0) <= 2100:
        return True  # «ملعب 8 ماي 1945»
    if not told(r.bare(before), "loose_label"):
        return False
    if told(r.bare(before - 1).removeprefix("ال"), "numbered"):
        return True
    return not (is_counted(r.key(number.end), int(number.value or 0)) or _several(r, number))


def _several(r: Reader, number: Number) -> bool:
    """«عدد 6 دورات», «عدد 400 من المكلفين»: three to ten of a noun, or some of a people."""
    if r.key(number.end) == "من":
        return counted(r, number).unit == "person"
    if r.kind(number.end) != "word" or not 2 <= (number.value or 0) <= 10:
        return False
    word = segment(r.tokens[number.end].norm)
    seized = r.key(number.start - 1) == "عدد" and fold(word.stem) not in lexicon().verb_keys  # «حجز عدد 2 مناظير»
    return not word.proclitics and not function_class(word.stem) and (seized or count("ال" + word.stem) > 0)


def is_part_of_year(r: Reader, number: Number) -> bool:
    """«الربع الأخير», «النصف الأول» of a year, a match or a hall are no shares of it."""
    if number.kind != "fraction" or number.end >= len(r.tokens):
        return False
    return r.bare(number.end - 1).startswith("ال") and (is_ordinal(r.key(number.end)) or r.told(number.end, "no_share"))
