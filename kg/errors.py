"""What can go wrong, in a few classes: every message says what, where, and what to do next."""

from __future__ import annotations


class KgError(Exception):
    """Base of every error that kg raises on purpose; the command line prints it as one line."""


class ReadingError(KgError):
    """An article could not be read: missing, empty, binary, malformed, or of an unknown kind."""


class DataError(KgError):
    """A language-data or names file breaks its own format; the message names file and line."""


class QueryError(KgError):
    """A SPARQL query is malformed, unknown by name, or was refused by the store."""


class StoreError(KgError):
    """A store cannot be opened, read or written."""


class OutputError(KgError):
    """A result cannot be written where it was asked for."""
