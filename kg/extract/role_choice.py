"""Who and what takes part: every name, amount, noun and event near a trigger is weighed for every role.

The slots of grammar (kg.extract.clauses, kg.extract.control) propose; what they propose, and what stands near without
a slot, is decided by weights (`weights/roles.tsv`): one class a role, and `none`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.arabic.predicates import lexicon
from kg.extract.casualties import CASUALTIES
from kg.extract.chunks import Chunk, Phrase, transparent
from kg.extract.control import OTHERS_ACTS
from kg.extract.counted import is_person_noun
from kg.extract.events import Draft, done_to_it, own_words, role_of
from kg.extract.kinds import kind_of
from kg.extract.scope import beside
from kg.extract.subjects import auxiliary, gender
from kg.extract.time_choice import kind
from kg.extract.units import Sentence, Unit
from kg.model import ROLES, Entity, Quantity, Time
from kg.weights import bucket, model

CLASSES = ("none", *ROLES)
_LEAST = 0.35  # probability from which a role is given that grammar does not propose
_PROPOSED = 0.18  # the same, for what grammar proposes
_SINGLE = ("agent", "patient", "partner", "origin", "destination", "quantity")  # a clause has one
_SECOND = 0.5  # probability from which it has another all the same
# slots of what takes part beside a sure one: «زرع الأطباء قلبا لمريض», «صعد السعر 2% إلى 80 دولارا»
_BESIDES = frozenset(("slot ل", "slot إلى", "slot far:إلى"))
_DEADLY = ("Attack", "Disaster")
_OF_OTHERS = ("Request", "Support", "Accuse", "Appoint")  # acts about what others do
_REACH = 16  # units to either side; what is farther, or behind two verbs, takes part only where grammar says so


@dataclass(slots=True)
class Candidate:
    """A unit that may take part in an event, the roles that grammar gives it, and its features."""

    unit: Unit
    proposed: tuple[str, ...]
    features: set[str]
    chunk: int = -1  # of its sentence; -1 in another sentence
    sure: bool = False  # grammar leaves no doubt
    undergone: bool = False  # nobody does what the event is


def choose_roles(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Set the roles of every draft to what weighs enough."""
    weights = model("roles", CLASSES)
    for draft, candidates in zip(drafts, role_candidates(drafts, sentences), strict=True):
        draft.roles = chosen(candidates, [weights.shares(c.features) for c in candidates])


def chosen(candidates: list[Candidate], shares: list[list[float]], least: float = _LEAST) -> dict[str, list[Unit]]:
    """Return the fillers of each role: for each candidate its most probable role, where that is probable enough.

    Who acts and whom it befalls is one, or several joined by و: another must be more probable than not.
    """
    ranked = []
    for candidate, share in zip(candidates, shares, strict=True):
        sure = candidate.proposed if candidate.sure else CLASSES[2:] if candidate.undergone else CLASSES[1:]
        probability, role = max((p, role) for p, role in zip(share, CLASSES, strict=True) if role in sure)
        if candidate.sure or probability >= (_PROPOSED if role in candidate.proposed else least):
            ranked.append((probability, role, candidate))
    taken: dict[str, list[Candidate]] = {}
    for probability, role, candidate in sorted(ranked, key=lambda r: (not r[2].sure, -r[0])):
        before = taken.setdefault(role, [])
        another = role in _SINGLE and before and not candidate.sure and not any(_joined(c, candidate) for c in before)
        settled = any(c.sure for c in before) and candidate.features.isdisjoint(_BESIDES)
        if another and (probability < _SECOND or settled):
            continue
        before.append(candidate)
    order = {id(c): n for n, c in enumerate(candidates)}
    return {role: [c.unit for c in sorted(some, key=lambda c: order[id(c)])] for role, some in taken.items()}


def _joined(one: Candidate, other: Candidate) -> bool:
    return one.chunk >= 0 and one.chunk == other.chunk


def role_candidates(drafts: list[Draft], sentences: list[Sentence]) -> list[list[Candidate]]:
    """Return for each draft what may take part in it."""
    surroundings: dict[int, _Surroundings] = {}
    here: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        here[draft.sentence.index].append(draft)
    for sentence in sentences:
        if here[sentence.index]:
            surroundings[sentence.index] = _Surroundings.of(sentence, here[sentence.index])
    return [_candidates(d, surroundings[d.sentence.index]) for d in drafts]


@dataclass(slots=True)
class _Surroundings:
    """A sentence with what its candidates are compared by: chunk and place of each unit, counts up to each unit."""

    sentence: Sentence
    events: list[Draft]
    triggers: dict[tuple[int, int], Draft]
    places: list[tuple[int, str]]  # index of the chunk; h head, i idafa, m modifier, with j where joined by و; x else
    kinds: list[str]
    verbs: list[int]  # how many verbs stand before each unit; likewise the others
    breaks: list[int]
    commas: list[int]
    named: list[int]
    eventful: list[int]
    open: list[bool]  # whether a unit can be a candidate at all

    @classmethod
    def of(cls, sentence: Sentence, events: list[Draft]) -> _Surroundings:
        units = sentence.units
        triggers = {(d.start, d.end): d for d in events}
        at_trigger = {d.unit.index for d in events}
        places = [(0, "x")] * len(units)
        described: set[int] = set()
        for number, chunk in enumerate(sentence.chunks):
            assert isinstance(chunk, Chunk)
            for index in range(chunk.start, chunk.end):
                places[index] = (number, "x")
            for order, phrase in enumerate(chunk.phrase.all() if chunk.phrase is not None else ()):
                joined = "j" if order else ""
                plain = all(u.kind == "word" and u.index not in at_trigger for u in phrase.chain)
                for unit in phrase.modifiers:
                    places[unit.index] = (number, joined + "m")
                    before = units[unit.index - 1]
                    somebody = before.index not in at_trigger and is_person_noun(before.key)  # «نقل المصاب الإيطالي»
                    if (
                        (plain or somebody or _of_the_last(unit, phrase, at_trigger))
                        and isinstance(unit.note, Entity)
                        and unit.note.type == "Group"
                    ):
                        described.add(unit.index)  # «نفى مسؤول سوداني»: the official denies
                if phrase.head.norm == "توقيت":
                    described.update(u.index for u in phrase.chain)  # «الساعة الثالثة بتوقيت غرينتش»
                for step, unit in enumerate(phrase.chain):
                    places[unit.index] = (number, joined + ("h" if step == 0 else f"i{min(step, 2)}"))
        kinds = [kind_of(u, (u.start, u.end) in triggers) for u in units]

        def counted(holds: list[bool]) -> list[int]:
            total, out = 0, [0]
            for one in holds:
                total += one
                out.append(total)
            return out

        named = [u.note is not None and not isinstance(u.note, Time) for u in units]
        can = [
            (u.note is not None and not isinstance(u.note, Time) and u.index not in described)
            or (u.start, u.end) in triggers
            or (u.kind == "word" and not u.cls and u.pos == "noun" and places[u.index][1].lstrip("j") in ("h", "i1"))
            for u in units
        ]
        return cls(
            sentence, events, triggers, places, kinds,
            counted([u.pos == "verb" for u in units]), counted([u.cls in ("sub", "rel") for u in units]),
            counted([u.kind == "mark" and u.text in "،," for u in units]), counted(named),
            counted([u.index in at_trigger for u in units]), can,
        )  # fmt: skip


def _of_the_last(adjective: Unit, phrase: Phrase, triggers: set[int]) -> bool:
    """Whether an adjective agrees with the complement of an event noun and not with it: «هبوط طائرة سعودية»."""
    *before, last = phrase.chain
    feminine = last.norm.endswith(("ة", "ات"))
    others = [u.norm.endswith(("ة", "ات")) for u in before]
    return last.index not in triggers and adjective.text.endswith("ة") == feminine and feminine not in others


_DISTANCES = ("cm", "ft", "km", "m", "mi", "nmi")
# «أنقذت الدورية الصيادين على بعد ميلين من الميناء»
_NOT_MEASURED = ("Aid", "Attack", "Coerce", "Die", "Injure", "Say", "Seize")


def _candidates(draft: Draft, around: _Surroundings) -> list[Candidate]:
    proposed: dict[int, tuple[Unit, list[str]]] = {}
    for role, fillers in draft.roles.items():
        for unit in fillers:
            proposed.setdefault(id(unit), (unit, []))[1].append(role)
    slots: dict[int, str] = {}
    for slot, fillers in draft.predicate.slots.items():
        for unit in fillers:
            slots.setdefault(id(unit), slot)
    units = around.sentence.units
    trigger = draft.unit.index
    # «باشر محققون جمع الأدلة من موقع التفجير»: a definite noun recalls what is told elsewhere with who did it
    recalled = draft.unit.definite and not draft.predicate.verbal
    near = (
        range(0)
        if recalled or own_words(draft)
        else range(max(0, trigger - _REACH), min(len(units), trigger + _REACH + 1))
    )
    verbs = around.verbs
    found = {
        id(units[n]): units[n]
        for n in near
        if around.open[n] and n != trigger and abs(verbs[max(n, trigger)] - verbs[min(n, trigger) + 1]) < 2
    }
    found.update((key, unit) for key, (unit, _) in proposed.items())
    out = []
    # «ارتفاع», «انطلاق»: things rise and begin
    undergone = draft.type in _HAPPENING and role_of(draft, "subj") == "patient" and not _transitive(draft)
    others_act = _who_only_speaks(draft, around.events)
    governor = draft.predicate.governor
    prevents = governor is not None and governor.form.lemma in lexicon().prevents and not draft.predicate.verbal
    preventers = governor.get("subj") if governor is not None and prevents else []
    # «حذرت واشنطن الكويت من هجمات»: it is not theirs
    warns = governor is not None and any(f.type == "Threaten" for f in lexicon().frames(governor.form.lemma))
    warned = governor.get("obj") if governor is not None and warns and draft.predicate.governed_as == "من" else []
    own_subject = draft.predicate.verbal and any(u.index < trigger for u in draft.predicate.get("subj"))
    counted = _counted(draft, units)
    if counted is not None:
        found.setdefault(id(counted), counted)
    for key, unit in found.items():
        far = isinstance(unit.note, Quantity) and unit.note.unit in _DISTANCES and draft.type in _NOT_MEASURED
        if (
            far
            or isinstance(unit.note, Time)
            or unit.kind in ("mark", "latin", "number")
            or (unit.cls and unit.note is None)
        ):
            continue
        roles = tuple(sorted(proposed[key][1])) if key in proposed else ()
        if not roles and draft.ways.get(key) == "apart":
            continue  # «تشير تقديرات البنك إلى», «نقلت الوكالة عن المصدر»
        if counted is not None and roles == ("patient",) and unit is not counted:
            continue  # «سجلت الوزارة 1200 إصابة»: those who were counted, not who counts them
        if slots.get(key) == "sake":
            continue  # «استقالت احتجاجا على»
        if not roles and draft.frame.roles.get(slots.get(key, "")) == "-":
            continue  # «أطلقوا سراح 300 سجين»
        own = unit.index < len(units) and units[unit.index] is unit
        if own and (_only_frames(unit, around) or _measured(unit, units)):
            continue
        if own and not draft.predicate.verbal and _has_measure(unit, units):
            continue
        if counted is unit:
            out.append(Candidate(unit, ("patient",), set(), around.places[unit.index][0], True))
            continue
        if unit in preventers and "agent" not in draft.frame.roles.values():
            continue  # «منع الحراس اقتحام المبنى»
        apart = own_subject and unit.index < trigger and around.breaks[trigger] > around.breaks[unit.index + 1]
        if apart and not roles and key not in slots:
            continue  # «صرح مسؤول مركز الإعلام بأن عبوة انفجرت»
        if key in others_act and key not in slots and roles in ((), ("agent",)):
            continue
        others = draft.type in _DEADLY or (draft.type in CASUALTIES and draft.get("patient"))
        if not roles and others and _casualty(unit, around.events):
            continue  # «قتل خمسة جنود في هجوم»: it is not theirs; «استشهد جندي وجرح آخر»
        what = around.kinds[unit.index] if own else kind_of(unit, False)
        features = _proposal(draft, roles, slots.get(key, ""), what, draft.ways.get(key, ""))
        if own:
            features |= _path(draft, unit, what, around)
        else:
            features |= {"elsewhere", f"elsewhere {'+'.join(roles)}"}
        out.append(
            Candidate(
                unit,
                roles,
                features,
                around.places[unit.index][0] if own else -1,
                _sure(draft, unit, roles, slots.get(key, ""), around) if own else False,
                (undergone and "agent" not in roles)
                or _tool(draft, unit)
                or unit in warned
                or _done_to(draft, unit, roles),
            )
        )
    return out


def _done_to(draft: Draft, unit: Unit, roles: tuple[str, ...]) -> bool:
    """Whether a unit is whom the pronoun on a masdar behind «تم» means: «أصيب الشاب وتم نقله»."""
    meant = roles == ("patient",) and draft.ways.get(id(unit)) == "pronoun"
    return meant and not draft.predicate.verbal and done_to_it(draft.predicate)


def _tool(draft: Draft, unit: Unit) -> bool:
    """Whether a unit is a thing that does nothing by itself: «حجز مسدس رشاش»."""
    return (
        isinstance(unit.note, Entity)
        and unit.note.type == "Product"
        and draft.type in ("Aid", "Coerce", "Seize", "Trade")
    )


_HAPPENING = ("Change", "Disaster", "End", "Form", "Publish")


def _transitive(draft: Draft) -> bool:
    return lexicon().transitive(draft.predicate.form.lemma)


def _measured(unit: Unit, units: list[Unit]) -> bool:
    """Whether a noun behind من is what an amount is of: «30 ألف طن من الديزل»."""
    at = unit.index
    of = at > 1 and unit.kind == "word" and units[at - 1].norm == "من"
    if not of:
        return False
    at -= 2
    while at > 0 and units[at].pos == "adj" and units[at].kind == "word" and not units[at].definite:
        at -= 1  # «كميات كبيرة من السجائر»
    amount = units[at].note
    return (isinstance(amount, Quantity) and amount.unit != "person") or units[at].key in transparent("amount")


def _has_measure(unit: Unit, units: list[Unit]) -> bool:
    """Whether a noun with a pronoun only tells what an amount measures: «انخفاض نسبته 38 في المئة», «سفينة طولها 20 مترا»."""
    after = units[unit.index + 1].note if unit.index + 1 < len(units) else None
    bare = unit.kind == "word" and bool(unit.enclitic) and not unit.preposition and not is_person_noun(unit.key)
    return bare and isinstance(after, Quantity) and after.unit not in ("person", "item")


def _only_frames(unit: Unit, around: _Surroundings) -> bool:
    """Whether a noun behind a preposition only tells how what is behind it belongs: «على ذمة التحقيق»."""
    if unit.kind != "word" or unit.key not in transparent("frame"):
        return False
    chunk = around.sentence.chunks[around.places[unit.index][0]]
    assert isinstance(chunk, Chunk)
    return bool(unit.preposition or chunk.preposition)


def _who_only_speaks(draft: Draft, events: list[Draft]) -> set[int]:
    """Who asks for, welcomes or blames what a masdar tells, or tells of a death: he does not do it himself.

    «دعا الوزير إلى انتخاب رئيس», «رحبت المنظمة بإرسال الجنود», «أعلنت الحكومة وفاة الطبيبة».
    """
    link = draft.predicate.link
    other = next((e for e in events if link.governor is not None and e.predicate is link.governor), None)
    if other is None or draft.predicate.verbal or beside(link.governed_as):
        return set()
    if (other.type, link.governed_as.removeprefix("far:")) in OTHERS_ACTS:
        return {id(u) for u in other.get("agent")}
    told = draft.type in (*CASUALTIES, "Change", "Disaster") and not lexicon().acts_on(draft.predicate.form.lemma)
    befalls = other.type in ("Say", "Publish") and (
        (told and role_of(draft, "subj") == "patient") or draft.unit.norm in ("مقتل", "مصرع", "وفاة", "استشهاد")
    )
    return {id(u) for u in other.get("agent")} if befalls or other.type in _OF_OTHERS else set()


def _counted(draft: Draft, units: list[Unit]) -> Unit | None:
    """The amount that counts the casualties a noun tells of: «1200 إصابة», «25 حالة وفاة»."""
    if draft.type not in CASUALTIES or draft.predicate.verbal:
        return None
    trigger, before = draft.unit, units[draft.unit.index - 1] if draft.unit.index else None
    amounts = (u for u in units if isinstance(u.note, Quantity) and u.start <= trigger.start < u.end)
    cases = before is not None and isinstance(before.note, Quantity) and before.text.split()[-1] in ("حالة", "حالات")
    return next(amounts, before if cases else None)


def _casualty(unit: Unit, events: list[Draft]) -> bool:
    return any(u is unit for d in events if d.type in CASUALTIES for u in d.get("patient"))


def _sure(draft: Draft, unit: Unit, roles: tuple[str, ...], slot: str, around: _Surroundings) -> bool:
    """Whether grammar leaves no doubt: what the frame names, a verb's own subject and object right behind it, or a light verb's."""
    if not roles:
        return False
    if draft.ways.get(id(unit)) == "cited":
        return True  # «نقلت الوكالة عن مصدر قوله»
    if draft.type == "Appoint" and roles == ("topic",) and slot in ("obj", "obj2"):
        return True  # «عين المجلس فلانا مديرا»
    trigger, at = draft.unit.index, unit.index
    somebody = isinstance(unit.note, Entity) and unit.note.type in ("Person", "Organization")
    if slot == "idafa" and roles == ("agent",) and somebody and at == trigger + 1 and not _transitive(draft):
        return True  # «منذ رحيل المدرب الروماني»
    if set(roles) & {"place", "origin", "destination"} and around.kinds[at] in ("event", "masdar"):
        return False  # «دخلت 200 شاحنة مساعدات إلى القطاع»
    low, high = (trigger, at) if at > trigger else (at, trigger)
    clear = all(c[high] == c[low + 1] for c in (around.verbs, around.breaks, around.eventful))
    acts = draft.predicate.verbal or (draft.predicate.form.kind == "active" and not draft.unit.definite)
    behind = acts and at > trigger and slot in ("subj", "obj")  # «قتل ضابطا», «داعيا الدول إلى»
    carried = slot.startswith("light:")  # «تواصل الجمعية توزيع»
    described = draft.predicate.verbal and at < trigger and _takes_up(draft, unit, slot, around)
    described = described or (slot == "idafa" and at < trigger)  # «النقاط التي تمت مناقشتها»
    calm = all(c[high] == c[low + 1] for c in (around.verbs, around.breaks))
    if draft.type == "Say" and roles == ("topic",) and slot == "obj" and calm and around.kinds[at] == "event":
        return draft.predicate.verbal and at > trigger  # «أعلنت الوزارة في بيان، القبض على أربعة»
    undergone = draft.predicate.form.kind == "passive" and slot == "subj" and roles == ("patient",)
    described = described or (undergone and at < trigger and calm)  # «شركات متهمة بنقل النفط»
    return (clear and (behind or carried or slot in draft.frame.roles)) or described


def _takes_up(draft: Draft, unit: Unit, slot: str, around: _Surroundings) -> bool:
    """Whether a clause describes the noun before it: «القرار الذي نشرته الجريدة», «محطتين رفضتا البيع», «جماعات كانت تسيطر»."""
    between = around.sentence.units[unit.index + 1 : draft.unit.index]
    trigger, at = draft.unit.index, unit.index
    if slot == "obj":
        clear = all(c[trigger] == c[at + 1] for c in (around.verbs, around.breaks, around.eventful))
        return clear and bool(draft.unit.enclitic)
    if slot != "subj" or unit.definite:
        return False
    helped = bool(between) and all(u.pos == "verb" and auxiliary(u) for u in between)
    return helped or (not between and draft.predicate.form.number == "d")


def _proposal(draft: Draft, roles: tuple[str, ...], slot: str, what: str, way: str) -> set[str]:
    """What grammar says of the candidate, and what the event already has."""
    rule, how, type_ = "+".join(roles) or "none", kind(draft), draft.type
    features = {
        f"rule {rule}", f"rule {rule} {what}", f"rule {rule} {how}", f"rule {rule} {type_}", f"{type_} {what}", f"{how} {what}",
        f"agent there {bool(draft.get('agent'))} {rule}", f"patient there {bool(draft.get('patient'))} {rule}",
    }  # fmt: skip
    if slot:
        if slot.removeprefix("far:") in draft.frame.roles:
            features |= {f"frame names {rule}", f"frame names {what}", f"frame names {slot}"}
        features |= {f"slot {slot}", f"slot {slot} {how}", f"slot {slot} {what}", f"slot {slot} {type_}"}
    else:
        features |= {"no slot", f"no slot, rule {rule}"}
    if draft.predicate.passive:
        features.add(f"passive {rule}")
    if way:
        features |= {f"way {way}", f"way {way} {what}", f"way {way} {how}", f"way {way} {type_}"}
    return features


def _path(draft: Draft, unit: Unit, what: str, around: _Surroundings) -> set[str]:
    """Where the candidate stands: side, distance, what is between, preposition, whose it is besides."""
    predicate, how, type_ = draft.predicate, kind(draft), draft.type
    trigger, at = draft.unit.index, unit.index
    low, high = (trigger, at) if at > trigger else (at, trigger)
    side = "after" if at > trigger else "before"

    def between(counts: list[int]) -> int:
        return counts[high] - counts[low + 1]

    events, names = between(around.eventful), between(around.named)
    path = f"{side} {bucket(between(around.verbs), 0, 1)}{bucket(between(around.breaks), 0, 1)}{bucket(between(around.commas), 0, 1)}"
    number, place = around.places[at]
    chunk = around.sentence.chunks[number]
    assert isinstance(chunk, Chunk)
    preposition = unit.preposition or (chunk.preposition if place != "x" else "")
    nearest = bucket(events, 0, 1, 2)
    features = {
        f"path {path}", f"path {path} {what}", f"path {path} {how}", f"far {side} {bucket(high - low, 1, 2, 3, 5, 8, 14)}",
        f"events {side} {nearest}", f"names {side} {bucket(names, 0, 1, 2)}", f"place {place}", f"place {place} {what}",
        f"chunks {side} {bucket(abs(number - around.places[trigger][0]), 0, 1, 2, 3, 5)}",
        f"prep {preposition} {side}", f"prep {preposition} {side} {what}", f"prep {preposition} {type_}",
        f"prep {preposition} {side} {bucket(events, 0, 1)} {what}",
    }  # fmt: skip
    if preposition:
        meant = role_of(draft, preposition) or "nothing"
        features |= {f"frame {meant}", f"frame {meant} {side} {nearest}", f"frame {meant} {what}"}
    elif predicate.verbal:
        agrees = not gender(unit) or gender(unit) == predicate.form.gender
        features |= {f"agrees {agrees} {side}", f"agrees {agrees} {what}"}
    if predicate.clause[0] <= at < predicate.clause[1]:
        features |= {"clause", f"clause {what}"}
    if unit.definite:
        features.add(f"definite {what}")
    if any(u is unit for u in around.sentence.subjects):
        features |= {"subject", f"subject {how}", f"subject {side}"}
        if around.sentence.subjects[0] is unit:
            features |= {"first subject", f"first subject {how}"}
    features |= _governed(draft, unit) | _carried_on(draft, unit, around.events)
    other = around.triggers.get((unit.start, unit.end))
    if other is not None:
        tie = "governed" if other.predicate.governor is predicate else "free"
        features |= {f"event {other.type}", f"event {tie}", f"event {tie} {type_}"}
    whose = [(r, d) for d in around.events if d is not draft for r, us in d.roles.items() if any(u is unit for u in us)]
    for role, another in whose:
        nearer = "nearer" if abs(another.unit.index - at) < abs(trigger - at) else "farther"
        features |= {f"other's {role}", f"other's {nearer}"}
    if not whose:
        features.add("nobody's")
    if around.sentence.headline:
        features |= {"headline", f"headline {what}"}
    return features


def _governed(draft: Draft, unit: Unit) -> set[str]:
    governor = draft.predicate.governor
    if governor is None:
        return set()
    features: set[str] = set()
    for slot in ("subj", "obj"):
        if any(u is unit for u in governor.get(slot)):
            features |= {f"governor's {slot}", f"governor's {slot} as {draft.predicate.governed_as}",
                         f"governor's {slot} {draft.type}"}  # fmt: skip
    if governor.unit is unit:
        features.add("governor")
    return features


def _carried_on(draft: Draft, unit: Unit, events: list[Draft]) -> set[str]:
    """Whether the candidate acts in another event of the sentence that this one may go on from."""
    features: set[str] = set()
    how, governor = kind(draft), draft.predicate.governor
    position = next(n for n, e in enumerate(events) if e is draft)
    dropped = "dropped" if draft.predicate.verbal and draft.predicate.subject_dropped else "not dropped"
    ties = [("previous", events[position - 1])] if position else []
    ties += [("first", events[0])] if position else []
    ties += [("governor", e) for e in events if governor is not None and e.predicate is governor]
    ties += [("next", events[position + 1])] if position + 1 < len(events) else []
    for name, other in ties:
        for role in ("agent", "patient", "topic"):
            if any(u is unit for u in other.get(role)):
                tie = f"{name}'s {role}"
                features |= {tie, f"{tie} {how} {dropped}", f"{tie} {draft.type}", f"{tie} {kind(other)}"}
                if name == "governor":
                    features.add(f"{tie} {other.type} {draft.predicate.governed_as}")
    return features
