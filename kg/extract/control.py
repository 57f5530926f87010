"""Who does what a masdar tells: the actor of what governs it, or whose the noun is that it completes."""

from __future__ import annotations

from kg.arabic.predicates import lexicon
from kg.extract.chunks import Chunk
from kg.extract.events import Draft, role_of
from kg.extract.kinds import may_act, somebody
from kg.extract.predicate import Predicate
from kg.extract.pronouns import PURPOSEFUL, dropped, is_masdar, meant
from kg.extract.scope import beside
from kg.extract.units import Sentence, Unit

_AGENTIVE = {"Agree", "Legislate", "Plan", "Mobilize", "Move", "Form", "Coerce", "Seize", "Attack", "Aid", "Support",
             "Consult", "Withdraw", "Protest", "Trade", "Reject", "Threaten", "Concede", "Sanction"}  # fmt: skip
# What others do: «حذر من هجمات», «احتجوا على إيقاف زميلهم», «توعد بالرد على اغتيال القائد»
OTHERS_ACTS = {("Threaten", "من"), ("Protest", "على"), ("Attack", "على")}


def control(draft: Draft, drafts: list[Draft]) -> None:
    """A masdar under a purposeful verb has that verb's actor: «اتفقتا على تشكيل», «قررت إحالة»."""
    predicate = draft.predicate
    if predicate.verbal or draft.get("agent") or not _on_purpose(draft) or _another_s(draft, drafts):
        return
    if draft.type == "Say" and draft.unit.preposition == "ب" and predicate.complement is not None:
        return  # «علق على قرار المصارف بالقول إن»
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
    return draft.type in PURPOSEFUL or (done and lexicon().transitive(draft.predicate.form.lemma))


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
    lemma = governor.form.lemma if governor is not None else ""
    if (
        other is not None
        and lemma in lexicon().controls
        and (other.type == "Threaten" or not lexicon().transitive(lemma))
    ):
        return False  # «هدد الوزراء بالاستقالة», «امتنع المسؤول عن التعليق»
    return judged and draft.unit.definite and not draft.predicate.get("idafa")


def carried(draft: Draft, before: list[Draft], sentences: list[Sentence]) -> None:
    """A masdar under a light verb whose subject is left out: «قام باعتقال المشتبه بهم»."""
    governor = draft.predicate.governor
    if governor is None or draft.predicate.verbal or draft.get("agent") or not _on_purpose(draft):
        return
    light = lexicon().light_verbs.get(governor.form.lemma)
    carries = light is not None and light.role == "agent" and light.slot == draft.predicate.governed_as
    carries = carries and light is not None and light.slot != "subj"  # «يتم من خلالها ترشيح»
    carries = carries or "subj" in lexicon().controls.get(governor.form.lemma, ())  # «ويسعى إلى استعادة»
    if carries and governor.verbal and governor.subject_dropped and not governor.passive:
        for unit in dropped(draft, before, sentences, governor.form):
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
    adjunct = beside(predicate.governed_as)
    prevents = other is not None and not adjunct and other.predicate.form.lemma in lexicon().prevents
    if other is not None and prevents and (stopped := [u for u in other.get("patient") if somebody(u)]):
        return stopped  # «منعت الشرطة المحتجين من الوصول»
    if governor is not None and not adjunct and (slots := lexicon().controls.get(governor.form.lemma)):
        return _controlled(draft, governor, other, slots)
    if other is None and governor is None and unit.preposition == "ل":
        other = _matrix(draft, drafts)
    if other is None:
        doers = _carrier_subject(governor, carrier.governed_as) if governor is not None else []
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
    announces = announces and draft.type != "Injure"  # «أعلنت الوزارة إصابة خمسة»
    return other.get("agent") if other.type in _AGENTIVE or announces else []


def _whose_purpose(draft: Draft) -> list[Unit]:
    """Who does something for a purpose: the subject of the last verb before it, an event or not («تستعد الفرق لنقل»)."""
    before = [u for u in draft.sentence.subjects if u.index < draft.unit.index]
    return [before[-1]] if before and (somebody(before[-1]) and not is_masdar(before[-1])) else []


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
    whose = [u for u in light.get("idafa") if u.index not in own and not is_masdar(u)]
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
            if at in ("obj", "obj2", "subj", "idafa") or (at == "ب" and _befalls(draft)):
                continue
            own = "idafa" if not governor.verbal else "subj" if governor.passive else "obj"  # «تمكين الوزارة من نشر»
            found = other.get("patient") if other is not None else governor.get(own)
            if not found and governor.form.lemma in lexicon().needs_object:
                found = governor.get("subj")  # «مما مكن القوات من دخول القرية»
        else:
            punished = governor.form.lemma == "حكم" and draft.type in _BEFALLING  # «حكم عليه بالسجن»
            found = [] if slot == at or punished else governor.get(slot) or governor.get(f"far:{slot}")
            found = [u for u in found if u is found[0] or u.conjoined]  # «سمح لعناصر تابعة للجيش»
        acting = [u for u in found if not is_masdar(u) and (slot == "subj" or u.key not in lexicon().classes["place"])]
        if acting:
            return acting
    return []


_BEFALLING = ("Coerce", "Die", "Judge", "Sanction")  # what a court does to whom it tries: «أدين بالسجن»


def _befalls(draft: Draft) -> bool:
    """Whether what follows a conviction is done to the convicted: «أدين بالسجن», but «أدين بقتل جاره»."""
    return draft.type in _BEFALLING and draft.predicate.form.lemma != "قتل"


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
            return [noun.chain[1]] if not is_masdar(noun.chain[1]) else []
        if noun.head.enclitic:
            earlier = [d for d in drafts if d.start < noun.head.start]
            return meant(draft, earlier, noun.head)
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


def _carrier_subject(governor: Predicate, at: str) -> list[Unit]:
    """The subject of a verb that is no event of its own but has its subject act: «تسعى الحكومة إلى العودة».

    What it leads to is not its subject's act: «أدى الاختراق إلى تسريب الوثائق».
    """
    words = lexicon()
    light = words.light_verbs.get(governor.form.lemma)
    caused = at.removeprefix("far:") == "إلى" and light is not None and light.slot == "obj"
    acts = (light is not None and not caused) or governor.form.lemma in words.aspect
    return governor.get("subj") if governor.verbal and acts and not governor.passive else []


def _matrix(draft: Draft, drafts: list[Draft]) -> Draft | None:
    for other in reversed(drafts):
        if other.sentence is draft.sentence and other.unit.index < draft.unit.index and other.predicate.verbal:
            return other
    return None
