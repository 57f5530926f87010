"""Generate every surface form of the predicate lexicon into kg/arabic/data/predicates/forms.tsv.gz.

usage: generate_forms.py

Verbs are conjugated by mazini (CC BY 4.0, a port of Arabic Wiktionary's engine): third persons and first plural,
active and passive, three moods, with participles and the masdar its pattern predicts. Form I masdars and broken
plurals stand in the rows. Forms are keyed by their folded spelling without ال, proclitics and pronouns.
"""

import gzip
import sys
from collections import defaultdict
from pathlib import Path

from mazini import conjugate

from kg.arabic.normalize import fold, light
from kg.arabic.predicates import Lemma, fingerprint, read_lemmas
from kg.errors import DataError

TARGET = Path(__file__).parent.parent / "kg" / "arabic" / "data" / "predicates" / "forms.tsv.gz"
PERSONS = {"3ms": "m.s", "3fs": "f.s", "3md": "m.d", "3fd": "f.d", "3mp": "m.p", "3fp": "f.p", "1p": "-.p"}


def verb(lemma: Lemma):
    """Yield (light form, kind, features) of every form of one verb."""
    form, *vowels = lemma.wazn.split()
    options = {"vowels": tuple(vowels)} if vowels else {}
    reduced = {"reduced": True} if form.endswith("*") else {}
    slots = conjugate(lemma.root, form.rstrip("*"), **options, **reduced).slots
    if slots.get("past_pass_3ms") and not slots.get("past_pass_3fs"):  # «توفيت»: the passive is personal in news
        slots = conjugate(lemma.root, form.rstrip("*"), passive=True, **options, **reduced).slots
    voices = defaultdict(set)
    for tense, aspect in (("past", "perf"), ("ind", "impf"), ("sub", "impf"), ("juss", "impf")):
        for person, features in PERSONS.items():
            for voice, infix in (("act", ""), ("pass", "_pass")):
                for made in slots.get(f"{tense}{infix}_{person}", ()):
                    if made.form not in ("?", "-"):
                        norm = light(made.form)
                        # a form that only لم and the like ask for is marked so: «لم يقل»
                        only = tense == "juss" and (norm, "impf", features) not in voices
                        voices[norm, "juss" if only else aspect, features].add(voice)
    for (norm, aspect, features), found in voices.items():
        yield norm, "verb", f"{aspect}.{features}.{'either' if len(found) == 2 else found.pop()}"
        if norm.endswith("وا"):  # the alef goes before a pronoun: «قتلوه»
            yield norm[:-1], "verb", f"{aspect}.{features}.act"
        if norm.endswith("ى"):
            yield norm[:-1] + "ا", "verb", f"{aspect}.{features}.act"
    doubled = form == "I" and lemma.root[-1] == lemma.root[-2]
    for slot, kind in (("ap", "active"), ("pp", "passive")):
        if kind == "active" and doubled:
            continue  # قالّ, عادّ: nobody writes them, and they look like hollow verbs
        for made in slots.get(slot, ()):
            if made.form not in ("?", "-"):
                participle = light(made.form)
                yield from inflected(participle, kind, True)
                if made.form.endswith("ٍ"):  # داعٍ, but «داعيا», «داعية», «الداعي»
                    yield from inflected(participle + "ي", kind, True)
    if form != "I":
        for made in slots.get("vn", ()):
            if made.form not in ("?", "-"):
                yield from inflected(light(made.form), "masdar", False)
    for noun in lemma.nouns:
        yield from inflected(light(noun), "masdar", False)


def inflected(noun: str, kind: str, adjective: bool, plural: bool = False):
    """Yield a noun with its accusative, dual, feminine and sound plurals; a broken plural only with its accusative."""
    if plural or noun.endswith("ات"):
        yield noun, kind, "-.f.p.-"
        if not noun.endswith(("ات", "ى", "اء")):
            yield noun + "ا", kind, "-.f.p.-"
        return
    feminine = noun.endswith("ة")
    base = noun[:-1] if feminine else noun
    gender = "f" if feminine else "m"
    yield noun, kind, f"-.{gender}.s.-"
    if feminine:
        yield base + "ت", kind, f"-.{gender}.c.-"  # only before a pronoun: «زيارته»
    elif noun.endswith("اء"):
        yield noun[:-1] + "ئ", kind, f"-.{gender}.c.-"  # «لقائه», «لقاؤه»
        yield noun[:-1] + "ؤ", kind, f"-.{gender}.c.-"
    elif not noun.endswith("ى"):
        yield noun + "ا", kind, f"-.{gender}.s.-"
    link = base + "ت" if feminine else base
    for ending in ("ان", "ين"):
        yield link + ending, kind, f"-.{gender}.d.-"
    if kind != "noun":
        yield base + "ات", kind, "-.f.p.-"
    if adjective:
        yield base + "ة", kind, "-.f.s.-"
        yield base + "ت", kind, "-.f.c.-"
        for ending in ("ون", "ين", "و", "ي"):
            yield base + ending, kind, "-.m.p.-"


def main() -> None:
    """Write the table; the same rows give the same bytes."""
    forms: dict[str, dict[str, None]] = defaultdict(dict)
    for lemma in read_lemmas().values():
        try:
            made = list(verb(lemma)) if lemma.kind == "verb" else []
        except Exception as error:  # mazini's own errors name the root and the pattern
            raise DataError(f"{lemma.where}: {lemma.lemma}: {error}") from error
        if lemma.kind == "noun":
            for noun in (light(lemma.lemma), *map(light, lemma.nouns)):
                made += inflected(noun, "noun", False, plural=noun != light(lemma.lemma))
                if noun.endswith("ة"):
                    made.append((noun[:-1] + "ات", "noun", "-.f.p.-"))
        for norm, kind, features in made:
            forms[fold(norm)][f"{kind} {lemma.lemma.replace(' ', '_')} {norm} {features}"] = None
    lines = [fingerprint()] + ["\t".join((key, *sorted(readings))) for key, readings in sorted(forms.items())]
    TARGET.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
    sys.stdout.write(f"{len(forms)} forms\n")


if __name__ == "__main__":
    main()
