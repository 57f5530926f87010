"""What stands between commas inside a clause, and where the clause goes on behind it."""

from __future__ import annotations

from kg.extract.chunks import Chunk, Phrase, transparent
from kg.model import Entity

STOPS = set(".؛:!؟?\n")
COMMAS = set("،,-–—")
_LONGEST = 14  # chunks


def dated_aside(chunks: list[Chunk], at: int) -> int | None:
    """Return where the clause goes on behind a time between commas: «أعلن الجيش، السبت، استعادة المدينة».

    A place may stand with it: «استقبل الرئيس، صباح اليوم في القصر، السفير».
    """
    if chunks[at].unit.text not in COMMAS or at + 2 >= len(chunks) or chunks[at + 1].kind != "time":
        return None
    close = at + 2
    while close < len(chunks) - 1 and chunks[close].kind == "np" and chunks[close].preposition and close < at + 4:
        close += 1
    return close + 1 if chunks[close].unit.text in COMMAS else None


def aside(chunks: list[Chunk], at: int) -> int | None:
    """Return where the clause goes on behind an aside between commas that a preposition opens.

    «طالب، في بيان تلقت الوكالة نسخة منه، بفتح تحقيق», «أصيب، بحسب الصليب الأحمر، 41 شخصا».
    """
    if chunks[at].unit.text not in COMMAS or not 0 < at < len(chunks) - 2 or chunks[at + 1].conjoined:
        return None
    if not any(c.kind == "verb" for c in chunks[max(at - 2, 0) : at]):
        return None
    told = chunks[at + 1].kind == "verb"  # «ذكر بلاغ للأمن، توصلت الوكالة بنسخة منه، أن»
    if not told and (chunks[at + 1].kind not in ("np", "prep", "time") or not chunks[at + 1].preposition):
        return None
    for close in range(at + 1, min(at + _LONGEST, len(chunks) - 1)):
        piece = chunks[close]
        if piece.kind == "sub" or (piece.kind == "mark" and piece.unit.text in STOPS):
            return None
        if piece.kind == "mark" and piece.unit.text in COMMAS:
            after = chunks[close + 1]
            goes_on = ("sub",) if told else ("sub", "np", "prep")
            return close + 1 if after.kind in goes_on and not after.conjoined else None
    return None


def companion_aside(chunks: list[Chunk], at: int) -> int | None:
    """Return where the clause goes on behind with whom or for whom it is done: «التقى الملك، مرفوقا بولي العهد، الرئيس»."""
    if chunks[at].unit.text not in COMMAS or not 0 < at < len(chunks) - 4 or chunks[at + 1].kind != "np":
        return None
    opener, governed = chunks[at + 1], chunks[at + 2]
    bare = not (opener.preposition or opener.conjoined) and opener.end - opener.start == 1
    word = opener.unit
    if not bare or word.definite or word.key not in transparent("beside") or not governed.preposition:
        return None
    for close in range(at + 3, min(at + _LONGEST, len(chunks) - 1)):
        piece = chunks[close]
        if piece.kind in ("sub", "rel", "verb") or (piece.kind == "mark" and piece.unit.text in STOPS):
            return None
        if piece.kind == "mark" and piece.unit.text in COMMAS:
            after = chunks[close + 1]
            return close + 1 if after.kind == "np" and not after.conjoined else None
    return None


def parenthesis(chunks: list[Chunk], relative: int) -> int | None:
    """Return where the clause goes on after «، الذي … ،»: behind the closing comma, at a bare phrase."""
    for at in range(relative + 1, len(chunks) - 1):
        piece = chunks[at]
        if piece.kind == "mark" and piece.unit.text in STOPS:
            return None
        if piece.kind == "mark" and piece.unit.text in COMMAS:
            after = chunks[at + 1]
            return at + 1 if after.kind in ("np", "time", "prep") and not after.conjoined else None
    return None


def describes(chunks: list[Chunk], at: int, bare: list[Phrase]) -> bool:
    """Whether a phrase between commas says who a name is: «حثت ألمانيا، الدولة المضيفة، إيران على»."""
    if len(bare) != 1 or not isinstance(bare[0].head.note, Entity) or at + 2 >= len(chunks):
        return False
    phrase, closes, after = chunks[at].phrase, chunks[at + 1], chunks[at + 2]
    if phrase is None or phrase.head.kind != "word" or not phrase.head.definite or closes.unit.text not in COMMAS:
        return False
    goes_on = after.kind == "np" and after.phrase is not None and after.phrase.head.kind == "entity"
    return not after.conjoined and (after.kind == "sub" or (goes_on and not after.preposition))
