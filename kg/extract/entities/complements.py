"""How a name goes on behind the noun it opens with: idafa, adjectives, a purpose with ل, quotation marks, a place.

Grammar: Ryding (2005), ch. 8 and 10.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from kg.arabic.morphology import adjectives
from kg.arabic.names import demonyms, given_names
from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.arabic.tables import read_table
from kg.arabic.vocabulary import count
from kg.extract.counted import months
from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.identity import countries, office_states
from kg.extract.entities.nouns import TypeNoun, singular_bodies, type_nouns
from kg.extract.entities.runs import Run, name_run, title_at
from kg.extract.entities.words import (
    Line,
    Word,
    common,
    given,
    is_adjective,
    is_verb,
    nationality,
    people_behind_body,
    unknown,
)

_LONGEST_QUOTE = 6
_LONGEST_PLACE = 2  # «قاعدة «الكل مقابل الكل»» is no base
_LONGEST_FIRM = 7
_ON_BEHALF = ("حساب", "صالح", "فايده", "عدم")
OF_YEAR = ("لعام", "لسنه", "للعام", "للسنه")
_MET = 20  # times from which a word that people bear is a common one, too


@cache
def _generic() -> frozenset[str]:
    return frozenset(fold(row["word"]).removeprefix("ال") for row in read_table("generic_complements.tsv", ("word",)))


@cache
def scopes() -> dict[str, str]:
    """Return what the adjectives say of a body's reach, by folded word in both genders."""
    rows = list(read_table("scope_adjectives.tsv", ("adjective", "scope")))
    return {fold(row["adjective"]) + ending: row["scope"] for row in rows for ending in ("", "ه")}


@cache
def _place_openers() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("place_openers.tsv", ("word",)))


@cache
def _firm_words() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("firm_words.tsv", ("word",)))


@dataclass(slots=True)
class Reading:
    """How far a name has been read, and what was met on the way."""

    at: int
    # nation, name, quoted, unknown, latin, acronym, number, definite, generic, scope, seat, for, above
    met: set[str] = field(default_factory=set)
    country: str | None = None
    several: bool = False  # two nationalities: no one country
    parts: list[Candidate] = field(default_factory=list)
    first: int = 0  # first word of the complement
    nations: set[str] = field(default_factory=set)  # countries that a nationality names

    def nation(self, word: Word) -> None:
        """Take in a nationality."""
        self.met.add("nation")
        demonym = demonyms()[word.bare]
        if demonym.country is not None:
            self.nations.add(demonym.country)
        elif demonym.flags & {"region", "people"}:
            self.several = True  # «الدول العربية»

    def acts_for(self, country: str | None) -> None:
        """Take in the country of a name inside; the first one counts."""
        self.country = self.country or country

    def take_in(self, name: Candidate, *met: str) -> None:
        """Read on to the end of a name that belongs to this one, and note what it is."""
        self.parts.append(name)
        self.acts_for(name.country)
        self.at = name.last
        self.met.update(met)

    @property
    def whose(self) -> str | None:
        """The country it is of; a nationality tells it before a name does («شركة شيفرون العربية السعودية»)."""
        return next(iter(self.nations)) if len(self.nations) == 1 else None if self.nations else self.country


def complement(line: Line, reading: Reading, noun: TypeNoun, known: Found, bodies_after: Found) -> None:
    """Read the idafa complement of an indefinite noun."""
    if "pair" in noun.flags:
        _fields(line, reading)
        return
    links = 0
    while reading.at < len(line):
        word = line[reading.at]
        if word.kind == "mark":
            quoted(line, reading, noun, known, bodies_after)
            return
        if word.kind in ("number", "latin"):
            if "number" in noun.flags and word.kind == "number":
                number(line, reading)
            elif word.kind == "latin":
                reading.met |= {"unknown", "latin"}
                while reading.at < len(line) and line[reading.at].kind == "latin":
                    reading.at += 1  # «شركة Blue Origin»
            return
        if "town" in noun.flags and title_at(line, reading.at) is not None and _bearer(line, reading, noun, known):
            return  # «مدينة الأمير سلطان»: no town is called «الأمير»
        whole = word.is_word and (noun.type == "Place" or word.enclitic != "")
        if whole and (place := _written_whole(word, known)) is not None:
            reading.take_in(place, "name")  # «مدينة سبها», «مهرجان أبها» have no pronoun, «مدينة فاس» no ف
            return
        opens = "town" in noun.flags and word.bare in _place_openers()  # «قرية أم الخير»: no "or"
        if not word.is_word or word.joined or (word.cls and not opens) or word.enclitic:
            return
        inner = inner_name(known.get(reading.at, []) + bodies_after.get(reading.at, []))
        if inner is None and noun.type == "Place" and "town" in noun.flags:
            # «مدينة صور», «مدينة الجديدة»: the noun speaks for a name that is a common word too
            inner = next((c for c in known.get(reading.at, []) if c.type == "Place"), None)
        office = title_at(line, reading.at) if noun.type == "Place" and not word.definite else None
        if office is not None and office.kind == "office" and not links:
            return  # «قضت بسجن رئيس الحركة»
        if inner is not None and "place" in noun.flags and inner.type != "Place":
            return  # «إعلان الحكومة» is what the government announces
        if inner is not None and links and inner.type == "Place" and any("side" in n.flags for n in word.form.nouns):
            return  # «مديرية نهم شرق صنعاء»
        if inner is not None and (inner.start == word.start):
            named = inner.type == "Place" or not nationality(line[inner.last - 1])
            reading.take_in(inner, "name" if named else "nation")
            return
        if "place" in noun.flags:
            return  # «إعلان حداد», «قطاع المناجم» is no strip
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
            (noun.flags & {"town", "bare-town"} or (noun.type == "Place" and "unknown" in noun.flags and links == 0))
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
            if reading.at < len(line) and not line[reading.at].joined and "apposed" not in noun.flags:
                inner = inner_name(known.get(reading.at, []))
                if inner is not None and inner.type == "Place":  # «جبهة ثوار سوريا»
                    reading.acts_for(inner.country)
                    reading.at = inner.last
            return
        if reading.at > reading.first and _direction(line, reading.at, known):
            return  # «مديرية نهم شرق صنعاء»
        if links >= 2 or ((is_verb(word) or is_adjective(word)) and not _of_place(line, reading.at, noun, known)):
            return
        links += 1
        reading.at += 1


def _fields(line: Line, reading: Reading) -> None:
    """Read the fields of two bodies under one noun: «وزارتا الداخلية والدفاع», «وزارتي الأشغال العمومية والنقل»."""
    while reading.at < len(line):
        word = line[reading.at]
        first = reading.at == reading.first
        if not word.is_word or not word.definite or word.cls or word.enclitic or nationality(word):
            return
        if not (word.proclitics == "و" if word.joined else first or is_adjective(word)):
            return
        reading.met.add("definite")
        reading.at += 1


def _direction(line: Line, at: int, known: Found) -> bool:
    """Whether a word tells on which side of a place something is: «شرق صنعاء»."""
    side = any(n.is_side for n in line[at].form.nouns)
    return side and any(c.type == "Place" for c in known.get(at + 1, ()))


def _of_place(line: Line, at: int, noun: TypeNoun, known: Found) -> bool:
    """Whether a noun spelt like an adjective or verb is a place's: «مديرية تربية البصرة», «مديرية أمن القاهرة»."""
    word, after = line[at], at + 1
    inner = inner_name(known.get(after, [])) if after < len(line) and not line[after].joined else None
    owner = noun.type == "Organization" and inner is not None and inner.type == "Place"
    noun_too = bool(word.form.nouns) or word.bare not in adjectives()
    return owner and count("ال" + word.norm) > 20 and noun_too


def _written_whole(word: Word, known: Found) -> Candidate | None:
    """Return the known place that a word is, clitics and all."""
    options = [c for c in known.get(word.index, []) if c.type == "Place" and not c.weak and c.start == word.left]
    return max(options, key=lambda c: c.length) if options else None


def inner_name(options: list[Candidate]) -> Candidate | None:
    """Return the longest name among `options`; «شركة طيران باكستانية» has none, only a description."""
    options = [c for c in options if not c.weak and c.rule != "indefinite"]
    return max(options, key=lambda c: c.length) if options else None


def _bearer(line: Line, reading: Reading, noun: TypeNoun, known: Found) -> bool:
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
    if run is None and title is not None and (borne := given(line[at])) is not None:
        run = Run(at + 1, 1) if borne.given > 4 else None  # «مدينة الأمير سلطان الطبية»
    if run is None or run.sure < (1 if title is not None else 2) or (title is None and "unknown" not in noun.flags):
        return False
    saint = line[at].bare in _place_openers()  # «منطقة سيدي أحمد زروق»
    if title is None and run.known is None and not saint and (common(line[at]) or given(line[at]) is None):
        return False  # «ميناء الصيد البحري»
    if any(at < c.last < run.last for c in known.get(reading.first - 1, ())):
        return False  # «مدير قناة نسمة حسين منصور»: the channel's name ends before a person's begins
    if run.known is not None and title is not None and title.kind == "office":
        reading.acts_for(run.known.country)  # «إدارة الرئيس أوباما»
    reading.met.add("unknown")
    reading.at = run.last
    return True


def firm(line: Line, reading: Reading) -> bool:
    """Read the name of a firm up to the word that closes such names: «شركة أعناب دانية القابضة», «… للاستثمار»."""
    last = 0
    for at in range(reading.at, min(reading.at + _LONGEST_FIRM, len(line))):
        word = line[at]
        if not word.is_word or word.cls or word.proclitics not in ("", "ل", "و") or (word.joined and at == reading.at):
            break
        if nationality(word) and at > reading.at:
            break  # «شركة توتال الفرنسية لبناء مجمع للبتروكيماويات»
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


def _name_words(line: Line, reading: Reading, noun: TypeNoun, listed: set[int]) -> bool:
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
        if reading.at == start and count(word.norm) > _MET and _defined_after(line, start):
            break  # «هيئة سلامة الطيران»
        if reading.at > start and "apposed" in noun.flags and _town_noun(word):
            break  # «ضرب إعصار دانيال مدينة درنة»
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


def _town_noun(word: Word) -> bool:
    """Whether a word is the noun of towns or lands: «مدينة», «ولاية», «سلطنة»."""
    return any(n.type == "Place" and n.flags & {"town", "land", "side"} for n in word.form.nouns)


def apposed_name(line: Line, reading: Reading, known: Found) -> None:
    """Read the name that stands beside a definite noun: «الإعصار هايان», «العاصفة المدارية باري»."""
    word = line[reading.at] if reading.at < len(line) else None
    thing = inner_name([c for c in known.get(reading.at, ()) if c.type == "Product"])
    if thing is not None and thing.start == line[reading.at].left:
        reading.take_in(thing, "name")  # «المسبار فيلة»
        return
    if word is None or not word.is_word or word.definite or word.joined or word.cls or word.enclitic:
        return
    place = any(c.type == "Place" for c in known.get(reading.at, ())) or len(word.norm) < 3
    if (unknown(word) or given(word) is not None) and not (
        place or is_verb(word) or is_adjective(word) or common(word)
    ):
        reading.met.add("unknown")
        reading.at += 1


def honoured_name(line: Line, reading: Reading, known: Found) -> None:
    """Read whose name a place bears behind its adjective: «المستشفى الجامعي الحبيب بورقيبة»."""
    at = reading.at
    if at == reading.first or at >= len(line) or not line[at].is_word or line[at].joined:
        return
    run = name_run(line, at, known)
    if run is not None and run.sure > 1 and run.last - at > 1:
        reading.met.add("unknown")
        reading.at = run.last


def _defined_after(line: Line, at: int) -> bool:
    """Whether a definite noun that nobody bears as a name stands right behind a word."""
    after = line[at + 1] if at + 1 < len(line) else None
    noun = after is not None and after.is_word and after.definite and not after.joined
    return after is not None and noun and given(after) is None and not (is_adjective(after) or nationality(after))


def _coordinated(line: Line, reading: Reading) -> None:
    # «وزارة الزراعة والثروة السمكية», «هيئة الإذاعة والتلفزيون»
    while reading.at < len(line):
        word = line[reading.at]
        if word.norm == "و" and _field_apart(line, reading.at):
            reading.at += 2  # «وزارة الداخلية و الجماعات المحلية»
        elif word.proclitics == "و" and word.definite and word.is_word and not nationality(word) and not is_verb(word):
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
        elif one_more_field(line, reading.at):
            reading.at += 2
        else:
            return


def _field_apart(line: Line, at: int) -> bool:
    """Whether a field stands behind «و» written apart: «و التهيئة العمرانية»."""
    word = line[at + 1] if at + 1 < len(line) else None
    plain = word is not None and word.definite and word.is_word and not word.joined
    body = word is not None and not word.key.endswith("ات") and any(n.type == "Organization" for n in word.form.nouns)
    return word is not None and plain and not body and not nationality(word)


def _name_follows(line: Line, at: int) -> bool:
    """Whether a coordinated noun still belongs to the name: it is a field of work, not a new body."""
    return all(n.closes == "name" or n.type != "Organization" for n in type_nouns().get(line[at].bare, ()))


def _more(line: Line, at: int) -> bool:
    """Whether a coordination goes on after this adjective."""
    if at + 1 < len(line) and line[at + 1].norm == "و":
        return _field_apart(line, at + 1)
    return (
        at + 1 < len(line)
        and line[at + 1].proclitics == "و"
        and (line[at + 1].definite or one_more_field(line, at + 1))
    )


@cache
def _field_nouns() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("field_nouns.tsv", ("word",)))


def one_more_field(line: Line, at: int) -> bool:
    """Whether two words add a field to those of a ministry: «واستصلاح الأراضي», «وشؤون المغتربين»."""
    word, after = line[at], line[at + 1] if at + 1 < len(line) else None
    if word.proclitics != "و" or word.definite or word.enclitic or word.bare not in _field_nouns():
        return False
    return after is not None and after.is_word and after.definite and not after.joined


def adjectives_after(line: Line, reading: Reading, field_of_work: bool = True, town: bool = False) -> None:
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
            if at == start and {"nation", "for"} <= reading.met and not word.joined:
                break  # «عين الاتحاد المصري لكرة القدم البرتغالي روي فيتوريا»
            if at == start and people_behind_body(word, line[reading.first - 1]):
                break
            if not word.joined and demonyms()[word.bare].form == "p" and _of_one(line[at - 1]):
                break  # «يمنح الاتحاد الأوروبي الأتراك فرصة»
            reading.nation(word)
            at += 1
            reading.at = at
            continue
        if word.joined or reading.met & {"nation", "quoted"} or not is_adjective(word) or _governs(line, at):
            break
        if "name" in reading.met and word.bare in office_states() and word.bare.removesuffix("ه") != "جديد":
            break  # «قائد فيلق القدس السابق»
        if "name" in reading.met and word.key.endswith("ه") and _masculine(line[reading.first - 1]):
            break  # «أموال مصرف لبنان المنهوبة»
        if lexicon().is_masdar(word.bare) and word.bare not in adjectives():
            break  # «منصب مدرب منتخب هولندا التخلي عن منصبه»
        title = title_at(line, at)
        if title is not None and title.kind == "occupation" and not word.key.endswith(("ي", "يه")):
            break  # «أقالت إدارة نادي الزمالك المدرب»
        if town and reading.met & {"unknown", "name"} and word.bare not in scopes():
            break  # «قرية قاح الحدودية»
        scope = scopes().get(word.bare)
        if scope == "world":
            reading.several = True
        at += 1
        if scope is not None and (reading.met or line[start - 1].definite):
            reading.met.add("seat" if scope == "seat" else "scope")
        if reading.met or line[start - 1].definite:
            if field_of_work or reading.met != {"generic"}:
                reading.met.add("definite")  # «وزارة الدفاع الوطني»; but «حركة النقل الجوي» is no name
            reading.at = at


def _masculine(head: Word) -> bool:
    """Whether the noun of a body is a masculine singular, which no feminine describes: «مصرف»."""
    return not head.definite and head.bare in singular_bodies()


def _of_one(word: Word) -> bool:
    """Whether a word is a nationality in the singular."""
    return nationality(word) and demonyms()[word.bare].form in ("m", "f")


def _governs(line: Line, at: int) -> bool:
    """Whether a participle has a complement of its own: «وزارة المالية المتعلقة بالأملاك», «الموقعة في فيينا»."""
    word, after = line[at], line[at + 1] if at + 1 < len(line) else None
    stem = word.bare.removesuffix("ه")
    if after is not None and stem == "تابع" and (after.proclitics == "ل" or (after.cls == "prep" and after.enclitic)):
        return True  # «الوكالة التابعة له», «الفرقة التابعة للجيش»
    if after is None or word.bare in scopes() or stem[0] != "م" or len(stem) < 3 or stem.endswith("ي"):
        return False
    return after.proclitics.endswith("ب") or (after.cls == "prep" and after.key in ("في", "من", "الي", "علي", "عن"))


def _like_before(line: Line, at: int) -> bool:
    """Whether the adjective before is a nationality of the same gender and number: «القوات العراقية والأمريكية»."""
    before, word = line[at - 1].form.nation, line[at].form.nation
    return before is not None and word is not None and before.form == word.form


def purpose(line: Line, reading: Reading, known: Found) -> None:
    """Read what a body is for: «البنك الإسلامي للتنمية», «الاتحاد العام التونسي للشغل»."""
    if reading.at >= len(line):
        return
    word = line[reading.at]
    if (body := _body_above(line, reading, known)) is not None:
        reading.take_in(body, "for", "name")
        return
    if word.proclitics != "ل" or not word.is_word or word.cls or word.enclitic:
        return
    if (word.definite and word.bare in ("مره", "جدل")) or word.bare in _ON_BEHALF:
        return  # «اقتحم المبنى للمرة الثانية», «اللجنة المثيرة للجدل», «واجه النادي الأهلي لحساب الجولة الأولى»
    title = title_at(line, reading.at)
    if title is not None and title.kind == "office" and not word.definite:
        return  # «جائزة السلام لرئيس الوزراء الإثيوبي آبي أحمد»
    if word.definite:
        reading.at += 1
        reading.met.add("for")
        _coordinated(line, reading)
        adjectives_after(line, reading)
        return
    whole = given_names().get(fold(word.form.whole))
    if whole is not None and whole.given > 4 and reading.at + 1 < len(line) and _borne_after(line[reading.at + 1]):
        return  # «الكاتب العام لنقابة التعليم الثانوي لسعد اليعقوبي»
    # «المرصد السوري لحقوق الإنسان», «الشركة التونسية لاستغلال وتوزيع المياه»
    at = reading.at + 1
    acts = lexicon().is_masdar(word.bare)  # «المركز الوطني لرصد الزلازل»
    while at < len(line) and at - reading.at < 5 and (acts or not is_verb(word)):
        link = line[at]
        inside = inner_name(known.get(at, []))
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
            adjectives_after(line, reading)
            return


def _borne_after(word: Word) -> bool:
    """Whether a word is a family name and hardly anything else: «اليعقوبي»."""
    borne = given(word)
    return borne is not None and borne.surname > 2 and word.definite and not common(word) and not nationality(word)


def _body_above(line: Line, reading: Reading, known: Found) -> Candidate | None:
    """The body that a described one belongs to: «الجناح العسكري لحركة حماس», «المكتب الإعلامي في رئاسة الجمهورية»."""
    word, described = line[reading.at], reading.at - reading.first and is_adjective(line[reading.at - 1])
    if not described or not line[reading.first - 1].definite:
        return None
    at = reading.at + (word.key == "في")
    inside = inner_name(known.get(at, []))
    clitic = at > reading.at or word.proclitics.startswith("ل")
    if inside is None or inside.type != "Organization" or inside.weak or not clitic:
        return None
    return inside if inside.start == (line[at].start if at == reading.at else line[at].left) else None


def above(line: Line, reading: Reading, known: Found, found: Found, kind: str, clitics: tuple[str, ...]) -> bool:
    """Read the body that a unit is of: «فرقة الأبحاث والتفتيش للحرس الوطني», «لجنة المالية بمجلس النواب»."""
    at = reading.at
    if at >= len(line) or at == reading.first or line[at].proclitics not in clitics:
        return False
    body = inner_name([c for c in known.get(at, []) + found.get(at, []) if c.type == kind])
    if body is None or body.start == line[at].left:
        return False
    if kind == "Place" and body.country and not (body.pattern or body.name in countries().values()):
        return False  # «عودة البعثة الاتحادية لجدة»
    reading.take_in(body, "name", "above")
    return True


def quoted(line: Line, reading: Reading, noun: TypeNoun, known: Found, found: Found) -> None:
    """Read a name in quotation marks: «تنظيم "داعش"»; but «عاصفة "حرب غزة"» is no name of a storm."""
    if reading.at >= len(line):
        return
    close = line.quotes.get(reading.at) or _bracketed(line, reading.at)
    longest = _LONGEST_PLACE if noun.type == "Place" else _LONGEST_QUOTE
    if close is None or not 1 < close - reading.at <= longest + 1:
        return
    options = known.get(reading.at + 1, []) + found.get(reading.at + 1, [])
    inside = next((c for c in options if c.last == close), None)
    if inside is not None:
        if inside.type == "Event" and inside.rule != "short":
            return
        reading.parts.append(inside)
        reading.acts_for(inside.country)
    reading.at = close + 1
    reading.met.add("quoted")


def quoted_name(line: Line, reading: Reading, known: Found, work: bool = False) -> None:
    """Read a name of a word or two in quotes, «الإعصار المداري «شاهين»»; a long quotation is somebody's words.

    A `work` may have any title: «المسرحية الكوميدية "كلنا معكم"».
    """
    close = line.quotes.get(reading.at)
    if close is None:
        return
    plain = not any(w.cls or is_verb(w) for w in line[reading.at + 1 : close])
    if 2 <= close - reading.at <= (_LONGEST_QUOTE if work else 3) and (plain or work):
        reading.at = close + 1
        reading.met.add("quoted")


def _bracketed(line: Line, at: int) -> int | None:
    """Where brackets stand for quotation marks, right behind the noun: «وكالة (أصوات العراق)»."""
    if line[at].norm != "(":
        return None
    return next((i for i in range(at + 2, min(at + 5, len(line))) if line[i].norm == ")"), None)


def whereabouts(
    line: Line, reading: Reading, known: Found, found: Found, aside: bool = False, attached: bool = False
) -> bool:
    """Read the place that tells one facility from others: «محكمة الاستئناف بالرباط», «محطة الكهرباء في صيدا».

    `aside`: it stays outside of the name; `attached`: only one with ب. Returns whether there is such a place.
    """
    if reading.at >= len(line) or reading.at == reading.first:
        return False
    at = reading.at + (not attached and line[reading.at].key == "في" and not line[reading.at].joined)
    options = [c for c in known.get(at, []) + found.get(at, []) if c.type == "Place"]
    # «للحرس الوطني بالكاف»: a unit's town may be a common word too
    place = inner_name(options) or (max(options, key=lambda c: c.length, default=None) if attached else None)
    if place is None:
        return False
    letters = "ب" if at == reading.at else ""
    if not line[at].raw.startswith(letters) or place.start - line[at].left != len(letters):
        return False
    if aside:
        reading.acts_for(place.country)
    else:
        reading.take_in(place, "name")
    return True


def number(line: Line, reading: Reading) -> None:
    """Read the number that tells one from others: «المرسوم التشريعي رقم 38 لعام 2013», «القرار 2216»."""
    at = reading.at
    if at < len(line) and line[at].key in ("رقم", "عدد"):
        at += 1
    if at < len(line) and line[at].norm == "/":
        at += 1
    if at >= len(line) or line[at].kind != "number" or not line[at].norm.isdigit():
        return  # «تكلف الأمر 103,7 مليون»
    reading.met.add("number")
    reading.at = at + 1
    if at + 1 < len(line) and line[at + 1].raw in months():
        reading.at = at = at + 2  # «اتفاقية 5 ديسمبر 2015»
        if at < len(line) and line[at].kind == "number":
            reading.at = at + 1
        at -= 1
    if at + 2 < len(line) and line[at + 1].raw == "من" and line[at + 2].raw in ("سنه", "عام"):
        at += 1
    if at + 2 < len(line) and line[at + 1].raw in (*OF_YEAR, "سنه", "عام") and line[at + 2].kind == "number":
        reading.at = at + 3


def acronym(line: Line, reading: Reading) -> None:
    """Read the short form in brackets: «اللجنة العسكرية العليا (HMC)», «حزب اليسار الديمقراطي (ديمار)»."""
    at = reading.at
    if at + 2 < len(line) and line[at].norm == "(" and line[at + 2].norm == ")" and reading.met:
        inside = line[at + 1]
        if inside.kind == "latin" or (unknown(inside) and not inside.joined):
            reading.met.add("acronym")
            reading.at = at + 3
