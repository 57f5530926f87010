"""Who is meant: subjects left out, pronouns, the actor of a masdar, and the way from units to arguments."""

from __future__ import annotations

from kg.arabic.predicates import lexicon
from kg.extract.casualties import CASUALTIES
from kg.extract.chunks import Chunk
from kg.extract.claims import DEMANDS, TURNS, manner
from kg.extract.control import carried, control
from kg.extract.events import Draft
from kg.extract.kinds import somebody
from kg.extract.pronouns import NAMED, behind_prepositions, dropped, fits, pronoun_role
from kg.extract.units import Sentence, Unit
from kg.extract.who_speaks import last_named
from kg.model import Argument, Entity, Quantity, Time

_SPEECH = {"Say", *DEMANDS}


def complete_roles(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Fill the roles that the clause leaves to a pronoun, a dropped subject or the actor of the governing verb."""
    for position, draft in enumerate(drafts):
        predicate = draft.predicate
        speaks = manner(draft) in ("verb", "cites")  # who speaks is left to kg.extract.attribution
        if (
            predicate.verbal
            and predicate.subject_dropped
            and not predicate.passive
            and not draft.get("agent")
            and not speaks
        ):
            role = _subject_role(draft)
            if role and not draft.get(role):
                impersonal = predicate.form.lemma in lexicon().impersonal and predicate.form.gender == "m"
                here = [d for d in drafts[:position] if d.sentence is draft.sentence]
                if impersonal and not any(_acts_before(draft, d) for d in here):
                    predicate.passive = True  # «وعثر على جثتين»
                    continue
                speaking = _goes_on_speaking(draft, here) if role == "agent" else []
                for subject in speaking or dropped(draft, drafts[:position], sentences):
                    subject = last_named(subject, draft, _names(draft, sentences))
                    undergoes = role == "agent" and _undergoes(draft, subject, drafts[:position])
                    draft.add(draft.frame.roles.get("obj", "patient") if undergoes else role, subject, "dropped")
        elif _depicts(draft) and not draft.get("agent"):
            for unit in _told_of(draft, drafts[:position]):
                draft.add("agent", unit, "depicted")
        if predicate.unit.enclitic:
            pronoun_role(draft, drafts[:position], sentences)
        control(draft, drafts)
        carried(draft, drafts[:position], sentences)
        behind_prepositions(draft, drafts[:position])
    _the_latter(drafts, sentences)


def _goes_on_speaking(draft: Draft, here: list[Draft]) -> list[Unit]:
    """Who speaks first in a sentence goes on to demand or blame: «قالت المنظمة إن القضية تكشف …، كما اتهمت»."""
    form, unit = draft.predicate.form, draft.unit
    before = draft.sentence.units[unit.index - 1].norm if unit.index else ""
    joined = unit.conjoined or before == "كما"
    if draft.type not in DEMANDS or form.aspect != "perf" or not joined:
        return []
    first = next((d for d in here if d.type == "Say" and d.predicate.verbal and d.get("agent")), None)
    if first is None or first.predicate.form.aspect != "perf" or first.predicate.form.gender != form.gender:
        return []
    if any(u.norm in TURNS for u in draft.sentence.units[first.unit.index : unit.index]):
        return []
    return [u for u in first.get("agent") if fits(u, form.gender, False)][:1]


def _the_latter(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """«هذا الأخير» is who was named last, where it agrees: «تهديد الاتحاد بإيقافه إذا رفض هذا الأخير»."""
    for draft in drafts:
        for role, fillers in draft.roles.items():
            for unit in fillers:
                if unit.norm in ("أخير", "أخيرة") and unit.definite and unit.kind == "word":
                    wanted = "f" if unit.norm.endswith("ة") else "m"
                    named = [u for u in _names(draft, sentences) if u.start < unit.start and fits(u, wanted, False)]
                    if named:
                        draft.roles[role] = [named[-1] if u is unit else u for u in fillers]


def shared_speech(drafts: list[Draft]) -> None:
    """Who speaks in a statement is who says what he said in it: «أضافت في تصريح», «في تصريح للوكالة، قالت فلانة»."""
    for position, draft in enumerate(drafts):
        word = draft.unit
        if draft.type != "Say" or draft.predicate.verbal or draft.get("agent") or word.definite or word.enclitic:
            continue
        chunk = draft.sentence.chunks[draft.predicate.chunk]
        assert isinstance(chunk, Chunk)
        if chunk.preposition not in ("في", "خلال", "ب") or chunk.unit is not word:
            continue
        near = [d for d in drafts[max(position - 3, 0) : position + 2] if d.sentence is draft.sentence]
        said = [d for d in near if d.type == "Say" and d.predicate.verbal]
        opens = draft.predicate.chunk == 0
        other = (
            next((d for d in said if d.start > draft.start), None)
            if opens
            else next(
                (d for d in reversed(said) if d.start < draft.start and d.predicate is draft.predicate.governor), None
            )
        )
        for unit in other.get("agent") if other is not None else ():
            draft.add("agent", unit, "shared")


def _names(draft: Draft, sentences: list[Sentence]) -> list[Unit]:
    """The names of a trigger's sentence and the one before it, in order."""
    near = sentences[max(draft.sentence.index - 1, 0) : draft.sentence.index + 1]
    return [u for s in near for u in s.units if isinstance(u.note, Entity) and u.note.type in NAMED]


def _undergoes(draft: Draft, subject: Unit, before: list[Draft]) -> bool:
    """Whether a transitive verb without an object goes on with what befell somebody: «أصيب السائق ونقل إلى المستشفى»."""
    form, predicate = draft.predicate.form, draft.predicate
    open_ = form.voice == "either" and lexicon().transitive(form.lemma) and not predicate.get("obj")
    here = (d for d in reversed(before) if d.sentence is draft.sentence)
    last = next(
        (d for d in here if d.predicate.verbal or (d.predicate.light is not None and d.predicate.light.verbal)), None
    )
    hurt = (
        last is not None
        and (last.type in CASUALTIES or not last.predicate.verbal)
        and any(u is subject for u in last.get("patient"))
    )
    return open_ and hurt and not predicate.unit.enclitic


def _depicts(draft: Draft) -> bool:
    """Whether an indefinite participle tells what the subject does besides: «…، داعية الدول إلى», «مشيرا إلى»."""
    unit = draft.unit
    ending = unit.norm.endswith(("ا", "ة", "ين"))
    return draft.predicate.form.kind == "active" and not unit.definite and not unit.enclitic and ending


def _told_of(draft: Draft, before: list[Draft]) -> list[Unit]:
    """The agents of the last verb before a participle in its sentence that agree with it.

    Who goes on speaking is who speaks first, not who is spoken of: «أكد الوزير أن المسلحين فروا، مشيرا إلى».
    """
    wanted = "f" if draft.unit.norm.endswith("ة") else "m"
    if draft.type in _SPEECH:
        for other in before:
            agents = [u for u in other.get("agent") if fits(u, wanted, False)]
            if other.sentence is draft.sentence and other.predicate.verbal and other.type in _SPEECH and agents:
                turns = any(u.norm in TURNS for u in draft.sentence.units[other.unit.index : draft.unit.index])
                if not turns:
                    return agents
    for other in reversed(before):
        if other.sentence is not draft.sentence:
            break
        agents = [u for u in other.get("agent") if fits(u, wanted, False)]
        if other.predicate.verbal and agents:
            return agents
    return []


def _acts_before(draft: Draft, other: Draft) -> bool:
    """Whether one whose verb is joined before another's may be who acts there, too: «داهم المنزل وعثر على»."""
    subjects = [u for u in other.predicate.get("subj") if somebody(u) and fits(u, "m", False)]
    return other.predicate.verbal and other.type not in _SPEECH and not other.predicate.passive and bool(subjects)


def _subject_role(draft: Draft) -> str:
    return draft.frame.roles.get("subj", "agent").replace("-", "")


def arguments(draft: Draft, triggers: dict[tuple[int, int], str]) -> tuple[Argument, ...]:
    """Turn role fillers into arguments: an annotation's id, an event's id, or the span of the plain noun.

    `triggers` has the id of the event that each span triggers or carries («تنظيم استفتاء»).
    """
    out: list[Argument] = []
    own = triggers.get((draft.start, draft.end))
    for role, fillers in draft.roles.items():
        for unit in fillers:
            made = _argument(role, unit, triggers)
            if made is not None and made not in out and made.ref != own:
                out.append(made)
    return tuple(out)


def _argument(role: str, unit: Unit, triggers: dict[tuple[int, int], str]) -> Argument | None:
    if isinstance(unit.note, Time):
        return None
    if isinstance(unit.note, (Entity, Quantity)):
        return Argument(role, ref=unit.note.id)  # type: ignore[arg-type]
    event = triggers.get((unit.start, unit.end))
    if event is not None:
        return Argument(role, ref=event)  # type: ignore[arg-type]
    if unit.kind in ("mark", "latin", "number") or unit.cls:
        return None
    return Argument(role, start=unit.start, end=unit.end, text=unit.text)  # type: ignore[arg-type]
