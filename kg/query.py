"""Asking: SPARQL over a graph or a store, the named queries, and tables of what comes back."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.vocabulary import PREFIXES, ontology, ontology_text

_NOT_KEYWORDS = re.compile(  # strings, IRIs, comments, variables and prefixed names
    r"""("{3}|'{3}|"|')(?:\\.|(?!\1).)*\1|<[^<>"{}|^`\s]*>|\#[^\n\r]*|[?$]\w+|[\w.-]*:[\w.-]*""", re.DOTALL
)

_BOOLEAN = ox.NamedNode(PREFIXES["xsd"] + "boolean")
_TRUE = ox.Literal("1", datatype=ox.NamedNode(PREFIXES["xsd"] + "integer"))  # of ASK, in Virtuoso's JSON
Term = ox.NamedNode | ox.Literal | ox.BlankNode


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT; cells are RDF terms or None where unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        """Yield each row as plain text by column."""
        for row in self.rows:
            yield dict(zip(self.columns, (None if c is None else c.value for c in row), strict=True))

    def to_csv(self) -> str:
        """Return SPARQL 1.1 Query Results CSV."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        for row in self:
            writer.writerow([value or "" for value in row.values()])
        return out.getvalue()

    def to_json(self) -> str:
        """Return the SPARQL 1.1 Query Results JSON Format."""
        bindings = [
            {c: _json_term(t) for c, t in zip(self.columns, row, strict=True) if t is not None} for row in self.rows
        ]
        body = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(body, ensure_ascii=False, indent=1) + "\n"

    def to_pandas(self) -> Any:
        """Return a pandas DataFrame; raises QueryError where pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise QueryError("pandas is not installed; use to_csv() or iterate over the rows") from error
        return pandas.DataFrame([list(row.values()) for row in self], columns=list(self.columns))

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(c)}</th>" for c in self.columns)
        body = "".join(
            "<tr>" + "".join(f'<td dir="auto">{html.escape(v or "")}</td>' for v in row.values()) + "</tr>"
            for row in self
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    cell = {"type": "literal", "value": term.value}
    if term.language:
        return cell | {"xml:lang": term.language}
    if term.datatype.value != PREFIXES["xsd"] + "string":
        return cell | {"datatype": term.datatype.value}
    return cell


def names() -> list[str]:
    """Return the names of the queries that ship with the ontology."""
    folder = ontology() / "queries"
    return sorted(entry.name.removesuffix(".rq") for entry in folder.iterdir() if entry.name.endswith(".rq"))


def named(name: str) -> str:
    """Return the SPARQL of a named query. Raises QueryError."""
    if name not in names():
        raise QueryError(f"no query is called {name}; there are {', '.join(names())}")
    return ontology_text(f"queries/{name}.rq")


def run(store: ox.Store, sparql: str) -> Table:
    """Run a SELECT or ASK over the union of all graphs. Raises QueryError with line and column where malformed."""
    text = sparql if re.search(r"\bPREFIX\b", sparql, re.IGNORECASE) else _prefixes() + sparql
    if re.search(r"\bSERVICE\b", _NOT_KEYWORDS.sub(" ", sparql), re.IGNORECASE):
        raise QueryError("the query asks another server (SERVICE); kg asks only the graph it is given: take it out")
    try:
        return _table(store.query(text, use_default_graph_as_union=True))
    except SyntaxError as error:
        raise QueryError(f"the query is not SPARQL: {str(error).splitlines()[0]}") from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query failed: {str(error).splitlines()[0]}") from error


def _table(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Table:
    if isinstance(found, ox.QueryBoolean):
        return Table(("answer",), ((ox.Literal(bool(found)),),))
    if isinstance(found, ox.QueryTriples):
        rows = tuple((t.subject, t.predicate, t.object) for t in found)
        return Table(("subject", "predicate", "object"), rows)
    columns = tuple(v.value for v in found.variables)
    solved = tuple(tuple(_canonical(solution[c]) for c in columns) for solution in found)
    if columns == ("__ASK_RETVAL",):
        return Table(("answer",), ((ox.Literal(solved[0][0] == _TRUE),),))
    return Table(columns, solved)


def _canonical(term: Term | None) -> Term | None:
    """Virtuoso has booleans as 0 and 1."""
    if isinstance(term, ox.Literal) and term.value in ("0", "1") and term.datatype == _BOOLEAN:
        return ox.Literal(term.value == "1")
    return term


def _prefixes() -> str:
    return "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())
