"""Words made comparable: stems, how telling they are, and names in the spellings that papers mix."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from kg.arabic.morphology import function_class, segment
from kg.arabic.names import given_names, name_key
from kg.arabic.normalize import fold, light
from kg.arabic.predicates import lexicon, read_lemmas
from kg.arabic.tables import read_table
from kg.arabic.tokens import tokenize
from kg.arabic.vocabulary import count

_CORPUS = 1_143_359  # tokens that the counts of vocabulary.tsv.gz come from
_ENDINGS = re.compile("(?<=...)(?:ات|ون|ين|ان|يه|ه|ا|ي)$")
_LONG = re.compile("(?<=.)[اويه]")
_LINKS = frozenset("al el bin ibn ben bint of the".split())
_SOUNDS = (("gh", "g"), ("kh", "x"), ("sh", "c"), ("ch", "c"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ou", "u"),
           ("ck", "k"), ("q", "g"), ("j", "g"), ("k", "g"), ("v", "f"), ("p", "b"), ("z", "s"))  # fmt: skip


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the light stem of an Arabic word: no clitics, no ending of gender, number or case, spelling folded.

    >>> stem("والسيارات") == stem("سيارة")
    True
    """
    return _ENDINGS.sub("", segment(light(word)).key)


@lru_cache(maxsize=65536)
def weight(word: str) -> float:
    """Return how telling a word is: the natural logarithm of how rare it is in news; 0 for function words."""
    norm = light(word)
    if function_class(norm) or len(norm) < 3:
        return 0.0
    seen = max(count(norm), count(segment(norm).stem))
    return round(math.log(_CORPUS / (1 + seen)), 3)


def content(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, float]]:
    """Yield stem and weight of the content words of `text[start:end]`."""
    for token in tokenize(text, start, end):
        if token.kind == "word" and (value := weight(token.text)) > 0 and len(key := stem(token.text)) > 1:
            yield key, value


@cache
def _roots() -> dict[str, str]:
    rows = read_lemmas()
    known = {fold(row.root) for row in rows.values() if row.root}

    def root(lemma: str) -> str:
        """The root of a noun without one in the table is what long vowels leave, where verbs have it: «قتيل», «جريح»."""
        bare = _LONG.sub("", fold(lemma))
        return fold(rows[lemma].root) or (bare if bare in known else fold(lemma))

    return {lemma: root(lemma) for lemma in rows}


@lru_cache(maxsize=65536)
def roots(trigger: str) -> frozenset[str]:
    """Return the roots a trigger may have: «قتل» and «مقتل» share one; an unknown word is its own stem."""
    found = {_roots().get(form.lemma, fold(form.lemma)) for form in lexicon().lookup(segment(light(trigger)).key)}
    return frozenset(found or {stem(trigger)})


@lru_cache(maxsize=65536)
def latin_words(name: str) -> tuple[str, ...]:
    """Return the words of an English name that tell it apart, in lower case: no article, no «bin».

    >>> latin_words("Mohamed bin Salman Al-Harbi")
    ('mohamed', 'salman', 'harbi')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    return tuple(w for w in re.split("[^a-z0-9]+", plain) if w and w not in _LINKS)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return the consonants of a Latin name word, spellings of one Arabic or foreign sound made one.

    >>> sound("gharos") == sound("jaros")
    True
    """
    for spelling, letter in _SOUNDS:
        word = word.replace(spelling, letter)
    kept = word[:1].replace("e", "a").replace("o", "a").replace("u", "a").replace("i", "a") + re.sub(
        "[aeiouyw]", "", word[1:]
    )
    return re.sub(r"(.)\1+", r"\1", kept)


@cache
def _known_latin() -> frozenset[str]:
    return frozenset(word for given in given_names().values() for word in latin_words(f"{given.latin} {given.maghreb}"))


@cache
def _first_names() -> frozenset[str]:
    names = given_names().values()
    return frozenset(w for n in names if n.given > 2 * n.surname for w in latin_words(n.latin)[:1])


def first_name(word: str) -> bool:
    """Say whether a Latin word is a first name rather than a family's: «محمد» alone may be anybody.

    >>> first_name("mohamed"), first_name("abadi")
    (True, False)
    """
    return word in _first_names()


def spelt_alike(one: str, other: str) -> bool:
    """Say whether two Latin words may be one name; two known names are two («Hassan», «Hussein»).

    >>> spelt_alike("lazlw", "lazolw"), spelt_alike("hassan", "hussein")
    (True, False)
    """
    if one == other:
        return True
    if len(one) < 4 or len(other) < 4 or {one, other} <= _known_latin():
        return False
    return sound(one) == sound(other) and len(sound(one)) > 2


@cache
def _titles() -> frozenset[str]:
    rows = read_table("titles.tsv", ("title", "kind", "english", "flags"))
    return frozenset(fold(word).removeprefix("ال") for row in rows for word in row["title"].split())


def arabic_name(label: str, length: int | None = None) -> str:
    """Return the key of an Arabic name: folded, no article, no بن; of a person the last `length` words, no titles.

    Empty where the label is shorter than that: «الشعيبي» alone does not say who of the family it is.
    """
    words = [w.strip("«»\"'“”()،.؛") for w in name_key(label).split()]
    words = [w.removeprefix("ال") if len(w) > 4 else w for w in words if w and w not in ("بن", "ابن", "بنت", "ال")]
    if length is not None:
        words = words[-length:]
        if len(words) < length or any(w in _titles() for w in words):
            return ""
    return " ".join(words)
