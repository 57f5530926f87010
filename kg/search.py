"""Looking for what happened: happenings by words, time, type, people, places, sources and modality, with evidence.

Everything here asks a store in SPARQL and works on any that kg opens. A happening is an event with all that are held
to be the same; it goes by the IRI of its `kg:representative`, or its own where it stands alone.

>>> from kg.search import search
>>> search(kg.build("article.txt").store, "احمد", modality=("planned",))  # doctest: +SKIP
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.arabic.normalize import fold
from kg.edtf import bounds
from kg.errors import QueryError
from kg.graph import Graph
from kg.model import ENTITY_TYPES, EVENT_TYPES
from kg.query import entities, run
from kg.resolve.across import MERGES
from kg.view.data import Mention, Node, ViewData, collect
from kg.vocabulary import BASE, expand

FACETS = ("time", "type", "actor", "place", "source", "publisher", "modality")
MODALITIES = ("asserted", "planned", "demanded", "possible", "denied")
_MOST = 12  # values of a facet
_BINS = 24  # months in the facet of time; where there are more it counts years
_FEW = 1000  # names in which a word stands, up to which they are listed in a query
_AT_ONCE = 150  # events that are asked for in one query
_ACTS = "kg:agent, kg:patient, kg:partner"
_LIES = "kg:place, kg:origin, kg:destination"
_TOLD = 'BIND(IRI(STRBEFORE(STR(?mention), "#")) AS ?told)'
_ROLES = ("agent", "patient", "partner", "topic", "place", "origin", "destination", "quantity")
_ANY = ", ".join(f"kg:{role}" for role in _ROLES)
_EVIDENCE = ("gaf:denotedBy", "gaf:denotedBy/oa:hasTarget", "gaf:denotedBy/oa:hasTarget/oa:hasSelector")


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part in a happening, in one role."""

    role: str
    iri: str
    kind: str
    ar: str
    en: str


@dataclass(frozen=True, slots=True)
class Happening:
    """A happening as a list shows it. `when` is EDTF; `first` and `last` are its days; `reports` counts articles."""

    iri: str
    type: str
    ar: str
    en: str
    when: str
    first: str
    last: str
    modality: tuple[str, ...]
    reports: int
    sentence: str
    participants: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, with its names and the number of happenings that have it."""

    value: str
    ar: str
    en: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: how many happenings there are, the page of them asked for, and the facets of all."""

    total: int
    happenings: tuple[Happening, ...]
    facets: dict[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Report:
    """One mention of a happening: where it stands, its words in their sentence, how it is said and by whom.

    `start` and `end` are code points in the article's text, `sentence_start` is where the sentence begins there.
    """

    article: str
    title: str
    publisher: str
    published: str
    event: str
    start: int
    end: int
    words: str
    sentence: str
    sentence_start: int
    modality: str
    source: str
    source_iri: str
    participants: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A happening with every report of it, by day of publication."""

    happening: Happening
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """An article that a search found."""

    iri: str
    title: str
    publisher: str
    published: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. Values of one facet are alternatives; facets, and the words of `text`, must all hold.

    `time` is EDTF (2024, 2024-01, 2024-01-25, 2023/2024); `actor`, `place` and `source` are IRIs or names spelt as may
    be, `article` IRIs; `main` leaves out what is only mentioned in passing.
    """

    text: str = ""
    time: str = ""
    type: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    main: bool = True


def search(
    store: ox.Store,
    text: str = "",
    *,
    time: str = "",
    type: Sequence[str] = (),
    actor: Sequence[str] = (),
    place: Sequence[str] = (),
    source: Sequence[str] = (),
    publisher: Sequence[str] = (),
    article: Sequence[str] = (),
    modality: Sequence[str] = (),
    main: bool = True,
    limit: int = 20,
    offset: int = 0,
    oldest: bool = False,
    facets: bool = True,
) -> Found:
    """Return the happenings that fit (see `Wanted`), newest first or `oldest` first, undated ones last.

    Raises QueryError where a type, a modality, a time or a name is not known.
    """
    wanted = Wanted(
        text, time, tuple(type), tuple(actor), tuple(place), tuple(source), tuple(publisher), tuple(article), tuple(modality), main
    )  # fmt: skip
    pattern = _matching(store, wanted)
    rows = run(store, f"""SELECT ?happening (MIN(COALESCE(STR(?begin), STR(?end), "~")) AS ?day) WHERE {{ {pattern.binding(days=True)} }}
        GROUP BY ?happening ORDER BY (?day = "~") {"ASC" if oldest else "DESC"}(?day) ?happening
        LIMIT {int(limit)} OFFSET {int(offset)}""").rows  # fmt: skip
    iris = [row[0].value for row in rows if row[0] is not None]
    total = run(store, f"SELECT (COUNT(DISTINCT ?happening) AS ?n) WHERE {{ {pattern.binding()} }}").rows[0][0]
    counted = {name: _facet(store, name, pattern) if iris or offset else () for name in FACETS} if facets else {}
    return Found(int(total.value) if total else 0, tuple(happenings(store, iris)), counted)


def timeline(store: ox.Store, name: str, time: str = "", limit: int = 100) -> list[Happening]:
    """Return what somebody did and what befell them, or what happened at a place, oldest first. Raises QueryError."""
    nodes = tuple(node.value for node in called(store, name))
    by_place = any("/entity/place/" in iri for iri in nodes)
    found = {h.iri: h for key in (("actor", "place") if by_place else ("actor",))
             for h in search(store, time=time, limit=limit, oldest=True, facets=False, **{key: nodes}).happenings}  # type: ignore[arg-type]  # fmt: skip
    return sorted(found.values(), key=lambda h: (h.first or h.last or "~", h.iri))[:limit]


def evidence(store: ox.Store, iri: str) -> Evidence:
    """Return a happening, by the IRI of any event of it, with all reports of it. Raises QueryError where there is none."""
    found = evidence_of(store, [representative(store, iri)])
    if not found:
        raise QueryError(f"{iri}: no event of that IRI here")
    return found[0]


def evidence_of(store: ox.Store, iris: Sequence[str]) -> list[Evidence]:
    """Return the happenings that go by those IRIs, in that order, with all reports of each."""
    groups = members(store, iris)
    data = collect(selection(store, [event for events in groups.values() for event in events]))
    made = []
    for iri in iris:
        nodes = [data.nodes[event] for event in groups[iri] if event in data.nodes]
        reports = [_report(data, node, mention) for node in nodes for mention in node.mentions]
        reports.sort(key=lambda r: (r.published or "~", r.article, r.start))
        made += [Evidence(_happening(data, iri, nodes), tuple(reports))] if nodes else []
    return made


def articles(store: ox.Store, text: str, limit: int = 20) -> list[Headline]:
    """Return the articles in whose headline or text every word stands, newest first."""
    tests = " ".join(f"FILTER(REGEX(?all, {regex}, 'i'))" for regex in map(_regex, text.split()))
    rows = run(store, f"""SELECT ?a ?title ?publisher ?published WHERE {{
        ?a a schema:NewsArticle ; schema:text ?text . OPTIONAL {{ ?a schema:headline ?title }}
        BIND(CONCAT(COALESCE(STR(?title), ""), " ", STR(?text)) AS ?all) {tests}
        OPTIONAL {{ ?a schema:publisher ?publisher }} OPTIONAL {{ ?a schema:datePublished ?published }}
        }} ORDER BY DESC(STR(?published)) ?a LIMIT {int(limit)}""")  # fmt: skip
    return [Headline(*(row[c] or "" for c in ("a", "title", "publisher", "published"))) for row in rows]


# --- which happenings fit -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The SPARQL pattern of what is wanted: `core` binds ?event and ?mention; the rest costs, and is added at need."""

    core: str
    said: str  # binds ?modality
    days: str  # binds ?begin and ?end
    filtered: tuple[bool, bool]  # whether said and days are needed in any case

    def binding(self, *, said: bool = False, days: bool = False) -> str:
        """Return the pattern; it binds ?happening, ?event, ?mention, and ?modality or ?begin and ?end where asked to."""
        parts = [
            self.core,
            self.said if said or self.filtered[0] else "",
            self.days if days or self.filtered[1] else "",
        ]
        return "\n".join(
            (*parts, "OPTIONAL { ?event kg:representative ?group } BIND(COALESCE(?group, ?event) AS ?happening)")
        )


def _matching(store: ox.Store, wanted: Wanted) -> _Pattern:
    """Return the pattern of what is wanted. Raises QueryError where a type, modality, time or name is not known."""
    core = [_word(store, word) for word in wanted.text.split()]
    if wanted.type:
        core.append(f"VALUES ?wanted {{ {' '.join(_type(name) for name in wanted.type)} }} ?event a ?wanted .")
    for names, roles, variable in ((wanted.actor, _ACTS, "actor"), (wanted.place, _LIES, "place")):
        if names:
            core.append(f"VALUES ?{variable} {{ {_nodes(store, names)} }} ?event ?as{variable} ?{variable} ."
                        f" FILTER(?as{variable} IN ({roles}))")  # fmt: skip
    if wanted.article:
        listed = " ".join(_term(each) for each in wanted.article)
        core.append(f"VALUES ?only {{ {listed} }} GRAPH ?only {{ ?event gaf:denotedBy ?mention }}")
    core.append("?event gaf:denotedBy ?mention .")
    core.append("?mention kg:onTimeline true ." if wanted.main else "?event a sem:Event .")
    if wanted.source:
        core.append(f"VALUES ?claimant {{ {_nodes(store, wanted.source)} }} ?mention kg:claimant ?claimant .")
    if wanted.publisher:
        listed = " ".join(str(ox.Literal(each)) for each in wanted.publisher)
        core.append(f"VALUES ?paper {{ {listed} }} {_TOLD} ?told schema:publisher ?paper .")
    said = "?mention kg:modality ?way ; kg:negated ?negated ." + (
        ' BIND(IF(STR(?negated) IN ("true", "1"), "denied", STR(?way)) AS ?modality)'
    )
    for each in wanted.modality:
        if each not in MODALITIES:
            raise QueryError(f"{each}: no modality; there are {', '.join(MODALITIES)}")
    if wanted.modality:
        said += f" FILTER(?modality IN ({', '.join(str(ox.Literal(m)) for m in wanted.modality)}))"
    days = "OPTIONAL { ?event sem:hasEarliestBeginTimeStamp ?begin } OPTIONAL { ?event sem:hasLatestEndTimeStamp ?end }"
    if wanted.time:
        low, high = _days(wanted.time)
        days += (f' FILTER((BOUND(?begin) || BOUND(?end)) && COALESCE(STR(?end), "9999") >= "{low}"'
                 f' && COALESCE(STR(?begin), "") <= "{high}")')  # fmt: skip
    return _Pattern("\n".join(core), said, days, (bool(wanted.modality), bool(wanted.time)))


def _word(store: ox.Store, word: str) -> str:
    """Return the pattern of events in whose words, type or participants a word stands."""
    named = f'?named rdfs:label ?name . FILTER(REGEX(STR(?name), {_regex(word)}, "i"))'
    rows = run(store, f"SELECT DISTINCT ?named WHERE {{ {named} }} LIMIT {_FEW + 1}").rows
    if len(rows) <= _FEW:  # looked up once, not in every query
        named = f"VALUES ?named {{ {' '.join(str(row[0]) for row in rows)} }}"
    return f"""{{ SELECT DISTINCT ?event WHERE {{ {named}
        {{ ?event ?as ?named . FILTER(?as IN (rdf:type, {_ANY})) }} UNION {{ ?named a sem:Event . BIND(?named AS ?event) }} }} }}"""


def _type(name: str) -> str:
    found = next((t for t in EVENT_TYPES if t.lower() == name.lower()), None)
    if found is None:
        raise QueryError(f"{name}: no event type; there are {', '.join(EVENT_TYPES)}")
    return f"kg:{found}"


def called(store: ox.Store, name: str) -> list[ox.NamedNode]:
    """Return who or what is called that or, where nobody is, in whose name all its words stand, sorted.

    All that are held to be the same come with them. Raises QueryError where there is none.
    """
    try:
        return entities(store, name)
    except QueryError:
        classes = " ".join(f"kg:{'NamedEvent' if t == 'Event' else t}" for t in ENTITY_TYPES)
        tests = " ".join(f'FILTER(REGEX(STR(?l), {_regex(word)}, "i"))' for word in name.split())
        ask = f"SELECT DISTINCT ?e WHERE {{ VALUES ?class {{ {classes} }} ?e a ?class ; rdfs:label ?l . {tests} }} ORDER BY ?e LIMIT {_MOST}"
        found = [row[0].value for row in run(store, ask).rows if row[0] is not None] if tests else []
        if not found:
            raise
        return sorted({node for iri in found for node in entities(store, iri)}, key=str)


def _nodes(store: ox.Store, names: Iterable[str]) -> str:
    return " ".join(str(node) for name in names for node in called(store, name))


def _days(time: str) -> tuple[str, str]:
    try:
        limits = bounds(time)
    except ValueError as error:
        raise QueryError(f"{time}: is no time; write 2024, 2024-01, 2024-01-25 or 2023/2024") from error
    return str(limits.earliest_begin or ""), str(limits.latest_end or "9999")


def _regex(word: str) -> str:
    """Return the word as a SPARQL string of a regular expression that finds it in any spelling: احمد finds أَحمد."""
    word = word.encode("utf-8", "replace").decode()  # a lone surrogate stands in no store
    marks = f"[{_alike()['']}]*"
    return str(ox.Literal(marks.join(_letters(c) for c in fold(word).lower())))


def _letters(letter: str) -> str:
    same = _alike().get(letter, "")
    return f"[{letter}{same}]" if same else re.escape(letter)


@cache
def _alike() -> dict[str, str]:
    """Return the letters that `fold` makes one of, by that one, and by the empty string what it drops."""
    alike: dict[str, str] = defaultdict(str)
    blocks = (range(0x600, 0x700), range(0xFB50, 0xFE00), range(0xFE70, 0xFEFD), range(0x200B, 0x2070), (0xAD, 0xFEFF))
    for letter in (chr(code) for block in blocks for code in block):
        folded = fold(letter)
        if folded != letter and len(folded) < 2 and folded != " ":
            alike[folded] += letter
    return dict(alike)


# --- facets ---------------------------------------------------------------------------------------------------------

# Facet → what binds ?value. A mention's IRI is its article's with its place behind #, and an entity's says what it is:
# to look that up in the graphs of all articles would take most of the time of a search.
_OF = {
    "type": "?event a ?value . ?value skos:inScheme kg:EventTypes .",
    "actor": f'?event ?ofactor ?value . FILTER(?ofactor IN ({_ACTS}) && STRSTARTS(STR(?value), "{BASE}entity/"))',
    "place": f'?event ?ofplace ?value . FILTER(?ofplace IN ({_LIES}) && STRSTARTS(STR(?value), "{BASE}entity/place/"))',
    "source": "?mention kg:claimant ?value .",
    "publisher": f"{_TOLD.replace('told', 'teller')} ?teller schema:publisher ?value .",
    "modality": "BIND(?modality AS ?value)",
    "time": "BIND(SUBSTR(STR(COALESCE(?begin, ?end)), 1, 7) AS ?value) FILTER(BOUND(?value))",
}


def _facet(store: ox.Store, name: str, pattern: _Pattern) -> tuple[Value, ...]:
    most = "" if name in ("time", "type", "modality") else f"LIMIT {_MOST}"
    bound = pattern.binding(said=name == "modality", days=name == "time")
    rows = run(store, f"SELECT ?value (COUNT(DISTINCT ?happening) AS ?n) WHERE {{ {bound} {_OF[name]} }}"
                      f" GROUP BY ?value ORDER BY DESC(?n) ?value {most}").rows  # fmt: skip
    counts = {value.value: int(n.value) for value, n in rows if value is not None and n is not None}
    if name == "time":
        if len(counts) > _BINS:
            years: dict[str, int] = defaultdict(int)
            for month, count in counts.items():
                years[month[:4]] += count
            counts = years
        return tuple(Value(each, each, each, counts[each]) for each in sorted(counts))
    if name in ("publisher", "modality"):
        return tuple(Value(each, each, each, count) for each, count in counts.items())
    names = named(store, counts)
    prefix = expand("kg:") if name == "type" else ""
    return tuple(Value(each.removeprefix(prefix), names[each]["ar"], names[each]["en"], count)
                 for each, count in counts.items())  # fmt: skip


def named(store: ox.Store, iris: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the names of nodes by IRI and language (`ar`, `en`); of several, the shortest, then the first.

    What has no name in one language goes by that of the other. Raises QueryError where one is no IRI.
    """
    found: dict[str, dict[str, str]] = {iri: {} for iri in iris}
    for some in _some(sorted(map(_term, found))):
        rows = run(store, f"SELECT DISTINCT ?x ?l WHERE {{ VALUES ?x {{ {some} }} ?x rdfs:label ?l }}").rows
        for x, label in sorted(rows, key=lambda row: (len(row[1].value), row[1].value) if row[1] else (0, "")):
            if x is not None and isinstance(label, ox.Literal):
                found[x.value].setdefault("en" if label.language == "en" else "ar", label.value)
    return {
        iri: {"ar": n.get("ar") or n.get("en", ""), "en": n.get("en") or n.get("ar", "")} for iri, n in found.items()
    }


# --- what they are --------------------------------------------------------------------------------------------------


def representative(store: ox.Store, iri: str) -> str:
    """Return the IRI that the happening of an event goes by. Raises QueryError where that is no IRI."""
    rows = run(store, f"SELECT ?r WHERE {{ {_term(iri)} kg:representative ?r }} ORDER BY ?r LIMIT 1").rows
    return rows[0][0].value if rows and rows[0][0] is not None else iri


def members(store: ox.Store, iris: Iterable[str]) -> dict[str, list[str]]:
    """Return the events of each happening, sorted, by the IRI it goes by."""
    found = {iri: {iri} for iri in iris}
    for some in _some(sorted(map(_term, found))):
        rows = run(store, f"SELECT ?r ?e WHERE {{ VALUES ?r {{ {some} }} ?e kg:representative ?r }}").rows
        for head, event in rows:
            if head is not None and event is not None:
                found[head.value].add(event.value)
    return {iri: sorted(events) for iri, events in found.items()}


def happenings(store: ox.Store, iris: Sequence[str]) -> list[Happening]:
    """Return the happenings that go by those IRIs, in that order."""
    groups = members(store, iris)
    data = collect(selection(store, [event for events in groups.values() for event in events], evidence=False))
    found = ((iri, [data.nodes[e] for e in groups[iri] if e in data.nodes]) for iri in iris)
    return [_happening(data, iri, nodes) for iri, nodes in found if nodes]


def selection(store: ox.Store, events: Iterable[str], *, evidence: bool = True, united: bool = False) -> Graph:
    """Return what some events say as a graph of its own: they, who takes part, their words, and their articles.

    Of who takes part only the words in the same articles come with it, or, without `evidence`, none; where it is to be
    `united`, also what is held to be one. It is without the ontology.
    """
    pairs: set[tuple[str, str]] = set()  # who or what, and the graph of the article that speaks of them
    shown: set[tuple[str, str]] = set()  # those whose words are wanted
    for some in _some(sorted(map(_term, set(events)))):
        rows = run(store, f"""SELECT DISTINCT ?event ?x ?g WHERE {{ VALUES ?event {{ {some} }} GRAPH ?g {{ ?event a sem:Event .
            {{ ?event ?role ?x . FILTER(?role IN ({_ANY})) }} UNION {{ ?event gaf:denotedBy/kg:claimant ?x }}
            UNION {{ ?event gaf:denotedBy ?mention }} }} }}""").rows  # fmt: skip
        shown |= {(str(event), str(g)) for event, _, g in rows}
        pairs |= shown | {(str(x), str(g)) for _, x, g in rows if x is not None}
    small = ox.Store()
    facts = (
        ("SELECT ?x ?p ?o ?g", "?x ?p ?o"),
        *(("SELECT DISTINCT ?s ?p ?o ?g", f"?x {way} ?s . ?s ?p ?o") for way in _EVIDENCE),
    )
    for number, (select, path) in enumerate(facts):
        for some in _some(sorted(f"({x} {g})" for x, g in (pairs if evidence or number == 0 else shown))):
            text = f"{select} WHERE {{ VALUES (?x ?g) {{ {some} }} GRAPH ?g {{ {path} }} }}"
            small.extend(ox.Quad(s, p, o, g) for s, p, o, g in run(store, text).rows)  # type: ignore[arg-type]
    for some in _some(sorted({g for _, g in pairs})):
        text = f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {some} }} GRAPH ?s {{ ?s ?p ?o }} }}"
        small.extend(ox.Quad(s, p, o, s) for s, p, o in run(store, text).rows)  # type: ignore[arg-type]
    for some in _some(sorted({x for x, _ in pairs} | {g for _, g in pairs}) if united else ()):
        text = f"SELECT DISTINCT ?x ?r WHERE {{ VALUES ?x {{ {some} }} ?x kg:representative ?r }}"
        stands_for = ox.NamedNode(expand("kg:representative"))
        small.extend(ox.Quad(x, stands_for, r, MERGES) for x, r in run(store, text).rows)  # type: ignore[arg-type]
    if not evidence:  # the words of who takes part are named, but not there
        named_only = {ox.NamedNode(x[1:-1]) for x, _ in pairs - shown}
        for node in named_only:
            for quad in list(small.quads_for_pattern(node, ox.NamedNode(expand("gaf:denotedBy")), None, None)):
                small.remove(quad)
    return Graph(small)


def _some(terms: Sequence[str]) -> Iterator[str]:
    for at in range(0, len(terms), _AT_ONCE):
        yield " ".join(terms[at : at + _AT_ONCE])


def _term(iri: str) -> str:
    try:
        return str(ox.NamedNode(iri))
    except ValueError as error:
        raise QueryError(f"{iri}: is no IRI") from error


def _happening(data: ViewData, iri: str, nodes: list[Node]) -> Happening:
    """Several events as one: the words of the one most is said about, the bounds of all."""
    best = max(nodes, key=lambda n: (any(m.timeline for m in n.mentions), bool(n.edtf), len(n.mentions), n.iri == iri))
    mention = best.best
    sentence = ""
    if mention is not None:
        start, end = data.sentence(mention)
        sentence = data.articles[mention.article].text[start:end]
    main = [n for n in nodes if any(m.timeline for m in n.mentions)] or nodes
    said = {("denied" if m.negated else m.modality) for n in nodes for m in n.mentions if m.timeline} or {
        n.status for n in nodes
    }
    return Happening(
        iri, best.type, best.ar, best.en, best.edtf,
        min((n.first for n in main if n.first), default=""), max((n.last for n in main if n.last), default=""),
        tuple(m for m in MODALITIES if m in said), len({m.article for n in nodes for m in n.mentions}), sentence,
        _participants(data, {n.iri for n in nodes}),
    )  # fmt: skip


def _participants(data: ViewData, events: set[str]) -> tuple[Participant, ...]:
    found = {(role, other) for event, role, other in data.edges if event in events}
    ordered = sorted(found, key=lambda pair: (_ROLES.index(pair[0]), pair[1]))
    return tuple(
        Participant(role, iri, (n := data.nodes[iri]).kind, n.ar or n.en, n.en or n.ar) for role, iri in ordered
    )


def _report(data: ViewData, node: Node, mention: Mention) -> Report:
    about = data.articles[mention.article]
    start, end = data.sentence(mention)
    return Report(
        mention.article, about.title, about.publisher, about.published, node.iri, mention.start, mention.end,
        about.text[mention.start : mention.end], about.text[start:end], start,
        "denied" if mention.negated else mention.modality, mention.source, mention.claimant,
        _participants(data, {node.iri}),
    )  # fmt: skip
