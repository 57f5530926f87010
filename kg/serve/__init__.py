"""`kg serve`: an archive as web pages, a JSON API and a SPARQL 1.1 endpoint.

The web application (`app`) only takes requests and gives answers; all that touches the store is done by `worker`
processes that can be ended (`pool`), so that no query holds up the others or takes the machine's memory.
"""

from __future__ import annotations

import socket
from collections.abc import Callable

from kg.errors import KgError, StoreError
from kg.serve.worker import Settings
from kg.store import open_store


def serve(
    store: str,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    timeout: float = 30.0,
    limit: int = 100_000,
    token: str = "",
    started: Callable[[str], object] = lambda address: None,
) -> None:
    """Serve an archive until interrupted; `started` is told the address when it can be asked.

    A query may take `timeout` seconds and give `limit` rows or statements. Changes are taken from who has the `token`;
    without one there are none. Port 0 is any that is free. Raises KgError where the store cannot be opened, or the
    address cannot be had.
    """
    try:
        import uvicorn

        from kg.serve.app import LOOPBACK, application
    except ImportError as error:
        raise KgError(f"the server needs {error.name}: pip install 'kg[serve]'") from error
    open_store(store, create=False, read_only=not token).close()  # what is wrong with it is said here
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise StoreError(f"{host}:{port}: cannot be listened to: {error.strerror}; name another with --port") from error
    with listener:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listener.getsockname()[1]}/"
        app = application(
            Settings(store, limit, timeout),
            token=token,
            anywhere=host not in LOOPBACK,
            started=lambda: started(address),
        )
        config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=5)
        uvicorn.Server(config).run(sockets=[listener])
