"""When it happened: the times of the clause, bounded by what stands before them, and shared by one happening."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.arabic.predicates import lexicon
from kg.edtf import bounds
from kg.extract.events import Draft
from kg.extract.predicate import Predicate
from kg.extract.stated_times import (
    STOPS,
    before_length,
    before_time,
    compared,
    distances,
    in_force,
    is_word,
    lasts,
    stated,
)
from kg.extract.times import worked_out
from kg.extract.units import Sentence, Unit
from kg.model import Quantity, Time

_ANNOUNCED = {"Agree", "Legislate", "Appoint", "Dismiss", "Form", "End", "Plan"}
REPORTS = {"Say", "Accuse", "Request", "Reject", "Support", "Threaten"}
_AT_ONCE = REPORTS | {"Legislate", "Appoint", "Dismiss", "Agree"}
_STATED = {"Accuse", "Request", "Reject", "Support", "Threaten", "Legislate"}
_INCIDENTS = {"Die", "Injure", "Disaster"}
_UNREST = _INCIDENTS | {"Attack", "Protest", "Coerce", "Seize", "Mobilize"}
# what a dated event of a type tells the day of, in the same few sentences
_STORIES = {"Die": _INCIDENTS, "Injure": _INCIDENTS, "Disaster": _INCIDENTS, "Attack": _UNREST, "Protest": _UNREST,
            "Coerce": _UNREST, "Change": {"Change"}, "Compete": {"Compete"}, "Judge": {"Judge"}}  # fmt: skip
QUOTES = '"«»“”'
_STORY_SPAN = 8  # sentences
_BRACKET = 5  # units that a bracket between a time and its verb may have
_IN_FORCE = {"Change", "Legislate", "Sanction"}
_CAUSES = ("في", "ب", "جراء", "إثر", "نتيجة")
_SESSIONS = ("في", "خلال", "أثناء")
_ALONG = {"خلال", "أثناء", "مع", "إثر", "عقب", "بعد", "بمناسبة", "على هامش"}


def set_times(drafts: list[Draft], sentences: list[Sentence], published: date | None) -> None:
    """Set `time` (EDTF) of the drafts that a time of their own clause dates."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence.index, []).append(draft)
    for sentence in sentences:
        events = by_sentence.get(sentence.index, [])
        if not events:
            continue
        for unit, value in stated(sentence, published):
            if _is_later(events, sentence, unit, drafts):
                continue
            owner = _owner(events, sentence, unit, value, published)
            if owner is not None and put_off(owner, unit):
                owner = next((d for d in events if d.predicate.governor is owner.predicate), None)
            if owner is not None and (owner.time is None or _nearer(owner, unit)):
                begun = _breaking_out(owner, unit, _begun(owner, unit, value), published)
                owner.time, owner.dated, owner.at = so_far(owner, begun, published), "own", unit
                owner.rules.append(f"time: {unit.text}")


def _is_later(events: list[Draft], sentence: Sentence, unit: Unit, drafts: list[Draft]) -> bool:
    """Date what was done so long after what is told before it: «اعتذر في 10 أيلول ثم عاد بعد ستة أيام»."""
    time = unit.note
    if not isinstance(time, Time) or time.type != "DURATION" or before_length(sentence.units, unit) != "بعد":
        return False
    draft = _owner(events, sentence, unit, "", None)
    verb = draft.predicate.light or draft.predicate if draft is not None else None
    if draft is None or verb is None or draft.time is not None or not verb.verbal or verb.form.aspect != "perf":
        return False
    before = [d for d in drafts if d.start < draft.start and d.dated == "own" and _day(d.time)]
    if not before or sentence.index - before[-1].sentence.index > 1:
        return False
    _share(draft, before[-1], "counted")
    draft.time, draft.at = worked_out(time, "بعد", _day(before[-1].time)), unit
    return True


def _nearer(draft: Draft, unit: Unit) -> bool:
    """Whether a verb's time stood before it, and this one behind it: «رسالة اطلعت عليها الوكالة السبت اختار المجلس الجمعة»."""
    trigger = draft.unit.index
    behind = draft.sentence.units[trigger + 1 : unit.index]
    told = draft.at is not None and draft.at.index == trigger - 1 and draft.predicate.verbal
    return told and not any(u.kind == "mark" or u.pos == "verb" or u.cls == "sub" for u in behind)


def lasted(drafts: list[Draft]) -> None:
    """What began on one day and lasted until another took from then till then, in all its mentions.

    «انطلقت أمس مظاهرات … واستمرت الاحتجاجات حتى صباح اليوم».
    """
    for position, draft in enumerate(drafts):
        end = without_clock((draft.time or "").removeprefix("../"))
        if draft.dated != "own" or draft.time is None or not draft.time.startswith("../") or len(end) != 10:
            continue
        alike = [
            d for d in drafts[:position]
            if d.type == draft.type and d.dated == "own" and draft.sentence.index - d.sentence.index <= _STORY_SPAN
        ]  # fmt: skip
        begun = next((d.time for d in reversed(alike) if d.time and _day(d.time)), None)
        if begun is None or without_clock(begun) >= end:
            continue
        for other in (draft, *(d for d in alike if d.time == begun)):
            other.time, other.dated = f"{without_clock(begun)}/{end}", "lasted"
            other.rules.append(f"time: until {draft.unit.text}")


def announced(drafts: list[Draft]) -> None:
    """An act known only by its announcement takes the day it is announced: «أعلنت … يوم الخميس … اتفقتا»."""
    said: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.type == "Say" and draft.time:
            said.setdefault(draft.sentence.index, []).append(draft)
    for draft in drafts:
        if draft.time is None and draft.type in _ANNOUNCED and draft.modality == "asserted":
            earlier = [d for d in said.get(draft.sentence.index, ()) if d.unit.index < draft.unit.index]
            if earlier:
                _share(draft, earlier[-1], "announced")


def spread(drafts: list[Draft], published: date | None) -> None:
    """Let what belongs together share a time: the verbs of one sentence, what a dated verb governs, one incident.

    «وصلت أمس … ونقلت إلى المستشفى»؛ «اجتمع أمس … خلال زيارة»؛ «حادث … أدى إلى مقتل».
    """
    by_unit = {(d.sentence.index, d.unit.index): d for d in drafts}
    for position, draft in enumerate(drafts):
        if draft.time is None and draft.modality == "asserted" and draft.type not in REPORTS and not steps_back(draft):
            other, how = _governing(draft, by_unit), "governed"
            if other is None:
                other, how = _session(draft, by_unit), "session"
            if other is None and (since := _since_it_began(draft, drafts, published)):
                draft.time, draft.dated = since, "lasted"
                continue
            if other is None:
                other, how = _described(draft, drafts), "described"
            if other is None:
                other, how = _earlier_verb(draft, drafts[:position]), "earlier"
            if other is not None:
                _share(draft, other, how)
        elif draft.time is None and draft.modality == "asserted" and draft.type in REPORTS and not steps_back(draft):
            other = _session(draft, by_unit)  # «قال، خلال لقاء عقد الأحد، إن»
            if other is not None:
                _share(draft, other, "session")
        elif draft.time is None and draft.modality == "planned" and not draft.predicate.verbal:
            plan = next((d for d in reversed(drafts[:position]) if d.sentence is draft.sentence and d.time), None)
            if plan is not None and plan.modality == "planned" and draft.type != "Say":
                _share(draft, plan, "plan")
    figures = any(_same_months(d.sentence.units) for d in drafts)
    for position, draft in enumerate(drafts if figures else ()):
        if draft.time is None and draft.modality == "asserted" and draft.type in _FIGURES:
            period = _period_of(draft, drafts[:position])
            if period is not None:
                _share(draft, period, "figures")
    stories = [
        d for d in drafts
        if d.time and d.type in _STORIES and d.modality == "asserted" and _of_days(d.time)
        and not _long_ago(d.time, published)
    ]  # fmt: skip
    for draft in drafts:
        if draft.time is None and draft.modality == "asserted" and not steps_back(draft):
            story = _story_of(draft, stories)
            if story is not None:
                _share(draft, story, "story")


def _of_days(value: str) -> bool:
    """Whether a value is a day, or from one day to another."""
    return all(len(part) == 10 for part in without_clock(value).split("/"))


def _same_months(units: list[Unit]) -> bool:
    """Whether a sentence compares with the same months of another year."""
    dates = (u for u in units if isinstance(u.note, Time) and re.match(r"\d{4}-\d\d", u.note.value))
    return any(compared(units, unit) for unit in dates)


_FIGURES = ("Change", "Trade")
_FIGURES_SPAN = 3  # sentences


def _period_of(draft: Draft, before: list[Draft]) -> Draft | None:
    """The change before that figures of one report go on from, where it is of months or a year.

    Such a report compares: «863 مليونا في يناير 2014 مقابل 769 مليونا في الشهر نفسه من 2013 … وارتفعت الواردات».
    """
    other = next((d for d in reversed(before) if d.type == "Change" and d.time), None)
    if other is None or draft.sentence.index - other.sentence.index > _FIGURES_SPAN:
        return None
    return other if re.fullmatch(r"\d{4}(-\d\d)?(/\d{4}(-\d\d)?)?", other.time or "") else None


_NEWS = 60  # days before publication that the news may tell of


def _long_ago(value: str, published: date | None) -> bool:
    """Whether a day is of the past that the news only recalls."""
    begin = begin_of(value)
    return published is not None and begin is not None and (published - begin).days > _NEWS


def _story_of(draft: Draft, stories: list[Draft]) -> Draft | None:
    """The dated event whose day this one has: one of its sentence, else the first of the story.

    What is told before the story is dated is another's, unless the headline tells it.
    """
    if draft.type == "Change" and not (draft.predicate.verbal and draft.get("quantity")):
        return None
    if draft.type == "Judge" and draft.unit.preposition:
        return None  # «بتهمة إدارة تنظيم»: what he is charged with is older than the trial's day
    told = [d for d in stories if d.start < draft.start or draft.sentence.headline]
    related = [d for d in told if draft.type in _STORIES[d.type]]
    here = next((d for d in related if d.sentence is draft.sentence), None)
    if here is not None or not related:
        return here
    return related[0] if abs(draft.sentence.index - related[0].sentence.index) <= _STORY_SPAN else None


def steps_back(draft: Draft) -> bool:
    """Whether a sentence steps back before the story: «وكانت الرئيسة قد اجتمعت …»."""
    first = draft.sentence.units[0]
    return first.norm.removeprefix("و") in ("كان", "كانت") and draft.predicate.verbal


def without_clock(value: str) -> str:
    """Return a value without its clock time, which only the event has that it stands with; «منذ الخامسة صباحا» is a day."""
    return value[:10] if "T" in value and value.find("/") in (-1, len(value) - 3) else value


def still_to_come(drafts: list[Draft], published: date | None) -> None:
    """What is dated after the day of publication is planned: «زيارة … يومي 4 و5 جوان»; what has been done has no such date."""
    if published is None:
        return
    for draft in drafts:
        if draft.time and draft.modality == "asserted":
            if _this_day(draft, published):
                draft.modality = "planned"
                draft.rules.append(f"planned: {draft.predicate.form.lemma} today")
            if not is_to_come(draft.time, published):
                continue
            if has_happened(draft) or _adds(draft):
                draft.time = None  # «عاد اللاعب بعد يومين»: after what came before
            else:
                draft.modality = "planned"
                draft.rules.append(f"planned: {draft.time} is after the day of publication")


def _this_day(draft: Draft, published: date) -> bool:
    """Whether a verb in the imperfect tells what the day of publication will bring: «يواجه الفريق اليوم نظيره»."""
    units, light = draft.sentence.units, draft.predicate.light
    predicate = light if light is not None and light.verbal else draft.predicate  # «تقام اليوم ندوة»
    if not predicate.verbal or predicate.form.aspect != "impf" or draft.type not in _BROUGHT:
        return False
    at = predicate.unit.index
    before = units[at - 1 : at] if at else []
    if any(f.lemma in lexicon().auxiliaries for u in before for f in u.forms):
        return False  # «كان يستعد اليوم»
    days = [u.note.value[:10] for u in units[slice(*predicate.clause)] if isinstance(u.note, Time)]
    return days == [published.isoformat()]


# Happenings of a day's programme.
_BROUGHT = frozenset(("Compete", "Consult", "Elect", "End", "Form", "Mobilize", "Move", "Produce"))


def is_to_come(value: str, published: date) -> bool:
    """Whether an EDTF value begins after the day of publication."""
    begin = begin_of(value)
    return begin is not None and begin > published


def has_happened(draft: Draft) -> bool:
    """Whether a verb in the past tells of it as a fact."""
    return draft.predicate.verbal and draft.predicate.form.aspect == "perf" and draft.modality == "asserted"


def _adds(draft: Draft) -> bool:
    """Whether a participle tells what the speaker goes on to say: «…، مشيرا إلى أن»."""
    return draft.type == "Say" and draft.predicate.form.kind == "active" and not draft.unit.definite


def begin_of(value: str) -> date | None:
    """Return the earliest day an EDTF value may begin on; an interval that runs backwards has none."""
    try:
        return bounds(value).earliest_begin
    except ValueError:
        return None


def statements(drafts: list[Draft]) -> None:
    """What somebody demands, blames or decides around a dated statement of theirs is said in that statement."""
    for draft in drafts:
        told = draft.type in _STATED or draft.predicate.form.lemma == "أعلن"
        spoken = draft.predicate.verbal or draft.predicate.form.kind == "active"  # «…، داعيا إلى»
        if draft.time or draft.modality != "asserted" or not told or not spoken:
            continue
        near = [
            d for d in drafts
            if d.time and d.type == "Say" and abs(d.sentence.index - draft.sentence.index) <= 2 and one_agent(d, draft)
        ]  # fmt: skip
        if near:
            _share(draft, min(near, key=lambda d: abs(d.start - draft.start)), "stated")


def one_agent(one: Draft, other: Draft) -> bool:
    """Whether two acts have an agent in common, by name or by the words of it («نقابة الصحفيين», «النقابة»)."""
    return bool(_agent_words(one) & _agent_words(other))


def _agent_words(draft: Draft) -> set[str]:
    words = (w for u in draft.get("agent") for w in u.key.split())
    return {w.removeprefix("ال").removeprefix("لل").removeprefix("ل") for w in words}


def _share(draft: Draft, other: Draft, how: str) -> None:
    assert other.time is not None
    draft.time, draft.dated = without_clock(other.time), how
    draft.rules.append(f"time: {other.unit.text}")


def _governing(draft: Draft, by_unit: dict[tuple[int, int], Draft]) -> Draft | None:
    """A masdar under a dated verb: its object where the act is done by saying so, or what it happened with."""
    governor = draft.predicate.governor
    if governor is None or draft.predicate.verbal:
        return None
    other = by_unit.get((draft.sentence.index, governor.unit.index))
    if other is None:  # «تمكنت من السيطرة … بعد معارك»: the governing verb only carries the dated act
        other = next((d for d in by_unit.values() if d.predicate.light is governor), None)
    if other is None or not other.time or other.modality != "asserted" or other.type == "Say":
        return None
    slot = draft.predicate.governed_as.removeprefix("far:")
    if slot in _CAUSES and other.type in _INCIDENTS and draft.type in ("Attack", "Disaster"):
        return other  # «قتل المئات عام 2003 في زلزال»
    return other if slot in _ALONG or (slot in ("obj", "idafa") and other.type == "Legislate") else None


def _session(draft: Draft, by_unit: dict[tuple[int, int], Draft]) -> Draft | None:
    """The dated meeting or happening in which an act is done: «صوت المجلس في جلسته التي عقدت أمس»."""
    if not draft.predicate.verbal:
        return None
    met = (by_unit.get((draft.sentence.index, u.index)) for p in _SESSIONS for u in draft.predicate.get(p))
    return next((d for d in met if d is not None and d.time and d.modality == "asserted"), None)


def _since_it_began(draft: Draft, drafts: list[Draft], published: date | None) -> str | None:
    """The time of the dead since something began: «قتل 56 مدنيا منذ اندلاع الاشتباكات الاثنين»."""
    behind = draft.predicate.get("منذ")
    begun = (
        d for d in drafts
        if d.sentence is draft.sentence and d.dated == "own" and (d.time or "").endswith("/..")
        and (d.unit in behind or (d.predicate.light is not None and d.predicate.light.unit in behind))
    )  # fmt: skip
    value = next((so_far(draft, d.time or "", published) for d in begun), None)
    return value if value is not None and not value.endswith("/..") else None


def _described(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The dated verb that a happening is the subject of, its own or its cause's: «مقتل أربعة في غارة استهدفت فجر اليوم»."""
    if draft.predicate.verbal:
        return None
    causes = [draft.unit]
    if draft.type in _INCIDENTS:
        causes += [u for slot in _CAUSES for u in draft.predicate.get(slot)]
    told = (d for d in drafts if d.sentence is draft.sentence and d.predicate.verbal and d.modality == "asserted")
    described = next((d for d in told if d.time and any(u in causes for u in d.predicate.get("subj"))), None)
    dated = (d for d in drafts if d.sentence is draft.sentence and d.dated == "own" and d.modality == "asserted")
    return described or next((d for d in dated if d.unit in causes[1:]), None)  # «مقتل جنديين في هجوم وقع السبت»


def _earlier_verb(draft: Draft, before: list[Draft]) -> Draft | None:
    """The dated verb before this one in its sentence, both told in the past and in one voice."""
    if not draft.predicate.verbal or draft.predicate.form.aspect != "perf":
        return None
    for other in reversed(before):
        if other.sentence is not draft.sentence or not other.predicate.verbal:
            return None
        if other.type in REPORTS or other.predicate.form.aspect != "perf" or other.reported != draft.reported:
            return None
        if other.time:
            return other
    return None


def _begun(draft: Draft, unit: Unit, value: str) -> str:
    """The time of what is told to go on since it began: «منذ اندلاع الحرب في 15 أبريل» gives an open interval.

    So does «يحتلون المدينة منذ أسبوع»; what is done at once is done then: «أعلنت الوزارة منذ مارس».
    """
    carrier = draft.predicate.light
    if value.endswith("/..") and draft.type in _AT_ONCE and not _goes_on(carrier or draft.predicate):
        return value.removesuffix("/..")
    if "/" in value:
        return value
    if draft.type in _IN_FORCE and in_force(draft.sentence.units, unit):
        return f"{value}/.."
    if isinstance(unit.note, Time) and unit.note.type == "DURATION":
        units = draft.sentence.units
        goes_on = _goes_on(carrier or draft.predicate) or (not draft.predicate.verbal and lasts(units, unit))
        since = is_word(before_length(units, unit), "since") and goes_on
        return f"{value}/.." if since else value
    if carrier is None or carrier.verbal or not carrier.unit.index:
        return value
    return f"{value}/.." if is_word(carrier.sentence.units[carrier.unit.index - 1].norm, "since") else value


_LASTING = ("Attack", "Consult", "Protest")
_ON = 200  # days for which what broke out is taken to go on


def _breaking_out(draft: Draft, unit: Unit, value: str, published: date | None) -> str:
    """The open interval of what broke out some time before the news: «المعارك التي اندلعت السبت», «اندلعت الحرب في 15 أبريل»."""
    begin = begin_of(value)
    if published is None or begin is None or "/" in value or draft.type not in _LASTING or not draft.unit.definite:
        return value
    if isinstance(unit.note, Time) and unit.note.type == "DURATION":
        return value
    first = max(draft.unit.index - 1, 0)
    verbs = [u for u in draft.sentence.units[first : unit.index] if u.pos == "verb"]
    told = len(verbs) == 1 and any(
        f.aspect == "perf" and is_word(f.lemma, "outbreak") for f in verbs[0].forms if f.kind == "verb"
    )
    return f"{without_clock(value)}/.." if told and 0 < (published - begin).days <= _ON else value


def so_far(draft: Draft, value: str, published: date | None) -> str:
    """The time of the dead, or of so many arrested, told since a day, which ends with the news: «قتل 56 مدنيا منذ السبت»."""
    begin = without_clock(value).removesuffix("/..")
    counted = draft.type == "Coerce" and any(isinstance(u.note, Quantity) for u in draft.get("patient"))
    if published is None or not value.endswith("/..") or draft.modality != "asserted":
        return value
    if not (counted or draft.type in ("Die", "Injure")) or _goes_on(draft.predicate) or begin >= published.isoformat():
        return value
    return f"{begin}/{published.isoformat()}"


def _goes_on(predicate: Predicate) -> bool:
    """Whether a verb tells what still goes on: «يشهد», not «شهد»."""
    return predicate.verbal and predicate.form.aspect != "perf"


def put_off(draft: Draft, unit: Unit) -> bool:
    """Whether a time is the one to which something is put off: «تأجيل الجلسة إلى الأحد المقبل»."""
    to = before_time(draft.sentence.units, unit) in ("إلى", "حتى", "ل", "لغاية")
    return to and draft.predicate.form.lemma in lexicon().moves_to and unit.index > draft.unit.index


def count_days(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Date what is told some days before or after another happening, one by the other.

    «زاره بعد يوم من تنصيبه»؛ «عشية الانتخابات»: an event with a day of its own dates the other.
    """
    for sentence in sentences:
        events = [d for d in drafts if d.sentence is sentence]
        for unit, days, anchor_at in distances(sentence) if events else ():
            anchor = next((d for d in events if anchor_at in (d.unit.index, _carrier_index(d))), None)
            owner = _owner([d for d in events if d is not anchor], sentence, unit, "", None) if anchor else None
            if anchor is None or owner is None:
                continue
            known = _day_of(anchor, drafts)
            if known is not None and owner.time is None:
                _counted(owner, known, days)
            elif owner.dated == "own" and (day := _day(owner.time)) and known is None:
                _counted(anchor, day, -days)


def _carrier_index(draft: Draft) -> int:
    return draft.predicate.light.unit.index if draft.predicate.light is not None else -1


def _day(value: str | None) -> date | None:
    """The day of a value that is a day."""
    day = without_clock(value or "")
    return date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None


def _day_of(draft: Draft, drafts: list[Draft]) -> date | None:
    """The day of a happening: that of its mention, or that another mention of it has of its own."""
    if draft.dated == "own" and (day := _day(draft.time)):
        return day
    alike = (
        d for d in drafts
        if d.dated == "own" and d.type == draft.type and d.predicate.form.lemma == draft.predicate.form.lemma
    )  # fmt: skip
    return next((day for d in alike if (day := _day(d.time))), None)


def _counted(draft: Draft, day: date, days: int) -> None:
    draft.time, draft.dated = (day + timedelta(days)).isoformat(), "counted"
    draft.rules.append(f"time: {days:+} days from {day}")


def _owner(events: list[Draft], sentence: Sentence, unit: Unit, value: str, published: date | None) -> Draft | None:
    """The event a time belongs to: the last one before it in its clause, else the first one after it."""
    before = [
        d for d in events
        if d.unit.index < unit.index
        and not (d.negated and d.type == "Say")  # «زيارة لم يعلن عنها أمس»
        and not in_what_is_said(d, unit)
    ]  # fmt: skip
    after = [d for d in events if d.unit.index > unit.index]
    if after and opens_clause(after[0], sentence.units, unit):
        return after[0]
    for draft in after:
        carrier = draft.predicate.light
        if carrier is not None and carrier.sentence is sentence and carrier.unit.index < unit.index:
            return draft  # «تولى الوزير أمس الاتصال»
    if (teller := _told_between_commas(before, sentence.units, unit)) is not None:
        return teller
    begin = begin_of(value)
    if published is not None and begin is not None and begin > published:
        planned = [d for d in before if d.modality != "asserted"]
        # what is to come is not the day of what has happened
        before = planned or [d for d in before if not _past(d) and not _told_off(d, sentence.units, unit)]
        after = [d for d in after if not _past(d)]
    if before and before[-1].predicate.complement is not None and before[-1].predicate.complement <= unit.index:
        inside = [d for d in after if d.predicate.form.kind != "active"]  # «… في 1978 …، معتبرة أن»
        return inside[0] if inside else None  # «قررت أن يكون يوم غد …»
    if before:
        nearest = before[-1]
        between = sentence.units[nearest.unit.index + 1 : unit.index]
        if not any(u.kind == "mark" and u.text in STOPS for u in between):
            # a relative or coordinate verb between them that is no event keeps the time for its own subject
            if nearest.predicate.verbal or not _verb_owner(before, nearest, unit):
                return nearest
            return _verb_owner(before, nearest, unit)
    return after[0] if after and not _of_another(after[0], sentence.units, unit) else None


def _of_another(draft: Draft, units: list[Unit], unit: Unit) -> bool:
    """Whether a time behind a verb that is no event stands before «الذي»: «شيع المئات اليوم جثمان الشاب الذي قتل أمس»."""
    told = next((u for u in reversed(units[: unit.index]) if u.pos == "verb" or u.kind == "mark"), None)
    if told is None or told.pos != "verb":
        return False
    return any(u.cls == "rel" for u in units[unit.index + 1 : draft.unit.index])


def in_what_is_said(draft: Draft, unit: Unit) -> bool:
    """Whether a time stands in what a verb says: «قال الوزير، محمد علي، إن العدد تجاوز الألف منذ مايو»."""
    if draft.type not in REPORTS or not (draft.predicate.verbal or draft.predicate.form.kind == "active"):
        return False
    behind = draft.sentence.units[draft.unit.index + 1 : unit.index]
    at = next((n for n, u in enumerate(behind) if u.cls == "sub" and u.key.lstrip("بفول").startswith("ان")), None)
    if at is None:
        return False
    quotes = sum(1 for u in behind[at - 1 if at else 0 :] if u.kind == "mark" and u.text in QUOTES)
    return quotes % 2 == 1 or quotes == 0


def opens_clause(draft: Draft, units: list[Unit], unit: Unit) -> bool:
    """Whether a time opens the clause of the verb right behind it: «اندلعت اشتباكات، وفي الثالثة سيطر الجيش على المطار»."""
    first = unit if unit.preposition or unit.conjoined or not unit.index else units[unit.index - 1]
    carrier = draft.predicate.light
    verb = carrier.unit if carrier is not None and carrier.verbal and carrier.sentence is draft.sentence else draft.unit
    verbal = draft.predicate.verbal or (carrier is not None and carrier.verbal)
    if not verbal or verb.conjoined or not first.conjoined:
        return False
    between = units[unit.index + 1 : verb.index]
    bracketed = any(u.text == ")" for u in between) and len(between) <= _BRACKET
    return (
        first.index > 0
        and units[first.index - 1].text in "،,"
        and (not between or bracketed)
        and verb.index > unit.index
    )


def _told_between_commas(before: list[Draft], units: list[Unit], unit: Unit) -> Draft | None:
    """The verb of saying whose clause a time between commas stands before: «قال الوزير، في بيان نشرته الصحيفة، أمس، إن»."""
    around = units[unit.index - 1 : unit.index + 3] if unit.index else []
    if len(around) < 4 or any(u.text not in "،," for u in (around[0], around[2])) or around[3].cls != "sub":
        return None
    if not around[3].key.lstrip("بفول").startswith("ان"):
        return None
    return next(
        (d for d in before if d.predicate.verbal and d.type in REPORTS and d.predicate.complement is None), None
    )


def _past(draft: Draft) -> bool:
    return draft.predicate.verbal and draft.predicate.form.aspect == "perf" and draft.modality == "asserted"


def _told_off(draft: Draft, units: list[Unit], unit: Unit) -> bool:
    """Whether a verb that a known happening is subject of stands between it and a time: «هذا الهجوم لن يمنع الانتخابات في يونيو»."""
    between = units[draft.unit.index + 1 : unit.index]
    known = draft.unit.definite and not draft.predicate.verbal
    return known and any(u.pos == "verb" for u in between) and not any(u.cls == "rel" for u in between)


def _verb_owner(before: list[Draft], nearest: Draft, unit: Unit) -> Draft | None:
    """A time right behind a verb's subject dates the verb, even where the subject is itself an event."""
    for draft in reversed(before):
        if draft.predicate.verbal:
            subjects = draft.predicate.get("subj")
            works = nearest.sentence.units[nearest.unit.index - 1]  # «انطلقت أشغال المنتدى السبت»
            held = draft.type in ("Form", "End", "Produce") and works in subjects and not works.definite
            return draft if nearest.unit in subjects or held else None
    return None
