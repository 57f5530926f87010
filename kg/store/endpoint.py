"""An archive at an address: any SPARQL 1.1 endpoint, with what Oxigraph and Virtuoso need to be told.

An Oxigraph server, and any other that makes one update request one transaction, gets a change as one request. Virtuoso
takes some 1,000 statements an update and commits each request by itself: there whole graphs go over the Graph Store
Protocol, one request each, shared statements follow in small updates, and what is dropped goes last. A run that was
cut off leaves whole articles, and doing it again finishes it. One program writes to an endpoint at a time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterator
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.store.change import ARCHIVE, Change, data

if TYPE_CHECKING:
    import httpx

_AT_ONCE = 400  # statements of one update where whole graphs go another way
_SECONDS = 300.0  # for an answer
_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Endpoint:
    """A SPARQL 1.1 endpoint.

    User and password stand in the address or in KG_STORE_USER and KG_STORE_PASSWORD (basic or digest, as it asks).
    Where updates go to another address than kg guesses, KG_STORE_UPDATE names it.
    """

    def __init__(self, url: str, read_only: bool = False) -> None:
        try:
            import httpx
        except ImportError as error:
            raise StoreError(f"a store at an address needs httpx: pip install 'kg[web]' ({url})") from error
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise StoreError(f"{url}: no address of a SPARQL endpoint; it begins with http:// or https://")
        user = unquote(parts.username or "") or os.environ.get("KG_STORE_USER", "")
        password = unquote(parts.password or "") or os.environ.get("KG_STORE_PASSWORD", "")
        bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))
        self.where, self.read_only = bare, read_only
        self._client = httpx.Client(
            timeout=httpx.Timeout(_SECONDS, connect=10),
            auth=_auth(user, password) if user else None,
            headers={"User-Agent": "kg"},
        )
        self._union: dict[str, str] = {}
        self._query_at = self._find(bare)
        self._update_at, self._graphs_at = self._writing_addresses()

    @property
    def asked(self) -> ox.Store:
        """This endpoint: it has the `query` of a pyoxigraph store and gives its quads."""
        return self  # type: ignore[return-value]

    # --- asking ---------------------------------------------------------------------------------------------------

    def query(
        self, query: str, *, use_default_graph_as_union: bool = False,
        default_graph: list[ox.NamedNode] | None = None, named_graphs: list[ox.NamedNode] | None = None,
    ) -> _Answer:  # fmt: skip
        """Put a query, over all graphs where asked to, or over the dataset of some.

        Raises SyntaxError, QueryError or StoreError.
        """
        ox.Store().query(query)  # what is no query never leaves this machine
        extra: dict[str, str | list[str]] = dict(self._union) if use_default_graph_as_union else {}
        for name, graphs in (("default-graph-uri", default_graph), ("named-graph-uri", named_graphs)):
            if graphs:
                extra[name] = [graph.value for graph in graphs]
        response = self._send("POST", self._query_at, data={"query": query, **extra}, accept=f"{_RESULTS}, {_TRIPLES}")
        if response.status_code == 400:
            raise QueryError(f"{self.where} refuses the query: {_first_line(response.text)}")
        self._check(response, self._query_at)
        kind = response.headers.get("content-type", "").partition(";")[0].strip()
        if kind in (_TRIPLES, "text/plain"):
            return _construct(ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES))
        if kind != _RESULTS:
            raise StoreError(f"{self.where}: answers with {kind or 'nothing'}, not SPARQL results: is it an endpoint?")
        limit = int(response.headers.get("x-sparql-maxrows", 0))
        found = self._parsed(response.content)
        if limit and isinstance(found, ox.QuerySolutions) and sum(1 for _ in found) >= limit:
            raise StoreError(f"{self.where}: gives no more than {limit} rows; raise ResultSetMaxRows there")
        return self._parsed(response.content)

    def __iter__(self) -> Iterator[ox.Quad]:
        """Yield the quads of all graphs that are kg's: articles, merges, and the ontology."""
        for name in self.graphs():
            yield from self.graph(name)

    def graphs(self) -> list[ox.NamedNode]:
        """Return the names of the graphs whose IRI is kg's, sorted."""
        found = self.query(
            'SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "https://w3id.org/kg/")) }'
        )
        assert isinstance(found, ox.QuerySolutions)
        return sorted((row["g"] for row in found), key=str)

    def graph(self, name: ox.NamedNode) -> set[ox.Quad]:
        """Return the quads of one named graph."""
        if self._graphs_at:
            response = self._send("GET", self._graphs_at, params={"graph-uri": name.value}, accept=_TRIPLES)
            if response.status_code == 404:
                return set()
        else:
            text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}"
            response = self._send("POST", self._query_at, data={"query": text}, accept=_TRIPLES)
        self._check(response, self._query_at)
        try:
            triples = list(ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES))
        except SyntaxError as error:
            raise StoreError(f"{self.where}: what it gives is no N-Triples: {_first_line(str(error))}") from error
        return {ox.Quad(q.subject, q.predicate, q.object, name) for q in triples}

    # --- changing -------------------------------------------------------------------------------------------------

    def apply(self, change: Change) -> None:
        """Make the change; see the module for what is done where it cannot be one transaction."""
        if self.read_only:
            raise StoreError(f"{self.where}: is open for reading only")
        if not self._graphs_at:
            self._update(change.sparql())
            return
        for graph, quads in sorted(change.graphs.items(), key=lambda item: str(item[0])):
            if quads:
                lines = "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in sorted(quads, key=str))
                response = self._send(
                    "PUT", self._graphs_at, params={"graph-uri": graph.value}, content=lines.encode(),
                    headers={"Content-Type": _TRIPLES},
                )  # fmt: skip
                self._check(response, self._graphs_at)
        # the table of contents comes last, so that an article that is listed is in with all that belongs to it
        for word, found in (("DELETE", change.delete), ("INSERT", change.insert)):
            rest = iter(sorted(found, key=lambda q: (q.graph_name == ARCHIVE, str(q))))
            while some := list(islice(rest, _AT_ONCE)):
                self._update(f"{word} DATA {{ {data(some)} }}")
        for graph, quads in change.graphs.items():
            if not quads:
                response = self._send("DELETE", self._graphs_at, params={"graph-uri": graph.value})
                if response.status_code != 404:
                    self._check(response, self._graphs_at)

    def update(self, sparql: str) -> None:
        """Send a SPARQL 1.1 Update. Raises StoreError."""
        self._update(sparql)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def look_everywhere(self, known: str) -> None:
        """Find out how this endpoint is asked about all graphs at once; `known` is an ASK that must be true then."""
        for extra in ({}, {"union-default-graph": "true"}, {"default-graph-uri": "urn:x-arq:UnionGraph"}):
            self._union = extra
            if bool(self.query(known, use_default_graph_as_union=True)):
                return
        raise StoreError(
            f"{self.where}: does not look into named graphs where a query names none;"
            " set its default graph to the union of all graphs"
        )

    # --- shared ---------------------------------------------------------------------------------------------------

    def _find(self, url: str) -> str:
        """Return the address of the query service: the one given or, of a bare host, where servers usually have it."""
        bare = urlsplit(url).path in ("", "/")
        tries = [url.rstrip("/") + path for path in ("/query", "/sparql")] if bare else [url]
        for number, at in enumerate(tries, 1):
            response = self._send("POST", at, data={"query": "ASK {}"}, accept=_RESULTS)
            if response.status_code in (404, 405) and number < len(tries):
                continue
            self._virtuoso = "virtuoso" in response.headers.get("server", "").lower()
            if response.status_code == 200 and not self._results(response):
                kind = response.headers.get("content-type", "").partition(";")[0] or "nothing"
                raise StoreError(f"{at}: answers with {kind}, not SPARQL results: is it the address of an endpoint?")
            self._check(response, at)
            return at
        raise AssertionError("no address was tried")

    def _results(self, response: httpx.Response) -> bool:
        try:
            self._parsed(response.content)
        except StoreError:
            return False
        return _RESULTS in response.headers.get("content-type", "")

    def _writing_addresses(self) -> tuple[str, str]:
        """Return where updates go, and where whole graphs go that may not go with them (or nothing)."""
        stated, at = os.environ.get("KG_STORE_UPDATE", ""), self._query_at
        if self._virtuoso:
            root = at.rpartition("/")[0]
            return stated or f"{root}/sparql-auth", f"{root}/sparql-graph-crud-auth"
        if stated:
            return stated, ""
        if "/repositories/" in at:
            return at.rstrip("/") + "/statements", ""
        return re.sub(r"/query/?$", "/update", at), ""

    def _update(self, text: str) -> None:
        self._check(self._send("POST", self._update_at, data={"update": text}, accept="*/*"), self._update_at)

    def _parsed(self, content: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
        try:
            found = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.where}: its answer is no SPARQL result: {_first_line(str(error))}") from error
        return found

    def _send(self, method: str, at: str, accept: str = "", **rest: object) -> httpx.Response:
        import httpx

        headers = {**({"Accept": accept} if accept else {}), **rest.pop("headers", {})}  # type: ignore[dict-item]
        try:
            return self._client.request(method, at, headers=headers, **rest)  # type: ignore[arg-type]
        except httpx.TimeoutException as error:
            raise StoreError(f"{at}: does not answer; try again later") from error
        except httpx.HTTPError as error:
            raise StoreError(f"{at}: no answer: {_first_line(str(error)) or type(error).__name__}") from error

    def _check(self, response: httpx.Response, at: str) -> None:
        status = response.status_code
        if status in (401, 403):
            raise StoreError(
                f"{at}: refuses with {status}; set KG_STORE_USER and KG_STORE_PASSWORD to a user who may do this"
            )
        if status >= 300:
            said = "" if "html" in response.headers.get("content-type", "") else _first_line(response.text)
            raise StoreError(f"{at}: answers {status}{': ' + said if said else ''}")


def _auth(user: str, password: str) -> httpx.Auth:
    """Answer the way the server asks for: digest where it says so, else basic."""
    import httpx

    class Either(httpx.Auth):
        requires_request_body = True

        def __init__(self) -> None:
            self.digest, self.chosen = httpx.DigestAuth(user, password), False

        def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
            if self.chosen:
                yield from self.digest.auth_flow(request)
                return
            response = yield request
            asked = response.headers.get("www-authenticate", "").lower()
            if response.status_code == 401 and asked.startswith("digest"):
                self.chosen = True
                yield from self.digest.auth_flow(request)
            elif response.status_code == 401:
                yield from httpx.BasicAuth(user, password).auth_flow(request)

    return Either()


def _construct(triples: Iterator[ox.Quad]) -> ox.QueryTriples:
    """Return triples as pyoxigraph's own CONSTRUCT gives them."""
    store = ox.Store()
    store.extend(triples)
    found = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(found, ox.QueryTriples)
    return found


def _first_line(text: str) -> str:
    return next((line.strip()[:200] for line in text.splitlines() if line.strip()), "")
