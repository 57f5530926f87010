"""Reading the language data: tab-separated tables with a header, checked as they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.errors import DataError

DATA = files("kg.arabic") / "data"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column name, and where it stands for error messages."""

    cells: dict[str, str]
    file: str
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, message: str) -> DataError:
        """Return the error that says what is wrong with this line."""
        return DataError(f"{self.file}:{self.line}: {message}")

    def words(self, column: str) -> list[str]:
        """Return the `|`-separated parts of a cell; an empty cell has none."""
        return [w for w in (p.strip() for p in self.cells[column].split("|")) if w]


def read_table(name: str | Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a data file (`months.tsv`, under kg/arabic/data) or of a user's file (a Path).

    Empty lines and lines that begin with # are skipped; the first other line is the header and must be
    `columns`. Trailing empty cells may be left out. Raises DataError with file and line.
    """
    source: Traversable | Path = name if isinstance(name, Path) else DATA / name
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataError(f"{source}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{source}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    header = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\r\n").split("\t")
        if not header:
            if tuple(cells) != columns:
                raise DataError(f"{source.name}:{number}: the header must be {' '.join(columns)} (tab-separated)")
            header = True
            continue
        if len(cells) > len(columns):
            raise DataError(f"{source.name}:{number}: {len(cells)} cells, the header has {len(columns)}")
        cells += [""] * (len(columns) - len(cells))
        yield Row(dict(zip(columns, (c.strip() for c in cells), strict=True)), source.name, number)
    if not header:
        raise DataError(f"{source.name}: no header; it must be {' '.join(columns)} (tab-separated)")
