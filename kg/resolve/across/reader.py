"""What merging asks of a store, and what it wants written: any engine that answers SELECT will do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pyoxigraph import Quad, Store

from kg.errors import StoreError

Row = Mapping[str, str]


class Reader(Protocol):
    """What merging asks of a store: SELECT queries whose rows are plain values by variable (unbound: absent)."""

    def select(self, sparql: str) -> Iterable[Row]:
        """Run a SELECT that names its graphs."""


class OxigraphReader:
    """Reads an embedded Oxigraph store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def select(self, sparql: str) -> Iterator[Row]:
        """Yield the rows of a SELECT."""
        found: Any = self.store.query(sparql)
        names = [v.value for v in found.variables]
        for solution in found:
            yield {name: term.value for name, term in zip(names, solution, strict=True) if term is not None}


class RdflibReader:
    """Reads an rdflib Dataset."""

    def __init__(self, dataset: Any) -> None:
        self.dataset = dataset

    def select(self, sparql: str) -> Iterator[Row]:
        """Yield the rows of a SELECT."""
        for row in self.dataset.query(sparql):
            yield {str(name): str(term) for name, term in row.asdict().items()}


@dataclass(frozen=True, slots=True)
class Change:
    """What to take out of the store and what to put in; both at once, or not at all."""

    deleted: frozenset[Quad] = frozenset()
    inserted: frozenset[Quad] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.deleted or self.inserted)

    def then(self, other: Change) -> Change:
        """Return both changes as one, this one first."""
        deleted = (self.deleted - other.inserted) | (other.deleted - self.inserted)
        inserted = (self.inserted - other.deleted) | (other.inserted - self.deleted)
        return Change(deleted - inserted, inserted - deleted)

    def apply(self, store: Store) -> None:
        """Write it to an embedded store, in one transaction. Raises StoreError."""
        if not self:
            return
        parts = (("DELETE DATA", self.deleted), ("INSERT DATA", self.inserted))
        text = ";\n".join(f"{word} {{\n{_lines(quads)}\n}}" for word, quads in parts if quads)
        try:
            store.update(text)
        except OSError as error:
            raise StoreError(f"the merges cannot be written: {error}") from error


def _lines(quads: Iterable[Quad]) -> str:
    return "\n".join(f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}" for q in quads)
