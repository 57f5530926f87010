"""What can be wrong with a store: one clear line, a non-zero exit, and nothing half-written."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest
import stores

from kg.errors import StoreError
from kg.rdf import article_iri, quads
from kg.store import ARCHIVE, Change, open_store
from kg.vocabulary import expand

ROOT = Path(__file__).parent.parent
ARTICLE = "examples/coalition-timetable.txt"


def kg(*words: str, **options) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KG_STORE")}
    return subprocess.run(
        [sys.executable, "-m", "kg.cli", *words], cwd=ROOT, capture_output=True, text=True, env=environment, **options
    )


def one_line(done: subprocess.CompletedProcess[str], message: str) -> None:
    lines = done.stderr.splitlines()
    assert done.returncode != 0 and len(lines) == 1, (done.returncode, done.stderr)
    assert lines[0].startswith("kg: ") and message in lines[0], lines[0]


@contextlib.contextmanager
def answering(status: int, kind: str, body: bytes, **headers: str) -> Iterator[str]:
    """Run a server that gives one answer to everything."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.send_response(status)
            for name, value in {"content-type": kind, **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PUT = do_POST

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        server.server_close()


RESULTS = "application/sparql-results+json"


@pytest.mark.parametrize(
    ("status", "kind", "body", "message"),
    [
        (401, "text/plain", b"no", "refuses with 401; set KG_STORE_USER"),
        (403, "text/html", b"<html>", "refuses with 403"),
        (404, "text/html", b"<html>", "answers 404"),
        (500, "text/plain", b"out of memory\nat line 3", "answers 500: out of memory"),
        (500, "text/html", b"<html><h1>Error</h1></html>", "answers 500"),
        (200, "text/html", b"<html>welcome</html>", "answers with text/html, not SPARQL results"),
        (200, RESULTS, b"", "answers with application/sparql-results+json, not SPARQL results"),
        (200, RESULTS, b'{"head": {}, "boo', "not SPARQL results"),
        (200, "", b"", "not SPARQL results"),
        (302, "text/html", b"", "answers 302"),
    ],
)
@pytest.mark.parametrize("words", [("add", ARTICLE), ("list",)])
def test_endpoints_that_answer_wrongly(
    words: tuple[str, ...], status: int, kind: str, body: bytes, message: str
) -> None:
    with answering(status, kind, body) as at:
        one_line(kg(*words, "--store", at), message)


def test_endpoints_that_do_not_answer() -> None:
    one_line(kg("list", "--store", f"http://127.0.0.1:{stores.free_port()}/sparql"), "no answer")
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        at = f"http://127.0.0.1:{deaf.getsockname()[1]}/sparql"
        thread = threading.Thread(target=lambda: deaf.accept()[0].close(), daemon=True)
        thread.start()
        one_line(kg("list", "--store", at), "no answer")
    one_line(kg("list", "--store", "http://"), "no address of a SPARQL endpoint")


def test_a_password_is_not_told(virtuoso_server: str) -> None:
    wrong = virtuoso_server.replace("dba:dba", "dba:hunter2")
    stores.emptied(virtuoso_server)
    done = kg("add", ARTICLE, "--store", wrong)
    one_line(done, "refuses with 401; set KG_STORE_USER")
    assert "hunter2" not in done.stderr + done.stdout


def test_an_endpoint_without_an_archive(oxigraph_server: str) -> None:
    stores.emptied(oxigraph_server)
    one_line(kg("timeline", "--store", oxigraph_server), "no archive there; make one with `kg add")


def test_an_endpoint_that_breaks_off_leaves_nothing(oxigraph_server: str, annotations, monkeypatch) -> None:
    """Of a change that an endpoint refuses, nothing is there."""
    stores.emptied(oxigraph_server)
    store = open_store(oxigraph_server)
    before = stores.content(store)
    monkeypatch.setattr(Change, "sparql", lambda self: "INSERT DATA { <urn:a> <urn:b> <urn:c> } ; nonsense")
    with pytest.raises(StoreError, match="answers 400"):
        store.add(annotations)
    monkeypatch.undo()
    assert stores.content(store) == before and store.add(annotations)


def changed_version(at: Path) -> None:
    store = open_store(at)
    name = ox.NamedNode(expand("kg:storeVersion"))
    old, new = (ox.Quad(ARCHIVE, name, ox.Literal(v), ARCHIVE) for v in ("1", "7"))
    store.backend.apply(Change(delete=frozenset([old]), insert=frozenset([new])))
    store.close()


def without_version(at: Path, annotations) -> None:
    store = ox.Store(str(at))
    store.extend(quads(annotations))


def test_a_store_of_another_version(tmp_path: Path, annotations) -> None:
    changed_version(tmp_path / "newer")
    without_version(tmp_path / "older", annotations)
    for name, version in (("newer", "7"), ("older", "0")):
        for words in (("add", ARTICLE), ("list",)):
            one_line(kg(*words, "--store", str(tmp_path / name)), f"is an archive of version {version}, this kg keeps")


def test_a_store_that_is_taken(tmp_path: Path) -> None:
    at = tmp_path / "archive"
    store = open_store(at)
    for words in (("add", ARTICLE), ("list",), ("timeline",)):
        one_line(kg(*words, "--store", str(at)), "another program has it open")
    store.close()
    readers = [open_store(at, create=False, read_only=True) for _ in range(2)]
    assert kg("list", "--store", str(at)).returncode == 0, "any number may read"
    one_line(kg("add", ARTICLE, "--store", str(at)), "another program has it open")
    for reader in readers:
        reader.close()
    assert kg("add", ARTICLE, "--store", str(at)).returncode == 0


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda at: at.write_text("x"), "is a file; a store is a folder"),
        (lambda at: (at.mkdir(), (at / "notes.txt").write_text("x")), "is a folder of something else"),
        (lambda at: (at.mkdir(), (at / "CURRENT").write_text("x")), ""),
    ],
)
def test_what_is_no_store(make: Callable[[Path], object], message: str, tmp_path: Path) -> None:
    make(tmp_path / "it")
    for words in (("add", ARTICLE), ("list",)):
        one_line(kg(*words, "--store", str(tmp_path / "it")), message)


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True
        ).returncode
    ):
        pytest.skip("a small disk needs the right to mount one")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def articles_file(folder: Path, count: int) -> Path:
    import json

    file = folder / "many.jsonl"
    file.write_text(
        "".join(json.dumps({"id": d.id, "text": d.text, "published": d.published}, ensure_ascii=False) + "\n"
                for d in stores.documents(count)), encoding="utf-8",
    )  # fmt: skip
    return file


def whole(at: Path) -> int:
    """See that an archive holds whole articles only; return how many."""
    store = open_store(at, create=False)
    listed = {q.subject.value: q.object.value for q in store.backend.graph(ARCHIVE)
              if q.predicate.value == expand("kg:digest")}  # fmt: skip
    assert sorted(listed) == store.articles()
    from kg.store.archive import _digest

    assert all(_digest(store.article_quads(iri)) == digest for iri, digest in listed.items())
    store.close()
    return len(listed)


def test_a_quota_that_is_used_up(tmp_path: Path) -> None:
    file, at = articles_file(tmp_path, 40), tmp_path / "archive"
    assert kg("add", ARTICLE, "--store", str(at)).returncode == 0
    done = kg("add", str(file), "--store", str(at), preexec_fn=limited)
    one_line(done, "no space left on the disk")
    before = whole(at)
    assert before < 41
    assert kg("add", str(file), "--store", str(at)).returncode == 0 and whole(at) == 41


def test_a_full_disk(tmp_path: Path) -> None:
    file = articles_file(tmp_path, 60)
    with small_disk(tmp_path / "disk") as disk:
        done = kg("add", str(file), "--store", str(disk / "archive"))
        one_line(done, "no space left on the disk")
        shutil.copytree(disk / "archive", tmp_path / "moved")
    assert whole(tmp_path / "moved") < 60
    assert kg("add", str(file), "--store", str(tmp_path / "moved")).returncode == 0 and whole(tmp_path / "moved") == 60


def test_a_read_only_archive_is_read(tmp_path: Path, annotations) -> None:
    (tmp_path / "media").mkdir()
    root = os.geteuid() == 0
    if root:  # whom no mode of a file stops
        mount = ["mount", "-t", "tmpfs", "tmpfs", str(tmp_path / "media")]
        if subprocess.run(mount, capture_output=True).returncode:
            pytest.skip("a read-only disk needs the right to mount one")
    at = tmp_path / "media" / "archive"
    try:
        store = open_store(at)
        store.add(annotations)
        store.close()
        if root:
            subprocess.run(["mount", "-o", "remount,ro", str(tmp_path / "media")], check=True)
        else:
            for each in [at, *at.rglob("*")]:
                each.chmod(0o555 if each.is_dir() else 0o444)
        assert "Mobilize" in kg("timeline", "--store", str(at)).stdout
        assert kg("list", "--store", str(at), "--format", "json").returncode == 0
        one_line(kg("add", ARTICLE, "--store", str(at)), str(at))
        reader = open_store(at, create=False, read_only=True)
        with pytest.raises(StoreError, match="open for reading only"):
            reader.remove(reader.articles()[0])
        reader.close()
    finally:
        if root:
            subprocess.run(["umount", str(tmp_path / "media")], check=True)
        else:
            for each in [at, *at.rglob("*")]:
                each.chmod(0o755)


def test_an_article_cut_off_on_its_way(tmp_path: Path, annotations, virtuoso_server: str) -> None:
    """Virtuoso commits each request: after the graph and before the list, the article is whole and added again."""
    from kg.store import Endpoint

    stores.emptied(virtuoso_server)
    store = open_store(virtuoso_server)
    iri = article_iri(annotations.document)
    update = Endpoint._update
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Endpoint, "_update", lambda self, text: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            store.add(annotations)
    assert Endpoint._update is update
    assert store.article_quads(iri) == set(quads(annotations))
    assert store.add(annotations) and not store.add(annotations)
    store.close()
