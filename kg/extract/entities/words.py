"""The words of a sentence as the entity layer reads them: cut at their clitics, and what kind of word each may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kg.arabic.morphology import function_class, function_words, segment
from kg.arabic.names import Given, demonyms, given_names
from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.arabic.tables import read_table
from kg.arabic.tokens import Token, sentence_spans, tokenize
from kg.arabic.vocabulary import count
from kg.model import Document

OPENING, CLOSING, STRAIGHT = set("«“‹"), set("»”›"), set('"')
_NISBA = ("ي", "يه")
# Endings of native nouns, verbs and pronouns that names in Arabic letters do not have.
_NATIVE = ("ات", "ون", "ين", "ها", "هم", "هما", "يه", "تهم", "تها", "ائه", "اته")


@dataclass(slots=True, eq=False)
class Word:
    """One word, number or mark. `start`/`end` leave clitics out and keep ال; `left`/`right` are the written borders."""

    index: int
    start: int
    end: int
    left: int
    right: int
    norm: str  # light form of the kept part, ال kept
    key: str  # folded norm
    bare: str  # folded norm without ال
    raw: str  # folded form as written, clitics and all
    kind: str  # word, number, latin, mark
    token: Token
    proclitics: str = ""  # the letters of و ف ب ل ك written onto it
    enclitic: str = ""
    definite: bool = False
    cls: str = ""  # class of a closed-class word
    blocked: bool = False  # inside a time expression

    @property
    def is_word(self) -> bool:
        """Whether it may be part of a name at all."""
        return self.kind == "word" and not self.blocked

    @property
    def joined(self) -> bool:
        """Whether any proclitic is written onto it."""
        return bool(self.proclitics)


@dataclass(slots=True, eq=False)
class Line:
    """One sentence: its words, and what was found to begin at each of them."""

    words: list[Word]
    headline: bool = False
    quotes: dict[int, int] = field(default_factory=dict)  # index of an opening quotation mark → index of its closing

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: int) -> Word:
        return self.words[index]


def lines(document: Document, blocked: Sequence[tuple[int, int]]) -> list[Line]:
    """Cut the story's regions into sentences of words; words inside `blocked` spans cannot be names."""
    out: list[Line] = []
    pending = list(blocked)
    for number, region in enumerate(document.regions):
        for start, end in sentence_spans(document.text, region.start, region.end):
            words = _words(list(tokenize(document.text, start, end)))
            for word in words:
                while pending and pending[0][1] <= word.start:
                    pending.pop(0)
                word.blocked = bool(pending) and pending[0][0] < word.end and word.start < pending[0][1]
            first = number == 0 and not out
            out.append(Line(words, region.kind == "headline" or first, _quotes(words)))
    return out


def _words(tokens: list[Token]) -> list[Word]:
    words: list[Word] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        word = _word(len(words), token)
        at += 1
        # «عبد الله», «نور الدين», «أبو ظبي» are one word of a name
        if word.kind == "word" and at < len(tokens) and tokens[at].kind == "word":
            after = tokens[at].key
            if (
                (word.key == "عبد" and after.startswith("ال"))
                or after == "الدين"
                or (word.key in ("ابو", "ابي") and after == "ظبي")
            ):
                word = Word(word.index, word.start, tokens[at].end, word.left, tokens[at].end, word.norm + tokens[at].norm,
                            word.key + after, word.key + after, word.raw + after, "word", token, word.proclitics)  # fmt: skip
                at += 1
        words.append(word)
    return words


def _word(index: int, token: Token) -> Word:
    if token.kind != "word":
        return Word(index, token.start, token.end, token.start, token.end, token.norm, token.key, token.key, token.key,
                    token.kind, token)  # fmt: skip
    kept, start, end, proclitics, enclitic, definite, cls = _cut(token.norm)
    key = fold(kept)
    return Word(index, token.offset(start), token.offset(end), token.start, token.end, kept, key,
                key[2:] if definite else key, token.key, "word", token, proclitics, enclitic, definite, cls)  # fmt: skip


@lru_cache(maxsize=65536)
def _cut(norm: str) -> tuple[str, int, int, str, str, bool, str]:
    word = segment(norm)
    if not word.proclitics and norm[0] in "وفبلك":
        if _conjoined_name(norm):
            return norm[1:], 1, len(norm), norm[0], "", False, ""
        if norm[1:3] == "ال" and len(norm) > 4 and count(norm) < 5 and fold(norm) not in given_names():
            return norm[1:], 1, len(norm), norm[0], "", True, ""  # «بالرس»
    whole = given_names().get(fold(norm)) if len(word.proclitics) == 1 and not word.definite else None
    if whole is not None and whole.given > 20 and count(word.stem) < 5:
        return norm, 0, len(norm), "", "", False, ""  # «فوزي» is no ف
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


def _conjoined_name(norm: str) -> bool:
    """Whether an uncut word is a clitic before a given name: «وقصي», where «وليد» and «بدر» are names themselves."""
    names = given_names()
    rest = names.get(fold(norm[1:]))
    return rest is not None and rest.given > 2 and fold(norm) not in names and count(norm) < 5


def _quotes(words: list[Word]) -> dict[int, int]:
    out: dict[int, int] = {}
    open_at: int | None = None
    for word in words:
        if word.kind != "mark":
            continue
        if word.norm in OPENING or (word.norm in STRAIGHT and open_at is None):
            open_at = word.index
        elif (word.norm in CLOSING or word.norm in STRAIGHT) and open_at is not None:
            out[open_at] = word.index
            open_at = None
    return out


# --- what kind of word it is ----------------------------------------------------------------------------------------


@cache
def adjectives() -> frozenset[str]:
    """Return the folded masculine singular of the listed adjectives."""
    return frozenset(fold(row["adjective"]) for row in read_table("adjectives.tsv", ("adjective",)))


def is_adjective(word: Word) -> bool:
    """Whether the word is a listed adjective or ends like a nisba, in any gender and number."""
    return word.is_word and not word.cls and _adjective(word.bare)


@lru_cache(maxsize=65536)
def _adjective(bare: str) -> bool:
    stems = [bare] + [bare[: -len(e)] for e in ("ه", "ا", "ات", "ين", "ون", "تين", "ان", "تان") if bare.endswith(e)]
    if any(s in adjectives() or s in demonyms() for s in stems):
        return True
    nisba = [s for s in stems if s.endswith(_NISBA) and not bare.endswith("يات")]  # «جنايات», «عمليات» are nouns
    return len(bare) > 3 and bool(nisba) and any(frequency(s) > 0 for s in stems)


def nationality(word: Word) -> bool:
    """Whether the word is some form of a nationality or people; one that is also a common word is none by itself."""
    demonym = demonyms().get(word.bare) if word.is_word else None
    return demonym is not None and not demonym.ambiguous and (word.definite or len(word.bare) > 3)


def given(word: Word) -> Given | None:
    """Return what the word is worth as a part of a person's name."""
    names = given_names()
    return names.get(word.key) or (names.get(word.bare) if word.definite else None)


@lru_cache(maxsize=65536)
def _forms(bare: str) -> frozenset[str]:
    return frozenset(f.kind for f in lexicon().lookup(bare))


def is_verb(word: Word) -> bool:
    """Whether the word can be a verb: one of the predicate lexicon, or one met with the endings of verbs."""
    return not word.definite and _verb(word.norm)


@lru_cache(maxsize=65536)
def _verb(norm: str) -> bool:
    if "verb" in _forms(fold(norm)):
        return True
    if len(norm) > 3 and norm[0] in "يت" and frequency(("ت" if norm[0] == "ي" else "ي") + norm[1:]) > 1:
        return True  # «يتضمن» beside «تتضمن»
    return len(norm) > 2 and frequency(norm + "ت") > 1 and frequency(norm + "وا") > 0  # «انتهك», «انتهكت», «انتهكوا»


@lru_cache(maxsize=65536)
def frequency(norm: str) -> int:
    """Return how often a written form is met in running text."""
    return count(norm)


def unknown(word: Word) -> bool:
    """Whether the word is nowhere known as a common word: the shape of a name in Arabic letters."""
    return word.is_word and not word.cls and not word.enclitic and _unknown(word.norm, word.definite)


@lru_cache(maxsize=65536)
def _unknown(norm: str, definite: bool) -> bool:
    bare = norm[2:] if definite else norm
    key = fold(bare)
    if len(bare) < 2 or (not definite and _verb(norm)) or _forms(key) or key in adjectives() or key in demonyms():
        return False
    if definite:
        return frequency(bare) < 2 and not key.endswith(_NATIVE)
    if frequency("ال" + bare) > 2 or key.endswith(_NATIVE):
        return False
    if norm[0] == "م" and norm[-1] in "ةه" and len(norm) > 4:
        return False  # «قاعدة محصنة»: a participle
    if norm.endswith("ا") and (frequency(norm[:-1]) > 1 or frequency("ال" + norm[:-1]) > 0):
        return False  # «حسابا» is «حساب» in the accusative
    return frequency(bare) < 12


def frequent(word: Word) -> bool:
    """Whether the word as written, clitics and all, is met often in running text."""
    return frequency(word.token.norm) > 3 or bool(_forms(word.raw))


def plain(word: Word) -> bool:
    """Whether a word is met as a common word: it is in a lexicon, takes ال, or is frequent."""
    bare = word.norm[2:] if word.definite else word.norm
    if word.cls or word.bare in adjectives() or _forms(word.bare):
        return True
    return frequency("ال" + bare) > 3 if not word.definite else frequency(bare) > 3


def common(word: Word) -> bool:
    """Whether a word that people bear as a name is, in running text, more often a plain word (سلام, أمل, جديد)."""
    return _common(word.norm, word.definite)


@lru_cache(maxsize=65536)
def _common(norm: str, definite: bool) -> bool:
    names = given_names()
    found = names.get(fold(norm))
    total = found.given + found.surname if found else 0
    if definite:
        return frequency(norm) > 3 * total and frequency(norm[2:]) > total
    if frequency(norm) > max(2 * total, 100):
        return True  # «أفضل», «أمنية»
    defined = frequency("ال" + norm)
    return defined > max(total, 5) and 3 * defined > frequency(norm)
