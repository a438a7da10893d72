"""The engine: places are right in any script, context weighs, and the compiled form is kept only where it is safe."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from guardbook.detect.context import Surroundings
from guardbook.detect.engine import Engine
from guardbook.detect.recogniser import Recogniser, built_in

LONG = "The committee met in the spring and noted the report without comment. "


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(built_in())


def made(**fields: object) -> Recogniser:
    return Recogniser(**{"name": "x", "title": "X", "category": "staff-number", "sources": ("x",), **fields})  # type: ignore[arg-type]


def found(engine: Engine, text: str) -> list[str]:
    return [text[match.start : match.end] for match in engine.scan(text)]


@pytest.mark.parametrize(
    "before", ["", "plain ", "naïve café ", "Zażółć gęślą jaźń ", "日本語 ", "😀👩‍👩‍👧 ", "\ud800 ", "مرحبا "]
)
def test_places_are_characters_whatever_stands_before(engine: Engine, before: str) -> None:
    text = f"{before}NINO QQ 12 34 56 A, mail jo@example.com"
    assert [text[m.start : m.end] for m in engine.scan(text)] == ["QQ 12 34 56 A", "jo@example.com"]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
def test_unusual_spaces_hyphens_and_digits_hide_nothing(engine: Engine, space: str) -> None:
    assert found(engine, f"NI no QQ{space}12{space}34{space}56{space}A") == [f"QQ{space}12{space}34{space}56{space}A"]
    assert found(engine, "NI no QQ‑12‑34‑56‑A") == ["QQ‑12‑34‑56‑A"]
    assert found(engine, "NI no QQ１２３４５６A") == ["QQ１２３４５６A"]


def test_a_value_is_found_at_the_very_start_and_end_of_a_text(engine: Engine) -> None:
    assert found(engine, "QQ123456A") == ["QQ123456A"]
    assert found(engine, LONG * 50 + "QQ123456A") == ["QQ123456A"]


def test_known_test_values_are_found_and_marked(engine: Engine) -> None:
    text = "NI QQ123456A, tel 020 7946 0018, a@example.org; NI AB123456C"
    assert [match.test for match in engine.scan(text)] == [True, True, True, False]


def test_a_number_with_a_right_check_digit_alone_is_not_enough(engine: Engine) -> None:
    assert found(engine, "the file has 4300937567 bytes") == []
    assert found(engine, "NHS number 4300937567") == ["4300937567"]


@pytest.mark.parametrize("touching", ["£{}", "{}.50", "0.{}", "-{}", "{}%", "x{}", "{}7", "€ {}"])
def test_what_touches_a_number_lowers_it(engine: Engine, touching: str) -> None:
    assert found(engine, "NHS number " + touching.format("4300937567")) == []


def test_the_nearer_of_two_words_decides() -> None:
    engine = Engine([made(pattern="[0-9]{5}", confidence=0.1, context=("staff no",), against=("invoice",))])
    assert found(engine, "invoice for staff no 12345") == ["12345"]
    assert found(engine, "staff no unknown, invoice 12345") == []
    assert found(engine, "12345 (staff no)") == ["12345"]
    assert found(engine, "12345 invoice of staff no") == []


def test_of_two_phrases_that_end_together_the_longer_decides() -> None:
    surroundings = Surroundings.of(["licence no"], ["TV licence no"], 40)
    assert surroundings.weigh("licence no 1", 11, 12) == 1
    assert surroundings.weigh("TV licence no 1", 14, 15) == -1
    assert surroundings.weigh("TV and licence no 1", 18, 19) == 1


def test_context_counts_on_its_own_line_and_the_line_above_only() -> None:
    engine = Engine([made(pattern="[0-9]{5}", confidence=0.1, context=("staff no",))])
    assert found(engine, "Staff no\n12345") == ["12345"]
    assert found(engine, "Staff no\nnone\n12345") == []
    assert found(engine, "12345\nstaff no") == []


def test_context_counts_no_further_off_than_the_recogniser_says() -> None:
    engine = Engine([made(pattern="[0-9]{5}", confidence=0.1, context=("staff no",), near=20)])
    assert found(engine, "staff no is 12345") == ["12345"]
    assert found(engine, f"staff no {'x ' * 15} 12345") == []


def test_every_value_behind_one_label_is_found() -> None:
    engine = Engine([made(pattern="[0-9]{5}", confidence=0.1, context=("staff nos",))])
    assert found(engine, "Staff nos: 12345, 23456 and 34567") == ["12345", "23456", "34567"]


def test_words_are_found_whole_in_any_case_and_across_lines() -> None:
    engine = Engine([made(category="health", words=("type 2 diabetes", "ångest", "żółtaczka"))])
    text = "TYPE 2\n  Diabetes, Ångest, ŻÓŁTACZKA; prototype 2 diabetesx"
    assert found(engine, text) == ["TYPE 2\n  Diabetes", "Ångest", "ŻÓŁTACZKA"]


def test_the_group_named_value_narrows_what_is_reported() -> None:
    engine = Engine([made(pattern="(?i)login: (?P<value>[a-z]+)", confidence=0.9)])
    assert found(engine, "Login: jsmith") == ["jsmith"]


def test_several_threads_scan_at_a_time_with_the_same_result(engine: Engine) -> None:
    texts = [f"{LONG * number} NI no QQ12345{number % 10}A" for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(engine.scan, texts)) == [engine.scan(text) for text in texts]


def test_an_engine_of_nothing_finds_nothing() -> None:
    assert Engine([]).scan("QQ123456A") == []


def test_the_compiled_form_is_kept_in_a_private_folder_and_used_again(tmp_path: Path) -> None:
    recogniser, cache = made(pattern="VP-[0-9]{5}", confidence=0.9), tmp_path / "compiled"
    assert found(Engine([recogniser], cache), "VP-12345") == ["VP-12345"]
    (kept,) = cache.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert found(Engine([recogniser], cache), "VP-12345") == ["VP-12345"]
    Engine([made(pattern="VP-[0-9]{6}", confidence=0.9)], cache)
    assert len(list(cache.iterdir())) == 2


def test_only_the_newest_compiled_forms_are_kept(tmp_path: Path) -> None:
    for count in range(1, 6):
        Engine([made(pattern=f"VP-[0-9]{{{count}}}", confidence=0.9)], tmp_path / "compiled")
        newest = max((tmp_path / "compiled").iterdir(), key=lambda file: file.stat().st_mtime_ns)
    kept = list((tmp_path / "compiled").iterdir())
    assert len(kept) == 3
    assert newest in kept


def test_a_damaged_compiled_form_is_made_anew(tmp_path: Path) -> None:
    recogniser, cache = made(pattern="VP-[0-9]{5}", confidence=0.9), tmp_path / "compiled"
    Engine([recogniser], cache)
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:100])
    assert found(Engine([recogniser], cache), "VP-12345") == ["VP-12345"]
    assert kept.read_bytes() == whole


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o777])
def test_a_folder_that_others_may_enter_is_neither_read_nor_written(tmp_path: Path, mode: int) -> None:
    cache = tmp_path / "compiled"
    cache.mkdir()
    cache.chmod(mode)
    assert found(Engine([made(pattern="VP-[0-9]{5}", confidence=0.9)], cache), "VP-12345") == ["VP-12345"]
    assert list(cache.iterdir()) == []


def test_a_link_to_a_folder_is_neither_read_nor_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(mode=0o700)
    cache = tmp_path / "compiled"
    cache.symlink_to(tmp_path / "real")
    Engine([made(pattern="VP-[0-9]{5}", confidence=0.9)], cache)
    assert list((tmp_path / "real").iterdir()) == []


def test_a_word_cut_off_where_looking_ends_is_no_context() -> None:
    surroundings = Surroundings.of(["tel"], ["hotel"], 60)
    text = f"hotel {'.' * 31} 12345"
    assert surroundings.weigh(text, text.index("1"), len(text)) == -1


@pytest.mark.parametrize(
    "label", ["staffNo", "STAFF_NO", "employeeStaffNo", "<StaffNo>", '"staff-no": "', "Staff No.:\t"]
)
def test_labels_are_read_in_the_spelling_of_programs(label: str) -> None:
    engine = Engine([made(pattern="[0-9]{5}", confidence=0.1, context=("staff no",))])
    assert found(engine, f"{label} 12345") == ["12345"]


@pytest.mark.parametrize(
    "text", ['12345", "staffNo": 1', "<a>12345</a><staffNo>", "12345, staff no 6", "12345. Staff no"]
)
def test_a_label_of_the_next_value_is_no_context_of_this_one(text: str) -> None:
    engine = Engine([made(pattern="[0-9]{5}", confidence=0.1, context=("staff no",))])
    assert found(engine, text) == []
