"""The Department for Fictional Affairs: builds its file share, database, bucket and container from a seed."""

import io
import random
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from demo.hostile import write_hostile
from demo.people import Person, make_people
from demo.writers import WRITERS, Document

NOTICE = "Demonstration: the Department for Fictional Affairs does not exist, and nobody in these files does."
Topic = Callable[[list[Person], random.Random], Document]


def _staff(people: list[Person], _: random.Random) -> Document:
    header = ("Staff number", "Forename", "Surname", "Date of birth", "NI number", "Address", "Town", "Postcode",
              "Mobile", "E-mail", "Sort code", "Account number", "Salary")  # fmt: skip
    rows = tuple(
        (p.staff_number, p.forename, p.surname, p.birthday, p.ni_number, p.street, p.town, p.postcode,
         p.phone, p.email, p.sort_code, p.account, str(p.salary))
        for p in people
    )  # fmt: skip
    return Document("Staff list", (NOTICE,), header, rows)


def _diversity(people: list[Person], _: random.Random) -> Document:
    header = ("Name", "Ethnic group", "Religion or belief", "Grade")
    grades = ("AO", "EO", "HEO", "SEO", "Grade 7")
    rows = tuple((p.name, p.ethnicity, p.religion, grades[p.salary // 250 % 5]) for p in people)
    return Document("Diversity declarations", (NOTICE,), header, rows)


def _health(people: list[Person], _: random.Random) -> Document:
    header = ("Patient", "NHS number", "Date of birth", "Diagnosis")
    rows = tuple((p.name, p.nhs_number, p.birthday, p.condition) for p in people)
    return Document("Occupational health referrals", (NOTICE,), header, rows)


def _letter(people: list[Person], chance: random.Random) -> Document:
    p, official = people[0], people[1]
    reason = chance.choice(("your claim", "your application", "your complaint", "your appeal"))
    return Document(
        "Letter",
        (
            f"{p.name}\n{p.address}",
            f"{chance.randint(1, 28)} March 2026",
            f"Dear {p.forename} {p.surname},",
            f"Thank you for writing about {reason}. We hold your date of birth as {p.birthday} and your National "
            f"Insurance number as {p.ni_number}. If either is wrong, call us on {p.phone}.",
            "We aim to answer within 20 working days. Guidance is on our website.",
            f"Yours sincerely,\n\n{official.name}\nCase officer",
            NOTICE,
        ),
    )


def _minutes(people: list[Person], chance: random.Random) -> Document:
    present = "\n".join(f"{p.name} ({chance.choice(('Chair', 'Finance', 'Policy', 'Digital'))})" for p in people[:5])
    return Document(
        f"Minutes of the estates board, {chance.randint(1, 28)} February 2026",
        (
            f"Present:\n{present}",
            f"{people[0].name} opened the meeting. The minutes of the last meeting were agreed.",
            "The board noted that the lift contract ends in September and asked for three quotations.",
            f"Action: {people[1].name} to circulate the revised plan.",
            NOTICE,
        ),
    )


def _guidance(_: list[Person], chance: random.Random) -> Document:
    subjects = ("records management", "travel and expenses", "flexible working", "procurement", "display screens")
    return Document(
        f"Guidance on {chance.choice(subjects)}",
        (
            "This guidance applies to all staff. It was last reviewed in January 2026 and replaces version 2.4.1.",
            "Managers should agree arrangements in writing and review them every year.",
            "Statistics in this guidance are rounded to the nearest hundred and may not sum to the totals shown.",
            NOTICE,
        ),
    )


def _statistics(_: list[Person], chance: random.Random) -> Document:
    regions = ("North East", "North West", "Yorkshire and The Humber", "East Midlands", "London", "Wales", "Scotland")
    rows = tuple(
        (region, str(year), str(chance.randint(1_000, 90_000)), f"{chance.uniform(1, 99):.1f}")
        for region in regions
        for year in range(2015, 2026)
    )
    return Document("Applications by region and year", (NOTICE,), ("Region", "Year", "Applications", "Per cent"), rows)


def _spend(_: list[Person], chance: random.Random) -> Document:
    suppliers = ("Fictional Office Supplies Ltd", "Imaginary Cloud plc", "Made-up Cleaning LLP", "Invented Travel Ltd")
    rows = tuple(
        (f"{chance.randint(1, 28):02}/03/2026", chance.choice(suppliers), f"INV-{chance.randint(10**6, 10**7)}",
         f"{chance.uniform(25_000, 400_000):.2f}")
        for _ in range(60)
    )  # fmt: skip
    return Document("Spend over £25,000", (NOTICE,), ("Date", "Supplier", "Transaction number", "Amount"), rows)


FOLDERS: tuple[tuple[str, Topic, str, int], ...] = (
    ("HR/payroll", _staff, "csv xlsx xls ods tsv parquet jsonl sqlite xml csv.gz", 20),
    ("HR/diversity", _diversity, "xlsx csv json ods html", 15),
    ("HR/occupational health", _health, "xlsx docx csv pdf odt xls", 18),
    ("Casework/letters", _letter, "docx odt rtf pdf txt eml html", 70),
    ("Corporate/minutes", _minutes, "docx pdf odt rtf txt pptx eml", 40),
    ("Corporate/guidance", _guidance, "docx pdf html txt odt pptx rtf zip", 48),
    ("Statistics", _statistics, "csv xlsx ods html json parquet", 30),
    ("Finance/spend", _spend, "csv xlsx xls tsv pdf", 20),
    ("Digital/exports", _staff, "log py xml json tar.gz zip eml", 14),
)
"""Folder, what its files are about, in which formats, and how many files."""


def build_share(root: Path, seed: int = 2019) -> int:
    """Write the department's file share below `root`; give the number of files."""
    for number, (path, document, ending) in enumerate(_plan(seed)):
        folder = root / path
        folder.mkdir(parents=True, exist_ok=True)
        name = document.title.lower().replace(" ", "-").replace(",", "")
        WRITERS[ending](folder / f"{name}-{number:03}.{ending}", document)
    _write_archive(root)
    _write_honours(root)
    write_hostile(root / "Unsorted")
    return sum(1 for path in root.rglob("*") if path.is_file())


def _plan(seed: int) -> Iterator[tuple[str, Document, str]]:
    chance = random.Random(seed)
    for path, topic, endings, count in FOLDERS:
        choices = endings.split()
        for number in range(count):
            people = make_people(chance.randint(12, 140), chance.randrange(10**6))
            yield path, topic(people, chance), choices[number % len(choices)]


def _write_archive(root: Path) -> None:
    """An old project, zipped: office files in a folder within an archive within an archive."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((root / "HR" / "payroll").glob("*.xlsx"))[:2]:
            archive.write(path, f"backup/{path.name}")
    (root / "Archive").mkdir()
    with zipfile.ZipFile(root / "Archive" / "old-laptop.zip", "w") as archive:
        archive.writestr("desktop/backup.zip", inner.getvalue())


def _write_honours(root: Path) -> None:
    """A list ready for the press: its address columns are hidden, and so is the sheet of those who chose."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Honours"
    sheet.append(["Name", "Award", "For services to", "Address", "Postcode"])
    for person in make_people(1_097, 27_12):
        sheet.append([person.name, "MBE", "the community", f"{person.street}, {person.town}", person.postcode])
    for column in "DE":
        sheet.column_dimensions[column].hidden = True
    panel = book.create_sheet("Panel")
    panel.append(["Member", "Mobile"])
    for person in make_people(8, 22_30):
        panel.append([person.name, person.phone])
    panel.sheet_state = "hidden"
    (root / "Press").mkdir()
    book.save(root / "Press" / "honours-list-for-publication.xlsx")


def build_database(path: Path, seed: int = 1097) -> None:
    """Write the department's case database: 5,000 people in one table, counts in another."""
    people = make_people(5_000, seed)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("CREATE TABLE claimant (id INTEGER, full_name TEXT, dob TEXT, nino TEXT, address TEXT)")
        connection.execute("CREATE TABLE monthly_total (month TEXT, claims INTEGER, decided INTEGER)")
        connection.executemany(
            "INSERT INTO claimant VALUES (?, ?, ?, ?, ?)",
            [(n, p.name, p.birthday, p.ni_number, p.address.replace("\n", ", ")) for n, p in enumerate(people)],
        )
        totals = [(f"2025-{month:02}", 400 + 7 * month, 380 + 5 * month) for month in range(1, 13)]
        connection.executemany("INSERT INTO monthly_total VALUES (?, ?, ?)", totals)
    connection.close()
