"""The README does what it says: its commands and its Python are run in an empty folder beside the examples."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line[2:] for block in re.findall(r"```console\n(.*?)```", README, re.S) for line in block.splitlines()]
PYTHON = re.findall(r"```python\n(.*?)```", README, re.S)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_commands(folder: Path) -> None:
    command = folder / "kg"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg.cli "$@"\n')
    command.chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    for line in COMMANDS:
        done = subprocess.run(line, shell=True, env={**os.environ, "PATH": path}, capture_output=True, text=True)
        assert done.returncode == 0, (line, done.stderr)


@pytest.mark.parametrize("code", PYTHON, ids=range(len(PYTHON)))
def test_python(folder: Path, code: str) -> None:
    exec(compile(code, "README.md", "exec"), {})


def test_the_json_begins_as_it_comes_out() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", README, re.S)
    shown, document = json.loads(example), kg.read(ROOT / "examples/coalition-timetable.txt")
    assert (shown["id"], shown["lang"], shown["published"]) == (document.id, document.lang, document.published)
    layers = kg.extract(document).to_json()
    assert list(shown) == list(layers)
    for layer in ("times", "entities", "quantities", "events"):
        assert list(shown[layer][0]) == list(layers[layer][0]), layer


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
