"""Short forms of names that the article has given in full: «دي ميستورا» after «ستافان دي ميستورا», «ديمار»."""

from __future__ import annotations

from collections.abc import Iterable

from kg.arabic.names import Gazetteer, Name
from kg.extract.entities.candidates import Candidate
from kg.extract.entities.people import PARTICLES
from kg.model import Document


def short_forms(mentions: Iterable[Candidate], document: Document) -> Gazetteer | None:
    """Return the short forms to look for, or None where there are none."""
    own = Gazetteer()
    seen: set[str] = set()
    for mention in mentions:
        if mention.type == "Person" and mention.key.count(" "):
            words = mention.key.split()
            at = len(words) - 1
            while at > 1 and words[at - 1] in PARTICLES:
                at -= 1
            short = " ".join(words[at:])
            keys = {short, short[2:]} if short.startswith("ال") and len(short) > 6 else {short}
            keys = {k for k in keys if len(k) > 2 and k not in seen}
            seen |= keys
            if keys:
                own.add(keys, Name(mention.key, "Person", mention.name, mention.country, frozenset({"short"})))
    return own if seen else None
