"""A store that keeps articles: embedded Oxigraph on disk, one named graph an article."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph import ONTOLOGY, Graph
from kg.model import Annotations
from kg.rdf import article_iri, quads
from kg.vocabulary import expand, ontology_text

_ARTICLE = ox.NamedNode(expand("schema:NewsArticle"))
_TYPE = ox.NamedNode(expand("rdf:type"))


class Store:
    """An archive on disk. Every change of an article is one transaction: it is there whole or not at all."""

    def __init__(self, store: ox.Store, path: Path) -> None:
        self.store, self.path = store, path

    def add(self, annotations: Annotations) -> bool:
        """Add an article, or replace it where it is there already; return whether anything changed."""
        graph = ox.NamedNode(article_iri(annotations.document))
        wanted = set(quads(annotations))
        present = set(self.store.quads_for_pattern(None, None, None, graph))
        if wanted == present:
            return False

        def values(found: set[ox.Quad]) -> str:
            return "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in found)

        gone, new = values(present - wanted), values(wanted - present)
        update = f"DELETE DATA {{ GRAPH {graph} {{ {gone} }} }};" if gone else ""
        try:
            self.store.update(update + f"INSERT DATA {{ GRAPH {graph} {{ {new} }} }}")
        except OSError as error:
            raise StoreError(f"{self.path}: {error}") from error
        return True

    def remove(self, article: str) -> bool:
        """Remove the article with that IRI; return whether it was there."""
        graph = ox.NamedNode(article)
        if not self.store.contains_named_graph(graph):
            return False
        self.store.remove_graph(graph)
        return True

    def articles(self) -> list[str]:
        """Return the IRIs of the stored articles, sorted."""
        return sorted(q.subject.value for q in self.store.quads_for_pattern(None, _TYPE, _ARTICLE, None))  # type: ignore[union-attr]

    def graph(self) -> Graph:
        """Return the whole archive as a graph over the same store."""
        return Graph(self.store)


def open_store(path: str | Path, create: bool = True) -> Store:
    """Open the store at `path`, making it where `create`. Raises StoreError in one line."""
    path = Path(path)
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path}: is a file; a store is a folder")
    if not create and not path.exists():
        raise StoreError(f"{path}: no store there; make one with `kg build ARTICLE --store {path}`")
    if path.is_dir() and any(path.iterdir()) and not (path / "CURRENT").exists():
        raise StoreError(f"{path}: is a folder of something else; name an empty or new one")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        store = ox.Store(str(path))
    except OSError as error:
        reason = "another program has it open" if "lock" in str(error).lower() else str(error).splitlines()[0]
        raise StoreError(f"{path}: {reason}") from error
    if not store.contains_named_graph(ONTOLOGY):
        for name in ("kg.ttl", "event-types.ttl"):
            store.load(ontology_text(name).encode(), format=ox.RdfFormat.TURTLE, to_graph=ONTOLOGY)
    return Store(store, path)
