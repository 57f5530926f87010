"""The predicate lexicon: event words by lemma, their frames, and every form they are met in.

The rows are in `data/predicates/`: `lemmas-*.tsv` (one lemma a row), `frames-*.tsv` (its types and roles),
`classes-*.tsv` (noun classes that conditions name), `light_verbs.tsv` and `aspect.tsv`. The surface forms are
generated from them by tools/generate_forms.py into `forms.tsv.gz`.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.arabic.normalize import fold
from kg.arabic.tables import DATA, Row, read_table
from kg.model import ENTITY_TYPES, EVENT_TYPES, ROLES

PREDICATES = DATA / "predicates"
LEMMA_COLUMNS = ("lemma", "kind", "root", "wazn", "nouns", "gloss")
FRAME_COLUMNS = ("lemma", "type", "when", "roles", "example")
FLAGS = frozenset(
    "verb masdar participle passive plural feminine definite indefinite noobj perf impf pronoun clause prep next prev".split()
)
_ATTACHED_PREPOSITIONS = frozenset("ب ل ك".split())
_SLOTS = frozenset("subj obj obj2 idafa prep next prev adj gov story with".split())


class Form(NamedTuple):
    """One reading of a surface form: whose it is and what it says about person, gender, number and voice."""

    lemma: str
    kind: str  # verb, masdar, active, passive (participles), noun
    aspect: str = ""  # perf, impf
    gender: str = ""  # m, f
    number: str = ""  # s, d, p, or c: the singular as it stands before a pronoun
    voice: str = ""  # act, pass, either
    norm: str = ""  # light form, hamzas kept


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a frame: a slot, and the words, the class or the entity type that it must hold."""

    slot: str
    words: frozenset[str] = frozenset()
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """One sense of a lemma: its event type (None: no event), when it applies, and its roles by slot."""

    lemma: str
    type: str | None
    conditions: tuple[Condition, ...]
    roles: dict[str, str]
    file: str
    line: int
    example: str = ""

    @property
    def finite(self) -> bool:
        """Whether only a finite verb has this sense: «عانى من المرض», but not «معاناة»."""
        return any(c.slot in ("verb", "perf", "impf") for c in self.conditions)

    @property
    def weight(self) -> int:
        """How much the conditions say: a word or an entity type says more than a mark of form."""
        return sum(3 if c.words or c.entity else 1 for c in self.conditions)


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb whose noun is the event: the slot the noun stands in and the role its subject gives to the noun."""

    slot: str
    role: str


@dataclass(frozen=True, slots=True)
class Lemma:
    """One row of a lemma file."""

    lemma: str
    kind: str
    root: str
    wazn: str
    nouns: tuple[str, ...]
    where: str


def tables(prefix: str) -> list[str]:
    """Return the data files of one kind, sorted: `lemmas`, `frames` or `classes`."""
    return sorted(
        f"predicates/{entry.name}"
        for entry in PREDICATES.iterdir()
        if entry.name.startswith(prefix + "-") and entry.name.endswith(".tsv")
    )


def read_lemmas() -> dict[str, Lemma]:
    """Read and check every lemma row. Raises DataError with file and line."""
    out: dict[str, Lemma] = {}
    for name in tables("lemmas"):
        for row in read_table(name, LEMMA_COLUMNS):
            lemma, kind = row["lemma"], row["kind"]
            if kind not in ("verb", "noun"):
                raise row.fault(f"kind must be verb or noun, not {kind!r}")
            if lemma in out:
                raise row.fault(f"{lemma} is already in {out[lemma].where}")
            if kind == "verb" and not (row["root"] and row["wazn"]):
                raise row.fault(f"the verb {lemma} needs a root and a wazn")
            where = f"{row.file}:{row.line}"
            out[lemma] = Lemma(lemma, kind, row["root"], row["wazn"], tuple(row.words("nouns")), where)
    return out


def fingerprint() -> str:
    """Return the hash of what the surface forms are generated from."""
    digest = hashlib.sha256()
    for lemma in sorted(read_lemmas().values(), key=lambda x: x.lemma):
        digest.update(repr((lemma.lemma, lemma.kind, lemma.root, lemma.wazn, lemma.nouns)).encode())
    return digest.hexdigest()


class Lexicon:
    """The compiled lexicon; get it from `lexicon()`."""

    def __init__(self) -> None:
        self.classes = _classes()
        self.classed = frozenset(word for words in self.classes.values() for word in words)
        self._lemmas = read_lemmas()
        self._frames = _frames(self.classes, self._lemmas)
        self.light_verbs = {
            row["lemma"]: LightVerb(row["slot"], row["role"])
            for row in read_table("predicates/light_verbs.tsv", ("lemma", "slot", "role"))
        }
        self.aspect = {row["lemma"]: row["effect"] for row in read_table("predicates/aspect.tsv", ("lemma", "effect"))}
        usage = read_usage(self._lemmas)
        self._transitive = usage["object"] | usage["needs-object"]
        self.needs_object, self.scenes = usage["needs-object"], usage["scene"]
        self._objectless = usage["no-object"]
        self.moves_to, self.joins = usage["moves-to"], usage["joins"]
        self.prevents, self.impersonal = usage["prevents"], usage["impersonal"]
        self.controls, self.control_words = _controls(self._lemmas)
        self.auxiliaries = frozenset(row["lemma"] for row in read_table("predicates/auxiliaries.tsv", ("lemma",)))
        self._forms = _read_forms()
        self.keys = frozenset(self._forms)
        self.verb_keys = frozenset(key for key, packed in self._forms.items() if "\tverb " in packed)

    def lookup(self, key: str) -> tuple[Form, ...]:
        """Return the readings of a folded stem without proclitics, article and pronoun."""
        packed = self._forms.get(key)
        return _unpack(packed) if packed else ()

    def lemma(self, lemma: str) -> Lemma | None:
        """Return the row of a lemma."""
        return self._lemmas.get(lemma)

    def is_masdar(self, key: str) -> bool:
        """Whether a folded word may be a masdar."""
        return any(form.kind == "masdar" for form in self.lookup(key))

    def happens(self, key: str) -> bool:
        """Whether a folded word may be a noun of an event: some sense of it has a type."""
        nouns = (form for form in self.lookup(key) if form.kind in ("masdar", "noun"))
        return any(frame.type and not frame.finite for form in nouns for frame in self.frames(form.lemma))

    def acts_on(self, lemma: str) -> bool:
        """Whether a verb's pattern nearly always takes an object: forms II, III, IV and X (Ryding 2005, ch. 22-24, 31)."""
        row = self._lemmas.get(lemma)
        return row is not None and row.wazn.rstrip("*") in ("II", "III", "IV", "X", "Iq")

    def transitive(self, lemma: str) -> bool:
        """Whether a verb takes a direct object: by its pattern, or by `usage.tsv`."""
        return lemma in self._transitive or self.acts_on(lemma)

    def objectless(self, lemma: str) -> bool:
        """Whether a verb never takes a direct object: by `usage.tsv`, or as all of pattern VII (Ryding 2005, ch. 28)."""
        row = self._lemmas.get(lemma)
        return lemma in self._objectless or (row is not None and row.wazn.rstrip("*") == "VII")

    def frames(self, lemma: str) -> tuple[Frame, ...]:
        """Return the frames of a lemma, those whose conditions say most first; unknown lemmas have none."""
        return self._frames.get(lemma, ())


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read once. Raises DataError with file and line."""
    return Lexicon()


@cache
def _unpack(packed: str) -> tuple[Form, ...]:
    forms = []
    for reading in packed.split("\t")[1:]:
        kind, lemma, norm, features = reading.split(" ", 3)
        aspect, gender, number, voice = (f.replace("-", "") for f in features.split("."))
        forms.append(Form(lemma.replace("_", " "), kind, aspect, gender, number, voice, norm))
    return tuple(forms)


def _read_forms() -> dict[str, str]:
    lines = gzip.decompress((PREDICATES / "forms.tsv.gz").read_bytes()).decode().splitlines()
    return {line[: line.index("\t")]: line for line in lines[1:]}


def forms_fingerprint() -> str:
    """Return the fingerprint that the shipped forms were generated from."""
    return gzip.decompress((PREDICATES / "forms.tsv.gz").read_bytes()).decode().splitlines()[0]


def _classes() -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for name in tables("classes"):
        for row in read_table(name, ("class", "words")):
            key = row["class"].lstrip("@")
            words = frozenset(fold(w) for w in row.words("words"))
            out[key] = out.get(key, frozenset()) | words
    return out


def read_usage(lemmas: dict[str, Lemma]) -> dict[str, frozenset[str]]:
    """Return the lemmas of `usage.tsv` by what it says of them. Raises DataError with file and line."""
    found: dict[str, set[str]] = {
        usage: set()
        for usage in ("object", "needs-object", "no-object", "scene", "moves-to", "joins", "prevents", "impersonal")
    }
    for row in read_table("predicates/usage.tsv", ("lemma", "usage")):
        if row["lemma"] not in lemmas or row["usage"] not in found:
            raise row.fault(f"{row['lemma']} must be a lemma and its usage one of {' '.join(found)}")
        found[row["usage"]].add(row["lemma"])
    return {usage: frozenset(words) for usage, words in found.items()}


def _controls(lemmas: dict[str, Lemma]) -> tuple[dict[str, tuple[str, ...]], dict[str, frozenset[str]]]:
    """Return the slots of who does what a verb governs, by lemma, and the other words of `control.tsv` by kind, folded."""
    verbs: dict[str, tuple[str, ...]] = {}
    words: dict[str, set[str]] = {kind: set() for kind in ("whose", "described", "charged")}
    for row in read_table("predicates/control.tsv", ("word", "who")):
        if row["who"] in words:
            words[row["who"]].add(fold(row["word"]))
        elif row["word"] in lemmas and row["who"] in {"subj", "obj"} | _prepositions():
            verbs[row["word"]] = (*verbs.get(row["word"], ()), row["who"])
        else:
            raise row.fault(f"{row['word']} must be a lemma, or its who one of {' '.join(words)}")
    return verbs, {kind: frozenset(some) for kind, some in words.items()}


def _frames(classes: dict[str, frozenset[str]], lemmas: dict[str, Lemma]) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for name in tables("frames"):
        for row in read_table(name, FRAME_COLUMNS):
            if row["lemma"] not in lemmas:
                raise row.fault(f"no lemma {row['lemma']} in the lemmas files")
            kind = None if row["type"] == "-" else row["type"]
            if kind is not None and kind not in EVENT_TYPES:
                raise row.fault(f"unknown event type {kind}")
            conditions = tuple(_condition(part, classes, row) for part in row["when"].split())
            frame = Frame(row["lemma"], kind, conditions, _roles(row), row.file, row.line, row["example"])
            others = found.setdefault(row["lemma"], [])
            if any(o.conditions == conditions for o in others):
                raise row.fault(f"a second frame of {row['lemma']} under the same conditions")
            others.append(frame)
    return {lemma: tuple(sorted(frames, key=lambda f: -f.weight)) for lemma, frames in found.items()}


def _condition(part: str, classes: dict[str, frozenset[str]], row: Row) -> Condition:
    if part in FLAGS:
        return Condition(part)
    slot, mark, value = part.partition("=") if "=" in part else part.partition(":")
    if slot not in _SLOTS and slot not in _prepositions():
        raise row.fault(f"unknown condition {part}")
    if mark == ":":
        if value not in ENTITY_TYPES and value not in ("quantity", "event", "time", "human"):
            raise row.fault(f"unknown entity type {value}")
        return Condition(slot, entity=value)
    words: set[str] = set()
    for word in value.replace("|", ",").split(",") if value else ():
        if word.startswith("@"):
            if word[1:] not in classes:
                raise row.fault(f"unknown class {word}")
            words |= classes[word[1:]]
        else:
            words.add(word if slot in ("prep", "with") else fold(word))
    return Condition(slot, frozenset(words))


@cache
def _prepositions() -> frozenset[str]:
    words = read_table("function_words.tsv", ("word", "class"))
    return _ATTACHED_PREPOSITIONS | {row["word"] for row in words if row["class"] == "prep"}


def _roles(row: Row) -> dict[str, str]:
    out: dict[str, str] = {}
    for part in row["roles"].split():
        slot, _, role = part.rpartition("=")
        if role not in ROLES and role != "-":
            raise row.fault(f"unknown role {role}")
        out[slot] = role
    return out
