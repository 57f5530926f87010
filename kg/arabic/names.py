"""Known names: countries, cities, bodies, people, works and nationalities, found by the folded words they are written with.

The tables are `data/names/*.tsv` (one name a row) and `data/names/demonyms.tsv` (one nationality a row, whose forms
are generated). They are compiled once into one dictionary from the folded words of a name to its rows, with the
length of the longest name that begins with each first word. Looking up the longest name at a word then takes at
most that many dictionary look-ups, and needs no check of word borders afterwards, which an automaton over letters
does; it also loads several times faster than one can be built.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.arabic.normalize import fold
from kg.arabic.tables import DATA, read_table
from kg.errors import DataError
from kg.model import ENTITY_TYPES

NAME_COLUMNS = ("name", "type", "english", "country", "variants", "flags")
DEMONYM_COLUMNS = ("adjective", "english", "country", "plurals", "flags")
USER_COLUMNS = ("name", "type", "english", "country", "variants")
_COUNTRY = re.compile("[A-Z]{2}")
# عراقي، عراقيا، عراقية، عراقيان، عراقيين، عراقيون، عراقيات، عراقيو (الجنوب)
_NISBA_FORMS = (("", "m"), ("ا", "m"), ("ه", "f"), ("ان", "d"), ("تان", "d"), ("تين", "d"), ("ون", "p"), ("ين", "p"),
                ("ات", "fp"), ("و", "p"))  # fmt: skip
# «عبدالله» and «عبد الله», «أبوظبي» and «أبو ظبي», «نورالدين» and «نور الدين» are one name, «كوري شمالي» one nationality
_SPLIT = re.compile(
    r"\b(عبد(?= ال)|ابو(?= ظبي)|ابي(?= ظبي)|\w{2,6}(?= الدين\b)|(?:ال)?كوري(?:ه|ون|ين|ات)?(?= (?:ال)?(?:شمال|جنوب)ي(?:ه|ون|ين|ات)?\b)) "
)


@dataclass(frozen=True, slots=True)
class Name:
    """What a known name stands for. `english` is its usual English name, `country` an ISO 3166-1 code or None."""

    name: str
    type: str
    english: str
    country: str | None
    flags: frozenset[str] = frozenset()

    @property
    def ambiguous(self) -> bool:
        """Whether the word is also a common word, so that its context must speak for the name."""
        return "ambiguous" in self.flags

    @property
    def near(self) -> str:
        """The country in whose news the row is meant, where it is only there («المقاومة» of Yemen)."""
        return next((f[5:] for f in self.flags if f.startswith("near=")), "")

    @property
    def pattern(self) -> str:
        """The English pattern of a body that every state has («القوات المسلحة»), to be filled with the country."""
        return next(f for f in self.flags - {"state", "ambiguous", "nation"}) if "state" in self.flags else ""

    @property
    def wikidata(self) -> str | None:
        """The Wikidata identifier, where the row is certain of it."""
        return next((f[9:] for f in self.flags if f.startswith("wikidata=")), None)


@dataclass(frozen=True, slots=True)
class Demonym:
    """A nationality, people, faith or region as an adjective: «عراقي» in any gender, number and definiteness."""

    english: str
    country: str | None
    flags: frozenset[str]
    form: str  # what the ending says: m, f, d(ual), p(lural), fp (feminine plural)

    @property
    def ambiguous(self) -> bool:
        """Whether the word is also a common one: «مالي» (financial), «سنة» (year)."""
        return "ambiguous" in self.flags


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a word as a part of people's names: usual Latin spelling, and how many bear it where."""

    latin: str
    maghreb: str  # the spelling of the Maghreb where it is another one
    given: int
    surname: int


FAVOURITE = 20  # bearers from which a word is first of all a given name

# How a word may be read under its clitics: the letters cut off and what is put back. «للأمم» is ل + الأمم.
_CUTS = (("", ""), ("و", ""), ("ف", ""), ("ب", ""), ("ل", ""), ("لل", "ال"), ("ك", ""), ("وب", ""), ("ول", ""),
         ("ولل", "ال"), ("فلل", "ال"), ("وك", ""), ("فب", ""), ("فل", ""))  # fmt: skip
_REMEMBERED = 100_000


@lru_cache(maxsize=65536)
def cuts(raw: str) -> tuple[tuple[int, str], ...]:
    """Return (letters cut off, key) for each way of reading a folded word, the least cut first.

    >>> list(cuts("لليمن"))
    [(0, 'لليمن'), (1, 'ليمن'), (1, 'الليمن'), (2, 'اليمن')]
    """
    found = [
        (len(letters), restored + raw[len(letters) :])
        for letters, restored in _CUTS
        if raw.startswith(letters) and (len(raw) - len(letters) > 1 or not letters)
    ]
    # «للجنة» is ل + اللجنة: of three ل two are written
    doubled = [(cut - 1, "ال" + raw[cut - 1 :]) for cut, key in found if key[:2] == "ال" and raw[cut - 2 : cut] == "لل"]
    return tuple(sorted(found + doubled, key=lambda c: c[0]))


@lru_cache(maxsize=16384)
def name_key(text: str) -> str:
    """Return the key of a name: folded words, one space between, compounds of عبد and أبو written together.

    >>> name_key("عبد الله  الثاني"), name_key("أبو ظبي")
    ('عبدالله الثاني', 'ابوظبي')
    """
    return _SPLIT.sub(r"\1", " ".join(fold(text).replace("-", " ").split()))


class Gazetteer:
    """Known names by key; get the built-in one from `gazetteer()`."""

    def __init__(self) -> None:
        # rows as in the tables, a line each, until they are asked for: strings cost the garbage collector nothing
        self._rows: dict[str, str | tuple[Name, ...]] = {}
        self.reach: dict[str, int] = {}  # first word of a name → the most words a name that begins so has
        self._seconds: dict[str, str] = {}  # first word → the second words of longer names, a space around each
        self._starts: dict[str, tuple[tuple[int, str], ...]] = {}
        self._closed = False

    def add(self, keys: Iterable[str], row: str | Name) -> None:
        """File a row under each key."""
        for key in keys:
            before = self._rows.get(key)
            if isinstance(row, Name):
                self._rows[key] = (*self.get(key), row)
            elif isinstance(before, tuple):
                self._rows[key] = (*before, *_parsed(row))
            else:
                self._rows[key] = row if before is None else f"{before}\n{row}"
            first, _, rest = key.partition(" ")
            length = rest.count(" ") + 2 if rest else 1
            if length > self.reach.get(first, 0):
                self.reach[first] = length
            if rest:
                second, seconds = rest.partition(" ")[0], self._seconds.get(first, " ")
                if f" {second} " not in seconds:
                    self._seconds[first] = f"{seconds}{second} "

    def get(self, key: str) -> tuple[Name, ...]:
        """Return what the name with this key may stand for."""
        rows = self._rows.get(key, ())
        return _parsed(rows) if isinstance(rows, str) else rows

    def starts(self, raw: str) -> tuple[tuple[int, str], ...]:
        """Return (clitic letters cut off, first word) for each way that a folded word may begin a known name."""
        found = self._starts.get(raw)
        if found is None:
            if len(self._starts) > _REMEMBERED:
                self._starts.clear()
            found = self._starts[raw] = tuple(c for c in cuts(raw) if c[1] in self.reach)
        return found

    def begun(self, raws: Sequence[str]) -> list[tuple[int, tuple[tuple[int, str], ...]]]:
        """Return the index of each word that a known name may begin with, and how: see `starts`."""
        seen, out = self._starts, []
        for at, raw in enumerate(raws):
            found = seen.get(raw)
            if found is None and not self._closed:
                found = self.starts(raw)
            if found:
                out.append((at, found))
        return out

    def close(self) -> None:
        """Work out beforehand every word that a name may begin with: a small table is then looked up much faster."""
        written = {letters + first.removeprefix(restored) for first in self.reach for letters, restored in _CUTS}
        self._starts = {raw: found for raw in written if (found := tuple(c for c in cuts(raw) if c[1] in self.reach))}
        self._closed = True

    def __contains__(self, key: str) -> bool:
        return key in self._rows

    def longest(self, raws: Sequence[str], at: int, first: str) -> list[tuple[int, tuple[Name, ...]]]:
        """Return (number of words, rows) of the names that begin at a word of `raws`, longest first.

        `first` is that word without its clitics.
        """
        rows, out = self._rows, []
        seconds = self._seconds.get(first)
        if seconds is not None and at + 1 < len(raws) and f" {raws[at + 1]} " in seconds:
            for length in range(min(self.reach[first], len(raws) - at), 1, -1):
                key = first + " " + " ".join(raws[at + 1 : at + length])
                if key in rows:
                    out.append((length, self.get(key)))
        if first in rows:
            out.append((1, self.get(first)))
        return out

    def copy(self) -> Gazetteer:
        """Return a gazetteer that can be added to without changing this one."""
        other = Gazetteer()
        other._rows = dict(self._rows)
        other.reach, other._seconds = dict(self.reach), dict(self._seconds)
        return other


@lru_cache(maxsize=4096)
def _parsed(rows: str) -> tuple[Name, ...]:
    found = []
    for row in rows.split("\n"):
        name, kind, english, country, flags, *pattern = row.split("\t")
        found.append(Name(name, kind, english, country or None, frozenset((*flags.split(), *pattern))))
    return tuple(found)


@cache
def gazetteer() -> Gazetteer:
    """Return the names of data/names and of state_bodies.tsv, read once.

    They are read from `names.tsv.gz`, which tools/compile_names.py makes, where that was made of these very tables.
    """
    found = Gazetteer()
    compiled = DATA / "names.tsv.gz"
    if compiled.is_file():
        text = gzip.decompress(compiled.read_bytes()).decode("utf-8")
        digest, _, body = text.partition("\n")
        if digest == names_digest():
            rows = found._rows
            keys, _, reach = body.partition("\n\n")
            for line in keys.split("\n"):
                key, _, row = line.partition("\t")
                rows[key] = f"{rows[key]}\n{row}" if key in rows else row
            for line in reach.split("\n"):
                first, most, seconds = line.split("\t")
                found.reach[first] = int(most)
                if seconds:
                    found._seconds[first] = seconds
            return found
    return read_names()


def names_digest() -> str:
    """Return a digest of the tables that the built-in names are made of."""
    digest = hashlib.sha256()
    for entry in _names_tables():
        digest.update(entry.read_bytes())
    return digest.hexdigest()


def _names_tables() -> list[Traversable]:
    tables = sorted((e for e in (DATA / "names").iterdir() if e.name.endswith(".tsv")), key=lambda e: e.name)
    return [*(e for e in tables if e.name != "demonyms.tsv"), DATA / "state_bodies.tsv"]


def read_names() -> Gazetteer:
    """Return the built-in names as their tables have them now."""
    found = Gazetteer()
    for entry in _names_tables()[:-1]:
        text = entry.read_text(encoding="utf-8")
        minor = " minor" if entry.name.startswith("world-") else ""
        # one folding of the whole file is many times faster than one for each name
        for line, folded in zip(text.split("\n"), fold(text).split("\n"), strict=True):
            if line and line[0] != "#" and not line.startswith("name\t"):
                cells = folded.split("\t")
                names = [cells[0], *cells[4].split("|")] if len(cells) > 4 and cells[4] else [cells[0]]
                keys = {_SPLIT.sub(r"\1", n.replace("-", " ")) for n in names if n.strip()}
                kept = [*line.split("\t"), "", "", ""]
                row = "\t".join((*kept[:4], kept[5] + minor))
                # world-* is derived and read last: what other tables say of a name counts
                found.add((k for k in sorted(keys) if not (minor and k in found)), row)
    for body in read_table("state_bodies.tsv", ("name", "type", "english", "flags")):
        # the pattern is the last cell, as it has spaces
        flags = f"state {body['flags']}".strip()
        kind = body["type"] or "Organization"
        found.add([name_key(body["name"])], "\t".join((body["name"], kind, "", "", flags, body["english"])))
    return found


def compile_names() -> bytes:
    """Return what names.tsv.gz must hold."""
    found = read_names()
    keys = "\n".join(f"{key}\t{row}" for key, rows in found._rows.items() for row in str(rows).split("\n"))
    reach = "\n".join(f"{first}\t{most}\t{found._seconds.get(first, '')}" for first, most in found.reach.items())
    return gzip.compress(f"{names_digest()}\n{keys}\n\n{reach}".encode(), mtime=0)


@lru_cache(maxsize=8)
def gazetteer_with(paths: tuple[Path, ...]) -> Gazetteer:
    """Return the built-in names with those of the user's files on top: a user's name replaces a built-in one.

    A file is tab-separated with the header name type english country variants. Raises DataError with file and
    line for a missing column, an unknown type or country code, an empty name, and a name given twice.
    """
    if not paths:
        return gazetteer()
    found = gazetteer().copy()
    for path in paths:
        seen: dict[str, int] = {}
        for row in read_table(path, USER_COLUMNS):
            if not row["name"] or not row["english"]:
                raise row.fault("name and english must not be empty")
            if row["type"] not in ENTITY_TYPES:
                raise row.fault(f"unknown type {row['type']!r}; it must be one of {' '.join(ENTITY_TYPES)}")
            if row["country"] and not _COUNTRY.fullmatch(row["country"]):
                raise row.fault(f"country must be two capital letters (ISO 3166-1), not {row['country']!r}")
            name = Name(row["name"], row["type"], row["english"], row["country"] or None, frozenset({"user"}))
            keys = list(dict.fromkeys(name_key(n) for n in (row["name"], *row.words("variants"))))
            for key in keys:
                if not key:
                    raise row.fault("a variant has no letters")
                if key in seen:
                    raise row.fault(f"{row['name']} is already given in line {seen[key]}")
                seen[key] = row.line
                found._rows.pop(key, None)
            found.add(keys, name)
    return found


@cache
def demonyms() -> dict[str, Demonym]:
    """Return every form of every nationality by its folded word without ال.

    >>> demonyms()["عراقيين"].english, demonyms()["اكراد"].form
    ('Iraqi', 'p')
    """
    out: dict[str, Demonym] = {}
    for row in read_table("names/demonyms.tsv", DEMONYM_COLUMNS):
        if row["country"] and not _COUNTRY.fullmatch(row["country"]):
            raise row.fault(f"country must be two capital letters, not {row['country']!r}")
        flags = frozenset(row["flags"].split())
        for word in (row["adjective"], *row.words("plurals")):
            base = fold(word)
            if " " in base:
                # «كوري شمالي»: both words are inflected alike, and read as one (see `_SPLIT`)
                for form, ending in _NISBA_FORMS:
                    whole = "".join(part + form for part in base.split())
                    out.setdefault(whole, Demonym(row["english"], row["country"] or None, flags | {"two"}, ending))
                continue
            made = {base + ending: form for ending, form in _NISBA_FORMS} if base.endswith("ي") else {base: "p"}
            for form, ending in made.items():
                out.setdefault(form, Demonym(row["english"], row["country"] or None, flags, ending))
    return out


@cache
def given_names() -> dict[str, Given]:
    """Return the parts of people's names by folded word (`data/given_names.tsv`, foreign ones `foreign_names.tsv`)."""
    out: dict[str, Given] = {}
    text = (DATA / "given_names.tsv").read_text(encoding="utf-8")
    for line in text.split("\n")[1:]:
        if line:
            name, latin, maghreb, given, surname = line.split("\t")
            key = name.replace(" ", "")
            if key in out:
                raise DataError(f"given_names.tsv: {name} is given twice, with a space and without; make it one row")
            out[key] = Given(latin, maghreb, int(given), int(surname))
    for row in read_table("foreign_names.tsv", ("name", "latin", "role")):
        if row["role"] not in ("given", "surname"):
            raise row.fault("role must be given or surname")
        bearers = (50, 0) if row["role"] == "given" else (0, 50)
        key = fold(row["name"])
        if (seldom := out.get(key)) is not None:  # «فيكتور», borne by few in the Arab countries
            bearers = max(bearers[0], seldom.given), max(bearers[1], seldom.surname)
        out[key] = Given(seldom.latin if seldom is not None else row["latin"], "", *bearers)
    return out


def check_folder() -> None:
    """Read every names table with full checks. Raises DataError with file and line; for tests."""
    for entry in sorted((DATA / "names").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".tsv") and entry.name != "demonyms.tsv":
            for row in read_table(f"names/{entry.name}", NAME_COLUMNS):
                if row["type"] not in ENTITY_TYPES:
                    raise DataError(f"{row.file}:{row.line}: unknown type {row['type']!r}")
