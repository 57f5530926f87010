"""Reading from the network, politely: robots.txt, one request a second to a host, timeouts, a size limit, ETags.

Only http and https. Nothing is followed but redirects and, of a feed, its entries.
"""

from __future__ import annotations

import dataclasses
import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from kg import __version__
from kg.errors import ReadingError
from kg.model import Document
from kg.reading import _identified, _short
from kg.reading.encoding import decode
from kg.reading.json_file import parse_json
from kg.reading.text_page import parse_text

if TYPE_CHECKING:
    import protego

AGENT = f"kg/{__version__} (+https://w3id.org/kg)"
LARGEST = 10_000_000  # bytes of a page or feed, unpacked
_LONGEST = 60.0  # seconds for a whole page
_STILL = 20.0  # seconds without a byte
_REDIRECTS = 5
_PATIENCE = 30.0  # seconds between requests that a robots.txt may ask for
_REDIRECTED = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Page:
    """What a server gave: the address after redirects, the bytes, their kind (`text/html`), charset and validators."""

    url: str
    content: bytes
    kind: str
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None

    @property
    def is_feed(self) -> bool:
        """Whether it is RSS or Atom, whatever the server calls it."""
        head = self.content[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
        return "html" not in self.kind and head.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")) and (
            any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf")) or "xml" in self.kind
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed: its page, and when the feed says it was published and last changed (ISO 8601, UTC)."""

    url: str
    published: str | None = None
    updated: str | None = None


class Fetcher:
    """Gets pages. `delay` is the least number of seconds between two requests to one host."""

    def __init__(
        self, delay: float = 1.0, *, sleep: Callable[[float], None] = time.sleep, largest: int = LARGEST
    ) -> None:
        try:
            import httpx
            import protego  # noqa: F401
        except ImportError as error:
            raise ReadingError("reading from the network needs httpx and protego: pip install 'kg[web]'") from error
        self._client = httpx.Client(
            headers={"User-Agent": AGENT}, timeout=httpx.Timeout(_STILL, connect=10), follow_redirects=False
        )
        self._delay, self._sleep, self._largest = delay, sleep, largest
        self._robots: dict[str, protego.Protego | None] = {}
        self._last: dict[str, float] = {}

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Page | None:
        """Return the page, or None where it has not changed since it had that ETag or Last-Modified.

        Raises ReadingError in one line.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        at = url
        for _ in range(_REDIRECTS + 1):
            self._allowed(at)
            status, headers, content = self._request(at, {k: v for k, v in conditions.items() if v})
            if status == 304:
                return None
            if status in _REDIRECTED and headers.get("location"):
                at = urljoin(at, headers["location"])
                continue
            if status != 200:
                raise ReadingError(f"{at}: the server answers {status}")
            kind, _, rest = headers.get("content-type", "").partition(";")
            charset = rest.lower().partition("charset=")[2].strip(" \"'") or None
            return Page(at, content, kind.strip().lower(), charset, headers.get("etag"), headers.get("last-modified"))
        raise ReadingError(f"{url}: redirects more than {_REDIRECTS} times")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _allowed(self, url: str) -> None:
        """Raise ReadingError where the host does not want the page read (RFC 9309), or it is not on the web."""
        import protego

        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ReadingError(f"{url}: only http and https addresses are read")
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            at = f"{site}/robots.txt"
            for _ in range(_REDIRECTS + 1):
                status, headers, content = self._request(at, {}, "the site's robots.txt")
                if status not in _REDIRECTED or not headers.get("location", "").startswith(("http", "/")):
                    break
                at = urljoin(at, headers["location"])
            if status >= 500:
                raise ReadingError(f"{url}: not read, for the site's robots.txt cannot be: it answers {status}")
            text = content.decode("utf-8", "replace") if status == 200 else ""
            self._robots[site] = protego.Protego.parse(text) if text else None
        rules = self._robots[site]
        if rules is not None and not rules.can_fetch(url, "kg"):
            raise ReadingError(f"{url}: the site's robots.txt asks not to read it")

    def _request(self, url: str, headers: dict[str, str], what: str = "") -> tuple[int, dict[str, str], bytes]:
        import httpx

        self._wait(url)
        begun, content = time.monotonic(), bytearray()
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                for piece in response.iter_bytes():
                    content += piece
                    if len(content) > self._largest:
                        raise ReadingError(f"{url}: is larger than {self._largest // 1_000_000} MB; not read")
                    if time.monotonic() - begun > _LONGEST:
                        raise ReadingError(f"{url}: takes longer than {_LONGEST:.0f} seconds; not read")
                return response.status_code, {k.lower(): v for k, v in response.headers.items()}, bytes(content)
        except httpx.TimeoutException as error:
            raise ReadingError(f"{what or url}: does not answer ({url})" if what else f"{url}: no answer") from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            said = str(error).partition("\n")[0] or type(error).__name__
            raise ReadingError(f"{url}: cannot be read: {said}") from error

    def _wait(self, url: str) -> None:
        parts = urlsplit(url)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        asked = float(rules.crawl_delay("kg") or 0) if rules is not None else 0.0
        rest = max(self._delay, min(asked, _PATIENCE)) - (time.monotonic() - self._last.get(parts.netloc, -1e9))
        if rest > 0:
            self._sleep(rest)
        self._last[parts.netloc] = time.monotonic()


def article(page: Page, published: str | None = None) -> Document:
    """Return the article of a page; `published` is what a feed says where the page says nothing.

    The page's own word for its address counts only within its own site. Raises ReadingError.
    """
    where = page.url
    if "html" in page.kind or "xml" in page.kind:
        from kg.reading.html_page import parse_html  # trafilatura is slow to import

        document = parse_html(_text(page), where)
    elif "json" in page.kind:
        document = parse_json(_text(page), where)
    elif page.kind == "text/plain":
        document = parse_text(_text(page))
    else:
        raise ReadingError(f"{where}: is {page.kind or 'of no stated kind'}, not an article")
    _short(document.text, where)
    stated = urljoin(where, document.url) if document.url else where
    same_site = urlsplit(stated).hostname == urlsplit(where).hostname and stated.startswith(("http://", "https://"))
    return dataclasses.replace(
        _identified(document), url=stated if same_site else where, published=document.published or published
    )


def entries(page: Page) -> list[Entry]:
    """Return the entries of an RSS or Atom feed that have a page, each page once. Raises ReadingError."""
    try:
        import feedparser
    except ImportError as error:
        raise ReadingError(f"{page.url}: a feed needs feedparser: pip install 'kg[web]'") from error
    feed = feedparser.parse(io.BytesIO(page.content), response_headers={"content-location": page.url})
    if not feed.version:
        raise ReadingError(f"{page.url}: is XML, but no RSS or Atom feed")
    found: dict[str, Entry] = {}
    for each in feed.entries:
        link = str(each.get("link") or "")
        if not link or (feed.version.startswith("atom") and not each.get("links")):  # an id of Atom is no page
            continue
        url = urljoin(page.url, link).partition("#")[0]
        if url.startswith(("http://", "https://")):
            published, updated = (
                _moment(each[k]) if k in each else None for k in ("published_parsed", "updated_parsed")
            )
            found.setdefault(url, Entry(url, published or updated, updated))
    return list(found.values())


def _moment(parsed: time.struct_time | None) -> str | None:
    try:
        return datetime(*parsed[:6], tzinfo=UTC).isoformat() if parsed else None
    except ValueError:
        return None


def _text(page: Page) -> str:
    if page.charset and page.charset not in ("utf-8", "utf8"):
        try:
            return page.content.decode(page.charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(page.content, page.url)
