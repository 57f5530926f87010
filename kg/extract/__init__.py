"""What an article says: times, entities, quantities and events, each with its words. `extract` runs them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Annotations, Document

if TYPE_CHECKING:
    from kg.extract.engine import Extractor


def extract(document: Document, extractor: Extractor | None = None) -> Annotations:
    """Return what the extractor (the rule engine by default) finds in a document."""
    from kg.extract.engine import RuleExtractor  # the layers stay usable without loading one another

    return (extractor or RuleExtractor()).annotate(document)
