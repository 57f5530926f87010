"""How good: precision, recall and F1 of predicted annotations against gold, layer by layer.

Spans match when they share at least half of the longer one's code points (triggers: of the shorter one's); each gold
item is matched once, to the largest overlap, agreeing pairs first. Figures are micro-averaged over the articles;
`mean` is the plain mean of the nine F1 figures of `LAYERS` that the gold has anything of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LAYERS = ("times value", "entities typed", "quantities value", "events found", "events typed", "arguments", "event time",
          "source", "timeline")  # fmt: skip
ACCURACIES = ("country", "unit", "modality", "negation")
ORDER = ("times found", "times value", "entities found", "entities typed", "country", "quantities value", "unit",
         "events found", "events typed", "arguments", "event time", "modality", "negation", "source", "timeline")  # fmt: skip
JOINT = {"Consult", "Agree", "Cooperate", "Trade", "Compete"}

Item = Mapping[str, Any]


@dataclass(slots=True)
class Count:
    """True positives, gold items and predicted items of one figure."""

    correct: int = 0
    gold: int = 0
    predicted: int = 0

    @property
    def precision(self) -> float:
        """Share of the predicted that is right."""
        return self.correct / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.correct / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.correct else 0.0


@dataclass(slots=True)
class Scores:
    """The counts of every figure, over all articles so far."""

    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))

    def add(self, name: str, correct: int, gold: int, predicted: int) -> None:
        """Add one article's counts."""
        count = self.counts[name]
        count.correct, count.gold, count.predicted = (
            count.correct + correct,
            count.gold + gold,
            count.predicted + predicted,
        )

    @property
    def mean(self) -> float:
        """The mean F1 of the layers the gold has anything of."""
        present = [self.counts[n].f1 for n in LAYERS if self.counts[n].gold]
        return sum(present) / len(present) if present else 0.0


def evaluate(gold: Iterable[Item], predicted: Iterable[Item]) -> Scores:
    """Score articles in the published JSON shape, paired by id; a gold article without prediction is wholly missed.

    Raises ValueError where a pair's texts differ.
    """
    by_id = {p["id"]: p for p in predicted}
    scores = Scores()
    for article in gold:
        other = by_id.get(article["id"], {})
        if other and other["text"] != article["text"]:
            raise ValueError(f"{article['id']}: the predicted article has another text; offsets would not compare")
        _article(article, other, scores)
    return scores


def _overlap(a: Item, b: Item) -> int:
    return max(0, int(min(a["end"], b["end"]) - max(a["start"], b["start"])))


def near(a: Item, b: Item, loose: bool = False) -> bool:
    """Say whether two spans share half of the longer one's code points, or of the shorter one's where `loose`."""
    lengths = (a["end"] - a["start"], b["end"] - b["start"])
    return bool(_overlap(a, b) * 2 >= max(1, min(lengths) if loose else max(lengths)))


def pairs(
    gold: list[Item],
    predicted: list[Item],
    loose: bool = False,
    agrees: Callable[[Item, Item], bool] = lambda g, p: True,
) -> list[tuple[Item, Item]]:
    """Match items one to one, largest overlap first, those that agree before others."""
    candidates = sorted(
        (
            (agrees(g, p), _overlap(g, p), -abs(g["start"] - p["start"]), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(predicted)
            if near(g, p, loose)
        ),
        reverse=True,
    )
    done_gold: set[int] = set()
    done_predicted: set[int] = set()
    out = []
    for *_, i, j in candidates:
        if i not in done_gold and j not in done_predicted:
            done_gold.add(i)
            done_predicted.add(j)
            out.append((gold[i], predicted[j]))
    return out


def _bounds(quantity: Item) -> tuple[float | None, float | None]:
    low, high = quantity.get("low"), quantity.get("high")
    return (None if low is None else round(float(low), 4)), (None if high is None else round(float(high), 4))


def _article(gold: Item, predicted: Item, scores: Scores) -> None:
    layers = gold.get("layers") or ("times", "entities", "quantities", "events")

    def both(layer: str) -> tuple[list[Item], list[Item]]:
        return list(gold.get(layer, [])), list(predicted.get(layer, [])) if layer in layers else []

    times = both("times")
    found = pairs(*times, agrees=lambda g, p: bool(g["value"] == p.get("value")))
    scores.add("times found", len(found), len(times[0]), len(times[1]))
    scores.add("times value", sum(g["value"] == p.get("value") for g, p in found), len(times[0]), len(times[1]))

    entities = both("entities")
    found = pairs(*entities, agrees=lambda g, p: bool(g["type"] == p.get("type")))
    scores.add("entities found", len(found), len(entities[0]), len(entities[1]))
    scores.add("entities typed", sum(g["type"] == p.get("type") for g, p in found), len(entities[0]), len(entities[1]))
    with_country = [(g, p) for g, p in found if g.get("country")]
    scores.add(
        "country", sum(g["country"] == p.get("country") for g, p in with_country), len(with_country), len(with_country)
    )

    quantities = both("quantities")
    right = [(g, p) for g, p in pairs(*quantities) if _bounds(g) == _bounds(p)]
    scores.add("quantities value", len(right), len(quantities[0]), len(quantities[1]))
    scores.add("unit", sum(g["unit"] == p.get("unit") for g, p in right), len(right), len(right))
    _events(both("events"), _index(gold, layers), _index(predicted, layers), scores)


def _index(article: Item, layers: Iterable[str]) -> dict[str, Item]:
    return {x["id"]: x for layer in layers for x in article.get(layer, [])}


def _events(
    events: tuple[list[Item], list[Item]], gold_index: dict[str, Item], index: dict[str, Item], scores: Scores
) -> None:
    gold, predicted = events
    found = pairs(gold, predicted, True, lambda g, p: bool(g["type"] == p.get("type")))
    typed = [(g, p) for g, p in found if g["type"] == p.get("type")]
    scores.add("events found", len(found), len(gold), len(predicted))
    scores.add("events typed", len(typed), len(gold), len(predicted))
    arguments = sum(_arguments(g, p, gold_index, index) for g, p in typed)
    scores.add(
        "arguments", arguments, sum(len(v["args"]) for v in gold), sum(len(v.get("args", [])) for v in predicted)
    )
    timed = sum(bool(g.get("time")) and g["time"] == p.get("time") for g, p in found)
    scores.add("event time", timed, sum(bool(v.get("time")) for v in gold), sum(bool(v.get("time")) for v in predicted))
    scores.add(
        "modality", sum(g["modality"] == p.get("modality", "asserted") for g, p in found), len(found), len(found)
    )
    scores.add("negation", sum(g["negated"] == bool(p.get("negated")) for g, p in found), len(found), len(found))
    sources = sum(_same_source(g, p, gold_index, index) for g, p in found)
    scores.add(
        "source", sources, sum(bool(v.get("source")) for v in gold), sum(bool(v.get("source")) for v in predicted)
    )
    _timeline(gold, predicted, scores)


def _arguments(gold: Item, predicted: Item, gold_index: dict[str, Item], index: dict[str, Item]) -> int:
    def span(argument: Item, of: dict[str, Item]) -> Item | None:
        return of.get(argument["ref"]) if argument.get("ref") else argument if "start" in argument else None

    left = [a for a in predicted.get("args", []) if span(a, index)]
    right = 0
    for argument in gold["args"]:
        wanted = span(argument, gold_index)
        for other in left:
            roles = {argument["role"], other["role"]}
            same = len(roles) == 1 or (gold["type"] in JOINT and roles <= {"agent", "partner"})
            if wanted and same and near(wanted, span(other, index) or {}, True):
                left.remove(other)
                right += 1
                break
    return right


def _same_source(gold: Item, predicted: Item, gold_index: dict[str, Item], index: dict[str, Item]) -> bool:
    if not (gold.get("source") and predicted.get("source") in index):
        return False
    one, other = gold_index[gold["source"]], index[predicted["source"]]
    return near(one, other, True) or bool(one.get("name") and one.get("name") == other.get("name"))


def _timeline(gold: list[Item], predicted: list[Item], scores: Scores) -> None:
    clusters: dict[str, list[Item]] = defaultdict(list)
    for event in gold:
        clusters[event["cluster"]].append(event)
    listed = [v for v in gold if v.get("timeline")]
    left = [v for v in predicted if v.get("timeline")]
    total, right = len(left), 0
    for event in listed:
        for other in left:
            same = other.get("type") == event["type"] and (other.get("time") or None) == (event.get("time") or None)
            if same and any(near(mention, other, True) for mention in clusters[event["cluster"]]):
                left.remove(other)
                right += 1
                break
    scores.add("timeline", right, len(listed), total)
