"""From mentions to entities: one English name, type and country for all mentions of one somebody or something.

The English name is the known one, or is put together from what the name is made of (`data/glossary.tsv` and the
patterns of `data/type_nouns.tsv`), or is romanised (kg.arabic.romanize). The country is the one that the name, its
nationality or its parts say; a body that every state has («القوات المسلحة») belongs to the article's own country.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from kg.arabic.names import demonyms, gazetteer, name_key
from kg.arabic.normalize import fold
from kg.arabic.romanize import romanize
from kg.arabic.tables import read_table
from kg.extract.entities.candidates import Candidate
from kg.extract.entities.nouns import type_nouns
from kg.extract.entities.runs import title_at
from kg.extract.entities.titles import titles
from kg.extract.entities.words import Line, Word, is_adjective, nationality
from kg.model import Document, Entity

_ABROAD = 8  # how many times more than its paper's an article names a country to be at home there
_NEAR = 3  # words at most between a place and the one that tells where it is
_OWN = ("Organization", "Person", "Place", "Agreement", "Group")
_KINGDOM = "{c}"  # the pattern of «المملكة»
_SHARED = ("Organization", "Place", "Group")  # of these, one without a country is of many countries


def identify(document: Document, mentions: Sequence[Candidate]) -> tuple[Entity, ...]:
    """Return the entities of a document, ids e1, e2 … by offset."""
    _share(mentions)
    home = home_country(document, mentions)
    for mention in mentions:
        if mention.type == "Product" and mention.rule in ("known", "make"):
            mention.country = None  # a make is nobody's
        for part in (p for p in mention.parts if p.pattern == _KINGDOM and p.country is None):
            part.country = mention.country or _kingdom(document, home, mentions)  # «حكومة المملكة»
            mention.country = part.country
        if mention.country is None and mention.type == "Place" and _takes_home(mention):
            mention.country = _beside(mention, mentions, home)
        if mention.country is None and _takes_home(mention):
            kingdom = mention.pattern == _KINGDOM
            mention.country = _kingdom(document, home, mentions) if kingdom else _of_realm(mention, home, mentions)
    holders = _holders(mentions)
    out = []
    for number, mention in enumerate(mentions, 1):
        text = document.text[mention.start : mention.end]
        named = holders.get(_office_key(mention), mention) if mention.rule.startswith("office") else mention
        out.append(
            Entity(
                f"e{number}", mention.start, mention.end, text, mention.type, english(named),  # type: ignore[arg-type]
                mention.country or named.country, named.wikidata,
            )
        )  # fmt: skip
    return tuple(out)


def _beside(place: Candidate, mentions: Sequence[Candidate], home: str | None) -> str | None:
    """Return the country of the towns that an unlisted place is named with, where they are of one country: «قرية
    زركال في شمال العراق», «مشرعة وحدنان بجبل صبر»."""
    near = [m for m in mentions if m.type == "Place" and m.line is place.line and m is not place and m.country]
    behind = next((m for m in near if 0 <= m.first - place.last <= _NEAR), None)
    if behind is not None and _is_in(place.line[place.last : behind.first + 1]):
        return behind.country
    several = {m.country for m in near}
    return next(iter(several)) if len(several) == 1 and home not in several and place.rule == "pair" else None


def _is_in(words: Sequence[Word]) -> bool:
    """Whether words between two places say that the one is in or by the other: «في شمال», «قرب», «جنوب غربي»."""
    sides = all(w.cls or w.form.nouns or w.bare in ("قرب", "التابع", "تابعه") for w in words[:-1])
    joined = words[-1].proclitics in ("", "ب") and bool(words[:-1] or words[-1].joined)
    return sides and joined and all(w.key not in ("الي", "من", "و", "علي", "حتي") for w in words)


def _of_realm(mention: Candidate, home: str | None, mentions: Sequence[Candidate]) -> str | None:
    """Return whose an office or body is that the article does not tell: its own country's, or where that has none of
    the kind, that of the country it names most («رئيس الجمهورية» in a Saudi paper)."""
    if mention.type == "Person" and not mention.rule.startswith("office"):
        return home
    words = [w for w in mention.line[_office_at(mention) : mention.office or mention.last] if w.kind == "word"]
    said = " ".join(w.bare for w in words if w.bare not in demonyms())
    realm = _realms().get(said) or _realms().get(" ".join(said.split()[:2])) if said else None
    if realm is None or _rules(realm, home):
        return home
    named = Counter(m.country for m in mentions if m.country and _rules(realm, m.country))
    return named.most_common(1)[0][0] if named else None


def _rules(realm: tuple[frozenset[str], frozenset[str]], country: str | None) -> bool:
    """Whether a country has an office or body; `realm`: the only ones that have it, and those that have none."""
    only, never = realm
    return country in only if only else country not in never


@cache
def _realms() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    rows = read_table("realms.tsv", ("words", "only", "never"))
    return {fold(r["words"]): (frozenset(r["only"].split()), frozenset(r["never"].split())) for r in rows}


def _kingdom(document: Document, home: str | None, mentions: Sequence[Candidate]) -> str | None:
    """Return which kingdom «المملكة» is: the article's own country where it is one, else its publisher's, else the one
    it names most."""
    kingdoms = _kingdoms()
    if home in kingdoms:
        return home
    paper = next((c for c in at_home_in(document.publisher or "") if c in kingdoms), None)
    named = Counter(m.country for m in mentions if m.country in kingdoms)
    return paper or (named.most_common(1)[0][0] if named else None)


@cache
def _kingdoms() -> frozenset[str]:
    rows = read_table("names/countries.tsv", ("name", "type", "english", "country", "variants", "flags"))
    return frozenset(r["country"] for r in rows if any("مملكة" in v for v in r.words("variants")))


def home_country(document: Document, mentions: Sequence[Candidate]) -> str | None:
    """Return the country an article is at home in: its publisher's where the article names it or names none, else
    the one it names most."""
    named: Counter[str] = Counter()
    for mention in mentions:
        if mention.country is not None:
            # news at home names towns without their country, news from abroad names the country
            town = mention.type == "Place" and english(mention) not in countries().values()
            named[mention.country] += 4 if town else 2 if mention.type == "Place" else 1
    publishers = at_home_in(document.publisher or "")
    publisher = max(publishers, key=lambda country: named[country], default=None)
    most = max(named.values(), default=0)
    abroad = publisher is not None and most >= _ABROAD * named[publisher]
    if publisher is not None and not (abroad and named) and (publisher in named or not named):
        return publisher if publisher in named or len(publishers) == 1 else None
    return named.most_common(1)[0][0] if named else None


@cache
def _publishers() -> dict[str, tuple[str, ...]]:
    rows = read_table("publishers.tsv", ("name", "countries"))
    return {name_key(row["name"]): tuple(row["countries"].split()) for row in rows}


def at_home_in(publisher: str) -> tuple[str, ...]:
    """Return the countries where a paper of that name is, the best known first; empty where nobody knows it."""
    key = name_key(publisher)
    known = _publishers().get(key)
    return known or tuple(dict.fromkeys(n.country for n in gazetteer().get(key) if n.country))


def _takes_home(mention: Candidate) -> bool:
    if mention.type == "Product":
        return False
    if mention.rule in ("known", "nationality", "club"):
        return mention.pattern != ""
    if mention.type not in _OWN or mention.several:
        return False
    # what is of an international body is of no one country
    return not any(p.country is None and not _takes_home(p) and p.type in _SHARED for p in mention.parts)


def _share(mentions: Sequence[Candidate]) -> None:
    """Give every mention of a person what one of them tells: the country, or that there is none."""
    told: dict[str, Candidate] = {}
    for mention in mentions:
        if mention.type == "Person" and (mention.country or mention.several) and not mention.rule.startswith("office"):
            told.setdefault(english(mention), mention)
    for mention in mentions:
        if mention.type == "Person" and mention.several and mention.country is None and mention.name:
            told[english(mention)] = mention  # «موسى» is who the article has at the head of the Arab League
    for mention in mentions:
        if mention.type == "Person" and mention.name and (one := told.get(english(mention))) and one.several:
            mention.country, mention.several = one.country, True
        if mention.type == "Person" and mention.country is None and (same := told.get(english(mention))) is not None:
            mention.country, mention.several = same.country, same.several


# --- one person under a title and under a name ----------------------------------------------------------------------


def _office_key(mention: Candidate) -> str:
    """Return what makes two titles one office: its words without the nationality, and whose it is."""
    words = [w.bare for w in mention.line[_office_at(mention) : mention.office or mention.last] if w.kind == "word"]
    return " ".join(w for w in words if w not in demonyms()) + f"/{mention.country or ''}"


def _office_at(mention: Candidate) -> int:
    """Return the word that the office begins with, honorifics skipped: «معالي وزير الدفاع»."""
    at, words = mention.first, mention.line
    while at + 1 < mention.last and (title := titles().get(words[at].bare)) is not None and title.kind == "honorific":
        at += 1
    return at


def _holders(mentions: Sequence[Candidate]) -> dict[str, Candidate]:
    """Return who holds the offices that the article names with their holder."""
    out: dict[str, Candidate] = {}
    for mention in mentions:
        if mention.type == "Person" and mention.office and not mention.rule.startswith("office"):
            out.setdefault(_office_key(mention), mention)
    for mention in mentions:
        if mention.type == "Person" and mention.office and not mention.rule.startswith("office"):
            # «الوزير الفرنسي» after «وزير الخارجية الفرنسي جان إيف لودريان»
            head = mention.line[_office_at(mention)].bare
            out.setdefault(f"{head}/{mention.country or ''}", mention)
    return out


# --- English --------------------------------------------------------------------------------------------------------


@cache
def _glossary() -> dict[str, str]:
    return {fold(row["word"]): row["english"] for row in read_table("glossary.tsv", ("word", "english"))}


@cache
def countries() -> dict[str, str]:
    """Return the English name of each country by its ISO 3166-1 code."""
    out: dict[str, str] = {}
    for row in read_table("names/countries.tsv", ("name", "type", "english", "country", "variants", "flags")):
        if row["country"] and "region" not in row["flags"]:
            out.setdefault(row["country"], row["english"])
    return out


@cache
def _adjective_of() -> dict[str, str]:
    out: dict[str, str] = {}
    for demonym in demonyms().values():
        if demonym.country is not None and not demonym.flags & {"faith", "people", "part", "region", "movement"}:
            out.setdefault(demonym.country, demonym.english)
    return out


def english(mention: Candidate) -> str:
    """Return the English name of a mention."""
    if mention.pattern:
        adjective = _adjective_of().get(mention.country or "", "")
        country = countries().get(mention.country or "", "")
        name = mention.pattern.replace("{c}", country).replace("{}", adjective)
        return name.removesuffix(" of ").strip() or romanize(mention.line_text(), None)
    if mention.name:
        return mention.name
    if mention.rule.startswith("office"):
        return _office(mention)
    if mention.type == "Person":
        return romanize(mention.key, mention.country)
    if mention.rule.startswith("noun") or mention.rule == "indefinite":
        return _body(mention)
    return romanize(mention.line_text(), mention.country)


def _office(mention: Candidate) -> str:
    title, first = titles().get(mention.rule.removeprefix("office:")), mention.first
    if title is not None and title.kind == "honorific":
        first = _office_at(mention)
        title = title_at(mention.line, first)
    words = mention.line[first : mention.last]
    head = title.english if title is not None and title.english else _phrase(words[:1])
    behind = words[title.words if title is not None else 1 :]
    second = next((i for i, w in enumerate(behind) if i and _second_office(mention.line, w)), len(behind))
    behind = [w for w in behind[:second] if w.raw != "باسم"]
    state = " ".join(office_states()[w.bare] for w in behind if w.bare in office_states())
    rest = _phrase([w for w in behind if w.bare not in office_states()], mention.parts)
    rest = rest.removeprefix("Ministry of ")  # «وزير الخارجية»: the field stands for its ministry elsewhere
    country = countries().get(mention.country or "", "")
    if head == "counterpart" and (adjective := _adjective_of().get(mention.country or "", "")):
        return f"{adjective} counterpart"
    said = " ".join(p for p in (state, head, f"of {rest}" if rest else "") if p)
    return said if not country or country in said else f"{said} of {country}"


def _second_office(line: Line, word: Word) -> bool:
    """Whether another office of the same person begins at a word: «وزير العدل رئيس المجلس الأعلى للقضاء»."""
    title = title_at(line, word.index)
    return title is not None and title.kind == "office" and not word.definite and line[word.index - 1].definite


@cache
def office_states() -> dict[str, str]:
    """Return what adjectives say of who holds an office, by folded word in both genders: «الرئيس السابق»."""
    rows = list(read_table("office_states.tsv", ("adjective", "english")))
    return {fold(row["adjective"]) + ending: row["english"] for row in rows for ending in ("", "ه")}


def _body(mention: Candidate) -> str:
    """Put a name together: «وزارة الصحة المصرية» → "Ministry of Health of Egypt", «القوات العراقية» → "Iraqi forces"."""
    words = mention.line[mention.first : mention.last]
    inside = mention.parts[-1] if mention.parts else None
    nouns = type_nouns().get(words[0].bare) or type_nouns().get(mention.head, ())  # «اليوم» has no noun of its own
    rows = [n for n in nouns if n.type == mention.type]
    if (
        inside is not None
        and inside.type == mention.type
        and (inside.rule == "short" or (rows and rows[0].flags & {"bare", "names"}))
    ):
        return english(inside)  # «تنظيم داعش», «شركة موبايلي»: the name already says what it is
    pattern = rows[0].english if rows else "{}"
    rest = _phrase(words[1:], mention.parts)
    inner = {i for p in mention.parts for i in range(p.first, p.last)}
    nation = next((demonyms()[w.bare].english for w in words if nationality(w) and w.index not in inner), "")
    country = countries().get(mention.country or "", "")
    if pattern.endswith(" of {}"):
        rest = rest.removeprefix(pattern.removesuffix("{}"))  # «وزارة الخارجية»: «الخارجية» alone names the ministry
        described = len(words) > 1 and words[0].definite and words[1].definite and is_adjective(words[1])
        said = f"{rest} {pattern.removesuffix(' of {}')}" if described and rest else pattern.format(rest)
        said = said.replace("Affairs Affairs", "Affairs") if rest else pattern.removesuffix(" of {}")
        placed = inside is not None and inside.type == "Place"  # «صحة الطائف»
        return said if placed or not country or country in said else f"{said} of {country}"
    suffix = pattern.partition("{}")[2].split()
    said = rest if rest and suffix and suffix[-1] in rest.split() else pattern.format(rest).strip()
    said = re.sub("(North|South)ern (East|West)ern", lambda sides: f"{sides[1]}{sides[2].lower()}ern", said)
    return said if nation in said else f"{nation} {said}"


_BELONGING = ("تابع", "تابعه")  # «الفريق التابع للوزارة»


def _phrase(words: Sequence[Word], parts: Sequence[Candidate] = ()) -> str:
    """Gloss words in English order: adjectives and complements before their noun, names as they are known."""
    out: list[str] = []
    at = 0
    noun: int | None = None  # where the last noun stands
    proper = False  # the last word is a name, which no adjective describes
    link = False  # it is indefinite, so that a noun right behind it is its complement
    while at < len(words):
        word = words[at]
        part = next((p for p in parts if p.first == word.index), None)
        if part is not None:
            first = part.type == "Place" and part is parts[0]
            out.insert(0 if first else len(out), english(part))  # «مديرية أمن القاهرة»
            at += part.last - part.first
            noun, link = len(out) - 1, False
            continue
        at += 1
        if word.kind == "mark" or nationality(word) or word.cls not in ("", "adv") or word.bare in _BELONGING:
            continue
        if word.kind == "latin" and out:
            continue  # an acronym behind the name is no word of it: «اللجنة العسكرية العليا (HMC)»
        glossed = _glossary().get(word.bare)
        said = glossed or romanize(word.norm if word.kind == "word" else word.form.text)
        if is_adjective(word) and not word.joined and out and glossed:
            place = noun if noun is not None else 0
            if proper:
                out.append(said)  # «مدينة الملك عبد الله العالمية»
            elif out[place].startswith("and "):
                out[place] = f"and {said} {out[place][4:]}"  # «وزارة الزراعة والثروة السمكية»
            else:
                out.insert(place, said)
                noun = place + 1 if noun is not None else None
            link = False
            continue
        complement = link and noun is not None and glossed is not None and not word.joined  # «لتوزيع الكهرباء»
        place = noun if complement and noun is not None else len(out)
        out.insert(place, "and " + said if word.proclitics == "و" and out else said)
        proper = glossed is None
        if not is_adjective(word) or word.joined:
            noun, link = place, not word.definite and glossed is not None
    return " ".join(out)
