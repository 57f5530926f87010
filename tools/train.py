"""Learn the weights of kg/arabic/data/weights from annotated articles.

usage: train.py GOLD... [--test FOLDER]... [--folds N] [--write]

GOLD are folders of annotated articles (README, "The JSON"). Prints F1 of every choice over folds of the articles, each
chosen by weights that have not seen it, and, with --test, over folders that teach nothing. --write learns from all GOLD
and writes the tables. Logistic regression with an L2 penalty, as scikit-learn has it.
"""

import argparse
import json
import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kg.evaluate import _near as near
from kg.evaluate import _pairs as pairs
from kg.extract import role_choice, source_choice, time_choice
from kg.extract.engine import Story, as_mentions, one_time, read_story
from kg.extract.role_choice import CLASSES, chosen, role_candidates
from kg.extract.source_choice import chosen_source, source_candidates
from kg.extract.time_choice import time_candidates
from kg.model import Time
from kg.reading import read
from kg.resolve import timeline
from kg.resolve.coreference import antecedents, coreferent
from kg.weights import Model

WEIGHTS = Path(__file__).parent.parent / "kg" / "arabic" / "data" / "weights"


@dataclass
class Article:
    gold: dict
    story: Story
    folder: Path
    matched: dict[int, dict] = field(default_factory=dict)  # index of a draft → the gold event it stands for


def load(folder: Path) -> list[Article]:
    out = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        article = Article(gold, read_story(read(path)), folder)
        drafts = [{"start": d.start, "end": d.end, "type": d.type, "at": n} for n, d in enumerate(article.story.drafts)]
        article.matched = {p["at"]: g for g, p in pairs(gold["events"], drafts, True, lambda g, p: g["type"] == p["type"])}
        out.append(article)
    return out


def learn(rows: list[tuple[set[str], str]], penalty: float, least: int, classes: tuple[str, ...]) -> Model:
    """Fit one model; features seen in fewer than `least` rows are left out, weights are rounded as they are written."""
    seen = Counter(f for features, _ in rows for f in features)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([{f: 1 for f in features if seen[f] >= least} for features, _ in rows])
    fitted = LogisticRegression(C=penalty, max_iter=500, tol=1e-3).fit(matrix, [label for _, label in rows])
    names = list(vectors.get_feature_names_out())
    if classes == ("weight",):
        columns = [fitted.coef_[0]]
        bias = [fitted.intercept_[0]]
    else:
        at = {label: n for n, label in enumerate(fitted.classes_)}
        columns = [fitted.coef_[at[c]] if c in at else [0.0] * len(names) for c in classes]
        bias = [fitted.intercept_[at[c]] if c in at else -9.0 for c in classes]
    weights = {"bias": tuple(round(float(b), 2) for b in bias)}
    for n, name in enumerate(names):
        row = tuple(round(float(column[n]), 2) for column in columns)
        if any(row):
            weights[name] = row
    return Model(classes, weights)


def write(name: str, made: Model, head: str) -> None:
    lines = [f"# {head}", "\t".join(("feature", *made.classes))]
    lines += ["\t".join((f, *(f"{w:g}" if w else "" for w in made.weights[f]))).rstrip("\t") for f in sorted(made.weights)]
    (WEIGHTS / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def f1(right: int, gold: int, predicted: int) -> float:
    return 2 * right / (gold + predicted) if gold + predicted else 0.0


class Roles:
    """Who takes part: kg.extract.role_choice."""

    name, classes, penalty, least = "roles", CLASSES, 0.1, 3
    head = "Who takes part in an event: log-odds of each role of a candidate, learnt by tools/train.py; features in kg/extract/role_choice.py."

    def prepare(self, article):
        story = article.story
        every = role_candidates(story.drafts, story.sentences)
        index = {x["id"]: x for layer in ("times", "entities", "quantities", "events") for x in article.gold[layer]}
        labels = []
        for at, candidates in enumerate(every):
            gold = article.matched.get(at)
            label = ["none"] * len(candidates)
            if gold is not None and gold["type"] == story.drafts[at].type:
                for argument in gold["args"]:
                    wanted = index[argument["ref"]] if argument.get("ref") else argument
                    fits = []
                    for n, c in enumerate(candidates):
                        span = {"start": c.unit.start, "end": c.unit.end}
                        if label[n] == "none" and near(wanted, span, True):
                            shared = min(wanted["end"], c.unit.end) - max(wanted["start"], c.unit.start)
                            fits.append((shared / max(wanted["end"] - wanted["start"], c.unit.end - c.unit.start), bool(c.proposed), -n))
                    if fits:
                        label[-max(fits)[2]] = argument["role"]
            labels.append(label)
        return every, labels

    def rows(self, article, prepared):
        for at, (candidates, labels) in enumerate(zip(*prepared)):
            gold = article.matched.get(at)
            if gold is not None and gold["type"] == article.story.drafts[at].type:  # of other words nothing is to be learnt
                for candidate, label in zip(candidates, labels):
                    yield candidate.features, label

    def measure(self, articles, prepared, models):
        shares = [[[made.shares(c.features) for c in cs] for cs in every] for (every, _), made in zip(prepared, models)]
        table = []
        for least in [n / 100 for n in range(15, 50, 4)]:
            table.append((f1(*self.count(articles, [[chosen(cs, sh, least) for cs, sh in zip(every, share)] for (every, _), share in zip(prepared, shares)])), least))
        return table, f1(*self.count(articles, [[d.roles for d in a.story.drafts] for a in articles]))

    def count(self, articles, chosen_roles):
        right = gold = predicted = 0
        for article, every in zip(articles, chosen_roles):
            index = {x["id"]: x for layer in ("times", "entities", "quantities", "events") for x in article.gold[layer]}
            gold += sum(len(v["args"]) for v in article.gold["events"])
            for at, roles in enumerate(every):
                left = [(r, {"start": u.start, "end": u.end}) for r, us in roles.items() for u in us if not isinstance(u.note, Time) and not u.cls]
                predicted += len(left)
                event = article.matched.get(at)
                if event is None or event["type"] != article.story.drafts[at].type:
                    continue
                for argument in event["args"]:
                    wanted = index[argument["ref"]] if argument.get("ref") else argument
                    for one in left:
                        same = one[0] == argument["role"] or (event["type"] in JOINT and {one[0], argument["role"]} <= {"agent", "partner"})
                        if same and near(wanted, one[1], True):
                            left.remove(one)
                            right += 1
                            break
        return right, gold, predicted

    def apply(self, article, prepared, made):
        for draft, candidates in zip(article.story.drafts, prepared[0]):
            draft.roles = chosen(candidates, [made.shares(c.features) for c in candidates], role_choice._LEAST)


class Sources:
    """Who says so: kg.extract.source_choice."""

    name, classes, penalty, least = "sources", ("weight",), 0.1, 2
    head = "Who says so: log-odds of a speaker, learnt by tools/train.py; features in kg/extract/source_choice.py."

    def prepare(self, article):
        story = article.story
        return source_candidates(story.drafts, story.sentences)

    def same(self, article, wanted, unit):
        if not wanted or unit is None:
            return False
        entity = next(e for e in article.gold["entities"] if e["id"] == wanted)
        return near(entity, {"start": unit.start, "end": unit.end}, True) or entity.get("name") == unit.note.name

    def rows(self, article, prepared):
        for at, candidates in enumerate(prepared):
            wanted = article.matched.get(at, {}).get("source")
            for unit, features in candidates:
                yield features, str(int(self.same(article, wanted, unit)))

    def measure(self, articles, prepared, models):
        def count(choose):
            right = gold = predicted = 0
            for n, article in enumerate(articles):
                gold += sum(bool(v["source"]) for v in article.gold["events"])
                for at, draft in enumerate(article.story.drafts):
                    unit = choose(n, at, draft)
                    predicted += unit is not None
                    right += self.same(article, article.matched.get(at, {}).get("source"), unit)
            return f1(right, gold, predicted)

        weighed = [[[(made.odds(f), u) for u, f in cs] for cs in every] for every, made in zip(prepared, models)]
        table = [(count(lambda n, at, d: chosen_source(d, weighed[n][at], least / 100)), least / 100) for least in range(20, 60, 5)]
        return table, count(lambda n, at, d: d.source)

    def apply(self, article, prepared, made):
        for draft, candidates in zip(article.story.drafts, prepared):
            draft.source = chosen_source(draft, [(made.odds(f), u) for u, f in candidates], source_choice._LEAST)


class Times:
    """When an event was: kg.extract.time_choice."""

    name, classes, penalty, least = "times", ("weight",), 0.1, 2
    head = "When an event was: log-odds of a candidate time, learnt by tools/train.py; features in kg/extract/time_choice.py."

    def prepare(self, article: Article) -> list:
        story = article.story
        return time_candidates(story.drafts, story.sentences, story.document.day)

    def rows(self, article: Article, prepared: list):
        for at, candidates in enumerate(prepared):
            wanted = article.matched.get(at, {}).get("time")
            for value, features in candidates.items():
                yield features, str(int(value == wanted))

    def measure(self, articles, prepared, models):
        table = []
        for least in [n / 100 for n in range(20, 60, 4)]:
            right = gold = predicted = 0
            for article, all_candidates, made in zip(articles, prepared, models):
                gold += sum(bool(v["time"]) for v in article.gold["events"])
                for at, candidates in enumerate(all_candidates):
                    best = max(((made.odds(f), v) for v, f in candidates.items()), default=(0, None))
                    if best[0] >= least:
                        predicted += 1
                        right += article.matched.get(at, {}).get("time") == best[1]
            table.append((f1(right, gold, predicted), least, right, gold, predicted))
        right = gold = predicted = 0
        for article in articles:
            gold += sum(bool(v["time"]) for v in article.gold["events"])
            for at, draft in enumerate(article.story.drafts):
                predicted += bool(draft.time)
                right += bool(draft.time) and article.matched.get(at, {}).get("time") == draft.time
        return table, f1(right, gold, predicted)

    def apply(self, article, prepared, made):
        for draft, candidates in zip(article.story.drafts, prepared):
            best = max(((made.odds(f), v) for v, f in candidates.items()), default=(0, None))
            draft.time = best[1] if best[0] >= time_choice._LEAST else None


class Coreference:
    """Which mentions are one happening: kg.resolve.coreference."""

    name, classes, penalty, least = "coreference", ("weight",), 0.1, 2
    head = "Whether a mention repeats an earlier one: log-odds, learnt by tools/train.py; features in kg/resolve/coreference.py."

    def prepare(self, article):
        return as_mentions(article.story)

    def rows(self, article, mentions):
        gold = article.matched
        for at in range(len(mentions)):
            for other, features in antecedents(mentions, at):
                if at in gold and other in gold:
                    yield features, str(int(gold[at]["cluster"] == gold[other]["cluster"]))

    def measure(self, articles, prepared, models):
        """B-cubed F1 of the mentions that are in gold."""
        hits = [0.0, 0.0, 0]
        for article, mentions, made in zip(articles, prepared, models):
            first, gold = coreferent(mentions, made), article.matched
            for at in gold:
                mine = {n for n in gold if first[n] == first[at]}
                theirs = {n for n in gold if gold[n]["cluster"] == gold[at]["cluster"]}
                hits[0] += len(mine & theirs) / len(mine)
                hits[1] += len(mine & theirs) / len(theirs)
                hits[2] += 1
        precision, recall = hits[0] / hits[2], hits[1] / hits[2]
        return [(2 * precision * recall / (precision + recall), 0.5, precision, recall)], 0

    def apply(self, article, mentions, made):
        article.first = coreferent(mentions, made)
        article.mentions = one_time(mentions, article.first)


class Timeline:
    """Which happenings are on the timeline: kg.resolve.timeline."""

    name, classes, penalty, least = "timeline", ("weight",), 0.1, 2
    head = "Whether a happening is on the story's timeline: log-odds, learnt by tools/train.py; features in kg/resolve/timeline.py."

    def prepare(self, article):
        happenings = defaultdict(list)
        for mention, home in zip(article.mentions, article.first):
            happenings[home].append(mention)
        happenings = list(happenings.values())
        clusters = defaultdict(list)
        for event in article.gold["events"]:
            clusters[event["cluster"]].append(event)
        line = [v for v in article.gold["events"] if v.get("timeline")]
        labels, left = [0] * len(happenings), set(range(len(happenings)))
        for event in line:
            for n in sorted(left):
                best = timeline.stands_for(happenings[n]).event
                span = {"start": best.start, "end": best.end}
                if best.type == event["type"] and (best.time or None) == (event.get("time") or None) and any(near(c, span, True) for c in clusters[event["cluster"]]):
                    labels[n] = 1
                    left.discard(n)
                    break
        return list(zip(timeline.features(happenings), labels)), len(line)

    def rows(self, article, prepared):
        for features, label in prepared[0]:
            yield features, str(label)

    def measure(self, articles, prepared, models):
        table = []
        for least in [n / 100 for n in range(12, 52, 4)]:
            right = gold = predicted = 0
            for (rows, listed), made in zip(prepared, models):
                gold += listed
                for features, label in rows:
                    if made.odds(features) >= least:
                        predicted += 1
                        right += label
            table.append((f1(right, gold, predicted), least))
        return table, 0

    def apply(self, article, prepared, made):
        pass


JOINT = {"Consult", "Agree", "Cooperate", "Trade", "Compete"}
STAGES = [Roles(), Sources(), Times(), Coreference(), Timeline()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--test", type=Path, action="append", default=[])
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--penalty", type=float)
    parser.add_argument("--stages", type=int, default=99)
    options = parser.parse_args()
    for stage in STAGES:
        stage.penalty = options.penalty or stage.penalty
    articles = [a for folder in options.gold for a in load(folder)]
    tests = [a for folder in options.test for a in load(folder)]
    print(f"{len(articles)} articles teach, {len(tests)} test")
    for stage in STAGES[: options.stages]:
        prepared = [stage.prepare(a) for a in articles]
        models = [None] * len(articles)
        for fold in range(options.folds):
            rows = [r for n, a in enumerate(articles) if n % options.folds != fold for r in stage.rows(a, prepared[n])]
            made = learn(rows, stage.penalty, stage.least, stage.classes)
            for n in range(fold, len(articles), options.folds):
                models[n] = made
        for folder in [*options.gold, None]:
            some = [n for n, a in enumerate(articles) if folder in (None, a.folder)]
            table, rules = stage.measure([articles[n] for n in some], [prepared[n] for n in some], [models[n] for n in some])
            print(stage.name, folder or "all", "rules", round(rules, 3), "folds", *(f"{least}:{f:.3f}" for f, least, *_ in table))
        made = learn([r for n, a in enumerate(articles) for r in stage.rows(a, prepared[n])], stage.penalty, stage.least, stage.classes)
        if tests:
            table, rules = stage.measure(tests, [stage.prepare(a) for a in tests], [made] * len(tests))
            print(stage.name, "test", "rules", round(rules, 3), *(f"{least}:{f:.3f}" for f, least, *_ in table))
            for article, ready in zip(tests, [stage.prepare(a) for a in tests]):
                stage.apply(article, ready, made)
        for article, ready, one in zip(articles, prepared, models):
            stage.apply(article, ready, one)
        if options.write:
            write(stage.name, made, stage.head)


if __name__ == "__main__":
    main()
