"""Noun phrases and what stands between them: a greedy left-to-right reading of a tagged sentence.

A noun phrase is a head with its idafa chain («تشكيل لجنة التحقيق»), the adjectives that agree with it, and the
phrases joined to it by و. Prepositional phrases keep their preposition. Grammar: Ryding, A Reference Grammar of
Modern Standard Arabic (2005), ch. 8 (idafa) and 10 (adjectives).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from kg.arabic.morphology import adjectives, function_class
from kg.arabic.names import demonyms
from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.arabic.tables import read_table
from kg.arabic.vocabulary import count
from kg.extract.adjectives import compound, is_adjective, nisba_nouns
from kg.extract.counted import duals, is_ordinal, is_person_noun
from kg.extract.entities.nouns import singular_bodies
from kg.extract.entities.titles import titles
from kg.extract.tagging import accusative
from kg.extract.units import Unit
from kg.model import Entity, Quantity


@dataclass(slots=True)
class Phrase:
    """A noun phrase: `chain[0]` is its head, each further member the idafa complement of the one before."""

    chain: list[Unit]
    modifiers: list[Unit] = field(default_factory=list)
    joined: list[Phrase] = field(default_factory=list)  # the phrases that و and أو add to this one
    oblique: bool = False  # behind a quantifier, whose case it hides: «العديد من المحللين»

    @property
    def head(self) -> Unit:
        """The head noun."""
        return self.chain[0]

    @property
    def filler(self) -> Unit:
        """The unit that takes part: a name in apposition («حليفهم فلان»), the amount behind its noun («بنسبة 5%»)."""
        head = self.head
        if head.kind != "word":
            return head
        amount = len(self.chain) > 1 and isinstance(self.chain[1].note, Quantity)
        if amount and head.key in transparent("measure") and not self.chain[1].text.startswith("ال"):
            return self.chain[1]  # but «حصيلة التفجيرين»
        if len(self.chain) > 1 and head.key in transparent("part"):
            return self.chain[1]
        if len(self.chain) > 1 and head.key in transparent("act"):
            acts = [f for f in self.chain[1].forms if f.kind == "masdar"]
            if acts and not any(f.lemma in lexicon().joins for f in acts):
                return self.chain[1]  # «شدد على ضرورة وقف القتال», but not «عدم المشاركة في»
        if len(self.chain) == 1:
            named = (
                u for u in self.modifiers if isinstance(u.note, Entity) and u.note.type in ("Person", "Organization")
            )
            return next(named, head)
        return head

    def all(self) -> Iterator[Phrase]:
        """Yield this phrase and those joined to it."""
        yield self
        for other in self.joined:
            yield from other.all()

    def units(self) -> Iterator[Unit]:
        """Yield every unit of this phrase, joined ones included."""
        for phrase in self.all():
            yield from phrase.chain
            yield from phrase.modifiers


@dataclass(slots=True)
class Chunk:
    """One constituent: a noun phrase (`np`, with its preposition where it has one), a verb, a time, or a single word."""

    kind: str  # np, verb, time, sub, rel, conj, neg, adv, vpart, pron, mark, prep
    start: int  # unit indices, end exclusive
    end: int
    unit: Unit
    phrase: Phrase | None = None
    preposition: str = ""
    conjoined: bool = False  # و or ف stands before it
    taken: bool = False  # a verb asks for its preposition, over the head of a nearer noun
    opens: bool = False  # a subject that و joins before its verb opens a clause


_SKIPPED_MARKS = set("«»\"“”'’‘")
_HEADLESS = {"كل", "جميع", "بعض", "معظم", "أغلب", "أغلبية", "غالبية", "سائر", "كافة", "كلا", "كلتا", "عدد", "عددا", "عدة",
             "بضع", "بضعة", "نحو", "حوالي", "قرابة", "زهاء", "أكثر", "أقل", "مختلف", "شتى", "نفس", "ذات", "أي", "أية",
             "مجمل", "عموم", "العديد", "عديد"}  # fmt: skip


@cache
def transparent(kind: str) -> frozenset[str]:
    """Return the nouns behind which stands what is meant, of one kind (see the head of `transparent_nouns.tsv`)."""
    rows = read_table("transparent_nouns.tsv", ("word", "kind"))
    return frozenset(fold(row["word"]) for row in rows if row["kind"] == kind)


def chunk(units: list[Unit]) -> list[Chunk]:
    """Cut tagged units into chunks, in order, covering all of them."""
    out: list[Chunk] = []
    at = 0
    while at < len(units):
        made = _next(units, at)
        if made.kind == "mark" and made.unit.text in _SKIPPED_MARKS and out and out[-1].kind == "np":
            out[-1].end = made.end  # «شن «هجوما» استهدف القرية»
        else:
            out.append(made)
        at = made.end
    return out


def _next(units: list[Unit], at: int) -> Chunk:
    unit = units[at]
    if unit.kind == "time":
        return Chunk("time", at, at + 1, unit, preposition=unit.preposition, conjoined=unit.conjoined)
    if unit.cls == "prep" and not unit.enclitic:
        if at + 1 < len(units) and function_class(f"{unit.norm} {units[at + 1].norm}") == "adv":  # «على الأقل»
            return Chunk("adv", at, at + 2, unit, conjoined=unit.conjoined)
        if (doer := _doer(units, at)) is not None:
            phrase, end = _phrase(units, doer)
            return Chunk("np", at, end, phrase.head, phrase, BY, unit.conjoined)
        after = _skip_marks(units, at + 1)
        if after < len(units) and units[after].kind == "time":
            return Chunk("time", at, after + 1, units[after], preposition=unit.norm, conjoined=unit.conjoined)
        if after < len(units) and _starts_phrase(units[after]) and not units[after].preposition:
            phrase, end = _phrase(units, after, between=unit.norm == "بين")
            return Chunk("np", at, end, phrase.head, phrase, unit.norm, unit.conjoined)
        return Chunk("prep", at, at + 1, unit, preposition=unit.norm, conjoined=unit.conjoined)
    if unit.cls in ("prep", "sub", "rel", "conj", "neg", "adv", "vpart", "pron", "mark"):
        return Chunk(unit.cls, at, at + 1, unit, preposition=unit.norm if unit.cls == "prep" else "",
                     conjoined=unit.conjoined)  # fmt: skip
    if _beside(units, at):
        phrase, end = _phrase(units, at + 1)
        return Chunk("np", at, end, phrase.head, phrase, "في", unit.conjoined)  # «في مدينة الصدر شرقي بغداد»
    if unit.text == "الـ" or (unit.norm == "هذا" and at + 1 < len(units) and units[at + 1].conjoined):
        return Chunk("adv", at, at + 1, unit, conjoined=unit.conjoined)  # «الـ"فيفا"», «هذا وأكد الوزير»
    if unit.pos == "verb":
        return Chunk("verb", at, at + 1, unit, conjoined=unit.conjoined)
    if _starts_phrase(unit):
        phrase, end = _phrase(units, at)
        return Chunk("np", at, end, phrase.head, phrase, unit.preposition, unit.conjoined)
    return Chunk("mark" if unit.pos == "mark" else "adv", at, at + 1, unit, conjoined=unit.conjoined)


_ONE_OR_OTHER = {"واحد", "اخر", "ثالث"}  # «من طرف واحد», «من جانب آخر» name nobody
BY = "على يد"  # the slot of who did it, behind any of the words that bring one in


def _doer(units: list[Unit], at: int) -> int | None:
    """Where the doer of a passive begins: «أوقف من قبل الشرطة», «قتل على أيدي مسلحين»."""
    if (
        at + 2 >= len(units)
        or function_class(f"{units[at].norm} {units[at + 1].norm}") != "by"
        or units[at + 1].enclitic
    ):
        return None
    after = _skip_marks(units, at + 2)
    if after >= len(units) or not _starts_phrase(units[after]) or units[after].preposition or units[after].conjoined:
        return None
    return None if units[after].key in _ONE_OR_OTHER else after


def _beside(units: list[Unit], at: int) -> bool:
    """Whether a word tells on which side of a place: «شرقي بغداد»."""
    follows = units[at].key in transparent("side") and not units[at].definite and at + 1 < len(units)
    return follows and (_place(units[at + 1]) or _known_place(units[at + 1]))


def _place(unit: Unit) -> bool:
    return isinstance(unit.note, Entity) and unit.note.type == "Place" and not unit.proclitics


def _known_place(unit: Unit) -> bool:
    """Whether a definite noun is a place: «غربي العاصمة»."""
    return unit.definite and unit.kind == "word" and not unit.proclitics[:-1] and unit.key in lexicon().classes["place"]


def _starts_phrase(unit: Unit) -> bool:
    return unit.kind in ("entity", "quantity", "number", "latin") or unit.pos in ("noun", "adj", "dem", "quant")


def _skip_marks(units: list[Unit], at: int) -> int:
    while at < len(units) and units[at].kind == "mark" and units[at].text in _SKIPPED_MARKS:
        at += 1
    return at


def _phrase(units: list[Unit], at: int, joined: bool = False, between: bool = False) -> tuple[Phrase, int]:
    """Read a noun phrase that begins at `at`; return it and the index after it."""
    start = at
    at = _meant(units, at)
    phrase = Phrase([units[at]], oblique=at > start)
    tail = units[at]
    at += 1
    while at < len(units):
        at = _skip_open(units, at)
        if at >= len(units):
            break
        unit = units[at]
        if unit.kind == "mark" and unit.text == "(":
            close = next((i for i in range(at + 1, min(at + 8, len(units))) if units[i].text == ")"), None)
            if close is None:
                break
            at = close + 1
            continue
        if unit.text in ("-", "–") and phrase.modifiers and at + 1 < len(units) and _group(units[at + 1]):
            phrase.modifiers.append(units[at + 1])  # «اتفاق أمريكي – عراقي»
            at += 2
            continue
        if not _starts_phrase(unit) or unit.kind == "time":
            break
        if _beside(units, at):
            break
        if unit.conjoined or (unit.proclitics and unit.proclitics != ("ال",)):
            break
        if _modifies(unit, tail, phrase) or (unit.key in _TEN and is_ordinal(fold(units[at - 1].text))):
            phrase.modifiers.append(unit)  # «المرة الثانية عشرة»
        elif _complements(unit, tail, phrase):
            at = _meant(units, at)  # «اعتقال عدد من المتظاهرين», «توفير كافة الإمكانيات»
            phrase.chain.append(units[at])
            tail = units[at]
        elif _apposed(unit, tail) or _of_the_counted(unit, tail):
            phrase.modifiers.append(unit)  # apposition: «الوزير فلان», «حليفهم فلان»
        else:
            break
        at += 1
    if joined:
        return phrase, at
    while at < len(units):
        step = _skip_marks(units, at)
        if step >= len(units):
            break
        unit = units[step]
        lone = unit.cls == "conj" and unit.norm in ("و", "أو")
        after = _skip_marks(units, step + 1) if lone else step
        if after >= len(units) or not _starts_phrase(units[after]):
            break
        if not (lone or unit.conjoined) or units[after].preposition:
            break
        nearest = phrase.joined[-1] if phrase.joined else phrase
        if not lone and (_adjective_again(units[after], nearest) or _group_again(units[after], nearest)):
            nearest.modifiers.append(units[after])
            at = after + 1
            while at < len(units) and not units[at].conjoined and _group(units[at]):
                nearest.modifiers.append(units[at])  # «قصف جوي ومدفعي إسرائيلي»
                at += 1
            continue
        if not (_joins(phrase, units[after]) or (between and not phrase.joined)):  # «بين الشرطة ومتظاهرين»
            break
        if not phrase.joined and _joins_act(units, start, after):
            break
        other, at = _phrase(units, after, joined=True)
        phrase.joined.append(other)
    return phrase, max(at, start + 1)


def _meant(units: list[Unit], at: int) -> int:
    """Where the noun stands that is meant behind demonstratives and quantifiers."""
    while units[at].pos in ("dem", "quant") and at + 1 < len(units):
        step = _skip_marks(units, at + 1)
        # «عدد من المسؤولين», «كل من القاهرة والرياض»: the noun counts, not its measure
        if (
            units[at].norm in ("عدد", "عددا", "العديد", "عديد", "كثير", "مزيد", "كل")
            and step + 1 < len(units)
            and units[step].norm == "من"
        ):
            step += 1
        elif units[at].norm in ("عدد", "عددا"):
            if step + 2 < len(units) and units[step + 1].norm == "من" and not units[step].definite:
                step += 2  # «عدد كبير من المسؤولين»
        elif _bounded(units, at):
            step = _skip_marks(units, at + 2)  # «أكثر من 48 ألف شخص»
        if step >= len(units) or not _starts_phrase(units[step]) or units[step].proclitics[:1] == ("و",):
            break
        if units[at].pos == "quant" and (units[at].norm not in _HEADLESS or units[at].enclitic):
            break
        at = step
    return at


def _bounded(units: list[Unit], at: int) -> bool:
    """Whether a bound stands before an amount: «أكثر من 20 شخصا», «أقل من»."""
    after = units[at + 1 : at + 3]
    return (
        units[at].norm in ("أكثر", "أقل", "أزيد")
        and len(after) == 2
        and after[0].norm == "من"
        and after[1].kind == "quantity"
    )


def _skip_open(units: list[Unit], at: int) -> int:
    step = _skip_marks(units, at)
    # a quotation mark inside a phrase is passed over only where the phrase goes on behind it
    if step != at and step < len(units) and not (_starts_phrase(units[step]) and not units[step].proclitics[:-1]):
        return at
    return step


def _adjective_again(unit: Unit, phrase: Phrase) -> bool:
    """«الوحدات الأمنية والعسكرية», «جدول محدد وواضح»: an adjective joined to one, agreeing with it."""
    last = phrase.modifiers[-1] if phrase.modifiers else None
    if last is None or last.kind != "word" or unit.kind != "word" or unit.enclitic:
        return False
    plain = not any(f.kind in ("masdar", "noun", "verb") for f in unit.forms) or any(
        f.kind == "active" for f in unit.forms
    )
    agrees = unit.definite == last.definite and unit.norm.endswith("ة") == last.norm.endswith("ة")
    return agrees and plain and (unit.pos == "adj" or is_adjective(unit))


def _group_again(unit: Unit, phrase: Phrase) -> bool:
    """«بوساطة قطرية ومصرية»: a nationality joined to one."""
    return _group(unit) and bool(phrase.modifiers) and _group(phrase.modifiers[-1])


def _joins_act(units: list[Unit], start: int, at: int) -> bool:
    """Whether a masdar goes on what one before it began: «طالب بفتح تحقيق في أسباب الحادث ومحاسبة المتسببين»."""
    first, behind = units[start], units[at + 1] if at + 1 < len(units) else None
    back = start - 1 if first.cls != "prep" and not first.preposition else start
    parted = bool(first.preposition) or (start > 0 and units[start - 1].cls == "prep")
    ahead = units[max(back - 4, 0) : start]
    begun = any(_bare_act(u) for u in ahead if u.pos == "noun" and not u.conjoined)
    goes_on = behind is not None and behind.definite and not behind.proclitics[:-1]
    return parted and begun and goes_on and _bare_act(units[at]) and not any(f.kind == "masdar" for f in first.forms)


def _bare_act(unit: Unit) -> bool:
    """Whether a word may be a masdar in the singular before its complement: «محاسبة»."""
    acts = any(f.kind == "masdar" and f.number in ("", "s") for f in unit.forms)
    return acts and not unit.definite and not unit.enclitic


def _joins(phrase: Phrase, unit: Unit) -> bool:
    if phrase.head.kind == "entity" and any(f.kind == "masdar" for f in unit.forms):
        return False  # «العودة إلى عدن واتخاذها مقرا»
    if unit.kind in ("entity", "quantity") or phrase.head.kind in ("entity", "quantity"):
        return True
    return unit.definite == phrase.head.definite or not phrase.head.definite or bool(unit.enclitic)


def _modifies(unit: Unit, tail: Unit, phrase: Phrase) -> bool:
    """Adjectives agree in definiteness: «لجنة عليا», «القوات الأمنية»; a nationality beside a noun is one too."""
    if isinstance(unit.note, Entity):
        return _group(unit)
    if unit.kind in ("quantity", "number"):
        return False
    if compound(unit, tail):
        return not unit.enclitic  # «طائرات إسرائيلية مسيرة»
    if unit.pos == "adj" and _undergoes(unit, tail):
        return False  # «ترحيل مفكر إسلامي»
    if tail.kind == "entity" and not unit.definite and unit.norm.endswith(("ون", "ين")):
        return False  # «طردت موسكو دبلوماسيين»
    if unit.definite and unit.norm.endswith(("ون", "ين")) and not _several(tail):
        return False  # «يلزم القسم المشرعين»
    if unit.definite and unit.norm.endswith("ة") and tail.definite and tail.key in _men():
        return False  # «اتهم الوزير المعارضة»
    if unit.norm.endswith("ات") and tail.norm.endswith(("ون", "ين")) and tail.kind == "word":
        return False  # «ألقى محتجون مقذوفات»
    if not unit.definite and _other_case(unit, tail):
        return False  # «استهدفت طائرة قياديا»
    if unit.pos in ("adj", "dem") or (unit.norm in ("نفس", "ذات") and unit.enclitic and tail.definite):
        return True  # «في الوقت نفسه»
    if unit.definite:
        after_definite = tail.definite or tail.enclitic or any(u.definite for u in phrase.chain)
        return bool(after_definite) and (is_adjective(unit) or is_ordinal(fold(unit.text)) or _describes(unit, tail))
    if unit.enclitic or tail.definite or unit.forms or not is_adjective(unit):
        return False
    # a masdar is masculine singular: «تشكيل جمعية» is no adjective
    return not (unit.norm.endswith("ة") and any(f.kind == "masdar" and f.gender == "m" for f in tail.forms))


def _other_case(unit: Unit, tail: Unit) -> bool:
    """Whether an accusative in ا stands behind a noun that would show that case too, and does not."""
    if not unit.norm.endswith("ا") or not accusative(unit) or tail.kind != "word" or tail.definite or tail.enclitic:
        return False
    return not tail.norm.endswith(("ا", "ى", "ء", "ي", "ين", "ات"))


@cache
def _men() -> frozenset[str]:
    """Titles of one man, which no adjective in ة describes."""
    return frozenset(key for key, title in titles().items() if title.words == 1 and not key.endswith("ه"))


def _several(unit: Unit) -> bool:
    """Whether a noun may be a plural or a dual, as the adjective behind it is."""
    if unit.kind != "word":
        body = isinstance(unit.note, Entity) and unit.note.type in ("Organization", "Place")
        first = fold(unit.text.split()[0]).removeprefix("ال")
        if isinstance(unit.note, Entity) and unit.note.type == "Person":
            return first.endswith(("ان", "ين", "ون", "اء"))  # «دعا رئيس الوزراء المتظاهرين»
        return not (body and (unit.text.endswith("ة") or first in singular_bodies()))  # «أحالت النيابة العامة المتهمين»
    if unit.key in singular_bodies() or unit.key in _men():
        return False
    if any(unit.key in lexicon().classes[name] for name in ("police", "troops", "body", "gang")):
        return not unit.norm.endswith("ة")  # «منعت الشرطة المحتجين»
    if is_person_noun(unit.key):
        return True
    return not unit.norm.endswith("ة") and not any(f.kind == "masdar" for f in unit.forms)


def _undergoes(unit: Unit, tail: Unit) -> bool:
    """Whether a participle behind a masdar is somebody to whom it is done rather than its adjective."""
    masdar = any(f.kind == "masdar" for f in tail.forms) and not tail.definite
    if unit.key in lexicon().classes["attackadj"] and is_adjective(unit):
        return False  # «هجوم انتحاري»
    return masdar and not unit.definite and is_person_noun(unit.key)


@cache
def _classed() -> frozenset[str]:
    """The nouns that the classes of frames list, whatever they are for."""
    return frozenset(w for name, words in lexicon().classes.items() if name != "attackadj" for w in words)


def _describes(unit: Unit, tail: Unit) -> bool:
    """Whether a definite word behind a definite noun is its adjective rather than a noun of its own.

    «القوى الكبرى» is, «القوى المطالب» is not: words that are nouns elsewhere are, and feminine words agree.
    """
    if tail.enclitic and unit.norm.endswith("ية") and tail.norm.endswith(("ات", "ت")):
        return True  # «علاقاتها الشخصية»
    if unit.key in nisba_nouns() or any(f.kind in ("masdar", "noun") for f in unit.forms):
        return False
    if unit.key in _classed() and not is_adjective(unit):
        return False  # «استعاد الجيش المدينة», «حملت المعارضة الحكومة المسؤولية»
    if any(f.kind in ("active", "passive") for f in unit.forms):
        return True
    if unit.norm.endswith("ة"):
        both = count("ال" + unit.norm[:-1]) > 2  # «العقود الآجلة»
        return tail.norm.endswith(("ة", "ات")) or tail.kind == "entity" or both
    return False


def _group(unit: Unit) -> bool:
    """A nationality adjective: a Group mention of one word with a nisba ending."""
    return isinstance(unit.note, Entity) and unit.note.type == "Group" and " " not in unit.text and is_adjective(unit)


def _stranger(unit: Unit) -> bool:
    """Whether a word is met nowhere else, as the names of people are that no list has."""
    return unit.kind == "word" and not unit.forms and count(unit.norm) + count("ال" + unit.norm) == 0


def _thing(noun: Unit) -> bool:
    """Whether a definite noun is nobody whom a name can follow: «قصر السلام», «كرم المهرجان»."""
    plain = all(f.kind == "noun" for f in noun.forms) or noun.key in lexicon().classes["place"]
    return noun.definite and plain and not (is_person_noun(noun.key) or noun.key in titles())


def _apposed(unit: Unit, tail: Unit) -> bool:
    """Whether a name says who or what the noun before it is: «الوزير فلان», «حليفهم فلان», «العاصمة بغداد»."""
    if not isinstance(unit.note, Entity) or tail.kind != "word" or not (tail.definite or tail.enclitic):
        return False
    if unit.note.type == "Place":
        return tail.key in lexicon().classes.get("place", ())
    if (
        unit.note.type == "Person"
        and tail.norm.endswith("ة")
        and not (is_person_noun(tail.key) or tail.key in titles())
    ):
        return False  # «عينت القيادة العامة محمد البشير رئيسا»
    if unit.note.type == "Person" and tail.key in lexicon().classes["body"] and not is_person_noun(tail.key):
        return False  # «عين المجلس محمد سالم مديرا»
    if unit.note.type == "Person" and any(f.kind == "masdar" for f in tail.forms) and not is_person_noun(tail.key):
        return False  # «حضر الاجتماع وزير الدفاع محمد سالم»
    first = fold(unit.text.split()[0])
    if unit.note.type == "Person" and first.removeprefix("ال") in titles() and _thing(tail):
        return False  # «استقبل الملك في قصر السلام الرئيس الكيني»
    if unit.note.type == "Person" and tail.enclitic and not (is_person_noun(tail.key) or _relates(tail.key)):
        return False  # «استقبل الوزير في مكتبه السفير الفرنسي»
    if unit.note.type == "Organization" and first in lexicon().classes["body"] | lexicon().classes["speaker"]:
        return False  # «حمل المجلس وزارة الأشغال المسؤولية»
    offices = titles().get(first), titles().get(tail.key)
    office = offices[1] is not None and not tail.enclitic  # but «فاز على ضيفه الرجاء»
    if unit.note.type == "Organization" and unit.text.startswith("ال") and office:
        return False  # «دعا الوزير الوفد البلجيكي إلى»
    if all(t is not None and t.kind == "office" for t in offices):
        return False  # «أقال الملك رئيس الحكومة»
    return unit.note.type not in ("Group", "Event") and not unit.text.startswith("نظير")  # «التقى الوزير نظيره التركي»


@cache
def _related() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("kin.tsv", ("word",))) | transparent("related")


def _relates(key: str) -> bool:
    """Whether a noun is somebody in relation to another: «شقيقه», «حليفهم», a title."""
    return key in _related() or key in titles() or key.removesuffix("ه") in _related()


_TEN = ("عشر", "عشره")
_OF_OFFICES = ("عام", "أول", "مساعد")  # «مديرة عامة الوكالة»


def _of_the_counted(unit: Unit, tail: Unit) -> bool:
    """Whether an indefinite noun says what the counted ones are for or of: «200 شاحنة مساعدات», «5 حافلات ركاب»."""
    counted = isinstance(tail.note, Quantity) and not tail.text.split()[-1].startswith("ال")
    bare = unit.kind == "word" and unit.pos == "noun" and not (unit.definite or unit.enclitic or unit.preposition)
    shown = tail.text.endswith(("ا", "ً"))  # «إلى 67 قتيلا حصيلة التفجيرين»: nothing stands in idafa to an accusative
    return counted and bare and not shown and not accusative(unit) and not unit.forms


def _parts(adjective: Unit, unit: Unit) -> bool:
    """Whether an adjective stands right before a noun, so that no idafa holds over it; «أمين عام الحزب» has one."""
    stem = adjective.norm.removesuffix("ة")
    if adjective.index == unit.index - 1 and _group(adjective) and not adjective.text.startswith("ال"):
        return True  # «نفى متحدث سوداني سقوط مروحية»
    if adjective.index != unit.index - 1 or adjective.pos != "adj" or adjective.definite:
        return False
    if adjective.norm.endswith("ة") and all(f.kind in ("active", "passive", "noun") for f in adjective.forms):
        known = fold(stem) in adjectives() or fold(stem) in demonyms()
        return stem not in _OF_OFFICES and (known or bool(adjective.forms))
    return not adjective.forms and stem.endswith("ي") and (fold(stem) in adjectives() or fold(stem) in demonyms())


def _complements(unit: Unit, tail: Unit, phrase: Phrase) -> bool:
    """Idafa: an indefinite noun takes the noun after it: «تشكيل لجنة», «قرار المحكمة», «مقتل 5 جنود»."""
    if tail.definite or tail.enclitic or tail.kind in ("number", "latin"):
        return False
    if phrase.modifiers and (_parts(phrase.modifiers[-1], unit) or compound(phrase.modifiers[-1], tail)):
        return False  # «نفى مصدر عسكري سقوط طائرة»
    if accusative(unit) and not unit.definite and not unit.norm.endswith("ين"):
        return False  # «أثار الاقتراح جدلا»: a complement is genitive
    if _stranger(tail) and unit.kind == "word" and not _stranger(unit):
        return False  # «تولى كارلين قيادة الفريق»
    if (
        tail.norm.endswith(("ون", "ان"))
        and len(tail.norm) > 4
        and any(f.kind in ("active", "passive") for f in tail.forms)
    ):
        return False  # «هاجم مسلحون نقطة»: before its complement it would be «مسلحو»
    if tail.norm.endswith("ا") and tail.forms and all(f.kind == "active" for f in tail.forms):
        return False  # «داعيا منتسبيه إلى التبرع»
    if isinstance(tail.note, Quantity):
        return False
    share = isinstance(unit.note, Quantity) and unit.note.unit == "percent"
    if share and unit.kind == "quantity" and not any(f.kind == "masdar" for f in tail.forms):
        return tail.key in transparent("measure")  # «صعد خام برنت 0.4 في المئة»
    people = isinstance(unit.note, Quantity) and unit.note.unit == "person"
    opposes = bool(unit.enclitic) and any(f.kind == "masdar" for f in tail.forms)  # «معارضة حزبه للقانون»
    somebody = is_person_noun(tail.key) and not (unit.definite or opposes)
    if (people or somebody) and is_adjective(tail):
        return False  # «فجر انتحاري شاحنة», «قتل مسلح ثلاثة جنود»
    if people and is_person_noun(tail.key) and tail.key in duals():
        return False  # «قتل شرطي ثلاثة أشخاص»
    if tail.norm.endswith("تا") and count(tail.norm[:-2] + "ة") > 1:
        return True  # «قذيفتا مورتر»
    return not (tail.norm.endswith("ا") and len(tail.norm) > 3 and not tail.norm.endswith(("يا", "عا")))
