"""Latin spellings for Arabic names that nobody has given an English name.

Each word takes, in this order: the spelling its bearers use (`data/given_names.tsv`, `data/foreign_names.tsv`), else
letters by the table below. The table is a plain news romanisation in the manner of BGN/PCGN 1956 without its marks:
no dots or macrons, ع and ء left out, ة as a, the article as "al-". Unwritten short vowels are filled with "a"
between consonants where Latin could not be read without one. It is a likely spelling, not a transliteration that
can be undone.
"""

from __future__ import annotations

from functools import cache, lru_cache

from kg.arabic.names import given_names
from kg.arabic.normalize import fold, light
from kg.arabic.tables import read_table

_LATIN = "b t th j h kh d dh r z s sh s d t z _ gh f q k l m n h w y"
_CONSONANTS = dict(zip("بتثجحخدذرزسشصضطظعغفقكلمنهوي", _LATIN.split(), strict=True))
_PARTICLE_COLUMNS = ("particle", "latin", "joins")
_MAGHREB = frozenset(("DZ", "MA", "TN", "MR"))


def romanize(text: str, country: str | None = None) -> str:
    """Return a likely Latin spelling of a name; `country` (ISO 3166-1) chooses the Maghreb's own where it has one.

    >>> romanize("محمد الظواهري"), romanize("معز السيناوي", "TN")
    ('Mohamed Al-Zawahiri', 'Moez Sinaoui')
    """
    return " ".join(_word(word, country in _MAGHREB) for word in light(text).split())


@cache
def _particles() -> dict[str, str]:
    return {fold(row["particle"]): row["latin"] for row in read_table("name_particles.tsv", _PARTICLE_COLUMNS)}


@lru_cache(maxsize=8192)
def _word(word: str, maghreb: bool) -> str:
    key = fold(word)
    if key in _particles():
        return _particles()[key]
    borne = given_names().get(key)
    if borne is not None:
        return (maghreb and borne.maghreb) or borne.latin
    if not any("\u0621" <= c <= "\u064a" for c in word):
        return word
    if word.startswith("ال") and len(word) > 4:
        return "Al-" + _letters(word[2:])
    return _letters(word)


def _letters(word: str) -> str:
    out = ""
    for at, letter in enumerate(word):
        after = word[at + 1] if at + 1 < len(word) else ""
        before = word[at - 1] if at else ""
        if letter in "اأآىة" or letter == "ء":
            out += "" if letter == "ء" or out.endswith("a") else "a"
        elif letter == "إ" or letter == "ئ":
            out += "i" if not out.endswith("i") and after != "ي" else ""
        elif letter == "ؤ":
            out += "u"
        elif letter == "و" and at and before not in "اأوي" and after not in "اأيىوة":
            out += "u" if _closed(word, at) else "o"
        elif letter == "ي" and at and before not in "اأو" and after not in "اأوةى":
            out += "i"
        elif letter == "ع":
            out += "a" if not out.endswith("a") and after not in "اأويى" else ""
        elif letter in _CONSONANTS:
            out += _CONSONANTS[letter]
            if after in _CONSONANTS and after not in "وي" and _needs_vowel(word, at):
                out += "a"
    return out[:1].upper() + out[1:]


def _closed(word: str, at: int) -> bool:
    return at == len(word) - 1


def _needs_vowel(word: str, at: int) -> bool:
    """Whether a consonant before a consonant is given a short vowel: at the beginning, and in every second place."""
    run = 0
    while at - run >= 0 and word[at - run] in _CONSONANTS and (word[at - run] not in "وي" or at == run):
        run += 1
    begins = at - run < 0
    return run % 2 == 1 if begins else run % 2 == 0
