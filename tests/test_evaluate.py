"""The figures, on articles small enough to count by hand."""

from __future__ import annotations

import pytest

from kg.evaluate import evaluate

TEXT = "قال الوزير إن مصر وقعت الاتفاق أمس مع 20 شركة"


def article(**layers) -> dict:
    return {"id": "a", "text": TEXT} | {n: layers.get(n, []) for n in ("times", "entities", "quantities", "events")}


def event(start: int, end: int, **changes) -> dict:
    base = {"id": f"v{start}", "start": start, "end": end, "type": "Agree", "cluster": "c", "time": None, "args": []}
    return base | {"modality": "asserted", "negated": False, "source": None, "timeline": False} | changes


def test_wrong_value_counts_as_found_only() -> None:
    gold = article(times=[{"id": "t1", "start": 31, "end": 34, "value": "2024-01-01"}])
    pred = article(times=[{"id": "t9", "start": 31, "end": 34, "value": "2024-01-02"}])
    scores = evaluate([gold], [pred])
    assert scores.counts["times found"].f1 == 1 and scores.counts["times value"].f1 == 0


@pytest.mark.parametrize(("end", "found"), [(17, 1), (14 + 6, 1), (14 + 9, 0)])
def test_half_of_the_longer_span_must_be_shared(end: int, found: int) -> None:
    gold = article(entities=[{"id": "e1", "start": 14, "end": 17, "type": "Place", "country": "EG"}])
    pred = article(entities=[{"id": "e1", "start": 14, "end": end, "type": "Place", "country": "EG"}])
    assert evaluate([gold], [pred]).counts["entities found"].correct == found


def test_partner_and_agent_meet_in_joint_acts() -> None:
    entity = {"id": "e1", "start": 14, "end": 17, "type": "Place"}
    gold = article(entities=[entity], events=[event(18, 22, args=[{"role": "agent", "ref": "e1"}])])
    pred = article(entities=[entity], events=[event(18, 22, args=[{"role": "partner", "ref": "e1"}])])
    assert evaluate([gold], [pred]).counts["arguments"].f1 == 1
    other = article(entities=[entity], events=[event(18, 22, type="Say", args=[{"role": "partner", "ref": "e1"}])])
    assert evaluate([gold], [other]).counts["arguments"].f1 == 0


def test_timeline_accepts_any_mention_of_the_happening() -> None:
    gold = article(events=[event(18, 22, timeline=True), event(23, 30)])
    pred = article(events=[event(23, 30, timeline=True)])
    assert evaluate([gold], [pred]).counts["timeline"].f1 == 1


def test_missing_article_is_wholly_missed_and_other_text_is_refused() -> None:
    gold = article(events=[event(18, 22)])
    assert evaluate([gold], []).counts["events found"].recall == 0
    with pytest.raises(ValueError, match="another text"):
        evaluate([gold], [gold | {"text": "غيره"}])


def test_mean_is_over_what_the_gold_has() -> None:
    gold = article(times=[{"id": "t1", "start": 31, "end": 34, "value": "x"}])
    assert evaluate([gold], [gold]).mean == 1
