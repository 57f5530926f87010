"""Who says so: statements, quotations and «بحسب», with the speaker that each event is attributed to.

A claim's scope opens at the complementizer, colon or quotation mark after a word of saying and closes with the
quotation or the sentence; a speaker left out («وأضاف أن») is the last one who spoke.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from kg.arabic.morphology import segment
from kg.arabic.normalize import fold
from kg.arabic.tokens import tokenize
from kg.extract.according import according, colon, stated_in
from kg.extract.claims import DEMANDS, TURNS, Claim, around, goes_on, manner, remarks, unsaid
from kg.extract.event_times import REPORTS
from kg.extract.events import Draft, names_source
from kg.extract.quotations import (
    claim_end,
    closed_later,
    closes_quotation,
    closing,
    long_quotation,
    open_quotation,
    quoted,
)
from kg.extract.scope import scope_words
from kg.extract.speakers import SPEAKERS, can_speak, saying_words
from kg.extract.subjects import says
from kg.extract.units import Sentence, Unit
from kg.extract.who_speaks import COMMAS, Speakers, cited, citing, speaker_of
from kg.model import Entity

_TURNING = frozenset((*REPORTS, "Consult", "Legislate"))


def attribute(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Set `source` or `unnamed` of every draft that somebody's statement covers, and the agent of elided speakers."""
    names = [u for s in sentences for u in s.units if isinstance(u.note, Entity) and u.note.type in SPEAKERS]
    speakers = Speakers(names)
    quoting: tuple[Unit | None, Unit | None] | None = None  # a quotation left open by an earlier sentence
    carried: Claim | None = None  # what goes on behind a semicolon
    told: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        told[draft.sentence.index].append(draft)
    for sentence in sentences:
        events = told[sentence.index]
        claims: list[Claim] = [carried] if carried is not None else []
        sentence.asides = _asides(sentence.units)
        sentence.turns = _turns(events) + sentence.asides
        if sentence.asides[:1] == [0]:
            quoting = None  # a quotation that was never closed
        if quoting is not None:
            close = closing(sentence.units, 0)
            claims.append(Claim(0, close if close is not None else len(sentence.units), *quoting, None, "quotation"))
            if close is not None:
                quoting = None
        if sentence.headline:
            claims += colon(sentence)
        for draft in events:
            made = _saying(draft, events, claims, speakers)
            if made is not None:
                claims.append(made)
        claims += according(sentence, speakers) + stated_in(sentence, speakers)
        still = open_quotation(sentence.units, after=claims[0].end if claims and claims[0].rule == "quotation" else 0)
        if (
            still is not None
            and quoting is None
            and closed_later(sentence.units[still].text, sentences, sentence.index)
        ):
            owner = next((c for c in reversed(claims) if c.start <= still + 1), None)
            quoting = (owner.speaker, owner.unnamed) if owner else None
        for claim in claims:
            if claim.rule != "quotation":
                claim.end = min([claim.end, *(t for t in sentence.turns if claim.start < t)])
        sentence.claims = list(claims)
        carried = _carried(sentence, claims)
        speakers.acted = [u for u in sentence.subjects if _acts(u)] or speakers.acted
        speakers.host = next((u for u in sentence.subjects if _person(u)), speakers.host)
        for draft in events:
            _assign(draft, claims)


def _acts(unit: Unit) -> bool:
    return isinstance(unit.note, Entity) and unit.note.type in ("Person", "Organization")


def _person(unit: Unit) -> bool:
    return isinstance(unit.note, Entity) and unit.note.type == "Person"


def _carried(sentence: Sentence, claims: list[Claim]) -> Claim | None:
    """Return what the next sentence goes on with where a semicolon ends this one: «قال إن الطريق أغلق؛ بسبب انهيار»."""
    units = sentence.units
    if not units or units[-1].text != "؛":
        return None
    last = max(
        (c for c in claims if c.end == len(units) and c.rule != "quotation"), key=lambda c: c.start, default=None
    )
    return Claim(0, _WHOLE, last.speaker, last.unnamed, None, "؛") if last is not None else None


_WHOLE = 1000  # more units than a sentence has


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


def _asides(units: list[Unit]) -> list[int]:
    """Return where the paper itself tells what nobody said: «…، وفق تعبيره. يذكر أن الوزير تولى منصبه عام 2010»."""
    found = []
    for unit in units:
        before = units[unit.index - 1] if unit.index else None
        opens = before is None or before.kind == "mark" or (before.pos == "noun" and before.enclitic)
        if opens and any(_stand_at(units, unit.index, words) for words in _phrases("aside")):
            found.append(unit.index)
    return found


def _stand_at(units: list[Unit], at: int, words: tuple[str, ...]) -> bool:
    return tuple(u.key for u in units[at : at + len(words)]) == words


@cache
def _phrases(kind: str) -> frozenset[tuple[str, ...]]:
    phrases = saying_words()[kind].values()
    return frozenset(tuple(segment(t.norm).key for t in tokenize(p, 0, len(p))) for p in phrases)


def _turns(events: list[Draft]) -> list[int]:
    """Return where a sentence turns to what somebody else says or decides: «…، فيما انتقد الحزب», «في حين أكد الوزير».

    The index of the word that turns, before a verb of that kind with its own subject and outside quotation marks.
    """
    out = []
    for event in events:
        if not event.predicate.verbal or event.type not in _TURNING or not event.predicate.get("subj") or quoted(event):
            continue
        if (start := _turned(event)) is not None:
            out.append(start)
        if (start := _answered(event)) is not None:
            out.append(start)
        for unit in reversed(event.sentence.units[: event.unit.index]):
            if unit.norm in TURNS:
                out.append(unit.index)
            if unit.norm in TURNS or unit.cls in ("sub", "rel") or unit.pos == "verb":
                break
    return out


def _answered(event: Draft) -> int | None:
    """Return where a sentence tells what another makes of what was said: «قالت إنها ستملأ السد، وهو ما رفضته مصر»."""
    units, at = event.sentence.units, event.unit.index - 1
    if event.type == "Say" or at < 1 or not (units[at].norm == "ما" or units[at].cls == "rel"):
        return None
    comma = next((at - n - 1 for n in range(1, 3) if at > n and units[at - n - 1].text in COMMAS), None)
    if comma is None or not all(can_speak(u) for u in event.predicate.get("subj")):
        return None
    opens = units[comma + 1 : at]
    return comma if len(opens) == 1 and (opens[0].norm in ("هو", "هي") or opens[0].key == "امر") else None


_PHRASE = 6  # units that the words of a turn have at most, a time among them


def _turned(event: Draft) -> int | None:
    """Return where words that turn to another speaker open a verb of saying: «…، من جهته أكد الناطق أن»."""
    units, at = event.sentence.units, event.unit.index
    if at and units[at - 1].text in COMMAS and _speaks_next(event):
        return at
    for start in range(at - 1, max(at - _PHRASE, 0), -1):
        if any(_stand_at(units, start, words) for words in _phrases("turn")):
            return start
        if units[start].pos == "verb":
            break
    return None


def _speaks_next(event: Draft) -> bool:
    """Whether a verb behind a comma has a speaker of its own and what he says: «قال إن …، وأكد الناطق أن»."""
    predicate = event.predicate
    opens = predicate.complement is not None and predicate.form.aspect == "perf"
    return opens and event.type in ("Say", *DEMANDS) and all(can_speak(u) for u in predicate.get("subj"))


def _saying(draft: Draft, drafts: list[Draft], claims: list[Claim], speakers: Speakers) -> Claim | None:
    """Return what a word of saying claims for its speaker; `claims` are those of its sentence so far."""
    how, units = manner(draft), draft.sentence.units
    if not how:
        _demands(draft, speakers)
        _issues(draft, speakers)
    if not how or draft.unit.index in draft.sentence.asides or unsaid(draft):
        return None
    agents = list(draft.get("agent"))
    through = cited(draft, drafts, speakers)
    speaker, unnamed = through or speaker_of(draft, drafts, speakers)
    if through is not None:
        _cites(draft, drafts, speaker or unnamed)
    if speaker is not None and (speaker in agents or _by_grammar(draft, speaker, agents)):
        draft.speaker = speaker
    if speaker is not None and speaker.kind == "entity":
        speakers.heard(speaker)
    beside = names_source(draft) and any(c.saying is not None for c in claims)  # «قال …، حسبما ذكرت الوكالة. وأضاف»
    told = beside or _told_of(draft, claims)
    if draft.get("agent") and how == "verb" and can_speak(draft.get("agent")[0]) and not told:
        speakers.turn = (draft.get("agent")[0], speaker, unnamed)
    if speaker is None and unnamed is None:
        return None
    rule = draft.unit.text
    if (called := _called(draft, units)) is not None:
        return Claim(called, _phrase_end(units, called), speaker, unnamed, draft, rule)
    if how == "accuse":
        topic = [] if remarks(draft) else draft.get("topic")
        if topic:
            first = min(u.index for u in topic)
            end = _until(first, claim_end(units, topic[0].index), [d for d in drafts if _goes_on(d)])
            return Claim(first, end, speaker, unnamed, draft, rule)
        that = draft.predicate.complement
        if that is not None:  # «هددت النقابة بأنها ستضرب»
            return Claim(that, claim_end(units, that), speaker, unnamed, draft, rule)
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
    end = claim_end(units, start)
    if (own := _own_act(draft, start, end)) is not None:
        end = own
        draft.sentence.turns.append(own)
    end = _until(start, end, [d for d in drafts if _goes_on(d) or (noun and d.predicate.verbal)])
    return Claim(start, end, speaker, unnamed, draft, rule)


def _until(start: int, end: int, others: list[Draft]) -> int:
    """Return where a claim ends that the first of some events behind its start closes."""
    return min((d.unit.index for d in others if start < d.unit.index < end), default=end)


def _cites(draft: Draft, drafts: list[Draft], whom: Unit | None) -> None:
    """Make who is cited the one whose words they are, and no topic: «نقلت الوكالة عن مصدر قوله إن»."""
    if whom is None:
        return
    if not draft.predicate.verbal:
        draft.roles["agent"] = []
        draft.add("agent", whom, "cited")
    verb = next((d for d in drafts if d.predicate is citing(draft, drafts)), None)
    if verb is not None:
        verb.ways[id(whom)] = "apart"
    if verb is not None and whom in verb.get("topic"):
        verb.roles["topic"].remove(whom)


def _called(draft: Draft, units: list[Unit]) -> int | None:
    """Return where the words begin by which somebody calls a thing: «ندد الحزب بما وصفه بـ"المجزرة"»."""
    at = draft.unit.index
    lemma = fold(draft.predicate.form.lemma)
    if lemma not in saying_words()["calls"] or not at or not draft.unit.enclitic or units[at - 1].norm != "ما":
        return None
    for unit in units[at + 1 : at + 5]:
        if unit.preposition == "ب":
            return unit.index
        if unit.kind == "mark" and unit.text in '«“"':
            return unit.index + 1
        if unit.norm == "ب":
            continue  # «بـ"المجزرة"»
        if unit.kind == "mark" or unit.pos == "verb" or unit.cls:
            return None
    return None


def _phrase_end(units: list[Unit], start: int) -> int:
    """Return the close of the quotation that opens before or at a unit, else the next comma, joined verb or the end."""
    opened = next((at for at in (start - 1, start) if units[at].kind == "mark" and units[at].text in '«“"'), None)
    if opened is not None:
        close = closing(units, opened + 1)
        return close if close is not None else len(units)
    return next((u.index for u in units[start:] if u.text in COMMAS or (u.pos == "verb" and u.conjoined)), len(units))


def _demands(draft: Draft, speakers: Speakers) -> None:
    """Hear who demands, rejects or welcomes, as one who may go on: «دعت النقابة إلى الحوار. وأضافت أن»."""
    if draft.type not in DEMANDS or not draft.predicate.verbal or draft.predicate.form.aspect != "perf":
        return
    speaker = next((u for u in draft.predicate.get("subj") if u in draft.get("agent")), None)
    if speaker is None or not isinstance(speaker.note, Entity) or speaker.note.type not in SPEAKERS:
        return
    speakers.heard(speaker)
    speakers.turn = (speaker, speaker, None)


def _issues(draft: Draft, speakers: Speakers) -> None:
    """Hear who issues a paper that then speaks: «أصدر البنك المركزي تقريرا. وتوقع التقرير أن»."""
    predicate = draft.predicate
    papers = (u for u in predicate.get("obj") if u.key.removesuffix("ا") in saying_words()["paper"])
    if not predicate.verbal or fold(predicate.form.lemma) not in saying_words()["issue"] or not any(papers):
        return
    speaker = next((u for u in predicate.get("subj") if isinstance(u.note, Entity) and u.note.type in SPEAKERS), None)
    if speaker is not None:
        speakers.heard(speaker)
        speakers.turn = (speaker, speaker, None)


def _told_of(draft: Draft, claims: list[Claim]) -> bool:
    """Whether somebody only tells that this was said: «قال الوزير إن الحزب أكد ذلك. وأضاف أن»."""
    before = draft.sentence.units[max(draft.unit.index - 4, 0) : draft.unit.index]
    if draft.unit.conjoined or any(u.text in COMMAS or u.norm in TURNS for u in before):
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
    but = before is not None and before.norm in ("لكن", "ولكن") and before.enclitic in ("ه", "ها")
    joined = draft.unit.conjoined or but or (before is not None and before.norm == "كما")
    return joined and (bool(manner(draft)) or draft.type in DEMANDS)


def _own_act(draft: Draft, start: int, end: int) -> int | None:
    """Return where the speaker's own deed joins a claim of what he will do: «أكد أنه لن يجدد عقده، وأهدى الفوز إلى»."""
    units, form = draft.sentence.units, draft.predicate.form
    if not draft.predicate.verbal or form.aspect != "perf" or not start or units[start - 1].enclitic not in ("ه", "ها"):
        return None
    for unit in units[start:end]:
        verbs = [f for f in unit.forms if f.kind == "verb"]
        if unit.pos != "verb" or not verbs:
            continue
        if all(f.aspect != "perf" for f in verbs):
            continue
        joined = unit.conjoined and units[unit.index - 1].text in COMMAS and unit.index > start
        same = any(f.aspect == "perf" and f.gender == form.gender and f.number == form.number for f in verbs)
        return unit.index if joined and same else None
    return None


def _circumstance(draft: Draft) -> bool:
    """Whether a participle of saying goes with the verb before it: «مشيرا إلى أن», «مؤكدة أن»."""
    return draft.predicate.form.kind == "active" and not draft.unit.definite and manner(draft) == "verb"


def _depicts(draft: Draft) -> bool:
    """Whether a participle behind a comma tells what else the speaker does: «قال إن …، مطالبا بالتحقيق»."""
    unit, units = draft.unit, draft.sentence.units
    accusative = draft.predicate.form.kind == "active" and unit.norm.endswith("ا") and not unit.definite
    before = units[unit.index - 1] if unit.index else None
    if before is None or not accusative or draft.type not in DEMANDS:
        return False
    amount = before.kind == "quantity" or before.kind == "time"  # «… إلى مليار دولار داعيا إلى»
    return amount or before.text in "،,»”" or (before.text == '"' and closes_quotation(units, before.index))


def _topic(draft: Draft) -> int | None:
    """Return where the noun begins that somebody states or announces: «أعلنت إيقاف الصحيفة»."""
    predicate = draft.predicate
    lemma = fold(predicate.form.lemma)
    if lemma in saying_words()["denies"] and any(u.key in saying_words()["charge"] for u in predicate.get("obj")):
        return None  # «نفت الاتهامات الموجهة إليها»: whoever accuses says so
    if lemma in saying_words()["feels"] or (lemma in saying_words()["finds"] and draft.type != "Say") or remarks(draft):
        return None  # «أعرب عن أسفه لاستقالة المدير», «اكتشفت الشرطة سرقة», «علق على الهجوم»
    warned = ("masdar", "noun") if draft.type == "Threaten" else ("masdar",)  # «حذر من كارثة»
    topic = [u for u in predicate.get("obj") if u.kind == "word"] + [
        u for p in ("عن", "على", "إلى", "ب", "من") for u in predicate.get(p) if any(f.kind in warned for f in u.forms)
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
        if unit.cls == "sub" and unit.key.lstrip("بف").startswith("ان") and before.norm not in _unsaying():
            return at + 1 if verbal or not unit.conjoined else None
        if unit.kind == "mark" and unit.text == ":":
            return at + 1
        if unit.norm == "ما" and before.cls != "prep" and fold(draft.predicate.form.lemma) in saying_words()["denies"]:
            return at + 1  # «نفى الوزير ما تردد عن استقالته»
        if closes_quotation(units, at):
            break  # «"… تبدأ بمخاطبة المكتب".»
        if unit.kind == "mark" and unit.text in '«“"':
            if long_quotation(units, at):
                return at + 1
            at = closing(units, at + 1) or at  # «لصحيفة "القدس"»
        elif unit.kind == "mark" and unit.text in ".؛!؟?":
            break
        if unit.pos == "verb" and (not verbal or (at > draft.unit.index + 1 and (unit.conjoined or _tells(units, at)))):
            break
    return None


def _tells(units: list[Unit], at: int) -> bool:
    """Whether a verb has what is said behind it: «أعلنت الوزارة سيطرتها …، وعلى صعيد متصل أكد مصدر أن»."""
    saying = any(says(f) and f.kind == "verb" for f in units[at].forms)
    return saying and not units[at].enclitic and not _relative(units[at], units)


@cache
def _unsaying() -> frozenset[str]:
    """Return the words behind which «أن» is no complement: «كلمته بعد أن», «إلا أن»."""
    return scope_words("adjunct") - {"في", "عند", "لدى"} | scope_words("unsaid")


def _relative(unit: Unit, units: list[Unit]) -> bool:
    """Whether the pronoun of a verb goes back to what stands before it: «التي أعلنها», «ما قاله», «بيان نقلته»."""
    before = units[unit.index - 1] if unit.index else None
    if before is None or unit.conjoined:
        return False
    return before.cls == "rel" or before.norm == "ما" or (before.pos in ("noun", "adj") and not before.definite)


def _afterthought(draft: Draft, units: list[Unit]) -> int | None:
    """«…، كما أعلن الوزير»، «…، وفق ما أكده»: what stands before it is what was said."""
    at = draft.unit.index - 1
    if at < 1:
        return None
    word = units[at].norm
    if (word in ("كما", "ما") or word in saying_words()["as_said"]) and at > 2 and units[at - 1].cls != "pron":
        return at  # but «…، وهو ما تنفيه السلطات»
    return None
