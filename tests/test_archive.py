"""Archives: whatever the store and whatever the order, the same articles give the same quads."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import pickle
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
import stores

import kg
from kg.model import Annotations, Document
from kg.rdf import article_iri, quads
from kg.store import MERGES, Outcome, Store, open_store
from kg.vocabulary import BASE, expand

FULL = pytest.mark.full
HAPPENING = ox.NamedNode(expand("kg:representative"))
SLOW = {"folder": 60, "oxigraph": 40, "virtuoso": 30}  # articles, as many as each store takes in a second or so


def happenings(archive: ox.Store, article: ox.NamedNode, come: frozenset[ox.Quad] | None):
    """A merger of the simplest kind: events of one type and time are one happening."""
    left = archive.query(
        f"SELECT ?e ?h {{ GRAPH {article} {{ ?e a <{expand('sem:Event')}> }} GRAPH {MERGES} {{ ?e {HAPPENING} ?h }} }}"
    )
    delete = {ox.Quad(row["e"], HAPPENING, row["h"], MERGES) for row in left}
    facts: dict[ox.NamedNode, dict[str, set[str]]] = {}
    for q in come or ():
        facts.setdefault(q.subject, {}).setdefault(q.predicate.value, set()).add(str(q.object))
    insert = set()
    for node, about in facts.items():
        if expand("kg:edtf") in about and expand("kg:trigger") in about:
            key = repr((sorted(about[expand("rdf:type")]), sorted(about[expand("kg:edtf")])))
            name = f"{BASE}happening/{hashlib.sha256(key.encode()).hexdigest()[:24]}"
            insert.add(ox.Quad(node, HAPPENING, ox.NamedNode(name), MERGES))
    return delete, insert


@pytest.fixture(scope="module")
def articles() -> list[Annotations]:
    return stores.annotated(200)


@pytest.fixture(params=stores.KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


def filled(at: str, articles: Sequence[Annotations]) -> set[ox.Quad]:
    store = open_store(at, merger=happenings)
    try:
        for article in articles:
            store.add(article)
        return stores.content(store)
    finally:
        store.close()


def expected(articles: Sequence[Annotations], tmp_path: Path) -> set[ox.Quad]:
    return filled(str(tmp_path / f"expected-{len(articles)}-{random.random()}"), articles)


@pytest.mark.parametrize("count", [None, pytest.param(200, marks=FULL)])
def test_any_order_and_twice(kind: str, count: int | None, articles, tmp_path: Path, request) -> None:
    some = articles[: count or SLOW[kind]]
    wanted = expected(some, tmp_path)
    for seed in range(3):
        order = [*some]
        random.Random(seed).shuffle(order)
        if seed == 2:
            order += random.Random(seed).sample(some, len(some) // 4)
        assert filled(stores.fresh(kind, tmp_path, request), order) == wanted


@pytest.mark.parametrize("count", [None, pytest.param(200, marks=FULL)])
def test_what_is_removed_was_never_there(kind: str, count: int | None, articles, tmp_path: Path, request) -> None:
    some = articles[: count or SLOW[kind]]
    gone = random.Random(5).sample(some, len(some) // 2)
    kept = [a for a in some if a not in gone]
    at = stores.fresh(kind, tmp_path, request)
    filled(at, some)
    store = open_store(at, merger=happenings)
    assert all(store.remove(article_iri(a.document)) for a in gone)
    assert not store.remove(article_iri(gone[0].document))
    assert stores.content(store) == expected(kept, tmp_path)
    store.close()


def version(text: str, modified: str | None, **facts: str) -> Annotations:
    document = Document(id="17", text=text, title="خبر", publisher="الصباح", published="2024-01-25", modified=modified)
    return kg.extract(dataclasses.replace(document, **facts))


EARLY, LATE = "قتل 12 مدنيا في انفجار بمدينة بغداد.", "قتل 15 مدنيا في انفجار بمدينة بغداد."


def test_a_corrected_version_replaces_the_old_one(kind: str, tmp_path: Path, request) -> None:
    first, second = version(EARLY, "2024-01-25T10:00:00+03:00"), version(LATE, "2024-01-25T12:00:00+03:00")
    third = version(LATE + " وأصيب 20 آخرين.", "2024-01-26T08:00:00+03:00")
    contents = []
    for order in ((first, second, third), (third, first, second), (second, third, first)):
        store = open_store(stores.fresh(kind, tmp_path, request))
        outcomes = [store.add(each) for each in order]
        assert outcomes[0] is Outcome.new and Outcome.new not in outcomes[1:]
        assert [store.add(each) for each in order] == [Outcome.unchanged] * 3
        assert store.articles() == [article_iri(third.document)]
        assert store.revisions(store.articles()[0]) == sorted(article_iri(v.document) for v in (first, second))
        assert {r["words"] for r in store.graph().query("quantities")} == {"15 مدنيا", "20 آخرين"}
        contents.append(stores.content(store))
        assert store.remove(store.articles()[0]) and not store.graph().quads()
        store.close()
    assert contents[0] == contents[1] == contents[2]


def test_without_dates_the_last_version_stays(tmp_path: Path) -> None:
    store = open_store(tmp_path / "archive")
    first, second = version(EARLY, None), version(LATE, None)
    assert [store.add(v) for v in (first, second, first)] == [Outcome.new, Outcome.revised, Outcome.unchanged]
    assert store.articles() == [article_iri(second.document)]
    assert {r["o"] for r in store.ask(f"SELECT ?o {{ <{article_iri(first.document)}> schema:text ?o }}")} == {EARLY}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"url": "https://a.example/1"}, {"url": "https://a.example/1"}, True),
        ({"url": "https://a.example/1"}, {"url": "https://a.example/1#top", "id": "18"}, True),
        ({"url": "https://a.example/1"}, {"url": "https://a.example/2"}, False),
        ({}, {}, True),
        ({}, {"publisher": "الأفق"}, False),
        ({}, {"id": "18"}, False),
        ({"url": "https://a.example/1"}, {}, False),
    ],
)
def test_what_is_one_article(one: dict[str, str], other: dict[str, str], same: bool, tmp_path: Path) -> None:
    store = open_store(tmp_path / "archive")
    store.add(version(EARLY, None, **one))
    store.add(version(LATE, None, **other))
    assert (len(store.articles()) == 1) is same
    assert store.add(version(EARLY, None, publisher="صوت")) is Outcome.new, "the same text in another paper"


STRANGE = (
    "a\\u0041b",
    'tab\t"quote"\\',
    "\x01\x7f",
    "😀\u202eabc\u200f",
    "\ufeffx",
    "a\x85b\u2028c",
    "a\r\nb",
    "x" * 9000,
)


def test_strange_words_come_back(kind: str, tmp_path: Path, request) -> None:
    made = [version(f"{EARLY} {text}", None, id=f"s{n}", title=text) for n, text in enumerate(STRANGE)]
    made.append(version(EARLY, "2024-01-25T22:29", id="t", published="2024-01-25T22:29:00.500+00:00"))
    store = open_store(stores.fresh(kind, tmp_path, request))
    for each in made:
        store.add(each)
        assert store.article_quads(article_iri(each.document)) == set(quads(each))
    store.close()


# --- kills ----------------------------------------------------------------------------------------------------------

WORKER = """
import pickle, sys
from pathlib import Path
from kg.store import open_store
from test_archive import happenings
from kg.rdf import article_iri
come, go = pickle.loads(Path(sys.argv[1]).read_bytes())
store = open_store(sys.argv[2], merger=happenings)
print("ready", flush=True)
for each in come:
    store.add(each)
for each in go:
    store.remove(article_iri(each.document))
print("done", flush=True)
"""


@pytest.mark.parametrize("runs", [None, pytest.param(20, marks=FULL)])
def test_killed_at_any_moment(kind: str, runs: int | None, articles, tmp_path: Path, request) -> None:
    """What is there after a kill are whole articles; the run repeated gives what one never killed gives."""
    some = articles[:30]
    corrected = [
        kg.extract(
            dataclasses.replace(a.document, text=a.document.text + "\n\nتصحيح.", modified="2024-06-01T10:00:00Z")
        )
        for a in some[:10]
    ]
    come, go = [*some, *corrected], some[20:]
    parcel = tmp_path / "parcel"
    parcel.write_bytes(pickle.dumps((come, go)))
    whole = {article_iri(a.document): set(quads(a)) for a in come}
    past = ox.NamedNode(expand("prov:wasRevisionOf"))

    def start(at: str) -> subprocess.Popen[str]:
        path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)])
        process = subprocess.Popen([sys.executable, "-c", WORKER, str(parcel), at], stdout=subprocess.PIPE, text=True,
                                   env={**os.environ, "PYTHONPATH": path})  # fmt: skip
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        return process

    at = stores.fresh(kind, tmp_path, request)
    process, begun = start(at), time.monotonic()
    assert process.wait() == 0
    lasts = time.monotonic() - begun
    store = open_store(at)
    wanted = stores.content(store)
    store.close()
    dice, cut = random.Random(11), 0
    for _ in range(runs or (8 if kind == "folder" else 3)):
        at = stores.fresh(kind, tmp_path, request)
        process = start(at)
        time.sleep(dice.uniform(0, lasts * 0.9))
        cut += process.poll() is None
        process.kill()
        process.wait()
        store = open_store(at, merger=happenings)
        for iri in store.articles():
            found = store.article_quads(iri)
            earlier = {q.object for q in found if q.predicate == past}
            assert {q for q in found if q.subject not in earlier and q.object not in earlier} == whole[iri]
        for each in come:
            store.add(each)
        for each in go:
            store.remove(article_iri(each.document))
        assert stores.content(store) == wanted
        store.close()
    assert cut > 0, "no run was cut off"


# --- finding --------------------------------------------------------------------------------------------------------


def test_find_list_and_source(kind: str, articles, tmp_path: Path, request) -> None:
    store: Store = open_store(stores.fresh(kind, tmp_path, request))
    some = articles[:8]
    for each in some:
        store.add(each)
    listed = store.contents()
    assert sorted(a.iri for a in listed) == store.articles() == sorted(article_iri(a.document) for a in some)
    assert [a.published for a in listed] == sorted(str(a.published) for a in listed)
    for each in some:
        iri = article_iri(each.document)
        words = [iri, iri.rpartition("/")[2][:8], each.document.id, *([each.document.url] if each.document.url else [])]
        assert all([a.iri for a in store.find(word)] == [iri] for word in words)
    assert store.find("abcdef") == store.find("nothing") == store.of_source("nobody") == []
    assert len(store.of_source(some[0].document.publisher or "")) >= 1
    store.close()
