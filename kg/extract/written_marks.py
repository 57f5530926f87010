"""What the few vowel marks that papers write decide: which verb a word is, its voice, and whether its first letter is its own."""

from __future__ import annotations

from kg.arabic.normalize import light
from kg.arabic.predicates import Form, lexicon

_FATHA, _DAMMA, _KASRA, _SHADDA = "\u064e\u064f\u0650\u0651"
_HAMZAS = "أإآؤئ"
_CAUSATIVE = ("II", "III", "IV", "Iq")  # whose imperfect has damma in the active too
# Marks that a clitic letter cannot bear: «بُني», «فِرق», «وُجد», «بَنى»
_FOREIGN_TO = {"و": _DAMMA + _KASRA, "ف": _DAMMA + _KASRA, "ك": _DAMMA + _KASRA, "ب": _DAMMA + _FATHA, "ل": _DAMMA}


def own_first_letter(text: str) -> bool:
    """Whether the mark on a word's first letter says that it is no clitic.

    >>> own_first_letter("بُني"), own_first_letter("وَقال")
    (True, False)
    """
    return len(text) > 1 and text[1] in _FOREIGN_TO.get(text[0], "")


def doubled(text: str) -> str:
    """Return the letter that bears a shadda, or the empty string: «ق» of «وقّعت»."""
    at = text.find(_SHADDA)
    letters = light(text[:at]) if at > 0 else ""
    return letters[-1:].translate(str.maketrans(_HAMZAS, "ء" * len(_HAMZAS)))


def marked(forms: tuple[Form, ...], text: str) -> tuple[Form, ...]:
    """Return the readings of a word that its written marks allow; all of them where the marks fit none."""
    if text.isalpha() or not forms:
        return forms
    if letter := doubled(text):
        forms = tuple(f for f in forms if _doubles(f, letter)) or forms
    if text[1:2] == _DAMMA:
        return tuple(found for f in forms if (found := _with_damma(f)) is not None) or forms
    if text[1:2] == _FATHA:
        return tuple(f for f in forms if not _has_damma(f)) or forms
    return forms


def _wazn(form: Form) -> tuple[str, str]:
    """The root and the pattern's number of the verb a form belongs to."""
    row = lexicon().lemma(form.lemma)
    return (row.root, row.wazn.split()[0].rstrip("*")) if row is not None and row.wazn else ("", "")


def _doubles(form: Form, letter: str) -> bool:
    """Whether a reading has a letter twice: «وقّع», «تقدّم», «ردّ», «اتّفق»."""
    root, wazn = _wazn(form)
    if len(root) < 3:
        return False
    middle = wazn in ("II", "V") and root[1] == letter
    return middle or root[1] == root[2] == letter or (wazn == "VIII" and letter in "تطد")


def _with_damma(form: Form) -> Form | None:
    """A reading with damma on its first letter, passive where it must be: «يُقتل», «بُني»; none for «تَقدم»."""
    if form.kind != "verb":
        return form if form.aspect or not form.norm.startswith("ت") else None
    if form.aspect == "perf" or _wazn(form)[1] not in _CAUSATIVE:
        return None if form.voice == "act" else form._replace(voice="pass")
    return form


def _has_damma(form: Form) -> bool:
    """Whether a verb has damma on its first letter in any reading: the imperfect of «عيّن», «أعلن», and passives."""
    if form.kind != "verb":
        return False
    return form.voice == "pass" or (form.aspect in ("impf", "juss") and _wazn(form)[1] in _CAUSATIVE)
