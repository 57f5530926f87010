"""Merging across articles: what is one becomes one, what only looks alike does not, and everything can be taken back."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
import kg.resolve
from kg.errors import StoreError
from kg.graph import Graph
from kg.model import Annotations, Document, Entity, EntityType
from kg.rdf import article_iri, quads
from kg.resolve.across import (
    EventProfile,
    Link,
    Merging,
    OxigraphReader,
    RdflibReader,
    clusters,
    update,
    update_removed,
)
from kg.resolve.across.blocking import SHARED, event_keys
from kg.resolve.across.clustering import pair
from kg.resolve.across.copies import containment, resemblance, signature
from kg.resolve.across.merging import DECISIONS
from kg.resolve.across.profiles import dump, load_article, load_event
from kg.resolve.across.scoring import contradicts, reasons, shortened
from kg.resolve.naming import reach
from kg.validate import validate
from kg.vocabulary import expand, ontology_text

RESOLVE = Path(kg.resolve.__file__).parent
TEXT = (
    "أعلنت إدارة الميناء أن الأمطار الغزيرة أوقفت العمل على الأرصفة الشرقية منذ الفجر وأن فرق الصيانة تعمل على شفط المياه "
    "من المستودعات المنخفضة. وأوضح مدير العمليات أن ثلاث سفن محملة بالحبوب تنتظر خارج الميناء وأن الحركة تعود تدريجيا مع "
    "تحسن الطقس. وكانت الأرصاد الجوية قد حذرت قبل يومين من رياح شديدة وأمواج عالية على طول الساحل ودعت الصيادين إلى البقاء "
    "في مرافئهم حتى إشعار آخر."
)
MERGING = Path(__file__).parent.parent / "examples" / "merging"


@pytest.fixture(scope="module")
def articles() -> dict[str, Annotations]:
    return {d.id: kg.extract(d) for d in kg.read_many([MERGING / "articles.jsonl"])}


def archive(articles: Iterable[Annotations]) -> ox.Store:
    store = ox.Store()
    for each in articles:
        store.extend(quads(each))
        update(store, article_iri(each.document))
    return store


@pytest.fixture(scope="module")
def store(articles: dict[str, Annotations]) -> ox.Store:
    return archive(articles.values())


def gold(kind: str) -> dict[tuple[str, int, int], str]:
    lines = [x for x in (MERGING / "gold.tsv").read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t")
    return {(r["article"], int(r["start"]), int(r["end"])): r["cluster"] for r in rows if r["kind"] == kind}


def found(store: ox.Store, articles: Mapping[str, Annotations], kind: str) -> dict[tuple[str, int, int], str]:
    """Where every mention of an event or an entity stands, and the representative of its cluster."""
    by_iri = {article_iri(a.document): name for name, a in articles.items()}
    text = f"""
        PREFIX kg: <https://w3id.org/kg/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX gaf: <http://groundedannotationframework.org/gaf#>
        SELECT ?article ?start ?end ?first WHERE {{
          ?node gaf:denotedBy ?m FILTER(STRSTARTS(STR(?node), "https://w3id.org/kg/{kind}/"))
          ?m oa:hasTarget ?t . ?t oa:hasSource ?article ; oa:hasSelector ?s . ?s oa:start ?start ; oa:end ?end .
          OPTIONAL {{ ?node kg:representative ?r }} BIND(COALESCE(?r, ?node) AS ?first) }}"""
    rows = store.query(text, use_default_graph_as_union=True)
    return {
        (by_iri[r["article"].value], int(r["start"].value), int(r["end"].value)): r["first"].value
        for r in rows  # type: ignore[union-attr]
    }


def answers(store: ox.Store, articles: Mapping[str, Annotations], kind: str) -> dict[tuple[str, int, int], str]:
    """For every gold mention the cluster of the longest found one that it shares words with; one of its own if none."""
    have: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for (article, start, end), cluster in found(store, articles, kind).items():
        have[article].append((start, end, cluster))
    out = {}
    for article, start, end in gold(kind):
        meets = [(min(e, end) - max(s, start), c) for s, e, c in have[article] if s < end and start < e]
        out[article, start, end] = max(meets)[1] if meets else f"none {article} {start}"
    return out


def b_cubed(
    gold: Mapping[tuple[str, int, int], str], answer: Mapping[tuple[str, int, int], str]
) -> tuple[float, float, float]:
    """Return precision, recall and F1 (A. Bagga, B. Baldwin, Entity-based cross-document coreferencing, 1998)."""

    def mean(one: Mapping[tuple[str, int, int], str], other: Mapping[tuple[str, int, int], str]) -> float:
        clusters: dict[str, set[tuple[str, int, int]]] = defaultdict(set)
        for mention, cluster in one.items():
            clusters[cluster].add(mention)
        shares = [sum(other[m] == other[n] for n in clusters[one[m]]) / len(clusters[one[m]]) for m in one]
        return sum(shares) / len(shares)

    precision, recall = mean(answer, gold), mean(gold, answer)
    return precision, recall, 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize("kind", ["event", "entity"])
def test_gold_clusters(store: ox.Store, articles: dict[str, Annotations], kind: str) -> None:
    precision, recall, f1 = b_cubed(gold(kind), answers(store, articles, kind))
    assert f1 >= 0.90, f"{kind}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


def quads_of(store: ox.Store) -> set[str]:
    return {str(quad) for quad in store}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_order_and_twice(store: ox.Store, articles: dict[str, Annotations], seed: int) -> None:
    order = [*articles.values(), *list(articles.values())[:6]]
    random.Random(seed).shuffle(order)
    assert quads_of(archive(order)) == quads_of(store)


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_removed_was_never_there(articles: dict[str, Annotations], seed: int) -> None:
    names = sorted(articles)
    random.Random(seed).shuffle(names)
    gone, kept = names[: len(names) // 2], names[len(names) // 2 :]
    store = archive(articles[name] for name in names)
    for name in gone:
        iri = article_iri(articles[name].document)
        store.remove_graph(ox.NamedNode(iri))
        update_removed(store, iri)
    wanted = quads_of(archive(articles[name] for name in kept))
    assert quads_of(store) == wanted


def test_again_changes_nothing(store: ox.Store, articles: dict[str, Annotations]) -> None:
    merging = Merging(OxigraphReader(store))
    for each in articles.values():
        assert not merging.added(article_iri(each.document))


def event_at(store: ox.Store, articles: Mapping[str, Annotations], article: str, word: str) -> str:
    """The IRI of the first event of an article that the word is a mention of."""
    graph = ox.NamedNode(article_iri(articles[article].document))
    rows = store.query(
        "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX gaf: <http://groundedannotationframework.org/gaf#>"
        f" SELECT DISTINCT ?e WHERE {{ GRAPH {graph} {{ ?e a <http://semanticweb.cs.vu.nl/2009/11/sem/Event> ;"
        f' gaf:denotedBy/oa:hasTarget/oa:hasSelector/oa:exact "{word}" }} }} ORDER BY ?e'
    )
    return next(row["e"].value for row in rows)  # type: ignore[union-attr]


def together(store: ox.Store, one: str, other: str) -> bool:
    text = (
        "PREFIX kg: <https://w3id.org/kg/ontology#>"
        f" ASK {{ <{one}> kg:representative ?r . <{other}> kg:representative ?r }}"
    )
    return bool(store.query(text, use_default_graph_as_union=True))


def test_a_refusal_outlives_the_next_run(articles: dict[str, Annotations]) -> None:
    store = archive(articles.values())
    before = quads_of(store)
    meeting, other = (event_at(store, articles, a, "التقى") for a in ("visit-1", "visit-2"))
    assert together(store, meeting, other)
    merging = Merging(OxigraphReader(store))
    merging.decided(meeting, other, same=False).apply(store)
    assert not together(store, meeting, other)
    assert any(not m.holds for m in merging.merges("event"))
    for name in ("visit-1", "visit-2", "visit-ankara"):
        update(store, article_iri(articles[name].document))
    assert not together(store, meeting, other)
    iri = article_iri(articles["visit-2"].document)
    update_removed(store, iri)
    update(store, iri)
    assert not together(store, meeting, other) and merging.decisions() == [(*sorted((meeting, other)), False)]
    merging.decided(meeting, other, same=True).apply(store)
    assert together(store, meeting, other)
    assert not merging.decided(meeting, other, same=True)
    store.remove_graph(DECISIONS)
    update(store, iri)
    assert quads_of(store) == before


def test_an_assertion_waits_for_what_it_is_about(articles: dict[str, Annotations]) -> None:
    store = archive(articles.values())
    plan, summit = event_at(store, articles, "summit-plan", "تستعد"), event_at(store, articles, "summit-2", "القمة")
    assert not together(store, plan, summit)
    Merging(OxigraphReader(store)).decided(plan, summit, same=True).apply(store)
    assert together(store, plan, summit)
    iri = article_iri(articles["summit-2"].document)
    store.remove_graph(ox.NamedNode(iri))
    update_removed(store, iri)
    assert not together(store, plan, summit)
    store.extend(quads(articles["summit-2"]))
    update(store, iri)
    assert together(store, plan, summit)


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ("urn:a", "urn:b", "no event, name or article"),
        ("https://w3id.org/kg/event/0", "https://w3id.org/kg/event/1", "no event, name or article"),
        ("urn:a", "urn:a", "is given twice"),
    ],
)
def test_decisions_about_what_is_not_there(store: ox.Store, one: str, other: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        Merging(OxigraphReader(store)).decided(one, other, same=True)


def test_near_copies_are_one_source(store: ox.Store, articles: dict[str, Annotations]) -> None:
    copies = {frozenset((m.link.one, m.link.other)) for m in Merging(OxigraphReader(store)).merges("article")}
    iris = {name: article_iri(a.document) for name, a in articles.items()}
    assert copies == {frozenset((iris["baquba-1"], iris["baquba-3"]))}
    sources = """
        PREFIX kg: <https://w3id.org/kg/ontology#> PREFIX gaf: <http://groundedannotationframework.org/gaf#>
        PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT (COUNT(DISTINCT ?article) AS ?papers) (COUNT(DISTINCT ?first) AS ?sources) WHERE {
          ?e kg:representative ?r ; gaf:denotedBy/oa:hasTarget/oa:hasSource ?article .
          OPTIONAL { ?article kg:representative ?a } BIND(COALESCE(?a, ?article) AS ?first)
          { SELECT ?r WHERE { <EVENT> kg:representative ?r } } }"""
    bombing = event_at(store, articles, "baquba-1", "تفجير")
    row = next(iter(store.query(sources.replace("EVENT", bombing), use_default_graph_as_union=True)))  # type: ignore[arg-type]
    papers, sources_of = int(row["papers"].value), int(row["sources"].value)
    assert papers >= 3 and sources_of == papers - 1


def test_disagreement_is_kept(store: ox.Store, articles: dict[str, Annotations]) -> None:
    """Twelve dead in one paper, fifteen in another, eleven in a third: one event, and each figure with its article."""
    text = """
        PREFIX kg: <https://w3id.org/kg/ontology#> PREFIX schema: <https://schema.org/>
        SELECT DISTINCT ?publisher ?dead WHERE {
          <EVENT> kg:representative ?r . ?e kg:representative ?r ; kg:patient ?q . ?q kg:minimum ?dead .
          GRAPH ?article { ?e kg:trigger ?word } ?article schema:publisher ?publisher }"""
    deaths = event_at(store, articles, "baquba-1", "قتل")
    rows = store.query(text.replace("EVENT", deaths), use_default_graph_as_union=True)
    figures = {(r["publisher"].value, int(r["dead"].value)) for r in rows}  # type: ignore[union-attr]
    assert {("صدى دجلة", 12), ("الضفتان", 15), ("الضفتان", 12), ("الميناء اليوم", 11), ("الميناء اليوم", 15)} <= figures


def test_a_denial_is_a_claim_about_the_same(store: ox.Store, articles: dict[str, Annotations]) -> None:
    told, denied = event_at(store, articles, "resign-1", "استقالة"), event_at(store, articles, "resign-3", "يستقل")
    assert together(store, told, denied)


def test_rdflib_gives_the_same(store: ox.Store, articles: dict[str, Annotations]) -> None:
    dataset = rdflib.Dataset().parse(data=ox.serialize(list(store), format=ox.RdfFormat.N_QUADS), format="nquads")
    merging = Merging(RdflibReader(dataset))
    assert merging.merges() == Merging(OxigraphReader(store)).merges()
    assert not merging.added(article_iri(articles["visit-2"].document))


def test_reasons_have_labels() -> None:
    graph = rdflib.Graph().parse(data=ontology_text("kg.ttl"), format="turtle")
    for layer, feature in reasons():
        node = rdflib.URIRef(expand(f"kg:reason-{layer}-{feature.replace(' ', '-')}"))
        assert {label.language for label in graph.objects(node, rdflib.SKOS.prefLabel)} == {"ar", "en"}, node


def test_data_is_sorted() -> None:
    for path in (RESOLVE / "across" / "data").glob("*.tsv"):
        rows = [x for x in path.read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")][1:]
        assert rows == sorted(rows, key=lambda row: row.split("\t")[:2]), path


def test_what_is_kept_is_in_the_ontology_and_conforms(store: ox.Store) -> None:
    known = ontology_text("kg.ttl")
    used = {q.predicate.value for q in store if q.predicate.value.startswith(expand("kg:"))}
    assert all(f"kg:{p.removeprefix(expand('kg:'))} a owl:" in known for p in used)
    assert validate(Graph(store)).problems == ()


NODES = st.sampled_from("abcdefgh")
PAIRS = st.tuples(NODES, NODES).filter(lambda p: p[0] != p[1]).map(lambda p: pair(*p))


@settings(deadline=None)
@given(st.dictionaries(PAIRS, st.sampled_from([0.5, 0.6, 0.9])), st.sets(PAIRS, max_size=4), st.sets(PAIRS, max_size=2),
       st.randoms())  # fmt: skip
def test_clusters_are_a_function_of_the_sets(
    scores: dict[tuple[str, str], float],
    refused: set[tuple[str, str]],
    asserted: set[tuple[str, str]],
    chance: random.Random,
) -> None:
    links = [Link(a, b, "event", score) for (a, b), score in scores.items()]
    first = clusters(links, refused, asserted)
    chance.shuffle(links)
    assert clusters(links, sorted(refused, reverse=True), sorted(asserted, reverse=True)) == first
    for members in first.members():
        assert not any({a, b} <= set(members) for a, b in refused)
        assert all(first.representative[m] == members[0] for m in members)
    for a, b in asserted - refused:
        assert first.representative.get(a, a) == first.representative.get(b, b) or refused


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Al-Abadi", "Haider Al-Abadi", True),
        ("Mohamed bin Salman", "Mohamed bin Salman bin Abdelaziz", True),
        ("Ali Saleh", "Ali Abdullah Saleh", True),
        ("Mohamed", "Ahmed Mohamed", False),
        ("Haider Ali", "Haider Al-Abadi", False),
        ("Hassan Ali", "Hussein Ali Hamed", False),
    ],
)
def test_short_names(one: str, other: str, same: bool) -> None:
    assert shortened(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("قتل ستة أشخاص " * 3 + TEXT, TEXT, 0.85, 1.0),  # a sentence more
        (TEXT, TEXT[: len(TEXT) // 2], 0.85, 1.0),  # cut from the end
        (TEXT, TEXT.replace("أ", "ا").replace("ة", "ه"), 0.99, 1.0),  # spelt without hamzas
        (TEXT, "وقال الوزير إن بلاده تدرس الخيارات المتاحة أمامها في هذا الملف " * 3, 0.0, 0.1),
    ],
)
def test_copies(one: str, other: str, low: float, high: float) -> None:
    (first, size), (second, other_size) = signature(one), signature(other)
    assert low <= containment(resemblance(first, second), size, other_size) <= high


@pytest.mark.parametrize(
    ("type", "name", "published", "limit"),
    [
        ("Person", "Haider al-Abadi", "2024-03-08", ""),
        ("Organization", "Fatah", "2024-03-08", ""),
        ("Event", "Arab League summit", "2024-05-16", "2024"),
        ("Event", "Arab League summit", None, ""),
        ("Event", "2026 FIFA World Cup", "2024-05-16", ""),
        ("Event", "Gaza war", "2024-05-16", ""),
    ],
)
def test_reach_of_names(type: EntityType, name: str, published: str | None, limit: str) -> None:
    document = Document(id="x", text="نص", published=published)
    assert reach(Entity("e1", 0, 2, "نص", type, name), document) == limit


def test_a_last_name_reaches_over_its_article() -> None:
    one, other = Document(id="x", text="قال الجنابي"), Document(id="y", text="وصل الجنابي")
    name = Entity("e1", 4, 11, "الجنابي", "Person", "Al-Janabi")
    assert reach(name, one) and reach(name, one) != reach(name, other)


def event(**given: object) -> EventProfile:
    """An attack of one day in Baquba, or what `given` makes of it."""
    usual: dict[str, object] = {
        "iri": "e:1", "article": "a:1", "type": "Attack", "day": "2024-03-09", "begin": "2024-03-08", "end": "2024-03-08",
        "roots": ("فجر",), "places": ("p:baquba",), "countries": ("IQ",), "modalities": ("asserted",),
    }  # fmt: skip
    return EventProfile(**{**usual, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        ({}, False),
        ({"type": "Die"}, True),
        ({"type": "Disaster"}, False),  # «انفجار» and «هجوم»
        ({"begin": "2024-03-09", "end": "2024-03-09"}, False),  # night, time zones
        ({"begin": "2024-03-10", "end": "2024-03-10"}, True),
        ({"begin": "2024-03-01", "end": "2024-03-31"}, False),  # «في مارس»
        ({"begin": "2023-01-01", "end": "2023-12-31"}, True),
        ({"begin": "", "end": ""}, False),
        ({"begin": "2024-03-10", "end": "2024-03-10", "negated": True}, False),  # denied two days later
        ({"places": ("p:damascus",), "countries": ("SY",)}, True),
        ({"places": ("p:diyala",)}, False),
        ({"modalities": ("possible",)}, True),
        ({"article": "a:1", "roots": ("قصف",)}, True),
        ({"article": "a:1", "sentences": (2,)}, False),
    ],
)
def test_what_cannot_be_one(other: dict[str, object], apart: bool) -> None:
    one, two = event(), event(**{"iri": "e:2", "article": "a:2", **other})
    assert contradicts(one, two) is contradicts(two, one) is apart


@pytest.mark.parametrize(
    ("other", "meet"),
    [
        ({}, True),
        ({"begin": "", "end": "", "day": "2024-03-10"}, True),
        ({"begin": "2024-03-10", "end": "2024-03-10"}, True),
        ({"begin": "2024-03-20", "end": "2024-03-20"}, False),
        ({"begin": "2024-03-01", "end": "2024-03-31", "day": "2024-06-01"}, False),
        ({"near": (), "places": (), "words": {}}, False),
    ],
)
def test_what_is_compared(other: dict[str, object], meet: bool) -> None:
    words = {"مفخخه": 9.0, "سوق": 8.0}
    one, two = event(words=words), event(**{"iri": "e:2", "article": "a:2", "words": words, **other})
    kept, asked = event_keys(two)[0], event_keys(one)[1]
    assert (len(set(kept) & set(asked)) >= SHARED) is meet
    assert (len(set(event_keys(one)[0]) & set(event_keys(two)[1])) >= SHARED) is meet


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-2, 2))
def test_days_within_the_window_meet(day: date, shift: int) -> None:
    near = (day + timedelta(days=shift)).isoformat()
    one = event(begin=day.isoformat(), end=day.isoformat(), day=day.isoformat(), near=("o:a", "o:b"))
    two = event(iri="e:2", begin=near, end=near, day=near, near=("o:a", "o:b"))
    assert len(set(event_keys(one)[1]) & set(event_keys(two)[0])) >= SHARED


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-9, 9))
def test_it_does_not_matter_which_of_two_asks(day: date, shift: int) -> None:
    near = (day + timedelta(days=shift)).isoformat()
    one = event(begin=day.isoformat(), end=day.isoformat(), day=day.isoformat(), near=("o:a", "o:b"))
    two = event(iri="e:2", begin=near, end=near, day=near, near=("o:a", "o:b"))
    (kept, asked), (others, asks) = event_keys(one), event_keys(two)
    assert len(set(asked) & set(others)) == len(set(asks) & set(kept))


def test_profiles_are_read_back(store: ox.Store) -> None:
    key = ox.NamedNode(expand("kg:profile"))
    for quad in store.quads_for_pattern(None, key, None, None):
        text = quad.object.value  # type: ignore[union-attr]
        read = load_event if "/event/" in quad.subject.value else load_article  # type: ignore[union-attr]
        assert dump(read(text)) == text
