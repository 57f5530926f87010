"""What a query gives, in the media type that is asked for, and never more than the server allows."""

from __future__ import annotations

import io
from collections.abc import Sequence

import mimeparse
import pyoxigraph as ox

from kg.errors import QueryError
from kg.query import keywords, stays_here
from kg.serve.refusals import NotAcceptable, Refused
from kg.vocabulary import PREFIXES

MOST = 64 << 20  # bytes of an answer

# The first of each is what is given where anything will do.
RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "text/n3": ox.RdfFormat.N3,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}


def acceptable(offered: Sequence[str], accept: str) -> str:
    """Return the media type that an Accept header prefers; of equals the first offered. Raises NotAcceptable."""
    try:
        found = str(mimeparse.best_match(list(reversed(offered)), accept or "*/*"))  # of equals it takes the last
    except mimeparse.MimeTypeParseException as error:
        raise QueryError(f"the Accept header is not one: {error}") from error
    if not found:
        raise NotAcceptable(f"there is no {accept}; ask for {', '.join(offered)}")
    return found


def answer(
    store: ox.Store, query: str, accept: str, limit: int,
    default_graph: Sequence[str] = (), named_graphs: Sequence[str] = (),
) -> tuple[str, bytes]:  # fmt: skip
    """Return media type and content of what a query gives.

    The default graph is that which the request names, else the query (FROM), else the union of all graphs. Raises
    QueryError where it is malformed, NotAcceptable, and Refused where it gives more than `limit` rows or statements.
    """
    stays_here(query)
    chosen = bool(default_graph or named_graphs)
    try:
        found = store.query(
            query,
            use_default_graph_as_union=not chosen and not keywords(query, "FROM"),
            default_graph=[ox.NamedNode(iri) for iri in default_graph] if chosen else None,
            named_graphs=[ox.NamedNode(iri) for iri in named_graphs] if chosen else None,
        )
        if isinstance(found, ox.QueryTriples):
            return _triples(found, accept, limit)
        type = acceptable(list(RESULTS), accept)
        if isinstance(found, ox.QueryBoolean):
            return type, _bytes(found.serialize(format=RESULTS[type]))
        return type, _solutions(found, RESULTS[type], limit)
    except SyntaxError as error:
        raise QueryError(f"the query is not SPARQL: {str(error).splitlines()[0]}") from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query failed: {str(error).splitlines()[0]}") from error


def _solutions(found: ox.QuerySolutions, format: ox.QueryResultsFormat, limit: int) -> bytes:
    """Write as TSV, in which a row is a line, so that rows are counted; from there in any other format."""
    sink = _Sink(limit + 1, "rows")
    found.serialize(sink, format=ox.QueryResultsFormat.TSV)
    if format == ox.QueryResultsFormat.TSV:
        return sink.getvalue()
    return _bytes(ox.parse_query_results(sink.getvalue(), format=ox.QueryResultsFormat.TSV).serialize(format=format))


def _triples(found: ox.QueryTriples, accept: str, limit: int) -> tuple[str, bytes]:
    type = acceptable(list(TRIPLES), accept)
    sink = _Sink(limit, "statements")
    found.serialize(sink, format=ox.RdfFormat.N_TRIPLES)
    return type, triples(sink.getvalue(), type)


def triples(lines: bytes, type: str) -> bytes:
    """Return N-Triples in another media type of `TRIPLES`."""
    if TRIPLES[type] == ox.RdfFormat.N_TRIPLES:
        return lines
    made = (quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
    return _bytes(ox.serialize(made, format=TRIPLES[type], prefixes=PREFIXES))


class _Sink(io.BytesIO):
    """Takes so many lines and bytes, and refuses more."""

    def __init__(self, lines: int, what: str) -> None:
        super().__init__()
        self.left, self.most, self.what = lines, lines - (what == "rows"), what

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.left -= bytes(data).count(b"\n")
        if self.left < 0:
            raise Refused(f"it gives more than {self.most:,} {self.what}; ask for fewer (LIMIT)")
        if self.tell() + len(data) > MOST:
            raise Refused(f"it gives more than {MOST >> 20} MB; ask for less")
        return super().write(data)


def _bytes(made: bytes | None) -> bytes:
    assert made is not None
    return made
