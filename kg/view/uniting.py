"""One happening in many articles as one node: what an archive's merges hold to be one is drawn once.

`unite` joins the nodes that share a `kg:representative`, with all their mentions, and beside them what each article
says of it: figures that disagree stay apart, each with its source. Plain nouns and figures of joined events are joined
where they are the same words, or the same amount.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import networkx as nx

from kg.arabic.normalize import fold
from kg.edtf import bounds
from kg.view.nodes import Article, Mention, Node, Report, ViewData
from kg.view.words import words

_FIRMEST = ("asserted", "planned", "demanded", "possible", "denied")

Edge = tuple[str, str, str]


def unite(data: ViewData, same: Mapping[str, str]) -> tuple[dict[str, Node], list[Edge]]:
    """Return nodes and edges in which what is one is one node; `same` names the one that stands for each IRI.

    A node that stands for several has the IRI of that one. Edges come in and go out sorted.
    """
    when: dict[str, tuple[str, str]] = defaultdict(lambda: ("~", ""))
    when |= {iri: (article.published or "~", iri) for iri, article in data.articles.items()}
    for node in data.nodes.values():
        node.mentions.sort(key=lambda m: (when[m.article], m.start, m.end))
    home = {iri: same.get(iri, iri) for iri in data.nodes}
    groups: dict[str, list[Node]] = defaultdict(list)
    for iri in data.nodes:
        groups[home[iri]].append(data.nodes[iri])
    joined = {iri for iri, members in groups.items() if len(members) > 1}
    home |= {one.iri: one.iri for iri, (one, *others) in groups.items() if not others}  # the rest is not here
    if not joined:
        return data.nodes, data.edges
    _join_fillers(data, home, joined)
    groups.clear()
    for iri in sorted(data.nodes):
        groups[home[iri]].append(data.nodes[iri])
    edges = sorted({(home[e], role, home[o]) for e, role, o in data.edges if home[e] != home[o]})
    nodes = {iri: _one(iri, members, data.articles, when) if iri in joined or len(members) > 1 else members[0]
             for iri, members in groups.items()}  # fmt: skip
    for node in nodes.values():
        for mention in node.mentions:
            if mention.claimant:
                mention.claimant = home.get(mention.claimant, mention.claimant)
                mention.source = (nodes[mention.claimant].ar if mention.claimant in nodes else "") or mention.source
    united = ViewData(data.articles, nodes, edges)
    fillers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for event, role, other in data.edges:
        if data.nodes[other].kind == "Quantity" and home[event] in joined:
            fillers[event].append((role, home[other]))
    for iri in sorted(joined):
        if nodes[iri].kind == "Event":
            _report(nodes[iri], united, fillers)
    return nodes, edges


def _join_fillers(data: ViewData, home: dict[str, str], joined: set[str]) -> None:
    """Let nouns of the same words, and figures of the same amount, be one where they fill roles of one happening."""
    meeting: nx.Graph[str | tuple[object, ...]] = nx.Graph()
    for event, _, other in data.edges:
        node = data.nodes[other]
        if home[event] in joined and node.kind in ("Participant", "Quantity"):
            meeting.add_edge(other, (home[event], node.amount if node.kind == "Quantity" else fold(node.ar)))
    for part in nx.connected_components(meeting):
        iris = sorted(iri for iri in part if isinstance(iri, str))
        home.update(dict.fromkeys(iris, iris[0]))


def _one(iri: str, members: list[Node], articles: Mapping[str, Article], when: Mapping[str, tuple[str, str]]) -> Node:
    """Return the node that stands for its members."""
    mentions: dict[tuple[object, ...], Mention] = {}
    owner: dict[int, Node] = {}
    for member in members:
        for m in member.mentions:
            kept = mentions.setdefault((m.article, m.start, m.end, m.status, m.claimant), m)
            owner.setdefault(id(kept), member)
    node = Node(iri, members[0].kind, members=members)
    node.mentions = sorted(  # by article, the earliest first; in each the story before its headline
        mentions.values(), key=lambda m: (when[m.article], _in_headline(m, articles), m.start, m.end, m.status)
    )
    if node.kind == "Event" and node.mentions:
        node.united = _together({m.status for m in node.mentions if m.timeline} or {m.status for m in node.mentions})
        fitting = [m for m in node.mentions if m.status == node.united] or node.mentions
        first = next((m for m in fitting if m.timeline), fitting[0])
        node.lead = next(m for m in fitting if m.article == first.article)
    # an event is named by the mention that stands for it, a name as most articles have it and in full
    lead = owner[id(node.lead)] if node.lead else max(members, key=lambda n: (n.told, len(n.ar), n.iri == iri, n.iri))
    dated = sorted((n for n in members if n.edtf), key=lambda n: (_width(n), n is not lead, n.iri))
    for name in ("type", "ar", "en", "country", "amount"):
        setattr(node, name, getattr(lead, name) or next((v for n in members if (v := getattr(n, name))), ""))
    for name in ("edtf", "first", "last"):
        setattr(node, name, getattr(dated[0], name) if dated else "")
    return node


def _in_headline(mention: Mention, articles: Mapping[str, Article]) -> bool:
    regions = articles[mention.article].regions if mention.article in articles else []
    return any(kind == "headline" and start <= mention.start < end for start, end, kind in regions)


def _together(statuses: set[str]) -> str:
    """Return how reports together tell a happening: the firmest of them; what some deny and some do not is disputed."""
    if "denied" in statuses and len(statuses) > 1:
        return "disputed"
    return next((status for status in _FIRMEST if status in statuses), "")


def _width(node: Node) -> float:
    """Return how many days the stated time leaves open."""
    try:
        limits = bounds(node.edtf)
    except ValueError:
        return float("inf")
    if limits.earliest_begin is None or limits.latest_end is None:
        return float("inf")
    return (limits.latest_end - limits.earliest_begin).days


def _report(node: Node, data: ViewData, fillers: Mapping[str, list[tuple[str, str]]]) -> None:
    """Give a happening what each article and source says of it, and its label the figures that differ."""
    rows: dict[tuple[str, str, str], Report] = {}
    for member in node.members:
        stating = {figure: _stating(figure, member, data) for _, figure in fillers[member.iri]}
        for m in member.mentions:
            row = rows.setdefault((m.article, m.source, m.status), Report(m.article, m.source, m.claimant, m.status, "", []))  # fmt: skip
            row.edtf = row.edtf or member.edtf
            row.figures += [f for f, where in stating.items() if m in where and f not in row.figures]
    order = {article: n for n, article in enumerate(dict.fromkeys(m.article for m in node.mentions))}
    found = sorted(rows.values(), key=lambda r: (order[r.article], not r.source, r.source, r.status))
    node.reports = [row for row in found if not _said_again(row, found)]
    roles = {
        figure: (role, data.nodes[figure].amount[2]) for each in node.members for role, figure in fillers[each.iri]
    }
    lead = next((n for n in node.members if node.best in n.mentions), node.members[0])
    stated = {figure for _, figure in fillers[lead.iri]}
    told = dict.fromkeys(figure for row in node.reports for figure in row.figures)
    node.differing = [f for f in told if f not in stated and any(roles[f] == roles[s] for s in stated)]
    node.ar = alternatives(node.ar, [data.nodes[f].ar for f in node.differing], "ar")


def _stating(figure: str, member: Node, data: ViewData) -> list[Mention | None]:
    """Return the event's mentions whose sentence states the figure, else the one that stands for the event."""
    places = [(m.article, m.start) for m in data.nodes[figure].mentions]
    found: list[Mention | None] = []
    for mention in member.mentions:
        start, end = data.sentence(mention)
        if any(article == mention.article and start <= at < end for article, at in places):
            found.append(mention)
    return found or [member.best]


def _said_again(row: Report, rows: Iterable[Report]) -> bool:
    """Say whether a paper's own words (its headline) only repeat what a source in it says."""
    return not row.source and any(
        other.source and other.article == row.article and other.status == row.status
        and set(row.figures) <= set(other.figures) for other in rows
    )  # fmt: skip


def alternatives(label: str, others: Iterable[str], language: str) -> str:
    """Return the label with the figures that other reports give.

    >>> alternatives("Death: 12 person", ["15 person"], "en")
    'Death: 12 person or 15 person'
    """
    return f" {words()['or'][language]} ".join(dict.fromkeys([label, *(each for each in others if each)]))


def mark_copies(articles: Mapping[str, Article], same: Mapping[str, str]) -> None:
    """Let every near-copy of an article name the one that was published first."""
    first: dict[str, str] = {}
    for iri in sorted(articles, key=lambda iri: (articles[iri].published or "~", iri)):
        if iri in same:
            earliest = first.setdefault(same[iri], iri)
            articles[iri].copy_of = earliest if earliest != iri else ""
