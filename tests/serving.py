"""`kg serve` started for the tests, on loopback, over an archive of its own."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import kg
from kg.store import open_store

KG = Path(sys.executable).parent / "kg"
EXAMPLES = Path(__file__).parent.parent / "examples"


@contextlib.contextmanager
def server(store: str | Path, *options: str, token: str = "") -> Iterator[str]:
    """Start `kg serve` and give its address, without the slash at its end."""
    environment = {**os.environ, **({"KG_SERVE_TOKEN": token} if token else {})}
    process = subprocess.Popen(
        [KG, "serve", "--store", store, "--port", "0", *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    try:
        line = process.stdout.readline()
        found = re.search(r"at (http://\S+)/ ", line)
        assert found, (line, process.stderr.read() if process.poll() is not None else "")
        yield found[1]
    finally:
        process.terminate()
        _, said = process.communicate(timeout=20)
        assert "Traceback" not in said, said


def archive(at: Path, documents: list[kg.Document] = ()) -> Path:
    """Make an archive of the examples, and of other articles."""
    store = open_store(at)
    for document in [*kg.read_many([EXAMPLES / "merging" / "articles.jsonl"]), *documents]:
        store.add(kg.extract(document))
    store.close()
    return at
