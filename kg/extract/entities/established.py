"""Short forms of names that the article has given in full: «دي ميستورا» after «ستافان دي ميستورا», «ديمار», «التحالف».

A person goes by the last name, a party or paper by what stands behind its noun, a body by the letters in brackets
behind it, a coalition or union by its noun alone. The article's own publisher is a name it may use bare in quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.arabic.names import Gazetteer, Name, gazetteer, name_key
from kg.extract.entities.candidates import Candidate
from kg.extract.entities.forms import form, is_adjectival, is_common, is_verbal, particles
from kg.extract.entities.identity import english
from kg.extract.entities.nouns import type_nouns
from kg.extract.entities.words import nationality, plain, unknown
from kg.model import Document

_GIVEN = 5  # bearers from which a given name may stand for its bearer alone


def short_forms(mentions: Iterable[Candidate], document: Document, table: Gazetteer) -> Gazetteer | None:
    """Return the short forms to look for, or None where there are none. A form that stands for two is left out."""
    found: dict[str, tuple[Name, str]] = {}
    clashing: set[str] = set()
    for mention in _with_parts(mentions):
        for key, name in _forms(mention, table):
            other = found.setdefault(key, (name, mention.key))
            if other[0].english != name.english and name.type != "Person":
                clashing.add(key)
    for key, name in _first_names(found):
        found[key] = (name, "")
    for key, name in _publisher(document):
        found.setdefault(key, (name, ""))
    own = Gazetteer()
    for key, (name, _) in found.items():
        if key not in clashing:
            own.add([key], name)
    own.close()
    return own if found else None


def _with_parts(mentions: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the mentions, and the bodies that persons are of: «الأمين العام للاتحاد العام التونسي للشغل»."""
    for mention in mentions:
        yield mention
        if mention.type == "Person":
            yield from (p for p in mention.parts if p.type == "Organization")


def _forms(mention: Candidate, table: Gazetteer) -> Iterator[tuple[str, Name]]:
    if mention.type == "Person":
        yield from _surname(mention)
    elif mention.type in ("Product", "Event") and mention.rule.startswith("noun:"):
        yield from _titled(mention, table)
    elif mention.type == "Organization" or mention.head == "ازمه":
        name = Name(mention.key, mention.type, english(mention), mention.country)
        many = _of_many(mention)
        for key, weak in _of_body(mention):
            if len(key) > 2 and all(n.ambiguous for n in table.get(key)):
                yield key, Name(name.name, name.type, name.english, name.country, _flags(weak, many))


def _titled(mention: Candidate, table: Gazetteer) -> Iterator[tuple[str, Name]]:
    """Yield the title of a work or happening that stands in quotation marks behind its noun: «مسرحية "هيا قوام"»."""
    line = mention.line
    opening = next((i for i in range(mention.first, mention.last) if i in line.quotes), None)
    if opening is None or not opening + 1 < line.quotes[opening] <= mention.last:
        return
    words = line[opening + 1 : line.quotes[opening]]
    if any(w.kind == "mark" for w in words):
        return
    key = " ".join(w.raw for w in words)
    if len(words) > 1 or (unknown(words[0]) and len(key) > 2 and not table.get(key)):
        yield key, Name(mention.key or key, mention.type, english(mention), mention.country, _flags(False))


def _flags(weak: bool, many: bool = False) -> frozenset[str]:
    """`many`: the name is of several countries, so the article's own is not put in."""
    return frozenset({"short"} | ({"ambiguous"} if weak else set()) | ({"many"} if many else set()))


def _of_many(mention: Candidate) -> bool:
    """Whether a mention is of no one country: said so, or listed without one."""
    return mention.several or (mention.rule == "known" and mention.country is None and not mention.pattern)


def _surname(mention: Candidate) -> Iterator[tuple[str, Name]]:
    words = mention.key.split()
    if len(words) < 2:
        return
    at = len(words) - 1
    at -= at > 1 and words[at] == "الله"  # «خلف الله» of «عبد المنعم خلف الله»
    while at > 1 and words[at - 1] in particles():
        at -= 1
    short = " ".join(words[at:])
    named = [w for w in mention.line[mention.first : mention.last] if w.key == words[-1]]
    last = named[0] if named else mention.line[mention.last - 1]  # «سعد الغامدي مدير شرطة جدة»
    weak = at == len(words) - 1 and plain(last) and not unknown(last)
    name = Name(mention.key, "Person", mention.name, mention.country, _flags(weak, _of_many(mention)))
    written = last.key if at == len(words) - 1 and _spelt_alike(last.key, short) else short
    for key in dict.fromkeys((short, short.removeprefix("ال"), written)):
        if len(key) > 2 and (key == short or len(key) > 4):
            yield key, name
    family = words[-2] if len(words) > 2 else ""
    if family.startswith("ال") and family.endswith("ي") and len(family) > 4 and words[-1].startswith("ال"):
        # «الكعبي» after «سلمى الكعبي النجار»
        yield family, Name(mention.key, "Person", mention.name, mention.country, _flags(True, _of_many(mention)))


def _first_names(found: dict[str, tuple[Name, str]]) -> list[tuple[str, Name]]:
    """Return the given names that one person of the article bears: «رزان» after «رزان البلوشي»."""
    bearers: dict[str, dict[str, Name]] = {}
    for name, _ in found.values():
        first, _, rest = name.name.partition(" ")
        if name.type == "Person" and rest:
            bearers.setdefault(first, {})[name.name] = name
    out = []
    for first, names in bearers.items():
        shape = form(first, "word")
        borne = shape.given is not None and shape.given.given >= _GIVEN and len(first) > 2
        borne = borne and not (shape.definite or shape.cls or is_adjectival(shape.bare) or is_verbal(shape.norm))
        if len(names) == 1 and first not in found and borne and not is_common(shape.norm, False):
            (name,) = names.values()
            out.append(
                (first, Name(name.name, name.type, name.english, name.country, name.flags | {"ambiguous", "first"}))
            )
    return out


def _spelt_alike(one: str, other: str) -> bool:
    """Whether two words are one name as two papers write it: «يعلون» and «يعالون»."""
    return one[:1] == other[:1] and one[-1:] == other[-1:] and abs(len(one) - len(other)) == 1


def _of_body(mention: Candidate) -> Iterator[tuple[str, bool]]:
    """Yield (key, whether it needs its context) of a body's short forms."""
    line = mention.line
    words = [w for w in line[mention.first : mention.last] if w.kind != "mark"]
    nouns = type_nouns().get(words[0].bare, ())
    flags = {f for n in nouns if n.type == mention.type for f in n.flags}
    if "short" in flags and len(words) > 1:
        yield "ال" + words[0].bare, False
    if "bare" in flags and len(words) > 1:
        rest = [w for w in words[1:] if not nationality(w)]
        quoted = any(line[i].kind == "mark" and i in line.quotes for i in range(mention.first, mention.last))
        if rest and not rest[0].joined and (quoted or len(rest) > 1 or unknown(rest[0])):
            yield " ".join(w.raw for w in rest if w.kind != "mark"), False
    # «الحركة الاشتراكية اليونانية (باسوك)», «اللجنة العسكرية العليا (HMC)»
    at = mention.last
    for open_at in (at, at - 3, at + 1):
        if 0 < open_at < len(line) - 2 and line[open_at].norm == "(" and line[open_at + 2].norm == ")":
            inside = line[open_at + 1]
            if inside.kind == "latin" or (unknown(inside) and not inside.joined):
                yield inside.raw, False


def _publisher(document: Document) -> Iterator[tuple[str, Name]]:
    key = name_key(document.publisher or "")
    if key and any("\u0621" <= c <= "\u064a" for c in key):
        known = next((n for n in gazetteer().get(key) if n.type == "Organization"), None)
        weak = " " not in key
        name = Name(key, "Organization", known.english if known else "", known.country if known else None, _flags(weak))
        yield key, name
        if not key.startswith("ال"):
            yield "ال" + key, name
