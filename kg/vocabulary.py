"""The names of the RDF contract, and where the ontology's files are."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

PREFIXES = {
    "kg": "https://w3id.org/kg/ontology#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "time": "http://www.w3.org/2006/time#",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
}
BASE = "https://w3id.org/kg/"


def expand(name: str) -> str:
    """Return the IRI of a prefixed name: `kg:agent`. Raises KeyError for an unknown prefix."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def ontology() -> Traversable | Path:
    """Return the folder of the ontology: inside the installed package, or beside it in a checkout."""
    inside = files("kg") / "ontology"
    return inside if inside.is_dir() else Path(__file__).resolve().parent.parent / "ontology"


def ontology_text(name: str) -> str:
    """Return the text of one ontology file (`kg.ttl`, `queries/timeline.rq`). Raises FileNotFoundError."""
    return ontology().joinpath(*name.split("/")).read_text(encoding="utf-8")
