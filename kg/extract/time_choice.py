"""Which time an event has: every time that may be its own is weighed, what the rules say among the evidence.

The rules of kg.extract.event_times date what a clause dates and what grammar ties to it. An article says less than
that and means more: what is told after «قتل أمس خمسة» without a day of its own happened that day. Whether it did is
decided by weights (`weights/times.tsv`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

from kg.arabic.predicates import lexicon
from kg.extract.event_times import (
    QUOTES,
    REPORTS,
    begin_of,
    has_happened,
    in_what_is_said,
    is_to_come,
    one_agent,
    opens_clause,
    put_off,
    so_far,
    steps_back,
    without_clock,
)
from kg.extract.events import Draft
from kg.extract.stated_times import STOPS, before_time, counted_from, stated
from kg.extract.units import Sentence, Unit
from kg.model import Quantity, Time
from kg.weights import bucket, model

Candidates = dict[str, set[str]]  # an EDTF value → the features that speak of it
_LEAST = 0.32  # probability from which a time is taken: where F1 on articles that taught nothing is best
_PREPOSITIONS = {"منذ", "حتى", "قبل", "بعد", "في", "خلال", "من", "إلى", "ل", "ب"}
_SHARED = ("S", "R", "L", "P", "C", "H", "S own", "future", "main", "S since", "S clause", "interval")


def choose_times(drafts: list[Draft], sentences: list[Sentence], published: date | None) -> None:
    """Set `time` of every draft to the candidate that weighs most, or to None where none weighs enough."""
    weights = model("times")
    here = _by_sentence(drafts)
    alone = Counter({n: len(events) for n, events in here.items()})
    anchors = {s.index: counted_from(s.units) for s in sentences}
    for draft, candidates in zip(drafts, time_candidates(drafts, sentences, published), strict=True):
        if draft.time and (
            (draft.dated in ("figures", "counted", "lasted") and not _undone(draft, published))
            or _planned_for(draft, published)
            or _only_then(draft)
            or (_beside(draft, here[draft.sentence.index]) and not _undone(draft, published))
            or (_alone(draft, alone) and not _undone(draft, published))
        ):
            continue
        if published is not None and has_happened(draft):
            candidates = {v: f for v, f in candidates.items() if not is_to_come(v, published)}
        if published is not None and draft.modality in ("planned", "demanded"):
            # what is to come has no day of the story that was: «سترسل بلاده قوات»
            candidates = {v: f for v, f in candidates.items() if "S own" in f or is_to_come(v, published)}
        if draft.unit.index in anchors[draft.sentence.index] and draft.modality == "asserted":
            candidates = {v: f for v, f in candidates.items() if "S own" in f or "C" in f}
        value = likeliest([(weights.odds(features), value) for value, features in candidates.items()])
        if value != draft.time:
            draft.rules.append(f"time: {value or 'none'} by weight")
        draft.time = value
    _one_toll(drafts, published)
    _same_toll(drafts)
    _in_headline(drafts, published)


def _in_headline(drafts: list[Draft], published: date | None) -> None:
    """The dead and wounded of a headline are those that the body tells of first: «مقتل خمسة في انفجار»."""
    for draft in drafts:
        told = draft.sentence.headline and draft.type in _TOLL and draft.time is None and draft.modality == "asserted"
        if not told or published is None:
            continue
        body = next((d for d in drafts if d.type == draft.type and not d.sentence.headline), None)
        if body is not None and _age(body.time or "", published) in ("0", "1", "7"):
            draft.time = without_clock(body.time or "")
            draft.rules.append(f"time: {body.unit.text}")


_TOLL = ("Die", "Injure")


def _one_toll(drafts: list[Draft], published: date | None) -> None:
    """Dead and wounded told in one breath have one time: «أدى إلى مقتل خمسة، وإصابة عشرة», «لقي ثلاثة مصرعهم وأصيب اثنان»."""
    for one, other in pairwise(drafts):
        if _still_on(one) and other.type in _TOLL and one.sentence is other.sentence and other.modality == "asserted":
            between = one.sentence.units[one.unit.index + 1 : other.unit.index]
            if other.time is None and not any(u.kind == "mark" and u.text in STOPS for u in between):
                other.time = so_far(other, one.time or "", published)  # «الغارات منذ الصباح أدت إلى استشهاد خمسة»
                other.rules.append(f"time: {one.unit.text}")
        if one.sentence is not other.sentence or {one.type, other.type} != set(_TOLL) or one.modality != other.modality:
            continue
        between = one.sentence.units[one.unit.index + 1 : other.unit.index + 1]
        if any(u.kind == "mark" and u.text in STOPS for u in between) or not any(u.conjoined for u in between):
            continue
        for with_time, without in ((one, other), (other, one)):
            if with_time.time and without.time is None:
                without.time = without_clock(with_time.time)
                without.rules.append(f"time: {with_time.unit.text}")


def _same_toll(drafts: list[Draft]) -> None:
    """The dead that are told of again, by their number, died when they did: «نفت ما نشر عن مقتل 15 شخصا»."""
    dated: dict[tuple[str, float | None, float | None], str] = {}
    tolls = [(d, n) for d in drafts if d.type in _TOLL for u in d.get("patient") if isinstance(n := u.note, Quantity)]
    for draft, number in tolls:
        if draft.time:
            dated.setdefault((draft.type, number.low, number.high), draft.time)
    for draft, number in tolls:
        time = dated.get((draft.type, number.low, number.high))
        if draft.time is None and time is not None and number.low is not None and number.low > _FEW:
            draft.time = without_clock(time)


_FEW = 2  # dead that may be others


def _still_on(draft: Draft) -> bool:
    """Whether an attack or a disaster goes on since a day."""
    since = (draft.time or "").endswith("/..") and draft.dated == "own"
    return draft.type in ("Attack", "Disaster") and since and draft.modality == "asserted"


_CLOSE = 8  # units between what is planned and its day


def _planned_for(draft: Draft, published: date | None) -> bool:
    """Whether a day to come stands in the words of what is planned: «مسيرة يوم السبت المقبل», «تسري الزيادة من الشهر المقبل»."""
    at, value = draft.at, draft.time or ""
    if at is None or draft.dated != "own" or draft.modality not in ("planned", "demanded") or published is None:
        return False
    if not is_to_come(value, published) or value.startswith("..") or abs(at.index - draft.unit.index) > _CLOSE:
        return False
    if draft.predicate.form.lemma in lexicon().moves_to or not isinstance(at.note, Time) or at.note.type == "DURATION":
        return False
    first, last = sorted((at.index, draft.unit.index))
    if first == at.index and (last - first > _NEXT or draft.unit.conjoined):
        return False
    between = draft.sentence.units[first + 1 : last]
    return not any(u.pos == "verb" or (u.kind == "mark" and u.text in "،,؛") for u in between)


_NEXT = 2  # units from a day to the noun behind it: «السبت المقبل: مسيرة»


def _undone(draft: Draft, published: date | None) -> bool:
    """Whether what has been done would be counted to a day to come."""
    return published is not None and has_happened(draft) and is_to_come(draft.time or "", published)


def _only_then(draft: Draft) -> bool:
    """Whether what is denied of another day is said of this: «لم يقره البرلمان إلا الشهر الماضي»."""
    own = draft.at is not None and draft.dated == "own" and draft.at.index > 0
    return own and draft.at is not None and draft.sentence.units[draft.at.index - 1].norm == "إلا"


def _beside(draft: Draft, events: list[Draft]) -> bool:
    """Whether a time stands behind what has been, with nothing else that it could date between: «الهجوم على قطر الأسبوع الماضي»."""
    at, trigger = draft.at, draft.unit.index
    if at is None or draft.dated != "own" or draft.modality != "asserted" or draft.type == "Plan":
        return False
    if not trigger < at.index <= trigger + _CLOSE or any(trigger < e.unit.index < at.index for e in events):
        return False
    return not any(u.pos == "verb" or u.kind == "mark" for u in draft.sentence.units[trigger + 1 : at.index])


def _by_sentence(drafts: list[Draft]) -> dict[int, list[Draft]]:
    """The events of each sentence, by its index."""
    here: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        here[draft.sentence.index].append(draft)
    return here


def _alone(draft: Draft, events: Counter[int]) -> bool:
    """Whether its sentence tells of nothing else, at one time: «اندلعت الحرب قبل نحو أربعة أشهر»."""
    times = [u for u in draft.sentence.units if u.kind == "time"]
    return draft.dated == "own" and events[draft.sentence.index] == 1 and times == [draft.at]


def likeliest(weighed: list[tuple[float, str]], least: float = _LEAST) -> str | None:
    """Return the most probable time, where probable enough."""
    probability, value = max(weighed, default=(0.0, ""))
    return value if probability >= least else None


def time_candidates(drafts: list[Draft], sentences: list[Sentence], published: date | None) -> list[Candidates]:
    """Return for each draft the times it may have, each with its features."""
    here = _by_sentence(drafts)
    times = {s.index: stated(s, published) for s in sentences}
    lead = _lead(sentences, times)
    counted = Counter(d.time for d in drafts if d.time)
    main = counted.most_common(1)[0][0] if counted else None
    days = len({v for some in times.values() for _, v in some})
    out: list[Candidates] = []
    for position, draft in enumerate(drafts):
        found: dict[str, set[str]] = defaultdict(set)
        own = [
            (u, so_far(draft, _for(draft, u, v, here[draft.sentence.index]), published))
            for u, v in times[draft.sentence.index]
        ]
        nearest = min((abs(unit.index - draft.unit.index) for unit, _ in own), default=0)
        for unit, value in own:
            if (
                put_off(draft, unit)
                or in_what_is_said(draft, unit)
                or _of_what_follows(draft, unit, here[draft.sentence.index])
            ):
                continue
            if len(own) > 1 and _of_the_telling(draft, value, here[draft.sentence.index]):
                continue
            found[value] |= _in_sentence(draft, unit, value, here[draft.sentence.index])
            found[value].add(f"S of {min(len(own), 3)}")
            if len(own) > 1:
                found[value].add("S nearest" if abs(unit.index - draft.unit.index) == nearest else "S farther")
        if draft.time:
            found[draft.time] |= {"R", f"R {draft.dated}", f"R {draft.dated} {draft.type}"}
        if lead is not None:
            behind = draft.sentence.index - lead[0]
            found[lead[1]] |= {"L", f"L {bucket(behind, -1, 0, 1, 3, 6)}"}
            if not own:
                found[lead[1]].add("L alone")
            found[lead[1]].add(f"L days {bucket(days, 1, 2, 4)}")
            if any(times[n] for n in range(lead[0] + 1, draft.sentence.index)):
                found[lead[1]].add("L broken")
        _told_before(draft, drafts[:position], found, days, published)
        _told_again(draft, drafts, found)
        out.append(_described(draft, found, main, published))
    return out


def _for(draft: Draft, unit: Unit, value: str, events: list[Draft]) -> str:
    """The value of a time of the sentence for an event: as its clause has it, and for others without the clock."""
    owner = next((e for e in events if e.at is unit), None)
    if owner is None or owner.time is None or owner.dated != "own":
        return without_clock(value)
    return owner.time if owner is draft else without_clock(owner.time)


def _lead(sentences: list[Sentence], times: dict[int, list[tuple[Unit, str]]]) -> tuple[int, str] | None:
    """The first day that the body states, with the index of its sentence."""
    for sentence in sentences:
        for _, value in () if sentence.headline else times[sentence.index]:
            if len(value.split("/")[0]) >= 10:
                return sentence.index, without_clock(value)
    return None


def kind(draft: Draft) -> str:
    """Return how a trigger stands: perf, impf, or the kind of its noun."""
    form = draft.predicate.form
    return ("perf" if form.aspect == "perf" else "impf") if draft.predicate.verbal else form.kind


def _report(draft: Draft) -> str:
    return "report" if draft.type in REPORTS else "act"


def _of_what_follows(draft: Draft, unit: Unit, events: list[Draft]) -> bool:
    """Whether a time behind an event opens the clause of the next verb: «اندلعت اشتباكات، وفي 3 مايو سيطر الجيش»."""
    if unit.index < draft.unit.index:
        return False
    return any(e.at is unit and e is not draft and opens_clause(e, e.sentence.units, unit) for e in events)


def _of_the_telling(draft: Draft, value: str, events: list[Draft]) -> bool:
    """Whether a time dates the report, and what is reported has one of its own: «قال الأحد إن خمسة قتلوا الجمعة»."""
    if draft.type in REPORTS or draft.time == value:
        return False
    return any(e.time == value and e.dated == "own" and e.type in REPORTS for e in events)


def _in_sentence(draft: Draft, unit: Unit, value: str, events: list[Draft]) -> set[str]:
    """A time of the draft's own sentence: how far, on which side, what stands between, whose it is by the rules."""
    trigger = draft.unit.index
    low, high = sorted((trigger, unit.index))
    between = draft.sentence.units[low + 1 : high]
    side = "after" if unit.index > trigger else "before"
    nearer = sum(1 for e in events if low < e.unit.index < high)
    verbs = sum(1 for u in between if u.pos == "verb")
    commas = sum(1 for u in between if u.kind == "mark" and u.text in "،,")
    features = {
        "S", f"S {side}", f"S {side} events {bucket(nearer, 0, 1, 2)}", f"S {side} verbs {bucket(verbs, 0, 1)}",
        f"S {side} commas {bucket(commas, 0, 1)}", f"S {side} far {bucket(high - low, 1, 2, 4, 8, 14)}",
    }  # fmt: skip
    if draft.predicate.clause[0] <= unit.index < draft.predicate.clause[1]:
        features.add("S clause")
    if any(u.cls == "rel" for u in between):
        features |= {"S relative", f"S {side} relative"}
    if sum(1 for u in between if u.kind == "mark" and u.text in QUOTES) % 2:
        features |= {"S quoted", f"S {side} quoted"}
    owner = next((e for e in events if e.at is unit and e.dated == "own"), None)
    if owner is draft:
        features.add("S own")
    elif owner is not None:
        features |= {"S owned", f"S owner {owner.type}", f"S owner {kind(owner)}",
                     f"S owner {_report(owner)} of {_report(draft)}"}  # fmt: skip
        if one_agent(owner, draft):
            features.add(f"S owner agent {_report(owner)} of {kind(draft)} {_report(draft)}")
        if draft.predicate.governor is owner.predicate:
            features |= {"S owner governs", f"S owner governs {_report(owner)} {draft.predicate.governed_as}"}
        if owner.predicate.governor is draft.predicate:
            features |= {"S owner under", f"S owner under {owner.predicate.governed_as} of {_report(draft)}"}
    word = before_time(draft.sentence.units, unit)
    features.add(f"S behind {word if word in _PREPOSITIONS else '*'}")
    if value.endswith("/.."):
        features.add("S since")
    return features


def _told_before(
    draft: Draft, before: list[Draft], found: dict[str, set[str]], days: int, published: date | None
) -> None:
    """The last event told before that has a time: the story goes on."""
    other = next((d for d in reversed(before) if d.time), None)
    if other is None or other.time is None:
        return
    behind = draft.sentence.index - other.sentence.index
    features = {"P", f"P {bucket(behind, 0, 1, 3)}", "P same type" if other.type == draft.type else "P other type"}
    features.add(f"P days {bucket(days, 1, 2, 4)}")
    features.add(f"P {kind(other)} {_report(other)} to {kind(draft)} {_report(draft)}")
    if draft.predicate.governor is other.predicate:
        features.add(f"P governs as {draft.predicate.governed_as}")
    if draft.unit.conjoined and other.sentence is draft.sentence:
        features.add("P and")
    if _takes_part(draft, other):
        features.add("P in common")
    if kind(other) == kind(draft):
        features.add("P same kind")
    if one_agent(other, draft):
        features.add("P same agent")
    found[so_far(draft, without_clock(other.time), published)] |= features


def _told_again(draft: Draft, drafts: list[Draft], found: dict[str, set[str]]) -> None:
    """Another mention of one type and lemma, and for a headline the body's event of its type."""
    lemma = draft.predicate.form.lemma
    alike = (d for d in drafts if d is not draft and d.time and d.type == draft.type)
    for other in alike:
        if draft.sentence.headline and not other.sentence.headline:
            found[other.time or ""].add("H")
        if other.predicate.form.lemma == lemma:
            agent = "same agent" if one_agent(other, draft) else "other agent"
            found[other.time or ""] |= {"C", f"C {agent}", f"C {'definite' if draft.unit.definite else 'indefinite'}"}
            return


def _takes_part(one: Draft, other: Draft) -> bool:
    """Whether two events have somebody or something in common, in whatever role."""
    mine = {u.key for units in one.roles.values() for u in units}
    return bool(mine & {u.key for units in other.roles.values() for u in units})


def _age(value: str, published: date) -> str:
    """How long before publication a time is, coarsely."""
    begin = begin_of(value)
    return "none" if begin is None else bucket((published - begin).days, -1, 0, 1, 7, 31, 366)


def _told_of(draft: Draft) -> set[str]:
    """How much is told of an event, and what it stands under: what happens in general has few roles and no names."""
    fillers = [u for units in draft.roles.values() for u in units]
    governed = {f"under {draft.predicate.governed_as}"} if draft.predicate.governor is not None else set()
    kinds = {f"has {kind}" if any(u.kind == kind for u in fillers) else f"no {kind}" for kind in ("entity", "quantity")}
    return kinds | governed | {f"roles {bucket(len(fillers), 0, 1, 2)}"}


def _described(draft: Draft, found: dict[str, set[str]], main: str | None, published: date | None) -> Candidates:
    """Add what the event itself says to the features of each candidate, alone and with where it comes from."""
    own = (
        f"kind {kind(draft)}", f"modality {draft.modality}", f"type {draft.type}",
        "headline" if draft.sentence.headline else "body", "denied" if draft.negated else "said",
        "reported" if draft.reported or draft.source else "told", "definite" if draft.unit.definite else "indefinite",
        "back" if steps_back(draft) else "on",
    )  # fmt: skip
    about = _told_of(draft)
    for value, features in found.items():
        if value == main:
            features.add("main")
        if published is not None and len(value) >= 10 and value[:10] > published.isoformat():
            features.add("future")
        features.add("interval" if "/" in value else f"length {len(value)}")
        if published is not None:
            features.add(f"age {_age(value, published)}")
        if not any(f == "R" for f in features):
            features.add("rules say another" if draft.time else "rules say none")
        shared = sorted(f for f in features if f in _SHARED or f.startswith(("R ", "age ")))
        features |= {f"{one}, {other}" for one in own for other in shared} | set(own)
        features |= {f"{one}, {other}" for one in about for other in features & {"L", "S", "R", "P"}} | about
    return dict(found)
