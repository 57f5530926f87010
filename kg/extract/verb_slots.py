"""The slots of a verb: what stands before it and behind it in its clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from kg.arabic.predicates import Form, Frame, lexicon
from kg.extract.agreement import that_comes, verb_form
from kg.extract.asides import COMMAS, STOPS, companion_aside, dated_aside, describes, parenthesis
from kg.extract.bare_phrases import announced, apposed, fill_bare, of_the_masdar, speaks_behind, stands_alone
from kg.extract.chunks import Chunk, Phrase
from kg.extract.described import goes_on
from kg.extract.kinds import default_roles, somebody
from kg.extract.listed import counts_on, lists_on, verb_follows
from kg.extract.participles import described_by
from kg.extract.predicate import Predicate
from kg.extract.quotations import closes_quotation, long_quotation
from kg.extract.subjects import (
    agrees_after,
    agrees_before,
    antecedent,
    asyndetic,
    auxiliary,
    described_at_once,
    described_subject,
    eventful,
    left_border,
    of_an_age,
    pronoun_before,
    resumed,
    says,
    subject_before,
    subject_left_out,
    takes_up,
    told_of,
)
from kg.extract.units import Sentence, Unit
from kg.model import Entity, Quantity, Time


def verb_slots(
    sentence: Sentence, chunks: list[Chunk], index: int, form: Form, found: list[Predicate], asides: dict[int, int]
) -> Predicate:
    """Return the verb at a chunk with its slots filled; `found` are the predicates before it, `asides` of kg.extract.asides."""
    unit = chunks[index].unit
    predicate = Predicate(unit, sentence, index, form)
    left = left_border(chunks, index)
    before, relative = _told_before(chunks, left, index, form)
    told = relative or (before.head if before is not None else None)
    if told is not None and not unit.enclitic and (light := that_comes(unit, told)) is not None:
        predicate.form = form = light  # «الهجوم الذي وقع أمس» is no «وقّع»
    behind = _Behind(predicate, chunks, asides, relative, _closes(chunks, left), index + 1)
    behind.read()
    relative, bare = behind.relative, behind.bare
    predicate.clause = (chunks[left].start if left < len(chunks) else unit.index, chunks[behind.at - 1].end)
    if bare and speaks_behind(predicate, form, bare[0]):
        before = None  # «حول الاستقالة، أكد الوزير أن», «شخص تقول الشرطة إنه فر»
        relative = relative if unit.enclitic else None
    if before is not None and bare and resumed(chunks, index) is not None and agrees_after(form, bare[0].head):
        before = None  # «أرجأ المجلس البت في مشروع قدمته فرنسا»
    if before is None and relative is None and len(bare) == 1 and not unit.enclitic:
        bare.extend(_struck(form, bare[0]))
    fill_bare(predicate, form, bare, before, relative, _drops(predicate, chunks, index, found))
    last = next((slot for slot in ("obj2", "obj", "subj") if bare and bare[-1].filler in predicate.get(slot)), "")
    for phrase in behind.more if last else ():
        predicate.fill(last, phrase.filler)
    if (spot := _where(chunks, left)) is not None:
        predicate.fill("في", spot)
    return predicate


def _struck(form: Form, phrase: Phrase) -> list[Phrase]:
    """Take the place that an indefinite happening strikes out of its idafa: «ضرب زلزال تركيا», «استهدف هجوم دمشق»."""
    if len(phrase.chain) != 2 or phrase.joined or not agrees_after(form, phrase.head) or not eventful(phrase.head):
        return []
    where = phrase.chain[1]
    place = isinstance(where.note, Entity) and where.note.type == "Place"
    types = {f.type for f in lexicon().frames(form.lemma) if f.type == "Attack" or f.roles.get("obj") == "place"}
    if not place or not types & {"Attack", "Disaster"} or not lexicon().transitive(form.lemma):
        return []
    del phrase.chain[1]
    struck = Phrase([where])
    struck.modifiers, phrase.modifiers = phrase.modifiers, []
    return [struck]


def _told_before(chunks: list[Chunk], left: int, index: int, form: Form) -> tuple[Phrase | None, Unit | None]:
    """Return the subject before a verb, and the noun that the verb's clause describes."""
    joined = chunks[index].conjoined and not _answers(chunks, left, index)
    before = None if joined else subject_before(chunks, left, index, form)
    if before is not None and takes_up(chunks, left):
        before = described_subject(chunks, left, form)  # «أن عدد الأصوات التي تحصل عليها سعيد بلغ»
    if not chunks[index].conjoined and (aged := of_an_age(chunks, left, form)) is not None:
        return aged, None
    relative = antecedent(chunks, left, index, form)
    if relative is None and left and chunks[left - 1].kind == "verb" and not chunks[index].conjoined:
        helped = left - 1 if auxiliary(chunks[left - 1].unit) else index  # «50 مهاجرا كانوا يستعدون»
        described = asyndetic(chunks, helped, form) if helped else None
        ends = form.aspect == "perf" or "س" in chunks[index].unit.proclitics
        if ends and (main := described_at_once(chunks, left, index, form)) is not None:
            return main, None  # «إن قافلة تضم 40 شاحنة ستصل»
        if described is not None or not auxiliary(chunks[left - 1].unit):
            before, relative = None, described
        elif before is None and (relative := antecedent(chunks, left_border(chunks, left - 1), left - 1, form)) is None:
            # «الحزب سيبقى يدعم»: the subject stands before the auxiliary
            before = subject_before(chunks, left_border(chunks, left - 1), left - 1, form)
    already = left > 1 and chunks[left - 2].unit.norm == "سبق" and chunks[left - 1].unit.key in ("ان", "وان")
    if before is None and already:  # «الوزارة سبق وأن أعلنت»
        before = subject_before(chunks, left_border(chunks, left - 2), left - 2, form)
    if before is None and relative is None and not chunks[index].conjoined:
        before, relative = described_subject(chunks, left, form), told_of(chunks, index, form)
    if relative is None and index and not chunks[index].conjoined:
        relative = _who_is_told_of(chunks, index, form, before or chunks[index - 1].phrase)
        before = None if relative is not None else before
    return before, relative


def _answers(chunks: list[Chunk], left: int, index: int) -> bool:
    """Whether the ف of a verb answers the أما before its topic: «أما الوزير فأكد أن»."""
    return chunks[left].unit.norm == "أما" and "ف" in chunks[index].unit.proclitics


@dataclass(slots=True)
class _Behind:
    """What stands behind a verb in its clause, read chunk by chunk."""

    predicate: Predicate
    chunks: list[Chunk]
    asides: dict[int, int]
    relative: Unit | None  # the noun that the clause describes, until a pronoun takes it up
    closes: int | None  # the comma at which the clause ends
    at: int  # the chunk to read next; in the end the one behind the clause
    bare: list[Phrase] = field(default_factory=list)  # the phrases without preposition
    more: list[Phrase] = field(default_factory=list)  # what goes on the last of them
    comma: bool = False  # a comma stands open
    nearer: bool = False  # an event noun stands between the verb and what comes
    beside: bool = False  # but only beside the verb: «طالب خلال الاجتماع بـ»

    def read(self) -> None:
        """Fill the verb's prepositions, pronouns and complement, and collect the bare phrases."""
        while self.at < len(self.chunks) and (after := self._next(self.chunks[self.at])) is not None:
            self.at = after

    def _next(self, piece: Chunk) -> int | None:
        """Take a chunk and return where to read on, or None where the clause ends before it."""
        predicate, chunks, at = self.predicate, self.chunks, self.at
        if piece.kind == "mark":
            return self._mark(piece)
        if piece.kind == "sub":
            # «بعدما سيطر», «حيث قال» open a clause of their own; أن and إن open the verb's complement
            if predicate.complement is None and piece.unit.key.lstrip("بفول").startswith("ان") and not self.comma:
                predicate.complement = piece.end
            return None
        if piece.kind == "rel":
            return self._relative_clause()
        if piece.kind == "verb" and (after := self._behind_description()) is not None:
            return after
        if (
            piece.kind == "verb"
            or (piece.kind == "conj" and (verb_follows(chunks, at) or piece.unit.norm in _BREAKS))
            or (piece.kind == "np" and piece.taken)
        ):
            return None
        if piece.kind == "time" and piece.preposition == "إلى" and piece.unit.text[0].isdigit():
            predicate.fill("إلى", piece.unit)  # «عقوبة قد تصل إلى 30 سنة»
        elif piece.kind == "np" and piece.phrase is not None:
            return self._phrase(piece, piece.phrase)
        elif piece.kind == "prep" and piece.unit.enclitic and not self._pronoun(piece):
            return None
        return at + 1

    def _mark(self, piece: Chunk) -> int | None:
        at = self.at
        if piece.unit.text in STOPS or at == self.closes or (says(self.predicate.form) and self._quotes(piece)):
            return None
        if (after := dated_aside(self.chunks, at) or companion_aside(self.chunks, at)) is not None:
            return after
        if (after := self.asides.get(at)) is not None:
            return after if any(c.kind == "verb" for c in self.chunks[at:after]) else at + 1
        opened = next((start for start, after in self.asides.items() if after == at + 1), None)
        if opened is None:
            self.comma = self.comma or piece.unit.text in COMMAS
        elif self.predicate.chunk > opened:
            return None  # a verb in the aside
        else:
            self.comma = False
        return at + 1

    def _quotes(self, piece: Chunk) -> bool:
        """Whether a mark opens words that are said, in which no subject stands: «أضافت "لا علاقة لنا بالقرار"»."""
        units = self.predicate.sentence.units
        opens = piece.unit.text in '«“"' and not closes_quotation(units, piece.start)
        return opens and long_quotation(units, piece.start)

    def _relative_clause(self) -> int | None:
        if self.comma:
            after = parenthesis(self.chunks, self.at)
            self.comma = after is None
            return after
        amount = _amount_behind(self.chunks, self.at, self.predicate.form)
        if amount is not None and (phrase := self.chunks[amount].phrase) is not None:
            self.chunks[amount].taken = True
            self.bare.append(phrase)  # «بلغ عدد الزوار الذين وصلوا إلى المدينة 2800 شخص»
        return None

    def _behind_description(self) -> int | None:
        """Take what stands behind a clause that describes the subject: «اغتال مجهولون يستقلون دراجة ضابطا»."""
        bare, form = self.bare, self.predicate.form
        at = goes_on(self.chunks, self.at, form, bare[0]) if len(bare) == 1 and not self.comma else None
        phrase = self.chunks[at].phrase if at is not None else None
        if at is None or phrase is None:
            return None
        self.chunks[at].taken = True
        if preposition := self.chunks[at].preposition:
            for part in phrase.all():
                self.predicate.fill(preposition, part.filler)
        else:
            bare.append(phrase)
        return at + 1

    def _phrase(self, piece: Chunk, phrase: Phrase) -> int | None:
        chunks, at, bare = self.chunks, self.at, self.bare
        if piece.preposition == "من" and _length_before(chunks, at):
            pass  # «بعد تسعة أعوام من التدخل»
        elif bare and described_by(chunks, at - 1) is not None:
            pass  # «سيطرت القوات المدعومة من الإمارات على المدينة»
        elif piece.preposition == "عن" and chunks[at - 1].unit.norm in _RELAYED:
            return at + 1  # «ذكرت الصحيفة، نقلا عن دبلوماسيين، أن»
        elif piece.preposition:
            self._prepositional(piece, phrase)
        elif _named_again(chunks, at, self.predicate.sentence.units):
            return at + 1
        elif piece.conjoined:
            if not bare or not lists_on(chunks, at, bare[-1]):
                return None
            self.more.extend(phrase.all())
        elif self.comma:
            if apposed(bare, phrase):
                return at + 1
            self.comma = False
            if describes(chunks, at, bare):
                return at + 2
            says_more = says(self.predicate.form) and not announced(phrase, chunks[at + 1 : at + 2])
            if len(bare) != 1 or not stands_alone(phrase) or says_more:
                return None
            bare.append(phrase)  # «أدانت النقابة، بشدة، استهداف الصحفيين»
        elif not bare or not of_the_masdar(chunks[at - 1], phrase):
            bare.append(phrase)
        # what follows an event noun belongs to that noun before it belongs to the verb
        event = any(eventful(u) for p in phrase.all() for u in p.chain)
        whom = not piece.preposition and all(somebody(p.head) or not eventful(p.head) for p in phrase.all())
        self.beside = (self.beside or not self.nearer) and (not event or whom or piece.preposition in _MEANWHILE)
        self.nearer = self.nearer or event
        return at + 1

    def _prepositional(self, piece: Chunk, phrase: Phrase) -> None:
        predicate, bare, slot = self.predicate, self.bare, piece.preposition
        lemma, filled = predicate.form.lemma, bool(predicate.get(slot))
        asked = self.beside and slot in _asked(lemma) and not filled
        topples = len(bare) == 1 and eventful(bare[0].head) and not filled
        befalls = topples and self.chunks[self.at - 1].phrase is bare[0] and slot in _befallen(lemma)
        piece.taken = befalls or (asked and any(eventful(u) for u in phrase.chain))
        for part in phrase.all():
            if bare and counts_on(bare[-1], piece, part):
                self.more.append(part)
            else:
                far = self.nearer and not piece.taken
                predicate.fill(("far:" if far else "") + slot, part.filler)

    def _pronoun(self, piece: Chunk) -> bool:
        """Take a preposition with a pronoun; where one opens a list («15 شخصا بينهم طفلان»), the clause ends."""
        predicate, relative = self.predicate, self.relative
        if relative is not None and piece.unit.index == predicate.unit.index + 1:
            predicate.fill(piece.preposition, relative)  # «المدينة التي سيطر عليها التنظيم»
            self.relative = None
        elif relative is not None and _carried_act(predicate.form, self.bare):
            self.relative = None  # «المتهم الذي ألقي القبض عليه»
        elif piece.unit.norm == "بين":
            return False
        elif relative is None and not self.nearer:
            predicate.pronouns.append(piece.unit)
        return True


_RELAYED = ("نقلا", "عوضا", "فضلا", "ناهيك")
_BREAKS = ("بل", "لكن", "ولكن", "ثم")


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
            told = verb_form(chunks[verbs[0]].unit) if verbs else None
            object_ = told is not None and n == verbs[0] + 1 and lexicon().transitive(told.lemma)
            return None if object_ else n
    return None


@cache
def _measures(lemma: str) -> bool:
    """Whether a verb says how much something comes to: «بلغ», «وصل»."""
    frames = lexicon().frames(lemma)
    return any(
        f.type == "Change" and any(c.slot == "obj" and c.entity == "quantity" for c in f.conditions) for f in frames
    )


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
    """The place that a clause with حيث is about: «في طرابلس، حيث أصيب 41 شخصا», «بمستشفى سهلول أين توفي»."""
    if left < 2 or chunks[left - 1].unit.norm not in ("حيث", "أين"):
        return None
    before = chunks[left - 2] if chunks[left - 2].kind != "mark" or left < 3 else chunks[left - 3]
    last = before.phrase.chain[-1] if before.phrase is not None and not before.phrase.joined else None
    place = last is not None and isinstance(last.note, Entity) and last.note.type == "Place"
    return last if place else None


def _drops(predicate: Predicate, chunks: list[Chunk], index: int, found: list[Predicate]) -> str:
    """Whether the verb's subject is left out: `sure`, `likely`, `may`, or nothing."""
    pronoun = pronoun_before(chunks, index)
    if pronoun and pronoun != "ه":
        return "sure"
    if predicate.complement is not None or predicate.form.voice == "pass":
        return ""
    if pronoun:
        acts = predicate.form.voice == "act" or predicate.form.aspect == "impf"
        return "likely" if acts and _somebody_before(predicate, found) else "may"
    if _tells_within(predicate, chunks, index):
        return "may"
    if not subject_left_out(chunks, index):
        return ""
    for other in reversed([p for p in found if p.verbal][-3:]):
        subjects = other.get("subj") or other.get("ل") or other.get("على")  # «يمكن للخطة أن توفر»
        if subjects:
            return "may" if agrees_before(predicate.form, subjects[0]) else ""
    return ""


def _tells_within(predicate: Predicate, chunks: list[Chunk], index: int) -> bool:
    """Whether a clause tells what the speaker says in what it describes: «مؤتمر صحفي استعرض خلاله آخر التطورات»."""
    after = chunks[index + 1] if index + 1 < len(chunks) else None
    within = after is not None and after.kind == "prep" and bool(after.unit.enclitic)
    spoken = any(f.type in _SPOKEN for f in lexicon().frames(predicate.form.lemma))
    return within and spoken and not predicate.unit.proclitics and after is not None and after.preposition in _INSIDE


_SPOKEN = ("Say", "Consult", "Request", "Accuse", "Support")
_INSIDE = ("في", "خلال", "من", "ب")


def _somebody_before(predicate: Predicate, found: list[Predicate]) -> bool:
    """Whether the last subject before a verb is somebody whom its pronoun may mean: «قال الوزير إنه سيلتقي بوتين»."""
    subjects = next((p.get("subj") for p in reversed(found) if p.verbal and p.get("subj")), [])
    return bool(subjects) and somebody(subjects[0]) and agrees_before(predicate.form, subjects[0])


def _named_again(chunks: list[Chunk], at: int, units: list[Unit]) -> bool:
    """Whether a name between quotation marks is that of the body before it: «لوكالة الأنباء الرسمية "وات"»."""
    before, phrase = chunks[at - 1], chunks[at].phrase
    if phrase is None or before.phrase is None or not before.preposition or chunks[at].conjoined:
        return False
    both = [p.head.note for p in (before.phrase, phrase)]
    opens = phrase.head.index > 0 and units[phrase.head.index - 1].text in '"«“'
    return opens and all(isinstance(n, Entity) and n.type == "Organization" for n in both)


def _length_before(chunks: list[Chunk], at: int) -> bool:
    """Whether a stretch of time stands right before: what is behind its من belongs to it."""
    before = chunks[at - 1]
    return before.kind == "time" and isinstance(before.unit.note, Time) and before.unit.note.type == "DURATION"


def _carried_act(form: Form, bare: list[Phrase]) -> bool:
    """Whether a verb only carries the masdar behind it: «تم القبض»."""
    act = len(bare) == 1 and not bare[0].head.enclitic and any(f.kind == "masdar" for f in bare[0].head.forms)
    return act and form.lemma in lexicon().light_verbs
