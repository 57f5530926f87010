"""The graph that `kg.build` gives back: quads in memory, to ask, to look at and to write."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph as ox
import rdflib

from kg import query as asking
from kg.errors import OutputError, StoreError
from kg.model import Annotations
from kg.rdf import quads
from kg.vocabulary import PREFIXES, ontology_text

if TYPE_CHECKING:
    from kg.view import Page

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
ONTOLOGY = ox.NamedNode("https://w3id.org/kg/ontology")

_SHOWN = 5000  # events up to which a graph shows itself in a notebook

# what a store knows about itself and makes for itself
_BESIDE = (ONTOLOGY, *(ox.NamedNode(f"https://w3id.org/kg/{name}") for name in ("archive", "index")))


class Graph:
    """One or more articles as RDF, with the ontology beside them in a graph of its own.

    `store` is the pyoxigraph store; `Graph()` is empty and `add` takes annotations or quads.
    """

    def __init__(self, store: ox.Store | None = None) -> None:
        self.store = store if store is not None else ox.Store()
        for name in ("kg.ttl", "event-types.ttl") if store is None else ():
            self.store.load(ontology_text(name).encode(), format=ox.RdfFormat.TURTLE, to_graph=ONTOLOGY)

    def add(self, annotations: Annotations) -> Graph:
        """Add one article; adding it again changes nothing."""
        self.store.extend(quads(annotations))
        return self

    def quads(self) -> list[ox.Quad]:
        """Return what the articles say and what is held to be the same in them, sorted, without the ontology."""
        return sorted((q for q in self.store if q.graph_name not in _BESIDE), key=str)

    def __len__(self) -> int:
        return len(self.quads())

    def query(self, sparql: str, **parameters: str) -> asking.Table:
        """Run SPARQL, or the query of that name (see `kg.query.names`) with its parameters. Raises QueryError."""
        if sparql in asking.names():
            return asking.run(self.store, asking.bound(self.store, sparql, parameters))
        return asking.run(self.store, sparql)

    def timeline(self) -> asking.Table:
        """Return the story's happenings in order of time."""
        return self.query("timeline")

    def merge(self) -> Graph:
        """Merge what the articles have in common (see `kg.resolve.across`); a graph that is merged stays as it is."""
        from kg.resolve.across import update

        for row in self.query("SELECT DISTINCT ?article WHERE { GRAPH ?article { ?article a schema:NewsArticle } }"):
            update(self.store, str(row["article"]))
        return self

    def serialize(self, format: str = "ttl") -> bytes:
        """Return the graph as Turtle (`ttl`, graphs merged), `trig`, `nq` or `jsonld`; same graph, same bytes."""
        if format not in FORMATS:
            raise OutputError(f"no format {format}; there are {', '.join(FORMATS)}")
        found = self.quads()
        if format == "ttl":
            triples = sorted({q.triple for q in found}, key=str)
            return ox.serialize(triples, format=FORMATS[format], prefixes=PREFIXES)  # type: ignore[return-value]
        return ox.serialize(found, format=FORMATS[format], prefixes=PREFIXES)  # type: ignore[return-value]

    def to_rdflib(self) -> rdflib.Dataset:
        """Return the graph as an rdflib Dataset over the same store (through oxrdflib)."""
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.store), default_union=True)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return events and who takes part in them: nodes have `label` and `kind`, events `when`, edges `role`."""
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        found = self.query(
            "SELECT ?event ?label ?type ?when ?role ?other ?word ?kind WHERE {"
            " ?event a sem:Event ; rdfs:label ?label ; a ?class . ?class skos:inScheme kg:EventTypes ."
            " BIND(STRAFTER(STR(?class), '#') AS ?type)"
            " OPTIONAL { ?event kg:edtf ?when }"
            " OPTIONAL { ?event ?property ?other . ?other rdfs:label ?word ; a ?k ."
            " FILTER(STRSTARTS(STR(?property), STR(kg:)) && LANG(?word) = 'ar')"
            " BIND(STRAFTER(STR(?property), '#') AS ?role) BIND(STRAFTER(STR(?k), '#') AS ?kind) } }"
        )
        for row in sorted(found, key=lambda r: [str(v) for v in r.values()]):  # of several labels always the same
            event, other, role = (str(row[c]) for c in ("event", "other", "role"))
            graph.add_node(event, label=row["label"], kind=row["type"], event=True, when=row["when"] or "")
            if row["other"]:
                if other not in graph:
                    graph.add_node(other, label=row["word"], kind=row["kind"])
                graph.add_edge(event, other, key=role, role=role)
        return graph

    def view(self, kind: str = "graph") -> Page:
        """Return a self-contained HTML page: `graph`, `timeline`, `article` or `map`.

        It is a string of HTML that shows itself in a notebook; `save` writes it to a file.
        """
        from kg.view import page

        return page(self, kind)

    def fingerprint(self) -> str:
        """Return a hash of all quads."""
        return hashlib.sha256("\n".join(map(str, self.quads())).encode()).hexdigest()

    def __repr__(self) -> str:
        articles, events = self._counted("schema:NewsArticle"), self._counted("sem:Event")
        return f"<kg.Graph, articles: {articles:,}, events: {events:,}>"

    def _repr_html_(self) -> str | None:
        """Return the graph's page as a frame; nothing, which shows the line of `repr`, where it would be too large."""
        from kg.view import frame

        return frame(self.view()) if self._counted("sem:Event") <= _SHOWN else None

    def _counted(self, kind: str) -> int:
        (row,) = self.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a {kind} }}")
        return int(row["n"] or 0)


def from_annotations(many: Iterable[Annotations]) -> Graph:
    """Return the graph of some annotated articles."""
    graph = Graph()
    for each in many:
        graph.add(each)
    return graph


def load(path: str | Path) -> Graph:
    """Read a graph file (.ttl .trig .nq .jsonld). Raises StoreError in one line."""
    path = Path(path)
    format = FORMATS.get(path.suffix.lstrip(".").lower())
    if format is None:
        raise StoreError(f"{path}: not a graph file; it must end in {', '.join('.' + f for f in FORMATS)}")
    graph = Graph()
    try:
        data = path.read_bytes()
        graph.store.load(data, format=format)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}") from error
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{path}: {str(error).splitlines()[0]}") from error
    return graph


__all__ = ["FORMATS", "Graph", "from_annotations", "load"]
