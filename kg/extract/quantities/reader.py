"""The words of one sentence as productions look at them: the number, the marks and the words around it at a position.

`Made` is what a production makes of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.arabic.numbers import Number, read_number
from kg.arabic.tokens import Token
from kg.extract.counted import told, word_kinds


@dataclass(frozen=True, slots=True)
class Made:
    """What a production made: up to which token, where the words begin and end, bounds, unit, and what is counted."""

    end: int
    start: int
    stop: int
    low: float | None
    high: float | None
    unit: str
    counts: str | None = None


class Reader:
    """One sentence, and the stretches of it that are times (offsets), which count nothing."""

    def __init__(self, tokens: Sequence[Token], times: Sequence[tuple[int, int]]) -> None:
        self.tokens = tokens
        self.last: Made | None = None  # the quantity before
        self._times = [(s, e) for s, e in times if tokens and s < tokens[-1].end and tokens[0].start < e]

    def number(self, at: int) -> Number | None:
        """Return the number that begins at `at`, or None."""
        return read_number(self.tokens, at) if at < len(self.tokens) else None

    def key(self, at: int) -> str:
        """Return the folded token at `at`, empty past either end."""
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def bare(self, at: int) -> str:
        """Return the folded token at `at` without a conjunction or preposition."""
        return self.key(at).lstrip("وبل")

    def text(self, at: int) -> str:
        """Return the token at `at` as written, empty past either end."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def kind(self, at: int) -> str:
        """Return the kind of the token at `at` (word, number, latin, mark), empty past either end."""
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def told(self, at: int, kind: str) -> bool:
        """Whether the data gives the token at `at` the kind."""
        return told(self.key(at), kind)

    def glued(self, at: int) -> bool:
        """Whether nothing stands between the token at `at` and the one before."""
        return 0 < at < len(self.tokens) and self.tokens[at - 1].end == self.tokens[at].start

    def timed(self, at: int, end: int | None = None) -> bool:
        """Whether `tokens[at:end]` (one token without `end`) is part of a time."""
        start, stop = self.tokens[at].start, self.tokens[at if end is None else end - 1].end
        return any(s < stop and start < e for s, e in self._times)

    def ending(self, end: int, *kinds: str) -> tuple[str, int]:
        """Return which of the kinds the words before `end` are (or the empty string), and the index of the first.

        The longest are tried first; clitics may stand on the first word.
        """
        for length in (4, 3, 2, 1):
            if length > end:
                continue
            first, *rest = (t.key for t in self.tokens[end - length : end])
            for cut in range(3 if len(first) > 3 else 1):
                if cut and first[cut - 1] not in "وفبل":
                    break
                for kind in kinds:
                    if kind in word_kinds().get((first[cut:], *rest), ()):
                        return kind, end - length
        return "", end

    def beginning(self, at: int, *kinds: str) -> str:
        """Return which of the kinds the words from `at` on are, the longest first."""
        for length in (3, 2, 1):
            keys = tuple(t.key for t in self.tokens[at : at + length])
            for kind in kinds:
                if len(keys) == length and kind in word_kinds().get(keys, ()):
                    return kind
        return ""

    def bracketed(self, number: Number) -> bool:
        """Whether a number stands in brackets of its own: «(431) شخصا»."""
        closing = {"(": ")", "«": "»"}.get(self.text(number.start - 1))
        return closing is not None and any(self.text(i) == closing for i in range(number.start, number.end + 1))

    def made(
        self,
        at: int,
        end: int,
        low: float | None,
        high: float | None,
        unit: str,
        counts: str | None = None,
        start: int | None = None,
    ) -> Made:
        """Return what `tokens[at:end]` make; `start` is where the words begin where that is not the first token."""
        return Made(
            end, self.tokens[at].start if start is None else start, self.tokens[end - 1].end, low, high, unit, counts
        )
