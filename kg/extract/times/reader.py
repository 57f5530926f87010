"""The words of one sentence as productions look at them: the word of time, number or year at a position.

`Made` is what a production makes of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.arabic.morphology import segment
from kg.arabic.normalize import fold
from kg.arabic.numbers import may_be_number, read_number
from kg.arabic.predicates import lexicon
from kg.arabic.tables import read_table
from kg.arabic.tokens import Token
from kg.extract.counted import units
from kg.extract.times.pieces import Piece, beginnings, clitic_ordinal, readings
from kg.model import Anchor, TimeType

# the kinds of words that a time may begin with
_OPENING = (
    "part", "unit", "deictic", "weekday", "month", "hijri", "edge", "share", "clock", "one", "decade", "season",
    "part_of_year", "set", "every", "campaign", "then",
)  # fmt: skip


_CLAUSE = 8  # words back to the verb that tells what stands behind «في»
_PARTS = ("ان", "انه", "انها", "بان", "،", ",")
_FACTS = ("قبل", "بعد", "دون", "بدون", "منذ", "من", "استطاع", "استطاعت", "سبق", "لبث", "لبثت", "كاد", "كادت")
_HELD = ("Consult", "Compete", "Elect", "Move")  # types whose imperfect beside a day tells what is to come


def _is_held(lemma: str) -> bool:
    """Whether a verb is one of what is arranged: «تعقد القمة», «تقام الدورة»."""
    return any(kind == "held" and not rest for rest, kind, *_ in beginnings().get(fold(lemma), ()))


@cache
def _intents() -> frozenset[str]:
    """Verbs whose object is yet to be done: «قرر», «طالب», «اعتزم»."""
    rows = read_table("modality.tsv", ("cue", "how", "effect"))
    return frozenset(fold(r["cue"]) for r in rows if r["how"] == "verb" and r["effect"] in ("planned", "demanded"))


@dataclass(frozen=True, slots=True)
class Made:
    """What a production made: up to which token, where the words begin and end, and the value."""

    end: int
    start: int
    stop: int
    type: TimeType
    value: str
    anchor: Anchor = "explicit"


class Reader:
    """One sentence and what is known while it is read: what words of time stand where, and what they may lean on.

    `published` is the day of publication, `anchor` the last date of the text so far (EDTF, or empty), `anchor_day` the
    last that is a day, `told` the date with its year that the sentence before ends on, `period` the last that is months
    of a year.
    """

    def __init__(
        self,
        tokens: list[Token],
        published: date | None,
        anchor: str,
        told: str = "",
        anchor_day: str = "",
        period: str = "",
    ) -> None:
        self.tokens, self.published, self.anchor, self._told_before = tokens, published, anchor, told
        self.anchor_day, self.period = anchor_day, period
        self.told_here = ""
        self.made_before: Made | None = None
        self.clock_day = ""  # the day that an earlier clock time of the sentence has
        self._pieces: dict[int, list[Piece]] = {}

    @property
    def told_date(self) -> str:
        """The last date with its year, of this sentence or the one before, where no day of the news came after it."""
        return self.told_here or self._told_before

    def remember(self, made: Made) -> None:
        """Take in a time of the sentence: what follows may lean on it."""
        self.made_before = made
        if made.type != "DATE":
            return
        if re.fullmatch(r"\d{4}-\d\d(/\d{4}-\d\d)?", made.value):
            self.period = made.value
        if re.fullmatch(r"\d{4}(-\d\d){0,2}", made.value):
            self.anchor = made.value
            self.anchor_day = made.value if len(made.value) == len("2011-01-14") else self.anchor_day
        if made.anchor not in ("explicit", "text"):
            self.told_here = self._told_before = ""
        elif re.fullmatch(r"\d{4}-(0\d|1[0-2])(-\d\d)?", made.value):
            self.told_here = made.value

    @property
    def future(self) -> bool:
        """Whether the sentence speaks of what is to come."""
        return any(self._future_cue(i) for i in range(len(self.tokens)))

    def future_at(self, at: int) -> bool:
        """Whether what stands at `at` is to come: the nearest verb before it tells, else the nearest behind.

        «أعلن الوزير الخميس أن المؤتمر سيعقد في مايو»: Thursday is past. What is said behind «أن» has a tense of its own.
        """
        if self.key(at - 1) in ("حتي", "غايه"):
            return True  # «يستمر المطر حتى الثلاثاء»
        if self.told(at - 1 - (self.key(at - 1) in ("يوم", "مساء", "صباح", "في")), "done"):
            return False  # «الحكم الصادر الخميس»
        for i in range(at - 1, -1, -1):
            if self._future_cue(i):
                return True
            if self.key(i) in ("ان", "انه", "انها", "بان"):
                return self._to_come(i) or self.future
            if at - i < 4 and self._arranged(i):
                return True
            if self._past_verb(i):
                return self._decides(i, at)
            if at - i < 4 and self._takes_place(i):
                return True
        return next(
            (cue for i in range(at + 1, len(self.tokens)) if (cue := self._future_cue(i)) or self._past_verb(i)), False
        )

    def past_before(self, at: int) -> bool:
        """Whether what stands at `at` has been, by what is before it: «جرت في 7 مارس», «منذ ديسمبر», «صادرات أيار».

        A past verb tells it over its subject and object, but not over an act that it may set the day of.
        """
        edge = self.told(at - 1, "edge")
        at -= edge  # «وقعت في نهاية ديسمبر»
        if self.key(at - 1).endswith("منذ") or self.told(at - 1, "reported"):
            return True
        behind = self.key(at - 1) in ("في", "يوم", "خلال", "اثناء")
        if not behind and not edge and not self.told(at, "part", "unit", "weekday"):
            return False  # «غادر السجن يوم 9 أكتوبر», «استقال أواخر ديسمبر»
        for i in range(at - 1 - behind, max(at - _CLAUSE, 0) - 1, -1):
            if self._past_verb(i) and not self._arranged(i):
                return not self._decides(i, at)
            if self.key(i).endswith("منذ"):
                return True  # «منذ اندلاع الحرب في 7 أكتوبر»
            if self._future_cue(i) or self.key(i) in _PARTS:
                return False
            if self._acts(i) and not (self.told(i - 1, "broke_out") or self.told(i - 2, "broke_out")):
                return self._since_it(i)
        return False

    def willed_before(self, at: int) -> bool:
        """Whether the nearest verb before a day tells of what is to come: «ستجرى الانتخابات في 15 نوفمبر»."""
        for i in range(at - 1, max(at - _CLAUSE, 0) - 1, -1):
            if self._future_cue(i) or self._arranged(i):
                return True
            if self._past_verb(i):
                return self._decides(i, at)
            if self._takes_place(i) and not self._may_be_past(i):
                return True
        return False

    def _may_be_past(self, at: int) -> bool:
        """Whether a word may also be a verb in the perfect: «تراجع»."""
        return any(f.aspect == "perf" for f in lexicon().lookup(segment(self.tokens[at].norm).key))

    def _since_it(self, at: int) -> bool:
        """Whether «منذ» stands before an act or two: «منذ بدء الحرب», «منذ انطلاق الحملة»."""
        first = next((i for i in range(at, max(at - 3, -1), -1) if not self._acts(i)), at)
        return self.key(first).endswith("منذ")

    def _acts(self, at: int) -> bool:
        """Whether a word is a masdar, whose day may be another than its verb's."""
        word = segment(self.tokens[at].norm)
        return lexicon().is_masdar(word.key)

    def _future_cue(self, at: int) -> bool:
        return _future_verb(self.tokens[at]) or self._kind(at) in ("future", "next")

    def _past_verb(self, at: int) -> bool:
        if not 0 <= at < len(self.tokens) or self.tokens[at].kind != "word" or _future_verb(self.tokens[at]):
            return False
        word = segment(self.tokens[at].norm)
        forms = lexicon().lookup(word.key) if not word.definite else ()
        return any(f.kind == "verb" and f.aspect == "perf" for f in forms) and (
            at == 0 or all(f.kind == "verb" for f in forms) or self.key(at - 1) in ("التي", "الذي", "الذين")
        )

    def _decides(self, verb: int, at: int) -> bool:
        """Whether a past verb and the act behind it tell of what is to come: «قررت الحكومة إغلاق المدارس الأحد».

        An act that it was decided at is past: «اتفقا أثناء اتصال ليل الأربعاء».
        """
        lemmas = {fold(f.lemma) for f in lexicon().lookup(segment(self.tokens[verb].norm).key) if f.kind == "verb"}
        if lemmas.isdisjoint(_intents()):
            return False
        words = (i for i in range(verb + 1, at) if self.tokens[i].kind == "word")
        acts = (
            segment(self.tokens[i].norm) for i in words if not self.told(i, "along") and not self.told(i - 1, "along")
        )
        return any(not w.definite and lexicon().is_masdar(w.key) for w in acts)

    def _to_come(self, at: int) -> bool:
        """Whether أن brings in what is to be, by an imperfect behind it: «رجح أن تصل السفينة الخميس»; not «قبل أن»."""
        word = segment(self.tokens[at + 1].norm) if at + 1 < len(self.tokens) else None
        if self.key(at) != "ان" or word is None or word.proclitics or self.key(at - 1) in _FACTS:
            return False
        forms = lexicon().lookup(word.key)
        return any(f.kind == "verb" for f in forms) and all(f.aspect in ("impf", "juss") for f in forms)

    def _takes_place(self, at: int) -> bool:
        """An imperfect of what is held on a day: «جلسة تعقد السبت», «يلتقي الفريقان الأحد»."""
        return any(frame.type in _HELD for lemma in self._imperfects(at) for frame in lexicon().frames(lemma))

    def _arranged(self, at: int) -> bool:
        """An imperfect of what is arranged, whatever else the word may be: «تعقد القمة السبت»."""
        return any(map(_is_held, self._imperfects(at)))

    def _imperfects(self, at: int) -> list[str]:
        """The lemmas of which a word may be a verb in the imperfect that no particle turns to the past."""
        word = segment(self.tokens[at].norm) if self.tokens[at].kind == "word" else None
        if word is None or word.definite or self.key(at - 1) in ("لم", "كان", "كانت"):
            return []
        return [f.lemma for f in lexicon().lookup(word.key) if f.kind == "verb" and f.aspect == "impf"]

    def cue(self, at: int) -> bool:
        """Whether a time may begin at `at`."""
        token = self.tokens[at]
        if token.kind != "word":
            return token.kind == "number"
        if (
            token.key.endswith(
                ("هذا", "هذه", "يومي", "عامي", "سنتي", "سنتا", "نفس", "ذات", "ال", "ذلك", "تلك", "الفتره", "المده")
            )
            or self.key(at + 1) == "ايام"  # «ثاني أيام عيد الفطر»
            or self.piece(at, *_OPENING) is not None
        ):
            return True
        return self._numeral(at) > 0

    def _numeral(self, at: int) -> int:
        ordinal, _ = clitic_ordinal(self.tokens[at].key)
        if ordinal:
            return 1
        return 1 if may_be_number(self.tokens[at].key) and read_number(self.tokens, at) is not None else 0

    def piece(self, at: int, *kinds: str) -> Piece | None:
        """Return the word of time at `at` (of one of the kinds), the longest that the data has."""
        if at >= len(self.tokens):
            return None
        found = self._pieces.get(at)
        if found is None:
            found = self._pieces[at] = self._all_pieces(at)
        return next((p for p in found if p.kind in kinds), None) if kinds else found[0] if found else None

    def _all_pieces(self, at: int) -> list[Piece]:
        token = self.tokens[at]
        found: list[tuple[int, Piece]] = []
        for clitic, shift, form in readings(token.key) if token.kind == "word" else ():
            for rest, kind, value, extra in beginnings()[form]:
                end = at + 1 + len(rest)
                if kind == "month" and len(form) < 3 and token.norm[len(clitic)] != "آ":
                    behind = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
                    dated = behind is not None and (behind.kind == "number" or behind.text == "/")
                    dated = dated or self.mark(at - 1, "/") or (at > 0 and self.tokens[at - 1].kind == "number")
                    if clitic not in ("", "و") or not dated:
                        continue  # «باب» is a door, «اب» a town; «بآب» "in August", «10 اب 2015», «اب/أغسطس»
                if kind == "deictic" and clitic == "ل" and token.norm[1:3] == "ام":
                    continue  # «لامس الدولار»
                if kind == "deictic" and token.norm.startswith("أل"):
                    continue  # «أليو»
                if rest and tuple(t.key for t in self.tokens[at + 1 : end]) != rest:
                    continue
                if self._fits(kind, form, token.key[len(clitic) :], shift):
                    start = token.offset(len(clitic) + shift)
                    found.append((-len(rest), Piece(kind, value, start, self.tokens[end - 1].end, end, extra)))
        return [piece for _, piece in sorted(found, key=lambda pair: pair[0])]

    def _fits(self, kind: str, form: str, key: str, shift: int) -> bool:
        article = (shift or key.startswith("ال")) and not form.startswith("ال")
        return not (article and kind in ("month", "edge", "every", "set", "part", "age", "deictic"))

    def _kind(self, at: int) -> str:
        piece = self.piece(at)
        return piece.kind if piece else ""

    def start(self, at: int) -> int:
        """Offset of the token without a conjunction or preposition."""
        token = self.tokens[at]
        piece = self.piece(at)
        if piece is not None:
            return piece.start
        number = read_number(self.tokens, at)
        if number is not None:
            return number.offset
        return token.offset(clitic_ordinal(token.key)[1])

    def number(self, at: int) -> tuple[int, int] | None:
        """Return an integer (digits or words) at `at` and the index after it."""
        if at >= len(self.tokens):
            return None
        number = read_number(self.tokens, at)
        if number is None or number.value is None or number.kind != "exact" or number.value != int(number.value):
            return None
        return int(number.value), number.end

    def key(self, at: int) -> str:
        """Return the folded token at `at`, empty past either end."""
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def definite(self, at: int) -> bool:
        """Whether the word at `at` has its article, under whatever clitics: «والعام», «للعام»."""
        key = self.key(at)
        return key.lstrip("وبل").startswith("ال") or key.lstrip("وف").startswith("لل")

    def article(self, at: int) -> int:
        """Return the index after an article written apart from its number: «الـ24»."""
        apart = self.key(at) in ("ال", "وال", "بال", "لل") and at + 1 < len(self.tokens)
        return at + 1 if apart and self.tokens[at + 1].kind == "number" else at

    def told(self, at: int, *kinds: str) -> bool:
        """Whether the data gives the token at `at` one of the kinds."""
        return 0 <= at < len(self.tokens) and self.piece(at, *kinds) is not None

    def named(self, at: int) -> bool:
        """Whether what follows the token at `at` is its name: «شارع 9 أبريل», «سورة الجمعة»."""
        return self.told(at, "named") and not self.definite(at)

    def mark(self, at: int, marks: str) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].kind == "mark" and self.tokens[at].text in marks

    def year(self, at: int) -> tuple[int, int] | None:
        """Return a year of four digits at `at`, and the index after it and its م or هـ."""
        if (
            at < len(self.tokens)
            and self.tokens[at].kind == "number"
            and re.fullmatch(r"1[0-9]{3}|20[0-9]{2}|2100", self.tokens[at].norm)
        ):
            end = at + 1
            if end < len(self.tokens) and self.tokens[end].key in ("م", "ميلاديه"):
                end += 1
            return int(self.tokens[at].norm), end
        return None

    def measured(self, at: int) -> bool:
        """Whether a unit of measure stands at `at`, so that «في اليوم» behind it tells how much of it a day has.

        «70 ألف م3 في اليوم», «عشرين دقيقة فقط في اليوم», «مرتين في الأسبوع», «550 مليون دولار في السنة».
        """
        at -= self.key(at) == "فقط"
        unit = units().get((self.key(at),))
        glued = self.key(at).isdigit() and at > 0 and units().get((self.key(at - 1) + self.key(at),))  # «م3»
        return bool(unit or glued) or self.told(at, "unit") or self.key(at) in ("مره", "مرات", "مرتين", "مرتان")

    def relative(self, at: int) -> Piece | None:
        return self.piece(at, "last", "next", "this", "following")

    def made(self, at: int, end: int, value: str, kind: TimeType = "DATE", anchor: Anchor = "explicit",
             start: int | None = None) -> Made:  # fmt: skip
        last = self.tokens[end - 1]
        return Made(end, self.start(at) if start is None else start, last.end, kind, value, anchor)


def _future_verb(token: Token) -> bool:
    key = token.key[token.key[:1] in ("و", "ف") :]
    return key[:1] == "س" and key[1:2] in ("ي", "ت", "ن", "ا") and "س" in segment(token.norm).proclitics
