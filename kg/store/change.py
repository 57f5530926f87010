"""A change of a store: named graphs as they shall be, and statements that come and go in the graphs all share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import pyoxigraph as ox

from kg.vocabulary import BASE

ARCHIVE = ox.NamedNode(f"{BASE}archive")  # the graph of what the store knows about itself: version, digests, ETags
MERGES = ox.NamedNode(f"{BASE}merges")  # the graph of what is held to be the same across articles

INDEX = ox.NamedNode(f"{BASE}index")  # the graph by which a merger finds what may be the same


@dataclass(frozen=True, slots=True)
class Change:
    """`graphs` become exactly what is given (nothing: they are dropped); `delete` and `insert` are for shared graphs."""

    graphs: Mapping[ox.NamedNode, frozenset[ox.Quad]] = field(default_factory=dict)
    delete: frozenset[ox.Quad] = frozenset()
    insert: frozenset[ox.Quad] = frozenset()

    def sparql(self) -> str:
        """Return the change as one SPARQL 1.1 Update request, the same change as the same text."""
        steps = [f"DROP SILENT GRAPH {graph}" for graph in sorted(self.graphs, key=str)]
        if self.delete:
            steps.append(f"DELETE DATA {{ {data(self.delete)} }}")
        inserted = [*self.insert, *(quad for quads in self.graphs.values() for quad in quads)]
        if inserted:
            steps.append(f"INSERT DATA {{ {data(inserted)} }}")
        return " ;\n".join(steps)


def data(quads: Iterable[ox.Quad]) -> str:
    """Return quads as they stand in INSERT DATA and DELETE DATA."""
    by_graph: dict[str, list[str]] = {}
    for quad in quads:
        by_graph.setdefault(str(quad.graph_name), []).append(f"{quad.subject} {quad.predicate} {quad.object} .")
    return "\n".join(
        f"GRAPH {graph} {{\n" + "\n".join(sorted(lines)) + "\n}" for graph, lines in sorted(by_graph.items())
    )


class Merger(Protocol):
    """Keeps what is held to be the same across articles: the graph of merges, and an index to find it by.

    It is called for every article that comes, with its quads, and for every one that goes, with None; an article that
    comes may have been there before. It asks the archive as it is before the change, and returns the statements that
    go from, and come into, the graphs that all articles share; they are written in one change with the article. The
    same articles must give the same statements in whatever order they come.
    """

    def __call__(
        self, archive: ox.Store, article: ox.NamedNode, come: frozenset[ox.Quad] | None
    ) -> tuple[Iterable[ox.Quad], Iterable[ox.Quad]]: ...


class Backend(Protocol):
    """Where quads are kept: a folder of this machine or an endpoint. All methods raise StoreError in one line."""

    where: str
    read_only: bool

    @property
    def asked(self) -> ox.Store:
        """What queries are put to: a pyoxigraph store, or what has its `query` and gives its quads."""
        ...

    def graphs(self) -> list[ox.NamedNode]:
        """Return the names of the graphs that are kg's, sorted."""
        ...

    def graph(self, name: ox.NamedNode) -> set[ox.Quad]:
        """Return the quads of one named graph."""
        ...

    def apply(self, change: Change) -> None:
        """Make a change, whole or not at all; see the backend for what «whole» means where it is not one transaction."""
        ...

    def update(self, sparql: str) -> None:
        """Make a SPARQL 1.1 Update. Raises QueryError where it is refused."""
        ...

    def look_everywhere(self, known: str) -> None:
        """Find out how all graphs are asked at once; `known` is an ASK that is true then."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...
