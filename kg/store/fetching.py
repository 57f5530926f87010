"""Pages and feeds into an archive: what has not changed is not read again, and nothing is forgotten half-way."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.errors import ReadingError
from kg.model import Annotations, Document
from kg.reading.web import Entry, Fetcher, article, entries
from kg.store.archive import Outcome, Store


def add_address(
    store: Store, url: str, annotate: Callable[[Document], Annotations], fetcher: Fetcher
) -> Iterator[tuple[str, Outcome | ReadingError]]:
    """Add the article at an address, or those of a feed; yield each page with what came of it, errors among them.

    What the server says of a page is kept only when its article is in; of a feed, when all its articles are.
    """
    known = store.fetched(url)
    try:
        page = fetcher.get(url, known.get("etag"), known.get("modified"))
        if page is None:
            yield url, Outcome.unchanged
            return
        if not page.is_feed:
            document = article(page)
            yield url, store.add(annotate(document))
            store.remember(url, page.etag, page.modified, article=document.url)
            return
        found = entries(page)
    except ReadingError as error:
        yield url, error
        return
    whole = True
    for entry in found:
        try:
            yield entry.url, _entry(store, entry, annotate, fetcher)
        except ReadingError as error:
            whole = False
            yield entry.url, error
    if whole:
        store.remember(url, page.etag, page.modified, feed=True)


def _entry(store: Store, entry: Entry, annotate: Callable[[Document], Annotations], fetcher: Fetcher) -> Outcome:
    known = store.fetched(entry.url)
    stated = entry.updated or entry.published or "undated"
    if known.get("stated") == stated:
        return Outcome.unchanged  # the feed names no change since the page was read
    page = fetcher.get(entry.url, known.get("etag"), known.get("modified"))
    if page is None:
        return Outcome.unchanged
    document = article(page, entry.published)
    outcome = store.add(annotate(document))
    store.remember(entry.url, page.etag, page.modified, article=document.url, stated=stated)
    return outcome
