"""One happening in many articles is one node on every page, with all its reports: the eighteen articles of examples/merging."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.graph import Graph, from_annotations
from kg.model import Annotations, Argument, Document, Entity, Event, Quantity
from kg.rdf import article_iri
from kg.resolve.across import Merging, OxigraphReader, update, update_removed
from kg.search import selection
from kg.view import graph_page, map_page, timeline_page
from kg.view.data import Node, ViewData, collect
from kg.view.pictures import picture

ARTICLES = Path(__file__).parent.parent / "examples" / "merging" / "articles.jsonl"


def merged(annotations: list[Annotations]) -> Graph:
    graph = from_annotations(annotations)
    for each in annotations:
        update(graph.store, article_iri(each.document))
    return graph


@pytest.fixture(scope="module")
def articles() -> list[Annotations]:
    return [kg.extract(document) for document in kg.read_many([ARTICLES])]


@pytest.fixture(scope="module")
def story(articles: list[Annotations]) -> Graph:
    return merged(articles)


def deaths(data: ViewData) -> Node:
    """The dead of Baquba, told by four papers."""
    return next(n for n in data.events if n.type == "Die" and n.told == 4)


def test_every_cluster_is_one_node(story: Graph) -> None:
    rows = list(story.query("SELECT ?node ?first { ?node kg:representative ?first ; a sem:Event }"))
    data = collect(story)
    assert len(rows) > 30
    for row in rows:
        assert str(row["first"]) in data.nodes
        assert row["node"] == row["first"] or row["node"] not in data.nodes
        assert str(row["node"]) in {m.iri for m in data.nodes[str(row["first"])].members}
    assert all(end in data.nodes for event, _, other in data.edges for end in (event, other))
    assert not any(event == other for event, _, other in data.edges)


def test_every_mention_stays(story: Graph) -> None:
    apart, united = collect(story, united=False), collect(story)
    for kind in {node.kind for node in apart.nodes.values()}:
        spans = [{(m.article, m.start, m.end) for n in each.nodes.values() if n.kind == kind for m in n.mentions}
                 for each in (apart, united)]  # fmt: skip
        assert spans[0] == spans[1]


def test_figures_that_disagree_stand_side_by_side_with_their_sources(story: Graph) -> None:
    data = collect(story)
    rows = [
        (data.articles[r.article].publisher, r.source, [data.nodes[f].amount[0] for f in r.figures])
        for r in deaths(data).reports
    ]
    assert rows == [
        ("صدى دجلة", "العقيد سامر الجنابي", ["12"]),
        ("بريد المشرق", "العقيد سامر الجنابي", ["12"]),
        ("الضفتان", "العقيد سامر الجنابي", ["12"]),
        ("الضفتان", "محافظة ديالى", ["15"]),
        ("الميناء اليوم", "وزارة الداخلية العراقية", ["15", "11"]),
        ("الميناء اليوم", "وزارة الداخلية العراقية", ["15"]),  # what it denies
    ]
    assert deaths(data).ar == "قتل: 12 شخصا أو 15 قتيلا أو 11 شخصا"
    assert deaths(data).en == "Death: 12 person or 15 person or 11 person"
    copies = {a.publisher for a in data.articles.values() if a.copy_of}
    assert copies == {"بريد المشرق"}  # tells in nearly the same words as صدى دجلة, two hours later


def test_what_some_affirm_and_some_deny_is_disputed(story: Graph) -> None:
    disputed = [n for n in collect(story).events if n.status == "disputed"]
    assert sorted(n.ar.partition(":")[0] for n in disputed) == ["استقال", "قتل"]  # the ministry denies the toll of 15
    assert all({r.status for r in n.reports} == {"asserted", "denied"} for n in disputed)


def test_a_selection_of_an_archive_is_united_where_it_is_drawn(story: Graph) -> None:
    whole = deaths(collect(story))
    events = [member.iri for member in whole.members]
    drawn = deaths(collect(selection(story.store, events, united=True)))
    assert (drawn.iri, drawn.ar, len(drawn.reports)) == (whole.iri, whole.ar, len(whole.reports))
    assert {n.iri for n in collect(selection(story.store, events)).events} >= set(events)  # and who is an event itself


def test_a_refused_merge_is_drawn_apart(articles: list[Annotations]) -> None:
    graph = merged(articles)
    node = deaths(collect(graph))
    merging = Merging(OxigraphReader(graph.store))
    for merge in merging.merges("event"):
        if node.iri in (merge.link.one, merge.link.other):
            merging.decided(merge.link.one, merge.link.other, same=False).apply(graph.store)
    assert node.iri not in {m.iri for n in collect(graph).events for m in n.members}


def test_without_the_others_a_report_stands_alone(articles: list[Annotations]) -> None:
    graph = merged(articles)
    for each in articles:
        if not each.document.id.startswith("baquba-1"):
            for quad in list(graph.store.quads_for_pattern(None, None, None, None)):
                if quad.graph_name.value == article_iri(each.document):  # type: ignore[union-attr]
                    graph.store.remove(quad)
            update_removed(graph.store, article_iri(each.document))
    assert not any(r.article != article_iri(articles[0].document) for n in collect(graph).events for r in n.reports)


def test_read_back_and_in_any_order_it_is_the_same(articles: list[Annotations], story: Graph, tmp_path: Path) -> None:
    (tmp_path / "story.ttl").write_bytes(story.serialize())
    for other in (kg.load(tmp_path / "story.ttl"), merged(articles[::-1])):
        assert graph_page.payload(collect(other)) == graph_page.payload(collect(story))


def name(text: str, start: int, kind: str, english: str, country: str | None = None) -> Entity:
    return Entity("e1", start, start + len(text), text, kind, english, country=country)  # type: ignore[arg-type]


def test_names_that_are_one_are_one_node() -> None:
    many = []
    for number, (text, words, english) in enumerate(
        [
            ("زار الأمير المدينة.", "الأمير", "The prince"),
            ("وصل الأمير سلمان إلى المدينة.", "الأمير سلمان", "Prince Salman"),
        ]
    ):
        entity = name(words, text.index(words), "Person", english)
        event = Event("v1", 0, 3, text[:3], "Move", "v1", args=(Argument("agent", "e1"),))
        many.append(Annotations(Document(f"n{number}", text, published=f"2024-01-0{number + 1}"), entities=(entity,), events=(event,)))  # fmt: skip
    graph = merged(many)
    one, other = sorted(n.iri for n in collect(graph).nodes.values() if n.kind == "Person")
    Merging(OxigraphReader(graph.store)).decided(one, other, same=True).apply(graph.store)
    data = collect(graph)
    (person,) = [n for n in data.nodes.values() if n.kind == "Person"]
    assert (person.ar, person.en, len(person.mentions)) == ("الأمير سلمان", "Prince Salman", 2)
    assert {other for _, role, other in data.edges if role == "agent"} == {person.iri}
    card = next(c for c in graph_page.payload(data)["nodes"] if c["kind"] == "Person")
    assert {"الأمير", "The prince"} <= set(card["also"])  # found by either name


def test_a_place_lies_where_any_of_its_names_is_known() -> None:
    many = []
    for number, english in enumerate(("Basra", "Basrah of the south", "Basrah of the south")):
        event = Event("v1", 0, 3, "وصل", "Move", "v1", args=(Argument("destination", "e1"),))
        place = name("البصرة", 4, "Place", english, "IQ")
        many.append(Annotations(Document(f"p{number}", f"وصل البصرة {number}."), entities=(place,), events=(event,)))
    data = collect(merged(many))
    (basra,) = [n for n in data.nodes.values() if n.kind == "Place"]
    assert basra.en == "Basrah of the south" and ("Basrah of the south", "IQ") not in map_page.coordinates()
    assert len(map_page.payload(data)["places"][0]) == 3


def test_the_timeline_has_it_once(story: Graph) -> None:
    payload = timeline_page.payload(collect(story))
    dead = [row for row in payload["events"] if payload["nodes"][row["node"]].get("told") == 4]
    types = [payload["nodes"][row["node"]]["type"] for row in dead]
    assert "Die" in types and len(types) == len(set(types))


@pytest.mark.parametrize("kind", ["graph", "timeline", "article"])
def test_the_card_shows_all_reports(opened, story: Graph, kind: str) -> None:
    tab = opened(story, kind, f"{kind}-merged")
    for language, said in (("ar", "الأرقام مختلفة"), ("en", "The figures differ")):
        tab.evaluate(
            "next => { speak(next); go(data.nodes.findIndex(n => n.told === 4 && n.type === 'Die')); }", language
        )
        tab.wait_for_timeout(500)
        tab.screenshot(path=f"build/screenshots/{kind}-merged-{language}.png")
        card = tab.inner_text("#panel")
        assert said in card and ("المقالات: 4" in card or "Articles: 4" in card)
        cells = tab.locator("#panel .telling tbody tr").all_inner_texts()
        assert len(cells) == 6
        for row, words in zip(cells, ("صدى دجلة", "بريد المشرق ≈", "الضفتان", "", "الميناء اليوم", ""), strict=True):
            assert words in row
        assert tab.locator("#panel .telling .differs").count() == 6
        assert tab.locator("#panel .quote").count() == 3  # and a button for the rest
    first = tab.evaluate("data.nodes.findIndex(n => n.told === 4 && n.type === 'Die')")
    member = tab.evaluate("n => data.nodes[n].members[0]", first)
    tab.evaluate("iri => { location.hash = encodeURIComponent(iri); }", member)  # an address of any report leads here
    tab.wait_for_timeout(300)
    assert tab.inner_text("#panel h3") == tab.evaluate("n => label(data.nodes[n])", first)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_of_what_differs(opened, story: Graph, scheme: str) -> None:
    tab = opened(story, "timeline", f"timeline-merged-{scheme}")
    for wanted in ("n.differ", "n.status === 'disputed'"):
        tab.evaluate(f"theme => {{ paint(theme); go(data.nodes.findIndex(n => {wanted})); }}", scheme)
        tab.wait_for_timeout(300)
        assert tab.evaluate((Path(__file__).parent / "data" / "contrast.js").read_text(encoding="utf-8")) == []


def test_from_a_report_to_its_article(opened, story: Graph) -> None:
    tab = opened(story, "article", "article-merged-index")
    assert tab.locator("#index li").count() == 18
    tab.evaluate("go(data.nodes.findIndex(n => n.told === 4 && n.type === 'Die'))")
    for paper in ("الضفتان", "الميناء اليوم"):
        tab.locator("#panel .telling button", has_text=paper).click()
        tab.wait_for_timeout(200)
        assert paper in tab.inner_text("#article p.meta >> nth=0")
        assert tab.locator(".text .span.on").count() >= 1


def test_disputed_is_drawn_and_filtered(opened, story: Graph) -> None:
    tab = opened(story, "graph", "graph-merged")
    assert tab.evaluate("kg.nodes.get(data.nodes.findIndex(n => n.status === 'disputed')).shapeProperties.borderDashes")
    tab.locator("#statuses .chip.disputed").click()
    assert tab.evaluate("kg.nodes.get(data.nodes.findIndex(n => n.status === 'disputed'))") is None


@pytest.mark.parametrize("language, words", [("ar", "المقالات: 4"), ("en", "Articles: 4")])
def test_pictures_have_it_once(story: Graph, language: str, words: str) -> None:
    svg = picture(story, "timeline", "svg", language).decode()
    assert words in svg
    assert picture(story, "graph", "svg", language).decode().count("×4") == sum(
        len(n.reports) == 4 for n in collect(story).events
    )


def test_hostile_reports_are_text(opened) -> None:
    bad = "<img src=x onerror=window.hit=1>\u202eقتل\ud800"
    many = []
    for number in range(2):
        text = f"{bad} 1{number} شخصا."
        start = text.index("1")
        quantity = Quantity("q1", start, start + 7, text[start : start + 7], 10 + number, 10 + number, "person")
        event = Event("v1", 0, len(bad), bad, "Die", "v1", time="2024-01-01", timeline=True, args=(Argument("patient", "q1"),))  # fmt: skip
        document = Document(f"h{number}", text, title=bad, publisher=bad, published="2024-01-01")
        many.append(Annotations(document, quantities=(quantity,), events=(event,)))
    graph = merged(many)
    one, other = sorted(n.iri for n in collect(graph, united=False).events)
    Merging(OxigraphReader(graph.store)).decided(one, other, same=True).apply(graph.store)
    for kind in ("graph", "timeline", "article"):
        tab = opened(graph, kind, f"{kind}-merged-hostile")
        tab.evaluate("go(data.nodes.findIndex(n => n.kind === 'Event'))")
        tab.wait_for_timeout(200)
        assert "<img src=x" in tab.inner_text("#panel .telling tbody")
        assert tab.evaluate("window.hit") is None
        assert "\u202e" not in tab.content()
