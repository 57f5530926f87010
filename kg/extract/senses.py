"""Which sense of a word a predicate has: the frame of the lexicon whose conditions its clause meets."""

from __future__ import annotations

from collections.abc import Iterator

from kg.arabic.normalize import fold
from kg.arabic.predicates import Condition, Form, Frame, lexicon
from kg.extract.casualties import BEFALLING, befalls
from kg.extract.counted import is_people
from kg.extract.predicate import Predicate
from kg.extract.subjects import PRONOUN_GENDER, eventful, gender
from kg.extract.units import Unit
from kg.model import Entity, Quantity, Time

# Participles that stand for the act itself when they are indefinite: «مشيرة إلى», «داعيا إلى», «قادما من».
_ACTS = (
    "Say",
    "Request",
    "Accuse",
    "Support",
    "Reject",
    "Threaten",
    "Move",
    "Change",
    "Plan",
    "Dismiss",
    "Die",
    "Injure",
)
_ASSERTING = ("Say", "Support", "Accuse", "Reject", "Threaten", "Request")


def frame_of(predicate: Predicate) -> Frame | None:
    """Return the frame that fits best over all lemmas the form may belong to, and settle the form by it."""
    if isinstance(predicate.unit.note, Quantity) and (befallen := befalls(predicate.form)) is not None:
        return _as_counted(predicate) or befallen  # «1500 شهيدا»
    chosen: tuple[tuple[int, bool], Frame, Form] | None = None
    kinds: tuple[str, ...] = ("verb",) if predicate.verbal else (predicate.form.kind,)
    if predicate.form.kind in ("masdar", "noun"):
        kinds = ("masdar", "noun")
    elif predicate.form.kind in ("active", "passive"):
        kinds = ("active", "passive")
    for form in [predicate.form, *(f for f in predicate.unit.forms if f.kind in kinds and f != predicate.form)]:
        for frame in lexicon().frames(form.lemma):
            if all(holds(condition, predicate, form) for condition in frame.conditions):
                rank = (frame.weight, frame.type is not None)
                if chosen is None or rank > chosen[0]:
                    chosen = (rank, frame, form)
                break
    if chosen is None:
        return None
    predicate.form = chosen[2]
    predicate.passive = predicate.form.voice == "pass"
    frame = chosen[1]
    return None if frame.type is not None and not stands_for_act(predicate, frame) else frame


def _as_counted(predicate: Predicate) -> Frame | None:
    """The sense of a counted noun whose conditions hold, if it befalls: «ثلاثة انفجارات» in a gas leak's story."""
    for frame in lexicon().frames(predicate.form.lemma):
        if frame.type in BEFALLING and all(holds(c, predicate, predicate.form) for c in frame.conditions):
            return frame
    return None


def stands_for_act(predicate: Predicate, frame: Frame) -> bool:
    """Participles are people and things («المتظاهرون») unless a frame asks for them or they describe an act."""
    if predicate.form.kind not in ("active", "passive"):
        return not _describes(predicate)
    if any(c.slot == "participle" for c in frame.conditions):
        return True
    unit = predicate.unit
    if unit.definite or unit.preposition or frame.type not in _ACTS:
        return False
    if frame.type in _ASSERTING and _attributive(predicate):
        return False
    return unit.text.endswith(("ا", "اً", "ًا", "ة", "ين")) and unit.pos in ("noun", "adj") and not predicate.governor


def _describes(predicate: Predicate) -> bool:
    """Whether what looks like a masdar is the participle of the noun before it: «الدول المشاركة في التحالف»."""
    units, at, unit = predicate.sentence.units, predicate.unit.index, predicate.unit
    alike = predicate.form.kind == "masdar" and unit.norm.startswith("م") and unit.norm.endswith("ة")
    if not alike or not unit.definite or unit.conjoined or unit.preposition or not at:
        return False
    before = at - 1
    if not _definite(units[before]) or gender(units[before]) == "m":
        return False
    while before > 0 and _definite(units[before]):
        before -= 1
    return units[before].pos != "verb"  # «قررت الجامعة التونسية المشاركة في الدورة»


def _definite(unit: Unit) -> bool:
    named = isinstance(unit.note, Entity) and unit.note.type != "Person"
    return named or (unit.kind == "word" and unit.definite and unit.pos in ("noun", "adj"))


def _attributive(predicate: Predicate) -> bool:
    """Whether a participle only describes the noun before it: «معلومات مفيدة», but «…، مفيدة بأن»."""
    units, at = predicate.sentence.units, predicate.unit.index
    before = units[at - 1] if at else None
    after = units[at + 1] if at + 1 < len(units) else None
    goes_on = after is not None and (after.cls in ("sub", "prep") or bool(after.preposition) or after.text in ':"«“')
    return before is not None and before.pos in ("noun", "adj") and not goes_on


def holds(condition: Condition, predicate: Predicate, form: Form) -> bool:
    """Whether a clause meets a condition of a frame, the predicate taken as one of its forms."""
    slot = condition.slot
    unit = predicate.unit
    units = predicate.sentence.units
    match slot:
        case "verb":
            return predicate.verbal
        case "masdar":
            return form.kind in ("masdar", "noun")
        case "participle":
            return form.kind in ("active", "passive")
        case "passive":
            return form.voice == "pass" or form.kind == "passive" or (predicate.passive and form == predicate.form)
        case "plural":
            return form.number == "p" or (form.number == "d" and isinstance(unit.note, Quantity))  # «مواجهتين»
        case "feminine":
            return form.gender == "f"
        case "perf" | "impf":
            return form.aspect == slot
        case "definite":
            return unit.definite
        case "indefinite":
            return not unit.definite
        case "noobj":
            return not predicate.get("obj") and (predicate.verbal or not fillers(predicate, "obj"))
        case "pronoun":
            return bool(unit.enclitic)
        case "gov":
            governor = predicate.governor
            return governor is not None and fold(governor.form.lemma) in condition.words
        case "adj":
            return any(matches(condition, adjective) for adjective in predicate.adjectives)
        case "next" | "prev":
            at = unit.index + (1 if slot == "next" else -1)
            return 0 <= at < len(units) and (matches(condition, units[at]) or _conjugated(condition, units[at]))
        case "with":
            return unit.preposition in condition.words
        case "clause":
            return predicate.complement is not None
        case "story":
            return not condition.words.isdisjoint(predicate.sentence.story)
        case "prep":
            return any(w in predicate.slots or "far:" + w in predicate.slots for w in condition.words)
    if slot == "obj" and condition.entity and predicate.verbal and predicate.form.voice == "either":
        return any(matches(condition, filler) for filler in predicate.get("obj"))
    anything = predicate.verbal and not (condition.words or condition.entity)
    if anything and any(word.norm == slot for word in predicate.pronouns):
        return True  # «وصادق عليه الرئيس»
    return any(matches(condition, filler) for filler in fillers(predicate, slot))


def _conjugated(condition: Condition, unit: Unit) -> bool:
    """Whether a finite verb is one of the condition's lemmas: `next=ألقى` holds for «كلمة ألقتها»."""
    return unit.pos == "verb" and any(f.kind == "verb" and fold(f.lemma) in condition.words for f in unit.forms)


def fillers(predicate: Predicate, slot: str) -> list[Unit]:
    """Return what fills a slot of a frame's condition: a masdar's complement may be its subject or its object."""
    if slot == "obj" and not predicate.verbal:
        return (
            (predicate.get("obj") if predicate.form.kind == "active" else [])
            + predicate.get("idafa")
            + predicate.get("ل")
        )
    if slot == "obj2" and predicate.form.kind == "masdar":
        return predicate.get("obj2") + predicate.get("obj")  # «استقبال الملك وفدا», «منحه الجنسية»
    if slot == "subj" and not predicate.verbal:
        own = predicate.get("subj") + predicate.get("idafa") + predicate.get("light:agent")
        return own or (_subject_understood(predicate) if predicate.unit.enclitic else [])  # «واصلت القوات انتشارها»
    if slot == "subj" and not predicate.get("subj"):
        return _subject_understood(predicate)
    if slot == "obj" and predicate.verbal and not predicate.get("obj"):
        # a passive's subject is what its object would be: «رُفعت العقوبات»
        return predicate.get("subj") if predicate.form.voice != "act" else []
    return predicate.get(slot) + predicate.get("far:" + slot)


def _subject_understood(predicate: Predicate) -> list[Unit]:
    """The sentence's last subject that a verb without one agrees with: «تحطمت الطائرة … وسقطت»."""
    wanted = predicate.form.gender if predicate.verbal else PRONOUN_GENDER.get(predicate.unit.enclitic, "")
    for unit in reversed(predicate.sentence.subjects):
        if unit.index < predicate.unit.index and gender(unit) in ("", wanted):
            return [unit]
    return []


def matches(condition: Condition, unit: Unit) -> bool:
    """Whether a filler is what a condition asks for: an entity type, or one of its words in any number."""
    if condition.entity:
        if condition.entity == "quantity":
            return isinstance(unit.note, Quantity)
        if condition.entity == "time":
            return isinstance(unit.note, Time)
        if condition.entity == "event":
            return eventful(unit)
        if condition.entity == "human":
            return human(unit)
        return isinstance(unit.note, Entity) and unit.note.type == condition.entity
    if not condition.words:
        return True
    keys = {unit.key}
    if isinstance(unit.note, Quantity):
        words = {word.removeprefix("ال") for word in unit.key.split()}  # «عشرات المنازل», «180 منزلا», «سدين»
        keys |= words | {w.removesuffix("ا") for w in words} | {s for w in words for s in singulars(w)}
    elif isinstance(unit.note, Entity):
        keys.add(unit.key.split()[0].removeprefix("ال"))  # «محكمة جنايات القاهرة» is a court
    keys |= {unit.key[:-1]} if unit.text.endswith(("ا", "اً", "ًا")) else set()
    return not condition.words.isdisjoint(keys) or not condition.words.isdisjoint(singulars(unit.key))


def human(unit: Unit) -> bool:
    """Whether a filler is people, named, counted or by a noun for them: «إيقاف طبيب», but «إيقاف مباراة»."""
    if isinstance(unit.note, Entity):
        return unit.note.type in ("Person", "Group")
    if isinstance(unit.note, Quantity):
        return unit.note.unit == "person"
    return unit.kind == "word" and (is_people(unit.key) or any(is_people(one) for one in singulars(unit.key)))


def singulars(key: str) -> Iterator[str]:
    """Yield what a folded noun may be the dual or the sound plural of: «طائرتان», «قذيفتا مورتر», «مسلحون»."""
    for ending, instead in (("تان", "ه"), ("تين", "ه"), ("تا", "ه"), ("تي", "ه"), ("ات", "ه"), ("ات", ""), ("ان", ""),
                            ("ين", ""), ("ون", ""), ("و", ""), ("ي", "")):  # fmt: skip
        if key.endswith(ending) and len(key) - len(ending) > 2:
            yield key[: -len(ending)] + instead
