"""The report of a scan, opened as its reader opens it: in a real browser, with an accessibility check."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from guardbook.scan.report import render, write_report
from guardbook.scan.summary import Found, NotRead, Pressing, Ranked, Summary
from tests.system.browsing import violations

WHEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def _found(category: str, count: int, hidden: int = 0) -> Found:
    return Found(category, count, count, hidden, 0.9, hidden_codes=("hidden-columns",) if hidden else ())


def _summary(files: int) -> Summary:
    found = (_found("health", 40), _found("home-address", 1_097, 1_097), _found("person-name", 2_194))
    ranked = tuple(Ranked(f"HR/list {n}.xlsx", 60.0 - n, found, format="XLSX", size=10) for n in range(files))
    return Summary(
        locations=("/srv/share",),
        objects=files,
        bytes=3_400_000,
        seconds=12.5,
        ended={"read": files, "unread": 1} if files else {},
        formats={"XLSX": files} if files else {},
        categories=found if files else (),
        places=tuple(Ranked(f"HR/place {n}", 50.0, found, objects=3) for n in range(min(files, 30))),
        ranked=ranked,
        hidden=ranked[:3],
        not_read=(NotRead("Unsorted/locked.zip", "unread", "it is protected by a password"),) if files else (),
        remarks=(("Unsorted/text.xlsx", "named .xlsx but is plain text"),) if files else (),
        pressing=Pressing(0, files, 0, min(files, 3), files, 1 if files else 0),
    )


@pytest.fixture(params=[0, 60], ids=["nothing found", "much found"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    path = tmp_path / "report.html"
    write_report(_summary(request.param), path, WHEN)
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    opened.goto(path.as_uri())
    yield opened
    opened.close()


def test_it_has_no_accessibility_violation_on_a_screen_or_a_phone(page: Page) -> None:
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert violations(page) == []


def test_it_does_not_scroll_sideways_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_it_asks_for_nothing_from_anywhere(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_report(_summary(60), path, WHEN)
    asked: list[str] = []
    opened = browser.new_page()
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(path.as_uri())
    opened.close()
    assert asked == [path.as_uri()]


def test_every_link_leads_to_a_part_of_the_page(page: Page) -> None:
    links = page.eval_on_selector_all("a[href^='#']", "all => all.map(a => a.getAttribute('href').slice(1))")
    assert links
    assert all(page.evaluate("id => document.getElementById(id) !== null", name) for name in links)


def test_rows_are_sorted_and_filtered_by_those_who_wish(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_report(_summary(60), path, WHEN)
    opened = browser.new_page()
    opened.goto(path.as_uri())
    rows = opened.locator("section[aria-labelledby=sensitive] tbody tr")
    assert rows.first.inner_text().startswith("HR/list 0.xlsx")
    opened.get_by_role("button", name="Sensitivity").click()
    assert rows.first.inner_text().startswith("HR/list 29.xlsx")
    opened.get_by_label("Show only rows with").first.fill("list 12")
    assert [row.inner_text().split("\t")[0] for row in rows.all() if row.is_visible()] == ["HR/list 12.xlsx"]
    opened.close()


def test_the_first_words_say_how_much_was_found(page: Page) -> None:
    heading = page.locator("h1").inner_text()
    assert heading in (
        "Personal data is in 60 of 60 objects",
        "No personal data was recognised in 0 objects",
    )


def test_a_name_with_markup_in_it_is_shown_as_text() -> None:
    summary = _summary(1)
    wicked = Ranked("<script>alert(1)</script>.csv", 1.0, summary.categories)
    shown = render(Summary(**{**{n: getattr(summary, n) for n in Summary.__slots__}, "ranked": (wicked,)}), WHEN)
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown
