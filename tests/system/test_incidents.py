"""Four leaks that happened: from the file people thought they had to the verdict that would have stopped it.

The people in them are invented; what was done to the files is what the public accounts say was done.
"""

import csv
import json
import random
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import pytest

FIRST = "Ann Priya John Mary Omar Grace Tariq Helen David Chloe Peter Fatima Ian Susan".split()
LAST = "Smith Patel Evans Jones Khan Okafor Wilson Taylor Hughes Begum Walker Ahmed Clarke Reid".split()
STREETS = "Oak Road,Mill Lane,Church Street,Station Road,Park Avenue,Victoria Terrace,Elm Close".split(",")
TOWNS = (("Leeds", "LS7"), ("York", "YO10"), ("Bristol", "BS6"), ("Norwich", "NR2"), ("Exeter", "EX4"))


def _names(count: int) -> list[str]:
    luck = random.Random(2019)
    return [f"{luck.choice(FIRST)} {luck.choice(LAST)}" for _ in range(count)]


def _addresses(count: int) -> list[str]:
    luck = random.Random(1097)
    told = []
    for _ in range(count):
        town, outward = luck.choice(TOWNS)
        ending = f"{luck.randint(1, 9)}{luck.choice('ABDEFGHJ')}{luck.choice('LNPQRSTU')}"
        told.append(f"{luck.randint(1, 180)} {luck.choice(STREETS)}, {town}, {outward} {ending}")
    return told


def guardbook(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "guardbook", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _verdict(file: Path, declaration: Path) -> tuple[int, dict[str, Any]]:
    ended = guardbook("check", file, "--declaration", declaration, "--json")
    assert ended.stderr == ""
    return ended.returncode, json.loads(ended.stdout)


@pytest.fixture
def honours(tmp_path: Path) -> tuple[Path, Path]:
    """The workbook that the export wrote, and what the honours team declares for every list."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Honours"
    sheet.append(["Name", "Award", "Citation", "County", "Country", "Home address"])
    for name, address in zip(_names(1097), _addresses(1097), strict=True):
        sheet.append([name, "OBE", "For services to the community", "Kent", "England", address])
    book.save(tmp_path / "list.xlsx")
    declaration = tmp_path / "honours.toml"
    declaration.write_text(
        'title = "New Year honours list"\ncolumns = ["Name", "Award", "Citation", "County", "Country"]\n'
        'allow = ["person-name"]\n'
    )
    return tmp_path / "list.xlsx", declaration


def test_the_honours_list_of_december_2019(honours: tuple[Path, Path], tmp_path: Path) -> None:
    """A column nobody asked for was hidden instead of deleted; the CSV made from it showed everything."""
    workbook, declaration = honours

    # Under time pressure, somebody who does not usually do this hides the column. The screen looks right.
    book = openpyxl.load_workbook(workbook)
    book.active.column_dimensions["F"].hidden = True
    book.save(workbook)
    code, verdict = _verdict(workbook, declaration)
    assert (code, verdict["verdict"]) == (1, "blocked")
    worst = verdict["reasons"][0]
    assert (worst["code"], worst["category"]) == ("hidden-columns", "home-address")
    assert worst["message"].startswith("Column F, 'Home address', is hidden. 1,097 rows hold home addresses")

    # The list is saved as CSV, which cannot hide a column, and is about to be published at 22:30.
    published = tmp_path / "honours.csv"
    with published.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(book.active.iter_rows(values_only=True))
    code, verdict = _verdict(published, declaration)
    assert (code, verdict["verdict"]) == (1, "blocked")
    assert [(each["code"], each["category"], each["count"]) for each in verdict["reasons"]] == [
        ("undeclared-column", "home-address", 1097)
    ]

    # A clean copy has the five columns that were declared, for all 1,097 people, and is clear.
    clean = tmp_path / "clean.csv"
    assert guardbook("clean", published, "-o", clean, "--declaration", declaration).returncode == 0
    with clean.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows == [list(row[:5]) for row in book.active.iter_rows(values_only=True)]
    assert _verdict(clean, declaration)[0] == 0


def test_the_approval_dies_when_the_file_is_made_again(honours: tuple[Path, Path], tmp_path: Path) -> None:
    """In 2019 each new export brought the addresses back; a signature holds for one set of bytes only."""
    workbook, declaration = honours
    book = openpyxl.load_workbook(workbook)
    book.active.delete_cols(6)
    book.save(tmp_path / "approved.xlsx")
    key, public, certificate = tmp_path / "key.pem", tmp_path / "public.pem", tmp_path / "certificate.json"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", key], check=True)
    subprocess.run(["openssl", "pkey", "-in", key, "-pubout", "-out", public], check=True)
    signed = guardbook(
        "certify", tmp_path / "approved.xlsx", "--declaration", declaration, "--key", key, "-o", certificate
    )
    assert signed.returncode == 0, signed.stderr
    assert guardbook("verify", tmp_path / "approved.xlsx", certificate, "--trust", public).returncode == 0
    again = guardbook("verify", workbook, certificate, "--trust", public)
    assert again.returncode == 1
    assert "at least one byte differs" in again.stdout


def test_the_hidden_sheet_of_august_2023(tmp_path: Path) -> None:
    """An answer to a request: the sheets in view were deleted one by one, a hidden one with the export was left."""
    book = openpyxl.Workbook()
    answer = book.active
    answer.title = "Officers by rank"
    answer.append(["Rank", "Number"])
    for row in (("Constable", 6000), ("Sergeant", 1200), ("Inspector", 400)):
        answer.append(row)
    export = book.create_sheet("Export")
    export.append(["Surname", "Initials", "Rank", "Service number", "Department"])
    for number, name in enumerate(_names(9483)):
        first, last = name.split()
        export.append([last, first[0], "Constable", 100_000 + number, "Intelligence"])
    export.sheet_state = "hidden"
    book.save(tmp_path / "answer.xlsx")
    declaration = tmp_path / "foi.toml"
    declaration.write_text('title = "Officers by rank"\naudience = "foi"\ncolumns = ["Rank", "Number"]\n')

    code, verdict = _verdict(tmp_path / "answer.xlsx", declaration)
    assert (code, verdict["verdict"]) == (1, "blocked")
    worst = next(each for each in verdict["reasons"] if each["location"] == "sheet 'Export'")
    assert (worst["code"], worst["category"]) == ("hidden-sheet", "person-name")
    assert worst["count"] >= 9_400
    assert worst["message"].startswith("Sheet 'Export' is hidden: anybody can show it again from the menu.")


def test_the_visible_recipients_of_2021(tmp_path: Path) -> None:
    """265 people who waited for help were put in To instead of Bcc: each saw all the others."""
    declaration = tmp_path / "mail.toml"
    declaration.write_text('title = "Update to applicants"\naudience = "partner"\nallow = ["email", "person-name"]\n')
    message = EmailMessage()
    message["From"] = "Relocation team <relocation@example.gov.uk>"
    message["Subject"] = "An update on your application"
    message.set_content("Please check that the details we hold about you are still right.\n")
    message["To"] = ", ".join(
        f"{name} <{name.lower().replace(' ', '.')}{number}@example.org>" for number, name in enumerate(_names(265))
    )
    (tmp_path / "update.eml").write_bytes(bytes(message))

    code, verdict = _verdict(tmp_path / "update.eml", declaration)
    assert (code, verdict["verdict"]) == (1, "blocked")
    reason = next(each for each in verdict["reasons"] if each["category"] == "email")
    assert (reason["code"], reason["count"]) == ("visible-recipients", 265)

    # With everybody in Bcc, as the sending program leaves the message, nothing stands in the way.
    del message["To"]
    message["To"] = "undisclosed-recipients:;"
    (tmp_path / "update.eml").write_bytes(bytes(message))
    assert _verdict(tmp_path / "update.eml", declaration)[0] == 0


def test_the_hidden_rows_of_2022(tmp_path: Path) -> None:
    """A spreadsheet with what one team was to see; some 18,700 rows of other applicants were filtered out of sight."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Cases"
    sheet.append(["Case", "Applicant", "Team", "Status"])
    for number, name in enumerate(_names(18_714 + 40)):
        sheet.append([f"C{number:05}", name, "North" if number < 40 else "South", "Open"])
    sheet.auto_filter.ref = sheet.dimensions
    sheet.auto_filter.add_filter_column(2, ["North"])
    for row in range(42, sheet.max_row + 1):
        sheet.row_dimensions[row].hidden = True
    book.save(tmp_path / "cases.xlsx")
    declaration = tmp_path / "cases.toml"
    declaration.write_text(
        'title = "Cases of the northern team"\naudience = "partner"\n'
        'columns = ["Case", "Applicant", "Team", "Status"]\nallow = ["person-name"]\n'
    )

    code, verdict = _verdict(tmp_path / "cases.xlsx", declaration)
    assert (code, verdict["verdict"]) == (1, "blocked")
    worst = verdict["reasons"][0]
    assert worst["code"] in ("filtered-rows", "hidden-rows")
    assert (worst["category"], worst["count"]) == ("person-name", 18_714)
