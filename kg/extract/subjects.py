"""What a verb's subject is: agreement, where it stands, and when a lone noun behind the verb is its object instead.

Word order and agreement follow Ryding (2005), ch. 4; relative clauses ch. 14.
"""

from __future__ import annotations

from functools import cache

from kg.arabic.normalize import fold
from kg.arabic.predicates import Form, lexicon
from kg.arabic.tables import read_table
from kg.arabic.vocabulary import count
from kg.extract.chunks import Chunk, Phrase, transparent
from kg.extract.counted import is_people, is_person_noun
from kg.extract.entities.nouns import type_nouns
from kg.extract.entities.titles import titles
from kg.extract.kinds import somebody
from kg.extract.units import Unit
from kg.model import Entity, Quantity

_STOPS = set(".؛:!؟?\n")
_PERSONAL = {"هو", "هي", "هم", "هما", "نحن", "أنا"}
_PRONOUNS = ("ها", "هم", "هن", "هما", "ني", "نا")
_OPEN = {"أن", "كي", "حتى"}
_CLAUSE_JOINS = {"لكن", "ولكن", "بل", "ثم", "بينما", "فيما"}

# --- agreement ------------------------------------------------------------------------------------------------------


def gender(unit: Unit) -> str:
    """Return m, f, or the empty string where the word does not show it."""
    if isinstance(unit.note, Entity):
        first = unit.text.split()[0]
        if unit.note.type == "Place":
            if first.endswith(("ة", "ا", "ات")):
                return "f"
            either = fold(first) in _masculine_places() or " " in unit.text  # «أعلن العراق», «استقبل مطار بيروت»
            return "" if either or not unit.note.country else "f"
        if unit.note.type == "Person":
            return _gender_of_person(first, " " in unit.text)
        return "f" if first.endswith(("ة", "ات")) else ""
    if unit.kind == "quantity":
        return ""
    if unit.norm.endswith("اة") and unit.norm != "فتاة" and is_person_noun(unit.key):
        return "m"  # «الجناة», «القضاة»
    if unit.key in lexicon().classes["manyhe"]:
        return ""  # «أضرب أساتذة», «أضربت الأساتذة»
    if unit.norm.endswith(("ة", "ات")) or (unit.norm.endswith("وى") and not unit.norm.startswith("م")):
        return "f"  # «الدعوى», «الشكوى»
    if (
        unit.text.endswith(("ون", "ين"))
        or _dual(unit)
        or any(f.kind == "masdar" and f.gender == "m" for f in unit.forms)
    ):
        return "m"
    return ""


@cache
def _masculine_places() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("masculine_places.tsv", ("word",)))


def _gender_of_person(first: str, named: bool) -> str:
    """What the first word tells: a title in ة is a woman's, a name in ة may be a man's (أسامة), and so may عمدة."""
    if first.endswith("ة"):
        title = titles().get(fold(first.removeprefix("ال")))
        return "f" if title is not None and "either" not in title.flags else ""
    held = titles().get(fold(first))
    if held is not None and held.kind == "office":
        return "m"  # «توجه رئيس الجمهورية» is no وجه
    return "m" if first.startswith("ال") and named else ""


def _dual(unit: Unit) -> bool:
    """Whether ان is the ending of two: «الوزيران», not «النيران»."""
    return unit.norm.endswith("ان") and count(unit.norm[:-2]) + count("ال" + unit.norm[:-2]) > 5


def plural(unit: Unit) -> bool:
    """Whether the word can be the subject of a plural or dual verb that follows it."""
    return unit.text.endswith(("ون", "ين", "ان", "ات", "اة")) or not unit.text.endswith("ة")  # «الجناة سرقوا»


def agrees_after(form: Form, unit: Unit) -> bool:
    """A verb before its subject agrees in gender only; «أشكر» and «نشكر» have no other subject than the speaker."""
    if form.number in ("p", "d") or not form.gender:
        return False
    if unit.kind == "quantity" and form.gender == "f" and _men(unit):
        return False  # «عاقبت خمسة متهمين»: they were punished
    shown = gender(unit)
    return not (form.gender and shown and form.gender != shown and not unit.text.endswith(("ات", "ون", "ين")))


def _men(unit: Unit) -> bool:
    """Whether a quantity counts men, as its sound plural or its accusative shows: «متهمين», «فلسطينيا»."""
    words = unit.text.split()
    last = fold(words[-1])
    return len(words) > 1 and last.endswith(("ين", "ون", "ا")) and not last.endswith("تا") and is_person_noun(last)


def agrees_before(form: Form, unit: Unit) -> bool:
    """A verb after its subject agrees fully; groups of things are feminine singular."""
    if not form.gender:
        return False  # «البيان نؤكد»
    if form.number in ("p", "d"):
        return plural(unit)
    shown = gender(unit)
    return not (form.gender and shown and form.gender != shown and not unit.text.endswith(("ات", "ين")))


# --- objects --------------------------------------------------------------------------------------------------------


def lone_object(form: Form, phrase: Phrase, drops: str) -> bool:
    """Whether the one bare noun behind a verb is its object: «ظل يخدم المجتمع», «أنها استغلت علاقاتها».

    `drops` tells whether the verb's subject is left out: `sure`, `likely` («إنه سيلتقي بوتين»), `may` or nothing.
    """
    head = phrase.head
    if head.norm == "نفس" and head.enclitic:
        return True
    if not drops or not lexicon().transitive(form.lemma) or (says(form) and drops != "sure" and unknown(head)):
        return False  # «وأوضح بوعلام خلال اللقاء»
    return drops in ("sure", "likely") or not somebody(head)


def unknown(unit: Unit) -> bool:
    """Whether a word is no word of the lexicon and seldom met, so that it is likely a name."""
    plain = unit.kind == "word" and not (unit.definite or unit.enclitic or unit.forms)
    return plain and not unit.norm.endswith("ات") and count(unit.norm) < _SELDOM


_SELDOM = 15


# --- where the subject stands ----------------------------------------------------------------------------------------


def subject_before(chunks: list[Chunk], left: int, index: int, form: Form) -> Phrase | None:
    """The topic of a clause («الخارجية العراقية، شددت»): its first bare phrase, where the verb agrees with it."""
    for at, piece in enumerate(chunks[left:index], left):
        if piece.kind == "np" and piece.phrase is not None and not piece.preposition:
            head = piece.phrase.head
            if _heads_a_report(chunks[at:index]):
                return None  # «الحسيمة 25-2-2004 - ارتفعت حصيلة الزلزال»
            if _whereabouts(head):
                continue  # «وفي محافظة شبوة جنوب شرق اليمن أكدت مصادر أن»
            if head.text.endswith("ً") and at == left and piece.end - piece.start == 1:
                continue  # «بناءً على توجيهات الوزير تم الاتفاق»
            if head.key in transparent("when") and not head.definite and len(piece.phrase.chain) > 1:
                continue  # «لحظة وصولها إلى القاعة أعربت السفيرة عن»
            if at > left and _same_body(chunks[at - 1], piece):
                continue  # «بحسب وكالة الأنباء "وات" قررت اللجنة»
            if at > left and chunks[at - 1].kind in ("np", "time", "prep") and not isinstance(head.note, Entity):
                return None  # «خلال السنوات الست الماضية انخفض المعدل»: it goes on with what stands before it
            if at > left and _act_of_somebody(chunks[at - 1]):
                return None  # «لدى استقباله نظيره التركي، أكد الرئيس»
            stands = head.definite or head.kind in ("entity", "quantity") or any(u.definite for u in piece.phrase.chain)
            headed = (
                left and chunks[left - 1].unit.text == ":" and at + 1 == index and not head.enclitic
            )  # «عاجل: شاب يقتل»
            opened = left == 0 or headed or _announces_subject(chunks[left - 1])
            return piece.phrase if (stands or opened) and agrees_before(form, head) else None
        if piece.kind in ("prep", "neg", "vpart", "adv", "time", "mark", "np", "pron"):
            continue
        return None
    return None


def _whereabouts(unit: Unit) -> bool:
    """Whether a place is a side of another, where something is and nobody acts: «شمال العراق»."""
    nouns = type_nouns().get(fold(unit.text.split()[0]), ()) if isinstance(unit.note, Entity) else ()
    return any(noun.is_side for noun in nouns)


def _heads_a_report(chunks: list[Chunk]) -> bool:
    """Whether a place opens a report, with a dash, a colon or a slash behind it, so that it is no subject."""
    note = chunks[0].unit.note
    place = isinstance(note, Entity) and note.type == "Place"
    return place and any(c.kind == "mark" and c.unit.text in "-–—:/" for c in chunks[1:])


def _same_body(before: Chunk, piece: Chunk) -> bool:
    """Whether a body's name stands right behind another behind a preposition: it is the same body's."""
    notes = [c.phrase.filler.note if c.phrase is not None else None for c in (before, piece)]
    return bool(before.preposition) and all(isinstance(n, Entity) and n.type == "Organization" for n in notes)


def _act_of_somebody(piece: Chunk) -> bool:
    """Whether a phrase is a masdar with its doer's pronoun, whose object may follow."""
    if piece.phrase is None or not piece.preposition:
        return False
    last = piece.phrase.chain[-1]
    return bool(last.enclitic) and any(f.kind == "masdar" and lexicon().transitive(f.lemma) for f in last.forms)


def pronoun_before(chunks: list[Chunk], index: int) -> str:
    """The pronoun before a verb that may be its subject: «أنها استغلت», «هو أخرج»; in «أنه قتل شخصان» it is not."""
    for piece in reversed(chunks[:index]):
        if piece.kind == "pron":
            return piece.unit.norm if piece.unit.norm in _PERSONAL else ""
        if piece.kind in ("sub", "conj"):
            return piece.unit.enclitic or next((p for p in (*_PRONOUNS, "ه") if piece.unit.norm.endswith(p)), "")
        if piece.kind not in ("neg", "vpart", "adv", "time"):
            return ""
    return ""


def subject_left_out(chunks: list[Chunk], index: int) -> bool:
    """Whether a verb stands where its subject is often another verb's: joined by و, behind أن, كان or the ل of purpose."""
    at = index - 1
    while at >= 0 and chunks[at].kind in ("neg", "vpart", "adv"):
        at -= 1
    if chunks[index].conjoined or "ل" in chunks[index].unit.proclitics:
        return True
    if at < 0:
        return False
    before = chunks[at]
    opens = before.kind == "sub" and before.unit.norm.lstrip("بفول") in _OPEN
    return opens or before.kind == "conj" or (before.kind == "verb" and auxiliary(before.unit))


def described_subject(chunks: list[Chunk], left: int, form: Form) -> Phrase | None:
    """The subject that a relative clause parts from its verb: «أن حصيلة السيول التي ضربت المنطقة ارتفعت»."""
    at = left - 1
    if not 0 < at < len(chunks) or chunks[at].kind != "verb":
        return None
    while at > 0 and chunks[at].kind in ("verb", "neg", "vpart"):
        at -= 1
    if chunks[at].kind != "rel" or not at or chunks[at - 1].kind != "np" or chunks[at - 1].conjoined:
        return None
    start = left_border(chunks, at)
    opened = start == 0 or chunks[start - 1].kind in ("sub", "conj", "mark")
    return subject_before(chunks, start, at, form) if opened else None


def described_at_once(chunks: list[Chunk], left: int, index: int, form: Form) -> Phrase | None:
    """The indefinite subject behind إن that a clause describes before its verb: «إن قافلة تضم 40 شاحنة ستصل»."""
    verb = left - 1
    at = verb - 1
    while at > 0 and chunks[at].kind in ("neg", "vpart"):
        at -= 1
    start = left_border(chunks, verb)
    first = chunks[start].phrase if 0 < start <= at else None
    if first is None or chunks[start].preposition or not _announces_subject(chunks[start - 1]):
        return None
    indefinite = first.head.kind in ("word", "quantity") and not any(u.definite or u.enclitic for u in first.chain)
    parted = chunks[verb].conjoined or auxiliary(chunks[verb].unit)
    parted = parted or any(c.kind in ("mark", "conj", "pron") for c in chunks[start:verb])
    several = first.head.norm.endswith(("ون", "ين")) and is_person_noun(first.head.key) and form.number == "s"
    nearer = chunks[index - 1].kind == "np" and eventful(chunks[index - 1].unit)  # «شنوا هجوما استهدف تجمعا»
    return first if indefinite and not (parted or several or nearer) and agrees_before(form, first.head) else None


def of_an_age(chunks: list[Chunk], left: int, form: Form) -> Phrase | None:
    """Who is said to be of an age before his verb: «أن امرأة تبلغ من العمر 25 عاما توفيت»."""
    if not 1 < left < len(chunks) or chunks[left - 1].kind != "verb":
        return None
    before, after = chunks[left - 2], chunks[left]
    aged = after.preposition == "من" and after.unit.norm == "عمر" and before.phrase is not None
    if not aged or before.preposition or before.conjoined or before.phrase is None:
        return None
    return before.phrase if agrees_before(form, before.phrase.head) else None


def takes_up(chunks: list[Chunk], left: int) -> bool:
    """Whether a relative clause ends before `left` whose verb has its antecedent by a pronoun, so that its subject follows."""
    at = left - 1
    if not 0 < at < len(chunks) - 1 or chunks[at].kind != "verb" or chunks[at - 1].kind != "rel":
        return False
    after = chunks[at + 1]
    return bool(chunks[at].unit.enclitic) or (after.kind == "prep" and bool(after.unit.enclitic))


def _announces_subject(before: Chunk) -> bool:
    """Whether a subject must follow, definite or not: «أن وحدات تابعة للجيش، توجهت»."""
    joins = before.kind == "conj" and before.unit.norm in _CLAUSE_JOINS  # «لكن شهود عيان أكدوا»
    return joins or (before.kind == "sub" and before.unit.key.lstrip("بفول") in ("ان", "كن", "اكن"))


def antecedent(chunks: list[Chunk], left: int, index: int, form: Form) -> Unit | None:
    """The noun that a relative clause belongs to («القوات التي باتت», «التحالف الذي تقوده واشنطن»)."""
    if (taken_up := resumed(chunks, index)) is not None:
        return taken_up
    if left == 0 or chunks[left - 1].kind != "rel":
        return None
    relative = chunks[left - 1].unit.key
    if not relative.lstrip("وفب").startswith("ال"):
        return None  # «ما», «من» stand for themselves: «على ما أفادت الوكالة»
    wanted = "f" if relative in ("التي", "اللتان", "اللتين", "اللاتي", "اللواتي") else "m"
    for piece in reversed(chunks[: left - 1]):
        if piece.kind in ("verb", "sub"):
            return None
        if piece.kind == "np" and piece.phrase is not None:
            chain = [u for p in reversed(list(piece.phrase.all())) for u in reversed(p.chain)]
            if relative in ("الذين", "اللذين", "اللذان"):  # «الأهالي ورواد مواقع التواصل الذين عبروا»
                chain = [u for u in chain if somebody(u) or is_people(u.key)] or chain
            for unit in chain:
                if gender(unit) in (wanted, "") or (wanted == "f" and unit.text.endswith("ات")):
                    return unit
    return None


PRONOUN_GENDER = {"ها": "f", "ه": "m"}


def resumed(chunks: list[Chunk], index: int) -> Unit | None:
    """The indefinite noun right before a verb whose pronoun takes it up: «اتهامات كالتها بغداد», «في تقرير نشره»."""
    before, unit = chunks[index - 1] if index else None, chunks[index].unit
    after = chunks[index + 1] if index + 1 < len(chunks) else None
    pronoun = unit.enclitic
    if not pronoun and after is not None and after.kind == "prep" and after.preposition == "ب":
        pronoun = after.unit.enclitic if after.unit.enclitic in ("ه", "ها") else ""
    if not pronoun or before is None or before.phrase is None or chunks[index].conjoined:
        return None
    if any(u.definite or u.enclitic for u in before.phrase.chain):
        return None
    wanted = PRONOUN_GENDER.get(pronoun, "")
    if not unit.enclitic and gender(before.phrase.head) != wanted:
        return None  # «زيارة قام بها الوزير»
    chain = [u for u in before.phrase.chain if u.key not in transparent("frame")]  # «على خلفية رسائل نشرتها»
    fitting = (u for u in chain if gender(u) in ("", wanted) or not wanted or u.kind == "quantity")
    return next(fitting, before.phrase.head)  # «مسودة اتفاق عرضه الوسيط»


def asyndetic(chunks: list[Chunk], index: int, form: Form) -> Unit | None:
    """The indefinite noun that a clause describes without a relative pronoun: «متظاهرين احتلوا الميدان»."""
    before = chunks[index - 1]
    if before.phrase is None:
        return None
    head = before.phrase.filler
    if (who := _whom_it_befell(before.phrase, form)) is not None:
        return who
    if isinstance(head.note, Quantity) and head.note.unit != "person" and "ل" in chunks[index].unit.proclitics:
        return None  # «يتسلمون 92 أورو ليبلغ حجم منحهم 1400 أورو»
    indefinite = head.kind == "quantity" or not (head.definite or any(u.definite for u in before.phrase.chain))
    if indefinite and agrees_before(form, head):
        return head
    last = before.phrase.chain[-1]  # «لتفريق 70 ألف متظاهر احتلوا الميدان», «بانفجار عبوة استهدفت رتلا»
    many = last.kind == "quantity" and form.number == "p"
    one = last.kind == "word" and not (last.definite or last.enclitic) and gender(last) == form.gender == "f"
    return last if many or (one and form.number == "s") else None


def _whom_it_befell(phrase: Phrase, form: Form) -> Unit | None:
    """The person in the idafa of an event noun of whom a verb behind tells: «إعدام مواطن أدين بالقتل»."""
    last = phrase.chain[-1]
    person = last.kind == "word" and not (last.definite or last.enclitic) and is_person_noun(last.key)
    if not person or len(phrase.chain) < 2 or phrase.joined or not eventful(phrase.head):
        return None
    types = {frame.type for frame in lexicon().frames(form.lemma)} - {None}
    return last if types and types <= _OF_PEOPLE and agrees_before(form, last) else None


_OF_PEOPLE = {"Accuse", "Appoint", "Coerce", "Dismiss", "Displace", "Injure", "Judge"}  # what befalls people only


def told_of(chunks: list[Chunk], index: int, form: Form) -> Unit | None:
    """The indefinite noun behind a preposition of which the verb right after it tells: «في غارة استهدفت القافلة»."""
    before = chunks[index - 1] if index else None
    if before is None or before.kind != "np" or not before.preposition or before.phrase is None or says(form):
        return None
    head = before.phrase.head
    one = isinstance(head.note, Entity) and head.note.type == "Group" and not head.text.startswith("ال")  # «لمغربي دعا»
    indefinite = (head.kind == "word" or one) and not any(u.definite or u.enclitic for u in before.phrase.chain)
    tells = form.gender == gender(head) == "f" or (eventful(head) and agrees_before(form, head))
    if indefinite and not before.phrase.joined and not tells:
        return asyndetic(chunks, index, form) if len(before.phrase.chain) > 1 else None
    return head if indefinite and not before.phrase.joined else None


def auxiliary(unit: Unit) -> bool:
    """Whether a word may be an auxiliary verb: «كان», «ظل»."""
    return any(f.lemma in lexicon().auxiliaries for f in unit.forms)


def left_border(chunks: list[Chunk], index: int) -> int:
    """Return the index of the first chunk of the clause that the verb at `index` stands in."""
    at = index - 1
    while at >= 0:
        piece = chunks[at]
        if piece.opens:
            return at
        if piece.kind in ("sub", "rel", "verb") or (piece.unit.norm == "ما" and at + 1 == index):
            return at + 1
        if piece.kind == "mark" and piece.unit.text in _STOPS:
            return at + 1
        if piece.kind == "conj" and (piece.unit.norm in _CLAUSE_JOINS or at + 1 == index):
            return at + 1
        at -= 1
    return 0


# --- event nouns and verbs of saying -------------------------------------------------------------------------------


def eventful(unit: Unit) -> bool:
    """Whether a noun may be an event: some sense that nouns of its lemma may have has a type."""
    acts = [f for f in unit.forms if f.kind in ("masdar", "noun")] if noun_form(unit) is not None else []
    return any(frame.type and not frame.finite for form in acts for frame in lexicon().frames(form.lemma))


def noun_form(unit: Unit) -> Form | None:
    """Return what a noun is as an event, a masdar before a participle, or None."""
    if unit.kind != "word" or unit.pos not in ("noun", "adj"):
        return None
    ranked = [f for kind in ("masdar", "noun", "active", "passive") for f in unit.forms if f.kind == kind]
    return ranked[0] if ranked else None


def says(form: Form) -> bool:
    """Whether a lemma has a sense of saying."""
    return any(frame.type == "Say" for frame in lexicon().frames(form.lemma))
