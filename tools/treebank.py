"""Measure words and clauses against a treebank in Universal Dependencies: where clitics end, who does what to whom.

usage: treebank.py FILE.conllu...

Prints precision, recall and F1 of the borders between clitics and stems inside words, and of the subjects and objects
of finite verbs: a unit is right where it holds the head that the treebank gives the same verb. Subjects of passives may
stand as either. Verbs without a subject or object of their own in the treebank count against precision only.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.arabic.morphology import pieces
from kg.arabic.tokens import tokenize
from kg.extract.clauses import predicates
from kg.extract.engine import read_story
from kg.model import Document

_SLOTS = {"nsubj": ("subj",), "nsubj:pass": ("subj", "obj"), "obj": ("obj",)}


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word of a treebank, at its place in the sentence's text."""

    start: int
    end: int
    joined: bool  # to the next one
    tag: str
    features: str
    head: int
    relation: str


@dataclass(slots=True)
class Tally:
    """What was found of what there is."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  of {self.gold}"


def sentences(path: Path) -> Iterator[tuple[str, list[Word]]]:
    """Yield the sentences of a file, each with its words; words that its text does not have are left out."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        text = next(line.partition("= ")[2] for line in lines if line.startswith("# text ="))
        at, words = 0, []
        for cells in (line.split("\t") for line in lines if line[:1].isdigit()):
            if not cells[0].isdigit():
                continue
            start = text.find(cells[1], at)
            at = start + len(cells[1]) if start >= 0 else at
            words.append(Word(max(start, at - len(cells[1])), at, "SpaceAfter=No" in cells[9], cells[3], cells[5],
                              int(cells[6]), cells[7]))  # fmt: skip
        yield text, words


def borders(text: str, words: list[Word]) -> tuple[set[int], set[int]]:
    """Return where words are cut, by the treebank and by kg: offsets inside a written word."""
    gold = {w.end for w in words if w.joined and text[w.end - 1 : w.end + 1].isalpha()}
    cut = set()
    for token in (t for t in tokenize(text) if t.kind == "word"):
        at = 0
        for piece in pieces(token.norm):
            at += len(piece)
            cut.add(token.offset(at))
        cut.discard(token.end)
    return gold, cut


def clauses(text: str, words: list[Word], tallies: dict[str, Tally]) -> None:
    """Count the subjects and objects of one sentence's finite verbs."""
    found = {
        p.unit.start: p
        for s in read_story(Document("sentence", text, published="2016-11-15")).sentences
        for p in predicates(s)
        if p.verbal
    }
    for number, verb in enumerate(words, 1):
        if verb.tag != "VERB" or "Aspect=" not in verb.features:
            continue
        predicate = next((found[at] for at in range(verb.start, verb.end) if at in found), None)
        heads = [(w, _SLOTS[w.relation]) for w in words if w.head == number and w.relation in _SLOTS]
        for slot in ("subj", "obj"):
            units = predicate.get(slot)[:1] if predicate is not None else []
            mine = [(w, slots) for w, slots in heads if slots[0] == slot]
            tallies[slot].gold += len(mine)
            tallies[slot].found += len(units)
            for word, slots in mine:
                others = [u for s in slots for u in (predicate.get(s) if predicate is not None else ())]
                tallies[slot].right += any(u.left <= word.start < u.right for u in others)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE.conllu")
    inside, tallies = Tally(), {"subj": Tally(), "obj": Tally()}
    for path in parser.parse_args().files:
        for text, words in sentences(path):
            gold, cut = borders(text, words)
            inside.right, inside.gold, inside.found = (
                inside.right + len(gold & cut), inside.gold + len(gold), inside.found + len(cut),
            )  # fmt: skip
            clauses(text, words, tallies)
    print(f"borders of clitics: {inside}")
    print(f"subjects of verbs:  {tallies['subj']}")
    print(f"objects of verbs:   {tallies['obj']}")


if __name__ == "__main__":
    main()
