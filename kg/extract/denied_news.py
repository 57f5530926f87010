"""Happenings that only untrue or denied news tell of: «نفى صحة الأنباء عن», «لا صحة لما تردد», «لم ترد أنباء عن»."""

from __future__ import annotations

from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.extract.cues import Effect, cues
from kg.extract.events import Draft
from kg.extract.scope import scope_keys, scope_words
from kg.extract.units import Unit
from kg.extract.verb_modality import own_verb


def denied_news(drafts: list[Draft]) -> dict[int, Effect]:
    """The papers and news that somebody denies, by unit: «نفى صحة الأنباء التي تحدثت عن انسحاب القوات»."""
    found: dict[int, Effect] = {}
    for draft in drafts:
        effect = cues()["verb"].get(fold(draft.predicate.form.lemma)) if draft.predicate.verbal else None
        if effect is not None and effect.negated and not draft.negated:
            units = [*draft.predicate.get("obj"), *([draft.predicate.whose] if draft.predicate.whose else [])]
            found |= {id(u): effect for u in units if u.key in lexicon().classes["news"]}
            told = next((u for u in draft.sentence.units[draft.unit.index + 1 :] if u.cls or u.kind == "mark"), None)
            if told is not None and told.norm == "ما":
                found[id(told)] = effect  # «نفى الوزير صحة ما تردد عن»
    for sentence in {d.sentence.index: d.sentence for d in drafts}.values():
        found |= {id(u): Effect(None, True, "") for u in _untrue(sentence.units)}
    return found


def _untrue(units: list[Unit]) -> list[Unit]:
    """The news that are said to be untrue: «لا صحة لما تردد عن», «خبر وفاته عار عن الصحة», «لا أساس له»."""
    found: list[Unit] = []
    for at, unit in enumerate(units):
        before, after = units[at - 1] if at else None, units[at + 1] if at + 1 < len(units) else None
        denied = before is not None and before.norm in ("لا", "غير", "ليس", "ليست")
        if unit.norm == "صحة" and denied and after is not None and after.preposition == "ل":
            found.append(after)
        bare = at + 2 < len(units) and units[at + 1].cls == "prep" and units[at + 2].norm == "صحة"
        if unit.key not in scope_keys("baseless") or not (denied or bare):
            continue
        for word in reversed(units[:at]):
            if word.kind == "mark" and word.text in ".؛:؟!":
                break
            if word.key in lexicon().classes["news"] or (word.norm == "ما" and units[word.index + 1].pos == "verb"):
                found.append(word)
                break
    return found


def in_denied_news(
    draft: Draft, denied: dict[int, Effect], by_unit: dict[tuple[int, int], Draft]
) -> tuple[Effect, str] | None:
    """What befalls what denied news are of, and their word: «نفى النادي خبر وفاة اللاعب», «نفى ما تردد عن مقتل القائد»."""
    if draft.predicate.verbal or not denied:
        return None
    units = draft.sentence.units
    unit = draft.predicate.light.unit if draft.predicate.light is not None else draft.unit
    joined = unit.conjoined  # «تقارير عن تأجيل الانتخابات وإلغاء القمة»
    while unit.index:
        before = units[unit.index - 1]
        if id(before) in denied:
            return denied[id(before)], before.text
        about = before.norm in scope_words("about")
        ahead = units[before.index - 1] if before.index else before
        # «ما تداولته المواقع», «الأخبار التي ترددت»
        told = (before.pos == "verb" and (ahead.norm == "ما" or ahead.cls == "rel")) or before.cls == "rel"
        noun = before.pos in ("noun", "adj", "quant") and not (unit.preposition and unit.kind == "word")
        if not (about or noun or told):
            return None
        if not joined and (draft.sentence.index, before.index) in by_unit and before.pos != "verb":
            return None  # «خبر تأجيل المباراة»
        unit = before
    return None


def without_news(draft: Draft, by_unit: dict[tuple[int, int], Draft]) -> str:
    """Why a happening is one that nobody has told of: «لم ترد أنباء عن وقوع خسائر», «لا أنباء عن ضحايا», «لم يبلغ عن إصابات»."""
    link, units = draft.predicate.link, draft.sentence.units
    teller = link.governor
    if teller is None or link.governed_as.removeprefix("far:") not in ("عن", "ب"):
        return ""
    told = by_unit.get((draft.sentence.index, teller.unit.index))
    if teller.verbal:
        nobody = told is not None and told.type == "Say" and told.negated and not teller.get("subj")
        return teller.unit.text if nobody else ""
    if teller.unit.key not in lexicon().classes["news"] or teller.unit.index == 0:
        return ""
    verb, before = teller.governor, units[teller.unit.index - 1]
    if verb is not None and verb.verbal:
        probe = Draft(verb, draft.type, draft.frame, draft.start, draft.end)
        own_verb(probe, units, verb.unit)
        return verb.unit.text if probe.negated else ""
    return before.text if before.norm == "لا" else ""
