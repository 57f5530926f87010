"""Whom a pronoun or a subject left out means."""

from __future__ import annotations

from kg.arabic.predicates import Form
from kg.extract.counted import is_people, is_person_noun
from kg.extract.events import SUBJECT_IDAFA, TO_ANOTHER, Draft, done_to_it, names_source, own_words, role_of
from kg.extract.kinds import may_act, somebody
from kg.extract.subjects import PRONOUN_GENDER, gender
from kg.extract.units import Sentence, Unit
from kg.model import Entity, Quantity

# Acts that somebody does on purpose: the actor of the clause is theirs too («تنشر … لتقديم المشورة»).
PURPOSEFUL = {"Aid", "Consult", "Agree", "Cooperate", "Form", "End", "Protest", "Trade", "Support", "Move", "Withdraw",
               "Attack", "Seize", "Mobilize", "Legislate", "Judge", "Elect", "Appoint", "Plan", "Say", "Accuse",
               "Request", "Concede", "Sanction", "Coerce", "Produce", "Publish", "Threaten", "Reject", "Dismiss"}  # fmt: skip
NAMED = ("Person", "Organization", "Place", "Group")


def fits(unit: Unit, wanted: str, plural: bool) -> bool:
    """Whether a pronoun of a gender (or none) and number can mean a unit."""
    shown = gender(unit)
    if plural and isinstance(unit.note, Entity):
        return unit.note.type in ("Group", "Organization") or " و" in unit.text
    if plural and unit.kind == "word":
        return is_person_noun(unit.key) or unit.text.endswith(("ون", "ين"))
    return not (wanted and shown and wanted != shown)


def _many(units: list[Unit]) -> bool:
    return len(units) > 1 or units[0].kind == "quantity" or units[0].text.endswith(("ين", "ون", "ان"))


def _nearest(draft: Draft, sentences: list[Sentence], wanted: str, without: set[int]) -> Unit | None:
    """The nearest name before the trigger that agrees, within this sentence and the one before it."""
    for sentence in sentences[max(draft.sentence.index - 1, 0) : draft.sentence.index + 1][::-1]:
        units = [u for u in sentence.units if isinstance(u.note, Entity) and u.note.type in NAMED]
        if sentence is draft.sentence:
            units = [u for u in units if u.index < draft.unit.index]
        for unit in reversed(units):
            if id(unit) not in without and fits(unit, wanted, False):
                return unit
    return None


def dropped(draft: Draft, before: list[Draft], sentences: list[Sentence], form: Form | None = None) -> list[Unit]:
    """The subject of a verb without one: the last verb's subject that agrees, else the last fitting name."""
    form = form or draft.predicate.form
    many = form.number in ("p", "d")
    for other in reversed(before):
        if other.sentence.index < draft.sentence.index - 1:
            break
        if other.predicate.verbal and not names_source(other):
            if form.number == "d" and len(both := other.get("agent") + other.get("partner")) == 2:
                return both  # «التقى الوزير نظيره وبحثا …»
            for role in ("agent", "patient"):
                subjects = [u for u in other.get(role) if u in other.predicate.get("subj") or role == "agent"]
                if not subjects or not fits(subjects[0], form.gender, False):
                    continue
                amount = subjects[0].note
                if isinstance(amount, Quantity) and amount.unit not in ("person", "item") and draft.type != "Change":
                    continue
                if not many or _many(subjects) or other.predicate.form.number == form.number:
                    return subjects[:1]
    for unit in _subjects_before(draft):
        if draft.type in PURPOSEFUL and not (somebody(unit) or may_act(unit)):
            continue
        if fits(unit, form.gender, False) and (_many([unit]) or is_people(unit.key) if many else not _many([unit])):
            return [unit]  # «خلع العناصر زيهم وهربوا»
    nearest = None if many else _nearest(draft, sentences, form.gender, set())
    return [nearest] if nearest is not None else []


def _subjects_before(draft: Draft) -> list[Unit]:
    """The subjects of the sentence's verbs before a trigger and whom a plural relative clause describes, the last first."""
    units = draft.sentence.units
    described = [units[u.index - 1] for u in units[1 : draft.unit.index] if u.norm == "الذين"]
    subjects = [u for u in draft.sentence.subjects if u.index < draft.unit.index]
    return sorted(described + subjects, key=lambda u: -u.index)


def _done_to_another(draft: Draft) -> bool:
    """Whether ل brings in what is done to, so that the pronoun on the masdar is who does it: «إدانتها للهجوم»."""
    behind = draft.predicate.get("ل") or [u for u in draft.predicate.pronouns if u.norm == "ل"]
    return bool(behind) and draft.type in TO_ANOTHER


_DONE_TO_THINGS = ("Attack", "Coerce", "Seize")
_OF_SOMEBODY = ("Accuse", "Agree", "Aid", "Consult", "Reject", "Request", "Say", "Support", "Threaten")


def pronoun_role(draft: Draft, before: list[Draft], sentences: list[Sentence]) -> None:
    """The pronoun on a verb is its object, on a masdar its complement: «هزيمته», «زيارته», «نقلته»."""
    pronoun = draft.predicate.unit.enclitic
    wanted, plural = PRONOUN_GENDER.get(pronoun, ""), pronoun in ("هم", "هن", "هما")
    if pronoun == "نا" or _of_a_noun(draft, wanted):
        return
    if own_words(draft):
        said = (d for d in before if d.sentence is draft.sentence and d.type == "Say" and d.get("agent"))
        if (other := next(said, None)) is not None:
            draft.add("agent", other.get("agent")[0])
        return
    taken: set[int] = set()
    if draft.predicate.verbal:
        role = draft.frame.roles.get("obj", "patient")
        taken = {id(u) for us in draft.roles.values() for u in us}
        for other in before:  # «قطعت مصر والأردن علاقاتهما مع قطر واتهمتها بـ»
            if other.sentence is draft.sentence and any(u in draft.get("agent") for u in other.get("agent")):
                taken |= {id(u) for u in other.get("agent")}
    else:
        role = _role_on_masdar(draft)
    if role == "-" or draft.get(role):
        return
    # the nearest subject of the sentence, of an event or of another verb: «قال الوزير إنه سيقدم استقالته»
    acting = [
        u for other in before if other.sentence is draft.sentence for u in other.get("agent") + other.get("patient")
    ]
    for unit in sorted(acting + draft.sentence.subjects, key=lambda u: -u.index):
        if draft.type == "Accuse" and not somebody(unit):
            continue  # «قطعت علاقاتها مع قطر واتهمتها بـ»
        if role == "agent" and isinstance(unit.note, Entity) and unit.note.type in ("Event", "Agreement"):
            continue  # «تأهل إلى نهائي الكأس بعد تغلبه على»
        if draft.type in _TO_SOMEBODY and role == "patient" and is_masdar(unit):
            continue  # «تم القبض عليه وإحالته إلى المحكمة»
        if role == "agent" and draft.type in _OF_SOMEBODY and unit.kind == "word" and not may_act(unit):
            continue  # «قطعت علاقاتها مع إيران بسبب دعمها للمتمردين»
        if unit.index < draft.unit.index and id(unit) not in taken and fits(unit, wanted, plural):
            undergoes = role == "agent" and draft.type in _DONE_TO_THINGS and unit.kind == "word" and not may_act(unit)
            draft.add("patient" if undergoes else role, unit, "pronoun")  # «إتلاف الكمية من خلال حرقها»
            return
    nearest = None if plural else _nearest(draft, sentences, wanted, taken)
    if nearest is not None:
        draft.add(role, nearest, "pronoun")


def _of_a_noun(draft: Draft, wanted: str) -> bool:
    """Whether the pronoun is of what the clause describes: «ما ذكرته الصحيفة», «بحسب بيان أصدرته الوزارة»."""
    units, unit, light = draft.sentence.units, draft.unit, draft.predicate.light
    if light is not None and light.verbal and light.unit.index:
        unit = light.unit  # «وهو ما تم رفضه»
    word = units[unit.index - 1] if unit.index else None
    if word is None or not (draft.predicate.verbal or light is not None):
        return False
    bare = word.pos == "noun" and word.kind == "word" and not word.definite and not word.enclitic
    return word.norm == "ما" or (draft.predicate.verbal and bare and gender(word) in ("", wanted))


def _role_on_masdar(draft: Draft) -> str:
    """Return the role of whom the pronoun on a masdar means."""
    subject, done_to = draft.frame.roles.get("subj", "agent"), draft.frame.roles.get("obj", "patient")
    if any(u not in draft.get("topic") for u in draft.predicate.get("obj")) or _done_to_another(draft):
        return subject  # «رفضه مشروع القانون», «دعمها للمبادرة»
    if "idafa" in draft.frame.roles:
        return draft.frame.roles["idafa"]
    if done_to_it(draft.predicate):
        return done_to
    return subject if draft.type in SUBJECT_IDAFA or subject == "patient" else done_to


_TO_SOMEBODY = ("Accuse", "Aid", "Appoint", "Attack", "Coerce", "Concede", "Consult", "Die", "Dismiss", "Injure", "Judge",
                "Request", "Say", "Threaten")  # fmt: skip


def behind_prepositions(draft: Draft, before: list[Draft]) -> None:
    """The pronoun behind a preposition that the event governs: «وألقي القبض عليه», «بعد أن صادق عليه»."""
    for word in draft.predicate.pronouns:
        role = role_of(draft, word.norm)
        owner = word.norm == "ل" and not draft.predicate.verbal and not draft.unit.definite  # «في حوار له»
        if role not in ("patient", "topic", "partner") or draft.get(role) or owner:
            continue
        unit = _taken_up(draft, word, before)
        if unit is not None:
            draft.add(role, unit, "pronoun")


def _taken_up(draft: Draft, word: Unit, before: list[Draft]) -> Unit | None:
    """The nearest that takes part in an event before a pronoun, in its sentence or the one before, and agrees with it."""
    wanted, several = PRONOUN_GENDER.get(word.enclitic, ""), word.enclitic in ("هم", "هن", "هما")
    own = {id(u) for us in draft.roles.values() for u in us}
    triggers = {(d.start, d.end) for d in before}
    spoke = {id(u) for d in before if d.type == "Say" for u in d.get("agent")} if draft.type in _TO_SOMEBODY else set()
    for sentence in (draft.sentence.index, draft.sentence.index - 1):
        near = [u for d in before if d.sentence.index == sentence for us in d.roles.values() for u in us]
        near = [u for u in near if sentence < draft.sentence.index or u.index < draft.unit.index]
        for unit in sorted(near, key=lambda u: -u.index):
            if id(unit) in own or id(unit) in spoke or (draft.type in _TO_SOMEBODY and not somebody(unit)):
                continue
            if wanted == "f" and gender(unit) != "f":
                continue
            if is_masdar(unit) or (unit.start, unit.end) in triggers:
                continue
            if fits(unit, wanted, several) and (several or not _many([unit])):
                return unit
    return None


def is_masdar(unit: Unit) -> bool:
    """Whether a unit is a word that may be a masdar."""
    return unit.note is None and any(f.kind == "masdar" for f in unit.forms)


def meant(draft: Draft, before: list[Draft], word: Unit) -> list[Unit]:
    """Whom the pronoun on a noun means: the nearest who acts or is acted on before it, that agrees."""
    wanted = PRONOUN_GENDER.get(word.enclitic, "")
    here = [u for d in before if d.sentence is draft.sentence for u in d.get("agent") + d.get("patient")]
    for unit in sorted(here + draft.sentence.subjects, key=lambda u: -u.index):
        if unit.index < word.index and fits(unit, wanted, word.enclitic in ("هم", "هن", "هما")):
            return [unit]
    return []
