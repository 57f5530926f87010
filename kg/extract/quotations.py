"""Where words between quotation marks begin and end, also over several sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.units import Sentence, Unit

if TYPE_CHECKING:
    from kg.extract.events import Draft

_OPEN, CLOSE = set("«“"), set("»”")


def quoted(draft: Draft) -> bool:
    """Whether a trigger stands inside quotation marks that its sentence opened."""
    depth = 0
    for unit in draft.sentence.units[: draft.unit.index]:
        if unit.kind == "mark":
            depth += unit.text in _OPEN
            depth -= unit.text in CLOSE
    return depth > 0


def closes_quotation(units: list[Unit], at: int) -> bool:
    """Whether a mark closes what its sentence opened: «», or the second of two straight quotation marks."""
    if units[at].kind != "mark" or units[at].text not in {*CLOSE, '"'}:
        return False
    if units[at].text in CLOSE:
        return any(u.kind == "mark" and u.text in _OPEN for u in units[:at])
    return sum(u.kind == "mark" and u.text == '"' for u in units[:at]) % 2 == 1


def long_quotation(units: list[Unit], at: int) -> bool:
    """A quotation of words, not the quotation marks of a name («العين الإخبارية»)."""
    close = closing(units, at + 1)
    return close is None or close - at > 4


def claim_end(units: list[Unit], start: int) -> int:
    """The sentence's end, or the close of the quotation that the claim opens with."""
    for at in (start - 2, start - 1, start):
        if 0 <= at < len(units) and units[at].kind == "mark" and units[at].text in '«“"' and long_quotation(units, at):
            close = closing(units, at + 1)
            return close if close is not None else len(units)
    return len(units)


def closing(units: list[Unit], start: int) -> int | None:
    """Return the index of the first mark from `start` on that closes a quotation."""
    for unit in units[start:]:
        if unit.kind == "mark" and (unit.text in CLOSE or unit.text == '"'):
            return unit.index
    return None


def open_quotation(units: list[Unit], after: int) -> int | None:
    """Return where the quotation that the sentence leaves open began; what closes before `after` is another's."""
    depth: list[int] = []
    for unit in units[after + 1 if after else 0 :]:
        if unit.kind != "mark":
            continue
        if unit.text in _OPEN or (unit.text == '"' and not depth):
            depth.append(unit.index)
        elif (unit.text in CLOSE or unit.text == '"') and depth:
            depth.pop()
    return depth[0] if depth else None


_CARRIED = 12  # sentences that a quotation may go on over


def closed_later(mark: str, sentences: list[Sentence], at: int) -> bool:
    """Whether the next quotation mark behind a sentence closes the quotation that it leaves open with `mark`."""
    for sentence in sentences[at + 1 : at + 1 + _CARRIED]:
        marks = [u.text for u in sentence.units if u.kind == "mark" and (u.text in _OPEN | CLOSE or u.text == '"')]
        if mark == '"':
            marks = [m for m in marks if m == '"']
            if marks:
                return len(marks) % 2 == 1
        elif marks:
            return marks[0] in CLOSE
    return False
