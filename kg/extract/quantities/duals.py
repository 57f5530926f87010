"""Nouns that say themselves how many they are, or with their number behind them: «جنديان», «شرطي واحد», «الدول الخمس»."""

from __future__ import annotations

from kg.arabic.morphology import Word, function_class, segment
from kg.arabic.names import demonyms
from kg.arabic.normalize import fold
from kg.arabic.numbers import is_number_word
from kg.arabic.predicates import lexicon
from kg.arabic.tokens import Token
from kg.extract.counted import duals, is_dual, is_listed, is_person_noun, people, told, units, word_kinds
from kg.extract.quantities.reader import Made, Reader

_ONE = {"واحد", "واحده", "واحدا"}


def number_behind(r: Reader, at: int) -> Made | None:
    """A noun with its number behind it: «شرطي واحد», «المصابين الثلاثة», «الدول الخمس»."""
    if r.kind(at) != "word" or r.kind(at + 1) != "word":
        return None
    token, after = r.tokens[at], r.tokens[at + 1]
    if after.key not in _ONE and not (is_number_word(after) and after.key.startswith(("اثن", "ال"))):
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
    unit = "person" if person else "item"
    return r.made(at, at + 2, value, value, unit, word.stem, start=token.offset(word.start))


def _value_behind(r: Reader, at: int, word: Word) -> float | None:
    """What the number behind a noun says, where it agrees with it."""
    after = r.key(at + 1)
    number = r.number(at + 1)
    alone = number is not None and number.end == at + 2
    if after.removeprefix("ال").startswith("اثن") and alone and number is not None and number.value == 2:
        return 2.0 if word.key.endswith(("ين", "ان", "تا", "ا")) else None  # «إرهابيين اثنين»
    if after in _ONE and not word.definite and (word.key in duals() or word.key not in lexicon().verb_keys):
        return 1.0 if after.rstrip("ا").endswith("ه") == word.key.endswith("ه") else None
    if word.definite and after.startswith("ال") and alone and number is not None and number.value is not None:
        plural = word.key.endswith(("ين", "ون", "ات")) or not word.key.endswith("ه")
        return number.value if plural and 3 <= number.value <= 10 else None
    return None


def dual(r: Reader, at: int) -> Made | None:
    """Counting nouns in the dual: «جنديان» are two. A dual needs a singular that is a word."""
    token = r.tokens[at]
    if token.kind != "word" or len(token.norm) < 4 or not token.norm.endswith(("ان", "ين")):
        return None
    if told(token.key, "no_count") or r.kind(at + 1) == "number" or r.number(at) is not None:
        return None  # «طالبان»؛ «المرسومين 116 و115»
    word = segment(token.norm)
    whole = is_dual(token.norm)
    stem = token.norm if whole else word.stem
    if (word.enclitic and not whole) or (word.definite and not is_dual(word.stem)):
        return None
    start = token.offset(0 if whole else word.start)
    if measure := units().get((fold(stem)[:-2],)):
        if len(stem) < 5 and measure != "t":
            return None  # «كمين»
        return r.made(at, at + 1, 2.0, 2.0, measure, stem, start=start)
    if not is_dual(stem) or (word.definite and at and _definite_dual(r.tokens[at - 1])):
        return None  # «الشعبين الشقيقين»: the second describes the first
    single = fold(stem)[:-3] + "ه" if fold(stem)[-3] == "ت" else fold(stem)[:-2]
    unit = "person" if is_person_noun(single) or fold(stem)[:-2] in people() else "item"
    return r.made(at, at + 1, 2.0, 2.0, unit, stem, start=start)


def _definite_dual(token: Token) -> bool:
    return segment(token.norm).definite and token.norm.endswith(("ين", "ان"))
