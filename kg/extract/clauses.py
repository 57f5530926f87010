"""Predicates and what fills their slots: subject, object, idafa complement and prepositional phrases.

A slot is named after the syntax (`subj`, `obj`, `idafa`, or the preposition itself: `في`, `على`); which role it
means is the frame's business (kg.extract.events). Word order, agreement, passive and relative clauses follow
Ryding (2005), ch. 4 and 14; only what the sentence itself shows is filled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.arabic.morphology import segment
from kg.arabic.predicates import Form, lexicon
from kg.arabic.tokens import tokenize
from kg.arabic.vocabulary import count
from kg.extract.chunks import Chunk, Phrase, chunk
from kg.extract.units import Sentence, Unit, is_adjective
from kg.model import Entity, Quantity

_STOPS = set(".؛:!؟?\n")
_CLAUSE_JOINS = {"لكن", "ولكن", "بل", "ثم", "بينما", "فيما"}
_COMMAS = set("،,-–—")


@dataclass(slots=True)
class Predicate:
    """A word that may be an event, with its slots filled."""

    unit: Unit
    sentence: Sentence
    chunk: int  # index of its chunk in the sentence
    form: Form
    slots: dict[str, list[Unit]] = field(default_factory=dict)
    adjectives: list[Unit] = field(default_factory=list)
    clause: tuple[int, int] = (0, 0)  # unit indices of its clause, end exclusive
    complement: int | None = None  # unit index at which an أن/إن clause that it governs begins
    subject_dropped: bool = False
    passive: bool = False
    governor: Predicate | None = None  # the predicate one of whose slots this noun fills
    governed_as: str = ""  # the name of that slot
    light: Predicate | None = None  # the light or aspectual verb that carries this noun

    @property
    def verbal(self) -> bool:
        """Whether it stands as a finite verb."""
        return self.form.kind == "verb"

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
        if before.text in "،," and unit.text.endswith("ا") and not unit.definite and not unit.preposition:
            acts = tuple(f for f in unit.forms if f.kind == "active")
            unit.forms = acts or unit.forms  # «…، مطالبا بالتحقيق» is no plural of «مطلب»
    chunks = chunk(sentence.units)
    sentence.chunks = list(chunks)
    found: list[Predicate] = []
    for index, piece in enumerate(chunks):
        if piece.kind == "verb":
            _agree(chunks, index)
            _agree_behind(chunks, index)
            form = _verb_form(piece.unit)
            if form is not None:
                found.append(_verb(sentence, chunks, index, form))
        elif piece.kind == "np" and piece.phrase is not None:
            found.extend(_nouns(sentence, chunks, index, piece))
    found += _casualties(sentence, chunks)
    found.sort(key=lambda p: p.unit.index)
    _govern(found)
    sentence.subjects = [u for p in found if p.verbal for u in p.get("subj")]
    return found


# --- agreement ------------------------------------------------------------------------------------------------------


def gender(unit: Unit) -> str:
    """Return m, f, or the empty string where the word does not show it."""
    if isinstance(unit.note, Entity):
        first = unit.text.split()[0]
        if unit.note.type == "Place":
            return "f" if first.endswith(("ة", "ا")) or unit.note.country else ""
        if unit.note.type == "Person":
            return "f" if first.endswith("ة") else "m" if first.startswith("ال") and " " in unit.text else ""
        return "f" if first.endswith(("ة", "ات")) else ""
    if unit.kind == "quantity":
        return ""
    if unit.norm.endswith(("ة", "ات")):
        return "f"
    if unit.text.endswith(("ون", "ين", "ان")) or any(f.kind == "masdar" and f.gender == "m" for f in unit.forms):
        return "m"
    return ""


def plural(unit: Unit) -> bool:
    """Whether the word can be the subject of a plural or dual verb that follows it."""
    return unit.text.endswith(("ون", "ين", "ان", "ات")) or not unit.text.endswith("ة")


def _agrees_after(form: Form, unit: Unit) -> bool:
    """A verb before its subject agrees in gender only."""
    if form.number in ("p", "d"):
        return False
    shown = gender(unit)
    return not (form.gender and shown and form.gender != shown and not unit.text.endswith(("ات", "ون", "ين")))


def _agrees_before(form: Form, unit: Unit) -> bool:
    """A verb after its subject agrees fully; groups of things are feminine singular."""
    if form.number in ("p", "d"):
        return plural(unit)
    shown = gender(unit)
    return not (form.gender and shown and form.gender != shown and not unit.text.endswith(("ات", "ين")))


def _agree_behind(chunks: list[Chunk], index: int) -> None:
    """Keep of the lemmas a verb may be of those that agree with what stands behind it: «تواصل الجمعية» is واصل."""
    unit, after = chunks[index].unit, chunks[index + 1] if index + 1 < len(chunks) else None
    if after is None or after.kind != "np" or after.preposition or after.phrase is None or after.conjoined:
        return
    verbs = {f.lemma for f in unit.forms if f.kind == "verb"}
    head = after.phrase.head
    if len(verbs) > 1 and head.definite and head.kind == "word":
        agreeing = tuple(f for f in unit.forms if f.kind != "verb" or _agrees_after(f, head))
        if any(f.kind == "verb" for f in agreeing):
            unit.forms = agreeing


def _agree(chunks: list[Chunk], index: int) -> None:
    """Keep of a verb's readings those that agree with the subject right before it: «فرنسا تقرر», «الأمر تقرر»."""
    before, unit = chunks[index - 1] if index else None, chunks[index].unit
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


def _verb(sentence: Sentence, chunks: list[Chunk], index: int, form: Form) -> Predicate:
    unit = chunks[index].unit
    predicate = Predicate(unit, sentence, index, form)
    left = _left_border(chunks, index)
    right, comma, nearer = index + 1, False, False
    bare: list[Phrase] = []
    predicate.clause = (chunks[left].start if left < len(chunks) else unit.index, unit.index + 1)
    before = None if chunks[index].conjoined else _subject_before(chunks, left, index, form)
    relative = _antecedent(chunks, left, index, form)
    if relative is None and left and chunks[left - 1].kind == "verb" and not chunks[index].conjoined:
        if not _auxiliary(chunks[left - 1].unit):
            before, relative = None, _asyndetic(chunks, index, form)
        elif before is None:
            # «الحزب سيبقى يدعم»: the subject stands before the auxiliary
            before = _subject_before(chunks, _left_border(chunks, left - 1), left - 1, form)
    if before is None and relative is None and not chunks[index].conjoined:
        before, relative = _described_subject(chunks, left, form), _told_of(chunks, index, form)
    while right < len(chunks):
        piece = chunks[right]
        if piece.kind == "mark":
            if piece.unit.text in _STOPS:
                break
            if (after := _dated_aside(chunks, right)) is not None:
                right = after
                continue
            comma = comma or piece.unit.text in _COMMAS
        elif piece.kind == "sub":
            # «بعدما سيطر», «حيث قال» open a clause of their own; أن and إن open the verb's complement
            if predicate.complement is None and piece.unit.key.lstrip("بفول").startswith("ان") and not comma:
                predicate.complement = piece.end
            break
        elif piece.kind == "rel" and comma and (after := _parenthesis(chunks, right)):
            right, comma = after, False
            continue
        elif piece.kind in ("verb", "rel") or (piece.kind == "conj" and _verb_follows(chunks, right)):
            break
        elif piece.kind == "np" and piece.phrase is not None:
            if piece.preposition:
                for phrase in piece.phrase.all():
                    predicate.fill(("far:" if nearer else "") + piece.preposition, phrase.filler)
            elif piece.conjoined:
                break
            elif comma:
                if _apposed(bare, piece.phrase):
                    right += 1
                    continue
                if len(bare) != 1 or not _stands_alone(piece.phrase) or (_says(form) and not _told(piece.phrase)):
                    break
                bare.append(piece.phrase)  # «أدانت النقابة، بشدة، استهداف الصحفيين»
                comma = False
            else:
                bare.append(piece.phrase)
            # what follows an event noun belongs to that noun before it belongs to the verb
            nearer = nearer or any(_eventful(u) for p in piece.phrase.all() for u in p.chain)
        elif (
            piece.kind == "prep" and piece.unit.enclitic and relative is not None and piece.unit.index == unit.index + 1
        ):
            # «المدينة التي سيطر عليها التنظيم»: the pronoun stands for the antecedent
            predicate.fill(piece.preposition, relative)
            relative = None
        elif piece.kind == "conj" and piece.unit.norm in ("بل", "لكن", "ولكن", "ثم"):
            break
        right += 1
    predicate.clause = (predicate.clause[0], chunks[right - 1].end)
    _bare(predicate, form, bare, before, relative)
    return predicate


def _circumstance(phrase: Phrase) -> bool:
    """Whether a bare participle tells how the subject acts: «وصلت قادمة من», «قال مشيرا إلى»."""
    head = phrase.head
    if head.kind != "word" or head.definite or head.enclitic or len(phrase.chain) > 1:
        return False
    if head.norm.endswith("ا") and is_adjective(head):
        return True  # «خرج غاضبا»
    return head.norm.endswith(("ا", "ة")) and bool(head.forms) and all(f.kind == "active" for f in head.forms)


def _accusative(unit: Unit) -> bool:
    """Whether an indefinite noun shows its accusative («قدم اقتراحا»), so that it is no subject."""
    if unit.kind != "word" or unit.enclitic:
        return False
    if unit.text.endswith(("ً", "ًا")):
        return True
    if unit.norm.endswith("ين") and count(unit.norm[:-2]) + count("ال" + unit.norm[:-2]) > 5:
        return True  # sound plurals and duals: «قتل المسلحين»
    if unit.definite or not unit.norm.endswith("ا") or len(unit.norm) < 4:
        return False
    return count(unit.norm[:-1]) + count("ال" + unit.norm[:-1]) > count("ال" + unit.norm)


def _object_first(one: Phrase, other: Phrase) -> bool:
    """Whether the object stands before the subject: «نشرت صورته وزارة الداخلية»."""
    note = other.head.note
    return bool(one.head.enclitic) and isinstance(note, Entity) and note.type in ("Organization", "Place")


def _apposed(bare: list[Phrase], phrase: Phrase) -> bool:
    """Whether a phrase behind a comma names the one before it again: «وزير الصحة، فلان»."""
    return bool(bare) and isinstance(phrase.head.note, Entity) and phrase.head.note.type in ("Person", "Organization")


def _stands_alone(phrase: Phrase) -> bool:
    """Whether a phrase can be an object behind a comma; a participle is not: «…، مشيرة إلى»."""
    head = phrase.head
    if head.kind in ("entity", "quantity") or head.definite:
        return True
    if any(f.kind in ("masdar", "noun") for f in head.forms):
        return True
    told = head.norm.endswith(("ا", "ة")) and any(f.kind == "active" for f in head.forms)  # «…، داعية الدول إلى»
    return len(phrase.chain) > 1 and not told


def _told(phrase: Phrase) -> bool:
    """Whether a phrase can be what is announced behind a comma: «أعلنت الوزارة، مقتل أربعة أشخاص»."""
    return len(phrase.chain) > 1 and not phrase.head.definite and any(f.kind == "masdar" for f in phrase.head.forms)


def _says(form: Form) -> bool:
    return any(frame.type == "Say" for frame in lexicon().frames(form.lemma))


def _dated_aside(chunks: list[Chunk], at: int) -> int | None:
    """Return where the clause goes on behind a time between commas: «أعلن الجيش، السبت، استعادة المدينة»."""
    opened = chunks[at].unit.text in _COMMAS and at + 2 < len(chunks)
    closed = opened and chunks[at + 1].kind == "time" and chunks[at + 2].unit.text in _COMMAS
    return at + 3 if closed else None


def _parenthesis(chunks: list[Chunk], relative: int) -> int | None:
    """Return where the clause goes on after «، الذي … ،»: behind the closing comma, at a bare phrase."""
    for at in range(relative + 1, len(chunks) - 1):
        piece = chunks[at]
        if piece.kind == "mark" and piece.unit.text in _STOPS:
            return None
        if piece.kind == "mark" and piece.unit.text in _COMMAS:
            after = chunks[at + 1]
            return at + 1 if after.kind in ("np", "time", "prep") and not after.conjoined else None
    return None


def _bare(predicate: Predicate, form: Form, bare: list[Phrase], before: Phrase | None, relative: Unit | None) -> None:
    """Give the phrases without preposition their slots."""
    unit = predicate.unit
    if before is not None:
        for phrase in before.all():
            predicate.fill("subj", phrase.filler)
    elif relative is not None and not unit.enclitic:
        # «الاتفاق الذي انتهت مرحلته», «الانتخابات التي أوقفت المحكمة إجراءها»
        own = any(b.head.enclitic for b in bare[:2]) and not (len(bare) == 1 and _agrees_before(form, relative))
        taken = own or (
            bare and _agrees_after(form, bare[0].head) and gender(bare[0].head) and not _agrees_before(form, relative)
        )
        if not taken:
            predicate.fill("subj", relative)
    elif relative is not None:
        predicate.fill("obj", relative)
    if len(bare) == 2 and not predicate.get("subj") and _object_first(bare[0], bare[1]):
        bare = bare[::-1]
    for phrase in bare:
        if _circumstance(phrase):
            continue
        slot = "obj" if predicate.get("subj") else "subj"
        if slot == "subj" and (
            not _agrees_after(form, phrase.head) or (_accusative(phrase.head) and not phrase.oblique)
        ):
            predicate.subject_dropped = True
            slot = "obj"
        if slot == "obj" and (predicate.get("obj") and not predicate.subject_dropped):
            slot = "obj2"
        if slot == "obj" and unit.enclitic and relative is None:
            slot = "obj2"
        for part in phrase.all():
            predicate.fill(slot, part.filler)
        predicate.adjectives.extend(phrase.modifiers)
    predicate.subject_dropped = not predicate.get("subj")
    predicate.passive = form.voice == "pass"


def _left_border(chunks: list[Chunk], index: int) -> int:
    """Return the index of the first chunk of the clause that the verb at `index` stands in."""
    at = index - 1
    while at >= 0:
        piece = chunks[at]
        if piece.kind in ("sub", "rel", "verb") or (piece.unit.norm == "ما" and at + 1 == index):
            return at + 1
        if piece.kind == "mark" and piece.unit.text in _STOPS:
            return at + 1
        if piece.kind == "conj" and (piece.unit.norm in _CLAUSE_JOINS or at + 1 == index):
            return at + 1
        at -= 1
    return 0


def _subject_before(chunks: list[Chunk], left: int, index: int, form: Form) -> Phrase | None:
    """The topic of a clause («الخارجية العراقية، شددت»): its first bare phrase, where the verb agrees with it."""
    for piece in chunks[left:index]:
        if piece.kind == "np" and piece.phrase is not None and not piece.preposition:
            head = piece.phrase.head
            stands = head.definite or head.kind in ("entity", "quantity") or any(u.definite for u in piece.phrase.chain)
            opened = left == 0 or _announces_subject(chunks[left - 1])
            return piece.phrase if (stands or opened) and _agrees_before(form, head) else None
        if piece.kind in ("prep", "neg", "vpart", "adv", "time", "mark", "np", "pron"):
            continue
        return None
    return None


def _described_subject(chunks: list[Chunk], left: int, form: Form) -> Phrase | None:
    """The subject that a relative clause parts from its verb: «أن حصيلة السيول التي ضربت المنطقة ارتفعت»."""
    at = left - 1
    if not 0 < at < len(chunks) or chunks[at].kind != "verb":
        return None
    while at > 0 and chunks[at].kind in ("verb", "neg", "vpart"):
        at -= 1
    if chunks[at].kind != "rel" or not at or chunks[at - 1].kind != "np" or chunks[at - 1].conjoined:
        return None
    start = _left_border(chunks, at)
    opened = start == 0 or chunks[start - 1].kind in ("sub", "conj", "mark")
    return _subject_before(chunks, start, at, form) if opened else None


def _announces_subject(before: Chunk) -> bool:
    """Whether a subject must follow, definite or not: «أن وحدات تابعة للجيش، توجهت»."""
    return before.kind == "sub" and before.unit.key.lstrip("بفول") in ("ان", "كن", "اكن")


def _antecedent(chunks: list[Chunk], left: int, index: int, form: Form) -> Unit | None:
    """The noun that a relative clause belongs to («القوات التي باتت», «التحالف الذي تقوده واشنطن»)."""
    before = chunks[index - 1] if index else None
    if chunks[index].unit.enclitic and before is not None and before.phrase is not None and not chunks[index].conjoined:
        head = before.phrase.head  # «اتهامات كالتها بغداد»: no relative pronoun after an indefinite noun
        if not head.definite and not any(u.definite for u in before.phrase.chain):
            return head
    if left == 0 or chunks[left - 1].kind != "rel":
        return None
    relative = chunks[left - 1].unit.key
    wanted = "f" if relative in ("التي", "اللتان", "اللتين", "اللاتي", "اللواتي") else "m"
    for piece in reversed(chunks[: left - 1]):
        if piece.kind in ("verb", "sub"):
            return None
        if piece.kind == "np" and piece.phrase is not None:
            chain = [u for p in piece.phrase.all() for u in (*reversed(p.chain),)]
            for unit in chain:
                if gender(unit) in (wanted, "") or (wanted == "f" and unit.text.endswith("ات")):
                    return unit
    return None


def _asyndetic(chunks: list[Chunk], index: int, form: Form) -> Unit | None:
    """The indefinite noun that a clause describes without a relative pronoun: «متظاهرين احتلوا الميدان»."""
    before = chunks[index - 1]
    if before.phrase is None:
        return None
    head = before.phrase.filler
    indefinite = head.kind == "quantity" or not (head.definite or any(u.definite for u in before.phrase.chain))
    return head if indefinite and _agrees_before(form, head) else None


def _told_of(chunks: list[Chunk], index: int, form: Form) -> Unit | None:
    """The indefinite noun behind a preposition of which the verb right after it tells: «في غارة استهدفت القافلة»."""
    before = chunks[index - 1] if index else None
    if before is None or before.kind != "np" or not before.preposition or before.phrase is None or _says(form):
        return None
    head = before.phrase.head
    indefinite = head.kind == "word" and not head.definite and not any(u.definite for u in before.phrase.chain)
    tells = form.gender == gender(head) == "f" or (_eventful(head) and _agrees_before(form, head))
    return head if indefinite and not before.phrase.joined and tells else None


def _auxiliary(unit: Unit) -> bool:
    return any(f.lemma in lexicon().auxiliaries for f in unit.forms)


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
            form = _noun_form(unit)
            if form is None:
                continue
            predicate = Predicate(unit, sentence, index, form, clause=(piece.start, piece.end))
            if place + 1 < len(phrase.chain):
                predicate.fill("idafa", Phrase(phrase.chain[place + 1 :], phrase.modifiers).filler)
                if place + 2 == len(phrase.chain):
                    for other in phrase.joined:  # «زيادة الرواتب والمعاشات»
                        if _noun_form(other.head) is None:
                            predicate.fill("idafa", other.filler)
            elif place == 0 and not unit.definite and phrase.joined and len(phrase.joined[0].chain) > 1:
                predicate.fill("idafa", phrase.joined[0].chain[1])  # «إنشاء وإدارة تنظيم»
            predicate.adjectives = [m for m in phrase.modifiers if _qualifies(m, unit, phrase)]
            last = phrase is piece.phrase or not piece.phrase.joined or phrase is piece.phrase.joined[-1]
            if last or not piece.phrase.joined:
                _right_of_noun(predicate, chunks, index)
            elif all(_noun_form(p.head) for p in piece.phrase.joined):
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


def _eventful(unit: Unit) -> bool:
    """Whether a noun may be an event: some sense of a lemma that it may belong to has a type."""
    acts = [f for f in unit.forms if f.kind in ("masdar", "noun")] if _noun_form(unit) is not None else []
    return any(frame.type for form in acts for frame in lexicon().frames(form.lemma))


def _noun_form(unit: Unit) -> Form | None:
    if unit.kind != "word" or unit.pos not in ("noun", "adj"):
        return None
    ranked = [f for kind in ("masdar", "noun", "active", "passive") for f in unit.forms if f.kind == kind]
    return ranked[0] if ranked else None


def _participle_form(unit: Unit) -> Form | None:
    return next((f for f in unit.forms if f.kind in ("active", "passive")), None) if unit.kind == "word" else None


def _right_of_noun(predicate: Predicate, chunks: list[Chunk], index: int) -> None:
    """Give a noun the prepositional phrases after it, up to the clause's end or the next predicate."""
    for at in range(index + 1, len(chunks)):
        piece = chunks[at]
        if _object_of_masdar(predicate, chunks, index, at) and piece.phrase is not None:
            predicate.fill("obj", piece.phrase.filler)
            continue
        if piece.kind == "np" and piece.preposition and not piece.conjoined and piece.phrase is not None:
            for phrase in piece.phrase.all():
                predicate.fill(piece.preposition, phrase.filler)
            if any(_eventful(u) for u in piece.phrase.chain):
                # what follows belongs to the nearer noun: «اتفاق على تشكيل لجنة في بغداد»
                return
        elif piece.kind == "time" or (piece.kind == "mark" and piece.unit.text in '«»"“”()'):
            continue
        elif piece.kind == "sub" and piece.unit.key in ("ان", "بان"):
            predicate.complement = piece.end
            return
        else:
            return


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
        if predicate.form.kind in ("active", "passive") and predicate.unit.definite:
            continue  # «المحتجون» are people
        for slot, fillers in predicate.slots.items():
            for unit in fillers:
                other = by_unit.get(unit.index)
                if other is not None and other is not predicate and not other.verbal:
                    nearer = other.governor is None or abs(other.unit.index - predicate.unit.index) < abs(
                        other.unit.index - other.governor.unit.index
                    )
                    if nearer:
                        other.governor, other.governed_as = predicate, slot


def counted(unit: Unit) -> bool:
    """Whether the unit is a quantity."""
    return isinstance(unit.note, Quantity)
