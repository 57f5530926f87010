"""Whose currency a bare noun means in one article: «50 دينارا» where the article speaks of Tunisia is TND."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.arabic.normalize import fold
from kg.extract.counted import money


class Countries:
    """The countries of one article: those its text names, and those that `countries` counts (ISO 3166-1 codes)."""

    def __init__(self, text: str, countries: Mapping[str, int]) -> None:
        self._text, self._countries = text, countries
        self._key = ""

    def settled(self, words: str, unit: str) -> str:
        """Return the currency that the words of a quantity mean here: `unit` where nothing tells another."""
        rivals = _nisbas().get(fold(words).rsplit(" ", 1)[-1].removeprefix("ال"))
        if not rivals and words.replace(",", "").replace(".", "").isdigit():  # «70 و90 دينارا»
            rivals = next((found for found in _nisbas().values() if any(u == unit for u, _ in found)), None)
        if not rivals:
            return unit
        self._key = self._key or fold(self._text)
        # an ISO 4217 code begins with its country's
        named = ((u, len(_nations(stem).findall(self._key)) + self._countries.get(u[:2], 0)) for u, stem in rivals)
        best, count = max(named, key=lambda pair: pair[1])
        return best if count else unit


@cache
def _nations(stem: str) -> re.Pattern[str]:
    """A country or nationality by its stem at the beginning of a word, clitics aside."""
    return re.compile(rf"\b[وفبلك]?(?:ال|لل)?{stem}")


@cache
def _nisbas() -> dict[str, list[tuple[str, str]]]:
    """For each form of a currency that several countries have: each code with the stem of its nisba."""
    table: dict[str, list[tuple[str, str]]] = {}
    for row in money():
        for form in row.words("forms") if row["nisba"] else ():
            table.setdefault(fold(form), []).append((row["unit"], fold(row["nisba"]).removesuffix("ي")))
    return {form: rivals for form, rivals in table.items() if len({u for u, _ in rivals}) > 1}
