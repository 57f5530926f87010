"""Who says so: statements, quotations and «بحسب», with the speaker that each event is attributed to.

A claim's scope opens at the complementizer, colon or quotation mark after a word of saying and closes with the
quotation or the sentence; a speaker left out («وأضاف أن») is the last one who spoke.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.arabic.morphology import segment
from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.arabic.tokens import tokenize
from kg.extract.entities.outlets import talk_words
from kg.extract.event_times import REPORTS
from kg.extract.events import Draft, own_words
from kg.extract.modality import ADJUNCTS
from kg.extract.speakers import SPEAKERS, can_speak, saying_words
from kg.extract.subjects import gender, says
from kg.extract.units import Sentence, Unit
from kg.model import Entity

DEMANDS = {"Request", "Reject", "Support", "Threaten", "Accuse"}
_CLAIMING = {"Accuse", "Threaten"}  # what is condemned or threatened is their subject's claim
_TURNING = frozenset((*REPORTS, "Consult", "Legislate"))
TURNS = ("فيما", "بينما", "حين")
_COMMAS = ("،", ",")
_OPEN, _CLOSE = set("«“"), set("»”")


@dataclass(slots=True)
class Claim:
    """A stretch of one sentence (unit indices, end exclusive) that belongs to a speaker, named or not."""

    start: int
    end: int
    speaker: Unit | None
    unnamed: Unit | None
    saying: Draft | None
    rule: str


class _Speakers:
    """Who has spoken so far, for verbs of saying whose subject is left out or a bare noun («الوزير»)."""

    def __init__(self, names: list[Unit]) -> None:
        self.names = names  # every name of the article, in order
        self.named: list[Unit] = []
        self.turn: tuple[Unit, Unit | None, Unit | None] | None = None  # who spoke last: agent, name, unnamed

    def heard(self, unit: Unit) -> None:
        self.named.append(unit)

    def last(self, feminine: bool | None, kind: str = "", body: str = "") -> Unit | None:
        for unit in reversed(self.named):
            assert isinstance(unit.note, Entity)
            if kind and unit.note.type != kind:
                continue
            if (
                body
                and (head := fold(unit.note.text).split()[0].removeprefix("ال")) != body
                and head in lexicon().classes["body"]
            ):
                continue  # «الشركة» is not the union named last
            shown = gender(unit)
            if feminine is None or not shown or (shown == "f") == feminine:
                return unit
        return None


def attribute(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Set `source` or `unnamed` of every draft that somebody's statement covers, and the agent of elided speakers."""
    names = [u for s in sentences for u in s.units if isinstance(u.note, Entity) and u.note.type in SPEAKERS]
    speakers = _Speakers(names)
    quoting: tuple[Unit | None, Unit | None] | None = None  # a quotation left open by an earlier sentence
    told: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        told[draft.sentence.index].append(draft)
    for sentence in sentences:
        events = told[sentence.index]
        claims: list[Claim] = []
        sentence.asides = _asides(sentence.units)
        if sentence.asides[:1] == [0]:
            quoting = None  # a quotation that was never closed
        if quoting is not None:
            close = _closing(sentence.units, 0)
            claims.append(Claim(0, close if close is not None else len(sentence.units), *quoting, None, "quotation"))
            if close is not None:
                quoting = None
        if sentence.headline:
            claims += _colon(sentence)
        for draft in events:
            made = _saying(draft, events, claims, speakers)
            if made is not None:
                claims.append(made)
        claims += _according(sentence, speakers) + _stated_in(sentence, speakers)
        still = _open_quotation(sentence.units, after=claims[0].end if claims and claims[0].rule == "quotation" else 0)
        if (
            still is not None
            and quoting is None
            and _closed_later(sentence.units[still].text, sentences, sentence.index)
        ):
            owner = next((c for c in reversed(claims) if c.start <= still + 1), None)
            quoting = (owner.speaker, owner.unnamed) if owner else None
        sentence.turns = _turns(events) + sentence.asides
        for claim in claims:
            if claim.rule != "quotation":
                claim.end = min([claim.end, *(t for t in sentence.turns if claim.start < t)])
        sentence.claims = list(claims)
        for draft in events:
            _assign(draft, claims)


def _assign(draft: Draft, claims: list[Claim]) -> None:
    inside = around(draft, claims)
    if not inside:
        return
    claim = max(inside, key=lambda c: (c.start, -c.end))  # the innermost claim
    if goes_on(draft, claim):
        return
    draft.reported = True
    if claim.speaker is not None:
        draft.source = claim.speaker
    draft.unnamed = claim.unnamed if claim.speaker is None else None
    draft.rules.append(f"source: {claim.rule}")


def around(draft: Draft, claims: list[Claim]) -> list[Claim]:
    """Return the claims that an event stands in, but for its own.

    What a paper or agency is named for behind it («قال الناطق …، وفق الوكالة») is what is said, not that it is said.
    """
    if own_words(draft):
        return []
    inside = [c for c in claims if c.start <= draft.unit.index < c.end and c.saying is not draft]
    if draft.type == "Say" and all(c.start == 0 and c.rule != "quotation" for c in inside):
        return []
    return [c for c in inside if not (draft.type == "Say" and goes_on(draft, c))]


def goes_on(draft: Draft, claim: Claim) -> bool:
    """Whether a word of speech is the claim's own speaker's, who goes on speaking: «قال إن …، وأضاف أن»."""
    if not (manner(draft) in ("verb", "accuse") or draft.type in DEMANDS):
        return False
    if claim.speaker is None:
        return claim.unnamed in draft.get("agent")
    own = [draft.speaker] if manner(draft) == "verb" else [draft.speaker, *draft.get("agent")]
    return _name(claim.speaker) in {_name(u) for u in own}


def _name(unit: Unit | None) -> str:
    return unit.note.name if unit is not None and isinstance(unit.note, Entity) else ""


def _asides(units: list[Unit]) -> list[int]:
    """Return where the paper itself tells what nobody said: «…، وفق تعبيره. يذكر أن الوزير تولى منصبه عام 2010»."""
    found = []
    for unit in units:
        before = units[unit.index - 1] if unit.index else None
        opens = before is None or before.kind == "mark" or (before.pos == "noun" and before.enclitic)
        if opens and any(_stand_at(units, unit.index, words) for words in _aside_words()):
            found.append(unit.index)
    return found


def _stand_at(units: list[Unit], at: int, words: tuple[str, ...]) -> bool:
    return tuple(u.key for u in units[at : at + len(words)]) == words


@cache
def _aside_words() -> frozenset[tuple[str, ...]]:
    phrases = saying_words()["aside"].values()
    return frozenset(tuple(segment(t.norm).key for t in tokenize(p, 0, len(p))) for p in phrases)


def _turns(events: list[Draft]) -> list[int]:
    """Return where a sentence turns to what somebody else says or decides: «…، فيما انتقد الحزب», «في حين أكد الوزير».

    The index of the word that turns, before a verb of that kind with its own subject and outside quotation marks.
    """
    out = []
    for event in events:
        if not event.predicate.verbal or event.type not in _TURNING or not event.predicate.get("subj") or quoted(event):
            continue
        for unit in reversed(event.sentence.units[: event.unit.index]):
            if unit.norm in TURNS:
                out.append(unit.index)
            if unit.norm in TURNS or unit.cls in ("sub", "rel") or unit.pos == "verb":
                break
    return out


def quoted(draft: Draft) -> bool:
    """Whether a trigger stands inside quotation marks that its sentence opened."""
    depth = 0
    for unit in draft.sentence.units[: draft.unit.index]:
        if unit.kind == "mark":
            depth += unit.text in "«“"
            depth -= unit.text in "»”"
    return depth > 0


# --- sayings --------------------------------------------------------------------------------------------------------


def manner(draft: Draft) -> str:
    """Return how an event attributes what it governs (`verb`, `accuse`, `cites`), or the empty string."""
    lemma = fold(draft.predicate.form.lemma)
    for how in ("verb", "accuse", "cites"):
        if lemma in saying_words()[how] and (how != "cites" or draft.type == "Say") and draft.type != "Legislate":
            return how  # «نقل إلى المستشفى», «أقر المجلس قانونا» say nothing
    if lemma in saying_words()["finds"] and draft.type == "Publish" and draft.predicate.verbal:
        return "verb"
    return "verb" if draft.type == "Say" else "accuse" if draft.type in _CLAIMING else ""


def remarks(draft: Draft) -> bool:
    """Whether an act of speech is about what is there without it: «علق على الهجوم», «انتقد القرار»."""
    return fold(draft.predicate.form.lemma) in saying_words()["remarks"]


def _saying(draft: Draft, drafts: list[Draft], claims: list[Claim], speakers: _Speakers) -> Claim | None:
    """Return what a word of saying claims for its speaker; `claims` are those of its sentence so far."""
    how, units = manner(draft), draft.sentence.units
    if not how:
        _demands(draft, speakers)
    if not how or draft.unit.index in draft.sentence.asides:
        return None
    agents = list(draft.get("agent"))
    speaker, unnamed = _cited(draft, speakers) or _speaker(draft, drafts, speakers)
    if speaker is not None and (speaker in agents or _by_grammar(draft, speaker, agents)):
        draft.speaker = speaker
    if speaker is not None and speaker.kind == "entity":
        speakers.heard(speaker)
    if draft.get("agent") and how == "verb" and can_speak(draft.get("agent")[0]) and not _told_of(draft, claims):
        speakers.turn = (draft.get("agent")[0], speaker, unnamed)
    if speaker is None and unnamed is None:
        return None
    rule = draft.unit.text
    if how == "accuse":
        topic = [] if remarks(draft) else draft.get("topic")
        if topic:
            return Claim(min(u.index for u in topic), _end(units, topic[0].index), speaker, unnamed, draft, rule)
        that = draft.predicate.complement
        if that is not None:  # «هددت النقابة بأنها ستضرب»
            return Claim(that, _end(units, that), speaker, unnamed, draft, rule)
        return None
    start = _complement(draft, units)
    if start is not None and any(_circumstance(d) and draft.unit.index < d.unit.index < start for d in drafts):
        start = None  # «كشف الوزير عن بنود الاتفاق، موضحا أن»: the clause is the participle's
    noun = start is None
    if start is None:
        start = _topic(draft)
    if start is None:
        before = _afterthought(draft, units)
        if before is not None:
            return Claim(0, before, speaker, unnamed, draft, rule)
        return None
    if not draft.predicate.verbal and any(c.start == start for c in claims):
        return None  # «قال في تصريح للقناة إن»: the clause is the verb's
    end = _end(units, start)
    for other in drafts:
        if start < other.unit.index < end and (_goes_on(other) or (noun and other.predicate.verbal)):
            end = other.unit.index
    return Claim(start, end, speaker, unnamed, draft, rule)


def _demands(draft: Draft, speakers: _Speakers) -> None:
    """Hear who demands, rejects or welcomes, as one who may go on: «دعت النقابة إلى الحوار. وأضافت أن»."""
    if draft.type not in DEMANDS or not draft.predicate.verbal or draft.predicate.form.aspect != "perf":
        return
    speaker = next((u for u in draft.predicate.get("subj") if u in draft.get("agent")), None)
    if speaker is None or not isinstance(speaker.note, Entity) or speaker.note.type not in SPEAKERS:
        return
    speakers.heard(speaker)
    speakers.turn = (speaker, speaker, None)


def _told_of(draft: Draft, claims: list[Claim]) -> bool:
    """Whether somebody only tells that this was said: «قال الوزير إن الحزب أكد ذلك. وأضاف أن»."""
    before = draft.sentence.units[max(draft.unit.index - 4, 0) : draft.unit.index]
    if draft.unit.conjoined or any(u.text in _COMMAS or u.norm in TURNS for u in before):
        return False
    return any(c.saying is not None and c.start <= draft.unit.index < c.end for c in claims)


def _by_grammar(draft: Draft, speaker: Unit, agents: list[Unit]) -> bool:
    """Whether it is sure that a speaker left out, or named by a noun, says this: «وأضاف أن», «مؤكدا», «وقالت الوزارة»."""
    if agents:
        words = {w.removeprefix("ال") for w in fold(speaker.text).split()}
        return any(u.key in words for u in agents)
    first = draft.unit.conjoined or draft.unit.index == 0
    return draft.predicate.form.kind == "active" or (draft.predicate.verbal and first)


def _goes_on(draft: Draft) -> bool:
    """Whether a clause goes on with what the speaker did, outside the claim: «قالت إن …، كما اتهمت …»."""
    if _depicts(draft):
        return True
    if not draft.predicate.verbal or not draft.predicate.subject_dropped or draft.predicate.form.aspect != "perf":
        return False
    before = draft.sentence.units[draft.unit.index - 1] if draft.unit.index else None
    joined = draft.unit.conjoined or (before is not None and before.norm == "كما")
    return joined and (bool(manner(draft)) or draft.type in DEMANDS)


def _circumstance(draft: Draft) -> bool:
    """Whether a participle of saying goes with the verb before it: «مشيرا إلى أن», «مؤكدة أن»."""
    return draft.predicate.form.kind == "active" and not draft.unit.definite and manner(draft) == "verb"


def _depicts(draft: Draft) -> bool:
    """Whether a participle behind a comma tells what else the speaker does: «قال إن …، مطالبا بالتحقيق»."""
    unit, units = draft.unit, draft.sentence.units
    accusative = draft.predicate.form.kind == "active" and unit.norm.endswith("ا") and not unit.definite
    comma = unit.index > 0 and units[unit.index - 1].text in "،,"
    return accusative and comma and draft.type in DEMANDS


def _topic(draft: Draft) -> int | None:
    """Return where the noun begins that somebody states or announces: «أعلنت إيقاف الصحيفة»."""
    predicate = draft.predicate
    lemma = fold(predicate.form.lemma)
    if lemma in saying_words()["feels"] or (lemma in saying_words()["finds"] and draft.type != "Say") or remarks(draft):
        return None  # «أعرب عن أسفه لاستقالة المدير», «اكتشفت الشرطة سرقة», «علق على الهجوم»
    topic = [u for u in predicate.get("obj") if u.kind == "word"] + [
        u for p in ("عن", "على", "إلى", "ب", "من") for u in predicate.get(p) if any(f.kind == "masdar" for f in u.forms)
    ]
    return min((u.index for u in topic), default=None)


def _complement(draft: Draft, units: list[Unit]) -> int | None:
    """Where the words said begin: after أن/إن, a colon or an opening quotation mark."""
    verbal = draft.predicate.verbal
    if verbal and draft.unit.enclitic and _relative(draft.unit, units):
        return None  # «القرارات التي أعلنها الوزير», «في بيان نشرته الوكالة»
    complement = draft.predicate.complement
    if complement is not None:
        return complement if verbal or not units[complement - 1].conjoined else None
    at = draft.unit.index
    while (at := at + 1) < len(units):
        unit, before = units[at], units[at - 1]
        if at in draft.sentence.asides:
            break
        if unit.cls == "sub" and unit.key.lstrip("بف").startswith("ان") and before.norm not in _CIRCUMSTANCES:
            return at + 1 if verbal or not unit.conjoined else None
        if unit.kind == "mark" and unit.text == ":":
            return at + 1
        if unit.norm == "ما" and before.cls != "prep" and fold(draft.predicate.form.lemma) in saying_words()["denies"]:
            return at + 1  # «نفى الوزير ما تردد عن استقالته»
        if unit.kind == "mark" and unit.text in '«“"':
            if _long_quotation(units, at):
                return at + 1
            at = _closing(units, at + 1) or at  # «لصحيفة "القدس"»
        elif unit.kind == "mark" and unit.text in ".؛!؟?":
            break
        if unit.pos == "verb" and (not verbal or (at > draft.unit.index + 1 and unit.conjoined)):
            break
    return None


# What «أن» behind these opens is no complement: «كلمته بعد أن», «إلا أن».
_CIRCUMSTANCES = ADJUNCTS - {"في", "عند", "لدى"} | {"إلا", "غير", "بيد", "كما", "بما", "حتى", "سبق"}


def _relative(unit: Unit, units: list[Unit]) -> bool:
    """Whether the pronoun of a verb goes back to what stands before it: «التي أعلنها», «ما قاله», «بيان نقلته»."""
    before = units[unit.index - 1] if unit.index else None
    if before is None or unit.conjoined:
        return False
    return before.cls == "rel" or before.norm == "ما" or (before.pos in ("noun", "adj") and not before.definite)


def _long_quotation(units: list[Unit], at: int) -> bool:
    """A quotation of words, not the quotation marks of a name («العين الإخبارية»)."""
    close = _closing(units, at + 1)
    return close is None or close - at > 4


def _afterthought(draft: Draft, units: list[Unit]) -> int | None:
    """«…، كما أعلن الوزير»، «…، وفق ما أكده»: what stands before it is what was said."""
    at = draft.unit.index - 1
    if at < 1:
        return None
    if units[at].norm in ("كما", "ما", "مثلما", "حسبما", "وفقما") and at > 2:
        return at
    return None


def _end(units: list[Unit], start: int) -> int:
    """The sentence's end, or the close of the quotation that the claim opens with."""
    for at in (start - 2, start - 1, start):
        if 0 <= at < len(units) and units[at].kind == "mark" and units[at].text in '«“"' and _long_quotation(units, at):
            close = _closing(units, at + 1)
            return close if close is not None else len(units)
    return len(units)


def _closing(units: list[Unit], start: int) -> int | None:
    for unit in units[start:]:
        if unit.kind == "mark" and (unit.text in _CLOSE or unit.text == '"'):
            return unit.index
    return None


def _open_quotation(units: list[Unit], after: int) -> int | None:
    """Return where the quotation that the sentence leaves open began; what closes before `after` is another's."""
    depth: list[int] = []
    for unit in units[after + 1 if after else 0 :]:
        if unit.kind != "mark":
            continue
        if unit.text in _OPEN or (unit.text == '"' and not depth):
            depth.append(unit.index)
        elif (unit.text in _CLOSE or unit.text == '"') and depth:
            depth.pop()
    return depth[0] if depth else None


_CARRIED = 12  # sentences that a quotation may go on over


def _closed_later(mark: str, sentences: list[Sentence], at: int) -> bool:
    """Whether the next quotation mark behind a sentence closes the quotation that it leaves open with `mark`."""
    for sentence in sentences[at + 1 : at + 1 + _CARRIED]:
        marks = [u.text for u in sentence.units if u.kind == "mark" and (u.text in _OPEN | _CLOSE or u.text == '"')]
        if mark == '"':
            marks = [m for m in marks if m == '"']
            if marks:
                return len(marks) % 2 == 1
        elif marks:
            return marks[0] in _CLOSE
    return False


def _cited(draft: Draft, speakers: _Speakers) -> tuple[Unit | None, Unit | None] | None:
    """Who is quoted through another: «نقلت الوكالة عن الوزير قوله إن», as a name or else a noun; None where nobody is."""
    predicate = draft.predicate if draft.predicate.verbal else draft.predicate.governor
    if predicate is None or not predicate.verbal or fold(predicate.form.lemma) not in saying_words()["cites"]:
        return None
    if not draft.predicate.verbal and not draft.unit.enclitic:
        return None
    for unit in predicate.get("عن") + predicate.get("far:عن"):
        if isinstance(unit.note, Entity) and unit.note.type in SPEAKERS:
            return unit, None
        if unit.kind == "word" and can_speak(unit):
            return (_stands_for(unit, _feminine(draft), speakers) if unit.definite else None), unit
    return None


def _speaker(draft: Draft, drafts: list[Draft], speakers: _Speakers) -> tuple[Unit | None, Unit | None]:
    """Return the named speaker or, where there is none, the noun that stands for one."""
    form, feminine = draft.predicate.form, _feminine(draft)
    if form.kind == "active" and not draft.get("agent") and (subject := _main_subject(draft, drafts)) is not None:
        draft.add("agent", subject)  # «التقى الوزير …، مؤكدا أن»
    agents = draft.get("agent")
    for unit in agents:
        if isinstance(unit.note, Entity) and unit.note.type in SPEAKERS:
            return unit, None
    for unit in agents:
        issuer = _issuer(unit, draft, speakers)
        if issuer is not None:
            draft.roles["agent"] = [issuer if u is unit else u for u in agents]
            return issuer, None
        if (again := _same_source(unit, speakers)) is not None:
            return again[1], again[2]
        if (named := _named_behind(unit, draft.sentence.units)) is not None:
            draft.roles["agent"] = [named if u is unit else u for u in agents]
            return named, None
        if (body := _in_whose_name(unit, draft.sentence.units)) is not None:
            return body, None
        if unit.key in saying_words()["unnamed"] or unit.kind == "quantity":
            return None, unit
        if unit.definite:  # «الوزير», «البيان», «الجمعية»: whoever of that kind spoke or was named last
            return _stands_for(unit, _feminine(draft), speakers), unit
        return None, unit
    if draft.predicate.verbal and (subject := _main_subject(draft, drafts)) is not None:
        draft.add("agent", subject)  # «ألقى الرئيس كلمة أكد فيها»
        if isinstance(subject.note, Entity):
            return subject, None
        return (_stands_for(subject, feminine, speakers) if subject.definite else None), subject
    goes_on = form.kind == "active" or (form.kind in ("masdar", "noun") and draft.unit.enclitic in ("ه", "ها"))
    if goes_on and not draft.predicate.verbal and (after := _subject_after(draft)) is not None:
        draft.add("agent", after)  # «وفي رده على سؤال، قال الوزير»
        return (after, None) if isinstance(after.note, Entity) else (None, after)
    if speakers.turn is not None and (draft.predicate.verbal or goes_on):
        agent, name, unnamed = speakers.turn
        if gender(agent) in ("", form.gender) or not form.gender:
            draft.add("agent", last_named(name or agent, draft, speakers.names))
            return name, unnamed
    if form.kind in ("masdar", "noun") and not draft.unit.enclitic:
        return None, None  # «إثر الإعلان عن تكليف الوزير»: whose, nobody tells
    last = speakers.last(feminine if draft.predicate.verbal else None)
    if last is not None:
        draft.add("agent", last_named(last, draft, speakers.names))
    return last, None


def last_named(unit: Unit, draft: Draft, names: list[Unit]) -> Unit:
    """The last mention before a trigger of the one that a unit names; who is left out is who was named last."""
    if not isinstance(unit.note, Entity):
        return unit
    again = (u for u in reversed(names) if unit.start <= u.start < draft.start and _same_name(u, unit))
    return next(again, unit)


def _same_name(one: Unit, other: Unit) -> bool:
    assert isinstance(one.note, Entity) and isinstance(other.note, Entity)
    return one.note.type == other.note.type and one.note.name == other.note.name


def _in_whose_name(unit: Unit, units: list[Unit]) -> Unit | None:
    """Return the body that a nameless spokesman speaks for: «قال متحدث عسكري باسم الجيش الإسرائيلي»."""
    if unit.key not in saying_words()["voice"]:
        return None
    behind = [u for u in units[unit.index + 1 : unit.index + 5] if u.pos != "adj"]
    if len(behind) < 2 or behind[0].preposition != "ب" or behind[0].key != "اسم":
        return None
    note = behind[1].note
    return behind[1] if isinstance(note, Entity) and note.type in ("Organization", "Place") else None


def _named_behind(unit: Unit, units: list[Unit]) -> Unit | None:
    """Return the person whose name stands between commas behind what describes them: «أفاد أحد المنسقين، فلان، أن»."""
    for at in range(unit.index + 1, min(unit.index + 8, len(units) - 2)):
        if units[at].pos == "verb" or units[at].cls == "sub":
            return None
        if units[at].text in _COMMAS:
            name, after = units[at + 1].note, units[at + 2]
            closed = after.text in _COMMAS or after.cls == "sub"
            return units[at + 1] if closed and isinstance(name, Entity) and name.type == "Person" else None
    return None


def _issuer(unit: Unit, draft: Draft, speakers: _Speakers) -> Unit | None:
    """Whose report or finding speaks: «كشفت تحقيقات النيابة العامة أن»."""
    units = draft.sentence.units
    if unit.key not in saying_words()["paper"] or unit.definite or unit.index + 1 >= len(units):
        return None
    after = next(u for u in (*units[unit.index + 1 :], units[-1]) if u.pos != "adj" or u.key in _ISSUED)
    if after.key in _ISSUED and after.index + 2 < len(units) and units[after.index + 1].norm == "عن":
        after = units[after.index + 2]  # «بيان صادر عن الوزارة»
    elif after.pos == "verb":
        named, noun, _ = _issued_by(units, after, unit)  # «إحصائيات نشرتها الوزارة»
        return named or (_stands_for(noun, None, speakers) if noun is not None and noun is not unit else None)
    known = after.definite or (after.index + 1 < len(units) and units[after.index + 1].definite)
    whose = after.preposition == "ل" or (after.preposition == "" and after.definite and after.index == unit.index + 1)
    if after.kind == "word" and known and whose and can_speak(after):
        # «بلاغ للوزارة», «بيان لشرطة المنطقة», «معطيات المعهد»
        return _stands_for(after, _feminine(draft), speakers)
    body = isinstance(after.note, Entity) and after.note.type in ("Organization", "Person")
    return after if body and after.preposition in ("", "ل", "عن") and not after.conjoined else None


_ISSUED = ("صادر", "صادره")


def _same_source(unit: Unit, speakers: _Speakers) -> tuple[Unit, Unit | None, Unit | None] | None:
    """Who spoke last, where a noun only points back: «وأضاف المصدر نفسه», «وأوضح البيان»."""
    papers = saying_words()["paper"]
    return speakers.turn if unit.definite and (unit.key == "مصدر" or unit.key in papers) else None


def _feminine(draft: Draft) -> bool | None:
    return {"f": True, "m": False}.get(draft.predicate.form.gender)


def _main_subject(draft: Draft, drafts: list[Draft]) -> Unit | None:
    """The first subject of the sentence that a participle agrees with: «قال الوزير إن …، مشيرا إلى …».

    Who is only told of is none: «قال إن الوزير وصل، مضيفا أن».
    """
    agrees = ("", draft.predicate.form.gender)
    told = [d.predicate.complement for d in drafts if d.predicate.verbal and manner(d) == "verb"]
    end = min([draft.unit.index, *(t for t in told if t is not None)])
    before = (s for s in draft.sentence.subjects if s.index < end)
    return next((s for s in before if can_speak(s) and gender(s) in agrees), None)


def _subject_after(draft: Draft) -> Unit | None:
    """The first subject behind a noun that opens its sentence with the pronoun of who is named only then."""
    subjects = draft.sentence.subjects
    opens = not any(s.index < draft.unit.index for s in subjects)
    return next((s for s in subjects if can_speak(s)), None) if opens else None


def _stands_for(unit: Unit, feminine: bool | None, speakers: _Speakers) -> Unit | None:
    before = [u for u in speakers.names if u.start < unit.start]
    body = unit.key in lexicon().classes["body"]
    for known in reversed(before):
        assert isinstance(known.note, Entity)
        if body and known.note.type == "Person":
            continue  # «الحركة» is not the movement's spokesman
        words = [w.removeprefix("ال") for w in fold(known.note.text).split()]
        if unit.key in words or any(w.lstrip("بل").removeprefix("ل") == unit.key for w in words[1:]):
            return known
    return speakers.last(feminine, "Organization" if body else "", unit.key if body else "")


def _according(sentence: Sentence, speakers: _Speakers) -> list[Claim]:
    """«بحسب البيان، …» claims what follows, «… وفق الوزارة» what stands before."""
    units, claims = sentence.units, []
    for unit in units:
        after = units[unit.index + 1] if unit.index + 1 < len(units) else None
        words = after is not None and any(says(f) for f in after.forms)
        if (unit.key not in saying_words()["after"] and not (unit.key == "حد" and words)) or unit.definite:
            continue
        speaker: Unit | None = None
        unnamed: Unit | None = None
        end = unit.index + 1
        told = False  # «بحسب ما أكده في تصريح للإذاعة، مدير المستشفى»
        for other in units[unit.index + 1 : unit.index + 14]:
            end = other.index
            told = told or (other.pos == "verb" and bool(other.enclitic) and any(says(f) for f in other.forms))
            if other.index > unit.index + 7 and not told:
                break
            hidden = unnamed is not None and unnamed.key in saying_words()["unnamed"]
            if isinstance(other.note, Entity) and other.note.type in SPEAKERS:
                if _spoken_to(units, other, unit.index + 1):
                    continue  # «وفق ما أكده في تصريح لقناة الحدث»
                if hidden and other.preposition in ("", "ل") and units[other.index - 1].cls != "prep":
                    break  # «وفق ما أفاد به مصدر أمني مراسل الإذاعة», «شهود لوكالة رويترز»
                speaker = other
                end = other.index + 1
                break
            if other.pos == "verb" and unnamed is not None:
                speaker, unnamed, end = _issued_by(units, other, unnamed)
                break
            if other.kind == "mark" and other.text in "،,.":
                if told and other.text != "." and (unnamed is None or unnamed.key in talk_words()):
                    unnamed = None
                    continue
                break
            if unnamed is None and other.pos == "noun" and other.kind == "word":
                unnamed = other
        if unnamed is not None and unnamed.key in saying_words()["norm"]:
            continue  # «وفقا لأحكام الدستور»
        if speaker is None and unnamed is not None and (again := _same_source(unnamed, speakers)) is not None:
            _, speaker, unnamed = again  # «وفق المصدر نفسه»
        elif speaker is None and unnamed is not None and unnamed.enclitic and _nobody_named(speakers.turn):
            speaker, unnamed = None, speakers.turn[2] if speakers.turn else None  # «قال أحد السكان …، حسب قوله»
        elif speaker is None:
            speaker = speakers.last(None) if unnamed is None or unnamed.definite or unnamed.enclitic else None
            if unnamed is not None and unnamed.key in saying_words()["unnamed"]:
                speaker = None
        if speaker is None and unnamed is None:
            continue
        if speaker is not None:
            speakers.heard(speaker)
        leading = not any(u.pos == "verb" or u.forms for u in units[: unit.index])
        span = (end, len(units)) if leading else (0, unit.index)
        inserted = end < len(units) and unit.index and units[end].text in "،," and units[unit.index - 1].text in "،,"
        if inserted and not leading and not units[min(end + 1, len(units) - 1)].conjoined:
            span = (0, len(units))  # «تناول اللقاء، بحسب الوكالة، سبل التعاون»
        claims.append(Claim(*span, speaker, unnamed, None, unit.norm))
    return claims


def _nobody_named(turn: tuple[Unit, Unit | None, Unit | None] | None) -> bool:
    """Whether who spoke last is somebody without a name: «أحد السكان», «شاهد»."""
    if turn is None or turn[1] is not None or turn[2] is None:
        return False
    return turn[2].key in ("احد", "احدي") or turn[2].key in saying_words()["unnamed"] or turn[2].kind == "quantity"


def _spoken_to(units: list[Unit], unit: Unit, start: int) -> bool:
    """Whether a body is the paper or station that somebody spoke to: «في تصريح لقناة الحدث», «ما أكده لوكالة رويترز»."""
    if unit.preposition not in ("ل", "ب") or not isinstance(unit.note, Entity) or unit.note.type != "Organization":
        return False
    verb = any(u.pos == "verb" and any(says(f) for f in u.forms) for u in units[start : unit.index])
    return verb or any(u.key in talk_words() for u in units[start : unit.index])


def _stated_in(sentence: Sentence, speakers: _Speakers) -> list[Claim]:
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
            speaker, unnamed = _issued(units, paper, speakers)
        if speaker is None and unnamed is None and (again := _same_source(paper, speakers)) is not None:
            _, speaker, unnamed = again
        if speaker is not None:
            speakers.heard(speaker)
        speakers.turn = (speaker or unnamed or paper, speaker, unnamed or paper)
        claims.append(Claim(that.index + 1, _end(units, that.index + 1), speaker, unnamed or paper, None, unit.norm))
    return claims


def _opens(unit: Unit, units: list[Unit]) -> bool:
    """Whether a unit opens a clause or what is quoted."""
    if unit.kind == "mark":
        return unit.text == ":" or (unit.text in '«“"' and _long_quotation(units, unit.index))
    return unit.cls == "sub" or (unit.pos == "verb" and not unit.enclitic)


def _issued(units: list[Unit], paper: Unit, speakers: _Speakers) -> tuple[Unit | None, Unit | None]:
    """Who issued a paper, by name or as a noun behind it: «بيان للوزارة», «تقرير نشرته المنظمة»."""
    for unit in units[paper.index + 1 : paper.index + 7]:
        if isinstance(unit.note, Entity) and unit.note.type in SPEAKERS:
            return unit, None
        if unit.cls == "sub" or unit.kind == "mark" or unit.conjoined:
            break
        if unit.kind == "word" and unit.pos == "noun" and unit.definite and can_speak(unit):
            return _stands_for(unit, None, speakers), unit
    return None, None


def _issued_by(units: list[Unit], verb: Unit, paper: Unit) -> tuple[Unit | None, Unit | None, int]:
    """Return who issued what is cited, by name or else as a noun, and where that ends: «بحسب بيان أصدرته الوزارة»."""
    says = verb.enclitic and any(f.lemma and fold(f.lemma) in _issuing() for f in verb.forms)
    after = units[verb.index + 1] if says and verb.index + 1 < len(units) else None
    if after is None or after.preposition or after.cls:
        return None, paper, verb.index
    if isinstance(after.note, Entity):
        return (after, None, after.index + 1) if after.note.type in SPEAKERS else (None, paper, verb.index)
    return None, after if can_speak(after) else paper, after.index


@cache
def _issuing() -> frozenset[str]:
    return frozenset(saying_words()["verb"]) | frozenset(saying_words()["issue"])


def _colon(sentence: Sentence) -> list[Claim]:
    """A headline that opens with a speaker: «وزير النقل: إعادة فتح المطار»."""
    units = sentence.units
    for unit in units[:4]:
        if unit.kind == "mark" and unit.text == ":" and unit.index:
            closed = units[unit.index - 1].text in _CLOSE and unit.index > 1  # «الصحة العالمية»: 174 قتيلا
            before = units[unit.index - 1 - closed]
            if isinstance(before.note, Entity) and before.note.type in ("Person", "Organization"):
                return [Claim(unit.index + 1, len(units), before, None, None, "headline")]
    return []
