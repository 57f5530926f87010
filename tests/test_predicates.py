"""The predicate lexicon: its rows are checked, its forms are fresh, and verbs are known in all their forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.arabic import predicates
from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.errors import DataError

FORMS = [
    (r["lemma"], form)
    for r in read_table(Path(__file__).parent / "data" / "verbs.tsv", ("lemma", "forms"))
    for form in r.words("forms")
]


@pytest.mark.parametrize(("lemma", "form"), FORMS, ids=[f for _, f in FORMS])
def test_form(lemma: str, form: str) -> None:
    assert lemma in {f.lemma for f in predicates.lexicon().lookup(fold(form))}


def test_forms_are_fresh() -> None:
    assert predicates.forms_fingerprint() == predicates.fingerprint(), "run `make forms`"


def test_every_lemma_has_a_frame() -> None:
    missing = [name for name in predicates.read_lemmas() if not predicates.lexicon().frames(name)]
    assert missing == []


def test_size() -> None:
    assert len(predicates.read_lemmas()) >= 1100


LEMMAS = "lemma\tkind\troot\twazn\tnouns\tgloss\n"
FRAMES = "lemma\ttype\twhen\troles\texample\n"


@pytest.mark.parametrize(
    ("lemmas", "frames", "message"),
    [
        ("قال\tverb\t\t\t\t", "", "lemmas-x.tsv:2: the verb قال needs a root"),
        ("قال\tphrase\t\t\t\t", "", "lemmas-x.tsv:2: kind must be"),
        ("قال\tnoun\t\t\t\t\nقال\tnoun\t\t\t\t", "", "lemmas-x.tsv:3: قال is already in"),
        ("قال\tnoun\t\t\t\t", "قال\tShout\t\t\t", "frames-x.tsv:2: unknown event type Shout"),
        ("قال\tnoun\t\t\t\t", "كتب\tSay\t\t\t", "frames-x.tsv:2: no lemma كتب"),
        ("قال\tnoun\t\t\t\t", "قال\tSay\twhy=x\t\t", "frames-x.tsv:2: unknown condition"),
        ("قال\tnoun\t\t\t\t", "قال\tSay\tobj=@none\t\t", "frames-x.tsv:2: unknown class"),
        ("قال\tnoun\t\t\t\t", "قال\tSay\tobj:Animal\t\t", "frames-x.tsv:2: unknown entity type"),
        ("قال\tnoun\t\t\t\t", "قال\tSay\t\tsubj=hero\t", "frames-x.tsv:2: unknown role hero"),
        ("قال\tnoun\t\t\t\t", "قال\tSay\t\t\t\nقال\tAgree\t\t\t", "frames-x.tsv:3: a second frame of قال"),
    ],
)
def test_wrong_rows_name_file_and_line(monkeypatch, tmp_path, lemmas: str, frames: str, message: str) -> None:
    (tmp_path / "lemmas-x.tsv").write_text(LEMMAS + lemmas + "\n", encoding="utf-8")
    (tmp_path / "frames-x.tsv").write_text(FRAMES + frames + "\n", encoding="utf-8")
    monkeypatch.setattr(predicates, "PREDICATES", tmp_path)
    original = predicates.read_table
    monkeypatch.setattr(
        predicates, "read_table", lambda name, columns: original(tmp_path / Path(str(name)).name, columns)
    )
    with pytest.raises(DataError) as caught:
        predicates._frames({}, predicates.read_lemmas())
    assert str(caught.value).startswith(message)
