"""Who is meant: subjects left out, pronouns, the actor of a masdar, and the way from units to arguments."""

from __future__ import annotations

from kg.arabic.predicates import Form, lexicon
from kg.extract.attribution import DEMANDS, TURNS, last_named, manner
from kg.extract.casualties import CASUALTIES
from kg.extract.chunks import Chunk
from kg.extract.counted import is_people, is_person_noun
from kg.extract.events import SUBJECT_IDAFA, TO_ANOTHER, Draft, done_to_it, own_words, role_of
from kg.extract.kinds import may_act, somebody
from kg.extract.modality import ADJUNCTS
from kg.extract.predicate import Predicate
from kg.extract.subjects import PRONOUN_GENDER, gender
from kg.extract.units import Sentence, Unit
from kg.model import Argument, Entity, Quantity, Time

# Acts that somebody does on purpose: the actor of the clause is theirs too («تنشر … لتقديم المشورة»).
_PURPOSEFUL = {"Aid", "Consult", "Agree", "Cooperate", "Form", "End", "Protest", "Trade", "Support", "Move", "Withdraw",
               "Attack", "Seize", "Mobilize", "Legislate", "Judge", "Elect", "Appoint", "Plan", "Say", "Accuse",
               "Request", "Concede", "Sanction", "Coerce", "Produce", "Publish", "Threaten", "Reject", "Dismiss"}  # fmt: skip
_AGENTIVE = {"Agree", "Legislate", "Plan", "Mobilize", "Move", "Form", "Coerce", "Seize", "Attack", "Aid", "Support",
             "Consult", "Withdraw", "Protest", "Trade", "Reject", "Threaten", "Concede", "Sanction"}  # fmt: skip
_SPEECH = {"Say", *DEMANDS}
# What others do: «حذر من هجمات», «احتجوا على إيقاف زميلهم»
OTHERS_ACTS = {("Threaten", "من"), ("Protest", "على")}
_NAMED = ("Person", "Organization", "Place", "Group")


def complete_roles(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Fill the roles that the clause leaves to a pronoun, a dropped subject or the actor of the governing verb."""
    for position, draft in enumerate(drafts):
        predicate = draft.predicate
        speaks = manner(draft) in ("verb", "cites")  # who speaks is left to kg.extract.attribution
        if (
            predicate.verbal
            and predicate.subject_dropped
            and not predicate.passive
            and not draft.get("agent")
            and not speaks
        ):
            role = _subject_role(draft)
            if role and not draft.get(role):
                impersonal = predicate.form.lemma in lexicon().impersonal and predicate.form.gender == "m"
                here = [d for d in drafts[:position] if d.sentence is draft.sentence]
                if impersonal and not any(_acts_before(draft, d) for d in here):
                    predicate.passive = True  # «وعثر على جثتين»
                    continue
                for subject in _dropped(draft, drafts[:position], sentences):
                    subject = last_named(subject, draft, _names(draft, sentences))
                    undergoes = role == "agent" and _undergoes(draft, subject, drafts[:position])
                    draft.add(draft.frame.roles.get("obj", "patient") if undergoes else role, subject, "dropped")
        elif _depicts(draft) and not draft.get("agent"):
            for unit in _told_of(draft, drafts[:position]):
                draft.add("agent", unit, "depicted")
        if predicate.unit.enclitic:
            _pronoun(draft, drafts[:position], sentences)
        _control(draft, drafts)
        _carried(draft, drafts[:position], sentences)
        _behind_prepositions(draft, drafts[:position])


def _names(draft: Draft, sentences: list[Sentence]) -> list[Unit]:
    """The names of a trigger's sentence and the one before it, in order."""
    near = sentences[max(draft.sentence.index - 1, 0) : draft.sentence.index + 1]
    return [u for s in near for u in s.units if isinstance(u.note, Entity) and u.note.type in _NAMED]


def _undergoes(draft: Draft, subject: Unit, before: list[Draft]) -> bool:
    """Whether a transitive verb without an object goes on with what befell somebody: «أصيب السائق ونقل إلى المستشفى»."""
    form, predicate = draft.predicate.form, draft.predicate
    open_ = form.voice == "either" and lexicon().transitive(form.lemma) and not predicate.get("obj")
    last = next((d for d in reversed(before) if d.predicate.verbal and d.sentence is draft.sentence), None)
    hurt = last is not None and last.type in CASUALTIES and any(u is subject for u in last.get("patient"))
    return open_ and hurt and not predicate.unit.enclitic


def _depicts(draft: Draft) -> bool:
    """Whether an indefinite participle tells what the subject does besides: «…، داعية الدول إلى», «مشيرا إلى»."""
    unit = draft.unit
    ending = unit.norm.endswith(("ا", "ة", "ين"))
    return draft.predicate.form.kind == "active" and not unit.definite and not unit.enclitic and ending


def _told_of(draft: Draft, before: list[Draft]) -> list[Unit]:
    """The agents of the last verb before a participle in its sentence that agree with it.

    Who goes on speaking is who speaks first, not who is spoken of: «أكد الوزير أن المسلحين فروا، مشيرا إلى».
    """
    wanted = "f" if draft.unit.norm.endswith("ة") else "m"
    if draft.type in _SPEECH:
        for other in before:
            agents = [u for u in other.get("agent") if _fits(u, wanted, False)]
            if other.sentence is draft.sentence and other.predicate.verbal and other.type in _SPEECH and agents:
                turns = any(u.norm in TURNS for u in draft.sentence.units[other.unit.index : draft.unit.index])
                if not turns:
                    return agents
    for other in reversed(before):
        if other.sentence is not draft.sentence:
            break
        agents = [u for u in other.get("agent") if _fits(u, wanted, False)]
        if other.predicate.verbal and agents:
            return agents
    return []


def _acts_before(draft: Draft, other: Draft) -> bool:
    """Whether one whose verb is joined before another's may be who acts there, too: «داهم المنزل وعثر على»."""
    subjects = [u for u in other.predicate.get("subj") if somebody(u) and _fits(u, "m", False)]
    return other.predicate.verbal and other.type not in _SPEECH and not other.predicate.passive and bool(subjects)


def _subject_role(draft: Draft) -> str:
    return draft.frame.roles.get("subj", "agent").replace("-", "")


def _fits(unit: Unit, wanted: str, plural: bool) -> bool:
    shown = gender(unit)
    if plural and isinstance(unit.note, Entity):
        return unit.note.type in ("Group", "Organization") or " و" in unit.text
    if plural and unit.kind == "word":
        return is_person_noun(unit.key) or unit.text.endswith(("ون", "ين"))
    return not (wanted and shown and wanted != shown)


def _dropped(draft: Draft, before: list[Draft], sentences: list[Sentence], form: Form | None = None) -> list[Unit]:
    """The subject of a verb without one: the last verb's subject that agrees, else the last fitting name."""
    form = form or draft.predicate.form
    many = form.number in ("p", "d")
    for other in reversed(before):
        if other.sentence.index < draft.sentence.index - 1:
            break
        if other.predicate.verbal:
            if form.number == "d" and len(both := other.get("agent") + other.get("partner")) == 2:
                return both  # «التقى الوزير نظيره وبحثا …»
            for role in ("agent", "patient"):
                subjects = [u for u in other.get(role) if u in other.predicate.get("subj") or role == "agent"]
                if not subjects or not _fits(subjects[0], form.gender, False):
                    continue
                amount = subjects[0].note
                if isinstance(amount, Quantity) and amount.unit not in ("person", "item") and draft.type != "Change":
                    continue
                if not many or _many(subjects) or other.predicate.form.number == form.number:
                    return subjects[:1]
    for unit in _subjects_before(draft):
        if draft.type in _PURPOSEFUL and not (somebody(unit) or may_act(unit)):
            continue
        if _fits(unit, form.gender, False) and (_many([unit]) or is_people(unit.key) if many else not _many([unit])):
            return [unit]  # «خلع العناصر زيهم وهربوا»
    nearest = None if many else _nearest(draft, sentences, form.gender, set())
    return [nearest] if nearest is not None else []


def _subjects_before(draft: Draft) -> list[Unit]:
    """The subjects of the sentence's verbs before a trigger and whom a plural relative clause describes, the last first."""
    units = draft.sentence.units
    described = [units[u.index - 1] for u in units[1 : draft.unit.index] if u.norm == "الذين"]
    subjects = [u for u in draft.sentence.subjects if u.index < draft.unit.index]
    return sorted(described + subjects, key=lambda u: -u.index)


def _many(units: list[Unit]) -> bool:
    return len(units) > 1 or units[0].kind == "quantity" or units[0].text.endswith(("ين", "ون", "ان"))


def _nearest(draft: Draft, sentences: list[Sentence], wanted: str, without: set[int]) -> Unit | None:
    """The nearest name before the trigger that agrees, within this sentence and the one before it."""
    for sentence in sentences[max(draft.sentence.index - 1, 0) : draft.sentence.index + 1][::-1]:
        units = [u for u in sentence.units if isinstance(u.note, Entity) and u.note.type in _NAMED]
        if sentence is draft.sentence:
            units = [u for u in units if u.index < draft.unit.index]
        for unit in reversed(units):
            if id(unit) not in without and _fits(unit, wanted, False):
                return unit
    return None


def _done_to_another(draft: Draft) -> bool:
    """Whether ل brings in what is done to, so that the pronoun on the masdar is who does it: «إدانتها للهجوم»."""
    behind = draft.predicate.get("ل") or [u for u in draft.predicate.pronouns if u.norm == "ل"]
    return bool(behind) and draft.type in TO_ANOTHER


_DONE_TO_THINGS = ("Attack", "Coerce", "Seize")


def _pronoun(draft: Draft, before: list[Draft], sentences: list[Sentence]) -> None:
    """The pronoun on a verb is its object, on a masdar its complement: «هزيمته», «زيارته», «نقلته»."""
    pronoun = draft.predicate.unit.enclitic
    word = draft.sentence.units[draft.unit.index - 1] if draft.unit.index else None
    light = draft.predicate.light
    word = (
        draft.sentence.units[light.unit.index - 1] if light is not None and light.verbal and light.unit.index else word
    )
    if pronoun == "نا" or ((draft.predicate.verbal or light is not None) and word is not None and word.norm == "ما"):
        return  # «ما ذكرته الصحيفة», «وهو ما تم رفضه»
    wanted = PRONOUN_GENDER.get(pronoun, "")
    if (
        draft.predicate.verbal
        and word is not None
        and word.pos == "noun"
        and word.kind == "word"
        and not (word.definite or word.enclitic or gender(word) not in ("", wanted))
    ):
        return  # «بحسب بيان أصدرته الوزارة»: the pronoun is of the noun that the clause describes
    if own_words(draft):
        for other in before:
            if other.sentence is draft.sentence and other.type == "Say" and other.get("agent"):
                draft.add("agent", other.get("agent")[0])
                return
        return
    plural = pronoun in ("هم", "هن", "هما")
    if draft.predicate.verbal:
        role = draft.frame.roles.get("obj", "patient")
        taken = {id(u) for us in draft.roles.values() for u in us}
        for other in before:  # «قطعت مصر والأردن علاقاتهما مع قطر واتهمتها بـ»
            if other.sentence is draft.sentence and any(u in draft.get("agent") for u in other.get("agent")):
                taken |= {id(u) for u in other.get("agent")}
    else:
        taken = set()
        subject = draft.frame.roles.get("subj", "agent")
        if any(u not in draft.get("topic") for u in draft.predicate.get("obj")) or _done_to_another(draft):
            role = subject  # «رفضه مشروع القانون», «دعمها للمبادرة»
        elif "idafa" in draft.frame.roles:
            role = draft.frame.roles["idafa"]
        elif done_to_it(draft.predicate):
            role = draft.frame.roles.get("obj", "patient")
        elif draft.type in SUBJECT_IDAFA or subject == "patient":
            role = subject
        else:
            role = draft.frame.roles.get("obj", "patient")
    if role == "-" or draft.get(role):
        return
    # the nearest subject of the sentence, of an event or of another verb: «قال الوزير إنه سيقدم استقالته»
    acting = [
        u for other in before if other.sentence is draft.sentence for u in other.get("agent") + other.get("patient")
    ]
    for unit in sorted(acting + draft.sentence.subjects, key=lambda u: -u.index):
        if draft.type == "Accuse" and not somebody(unit):
            continue  # «قطعت علاقاتها مع قطر واتهمتها بـ»
        if draft.type in _TO_SOMEBODY and role == "patient" and _masdar(unit):
            continue  # «تم القبض عليه وإحالته إلى المحكمة»
        if unit.index < draft.unit.index and id(unit) not in taken and _fits(unit, wanted, plural):
            undergoes = role == "agent" and draft.type in _DONE_TO_THINGS and unit.kind == "word" and not may_act(unit)
            draft.add("patient" if undergoes else role, unit, "pronoun")  # «إتلاف الكمية من خلال حرقها»
            return
    if plural:
        return
    nearest = _nearest(draft, sentences, wanted, taken)
    if nearest is not None:
        draft.add(role, nearest, "pronoun")


_TO_SOMEBODY = ("Accuse", "Aid", "Appoint", "Attack", "Coerce", "Concede", "Consult", "Die", "Dismiss", "Injure", "Judge",
                "Request", "Say", "Threaten")  # fmt: skip


def _behind_prepositions(draft: Draft, before: list[Draft]) -> None:
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
            if _masdar(unit) or (unit.start, unit.end) in triggers:
                continue
            if _fits(unit, wanted, several) and (several or not _many([unit])):
                return unit
    return None


def _control(draft: Draft, drafts: list[Draft]) -> None:
    """A masdar under a purposeful verb has that verb's actor: «اتفقتا على تشكيل», «قررت إحالة»."""
    predicate = draft.predicate
    if predicate.verbal or draft.get("agent") or not _on_purpose(draft) or _another_s(draft, drafts):
        return
    own = {id(u) for us in draft.roles.values() for u in us}
    if (body := _body_for(draft)) is not None:
        draft.add("agent", body, "body")
        return
    found = _controllers(draft, drafts)
    way = "control" if found else "owner"
    for unit in found or _owners(draft, drafts):
        if id(unit) not in own:
            draft.add("agent", unit, way)


def _on_purpose(draft: Draft) -> bool:
    """Whether somebody does what the event is, as its type tells, or as it is done to somebody: «متهم بقتل», «لخفض»."""
    done = draft.type in ("Change", "Die", "Injure", "Displace") and role_of(draft, "subj") == "agent"
    return draft.type in _PURPOSEFUL or (done and lexicon().transitive(draft.predicate.form.lemma))


def _body_for(draft: Draft) -> Unit | None:
    """The body whose work a masdar behind ل is: «تشكيل لجنة حكومية للتحقيق في الحادث»."""
    units, at = draft.sentence.units, draft.unit.index - 1
    if draft.unit.preposition != "ل":
        return None
    while at > 0 and units[at].pos == "adj" and units[at].kind == "word" and not units[at].definite:
        at -= 1
    body = units[at] if at >= 0 else None
    bare = body is not None and body.kind == "word" and not body.definite and not body.enclitic
    return body if body is not None and bare and body.key in lexicon().classes["body"] else None


def _another_s(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a definite noun is what somebody else did, as one only welcomes or refuses it: «رحب بالقرار»."""
    governor = draft.predicate.governor
    other = next((d for d in drafts if d.predicate is governor), None) if governor is not None else None
    judged = other is not None and other.type in ("Support", "Reject", "Threaten")
    if other is not None and other.type == "Threaten" and other.predicate.form.lemma in lexicon().controls:
        return False  # «هدد الوزراء بالاستقالة»
    return judged and draft.unit.definite and not draft.predicate.get("idafa")


def _carried(draft: Draft, before: list[Draft], sentences: list[Sentence]) -> None:
    """A masdar under a light verb whose subject is left out: «قام باعتقال المشتبه بهم»."""
    governor = draft.predicate.governor
    if governor is None or draft.predicate.verbal or draft.get("agent") or not _on_purpose(draft):
        return
    light = lexicon().light_verbs.get(governor.form.lemma)
    carries = light is not None and light.role == "agent" and light.slot == draft.predicate.governed_as
    carries = carries or "subj" in lexicon().controls.get(governor.form.lemma, ())  # «ويسعى إلى استعادة»
    if carries and governor.verbal and governor.subject_dropped and not governor.passive:
        for unit in _dropped(draft, before, sentences, governor.form):
            draft.add("agent", unit, "carried")


def _controllers(draft: Draft, drafts: list[Draft]) -> list[Unit]:
    predicate = draft.predicate
    if (doers := _who_carries(draft)) and not predicate.happens:
        return doers
    governor, unit = predicate.governor, predicate.unit
    carrier = predicate.light if predicate.light is not None and not predicate.light.verbal else predicate
    if carrier.governed_as == "subj" or predicate.happens:
        return []  # «تم إلقاء القبض», «نفت الوزارة وقوع انفجار»
    if predicate.light is not None and not predicate.light.verbal and governor in (None, predicate.light):
        governor, unit = predicate.light.governor, predicate.light.unit  # «لبدء محادثات»
    other = next((d for d in drafts if governor is not None and d.predicate is governor), None)
    if predicate.governed_as == "sake" and governor is not None:
        doers = other.get("agent") if other is not None else []
        return doers or (governor.get("subj") if governor.verbal else [])  # «غادر القاعة احتجاجا على القرار»
    adjunct = predicate.governed_as.removeprefix("far:") in ADJUNCTS
    prevents = other is not None and not adjunct and other.predicate.form.lemma in lexicon().prevents
    if other is not None and prevents and (stopped := [u for u in other.get("patient") if somebody(u)]):
        return stopped  # «منعت الشرطة المحتجين من الوصول»
    if governor is not None and not adjunct and (slots := lexicon().controls.get(governor.form.lemma)):
        return _controlled(draft, governor, other, slots)
    if other is None and governor is None and unit.preposition == "ل":
        other = _matrix(draft, drafts)
    if other is None:
        doers = _carrier_subject(governor) if governor is not None else []
        return doers or (_whose_purpose(draft) if unit.preposition == "ل" and not unit.definite else [])
    if adjunct:
        # «اقترحت خلال اجتماع مع»: they who act are at the meeting
        meets = draft.type in ("Consult", "Say", "Move") and other.predicate.verbal and bool(draft.get("partner"))
        return other.get("agent") if meets else []
    if (other.type, predicate.link.governed_as.removeprefix("far:")) in OTHERS_ACTS:
        return []  # «حذر من هجمات»
    if other.type == "Request":
        return other.get("patient")  # «دعا الحكومة إلى سحب القوات»: who is called upon
    announces = other.predicate.form.lemma == "أعلن" and carrier.governed_as == "obj"  # «أعلن الجيش استعادة المدينة»
    return other.get("agent") if other.type in _AGENTIVE or announces else []


def _whose_purpose(draft: Draft) -> list[Unit]:
    """Who does something for a purpose: the subject of the last verb before it, an event or not («تستعد الفرق لنقل»)."""
    before = [u for u in draft.sentence.subjects if u.index < draft.unit.index]
    return [before[-1]] if before and (somebody(before[-1]) and not _masdar(before[-1])) else []


def _who_carries(draft: Draft) -> list[Unit]:
    """Whose the noun is that carries a masdar: «محاولة الجيش استعادة القرية», «قيام الشرطة بتفريق المحتجين»."""
    light, words = draft.predicate.light, lexicon()
    if light is None or light.verbal:
        return []
    if light.form.kind == "active" and (light.unit.definite or draft.unit in light.get("idafa")):
        known = somebody(light.unit) or light.unit.key in lexicon().classes["culprit"]
        return [light.unit] if known else []  # «مرتكب الجريمة», «المشارك في الهجوم»
    lemma = light.form.lemma
    row = words.light_verbs.get(lemma)
    acts = "subj" in words.controls.get(lemma, ()) or (row is not None and row.role == "agent" and row.slot != "subj")
    own = {u.index for u in (draft.unit, *draft.predicate.get("idafa"))}
    whose = [u for u in light.get("idafa") if u.index not in own and not _masdar(u)]
    return whose if acts and light.form.kind == "masdar" else []


def _controlled(draft: Draft, governor: Predicate, other: Draft | None, slots: tuple[str, ...]) -> list[Unit]:
    """Who does what a verb of `control.tsv` governs: «سمح للجنود بدخول القرية», «اتهمه بسرقة», «محاولة الجيش استعادة»."""
    at = draft.predicate.link.governed_as.removeprefix("far:")
    for slot in slots:
        if slot == "subj":
            found = other.get("agent") if other is not None else []
            found = found or governor.get("subj" if governor.verbal else "idafa")[:2]
            found = [] if governor.passive else found
        elif slot == "obj":
            if at in ("obj", "obj2", "subj", "idafa") or (at == "ب" and draft.type in _BEFALLING):
                continue
            found = other.get("patient") if other is not None else governor.get("subj" if governor.passive else "obj")
            if not found and governor.form.lemma in lexicon().needs_object:
                found = governor.get("subj")  # «مما مكن القوات من دخول القرية»
        else:
            punished = governor.form.lemma == "حكم" and draft.type in _BEFALLING  # «حكم عليه بالسجن»
            found = [] if slot == at or punished else governor.get(slot) or governor.get(f"far:{slot}")
            found = [u for u in found if u is found[0] or u.conjoined]  # «سمح لعناصر تابعة للجيش»
        acting = [u for u in found if not _masdar(u) and (slot == "subj" or u.key not in lexicon().classes["place"])]
        if acting:
            return acting
    return []


_BEFALLING = ("Coerce", "Die", "Judge", "Sanction")  # what a court does to whom it tries: «أدين بالسجن»


def _masdar(unit: Unit) -> bool:
    return unit.note is None and any(f.kind == "masdar" for f in unit.forms)


def _owners(draft: Draft, drafts: list[Draft]) -> list[Unit]:
    """Whose the noun is that governs a masdar, or of whom the adjective is said: «جهود الصين في», «شبكة متخصصة في»."""
    light, predicate = draft.predicate.light, draft.predicate
    carrier = light if light is not None and not light.verbal else predicate
    chunks, words = draft.sentence.chunks, lexicon().control_words
    piece = chunks[carrier.chunk]
    assert isinstance(piece, Chunk) and piece.phrase is not None
    phrase = next((p for p in piece.phrase.all() if carrier.unit in p.chain), piece.phrase)
    at = phrase.chain.index(carrier.unit) if carrier.unit in phrase.chain else 0
    governing = phrase.chain[at - 1] if at else None
    before = chunks[carrier.chunk - 1] if carrier.chunk and not at else None
    if governing is not None:
        return _charged(draft, drafts) if governing.key in words["charged"] else []
    if not isinstance(before, Chunk) or before.phrase is None or piece.conjoined:
        return []
    noun = list(before.phrase.all())[-1]
    if noun.head.key in words["charged"]:
        return _charged(draft, drafts)
    if noun.head.key in words["whose"]:
        if len(noun.chain) > 1:
            return [noun.chain[1]] if not _masdar(noun.chain[1]) else []
        if noun.head.enclitic:
            earlier = [d for d in drafts if d.start < noun.head.start]
            return _meant(draft, earlier, noun.head)
        return []
    last = noun.modifiers[-1] if noun.modifiers else noun.chain[-1]
    if not _described_as(last.key, words["described"]) or not (piece.preposition or carrier.unit.preposition):
        return []
    if last is not noun.head:
        chain = noun.chain[:-1] if last is noun.chain[-1] else noun.chain
        tail = chain[-1]
        of_tail = len(noun.chain) > 1 and last.norm.endswith("ة") == tail.norm.endswith(("ة", "ات"))
        bare = last is noun.chain[-1] or last.definite == tail.definite
        return [tail if of_tail and bare else noun.filler]  # «تفكيك شبكة متخصصة في»
    if last.definite or before.preposition:
        return [last]  # «المتهم بقتل»
    subject = chunks[carrier.chunk - 2] if carrier.chunk > 1 else None
    if isinstance(subject, Chunk) and subject.phrase is not None and not subject.preposition:
        return [subject.phrase.filler]  # «ألمانيا مستعدة للتعاون»
    return []


def _described_as(key: str, words: frozenset[str]) -> bool:
    endings = ("", "ه", "ين", "ون", "ان", "ات", "ا")
    return any(key.endswith(e) and key.removesuffix(e) in words for e in endings)


def _charged(draft: Draft, drafts: list[Draft]) -> list[Unit]:
    """Who is charged with an act: whom the last event before it befalls («أوقف موظفا بتهمة تزوير»)."""
    for other in reversed(drafts):
        if other.sentence is draft.sentence and other.start < draft.start and other.type in ("Accuse", *_BEFALLING):
            people = [u for u in other.get("patient") if somebody(u) or may_act(u)]
            if people:
                return people
    return []


def _meant(draft: Draft, before: list[Draft], word: Unit) -> list[Unit]:
    """Whom the pronoun on a noun means: the nearest who acts or is acted on before it, that agrees."""
    wanted = PRONOUN_GENDER.get(word.enclitic, "")
    here = [u for d in before if d.sentence is draft.sentence for u in d.get("agent") + d.get("patient")]
    for unit in sorted(here + draft.sentence.subjects, key=lambda u: -u.index):
        if unit.index < word.index and _fits(unit, wanted, word.enclitic in ("هم", "هن", "هما")):
            return [unit]
    return []


def _carrier_subject(governor: Predicate) -> list[Unit]:
    """The subject of a verb that is no event of its own but has its subject act: «تسعى الحكومة إلى العودة»."""
    words = lexicon()
    acts = governor.form.lemma in words.light_verbs or governor.form.lemma in words.aspect
    return governor.get("subj") if governor.verbal and acts and not governor.passive else []


def _matrix(draft: Draft, drafts: list[Draft]) -> Draft | None:
    for other in reversed(drafts):
        if other.sentence is draft.sentence and other.unit.index < draft.unit.index and other.predicate.verbal:
            return other
    return None


# --- arguments ------------------------------------------------------------------------------------------------------


def arguments(draft: Draft, triggers: dict[tuple[int, int], str]) -> tuple[Argument, ...]:
    """Turn role fillers into arguments: an annotation's id, an event's id, or the span of the plain noun.

    `triggers` has the id of the event that each span triggers or carries («تنظيم استفتاء»).
    """
    out: list[Argument] = []
    own = triggers.get((draft.start, draft.end))
    for role, fillers in draft.roles.items():
        for unit in fillers:
            made = _argument(role, unit, triggers)
            if made is not None and made not in out and made.ref != own:
                out.append(made)
    return tuple(out)


def _argument(role: str, unit: Unit, triggers: dict[tuple[int, int], str]) -> Argument | None:
    if isinstance(unit.note, Time):
        return None
    if isinstance(unit.note, (Entity, Quantity)):
        return Argument(role, ref=unit.note.id)  # type: ignore[arg-type]
    event = triggers.get((unit.start, unit.end))
    if event is not None:
        return Argument(role, ref=event)  # type: ignore[arg-type]
    if unit.kind in ("mark", "latin", "number") or unit.cls:
        return None
    return Argument(role, start=unit.start, end=unit.end, text=unit.text)  # type: ignore[arg-type]
