"""Who speaks: the subject of a word of saying, whoever a noun stands for, or the last one who spoke."""

from __future__ import annotations

from functools import cache

from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.extract.claims import manner
from kg.extract.counted import is_person_noun
from kg.extract.events import Draft
from kg.extract.predicate import Predicate
from kg.extract.quotations import closes_quotation, long_quotation
from kg.extract.speakers import SPEAKERS, can_speak, is_body, saying_words
from kg.extract.subjects import gender
from kg.extract.units import Unit
from kg.model import Entity

COMMAS = ("،", ",")


class Speakers:
    """Who has spoken so far, for verbs of saying whose subject is left out or a bare noun («الوزير»)."""

    def __init__(self, names: list[Unit]) -> None:
        self.names = names  # every name of the article, in order
        self.named: list[Unit] = []
        self.host: Unit | None = None  # the last person whom a sentence is about
        self.acted: list[Unit] = []  # who did something in the last sentence where somebody named did
        self.turn: tuple[Unit, Unit | None, Unit | None] | None = None  # who spoke last: agent, name, unnamed

    def heard(self, unit: Unit) -> None:
        """Remember a name that has spoken."""
        self.named.append(unit)

    def last(self, feminine: bool | None, kind: str = "", body: str = "") -> Unit | None:
        """Return the name that spoke last, of a gender, a type and a kind of body where these are given."""
        for unit in reversed(self.named):
            assert isinstance(unit.note, Entity)
            if kind and unit.note.type != kind:
                continue
            if (
                body
                and (head := fold(unit.note.text).split()[0].removeprefix("ال")) != body
                and head in lexicon().classes["body"]
            ):
                continue  # «الشركة» is not the union named last
            shown = gender(unit)
            if feminine is None or not shown or (shown == "f") == feminine:
                return unit
        return None


def citing(draft: Draft, drafts: list[Draft]) -> Predicate | None:
    """Return the verb that cites what a word of saying says: itself, or that before «قوله» or «تأكيده»."""
    predicate = draft.predicate if draft.predicate.verbal else draft.predicate.governor
    if (predicate is not None and predicate.verbal) or not draft.unit.enclitic:
        return predicate
    before = (d.predicate for d in reversed(drafts) if d.predicate.verbal and d.unit.index < draft.unit.index)
    return next(before, None)


def cited(draft: Draft, drafts: list[Draft], speakers: Speakers) -> tuple[Unit | None, Unit | None] | None:
    """Who is quoted through another: «نقلت الوكالة عن الوزير قوله إن», as a name or else a noun; None where nobody is."""
    predicate = citing(draft, drafts)
    lemma = fold(predicate.form.lemma) if predicate is not None else ""
    via = "إلى" if lemma in saying_words()["credits"] else "عن"
    if predicate is None or not predicate.verbal or not (via == "إلى" or lemma in saying_words()["cites"]):
        return None
    if not draft.predicate.verbal and not draft.unit.enclitic:
        return None
    for unit in predicate.get(via) + predicate.get(f"far:{via}"):
        if isinstance(unit.note, Entity) and unit.note.type in SPEAKERS:
            return unit, None
        if unit.kind == "quantity" and can_speak(unit):
            return None, unit  # «نقلت الوكالة عن ثلاثة مصادر أن»
        if unit.kind == "word" and (again := same_source(unit, speakers, draft.sentence.units)) is not None:
            return again[1], again[2] or unit  # «وحسبما نقلت الوكالة عن المصدر»
        if unit.kind == "word" and can_speak(unit):
            return (stands_for(unit, _feminine(draft), speakers) if unit.definite else None), unit
    return None


def speaker_of(draft: Draft, drafts: list[Draft], speakers: Speakers) -> tuple[Unit | None, Unit | None]:
    """Return the named speaker or, where there is none, the noun that stands for one."""
    form, feminine = draft.predicate.form, _feminine(draft)
    if form.kind == "active" and not draft.get("agent") and (subject := _main_subject(draft, drafts)) is not None:
        draft.add("agent", subject)  # «التقى الوزير …، مؤكدا أن»
    agents = draft.get("agent")
    for unit in agents:
        if isinstance(unit.note, Entity) and unit.note.type in SPEAKERS:
            return unit, None
    for unit in agents:
        issuer = _issuer(unit, draft, speakers)
        if issuer is not None:
            draft.roles["agent"] = [issuer if u is unit else u for u in agents]
            draft.ways[id(unit)] = "apart"
            return issuer, None
        if unit.enclitic and {unit.key, unit.key.removesuffix("ت") + "ه"} & saying_words()["honorific"].keys():
            return _honoured(speakers), unit
        if unit.key in saying_words()["probe"]:
            return None, unit
        if (again := same_source(unit, speakers, draft.sentence.units)) is not None:
            return again[1], again[2]
        if (named := _named_behind(unit, draft.sentence.units)) is not None:
            draft.roles["agent"] = [named if u is unit else u for u in agents]
            return named, None
        if (one := _one_of(unit, draft.sentence.units)) is not None:
            return None, one
        outlet = None if _tells_whom(draft) else outlet_of(unit, draft.sentence.units)
        if (body := _in_whose_name(unit, draft.sentence.units) or outlet) is not None:
            return body, None
        if unit.key in saying_words()["unnamed"] or unit.kind == "quantity":
            return None, unit
        if unit.definite:  # «الوزير», «البيان», «الجمعية»: whoever of that kind spoke or was named last
            return stands_for(unit, _feminine(draft), speakers), unit
        return None, unit
    if draft.predicate.verbal and (subject := _main_subject(draft, drafts)) is not None:
        draft.add("agent", subject)  # «ألقى الرئيس كلمة أكد فيها»
        if isinstance(subject.note, Entity):
            return subject, None
        return (stands_for(subject, feminine, speakers) if subject.definite else None), subject
    goes_on = form.kind == "active" or (form.kind in ("masdar", "noun") and draft.unit.enclitic in ("ه", "ها"))
    if goes_on and not draft.predicate.verbal and (after := _subject_after(draft)) is not None:
        draft.add("agent", after)  # «وفي رده على سؤال، قال الوزير»
        return (after, None) if isinstance(after.note, Entity) else (None, after)
    governor = draft.predicate.governor
    closes = form.kind == "masdar" and governor is not None and governor.verbal and governor.subject_dropped
    goes_on = goes_on or (closes and draft.unit.preposition == "ب")  # «وختم بالقول إن»
    if speakers.turn is not None and (draft.predicate.verbal or goes_on):
        agent, name, unnamed = speakers.turn
        if (gender(agent) in ("", form.gender) or not form.gender) and _as_many(draft, agent):
            draft.add("agent", last_named(name or agent, draft, speakers.names))
            return name, unnamed
    if form.kind == "masdar" and draft.unit.preposition == "ب" and draft.predicate.complement is not None:
        subject = next((s for s in draft.sentence.subjects if can_speak(s) and s.index < draft.unit.index), None)
        if subject is not None:  # «رفض الوزير …، مكتفيا بالقول إن»
            draft.add("agent", subject)
            if isinstance(subject.note, Entity):
                return subject, None
            again = same_source(subject, speakers, draft.sentence.units)
            return (again[1], again[2]) if again is not None else (None, subject)
    if form.kind in ("masdar", "noun") and not draft.unit.enclitic:
        return None, None  # «إثر الإعلان عن تكليف الوزير»: whose, nobody tells
    last = speakers.last(feminine if draft.predicate.verbal else None)
    if last is None and draft.predicate.verbal and draft.predicate.form.aspect == "perf":
        # «أوقفت الوزارة ثلاثة أشخاص. وأضافت في بيان أنهم»
        last = next((u for u in speakers.acted if gender(u) in ("", draft.predicate.form.gender)), None)
    if last is not None and not _as_many(draft, last):
        return None, None  # «عدم تصديق من يتحدثون عن»
    if last is not None:
        draft.add("agent", last_named(last, draft, speakers.names))
    return last, None


def _tells_whom(draft: Draft) -> bool:
    """Whether who is told stands right behind who tells: «أبلغت مصادر «رويترز» بأن»."""
    return any(f.roles.get("obj") == "patient" for f in lexicon().frames(draft.predicate.form.lemma) if f.type == "Say")


def last_named(unit: Unit, draft: Draft, names: list[Unit]) -> Unit:
    """The last mention before a trigger of the one that a unit names; who is left out is who was named last."""
    if not isinstance(unit.note, Entity):
        return unit
    again = (u for u in reversed(names) if unit.start <= u.start < draft.start and _same_name(u, unit))
    return next(again, unit)


def _same_name(one: Unit, other: Unit) -> bool:
    assert isinstance(one.note, Entity) and isinstance(other.note, Entity)
    return one.note.type == other.note.type and one.note.name == other.note.name


def _in_whose_name(unit: Unit, units: list[Unit]) -> Unit | None:
    """Return the body that a nameless spokesman speaks for: «قال متحدث عسكري باسم الجيش الإسرائيلي»."""
    if unit.key not in saying_words()["voice"]:
        return None
    behind = [u for u in units[unit.index + 1 : unit.index + 5] if u.pos != "adj"]
    if len(behind) < 2 or behind[0].preposition != "ب" or behind[0].key not in ("اسم", "باسم"):
        return None
    note = behind[1].note
    return behind[1] if isinstance(note, Entity) and note.type in ("Organization", "Place") else None


def outlet_of(unit: Unit, units: list[Unit]) -> Unit | None:
    """Return the body whose correspondent or sources speak: «أفاد مراسل وكالة سبأ أن», «وفقا لمصادر المرصد»."""
    if unit.key not in saying_words()["correspondent"] or unit.enclitic:
        return None
    behind = next((u for u in units[unit.index + 1 : unit.index + 3] if u.text not in '«“"'), None)
    body = behind is not None and isinstance(behind.note, Entity) and behind.note.type == "Organization"
    return behind if body and behind is not None and not behind.preposition and not behind.conjoined else None


def _named_behind(unit: Unit, units: list[Unit]) -> Unit | None:
    """Return the person whose name stands between commas behind what describes them: «أفاد أحد المنسقين، فلان، أن»."""
    for at in range(unit.index + 1, min(unit.index + 8, len(units) - 2)):
        if units[at].pos == "verb" or units[at].cls == "sub":
            return None
        if units[at].text in COMMAS:
            name, after = units[at + 1].note, units[at + 2]
            closed = after.text in COMMAS or after.cls == "sub"
            return units[at + 1] if closed and isinstance(name, Entity) and name.type == "Person" else None
    return None


def _issuer(unit: Unit, draft: Draft, speakers: Speakers) -> Unit | None:
    """Whose report or finding speaks: «كشفت تحقيقات النيابة العامة أن»."""
    units = draft.sentence.units
    if unit.key not in saying_words()["paper"] or unit.definite or unit.index + 1 >= len(units):
        return None
    after = next(u for u in (*units[unit.index + 1 :], units[-1]) if u.pos != "adj" or u.key in _ISSUED)
    if after.key in _ISSUED and after.index + 2 < len(units) and units[after.index + 1].norm == "عن":
        after = units[after.index + 2]  # «بيان صادر عن الوزارة»
    elif after.pos == "verb":
        named, noun, _ = issued_by(units, after, unit)  # «إحصائيات نشرتها الوزارة»
        return named or (stands_for(noun, None, speakers) if noun is not None and noun is not unit else None)
    known = after.definite or (after.index + 1 < len(units) and units[after.index + 1].definite)
    whose = after.preposition == "ل" or (after.preposition == "" and after.definite and after.index == unit.index + 1)
    if after.kind == "word" and known and whose and can_speak(after):
        # «بلاغ للوزارة», «بيان لشرطة المنطقة», «معطيات المعهد»
        return stands_for(after, _feminine(draft), speakers)
    body = isinstance(after.note, Entity) and after.note.type in ("Organization", "Person")
    return after if body and after.preposition in ("", "ل", "عن") and not after.conjoined else None


_ISSUED = ("صادر", "صادره")


def same_source(unit: Unit, speakers: Speakers, units: list[Unit]) -> tuple[Unit, Unit | None, Unit | None] | None:
    """Who spoke last, where a noun only points back: «وأضاف المصدر نفسه», «وأوضح البيان»."""
    papers = saying_words()["paper"]
    after = units[unit.index + 1] if unit.index + 1 < len(units) else None
    same = (
        after is not None and after.key in _SAME and bool(after.enclitic) and can_speak(unit) and not is_body(unit.key)
    )
    # «المسؤول ذاته»; «الجريدة ذاتها» is the paper of that name
    return speakers.turn if unit.definite and (unit.key == "مصدر" or unit.key in papers or same) else None


_SAME = ("ذات", "نفس", "عين")


def nameless(unit: Unit) -> bool:
    """Whether a noun is somebody whom nobody names: «مصدر أمني», «أحد السكان», «عضو من هيئة الدفاع», «طبيب»."""
    if unit.key in saying_words()["unnamed"] or unit.key in _ONE_OF or unit.kind == "quantity" or crowd(unit):
        return True
    return unit.kind == "word" and not unit.definite and not unit.enclitic and is_person_noun(unit.key)


_ONE_OF = ("احد", "احدي")


def _honoured(speakers: Speakers) -> Unit | None:
    """Return whom an honorific with a pronoun takes up: «استقبل الأمير الوزير. وأكد سموه أن»."""
    name = speakers.turn[1] if speakers.turn is not None else None
    person = name is not None and isinstance(name.note, Entity) and name.note.type == "Person"
    return name if person else speakers.host


def _one_of(unit: Unit, units: list[Unit]) -> Unit | None:
    """Return «أحد» before people of whom one speaks: «قال أحد الفارين إن», «أكدت إحدى الناجيات أن»."""
    if not 0 < unit.index < len(units) or units[unit.index] is not unit or unit.kind != "word":
        return None  # who spoke in an earlier sentence
    before = units[unit.index - 1]
    return before if before.key in _ONE_OF else None


def crowd(unit: Unit) -> bool:
    """Whether a noun is several people of whom none is named: «الناجين», «المتظاهرون», «الفارين», not «الشركة»."""
    if is_body(unit.key):
        return False  # «التلفزيون»
    doers = is_person_noun(unit.key) or any(f.kind in ("active", "passive") and f.number == "p" for f in unit.forms)
    return unit.kind == "word" and (unit.key in saying_words()["crowd"] or (unit.key.endswith(("ون", "ين")) and doers))


def _feminine(draft: Draft) -> bool | None:
    return {"f": True, "m": False}.get(draft.predicate.form.gender)


def _main_subject(draft: Draft, drafts: list[Draft]) -> Unit | None:
    """The first subject of the sentence that a participle agrees with: «قال الوزير إن …، مشيرا إلى …».

    Who is only told of is none: «قال إن الوزير وصل، مضيفا أن».
    """
    agrees = ("", draft.predicate.form.gender)
    if (nearest := _nearest_subject(draft)) is not None:
        return nearest
    told = [d.predicate.complement for d in drafts if d.predicate.verbal and manner(d) == "verb"]
    end = min([draft.unit.index, *(t for t in told if t is not None)])
    turn = max((t for t in draft.sentence.turns if t < draft.unit.index), default=0)
    units = draft.sentence.units
    before = (
        s
        for s in draft.sentence.subjects
        if turn <= s.index < end and not _in_quotation(units, s.index, draft.unit.index)
    )
    return next((s for s in before if can_speak(s) and gender(s) in agrees and _as_many(draft, s)), None)


def _as_many(draft: Draft, unit: Unit) -> bool:
    """Whether a verb, where it is a plural, may be told of a unit: «الوزيران», «النواب», but no one person."""
    if not draft.predicate.verbal or draft.predicate.form.number not in ("p", "d"):
        return True
    if isinstance(unit.note, Entity):
        return unit.note.type != "Person" or " و" in unit.text
    return unit.kind == "quantity" or crowd(unit) or unit.text.endswith(("ان", "ون", "ين", "ات")) or not unit.forms


def _in_quotation(units: list[Unit], at: int, before: int) -> bool:
    """Whether a place lies in a quotation that closes before another: «وتابع: "لعب الفريق جيدا"، واختتم»."""
    close = next((u.index for u in units[at:before] if closes_quotation(units, u.index)), None)
    opened = [u.index for u in units[:at] if u.kind == "mark" and u.text in '«“"']
    return close is not None and bool(opened) and long_quotation(units, opened[-1])


def _nearest_subject(draft: Draft) -> Unit | None:
    """The speaker right before a participle, or of the verb before what a paper tells.

    «الأمر الذي أدانه الناطق معتبرا أنه», «قالت الوكالة إن الوزارة أصدرت بيانا أعلنت فيه أن».
    """
    units, at = draft.sentence.units, draft.unit.index
    before = units[at - 1] if at else None
    if before is None:
        return None
    agrees = ("", draft.predicate.form.gender)
    subjects = [s for s in draft.sentence.subjects if s.index < at and can_speak(s) and gender(s) in agrees]
    if draft.predicate.form.kind == "active" and not draft.unit.definite:
        return before if before in subjects else None
    paper = before.kind == "word" and before.key.removesuffix("ا") in saying_words()["paper"] and not before.definite
    return subjects[-1] if paper and subjects and not draft.unit.proclitics else None


def _subject_after(draft: Draft) -> Unit | None:
    """The first subject behind a noun that opens its sentence with the pronoun of who is named only then."""
    subjects, units = draft.sentence.subjects, draft.sentence.units
    if any(u.cls == "sub" for u in units[draft.unit.index + 1 : draft.unit.index + 2]):
        return None  # «وحسب قولها فإن الناس»
    opens = not any(s.index < draft.unit.index for s in subjects)
    said = next((u.index for u in units[draft.unit.index :] if u.text == ":" or _quotes(u, units)), len(units))
    return next((s for s in subjects if can_speak(s) and s.index < said), None) if opens else None


def _quotes(unit: Unit, units: list[Unit]) -> bool:
    """Whether a mark opens what is said: «وختم قائلا "الرسالة الأولى هي"»."""
    return unit.kind == "mark" and unit.text in '«“"' and long_quotation(units, unit.index)


def stands_for(unit: Unit, feminine: bool | None, speakers: Speakers) -> Unit | None:
    """Return the name that a definite noun takes up: «الوزير», «المجمع»; else who of that kind spoke last."""
    before = [u for u in speakers.names if u.start < unit.start]
    body = is_body(unit.key)
    if crowd(unit):
        return None
    for known in reversed(before):
        assert isinstance(known.note, Entity)
        if body and known.note.type == "Person":
            continue  # «الحركة» is not the movement's spokesman
        words = [w.removeprefix("ال") for w in fold(known.note.text).split()]
        if unit.key in words or any(w.lstrip("بل").removeprefix("ل") == unit.key for w in words[1:]):
            return known
    return speakers.last(feminine, "Organization" if body else "", unit.key if body else "")


def issued(units: list[Unit], paper: Unit, speakers: Speakers) -> tuple[Unit | None, Unit | None]:
    """Who issued a paper, by name or as a noun behind it: «بيان للوزارة», «تقرير نشرته المنظمة»."""
    for unit in units[paper.index + 1 : paper.index + 7]:
        if isinstance(unit.note, Entity) and unit.note.type in SPEAKERS:
            return unit, None
        if unit.cls == "sub" or unit.kind == "mark" or unit.conjoined:
            break
        if unit.kind == "word" and unit.pos == "noun" and unit.definite and can_speak(unit):
            return stands_for(unit, None, speakers), unit
    return None, None


def issued_by(units: list[Unit], verb: Unit, paper: Unit) -> tuple[Unit | None, Unit | None, int]:
    """Return who issued what is cited, by name or else as a noun, and where that ends: «بحسب بيان أصدرته الوزارة»."""
    says = verb.enclitic and any(f.lemma and fold(f.lemma) in _issuing() for f in verb.forms)
    after = units[verb.index + 1] if says and verb.index + 1 < len(units) else None
    if after is None or after.preposition or after.cls:
        return None, paper, verb.index
    if isinstance(after.note, Entity):
        return (after, None, after.index + 1) if after.note.type in SPEAKERS else (None, paper, verb.index)
    return None, after if can_speak(after) else paper, after.index


@cache
def _issuing() -> frozenset[str]:
    return frozenset(saying_words()["verb"]) | frozenset(saying_words()["issue"])
