"""What the tests share: the given article, once read and once annotated, and a browser."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import stores

import kg
from kg.graph import Graph, from_annotations
from kg.model import Annotations

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "examples" / "coalition-timetable.txt"


@pytest.fixture(scope="session")
def annotations() -> Annotations:
    return kg.extract(kg.read(ARTICLE))


@pytest.fixture(scope="session")
def graph(annotations: Annotations) -> Graph:
    return from_annotations([annotations])


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    path = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
    if path is None:
        pytest.fail("no Chromium on this machine; `make browser` installs it")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory):
    with stores.oxigraph(tmp_path_factory.mktemp("oxigraph")) as at:
        yield at


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory):
    with stores.virtuoso(tmp_path_factory.mktemp("virtuoso")) as at:
        yield at
