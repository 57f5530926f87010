"""From predicates to event drafts: which words are events, of which type, and which role each slot plays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from kg.arabic.normalize import fold
from kg.arabic.predicates import Frame, lexicon
from kg.extract.carriers import attends, carry
from kg.extract.casualties import CASUALTIES
from kg.extract.chunks import BY, transparent
from kg.extract.clauses import predicates
from kg.extract.counted import is_people, is_person_noun
from kg.extract.entities.identity import countries
from kg.extract.entities.titles import titles
from kg.extract.kinds import default_roles, may_act, somebody
from kg.extract.predicate import Predicate
from kg.extract.senses import frame_of, matches, singulars
from kg.extract.speakers import can_speak, saying_words
from kg.extract.subjects import agrees_after, gender
from kg.extract.tagging import accusative
from kg.extract.units import Sentence, Unit
from kg.model import Entity, EventType, Modality, Quantity

_SPOKEN = {"Accuse", "Reject", "Support", "Threaten", "Request", "Legislate", "Agree"}


@dataclass(slots=True, eq=False)
class Draft:
    """An event in the making. Roles hold units; later steps turn them into arguments."""

    predicate: Predicate
    type: EventType
    frame: Frame
    start: int
    end: int
    roles: dict[str, list[Unit]] = field(default_factory=dict)
    modality: Modality = "asserted"
    negated: bool = False
    time: str | None = None
    dated: str = ""  # the rule of kg.extract.event_times that gave it its time
    at: Unit | None = None  # the time of its own clause
    source: Unit | None = None
    unnamed: Unit | None = None
    speaker: Unit | None = None  # of a word of saying: the name that says it, its agent or whom that noun stands for
    reported: bool = False  # inside somebody's statement, named or not
    rules: list[str] = field(default_factory=list)
    ways: dict[int, str] = field(default_factory=dict)  # by which rule a filler came that is in no slot of its own

    @property
    def unit(self) -> Unit:
        """The trigger's unit."""
        return self.predicate.unit

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.predicate.sentence

    def in_relative(self) -> bool:
        """Whether a relative pronoun opens its clause: «البيان الذي نشرته الوزارة»."""
        first = max(0, self.predicate.clause[0] - 1)
        return any(u.cls == "rel" for u in self.sentence.units[first : self.unit.index])

    def add(self, role: str, unit: Unit, way: str = "") -> None:
        """Give a unit a role, once; `way` names the rule where it is not the clause's own grammar."""
        fillers = self.roles.setdefault(role, [])
        if unit not in fillers and unit is not self.unit:
            fillers.append(unit)
            if way:
                self.ways[id(unit)] = way

    def get(self, role: str) -> list[Unit]:
        """Return the units that have a role."""
        return self.roles.get(role, [])


def draft_events(sentences: list[Sentence]) -> list[Draft]:
    """Return the events of the sentences, typed and with the roles that their own clause shows, in text order."""
    drafts: list[Draft] = []
    for sentence in sentences:
        drafts.extend(_sentence_events(predicates(sentence)))
    return drafts


def _sentence_events(found: list[Predicate]) -> list[Draft]:
    drafts: list[Draft] = []
    typed = [(p, frame) for p in found if (frame := frame_of(p)) is not None and frame.type is not None]
    carried = carry(found, typed)
    types = {id(p): f.type for p, f in typed if id(p) not in carried}
    for predicate, frame in typed:
        if id(predicate) in carried:
            continue
        if _told_before(predicate, types.get(id(predicate.governor)), frame):
            continue
        assert frame.type is not None
        draft = Draft(predicate, cast(EventType, frame.type), frame, predicate.unit.start, predicate.unit.end)
        draft.rules.append(f"{frame.file}:{frame.line}")
        _roles(draft)
        drafts.append(draft)
    _about_events(drafts)
    _told_by_verbs(drafts)
    _under_place(drafts)
    return drafts


def _told_before(predicate: Predicate, governing: str | None, frame: Frame) -> bool:
    """Whether a count only tells how many its governor's act was: «إصابة 5 جرحى», but «التفجيران استهدفا», «خسر مباراتين»."""
    governor = predicate.governor
    counted = isinstance(predicate.unit.note, Quantity) and frame.type == governing
    if not counted or governor is None or frame.type == "Compete":
        return False
    return frame.type in CASUALTIES or governor.unit.index < predicate.unit.index


def _under_place(drafts: list[Draft]) -> None:
    """A place before a colon is where the first thing told behind it happens: «غزة: استشهاد شابين»."""
    first = min(drafts, key=lambda d: d.start, default=None)
    units = first.sentence.units if first is not None else []
    if first is None or len(units) < 3 or units[1].text != ":" or first.unit.index < 2:
        return
    place = units[0].note
    if isinstance(place, Entity) and place.type == "Place" and first.type not in _SPOKEN | {"Say", "Move", "Plan"}:
        ours = first.predicate.verbal and first.unit.norm.startswith("ن") and first.predicate.form.aspect == "impf"
        if not ours and not first.get("place"):
            first.add("place", units[0], "colon")


def _told_by_verbs(drafts: list[Draft]) -> None:
    """Whom a happening befalls and where is what its verb tells: «الهجوم الذي استهدف مطعما في دمشق»."""
    by_unit = {d.unit.index: d for d in drafts if not d.predicate.verbal}
    for draft in drafts:
        for unit in draft.predicate.get("subj") if draft.predicate.verbal else ():
            told = by_unit.get(unit.index)
            behind = told is not None and told.unit.index < draft.unit.index
            if told is None or not behind or told.type != draft.type or told.type not in ("Attack", "Disaster"):
                continue
            for role in ("patient", "place"):
                for filler in draft.get(role) if not told.get(role) else ():
                    told.add(role, filler, "told")


def _about_events(drafts: list[Draft]) -> None:
    """What is condemned or backed is an act; whom it befalls is its actor («تدين استهداف القوات للصحفيين»)."""
    by_unit = {d.unit.index: d for d in drafts}
    for draft in drafts:
        for unit in list(draft.get("topic")) if draft.type == "Support" else ():
            if somebody(unit) and unit.index not in by_unit:
                draft.roles["topic"].remove(unit)
                draft.add("patient", unit)  # «شكر الحاضرين»
        if draft.type not in ("Accuse", "Support", "Reject", "Threaten", "Say", "Request"):
            continue
        for unit in list(draft.get("patient")):
            act = by_unit.get(unit.index)
            if act is not None and act is not draft:
                draft.roles["patient"].remove(unit)
                draft.add("topic", unit)
                if draft.type == "Accuse":
                    for actor in act.get("agent"):
                        draft.add("patient", actor)


# --- roles ----------------------------------------------------------------------------------------------------------

# Where the complement of a masdar is who acts, not what is acted on: «انسحاب القوات», «زيارة الوزير».
SUBJECT_IDAFA = {"Say", "Request", "Threaten", "Consult", "Agree", "Cooperate", "Withdraw", "Move", "Protest", "Compete",
                  "Concede", "Reject", "Accuse", "Attack"}  # fmt: skip
_UNDERGOES = {"Die", "Injure", "Disaster", "Change", "Displace"}
_PASSIVE = {"Die", "Injure", "Coerce", "Displace", "Appoint", "Form", "End", "Seize", "Attack", "Judge", "Produce", "Publish",
            "Dismiss", "Legislate", "Mobilize", "Sanction", "Concede"}  # fmt: skip
_ACTOR_TYPES = ("Person", "Organization", "Group")


def names_source(draft: Draft) -> bool:
    """Whether a verb only adds whose word it is: «…، حسبما أفادت القناة», «…، وفق ما ذكر المراسل»."""
    units, at = draft.sentence.units, draft.unit.index - 1
    if draft.type != "Say" or not draft.predicate.verbal or at < 1 or draft.unit.conjoined:
        return False
    word, before = units[at], units[at - 1]
    cited = saying_words()["after"].keys()
    return (
        word.norm in saying_words()["as_said"]
        or (word.norm in ("ما", "لما") and before.key in cited)
        or (word.norm == "ما" and before.cls == "prep" and at > 1 and units[at - 2].key in cited)
    )


def own_words(draft: Draft) -> bool:
    """Whether a noun only says that the words before are the speaker's: «بحسب تعبيره», «على حد قوله»."""
    units, unit = draft.sentence.units, draft.unit
    return (
        draft.type == "Say" and not draft.predicate.verbal and bool(unit.enclitic) and unit.index > 0
        and (units[unit.index - 1].key in saying_words()["after"] or units[unit.index - 1].key == "حد")
    )  # fmt: skip


def role_of(draft: Draft, slot: str) -> str:
    """Return the role that the frame, else the type, gives to what fills a slot, or the empty string."""
    role = draft.frame.roles.get(slot)
    if role is None:
        role = default_roles().get(draft.type, {}).get(slot) or default_roles()["*"].get(slot, "")
    return "" if role == "-" else role


def _roles(draft: Draft) -> None:
    predicate = draft.predicate
    if predicate.verbal:
        _verb_roles(draft)
    else:
        _noun_roles(draft)
    for slot, fillers in predicate.slots.items():
        if slot not in ("subj", "obj", "obj2", "idafa"):
            for unit in fillers:
                if not _joins_the_act(draft, unit, fillers[0]):
                    _prepositional(draft, slot, unit)
    if "whose" in draft.frame.roles and predicate.whose is not None:
        draft.add(draft.frame.roles["whose"], predicate.whose)


_JOINT = ("Agree", "Compete", "Consult", "Elect", "Judge", "Support")  # acts that those who attend take part in


def _joins_the_act(draft: Draft, unit: Unit, first: Unit) -> bool:
    """Whether a masdar is joined to the event and not to whom it befalls: «الإطاحة بـ11 خلية وإيقاف 62 شخصا»."""
    act = unit.conjoined and unit is not first and any(f.kind == "masdar" for f in unit.forms)
    act = act and (draft.unit.definite or not unit.definite)
    befallen = isinstance(first.note, Quantity | Entity) or is_people(first.key)
    return act and befallen and not draft.predicate.verbal


def _prepositional(draft: Draft, slot: str, unit: Unit) -> None:
    if slot.startswith("light:"):
        undergoes = slot == "light:agent" and role_of(draft, "subj") == "patient"  # «واصلت الأسعار ارتفاعها»
        own_agent = slot == "light:agent" and any(u in draft.get("agent") for u in draft.predicate.get("idafa"))
        if own_agent and unit.kind == "word" and not may_act(unit):
            return  # «أسفرت الانتخابات عن فوز الحزب»
        if slot == "light:place" and draft.type == "Change" and not _somewhere(unit, "place", slot, False):
            undergoes = role_of(draft, "subj") == "patient"  # «شهدت الأسعار ارتفاعا»
        if draft.type not in _JOINT and draft.predicate.light is not None and attends(draft.predicate.light.form.lemma):
            return  # «حضر الوزير اختتام المعرض»
        if slot == "light:patient" and draft.type == "Change" and draft.get("patient"):
            return  # «سجلت الشركة ارتفاعا في أرباحها»
        both = slot == "light:patient" and draft.type == "Consult"  # «تلقى الملك اتصالا من الرئيس»
        draft.add("patient" if undergoes else "agent" if both else slot[6:], unit)
        return
    own = draft.frame.roles.get(slot.removeprefix("far:"))
    predicate = draft.predicate
    units = draft.sentence.units
    if slot.endswith("عن") and unit.index > 1 and units[unit.index - 2].key in ("صادر", "صادره"):
        return  # «ذكر تقرير صادر عن الجمعية أن»
    if slot.endswith("ل") and unit.index and units[unit.index - 1].key in lexicon().classes["affiliated"]:
        return  # «معارك مع قوات موالية للحكومة»
    if slot == BY and predicate.verbal and draft.get("agent"):
        return  # «أدان الحزب المعاملة من قبل الشرطة»
    if slot == f"far:{BY}" and predicate.light is not None and not predicate.verbal:
        slot = BY  # «تم احتجاز الصحفي من قبل القوات»
    called = draft.type == "Consult" and "light:patient" in predicate.slots and own is None
    if called and slot in ("من", "far:من"):
        draft.add("partner", unit)
        return
    if slot == "far:إلى" and _comes_to(draft, unit):
        slot = "إلى"
    if slot.startswith("far:") and own is None:
        return  # behind another event noun: that noun's, unless this frame asks for the preposition by name
    role = own if own is not None else role_of(draft, slot)
    if _eases(draft, slot, own) and not _somewhere(unit, "place", slot, False):
        role = "patient"
    if role == "patient" and slot.endswith("من") and draft.type == "Request" and not somebody(unit):
        return  # «طلب تعزيزات من الأسلحة»
    if slot == "ل" and unit.key in ("مده", "فتره", "حين"):
        return  # «لمدة ثلاث ساعات»
    if slot == "ل" and own is None and any(f.kind == "masdar" for f in unit.forms) and not unit.definite:
        return  # a purpose, not a participant: «لبدء محادثات»
    if role == "patient" and slot == "ل" and own is None and draft.type == "Attack" and _attacks(draft, unit):
        role = "agent"
    if role == "topic" and slot == "ل" and own is None and draft.type == "Request" and _addressed(draft, unit):
        role = "patient"  # «تقدم بمقترح للوالي»
    if role == "-":
        return
    if slot == "ل" and predicate.verbal and draft.type == "Change" and own is None:
        return  # «1100 دولار للأوقية»
    if slot == "ل" and own is None and role == "patient" and not predicate.verbal and draft.get("patient"):
        return  # «توقيف 3 مطلوبين للشرطة»
    if slot.removeprefix("far:") == "ب" and _stands_there(draft, unit, role):
        role = "place"
    money = isinstance(unit.note, Quantity) and unit.note.unit not in ("person", "item")
    votes = isinstance(unit.note, Quantity) and unit.note.unit == "item" and slot == "ب" and role == "topic"
    if votes or (money and role in ("patient", "topic", "", "destination")):
        role = "quantity"  # «وافق بأغلبية 120 صوتا»
    elif role == "quantity" and not isinstance(unit.note, Quantity):
        return
    if role in ("place", "origin", "destination") and not _somewhere(unit, role, slot, own is not None):
        return
    if role == "agent" and slot == "ب":
        return
    if role:
        draft.add(role, unit)


def _comes_to(draft: Draft, unit: Unit) -> bool:
    """Whether a measure comes to an amount: «تراجعت الأسعار في المعاملات الفورية إلى 2312 دولارا»."""
    measured = isinstance(unit.note, Quantity) and unit.note.unit not in ("person", "item")
    return draft.predicate.verbal and draft.type == "Change" and measured


_DECIDED_THERE = ("Agree", "Compete", "Judge", "Legislate", "Request")


def _stands_there(draft: Draft, unit: Unit, role: str) -> bool:
    """Whether ب tells where an event is whose ب else tells how much or what: «ارتفاع الأسعار بالمغرب», «محكمة بتونس»."""
    place = isinstance(unit.note, Entity) and unit.note.type == "Place"
    if role == "partner" and draft.type == "Consult" and not draft.predicate.verbal:
        return place  # «اجتماع بالمنستير»
    if role == "topic":
        return place and draft.type in _DECIDED_THERE
    somewhere = place or (unit.kind == "word" and unit.definite and unit.key in lexicon().classes["place"])
    return role == "quantity" and somewhere


def _addressed(draft: Draft, unit: Unit) -> bool:
    """Whether what stands behind the ل of a request is whom it is made to."""
    place = isinstance(unit.note, Entity) and unit.note.type == "Place"
    return not draft.predicate.verbal and somebody(unit) and not place


def _attacks(draft: Draft, unit: Unit) -> bool:
    """Whether what stands behind the ل of an attack is who attacks: «غارة لطيران التحالف», «هجوم لتنظيم داعش على»."""
    predicate, note = draft.predicate, unit.note
    if predicate.verbal or predicate.get("idafa") or lexicon().acts_on(predicate.form.lemma):
        return False
    named = isinstance(note, Entity) and note.type in ("Organization", "Group")
    first = fold(unit.text.split()[0]).removeprefix("ال") if named else unit.key
    armed = first in lexicon().classes["armed"] | lexicon().classes["aircraft"]
    return armed or (named and not lexicon().transitive(predicate.form.lemma))


def _eases(draft: Draft, slot: str, own: str | None) -> bool:
    """Whether what a transitive verb of change acts on stands behind a preposition: «التخفيف من معاناة», «الترفيع في الأجور»."""
    changes = draft.type == "Change" and slot in ("من", "في") and own is None and not draft.get("patient")
    falls = slot == "في" and draft.predicate.form.kind == "masdar"  # «هبوط مفاجئ في سعر الصرف»
    return changes and (lexicon().transitive(draft.predicate.form.lemma) or falls) and not draft.predicate.passive


def _somewhere(unit: Unit, role: str, slot: str, named: bool) -> bool:
    """Whether a unit can be a place: a Place, or a noun for one («مدينة», «مطار»); «في بيان» is none."""
    if isinstance(unit.note, Entity):
        house = fold(unit.text.split()[0]).removeprefix("ال") in lexicon().classes["place"]
        if unit.note.type == "Organization" and role == "place" and slot in ("في", "ب", "داخل", "أمام"):
            return house  # «اعتصموا في البرلمان», «بمركز التوليد»
        return unit.note.type == "Place" or (role != "place" and unit.note.type in ("Organization", "Person"))
    if unit.kind == "word" and unit.key in lexicon().classes.get("place", ()):
        return True
    return (named or role != "place") and unit.kind == "word" and slot != "ب"


def _verb_roles(draft: Draft) -> None:
    predicate = draft.predicate
    subject, objects = predicate.get("subj"), predicate.get("obj")
    asks = predicate.complement is None or predicate.form.lemma in lexicon().needs_object
    goes_behind = any(
        predicate.get(s) for s, r in draft.frame.roles.items() if r == "topic" and s not in ("subj", "obj")
    )
    takes_object = lexicon().transitive(predicate.form.lemma) and draft.type not in ("Agree", "Legislate")
    asks = asks and (takes_object or not goes_behind)  # «اتفقت عليها مكونات الائتلاف»
    if not objects and asks and subject and all(_unspoken(draft, unit) for unit in subject):
        predicate.slots["obj"], predicate.slots["subj"] = subject, []  # «وانتقد أداء الوزير»
        subject, objects, predicate.subject_dropped = [], subject, True
    done_to = predicate.form.voice == "either" and not objects and bool(predicate.get(BY))  # «اقترح من قبل الجيش»
    passive = (
        predicate.passive
        or done_to
        or (
            predicate.form.voice == "either"
            and not objects
            and not predicate.unit.enclitic
            and (draft.type in _PASSIVE or _moved(draft, subject))
            and role_of(draft, "subj") == "agent"
            and role_of(draft, "obj") == "patient"
            and not any(draft.frame.roles.get(slot) == "patient" for slot in predicate.slots)  # «أفرجت السلطات عن»
            and not any(isinstance(u.note, Entity) and u.note.type in ("Organization", "Place") for u in subject)
            and not (draft.type in ("Judge", "Legislate") and any(_judges(u) for u in subject))
        )
    )
    if not objects and subject and all(_of_idiom(draft, unit) for unit in subject):
        predicate.passive = True  # «أطلق سراح الصحفي»
        return
    if _takes_office(draft, subject, objects):
        predicate.passive = predicate.form.gender == "m" and predicate.form.aspect == "perf"
        draft.add("patient", subject[0])
        draft.add("topic", objects[0])
        return
    if passive:
        predicate.passive = True
        role = role_of(draft, "obj") or "patient"
        for unit in subject + objects:
            draft.add(role, unit)
        return
    behind = len(subject) == 1 and subject[0].index > draft.unit.index
    if behind and not objects and (_accused(draft) or _acted_on(draft, subject[0])):
        predicate.slots["obj"], predicate.slots["subj"] = subject, []  # «وتفقد المعرض»
        subject, predicate.subject_dropped = [], True
    for unit in subject:
        if role := role_of(draft, "subj"):
            draft.add(role, unit)
    for slot in ("obj", "obj2"):
        for unit in predicate.get(slot):
            role = role_of(draft, slot) if slot == "obj" else draft.frame.roles.get("obj2", "").replace("-", "")
            rises = draft.type == "Change" and bool(subject) and role_of(draft, "subj") == "patient"
            if rises and slot == "obj" and role == "patient":
                if isinstance(unit.note, Quantity):
                    role = "quantity"  # «بلغ عدد الناجحين 337 تلميذا»
                elif not any(c.slot == "obj" for c in draft.frame.conditions) and not lexicon().transitive(
                    predicate.form.lemma
                ):
                    if (
                        unit.index == draft.unit.index + 1
                        and subject[0].index < unit.index
                        and agrees_after(predicate.form, unit)
                    ):
                        draft.roles[role] = [unit]  # «الاقتصاد الذي انخفضت توقعاته»
                    continue  # «ارتفعت أسهم الشركة القابضة»
            if isinstance(unit.note, Quantity) and draft.type in ("Change", "Trade") and unit.note.unit != "person":
                role = "quantity" if draft.type == "Change" or unit.note.unit not in ("item",) else role
            if role in ("place", "origin", "destination") and not _somewhere(unit, role, slot, False):
                continue
            if role == "destination" and unit.kind == "word" and is_person_noun(unit.key) and not unit.definite:
                continue  # «تسللوا مترجلين»
            if _post(draft, unit):
                role = "topic"
            if role:
                draft.add(role, unit)


def _takes_office(draft: Draft, subject: list[Unit], objects: list[Unit]) -> bool:
    """Whether the one named behind a verb is who comes into an office: «عين أحمد السالمي وزيرا», «انتخب فلان رئيسا»."""
    if draft.type not in ("Appoint", "Elect") or len(subject) != 1 or len(objects) != 1:
        return False
    who, office = subject[0], objects[0]
    first = who.text.split()[0]
    named = isinstance(who.note, Entity) and who.note.type == "Person" and not first.startswith("ال")
    named = named and fold(first) not in titles() and who.index > draft.unit.index
    stem = office.key.removesuffix("ا")
    return named and office.kind == "word" and accusative(office) and (is_person_noun(stem) or stem in titles())


def _post(draft: Draft, unit: Unit) -> bool:
    """Whether an accusative tells what somebody becomes: «عين المجلس فلانا مديرا», «تعيين فلان رئيسا»."""
    if draft.type == "Appoint" and not draft.predicate.verbal and draft.predicate.unit.enclitic:
        return accusative(unit) and (is_person_noun(unit.key[:-1]) or unit.key[:-1] in titles())  # «تعيينه مديرا»
    person = any(isinstance(u.note, Entity) and u.note.type == "Person" for u in draft.get("patient"))
    return draft.type == "Appoint" and person and unit.kind == "word" and accusative(unit)


def _judges(unit: Unit) -> bool:
    """Whether a noun is a court: «حكمت المحكمة بسجن خمسة»."""
    return unit.kind == "word" and unit.key in lexicon().classes["court"] | lexicon().classes["courtroom"]


def _moved(draft: Draft, subject: list[Unit]) -> bool:
    """Whether victims are taken somewhere: «الجرحى نقلوا إلى المستشفى»."""
    victims = lexicon().classes["victims"]
    return (
        draft.type == "Move"
        and len(subject) == 1
        and (subject[0].key in victims or any(single in victims for single in singulars(subject[0].key)))
    )


def _of_idiom(draft: Draft, unit: Unit) -> bool:
    """Whether a word is the object that makes the idiom, and plays no role of its own: «أطلق سراح», «فتح النار»."""
    asked = [c for c in draft.frame.conditions if c.slot == "obj" and c.words]
    silent = draft.frame.roles.get("obj") == "-" and draft.predicate.form.voice != "act"
    return silent and any(matches(condition, unit) for condition in asked)


def _unspoken(draft: Draft, unit: Unit) -> bool:
    """Whether what stands behind a verb of saying cannot be who says it: «وانتقد أداء الوزير», «أعلن اعتقال ثلاثة»."""
    if unit.kind != "word" or unit.index < draft.unit.index or can_speak(unit):
        return False
    predicate = draft.predicate
    announces = draft.type == "Say" and not unit.definite and not any(predicate.get(p) for p in ("عن", "إلى", "ب"))
    before = draft.sentence.units[unit.index - 1].key
    act = announces and any(f.kind == "masdar" for f in unit.forms)
    stressed = draft.type == "Say" and not unit.enclitic and not transparent("act").isdisjoint((unit.key, before))
    act = act or stressed  # «وأكد ضرورة وقف القتال»
    return draft.type in _SPOKEN or act or predicate.form.lemma in lexicon().needs_object


def _acted_on(draft: Draft, unit: Unit) -> bool:
    """Whether the one noun behind a transitive verb is its object, as it cannot do what somebody does."""
    predicate = draft.predicate
    if predicate.complement is not None or predicate.unit.enclitic:
        return False
    if unit.kind != "word" or unit.index < draft.unit.index or can_speak(unit) or may_act(unit):
        return False
    if unit.norm.endswith("ون") and is_people(unit.key):
        return False  # «اقتحم مستوطنون يحملون السلاح البلدة»
    if any(r == "patient" and (predicate.get(s) or predicate.get(f"far:{s}")) for s, r in draft.frame.roles.items()):
        return False  # «استحوذت المجموعة على حصة»
    if draft.type == "Say" or (draft.type == "Move" and "obj" not in draft.frame.roles) or unit.pos == "quant":
        return False  # whoever speaks or leaves may be a word nobody knows: «رحل سعود»
    return role_of(draft, "subj") == "agent" and lexicon().transitive(predicate.form.lemma)


def _accused(draft: Draft) -> bool:
    """Whether a verb that cannot be without its object has one noun only, so that it is the object: «واتهم الوزير ب»."""
    lemma, predicate = draft.predicate.form.lemma, draft.predicate
    return lemma in lexicon().needs_object and not predicate.unit.enclitic and predicate.complement is None


def _asked_for(draft: Draft, unit: Unit) -> bool:
    """Whether a request's complement is what is asked for: «طلب المعلومات», not «طلب المتظاهرين», «دعوة كريمة»."""
    thing = unit.kind == "word" and not may_act(unit) and not is_people(unit.key)
    return thing and (unit.definite or not gender(draft.unit) == gender(unit) == "f")


def _noun_roles(draft: Draft) -> None:
    predicate = draft.predicate
    idafa = predicate.get("idafa")
    subject, object_ = role_of(draft, "subj"), role_of(draft, "obj")
    for unit in predicate.get("subj"):  # a participle's noun
        if role := subject if predicate.form.kind == "active" else object_ or "patient":
            draft.add(role, unit)
    taken = any(isinstance(u.note, Entity) or is_person_noun(u.key) for u in predicate.get("ل"))
    taken = taken and not any(u.kind == "word" for u in predicate.get("obj"))  # «انتخاب فلان رئيسا لتركيا»
    for unit in idafa:
        if _joins_the_act(draft, unit, idafa[0]):
            continue
        if taken and _actor(unit) and draft.type not in _UNDERGOES:
            role = subject  # «استهداف القوات للصحفيين»
        elif predicate.get("ل") and draft.type in TO_ANOTHER and may_act(unit):
            role = subject  # «دعم حكومته للمبادرة»
        elif draft.type == "Disaster" and len(idafa) == 1 and _scene(draft, unit):
            role = "place"  # «زلزال تركيا»
        elif "idafa" in draft.frame.roles and not (predicate.get("ل") and may_act(unit) and _of_one_role(draft)):
            role = draft.frame.roles["idafa"]
        elif "idafa" in draft.frame.roles:
            role = subject  # «معارضة حزبه لمشروع القانون»
        elif predicate.form.kind == "active":
            role = object_  # «معلنة عزمها»
        elif subject == "patient" and not _scene(draft, unit):
            role = "patient"
        elif len(idafa) == 1 and _scene(draft, unit):
            role = "place"
        elif _object_idafa(draft, unit) or (draft.type == "Request" and _asked_for(draft, unit)):
            role = object_
        else:
            role = subject
        if isinstance(unit.note, Quantity) and role in ("patient", "topic") and draft.type == "Change":
            role = "quantity"
        if role == "agent" and unit.kind == "word" and not unit.definite and not may_act(unit):
            continue  # «زيارة عمل»
        if role and role != "-":
            draft.add(role, unit)
    for unit in predicate.get("obj"):  # «مطالبا الميليشيات بالانسحاب», «استهداف القوات الصحفيين»
        if object_ and object_ != "-":
            draft.add("topic" if _post(draft, unit) else object_, unit)
    for unit in predicate.adjectives:
        if isinstance(unit.note, Entity) and unit.note.type == "Group" and draft.type not in _UNDERGOES:
            draft.add("agent", unit)


# Acts whose ل brings in what they are done to, where the idafa of their noun is who does them.
TO_ANOTHER = ("Accuse", "Attack", "Reject", "Sanction", "Seize", "Support")

# Nouns of these types are told apart by where they happen: «فيضانات كلميم», «مفاوضات الدوحة», «اشتباكات طرابلس».
_SCENES = {"Disaster", "Consult", "Protest", "Compete", "Elect", "Attack"}


def _scene(draft: Draft, unit: Unit) -> bool:
    """Whether the place in a noun's idafa is where it happens; countries act: «مفاوضات إيران», «قصف بيروت»."""
    if draft.type not in _SCENES or not isinstance(unit.note, Entity) or unit.note.type != "Place":
        return False
    if unit.note.name in countries().values():
        return draft.type == "Disaster"
    return draft.type != "Attack" or draft.predicate.form.lemma in lexicon().scenes


def _object_idafa(draft: Draft, unit: Unit) -> bool:
    """Whether the complement of a masdar is what is acted on («توقيع اتفاقيات») rather than who acts («لقاء الوزير»)."""
    if draft.type not in SUBJECT_IDAFA:
        return True
    predicate = draft.predicate
    if predicate.form.kind != "masdar":
        return False
    acts_on = lexicon().acts_on(predicate.form.lemma)
    if draft.type == "Move" and "obj" not in draft.frame.roles:
        return False  # «إقلاع الرحلات», «سفر الركاب»
    if _is_done(predicate):
        return acts_on or (predicate.unit.definite is False and draft.type in ("Move", "Attack", "Accuse", "Concede"))
    if draft.type in ("Attack", "Withdraw", "Move", "Concede"):
        return acts_on or (draft.type == "Attack" and not (_actor(unit) or _fights(predicate, unit)))
    thing = unit.kind == "word" and not somebody(unit) and lexicon().transitive(predicate.form.lemma)
    return (acts_on and not _actor(unit)) or thing  # «رفض الإجراءات»


def _of_one_role(draft: Draft) -> bool:
    """Whether what it is done to stands in the idafa of a noun, or behind ل where the idafa is who does it."""
    return draft.frame.roles.get("ل") == draft.frame.roles["idafa"] != "agent"


def _is_done(predicate: Predicate) -> bool:
    return predicate.light is not None and predicate.light.form.lemma in ("تم", "جرى")


def done_to_it(predicate: Predicate) -> bool:
    """Whether the pronoun on a masdar is what is acted on: «سيتم إطلاقها», «تمت مناقشته»."""
    return _is_done(predicate) and lexicon().transitive(predicate.form.lemma)


def _fights(predicate: Predicate, unit: Unit) -> bool:
    """Whether the complement of an attack without an object of its own is who attacks: «هجوم المتمردين على القرية»."""
    troops = unit.key in lexicon().classes["troops"] | lexicon().classes["gang"]
    return not lexicon().transitive(predicate.form.lemma) and (troops or is_people(unit.key))


def _actor(unit: Unit) -> bool:
    return isinstance(unit.note, Entity) and unit.note.type in _ACTOR_TYPES
