"""Predicates and what fills their slots: subject, object, idafa complement and prepositional phrases.

A slot is named after the syntax (`subj`, `obj`, `idafa`, or the preposition itself: `في`, `على`); which role it
means is the frame's business (kg.extract.events). Word order, agreement, passive and relative clauses follow
Ryding (2005), ch. 4 and 14; only what the sentence itself shows is filled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from kg.arabic.morphology import segment
from kg.arabic.predicates import Form, Frame, lexicon
from kg.arabic.tokens import tokenize
from kg.extract.adjectives import is_adjective
from kg.extract.asides import COMMAS, STOPS, aside, dated_aside, describes, parenthesis
from kg.extract.chunks import Chunk, Phrase, chunk, transparent
from kg.extract.counted import is_people, is_person_noun
from kg.extract.entities.titles import heads
from kg.extract.kinds import default_roles, somebody
from kg.extract.subjects import (
    PRONOUN_GENDER,
    agrees_after,
    agrees_before,
    antecedent,
    asyndetic,
    auxiliary,
    described_subject,
    eventful,
    gender,
    left_border,
    lone_object,
    noun_form,
    pronoun_before,
    resumed,
    says,
    subject_before,
    subject_left_out,
    takes_up,
    told_of,
    unknown,
)
from kg.extract.tagging import accusative
from kg.extract.units import Sentence, Unit
from kg.model import Entity, Quantity, Time

_CLAUSE_JOINS = {"لكن", "ولكن", "بل", "ثم", "بينما", "فيما"}


@dataclass(slots=True)
class Predicate:
    """A word that may be an event, with its slots filled."""

    unit: Unit
    sentence: Sentence
    chunk: int  # index of its chunk in the sentence
    form: Form
    slots: dict[str, list[Unit]] = field(default_factory=dict)
    whose: Unit | None = None  # the complement of what fills a bare slot: «أطلقت السلطات سراح عشرة معتقلين»
    adjectives: list[Unit] = field(default_factory=list)
    clause: tuple[int, int] = (0, 0)  # unit indices of its clause, end exclusive
    complement: int | None = None  # unit index at which an أن/إن clause that it governs begins
    subject_dropped: bool = False
    passive: bool = False
    pronouns: list[Unit] = field(default_factory=list)  # the prepositions behind it that have a pronoun
    governor: Predicate | None = None  # the predicate one of whose slots this noun fills
    governed_as: str = ""  # the name of that slot
    light: Predicate | None = None  # the light or aspectual verb that carries this noun

    @property
    def verbal(self) -> bool:
        """Whether it stands as a finite verb."""
        return self.form.kind == "verb"

    @property
    def link(self) -> Predicate:
        """What is governed where something governs it: the noun that carries it («إلى فتح تحقيق»), or itself."""
        light = self.light
        return light if light is not None and self.governor in (None, light) else self

    @property
    def happens(self) -> bool:
        """Whether the noun that carries it only says that it happens: «وقوع انفجار»."""
        carrier = self.light if self.light is not None and not self.light.verbal else None
        light = lexicon().light_verbs.get(carrier.form.lemma) if carrier is not None else None
        return light is not None and light.slot == "subj"

    def fill(self, slot: str, unit: Unit) -> None:
        """Add a filler to a slot, once."""
        fillers = self.slots.setdefault(slot, [])
        if unit not in fillers and unit is not self.unit:
            fillers.append(unit)

    def get(self, slot: str) -> list[Unit]:
        """Return the fillers of a slot."""
        return self.slots.get(slot, [])


def predicates(sentence: Sentence) -> list[Predicate]:
    """Return the predicates of a tagged sentence, in order, with their slots filled."""
    for before, unit in pairwise(sentence.units):
        if before.text in "،," and unit.norm.endswith("ا") and not unit.definite and not unit.preposition:
            acts = tuple(f for f in unit.forms if f.kind == "active")
            unit.forms = acts or unit.forms  # «…، مطالبا بالتحقيق» is no plural of «مطلب»
    chunks = chunk(sentence.units)
    sentence.chunks = list(chunks)
    found: list[Predicate] = []
    asides = {at: after for at in range(len(chunks)) if (after := aside(chunks, at)) is not None}
    for index, piece in enumerate(chunks):
        if piece.kind == "verb":
            _agree(chunks, index)
            _agree_behind(chunks, index)
            form = _verb_form(piece.unit)
            if form is not None:
                found.append(_verb(sentence, chunks, index, form, found, asides))
        elif piece.kind == "np" and piece.phrase is not None:
            found.extend(_nouns(sentence, chunks, index, piece))
    found += _casualties(sentence, chunks)
    found.sort(key=lambda p: p.unit.index)
    _govern(found)
    _share(found, chunks)
    sentence.subjects = [u for p in found if p.verbal for u in p.get("subj") + _allowed(p)]
    return found


def _allowed(predicate: Predicate) -> list[Unit]:
    """Who may do what the verb behind أن tells: «يمكن للشرطة أن تطلق»."""
    allows = "ل" in lexicon().controls.get(predicate.form.lemma, ()) and predicate.complement is not None
    return [u for u in predicate.get("ل") if somebody(u)][:1] if allows else []


# --- agreement ------------------------------------------------------------------------------------------------------

_IMPERFECT = ("لن", "لم")  # behind which a verb is in the imperfect


def _agree_behind(chunks: list[Chunk], index: int) -> None:
    """Keep of the lemmas a verb may be of those that agree with what stands behind it: «تواصل الجمعية» is واصل."""
    unit, after = chunks[index].unit, chunks[index + 1] if index + 1 < len(chunks) else None
    if after is None or after.kind != "np" or after.phrase is None or after.conjoined:
        return
    verbs = {f.lemma for f in unit.forms if f.kind == "verb"}
    if after.preposition:
        allowing = {v for v in verbs if after.preposition in lexicon().controls.get(v, ())}
        if len(verbs) > 1 and allowing:  # «يمكن للشرطة أن» is no مكّن
            unit.forms = tuple(f for f in unit.forms if f.kind != "verb" or f.lemma in allowing)
        return
    head = after.phrase.head
    before = chunks[index - 1] if index else None
    if before is not None and before.kind == "sub" and before.unit.text.endswith("ها") and len(verbs) > 1:
        hers = tuple(f for f in unit.forms if f.kind != "verb" or f.gender != "m")  # «أنها تعمق مشاعر الكراهية»
        unit.forms = hers if any(f.kind == "verb" for f in hers) else unit.forms
        verbs = {f.lemma for f in unit.forms if f.kind == "verb"}
    third = chunks[index + 2].preposition if index + 2 < len(chunks) else ""
    carrying = {v for v in verbs if (row := lexicon().light_verbs.get(v)) and third and row.slot == third}
    if len(verbs) > 1 and carrying and noun_form(chunks[index + 2].unit) is not None:
        unit.forms = tuple(f for f in unit.forms if f.kind != "verb" or f.lemma in carrying)
        return  # «تعرض المنزل لقصف» is no عرض
    light = {v for v in verbs if (row := lexicon().light_verbs.get(v)) and row.slot in ("obj", "subj")}
    if len(verbs) > 1 and light and eventful(head) and any(f.aspect == "impf" for f in unit.forms):
        unit.forms = tuple(f for f in unit.forms if f.kind != "verb" or f.lemma in light)
        return  # «قد تصدر الحكم» is no تصدّر
    if len(verbs) > 1 and (head.kind == "entity" or (head.definite and head.kind == "word")):
        agreeing = tuple(f for f in unit.forms if f.kind != "verb" or agrees_after(f, head))
        if any(f.kind == "verb" for f in agreeing):
            unit.forms = agreeing


def _agree(chunks: list[Chunk], index: int) -> None:
    """Keep of a verb's readings those that agree with the subject right before it: «فرنسا تقرر», «الأمر تقرر»."""
    at = index - 1
    while at > 0 and chunks[at].kind in ("neg", "vpart", "adv"):
        at -= 1
    before, unit = chunks[at] if index else None, chunks[index].unit
    if any(c.unit.norm in _IMPERFECT for c in chunks[at:index] if c.kind == "neg"):
        later = tuple(f for f in unit.forms if f.kind != "verb" or f.aspect != "perf")  # «لن توافق» is no توافق
        unit.forms = later if any(f.kind == "verb" for f in later) else unit.forms
    if before is None or before.kind != "np" or before.preposition or before.phrase is None or chunks[index].conjoined:
        return
    shown = gender(before.phrase.head)
    agreeing = tuple(f for f in unit.forms if f.kind != "verb" or not f.gender or f.gender == shown)
    if shown and before.phrase.head.definite and any(f.kind == "verb" for f in agreeing):
        unit.forms = agreeing


def _verb_form(unit: Unit) -> Form | None:
    verbs = [f for f in unit.forms if f.kind == "verb"]
    # a typed lemma before an untyped one, and the feminine plural last: «أعلن» is seldom "they (f.) announced"
    verbs.sort(
        key=lambda f: (
            f.gender == "f" and f.number == "p",
            all(frame.type is None for frame in lexicon().frames(f.lemma)),
        )
    )
    return verbs[0] if verbs else None


# --- verbs ----------------------------------------------------------------------------------------------------------


def _verb(
    sentence: Sentence, chunks: list[Chunk], index: int, form: Form, found: list[Predicate], asides: dict[int, int]
) -> Predicate:
    unit = chunks[index].unit
    predicate = Predicate(unit, sentence, index, form)
    left = left_border(chunks, index)
    right, comma, nearer, beside = index + 1, False, False, False
    bare: list[Phrase] = []
    more: list[Phrase] = []
    predicate.clause = (chunks[left].start if left < len(chunks) else unit.index, unit.index + 1)
    before = None if chunks[index].conjoined else subject_before(chunks, left, index, form)
    if before is not None and takes_up(chunks, left):
        before = described_subject(chunks, left, form)  # «أن عدد الأصوات التي تحصل عليها سعيد بلغ»
    relative = antecedent(chunks, left, index, form)
    if relative is None and left and chunks[left - 1].kind == "verb" and not chunks[index].conjoined:
        helped = left - 1 if auxiliary(chunks[left - 1].unit) else index  # «50 مهاجرا كانوا يستعدون»
        described = asyndetic(chunks, helped, form) if helped else None
        if described is not None or not auxiliary(chunks[left - 1].unit):
            before, relative = None, described
        elif before is None and (relative := antecedent(chunks, left_border(chunks, left - 1), left - 1, form)) is None:
            # «الحزب سيبقى يدعم»: the subject stands before the auxiliary
            before = subject_before(chunks, left_border(chunks, left - 1), left - 1, form)
    if (
        before is None
        and left > 1
        and chunks[left - 2].unit.norm == "سبق"
        and chunks[left - 1].unit.key in ("ان", "وان")
    ):
        # «الوزارة سبق وأن أعلنت»
        before = subject_before(chunks, left_border(chunks, left - 2), left - 2, form)
    if before is None and relative is None and not chunks[index].conjoined:
        before, relative = described_subject(chunks, left, form), told_of(chunks, index, form)
    if relative is None and index and not chunks[index].conjoined:
        relative = _who_is_told_of(chunks, index, form, before or chunks[index - 1].phrase)
        before = None if relative is not None else before
    told = relative or (before.head if before is not None else None)
    if told is not None and not unit.enclitic and (light := _comes(unit, told)) is not None:
        predicate.form = form = light  # «الهجوم الذي وقع أمس» is no «وقّع»
    closes = _closes(chunks, left)
    while right < len(chunks):
        piece = chunks[right]
        if piece.kind == "mark":
            if piece.unit.text in STOPS or right == closes:
                break
            if (after := dated_aside(chunks, right)) is not None:
                right = after
                continue
            if (after := asides.get(right)) is not None:
                if any(c.kind == "verb" for c in chunks[right:after]):
                    right = after
                    continue
            elif (opened := next((at for at, after in asides.items() if after == right + 1), None)) is not None:
                if index > opened:
                    break  # a verb in the aside
                comma = False
            else:
                comma = comma or piece.unit.text in COMMAS
        elif piece.kind == "sub":
            # «بعدما سيطر», «حيث قال» open a clause of their own; أن and إن open the verb's complement
            if predicate.complement is None and piece.unit.key.lstrip("بفول").startswith("ان") and not comma:
                predicate.complement = piece.end
            break
        elif piece.kind == "rel" and comma and (after := parenthesis(chunks, right)):
            right, comma = after, False
            continue
        elif piece.kind == "rel" and not comma and (amount := _amount_behind(chunks, right, form)) is not None:
            chunks[amount].taken = True
            phrase = chunks[amount].phrase
            assert phrase is not None
            bare.append(phrase)  # «بلغ عدد الزوار الذين وصلوا إلى المدينة 2800 شخص»
            break
        elif (
            piece.kind in ("verb", "rel")
            or (piece.kind == "conj" and _verb_follows(chunks, right))
            or (piece.kind == "np" and piece.taken and not piece.preposition)
        ):
            break
        elif piece.kind == "time" and piece.preposition == "إلى" and piece.unit.text[0].isdigit():
            predicate.fill("إلى", piece.unit)  # «عقوبة قد تصل إلى 30 سنة»
        elif piece.kind == "np" and piece.phrase is not None:
            if piece.preposition == "من" and _length_before(chunks, right):
                pass  # «بعد تسعة أعوام من التدخل»
            elif piece.preposition:
                asked = beside and piece.preposition in _asked(form.lemma) and not predicate.get(piece.preposition)
                topples = len(bare) == 1 and eventful(bare[0].head) and not predicate.get(piece.preposition)
                befalls = topples and chunks[right - 1].phrase is bare[0] and piece.preposition in _befallen(form.lemma)
                piece.taken = befalls or (asked and any(eventful(u) for u in piece.phrase.chain))
                for phrase in piece.phrase.all():
                    if bare and _counts_on(bare[-1], piece, phrase):
                        more.append(phrase)
                        continue
                    far = nearer and not piece.taken
                    predicate.fill(("far:" if far else "") + piece.preposition, phrase.filler)
            elif _named_again(chunks, right, sentence.units):
                right += 1
                continue
            elif piece.conjoined:
                if not bare or not _lists_on(chunks, right, bare[-1]):
                    break
                more.extend(piece.phrase.all())
            elif comma:
                if _apposed(bare, piece.phrase):
                    right += 1
                    continue
                if describes(chunks, right, bare):
                    right, comma = right + 2, False
                    continue
                if (
                    len(bare) != 1
                    or not _stands_alone(piece.phrase)
                    or (says(form) and not _told(piece.phrase, chunks[right + 1 : right + 2]))
                ):
                    break
                bare.append(piece.phrase)  # «أدانت النقابة، بشدة، استهداف الصحفيين»
                comma = False
            elif not bare or not _of_the_masdar(chunks[right - 1], piece.phrase):
                bare.append(piece.phrase)
            # what follows an event noun belongs to that noun before it belongs to the verb
            event = any(eventful(u) for p in piece.phrase.all() for u in p.chain)
            whom = not piece.preposition and all(somebody(p.head) or not eventful(p.head) for p in piece.phrase.all())
            beside = (beside or not nearer) and (not event or whom or piece.preposition in _MEANWHILE)
            nearer = nearer or event
        elif (
            piece.kind == "prep" and piece.unit.enclitic and relative is not None and piece.unit.index == unit.index + 1
        ):
            # «المدينة التي سيطر عليها التنظيم»: the pronoun stands for the antecedent
            predicate.fill(piece.preposition, relative)
            relative = None
        elif piece.kind == "prep" and piece.unit.enclitic and relative is not None and _carried_act(form, bare):
            relative = None  # «المتهم الذي ألقي القبض عليه»
        elif (
            piece.kind == "prep"
            and piece.unit.enclitic
            and piece.unit.norm != "بين"
            and relative is None
            and not nearer
        ):
            predicate.pronouns.append(piece.unit)
        elif piece.kind == "conj" and piece.unit.norm in ("بل", "لكن", "ولكن", "ثم"):
            break
        elif piece.kind == "prep" and piece.unit.norm == "بين" and piece.unit.enclitic:
            break  # «اعتقلت 15 شخصا بينهم طفلان»
        right += 1
    predicate.clause = (predicate.clause[0], chunks[right - 1].end)
    if bare and _speaks_behind(predicate, form, bare[0]):
        before = None  # «حول الاستقالة، أكد الوزير أن», «شخص تقول الشرطة إنه فر»
        relative = relative if unit.enclitic else None
    if before is not None and bare and resumed(chunks, index) is not None and agrees_after(form, bare[0].head):
        before = None  # «أرجأ المجلس البت في مشروع قدمته فرنسا»
    _bare(predicate, form, bare, before, relative, _drops(predicate, chunks, index, found))
    last = next((slot for slot in ("obj2", "obj", "subj") if bare and bare[-1].filler in predicate.get(slot)), "")
    for phrase in more if last else ():
        predicate.fill(last, phrase.filler)
    if (spot := _where(chunks, left)) is not None:
        predicate.fill("في", spot)
    return predicate


def _who_is_told_of(chunks: list[Chunk], index: int, form: Form, before: Phrase | None) -> Unit | None:
    """The indefinite person right before a verb that tells what he did: «القبض على شاب قتل والده», «إيقاف شخص سرق»."""
    phrase = chunks[index - 1].phrase if index else None
    if phrase is None or before is None or phrase.joined or not eventful(before.head):
        return None
    who = phrase.chain[-1]
    annotated = isinstance(who.note, Entity | Quantity)
    named = isinstance(who.note, Entity) and who.note.type != "Group"
    definite = who.text.split()[-1].startswith("ال") if annotated else who.definite or bool(who.enclitic)
    if who is before.head or named or definite or not somebody(who):
        return None
    acts = any(f.type and f.type != "Change" and _somebody_does(f) for f in lexicon().frames(form.lemma))
    light = form.lemma in lexicon().light_verbs
    return who if acts and not light and agrees_before(form, who) else None


def _somebody_does(frame: Frame) -> bool:
    """Whether somebody does what a frame tells."""
    return frame.roles.get("subj", "agent") == "agent"


def _comes(unit: Unit, subject: Unit) -> Form | None:
    """The form of a verb that tells that its subject, a happening, came: «الهجوم الذي وقع», «هزة حدثت»."""
    if not eventful(subject):
        return None
    forms = [f for f in unit.forms if f.kind == "verb"]
    rows = ((f, lexicon().light_verbs.get(f.lemma)) for f in forms)
    light = [f for f, row in rows if row is not None and row.slot == "subj"]
    return light[0] if light and len({f.lemma for f in forms}) > 1 else None


def _amount_behind(chunks: list[Chunk], at: int, form: Form) -> int | None:
    """The chunk of the amount that a measure comes to, behind the relative clause that tells what is measured."""
    if not _measures(form.lemma):
        return None
    verbs = [n for n in range(at + 1, len(chunks)) if chunks[n].kind == "verb"]
    for n in range(at + 2, min(at + 10, len(chunks))):
        piece = chunks[n]
        if piece.kind in ("mark", "sub", "rel", "conj") or piece.conjoined or (len(verbs) > 1 and n >= verbs[1]):
            return None
        bare = piece.kind == "np" and not piece.preposition and piece.phrase is not None
        if bare and piece.phrase is not None and isinstance(piece.phrase.filler.note, Quantity):
            told = _verb_form(chunks[verbs[0]].unit) if verbs else None
            object_ = n == verbs[0] + 1 and told is not None and lexicon().transitive(told.lemma)
            return None if object_ else n
    return None


@cache
def _measures(lemma: str) -> bool:
    """Whether a verb says how much something comes to: «بلغ», «وصل»."""
    frames = lexicon().frames(lemma)
    return any(
        f.type == "Change" and any(c.slot == "obj" and c.entity == "quantity" for c in f.conditions) for f in frames
    )


def _counts_on(counted: Phrase, piece: Chunk, phrase: Phrase) -> bool:
    """Whether an amount joined to what another amount is of goes on counting: «ضبط 20 كلغ من القنب و3 سيارات»."""
    assert piece.phrase is not None
    amounts = all(isinstance(p.head.note, Quantity) for p in (counted, phrase))
    return amounts and piece.preposition == "من" and not isinstance(piece.phrase.head.note, Quantity)


def _lists_on(chunks: list[Chunk], at: int, listed: Phrase) -> bool:
    """Whether an indefinite noun behind و goes on a list of indefinite ones: «حجزت كمية من الذخيرة وسيارة»."""
    piece, before = chunks[at], chunks[at - 1]
    head = piece.phrase.head if piece.phrase is not None else piece.unit
    first = listed.head
    thing = first.kind == "quantity" or (first.kind == "word" and not (first.definite or first.enclitic))
    again = head.kind == "quantity" or (head.kind == "word" and not (head.definite or head.enclitic or eventful(head)))
    behind = before.kind == "np" and before.preposition in ("من", "ب", "ل", "في") and before.phrase is not None
    return thing and again and behind and not _verb_follows(chunks, at) and not any(u.definite for u in listed.chain)


def _closes(chunks: list[Chunk], left: int) -> int | None:
    """The comma that closes a relative clause between two: «نقلت الوكالة، التي يسيطر عليها النظام، عن مصدر»."""
    relative = left - 1
    if relative < 1 or chunks[relative].kind != "rel" or chunks[relative - 1].unit.text not in COMMAS:
        return None
    after = parenthesis(chunks, relative)
    return after - 1 if after is not None else None


_MEANWHILE = ("خلال", "أثناء", "عقب", "قبل", "بعد", "في", "إثر", "قبيل", "لدى")


@cache
def _asked(lemma: str) -> frozenset[str]:
    """The prepositions behind which a verb has its topic: «طالب خلال الاجتماع بالإفراج عنهم»."""
    slots: set[str] = set()
    for frame in lexicon().frames(lemma):
        for roles in (frame.roles, default_roles().get(frame.type or "", {})):
            slots |= {slot for slot, role in roles.items() if role == "topic"}
    if lexicon().aspect.get(lemma) == "planned":
        slots.add("إلى")  # «ستسعى خلال المؤتمر إلى حشد الدعم»
    return frozenset(slots - {"subj", "obj", "obj2", "idafa", "whose"})


@cache
def _befallen(lemma: str) -> frozenset[str]:
    """The prepositions behind which a verb's frames name whom it befalls: «أطاح انقلاب بالرئيس»."""
    frames = lexicon().frames(lemma)
    return frozenset(slot for f in frames for slot, role in f.roles.items() if role == "patient" and slot == "ب")


def _where(chunks: list[Chunk], left: int) -> Unit | None:
    """The place that a clause with حيث is about: «في طرابلس، حيث أصيب 41 شخصا»."""
    if left < 2 or chunks[left - 1].unit.norm != "حيث":
        return None
    before = chunks[left - 2] if chunks[left - 2].kind != "mark" or left < 3 else chunks[left - 3]
    last = before.phrase.chain[-1] if before.phrase is not None and not before.phrase.joined else None
    place = last is not None and isinstance(last.note, Entity) and last.note.type == "Place"
    return last if place else None


def _drops(predicate: Predicate, chunks: list[Chunk], index: int, found: list[Predicate]) -> str:
    """Whether the verb's subject is left out: `sure`, `may`, or nothing."""
    pronoun = pronoun_before(chunks, index)
    if pronoun and pronoun != "ه":
        return "sure"
    if predicate.complement is not None or predicate.form.voice == "pass":
        return ""
    if pronoun:
        return "may"
    if not subject_left_out(chunks, index):
        return ""
    for other in reversed([p for p in found if p.verbal][-3:]):
        subjects = other.get("subj") or other.get("ل") or other.get("على")  # «يمكن للخطة أن توفر»
        if subjects:
            return "may" if agrees_before(predicate.form, subjects[0]) else ""
    return ""


def _named_again(chunks: list[Chunk], at: int, units: list[Unit]) -> bool:
    """Whether a name between quotation marks is that of the body before it: «لوكالة الأنباء الرسمية "وات"»."""
    before, phrase = chunks[at - 1], chunks[at].phrase
    if phrase is None or before.phrase is None or not before.preposition or chunks[at].conjoined:
        return False
    both = [p.head.note for p in (before.phrase, phrase)]
    opens = phrase.head.index > 0 and units[phrase.head.index - 1].text in '"«“'
    return opens and all(isinstance(n, Entity) and n.type == "Organization" for n in both)


def _apposed(bare: list[Phrase], phrase: Phrase) -> bool:
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


def _is_the_speaker(predicate: Predicate, person: Phrase, phrase: Phrase) -> bool:
    """Whether what stands right behind who speaks is his office, his name, or the rest of it: «قال الناطق فلان إن»."""
    head = phrase.head
    if _his_office(person, phrase):
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


def _speaks_behind(predicate: Predicate, form: Form, phrase: Phrase) -> bool:
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


def _stands_alone(phrase: Phrase) -> bool:
    """Whether a phrase can be an object behind a comma; a participle is not: «…، مشيرة إلى»."""
    head = phrase.head
    if head.kind in ("entity", "quantity") or head.definite:
        return True
    if any(f.kind in ("masdar", "noun") for f in head.forms):
        return True
    told = head.norm.endswith(("ا", "ة")) and any(f.kind == "active" for f in head.forms)  # «…، داعية الدول إلى»
    return len(phrase.chain) > 1 and not told


def _told(phrase: Phrase, after: list[Chunk]) -> bool:
    """Whether a phrase can be what is announced behind a comma: «أعلنت الوزارة، مقتل أربعة أشخاص», «القبض على اثنين»."""
    acts = any(f.kind == "masdar" for f in phrase.head.forms)
    goes_on = len(phrase.chain) == 1 and any(c.kind == "np" and c.preposition in ("على", "عن") for c in after)
    return acts and (goes_on if phrase.head.definite else len(phrase.chain) > 1)


def _bare(
    predicate: Predicate, form: Form, bare: list[Phrase], before: Phrase | None, relative: Unit | None, drops: str
) -> None:
    """Give the phrases without preposition their slots."""
    unit = predicate.unit
    if before is not None:
        for phrase in before.all():
            predicate.fill("subj", phrase.filler)
        if relative is not None and unit.enclitic:
            predicate.fill("obj", relative)  # «حذر البنك في تقرير نشره»
    elif relative is not None and not unit.enclitic:
        # «الاتفاق الذي انتهت مرحلته», «الانتخابات التي أوقفت المحكمة إجراءها»
        acts = len(bare) == 1 and agrees_before(form, relative) and lexicon().transitive(form.lemma)
        own = any(b.head.enclitic for b in bare[:2]) and not acts
        taken = own or (
            bare and agrees_after(form, bare[0].head) and gender(bare[0].head) and not agrees_before(form, relative)
        )
        if not taken:
            predicate.fill("subj", relative)
    elif relative is not None:
        predicate.fill("subj" if _another_s(unit, relative) and not bare else "obj", relative)
    if len(bare) == 2 and not predicate.get("subj") and _object_first(bare[0], bare[1]):
        bare = bare[::-1]
    for index, phrase in enumerate(bare):
        if _circumstance(phrase):
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
            )
            and not _must_speak(predicate, form, bare)
        ):
            predicate.subject_dropped = True
            slot = "obj"
        if slot == "obj" and (predicate.get("obj") and not predicate.subject_dropped):
            slot = "obj2"
        if slot == "obj" and unit.enclitic and relative is None:
            slot = "obj2"
        if slot != "subj" and _for_the_sake(phrase, form, slot):
            slot = "sake"
        for part in phrase.all():
            predicate.fill(slot, part.filler)
        if len(phrase.chain) > 1 and (predicate.whose is None or slot == "obj"):
            predicate.whose = Phrase(phrase.chain[1:]).filler
        predicate.adjectives.extend(phrase.modifiers)
    predicate.subject_dropped = not predicate.get("subj")
    predicate.passive = form.voice == "pass"


def _another_s(verb: Unit, relative: Unit) -> bool:
    """Whether a verb's pronoun cannot be the noun that its clause describes: «الاعتداءات التي تستهدفهم»."""
    if verb.enclitic in ("هم", "هن"):
        people = isinstance(relative.note, Entity | Quantity) or is_people(relative.key) or counted(relative)
        return not people and gender(relative) == "f"
    shown, wanted = gender(relative), PRONOUN_GENDER.get(verb.enclitic, "")
    return bool(shown and wanted) and shown != wanted


def _circumstance(phrase: Phrase) -> bool:
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


def _length_before(chunks: list[Chunk], at: int) -> bool:
    """Whether a stretch of time stands right before: what is behind its من belongs to it."""
    before = chunks[at - 1]
    return before.kind == "time" and isinstance(before.unit.note, Time) and before.unit.note.type == "DURATION"


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


def _object_first(one: Phrase, other: Phrase) -> bool:
    """Whether the object stands before the subject: «نشرت صورته وزارة الداخلية»."""
    note = other.head.note
    return bool(one.head.enclitic) and isinstance(note, Entity) and note.type in ("Organization", "Place")


def _verb_follows(chunks: list[Chunk], at: int) -> bool:
    for piece in chunks[at + 1 : at + 3]:
        if piece.kind == "verb":
            return True
        if piece.kind not in ("neg", "vpart"):
            return False
    return False


# --- nouns ----------------------------------------------------------------------------------------------------------


def _nouns(sentence: Sentence, chunks: list[Chunk], index: int, piece: Chunk) -> Iterator[Predicate]:
    assert piece.phrase is not None
    for phrase in piece.phrase.all():
        for place, unit in enumerate(phrase.chain):
            form = noun_form(unit)
            if form is None:
                continue
            predicate = Predicate(unit, sentence, index, form, clause=(piece.start, piece.end))
            if place + 1 < len(phrase.chain):
                predicate.fill("idafa", Phrase(phrase.chain[place + 1 :], phrase.modifiers).filler)
                if place + 2 < len(phrase.chain):
                    predicate.whose = Phrase(phrase.chain[place + 2 :], phrase.modifiers).filler
                if place + 2 == len(phrase.chain):
                    for other in phrase.joined:  # «زيادة الرواتب والمعاشات»
                        if noun_form(other.head) is None:
                            predicate.fill("idafa", other.filler)
            elif unit.enclitic and place == 0 and (whom := _done_to(chunks, index, unit, form)) is not None:
                predicate.fill("idafa", whom)  # «النقاط التي تمت مناقشتها»
            elif place == 0 and not unit.definite and phrase.joined and len(phrase.joined[0].chain) > 1:
                predicate.fill("idafa", phrase.joined[0].chain[1])  # «إنشاء وإدارة تنظيم»
            predicate.adjectives = [m for m in phrase.modifiers if _qualifies(m, unit, phrase)]
            last = phrase is piece.phrase or not piece.phrase.joined or phrase is piece.phrase.joined[-1]
            if last or not piece.phrase.joined:
                _right_of_noun(predicate, chunks, index)
            elif all(noun_form(p.head) for p in piece.phrase.joined):
                _right_of_noun(predicate, chunks, index)  # «المشورة والمساعدة للقوات»
            yield predicate
        for unit in phrase.modifiers:
            form = _participle_form(unit)
            if form is not None:
                predicate = Predicate(unit, sentence, index, form, clause=(piece.start, piece.end))
                predicate.fill("subj", phrase.head)
                yield predicate


def _qualifies(adjective: Unit, unit: Unit, phrase: Phrase) -> bool:
    """Whether an adjective is this noun's rather than its complement's: «اختطاف صحفية عراقية» is no Iraqi abduction."""
    last = phrase.chain[-1]
    if unit is last:
        return True
    feminine = adjective.norm.endswith("ة")
    return feminine == unit.norm.endswith(("ة", "ات")) and feminine != last.norm.endswith(("ة", "ات"))


CASUALTIES = ("Die", "Injure")
# Nouns of happenings that are counted: «78 حريقا», «عشرات الهزات», «هجومان».
COUNTED = (*CASUALTIES, "Disaster", "Attack")


def _casualties(sentence: Sentence, chunks: list[Chunk]) -> Iterator[Predicate]:
    """A count of dead or wounded tells that they died or were wounded: «أسفر الهجوم عن 3 قتلى و5 جرحى»."""
    for index, piece in enumerate(chunks):
        for unit in piece.phrase.units() if piece.phrase is not None else ():
            if not isinstance(unit.note, Quantity):
                continue
            for token in tokenize(unit.text):
                word = segment(token.norm)
                form = next(
                    (f for f in _readings(word.key, token.norm) if f.kind in ("noun", "masdar") and _casualty(f)), None
                )
                if form is None or (word.definite and unit.note.low == unit.note.high):
                    continue  # «خمسة من الجرحى» are people, «عشرات الجرحى» tells that they were wounded
                start, end = unit.start + token.offset(word.start), unit.start + token.offset(word.end)
                trigger = replace(unit, start=start, end=end, text=unit.text[start - unit.start : end - unit.start])
                predicate = Predicate(trigger, sentence, index, form, clause=(piece.start, piece.end))
                predicate.fill("subj", unit)
                _right_of_noun(predicate, chunks, index)
                yield predicate
                break


def _readings(key: str, norm: str) -> tuple[Form, ...]:
    found = lexicon().lookup(key)
    return found or (lexicon().lookup(key[:-1]) if norm.endswith("ا") else ())


def _casualty(form: Form) -> bool:
    frames = lexicon().frames(form.lemma)
    casualty = form.kind == "noun" and any(frame.type in CASUALTIES for frame in frames)
    return casualty or any(frame.type in COUNTED and not frame.conditions for frame in frames)


def _participle_form(unit: Unit) -> Form | None:
    return next((f for f in unit.forms if f.kind in ("active", "passive")), None) if unit.kind == "word" else None


def _right_of_noun(predicate: Predicate, chunks: list[Chunk], index: int) -> None:
    """Give a noun the prepositional phrases after it, up to the clause's end or the next predicate."""
    for at in range(index + 1, len(chunks)):
        piece = chunks[at]
        if piece.taken:
            return
        if piece.phrase is not None and predicate.form.kind == "masdar" and _why(piece):
            predicate.fill("sake", piece.phrase.head)  # «هددت بإيقاف نشاطها احتجاجا على القرار»
            return
        if _object_of_masdar(predicate, chunks, index, at) and piece.phrase is not None:
            predicate.fill("obj", piece.phrase.filler)
            continue
        if (
            at == index + 1
            and piece.phrase is not None
            and (_accusative_object(predicate, piece) or _object_of_participle(predicate, piece))
            and not (index and chunks[index - 1].kind == "verb" and auxiliary(chunks[index - 1].unit))
        ):
            predicate.fill("obj", piece.phrase.filler)
            continue
        if any(u.norm == piece.preposition for u in predicate.pronouns) and piece.kind == "np":
            return  # «السماح لها للبقاء»
        if piece.kind == "np" and piece.preposition and not piece.conjoined and piece.phrase is not None:
            own = _complement(predicate, chunks, index)
            for phrase in piece.phrase.all():
                counts = own is not None and _counts_on(own, piece, phrase)
                predicate.fill("idafa" if counts else piece.preposition, phrase.filler)
            if any(eventful(u) for u in piece.phrase.chain):
                # what follows belongs to the nearer noun: «اتفاق على تشكيل لجنة في بغداد»
                return
        elif piece.kind == "time" or (piece.kind == "mark" and piece.unit.text in '«»"“”()'):
            continue
        elif (
            piece.kind == "np"
            and piece.conjoined
            and not piece.preposition
            and (own := _complement(predicate, chunks, index)) is not None
            and piece.phrase is not None
            and at > index + 1
            and _lists_on(chunks, at, own)
        ):
            for phrase in piece.phrase.all():
                predicate.fill("idafa", phrase.filler)
        elif piece.kind == "prep" and piece.unit.enclitic:
            whom = _described(chunks, index)
            wanted = PRONOUN_GENDER.get(piece.unit.enclitic, "")
            if whom is not None and (not wanted or gender(whom) in ("", wanted)):
                predicate.fill(piece.preposition, whom)  # «المتهم الذي ألقي القبض عليه»
            elif whom is None and piece.unit.index == predicate.unit.index + 1:
                predicate.pronouns.append(piece.unit)
            elif whom is None:
                return
        elif piece.kind == "sub" and piece.unit.key in ("ان", "بان"):
            predicate.complement = piece.end
            return
        else:
            return


def _why(piece: Chunk) -> bool:
    """Whether a bare accusative tells why or how: «احتجاجا», «عطشا»."""
    head = piece.phrase.head if piece.phrase is not None else None
    bare = piece.kind == "np" and not piece.preposition and not piece.conjoined
    return bare and head is not None and not head.definite and head.key in transparent("sake")


def _complement(predicate: Predicate, chunks: list[Chunk], index: int) -> Phrase | None:
    """The idafa complement of a masdar that heads its phrase: «ضبط كمية»."""
    phrase = chunks[index].phrase
    if phrase is None or predicate.unit is not phrase.head or len(phrase.chain) < 2:
        return None
    return Phrase(phrase.chain[1:])


def _described(chunks: list[Chunk], index: int) -> Unit | None:
    """The noun that the clause of a masdar describes, where its verb stands right before: «شاب تم الاعتداء عليه»."""
    verb = index - 1
    while verb > 0 and chunks[verb].kind == "time":
        verb -= 1
    if verb < 1 or chunks[verb].kind != "verb" or chunks[verb].conjoined:
        return None
    form = _verb_form(chunks[verb].unit)
    if form is None or form.lemma not in lexicon().light_verbs:
        return None
    before = chunks[verb - 1]
    if before.kind == "rel":
        return antecedent(chunks, verb, verb, form)
    if before.phrase is None:
        return None
    bare = before.phrase.head.kind == "quantity" or not any(u.definite or u.enclitic for u in before.phrase.chain)
    return before.phrase.filler if bare else None


def _done_to(chunks: list[Chunk], index: int, unit: Unit, form: Form) -> Unit | None:
    """What the pronoun on a masdar behind «تم» takes up: «قضية سيتم عرضها», «القناة سيتم إطلاقها»."""
    verb = index - 1
    while verb > 0 and chunks[verb].kind in ("time", "adv"):
        verb -= 1
    if verb < 1 or chunks[verb].kind != "verb" or chunks[verb].conjoined or form.kind != "masdar":
        return None
    light = _verb_form(chunks[verb].unit)
    if light is None or light.lemma not in ("تم", "جرى"):
        return None
    whom = _described(chunks, index)
    if whom is None:
        at = verb - 1
        while at > 0 and chunks[at].kind in ("neg", "vpart", "adv"):
            at -= 1
        topic, left = chunks[at], left_border(chunks, verb)
        opens = at == left and topic.kind == "np" and not topic.preposition and topic.phrase is not None
        whom = topic.phrase.filler if opens and topic.phrase is not None and not topic.phrase.joined else None
    wanted = PRONOUN_GENDER.get(unit.enclitic, "")
    return whom if whom is not None and wanted and gender(whom) in ("", wanted) else None


def _carried_act(form: Form, bare: list[Phrase]) -> bool:
    """Whether a verb only carries the masdar behind it: «تم القبض»."""
    act = len(bare) == 1 and not bare[0].head.enclitic and any(f.kind == "masdar" for f in bare[0].head.forms)
    return act and form.lemma in lexicon().light_verbs


def _object_of_participle(predicate: Predicate, piece: Chunk) -> bool:
    """Whether a bare noun is the object of a participle in the accusative: «…، رافضا إعادة التفاوض»."""
    unit, units = predicate.unit, predicate.sentence.units
    acts = predicate.form.kind == "active" and unit.norm.endswith("ا") and not unit.definite
    behind_comma = unit.index > 0 and (units[unit.index - 1].text in "،," or unit.conjoined)
    return acts and behind_comma and piece.kind == "np" and not piece.preposition and not piece.conjoined


def _accusative_object(predicate: Predicate, piece: Chunk) -> bool:
    """Whether an accusative behind a masdar and its doer is what is done to: «لدغ ثعبان طفلا في القرية»."""
    bare = piece.kind == "np" and not piece.preposition and not piece.conjoined and piece.phrase is not None
    done = predicate.form.kind == "masdar" and len(predicate.get("idafa")) == 1 and not predicate.get("obj")
    whose = predicate.unit.enclitic and predicate.form.kind == "masdar" and isinstance(piece.unit.note, Entity)
    if bare and whose and lexicon().transitive(predicate.form.lemma):
        return True  # «لدى استقباله نظيره التركي»
    if bare and piece.phrase is not None and _has_its_doer(predicate.unit, predicate.form, piece.phrase):
        return True  # «رفضه مشروع القانون»
    return (
        bare and done and piece.phrase is not None and accusative(piece.phrase.head) and not _circumstance(piece.phrase)
    )


def _of_the_masdar(before: Chunk, phrase: Phrase) -> bool:
    """Whether a bare noun is the object of a masdar behind a preposition: «أوقف الرجل أثناء نشره ملصقات»."""
    last = before.phrase.chain[-1] if before.phrase is not None and before.preposition else None
    return last is not None and _has_its_doer(last, noun_form(last), phrase)


def _has_its_doer(unit: Unit, form: Form | None, phrase: Phrase) -> bool:
    """Whether the pronoun on a masdar is who does it, so that the bare noun behind it is what it is done to."""
    head = phrase.head
    if form is None or form.kind != "masdar" or not unit.enclitic or not lexicon().transitive(form.lemma):
        return False
    stands = (
        head.index == unit.index + 1 and head.kind in ("word", "quantity") and head.pos == "noun" and not head.enclitic
    )
    acts = any(f.kind == "verb" for f in head.forms) or (says(form) and not eventful(head))
    return stands and not (
        acts or is_adjective(head) or _circumstance(phrase) or head.key in transparent("sake") | transparent("when")
    )


def _object_of_masdar(predicate: Predicate, chunks: list[Chunk], index: int, at: int) -> bool:
    """Whether a bare noun behind «استهداف قوات الاحتلال» is what they act on: «الصحفيين»."""
    piece, doer = chunks[at], predicate.get("idafa")
    if predicate.form.kind != "masdar" or len(doer) != 1 or predicate.get("obj"):
        return False
    if piece.kind != "np" or piece.preposition or piece.conjoined or piece.phrase is None:
        return False
    actor = isinstance(doer[0].note, Entity) and doer[0].note.type in ("Person", "Organization", "Group")
    between = all(c.kind == "np" and c.preposition == "من" for c in chunks[index + 1 : at])
    acts = actor or doer[0].key in lexicon().classes.get("troops", ())
    head = piece.phrase.head
    return acts and between and (head.definite or head.kind in ("entity", "quantity") or len(piece.phrase.chain) > 1)


# --- government -----------------------------------------------------------------------------------------------------


def _govern(found: list[Predicate]) -> None:
    """Link every noun predicate to the predicate whose slot it fills: the nearest one before it."""
    by_unit = {p.unit.index: p for p in found}
    for predicate in found:
        unit = predicate.unit
        if predicate.form.kind in ("active", "passive") and (unit.definite or unit.enclitic):
            continue  # «المحتجون», «منتسبيه» are people
        if predicate.form.kind in ("active", "passive") and _who(unit):
            continue  # «أوقفت موظفا بتهمة الرشوة»
        describes = predicate.form.kind in ("active", "passive")  # «فتح تحقيق مستقل»: it governs no noun of its own
        for slot, fillers in predicate.slots.items():
            for unit in fillers if not (describes and slot == "subj") else ():
                other = by_unit.get(unit.index)
                if other is not None and other is not predicate and not other.verbal:
                    nearer = other.governor is None or abs(other.unit.index - predicate.unit.index) < abs(
                        other.unit.index - other.governor.unit.index
                    )
                    if nearer:
                        other.governor, other.governed_as = predicate, slot


def _who(unit: Unit) -> bool:
    """Whether a participle is only what somebody is: «موظف», not «متهم», of whom an act is told."""
    words = lexicon().control_words["described"]
    return is_person_noun(unit.key) and unit.key not in words and unit.key.removesuffix("ا") not in words


def _share(found: list[Predicate], chunks: list[Chunk]) -> None:
    """A masdar joined to another stands where that one stands: «تمكنت من تحرير الرهائن في المدينة واعتقال الخاطفين»."""
    heads = [p for p in found if p.form.kind == "masdar" and _opens(p, chunks)]
    for first, second in pairwise(heads):
        between = chunks[first.chunk + 1 : second.chunk]
        broken = any(c.kind in ("verb", "sub", "rel", "conj") or c.unit.text in STOPS for c in between)
        construct = "idafa" in second.slots or bool(second.unit.enclitic)
        alike = first.unit.definite == second.unit.definite or (construct and first.unit.definite)
        same = alike and chunks[second.chunk].preposition in ("", chunks[first.chunk].preposition)
        governor = first.governor
        if second.governor is None and governor is not None and same and not broken and second.unit.conjoined:
            second.governor, second.governed_as = governor, first.governed_as
            governor.fill(first.governed_as, second.unit)


def _opens(predicate: Predicate, chunks: list[Chunk]) -> bool:
    phrase = chunks[predicate.chunk].phrase
    return phrase is not None and predicate.unit is phrase.head


def counted(unit: Unit) -> bool:
    """Whether the unit is a quantity."""
    return isinstance(unit.note, Quantity)
