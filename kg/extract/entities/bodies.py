"""Bodies, places, agreements, named events and works by the noun they open with: «وزارة الخارجية العراقية», «مدينة طنطا».

A noun of `data/type_nouns.tsv` opens the name; what follows it is read as Arabic builds such names: an idafa
(«محكمة جنايات القاهرة»), coordinated complements («وزارة الثقافة والسياحة»), agreeing adjectives («القوات الأمنية
العراقية»), a complement with ل («بورصة شنغهاي للذهب»), or quotation marks («تنظيم "داعش"»).
Grammar: Ryding (2005), ch. 8 and 10.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.arabic.names import demonyms
from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.arabic.vocabulary import count
from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.nouns import TypeNoun, type_nouns
from kg.extract.entities.runs import name_run, title_at
from kg.extract.entities.words import Line, Word, common, given, is_adjective, is_verb, nationality, unknown

_LONGEST_QUOTE = 6
_LONGEST_PLACE = 2  # «قاعدة «الكل مقابل الكل»» is no base
_MAKES = ("نوع", "طراز")  # «من طراز بوينغ 737»
_LONGEST_FIRM = 7


@cache
def _scopes() -> dict[str, str]:
    """Return what the adjectives say of a body's reach, by folded word in both genders."""
    rows = list(read_table("scope_adjectives.tsv", ("adjective", "scope")))
    return {fold(row["adjective"]) + ending: row["scope"] for row in rows for ending in ("", "ه")}


@cache
def _place_openers() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("place_openers.tsv", ("word",)))


@cache
def _generic() -> frozenset[str]:
    return frozenset(fold(row["word"]).removeprefix("ال") for row in read_table("generic_complements.tsv", ("word",)))


@dataclass(slots=True)
class _Reading:
    """How far a name has been read, and what was met on the way."""

    at: int
    met: set[str] = field(default_factory=set)  # nation, name, quoted, unknown, definite, for, number
    country: str | None = None
    several: bool = False  # two nationalities: no one country
    parts: list[Candidate] = field(default_factory=list)
    first: int = 0  # first word of the complement

    nations: set[str] = field(default_factory=set)  # countries that a nationality names

    def nation(self, word: Word) -> None:
        self.met.add("nation")
        demonym = demonyms()[word.bare]
        if demonym.country is not None:
            self.nations.add(demonym.country)
        elif demonym.flags & {"region", "people"}:
            self.several = True  # «الدول العربية»

    def acts_for(self, country: str | None) -> None:
        self.country = self.country or country

    @property
    def whose(self) -> str | None:
        """The country it is of; a nationality tells it before a name does («شركة شيفرون العربية السعودية»)."""
        return next(iter(self.nations)) if len(self.nations) == 1 else None if self.nations else self.country


def bodies(line: Line, found: Found) -> Found:
    """Return the names that type nouns open, by first word. `found`: the known names of the line by first word."""
    out: Found = {}
    # from the right, so that a name inside a name («محكمة جنايات القاهرة») is read before the one around it
    for word in reversed(line):
        nouns = word.form.nouns
        if not nouns and not word.enclitic and word.key not in _MAKES:
            if word.bare.endswith(("تي", "تا")):
                for place in _pair(line, word, found):
                    out.setdefault(place.first, []).append(place)
            continue
        at = word.index
        if word.key in _MAKES and not word.enclitic:
            for product in _products(line, at + 1, found):
                out.setdefault(product.first, []).append(product)
        elif word.definite and at and line[at - 1].form.says and any(t.kind == "rank" for _, t in word.form.titles):
            continue  # «وأوضح اللواء التركي أن»: an officer
        elif word.key == "طريق" and at and line[at - 1].key == "عن":
            continue  # «عن طريق …» is no road
        elif _describes(line, at) or (
            word.enclitic and at + 1 < len(line) and at + 1 in line.quotes and _work(line, at, found, out)
        ):
            continue
        elif word.is_word and nouns and not word.enclitic and not _other_letter(word, nouns):
            made = [c for noun in nouns if (c := _read(line, at, noun, found, out)) is not None]
            if any("list" in noun.flags for noun in nouns) and not word.definite:
                for place in _places(line, at + 1, found):
                    out.setdefault(place.first, []).append(place)
                continue
            if made:
                out[at] = sorted(made, key=lambda c: (-c.length, not _district(c)))
    return out


def _work(line: Line, at: int, known: Found, out: Found) -> bool:
    """Read the title of somebody's work in its quotation marks: «في كتابه "المرأة في الإسلام"»."""
    close = line.quotes[at + 1]
    bare = line[at].bare.removesuffix("ت") + "ه" if line[at].bare.endswith("ت") else line[at].bare  # «روايته»
    works = [n for n in type_nouns().get(bare, ()) if n.type == "Product"]
    if not works or not 2 < close - at <= _LONGEST_QUOTE + 2:
        return False
    first, last = line[at + 2], line[close - 1]
    title = Candidate(line, at + 2, close, first.left, last.right, "Product", "title")
    out.setdefault(at + 2, []).append(title)
    return True


def _describes(line: Line, at: int) -> bool:
    """Whether an indefinite nisba is the adjective of an indefinite noun before it: «41 ميلا بحرية شمال الميناء»."""
    word, before = line[at], line[at - 1] if at else None
    if before is None or word.definite or word.joined or not word.key.endswith("يه") or not is_adjective(word):
        return False
    return before.is_word and not before.definite and not before.cls and not is_verb(before) and before.key[-1] in "ها"


def _other_letter(word: Word, nouns: Sequence[TypeNoun]) -> bool:
    """Whether a final ي stands where the noun has ى: «زلزال قوي» has no «قوى» in it."""
    return word.form.text.endswith("ي") and all(n.noun.endswith("ى") for n in nouns)


def _district(made: Candidate) -> bool:
    """Whether a noun of offices and of districts is read as a district: «مديرية شرعب», not «مديرية الصحة»."""
    return made.type == "Place" and any(p.type == "Place" and p.first == made.first + 1 for p in made.parts)


def _places(line: Line, at: int, known: Found) -> Iterator[Candidate]:
    """Yield the places after a plural noun, one by one: «أحياء النسيم والروضة وعرق بيضان»."""
    first = True
    while at < len(line):
        word = line[at]
        if (
            not word.is_word
            or word.cls
            or word.enclitic
            or nationality(word)
            or (word.proclitics or "") not in ("", "و")
        ):
            return
        if not first and word.proclitics != "و":
            return
        inner = _inner(known.get(at, []))
        if inner is not None:
            at, first = inner.last, False
            continue
        start = at
        at += 1
        if word.key == "ال" and at < len(line):
            at += 1  # «آل المؤنس»
        while at < len(line) and unknown(line[at]) and not line[at].joined:
            at += 1
        goes_on = at < len(line) and line[at].proclitics == "و"
        if not (word.definite or word.key == "ال" or unknown(word)) or is_verb(word):
            return
        if first and not goes_on:
            if unknown(word) and not word.definite:  # «جزر غيلي»
                noun = line[start - 1]
                yield Candidate(line, start - 1, at, noun.start, line[at - 1].end, "Place", "list")
            return
        first = False
        yield Candidate(line, start, at, word.start, line[at - 1].end, "Place", "list")


def _pair(line: Line, noun: Word, known: Found) -> Iterator[Candidate]:
    """Yield the two places of a dual noun, the first with the noun: «محافظتي حضرموت والمهرة»."""
    single = noun.bare[:-2] + "ه"
    nouns = type_nouns().get(single, ())
    if not nouns or noun.definite or noun.cls or noun.index + 1 >= len(line):
        return
    after = line[noun.index + 1]
    listed = _inner(known.get(after.index, []))
    if after.joined and (listed is None or listed.start != after.left):
        return  # «لحج» is no ل
    named = list(_places(line, after.index, known))
    last = listed.last if listed is not None else named[0].last if named else 0
    if not last or last >= len(line) or line[last].proclitics != "و":
        return
    first = named[0] if listed is None else listed
    if all(n.type != "Place" for n in nouns):
        other = _inner(known.get(last, []))
        if other is not None and nouns[0].type in ("Group", "Organization"):  # «قبيلتي التبو والطوارق»
            yield Candidate(line, noun.index, other.last, noun.start, other.end, nouns[0].type, "pair", several=True)
        return
    yield Candidate(
        line, noun.index, last, noun.start, first.end, "Place", "pair", first.name, first.country, key=first.key
    )
    yield from named if listed is not None else named[1:]


def _products(line: Line, at: int, known: Found) -> Iterator[Candidate]:
    """Yield the makes after «من نوع» and «من طراز», one by one: «من نوع أباتشي و F15», «من طراز بوينغ 737»."""
    while at < len(line):
        word = line[at]
        start = at
        while at < len(line) and at - start < 4:
            other = line[at]
            close = line.quotes.get(at)
            if at == start and close is not None and close - at <= 4:
                start, at = at + 1, close  # «من طراز «برادو»»
                word = line[start]
                break
            listed = _inner(known.get(at, []))
            if at > start and (other.joined or other.kind == "mark"):
                break
            if not (other.kind in ("latin", "number") or unknown(other) or (listed and listed.type == "Product")):
                break
            at += 1
        if at == start:
            return
        yield Candidate(line, start, at, word.start, line[at - 1].end, "Product", "make")
        at += line[start - 1].index in line.quotes
        if at + 1 < len(line) and line[at].norm == "و":
            at += 1
        elif at >= len(line) or line[at].proclitics != "و":
            return


def _read(line: Line, at: int, noun: TypeNoun, known: Found, bodies_after: Found) -> Candidate | None:
    head = line[at]
    reading = _Reading(at + 1, first=at + 1)
    if head.definite:
        _adjectives(line, reading)
        if noun.type in ("Event", "Product"):
            _quoted_name(line, reading, known)
    else:
        if not ("firm" in noun.flags and _firm(line, reading)):
            _complement(line, reading, noun, known, bodies_after)
        _adjectives(line, reading, "and" in noun.flags, "town" in noun.flags or noun.type == "Agreement")
    if "for" in noun.flags and reading.at > at + 1:
        _for(line, reading, known)
    if "names" in noun.flags and reading.at < len(line):
        place = _inner([c for c in known.get(reading.at, []) if c.type == "Place" and not line[reading.at].joined])
        if place is not None:  # «العاصمة الكينية نيروبي»
            reading.parts.append(place)
            reading.met.add("name")
            reading.acts_for(place.country)
            reading.at = place.last
    if "number" in noun.flags:
        _number(line, reading)
    _acronym(line, reading)
    nameless = not reading.met & {"nation", "quoted", "unknown", "acronym", "number"}
    if "at" in noun.flags and nameless and all(p.type == "Organization" for p in reading.parts):
        _where(line, reading, known, bodies_after)
    if not _closed(head, noun, reading):
        return None
    inside = reading.parts[-1] if reading.parts and not head.definite else None
    if inside is not None and _gives_way(noun, inside, reading):
        return None
    last = line[reading.at - 1]
    end = max([_end(line, last), *(p.end for p in reading.parts if p.last == reading.at)])  # «مدينة سبها»
    country = reading.whose
    several = country is None and (reading.several or len(reading.nations) > 1)
    described = not head.definite and nationality(last) and not last.definite and "nation" in reading.met
    if described and reading.parts and reading.parts[-1].last == reading.at:
        described = False  # «جمهورية جنوب أفريقيا»: the place, no adjective
    rule = "indefinite" if described else f"noun:{noun.noun}"
    return Candidate(line, at, reading.at, head.start, end, noun.type, rule, "", country,
                     head=head.bare, parts=reading.parts, several=several)  # fmt: skip


def _gives_way(noun: TypeNoun, inside: Candidate, reading: _Reading) -> bool:
    """Whether the noun only stands before a name: «جنود الاحتلال», «قذائف الحوثي», «شرق محافظة عفيف»."""
    if "names" in noun.flags and not inside.line[reading.first - 1].definite:
        return True  # «عاصمة مالي»
    if noun.type == "Group" and inside.type == "Place" and "nation" not in reading.met:
        return True  # «عمال مطار النفيضة»
    if noun.type == "Product" and inside.type in ("Organization", "Group", "Person", "Place"):
        return True
    if noun.type == "Organization" and inside.type == "Product" and "quoted" not in reading.met:
        return True  # «جهاز آيفون»
    if "inner" in noun.flags:
        return inside.type == "Organization"
    beside = inside.first == reading.first and (noun.type == "Place" or inside.type == "Place")
    return "side" in noun.flags and beside and inside.line[inside.first].bare in type_nouns()


def _end(line: Line, last: Word) -> int:
    return last.end if last.kind == "word" else last.right


def _closed(head: Word, noun: TypeNoun, reading: _Reading) -> bool:
    met = reading.met
    if not met:
        return False
    proper = met & {"nation", "name", "quoted", "unknown", "acronym", "number"}
    if noun.type == "Product" and met <= {"nation", "definite", "generic"}:
        return False  # «صواريخ إيرانية»
    if noun.closes == "quoted":
        return (head.definite and _far_reaching(head, noun, met)) or bool(met & {"quoted", "number"})
    if "adjective" in noun.flags:
        return "nation" in met  # «الأمن التونسي»; «أمن تونس» is a state of things
    if noun.closes == "nation":
        return bool(met & {"nation", "name", "quoted"})
    if noun.closes == "name" or head.definite:
        return bool(proper) or ("for" in met and noun.closes == "any") or _far_reaching(head, noun, met)
    return bool(proper) or "definite" in met  # «مركز تدريب للشباب» is no name


def _far_reaching(head: Word, noun: TypeNoun, met: set[str]) -> bool:
    """Whether the reach of a body is told: «المركز الوطني للأرصاد», «مركز التواصل الحكومي», «الحكومة الاتحادية»."""
    if noun.type not in ("Organization", "Event"):
        return False
    if head.definite:
        return ("for" in met and bool(met & {"scope", "seat"})) or ("seat" in met and noun.type == "Organization")
    return "definite" in met and bool(met & {"scope", "seat"}) and noun.type == "Organization"


def _complement(line: Line, reading: _Reading, noun: TypeNoun, known: Found, bodies_after: Found) -> None:
    """Read the idafa complement of an indefinite noun."""
    links = 0
    while reading.at < len(line):
        word = line[reading.at]
        if word.kind == "mark":
            _quoted(line, reading, noun, known, bodies_after)
            return
        if word.kind in ("number", "latin"):
            if "number" in noun.flags and word.kind == "number":
                reading.met.add("number")
                reading.at += 1
            elif word.kind == "latin":
                reading.met.add("unknown")
                reading.at += 1
            return
        if word.is_word and noun.type == "Place" and (place := _written_whole(word, known)) is not None:
            reading.parts.append(place)  # «مدينة سبها» has no pronoun, «مدينة فاس» no ف
            reading.met.add("name")
            reading.acts_for(place.country)
            reading.at = place.last
            return
        if not word.is_word or word.joined or word.cls or word.enclitic:
            return
        inner = _inner(known.get(reading.at, []) + bodies_after.get(reading.at, []))
        if inner is None and noun.type == "Place" and "town" in noun.flags:
            # «مدينة صور», «مدينة الجديدة»: the noun speaks for a name that is a common word too
            inner = next((c for c in known.get(reading.at, []) if c.type == "Place"), None)
        if inner is not None and "place" in noun.flags and inner.type != "Place":
            return  # «إعلان الحكومة» is what the government announces
        if inner is not None and (inner.start == word.start):
            reading.parts.append(inner)
            reading.met.add("name" if inner.type == "Place" or not nationality(line[inner.last - 1]) else "nation")
            reading.acts_for(inner.country)
            reading.at = inner.last
            return
        if _bearer(line, reading, noun, known):
            return
        if nationality(word):
            if not word.definite and links == 0 and "indef" in noun.flags:
                reading.nation(word)
                reading.at += 1
            elif word.definite:
                # «حكومة العراقيين»: a people; as an adjective it is read after the chain
                reading.nation(word)
                reading.at += 1
            return
        if word.definite:
            if is_verb(word):
                return
            # «هيئة الدفاع» is no name, «وزارة الدفاع» is
            generic = word.bare in _generic() and "always" not in noun.flags
            reading.met.add("generic" if generic else "definite")
            if noun.type == "Place" and unknown(word):
                reading.met.add("unknown")  # «منطقة الزنجيلي»
            reading.at += 1
            complete = any(c.last == reading.at and not c.weak for c in known.get(reading.first - 1, ()))
            if "and" in noun.flags and ("always" in noun.flags or not complete):
                _coordinated(line, reading)  # «وزارة الثقافة والسياحة»; but not «مجلس الوزراء والحقيقة»
            return
        if (
            noun.flags & {"town", "bare-town"}
            and word.bare in _place_openers()
            and reading.at + 1 < len(line)
            and (after := line[reading.at + 1]).is_word
            and not (after.joined or after.cls or after.enclitic or nationality(after) or is_verb(after))
        ):
            reading.met.add("unknown")  # «بلدية عين قشرة»
            reading.at += 2
            return
        seldom = not count(word.norm) and len(word.norm) > 2 and not (is_adjective(word) or is_verb(word))
        if "town" in noun.flags and seldom and links == 0 and not unknown(word):
            reading.met.add("unknown")  # «مدينة كونسبسيون»
            reading.at += 1
            return
        if _name_words(line, reading, noun, {c.last for c in known.get(reading.first - 1, ())}):
            if reading.at < len(line) and not line[reading.at].joined:
                inner = _inner(known.get(reading.at, []))
                if inner is not None and inner.type == "Place":  # «جبهة ثوار سوريا»
                    reading.acts_for(inner.country)
                    reading.at = inner.last
            return
        if links >= 2 or is_verb(word) or is_adjective(word):
            return
        links += 1
        reading.at += 1


@cache
def _firm_words() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("firm_words.tsv", ("word",)))


def _firm(line: Line, reading: _Reading) -> bool:
    """Read the name of a firm up to the word that closes such names: «شركة أعناب دانية القابضة», «… للاستثمار»."""
    last = 0
    for at in range(reading.at, min(reading.at + _LONGEST_FIRM, len(line))):
        word = line[at]
        if not word.is_word or word.cls or word.proclitics not in ("", "ل", "و") or (word.joined and at == reading.at):
            break
        if word.raw in _firm_words():
            last = at + 1
        elif (word.proclitics == "و" and not (word.enclitic or last or word.raw in _firm_words())) or (
            word.proclitics == "ل" and last
        ):
            break
    if last < reading.at + 2:
        return False
    reading.at = last
    reading.met.add("unknown")
    return True


def _written_whole(word: Word, known: Found) -> Candidate | None:
    """Return the known place that a word is, clitics and all."""
    options = [c for c in known.get(word.index, []) if c.type == "Place" and not c.weak and c.start == word.left]
    return max(options, key=lambda c: c.length) if options else None


def _bearer(line: Line, reading: _Reading, noun: TypeNoun, known: Found) -> bool:
    """Read the person that a place, body or cup is named for: «مستشفى الملك فهد», «ملعب الهادي النيفر»."""
    if "place" in noun.flags or not ("unknown" in noun.flags or noun.type in ("Organization", "Event")):
        return False
    title = title_at(line, reading.at)
    at = reading.at
    if title is not None:
        if title.kind not in ("honorific", "office") or title.words > 1 or not line[at].definite:
            return False
        if title.kind == "office" and "alone" not in title.flags:
            return False
        at += 1
    if at >= len(line) or line[at].joined:
        return False
    run = name_run(line, at, known)
    if run is None or run.sure < (1 if title is not None else 2) or (title is None and "unknown" not in noun.flags):
        return False
    if title is None and run.known is None and (common(line[at]) or given(line[at]) is None):
        return False  # «ميناء الصيد البحري»
    if any(at < c.last < run.last for c in known.get(reading.first - 1, ())):
        return False  # «مدير قناة نسمة حسين منصور»: the channel's name ends before a person's begins
    reading.met.add("unknown")
    reading.at = run.last
    return True


def _inner(options: list[Candidate]) -> Candidate | None:
    """Return the longest name among `options`; «شركة طيران باكستانية» has none, only a description."""
    options = [c for c in options if not c.weak and c.rule != "indefinite"]
    return max(options, key=lambda c: c.length) if options else None


def _name_words(line: Line, reading: _Reading, noun: TypeNoun, listed: set[int]) -> bool:
    """Read the words of a proper name that nobody lists: «شركة بهوجا», «منطقة شاكلالا», «شارع الحبيب بورقيبة».

    `listed` has the ends of the known names that begin with the noun: a person may follow them.
    """
    start = reading.at
    while reading.at < len(line) and reading.at - start < 4:
        word = line[reading.at]
        if not word.is_word or word.joined or word.cls or word.enclitic or nationality(word):
            break
        if reading.at > start and is_adjective(word) and not (word.definite or unknown(word)):
            break  # «مدينة غاوا شمالي مالي»
        borne = given(word)
        if reading.at == start and ((is_adjective(word) and not unknown(word)) or title_at(line, start) is not None):
            break  # «عملية أمنية», «مؤتمر صحافي»
        ended = given(line[start]) is None or reading.at in listed
        if reading.at > start and borne is not None and borne.given > 10 and ended:
            break  # «مدير شركة بهوجا سعيد بن إبراهيم»: a person begins
        if not (unknown(word) or (borne is not None and (reading.at > start or borne.given > 4 or borne.surname > 4))):
            break
        reading.at += 1
    if reading.at == start:
        return False
    first = line[start]
    agrees = noun.noun.endswith("ة") and first.norm.endswith("ة") and not first.definite and given(first) is None
    if agrees and reading.at == start + 1 and noun.type == "Organization":
        reading.at = start
        return False  # «حركة ناقصة», «مجموعة ساحرة»: an adjective
    reading.met.add("unknown")
    return True


def _coordinated(line: Line, reading: _Reading) -> None:
    # «وزارة الزراعة والثروة السمكية», «هيئة الإذاعة والتلفزيون»
    while reading.at < len(line):
        word = line[reading.at]
        if word.proclitics == "و" and word.definite and word.is_word and not nationality(word) and not is_verb(word):
            if not reading.at + 1 < len(line) or not _name_follows(line, reading.at):
                return
            reading.at += 1
        elif (
            word.definite
            and not word.joined
            and is_adjective(word)
            and not nationality(word)
            and _more(line, reading.at)
        ):
            reading.at += 1
        else:
            return


def _name_follows(line: Line, at: int) -> bool:
    """Whether a coordinated noun still belongs to the name: it is a field of work, not a new body."""
    return all(n.closes == "name" or n.type != "Organization" for n in type_nouns().get(line[at].bare, ()))


def _more(line: Line, at: int) -> bool:
    """Whether a coordination goes on after this adjective."""
    return at + 1 < len(line) and line[at + 1].proclitics == "و" and line[at + 1].definite


def _adjectives(line: Line, reading: _Reading, field_of_work: bool = True, town: bool = False) -> None:
    """Read agreeing adjectives up to a nationality: «القوات الأمنية العراقية», «الحكومة الفرنسية» (الجديدة stays out)."""
    start = reading.at
    at = reading.at
    while at < len(line) and at - start < 4:
        word = line[at]
        if not word.is_word or not word.definite or (word.joined and word.proclitics != "و"):
            break
        if nationality(word):
            if word.joined and not _like_before(line, at):
                break  # «الحكومة اليمنية والحوثيين» are two
            reading.nation(word)
            at += 1
            reading.at = at
            continue
        if word.joined or reading.met & {"nation", "quoted"} or not is_adjective(word):
            break
        if town and reading.met & {"unknown", "name"} and word.bare not in _scopes():
            break  # «قرية قاح الحدودية»
        scope = _scopes().get(word.bare)
        if scope == "world":
            reading.several = True
        at += 1
        if scope is not None and (reading.met or line[start - 1].definite):
            reading.met.add("seat" if scope == "seat" else "scope")
        if reading.met or line[start - 1].definite:
            if field_of_work or reading.met != {"generic"}:
                reading.met.add("definite")  # «وزارة الدفاع الوطني»; but «حركة النقل الجوي» is no name
            reading.at = at


def _like_before(line: Line, at: int) -> bool:
    """Whether the adjective before is a nationality of the same gender and number: «القوات العراقية والأمريكية»."""
    before, word = line[at - 1].form.nation, line[at].form.nation
    return before is not None and word is not None and before.form == word.form


def _for(line: Line, reading: _Reading, known: Found) -> None:
    # «البنك الإسلامي للتنمية», «الاتحاد العام التونسي للشغل»
    if reading.at >= len(line):
        return
    word = line[reading.at]
    if word.proclitics != "ل" or not word.is_word or word.cls or word.enclitic:
        return
    if word.definite:
        reading.at += 1
        reading.met.add("for")
        _coordinated(line, reading)
        _adjectives(line, reading)
        return
    # «المرصد السوري لحقوق الإنسان», «الشركة التونسية لاستغلال وتوزيع المياه»
    at = reading.at + 1
    while at < len(line) and at - reading.at < 5 and not is_verb(word):
        link = line[at]
        inside = _inner(known.get(at, []))
        if inside is not None and inside.start == link.start and inside.type in ("Place", "Organization"):
            reading.at = inside.last  # «الجبهة الشعبية لتحرير فلسطين», «وكالة الرئاسة العامة لشؤون المسجد النبوي»
            reading.met.add("for")
            return
        if not link.is_word or link.cls or link.enclitic or link.proclitics not in ("", "و"):
            return
        at += 1
        if link.definite:
            reading.at = at
            reading.met.add("for")
            _adjectives(line, reading)
            return


def _quoted(line: Line, reading: _Reading, noun: TypeNoun, known: Found, found: Found) -> None:
    # «تنظيم "داعش"»; but «عاصفة "حرب غزة"» is no name of a storm
    close = line.quotes.get(reading.at) or _bracketed(line, reading.at)
    longest = _LONGEST_PLACE if noun.type == "Place" else _LONGEST_QUOTE
    if close is None or not 1 < close - reading.at <= longest + 1:
        return
    options = known.get(reading.at + 1, []) + found.get(reading.at + 1, [])
    inside = next((c for c in options if c.last == close), None)
    if inside is not None:
        if inside.type == "Event":
            return
        reading.parts.append(inside)
        reading.acts_for(inside.country)
    reading.at = close + 1
    reading.met.add("quoted")


def _quoted_name(line: Line, reading: _Reading, known: Found) -> None:
    # «الإعصار المداري «شاهين»»: a word or two; a long quotation is somebody's words
    close = line.quotes.get(reading.at)
    if (
        close is not None
        and 2 <= close - reading.at <= 3
        and not any(w.cls or is_verb(w) for w in line[reading.at + 1 : close])
    ):
        reading.at = close + 1
        reading.met.add("quoted")


def _bracketed(line: Line, at: int) -> int | None:
    """Where brackets stand for quotation marks, right behind the noun: «وكالة (أصوات العراق)»."""
    if line[at].norm != "(":
        return None
    return next((i for i in range(at + 2, min(at + 5, len(line))) if line[i].norm == ")"), None)


def _where(line: Line, reading: _Reading, known: Found, found: Found) -> None:
    """Read the place that tells one facility from others: «محكمة الاستئناف بالرباط», «محطة الكهرباء في صيدا»."""
    if reading.at >= len(line) or reading.at == reading.first:
        return
    at = reading.at + (line[reading.at].key == "في" and not line[reading.at].joined)
    place = _inner([c for c in known.get(at, []) + found.get(at, []) if c.type == "Place"])
    if place is None:
        return
    letters = "ب" if at == reading.at else ""
    if not line[at].raw.startswith(letters) or place.start - line[at].left != len(letters):
        return
    reading.parts.append(place)
    reading.met.add("name")
    reading.acts_for(place.country)
    reading.at = place.last


def _number(line: Line, reading: _Reading) -> None:
    # «المرسوم التشريعي رقم 38 لعام 2013», «القرار 2216»
    at = reading.at
    if at < len(line) and line[at].key in ("رقم", "عدد"):
        at += 1
    if at < len(line) and line[at].norm == "/":
        at += 1
    if at >= len(line) or line[at].kind != "number" or not line[at].norm.isdigit():
        return  # «تكلف الأمر 103,7 مليون»
    reading.met.add("number")
    reading.at = at + 1
    if at + 2 < len(line) and line[at + 1].raw in ("لعام", "لسنه") and line[at + 2].kind == "number":
        reading.at = at + 3


def _acronym(line: Line, reading: _Reading) -> None:
    # «اللجنة العسكرية العليا (HMC)», «حزب اليسار الديمقراطي (ديمار)»
    at = reading.at
    if at + 2 < len(line) and line[at].norm == "(" and line[at + 2].norm == ")" and reading.met:
        inside = line[at + 1]
        if inside.kind == "latin" or (unknown(inside) and not inside.joined):
            reading.met.add("acronym")
            reading.at = at + 3
