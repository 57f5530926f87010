"""Pages and feeds: read politely, each once, and nothing but what was asked for."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import kg
from kg.errors import ReadingError
from kg.model import Annotations, Document
from kg.reading import web
from kg.reading.web import Fetcher, Page, article, entries
from kg.store import ARCHIVE, Outcome, Store, open_store
from kg.store.fetching import add_address

ROOT = Path(__file__).parent.parent
STORY = "قتل {n} مدنيا في انفجار بمدينة بغداد يوم الخميس، وقال وزير الداخلية العراقي إن التحقيق بدأ."


def page(n: int, head: str = "", lang: str = "ar") -> bytes:
    words = " ".join([STORY.format(n=n)] * 4)
    return (f"<!DOCTYPE html><html lang={lang}><head><title>خبر {n}</title>{head}</head><body><article><h1>خبر {n}</h1>"
            f"<p>{words}</p></article></body></html>").encode()  # fmt: skip


class Site:
    """A site of dictionaries: what stands where, and what was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str, bytes, dict[str, str]]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                status, kind, body, headers = site.pages.get(self.path, (404, "text/plain", b"", {}))
                if headers.get("etag") and self.headers.get("if-none-match") == headers["etag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in {**({"content-type": kind} if kind else {}), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    for start in range(0, len(body), 65536):
                        self.wfile.write(body[start : start + 65536])
                except OSError:
                    return  # the reader has had enough

            def log_message(self, *_: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def put(
        self, path: str, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str
    ) -> None:
        self.pages[path] = (status, kind, body, {k.replace("_", "-"): v for k, v in headers.items()})

    def count(self) -> Counter[str]:
        return Counter(path for path, _ in self.asked)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher(delay=0)
    yield made
    made.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path / "archive")
    yield made
    made.close()


def annotate(document: Document) -> Annotations:
    return kg.extract(document)


def added(store: Store, url: str, fetcher: Fetcher) -> list[Outcome | str]:
    return [str(o) if isinstance(o, ReadingError) else o for _, o in add_address(store, url, annotate, fetcher)]


def feed(site: Site, *items: tuple[str, str | None]) -> bytes:
    body = "".join(
        f"<item><title>x</title><link>{site.url}{path}</link>{f'<pubDate>{day}</pubDate>' if day else ''}</item>"
        for path, day in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>f</title>{body}</channel></rss>'.encode()


def test_a_page_is_read_once(site: Site, fetcher: Fetcher, store: Store) -> None:
    site.put("/1", page(12), etag='"a"')
    assert added(store, f"{site.url}/1", fetcher) == [Outcome.new]
    assert added(store, f"{site.url}/1", fetcher) == [Outcome.unchanged]
    assert site.asked[-1][1]["if-none-match"] == '"a"' and "kg/" in site.asked[-1][1]["user-agent"]
    assert [a.url for a in store.contents()] == [f"{site.url}/1"]
    site.put("/1", page(15), etag='"b"')
    assert added(store, f"{site.url}/1", fetcher) == [Outcome.revised]
    assert len(store.articles()) == 1 == len(store.revisions(store.articles()[0]))
    store.remove(store.articles()[0])
    assert added(store, f"{site.url}/1", fetcher) == [Outcome.new], "what was removed is read again"


def test_a_feed(site: Site, fetcher: Fetcher, store: Store) -> None:
    for n in (1, 2, 3):
        site.put(f"/{n}", page(n), etag=f'"{n}"')
    monday, tuesday = "Mon, 22 Jan 2024 10:00:00 GMT", "Tue, 23 Jan 2024 10:00:00 +0300"
    site.put(
        "/feed", feed(site, ("/1", monday), ("/2", monday), ("/2#again", monday)), "application/rss+xml", etag='"f"'
    )
    assert added(store, f"{site.url}/feed", fetcher) == [Outcome.new, Outcome.new]
    assert {a.published for a in store.contents()} == {"2024-01-22T10:00:00Z"}, (
        "the feed's date where the page has none"
    )
    assert added(store, f"{site.url}/feed", fetcher) == [Outcome.unchanged], "the feed has not changed"
    site.put("/feed", feed(site, ("/1", monday), ("/3", tuesday)), "text/xml", etag='"g"')
    assert added(store, f"{site.url}/feed", fetcher) == [Outcome.unchanged, Outcome.new]
    assert site.count() == {"/robots.txt": 1, "/feed": 3, "/1": 1, "/2": 1, "/3": 1}
    store.remove(next(a.iri for a in store.contents() if a.url == f"{site.url}/3"))
    assert added(store, f"{site.url}/feed", fetcher) == [Outcome.unchanged, Outcome.new], "a removed article comes back"


def test_a_feed_with_a_bad_entry_is_read_again(site: Site, fetcher: Fetcher, store: Store) -> None:
    site.put("/1", page(1))
    site.put("/feed", feed(site, ("/gone", None), ("/1", None)), "application/xml", etag='"f"')
    assert added(store, f"{site.url}/feed", fetcher) == [f"{site.url}/gone: the server answers 404", Outcome.new]
    site.put("/gone", page(2))
    assert added(store, f"{site.url}/feed", fetcher) == [Outcome.new, Outcome.unchanged]
    assert not [
        q for q in store.backend.graph(ARCHIVE) if "gone" in q.object.value and q.predicate.value.endswith("etag")
    ]


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>f</title><id>x</id><updated>2024-01-25T00:00:00Z</updated>
<entry><title>a</title><id>1</id><link href="/one"/><updated>2024-01-25T10:00:00+03:00</updated></entry>
<entry><title>b</title><id>2</id><link href="javascript:alert(1)"/></entry>
<entry><title>c</title><id>3</id><link href="file:///etc/passwd"/></entry><entry><title>d</title><id>4</id></entry></feed>"""


def test_entries_of_atom_and_what_is_none() -> None:
    found = entries(Page("https://a.example/feed", ATOM.encode(), "application/atom+xml"))
    assert [(e.url, e.updated) for e in found] == [("https://a.example/one", "2024-01-25T07:00:00+00:00")]
    with pytest.raises(ReadingError, match="no RSS or Atom feed"):
        entries(Page("https://a.example/x", b"<?xml version='1.0'?><a/>", "text/xml"))


@pytest.mark.parametrize(
    ("robots", "path", "read"),
    [
        ("User-agent: *\nDisallow: /private", "/private/1", False),
        ("User-agent: *\nDisallow: /private", "/1", True),
        ("User-agent: kg\nDisallow: /\n\nUser-agent: *\nAllow: /", "/1", False),
        ("User-agent: *\nDisallow: /*.html$", "/a.html", False),
        ("User-agent: *\nDisallow: /\nAllow: /1", "/1", True),
        ("<html>not found</html>", "/1", True),
    ],
)
def test_robots(robots: str, path: str, read: bool, site: Site, fetcher: Fetcher) -> None:
    site.put("/robots.txt", robots.encode(), "text/plain")
    site.put(path, page(1))
    if read:
        assert fetcher.get(site.url + path) is not None
    else:
        with pytest.raises(ReadingError, match="asks not to read it"):
            fetcher.get(site.url + path)
        assert path not in site.count()


def test_robots_of_every_site_on_the_way(site: Site, fetcher: Fetcher) -> None:
    other = Site()
    other.put("/robots.txt", b"User-agent: *\nDisallow: /", "text/plain")
    site.put("/1", b"", status=302, location=f"{other.url}/2")
    with pytest.raises(ReadingError, match="asks not to read it"):
        fetcher.get(f"{site.url}/1")
    other.server.shutdown()
    site.put("/robots.txt", b"", "text/plain", status=503)
    with pytest.raises(ReadingError, match="cannot be: it answers 503"):
        Fetcher(delay=0).get(f"{site.url}/1")


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("/loop", "redirects more than"),
        ("ftp://a.example/", "only http"),
    ],
)
def test_redirects(location: str, message: str, site: Site, fetcher: Fetcher) -> None:
    site.put("/loop", b"", status=302, location=location)
    with pytest.raises(ReadingError, match=message):
        fetcher.get(f"{site.url}/loop")
    site.put("/moved", b"", status=301, location="/there")
    site.put("/there", page(1))
    assert (found := fetcher.get(f"{site.url}/moved")) and found.url == f"{site.url}/there"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/1", "gopher://a", "http://", "javascript://x"])
def test_only_the_web_is_read(url: str, fetcher: Fetcher) -> None:
    with pytest.raises(ReadingError, match="only http and https"):
        fetcher.get(url)


def test_limits(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    import gzip

    site.put("/large", b"x" * 3_000_000)
    site.put("/bomb", gzip.compress(b"x" * 30_000_000), content_encoding="gzip")
    small = Fetcher(delay=0, largest=2_000_000)
    for path in ("/large", "/bomb"):
        with pytest.raises(ReadingError, match="is larger than 2 MB"):
            small.get(site.url + path)
    monkeypatch.setattr(web, "_LONGEST", 0.0)
    with pytest.raises(ReadingError, match="takes longer than"):
        Fetcher(delay=0).get(f"{site.url}/large")


def test_a_server_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(web, "_STILL", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as deaf, pytest.raises(ReadingError, match="does not answer"):
        Fetcher(delay=0).get(f"http://127.0.0.1:{deaf.getsockname()[1]}/1")


def test_a_host_is_given_time(site: Site) -> None:
    slept: list[float] = []
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 7", "text/plain")
    site.put("/1", page(1))
    patient = Fetcher(delay=1.0, sleep=slept.append)
    patient.get(f"{site.url}/1")
    patient.get(f"{site.url}/1")
    assert len(slept) == 2 and all(5 < s <= 7 for s in slept)


@pytest.mark.parametrize(
    ("head", "url", "published"),
    [
        ('<link rel="canonical" href="https://a.example/real">', "https://a.example/real", None),
        ('<link rel="canonical" href="https://evil.example/real">', "https://a.example/1?utm_source=x", None),
        ('<meta property="article:published_time" content="2024-01-25T10:00:00+03:00">', "https://a.example/1?utm_source=x",
         "2024-01-25T10:00:00+03:00"),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself(head: str, url: str, published: str | None) -> None:
    document = article(
        Page("https://a.example/1?utm_source=x", page(3, head), "text/html"), "2024-01-20T00:00:00+00:00"
    )
    assert (document.url, document.published) == (url, published or "2024-01-20T00:00:00+00:00")


@pytest.mark.parametrize(
    ("body", "kind", "message"),
    [
        (b"%PDF-1.4", "application/pdf", "is application/pdf, not an article"),
        (b"x", "", "is of no stated kind"),
        (b"<html></html>", "text/html", "no article"),
        (b"{", "application/json", "not JSON"),
    ],
)
def test_what_is_no_article(body: bytes, kind: str, message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        article(Page("https://a.example/1", body, kind))


def test_charsets_are_heeded() -> None:
    for charset in ("windows-1256", "iso-8859-6", "utf-16"):
        document = article(Page("https://a.example/1", page(3).decode().encode(charset), "text/html", charset))
        assert "انفجار بمدينة بغداد" in document.text


def test_the_command(site: Site, tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "kg.cli", *words], cwd=ROOT, capture_output=True, text=True)

    at = str(tmp_path / "archive")
    site.put("/1", page(1))
    begun = time.monotonic()
    done = run("add", f"{site.url}/1", f"{site.url}/none", "--store", at)
    assert done.returncode == 1 and "1 new" in done.stdout and time.monotonic() - begun >= 1
    assert f"kg: {site.url}/none: the server answers 404" in done.stderr
    done = run("add", "ftp://a.example/1", "--store", at)
    assert done.returncode == 1 and done.stderr == "kg: ftp://a.example/1: only http and https addresses are read\n"
    assert f"{site.url}/1" in run("list", "--store", at, "--format", "csv").stdout
    assert run("remove", f"{site.url}/1", "--store", at).stdout == f"{at}: 1 removed\n"
