"""The merges of an archive, kept in the store itself: what one article brings or takes changes only what it touches.

Three graphs beside the articles': `INDEX` (profiles and the keys under which likely pairs meet), `MERGES` (a scored
statement for every link, and the representative of every cluster) and `DECISIONS` (what a reader joined or refused,
which no run touches). Nothing here writes: every method returns a `Change`, so that the archive can write it in one
transaction with the article. All of it is a function of the set of articles and decisions, never of their order.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import StoreError
from kg.resolve.across import scoring
from kg.resolve.across.blocking import SHARED, article_keys, event_keys, name_keys
from kg.resolve.across.clustering import Clusters, Pair, ambiguous, clusters, pair
from kg.resolve.across.profiles import (
    ArticleProfile,
    EventProfile,
    Profiles,
    dump,
    load_article,
    load_event,
)  # fmt: skip
from kg.resolve.across.reader import Change, OxigraphReader, Reader, Row
from kg.resolve.across.reading import Triple, read_profiles
from kg.resolve.across.scoring import THRESHOLD, Link, contradicts
from kg.vocabulary import BASE, PREFIXES, expand

INDEX, MERGES, DECISIONS = (NamedNode(BASE + name) for name in ("index", "merges", "decisions"))
SAME = {"event": "kg:sameHappening", "entity": "owl:sameAs", "article": "kg:nearCopyOf"}
_TRUE = ("true", "1")
_AT_ONCE = 200  # values in one query
_HEAD = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("kg", "rdf", "rdfs", "owl", "schema", "xsd"))


@dataclass(frozen=True, slots=True)
class Merge:
    """A link as it stands in the store, and whether it holds: no refusal and no contradiction keeps the two apart."""

    link: Link
    holds: bool

    def quads(self) -> set[Quad]:
        """Return the statement: a `kg:Merge` with the two nodes, score, reasons, and whether it holds."""
        link = self.link
        node = NamedNode(f"{BASE}merge/{_digest(link.one, link.other)}")
        out = {
            Quad(node, _n("rdf:type"), _n("kg:Merge"), MERGES),
            Quad(node, _n("kg:one"), NamedNode(link.one), MERGES),
            Quad(node, _n("kg:other"), NamedNode(link.other), MERGES),
            Quad(node, _n("kg:mergeKind"), Literal(link.kind), MERGES),
            Quad(node, _n("kg:score"), Literal(f"{link.score:.3f}", datatype=_n("xsd:decimal")), MERGES),
            Quad(node, _n("kg:holds"), _boolean(self.holds), MERGES),
        }
        return out | {
            Quad(node, _n("kg:reason"), _n(f"kg:reason-{link.kind}-{r.replace(' ', '-')}"), MERGES)
            for r in link.reasons
        }


class Merging:
    """What is merged in a store, and what changes with an article or a reader's decision."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    # --- what the archive calls -----------------------------------------------------------------------------------

    def added(self, article: str, triples: Iterable[Triple] | None = None) -> Change:
        """Return what changes with an article that was added or replaced.

        `triples` are its graph where it is not in the store yet; without them the graph of that name is read.
        """
        profiles = read_profiles(article, self._triples(article) if triples is None else triples)
        return self._changed(article, profiles)

    def removed(self, article: str) -> Change:
        """Return what changes with an article that was, or is to be, removed."""
        return self._changed(article, None)

    def decided(self, one: str, other: str, same: bool) -> Change:
        """Return what changes when a reader says that two nodes are one (`kg merge`), or that they are not (`kg split`).

        The last word on a pair counts; saying it again changes nothing. Raises StoreError for a node that is unknown.
        """
        if one == other:
            raise StoreError(f"{one}: is given twice; a decision is about two nodes")
        kinds = {self._kind(one), self._kind(other)}
        if len(kinds) > 1:
            raise StoreError(f"{one} and {other} are of two kinds: {' and '.join(sorted(kinds))}")
        one, other = pair(one, other)
        kind = kinds.pop()
        node = NamedNode(f"{BASE}decision/{_digest(one, other)}")
        wanted = {
            Quad(node, _n("rdf:type"), _n("kg:Decision"), DECISIONS),
            Quad(node, _n("kg:one"), NamedNode(one), DECISIONS),
            Quad(node, _n("kg:other"), NamedNode(other), DECISIONS),
            Quad(node, _n("kg:mergeKind"), Literal(kind), DECISIONS),
            Quad(node, _n("kg:same"), _boolean(same), DECISIONS),
        }
        contrary = Quad(node, _n("kg:same"), _boolean(not same), DECISIONS)
        rows = self._select(f"SELECT ?same WHERE {{ GRAPH {DECISIONS} {{ {node} kg:same ?same }} }}")
        before = {row["same"] for row in rows}
        deleted = frozenset({contrary} if _boolean(not same).value in before else ())
        inserted = frozenset() if _boolean(same).value in before else frozenset(wanted)
        return Change(deleted, inserted).then(self._joined(kind, {one, other}, None, Change(), {}, (one, other, same)))

    def merges(self, kind: str | None = None) -> list[Merge]:
        """Return every link that was found, the best first: those that hold, and those held back."""
        found = [m for m in self._stored_links() if kind in (None, m.link.kind)]
        return sorted(found, key=lambda m: (-m.link.score, m.link.one, m.link.other))

    def decisions(self) -> list[tuple[str, str, bool]]:
        """Return what readers decided: two nodes, and whether they are one; sorted."""
        rows = self._select(
            f"SELECT ?one ?other ?same WHERE {{ GRAPH {DECISIONS} {{ ?d kg:one ?one ; kg:other ?other ; kg:same ?same }} }}"
        )
        return sorted((row["one"], row["other"], row["same"] in _TRUE) for row in rows)

    # --- one article ----------------------------------------------------------------------------------------------

    def _changed(self, article: str, profiles: Profiles | None) -> Change:
        before = self._index_of(article)
        after = set(_index_quads(profiles)) if profiles else set()
        shared = {q for q in before - after if _is(q, "entity")}  # a name's key stays while another article gives it
        before -= {q for q in shared if self._given_elsewhere(q, article)}
        index = Change(frozenset(before - after), frozenset(after - before))
        brought = profiles or Profiles(ArticleProfile(article))
        old = self._articles([article]).get(article)
        events = {e.iri: e for e in brought.events}
        events_touched = {_subject(q) for q in before | after if _is(q, "event")}
        names_touched = {q.object.value for q in before | after if q.predicate == _n("kg:names")}  # type: ignore[union-attr]
        near = self._met(article, brought.article)
        links = {
            "article": self._article_links(brought.article, near),
            "event": self._event_links(brought),
            "entity": _best([
                *self._name_links(names_touched, index), *self._story_links(brought.article, old, near, names_touched)
            ]),
        }  # fmt: skip
        change = index
        for kind, nodes in (("article", {article}), ("event", events_touched), ("entity", names_touched)):
            change = change.then(self._joined(kind, nodes, _strong(links[kind]), index, events))
        return change

    def _triples(self, article: str) -> Iterator[Triple]:
        for row in self._select(f"SELECT ?s ?p ?o (LANG(?o) AS ?l) WHERE {{ GRAPH <{article}> {{ ?s ?p ?o }} }}"):
            yield Triple(row["s"], row["p"], row["o"], row.get("l", ""))

    def _index_of(self, article: str) -> set[Quad]:
        """Return the quads of the index that the article stands for; keys of names may stand for others' too."""
        out: set[Quad] = set()
        node, given = NamedNode(article), expand("kg:supports")
        for row in self._select(f"SELECT ?p ?o WHERE {{ GRAPH {INDEX} {{ {node} ?p ?o }} }}"):
            value = NamedNode(row["o"]) if row["p"] == expand("kg:names") else Literal(row["o"])
            out.add(Quad(node, NamedNode(row["p"]), value, INDEX))
            if row["p"] == given:
                iri, _, key = row["o"].partition(" ")
                out.add(Quad(NamedNode(iri), _n("kg:key"), Literal(key), INDEX))
        rows = self._select(f"SELECT ?e ?p ?o WHERE {{ GRAPH {INDEX} {{ ?e kg:inArticle {node} ; ?p ?o }} }}")
        for row in rows:
            value = NamedNode(row["o"]) if row["p"] == expand("kg:inArticle") else Literal(row["o"])
            out.add(Quad(NamedNode(row["e"]), NamedNode(row["p"]), value, INDEX))
        return out

    def _given_elsewhere(self, key: Quad, article: str) -> bool:
        support = Literal(f"{_subject(key)} {key.object.value}")  # type: ignore[union-attr]
        rows = self._select(f"SELECT ?a WHERE {{ GRAPH {INDEX} {{ ?a kg:supports {support} }} }} LIMIT 2")
        return any(row["a"] != article for row in rows)

    # --- links ----------------------------------------------------------------------------------------------------

    def _article_links(self, article: ArticleProfile, near: Mapping[str, ArticleProfile]) -> list[Link]:
        return [scoring.score_articles(article, other) for other in near.values()]

    def _met(self, iri: str, article: ArticleProfile) -> dict[str, ArticleProfile]:
        """Return the profiles of the other articles that share a key with this one."""
        rows = self._in(f"SELECT DISTINCT ?node WHERE {{ GRAPH {INDEX} {{ %s ?node kg:key ?v }} }}",
                        article_keys(article)[1])  # fmt: skip
        return self._articles({row["node"] for row in rows} - {iri})

    def _event_links(self, brought: Profiles) -> list[Link]:
        asked: dict[str, list[EventProfile]] = defaultdict(list)
        for event in brought.events:
            for key in event_keys(event)[1]:
                asked[key].append(event)
        met: dict[tuple[str, str], int] = defaultdict(int)
        for row in self._in(f"SELECT ?node ?v WHERE {{ GRAPH {INDEX} {{ %s ?node kg:key ?v }} }}", asked):
            for event in asked[row["v"]]:
                met[event.iri, row["node"]] += 1
        wanted = {other for (_, other), shared in met.items() if shared >= SHARED}
        others = {i: e for i, e in self._events(wanted).items() if e.article != brought.article.iri}
        articles = self._articles({e.article for e in others.values()})
        mine = {event.iri: event for event in brought.events}
        inside = [(a, b) for a in brought.events for b in brought.events if a.iri < b.iri and a.type == b.type]
        return [scoring.score_events(a, b, brought.article, brought.article) for a, b in inside] + [
            scoring.score_events(mine[one], others[other], brought.article, articles[others[other].article])
            for (one, other), shared in met.items()
            if shared >= SHARED and other in others
        ]

    def _name_links(self, names: set[str], index: Change) -> list[Link]:
        """Return the links that the keys of these names make, as they will be after the change of the index."""
        keys: dict[str, set[str]] = defaultdict(set)
        for row in self._in(f"SELECT ?v ?key WHERE {{ GRAPH {INDEX} {{ %s ?v kg:key ?key }} }}", names, iris=True):
            keys[row["v"]].add(row["key"])
        _overlay(keys, index)
        asked = {key for name in names for key in keys[name]}
        holders: dict[str, set[str]] = defaultdict(set)
        for row in self._in(f"SELECT ?node ?v WHERE {{ GRAPH {INDEX} {{ %s ?node kg:key ?v }} }}", asked):
            holders[row["node"]].add(row["v"])
        _overlay(holders, index)
        by_key: dict[str, set[str]] = defaultdict(set)
        for node, found in holders.items():
            for key in found & asked:
                by_key[key].add(node)
        pairs = {pair(name, other) for name in names for key in keys[name] for other in by_key[key] if other != name}
        return [scoring.score_keys(a, b, holders[a] & holders[b]) for a, b in sorted(pairs)]

    def _story_links(
        self, article: ArticleProfile, old: ArticleProfile | None, near: Mapping[str, ArticleProfile], people: set[str]
    ) -> list[Link]:
        """Return all links of short names that touch `people`: those this article gives, and the stored that stay.

        A link has the best score that any two articles give it. Where the article as it was may have given the stored
        score, the other articles that name the two are compared anew.
        """
        given = self._told(article, near)
        stored = [m.link for m in self._links_of(people) if m.link.reasons == ("short in one story",)]
        if old is None:
            return [*given, *stored]
        gone = {(k.one, k.other): k.score for k in _best(self._told(old, self._met(old.iri, old)))}
        kept = [k for k in stored if gone.get((k.one, k.other), 0.0) < k.score]
        for link in stored:
            if link not in kept:
                kept += self._told_anew(link, article.iri)
        return [*given, *kept]

    def _told(self, article: ArticleProfile, near: Mapping[str, ArticleProfile]) -> list[Link]:
        links = [scoring.score_in_story(a, b, 0.5) for a in article.people for b in article.people if a < b]
        for other in near.values():
            if article.day and other.day and scoring.days_between(article.day, other.day) <= scoring.WINDOW:
                alike = scoring.story(article, other)
                if alike < scoring.ONE_STORY:
                    continue
                links += [scoring.score_in_story(a, b, alike) for a in article.people for b in other.people if a != b]
        return [link for link in links if link.score >= THRESHOLD]

    def _told_anew(self, link: Link, without: str) -> list[Link]:
        rows = self._in(f"SELECT ?article WHERE {{ GRAPH {INDEX} {{ %s ?article kg:names ?v }} }}", [link.one, link.other],
                        iris=True)  # fmt: skip
        articles = self._articles({row["article"] for row in rows} - {without})
        wanted = (link.one, link.other)
        links = [k for a in articles.values() for k in self._told(a, articles) if (k.one, k.other) == wanted]
        return _best(links)

    # --- clusters -------------------------------------------------------------------------------------------------

    def _joined(
        self, kind: str, nodes: set[str], links: Iterable[Link] | None, index: Change, events: Mapping[str, EventProfile],
        decision: tuple[str, str, bool] | None = None,
    ) -> Change:  # fmt: skip
        """Return what changes in the merges when `links` replace all that touch `nodes` (None: they stay).

        Only the components that these links touch are clustered anew. `decision` is one not stored yet.
        """
        stale = {m.link: m for m in self._links_of(nodes)}
        fresh = list(stale) if links is None else list(links)
        region = nodes | {n for link in (*stale, *fresh) for n in (link.one, link.other)}
        stored, decided = dict(stale), self._decided(region, decision)
        frontier = (region | {n for p in decided for n in p}) - nodes
        while frontier:
            region |= frontier
            found = {m.link: m for m in self._links_of(frontier)}
            stored |= found
            decided |= self._decided(frontier, decision)
            reached = {n for link in found for n in (link.one, link.other)} | {n for p in decided for n in p}
            frontier = reached - region
        kept = [link for link in stored if link not in stale] + fresh
        here = self._present(kind, {n for p in decided for n in p}, index)  # a decision waits for what it is about
        decided = {p: same for p, same in decided.items() if here.issuperset(p)}
        grouping = self._clustered(kind, region, kept, decided, events)
        before = {q for m in stored.values() for q in m.quads()} | self._clusters_of(region)
        after = {q for k in kept for q in Merge(k, pair(k.one, k.other) not in grouping.held_back).quads()}
        for node, first in grouping.representative.items():
            after.add(Quad(NamedNode(node), _n("kg:representative"), NamedNode(first), MERGES))
            if node != first:
                after.add(Quad(NamedNode(node), _n(SAME[kind]), NamedNode(first), MERGES))
        return Change(frozenset(before - after), frozenset(after - before))

    def _clustered(
        self, kind: str, region: set[str], links: list[Link], decided: Mapping[Pair, bool],
        events: Mapping[str, EventProfile],
    ) -> Clusters:  # fmt: skip
        apart: Callable[[str, str], bool] = lambda one, other: False  # noqa: E731
        if kind == "event":
            known = {**self._events(region - set(events)), **events}
            apart = lambda one, other: one in known and other in known and contradicts(known[one], known[other])  # noqa: E731
        elif kind == "entity":
            apart = scoring.entities_apart
        doubtful = ambiguous(links, apart) if kind == "entity" else set()
        found = clusters(
            (k for k in links if pair(k.one, k.other) not in doubtful),
            [p for p, same in decided.items() if not same], [p for p, same in decided.items() if same], apart,
        )  # fmt: skip
        return Clusters(found.representative, found.held_back | doubtful)

    def _links_of(self, nodes: Iterable[str]) -> list[Merge]:
        found = self._naming(MERGES, nodes)
        return self._stored_links(found) if found else []

    def _stored_links(self, merges: Iterable[str] | None = None) -> list[Merge]:
        """Return the links with these statements' IRIs, or all there are."""
        select = (
            f"SELECT ?v ?one ?other ?kind ?score ?holds ?reason WHERE {{ GRAPH {MERGES} {{ %s "
            "?v kg:one ?one ; kg:other ?other ; kg:mergeKind ?kind ; kg:score ?score ; kg:holds ?holds . "
            "OPTIONAL { ?v kg:reason ?reason } } }"
        )
        rows = self._select(select.replace("%s", "")) if merges is None else self._in(select, merges, iris=True)
        found: dict[str, Row] = {}
        why: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            found[row["v"]] = row
            if "reason" in row:
                why[row["v"]].add(row["reason"].split("#reason-")[1].split("-", 1)[1].replace("-", " "))
        return [
            Merge(Link(r["one"], r["other"], r["kind"], float(r["score"]), tuple(sorted(why[n]))), r["holds"] in _TRUE)
            for n, r in found.items()
        ]

    def _decided(self, nodes: Iterable[str], decision: tuple[str, str, bool] | None) -> dict[Pair, bool]:
        nodes = set(nodes)
        select = f"SELECT ?one ?other ?same WHERE {{ GRAPH {DECISIONS} {{ %s ?v kg:one ?one ; kg:other ?other ; kg:same ?same }} }}"
        rows = self._in(select, self._naming(DECISIONS, nodes) if self._any_decided() else (), iris=True)
        found = {(row["one"], row["other"]): row["same"] in _TRUE for row in rows}
        if decision is not None and set(decision[:2]) & nodes:
            found[decision[0], decision[1]] = decision[2]
        return found

    def _any_decided(self) -> bool:
        """Whether a reader has decided anything: seldom, and asking for every name costs."""
        return any(True for _ in self._select(f"SELECT ?v WHERE {{ GRAPH {DECISIONS} {{ ?v ?p ?o }} }} LIMIT 1"))

    def _naming(self, graph: NamedNode, nodes: Iterable[str]) -> set[str]:
        """Return the statements of a graph that name any of the nodes. Two plain lookups: engines join a UNION by reading all."""
        nodes, found = set(nodes), set[str]()
        for side in ("kg:one", "kg:other"):
            query = f"SELECT ?node WHERE {{ GRAPH {graph} {{ %s ?node {side} ?v }} }}"
            found |= {row["node"] for row in self._in(query, nodes, iris=True)}
        return found

    def _clusters_of(self, nodes: Iterable[str]) -> set[Quad]:
        # whatever the graph says of a node itself: engines that are given the predicates begin with these, and read them all
        rows = self._in(f"SELECT ?v ?p ?o WHERE {{ GRAPH {MERGES} {{ %s ?v ?p ?o }} }}", nodes, iris=True)
        return {Quad(NamedNode(row["v"]), NamedNode(row["p"]), NamedNode(row["o"]), MERGES) for row in rows}

    def _present(self, kind: str, nodes: set[str], index: Change) -> set[str]:
        """Return those of the nodes that an article of the archive has, as it will be after the change of the index."""
        pattern = "?a kg:names ?v" if kind == "entity" else "?v kg:profile ?a"
        wanted = _n("kg:names" if kind == "entity" else "kg:profile")
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._in(f"SELECT ?v ?a WHERE {{ GRAPH {INDEX} {{ %s {pattern} }} }}", nodes, iris=True):
            found[row["v"]].add(row["a"])
        for quads, change in ((index.deleted, set.discard), (index.inserted, set.add)):
            for quad in quads:
                if quad.predicate == wanted:
                    here, other = _subject(quad), quad.object.value  # type: ignore[union-attr]
                    node, value = (other, here) if kind == "entity" else (here, other)
                    change(found[node], value)
        return {node for node in nodes if found[node]}

    # --- asking ---------------------------------------------------------------------------------------------------

    def _events(self, iris: Iterable[str]) -> dict[str, EventProfile]:
        return {iri: load_event(text) for iri, text in self._profiles(iris)}

    def _articles(self, iris: Iterable[str]) -> dict[str, ArticleProfile]:
        return {iri: load_article(text) for iri, text in self._profiles(iris)}

    def _profiles(self, iris: Iterable[str]) -> Iterator[tuple[str, str]]:
        for row in self._in(f"SELECT ?v ?p WHERE {{ GRAPH {INDEX} {{ %s ?v kg:profile ?p }} }}", iris, iris=True):
            yield row["v"], row["p"]

    def _kind(self, iri: str) -> str:
        kind = next((kind for kind in SAME if iri.startswith(f"{BASE}{kind}/")), None)
        if kind is None or not list(self._select(f"SELECT ?p WHERE {{ GRAPH ?g {{ <{iri}> ?p ?o }} }} LIMIT 1")):
            raise StoreError(f"{iri}: no event, name or article of this store; `kg query` shows their IRIs")
        return kind

    def _in(self, sparql: str, values: Iterable[str], iris: bool = False) -> Iterator[Row]:
        """Yield the rows of a query with `%s` for the values of ?v, some hundred at a time."""
        rest = iter(sorted(set(values)))
        while chunk := list(islice(rest, _AT_ONCE)):
            terms = " ".join(str(NamedNode(value)) if iris else str(Literal(value)) for value in chunk)
            yield from self._select(sparql.replace("%s", f"VALUES ?v {{ {terms} }}"))

    def _select(self, sparql: str) -> Iterable[Row]:
        return self.reader.select(_HEAD + sparql)


def update(store: Store, article: str) -> Change:
    """Bring the merges of an embedded store up to date after an article was added or replaced; return what changed."""
    change = Merging(OxigraphReader(store)).added(article)
    change.apply(store)
    return change


def update_removed(store: Store, article: str) -> Change:
    """Bring the merges of an embedded store up to date after an article was removed; return what changed."""
    change = Merging(OxigraphReader(store)).removed(article)
    change.apply(store)
    return change


def _index_quads(profiles: Profiles) -> Iterator[Quad]:
    article = NamedNode(profiles.article.iri)
    yield Quad(article, _n("kg:profile"), Literal(dump(profiles.article)), INDEX)
    for key in article_keys(profiles.article)[0]:
        yield Quad(article, _n("kg:key"), Literal(key), INDEX)
    for event in profiles.events:
        node = NamedNode(event.iri)
        yield Quad(node, _n("kg:inArticle"), article, INDEX)
        yield Quad(node, _n("kg:profile"), Literal(dump(event)), INDEX)
        for key in event_keys(event)[0]:
            yield Quad(node, _n("kg:key"), Literal(key), INDEX)
    for entity in profiles.entities:
        yield Quad(article, _n("kg:names"), NamedNode(entity.iri), INDEX)
        for key in name_keys(entity):
            yield Quad(NamedNode(entity.iri), _n("kg:key"), Literal(key), INDEX)
            yield Quad(article, _n("kg:supports"), Literal(f"{entity.iri} {key}"), INDEX)


def _overlay(keys: dict[str, set[str]], index: Change) -> None:
    for quads, change in ((index.deleted, set.discard), (index.inserted, set.add)):
        for quad in quads:
            if _is(quad, "entity"):
                change(keys[_subject(quad)], quad.object.value)  # type: ignore[union-attr]


def _best(links: Iterable[Link]) -> list[Link]:
    """Return one link for each pair: the best, of equals the one whose reasons sort first."""
    found: dict[Pair, Link] = {}
    for link in sorted(links, key=lambda k: (-k.score, k.reasons)):
        found.setdefault((link.one, link.other), link)
    return list(found.values())


def _strong(links: Iterable[Link]) -> list[Link]:
    return [link for link in links if link.score >= THRESHOLD]


def _subject(quad: Quad) -> str:
    return quad.subject.value  # type: ignore[union-attr]


def _is(quad: Quad, kind: str) -> bool:
    return _subject(quad).startswith(f"{BASE}{kind}/")


def _digest(one: str, other: str) -> str:
    return hashlib.sha256(f"{one} {other}".encode()).hexdigest()[:24]


def _n(name: str) -> NamedNode:
    return NamedNode(expand(name))


def _boolean(value: bool) -> Literal:
    return Literal(str(value).lower(), datatype=_n("xsd:boolean"))


def merger(archive: Store, article: NamedNode, come: frozenset[Quad] | None) -> tuple[frozenset[Quad], frozenset[Quad]]:
    """Return what goes from and comes into the shared graphs with an article: what an archive calls (kg.store.Merger)."""
    merging = Merging(OxigraphReader(archive))
    change = merging.removed(article.value) if come is None else merging.added(article.value, map(_triple, come))
    return change.deleted, change.inserted


def _triple(quad: Quad) -> Triple:
    value = quad.object
    words = value.value if isinstance(value, Literal | NamedNode) else str(value)
    language = (value.language or "") if isinstance(value, Literal) else ""
    return Triple(str(quad.subject.value), quad.predicate.value, words, language)  # type: ignore[union-attr]
