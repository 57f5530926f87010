"""Which words are events, and of which type: every sense that a word's lemma has is weighed.

The frames of the lexicon say under which conditions a word has a sense (kg.extract.senses). No list of conditions is
complete; whether a word is an event where none holds, or is none though one does, is decided by weights
(`weights/senses.tsv`): the frame that holds is evidence beside the word itself, its clause, and what governs it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from kg.arabic.predicates import Condition, Form, Frame, lexicon
from kg.extract.clauses import Predicate
from kg.extract.kinds import kind_of
from kg.extract.senses import fillers, frame_of, holds, matched, readings, settle, stands_for_act
from kg.extract.units import Unit
from kg.model import Quantity
from kg.weights import Model, bucket, model

_LEAST = 0.5  # probability from which a word is an event


@dataclass(slots=True)
class Sense:
    """An event type that a predicate may have: the frame nearest to its clause, of which form, and what speaks for it."""

    frame: Frame
    form: Form
    unmet: tuple[Condition, ...]
    features: set[str]


def choose_senses(found: list[Predicate], weights: Model | None = None) -> list[Frame | None]:
    """Return for each predicate of a sentence the frame of the sense it has, None where it is no event."""
    weights = weights or model("senses")
    return [chosen(p, senses, weights) for p, senses in zip(found, sense_candidates(found), strict=True)]


def chosen(predicate: Predicate, senses: list[Sense], weights: Model, least: float = _LEAST) -> Frame | None:
    """Return the frame of the most probable sense, where probable enough, and settle the predicate's form by it."""
    weighed = [(weights.odds(s.features), -n) for n, s in enumerate(senses)]
    best = max(weighed, default=(0.0, 0))
    if best[0] < least:
        return None
    sense = senses[-best[1]]
    settle(predicate, sense.form)
    unmet = {c.slot for c in sense.unmet}
    if not unmet:
        return sense.frame
    if "obj" in unmet:
        unmet.add("whose")
    return replace(sense.frame, roles={slot: role for slot, role in sense.frame.roles.items() if slot not in unmet})


def sense_candidates(found: list[Predicate]) -> list[list[Sense]]:
    """Return for each predicate of a sentence the senses it may have, none where its lemmas have no event type."""
    ruled = [frame_of(p) for p in found]
    types = {id(p): (f.type or "none") if f is not None else "none" for p, f in zip(found, ruled, strict=True)}
    out = []
    for at, (predicate, frame) in enumerate(zip(found, ruled, strict=True)):
        if isinstance(predicate.unit.note, Quantity):
            out.append([Sense(frame, predicate.form, (), {"counted"})] if frame is not None and frame.type else [])
            continue
        senses = _senses(predicate)
        shared = _shared(predicate, frame, types, at)
        for sense in senses:
            sense.features = _features(predicate, sense, frame, senses, shared)
        out.append(senses)
    return out


def _senses(predicate: Predicate) -> list[Sense]:
    """The types of the lemmas that a predicate may be of, each with the frame of fewest conditions unmet."""
    best: dict[str, tuple[tuple[int, int], Sense]] = {}
    for form in readings(predicate):
        for frame in lexicon().frames(form.lemma):
            if frame.type is None:
                continue
            unmet = tuple(c for c in frame.conditions if not holds(c, predicate, form))
            rank = (-len(unmet), frame.weight)
            if frame.type not in best or rank > best[frame.type][0]:
                best[frame.type] = (rank, Sense(frame, form, unmet, set()))
    return [sense for _, sense in best.values()]


def _kind(predicate: Predicate) -> str:
    form = predicate.form
    if predicate.verbal:
        return "perf" if form.aspect == "perf" else "impf"
    return f"{form.kind} {'definite' if predicate.unit.definite else 'indefinite'}"


def _of(units: list[Unit], eventful: set[int]) -> str:
    return kind_of(units[0], units[0].index in eventful) if units else "nothing"


def _shared(predicate: Predicate, frame: Frame | None, types: dict[int, str], at: int) -> set[str]:
    """What speaks of a predicate whatever its sense: how it stands, its clause, what governs it, what is before it."""
    how, unit = _kind(predicate), predicate.unit
    units = predicate.sentence.units
    before = units[unit.index - 1] if unit.index else None
    features = {f"kind {how}", "headline" if predicate.sentence.headline else "body"}
    if predicate.verbal:
        features |= {f"subj {_of(predicate.get('subj'), set())}", f"obj {_of(predicate.get('obj'), set())}"}
        features.add(
            f"{'passive' if predicate.passive else 'active'} {'dropped' if predicate.subject_dropped else 'its own'}"
        )
    else:
        features |= {f"idafa {_of(predicate.get('idafa'), set())}", f"adjective {bool(predicate.adjectives)}"}
    if predicate.complement is not None:
        features.add("complement")
    if unit.enclitic:
        features.add(f"pronoun {how}")
    governor = predicate.governor
    features.add(f"under {types.get(id(governor), 'none') if governor is not None else 'nothing'}")
    if governor is not None:
        features.add(f"under {predicate.governed_as}")
        if governor.form.lemma in lexicon().light_verbs:
            features.add("under a light verb")
        if governor.form.lemma in lexicon().aspect:
            features.add("under an aspect")
    if before is None:
        features.add("opens")
    elif before.cls or before.kind == "mark":
        features.add(f"behind {before.norm if before.cls else before.text}")
    else:
        features.add(f"behind {before.pos}{' definite' if before.definite else ''}")
    features.add(f"proclitic {unit.preposition or ('و' if unit.conjoined else 'none')}")
    if predicate.form.lemma in lexicon().light_verbs:
        features.add("light verb")
    if predicate.form.lemma in lexicon().aspect:
        features.add("aspect")
    return features


def _features(
    predicate: Predicate, sense: Sense, frame: Frame | None, senses: list[Sense], shared: set[str]
) -> set[str]:
    """What speaks for one sense: whether its frame holds, its lemma, its type beside what it shares with the others."""
    type_, lemma, how = sense.frame.type, sense.form.lemma, _kind(predicate)
    rule = _rule(predicate, sense, frame)
    slots = sorted({c.slot for c in sense.unmet})
    rows = Counter(f.type for f in lexicon().frames(lemma) if f.type)
    share = rows[type_ or ""] / sum(rows.values())
    plain = any(not c.words and not c.entity for c in sense.frame.conditions) or not sense.frame.conditions
    features = {
        f"rule {rule}", f"rule {rule} {type_}", f"rule {rule} {how}", f"rule {rule}, {min(len(senses), 4)} senses",
        f"rule {rule}, weight {bucket(sense.frame.weight, 0, 1, 3, 4, 6)}", f"type {type_}", f"type {type_} {how}",
        f"lemma {lemma}", f"lemma {lemma} {type_}", f"lemma {lemma} {how}", f"lemma {lemma} rule {rule}",
        f"unmet {bucket(len(sense.unmet), 0, 1, 2)}", f"share {bucket(int(share * 10), 2, 5, 8, 9)}",
        f"share {bucket(int(share * 10), 2, 5, 8, 9)}, rule {rule}", f"plain {plain}, rule {rule}",
        *(f"unmet {slot}" for slot in slots), *(f"unmet {slot} {type_}" for slot in slots),
        *shared, *(f"{one}, {type_}" for one in shared), *(f"{one}, rule {rule}" for one in shared),
    }  # fmt: skip
    for slot in ("subj", "obj"):
        what = _of(fillers(predicate, slot), set())
        features |= {f"{slot} is {what}, {type_}", f"{slot} is {what}, rule {rule}"}
    features |= {f"has {slot}, {type_}" for slot in predicate.slots if slot not in ("subj", "obj", "idafa")}
    return features


def _rule(predicate: Predicate, sense: Sense, frame: Frame | None) -> str:
    """What the frames say of a sense: yes, another, excluded (a row says that it is no event here), default, or none."""
    if frame is not None and frame.type is not None:
        return "yes" if frame.type == sense.frame.type else "another"
    held, _ = matched(predicate)
    if held is None:
        return "none"
    if held.type is not None:
        return (
            "participle"
            if held.type == sense.frame.type and not stands_for_act(predicate, held)
            else "participle of another"
        )
    return "excluded" if held.weight else "default"
