"""Say what the language data does not know of some articles: verbs without a lemma, name-shaped words without a type.

usage: coverage.py --texts FILE.jsonl|FILE.jsonl.gz [--articles N] [--top N]

Verbs: a word counts as a verb token where mazini's lexicon of attested verbs conjugates to it, under its clitics, and
the word counts of data/vocabulary.tsv.gz do not speak for a noun. Names: unknown words right after a title, and two
or more adjacent words that the vocabulary has never seen, which `find_entities` leaves without a type.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mazini import conjugate
from mazini.lexicon import attested_wazns, lexicon_roots

from kg.arabic.morphology import function_class, segment
from kg.arabic.names import gazetteer, given_names
from kg.arabic.normalize import fold, light
from kg.arabic.predicates import lexicon
from kg.arabic.tables import read_table
from kg.arabic.tokens import tokenize
from kg.arabic.vocabulary import count
from kg.errors import ReadingError
from kg.extract.entities import find_entities
from kg.extract.entities.runs import title_at
from kg.extract.entities.words import Line, Word, is_adjective, lines, unknown
from kg.extract.times import find_times
from kg.model import Document
from kg.reading.json_file import parse_json

FORM_I = {"فعَل يفعُل": "au", "فعَل يفعِل": "ai", "فعَل يفعَل": "aa", "فعُل يفعُل": "uu", "فعِل يفعَل": "ia", "فعِل يفعِل": "ii"}
TENSES, PERSONS = ("past", "ind", "sub"), ("3ms", "3fs", "3mp", "3md", "3fd")
BEFORE, AFTER = ("", "و", "ف", "س", "وس", "فس"), ("", "ه", "ها", "هم", "هما")


def attested_forms() -> dict[str, str]:
    """Return every third-person form of mazini's attested verbs, with one verb it belongs to."""
    out: dict[str, str] = {}
    for root in lexicon_roots():
        for wazn in attested_wazns(root):
            try:
                vowels = FORM_I.get(wazn)
                made = conjugate(root, "I", vowels=tuple(vowels)) if vowels else conjugate(root, wazn)
            except (ValueError, KeyError, NotImplementedError):
                continue
            slots = made.slots
            past = slots.get("past_3ms", ())
            for tense in TENSES if past else ():
                for slot in (f"{tense}{voice}_{person}" for voice in ("", "_pass") for person in PERSONS):
                    for member in slots.get(slot, ()):
                        if member.form not in "?-":
                            out.setdefault(light(member.form), light(past[0].form))
    return out


@cache
def months() -> frozenset[str]:
    """Return the folded names of months: «فيفري» is no verb under a ف."""
    rows = read_table("months.tsv", ("name", "month", "calendar"))
    return frozenset(word for row in rows for word in fold(row["name"]).split())


def nounish(word: str) -> bool:
    """Whether a form takes the article so often that it is a noun rather than a verb."""
    return sum(count(a + word) for a in ("ال", "بال", "وال", "لل")) > max(1, count(word) // 30)


def known_verb(word: str) -> bool:
    """Whether the lexicon has a verb for the word under some of its clitics («ولفت»: و and «لفت»)."""
    cut = (word[len(b) : len(word) - len(a)] for b in BEFORE for a in AFTER if word.startswith(b) and word.endswith(a))
    return any(form.kind == "verb" for stem in cut if stem for form in lexicon().lookup(fold(stem)))


def verb_form(word: str, forms: dict[str, str]) -> str | None:
    """Return the attested verb form that a word is, under its clitics, or None where it is likely something else."""
    if function_class(word) or fold(word) in gazetteer() or fold(word) in given_names() or fold(word) in months():
        return None
    if nounish(segment(word).stem) or (word.endswith("ا") and nounish(word[:-1])):
        return None  # «زوجته», «عضوا»
    for before in BEFORE:
        for after in AFTER:
            form = word[len(before) : len(word) - len(after)]
            if not (word.startswith(before) and word.endswith(after) and len(form) > 2 and form in forms):
                continue
            if function_class(word[len(before) :]) or nounish(form) or (before and count(word) and nounish(word)):
                continue
            if (
                (form[0] == "ي" and len(form) > 3)
                or form.endswith("وا")
                or (form.endswith("ت") and len(form) > 3 and not form.endswith("ات"))
                or (form[0] == "ت" and len(form) > 4 and count("ي" + form[1:]) > 2)
            ):  # the forms that no noun is likely to share
                return form
    return None


def candidates(line: Line) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of the name-shaped runs of words of a sentence."""
    at = 0
    while at < len(line):
        title = title_at(line, at)
        after = at + title.words if title else at
        if title and after < len(line) and _after_title(line[after]):
            end = after + 1
            while end < len(line) and unknown(line[end]) and not line[end].joined:
                end += 1
            yield after, end
            at = end
            continue
        end = at
        while end < len(line) and _never_seen(line[end]) and (end == at or not line[end].joined):
            end += 1
        if end - at > 1:
            yield at, end
        at = max(end, at + 1)


def _after_title(word: Word) -> bool:
    return unknown(word) and not word.joined and not is_adjective(word) and count(word.norm) < 5


def _never_seen(word: Word) -> bool:
    return unknown(word) and not count(word.norm) and not count(word.form.whole) and len(word.bare) > 2


def documents(path: Path, most: int | None) -> Iterator[Document]:
    """Yield the articles of a file, evenly over it; a date that is not ISO 8601 is left out."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    kept = [line for line in data.decode("utf-8-sig").split("\n") if line.strip()]
    for line in kept[:: max(1, len(kept) // most)][:most] if most else kept:
        try:
            yield parse_json(line, str(path))
        except ReadingError:
            article = json.loads(line)
            yield parse_json(json.dumps({k: article[k] for k in ("id", "title", "text") if k in article}), str(path))


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description="what the language data does not know of some articles")
    parser.add_argument(
        "--texts", type=Path, required=True, help="articles, one JSON object a line (.jsonl, .jsonl.gz)"
    )
    parser.add_argument("--articles", type=int, help="how many of them (default all)")
    parser.add_argument("--top", type=int, default=40, help="how many unknown ones to list (default 40)")
    options = parser.parse_args()
    words: Counter[str] = Counter()
    typed, untyped, number = 0, Counter[str](), 0
    for document in documents(options.texts, options.articles):
        number += 1
        words.update(t.norm for t in tokenize(document.text) if t.kind == "word")
        times = find_times(document.text, document.day, [(r.start, r.end) for r in document.regions])
        entities = find_entities(document, times)
        for line in lines(document, sorted((t.start, t.end) for t in times)):
            for first, last in candidates(line):
                start, end = line[first].start, line[last - 1].end
                if any(e.start < end and start < e.end for e in entities):
                    typed += 1
                else:
                    untyped[document.text[start:end]] += 1

    forms = attested_forms()
    known, unknown_verbs, tokens = 0, Counter[str](), 0
    examples: dict[str, Counter[str]] = {}
    for word, times_met in words.items():
        form = verb_form(word, forms)
        if form is None:
            continue
        tokens += times_met
        if known_verb(word):
            known += times_met
        else:
            unknown_verbs[forms[form]] += times_met
            examples.setdefault(forms[form], Counter())[form] += times_met

    out = sys.stdout.write
    out(f"{number:,} articles, {words.total():,} words ({options.texts.name})\n\n")
    out(f"Verb tokens: {tokens:,}; the lexicon knows the lemma of {known:,} ({known / max(tokens, 1):.1%}).\n")
    out(f"The {options.top} most frequent verbs it does not know (perfect, tokens, forms met):\n")
    for verb, times_met in unknown_verbs.most_common(options.top):
        out(f"{times_met:6}  {verb}  {' '.join(f for f, _ in examples[verb].most_common(4))}\n")
    names = typed + untyped.total()
    out(
        f"\nName-shaped candidates: {names:,}; left untyped {untyped.total():,} ({untyped.total() / max(names, 1):.1%}).\n"
    )
    out(f"The {options.top} most frequent that are left untyped:\n")
    for name, times_met in untyped.most_common(options.top):
        out(f"{times_met:6}  {name}\n")


if __name__ == "__main__":
    main()
