"""The web application: addresses, limits, headers, and errors as each kind of client expects them."""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KgError, QueryError, ReadingError, StoreError
from kg.serve import sparql
from kg.serve.answers import TRIPLES, acceptable
from kg.serve.pages import PASTED, VIEWS, error_page
from kg.serve.pool import Answer, Pool
from kg.serve.refusals import Busy, NotAcceptable, NotFound, Refused
from kg.serve.worker import Settings

LOOPBACK = ("localhost", "127.0.0.1", "::1", "[::1]")
_BODY = 4 << 20  # bytes of a request
_PIECE = 1 << 16
_HTML = "text/html"
_SEVERAL = ("type", "actor", "place", "source", "publisher", "article", "modality")
_ARTICLE = ("text", "name", "title", "publisher", "published")
_STATUS: dict[type[Exception], int] = {
    QueryError: 400, ReadingError: 422, NotFound: 404, NotAcceptable: 406, sparql.MediaTypeError: 415, Refused: 500,
    StoreError: 502, Busy: 503,
}  # fmt: skip
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}

Handler = Callable[[Request], Awaitable[Response]]


def application(
    settings: Settings, *, token: str = "", anywhere: bool = False, started: Callable[[], object] = lambda: None
) -> Starlette:
    """Return the application over a store; it may be written to with a token, where there is one.

    It answers only to the names of this machine's loopback, unless `anywhere`: a page elsewhere whose name was made to
    point here cannot ask it. `started` is called when it is ready.
    """
    pool = Pool(settings)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        started()
        try:
            yield
        finally:
            await pool.close()

    faces = _Faces(pool, token)
    routes = [
        Route("/", faces.search_page), *(Route(f"/{kind}", faces.view_page) for kind in VIEWS),
        Route("/event", faces.event_page), Route("/article", faces.article_page), Route("/new", faces.new_page),
        Route("/query", faces.query_page), Route("/pasted", faces.pasted_page, methods=["POST"]),
        Route("/sparql", faces.sparql, methods=["GET", "POST"]), Route("/openapi.json", _openapi),
        Route("/api/search", faces.search), Route("/api/event", faces.event), Route("/api/article", faces.article),
        Route("/api/articles", faces.articles, methods=["GET", "POST"]),
        Route("/api/extract", faces.extract, methods=["POST"]), Route("/api/queries/{name}", faces.named_query),
        Mount("/static", StaticFiles(packages=[("kg.view", "static"), ("kg.serve", "static"), ("pyvis", "lib/vis-9.1.2")])),
    ]  # fmt: skip
    middleware = [Middleware(_Headers)]
    if not anywhere:
        middleware.append(Middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK)))
    handlers: Mapping[Any, Any] = {KgError: _failed, HTTPException: _refused, ClientDisconnect: _gone}
    return Starlette(routes=routes, middleware=middleware, exception_handlers=handlers, lifespan=lifespan)


class _Faces:
    """What stands behind the addresses."""

    def __init__(self, pool: Pool, token: str) -> None:
        self.pool, self.token = pool, token

    # --- SPARQL ---------------------------------------------------------------------------------------------------

    async def sparql(self, request: Request) -> Response:
        accept, query_string = _accept(request), request.scope["query_string"]
        if request.method == "POST":
            asked = sparql.by_post(request.headers.get("content-type", ""), query_string, await _body(request))
        else:
            asked = sparql.by_get(query_string)
        if asked.update is not None:
            self._may_write(request)
            await self.pool.write("update", update=asked.update)
            return Response(status_code=204)
        if asked.query is not None:
            job = {"query": asked.query, "accept": accept, "default_graph": asked.default_graph,
                   "named_graphs": asked.named_graphs}  # fmt: skip
            return _response(await self.pool.run("query", **job))
        type = acceptable([*TRIPLES, _HTML], accept)
        if type == _HTML:
            return RedirectResponse("query", 303)
        address = str(request.url.replace(query="", fragment=""))
        return Response(sparql.description(address, type, bool(self.token)), media_type=type)

    # --- JSON -----------------------------------------------------------------------------------------------------

    async def search(self, request: Request) -> Response:
        return _response(await self.pool.run_once("search", given=_given(request, strict=True)))

    async def event(self, request: Request) -> Response:
        return _response(await self.pool.run("event", iri=_one(request, "iri")))

    async def article(self, request: Request) -> Response:
        return _response(await self.pool.run("article", name=_one(request, "name")))

    async def articles(self, request: Request) -> Response:
        if request.method == "POST":
            self._may_write(request)
            answer = await self.pool.write("add", given=_article(await _json(request)))
            made = json.loads(answer.read())
            return Response(json.dumps(made, ensure_ascii=False), 201 if made["outcome"] == "new" else 200,
                            media_type="application/json")  # fmt: skip
        text, limit = request.query_params.get("text", ""), _number(request, "limit", 20, 100)
        return _response(await self.pool.run("articles", text=text, limit=limit))

    async def extract(self, request: Request) -> Response:
        given = _article(await _json(request))
        return _response(await self.pool.run("extract", given=given, accept=_accept(request)))

    async def named_query(self, request: Request) -> Response:
        values = dict(request.query_params)
        return _response(await self.pool.run("named_query", name=request.path_params["name"], values=values))

    # --- pages ----------------------------------------------------------------------------------------------------

    async def search_page(self, request: Request) -> Response:
        given = _given(request)
        return _response(await self.pool.run_once("search_page", given=given, address=_address(request)))

    async def view_page(self, request: Request) -> Response:
        kind = request.url.path.rpartition("/")[2]
        return _response(
            await self.pool.run_once("view_page", kind=kind, given=_given(request), address=_address(request))
        )

    async def event_page(self, request: Request) -> Response:
        return _response(await self.pool.run("event_page", iri=_one(request, "iri")))

    async def article_page(self, request: Request) -> Response:
        return _response(await self.pool.run("article_page", name=_one(request, "name")))

    async def new_page(self, request: Request) -> Response:
        return _response(await self.pool.run_once("new_page"))

    async def query_page(self, request: Request) -> Response:
        return _response(await self.pool.run_once("query_page"))

    async def pasted_page(self, request: Request) -> Response:
        fields = {key: values[-1] for key, values in sparql.fields(await _body(request)).items()}
        kind = fields.pop("kind", "graph")
        if kind not in PASTED:
            raise QueryError(f"{kind}: no page; there are {', '.join(PASTED)}")
        return _response(await self.pool.run("pasted_page", kind=kind, given=_article(fields)))

    def _may_write(self, request: Request) -> None:
        """Raise HTTPException unless the server takes changes and the request has its token."""
        if not self.token:
            raise HTTPException(403, "this server is read-only; start it with --writable and a token")
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not secrets.compare_digest(given.strip().encode(), self.token.encode()):
            raise HTTPException(
                401, "changes need the server's token: Authorization: Bearer TOKEN", {"WWW-Authenticate": "Bearer"}
            )


# --- requests -------------------------------------------------------------------------------------------------------


def _given(request: Request, strict: bool = False) -> dict[str, Any]:
    """Return the arguments of `kg.search.search` that an address has; `strict`ly, nothing else may stand there."""
    values = request.query_params
    known = {"text", "time", "main", "order", "limit", "offset", *_SEVERAL}
    if strict and (wrong := sorted(set(values) - known)):
        raise QueryError(f"{', '.join(wrong)}: no such parameter; there are {', '.join(sorted(known))}")
    given: dict[str, Any] = {name: values.get(name, "").strip() for name in ("text", "time")}
    given |= {name: [each for each in values.getlist(name) if each] for name in _SEVERAL}
    if values.get("main", "1") not in ("0", "1") or values.get("order", "newest") not in ("newest", "oldest"):
        raise QueryError("main is 0 or 1, order is newest or oldest")
    return given | {
        "main": values.get("main") != "0", "oldest": values.get("order") == "oldest",
        "limit": _number(request, "limit", 20, 100), "offset": _number(request, "offset", 0, 1_000_000),
    }  # fmt: skip


def _address(request: Request) -> str:
    """Return what selects, as it stands behind the address of a page; without the place in a list."""
    pairs = [
        (key, value) for key, value in request.query_params.multi_items() if value and key not in ("offset", "limit")
    ]
    return f"?{urlencode(pairs)}" if pairs else ""


def _number(request: Request, name: str, default: int, most: int) -> int:
    text = request.query_params.get(name, str(default))
    if not (text.isascii() and text.isdigit()) or len(text) > 9 or int(text) > most:
        raise QueryError(f"{name}: is a number from 0 to {most}")
    return int(text)


def _one(request: Request, name: str) -> str:
    values = request.query_params.getlist(name)
    if len(values) != 1 or not values[0]:
        raise QueryError(f"give one {name}")
    return values[0]


def _accept(request: Request) -> str:
    return ", ".join(request.headers.getlist("accept"))


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _BODY:
            raise HTTPException(413, f"the request is larger than {_BODY >> 20} MB")
    return bytes(body)


async def _json(request: Request) -> Mapping[str, Any]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise sparql.MediaTypeError(f"{kind or 'no media type'}: send application/json")
    try:
        made = json.loads(await _body(request))
    except (ValueError, RecursionError) as error:
        raise QueryError(f"the body is not JSON: {str(error).splitlines()[0]}") from error
    if not isinstance(made, dict):
        raise QueryError("the body is not a JSON object")
    return made


def _article(fields: Mapping[str, Any]) -> dict[str, str]:
    if wrong := sorted(set(fields) - set(_ARTICLE)):
        raise QueryError(f"{', '.join(map(str, wrong))}: no such field; there are {', '.join(_ARTICLE)}")
    for name, value in fields.items():
        if not isinstance(value, str):
            raise QueryError(f"{name}: is no text")
    if not fields.get("text", "").strip():
        raise ReadingError("the text is empty")
    return dict(fields)


# --- responses ------------------------------------------------------------------------------------------------------


def _response(answer: Answer) -> Response:
    if answer.size <= _PIECE:
        return Response(answer.read(), media_type=answer.type)

    async def pieces() -> AsyncIterator[bytes]:
        with answer.file:
            while piece := answer.file.read(_PIECE):
                yield piece

    return StreamingResponse(pieces(), media_type=answer.type, headers={"Content-Length": str(answer.size)})


async def _openapi(request: Request) -> Response:
    return Response((files("kg.serve") / "openapi.json").read_bytes(), media_type="application/json")


async def _failed(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    return _error(request, status, str(error), {"Retry-After": "1"} if status == 503 else {})


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _error(request, error.status_code, error.detail, error.headers or {})


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=400)  # nobody reads it


def _error(request: Request, status: int, message: str, headers: Mapping[str, str]) -> Response:
    """Return an error: as text to SPARQL clients, as problem JSON (RFC 9457) to programs, else as a page."""
    path = request.url.path
    if path.startswith("/sparql"):
        return Response(message + "\n", status, headers, "text/plain")
    if path.startswith(("/api", "/openapi", "/static")):
        body = json.dumps({"title": message, "status": status}, ensure_ascii=False)
        return Response(body.encode("utf-8", "replace"), status, headers, "application/problem+json")
    return Response(error_page(status, message).encode("utf-8", "replace"), status, headers, _HTML)


class _Headers:
    """Adds to every response what browsers shall keep to."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self.app(scope, receive, sent if scope["type"] == "http" else send)
