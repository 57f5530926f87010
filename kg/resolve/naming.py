"""How far a name reaches: over the whole archive, over a year, or only over its article.

«الأمم المتحدة» is one body everywhere. «القمة العربية» without a year is another summit each year, and «الجنابي» alone
is somebody only inside its article: such names have IRIs of their own there, and `kg.resolve.across` joins them where
there is reason to.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from kg.arabic.tables import read_table
from kg.model import Document, Entity

_YEAR = re.compile(r"\b\d{4}\b")


@cache
def _recurring() -> frozenset[str]:
    path = Path(__file__).parent / "data" / "recurring.tsv"
    return frozenset(row["word"] for row in read_table(path, ("word",)))


def reach(entity: Entity, document: Document) -> str:
    """Return what limits the name: the year of publication, the first 16 hex digits of the text's hash, or nothing."""
    if entity.wikidata is None and entity.type == "Person" and len(entity.name.split()) == 1:
        return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    words = set(entity.name.lower().split())
    if entity.type == "Event" and document.published and words & _recurring() and not _YEAR.search(entity.name):
        return document.published[:4]
    return ""
