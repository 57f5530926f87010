"""Bodies, places, agreements, named events and works by the noun they open with: «وزارة الخارجية العراقية», «مدينة طنطا».

A noun of `data/type_nouns.tsv` opens the name; what follows it is read as Arabic builds such names: an idafa
(«محكمة جنايات القاهرة»), coordinated complements («وزارة الثقافة والسياحة»), agreeing adjectives («القوات الأمنية
العراقية»), a complement with ل («بورصة شنغهاي للذهب»), or quotation marks («تنظيم "داعش"»).
Grammar: Ryding (2005), ch. 8 and 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.arabic.names import FAVOURITE
from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.arabic.tables import read_table
from kg.extract.counted import is_person_noun
from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.complements import (
    Reading,
    above,
    acronym,
    adjectives_after,
    apposed_name,
    complement,
    firm,
    honoured_name,
    inner_name,
    number,
    purpose,
    quoted,
    quoted_name,
    scopes,
    whereabouts,
)
from kg.extract.entities.identity import countries
from kg.extract.entities.lists import members, pair, places, products
from kg.extract.entities.nouns import TypeNoun, type_nouns
from kg.extract.entities.runs import name_run, set_phrase
from kg.extract.entities.words import Line, Word, is_adjective, is_verb, nationality

_MAKES = ("نوع", "طراز")  # «من طراز بوينغ 737»
_IDIOMS = {"طريق": "عن", "ناحيه": "من", "جهه": "من"}  # a noun of places, and the preposition with which it is none
_STATUTES = ("اساسي", "داخلي")  # «النظام الداخلي لمجلس النواب»
_LONGEST_QUOTE = 6
# What nouns with these flags are of, and how that follows: «القنصلية العامة لتونس», «لجنة المالية بمجلس النواب»
_UNDER = {
    "state": ("Place", ("ل",)),
    "statute": ("Organization", ("ل",)),
    "unit": ("Organization", ("ل", "ب")),
    "within": ("Organization", ("ب",)),
}


def bodies(line: Line, found: Found) -> Found:
    """Return the names that type nouns open, by first word. `found`: the known names of the line by first word."""
    out: Found = {}
    # from the right, so that a name inside a name («محكمة جنايات القاهرة») is read before the one around it
    for word in reversed(line):
        nouns = word.form.nouns
        row = members(line, word, found)
        if row is not None:
            for member in row:
                out.setdefault(member.first, []).append(member)
            continue
        if not nouns and not word.enclitic and word.key not in _MAKES:
            if word.bare.endswith(("تي", "تا", "ي", "ا")):
                for place in pair(line, word, found):
                    out.setdefault(place.first, []).append(place)
            continue
        at = word.index
        if word.key in _MAKES and not word.enclitic:
            for product in products(line, at + 1, found):
                out.setdefault(product.first, []).append(product)
        elif word.definite and at and line[at - 1].form.says and any(t.kind == "rank" for _, t in word.form.titles):
            continue  # «وأوضح اللواء التركي أن»: an officer
        elif word.proclitics.endswith("ل") and _officer(line, at):
            continue  # «قال للواء محمد حسن»
        elif at and any("side" in n.flags for n in nouns) and line[at - 1].key in _lengths():
            continue  # «على بعد 60 كيلومترا شمال عدن»
        elif set_phrase(line, at):
            continue  # «طريق مسدود»
        elif at and _IDIOMS.get(word.key) == line[at - 1].key:
            continue  # «عن طريق …» is no road, «من ناحية …», «من جهة …» no subdistrict
        elif _describes(line, at) or (
            word.enclitic and at + 1 < len(line) and at + 1 in line.quotes and _work(line, at, found, out)
        ):
            continue
        elif word.is_word and nouns and not word.enclitic and not _other_letter(word, nouns):
            made = [c for noun in nouns if (c := _read(line, at, noun, found, out)) is not None]
            if any("list" in noun.flags for noun in nouns) and not word.definite:
                for place in places(line, at + 1, found):
                    out.setdefault(place.first, []).append(place)
                continue
            if made:
                out[at] = sorted(made, key=lambda c: (-c.length, not _district(c), c.type == "Place" and _of_body(c)))
    return out


@cache
def _lengths() -> frozenset[str]:
    """Return the folded words that end a distance."""
    rows = read_table("units.tsv", ("word", "unit"))
    return frozenset(fold(row["word"]) for row in rows if row["unit"] in ("km", "m", "mi", "nmi"))


def is_post(line: Line, at: int) -> bool:
    """Whether a presidency is what somebody takes over, no body: «تولى رئاسة الحكومة»."""
    presides = any("post" in noun.flags for noun in line[at].form.nouns)
    return presides and (line[at].proclitics.endswith("ل") or (at > 0 and line[at - 1].key in _posts()))


@cache
def _posts() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("posts.tsv", ("word",)))


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
    """Whether a nisba is the adjective of the noun before: «41 ميلا بحرية شمال الميناء», «المبادلات الخارجية التونسية»."""
    word, before = line[at], line[at - 1] if at else None
    if before is None or word.joined or not word.key.endswith("يه") or not is_adjective(word):
        return False
    if word.definite:
        return before.is_word and before.definite and not before.cls and before.key[-2:] in ("ات", "يه")
    return before.is_word and not before.definite and not before.cls and not is_verb(before) and before.key[-1] in "ها"


def _officer(line: Line, at: int) -> bool:
    """Whether a rank that is a body's noun too stands before a given name: «خلفا للواء عبد الله ضبعان»."""
    borne = line[at + 1].form.given if at + 1 < len(line) and not line[at + 1].joined else None
    return borne is not None and borne.given >= FAVOURITE and any(t.kind == "rank" for _, t in line[at].form.titles)


def _other_letter(word: Word, nouns: Sequence[TypeNoun]) -> bool:
    """Whether a final ي stands where the noun has ى, or the other way: «زلزال قوي» has no «قوى» in it, «رأى» no «رأي»."""
    last = word.form.text[-1]
    other = {"ي": "ى", "ى": "ي"}.get(last, "")
    return bool(other) and not (last == "ى" and word.definite) and all(n.noun.endswith(other) for n in nouns)


def _district(made: Candidate) -> bool:
    """Whether a noun of offices and of districts is read as a district: «مديرية شرعب», not «مديرية الصحة»."""
    return made.type == "Place" and any(p.type == "Place" and p.first == made.first + 1 for p in made.parts)


def _of_body(made: Candidate) -> bool:
    """Whether a place's noun stands before a body: «إقليم الحرس الوطني»."""
    return bool(made.parts) and made.parts[0].type == "Organization"


def _read(line: Line, at: int, noun: TypeNoun, known: Found, bodies_after: Found) -> Candidate | None:
    head = line[at]
    if "idafa" in noun.flags and head.definite:
        return None  # «صحة الطائف», but «وزير الصحة السوداني»
    if is_post(line, at):
        return None
    if "deed" in noun.flags and at + 1 < len(line) and _masdar(line[at + 1]):
        return None  # «عملية ترقيع العين»
    if "cast" in noun.flags and _cast(line, at, known):
        return None
    reading = Reading(at + 1, first=at + 1)
    if head.definite:
        _behind_article(line, reading, noun, known)
    elif "district" in noun.flags:
        if not _office_of_police(line, reading, known, bodies_after):
            return None
    else:
        if not ("firm" in noun.flags and firm(line, reading)):
            complement(line, reading, noun, known, bodies_after)
        if "way" in noun.flags:
            _to_its_end(line, reading, known)
        adjectives_after(line, reading, "and" in noun.flags, "town" in noun.flags or noun.type == "Agreement")
        if noun.closes == "quoted" and "quoted" not in reading.met and reading.at > at + 1:
            quoted(line, reading, noun, known, bodies_after)  # «موقع التواصل الاجتماعي "تويتر"»
    complete = _complete(head, reading, known)
    of_body = _unit(line, head, noun, reading, known, bodies_after)
    if "for" in noun.flags and reading.at > at + 1 and not (complete or of_body):
        purpose(line, reading, known)
    if "names" in noun.flags and reading.at < len(line) and not line[reading.at].joined:
        place = inner_name([c for c in known.get(reading.at, []) if c.type == "Place"])
        if place is not None:
            reading.take_in(place, "name")  # «العاصمة الكينية نيروبي»
    _unit(line, head, noun, reading, known, bodies_after)
    if "number" in noun.flags:
        number(line, reading)
    if "district" in noun.flags and not any(p.type == "Organization" for p in reading.parts):
        return None  # «المنطقة العربية» is no office
    acronym(line, reading)
    _located(line, head, noun, reading, known, bodies_after)
    if not _closed(head, noun, reading):
        return None
    return _made(line, head, noun, reading, known)


def _made(line: Line, head: Word, noun: TypeNoun, reading: Reading, known: Found) -> Candidate | None:
    """Return what was read as a candidate, or None where a name inside it is what is meant."""
    at = head.index
    whole = [c.last for c in known.get(at, ()) if not c.weak and c.type == noun.type and at + 1 < c.last < reading.at]
    if any(p.type == "Person" for last in whole for p in known.get(last, ())):
        return None  # «القيادي في حركة فتح عزام الأحمد»
    inside = reading.parts[-1] if reading.parts and not head.definite else None
    if inside is not None and _gives_way(noun, inside, reading):
        return None
    last = line[reading.at - 1]
    end = max([_end(line, last), *(p.end for p in reading.parts if p.last == reading.at)])  # «مدينة سبها»
    country = reading.whose
    if "his" in noun.flags and not (reading.parts and reading.parts[0].type == "Person"):
        return None  # «حملة ماكرون», but «حملة تونس»
    several = country is None and (reading.several or len(reading.nations) > 1)
    described = not head.definite and nationality(last) and not last.definite and "nation" in reading.met
    if described and reading.parts and reading.parts[-1].last == reading.at:
        described = False  # «جمهورية جنوب أفريقيا»: the place, no adjective
    rule = "indefinite" if described else f"noun:{noun.noun}"
    land = "land" in noun.flags and any(p.type == "Place" and p.last == reading.at for p in reading.parts)
    kind = "Place" if land or ("ward" in noun.flags and _where(line, at, noun, reading)) else noun.type
    return Candidate(line, at, reading.at, head.start, end, kind, rule, "", country,
                     head=head.bare, parts=reading.parts, several=several)  # fmt: skip


def _to_its_end(line: Line, reading: Reading, known: Found) -> None:
    """Read where a road leads: «طريق مكة جدة السريع», «طريق بغداد - كركوك»."""
    if not (reading.parts and reading.parts[-1].type == "Place" and reading.parts[-1].last == reading.at):
        return
    at = reading.at + (reading.at < len(line) and line[reading.at].norm in ("-", "–"))
    other = inner_name([c for c in known.get(at, ()) if c.type == "Place"])
    if other is not None and (other.start == line[at].start and not line[at].joined):
        reading.take_in(other, "name")


def _cast(line: Line, at: int, known: Found) -> bool:
    """Whether who stars in a work stands behind «بطولة»: «فيلم من بطولة أحمد عز»."""
    if not any(n.type == "Product" for w in line for n in w.form.nouns):
        return False
    run = name_run(line, at + 1, known) if at + 1 < len(line) and not line[at + 1].joined else None
    return run is not None and run.sure > 1 and run.last - at > 2


def _behind_article(line: Line, reading: Reading, noun: TypeNoun, known: Found) -> None:
    """Read what describes a definite noun, and the name that may stand beside it: «المستشفى الجامعي الحبيب بورقيبة»."""
    adjectives_after(line, reading)
    if noun.type in ("Event", "Product"):
        quoted_name(line, reading, known, work=noun.type == "Product")
    if "apposed" in noun.flags:
        apposed_name(line, reading, known)
    if "honours" in noun.flags:
        honoured_name(line, reading, known)


def _office_of_police(line: Line, reading: Reading, known: Found, found: Found) -> bool:
    """Read the force whose office it is, and its town: «إقليم الحرس الوطني بمدنين»; «منطقة النزاع» is none."""
    at = reading.at
    forces = [c for c in known.get(at, ()) if c.pattern.startswith("{} ") and not line[at].joined]
    if forces:
        reading.take_in(forces[0], "name")
        whereabouts(line, reading, known, found, attached=True)
    return bool(forces)


def _complete(head: Word, reading: Reading, known: Found) -> bool:
    """Whether a ل behind it says what somebody does there: «شركة توتال الفرنسية لبناء مجمع», «حلف الناتو لتقديم الدعم»."""
    if reading.met == {"generic"}:
        return True  # «مجلس إدارة النادي لمتابعة التحضيرات»
    told = "nation" in reading.met and bool(reading.met & {"name", "unknown", "quoted"})
    listed = any(c.last == reading.at and not c.weak for c in known.get(head.index, ()))
    return not head.definite and (told or listed)


def _located(line: Line, head: Word, noun: TypeNoun, reading: Reading, known: Found, found: Found) -> None:
    """Read the place that tells it from others of its kind: «محكمة الاستئناف بالرباط»."""
    called = "definite" in reading.met and not head.definite
    if "apart" in noun.flags and called and whereabouts(line, reading, known, found, aside=True):
        reading.met.add("name")  # «ملعب السلام بالقاهرة»: the place makes it a name and is one of its own
        return
    nameless = not reading.met & {"nation", "quoted", "unknown", "acronym", "number"} and reading.met != {"generic"}
    if "zone" in noun.flags and head.definite and reading.met == {"definite"}:
        whereabouts(line, reading, known, found, attached=True)  # «المنطقة الصناعية بقابس»
        return
    inside = "at" in noun.flags and nameless and all(p.type == "Organization" for p in reading.parts)
    if inside or _branch(line, head.index, noun, reading, known):
        whereabouts(line, reading, known, found)


def _unit(line: Line, head: Word, noun: TypeNoun, reading: Reading, known: Found, found: Found) -> bool:
    """Read what a unit is of, and the town that tells it from others: «للحرس الوطني بالمهدية», «لتونس بإسطنبول»."""
    flag = next((f for f in _UNDER if f in noun.flags), None)
    if flag is None or not (reading.met or head.definite):
        return False
    if flag == "statute" and line[reading.at - 1].bare not in _STATUTES:
        return False
    told = above(line, reading, known, found, *_UNDER[flag])
    listed = any(c.last == reading.at for c in known.get(head.index, ()))
    if told or (flag == "unit" and not listed and reading.met & {"definite", "name"}):
        whereabouts(line, reading, known, found, attached=flag != "state")  # «فرقة الشرطة العدلية بسوسة»
    return told


def _branch(line: Line, at: int, noun: TypeNoun, reading: Reading, known: Found) -> bool:
    """Whether a body is one of many that its town tells apart: «الإدارة الجهوية للتجارة بالمنستير», «مستشفى السلام بالقاهرة»."""
    if reading.at >= len(line) or not line[reading.at].raw.startswith("ب"):
        return False
    if not reading.met or any(c.last == reading.at for c in known.get(at, ())):
        return False
    local = any(w.definite and scopes().get(w.bare) == "local" for w in line[at + 1 : reading.at])
    return (local and noun.type == "Organization") or ("at" in noun.flags and "apart" not in noun.flags)


def _where(line: Line, at: int, noun: TypeNoun, reading: Reading) -> bool:
    """Whether a body's name stands for its ward: «ببلدية عين الحمام», «في مركز كرداسة»; not «قالت بلدية دبي»."""
    inside = line[at].proclitics.endswith("ب") or (at > 0 and line[at - 1].key in ("في", "الي", "قرب", "وسط"))
    if not inside or line[at].definite:
        return False
    if not reading.parts:
        return "bare-town" in noun.flags and reading.met == {"unknown"}
    last = reading.parts[-1]
    return (last.first, last.last, last.type) == (at + 1, reading.at, "Place")


def _masdar(word: Word) -> bool:
    """Whether an indefinite word is a masdar, by the lemmas or by its shape: «ترقيع»."""
    shaped = len(word.bare) == len("تفعيل") and word.bare[0] == "ت" and word.bare[3] == "ي"
    return not word.definite and (shaped or lexicon().is_masdar(word.bare))


def _gives_way(noun: TypeNoun, inside: Candidate, reading: Reading) -> bool:
    """Whether the noun only stands before a name: «جنود الاحتلال», «قذائف الحوثي», «شرق محافظة عفيف»."""
    if "names" in noun.flags and not inside.line[reading.first - 1].definite:
        return True  # «عاصمة مالي»
    if noun.type == "Group" and inside.type == "Place" and "nation" not in reading.met:
        return not _people_of(noun, inside)  # «عمال مطار النفيضة»
    if noun.type == "Product" and inside.type != "Product":
        return True  # «تطبيق الاتفاق النووي»
    if "term" in noun.flags and inside.type == "Person" and inside.first == reading.first:
        return True  # «ولاية سالم الكعبي» is his term of office
    if "part" in noun.flags and inside.first == reading.first and _state(inside):
        return True  # «من جهة سوريا»; but «جهة سوسة»
    if "act" in noun.flags and inside.type == "Event" and inside.first == reading.first:
        return True  # «تنظيم كأس العالم»
    side = any(n.is_side for n in inside.line[inside.first].form.nouns)
    if noun.is_side and side and inside.first == reading.first:
        return False  # «شمال شرق نيجيريا»
    if noun.is_side and inside.type == "Place" and inside.country and not _state(inside):
        return True  # «شمال عدن»; but «شمال العراق»
    if "might" in noun.flags and inside.type == "Place" and inside.first == reading.first:
        return True  # «قوة فرنسا» is how strong it is
    if "device" in noun.flags and inside.type == "Product" and "quoted" not in reading.met:
        return True  # «جهاز آيفون»
    if "inner" in noun.flags:
        return inside.type == "Organization" and "quoted" not in reading.met
    beside = inside.first == reading.first and (noun.type == "Place" or inside.type == "Place")
    return "side" in noun.flags and beside and inside.line[inside.first].bare in type_nouns()


def _state(place: Candidate) -> bool:
    """Whether a place is a whole country: «العراق», «المملكة»."""
    return place.name in countries().values() or bool(place.pattern)


def _people_of(noun: TypeNoun, country: Candidate) -> bool:
    """Whether people are told by their country, and by no second one: «حكام السعودية»."""
    people = is_person_noun(fold(noun.noun)) and country.rule == "known" and country.name in countries().values()
    after = country.line[country.last] if country.last < len(country.line) else None
    return people and (after is None or (after.proclitics != "و" and after.norm != "و"))


def _end(line: Line, last: Word) -> int:
    return last.end if last.kind == "word" else last.right


def _closed(head: Word, noun: TypeNoun, reading: Reading) -> bool:
    met = reading.met
    if not met:
        return False
    proper = met & {"nation", "name", "quoted", "unknown", "acronym", "number"}
    if noun.type == "Product" and met <= {"nation", "definite", "generic"}:
        return False  # «صواريخ إيرانية»
    if noun.flags & {"below", "statute"}:
        return "above" in met
    if "plan" in noun.flags:
        return head.definite and met >= {"for", "scope"}
    if "kept" in noun.flags:
        return _far_reaching(head, noun, met)
    if noun.closes == "quoted" and noun.type == "Organization" and met >= {"name", "definite"}:
        return True  # «شبكة تعز الإخبارية»
    if noun.closes == "quoted":
        return (head.definite and _far_reaching(head, noun, met)) or bool(met & {"quoted", "number", "latin"})
    if "act" in noun.flags and "generic" in met and not proper:
        return False  # «حركة الملاحة الدولية»
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
    bare = ("act" not in noun.flags and noun.type == "Organization") or "kept" in noun.flags  # «يوم الصحة العالمي»
    return "definite" in met and bool(met & {"scope", "seat"}) and bare
