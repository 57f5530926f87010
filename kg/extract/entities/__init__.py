"""Who and where: every mention of a person, body, place, people, agreement, named event or work in a document.

Known names come from the gazetteer (kg.arabic.names), unknown ones from grammar: the noun a name opens with
(`bodies`), titles and the words of people's names (`people`), nationalities (`groups`). The longest readings that do
not overlap are kept; a name established once is then found in its short form elsewhere (`established`), and every
mention is given the English name and country of the one it stands for (`identity`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.arabic.names import Gazetteer, gazetteer_with
from kg.extract.entities.agreements import drafts
from kg.extract.entities.bodies import bodies, is_post
from kg.extract.entities.candidates import Candidate, Found, chosen
from kg.extract.entities.clubs import clubs, of_sport
from kg.extract.entities.context import field_alone, settle
from kg.extract.entities.dated import dated, observances
from kg.extract.entities.established import short_forms
from kg.extract.entities.groups import groups
from kg.extract.entities.identity import at_home_in, identify
from kg.extract.entities.known import at_home, by_country, known, namesakes
from kg.extract.entities.outlets import outlets
from kg.extract.entities.people import people
from kg.extract.entities.words import Line, is_adjective, lines
from kg.model import Document, Entity, Time

__all__ = ["find_entities"]


def find_entities(document: Document, times: Sequence[Time] = (), names: Sequence[Path] = ()) -> tuple[Entity, ...]:
    """Return the mentions of a document, ordered by offset and not overlapping.

    Words inside `times` are no names. `names` are files of the user's own names, which come before the built-in
    ones (see `kg.arabic.names.gazetteer_with`; it raises DataError for a file that breaks its format).
    """
    found = lines(document, sorted((t.start, t.end) for t in times))
    table = gazetteer_with(tuple(names))
    listed = [known(line, table) for line in found]
    for line, names_of_line in zip(found, listed, strict=True):
        for at in [a for a in names_of_line if is_post(line, a)]:
            del names_of_line[at]
    homes = at_home_in(document.publisher or "")
    by_country(listed, table, homes)
    namesakes(listed, homes)
    at_home(listed)
    sport = of_sport(found)
    if sport:
        clubs(document, found, listed, table)
    for line, names_of_line in zip(found, listed, strict=True):
        for at, happenings in dated(line, times).items():
            names_of_line.setdefault(at, []).extend(happenings)
    read = [_read(line, options) for line, options in zip(found, listed, strict=True)]
    mentions = chosen(c for candidates in read for c in candidates)
    own = short_forms(mentions, document, table)
    recognised = _recognised(mentions, listed, table)
    if own is not None or recognised:
        for number, line in enumerate(found):
            short = known(line, own) if own is not None else {}
            if short or number in recognised:
                for at, options in listed[number].items():
                    short.setdefault(at, []).extend(options)
                read[number] = _read(line, short)
        mentions = chosen(c for candidates in read for c in candidates)
    if sport:
        for mention in mentions:
            if mention.rule == "office:نظير":
                mention.type = "Organization"  # «فاز على نظيره الإماراتي»: a team
    return identify(document, mentions)


def _recognised(mentions: Sequence[Candidate], listed: Sequence[Found], table: Gazetteer) -> set[int]:
    """Accept ambiguous names that the article also gives unmistakably («التحالف» after «التحالف الدولي»).

    Returns the indices of the lines where there are such names.
    """
    certain = {(m.type, m.name) for m in mentions if m.name}
    bodies = {m.key for m in mentions if m.type == "Organization" and " " in m.key}
    changed = set()
    for number, found in enumerate(listed):
        for candidate in (c for options in found.values() for c in options):
            adjective = (
                candidate.type == "Place"
                and not candidate.line[candidate.first].definite
                and (candidate.last - candidate.first == 1 and is_adjective(candidate.line[candidate.first]))
            )  # «دعم مالي» in an article about Mali
            same = ((candidate.type, candidate.name) in certain and not field_alone(candidate)) or (
                candidate.weak and candidate.key and _shortened(candidate, bodies, table)
            )
            if candidate.weak and not adjective and same:
                candidate.weak = False
                changed.add(number)
    return changed


def _shortened(candidate: Candidate, bodies: set[str], table: Gazetteer) -> bool:
    """Whether a name that is one in a country's news only is the first word of a body of the article («المقاومة»
    after «المقاومة الشعبية»)."""
    near = any(n.near for n in table.get(candidate.key))
    return near and any(b.startswith(candidate.key + " ") for b in bodies)


def _read(line: Line, listed: Found) -> list[Candidate]:
    """Return every candidate of a line; `listed` are its known names by first word."""
    settle(line, listed)
    named = bodies(line, listed)
    persons = people(line, listed, named)
    for outlet in outlets(line):
        named.setdefault(outlet.first, []).append(outlet)
    drafts(line, listed, named)
    layers = (listed, named, observances(line, listed), persons, groups(line))
    return [c for layer in layers for options in layer.values() for c in options if not c.weak]
