"""Where a word begins under its clitics: one table of words and their pieces."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.arabic.morphology import pieces, segment
from kg.arabic.tables import read_table

ROWS = [
    (r["word"], r.words("pieces"))
    for r in read_table(Path(__file__).parent / "data" / "clitics.tsv", ("word", "pieces"))
]


@pytest.mark.parametrize(("word", "expected"), ROWS, ids=[w for w, _ in ROWS])
def test_pieces(word: str, expected: list[str]) -> None:
    assert list(pieces(word)) == expected


def test_swallowed_alef() -> None:
    word = segment("للقوات")
    assert "للقوات"[word.start : word.end] == "لقوات"[0:] or "للقوات"[word.start : word.end] == "قوات"
    assert word.definite and word.stem == "قوات"
