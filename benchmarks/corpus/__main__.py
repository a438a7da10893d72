"""Writes the corpus: `python -m benchmarks.corpus FOLDER`, in the environment that has Faker and mimesis."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks.corpus.sentences import sentences
from benchmarks.corpus.tables import honours, make_table

SENTENCES = 20_000
TABLES = 20
ROWS = 200


def main(folder: Path) -> None:
    """Write sentences.jsonl, tables.json and honours.json."""
    with (folder / "sentences.jsonl").open("w", encoding="utf-8") as file:
        for text, spans in sentences(SENTENCES, seed=2020):
            file.write(json.dumps({"text": text, "spans": spans}) + "\n")
    tables = {
        name: [asdict(make_table(seed, ROWS, opaque)) for seed in range(TABLES)]
        for name, opaque in (("named", False), ("opaque", True))
    }
    whole = {
        name: asdict(make_table(99, 1_000, opaque, all_kinds=True))
        for name, opaque in (("named", False), ("opaque", True))
    }
    (folder / "tables.json").write_text(json.dumps({"tables": tables, "whole": whole}), "utf-8")
    text, truth = honours(1_097, seed=27)
    (folder / "honours.json").write_text(json.dumps({"text": text, "truth": truth}), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
