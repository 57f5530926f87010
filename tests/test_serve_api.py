"""The JSON API: every answer as openapi.json describes it, errors as problems, articles added with a token."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import serving
import stores
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

import kg
from kg.model import EVENT_TYPES, ROLES
from kg.search import MODALITIES
from kg.store import open_store
from kg.view.data import KINDS

API = json.loads((Path(kg.__file__).parent / "serve" / "openapi.json").read_text(encoding="utf-8"))
HTTP = httpx.Client(timeout=60)  # the machine may be busy
TEXT = "عدن - وصل الوزير سالم باوزير إلى عدن يوم الجمعة، والتقى المحافظ. وقال باوزير إن الحكومة ستفتح المطار."
TOKEN = {"Authorization": "Bearer rose water"}


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving.server(serving.archive(tmp_path_factory.mktemp("api") / "archive")) as address:
        yield address


def described(response: httpx.Response, path: str, method: str = "get") -> object:
    """Check a response against the description and return its JSON."""
    responses = API["paths"][path][method]["responses"]
    found = responses.get(str(response.status_code)) or responses["default"]
    if "$ref" in found:
        found = API["components"]["responses"][found["$ref"].rpartition("/")[2]]
    schema = found["content"][response.headers["content-type"].partition(";")[0]]["schema"]
    Draft202012Validator({**schema, "components": API["components"]}).validate(response.json())
    return response.json()


def test_the_description_is_openapi_and_is_served(at: str) -> None:
    validate(API)
    assert HTTP.get(f"{at}/openapi.json").json() == API


def test_the_description_names_what_there_is() -> None:
    schemas = API["components"]["schemas"]
    assert schemas["Happening"]["properties"]["type"]["enum"] == list(EVENT_TYPES)
    assert schemas["Happening"]["properties"]["modality"]["items"]["enum"] == list(MODALITIES)
    assert schemas["Participant"]["properties"]["role"]["enum"] == list(ROLES)
    assert schemas["Participant"]["properties"]["kind"]["enum"] == list(KINDS)


def test_every_address_of_the_api_is_described(at: str) -> None:
    from kg.serve.app import application
    from kg.serve.worker import Settings

    routes = application(Settings("x", 1, 1.0)).routes
    there = {r.path: set(r.methods) - {"HEAD"} for r in routes if r.path.startswith(("/api", "/sparql"))}
    assert there == {path: {m.upper() for m in methods} for path, methods in API["paths"].items()}


def test_search_event_article(at: str) -> None:
    found = described(HTTP.get(f"{at}/api/search", params={"text": "قتيلا", "limit": 5}), "/api/search")
    assert found["total"] >= 1 and set(found["facets"]) >= {"time", "type", "actor", "place", "source", "modality"}
    best = max(found["happenings"], key=lambda each: each["reports"])
    one = described(HTTP.get(f"{at}/api/event", params={"iri": best["iri"]}), "/api/event")
    assert len({report["article"] for report in one["reports"]}) == best["reports"] >= 2
    report = one["reports"][0]
    article = described(HTTP.get(f"{at}/api/article", params={"name": report["article"]}), "/api/article")
    assert article["text"][report["start"] : report["end"]] == report["words"]
    assert report["event"] in {mention["iri"] for mention in article["mentions"]}
    for mention in article["mentions"]:
        assert article["text"][mention["start"] : mention["end"]] == mention["words"]
    headlines = described(HTTP.get(f"{at}/api/articles", params={"text": "القمة"}), "/api/articles")
    assert headlines and all("القم" in each["title"] or each["iri"] for each in headlines)


def test_every_spelling_and_every_filter(at: str) -> None:
    ask = lambda **params: described(HTTP.get(f"{at}/api/search", params=params), "/api/search")  # noqa: E731
    assert ask(text="اردوغان")["total"] == ask(text="أردوغان")["total"] >= 1
    every = ask()["total"]
    for name, values in ask()["facets"].items():
        for value in values:
            assert 1 <= ask(**{name: value["value"]})["total"] <= every, (name, value)
    assert ask(order="oldest", limit=1)["happenings"] != ask(limit=1)["happenings"]


def test_extract_stores_nothing(at: str) -> None:
    given = {"text": TEXT, "published": "2024-03-02", "title": "وصول"}
    found = described(HTTP.post(f"{at}/api/extract", json=given), "/api/extract", "post")
    assert found == kg.extract(kg.read_text(TEXT, published="2024-03-02", title="وصول")).to_json()
    turtle = HTTP.post(f"{at}/api/extract", json=given, headers={"Accept": "text/turtle"})
    assert turtle.headers["content-type"].startswith("text/turtle") and "kg:Move" in turtle.text
    page = HTTP.post(f"{at}/api/extract", json={"text": f"<html><body><p>{TEXT}</p></body></html>", "name": "a.html"})
    assert "<p>" not in page.json()["text"] and "باوزير" in page.json()["text"]
    assert HTTP.get(f"{at}/api/articles", params={"text": "باوزير"}).json() == []


def test_named_queries_run(at: str) -> None:
    made = described(HTTP.get(f"{at}/api/queries/actor-timeline", params={"actor": "السوداني"}), "/api/queries/{name}")
    rows = HTTP.post(f"{at}/sparql", data={"query": made["sparql"]}).json()["results"]["bindings"]
    assert rows and "param:" not in made["sparql"].partition("SELECT")[2]


@pytest.mark.parametrize(
    ("method", "path", "options", "status"),
    [
        ("get", "/api/search", {"params": {"colour": "red"}}, 400),
        ("get", "/api/search", {"params": {"type": "Dance"}}, 400),
        ("get", "/api/search", {"params": {"time": "yesterday"}}, 400),
        ("get", "/api/search", {"params": {"limit": "many"}}, 400),
        ("get", "/api/search", {"params": {"limit": "1000"}}, 400),
        ("get", "/api/search", {"params": {"actor": "زقزق"}}, 400),
        ("get", "/api/event", {}, 400),
        ("get", "/api/event", {"params": {"iri": "http://example.org/none"}}, 404),
        ("get", "/api/event", {"params": {"iri": 'x> } DROP ALL #"'}}, 404),
        ("get", "/api/article", {"params": {"name": "none"}}, 404),
        ("get", "/api/article", {"params": {"name": "https://w3id.org/kg/a b"}}, 404),
        ("get", "/api/queries/{name}", {}, 404),
        ("post", "/api/extract", {"content": "text"}, 415),
        ("post", "/api/extract", {"content": "{", "headers": {"Content-Type": "application/json"}}, 400),
        ("post", "/api/extract", {"content": "[" * 100_000, "headers": {"Content-Type": "application/json"}}, 400),
        ("post", "/api/extract", {"json": {"text": 7}}, 400),
        ("post", "/api/extract", {"json": {"text": "x", "colour": "red"}}, 400),
        ("post", "/api/extract", {"json": {"text": "  "}}, 422),
        ("post", "/api/extract", {"json": {"text": "x", "published": "yesterday"}}, 422),
        ("post", "/api/extract", {"json": {"text": "{", "name": "a.json"}}, 422),
        ("post", "/api/extract", {"json": {"text": TEXT}, "headers": {"Accept": "image/png"}}, 406),
        ("post", "/api/extract", {"content": b" " * (5 << 20), "headers": {"Content-Type": "application/json"}}, 413),
        ("post", "/api/articles", {"json": {"text": TEXT}}, 403),
    ],
)  # fmt: skip
def test_refused(at: str, method: str, path: str, options: dict, status: int) -> None:
    response = HTTP.request(method, f"{at}{path}", **options)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = described(response, path, method)
    assert problem["status"] == status and len(problem["title"].splitlines()) == 1


def test_articles_come_with_the_token(tmp_path: Path) -> None:
    folder = serving.archive(tmp_path / "archive")
    with serving.server(folder, "--writable", token="rose water") as at:
        given = {"text": TEXT, "published": "2024-03-02", "publisher": "الديرة"}
        assert HTTP.post(f"{at}/api/articles", json=given).status_code == 401
        assert HTTP.post(f"{at}/api/articles", json={"text": ""}, headers=TOKEN).status_code == 422
        made = HTTP.post(f"{at}/api/articles", json=given, headers=TOKEN)
        assert made.status_code == 201 and described(made, "/api/articles", "post")["outcome"] == "new"
        again = HTTP.post(f"{at}/api/articles", json=given, headers=TOKEN)
        assert again.status_code == 200 and described(again, "/api/articles", "post")["changed"] is False
        assert [a["iri"] for a in HTTP.get(f"{at}/api/articles", params={"text": "باوزير"}).json()] == [
            made.json()["iri"]
        ]
        assert HTTP.get(f"{at}/api/search", params={"text": "باوزير"}).json()["total"] >= 1


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl")
def test_the_readme_curls(at: str) -> None:
    root = Path(__file__).parent.parent
    (block,) = re.findall(r"```sh\n(curl .*?)```", (root / "README.md").read_text(encoding="utf-8"), re.S)
    for line in block.splitlines():
        command = line.replace("http://127.0.0.1:8000", at).replace("curl ", "curl -sf ", 1)
        done = subprocess.run(command, shell=True, cwd=root, capture_output=True, text=True)
        assert done.returncode == 0 and done.stdout, (line, done.stderr)


def test_lone_surrogates_and_overrides_come_through(at: str) -> None:
    text = "قال \\ud800 الوزير سالم باوزير إنه وصل إلى عدن \\u202eيوم الجمعة."
    response = HTTP.post(
        f"{at}/api/extract", content=f'{{"text": "{text}"}}', headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 200 and "باوزير" in response.text
    turtle = HTTP.post(
        f"{at}/api/extract", content=f'{{"text": "{text}"}}', headers={"Content-Type": "application/json", "Accept": "text/turtle"}
    )  # fmt: skip
    assert turtle.status_code == 200


@pytest.mark.parametrize("options", [["--writable"], ["--port", "70000"], ["--timeout", "0"], ["--store", "nowhere"]])
def test_a_server_that_cannot_start_says_why(tmp_path: Path, options: list[str]) -> None:
    from typer.testing import CliRunner

    from kg.cli import app

    found = CliRunner().invoke(app, ["serve", "--store", str(tmp_path), *options], env={"KG_SERVE_TOKEN": ""})
    assert found.exit_code != 0 and "Traceback" not in found.output


def test_an_endpoint_is_served_like_a_folder(tmp_path: Path) -> None:
    with stores.oxigraph(tmp_path) as endpoint:
        served_like_a_folder(endpoint)


def served_like_a_folder(endpoint: str) -> None:
    store = open_store(endpoint)
    for document in kg.read_many([serving.EXAMPLES / "merging" / "articles.jsonl"]):
        store.add(kg.extract(document))
    store.close()
    with serving.server(endpoint, "--writable", "--timeout", "10", token="rose water") as at:
        found = described(HTTP.get(f"{at}/api/search", params={"text": "قتيلا"}), "/api/search")
        best = max(found["happenings"], key=lambda each: each["reports"])
        one = described(HTTP.get(f"{at}/api/event", params={"iri": best["iri"]}), "/api/event")
        article = one["reports"][0]["article"]
        query = {"query": f"ASK {{ <{article}> ?p ?o }}"}
        for graphs, expected in (({}, True), ({"default-graph-uri": article}, True), ({"default-graph-uri": "x:none"}, False),
                                 ({"named-graph-uri": article}, False)):  # fmt: skip
            assert HTTP.get(f"{at}/sparql", params=query | graphs).json()["boolean"] is expected, graphs
        given = {"text": TEXT, "published": "2024-03-02", "publisher": "الديرة"}
        assert HTTP.post(f"{at}/api/articles", json=given, headers=TOKEN).status_code == 201
        assert HTTP.get(f"{at}/api/search", params={"text": "باوزير"}).json()["total"] >= 1
        endless = {
            "query": "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STRLEN(CONCAT(STR(?a), STR(?e), STR(?i))) < 0) }"
        }
        response = HTTP.get(f"{at}/sparql", params=endless)
        assert response.status_code == 500 and "longer than 10 seconds" in response.text
