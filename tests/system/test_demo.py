"""The demonstration, run as `./dev demo` runs it, and its report opened in a real browser."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.system.browsing import violations

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a demonstration that went well, and what it printed."""
    out = tmp_path_factory.mktemp("demo") / "out"
    done = subprocess.run(
        [sys.executable, "-m", "demo", str(out)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return out, done.stdout


@pytest.fixture
def page(demo: tuple[Path, str], browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto((demo[0] / "report.html").as_uri())
    yield opened
    opened.close()


def test_it_leaves_evidence_and_a_report_and_says_where(demo: tuple[Path, str]) -> None:
    out, printed = demo
    assert (out / "scan" / "findings.parquet").exists()
    assert f"open the report: {(out / 'report.html').as_uri()}" in printed


def test_the_honours_list_is_stopped_and_its_clean_copy_passes(demo: tuple[Path, str]) -> None:
    out, printed = demo
    checked, _, cleaned = printed.partition("guardbook clean")
    assert "Blocked: do not release it." in checked
    assert "1,097 rows hold home addresses" in checked
    assert "Clear: nothing in it goes beyond what was declared." in cleaned
    assert (out / "honours-clean.xlsx").exists()


def test_every_honest_file_was_read_and_the_hostile_ones_are_named(page: Page) -> None:
    rows = page.locator("section[aria-labelledby=unread] tbody tr").all_inner_texts()
    assert len(rows) >= 8
    assert all("Unsorted" in row for row in rows)


def test_the_hidden_columns_of_the_honours_list_are_reported(page: Page) -> None:
    rows = page.locator("section[aria-labelledby=hidden] tbody tr").all_inner_texts()
    (honours,) = (row for row in rows if "honours-list-for-publication.xlsx" in row)
    assert "Home address (1,097)" in honours


def test_all_four_stores_are_in_the_heat_map(page: Page) -> None:
    places = page.locator("table.heat tbody th").all_inner_texts()
    for store in ("department/share/", "sqlite:///", "s3://", "az://"):
        assert any(place.startswith(store) for place in places), store


def test_its_report_has_no_accessibility_violation(page: Page) -> None:
    assert violations(page) == []
