"""Whether a graph is what the ontology says it must be: SHACL through pyshacl."""

from __future__ import annotations

from dataclasses import dataclass

import pyshacl
import rdflib

from kg.graph import Graph
from kg.vocabulary import expand, ontology_text


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation; each problem is one line."""

    conforms: bool
    problems: tuple[str, ...]


def validate(graph: Graph) -> Report:
    """Check the graph against ontology/shapes.ttl. Event types count as events."""
    data = rdflib.Graph().parse(data=graph.serialize("ttl"), format="turtle")
    shapes = rdflib.Graph().parse(data=ontology_text("shapes.ttl"), format="turtle")
    conforms, results, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False, inference="none")
    found = []
    path, message, focus = (
        rdflib.URIRef("http://www.w3.org/ns/shacl#" + n) for n in ("resultPath", "resultMessage", "focusNode")
    )
    assert isinstance(results, rdflib.Graph)
    for result in results.subjects(rdflib.RDF.type, rdflib.URIRef("http://www.w3.org/ns/shacl#ValidationResult")):
        where = str(results.value(result, path) or "").replace(expand("kg:"), "kg:")
        found.append(f"{results.value(result, focus)}: {results.value(result, message)} ({where})")
    return Report(bool(conforms), tuple(sorted(found)))
