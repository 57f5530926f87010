"""Which slot of a verb a phrase without preposition fills: subject, object, or none (Ryding 2005, ch. 4)."""

from __future__ import annotations

from functools import cache

from kg.arabic.normalize import fold
from kg.arabic.predicates import Form, lexicon
from kg.extract.adjectives import is_adjective
from kg.extract.chunks import Chunk, Phrase, transparent
from kg.extract.counted import is_people, is_person_noun
from kg.extract.cues import cues
from kg.extract.entities.titles import heads, titles
from kg.extract.kinds import somebody
from kg.extract.predicate import Predicate
from kg.extract.subjects import (
    PRONOUN_GENDER,
    agrees_after,
    agrees_before,
    eventful,
    gender,
    lone_object,
    noun_form,
    says,
    unknown,
)
from kg.extract.tagging import accusative
from kg.extract.units import Unit
from kg.model import Entity, Quantity


def fill_bare(
    predicate: Predicate, form: Form, bare: list[Phrase], before: Phrase | None, relative: Unit | None, drops: str
) -> None:
    """Give the phrases without preposition their slots."""
    unit = predicate.unit
    if before is not None:
        for phrase in before.all():
            predicate.fill("subj", phrase.filler)
        if relative is not None and unit.enclitic:
            predicate.fill("obj", relative)  # «حذر البنك في تقرير نشره»
    elif relative is not None and not form.gender:
        predicate.subject_dropped = True  # «المباراة التي نخوضها غدا»
        predicate.fill("obj", relative)
    elif relative is not None and not unit.enclitic:
        # «الاتفاق الذي انتهت مرحلته», «الانتخابات التي أوقفت المحكمة إجراءها»
        acts = len(bare) == 1 and agrees_before(form, relative) and lexicon().transitive(form.lemma)
        acts = acts or (bool(bare) and _is_willed(form, bare[0], len(bare) == 1))  # «السائق الذي كان ينوي تهريبها»
        own = any(b.head.enclitic for b in bare[:2]) and not acts
        taken = own or (bare and not acts and agrees_after(form, bare[0].head) and not agrees_before(form, relative))
        if not taken:
            predicate.fill("subj", relative)
    elif relative is not None:
        predicate.fill("subj" if _another_s(unit, relative) and not bare else "obj", relative)
    if len(bare) == 2 and not predicate.get("subj") and _object_first(bare[0], bare[1]):
        bare = bare[::-1]
    for index, phrase in enumerate(bare):
        if _asks_not(phrase, bare[index + 1 :]):
            break
        if circumstance(phrase):
            continue
        if index and says(form) and _is_the_speaker(predicate, bare[index - 1], phrase):
            spoken = predicate.get("subj")
            if spoken and spoken[-1].kind == "word" and phrase.head.note is not None:
                spoken[-1] = phrase.head  # «قال شاهد العيان فلان إن»
            continue
        slot = "obj" if predicate.get("subj") else "subj"
        if (
            slot == "subj"
            and (
                not agrees_after(form, phrase.head)
                or (accusative(phrase.head) and not phrase.oblique)
                or ((len(bare) == 1 or drops == "sure") and lone_object(form, phrase, drops))
                or (not index and _is_willed(form, phrase, len(bare) == 1))
                or (len(bare) == 1 and (_of_the_subject(phrase) or _whom_one_meets(form, phrase)))
            )
            and not _must_speak(predicate, form, bare)
        ):
            predicate.subject_dropped = True
            slot = "obj"
        if slot == "obj" and (predicate.get("obj") and not predicate.subject_dropped):
            slot = "obj2"
        if slot == "obj" and unit.enclitic and relative is None and not _we(unit, form):
            slot = "obj2"
        if slot != "subj" and _for_the_sake(phrase, form, slot):
            slot = "sake"
        if slot in ("obj", "obj2") and not predicate.subject_dropped and _takes_none(unit, phrase):
            continue  # «وقع أمس حادث عند محاولة السائق الفرار»
        for part in phrase.all():
            predicate.fill(slot, part.filler)
        if len(phrase.chain) > 1 and (predicate.whose is None or slot == "obj"):
            predicate.whose = Phrase(phrase.chain[1:]).filler
        predicate.adjectives.extend(phrase.modifiers)
    predicate.subject_dropped = not predicate.get("subj")
    predicate.passive = form.voice == "pass"


def _we(verb: Unit, form: Form) -> bool:
    """Whether the نا of a past verb is who acts rather than whom it befalls: «طلبنا المساعدة»."""
    weak = "ا" in verb.norm[-2:]  # «زادنا», «دعانا»
    return verb.enclitic == "نا" and form.aspect == "perf" and form.gender == "m" and not weak


def _takes_none(verb: Unit, phrase: Phrase) -> bool:
    """Whether a phrase can be no object, as no verb written so has one but an amount: «صعد الذهب واحدا في المئة»."""
    readings = {f.lemma for f in verb.forms if f.kind == "verb"}  # «وقعت» is written as «وقّعت»
    own = bool(phrase.head.enclitic)  # «هذه الشركات يتزايد نشاطها»
    return all(map(lexicon().objectless, readings)) and not (own or isinstance(phrase.filler.note, Quantity))


def _is_willed(form: Form, phrase: Phrase, alone: bool) -> bool:
    """Whether the noun right behind a verb of will is the act that is willed: «كان ينوي اجتياز الحدود»."""
    lemma, act = form.lemma, noun_form(phrase.head)
    effect = cues()["verb"].get(fold(lemma))
    wills = effect is not None and effect.modality == "planned" and "subj" in lexicon().controls.get(lemma, ())
    masdar = act is not None and act.kind == "masdar" and eventful(phrase.head)
    # «يحاول التنظيم السيطرة»
    body = phrase.head.key in lexicon().classes["body"] or (phrase.head.definite and not alone)
    return (wills or lexicon().aspect.get(lemma) == "possible") and masdar and not body


def _of_the_subject(phrase: Phrase) -> bool:
    """Whether somebody is named by what he is to the subject, who is left out: «حيث التقى نظيره الفرنسي»."""
    first = fold(phrase.head.text.split()[0])
    return isinstance(phrase.head.note, Entity) and first in _COUNTERPARTS


def _whom_one_meets(form: Form, phrase: Phrase) -> bool:
    """Whether somebody is named by whose he is behind a verb of meeting: «يزور الكويت حيث سيلتقي أميرها الشيخ فلان»."""
    note, first = phrase.head.note, fold(phrase.head.text.split()[0])
    his = isinstance(note, Entity) and note.type == "Person" and first.endswith(("ها", "ه", "هم"))
    office = any(first.removesuffix(p) in titles() for p in ("ها", "ه", "هم"))
    meets = any(f.type == "Consult" and f.roles.get("obj") == "partner" for f in lexicon().frames(form.lemma))
    return his and office and meets and form.voice == "act"


_COUNTERPARTS = frozenset(fold(w + p) for w in ("نظير", "نظيرت") for p in ("ه", "ها", "هم", "هما"))


def _another_s(verb: Unit, relative: Unit) -> bool:
    """Whether a verb's pronoun cannot be the noun that its clause describes: «الاعتداءات التي تستهدفهم»."""
    if verb.enclitic in ("هم", "هن"):
        people = isinstance(relative.note, Entity | Quantity) or is_people(relative.key)
        return not people and gender(relative) == "f"
    shown, wanted = gender(relative), PRONOUN_GENDER.get(verb.enclitic, "")
    return bool(shown and wanted) and shown != wanted


def _object_first(one: Phrase, other: Phrase) -> bool:
    """Whether the object stands before the subject: «نشرت صورته وزارة الداخلية»."""
    note = other.head.note
    return bool(one.head.enclitic) and isinstance(note, Entity) and note.type in ("Organization", "Place")


def _for_the_sake(phrase: Phrase, form: Form, slot: str) -> bool:
    """Whether an accusative masdar tells why: «تظاهروا احتجاجا على», «استدعت السفير تنديدا بـ» (Ryding 2005, ch. 5)."""
    head = phrase.head
    why = head.kind == "word" and head.norm.endswith("ا") and not head.definite and len(phrase.chain) == 1
    masdar = why and any(f.kind == "masdar" for f in head.forms) and not any(f.kind == "noun" for f in head.forms)
    carries = form.lemma in lexicon().light_verbs or form.lemma in lexicon().aspect
    carrier = lexicon().light_verbs.get(form.lemma)
    light = carries and (lexicon().transitive(form.lemma) or (carrier is not None and carrier.slot == "obj"))
    if head.key in transparent("sake") and not head.definite and not light:
        return True
    return masdar and not light and (slot == "obj2" or not lexicon().transitive(form.lemma))


def circumstance(phrase: Phrase) -> bool:
    """Whether a bare participle tells how the subject acts: «وصلت قادمة من», «قال مشيرا إلى»."""
    head = phrase.head
    if head.kind != "word" or head.definite or head.enclitic or len(phrase.chain) > 1:
        return False
    if head.norm.endswith("ا") and is_adjective(head) and not is_person_noun(head.key[:-1]):
        return True  # «خرج غاضبا», but «استهدفت طائرة قياديا»
    if head.key[:-1] in lexicon().classes["place"]:
        return False  # «استهدفت حاجزا»
    if head.norm.endswith("ا") and any(f.kind == "active" for f in head.forms) and not is_person_noun(head.key[:-1]):
        return not any(f.kind in ("masdar", "noun") for f in head.forms)  # «تحدث منتقدا»
    told = head.norm.endswith(("ا", "ة")) and bool(head.forms) and all(f.kind == "active" for f in head.forms)
    return told and not is_person_noun(head.key[:-1])  # «قتل مسلحون ضابطا»


def _asks_not(phrase: Phrase, after: list[Phrase]) -> bool:
    """Whether a participle tells what somebody asks not to be done: «قال مسؤول طالبا عدم كشف اسمه»."""
    head = phrase.head
    asks = head.norm.endswith("ا") and not head.definite and any(f.kind == "active" for f in head.forms)
    return asks and bool(after) and after[0].head.norm == "عدم"


def of_the_masdar(before: Chunk, phrase: Phrase) -> bool:
    """Whether a bare noun is the object of a masdar behind a preposition: «أوقف الرجل أثناء نشره ملصقات»."""
    last = before.phrase.chain[-1] if before.phrase is not None and before.preposition else None
    if last is None or before.phrase is None:
        return False
    return has_its_doer(last, noun_form(last), phrase) or _doer_named(before.phrase, phrase)


def _doer_named(carrier: Phrase, phrase: Phrase) -> bool:
    """Whether a bare noun is what the doer of a masdar right before it acts on: «خلال تفريق الشرطة مظاهرة»."""
    chain, head = carrier.chain, phrase.head
    act = noun_form(chain[0])
    acts = act is not None and act.kind == "masdar" and lexicon().transitive(act.lemma) and len(chain) == 2
    named = isinstance(chain[-1].note, Entity) and chain[-1].note.type in ("Person", "Organization", "Group")
    doer = named or chain[-1].key in lexicon().classes["troops"] | lexicon().classes["police"]
    beside = head.index == max(u.index for u in carrier.units()) + 1
    return acts and doer and beside and not (carrier.joined or is_adjective(head) or circumstance(phrase))


def has_its_doer(unit: Unit, form: Form | None, phrase: Phrase) -> bool:
    """Whether the pronoun on a masdar is who does it, so that the bare noun behind it is what it is done to."""
    head = phrase.head
    if form is None or form.kind != "masdar" or not unit.enclitic or not lexicon().transitive(form.lemma):
        return False
    stands = (
        head.index == unit.index + 1 and head.kind in ("word", "quantity") and head.pos == "noun" and not head.enclitic
    )
    acts = any(f.kind == "verb" for f in head.forms) or (says(form) and not eventful(head))
    return stands and not (
        acts or is_adjective(head) or circumstance(phrase) or head.key in transparent("sake") | transparent("when")
    )


def apposed(bare: list[Phrase], phrase: Phrase) -> bool:
    """Whether a phrase behind a comma names the one before it again: «وزير الصحة، فلان»."""
    return bool(bare) and isinstance(phrase.head.note, Entity) and phrase.head.note.type in ("Person", "Organization")


def _his_office(person: Phrase, phrase: Phrase) -> bool:
    """Whether a phrase right behind somebody's name tells his office: «قال محمد صالح مدير المستشفى إن»."""
    named, head = person.filler, phrase.head
    office = (
        head.kind == "word"
        and not (head.definite or head.enclitic or head.conjoined)
        and (is_person_noun(head.key) or head.key in heads())
    )
    beside = isinstance(named.note, Entity) and named.note.type == "Person" and head.index == named.index + 1
    return office and beside and len(phrase.chain) > 1


def _one_of_them(person: Phrase, phrase: Phrase) -> bool:
    """Whether a phrase tells of which people somebody is one: «قالت فلانة (35 عاما) إحدى المشاركات إن»."""
    last = max(u.index for u in person.units())
    one = phrase.head.pos == "quant" and len(phrase.chain) > 1 and is_people(phrase.chain[1].key)
    return one and not phrase.head.conjoined and phrase.head.index - last < _NEAR


_NEAR = 8  # units between somebody and what tells who he is, with his age in brackets


def _is_the_speaker(predicate: Predicate, person: Phrase, phrase: Phrase) -> bool:
    """Whether what stands right behind who speaks is his office, his name, or the rest of it: «قال الناطق فلان إن»."""
    head = phrase.head
    if _his_office(person, phrase) or _one_of_them(person, phrase):
        return True
    if head.index != max(u.index for u in person.units()) + 1 or head.conjoined or _told_to(predicate.form.lemma):
        return False
    if isinstance(head.note, Entity):
        return head.note.type == "Person"
    bare = head.kind == "word" and head.pos == "noun" and not (head.definite or head.forms or head.enclitic)
    if predicate.complement is not None:
        return bare and (unknown(head) or not accusative(head))
    alone = len(phrase.chain) == 1 and not phrase.joined and not phrase.modifiers
    return bare and alone and unknown(head) and not accusative(head)


@cache
def _told_to(lemma: str) -> bool:
    """Whether the object of a verb of saying is who is told: «أبلغ الوزير السفير أن»."""
    return any(f.type == "Say" and f.roles.get("obj") in ("patient", "partner") for f in lexicon().frames(lemma))


def speaks_behind(predicate: Predicate, form: Form, phrase: Phrase) -> bool:
    """Whether who speaks stands between a verb of saying and its أن, whatever stands before the verb."""
    if predicate.complement is None or not says(form) or _told_to(form.lemma):
        return False
    head = phrase.head
    behind = head.index == predicate.unit.index + 1 and not head.preposition and agrees_after(form, head)
    return (
        behind and not accusative(head) and (somebody(head) or head.definite or _must_speak(predicate, form, [phrase]))
    )


def _must_speak(predicate: Predicate, form: Form, bare: list[Phrase]) -> bool:
    """Whether the one noun between a verb of saying and its أن is who speaks: «أوضح بوعلام أن»."""
    if predicate.complement is None or not bare or not says(form) or _told_to(form.lemma):
        return False
    head = bare[0].head
    return head.index == predicate.unit.index + 1 and head.kind == "word" and not head.forms


def stands_alone(phrase: Phrase) -> bool:
    """Whether a phrase can be an object behind a comma; a participle is not: «…، مشيرة إلى»."""
    head = phrase.head
    if head.kind in ("entity", "quantity") or head.definite:
        return True
    if any(f.kind in ("masdar", "noun") for f in head.forms):
        return True
    told = head.norm.endswith(("ا", "ة")) and any(f.kind == "active" for f in head.forms)  # «…، داعية الدول إلى»
    return len(phrase.chain) > 1 and not told


def announced(phrase: Phrase, after: list[Chunk]) -> bool:
    """Whether a phrase can be what is announced behind a comma: «أعلنت الوزارة، مقتل أربعة أشخاص», «القبض على اثنين»."""
    acts = any(f.kind == "masdar" for f in phrase.head.forms)
    goes_on = len(phrase.chain) == 1 and any(c.kind == "np" and c.preposition in ("على", "عن") for c in after)
    return acts and (goes_on if phrase.head.definite else len(phrase.chain) > 1)
