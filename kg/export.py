"""An archive for other programs: RDF that comes back as it was, graphs for network tools, a table, Cypher."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import networkx as nx
import pyoxigraph as ox

from kg.errors import OutputError, StoreError
from kg.graph import FORMATS, ONTOLOGY, Graph
from kg.store import ARCHIVE, INDEX, MERGES, Outcome, Store
from kg.vocabulary import PREFIXES, expand

RDF = ("nq", "trig", "jsonld")
NETWORKS = ("graphml", "gexf", "csv", "cypher")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_OWN = (ONTOLOGY, ARCHIVE, INDEX)  # what every archive makes for itself
_ARTICLE = ox.NamedNode(expand("schema:NewsArticle"))
_TYPE = ox.NamedNode(expand("rdf:type"))
_ROLES = ("agent", "patient", "partner", "topic", "place", "origin", "destination", "quantity")
_COLUMNS = (
    "event", "happening", "type", "label", "when", "earliest", "latest", *_ROLES, "modality", "negated", "source",
    "words", "start", "end", "article", "publisher", "published",
)  # fmt: skip


def write(store: Store, format: str, out: BinaryIO) -> None:
    """Write the whole archive; the same archive gives the same bytes.

    `nq`, `trig` and `jsonld` hold all that is in it but the ontology and can be read back; `graphml` and `gexf` hold
    events and who takes part in them, `cypher` the same as statements, `csv` a row for each mention of an event.
    Raises OutputError for another format.
    """
    if format in RDF:
        ox.serialize(_quads(store), output=out, format=FORMATS[format], prefixes=PREFIXES)
    elif format == "csv":
        _write_csv(store.graph(), out)
    elif format == "cypher":
        for line in _cypher(store.graph().to_networkx()):
            out.write(line.encode())
    elif format == "graphml":
        nx.write_graphml(_plain(store.graph().to_networkx()), out, encoding="utf-8")
    elif format == "gexf":
        nx.write_gexf(_plain(store.graph().to_networkx()), out, encoding="utf-8")
    else:
        raise OutputError(f"no format {format}; there are {', '.join((*RDF, *NETWORKS))}")


def read_back(store: Store, path: Path) -> list[Outcome]:
    """Add what an archive wrote as `nq`, `trig` or `jsonld`; return what became of each article.

    Articles come one by one, each whole; then what is held to be the same across them. Raises StoreError.
    """
    format = FORMATS.get(path.suffix.lstrip(".").lower())
    if format is None or path.suffix.lstrip(".").lower() not in RDF:
        raise StoreError(f"{path}: an exported archive ends in {', '.join('.' + f for f in RDF)}")
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:  # on disk: an archive may not fit into memory
        held = ox.Store(folder)
        try:
            held.bulk_load(path=path, format=format)
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror or str(error).splitlines()[0]}") from error
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{path}: {str(error).splitlines()[0]}") from error
        names = sorted(held.named_graphs(), key=str)
        articles = [n for n in names if (n, _TYPE, _ARTICLE) in _about(held, n)]
        shared = [n for n in names if n not in (*articles, *_OWN)]
        strange = next((n for n in shared if not n.value.startswith("https://w3id.org/kg/")), None)
        if not articles or strange or next(held.quads_for_pattern(None, None, None, ox.DefaultGraph()), None):
            what = (
                f"the graph {strange.value}" if strange else "statements outside graphs" if articles else "no article"
            )
            raise StoreError(f"{path}: holds {what}; an exported archive has one graph for each article")
        # what readers decided comes first, so that the merger heeds it; what it finds itself, it finds again
        for name in shared:
            if name != MERGES:
                store.insert(held.quads_for_pattern(None, None, None, name))
        outcomes = [store.restore(frozenset(held.quads_for_pattern(None, None, None, name))) for name in articles]
        if store.merger is None:
            store.insert(held.quads_for_pattern(None, None, None, MERGES))
        del held
    return outcomes


def _about(held: ox.Store, name: ox.NamedNode | ox.BlankNode) -> set[tuple[object, object, object]]:
    return {(q.subject, q.predicate, q.object) for q in held.quads_for_pattern(name, _TYPE, None, name)}


def _quads(store: Store) -> Iterator[ox.Quad]:
    for name in store.backend.graphs():
        if name not in _OWN:
            yield from sorted(store.backend.graph(name), key=str)


def _plain(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the graph with nothing in it that XML cannot say."""
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(graph):
        facts = graph.nodes[node]
        made.add_node(node, **{k: _NOT_XML.sub("\ufffd", str(v)) for k, v in sorted(facts.items()) if v is not None})
    for number, (one, other, key) in enumerate(sorted(graph.edges(keys=True))):
        made.add_edge(one, other, key=str(number), role=str(key), label=str(key))
    return made


def _cypher(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    """Yield one statement a line; running them twice makes nothing twice."""

    def named(node: str, variable: str) -> str:
        return f"({variable}:{'Event' if graph.nodes[node].get('event') else 'Entity'} {{iri: {_quoted(node)}}})"

    for node in sorted(graph):
        known = {k: graph.nodes[node].get(k) for k in ("label", "kind", "when")}
        values = ", ".join(f"n.`{k}` = {_quoted(str(v))}" for k, v in known.items() if v)
        yield f"MERGE {named(node, 'n')} SET {values};\n"
    for one, other, key in sorted(graph.edges(keys=True)):
        role = re.sub("[^A-Z]", "_", str(key).upper())
        yield f"MATCH {named(one, 'a')}, {named(other, 'b')} MERGE (a)-[:{role}]->(b);\n"


def _quoted(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ("'", "\\'"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(plain, escaped)
    return f"'{text}'"


def _write_csv(graph: Graph, out: BinaryIO) -> None:
    """Write a row for each mention of an event, participants divided by «; », with the article and its words."""
    events: dict[str, dict[str, str]] = {}
    for row in graph.query(
        "SELECT ?event ?happening ?type ?label ?when ?earliest ?latest WHERE { ?event a sem:Event ; rdfs:label ?label ;"
        " a ?class . ?class skos:inScheme kg:EventTypes . BIND(STRAFTER(STR(?class), '#') AS ?type)"
        " OPTIONAL { ?event kg:edtf ?when } OPTIONAL { ?event kg:representative ?happening }"
        " OPTIONAL { ?event sem:hasEarliestBeginTimeStamp ?earliest }"
        " OPTIONAL { ?event sem:hasLatestEndTimeStamp ?latest } }"
    ):
        events[str(row["event"])] = {key: value or "" for key, value in row.items()}
    labels: dict[str, str] = {}  # of the several an archive may have for one name always the same
    for row in graph.query("SELECT DISTINCT ?node ?name WHERE { ?node rdfs:label ?name . FILTER(LANG(?name) = 'ar') }"):
        node, name = str(row["node"]), str(row["name"])
        labels[node] = min(name, labels.get(node, name))
    people: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    roles = ", ".join("kg:" + role for role in _ROLES)
    for row in graph.query(
        f"SELECT DISTINCT ?event ?role ?other WHERE {{ ?event a sem:Event ; ?role ?other . FILTER(?role IN ({roles})) }}"
    ):
        other = str(row["other"])
        people[str(row["event"])][str(row["role"]).rpartition("#")[2]].add(labels.get(other, other))
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    table = csv.DictWriter(text, _COLUMNS, lineterminator="\r\n")
    table.writeheader()
    rows = graph.query(
        "SELECT DISTINCT ?event ?modality ?negated ?source ?words ?start ?end ?article ?publisher ?published WHERE {"
        " ?event a sem:Event ; gaf:denotedBy ?mention . ?mention kg:modality ?modality ; kg:negated ?negated ;"
        " oa:hasTarget ?target . ?target oa:hasSource ?article ; oa:hasSelector ?quote, ?position ."
        " ?quote oa:exact ?words . ?position oa:start ?start ; oa:end ?end ."
        " OPTIONAL { ?article schema:publisher ?publisher } OPTIONAL { ?article schema:datePublished ?published }"
        " OPTIONAL { ?mention kg:claimant ?source } }"
    )
    for mention in sorted(rows, key=lambda r: (str(r["article"]), int(r["start"] or 0), [str(v) for v in r.values()])):
        event, source = str(mention["event"]), mention["source"] or ""
        who = {role: "; ".join(sorted(names)) for role, names in people[event].items()}
        said = {**mention, "source": labels.get(source, source)}
        table.writerow({**events.get(event, {}), **who, **{k: v or "" for k, v in said.items()}})
    text.detach()
