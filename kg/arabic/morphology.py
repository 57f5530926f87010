"""Clitics: where a word begins and ends under the و ف ب ل ك س ال and the pronouns written onto it.

Unvocalised Arabic does not say whether the و of «وزير» is a letter or an "and". Three kinds of evidence decide,
in this order: closed lists (function words, `whole_words.tsv`, the predicate lexicon's verb forms), what the word
does elsewhere (a word that takes ال or a further clitic in running text begins with its own letter: «الوزير»,
but never «الوقال»), and how often the rest stands alone. Counts are in `vocabulary.tsv.gz`
(tools/count_words.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.arabic.names import gazetteer, given_names
from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.arabic.tokens import Token
from kg.arabic.vocabulary import count

PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "نا", "كم", "ه", "ني", "ك")
# Pronouns that papers do attach to nouns and verbs; the first and second person are left to the function words.
_ATTACHED = ("هما", "ها", "هم", "هن", "نا", "ه")

_PRONOUN_BEARERS = {"ل", "ب", "لكن", "كلا", "وحد", "أنفس", "كأن"}  # beside prepositions and kin: «وحده», «أنفسهم»

_MET_WITH_LAM = 3  # times met beyond which a noun may begin with ل

# What a word that ends in alef is before a pronoun: «عليها», «كليهما»
_BEFORE_PRONOUN = {"على": ("على", "علي"), "إلى": ("إلى", "إلي"), "الى": ("الى", "الي"), "لدى": ("لدى", "لدي"),
                   "كلا": ("كلا", "كلي")}  # fmt: skip

# Endings that foreign names seldom have: an unknown word with one is read as native.
_NATIVE_ENDINGS = ("ة", "ات", "ون", "ين", "ها", "هم", "ته", "ية")


@dataclass(frozen=True, slots=True)
class Word:
    """A word cut at its clitics. `norm[:start]` is proclitics, `norm[end:]` the pronoun; the article ال is in
    `proclitics` as its last member, and `stem` leaves it out.

    `of_token` spans keep ال (the annotation scheme keeps it) unless ل has swallowed its alef (للأمم).
    """

    proclitics: tuple[str, ...]
    stem: str  # light form, without ال; ة restored before a pronoun («زيارته» → «زيارة»)
    enclitic: str
    start: int  # code points of the token's norm before the kept part (ال kept)
    end: int

    @property
    def key(self) -> str:
        """The folded stem, for look-up."""
        return fold(self.stem)

    @property
    def definite(self) -> bool:
        """Whether the article stands on it."""
        return bool(self.proclitics) and self.proclitics[-1] == "ال"


@cache
def function_words() -> dict[str, str]:
    """Return the closed-class words (light form) with their class."""
    return {row["word"]: row["class"] for row in read_table("function_words.tsv", ("word", "class"))}


@cache
def adjectives() -> frozenset[str]:
    """Return the folded masculine singular of the listed adjectives."""
    return frozenset(fold(row["adjective"]) for row in read_table("adjectives.tsv", ("adjective",)))


@cache
def _careful_spellings() -> dict[str, str]:
    return {fold(word): word for word in reversed(function_words())}


def spelt(norm: str) -> str:
    """Return the careful spelling of a closed-class word («الى» → «إلى»); other words as they are."""
    if norm in function_words():
        return norm
    careful = _careful_spellings().get(fold(norm))
    if careful is None or any(a != b and a in "أإآؤئ" for a, b in zip(norm, careful, strict=False)):
        return norm
    return careful if count(norm) <= 5 * count(careful) else norm  # «كان» is no careless «كأن»


@lru_cache(maxsize=65536)
def function_class(norm: str) -> str:
    """Return the class of a closed-class word, or the empty string. An exact spelling wins over a folded one."""
    return function_words().get(spelt(norm), "")


@cache
def _whole() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("whole_words.tsv", ("word",)))


def is_whole(norm: str) -> bool:
    """Whether a light form is listed as one that is not to be cut: «فالتر»."""
    return norm in _whole()


@cache
def _verb_forms() -> frozenset[str]:
    from kg.arabic.predicates import lexicon

    return lexicon().verb_keys


@cache
def _forms() -> frozenset[str]:
    from kg.arabic.predicates import lexicon

    return lexicon().keys


def _takes_article(norm: str) -> bool:
    return count("ال" + norm) > 0 or count("وال" + norm) > 0 or count("لل" + norm) > 0 or count("بال" + norm) > 0


def _known(norm: str) -> bool:
    return count(norm) > 1 or _takes_article(norm) or norm in function_words() or fold(norm) in _forms()


def _begins_itself(norm: str) -> bool:
    """Whether the first letter of `norm` is its own: closed lists, or it takes ال or another clitic elsewhere."""
    if norm in _whole() or function_class(norm) or _takes_article(norm):
        return True
    more = count("و" + norm) if norm[0] == "و" else count("ب" + norm) + (count("ل" + norm) if norm[0] != "ل" else 0)
    return more * 200 > count(norm) > 0 and more > 1


def segment(norm: str) -> Word:
    """Cut a light word form at its clitics.

    >>> [segment(w).proclitics for w in ("وللقوات", "وزير", "بالمطار")]
    [('و', 'ل', 'ال'), (), ('ب', 'ال')]
    """
    return _segment(norm)


def uncut(norm: str) -> Word:
    """Return a light word form whose first letter is known to be its own: «بُني», «وُجدت»."""
    return _word(norm, [], *_pronoun(norm, False))


@lru_cache(maxsize=65536)
def _segment(norm: str) -> Word:
    proclitics: list[str] = []
    rest = norm
    if function := _function_with_pronoun(rest):
        return function
    if len(rest) > 2 and rest[0] in "وف" and _splits(rest):
        proclitics.append(rest[0])
        rest = rest[1:]
        if function := _function_with_pronoun(rest):
            return _word(norm, proclitics, function.stem, function.enclitic, len(norm) - len(function.enclitic))
    if function_class(rest):
        return _word(norm, proclitics, rest, "")
    if rest.startswith("لل") and len(rest) > 3:
        if _begins_with_lam(rest[1:]):
            proclitics.append("ل")
            return _word(norm, proclitics, *_pronoun(rest[1:], False))
        proclitics += ["ل", "ال"]
        return _word(norm, proclitics, *_pronoun(rest[2:], True))
    if len(rest) > 2 and rest[0] in "بكل" and (_splits(rest) or (rest[0] != "ك" and rest[1:] in _short_masdars())):
        proclitics.append(rest[0])
        rest = rest[1:]
        if function_class(rest):
            return _word(norm, proclitics, rest, "")
    elif len(rest) > 3 and rest[0] == "س" and rest[1] in "يتنأ" and rest not in _whole() and _future(rest):
        proclitics.append("س")
        rest = rest[1:]
    if rest.startswith("ال") and len(rest) > 3 and not _article_is_root(rest):
        proclitics.append("ال")
        return _word(norm, proclitics, rest[2:], "")
    return _word(norm, proclitics, *_pronoun(rest, False))


def _begins_with_lam(norm: str) -> bool:
    """Whether a noun has a ل of its own: «للجنة» is of «لجنة», not of «جنة»; the article between would be written alike."""
    own = count(norm) + count("ال" + norm)
    return own > _MET_WITH_LAM and own > 4 * (count(norm[1:]) + count("ال" + norm[1:]))


@cache
def _short_masdars() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("short_masdars.tsv", ("word",)))


def _function_with_pronoun(norm: str) -> Word | None:
    return _functions_with_pronouns().get(norm)


@cache
def _functions_with_pronouns() -> dict[str, Word]:
    """Return prepositions and complementizers with each pronoun: «فيها», «عليه», «لديهم», «أنهما»."""
    out: dict[str, Word] = {}
    bearers = {w for w, cls in function_words().items() if cls in ("prep", "sub", "quant")} | _PRONOUN_BEARERS
    for pronoun in PRONOUNS:
        for whole in bearers:
            before = _BEFORE_PRONOUN.get(whole, (whole[:-1] + "ت" if whole.endswith("ة") else whole,))
            for stem in before:
                if pronoun == "ك" and stem not in ("ل", "ب", "علي", "إلي", "لدي", "أن", "إن", "لكن"):
                    continue  # «ذلك», «هناك»
                out.setdefault(stem + pronoun, Word((), whole, pronoun, 0, len(stem)))
    return out


def _word(norm: str, proclitics: list[str], stem: str, enclitic: str, end: int | None = None) -> Word:
    length = sum(len(p) for p in proclitics)
    if proclitics[-2:] == ["ل", "ال"]:
        start = length - 1  # لل: the article has lost its alef, the kept part begins after it
    elif proclitics and proclitics[-1] == "ال":
        start = length - 2
    else:
        start = length
    return Word(
        tuple(proclitics), restored(stem) if enclitic else stem, enclitic, start, end or len(norm) - len(enclitic)
    )


def restored(stem: str) -> str:
    """Give a noun its ة back before a pronoun: «زيارت» → «زيارة», where that is a word."""
    if stem.endswith("ت") and len(stem) > 2 and count(stem[:-1] + "ة") + count("ال" + stem[:-1] + "ة") > count(stem):
        return stem[:-1] + "ة"
    if stem.endswith("ا") and count(stem[:-1] + "ى") > count(stem):
        return stem[:-1] + "ى"
    if stem.endswith(("ئ", "ؤ")) and count(stem[:-1] + "ء") > count(stem):
        return stem[:-1] + "ء"  # «أعدائه»
    return stem


def _article_is_root(norm: str) -> bool:
    # «التقى», «التزم», «الحق»: alef-lam of the word itself; «الذي» and kin are function words
    if function_class(norm):
        return True
    if fold(norm) in _forms() and count(norm[2:]) < 2 and not function_class(norm[2:]):
        return True  # «التزام», «التقاط», «الغاء»
    stem, pronoun = _pronoun(norm, False)  # a noun with its article takes no pronoun: «التزامها», «التقطها»
    misspelt = pronoun == "ه" and count(stem[2:] + "ة") > 0  # «التهمه» for «التهمة»
    if pronoun and norm.startswith("الت") and fold(restored(stem)) in _forms() and not misspelt:
        return True
    if fold(norm) not in _verb_forms():
        return False
    return not _known_noun(norm[2:]) or (norm[2] == "ت" and fold(norm[2:]) in _verb_forms())  # «التمس»


def _known_noun(norm: str) -> bool:
    return count(norm) > 1 or norm.endswith(("ة", "ات", "ين", "ون", "ية", "ي"))


def _splits(norm: str) -> bool:
    letter, rest = norm[0], norm[1:]
    if norm in _whole() or norm in function_words() or _foreign(norm) or _noun_with_pronoun(norm):
        return False
    if not count(rest) and rest not in function_words() and _name_itself(norm):
        return False  # «ليبرمان», «وهدان»
    if rest[0] in "أإآ" and len(rest) > 1 and not _takes_article(norm) and (letter in "وبل" or not count(norm)):
        return True  # «وآسيا», «بأبهى»: hardly a root begins so
    stem, pronoun = _pronoun(norm, False)
    if pronoun and stem in _whole():
        return False  # «والديه»
    if pronoun and not _known(rest) and _takes_article(restored(stem)):
        return False  # «والده», «ولايته», «بطارياتها»
    if not count(norm) and norm.endswith("ا") and len(norm) > 4 and (count(norm[:-1]) or norm[:-1] in _whole()):
        return _splits(norm[:-1])  # «وثيقا», «وفنا»: an accusative is as its noun is
    if rest.startswith("ال") and len(rest) > 4 and not (letter == "ك" and not _known(rest)):
        return True
    if letter == "ل" and rest.startswith("ل") and len(rest) > 3:
        return True
    if rest in function_words():
        return not (count(norm) > 20 * count(rest) or (letter in "كبل" and fold(norm) in _verb_forms()))
    if _verb_with_pronoun(norm) and not _verb_with_pronoun(rest) and not _known(rest):
        return False  # «وضعها», «كالتها»
    if fold(norm) in _verb_forms() and (letter not in "وف" or fold(rest) not in _verb_forms() or _common_verb(norm)):
        return False
    if count(norm) and _begins_itself(norm):
        return count(rest) > 20 * count(norm) and not _takes_article(norm)
    if letter in "وف" and rest[0] in "بلك" and rest[1:3] == "ال" and len(rest) > 5:
        return True
    if letter in "وف" and rest.startswith("لل") and len(rest) > 4:
        return True
    if letter in "وف":
        if fold(rest) in _verb_forms() or _known(rest):
            return True
        inner = _segment(rest)
        return bool(inner.proclitics or inner.enclitic) or (
            letter == "و"
            and len(rest) > 2
            and not count(norm)
            and not _named(norm)
            and (rest[0] != "و" or rest.endswith(_NATIVE_ENDINGS))
        )
    # ب ل ك before an indefinite noun or a name: the rest must be known, and no bare verb takes a preposition
    if letter == "ل" and rest[:1] in ("ي", "ت", "ن") and fold(rest) in _verb_forms():
        return True
    if len(rest) < 3 and count(norm):
        return False
    whole, pronoun = _pronoun(norm, False)
    if pronoun and fold(whole) in _forms() and fold(_pronoun(rest, False)[0]) not in _forms():
        return False  # «لقائه»
    if not count(norm) and (fold(rest) in gazetteer() or _borne(rest)) and fold(norm) not in given_names():
        return True  # «بألبانيا», «لفاتيما»
    if not _known(rest):
        stem_and_pronoun = _pronoun(rest, False)
        return bool(stem_and_pronoun[1]) and count(norm) < 3
    own = letter == "ل" and not count(rest) and not count("ال" + rest)  # «للاعبي» is of «لاعبي»
    return (
        count(rest) * 4 > count(norm)
        or (_takes_article(rest) and not own)
        or (letter in "بل" and (not count(norm) or _seldom_noun(norm)) and _noun_by_lemma(rest))
    )


def _seldom_noun(norm: str) -> bool:
    """Whether a word is never met with the article, nor ends like a past verb: «لسحل», «باستهجان», but not «لازالت»."""
    return not _takes_article(norm) and norm[-1] != "ت"


def _noun_by_lemma(norm: str) -> bool:
    """Whether a noun of the predicates or their classes is written so: «بمناورة», «لدحر», «بمتنزه», but not «بنات»."""
    from kg.arabic.predicates import lexicon

    found = lexicon().lookup(fold(norm))
    listed = len(norm) > 3 and fold(norm) in lexicon().classed
    return len(norm) > 2 and (listed or any(f.kind in ("masdar", "noun") for f in found))


def _borne(norm: str) -> bool:
    """Whether a word is somebody's name, and long enough to be none by chance."""
    name = given_names().get(fold(norm))
    return name is not None and len(norm) > 3 and (len(norm) > 4 or name.given + name.surname >= 20)


def _named(norm: str) -> bool:
    """Whether a short word is anybody's or any place's name: «وسام», «وجدة»."""
    return len(norm) < 5 and (fold(norm) in given_names() or fold(norm) in gazetteer())


def _name_itself(norm: str) -> bool:
    """Whether people are called so, clitic-like letter and all."""
    name = given_names().get(fold(norm))
    return name is not None and len(norm) > 4 and name.given + name.surname > 2


def _noun_with_pronoun(norm: str) -> bool:
    """Whether a word is a noun of its own with a pronoun: «وفاته», «لقائها», «وزارتهم», not a clitic before a rarer one."""
    if norm[0] in "وف" and fold(norm[1:]) in _verb_forms():
        return False  # «واتهم»
    for pronoun in _ATTACHED:
        stem = norm[: -len(pronoun)]
        if norm.endswith(pronoun) and len(stem) > 2:
            noun = restored(stem)
            own = count(noun) + count("ال" + noun)
            inner = sum(count(s[1:]) for s in {stem, noun})  # «لإعادته»
            return own > 20 and own > 4 * (inner + count("ال" + noun[1:]) + count(norm[1:]))
    return False


def _foreign(norm: str) -> bool:
    """Whether a word nobody knows, cut or whole, has the shape of a foreign name: «فالنتينو», «وينستون», «فيكل»."""
    rest = norm[1:]
    if count(norm) > 3 or rest in function_words() or _known(rest):
        return False
    if norm[0] == "ف" and rest.startswith("ال"):
        return not _known(rest[2:])
    if norm[0] not in "وف" or rest[:1] not in "يو":
        return False
    inner = _segment(rest)
    native = fold(rest) in _verb_forms() or bool(inner.proclitics or inner.enclitic) or rest.endswith(_NATIVE_ENDINGS)
    verb = rest[0] == "ي" and any(count(f) > 0 for f in ("ت" + rest[1:], rest[:-2], "ت" + rest[1:-2], rest[1:]))
    return not native and not verb


def _verb_with_pronoun(norm: str) -> bool:
    return any(norm.endswith(p) and fold(norm[: -len(p)]) in _verb_forms() for p in _ATTACHED if len(norm) > len(p) + 2)


def _common_verb(norm: str) -> bool:
    return count(norm) > 3 * count(norm[1:])


def _future(norm: str) -> bool:
    if fold(norm) in _verb_forms() and count(norm) >= count(norm[1:]):
        return False  # «سيطر»
    if count(norm) > 3 * count(norm[1:]) and (fold(norm) in gazetteer() or fold(norm) in given_names()):
        return False  # «سيول», «سيدي»
    if _verb_with_pronoun(norm[1:]) and not count(norm):
        return True  # «سيأخذه»
    if norm[1] == "أ" and len(norm) > 4 and not count(norm) and fold("ي" + norm[2:]) in _verb_forms():
        return True  # «سأكشف»
    return fold(norm[1:]) in _verb_forms() or (not _takes_article(norm) and count(norm[1:]) > 1)


def _pronoun(norm: str, article: bool) -> tuple[str, str]:
    """Return stem and attached pronoun."""
    if article or len(norm) < 3 or norm in _whole() or _takes_article(norm):
        return norm, ""
    if norm[-1] == "ا" and norm[:-1] in _whole():
        return norm, ""  # «وجيها»
    if norm.endswith(("ني", "ك")) and (spoken := _to_speaker(norm)):
        return norm[: -len(spoken)], spoken
    for pronoun in _ATTACHED:
        stem = norm[: -len(pronoun)]
        if norm.endswith(pronoun) and len(stem) > 1:
            if pronoun == "نا" and count(norm[:-1]) > count(stem):  # «قانونا» is «قانون» in the accusative
                continue
            if fold(norm) in _verb_forms() and fold(stem) not in _verb_forms():
                continue
            if pronoun == "هم" and norm[0] in "يت" and count(norm) > count(stem) and count(_other_person(norm)):
                continue  # «يساهم»
            whole = restored(stem)
            if (
                _known(stem)
                or whole != stem
                or function_class(stem)
                or (len(stem) > 2 and (pronoun in ("ها", "هما") or (stem[-1] == "ت" and len(stem) > 4)))
            ):
                return stem, pronoun
    return norm, ""


def _other_person(norm: str) -> str:
    """Return «تساهم» for «يساهم», and the other way round."""
    return ("ت" if norm[0] == "ي" else "ي") + norm[1:]


def _to_speaker(norm: str) -> str:
    """Return the pronoun of the first or second person on a verb, or of the second on a noun: «يمكنني», «هاتفك»."""
    pronoun = "ني" if norm.endswith("ني") else "ك"
    stem = norm[: -len(pronoun)]
    if len(stem) < 3 or fold(norm) in _forms() or _takes_article(norm) or count(norm) * 5 > count(stem):
        return ""
    if norm[0] in "يت" and count(_other_person(norm)):
        return ""  # «تشترك»
    verb = stem[0] in "يتنأ" and fold(stem) in _verb_forms() and count(stem) > 0
    return pronoun if verb or (pronoun == "ك" and count("ال" + stem) > 1) else ""


def spans(token: Token) -> tuple[int, int]:
    """Return the token's text span without separable clitics, ال kept."""
    word = segment(token.norm)
    return token.offset(word.start), token.offset(word.end)


def pieces(norm: str) -> Iterable[str]:
    """Yield the written pieces of a word form, in order: proclitics, stem, pronoun. The article stays on its stem.

    >>> list(pieces("وبأنها"))
    ['و', 'ب', 'أن', 'ها']
    """
    word = segment(norm)
    at = 0
    for proclitic in word.proclitics[:-1] if word.definite else word.proclitics:
        yield norm[at : at + len(proclitic)]
        at += len(proclitic)
    kept = norm[at : word.end]
    pronoun = norm[word.end :]
    if not pronoun and function_class(kept) and (inner := _function_with_pronoun(kept)):
        kept, pronoun = kept[: inner.end], inner.enclitic
    if _compound(kept, pronoun):
        yield kept[0]
        kept = kept[1:]
    yield kept
    if pronoun:
        yield pronoun


def _compound(norm: str, pronoun: str) -> bool:
    # a function word made of two: «بأن», «فإن», «لكي», «بسبب», «لأنه»
    if norm[0] not in "بلفو" or len(norm) < 3 or (norm in _whole() and not pronoun):
        return False
    rest = norm[1:]
    if norm[0] == "ب" and function_class(norm) == "adv":
        return rest.startswith("ال") or _known(rest)  # «بالفعل», «بوضوح»
    if function_class(norm) not in ("prep", "sub"):
        return False
    return function_class(rest) in ("prep", "sub", "quant") or (norm[0] in "بل" and len(rest) > 2 and _known(rest))
