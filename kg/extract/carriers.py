"""Words that only carry an event: light verbs, aspectual words, verbs that tell that a happening came, goals and prizes."""

from __future__ import annotations

from kg.arabic.predicates import Frame, lexicon
from kg.extract.kinds import somebody
from kg.extract.predicate import Predicate

_EITHER = {"إلى": "ل", "ل": "إلى"}  # one preposition is written for the other


def attends(lemma: str) -> bool:
    """Whether the object of a light verb is where its subject takes part: «حضر الوزير الاجتماع»."""
    light = lexicon().light_verbs.get(lemma)
    return light is not None and light.slot == "obj" and lemma in lexicon().joins


def carry(found: list[Predicate], typed: list[tuple[Predicate, Frame]]) -> set[int]:
    """Let each event of a sentence have what its carrier's slots hold.

    `typed` are those of `found` that are events, with their frames. Returns the identity of each predicate that is
    thereby no event of its own.
    """
    nouns = {p.unit.index: p for p, _ in typed if not p.verbal}
    steps = _steps(found, nouns)
    types = {id(p): f.type for p, f in typed}
    carried = {id(p) for p, f in typed if _only_tells(p, f, nouns, types)}
    won = {id(n) for p, _ in typed if (n := _won(p, nouns, types) or _study(p, nouns, types)) is not None}
    nouns = {at: p for at, p in nouns.items() if id(p) not in won}
    for predicate in found:
        if _carries(predicate, nouns, steps):
            carried.add(id(predicate))
    return carried | won


def _won(predicate: Predicate, nouns: dict[int, Predicate], types: dict[int, str | None]) -> Predicate | None:
    """The goal or prize that a verb of play has as its object, which is no event beside it: «سجل هدفا», «أحرز ميدالية»."""
    if not predicate.verbal or types[id(predicate)] != "Compete":
        return None
    found = (nouns.get(unit.index) for unit in predicate.get("obj") + predicate.get("على") + predicate.get("ب"))
    return next((n for n in found if n is not None and types[id(n)] == "Compete" and n.form.kind == "noun"), None)


def _study(predicate: Predicate, nouns: dict[int, Predicate], types: dict[int, str | None]) -> Predicate | None:
    """The study that a verb of finding has as its subject, which is no event beside it: «كشفت دراسة أن», «وجدت الدراسة»."""
    if not predicate.verbal or types[id(predicate)] != "Publish":
        return None
    found = (nouns.get(unit.index) for unit in predicate.get("subj"))
    return next((n for n in found if n is not None and types[id(n)] == "Publish" and n.form.kind == "noun"), None)


def _only_tells(predicate: Predicate, frame: Frame, nouns: dict[int, Predicate], types: dict[int, str | None]) -> bool:
    """Whether a verb only says of a happening that it came, and where: «ضرب زلزال المدينة», «هبت عاصفة»."""
    if not predicate.verbal or frame.type != "Disaster" or frame.roles.get("subj") != "-":
        return False
    subjects = [noun for unit in predicate.get("subj") if (noun := nouns.get(unit.index)) is not None]
    noun = next((n for n in subjects if types[id(n)] == frame.type and n.light is None), None)
    if noun is None:
        return False
    noun.light = predicate
    for slot, fillers in predicate.slots.items():
        for filler in fillers:
            if slot not in ("subj", "obj", "obj2"):
                noun.fill(slot, filler)
            elif frame.roles.get(slot) == "place":
                noun.fill("في", filler)
    return True


def _tells_of(verb: Predicate, noun: Predicate, slot: str) -> bool:
    """Whether a light verb tells of a noun before it that another word carries: «منفذ الهجوم الذي وقع على القرية»."""
    light = lexicon().light_verbs.get(verb.form.lemma)
    carries = light is not None and light.role == "agent" and slot == light.slot and verb.verbal
    return carries and verb.unit.index > noun.unit.index and (slot == "subj" or bool(verb.unit.enclitic))


def _gather(predicate: Predicate, noun: Predicate) -> None:
    """Let those who are brought together take part: «لقاء جمع الوزير والسفير», «حضر الاجتماع الوزير»."""
    for object_ in predicate.get("obj"):
        if somebody(object_):
            noun.fill("light:agent", object_)


def _steps(found: list[Predicate], nouns: dict[int, Predicate]) -> dict[int, Predicate]:
    """The event nouns that aspectual nouns stand before, by the index of these: «توقفت عملية الإنقاذ»."""
    aspectual = (p for p in found if not p.verbal and p.unit.index not in nouns and p.form.lemma in lexicon().aspect)
    pairs = ((p.unit.index, nouns.get(unit.index)) for p in aspectual for unit in p.get("idafa")[:1])
    return {index: noun for index, noun in pairs if noun is not None}


def _carries(predicate: Predicate, nouns: dict[int, Predicate], steps: dict[int, Predicate]) -> bool:
    """Let a light verb («أجرى محادثات») or an aspectual word («بدء محادثات») hand its slots to the event noun.

    Returns whether it did, so that it is no event of its own.
    """
    lemma = predicate.form.lemma
    light = lexicon().light_verbs.get(lemma)
    if light is None and lemma not in lexicon().aspect:
        return False
    if light is not None and light.slot == "subj" and predicate.verbal and predicate.complement is not None:
        return False  # «وجدت الدراسة أن»
    wanted: tuple[str, ...]
    if light is None:
        wanted = ("obj", "subj", "idafa", "ب", "في", "ل", "على", "إلى", "من")
    elif predicate.verbal:
        wanted = (light.slot, *(s for s in ("obj", "subj") if s != light.slot))
    else:
        wanted = ("idafa", light.slot)  # «إجراء محادثات»
    if light is not None and light.slot in _EITHER:
        wanted += (_EITHER[light.slot],)  # «توصل لاتفاق», «تعرض إلى الضرب»
    for slot in wanted:
        if light is None and slot not in ("obj", "subj", "idafa") and predicate.get("obj"):
            break  # «باشر محققون جمع الأدلة من موقع التفجير»: what they began is the object
        far = predicate.get("far:" + slot) if light is not None and not predicate.get(slot) else []
        governed = predicate.get(slot) + far
        for unit in governed:  # «تمكنت الفرق بمساعدة فريق روسي من إنقاذ ثلاثة»
            noun = nouns.get(unit.index) or steps.get(unit.index)
            if noun is not None and noun.light is not None and _tells_of(predicate, noun, slot):
                for other, fillers in predicate.slots.items():
                    for filler in fillers if other not in ("obj", "obj2") else ():
                        if filler is not noun.unit:  # «شاركت في ندوة عقدها المركز»
                            noun.fill("light:agent" if other == "subj" else other, filler)
                if slot == "subj" and lexicon().transitive(lemma):
                    _gather(predicate, noun)
                return True
            if noun is None or noun is predicate or noun.light is not None or noun.unit.index == predicate.unit.index:
                continue
            if predicate.unit.index in steps and noun is not steps[predicate.unit.index]:
                continue
            noun.light = predicate
            gathers = light is not None and light.slot == "subj" and lexicon().transitive(lemma)  # «لقاء جمعه بالوزير»
            if slot != "subj":
                role = light.role if light else "agent"
                own = () if predicate.verbal or light is None or slot == "idafa" else predicate.get("idafa")
                for subject in (*predicate.get("subj"), *own):  # «عدم تعرض أي موظف للاعتقال»
                    noun.fill("light:" + role, subject)
            elif gathers or attends(lemma):
                _gather(predicate, noun)
            for other, fillers in predicate.slots.items():
                if other in ("subj", "obj", "obj2", "idafa", slot) or unit is not governed[0]:
                    continue  # «تم إلقاء القبض على السارق وإحالته»
                for filler in fillers:
                    if filler.index not in nouns:
                        noun.fill("مع" if other == "ب" and gathers else other, filler)
            return True
    return False
