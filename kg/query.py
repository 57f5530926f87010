"""Asking: SPARQL over a graph or a store, the named queries, and tables of what comes back."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pyoxigraph as ox

from kg.arabic.normalize import fold
from kg.edtf import bounds
from kg.errors import QueryError
from kg.model import ENTITY_TYPES, EVENT_TYPES
from kg.vocabulary import PREFIXES, ontology, ontology_text

_NOT_KEYWORDS = re.compile(  # escapes in names, strings, IRIs, comments, variables and prefixed names
    r"""\\.|("{3}|'{3}|"|')(?:\\.|(?!\1).)*\1|<[^<>"{}|^`\s]*>|\#[^\n\r]*|[?$]\w+|[\w.-]*:[\w.-]*""", re.DOTALL
)

_SHOWN = 100  # rows of a table in a notebook
_PARAMETER = re.compile(r"^# param (\w+) (entity|type|from|to|text)(?: = (\S+))?: (.*)$", re.MULTILINE)
_DISTINCT = re.compile(r"^[^{]*\bSELECT\s+DISTINCT\b", re.IGNORECASE)
_BOOLEAN = ox.NamedNode(PREFIXES["xsd"] + "boolean")
_TRUE = ox.Literal("1", datatype=ox.NamedNode(PREFIXES["xsd"] + "integer"))  # of ASK, in Virtuoso's JSON
Term = ox.NamedNode | ox.Literal | ox.BlankNode


@dataclass(frozen=True, slots=True, repr=False)
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

    def __repr__(self) -> str:
        return f"<kg table of {len(self):,} rows: {', '.join(self.columns)}>"

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
        """Return a pandas DataFrame, numbers as numbers; raises QueryError where pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise QueryError("pandas is not installed; use to_csv() or iterate over the rows") from error
        return pandas.DataFrame([[_python(cell) for cell in row] for row in self.rows], columns=list(self.columns))

    def _repr_html_(self) -> str:
        """Return the table for a notebook: IRIs by their last part, and of many rows the first."""
        from kg.view.shell import escape

        head = "".join(f"<th>{escape(c)}</th>" for c in self.columns)
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self.rows[:_SHOWN])
        rest = f"<p>{_SHOWN} of {len(self):,} rows</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _python(term: Term | None) -> str | float | bool | None:
    """Return a term as a Python value; what is no number and no truth value stays words."""
    if not isinstance(term, ox.Literal):
        return term.value if term is not None else None
    datatype = term.datatype.value.removeprefix(PREFIXES["xsd"])
    if datatype == "boolean":
        return term.value in ("true", "1")
    if datatype in ("integer", "decimal", "double", "float"):
        return int(term.value) if datatype == "integer" else float(term.value)
    return term.value


def _cell(term: Term | None) -> str:
    from kg.view.shell import escape

    value = "" if term is None else term.value
    if not isinstance(term, ox.NamedNode):
        return f'<td dir="auto" style="text-align:start">{escape(value)}</td>'
    short = unquote(re.split(r"[/#]", value.rstrip("/#"))[-1])
    return f'<td dir="auto" style="text-align:start" title="{escape(value)}">{escape(short)}</td>'


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


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query: `kind` is entity, type, from, to or text; without a default it must be given."""

    name: str
    kind: str
    default: str | None
    about: str


def described(name: str) -> str:
    """Return what a named query tells, as its first line has it. Raises QueryError."""
    return named(name).partition("\n")[0].lstrip("# ")


def parameters(name: str) -> list[Parameter]:
    """Return the parameters of a named query.

    Its head has a line for each, `# param actor entity: who`, with ` = value` behind the kind where there is a default;
    in the query a parameter stands as the IRI `<param:actor>`, so that the file is SPARQL as it is. Raises QueryError.
    """
    return [Parameter(*found.groups()) for found in _PARAMETER.finditer(named(name))]


def bound(store: ox.Store, name: str, values: Mapping[str, str]) -> str:
    """Return the SPARQL of a named query with its parameters set.

    An entity is given by IRI or by any name the graph has for it, spelt as may be (أحمد or احمد), and stands for all
    that are held to be the same; a type by its name; days as EDTF (2024-01 from its first, to its last day). Raises
    QueryError.
    """
    wanted, text = parameters(name), named(name)
    for key in values:
        if key not in {p.name for p in wanted}:
            known = ", ".join(p.name for p in wanted) or "none"
            raise QueryError(f"{name} has no parameter {key}; it has {known}")
    for parameter in wanted:
        value = values.get(parameter.name, parameter.default)
        if not value:
            raise QueryError(f"{name} needs {parameter.name} ({parameter.about}): --param {parameter.name}=…")
        text = text.replace(f"<param:{parameter.name}>", _value(store, parameter, value))
    return text


def _value(store: ox.Store, parameter: Parameter, value: str) -> str:
    if parameter.kind == "entity":
        return " ".join(f"{node}" for node in entities(store, value))
    if parameter.kind == "type":
        found = next((t for t in EVENT_TYPES if t.lower() == value.lower()), None)
        if found is None:
            raise QueryError(f"{value}: no event type; there are {', '.join(EVENT_TYPES)}")
        return str(ox.NamedNode(PREFIXES["kg"] + found))
    if parameter.kind in ("from", "to"):
        try:
            limits = bounds(value)
        except ValueError as error:
            raise QueryError(f"{parameter.name}: {value} is no day; write 2024, 2024-01 or 2024-01-25") from error
        day = limits.earliest_begin if parameter.kind == "from" else limits.latest_end
        if day is None:
            raise QueryError(f"{parameter.name}: {value} has no end on this side")
        return str(ox.Literal(day.isoformat(), datatype=ox.NamedNode(PREFIXES["xsd"] + "date")))
    return str(ox.Literal(value))


def entities(store: ox.Store, name: str) -> list[ox.NamedNode]:
    """Return who or what is called that, and all that is held to be the same, sorted. Raises QueryError."""
    if name.startswith(("http://", "https://")):
        try:
            found = {ox.NamedNode(name)}
        except ValueError as error:
            raise QueryError(f"{name}: is no IRI") from error
    else:
        classes = " ".join(f"kg:{'NamedEvent' if t == 'Event' else t}" for t in ENTITY_TYPES)
        label = ox.Literal(name).value
        exact = " ".join(str(ox.Literal(label, language=language)) for language in ("ar", "en"))
        ask = f"SELECT DISTINCT ?e ?l WHERE {{ %s VALUES ?class {{ {classes} }} ?e a ?class ; rdfs:label ?l . }}"
        found = {e for e, _ in run(store, ask % f"VALUES ?l {{ {exact} }}").rows if isinstance(e, ox.NamedNode)}
        if not found:
            key = fold(name).lower()
            found = {e for e, text in run(store, ask % "").rows
                     if isinstance(e, ox.NamedNode) and text is not None and fold(text.value).lower() == key}  # fmt: skip
    if not found:
        raise QueryError(f"{name}: nobody and nothing is called that in this graph")
    reached, new = set(found), set(found)
    while new:
        nodes = " ".join(sorted(map(str, new)))
        same = f"SELECT ?o {{ VALUES ?e {{ {nodes} }} {{ ?e owl:sameAs ?o }} UNION {{ ?o owl:sameAs ?e }} }}"
        new = {o for (o,) in run(store, same).rows if isinstance(o, ox.NamedNode)} - reached
        reached |= new
    return sorted(reached, key=str)


def run(store: ox.Store, sparql: str) -> Table:
    """Run a SELECT or ASK over the union of all graphs. Raises QueryError with line and column where malformed."""
    stays_here(sparql)
    try:
        table = _table(store.query(prefixed(sparql), use_default_graph_as_union=True))
    except SyntaxError as error:
        raise QueryError(f"the query is not SPARQL: {str(error).splitlines()[0]}") from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query failed: {str(error).splitlines()[0]}") from error
    if _DISTINCT.search(_NOT_KEYWORDS.sub(" ", sparql)):  # Virtuoso keeps twins of rows in which something is unbound
        return Table(table.columns, tuple(dict.fromkeys(table.rows)))
    return table


def stays_here(sparql: str) -> None:
    """Raise QueryError where a query or an update would have another server asked (SERVICE, LOAD)."""
    found = keywords(sparql, "SERVICE", "LOAD")
    if found:
        raise QueryError(f"the query asks another server ({found}); kg asks only the graph it is given: take it out")


def keywords(sparql: str, *words: str) -> str:
    """Return which of some keywords stands in a query outside of its strings, names and comments, or nothing.

    >>> keywords("SELECT * { ?from <from> 'FROM' }", "FROM"), keywords("select * from <x> {}", "FROM")
    ('', 'FROM')
    """
    found = re.search(rf"\b({'|'.join(words)})\b", _NOT_KEYWORDS.sub(" ", sparql), re.IGNORECASE)
    return found[1].upper() if found else ""


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


def prefixed(sparql: str) -> str:
    """Return the query with the prefixes of the ontology, where it declares none itself."""
    if re.search(r"\bPREFIX\b", sparql, re.IGNORECASE):
        return sparql
    return "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items()) + sparql
