"""Writes the corpus: `python -m benchmarks.corpus FOLDER`, in the environment that has Faker and mimesis."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks.corpus.sentences import sentences
from benchmarks.corpus.tables import honours, make_table, make_whole_table

ROUNDS = {"examination": 40, "held-back": 50, "development": 10}
"""Part → how many texts are made from each of its templates."""
TABLES = 40
ROWS = 200


def main(folder: Path) -> None:
    """Write examination.jsonl, held-back.jsonl, development.jsonl, tables.json and honours.json."""
    for part, rounds in ROUNDS.items():
        with (folder / f"{part}.jsonl").open("w", encoding="utf-8") as file:
            for filled in sentences(part, rounds):
                file.write(json.dumps(asdict(filled)) + "\n")
    headings = (("named", False), ("opaque", True))
    tables = {name: [asdict(make_table(seed, ROWS, opaque)) for seed in range(TABLES)] for name, opaque in headings}
    whole = {name: asdict(make_whole_table(99, 1_000, opaque)) for name, opaque in headings}
    (folder / "tables.json").write_text(json.dumps({"tables": tables, "whole": whole}), "utf-8")
    text, truth = honours(1_097, seed=27)
    (folder / "honours.json").write_text(json.dumps({"text": text, "truth": truth}), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
