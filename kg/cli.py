"""The command line: every command is one call of the library, with the same words."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, BinaryIO, NoReturn

import typer
from rich.console import Console
from rich.table import Table as RichTable

import kg
from kg.errors import KgError, OutputError, ReadingError
from kg.model import Annotations, Document

app = typer.Typer(
    help="From Arabic news to an event-timeline knowledge graph, with the exact words as evidence.",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip


class TableFormat(StrEnum):
    """How a table is printed."""

    table = "table"
    csv = "csv"
    json = "json"


class TimelineFormat(StrEnum):
    """How a timeline is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    html = "html"


class ExportFormat(StrEnum):
    """What an archive is written as."""

    nq = "nq"
    trig = "trig"
    jsonld = "jsonld"
    graphml = "graphml"
    gexf = "gexf"
    csv = "csv"
    cypher = "cypher"


class ViewKind(StrEnum):
    """Which page."""

    graph = "graph"
    timeline = "timeline"
    article = "article"
    map = "map"
    all = "all"


class ViewFormat(StrEnum):
    """What a view is written as."""

    html = "html"
    svg = "svg"
    png = "png"


class Language(StrEnum):
    """The language of a picture's labels."""

    ar = "ar"
    en = "en"


Articles = Annotated[
    list[Path], typer.Argument(help="Article files (.txt .html .json .jsonl) or folders.", show_default=False)
]
Sources = Annotated[
    list[Path], typer.Argument(help="Articles, or graph files (.ttl .trig .nq .jsonld).", show_default=False)
]
Store = Annotated[
    str | None, typer.Option("--store", help="An archive: a folder, or the address of a SPARQL 1.1 endpoint.")
]
Archive = Annotated[str, typer.Option("--store", help="An archive: a folder, or the address of a SPARQL 1.1 endpoint.")]
Node = Annotated[str, typer.Argument(help="The IRI of an event, a name or an article.", show_default=False)]
Force = Annotated[bool, typer.Option("--force", "-f", help="Replace an output that is there.")]
Published = Annotated[str | None, typer.Option(help="The day of publication (ISO 8601), in place of the page's.")]
Publisher = Annotated[str | None, typer.Option(help="The publisher, in place of the page's.")]
Title = Annotated[str | None, typer.Option(help="The headline, in place of the page's.")]
Names = Annotated[list[Path] | None, typer.Option("--names", help="A file of your own names (see README).")]
Workers = Annotated[int, typer.Option(help="Worker processes.", min=1)]


@app.callback(invoke_without_command=True)
def _main(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        typer.echo(f"kg {kg.__version__}")
        raise typer.Exit


@app.command()
def build(
    articles: Articles,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A graph file: .ttl .trig .nq .jsonld.")] = None,
    store: Store = None,
    force: Force = False,
    published: Published = None,
    publisher: Publisher = None,
    title: Title = None,
    names: Names = None,
) -> None:
    """Build the graph of articles, into a file, an archive, or on the screen as Turtle."""
    if output is not None:
        _format_of(output)
        _writable(output, force, articles)
    found = _annotations(articles, published, publisher, title, names)
    if store is not None:
        from kg.store import open_store

        archive = open_store(store)
        total = changed = 0
        for annotations in found:
            total += 1
            changed += bool(archive.add(annotations))
        typer.echo(f"{store}: {changed} of {total} articles new or changed")
        if output is None:
            return
        graph = archive.graph()
    else:
        from kg.graph import from_annotations

        graph = from_annotations(found)
    if output is None:
        sys.stdout.buffer.write(graph.serialize("ttl"))
        return
    _write(output, graph.serialize(_format_of(output)))
    typer.echo(f"{output}: {len(graph):,} statements")


@app.command()
def add(
    articles: Annotated[
        list[str],
        typer.Argument(help="Articles, folders, .jsonl files, addresses of pages or feeds.", show_default=False),
    ],
    store: Archive,
    published: Published = None,
    publisher: Publisher = None,
    title: Title = None,
    names: Names = None,
    workers: Workers = 1,
) -> None:
    """Add articles to an archive; one that is there changes nothing, a corrected one replaces it."""
    from kg.store import open_store

    found: Counter[str] = Counter()
    failed = 0
    local = [Path(a) for a in articles if not _is_address(a)]
    for path in local:
        if not path.exists():
            raise ReadingError(f"{path}: no such file")
    archive = open_store(store)
    try:
        if local:
            for annotations in _annotations(local, published, publisher, title, names, workers):
                found[archive.add(annotations)] += 1
        for outcome in _fetched(archive, [a for a in articles if _is_address(a)], names):
            if isinstance(outcome, KgError):
                failed += 1
                typer.echo(f"kg: {outcome}", err=True)
            else:
                found[outcome] += 1
    finally:
        archive.close()
        if found:
            typer.echo(f"{archive.backend.where}: {_counted(found)}")
    if failed:
        raise typer.Exit(1)


@app.command()
def remove(
    articles: Annotated[
        list[str] | None, typer.Argument(help="Ids, IRIs or URLs of articles.", show_default=False)
    ] = None,
    *,
    store: Archive,
    source: Annotated[
        list[str] | None, typer.Option("--source", help="All articles of this publisher or agency.")
    ] = None,
) -> None:
    """Remove articles from an archive, and what only they supported."""
    from kg.store import open_store

    if not articles and not source:
        raise typer.BadParameter("name articles, or --source PUBLISHER")
    archive = open_store(store, create=False, read_only=False)
    try:
        gone = [_one(archive, word) for word in articles or ()]
        for each in source or ():
            if not (found := archive.of_source(each)):
                raise KgError(f"{each}: no article of this source in {archive.backend.where}")
            gone += found
        removed = sum(archive.remove(iri) for iri in sorted({a.iri for a in gone}))
    finally:
        archive.close()
    typer.echo(f"{archive.backend.where}: {removed} removed")


@app.command()
def merges(
    store: Archive,
    kind: Annotated[str | None, typer.Option(help="event, entity or article.")] = None,
    format: Annotated[TableFormat, typer.Option(help="table, csv or json.")] = TableFormat.table,
) -> None:
    """List what is held to be one across the articles of an archive, with scores and reasons, the best first."""
    from kg.resolve.across import Merging, OxigraphReader
    from kg.store import open_store

    if kind not in (None, "event", "entity", "article"):
        raise typer.BadParameter(f"{kind}: must be event, entity or article")
    found = Merging(OxigraphReader(open_store(store, create=False, read_only=True).store)).merges(kind)
    rows = [
        (m.link.one, m.link.other, m.link.kind, f"{m.link.score:.2f}", "yes" if m.holds else "no", " ".join(m.link.reasons))
        for m in found
    ]  # fmt: skip
    _print_rows(("one", "other", "kind", "score", "holds", "reasons"), rows, format.value)


@app.command()
def merge(one: Node, other: Node, store: Archive) -> None:
    """Say that two nodes of an archive are one; it holds for every later run."""
    _decide(store, one, other, True)


@app.command()
def split(one: Node, other: Node, store: Archive) -> None:
    """Say that two nodes of an archive are not one; it holds for every later run."""
    _decide(store, one, other, False)


def _decide(store: str, one: str, other: str, same: bool) -> None:
    from kg.resolve.across import Merging, OxigraphReader
    from kg.store import Change, open_store

    archive = open_store(store, create=False)
    change = Merging(OxigraphReader(archive.store)).decided(one, other, same)
    archive.backend.apply(Change(delete=change.deleted, insert=change.inserted))
    typer.echo(f"{store}: {'one' if same else 'apart'}" if change else f"{store}: said before")


@app.command("list")
def list_(
    store: Archive,
    format: Annotated[TableFormat, typer.Option(help="table, csv or json.")] = TableFormat.table,
) -> None:
    """List the articles of an archive, oldest first."""
    from kg.store import open_store

    found = open_store(store, create=False, read_only=True).contents()
    rows = [(a.name, a.id, a.published, a.publisher, a.title, a.url) for a in found]
    _print_rows(("name", "id", "published", "publisher", "title", "url"), rows, format.value)


@app.command()
def show(
    article: Annotated[str, typer.Argument(help="Id, IRI or URL of an article.")],
    store: Archive,
    format: Annotated[TableFormat, typer.Option(help="table, csv or json.")] = TableFormat.table,
) -> None:
    """Show an article of an archive: what it is, its earlier versions, and what it tells."""
    from kg.graph import Graph
    from kg.query import named, run
    from kg.store import open_store

    archive = open_store(store, create=False, read_only=True)
    found = _one(archive, article)
    graph = Graph()
    graph.store.extend(archive.article_quads(found.iri))
    if format is TableFormat.table:
        facts = [("article", found.iri), ("id", found.id), ("title", found.title), ("publisher", found.publisher),
                 ("published", found.published), ("modified", found.modified), ("url", found.url)]  # fmt: skip
        facts += [("earlier version", v) for v in archive.revisions(found.iri)]
        for key, value in facts:
            if value:
                typer.echo(f"{key:<16} {value}")
        typer.echo()
    _print_table(run(graph.store, named("timeline")), format.value,
                 ("when", "type", "label", "modality", "negated", "source") if format is TableFormat.table else None)  # fmt: skip


@app.command()
def export(
    store: Archive,
    format: Annotated[
        ExportFormat, typer.Option(help="nq, trig or jsonld (can be imported), graphml, gexf, csv, cypher.")
    ],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write; else the screen.")] = None,
    force: Force = False,
) -> None:
    """Write an archive for other programs, or to import it elsewhere."""
    from kg.export import write
    from kg.store import open_store

    if output is not None:
        _writable(output, force, [])
    archive = open_store(store, create=False, read_only=True)
    if output is None:
        write(archive, format.value, sys.stdout.buffer)
        return
    with _written(output) as out:
        write(archive, format.value, out)
    typer.echo(str(output))


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="Exported archives (.nq .trig .jsonld).", show_default=False)],
    store: Archive,
) -> None:
    """Add exported archives to an archive."""
    from kg.export import read_back
    from kg.store import open_store

    for file in files:
        if not file.is_file():
            raise ReadingError(f"{file}: no such file")
    archive = open_store(store)
    try:
        found = Counter[str](outcome for file in files for outcome in read_back(archive, file))
    finally:
        archive.close()
    typer.echo(f"{archive.backend.where}: {_counted(found)}")


@app.command()
def extract(
    articles: Articles,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A folder, or one file.jsonl.")] = None,
    format: Annotated[str, typer.Option(help="json: the annotation format (see README, The JSON).")] = "json",
    force: Force = False,
    published: Published = None,
    publisher: Publisher = None,
    title: Title = None,
    names: Names = None,
    workers: Workers = 1,
) -> None:
    """Extract times, entities, quantities and events: one JSON file an article, or one line each."""
    if format != "json":
        raise typer.BadParameter("the only format is json", param_hint="--format")
    lines = output is not None and output.suffix == ".jsonl"
    if output is not None and lines:
        _writable(output, force, articles)
    elif output is not None and output.exists() and not output.is_dir():
        raise OutputError(f"{output}: is a file; name a folder or a .jsonl file")
    found = _annotations(articles, published, publisher, title, names, workers)
    if output is None:
        for annotations in found:
            typer.echo(json.dumps(annotations.to_json(), ensure_ascii=False))
        return
    if lines:
        _write_pieces(
            output,
            ((json.dumps(a.to_json(), ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass") for a in found),
        )
        typer.echo(str(output))
        return
    output.mkdir(parents=True, exist_ok=True)
    for annotations in found:
        target = output / f"{annotations.document.id}.json"
        _writable(target, force, articles)
        body = json.dumps(annotations.to_json(), ensure_ascii=False, indent=1) + "\n"
        _write(target, body.encode("utf-8", "surrogatepass"))
        typer.echo(str(target))


@app.command()
def query(
    source: Annotated[
        list[str] | None,
        typer.Argument(
            help="A graph file or article, then the SPARQL (or only SPARQL with --store).", show_default=False
        ),
    ] = None,
    store: Store = None,
    name: Annotated[str | None, typer.Option("--name", help="A named query; `kg queries` lists them.")] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="A parameter of a named query, as name=value.")
    ] = None,
    format: Annotated[
        TableFormat, typer.Option(help="table, csv, or the SPARQL 1.1 Query Results JSON Format.")
    ] = TableFormat.table,
) -> None:
    """Ask a graph file, an article or an archive, in SPARQL or by the name of a query."""
    from kg.query import names

    values: dict[str, str] = {}
    for each in param or ():
        key, equals, value = each.partition("=")
        if not equals:
            raise typer.BadParameter(f"{each}: write name=value", param_hint="--param")
        values[key.strip()] = value.strip()
    if values and name is None:
        raise typer.BadParameter("parameters go with --name", param_hint="--param")
    words = list(source or [])
    where = None if store is not None else (Path(words.pop(0)) if words else None)
    if (name is None) == (not words) or len(words) > 1:
        raise typer.BadParameter(f"give one query, or --name with one of: {', '.join(names())}")
    graph = _graph([where] if where else [], store)
    from kg.query import bound

    _print_table(graph.query(bound(graph.store, name, values) if name else words[0]), format.value)


@app.command()
def queries(
    format: Annotated[TableFormat, typer.Option(help="table, csv or json.")] = TableFormat.table,
) -> None:
    """List the named queries with their parameters."""
    from kg.query import described, names, parameters

    rows = []
    for name in names():
        wanted = ", ".join(p.name if p.default is None else f"{p.name}={p.default}" for p in parameters(name))
        rows.append((name, wanted, described(name)))
    _print_rows(("name", "parameters", "what it tells"), rows, format.value)


@app.command()
def timeline(
    source: Annotated[list[Path] | None, typer.Argument(help="Articles, or graph files.", show_default=False)] = None,
    store: Store = None,
    format: Annotated[TimelineFormat, typer.Option(help="table, csv, json or html.")] = TimelineFormat.table,
) -> None:
    """Print the story's happenings in order of time."""
    graph = _graph(source or [], store)
    if format is TimelineFormat.html:
        typer.echo(graph.view("timeline"))
        return
    table = graph.timeline()
    columns = ("when", "type", "label", "modality", "negated", "source")
    _print_table(table, format.value, columns if format is TimelineFormat.table else None)


@app.command()
def view(
    source: Annotated[list[Path] | None, typer.Argument(help="Articles, or graph files.", show_default=False)] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="FILE.html, FILE.svg or FILE.png; a folder for --kind all.")
    ] = None,
    kind: Annotated[ViewKind, typer.Option(help="Which page; all writes every page, linked, into a folder.")] = ViewKind.graph,
    format: Annotated[ViewFormat | None, typer.Option(help="As the output's name says, unless given.")] = None,
    language: Annotated[Language, typer.Option("--lang", help="The language of a picture.")] = Language.ar,
    store: Store = None,
    force: Force = False,
) -> None:  # fmt: skip
    """Write an interactive page that needs no network (graph, timeline, article or map), or a picture of it."""
    from kg.view import PAGES, page
    from kg.view.pictures import picture

    if output is None:
        raise typer.BadParameter("name the page with -o FILE.html", param_hint="--output")
    if kind is ViewKind.all:
        if output.exists() and not output.is_dir():
            raise OutputError(f"{output}: is a file; --kind all writes into a folder")
        links = {each: f"{each}.html" for each in PAGES}
        for name in links.values():
            _writable(output / name, force, source or [])
        graph = _graph(source or [], store, merged=True)
        for each, name in links.items():
            _write(output / name, page(graph, each, links).encode("utf-8", "replace"))
            typer.echo(str(output / name))
        return
    wanted = format.value if format else output.suffix.lower().lstrip(".")
    if wanted not in list(ViewFormat) or output.suffix.lower() != f".{wanted}":
        raise OutputError(f"{output}: the name of a page ends in .html, of a picture in .svg or .png")
    _writable(output, force, source or [])
    graph = _graph(source or [], store, merged=True)
    if wanted == "html":
        _write(output, page(graph, kind.value).encode("utf-8", "replace"))
    else:
        _write(output, picture(graph, kind.value, wanted, language.value))
    typer.echo(str(output))


@app.command()
def serve(
    store: Archive,
    host: Annotated[str, typer.Option(help="The address to listen to; others than this machine reach it only at another.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 is any that is free.", min=0, max=65535)] = 8000,
    timeout: Annotated[float, typer.Option(help="Seconds that a query may take.", min=0.1)] = 30.0,
    limit: Annotated[int, typer.Option(help="Rows or statements that a query may give.", min=1)] = 100_000,
    writable: Annotated[bool, typer.Option("--writable", help="Take articles and updates from who has the token.")] = False,
    token: Annotated[str, typer.Option(envvar="KG_SERVE_TOKEN", help="The token of --writable.", show_envvar=True)] = "",
) -> None:  # fmt: skip
    """Serve an archive as web pages, as JSON and by the SPARQL 1.1 Protocol, until interrupted."""
    from kg.serve import serve as run

    if writable and not token:
        raise typer.BadParameter("--writable needs a token: set KG_SERVE_TOKEN, or --token", param_hint="--token")
    said = "may be changed with the token" if writable else "read-only"
    run(store, host=host, port=port, timeout=timeout, limit=limit, token=token if writable else "",
        started=lambda address: typer.echo(f"{store} at {address} ({said}; Ctrl-C ends it)"))  # fmt: skip


@app.command()
def mcp(
    store: Archive,
    timeout: Annotated[float, typer.Option(help="Seconds that a query may take.", min=0.1)] = 30.0,
    limit: Annotated[int, typer.Option(help="Rows that a query may give.", min=1)] = 1000,
    writable: Annotated[bool, typer.Option("--writable", help="Let the assistant add articles.")] = False,
) -> None:
    """Let an assistant ask an archive, by the Model Context Protocol on standard input and output."""
    from kg.store import open_store

    try:
        from kg.serve.mcp import server
    except ImportError as error:
        raise KgError(f"the server needs {error.name}: pip install 'kg[mcp]'") from error
    open_store(store, create=False, read_only=not writable).close()  # what is wrong with it is said here
    server(store, timeout=timeout, limit=limit, writable=writable).run()


@app.command()
def validate(source: Sources) -> None:
    """Check a graph against the ontology's SHACL shapes; exit 1 where it does not conform."""
    from kg.validate import validate as check

    report = check(_graph(source, None))
    for problem in report.problems:
        typer.echo(problem)
    typer.echo("conforms" if report.conforms else f"does not conform: {len(report.problems)} problems")
    if not report.conforms:
        raise typer.Exit(1)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated articles: a folder, .json or .jsonl.")],
    predicted: Annotated[Path, typer.Argument(help="What `kg extract` wrote for them.")],
    format: Annotated[TableFormat, typer.Option(help="table, csv or json.")] = TableFormat.table,
) -> None:
    """Compare predicted annotations with gold: precision, recall and F1 of every layer."""
    from kg.evaluate import ACCURACIES, LAYERS, ORDER
    from kg.evaluate import evaluate as score

    try:
        scores = score(_articles_json(gold), _articles_json(predicted))
    except ValueError as error:
        raise KgError(str(error)) from error
    except KeyError as error:
        raise KgError(f"an article or annotation has no {error}; is it what `kg extract` writes?") from error
    rows = [(n, c.precision, c.recall, c.f1, c.gold) for n in ORDER if (c := scores.counts[n]).gold or c.predicted]
    if format is TableFormat.json:
        typer.echo(
            json.dumps(
                {"mean": round(scores.mean, 4)} | {n: [round(x, 4) for x in (p, r, f)] for n, p, r, f, _ in rows}
            )
        )
        return
    if format is TableFormat.csv:
        for n, p, r, f, g in rows:
            typer.echo(f"{n},{p:.4f},{r:.4f},{f:.4f},{g}")
        return
    typer.echo(f"{'':<18}{'P':>7}{'R':>7}{'F1':>7}   gold")
    for n, p, r, f, g in rows:
        mark = "  (accuracy)" if n in ACCURACIES else "  *" if n in LAYERS else ""
        typer.echo(f"{n:<18}{p:7.3f}{r:7.3f}{f:7.3f}   {g}{mark}")
    typer.echo(f"{'mean of *':<18}{'':>14}{scores.mean:7.3f}")


@app.command()
def times(
    file: Annotated[Path, typer.Argument(help="A text file, or - for standard input.")],
    published: Published = None,
    format: Annotated[TableFormat, typer.Option(help="table, csv or json.")] = TableFormat.table,
) -> None:
    """Print the time expressions of a text with their TIMEX3 type and EDTF value."""
    text, day = _plain(file, published)
    if day is None:
        _undated("standard input" if str(file) == "-" else str(file))
    rows = [(t.start, t.end, t.text, t.type, t.value, t.anchor) for t in kg.times(text, day)]
    _print_rows(("start", "end", "text", "type", "value", "anchor"), rows, format.value)


@app.command()
def quantities(
    file: Annotated[Path, typer.Argument(help="A text file, or - for standard input.")],
    format: Annotated[TableFormat, typer.Option(help="table, csv or json.")] = TableFormat.table,
) -> None:
    """Print the counts and measures of a text with their bounds and unit."""
    text, _ = _plain(file, None)
    rows = [(q.start, q.end, q.text, q.low, q.high, q.unit) for q in kg.quantities(text)]
    _print_rows(("start", "end", "text", "low", "high", "unit"), rows, format.value)


@app.command()
def explain(
    article: Annotated[Path, typer.Argument(help="An article file.")],
    at: Annotated[int, typer.Option("--at", help="Offset of the word, in code points.")],
    published: Published = None,
) -> None:
    """Say why the word at an offset is, or is not, an event: lemma, data row, modality, time and source."""
    document = kg.read(article, published=published)
    annotations = kg.extract(document)
    event = next((e for e in annotations.events if e.start <= at < e.end), None)
    if event is None:
        from kg.arabic.morphology import segment
        from kg.arabic.predicates import lexicon
        from kg.arabic.tokens import tokenize

        token = next((t for t in tokenize(document.text) if t.start <= at < t.end), None)
        if token is None:
            raise KgError(f"{article}: no word at offset {at}; the text has {len(document.text)} code points")
        word = segment(token.norm)
        typer.echo(f"{token.text}: no event here")
        for form in lexicon().lookup(word.key):
            frames = "; ".join(f"{f.file}:{f.line} {f.type or '-'}" for f in lexicon().frames(form.lemma))
            typer.echo(f"  could be {form.kind} of {form.lemma}: {frames}")
        return
    typer.echo(f"{event.text} [{event.start}:{event.end}] {event.type}, lemma {event.lemma}")
    typer.echo(f"  modality {event.modality}{', negated' if event.negated else ''}; time {event.time or 'unknown'}")
    for rule in event.rules:
        typer.echo(f"  {rule}")


# --- shared ---------------------------------------------------------------------------------------------------------


def _annotations(
    articles: Sequence[Path], published: str | None, publisher: str | None, title: str | None,
    names: list[Path] | None, workers: int = 1,
) -> Iterator[Annotations]:  # fmt: skip
    from kg.batch import annotate_many
    from kg.reading import read_files

    one = len(articles) == 1 and not articles[0].is_dir() and articles[0].suffix.lower() != ".jsonl"
    if not one and (published or publisher or title):
        raise typer.BadParameter("--published, --publisher and --title go with one article")
    files: deque[Path] = deque()  # of the documents that are being annotated, in order

    def documents() -> Iterator[Document]:
        if one:
            files.append(articles[0])
            yield kg.read(articles[0], published=published, publisher=publisher, title=title)
            return
        for file, document in read_files(articles):
            files.append(file)
            yield document

    for each in annotate_many(documents(), workers, tuple(names or ())):
        file = files.popleft()
        if each.document.published is None:
            _undated(f"{file}: {each.document.id}" if file.suffix.lower() == ".jsonl" else str(file))
        yield each


def _is_address(source: str) -> bool:
    return "://" in source


def _fetched(archive: Any, addresses: Sequence[str], names: list[Path] | None) -> Iterator[Any]:
    if not addresses:
        return
    from kg.extract.engine import RuleExtractor
    from kg.reading.web import Fetcher
    from kg.store.fetching import add_address

    def annotate(document: Document) -> Annotations:
        if document.published is None:
            _undated(document.url or document.id)
        return extractor.annotate(document)

    extractor, fetcher = RuleExtractor(tuple(names or ())), Fetcher()
    try:
        for address in addresses:
            for _, outcome in add_address(archive, address, annotate, fetcher):
                yield outcome
    finally:
        fetcher.close()


def _one(archive: Any, word: str) -> Any:
    found = archive.find(word)
    if not found:
        raise KgError(f"{word}: no such article in {archive.backend.where}; `kg list` names them")
    if len(found) > 1:
        raise KgError(f"{word}: {len(found)} articles are called that; name one of {', '.join(a.name for a in found)}")
    return found[0]


def _counted(found: Counter[str]) -> str:
    from kg.store import Outcome

    return ", ".join(f"{found[each]} {each.value}" for each in Outcome if found[each])


def _undated(where: str) -> None:
    typer.echo(f"kg: {where}: no date of publication; relative dates stay unresolved", err=True)


def _graph(sources: Sequence[Path], store: str | None, merged: bool = False) -> Any:
    """Return the graph of articles, graph files or an archive; `merged` merges what several articles have in common."""
    from kg.graph import FORMATS, from_annotations, load

    if store is not None:
        if sources:
            raise KgError(f"{sources[0]}: give files or --store {store}, not both")
        from kg.store import open_store

        return open_store(store, create=False, read_only=True).graph()
    if not sources:
        raise typer.BadParameter("name an article, a graph file, or --store FOLDER")
    files = [s for s in sources if s.suffix.lstrip(".").lower() in FORMATS]
    articles = [s for s in sources if s not in files]
    graphs = [load(f) for f in files]
    graph = from_annotations(_annotations(articles, None, None, None, None) if articles else ())
    if merged and articles:
        graph.merge()
    for each in graphs:
        graph.store.extend(each.quads())
    return graph


def _articles_json(path: Path) -> list[dict[str, Any]]:
    files = [path] if not path.is_dir() else sorted([*path.glob("*.json"), *path.glob("*.jsonl")])
    out: list[dict[str, Any]] = []
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except OSError as error:
            raise ReadingError(f"{file}: {error.strerror}") from error
        for number, piece in enumerate(text.split("\n") if file.suffix == ".jsonl" else [text], 1):
            if piece.strip():
                try:
                    out.append(json.loads(piece))
                except json.JSONDecodeError as error:
                    raise ReadingError(f"{file}:{number}: not JSON: {error.msg}") from error
    if not out:
        raise ReadingError(f"{path}: no annotated article there")
    return out


def _plain(file: Path, published: str | None) -> tuple[str, str | None]:
    if str(file) == "-":
        from kg.reading.encoding import decode

        text = decode(sys.stdin.buffer.read(), "standard input")
        if not text.strip("\ufeff \t\r\n"):
            raise ReadingError("standard input: is empty")
        return text, published
    document = kg.read(file, published=published)
    return document.text, document.published


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}" if value < 1e6 else f"{value:.0f}"
    return "" if value is None else str(value)


def _print_table(table: Any, format: str, columns: tuple[str, ...] | None = None) -> None:
    if format == "csv":
        typer.echo(table.to_csv(), nl=False)
    elif format == "json":
        typer.echo(table.to_json(), nl=False)
    else:
        shown = columns or table.columns
        _print_rows(shown, [tuple(_short(row[c]) for c in shown) for row in table], "table")


def _short(value: str | None) -> str:
    text = value or ""
    return text.rsplit("/", 1)[-1].rsplit("#", 1)[-1] if text.startswith("https://w3id.org/kg/") else text


def _print_rows(columns: Sequence[str], rows: Sequence[tuple[object, ...]], format: str) -> None:
    if format == "json":
        typer.echo(json.dumps([dict(zip(columns, r, strict=True)) for r in rows], ensure_ascii=False, indent=1))
        return
    if format == "csv":
        import csv

        csv.writer(sys.stdout, lineterminator="\n").writerows([columns, *(map(_cell, r) for r in rows)])
        return
    table = RichTable(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(" ".join(_cell(cell).split()) for cell in row))
    width = None if sys.stdout.isatty() else 200
    Console(width=width, highlight=False, markup=False, emoji=False).print(table)


def _format_of(path: Path) -> str:
    from kg.graph import FORMATS

    format = path.suffix.lstrip(".").lower()
    if format not in FORMATS:
        raise OutputError(f"{path}: a graph file ends in {', '.join('.' + f for f in FORMATS)}")
    return format


def _writable(path: Path, force: bool, inputs: Sequence[Path]) -> None:
    if path.is_dir():
        raise OutputError(f"{path}: is a folder")
    for each in inputs if path.exists() else ():
        inside = each.is_dir() and path.resolve().is_relative_to(each.resolve())
        if inside or (each.exists() and each.samefile(path)):
            raise OutputError(f"{path}: is among the inputs; name another output")
    if path.exists() and not force:
        raise OutputError(f"{path}: is there already; --force replaces it")


def _write(path: Path, data: bytes) -> None:
    _write_pieces(path, [data])


def _write_pieces(path: Path, pieces: Any) -> None:
    with _written(path) as out:
        for piece in pieces:
            out.write(piece)


@contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    """Write beside the target and rename: a failure leaves nothing half-written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        Path(name).unlink(missing_ok=True)


def _drop_output() -> NoReturn:
    """Leave; what could not be printed is not tried again at the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)


def main() -> None:
    """Run the command; an error is one line and a non-zero exit."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except KgError as error:
        sys.stderr.write(f"kg: {error}\n")
        sys.exit(1)
    except BrokenPipeError:
        _drop_output()
    except OSError as error:
        sys.stderr.write(f"kg: {error.filename or 'the output'}: {error.strerror or error}\n")
        _drop_output()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
