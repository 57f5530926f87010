"""Claims without a verb of saying of their own: «بحسب البيان», «جاء في بيان للوزارة أن», «وزير النقل: …»."""

from __future__ import annotations

from itertools import pairwise

from kg.arabic.normalize import fold
from kg.extract.chunks import transparent
from kg.extract.claims import Claim
from kg.extract.entities.outlets import talk_words
from kg.extract.quotations import CLOSE, claim_end, long_quotation
from kg.extract.speakers import SPEAKERS, can_speak, saying_words
from kg.extract.subjects import says
from kg.extract.units import Sentence, Unit
from kg.extract.who_speaks import Speakers, crowd, issued, issued_by, nameless, outlet_of, same_source, stands_for
from kg.model import Entity

_CITED = 7  # units behind «بحسب» in which who is cited stands
_TOLD = 13  # or, where he is the subject of a verb: «بحسب ما أكده في تصريح للإذاعة، مدير المستشفى»


def according(sentence: Sentence, speakers: Speakers) -> list[Claim]:
    """«بحسب البيان، …» claims what follows, «… وفق الوزارة» what stands before."""
    units, claims = sentence.units, []
    for unit in units:
        after = units[unit.index + 1] if unit.index + 1 < len(units) else None
        words = after is not None and any(says(f) for f in after.forms)
        if (unit.key not in saying_words()["after"] and not (unit.key == "حد" and words)) or unit.definite:
            continue
        speaker, unnamed, end = _cited_behind(units, unit)
        if unnamed is not None and unnamed.key in saying_words()["norm"]:
            continue  # «وفقا لأحكام الدستور»
        if speaker is None:
            speaker, unnamed = _pointed_to(unnamed, units, speakers)
        if speaker is None and unnamed is None:
            continue
        if speaker is not None:
            speakers.heard(speaker)
        claims.append(Claim(*_covered(units, unit, end), speaker, unnamed, None, unit.norm))
    return claims


def _cited_behind(units: list[Unit], unit: Unit) -> tuple[Unit | None, Unit | None, int]:
    """Return who is cited behind «بحسب», by name or as a noun, and the index of the unit where that ends."""
    unnamed: Unit | None = None
    end, told = unit.index + 1, False
    for other in units[unit.index + 1 : unit.index + 1 + _TOLD]:
        end = other.index
        if other.cls == "sub" and unnamed is not None and other.key.lstrip("ف") in ("ان", "انه", "انها"):
            break  # «وحسب قولها فإن»
        told = told or (other.pos == "verb" and bool(other.enclitic) and any(says(f) for f in other.forms))
        if other.index > unit.index + _CITED and not told:
            break
        hidden = unnamed is not None and unnamed.key in saying_words()["unnamed"]
        if isinstance(other.note, Entity) and other.note.type in SPEAKERS:
            if _spoken_to(units, other, unit.index + 1):
                continue  # «وفق ما أكده في تصريح لقناة الحدث»
            if unnamed is not None and outlet_of(unnamed, units) is other:
                return other, unnamed, other.index + 1  # «وفقا لمصادر المرصد»
            between = units[unnamed.index + 1 : other.index] if unnamed is not None else []
            behind = any(u.cls == "prep" for u in between)
            if behind and unnamed is not None and (body := _body_of(units, unnamed)) is not None:
                return None, body, other.index + 1  # «بحسب بيان الشركة على موقع تداول»
            if hidden and other.preposition in ("", "ل") and units[other.index - 1].cls != "prep":
                break  # «وفق ما أفاد به مصدر أمني مراسل الإذاعة», «شهود لوكالة رويترز»
            return other, unnamed, other.index + 1
        if other.pos == "verb" and unnamed is not None:
            if (body := _body_of(units, unnamed)) is not None:
                return None, body, body.index + 1
            return issued_by(units, other, unnamed)
        if other.kind == "mark" and other.text in "،,.":
            if not told or other.text == "." or (unnamed is not None and unnamed.key not in talk_words()):
                break
            unnamed = None
        elif unnamed is None and other.pos == "noun" and other.kind == "word" and not _wording(other):
            unnamed = other
    return None, unnamed, end


def _body_of(units: list[Unit], paper: Unit) -> Unit | None:
    """Return the noun of the body whose paper is cited: «بحسب بيان للوزارة», «وفق أرقام المجمع»."""
    after = units[paper.index + 1] if paper.index + 1 < len(units) else None
    if after is None or paper.definite or paper.enclitic or paper.key not in saying_words()["paper"]:
        return None
    behind = after.kind == "word" and after.definite and after.preposition in ("", "ل") and not after.conjoined
    return after if behind and can_speak(after) else None


def _wording(unit: Unit) -> bool:
    """Whether a noun is only which or what part of what is cited: «حسب نص البيان», «وفق آخر حصيلة», «وفق ذات المصدر»."""
    if unit.definite or unit.enclitic or unit.key in saying_words()["unnamed"] or unit.key in ("احد", "احدي"):
        return False
    return unit.key in transparent("part") or unit.key in saying_words()["wording"]


def _pointed_to(unnamed: Unit | None, units: list[Unit], speakers: Speakers) -> tuple[Unit | None, Unit | None]:
    """Return who is meant where «بحسب» names nobody: who spoke last, or whoever the noun behind it stands for."""
    if unnamed is None:
        return speakers.last(None), None
    unnamed = _body_of(units, unnamed) or unnamed
    if (again := same_source(unnamed, speakers, units)) is not None:
        return again[1], again[2]  # «وفق المصدر نفسه»
    if unnamed.enclitic and speakers.turn is not None and _nobody_named(speakers.turn):
        return None, speakers.turn[2]  # «قال أحد السكان …، حسب قوله»
    if crowd(unnamed):
        return None, unnamed  # «بحسب الناجين»
    points = (unnamed.definite or unnamed.enclitic) and unnamed.key not in saying_words()["unnamed"]
    if points and can_speak(unnamed):
        return stands_for(unnamed, None, speakers), unnamed
    return speakers.last(None) if points else None, unnamed


def _covered(units: list[Unit], unit: Unit, end: int) -> tuple[int, int]:
    """Return the stretch that «بحسب», whose source ends at `end`, claims."""
    if not any(u.pos == "verb" or u.forms for u in units[: unit.index]):
        return end, len(units)
    inserted = end < len(units) and unit.index and units[end].text in "،," and units[unit.index - 1].text in "،,"
    if inserted and not units[min(end + 1, len(units) - 1)].conjoined:
        return 0, len(units)  # «تناول اللقاء، بحسب الوكالة، سبل التعاون»
    return 0, unit.index


def _nobody_named(turn: tuple[Unit, Unit | None, Unit | None]) -> bool:
    """Whether who spoke last is somebody without a name: «أحد السكان», «شاهد»."""
    if turn[1] is not None or turn[2] is None:
        return False
    return nameless(turn[2])


def _spoken_to(units: list[Unit], unit: Unit, start: int) -> bool:
    """Whether a body is the paper or station that somebody spoke to: «في تصريح لقناة الحدث», «ما أكده لوكالة رويترز»."""
    if unit.preposition not in ("ل", "ب") or not isinstance(unit.note, Entity):
        return False
    outlet = unit.key.split()[0] in saying_words()["correspondent"]  # «ما أكده لمراسل الإذاعة وليد حسن»
    if unit.note.type != "Organization" and not outlet:
        return False
    verb = any(u.pos == "verb" and any(says(f) for f in u.forms) for u in units[start : unit.index])
    return verb or any(u.key in talk_words() for u in units[start : unit.index])


def stated_in(sentence: Sentence, speakers: Speakers) -> list[Claim]:
    """«وجاء في بيان للوزارة أن»: the أن clause is the claim of who issued the paper."""
    units, claims = sentence.units, []
    for unit, said in pairwise(units):
        found = unit.pos == "verb" and any(fold(f.lemma) in saying_words()["states"] for f in unit.forms)
        if not found or unit.enclitic or said.norm not in ("في", "ضمن") or said.index + 1 >= len(units):
            continue
        paper = units[said.index + 1]
        named = isinstance(paper.note, Entity) and paper.note.type in ("Organization", "Agreement", "Product")
        if not (paper.key in saying_words()["paper"] or named):
            continue
        that = next((u for u in units[paper.index + 1 :] if _opens(u, units)), None)
        if that is None or not (that.kind == "mark" or that.key.lstrip("بف").startswith("ان")):
            continue
        speaker, unnamed = None, None
        if not (paper.definite and speakers.turn is not None):  # «وجاء في البيان الذي نشرته الوكالة»
            speaker, unnamed = issued(units, paper, speakers)
        if speaker is None and unnamed is None and (again := same_source(paper, speakers, units)) is not None:
            _, speaker, unnamed = again
        if speaker is not None:
            speakers.heard(speaker)
        speakers.turn = (speaker or unnamed or paper, speaker, unnamed or paper)
        claims.append(
            Claim(that.index + 1, claim_end(units, that.index + 1), speaker, unnamed or paper, None, unit.norm)
        )
    return claims


def _opens(unit: Unit, units: list[Unit]) -> bool:
    """Whether a unit opens a clause or what is quoted."""
    if unit.kind == "mark":
        return unit.text == ":" or (unit.text in '«“"' and long_quotation(units, unit.index))
    return unit.cls == "sub" or (unit.pos == "verb" and not unit.enclitic)


def colon(sentence: Sentence) -> list[Claim]:
    """A speaker in a headline: «وزير النقل: إعادة فتح المطار», «غارات على الجنوب ووزارة الصحة: 27 قتيلا»."""
    units = sentence.units
    for unit in units:
        if unit.kind == "mark" and unit.text == ":" and unit.index:
            closed = units[unit.index - 1].text in CLOSE and unit.index > 1  # «الصحة العالمية»: 174 قتيلا
            before = units[unit.index - 1 - closed]
            if not isinstance(before.note, Entity) or before.note.type not in ("Person", "Organization"):
                continue
            mark = units[before.index - 1].text if before.index else "."
            if mark != "/" and (unit.index < _OPENING or before.conjoined or mark in _PARTS):
                return [Claim(unit.index + 1, len(units), before, None, None, "headline")]
    return []


_OPENING = 4  # units in which the speaker stands who opens a headline
_PARTS = (".", "..", "...", "…", "|", "!", "؟", "؛")  # what parts one half of a headline from the other
