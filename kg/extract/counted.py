"""What can be counted: units and currencies, people and things, and the words that look counted but are not."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.arabic.morphology import adjectives, segment
from kg.arabic.names import demonyms, given_names
from kg.arabic.normalize import fold
from kg.arabic.numbers import is_number_word
from kg.arabic.predicates import lexicon
from kg.arabic.tables import Row, read_table
from kg.arabic.vocabulary import count


@cache
def units() -> dict[tuple[str, ...], str]:
    """Units and currencies by their folded words; a currency's nisba agrees with its noun («ريالات عمانية»)."""
    table = {tuple(fold(r["word"]).split()): r["unit"] for r in read_table("units.tsv", ("word", "unit"))}
    for row in money():
        nisba = row["nisba"]
        for form in row.words("forms"):
            for words in [f"{form} {nisba}{end}" for end in ("", "ا", "ة")] if nisba else [form]:
                table[tuple(fold(words).split())] = row["unit"]
    return table


@cache
def money() -> tuple[Row, ...]:
    """Return the rows of currencies and of their parts: `unit`, `forms`, `nisba`."""
    parts = read_table("subunits.tsv", ("unit", "forms", "nisba", "part"))
    return (*read_table("currencies.tsv", ("unit", "forms", "nisba")), *parts)


@cache
def parts_of_currency() -> dict[str, float]:
    """How much of its currency one of a part is, by its folded noun: «سنتا» is 0.01."""
    rows = read_table("subunits.tsv", ("unit", "forms", "nisba", "part"))
    return {fold(form).rsplit(" ", 1)[-1]: float(row["part"]) for row in rows for form in row.words("forms")}


@cache
def word_kinds() -> dict[tuple[str, ...], set[str]]:
    """What stands around a number, by its folded words (`quantity_words.tsv`)."""
    table: dict[tuple[str, ...], set[str]] = {}
    for row in read_table("quantity_words.tsv", ("word", "kind")):
        table.setdefault(tuple(fold(row["word"]).split()), set()).add(row["kind"])
    return table


def told(key: str, kind: str) -> bool:
    """Whether the data gives a folded word the kind."""
    return kind in word_kinds().get((key,), ())


def is_person_noun(key: str) -> bool:
    """Whether a folded noun (with or without ال) counts people."""
    key = key.removeprefix("ال")
    if key in people() or (key.endswith("ا") and key[:-1] in people()):
        return True
    if key.endswith(("ه", "ات")) and len(key) > 3:
        masculine = key.removesuffix("ه").removesuffix("ات")
        if masculine in people() - _no_feminine():
            return True  # «طالبات», «سجينة»
    # sound plurals of participles and nisbas are people: «المتظاهرين», «السوريون», «مسؤولو الوزارة»
    return is_sound_plural(key) or (
        key.endswith(("ين", "ون")) and len(key) > 5 and (key[0] == "م" or key[-3] == "ي") and key not in _not_people()
    )


@cache
def _not_people() -> frozenset[str]:
    """Return the folded words that end as a plural of people does and are none: «عشرين», «التلفزيون»."""
    return scale_words() | lexicon().classes["speaker"]


def is_sound_plural(key: str) -> bool:
    """Whether a folded noun is the plural of people that a complement follows: «مسؤولو», «مسؤولي»."""
    return key.endswith(("و", "ي")) and key[:-1] in people() and key[:-1] + "ين" not in scale_words()


def is_people(key: str) -> bool:
    """Whether a folded noun behind a number is people: «500 يمني», «ثلاثة من العاملين», «عشرة من منسوبي الشركة»."""
    bare = key.removeprefix("ال")
    active = re.fullmatch(r".ا..(?:ين|ون)", bare) is not None and bare[3] != "ت"
    citizen = (demonym := demonyms().get(bare.removesuffix("ا"))) is not None and demonym.country is not None
    singulars = (bare, bare[:-1]) if bare.endswith("ي") else (bare,)  # «7000 رياضي», «منسوبي»
    return is_person_noun(key) or active or citizen or any(s in people() or s + "ا" in people() for s in singulars)


def is_counted(key: str, number: int) -> bool:
    """Whether a folded noun after a bare number of four digits says that it counts: people, units, common things.

    After 3 to 10 the noun is plural: «في 2007 قرار» is a year and the next word.
    """
    if 3 <= number % 100 <= 10 and key in duals():
        return False
    return is_person_noun(key) or (key,) in units() or key in duals() or key.removesuffix("ا") in duals()


def is_listed(key: str) -> bool:
    """Whether a folded noun is one that the data counts."""
    return key in people() or key in duals()


def is_happening(key: str) -> bool:
    """Whether a word behind a number is a verb of its own: «وعددها 7 أصبحت»."""
    past = len(key) > 4 and (key.endswith("وا") or (key.endswith("ت") and key[-2] != "ا"))
    return (past or key.startswith("ي")) and not is_listed(key) and key in lexicon().verb_keys


_COMMON = 20  # how often a noun must be met to be known as one


def is_dual(stem: str) -> bool:
    """A dual of a counting noun («شخصين», «طائرتان»); «مسلمين» may as well be a sound plural and is none."""
    key = fold(stem)
    if key.endswith(("تين", "تان")) and (key[:-3] + "ه" in duals() or _two_of(stem[:-3] + "ة")):
        return True
    plural = duals().get(key[:-2])
    return plural is not None and (key.endswith("ان") or plural != "sound")


@lru_cache(maxsize=4096)
def _two_of(noun: str) -> bool:
    """Whether a noun in ة is common and no adjective («محاولة», not «مختلفة»): what has its ending with ان is its dual."""
    key = fold(noun)
    met = count(noun) + count("ال" + noun)
    if met < _COMMON or len(noun) < 4 or is_number_word(key) or units().get((key,)) or word_kinds().get((key,)):
        return False
    if segment(noun).proclitics or key[:-1] + "تين" in given_names():
        return False  # «لمجموعتين» is cut first; «مارتين»
    forms = lexicon().lookup(key)
    described = (
        key[:-1].endswith("ي") or key[:-1] in adjectives() or any(f.kind in ("active", "passive") for f in forms)
    )
    return not described and count(noun[:-1]) + count("ال" + noun[:-1]) < met


@cache
def people() -> frozenset[str]:
    """Counted nouns that are people, folded."""
    return frozenset(fold(r["word"]) for r in read_table("people.tsv", ("word", "feminine")))


@cache
def _no_feminine() -> frozenset[str]:
    return frozenset(
        fold(r["word"]) for r in read_table("people.tsv", ("word", "feminine")) if r["feminine"] == "thing"
    )


@cache
def duals() -> dict[str, str]:
    """Nouns whose dual counts two: singular to how its plural is made."""
    return {fold(r["word"]): r["plural"] for r in read_table("duals.tsv", ("word", "plural"))}


@cache
def scale_words() -> frozenset[str]:
    """Every folded word that is a number."""
    return frozenset(fold(r["word"]) for r in read_table("number_words.tsv", ("word", "value", "kind")))


@cache
def months() -> frozenset[str]:
    """The folded names of months of either calendar."""
    return frozenset(fold(r["name"]) for r in read_table("months.tsv", ("name", "month", "calendar")))


def is_ordinal(key: str) -> bool:
    """Whether a folded word is an ordinal («الخامس»)."""
    return key in _ordinals()


@cache
def _ordinals() -> frozenset[str]:
    return frozenset(fold(r["word"]) for r in read_table("ordinals.tsv", ("word", "value")))
