"""A store that keeps articles: a folder of this machine, or any SPARQL 1.1 endpoint by its address."""

from __future__ import annotations

from pathlib import Path

from kg.resolve.across.merging import merger
from kg.store.archive import Article, Outcome, Store
from kg.store.change import ARCHIVE, INDEX, MERGES, Backend, Change, Merger
from kg.store.embedded import Embedded
from kg.store.endpoint import Endpoint


def open_store(
    at: str | Path, create: bool = True, *, read_only: bool = False, merger: Merger | None = merger
) -> Store:
    """Open the archive in a folder or, where `at` begins with http:// or https://, at an endpoint.

    What articles have in common is merged as they come (kg.resolve.across); with `merger=None` it is not.
    It is made where there is none and `create`. Any number of programs may read a folder while none writes to it.
    Raises StoreError in one line.
    """
    if str(at).startswith(("http:", "https:")):
        backend: Backend = Endpoint(str(at), read_only)
    else:
        backend = Embedded(Path(at), create, read_only)
    try:
        return Store(backend, merger, create)
    except BaseException:
        backend.close()
        raise


__all__ = [
    "ARCHIVE", "INDEX", "MERGES", "Article", "Backend", "Change", "Embedded", "Endpoint", "Merger", "Outcome", "Store",
    "open_store",
]  # fmt: skip
