"""The tables of weights, and that a choice is the same however its features are ordered."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

import kg
from kg.arabic.tables import DATA
from kg.errors import DataError
from kg.extract.engine import as_mentions, read_story
from kg.extract.role_choice import CLASSES, role_candidates
from kg.extract.source_choice import source_candidates
from kg.extract.time_choice import time_candidates
from kg.resolve import timeline
from kg.resolve.coreference import antecedents
from kg.weights import Model, bucket, model

MODELS = {
    "roles": CLASSES,
    "sources": ("weight",),
    "times": ("weight",),
    "coreference": ("weight",),
    "timeline": ("weight",),
}
ARTICLE = Path(__file__).parent.parent / "examples" / "coalition-timetable.txt"


@pytest.mark.parametrize("name", MODELS)
def test_tables_are_read_and_sorted(name: str) -> None:
    lines = (DATA / "weights" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[2:]
    features = [line.split("\t")[0] for line in lines]
    assert features == sorted(features)
    assert len(model(name, MODELS[name]).weights) == len(features)


def test_every_table_weighs_what_the_code_asks() -> None:
    """Most of what is asked about an article has a weight: a renamed feature without a newly learnt table has none."""
    story = read_story(kg.read(ARTICLE))
    mentions = as_mentions(story)
    asked = {
        "roles": [c.features for some in role_candidates(story.drafts, story.sentences) for c in some],
        "sources": [f for some in source_candidates(story.drafts, story.sentences) for _, f in some],
        "times": [
            f for some in time_candidates(story.drafts, story.sentences, story.document.day) for f in some.values()
        ],
        "coreference": [f for at in range(len(mentions)) for _, f in antecedents(mentions, at)],
        "timeline": timeline.features([[m] for m in mentions]),
    }
    for name, every in asked.items():
        features = set().union(*every)
        known = features & model(name, MODELS[name]).weights.keys()
        assert len(known) > 0.7 * len(features), name


def test_order_of_features_changes_nothing() -> None:
    made = Model(("weight",), {"bias": (10,), "a": (-33,), "b": (7,), "c": (101,)})
    assert len({made.odds(order) for order in itertools.permutations("abc")}) == 1
    assert made.odds([]) == made.odds(["unknown"])


def test_shares_add_up() -> None:
    made = Model(("x", "y"), {"bias": (0, 0), "a": (100, -100)})
    assert sum(made.shares(["a"])) == pytest.approx(1) and made.shares(["a"])[0] > 0.8


@pytest.mark.parametrize(("number", "limit"), [(-1, "0"), (0, "0"), (1, "1"), (2, "3"), (3, "3"), (4, "+")])
def test_bucket(number: int, limit: str) -> None:
    assert bucket(number, 0, 1, 3) == limit


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("feature\tweight\na\tmuch\n", "bad.tsv:2"),
        ("feature\tweight\na\t1\na\t2\n", "bad.tsv:3"),
        ("word\n", "bad.tsv:1"),
    ],
)
def test_faults_name_file_and_line(rows: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "bad.tsv").write_text(rows, encoding="utf-8")
    monkeypatch.setattr("kg.arabic.tables.DATA", tmp_path)
    with pytest.raises(DataError, match=fault):
        model("bad")


@pytest.mark.parametrize(
    ("text", "word", "feature"),
    [
        ("زار الوزير المدينة التي قصفها الجيش.", "قصف", "relative"),
        ("دعا الرئيس إلى إجراء انتخابات.", "انتخابات", "topic of Request"),
        ("قال الوزير: «اعتقلت الشرطة خمسة أشخاص أمس».", "اعتقلت", "quoted"),
    ],
)
def test_timeline_features(text: str, word: str, feature: str) -> None:
    mentions = as_mentions(read_story(kg.read_text(text)))
    found = {m.event.text: f for m, f in zip(mentions, timeline.features([[m] for m in mentions]), strict=True)}
    assert feature in found[word]
