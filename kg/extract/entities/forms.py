"""What is known of a word as it is written, wherever it stands: worked out once for each written form.

A text has a few thousand forms and comes back to them again and again, so what the layers ask of every word (may a
name begin here? is it a title, a nationality, a noun that names open with?) is a field of its form.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from kg.arabic.morphology import adjectives, function_class, function_words, is_whole, segment
from kg.arabic.names import FAVOURITE, Demonym, Given, demonyms, gazetteer, given_names
from kg.arabic.normalize import fold, normalize
from kg.arabic.predicates import lexicon
from kg.arabic.tables import read_table
from kg.arabic.tokens import spelling
from kg.arabic.vocabulary import count, usual
from kg.extract.entities.nouns import TypeNoun, type_nouns
from kg.extract.entities.titles import Title, heads

_NISBA = ("ي", "يه")
# Endings of native nouns, verbs and pronouns that names in Arabic letters do not have.
_NATIVE = ("ات", "ون", "ين", "ها", "هم", "هما", "يه", "تهم", "تها", "ائه", "اته")
_PAIRS = ("عبد", "ابو", "ابي")
_BORNE = 10  # a word with ال begins a name only where so many people bear it
_GIVEN = 5  # bearers of one that may also be a verb
_FOREIGN = 50  # bearers of a surname that is listed as a foreign one


@dataclass(slots=True, eq=False)
class Form:
    """A word, number or mark as it is written. `begin`/`end` are where what clitics leave stands in `text`."""

    text: str
    whole: str  # light form, clitics and all, in its careful spelling
    raw: str  # folded whole
    kind: str  # word, number, latin, mark
    begin: int
    end: int
    norm: str  # light form of the kept part, ال kept
    key: str  # folded norm
    bare: str  # folded norm without ال
    proclitics: str = ""  # the letters of و ف ب ل ك written onto it
    enclitic: str = ""
    definite: bool = False
    cls: str = ""  # class of a closed-class word
    nation: Demonym | None = None  # as some form of a nationality or people
    given: Given | None = None  # as a part of people's names
    nouns: tuple[TypeNoun, ...] = ()  # as a noun that names open with
    titles: tuple[
        tuple[tuple[str, ...], Title], ...
    ] = ()  # as the first word of titles: their further words, the title
    phrases: tuple[tuple[str, ...], ...] = ()  # as the first word of set phrases that are no names: their further words
    unknown: bool = False  # nowhere known as a common word: the shape of a name in Arabic letters
    begins: bool = False  # whether somebody's name may begin with it
    says: bool = False  # whether it is a verb of saying
    pairs: bool = False  # whether it and a word behind it may be one word of a name

    def offset(self, position: int) -> int:
        """Return where in `text` the code point `position` of `whole` begins."""
        return position if len(self.whole) == len(self.text) else normalize(self.text).offsets[position]


@lru_cache(maxsize=65536)
def form(piece: str, kind: str) -> Form:
    """Return what is known of a token's text."""
    whole, raw = spelling(piece)
    if kind != "word":
        return Form(piece, whole, raw, kind, 0, len(piece), whole, raw, raw)
    kept, start, end, proclitics, enclitic, definite, cls = _cut(whole)
    key = fold(kept)
    made = Form(
        piece,
        whole,
        raw,
        kind,
        start,
        end,
        kept,
        key,
        key[2:] if definite else key,
        proclitics,
        enclitic,
        definite,
        cls,
    )
    made.begin, made.end = made.offset(start), made.offset(end)
    made.pairs = key in _PAIRS
    made.says = _says(raw) and made.cls != "prep"  # «بين» is no «بيّن»
    return _known(made)


@lru_cache(maxsize=8192)
def compound(first: Form, second: Form) -> Form:
    """Return two words as one of a name: «عبد الله», «نور الدين»."""
    key = first.key + second.raw
    made = Form(first.text, first.whole, first.raw + second.raw, "word", first.begin, first.end,
                first.norm + second.whole, key, key, first.proclitics)  # fmt: skip
    made = _known(made)
    if made.given is None and second.raw == "الدين" and first.given is not None and first.given.given >= FAVOURITE:
        made.given, made.begins = first.given, True  # «عصام الدين»
    return made


@lru_cache(maxsize=1024)
def uncut(cut: Form) -> Form:
    """Return a word with the letter that was cut from it, as it is a name: «آل فهيد», «بن بريك»."""
    key = fold(cut.whole)
    return _known(Form(cut.text, cut.whole, cut.raw, "word", 0, len(cut.text), cut.whole, key, key))


def one_nationality(first: Form, second: Form) -> bool:
    """Whether two words are one nationality: «الكوري الشمالي», «كوريون جنوبيون»."""
    alike = first.definite == second.definite and not second.proclitics and not first.enclitic
    if not alike or first.nation is None:
        return False
    whole = demonyms().get(first.bare + second.bare)
    return whole is not None and "two" in whole.flags  # «أميركي إن» is no dual


@lru_cache(maxsize=1024)
def nationality_of_two(first: Form, second: Form) -> Form:
    """Return the two words of a nationality as one."""
    made = Form(first.text, first.whole, first.raw + second.raw, "word", first.begin, first.end,
                first.norm + second.norm, first.key + second.bare, first.bare + second.bare, first.proclitics,
                "", first.definite)  # fmt: skip
    made.nation = demonyms()[made.bare]
    return made


def _known(made: Form) -> Form:
    bare = made.bare
    nation = demonyms().get(bare)
    if nation is not None and not nation.ambiguous and (made.definite or len(bare) > 3) and not _other_letter(made):
        made.nation = nation
    names = given_names()
    verb = made.norm.endswith("أ") and is_verbal(made.norm)  # «هنأ» is no «هنا»
    made.given = None if verb else names.get(made.key) or (names.get(bare) if made.definite else None)
    made.nouns = type_nouns().get(bare, ())
    made.phrases = _not_names().get(made.raw) or _not_names().get(made.key) or ()
    if made.cls not in ("prep", "adv"):  # «أمام الوداد» is no imam
        first = bare[:-1] + "ه" if made.enclitic and bare.endswith("ت") else bare  # «نظيرتها»
        made.titles = heads().get(first) or (heads().get(made.raw) if not made.definite else None) or ()
        if made.titles and not made.definite and made.given is not None and made.given.given >= FAVOURITE:
            made.titles = tuple(t for t in made.titles if t[1].kind != "rank")  # «عماد جاد», but «العماد ميشال عون»
    if not made.cls and not made.enclitic:
        made.unknown = is_unknown(made.norm, made.definite)
        made.begins = _may_begin(made)
    return made


def _other_letter(made: Form) -> bool:
    """Whether a final ى is the word's own: «مجرى» is no Hungarian, «مصرى» an Egyptian as papers of Cairo write him."""
    return made.norm.endswith("ى") and count(made.norm) > count(made.norm[:-1] + "ي")


def _may_begin(made: Form) -> bool:
    bearers = made.given.given if made.given is not None else 0
    if made.key in particles():
        return not made.definite
    if bearers < FAVOURITE and (
        made.nation is not None or made.nouns or (made.definite and made.bare in adjectives())
        or (made.titles and not all(rest for rest, _ in made.titles))
    ):  # fmt: skip
        return False
    if made.definite:
        return bearers >= _BORNE or (
            bearers >= _GIVEN and made.key.endswith("ي") and made.key in given_names()
        )  # «المنجي»
    if bearers < _GIVEN and is_verbal(made.norm):
        return False
    return made.given is not None or made.unknown


@lru_cache(maxsize=65536)
def _cut(norm: str) -> tuple[str, int, int, str, str, bool, str]:
    word = segment(norm)
    if norm == "ببن":
        return "بن", 1, 3, "ب", "", False, ""  # «ببن عروس»
    if not word.proclitics and norm[0] in "وفبلك" and not is_whole(norm):
        if _conjoined_name(norm):
            return norm[1:], 1, len(norm), norm[0], "", False, ""
        if norm[1:3] == "ال" and len(norm) > 4 and count(norm) < 5 and fold(norm) not in given_names():
            return norm[1:], 1, len(norm), norm[0], "", True, ""  # «بالرس»
    whole = given_names().get(fold(norm)) if len(word.proclitics) == 1 and not word.definite else None
    if whole is not None and whole.given > 20 and (count(word.stem) < 5 or norm[0] == "ك"):
        return norm, 0, len(norm), "", "", False, ""  # «فوزي» is no ف, «كمال» hardly ever "like money"
    if whole is not None and whole.surname >= _FOREIGN and count(word.stem) < max(5, count(norm)):
        return norm, 0, len(norm), "", "", False, ""  # «فيشر»
    if word.enclitic == "ه" and not word.proclitics and norm.endswith("يه") and count(word.stem) < 5:
        borne = given_names().get(fold(norm))
        if borne is not None and borne.given >= FAVOURITE:
            return norm, 0, len(norm), "", "", False, ""  # «خوسيه»
    if word.proclitics in (("ف",), ("ك",)) and _never_met(word.stem) and not (word.definite or word.enclitic):
        return norm, 0, len(norm), "", "", False, ""  # «فولكسفاغن», «فوسيل»
    proclitics = "".join(p for p in word.proclitics if p in ("و", "ف", "ب", "ل", "ك"))
    kept = norm[word.start : word.end]
    if word.definite and not kept.startswith("ال"):
        kept = "ال" + kept  # لل: the alef is swallowed
    if "س" in word.proclitics:
        return norm, 0, len(norm), "", "", False, "verb"  # «ستجمع»
    cls = "" if word.definite else function_class(word.stem)
    if cls and word.stem not in function_words() and (name := given_names().get(fold(word.stem))) and name.given > 20:
        cls = ""  # «علي» is no «على»
    return kept, word.start, word.end, proclitics, word.enclitic, word.definite, cls


def _never_met(stem: str) -> bool:
    """Whether what a clitic would leave is no word: nobody has met it, nor knows it as a noun, verb or name."""
    key = fold(stem)
    if len(stem) < 3 or count(stem) or count("ال" + stem) or function_class(stem) or stem[0] in "يتنأ":
        return False
    known = key in lexicon().keys or key in adjectives() or key in demonyms() or key in given_names()
    return not known and key not in plain_words() and key not in gazetteer().reach and not is_verbal(stem)


def _conjoined_name(norm: str) -> bool:
    """Whether an uncut word is a clitic before a given name: «وقصي», where «وليد» and «بدر» are names themselves."""
    names = given_names()
    rest = names.get(fold(norm[1:]))
    return rest is not None and rest.given > 2 and fold(norm) not in names and count(norm) < 5


# --- what kind of word it is ----------------------------------------------------------------------------------------


@cache
def say_verbs() -> frozenset[str]:
    """Return the folded verbs of saying (`data/attribution.tsv`): who says something is often a person."""
    rows = read_table("attribution.tsv", ("word", "how"))
    return frozenset(fold(row["word"]) for row in rows if row["how"] in ("verb", "after"))


def _says(raw: str) -> bool:
    """Whether a folded form is a verb of saying, of a man or a woman: «وقال», «قالت», «نفت»."""
    verb, verbs = raw.lstrip("وف"), say_verbs()
    return verb in verbs or (verb[-1:] == "ت" and (verb[:-1] in verbs or verb[:-1] + "ي" in verbs))


@cache
def _not_names() -> dict[str, tuple[tuple[str, ...], ...]]:
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in read_table("not_names.tsv", ("phrase",)):
        first, *rest = fold(row["phrase"]).split()
        out[first] = (*out.get(first, ()), tuple(rest))
    return out


@cache
def particles() -> dict[str, bool]:
    """Return the particles of names («بن», «أبو», «دي») by folded word, and whether any word may follow them."""
    rows = read_table("name_particles.tsv", ("particle", "latin", "joins"))
    return {fold(row["particle"]): row["joins"] == "yes" for row in rows}


@lru_cache(maxsize=65536)
def is_adjectival(bare: str) -> bool:
    """Whether a folded word without ال is a listed adjective or ends like a nisba, in any gender and number."""
    if bare.endswith("ايا") and bare not in adjectives():
        return False  # «ضحايا», «خلايا»: broken plurals
    stems = [bare] + [bare[: -len(e)] for e in ("ه", "ا", "ات", "ين", "ون", "تين", "ان", "تان") if bare.endswith(e)]
    if any(s in adjectives() or s in demonyms() for s in stems):
        return True
    nisba = [s for s in stems if s.endswith(_NISBA) and not bare.endswith("يات")]  # «جنايات», «عمليات» are nouns
    return len(bare) > 3 and bool(nisba) and any(count(s) > 0 or s in plain_words() or _nisba_met(s) for s in stems)


def _nisba_met(key: str) -> bool:
    """Whether a folded nisba is met with ال: «الأممي», where «الموانئ» is none."""
    word = usual("ال" + key)
    return count(word) > 1 and word.endswith(("ي", "ى", "ية"))


@lru_cache(maxsize=65536)
def is_verbal(norm: str) -> bool:
    """Whether a light form can be a verb: one of the predicate lexicon, or one met with the endings of verbs."""
    if fold(norm) in lexicon().verb_keys:
        return True
    if len(norm) > 3 and norm[0] in "يت" and count(("ت" if norm[0] == "ي" else "ي") + norm[1:]) > 1:
        return True  # «يتضمن» beside «تتضمن»
    return len(norm) > 2 and count(norm + "ت") > 1 and count(norm + "وا") > 0  # «انتهك», «انتهكت», «انتهكوا»


@cache
def plain_words() -> frozenset[str]:
    """Return the folded common words of `data/plain_words.tsv`, each also as an accusative and a feminine."""
    words = [fold(row["word"]) for row in read_table("plain_words.tsv", ("word",))]
    return frozenset(word + ending for word in words for ending in ("", "ا", "ه", "ات"))


@lru_cache(maxsize=65536)
def is_unknown(norm: str, definite: bool) -> bool:
    """Whether a light form is nowhere known as a common word."""
    bare = norm[2:] if definite else norm
    key = fold(bare)
    if (
        len(bare) < 2
        or (not definite and is_verbal(norm))
        or key in lexicon().keys
        or key in adjectives()
        or key in demonyms()
        or key in plain_words()
    ):
        return False
    if definite:
        of_an_act = key.endswith("ي") and lexicon().is_masdar(key[:-1])  # «خطاب الملك الافتتاحي»
        return count(bare) < 2 and not key.endswith(_NATIVE) and not of_an_act
    if count("ال" + bare) > 2 or (key.endswith(_NATIVE) and not _surname_in_un(bare)):
        return False
    if norm.endswith("انه"):
        return False  # «في كامل عنفوانه»
    if norm[0] == "م" and norm[-1] in "ةه" and len(norm) > 4:
        return False  # «قاعدة محصنة»: a participle
    if norm.endswith("ا") and (count(norm[:-1]) > 1 or count("ال" + norm[:-1]) > 0):
        return False  # «حسابا» is «حساب» in the accusative
    return count(bare) < 12


def _surname_in_un(bare: str) -> bool:
    """Whether a word ends like a sound plural of which no singular is met: «طرشون»."""
    stem = bare[:-2]
    met = count(stem) + count("ال" + stem) + count(stem + "ة") + count(stem + "ين")
    return (
        bare.endswith("ون") and bare[0] not in "يت" and len(bare) > 4 and not met and fold(stem) not in lexicon().keys
    )


@lru_cache(maxsize=65536)
def is_common(norm: str, definite: bool) -> bool:
    """Whether a form that people bear as a name is, in running text, more often a plain word (سلام, أمل, جديد)."""
    names = given_names()
    found = names.get(fold(norm))
    total = found.given + found.surname if found else 0
    if definite:
        bare = names.get(fold(norm)[2:])
        if norm.endswith("ي") and bare is not None and bare.given >= FAVOURITE:
            return False  # «الهاني», of «هاني»
        return count(norm) > 3 * total and count(norm[2:]) > total
    if count(norm) > max(2 * total, 100):
        return True  # «أفضل», «أمنية»
    defined = count("ال" + norm)
    return defined > max(total, 5) and 3 * defined > count(norm)
