"""The cues of `modality.tsv` and what each does to what it governs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.extract.predicate import Predicate
from kg.model import MODALITIES, Modality


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cue does to what it governs."""

    modality: Modality | None
    negated: bool
    where: str  # file:line


@cache
def cues() -> dict[str, dict[str, Effect]]:
    """Return the rows of `modality.tsv` by how and folded cue. Raises DataError for an unknown how or effect."""
    table: dict[str, dict[str, Effect]] = {
        "verb": {},
        "finite": {},
        "held": {},
        "noun": {},
        "phrase": {},
        "particle": {},
        "adjective": {},
        "present": {},
        "aim": {},
        "content": {},
        "decided": {},
    }
    for row in read_table("modality.tsv", ("cue", "how", "effect")):
        parts = row["effect"].split()
        modality = next((p for p in parts if p in MODALITIES), None)
        if row["how"] not in table or not parts or set(parts) - set(MODALITIES) - {"negated"}:
            raise row.fault(f"how must be one of {' '.join(table)}; effect a modality, negated, or both")
        effect = Effect(modality, "negated" in parts, f"{row.file}:{row.line}")  # type: ignore[arg-type]
        table[row["how"]][fold(row["cue"])] = effect
    return table


def governing_effect(governor: Predicate, slot: str) -> Effect | None:
    """Return what a governor that is a cue does to what stands in its slot."""
    lemma = fold(governor.form.lemma)
    effect = cues()["verb"].get(lemma)
    if effect is None and governor.form.aspect != "perf":  # «تعمل على فتح الطرق»; «عملت على فتحها» has done it
        effect = cues()["verb"].get(f"{lemma} {fold(slot.removeprefix('far:'))}")
    return effect or (cues()["finite"].get(lemma) if governor.verbal else None)


def present_effect(governor: Predicate, slot: str) -> Effect | None:
    """What a verb of the present does: «يؤدي إلى ارتفاع الأسعار»; in a headline the present is of what happened."""
    told = governor.verbal and governor.form.aspect == "impf" and not governor.sentence.headline
    return cues()["present"].get(fold(f"{governor.form.lemma} {slot.removesuffix('2')}")) if told else None
