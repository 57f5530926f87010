"""Nouns that say themselves how many they are, or with their number behind them: «جنديان», «شرطي واحد», «الدول الخمس»."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.arabic.morphology import Word, function_class, segment
from kg.arabic.names import demonyms
from kg.arabic.normalize import fold
from kg.arabic.numbers import is_number_word
from kg.arabic.predicates import lexicon
from kg.arabic.tokens import Token
from kg.arabic.vocabulary import count
from kg.extract.counted import (
    duals,
    is_dual,
    is_happening,
    is_listed,
    is_people,
    is_person_noun,
    people,
    told,
    units,
    word_kinds,
)
from kg.extract.quantities.left_out import ends
from kg.extract.quantities.reader import Made, Reader

_ONE = {"واحد", "واحده", "واحدا"}


@lru_cache(maxsize=65536)
def is_number_behind(key: str) -> bool:
    """Whether a folded word may be the number of the noun before it."""
    return key in _ONE or is_number_word(key)


def number_behind(r: Reader, at: int) -> Made | None:
    """A noun with its number behind it: «شرطي واحد», «المصابين الثلاثة», «الدول الخمس»."""
    if r.kind(at) != "word" or r.kind(at + 1) != "word":
        return None
    token, after = r.tokens[at], r.tokens[at + 1]
    if not is_number_behind(after.key):
        return None
    if r.timed(at, at + 2):
        return None
    word = segment(token.norm)
    kinds = word_kinds().get((word.key,), set()) | word_kinds().get((word.key.removesuffix("ا"),), set())
    if function_class(word.stem) or word.enclitic or kinds & {"no_count", "time"}:
        return None
    if word.key.endswith("ي") and not word.definite and not is_listed(word.key) and word.key not in demonyms():
        return None  # «موسم رياضي واحد»: the adjective of a noun
    value = _value_behind(r, at, word)
    if value is None:
        return None
    person = is_person_noun(word.key) or (value == 2 and is_person_noun(word.key[:-2]))
    if word.proclitics == ("ال",) and (head := _head_before(r, at)) is not None:
        return r.made(at, at + 2, value, value, "person", head.stem, start=r.tokens[at - 1].offset(head.start))
    unit = "person" if person else "item"
    return r.made(at, at + 2, value, value, unit, word.stem, start=token.offset(word.start))


def _head_before(r: Reader, at: int) -> Word | None:
    """«أعضاء المجلس الثلاثة»: the people before the noun are what the number behind it counts."""
    if r.kind(at - 1) != "word" or r.timed(at - 1):
        return None
    head = segment(r.tokens[at - 1].norm)
    plural = is_person_noun(head.key) and not is_listed(head.key + "ا") and not head.definite and not head.enclitic
    return head if plural else None


def number_alone(r: Reader, at: int) -> Made | None:
    """People who were told of, by their number: «نقل الثلاثة إلى المستشفى», «قال إن الأربعة اعترفوا»."""
    number = r.number(at) if r.key(at).startswith("ال") else None
    if number is None or number.end != at + 1 or number.value is None or not 3 <= number.value <= 10:
        return None
    before = segment(r.tokens[at - 1].norm) if r.kind(at - 1) == "word" else None
    if before is None or before.proclitics[-1:] == ("ال",) or told(before.key, "label"):
        return None  # «الدول الثلاث»؛ «مجموعة الثمانية»
    acts = function_class(before.stem) == "sub" or before.key in lexicon().verb_keys
    after = segment(r.tokens[at + 1].norm).key if r.kind(at + 1) == "word" else ""
    return (
        r.made(at, at + 1, number.value, number.value, "person")
        if acts and (ends(r, at + 1) or is_happening(after) or after in lexicon().verb_keys)
        else None
    )


def _value_behind(r: Reader, at: int, word: Word) -> float | None:
    """What the number behind a noun says, where it agrees with it."""
    after = r.key(at + 1)
    number = r.number(at + 1)
    alone = number is not None and number.end == at + 2
    if after.removeprefix("ال").startswith("اثن") and alone and number is not None and number.value == 2:
        return 2.0 if word.key.endswith(("ين", "ان", "تا", "ا")) else None  # «إرهابيين اثنين»
    if after in _ONE and told(word.key, "same_one") and r.key(at - 1) in ("من", "في", "علي", "تحت"):
        return None  # «خمسة قتلى من عائلة واحدة»
    if after in _ONE and not word.definite and (word.key in duals() or word.key not in lexicon().verb_keys):
        return 1.0 if after.rstrip("ا").endswith("ه") == word.key.endswith("ه") else None
    if word.definite and after.startswith("ال") and alone and number is not None and number.value is not None:
        # «الأندية الثمانية»: with a number in ة a noun in ة is a plural
        plural = word.key.endswith(("ين", "ون", "ات")) or not word.key.endswith("ه") or after.endswith("ه")
        return number.value if plural and 3 <= number.value <= 10 else None
    if not word.definite and alone and number is not None and number.value is not None and 3 <= number.value <= 10:
        # «جنود ثلاثة قتلوا», but «سجن متظاهرين ثلاثة أيام»
        counts = is_person_noun(word.key) and not is_listed(word.key + "ا") and after.endswith("ه")
        return number.value if counts and ends(r, at + 2) else None
    return None


def dual(r: Reader, at: int) -> Made | None:
    """Counting nouns in the dual: «جنديان» are two. A dual needs a singular that is a word."""
    token = r.tokens[at]
    if token.kind != "word" or len(token.norm) < 4 or not token.norm.endswith(("ان", "ين")):
        return None
    word = segment(token.norm)
    if told(word.key, "no_count") or r.kind(at + 1) == "number" or r.number(at) is not None:
        return None  # «طالبان»؛ «المرسومين 116 و115»
    if r.last is not None and r.last.end == at and r.last.low == r.last.high == 2 and not word.proclitics:
        return None  # «متهمان آخران», «قذيفتين صاروخيتين»: the second describes the first
    whole = is_dual(token.norm)
    stem = token.norm if whole else word.stem
    if (word.enclitic and not whole) or (word.definite and not is_dual(word.stem)):
        return None
    start = token.offset(0 if whole else word.start)
    if measure := units().get((fold(stem)[:-2],)):
        if len(stem) < 5 and measure != "t":
            return None  # «كمين»
        return r.made(at, at + 1, 2.0, 2.0, measure, stem, start=start)
    if not is_dual(stem) and not _vowelled(token, stem):
        return None
    if word.definite and at and _definite_dual(r.tokens[at - 1]):
        return None  # «الشعبين الشقيقين»: the second describes the first
    key = fold(stem)
    single = key[:-3] + "ه" if key[-3] == "ت" and key[:-3] + "ه" in duals() else key[:-2]
    if word.definite and told(single, "the_two") and not told(r.bare(at - 1), "both"):
        return None  # «بين البلدين», «الفريقين»: those that the text speaks of anyway
    return r.made(at, at + 1, 2.0, 2.0, _unit(single), stem, start=start)


def dual_of(r: Reader, at: int) -> Made | None:
    """A dual without its ن before the names of the two: «محافظتي حضرموت والمهرة», «وزيرا الداخلية والدفاع»."""
    token = r.tokens[at]
    readings = without_n(token.key) if token.kind == "word" and r.kind(at + 1) == "word" else ()
    if not readings or r.timed(at + 1):
        return None
    whole = segment(token.norm)
    if whole.definite or whole.enclitic or function_class(whole.stem):
        return None  # «الدوري», «دورها», «فيها»
    after = segment(r.tokens[at + 1].norm)
    for cut, single in readings:
        key = token.key[cut:]
        feminine = key[-2] == "ت" and single.endswith("ه")
        pair = after.definite and is_dual(after.stem)  # «رئيسي الحزبين»
        if after.proclitics not in ((), ("ال",)) or function_class(after.stem):
            return None
        if key in lexicon().verb_keys or (is_people(single) and feminine and not after.definite):
            return None  # «هزتا القلوب», «ابنتي أمل»
        if not feminine and not pair and (not after.definite if key[-1] == "ا" else count("ال" + key)):
            return None  # «وفدا يمثل», «دوري أبطال أوروبا»
        if pair or _two_named(r, at + 1):
            return r.made(at, at + 1, 2.0, 2.0, _unit(single), key, start=token.offset(cut))
    return None


@lru_cache(maxsize=65536)
def without_n(key: str) -> tuple[tuple[int, str], ...]:
    """Return how a folded word may be a dual without its ن: the clitics' length and the singular, each."""
    found = []
    for cut in range(3 if key[-1] in "يا" else 0):
        if cut and key[cut - 1] not in "وفبلك":
            break
        stem = key[cut:-1]
        if stem[-1:] == "ت" and stem[:-1] + "ه" in duals():
            found.append((cut, stem[:-1] + "ه"))
        elif duals().get(stem) == "":
            found.append((cut, stem))
    return tuple(found)


def _two_named(r: Reader, at: int) -> bool:
    """Whether one name stands at `at` and another behind its «و»."""
    for i in range(at + 1, min(at + 4, len(r.tokens))):
        if r.kind(i) != "word" or r.timed(i):
            return False
        word = segment(r.tokens[i].norm)
        if word.proclitics[:1] == ("و",) or r.key(i) == "و":
            return True
        if function_class(word.stem) or word.proclitics[:1] not in ((), ("ال",)):
            return False
    return False


def _unit(single: str) -> str:
    return "person" if is_people(single) or single + "ان" in people() else "item"


def _vowelled(token: Token, stem: str) -> bool:
    """«مطلوبَين»: a dual by its vowel, of a noun whose plural is spelt alike."""
    return fold(stem)[:-2] in duals() and re.search("\u064eي\u0652?ن", token.text) is not None


def _definite_dual(token: Token) -> bool:
    return segment(token.norm).definite and token.norm.endswith(("ين", "ان"))
