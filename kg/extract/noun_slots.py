"""The slots of masdars, participles and event nouns: the idafa complement and what stands behind."""

from __future__ import annotations

from collections.abc import Iterator

from kg.arabic.predicates import Form, lexicon
from kg.extract.agreement import verb_form
from kg.extract.bare_phrases import circumstance, has_its_doer
from kg.extract.chunks import Chunk, Phrase, transparent
from kg.extract.listed import counts_on, lists_on
from kg.extract.participles import complement_slot, described_by, participle_form
from kg.extract.predicate import Predicate
from kg.extract.subjects import (
    PRONOUN_GENDER,
    antecedent,
    auxiliary,
    eventful,
    gender,
    left_border,
    noun_form,
)
from kg.extract.tagging import accusative
from kg.extract.units import Sentence, Unit
from kg.model import Entity


def noun_slots(sentence: Sentence, chunks: list[Chunk], index: int, piece: Chunk) -> Iterator[Predicate]:
    """Yield the masdars, event nouns and participles of a chunk with their slots filled."""
    assert piece.phrase is not None
    for phrase in piece.phrase.all():
        for place, unit in enumerate(phrase.chain):
            form = noun_form(unit)
            if form is None:
                continue
            predicate = Predicate(unit, sentence, index, form, clause=(piece.start, piece.end))
            if place + 1 < len(phrase.chain):
                slot = "obj" if _nunated(unit, form) else "idafa"
                predicate.fill(slot, Phrase(phrase.chain[place + 1 :], phrase.modifiers).filler)
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
            if form.kind == "masdar" and place and unit.definite and _who(unit.key):
                yield predicate  # «فشلت قوات المعارضة في السيطرة على»
                continue
            last = phrase is piece.phrase or not piece.phrase.joined or phrase is piece.phrase.joined[-1]
            if last or not piece.phrase.joined:
                fill_from_right(predicate, chunks, index)
            elif all(noun_form(p.head) for p in piece.phrase.joined):
                fill_from_right(predicate, chunks, index)  # «المشورة والمساعدة للقوات»
            yield predicate
        for unit in phrase.modifiers:
            form = participle_form(unit)
            if form is not None:
                predicate = Predicate(unit, sentence, index, form, clause=(piece.start, piece.end))
                predicate.fill("subj", _whom(unit, phrase))
                if unit is described_by(chunks, index):
                    behind = chunks[index + 1]
                    for part in behind.phrase.all() if behind.phrase is not None else ():
                        predicate.fill(complement_slot(form, behind), part.filler)
                yield predicate


def _who(key: str) -> bool:
    """Whether a folded noun is of those who may speak, some of which look like masdars: «المعارضة», «القيادة»."""
    return key in lexicon().classes["body"] or key in lexicon().classes["speaker"]


def _nunated(unit: Unit, form: Form) -> bool:
    """Whether a participle of several keeps its ن, so that what follows is its object: «محملين الدولة المسؤولية»."""
    several = form.kind == "active" and form.number == "p" and not (unit.definite or unit.proclitics)
    return several and unit.norm.endswith("ين")


def _whom(unit: Unit, phrase: Phrase) -> Unit:
    """Return whom a participle describes: of several, those whom an act befalls: «استجواب ألف شخص متهمين»."""
    last, act = phrase.chain[-1], any(f.kind == "masdar" for f in phrase.head.forms)
    return last if unit.norm.endswith("ين") and act and last.kind == "quantity" else phrase.head


def _qualifies(adjective: Unit, unit: Unit, phrase: Phrase) -> bool:
    """Whether an adjective is this noun's rather than its complement's: «اختطاف صحفية عراقية» is no Iraqi abduction."""
    last = phrase.chain[-1]
    if unit is last:
        return True
    feminine = adjective.text.endswith("ة")
    return feminine == unit.norm.endswith(("ة", "ات")) and feminine != last.norm.endswith(("ة", "ات"))


def fill_from_right(predicate: Predicate, chunks: list[Chunk], index: int) -> None:
    """Give a noun the prepositional phrases after it, up to the clause's end or the next predicate."""
    for at in range(index + 1, len(chunks)):
        piece = chunks[at]
        if piece.taken:
            return
        if described_by(chunks, at - 1) is not None:
            continue  # «اشتباكات بين قوات مدعومة من الإمارات ومسلحين»
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
        if _by_saying(predicate, piece, chunks[at + 1 : at + 2]):
            return
        if piece.kind == "np" and piece.preposition and not piece.conjoined and piece.phrase is not None:
            own = _complement(predicate, chunks, index)
            for phrase in piece.phrase.all():
                counts = own is not None and counts_on(own, piece, phrase)
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
            and lists_on(chunks, at, own)
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
        elif not _describing(chunks, at, predicate.unit):
            return


def _by_saying(predicate: Predicate, piece: Chunk, after: list[Chunk]) -> bool:
    """Whether ب brings in what a verb's subject says, which is no noun's: «علق على القرار بالقول إن»."""
    said = piece.preposition == "ب" and piece.unit.key == "قول" and predicate.form.kind != "active"
    return said and bool(after) and (after[0].kind == "sub" or after[0].unit.text in ':«"“')


def _describing(chunks: list[Chunk], at: int, unit: Unit) -> bool:
    """Whether an adverb between an accusative masdar and its ل is its adjective: «رفعا تدريجيا للعقوبات»."""
    piece, after = chunks[at], chunks[at + 1] if at + 1 < len(chunks) else None
    both = piece.kind == "adv" and piece.unit.norm.endswith("ا") and unit.norm.endswith("ا")
    behind = after is not None and after.kind == "np" and after.preposition == "ل" and not after.conjoined
    return both and behind and not piece.conjoined and piece.unit.index == unit.index + 1


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
    form = verb_form(chunks[verb].unit)
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
    light = verb_form(chunks[verb].unit)
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


def _object_of_participle(predicate: Predicate, piece: Chunk) -> bool:
    """Whether a bare noun is the object of a participle in the accusative: «…، رافضا إعادة التفاوض»."""
    unit, units = predicate.unit, predicate.sentence.units
    told = unit.norm.endswith("ا") or (unit.norm.endswith("ة") and accusative(piece.unit))  # «…، متهمة أطرافا»
    acts = predicate.form.kind == "active" and told and not unit.definite
    behind_comma = unit.index > 0 and (units[unit.index - 1].text in "،," or unit.conjoined)
    return acts and behind_comma and piece.kind == "np" and not piece.preposition and not piece.conjoined


def _accusative_object(predicate: Predicate, piece: Chunk) -> bool:
    """Whether an accusative behind a masdar and its doer is what is done to: «لدغ ثعبان طفلا في القرية»."""
    bare = piece.kind == "np" and not piece.preposition and not piece.conjoined and piece.phrase is not None
    done = predicate.form.kind == "masdar" and len(predicate.get("idafa")) == 1 and not predicate.get("obj")
    done = done and lexicon().transitive(predicate.form.lemma)  # «دفع تراجع الأسعار المنتجين إلى»
    whose = predicate.unit.enclitic and predicate.form.kind == "masdar" and isinstance(piece.unit.note, Entity)
    if bare and whose and lexicon().transitive(predicate.form.lemma):
        return True  # «لدى استقباله نظيره التركي»
    if bare and piece.phrase is not None and has_its_doer(predicate.unit, predicate.form, piece.phrase):
        return True  # «رفضه مشروع القانون»
    return (
        bare and done and piece.phrase is not None and accusative(piece.phrase.head) and not circumstance(piece.phrase)
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
