"""The SPARQL 1.1 Protocol: what a request asks, and the service description (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

import pyoxigraph as ox

from kg.errors import KgError, QueryError
from kg.serve.answers import triples

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_OFFERED = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
            "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads", "N3")  # fmt: skip


class MediaTypeError(KgError):
    """A request in a media type that the protocol does not know."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query or an update, with the graphs that the request names for it; neither, where it asks nothing."""

    query: str | None = None
    update: str | None = None
    default_graph: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def by_get(query_string: bytes) -> Asked:
    """Return what a GET asks. Raises QueryError."""
    found = fields(query_string)
    if "update" in found:
        raise QueryError("an update is sent by POST")
    return _asked(found)


def by_post(content_type: str, query_string: bytes, body: bytes) -> Asked:
    """Return what a POST asks, as a form or directly. Raises QueryError or MediaTypeError."""
    kind, _, rest = content_type.partition(";")
    kind, charset = kind.strip().lower(), _charset(rest)
    if kind not in (_FORM, _QUERY, _UPDATE):
        raise MediaTypeError(f"{kind or 'no media type'}: send {_FORM}, {_QUERY} or {_UPDATE}")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise MediaTypeError(f"{charset}: send UTF-8")
    if kind == _FORM:
        asked = _asked(fields(body))
        if asked.query is None and asked.update is None:
            raise QueryError("the form has neither query nor update")
        return asked
    found = fields(query_string)
    if "query" in found or "update" in found:
        raise QueryError("the request has a query in its address and another in its body")
    return _asked(found | {kind.rpartition("-")[2]: [_text(body)]})


def _asked(given: Mapping[str, list[str]]) -> Asked:
    for name in ("query", "update"):
        if len(given.get(name, ())) > 1:
            raise QueryError(f"the request has {len(given[name])} of {name}; send one")
    if "query" in given and "update" in given:
        raise QueryError("the request has a query and an update; send one")
    if "using-graph-uri" in given or "using-named-graph-uri" in given:
        raise QueryError("using-graph-uri is not supported: name the graphs in the update (USING)")
    graphs = {name: tuple(given.get(f"{name}-graph-uri", ())) for name in ("default", "named")}
    for iri in (*graphs["default"], *graphs["named"]):
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise QueryError(f"{iri}: is no IRI of a graph") from error
    query, update = (given[name][0] if name in given else None for name in ("query", "update"))
    return Asked(query, update, graphs["default"], graphs["named"])


def fields(encoded: bytes) -> dict[str, list[str]]:
    """Return the fields of a form or an address, each with its values. Raises QueryError."""
    try:
        return parse_qs(encoded.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except (UnicodeDecodeError, ValueError) as error:
        raise QueryError("the parameters are not percent-encoded UTF-8") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError("the query is not UTF-8") from error


def _charset(parameters: str) -> str:
    for each in parameters.split(";"):
        name, _, value = each.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'").lower()
    return "utf-8"


def description(address: str, type: str, writable: bool) -> bytes:
    """Return the service description of the endpoint at an address, in a media type of `TRIPLES`."""
    service, dataset, graph = ox.BlankNode(), ox.BlankNode(), ox.BlankNode()
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

    def sd(name: str) -> ox.NamedNode:
        return ox.NamedNode(_SD + name)

    said: list[tuple[ox.BlankNode, ox.NamedNode, ox.BlankNode | ox.NamedNode]] = [
        (service, kind, sd("Service")), (service, sd("endpoint"), ox.NamedNode(address)),
        (service, sd("supportedLanguage"), sd("SPARQL11Query")), (service, sd("feature"), sd("UnionDefaultGraph")),
        (service, sd("defaultDataset"), dataset), (dataset, kind, sd("Dataset")),
        (dataset, sd("defaultGraph"), graph), (graph, kind, sd("Graph")),
        *((service, sd("resultFormat"), ox.NamedNode(_FORMATS + name)) for name in _OFFERED),
    ]  # fmt: skip
    if writable:
        said.append((service, sd("supportedLanguage"), sd("SPARQL11Update")))
    lines = "".join(f"{ox.Triple(*each)} .\n" for each in said)
    return triples(lines.encode(), type)


__all__ = ["Asked", "MediaTypeError", "by_get", "by_post", "description", "fields"]
