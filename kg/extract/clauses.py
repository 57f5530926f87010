"""Predicates and what fills their slots: subject, object, idafa complement and prepositional phrases.

A slot is named after the syntax (`subj`, `obj`, `idafa`, or the preposition itself: `في`, `على`); which role it
means is the frame's business (kg.extract.events). Word order, agreement, passive and relative clauses follow
Ryding (2005), ch. 4 and 14; only what the sentence itself shows is filled.
"""

from __future__ import annotations

from itertools import pairwise

from kg.arabic.predicates import lexicon
from kg.extract.adjectives import of_speech
from kg.extract.agreement import agree_behind, agree_with_relative, agree_with_subject, verb_form
from kg.extract.asides import STOPS, aside
from kg.extract.casualties import casualties
from kg.extract.chunks import Chunk, chunk
from kg.extract.clause_joins import part_clauses
from kg.extract.counted import is_person_noun
from kg.extract.kinds import somebody
from kg.extract.noun_slots import noun_slots
from kg.extract.predicate import Predicate
from kg.extract.units import Sentence, Unit
from kg.extract.verb_slots import verb_slots


def predicates(sentence: Sentence) -> list[Predicate]:
    """Return the predicates of a tagged sentence, in order, with their slots filled."""
    for before, unit in pairwise(sentence.units):
        if before.text in "،," and unit.norm.endswith("ا") and not unit.definite and not unit.preposition:
            acts = tuple(f for f in unit.forms if f.kind == "active")
            unit.forms = acts or unit.forms  # «…، مطالبا بالتحقيق» is no plural of «مطلب»
        elif unit.norm.endswith("ين") and not unit.definite and not unit.preposition:
            several = tuple(f for f in unit.forms if f.kind == "active" and f.number == "p")
            dual = any(f.kind == "masdar" and f.number == "d" for f in unit.forms)
            unit.forms = several if several and dual else unit.forms  # «تظاهروا مطالبين بالإفراج عنه»
    chunks = part_clauses(chunk(sentence.units))
    sentence.chunks = list(chunks)
    found: list[Predicate] = []
    asides = {at: after for at in range(len(chunks)) if (after := aside(chunks, at)) is not None}
    for index, piece in enumerate(chunks):
        if piece.kind == "verb":
            agree_with_relative(chunks, index)
            agree_with_subject(chunks, index)
            agree_behind(chunks, index)
            form = verb_form(piece.unit)
            if form is not None:
                found.append(verb_slots(sentence, chunks, index, form, found, asides))
        elif piece.kind == "np" and piece.phrase is not None:
            found.extend(noun_slots(sentence, chunks, index, piece))
    found += casualties(sentence, chunks)
    found.sort(key=lambda p: p.unit.index)
    _govern(found)
    _share(found, chunks)
    sentence.subjects = [u for p in found if p.verbal for u in p.get("subj") + _allowed(p)]
    return found


def _allowed(predicate: Predicate) -> list[Unit]:
    """Who may do what the verb behind أن tells: «يمكن للشرطة أن تطلق»."""
    allows = "ل" in lexicon().controls.get(predicate.form.lemma, ()) and predicate.complement is not None
    return [u for u in predicate.get("ل") if somebody(u)][:1] if allows else []


def _govern(found: list[Predicate]) -> None:
    """Link every noun predicate to the predicate whose slot it fills: the nearest one before it."""
    by_unit = {p.unit.index: p for p in found}
    for predicate in found:
        unit = predicate.unit
        if predicate.form.kind in ("active", "passive") and (unit.definite or unit.enclitic):
            continue  # «المحتجون», «منتسبيه» are people
        asks = unit.norm.endswith("ين") and of_speech(predicate.form)  # «تظاهروا مطالبين بإلغاء القرار»
        if predicate.form.kind in ("active", "passive") and _who(unit) and not asks:
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
