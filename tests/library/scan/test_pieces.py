"""Large files read in pieces give what they give as a whole."""

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from guardbook.confined.process import WorkerLost
from guardbook.scan import pieces, watching
from guardbook.scan.examining import read_unit
from guardbook.scan.joining import join
from guardbook.scan.pieces import PieceFile, divide
from guardbook.scan.process import Worker, _checked
from guardbook.scan.units import Outcome, Piece, Settings, Tally, Unit
from tests.library.scan.running import COMPILED, KEY, counts, ended, scan

SETTINGS = Settings(KEY, names=False)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 300_000)


def _rows(count: int, note: str = "") -> list[list[str]]:
    return [[str(n), f"office{n}@example.org", f"07700 {900000 + n % 1000}", f"{note}{n}"] for n in range(count)]


def _csv(rows: list[list[str]], **how: object) -> str:
    text = io.StringIO()
    csv.writer(text, **how).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


HEADINGS = [["number", "email", "telephone", "note"]]
LINES = "".join(f"Write to office{n}@example.org or call 07700 {900000 + n % 1000}.\n" for n in range(30_000))
FILES = {
    "plain.csv": _csv(HEADINGS + _rows(40_000)),
    "preamble.csv": "A list of offices\n\n" + _csv(HEADINGS + _rows(40_000)),
    "quoted.csv": _csv(HEADINGS + _rows(40_000), quoting=csv.QUOTE_ALL),
    "lines in cells.csv": _csv(HEADINGS + _rows(40_000, 'two\nlines, with "quotes", ')),
    "tabs.tsv": _csv(HEADINGS + _rows(40_000), delimiter="\t"),
    "no headings.csv": _csv(_rows(40_000)),
    "log.txt": LINES,
    "windows.txt": LINES.replace("\n", "\r\n"),
    "lines.jsonl": "".join(f'{{"email": "office{n}@example.org", "n": {n}}}\n' for n in range(30_000)),
}


def _in_pieces(path: Path) -> tuple[int, Outcome]:
    with path.open("rb") as file:
        cut = divide(file, path.name)
        parts = [cast(BinaryIO, io.BufferedReader(PieceFile(file.fileno(), piece))) for piece in cut]
        return len(cut), join([read_unit(part, path.name, SETTINGS) for part in parts])


@pytest.mark.parametrize("name", FILES)
def test_pieces_find_exactly_what_the_whole_does(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name].encode())
    with path.open("rb") as file:
        whole = read_unit(file, name, SETTINGS)
    number, joined = _in_pieces(path)
    assert number > 3
    assert (joined.ended, joined.format, joined.reasons) == (whole.ended, whole.format, whole.reasons)
    for category in ("email", "phone") if "jsonl" not in name else ("email",):
        assert joined.found[category].count == whole.found[category].count
        assert joined.found[category].distinct == pytest.approx(whole.found[category].distinct, rel=0.001)
        assert joined.found[category].places == whole.found[category].places


def test_pieces_make_up_the_whole_file_and_end_where_lines_end(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text(LINES)
    with path.open("rb") as file:
        cut = divide(file, path.name)
    _checked([[piece.start, piece.end, 0, 0] for piece in cut], len(LINES))
    assert all(LINES[piece.end - 1] == "\n" for piece in cut)


@pytest.mark.parametrize(
    "make",
    [
        lambda: LINES.encode("utf-16"),
        lambda: b"x" * 1_000_000,
        lambda: ("[" + ",".join(f'"office{n}@example.org"' for n in range(40_000)) + "]").encode(),
        lambda: bytes(random.Random(1).randbytes(1_000_000)),
    ],
    ids=["wide letters", "an endless line", "JSON", "noise"],
)
def test_what_cannot_be_cut_is_read_whole(tmp_path: Path, make: Callable[[], bytes]) -> None:
    (tmp_path / "file").write_bytes(make())
    with (tmp_path / "file").open("rb") as file:
        assert divide(file, "file") == []


@pytest.mark.parametrize("told", [[[0, 5, 0, 0]], [[0, 5, 0, 0], [6, 9, 0, 0]], [[0, 12, 0, 0], [12, 9, 0, 0]]])
def test_pieces_that_a_worker_invents_are_refused(told: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="make up"):
        _checked(told, 9)


def test_a_piece_that_fails_makes_the_object_partly_read_and_is_named() -> None:
    found = {"email": Tally(2, confidence=0.6, places={"": 2}), "phone": Tally(1)}
    lost = Outcome("unread", "x", reasons=["a parser crashed while reading it"])
    joined = join([Outcome("read", "x", "text file", seconds=1, found=found), lost])
    assert (joined.ended, joined.format, joined.seconds) == ("partly", "text file", 1)
    assert joined.reasons == ["part 2 of 2: a parser crashed while reading it"]
    assert joined.found["email"].count == 2
    assert join([lost, lost]).ended == "unread"


def test_a_crash_while_cutting_leaves_the_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "log.txt").write_text(LINES)
    monkeypatch.setattr(watching, "LARGE", 1)

    def crash(self: Worker, unit: Unit, file: BinaryIO) -> list[Piece]:
        raise WorkerLost("a parser crashed")

    monkeypatch.setattr(Worker, "divide", crash)
    with (tmp_path / "log.txt").open("rb") as file:
        opened = watching.Opened(Unit(0, "k", "data", "log.txt", False, None, ""), file)
        assert watching.divided(Worker(SETTINGS), opened) is None


@pytest.mark.long
def test_a_large_file_is_read_by_several_workers(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    block = _csv(_rows(100_000))
    times = 270 * 1024**2 // len(block) + 1
    with (folder / "large.csv").open("w") as file:
        file.write(_csv(HEADINGS))
        for _ in range(times):
            file.write(block)
    job = scan(folder, tmp_path / "out", jobs=2)
    assert ended(job) == {"large.csv": ("read", [])}
    assert counts(job)["large.csv", "email"] == counts(job)["large.csv", "phone"] == 100_000 * times
    assert job.engine._workers[1].sandbox and COMPILED
