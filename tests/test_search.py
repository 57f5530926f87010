"""Searching happenings: every spelling finds, facets count what is found, and evidence is the words themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.errors import QueryError
from kg.search import articles, evidence, happenings, members, search, selection, timeline
from kg.store import open_store
from kg.view.data import collect

EXAMPLES = Path(__file__).parent.parent / "examples"
TEXTS = [
    ("أحمد في المنامة", "2024-03-02", "المنامة - زار الوزير أحمد العلوي مدينة المحرق يوم الجمعة.\n"
     "وقال أحمد العلوي إن الحكومة ستوقع اتفاقا مع إيران الأسبوع المقبل.\nولم يقتل أحد في الحادث."),
    ("قصف في حلب", "2023-11-20", "حلب - قصفت الطائرات مدينة حلب أمس، وقتل 5 مدنيين.\nودعت روسيا إلى وقف القصف."),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    archive = open_store(tmp_path_factory.mktemp("search") / "archive")
    for document in kg.read_many([EXAMPLES / "merging" / "articles.jsonl"]):
        archive.add(kg.extract(document))
    for title, published, text in TEXTS:
        archive.add(kg.extract(kg.read_text(text, title=title, published=published, publisher="الديرة")))
    yield archive.store
    archive.close()


@pytest.mark.parametrize(
    ("words", "in_label"),
    [("احمد", "أحمد"), ("أَحْمَد", "أحمد"), ("أحمـد", "أحمد"), ("زار احمد", "أحمد"), ("ايران", "إيران"), ("Aleppo", "حلب"),
     ("aleppo", "حلب"), ("هجوم حلب", "حلب"), ("ATTACK", "قصف")],
)  # fmt: skip
def test_every_spelling_finds(store, words: str, in_label: str) -> None:
    found = search(store, words, main=False)
    said = " ".join(f"{h.ar} {' '.join(p.ar for p in h.participants)}" for h in found.happenings)
    assert found.total == len(found.happenings) > 0
    assert in_label in said


@pytest.mark.parametrize("words", ["أحمد حلب", "زقزق", ".*", "[", "\\", '"', "?x", "\ud800"])
def test_what_is_not_there_is_not_found(store, words: str) -> None:
    assert search(store, words).total == 0


def test_facets_count_what_is_found(store) -> None:
    every = search(store, limit=1000)
    assert every.total == len(every.happenings) <= sum(v.count for v in every.facets["type"])
    for name in ("type", "actor", "place", "source", "publisher", "modality"):
        assert every.facets[name], name
        for value in every.facets[name]:
            found = search(store, **{name: [value.value]}, limit=1000)
            assert found.total >= value.count >= 1, (name, value)  # more where a name has several IRIs
            if name in ("type", "publisher", "modality"):
                assert found.total == value.count, (name, value)
    for value in every.facets["time"]:
        assert search(store, time=value.value).total >= value.count


def test_pages_follow_one_another(store) -> None:
    every = [h.iri for h in search(store, limit=1000, facets=False).happenings]
    pages = [h.iri for at in range(0, len(every), 7) for h in search(store, limit=7, offset=at).happenings]
    assert pages == every
    days = [h.first or h.last for h in search(store, limit=1000, facets=False).happenings]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True) == days[: len(dated)]
    assert [h.first for h in search(store, limit=1000, oldest=True).happenings if h.first] == sorted(
        h.first for h in search(store, limit=1000).happenings if h.first
    )


def test_a_happening_has_all_its_reports_with_their_words(store) -> None:
    best = max(search(store, limit=1000).happenings, key=lambda h: h.reports)
    assert best.reports >= 3
    for event in members(store, [best.iri])[best.iri]:
        found = evidence(store, event)
        assert found.happening == happenings(store, [best.iri])[0]
        assert replace(found.happening, participants=()) == replace(best, participants=())
        # of several names a page shows one that its own articles have: «بعقوبة», «مدينة بعقوبة»
        assert [(p.role, p.iri) for p in found.happening.participants] == [(p.role, p.iri) for p in best.participants]
        assert {r.event for r in found.reports} == set(members(store, [best.iri])[best.iri])
    texts = {
        iri: article.text
        for iri, article in collect(selection(store, [r.event for r in found.reports])).articles.items()
    }
    assert len({r.article for r in found.reports}) == best.reports
    for report in found.reports:
        assert texts[report.article][report.start : report.end] == report.words
        at = report.start - report.sentence_start
        assert report.sentence[at : at + len(report.words)] == report.words


def test_what_is_denied_or_planned_says_so(store) -> None:
    (denied,) = search(store, modality=["denied"], main=False, publisher=["الديرة"]).happenings
    assert denied.type == "Die" and denied.modality == ("denied",)
    (planned,) = search(store, "إيران", modality=["planned"], publisher=["الديرة"]).happenings
    report = evidence(store, planned.iri).reports[0]
    assert report.modality == "planned" and report.source and report.source_iri


def test_a_timeline_is_in_order(store) -> None:
    days = [h.first or h.last for h in timeline(store, "احمد العلوى")]
    assert days == sorted(days) and len(days) >= 1
    assert any(h.type == "Attack" for h in timeline(store, "حلب"))


def test_articles_are_found_by_any_of_their_words(store) -> None:
    assert [a.title for a in articles(store, "احمد المحرق")] == ["أحمد في المنامة"]
    assert articles(store, "احمد حلب") == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": ["Dance"]},
        {"modality": ["sure"]},
        {"time": "yesterday"},
        {"actor": ["زقزق"]},
        {"place": ["http://a b"]},
    ],
)
def test_what_is_unknown_is_refused_in_one_line(store, wrong) -> None:
    with pytest.raises(QueryError) as caught:
        search(store, **wrong)
    assert "\n" not in str(caught.value)


def test_no_event_no_evidence(store) -> None:
    for iri in ("http://example.org/x", "no iri", "https://w3id.org/kg/entity/place/aleppo"):
        with pytest.raises(QueryError):
            evidence(store, iri)


def test_a_selection_has_nothing_of_other_articles(store) -> None:
    (visit,) = search(store, "زار أحمد").happenings
    data = collect(selection(store, [visit.iri]))
    assert [a.title for a in data.articles.values()] == ["أحمد في المنامة"]
    assert visit.iri in data.nodes and data.edges
    assert {m.article for n in data.nodes.values() for m in n.mentions} == set(data.articles)
