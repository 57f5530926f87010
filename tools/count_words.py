"""Count the word forms of an article collection into kg/arabic/data/vocabulary.tsv.gz.

usage: count_words.py ARTICLES.jsonl.gz...

Each line of the input is a JSON object with `text` (and `title`). Words are light forms (kg.arabic.normalize);
forms seen fewer than `FEWEST` times are left out. The shipped table was counted over the ANT Corpus v1.1
(Jawhara FM, Apache-2.0).
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from kg.arabic.tokens import tokenize

FEWEST = 2
TARGET = Path(__file__).parent.parent / "kg" / "arabic" / "data" / "vocabulary.tsv.gz"


def main(paths: list[str]) -> None:
    """Write the table; the same input gives the same bytes."""
    counts: Counter[str] = Counter()
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                counts.update(t.norm for t in tokenize(json.loads(line)["text"]) if t.kind == "word")
    rows = sorted((word, n) for word, n in counts.items() if n >= FEWEST)
    body = "word\tcount\n" + "".join(f"{word}\t{n}\n" for word, n in rows)
    TARGET.write_bytes(gzip.compress(body.encode(), mtime=0))
    sys.stdout.write(f"{len(rows)} forms of {sum(counts.values())} words\n")


if __name__ == "__main__":
    main(sys.argv[1:])
