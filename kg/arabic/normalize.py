"""Spelling out of the way: a light form to read, a folded key to look up, and the way back to the text's offsets.

`light` drops what carries no letter (tashkeel, tatweel, bidi and zero-width controls), gives Persian letter
forms and presentation forms their Arabic letter, and writes digits as ASCII. `fold` goes further and lets
spellings meet that Arabic papers mix: أ إ آ ٱ → ا, ى → ي, ة → ه, ؤ → و, ئ → ي.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_DROPPED = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_LETTERS = str.maketrans("کیےھەہۀڪٱپچڤگڨژ\u00a0\u202f٫٬", "كييههههكابجفكقز  .,")
_DIGITS = {ord(c): str(i) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for i, c in enumerate(digits)}
_LIGHT: dict[int, int | str | None] = {**_LETTERS, **_DIGITS}
_FOLD = str.maketrans("أإآىةؤئ", "ااايهوي")
_WORD = 24  # code points: what is so short is likely a word that comes again
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_PLAIN = re.compile("[\u0621-\u063a\u0641-\u064a !-~]*")  # most words are light as they stand


@dataclass(frozen=True, slots=True)
class Normalized:
    """A light form with its way back: code point `i` of `text` came from offset `offsets[i]` of the original.

    `offsets` has one entry more than `text`: the end of the original.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's span for `text[start:end]`, trailing marks included."""
        return self.offsets[start], self.offsets[end]


def light(text: str) -> str:
    """Return `text` without marks and controls, in Arabic letters and ASCII digits.

    >>> light("الـعِـراقُ ٢٠١٤")
    'العراق 2014'
    """
    if _PLAIN.fullmatch(text):
        return text
    if _PRESENTATION.search(text):
        text = _PRESENTATION.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    return _DROPPED.sub("", text).translate(_LIGHT)


def fold(text: str) -> str:
    """Return the key by which spellings of one word meet.

    >>> fold("إلى") == fold("الي"), fold("وزارة")
    (True, 'وزاره')
    """
    return _fold_word(text) if len(text) <= _WORD else light(text).translate(_FOLD)


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    return light(word).translate(_FOLD)


def normalize(text: str) -> Normalized:
    """Return the light form of `text` with the offset of each of its code points."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(text):
        for piece in light(letter):
            letters.append(piece)
            offsets.append(offset)
    offsets.append(len(text))
    return Normalized("".join(letters), tuple(offsets))
