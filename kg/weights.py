"""Choices by weight: log-linear models whose weights stand in tables, learnt from annotated articles.

What speaks for a choice is a set of features, short strings such as `before verb 2`; a model adds up their weights
(log-odds, natural logarithm) and leaves unknown features out. `tools/train.py` learns the tables in
kg/arabic/data/weights; the code that makes the features of a model is the same when it learns and when it chooses.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.arabic.tables import read_table


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of one choice: for each feature a weight for each class, in the order of `classes`.

    Weights are whole hundredths of log-odds, so that their sum is the same in whatever order they are added.
    """

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[int, ...]]

    def sums(self, features: Iterable[str]) -> list[float]:
        """Return the log-odds of each class before they are compared, the bias included."""
        rows = [self.weights[f] for f in ("bias", *features) if f in self.weights]
        return [sum(column) / 100 for column in zip(*rows, strict=True)] if rows else [0.0] * len(self.classes)

    def odds(self, features: Iterable[str]) -> float:
        """Return the probability of the one class of a yes-or-no model."""
        (total,) = self.sums(features)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def shares(self, features: Iterable[str]) -> list[float]:
        """Return the probability of each class, in the order of `classes`."""
        sums = self.sums(features)
        top = max(sums)
        exponents = [math.exp(s - top) for s in sums]
        total = sum(exponents)
        return [e / total for e in exponents]


@cache
def model(name: str, classes: tuple[str, ...] = ("weight",)) -> Model:
    """Read the table of a model (`weights/NAME.tsv`: feature and a column a class). Raises DataError with its line."""
    weights: dict[str, tuple[int, ...]] = {}
    for row in read_table(f"weights/{name}.tsv", ("feature", *classes)):
        if row["feature"] in weights:
            raise row.fault(f"{row['feature']} stands here twice")
        try:
            weights[row["feature"]] = tuple(round(float(row[c] or 0) * 100) for c in classes)
        except ValueError as error:
            raise row.fault(f"{error}; a weight is a number") from error
    return Model(classes, weights)


def bucket(number: int, *limits: int) -> str:
    """Return the first limit that a number does not pass, or `+`: the coarse counts that features are made of."""
    return next((str(limit) for limit in limits if number <= limit), "+")
