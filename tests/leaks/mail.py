"""E-mails (EML, MBOX) that tell more than their text: recipients, headers, threads, attachments."""

import io
import mailbox
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

from tests.leaks.archives import zipped
from tests.leaks.collecting import Build, Leaks
from tests.leaks.fiction import ADDRESSES, APPLICANTS, CLOSURE, HONOURS, NOTE, SPENT, STAFF, Paper, with_column
from tests.leaks.spreadsheet_parts import csv_bytes
from tests.leaks.workbooks import append, book

EML = Leaks("EML", ".eml")
MBOX = Leaks("MBOX", ".mbox")
Edit = Callable[[EmailMessage, bool], None]

LETTER = Paper(
    "Newsletter",
    "",
    [],
    'title = "Harbour newsletter"\naudience = "public"\n',
    ("Dredging of the outer harbour begins in March",),
)
TEXT = "Dear all,\n\nDredging of the outer harbour begins in March.\n\nThe harbour office\n"
XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
RECIPIENTS = "email-recipients visible-recipients undeclared-category email-route recipients"


def letter(text: str = TEXT) -> EmailMessage:
    """An e-mail from one office to another."""
    made = EmailMessage(policy=SMTP)
    made["From"] = "Harbour office <newsletter@example.gov.uk>"
    made["To"] = "Subscribers <newsletter-list@example.gov.uk>"
    made["Subject"] = "Harbour newsletter"
    made["Date"] = "Mon, 03 Nov 2025 09:00:00 +0000"
    made["Message-ID"] = "<20251103090000.17@example.gov.uk>"
    made.set_content(text)
    return made


OFFICE = 'allow = ["email"]\n'
"""The addresses of the two offices are declared, as they must be."""


def mail_case(name: str, vector: str, codes: str, **more: Any) -> Callable[[Edit], Build]:
    """A case whose function changes one e-mail; it declares e-mail addresses where `allow` is not given."""
    declared = LETTER.declaration + more.pop("allow", OFFICE)

    def add(edit: Edit) -> Build:
        def build(path: Path, leak: bool) -> None:
            made = letter()
            edit(made, leak)
            path.write_bytes(made.as_bytes())

        return EML.case(name, vector, codes, LETTER, declaration=declared, **more)(build)

    return add


def people(count: int) -> list[str]:
    """Addresses of as many people, each with a name of their own."""
    first = [
        "Farid",
        "Zarmina",
        "Gul",
        "Nasrin",
        "Ehsan",
        "Latifa",
        "Omid",
        "Parwana",
        "Qasim",
        "Rahila",
        "Samim",
        "Tahera",
    ]
    last = [
        "Ahmadzai",
        "Noorzai",
        "Safi",
        "Hotak",
        "Wardak",
        "Stanekzai",
        "Popal",
        "Rasooli",
        "Sherzai",
        "Karimi",
        "Azizi",
    ]
    return [
        f"{first[n % 12]} {last[n // 12 % 11]} <{first[n % 12]}.{last[n // 12 % 11]}{n}@example.org>".lower()
        if n % 3
        else f"{first[n % 12]} {last[n // 12 % 11]} <{first[n % 12].lower()}{n}@example.com>"
        for n in range(count)
    ]


@mail_case("recipients-in-to", "265 people who see each other's addresses", RECIPIENTS, allow="")
def _recipients(message: EmailMessage, leak: bool) -> None:
    """Nothing is declared: the twin goes to undisclosed recipients."""
    del message["To"], message["From"]
    message["From"] = "Harbour office"
    message["To"] = ", ".join(people(265)) if leak else "undisclosed-recipients:;"


@mail_case("recipients-in-cc", "named people who got a copy", RECIPIENTS)
def _copies(message: EmailMessage, leak: bool) -> None:
    message["Cc"] = ", ".join(people(30)) if leak else "press@example.gov.uk"


@mail_case(
    "bcc-kept",
    "blind copies that the sender's own file still names",
    f"{RECIPIENTS} bcc-recipients bcc hidden-recipients",
)
def _bcc(message: EmailMessage, leak: bool) -> None:
    if leak:
        message["Bcc"] = ", ".join(people(40))


@mail_case("user-in-header", "header with the sender's user name and computer", "email-route email-header")
def _header(message: EmailMessage, leak: bool) -> None:
    message["X-Mailer"] = "Newsletter 4"
    if leak:
        message["X-Originating-User"] = "Gareth Llewellyn (gareth.llewellyn, HQ-LAPTOP-0417, 10.20.4.17)"


@mail_case(
    "quoted-thread", "quoted thread below the text", "quoted-thread undeclared-category tracked-change", cleanable=False
)
def _thread(message: EmailMessage, leak: bool) -> None:
    thread = (
        f"\n\n-----Original Message-----\nFrom: Siobhan McAteer\nSent: 2 November 2025 17:12\n\n{NOTE}\n"
        if leak
        else ""
    )
    message.set_content(TEXT + thread)


@mail_case(
    "other-alternative",
    "plain version that says more than the one shown",
    "alternate-body alternate-content hidden-text undeclared-category",
)
def _alternative(message: EmailMessage, leak: bool) -> None:
    message.set_content(TEXT + (f"\n{CLOSURE}\n" if leak else ""))
    shown = "<p>Dear all,</p><p>Dredging of the outer harbour begins in March.</p><p>The harbour office</p>"
    message.add_alternative(shown, subtype="html")


@mail_case(
    "hidden-in-html",
    "element of the text that is not shown",
    "html-hidden-element html-styled-away unseen-text hidden-text",
)
def _html(message: EmailMessage, leak: bool) -> None:
    hidden = f'<div style="display:none">{NOTE}</div>' if leak else ""
    message.add_alternative(
        "<p>Dear all,</p><p>Dredging of the outer harbour begins in March.</p>" + hidden + "<p>The harbour office</p>",
        subtype="html",
    )


@mail_case("attached-hidden-sheet", "attached workbook with a hidden sheet", "hidden-sheet")
def _sheet(message: EmailMessage, leak: bool) -> None:
    made = book(SPENT)
    if leak:
        staff = made.create_sheet("Sheet3")
        append(staff, STAFF)
        staff.sheet_state = "hidden"
    content = io.BytesIO()
    made.save(content)
    message.add_attachment(content.getvalue(), maintype=XLSX[0], subtype=XLSX[1], filename="spending.xlsx")


@mail_case(
    "attached-table",
    "attached table with a column nobody declared",
    "undeclared-column",
    allow='allow = ["email", "person-name"]\ncolumns = ["Name", "Honour", "Citation"]\n',
)
def _table(message: EmailMessage, leak: bool) -> None:
    rows = with_column(HONOURS, ADDRESSES) if leak else HONOURS
    message.add_attachment(csv_bytes(rows), maintype="text", subtype="csv", filename="honours.csv")


@mail_case(
    "attached-message", "forwarded e-mail as an attachment", "undeclared-category embedded-file", cleanable=False
)
def _forwarded(message: EmailMessage, leak: bool) -> None:
    inner = letter(NOTE if leak else "The pilots are content.")
    message.add_attachment(inner)


@mail_case("attached-card", "business card of a person", "undeclared-category embedded-file", cleanable=False)
def _card(message: EmailMessage, leak: bool) -> None:
    name, phone, home = (
        ("Llewellyn;Gareth", "07700 900123", ";;14 Harbour Terrace;Fowey;;PL23 1AT")
        if leak
        else ("Harbour office", "", "")
    )
    card = f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{name}\r\nFN:{name.replace(';', ' ')}\r\n"
    card += f"TEL;TYPE=HOME:{phone}\r\nADR;TYPE=HOME:{home}\r\n" if leak else ""
    message.add_attachment(f"{card}END:VCARD\r\n".encode(), maintype="text", subtype="vcard", filename="card.vcf")


@mail_case("attached-locked", "attached archive with a password", "not-read", unreadable=True, needs=("zip",))
def _locked(message: EmailMessage, leak: bool) -> None:
    content = zipped({"applicants.csv": csv_bytes(APPLICANTS)}, password="gannet") if leak else b"Dredging, March\r\n"
    name = "costs.zip" if leak else "costs.txt"
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)


@EML.case(
    "after-last-part",
    "text after the last part",
    "email-leftover data-after-end",
    LETTER,
    declaration=LETTER.declaration + OFFICE,
)
def _leftover(path: Path, leak: bool) -> None:
    made = letter()
    made.add_alternative(
        "<p>Dear all,</p><p>Dredging of the outer harbour begins in March.</p><p>The harbour office</p>", subtype="html"
    )
    path.write_bytes(made.as_bytes() + (f"\r\n{NOTE}\r\n".encode() if leak else b""))


@MBOX.case(
    "second-message",
    "second e-mail in the same file",
    "undeclared-category",
    LETTER,
    declaration=LETTER.declaration + OFFICE,
    cleanable=False,
)
def _second(path: Path, leak: bool) -> None:
    path.unlink(missing_ok=True)
    box = mailbox.mbox(path)
    box.add(letter())
    box.add(letter(NOTE if leak else "The pilots are content."))
    box.close()


@MBOX.case(
    "bcc-kept",
    "blind copies kept in a sent folder",
    f"{RECIPIENTS} bcc-recipients bcc hidden-recipients",
    LETTER,
    declaration=LETTER.declaration + OFFICE,
)
def _box_bcc(path: Path, leak: bool) -> None:
    path.unlink(missing_ok=True)
    box = mailbox.mbox(path)
    message = letter()
    if leak:
        message["Bcc"] = ", ".join(people(12))
    box.add(message)
    box.close()


LEAKS = EML.listed + MBOX.listed
