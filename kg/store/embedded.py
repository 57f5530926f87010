"""An archive in a folder of this machine: embedded Oxigraph. What all graphs share changes in one transaction."""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.store.change import Change

try:
    import fcntl
except ImportError:  # no Unix: RocksDB's own lock still keeps two writers apart
    fcntl = None  # type: ignore[assignment]


class Embedded:
    """Oxigraph on disk. One program writes; any number read while none writes; a read-only folder can be read."""

    def __init__(self, path: Path, create: bool, read_only: bool) -> None:
        self.path, self.where, self.read_only = path, str(path), read_only
        self._unlock: Callable[[], object] = lambda: None
        if path.exists() and not path.is_dir():
            raise StoreError(f"{path}: is a file; a store is a folder")
        if (not create or read_only) and not path.exists():
            raise StoreError(f"{path}: no store there; make one with `kg add ARTICLE --store {path}`")
        try:
            if path.is_dir() and not (path / "CURRENT").exists() and (read_only or any(path.iterdir())):
                raise StoreError(f"{path}: is a folder of something else; name an empty or new one")
            path.mkdir(parents=True, exist_ok=True)
            self._take()
            self._store: ox.Store | None = ox.Store.read_only(str(path)) if read_only else ox.Store(str(path))
        except (OSError, RuntimeError, ValueError) as error:  # RocksDB's own complaints are no OSError
            self.close()
            raise StoreError(f"{path}: cannot be opened: {_reason(error)}") from error

    @property
    def asked(self) -> ox.Store:
        """The pyoxigraph store."""
        if self._store is None:
            raise StoreError(f"{self.path}: is closed")
        return self._store

    def graphs(self) -> list[ox.NamedNode]:
        """Return the names of all graphs, sorted."""
        return sorted((n for n in self.asked.named_graphs() if isinstance(n, ox.NamedNode)), key=str)

    def graph(self, name: ox.NamedNode) -> set[ox.Quad]:
        """Return the quads of one named graph."""
        try:
            return set(self.asked.quads_for_pattern(None, None, None, name))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.path}: cannot be read: {_reason(error)}") from error

    def apply(self, change: Change) -> None:
        """Make the change in one transaction, or in two: graphs that were not there, and then what all graphs share.

        Quads as such cost half of what they cost as an update, and no more as the archive grows.
        """
        if self.read_only:
            raise StoreError(f"{self.path}: is open for reading only")
        store = self.asked
        try:
            new = {
                name: quads for name, quads in change.graphs.items() if quads and not store.contains_named_graph(name)
            }
            rest = replace(change, graphs={n: q for n, q in change.graphs.items() if n not in new})
            come = [quad for quads in new.values() for quad in quads]
            if not rest.graphs and not rest.delete:
                store.extend([*come, *rest.insert])
                return
            if come:
                store.extend(come)
            store.update(rest.sparql())
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.path}: cannot be written: {_reason(error)}") from error

    def update(self, sparql: str) -> None:
        """Make a SPARQL 1.1 Update in one transaction. Raises QueryError where it is refused."""
        try:
            self.asked.update(sparql)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise QueryError(f"the update failed: {_reason(error)}") from error

    def look_everywhere(self, known: str) -> None:
        """Nothing to find out: pyoxigraph is told so with every query."""

    def close(self) -> None:
        """Close the store and give up the lock."""
        self._store = None
        self._unlock()

    def _take(self) -> None:
        """Lock the folder itself, for a read-only one holds no lock file; raises StoreError where it is taken."""
        if fcntl is None:
            return
        folder = os.open(self.path, os.O_RDONLY)
        self._unlock = weakref.finalize(self, os.close, folder)
        try:
            fcntl.flock(folder, (fcntl.LOCK_SH if self.read_only else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            self.close()
            raise StoreError(f"{self.path}: another program has it open; try again when that one is done") from None
        except OSError:  # a file system without locks
            return


def _reason(error: Exception) -> str:
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    if "lock" in text.lower():
        return "another program has it open; try again when that one is done"
    return "no space left on the disk" if "No space left" in text or "File too large" in text else text
