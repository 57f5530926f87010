"""Count how often each verb shows an object into kg/arabic/data/transitivity.tsv.

usage: count_objects.py ARTICLES.jsonl.gz...

The counts tell which verbs are transitive (kg.extract.subjects). A verb shows its object where a pronoun is written onto it («رفضتها») or an indefinite accusative follows it («قدم
اقتراحا»). Lemmas of fewer than `FEWEST` verbs are left out. The shipped table was counted over the ANT Corpus v1.1
(Jawhara FM, Apache-2.0).
"""

import gzip
import json
import sys
from collections import Counter
from itertools import zip_longest
from pathlib import Path

from kg.extract.units import accusative, sentences, tag
from kg.reading import read_text

FEWEST = 5
TARGET = Path(__file__).parent.parent / "kg" / "arabic" / "data" / "transitivity.tsv"


def main() -> None:
    verbs: Counter[str] = Counter()
    objects: Counter[str] = Counter()
    prepositions: Counter[str] = Counter()
    for name in sys.argv[1:]:
        with gzip.open(name, "rt", encoding="utf-8") as lines:
            for line in lines:
                for sentence in sentences(read_text(json.loads(line)["text"]), []):
                    tag(sentence)
                    for unit, after in zip_longest(sentence.units, sentence.units[1:]):
                        form = next((f for f in unit.forms if f.kind == "verb"), None)
                        if unit.pos != "verb" or form is None or form.voice == "pass":
                            continue
                        verbs[form.lemma] += 1
                        pronoun = unit.enclitic not in ("", "نا")
                        objects[form.lemma] += pronoun or (after is not None and after.pos == "noun" and accusative(after))
                        prepositions[form.lemma] += after is not None and (after.cls == "prep" or bool(after.preposition))
    rows = (f"{lemma}\t{n}\t{objects[lemma]}\t{prepositions[lemma]}" for lemma, n in sorted(verbs.items()) if n >= FEWEST)
    about = "# How many verbs of each lemma were met, showed an object, had a preposition behind them: tools/count_objects.py."
    TARGET.write_text("\n".join([about, "lemma\tverbs\tobjects\tprepositions", *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
