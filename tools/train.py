"""Learn the weights of kg/arabic/data/weights from annotated articles.

usage: train.py GOLD... [--test FOLDER]... [--folds N] [--only CHOICE]... [--onward]
                [--apart GOLD]... [--write]

GOLD are folders of annotated articles (README, "The JSON"). Prints F1 of every choice at several least probabilities,
over folds of the articles, each chosen by weights that have not seen it, and, with --test, over folders that teach
nothing; `rules` is what grammar alone has. --write learns from all of GOLD and writes the tables. The choices are
learnt one after the other, as they are taken: each sees what the one before it chose, or what the standing weights
choose where --only leaves it out. Logistic regression with an L2 penalty; with --onward what is penalised is the
distance from the weights that stand, so that what articles no longer at hand have taught is kept (a Gaussian prior:
Chelba and Acero 2004, "Adaptation of Maximum Entropy Capitalizer"). Annotators differ in what the guide leaves open:
with --apart a folder of GOLD teaches what it has in common with the others, and its own habits on features of its own,
which are not written (Daumé III 2007, "Frustratingly Easy Domain Adaptation").
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp
from sklearn.feature_extraction import DictVectorizer

from kg.evaluate import JOINT, near, pairs
from kg.extract import role_choice, source_choice, time_choice
from kg.extract.engine import Story, as_mentions, one_time, read_story
from kg.model import Time
from kg.reading import read
from kg.resolve import timeline
from kg.resolve.coreference import antecedents, coreferent
from kg.resolve.mentions import Mention
from kg.weights import Model, model

WEIGHTS = Path(__file__).parent.parent / "kg" / "arabic" / "data" / "weights"
PENALTY, ONWARD = 0.05, 0.03  # variance of the weights, and of their changes with --onward: smaller is more cautious
ONE = ("weight",)
_APART = "apart "
Row = tuple[set[str], str]
Table = list[tuple[float, float]]  # least probability, F1


@dataclass
class Article:
    """An article with its gold annotations and what the choices so far have made of it."""

    gold: dict[str, Any]
    story: Story
    folder: Path
    matched: dict[int, dict[str, Any]] = field(default_factory=dict)  # index of a draft → the gold event it stands for
    mentions: list[Mention] = field(default_factory=list)
    first: list[int] = field(default_factory=list)

    def typed(self, at: int) -> dict[str, Any] | None:
        """The gold event of a draft, where the draft has its type."""
        event = self.matched.get(at)
        return event if event is not None and event["type"] == self.story.drafts[at].type else None

    def filler(self, argument: dict[str, Any]) -> dict[str, Any]:
        """What fills a gold argument: an annotation, or the argument itself with the noun's span."""
        layers = ("times", "entities", "quantities", "events")
        found = (x for layer in layers for x in self.gold[layer] if x["id"] == argument.get("ref"))
        return next(found, argument)


def load(folder: Path) -> list[Article]:
    """Read the annotated articles of a folder."""
    out = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        article = Article(gold, read_story(read(path)), folder)
        drafts = [{"start": d.start, "end": d.end, "type": d.type, "at": n} for n, d in enumerate(article.story.drafts)]
        found = pairs(gold["events"], drafts, True, lambda g, p: bool(g["type"] == p["type"]))
        article.matched = {p["at"]: g for g, p in found}
        out.append(article)
    return out


def learn(rows: list[Row], least: int, classes: tuple[str, ...], prior: Model | None = None) -> Model:
    """Fit a model; features of fewer than `least` rows are left out, weights are hundredths, as they are written."""
    variance = PENALTY if prior is None else ONWARD
    seen = Counter(f for features, _ in rows for f in features)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(
        [{"bias": 1} | {f: 1 for f in sorted(features) if seen[f] >= least} for features, _ in rows]
    )
    names = list(vectors.get_feature_names_out())
    labels = ("0", "1") if classes == ONE else classes
    truth = np.array([labels.index(label) for _, label in rows])
    stood = np.zeros((len(names), len(classes)))
    for n, name in enumerate(names):
        if prior is not None and name in prior.weights:
            stood[n] = np.array(prior.weights[name]) / 100
    free = np.array([name == "bias" for name in names])[:, None]

    def loss(flat: Any) -> tuple[float, Any]:
        weights = flat.reshape(stood.shape)
        sums = matrix @ weights
        if classes == ONE:
            sums = np.hstack([np.zeros_like(sums), sums])
        logs = sums - logsumexp(sums, axis=1, keepdims=True)
        wrong = np.exp(logs)
        wrong[np.arange(len(truth)), truth] -= 1
        away = np.where(free, 0, weights - stood)
        slope = matrix.T @ (wrong[:, 1:] if classes == ONE else wrong) + away / variance
        return float(-logs[np.arange(len(truth)), truth].sum() + (away**2).sum() / 2 / variance), slope.ravel()

    fitted = minimize(loss, stood.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 500, "ftol": 1e-7})
    learnt = np.rint(fitted.x.reshape(stood.shape) * 100).astype(int)
    weights = dict(prior.weights) if prior is not None else {}
    for name, row in zip(names, learnt, strict=True):
        weights[name] = tuple(int(w) for w in row)
    return Model(
        classes,
        {name: row for name, row in weights.items() if (any(row) and not name.startswith(_APART)) or name == "bias"},
    )


def kept_apart(rows: list[Row]) -> list[Row]:
    """Return rows with a second feature for each of theirs, which takes up what only they teach."""
    return [(features | {_APART, *(_APART + f for f in features)}, label) for features, label in rows]


def write(name: str, about: str, made: Model) -> None:
    """Write a model's table, sorted."""
    lines = [f"# {about}: log-odds, learnt by tools/train.py.", "\t".join(("feature", *made.classes))]
    for feature in sorted(made.weights):
        cells = (f"{w / 100:g}" if w else "" for w in made.weights[feature])
        lines.append("\t".join((feature, *cells)).rstrip("\t"))
    (WEIGHTS / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def f1(right: int, gold: int, predicted: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / (gold + predicted) if gold + predicted else 0.0


def steps(first: int, last: int, by: int) -> list[float]:
    """Least probabilities to try, given in hundredths."""
    return [n / 100 for n in range(first, last, by)]


class Roles:
    """Who takes part."""

    name, about, classes, least = (
        "roles",
        "Who takes part in an event (kg/extract/role_choice.py)",
        role_choice.CLASSES,
        3,
    )

    def prepare(self, article: Article) -> Any:
        every = role_choice.role_candidates(article.story.drafts, article.story.sentences)
        return every, [self.labels(article, at, candidates) for at, candidates in enumerate(every)]

    def labels(self, article: Article, at: int, candidates: list[role_choice.Candidate]) -> list[str]:
        out = ["none"] * len(candidates)
        for argument in (article.typed(at) or {"args": []})["args"]:
            wanted = article.filler(argument)
            fits = []
            for n, candidate in enumerate(candidates):
                span = {"start": candidate.unit.start, "end": candidate.unit.end}
                if out[n] == "none" and near(wanted, span, True):
                    shared = min(wanted["end"], span["end"]) - max(wanted["start"], span["start"])
                    longer = max(wanted["end"] - wanted["start"], span["end"] - span["start"])
                    fits.append((shared / longer, bool(candidate.proposed), -n))
            if fits:
                out[-max(fits)[2]] = argument["role"]
        return out

    def rows(self, article: Article, prepared: Any) -> Iterator[Row]:
        for at, (candidates, labels) in enumerate(zip(*prepared, strict=True)):
            if article.typed(at) is not None:  # of words that are no event nothing is to be learnt
                yield from ((c.features, label) for c, label in zip(candidates, labels, strict=True))

    def measure(self, articles: list[Article], prepared: list[Any], models: list[Model]) -> tuple[Table, float]:
        shares = [
            [[made.shares(c.features) for c in candidates] for candidates in every]
            for (every, _), made in zip(prepared, models, strict=True)
        ]
        table = []
        for least in steps(15, 50, 4):
            chosen = [
                [role_choice.chosen(c, s, least) for c, s in zip(every, share, strict=True)]
                for (every, _), share in zip(prepared, shares, strict=True)
            ]
            table.append((least, self.count(articles, chosen)))
        return table, self.count(articles, [[d.roles for d in a.story.drafts] for a in articles])

    def count(self, articles: list[Article], chosen: list[list[dict[str, Any]]]) -> float:
        right = gold = predicted = 0
        for article, every in zip(articles, chosen, strict=True):
            gold += sum(len(v["args"]) for v in article.gold["events"])
            for at, roles in enumerate(every):
                left = [
                    (role, {"start": u.start, "end": u.end})
                    for role, units in roles.items() for u in units
                    if not isinstance(u.note, Time) and not u.cls
                ]  # fmt: skip
                predicted += len(left)
                event = article.typed(at)
                for argument in event["args"] if event is not None else ():
                    wanted = article.filler(argument)
                    fits = (x for x in left if self.same(event, argument["role"], x[0]) and near(wanted, x[1], True))
                    if (hit := next(fits, None)) is not None:
                        left.remove(hit)
                        right += 1
        return f1(right, gold, predicted)

    def same(self, event: Any, one: str, other: str) -> bool:
        return one == other or (event["type"] in JOINT and {one, other} <= {"agent", "partner"})

    def apply(self, article: Article, prepared: Any, made: Model) -> None:
        for draft, candidates in zip(article.story.drafts, prepared[0], strict=True):
            draft.roles = role_choice.chosen(candidates, [made.shares(c.features) for c in candidates])


class Sources:
    """Who says so."""

    name, about, classes, least = "sources", "Who says so (kg/extract/source_choice.py)", ONE, 2

    def prepare(self, article: Article) -> Any:
        return source_choice.source_candidates(article.story.drafts, article.story.sentences)

    def same(self, article: Article, at: int, unit: Any) -> bool:
        wanted = article.matched.get(at, {}).get("source")
        if not wanted or unit is None:
            return False
        entity = next(e for e in article.gold["entities"] if e["id"] == wanted)
        return near(entity, {"start": unit.start, "end": unit.end}, True) or entity.get("name") == unit.note.name

    def rows(self, article: Article, prepared: Any) -> Iterator[Row]:
        for at, candidates in enumerate(prepared):
            yield from ((features, str(int(self.same(article, at, unit)))) for unit, features in candidates)

    def measure(self, articles: list[Article], prepared: list[Any], models: list[Model]) -> tuple[Table, float]:
        weighed = [
            [[(made.odds(f), u) for u, f in candidates] for candidates in every]
            for every, made in zip(prepared, models, strict=True)
        ]

        def count(choose: Callable[[int, int], Any]) -> float:
            right = gold = predicted = 0
            for n, article in enumerate(articles):
                gold += sum(bool(v["source"]) for v in article.gold["events"])
                for at in range(len(article.story.drafts)):
                    unit = choose(n, at)
                    predicted += unit is not None
                    right += self.same(article, at, unit)
            return f1(right, gold, predicted)

        def by(least: float) -> Callable[[int, int], Any]:
            return lambda n, at: source_choice.likeliest(weighed[n][at], least)

        return [(p, count(by(p))) for p in steps(20, 60, 5)], count(lambda n, at: articles[n].story.drafts[at].source)

    def apply(self, article: Article, prepared: Any, made: Model) -> None:
        for draft, candidates in zip(article.story.drafts, prepared, strict=True):
            draft.source = source_choice.likeliest([(made.odds(f), u) for u, f in candidates])


class Times:
    """When it was."""

    name, about, classes, least = "times", "When an event was (kg/extract/time_choice.py)", ONE, 2

    def prepare(self, article: Article) -> Any:
        story = article.story
        return time_choice.time_candidates(story.drafts, story.sentences, story.document.day)

    def rows(self, article: Article, prepared: Any) -> Iterator[Row]:
        for at, candidates in enumerate(prepared):
            wanted = article.matched.get(at, {}).get("time")
            yield from ((features, str(int(value == wanted))) for value, features in candidates.items())

    def measure(self, articles: list[Article], prepared: list[Any], models: list[Model]) -> tuple[Table, float]:
        weighed = [
            [[(made.odds(f), v) for v, f in candidates.items()] for candidates in every]
            for every, made in zip(prepared, models, strict=True)
        ]

        def count(choose: Callable[[int, int], str | None]) -> float:
            right = gold = predicted = 0
            for n, article in enumerate(articles):
                gold += sum(bool(v["time"]) for v in article.gold["events"])
                for at in range(len(article.story.drafts)):
                    value = choose(n, at)
                    predicted += bool(value)
                    right += bool(value) and article.matched.get(at, {}).get("time") == value
            return f1(right, gold, predicted)

        def by(least: float) -> Callable[[int, int], str | None]:
            return lambda n, at: time_choice.likeliest(weighed[n][at], least)

        return [(p, count(by(p))) for p in steps(20, 60, 4)], count(lambda n, at: articles[n].story.drafts[at].time)

    def apply(self, article: Article, prepared: Any, made: Model) -> None:
        for draft, candidates in zip(article.story.drafts, prepared, strict=True):
            draft.time = time_choice.likeliest([(made.odds(f), v) for v, f in candidates.items()])


class Coreference:
    """Which mentions are one happening; what is printed is B-cubed F1 of the mentions that are in gold."""

    name, about, classes, least = "coreference", "Whether a mention repeats another (kg/resolve/coreference.py)", ONE, 2

    def prepare(self, article: Article) -> Any:
        return as_mentions(article.story)

    def rows(self, article: Article, prepared: Any) -> Iterator[Row]:
        gold = article.matched
        for at in gold:
            for other, features in antecedents(prepared, at):
                if other in gold:
                    yield features, str(int(gold[at]["cluster"] == gold[other]["cluster"]))

    def measure(self, articles: list[Article], prepared: list[Any], models: list[Model]) -> tuple[Table, float]:
        precision = recall = 0.0
        total = 0
        for article, mentions, made in zip(articles, prepared, models, strict=True):
            first, gold = coreferent(mentions, made), article.matched
            for at in gold:
                mine = {n for n in gold if first[n] == first[at]}
                theirs = {n for n in gold if gold[n]["cluster"] == gold[at]["cluster"]}
                precision += len(mine & theirs) / len(mine)
                recall += len(mine & theirs) / len(theirs)
                total += 1
        return [(0.5, 2 * precision * recall / (precision + recall) / total)], 0.0

    def apply(self, article: Article, prepared: Any, made: Model) -> None:
        article.first = coreferent(prepared, made)
        article.mentions = one_time(prepared, article.first, article.story.document.day)


class Timeline:
    """Which happenings are on the timeline: those whose mention there would be right in type and time."""

    name, about, classes, least = "timeline", "Whether a happening is on the timeline (kg/resolve/timeline.py)", ONE, 2

    def prepare(self, article: Article) -> Any:
        by_first: dict[int, list[Mention]] = defaultdict(list)
        for mention, home in zip(article.mentions, article.first, strict=True):
            by_first[home].append(mention)
        happenings = list(by_first.values())
        told: dict[str, list[Any]] = defaultdict(list)
        for event in article.gold["events"]:
            told[event["cluster"]].append(event)
        line = [v for v in article.gold["events"] if v["timeline"]]
        labels = [0] * len(happenings)
        for event in line:
            for n, happening in enumerate(happenings):
                best = timeline.stands_for(happening).event
                span = {"start": best.start, "end": best.end}
                alike = best.type == event["type"] and (best.time or None) == (event["time"] or None)
                if not labels[n] and alike and any(near(m, span, True) for m in told[event["cluster"]]):
                    labels[n] = 1
                    break
        return list(zip(timeline.features(happenings), labels, strict=True)), len(line)

    def rows(self, article: Article, prepared: Any) -> Iterator[Row]:
        yield from ((features, str(label)) for features, label in prepared[0])

    def measure(self, articles: list[Article], prepared: list[Any], models: list[Model]) -> tuple[Table, float]:
        table = []
        for least in steps(12, 52, 4):
            right = predicted = 0
            for (rows, _), made in zip(prepared, models, strict=True):
                taken = [label for features, label in rows if made.odds(features) >= least]
                predicted += len(taken)
                right += sum(taken)
            table.append((least, f1(right, sum(listed for _, listed in prepared), predicted)))
        return table, 0.0

    def apply(self, article: Article, prepared: Any, made: Model) -> None:
        """The last choice: nothing comes behind it."""


STAGES = (Roles(), Sources(), Times(), Coreference(), Timeline())


def show(name: str, of: str, table: Table, rules: float) -> None:
    """Print a line of figures."""
    print(f"{name:<12}{of:<24}rules {rules:.3f}   ", *(f"{least:.2f} {value:.3f}  " for least, value in table))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--test", type=Path, action="append", default=[])
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--only", choices=[stage.name for stage in STAGES], action="append", default=[])
    parser.add_argument("--onward", action="store_true")
    parser.add_argument("--apart", type=Path, action="append", default=[])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    articles = [a for folder in options.gold for a in load(folder)]
    tests = [a for folder in options.test for a in load(folder)]
    print(f"{len(articles)} articles teach, {len(tests)} test")
    for stage in STAGES:
        if options.only and stage.name not in options.only:
            if stage.name == "coreference":
                for article in articles + tests:
                    stage.apply(article, stage.prepare(article), model(stage.name, stage.classes))
            continue
        prepared = [stage.prepare(a) for a in articles]
        rows = [list(stage.rows(a, p)) for a, p in zip(articles, prepared, strict=True)]
        rows = [kept_apart(some) if a.folder in options.apart else some for a, some in zip(articles, rows, strict=True)]
        prior = model(stage.name, stage.classes) if options.onward else None
        blind = [
            learn(
                [r for n, some in enumerate(rows) if n % options.folds != fold for r in some],
                stage.least,
                stage.classes,
                prior,
            )
            for fold in range(options.folds)
        ]
        models = [blind[n % options.folds] for n in range(len(articles))]
        for folder in (*options.gold, None):
            some = [n for n, a in enumerate(articles) if folder in (None, a.folder)]
            figures = stage.measure([articles[n] for n in some], [prepared[n] for n in some], [models[n] for n in some])
            show(stage.name, folder.name if folder else "all, by folds", *figures)
        made = learn([r for some in rows for r in some], stage.least, stage.classes, prior)
        if tests:
            ready = [stage.prepare(a) for a in tests]
            show(stage.name, "test", *stage.measure(tests, ready, [made] * len(tests)))
            for article, one in zip(tests, ready, strict=True):
                stage.apply(article, one, made)
        for article, one, blindly in zip(articles, prepared, models, strict=True):
            stage.apply(article, one, blindly)
        if options.write:
            write(stage.name, stage.about, made)


if __name__ == "__main__":
    main()
