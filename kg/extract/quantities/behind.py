"""Numbers behind what they count: «شرطي واحد», «المصابين الثلاثة», «أعضاء المجلس الثلاثة», «نقل الثلاثة»."""

from __future__ import annotations

from functools import lru_cache

from kg.arabic.morphology import Word, function_class, segment
from kg.arabic.names import demonyms
from kg.arabic.numbers import is_number_word
from kg.arabic.predicates import lexicon
from kg.extract.counted import (
    duals,
    is_happening,
    is_listed,
    is_person_noun,
    told,
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
    in_one = r.key(at - 1) in ("من", "في", "علي", "تحت") or word.proclitics[-1:] in (("ل",), ("ب",))
    if after in _ONE and told(word.key, "same_one") and in_one:
        return None  # «خمسة قتلى من عائلة واحدة», «لمرة واحدة»
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
