"""From mentions to entities: one English name, type and country for all mentions of one somebody or something."""

from __future__ import annotations

from collections.abc import Sequence

from kg.arabic.romanize import romanize
from kg.extract.entities.candidates import Candidate
from kg.model import Document, Entity


def identify(document: Document, mentions: Sequence[Candidate]) -> tuple[Entity, ...]:
    """Return the entities of a document."""
    out = []
    for number, mention in enumerate(mentions, 1):
        text = document.text[mention.start : mention.end]
        out.append(
            Entity(f"e{number}", mention.start, mention.end, text, mention.type, mention.name or romanize(text, mention.country),
                   mention.country, mention.wikidata)  # type: ignore[arg-type]
        )  # fmt: skip
    return tuple(out)
