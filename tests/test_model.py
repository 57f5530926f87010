"""The annotation format: offsets give back the words, and JSON goes out and comes back unchanged."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from kg.arabic.morphology import pieces, segment
from kg.arabic.normalize import fold, light, normalize
from kg.arabic.tokens import sentence_spans, tokenize
from kg.model import EVENT_TYPES, MODALITIES, ROLES, Annotations


def test_offsets_give_back_the_words(annotations: Annotations) -> None:
    text = annotations.document.text
    assert len(annotations.events) > 20 and len(annotations.entities) > 20
    for found in annotations:
        assert text[found.start : found.end] == found.text
    for event in annotations.events:
        for argument in event.args:
            if argument.ref is None:
                assert text[argument.start : argument.end] == argument.text


def test_only_the_story_is_annotated(annotations: Annotations) -> None:
    regions = annotations.document.regions
    for found in annotations:
        assert any(r.start <= found.start and found.end <= r.end for r in regions)


def test_values_are_of_the_scheme(annotations: Annotations) -> None:
    for event in annotations.events:
        assert event.type in EVENT_TYPES and event.modality in MODALITIES
        assert all(a.role in ROLES for a in event.args)
        assert event.source is None or annotations[event.source] in annotations.entities


def test_json_round_trip(annotations: Annotations) -> None:
    data = annotations.to_json()
    again = Annotations.from_json(json.loads(json.dumps(data, ensure_ascii=False)))
    assert again.to_json() == data


ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةى ًُِّـ٠١٢٣،.»«()-\u200f\nپکی0123", max_size=60)


@given(ARABIC)
def test_tokens_and_sentences_stay_in_the_text(text: str) -> None:
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text and len(token.norm) == len(token.key)
        assert token.offset(0) == token.start and token.offset(len(token.norm)) == token.end
    ends = [0]
    for start, end in sentence_spans(text):
        assert ends[-1] <= start < end and text[start:end] == text[start:end].strip()
        ends.append(end)


@given(ARABIC)
def test_normalizing_maps_back(text: str) -> None:
    normalized = normalize(text)
    assert len(normalized.offsets) == len(normalized.text) + 1
    assert fold(light(text)) == fold(text) == fold(fold(text))


@given(st.text(alphabet="ابتجحدرسشصعفقكلمنهويأإةى", min_size=1, max_size=12))
def test_pieces_join_to_the_word(word: str) -> None:
    assert "".join(pieces(word)) == word
    cut = segment(word)
    assert 0 <= cut.start <= cut.end <= len(word)
