"""What an article says: times, entities, quantities and events, each with its words. `extract` runs them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Annotations, Document

if TYPE_CHECKING:
    from kg.extract.engine import Extractor


def extract(document: Document, extractor: Extractor | None = None) -> Annotations:
    """Return what the extractor (the rule engine by default) finds in a document (see `kg.read`, `kg.read_text`).

    Raises TypeError for what is no document.
    """
    if not isinstance(document, Document):
        taken = "a Document, such as kg.read(path) or kg.read_text(text) returns"
        raise TypeError(f"kg.extract takes {taken}, not {document!r:.60}")
    from kg.extract.engine import RuleExtractor  # the layers stay usable without loading one another

    return (extractor or RuleExtractor()).annotate(document)
