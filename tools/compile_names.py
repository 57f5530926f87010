"""Compile the tables of names into kg/arabic/data/names.tsv.gz, which loads several times faster.

usage: compile_names.py
"""

from pathlib import Path

from kg.arabic.names import compile_names

DATA = Path(__file__).parent.parent / "kg" / "arabic" / "data"

if __name__ == "__main__":
    (DATA / "names.tsv.gz").write_bytes(compile_names())
