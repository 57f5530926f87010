"""The archive: articles come, are corrected and go; one named graph an article, and what is held to be the same.

The graph `kg/archive` is the store's table of contents: the digest of every article that is in whole. An article is
written before its digest and loses its digest before it goes, so that a run that was cut off can be repeated.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph import ONTOLOGY, Graph
from kg.model import Annotations, Document
from kg.query import Table, Term, run
from kg.rdf import article_iri, quads, text_hash, work, work_of
from kg.store.change import ARCHIVE, Backend, Change, Merger
from kg.vocabulary import BASE, expand, ontology_text

VERSION = "1"  # of how the store is laid out; raised when an older kg would read it wrongly
_KEPT = ("schema:headline", "schema:text", "schema:datePublished", "schema:dateModified", "kg:sha256")  # of a revision
_SAID = {"etag": "kg:etag", "modified": "kg:lastModified", "stated": "kg:statedByFeed"}


class Outcome(StrEnum):
    """What adding an article did; false where nothing changed."""

    new = "new"
    revised = "revised"
    changed = "changed"
    unchanged = "already there"
    older = "older than what is there"

    def __bool__(self) -> bool:
        return self not in (Outcome.unchanged, Outcome.older)


@dataclass(frozen=True, slots=True)
class Article:
    """One article of an archive; `id` is the one it states or that of its text, `name` the last part of its IRI."""

    iri: str
    id: str
    title: str
    publisher: str | None
    published: str | None
    modified: str | None
    url: str | None
    sha256: str

    @property
    def name(self) -> str:
        return self.iri.rpartition("/")[2]

    @property
    def moment(self) -> datetime | None:
        """When this version is from; None where it does not say. Days begin at midnight, UTC where no zone is said."""
        stated = self.modified or self.published
        if stated is None:
            return None
        moment = datetime.fromisoformat(stated)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    @property
    def work(self) -> str:
        """What stays the same when the article is corrected; empty where it has no name but its text."""
        return work_of(self.url, self.publisher, self.id, self.sha256)


class Store:
    """An archive of articles over a backend. `merger`, where there is one, keeps what is the same across articles."""

    def __init__(self, backend: Backend, merger: Merger | None = None, create: bool = True) -> None:
        self.backend, self.merger = backend, merger
        self._prepare(create)

    @property
    def store(self) -> ox.Store:
        """What queries are put to."""
        return self.backend.asked

    def close(self) -> None:
        """Close the backend."""
        self.backend.close()

    # --- what is there --------------------------------------------------------------------------------------------

    def ask(self, sparql: str) -> Table:
        """Run a query over all graphs. Raises QueryError or StoreError."""
        return run(self.store, sparql)

    def graph(self) -> Graph:
        """Return the whole archive as a graph over the same store."""
        return Graph(self.store)

    def article_quads(self, article: str) -> set[ox.Quad]:
        """Return the named graph of the article with that IRI; empty where there is none."""
        return self.backend.graph(ox.NamedNode(article))

    def articles(self) -> list[str]:
        """Return the IRIs of the stored articles, sorted."""
        return sorted(str(row["a"]) for row in self.ask("SELECT DISTINCT ?a { ?a a schema:NewsArticle }"))

    def contents(self) -> list[Article]:
        """Return the stored articles, oldest first, undated ones last."""
        found = self._articles("")
        return sorted(found, key=lambda a: (a.published is None, a.published or "", a.iri))

    def revisions(self, article: str) -> list[str]:
        """Return the IRIs of the article's earlier versions, sorted."""
        return sorted(o.value for p, o in self._about(article) if p == _name("prov:wasRevisionOf"))

    def find(self, word: str) -> list[Article]:
        """Return the articles with that IRI, beginning of its last part (six letters or more), id or URL."""
        if word.startswith(BASE):
            return self._articles(f"VALUES ?a {{ {_node(word)} }}")
        value = ox.Literal(word)
        found = self._articles(f"?a ?key {value} . FILTER(?key IN (schema:identifier, schema:url))")
        if not found and len(word) >= 6 and all(c in "0123456789abcdef" for c in word):
            found = self._articles(f"FILTER(STRSTARTS(STR(?a), {ox.Literal(f'{BASE}article/{word}')}))")
        return sorted(found, key=lambda a: a.iri)

    def of_source(self, source: str) -> list[Article]:
        """Return the articles of a publisher, or of an agency that the publisher names as its own source."""
        value = ox.Literal(source)
        return sorted(
            self._articles(f"?a ?source {value} . FILTER(?source IN (schema:publisher, kg:via))"), key=lambda a: a.iri
        )

    def _articles(self, pattern: str) -> list[Article]:
        table = self.ask(
            f"SELECT DISTINCT ?a ?id ?title ?publisher ?published ?modified ?url ?digest WHERE {{ {pattern}"
            " ?a a schema:NewsArticle ; schema:identifier ?id ; kg:sha256 ?digest ."
            " OPTIONAL { ?a schema:headline ?title } OPTIONAL { ?a schema:publisher ?publisher }"
            " OPTIONAL { ?a schema:datePublished ?published } OPTIONAL { ?a schema:dateModified ?modified }"
            " OPTIONAL { ?a schema:url ?url } }"
        )
        return [
            Article(str(r["a"]), str(r["id"]), r["title"] or "", r["publisher"], r["published"], r["modified"],
                    r["url"], str(r["digest"]))
            for r in table
        ]  # fmt: skip

    # --- coming and going -----------------------------------------------------------------------------------------

    def add(self, annotations: Annotations) -> Outcome:
        """Add an article, whole or not at all; a version of one that is there replaces it and keeps its revision.

        Of two dated versions the later one stays, in whatever order they come; of undated ones, the last that came.
        Raises StoreError.
        """
        iri = article_iri(annotations.document)
        made = frozenset(quads(annotations))
        digest = _digest(made)
        present = self._digests([iri])
        versions = self._versions(annotations.document, iri)
        others = [a for a in versions if a.iri != iri]
        if present == {_listed(iri, digest)} and not others:
            return Outcome.unchanged
        incoming = _article(annotations.document, iri)
        if not present:
            for other in others:
                if self._was(other.iri, iri):
                    return Outcome.unchanged
        if incoming.work and (later := next((a for a in versions if _earlier(incoming, a)), None)):
            if later.iri != iri:
                self._put(later.iri, self.article_quads(later.iri) | _revision(later.iri, iri, _facts(made, iri)))
            return Outcome.older
        history = self._history(iri, iri)
        for other in others:
            history |= _revision(iri, other.iri, self._about(other.iri)) | self._history(other.iri, iri)
        self._exchange(iri, made | history, digest, [a.iri for a in others])
        return Outcome.revised if others else Outcome.changed if present else Outcome.new

    def remove(self, article: str) -> bool:
        """Remove the article with that IRI and what only it supported; return whether it was there."""
        if not self.ask(f"SELECT ?p {{ GRAPH {_node(article)} {{ ?s ?p ?o }} }} LIMIT 1").rows:
            return False
        self._exchange(None, frozenset(), "", [article])
        return True

    def restore(self, article: frozenset[ox.Quad]) -> Outcome:
        """Put back the whole graph of an article as an archive gave it out, revisions included; merges as in `add`."""
        name = next(iter(article)).graph_name.value  # type: ignore[union-attr]
        past = {q.object for q in article if q.predicate == _name("prov:wasRevisionOf")}
        digest = _digest(q for q in article if q.subject not in past and q.object not in past)
        present = self._digests([name])
        if present == {_listed(name, digest)} and self.article_quads(name) == article:
            return Outcome.unchanged
        self._exchange(name, article, digest, [])
        return Outcome.changed if present else Outcome.new

    def insert(self, shared: Iterable[ox.Quad]) -> None:
        """Add statements to graphs that all articles share."""
        by_graph: dict[ox.NamedNode, set[ox.Quad]] = {}
        for quad in shared:
            by_graph.setdefault(quad.graph_name, set()).add(quad)  # type: ignore[arg-type]
        missing = {q for name, found in by_graph.items() for q in found - self.backend.graph(name)}
        if missing:
            self.backend.apply(Change(insert=frozenset(missing)))

    def _exchange(self, article: str | None, made: frozenset[ox.Quad], digest: str, gone: list[str]) -> None:
        """Let one article come and others go, with what the archive and its merges say of them, in one change.

        Where a version takes the place of another, the merges of that one go first, by themselves: a run that is cut
        off in between leaves the old version unmerged, and the next one begins there.
        """
        if article is not None:
            for name in gone:
                less, more = self._merged(name, None)
                if less or more:
                    self.backend.apply(Change(delete=less - more, insert=more))
        graphs = {_node(name): frozenset[ox.Quad]() for name in gone}
        delete = self._digests([*gone, *([article] if article else [])])
        insert = set[ox.Quad]()
        if article is None:
            delete |= self._fetched(gone)
        for name, come in [(article, made)] if article is not None else [(name, None) for name in gone]:
            less, more = self._merged(name, come)
            delete, insert = delete | less, insert | more
        if article is not None:
            graphs[_node(article)] = made
            insert.add(_listed(article, digest))
        self.backend.apply(Change(graphs, frozenset(delete - insert), frozenset(insert)))

    def _merged(self, article: str, come: frozenset[ox.Quad] | None) -> tuple[frozenset[ox.Quad], frozenset[ox.Quad]]:
        if self.merger is None:
            return frozenset(), frozenset()
        less, more = self.merger(self.store, _node(article), come)
        return frozenset(less), frozenset(more)

    def _put(self, article: str, made: Iterable[ox.Quad]) -> None:
        self.backend.apply(Change({_node(article): frozenset(made)}))

    # --- what was fetched -----------------------------------------------------------------------------------------

    def fetched(self, url: str) -> dict[str, str]:
        """Return what was said of a URL when it was last read: `etag`, `modified`, `stated`; empty where it is new."""
        names = {expand(name): key for key, name in _SAID.items()}
        table = self.ask(f"SELECT ?p ?o {{ GRAPH {ARCHIVE} {{ {_visit(url)} ?p ?o }} }}")
        return {names[p]: str(row["o"]) for row in table if (p := str(row["p"])) in names}

    def remember(
        self,
        url: str,
        etag: str | None,
        modified: str | None,
        *,
        article: str | None = None,
        stated: str | None = None,
        feed: bool = False,
    ) -> None:
        """Keep what the server said of a URL whose articles are all in, and when its feed says that it changed.

        `article` is the address that the article there calls its own: when that is removed, the visit is forgotten.
        """
        visit = _visit(url)
        facts = [("schema:url", url), ("schema:url", article), (_SAID["etag"], etag),
                 (_SAID["modified"], modified), (_SAID["stated"], stated)]  # fmt: skip
        new = {ox.Quad(visit, _name(p), ox.Literal(o), ARCHIVE) for p, o in facts if o}
        new |= {ox.Quad(visit, _name("rdf:type"), _name("schema:DataFeed"), ARCHIVE)} if feed else set()
        table = self.ask(f"SELECT ?p ?o {{ GRAPH {ARCHIVE} {{ {visit} ?p ?o }} }}")
        old = {ox.Quad(visit, p, o, ARCHIVE) for p, o in table.rows}  # type: ignore[arg-type]
        if old != new:
            self.backend.apply(Change(delete=frozenset(old - new), insert=frozenset(new - old)))

    def _fetched(self, articles: list[str]) -> set[ox.Quad]:
        """Return what is kept of reading these articles' URLs and all feeds, which must be read again without them."""
        nodes = " ".join(str(_node(a)) for a in articles)
        table = self.ask(
            f"SELECT DISTINCT ?f ?p ?o {{ GRAPH {ARCHIVE} {{ ?f schema:url ?u ; ?p ?o }}"
            f" {{ GRAPH {ARCHIVE} {{ ?f a schema:DataFeed }} }} UNION"
            f" {{ VALUES ?a {{ {nodes} }} ?a a schema:NewsArticle ; schema:url ?u }} }}"
        )
        return {ox.Quad(f, p, o, ARCHIVE) for f, p, o in table.rows}  # type: ignore[arg-type]

    # --- versions -------------------------------------------------------------------------------------------------

    def _versions(self, document: Document, iri: str) -> list[Article]:
        """Return what is there of the same work: this version, another one, or after a run that was cut off both."""
        key = work(document)
        found = self._articles(f"VALUES ?a {{ {_node(iri)} }}")
        if key and key.startswith(("http://", "https://")):
            found += self._articles(f"?a schema:url {ox.Literal(key)} .")
        elif key:
            found += self._articles(f"?a schema:identifier {ox.Literal(document.id)} .")
        return list({a.iri: a for a in found if a.iri == iri or a.work == key}.values())

    def _was(self, article: str, iri: str) -> bool:
        """Say whether an article has that one among its earlier versions."""
        node = _node(article)
        table = self.ask(f"SELECT ?v {{ GRAPH {node} {{ {node} prov:wasRevisionOf ?v }} FILTER(?v = {_node(iri)}) }}")
        return bool(table.rows)

    def _about(self, node: str, graph: str | None = None) -> list[tuple[Term, Term]]:
        table = self.ask(f"SELECT ?p ?o {{ GRAPH {_node(graph or node)} {{ {_node(node)} ?p ?o }} }}")
        return [(p, o) for p, o in table.rows if p is not None and o is not None]

    def _history(self, article: str, heir: str) -> frozenset[ox.Quad]:
        """Return what the article's graph says about its earlier versions, as the heir's."""
        past = [o.value for p, o in self._about(article) if p == _name("prov:wasRevisionOf")]
        return frozenset(q for v in past if v != heir for q in _revision(heir, v, self._about(v, article)))

    def _digests(self, articles: list[str]) -> set[ox.Quad]:
        nodes = " ".join(str(_node(a)) for a in articles)
        table = self.ask(f"SELECT ?a ?d {{ VALUES ?a {{ {nodes} }} GRAPH {ARCHIVE} {{ ?a kg:digest ?d }} }}")
        return {_listed(a.value, d.value) for a, d in table.rows if a is not None and d is not None}

    # --- opening --------------------------------------------------------------------------------------------------

    def _prepare(self, create: bool) -> None:
        """See that this is an archive this kg understands, with its ontology; raises StoreError."""
        where = self.backend.where
        said = self.ask(f"SELECT ?p ?o {{ GRAPH {ARCHIVE} {{ {ARCHIVE} ?p ?o }} }}").rows
        facts = {p.value: o.value for p, o in said if p is not None and o is not None}
        version = facts.get(expand("kg:storeVersion"))
        if version is None and self.ask("SELECT ?a { GRAPH ?g { ?a a schema:NewsArticle } } LIMIT 1").rows:
            version = "0"
        if version is None and (self.backend.read_only or not create):
            raise StoreError(f"{where}: no archive there; make one with `kg add ARTICLE --store {where}`")
        if version not in (None, VERSION):
            raise StoreError(
                f"{where}: is an archive of version {version}, this kg keeps version {VERSION};"
                " export it with the kg that made it and import it here"
            )
        text = [ontology_text(name) for name in ("kg.ttl", "event-types.ttl")]
        digest = hashlib.sha256("".join(text).encode()).hexdigest()
        if not self.backend.read_only and facts.get(expand("kg:ontologyDigest")) != digest:
            self._describe(text, digest, said)
        self.backend.look_everywhere(f"ASK {{ {ARCHIVE} {_name('kg:storeVersion')} ?version }}")

    def _describe(self, text: list[str], digest: str, said: Iterable[tuple[Term | None, ...]]) -> None:
        """Write the ontology and what the archive says of itself."""
        parsed = {ox.Quad(q.subject, q.predicate, q.object, ONTOLOGY)
                  for each in text for q in ox.parse(each.encode(), format=ox.RdfFormat.TURTLE)}  # fmt: skip
        new = {ox.Quad(ARCHIVE, _name("kg:storeVersion"), ox.Literal(VERSION), ARCHIVE),
               ox.Quad(ARCHIVE, _name("kg:ontologyDigest"), ox.Literal(digest), ARCHIVE)}  # fmt: skip
        old = {ox.Quad(ARCHIVE, p, o, ARCHIVE) for p, o in said}  # type: ignore[arg-type]
        self.backend.apply(Change({ONTOLOGY: frozenset(parsed)}, frozenset(old - new), frozenset(new - old)))


def _name(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name))


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise StoreError(f"{iri}: is no IRI") from error


def _visit(url: str) -> ox.NamedNode:
    return ox.NamedNode(f"{BASE}visit/{hashlib.sha256(url.encode()).hexdigest()[:32]}")


def _listed(article: str, digest: str) -> ox.Quad:
    return ox.Quad(_node(article), _name("kg:digest"), ox.Literal(digest), ARCHIVE)


def _digest(quads: Iterable[ox.Quad]) -> str:
    return hashlib.sha256("\n".join(sorted(map(str, quads))).encode()).hexdigest()


def _article(document: Document, iri: str) -> Article:
    return Article(iri, document.id, document.title, document.publisher, document.published, document.modified,
                   document.url, text_hash(document))  # fmt: skip


def _earlier(one: Article, other: Article) -> bool:
    """Say whether a version is stated to be from before another."""
    return one.moment is not None and other.moment is not None and one.moment < other.moment


def _facts(quads: Iterable[ox.Quad], subject: str) -> list[tuple[Term, Term]]:
    return [(q.predicate, q.object) for q in quads if q.subject.value == subject]  # type: ignore[union-attr,misc]


def _revision(heir: str, past: str, facts: Iterable[tuple[Term, Term]]) -> frozenset[ox.Quad]:
    """Return an earlier version as it is kept in its heir's graph: what it was, without what it told."""
    graph, node = _node(heir), _node(past)
    kept = {expand(name) for name in _KEPT}
    return frozenset({
        ox.Quad(graph, _name("prov:wasRevisionOf"), node, graph),
        ox.Quad(node, _name("rdf:type"), _name("prov:Entity"), graph),
        *(ox.Quad(node, p, o, graph) for p, o in facts if p.value in kept),  # type: ignore[arg-type]
    })  # fmt: skip
