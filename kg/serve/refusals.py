"""Why the server does not do what it is asked for."""

from __future__ import annotations

from kg.errors import KgError


class Refused(KgError):
    """It takes too long, too much memory, or gives too much."""


class Busy(KgError):
    """There is too much to do; the same may succeed later."""


class NotFound(KgError):
    """There is no such event, article or query."""


class NotAcceptable(KgError):
    """What there is cannot be had in any of the media types asked for."""
