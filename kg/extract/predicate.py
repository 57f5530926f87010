"""A word that may be an event, and the slots around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.arabic.predicates import Form, lexicon
from kg.extract.units import Sentence, Unit


@dataclass(slots=True)
class Predicate:
    """A word that may be an event, with its slots filled."""

    unit: Unit
    sentence: Sentence
    chunk: int  # index of its chunk in the sentence
    form: Form
    slots: dict[str, list[Unit]] = field(default_factory=dict)
    whose: Unit | None = None  # the complement of what fills a bare slot: «أطلقت السلطات سراح عشرة معتقلين»
    adjectives: list[Unit] = field(default_factory=list)
    clause: tuple[int, int] = (0, 0)  # unit indices of its clause, end exclusive
    complement: int | None = None  # unit index at which an أن/إن clause that it governs begins
    subject_dropped: bool = False
    passive: bool = False
    pronouns: list[Unit] = field(default_factory=list)  # the prepositions behind it that have a pronoun
    governor: Predicate | None = None  # the predicate one of whose slots this noun fills
    governed_as: str = ""  # the name of that slot
    light: Predicate | None = None  # the light or aspectual verb that carries this noun

    @property
    def verbal(self) -> bool:
        """Whether it stands as a finite verb."""
        return self.form.kind == "verb"

    @property
    def link(self) -> Predicate:
        """What is governed where something governs it: the noun that carries it («إلى فتح تحقيق»), or itself."""
        light = self.light
        return light if light is not None and self.governor in (None, light) else self

    @property
    def happens(self) -> bool:
        """Whether the noun that carries it only says that it happens: «وقوع انفجار»."""
        carrier = self.light if self.light is not None and not self.light.verbal else None
        light = lexicon().light_verbs.get(carrier.form.lemma) if carrier is not None else None
        return light is not None and light.slot == "subj"

    def fill(self, slot: str, unit: Unit) -> None:
        """Add a filler to a slot, once."""
        fillers = self.slots.setdefault(slot, [])
        if unit not in fillers and unit is not self.unit:
            fillers.append(unit)

    def get(self, slot: str) -> list[Unit]:
        """Return the fillers of a slot."""
        return self.slots.get(slot, [])
