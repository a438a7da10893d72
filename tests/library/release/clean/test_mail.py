"""Clean copies of e-mails and mailboxes."""

import email
import io
import mailbox
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path

import pytest
from PIL import Image

from guardbook.release.clean import Refused
from tests.library.release.clean.copies import copy_of

ALLOWED = 'allow = ["email", "person-name"]\n'
TEXT = "Dear all,\n\nDredging begins in March at a cost of £4.2 million.\n\nThe harbour office\n"


def letter(text: str = TEXT, to: str = "Press <press@example.gov.uk>") -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"] = "Harbour office <news@example.gov.uk>"
    made["To"] = to
    made["Subject"] = "Harbour newsletter – März"
    made["Date"] = "Mon, 03 Nov 2025 09:00:00 +0000"
    made["Message-ID"] = "<20251103090000.17@example.gov.uk>"
    made["X-Originating-IP"] = "10.20.4.17"
    made.set_content(text)
    return made


def read(copy: bytes) -> EmailMessage:
    message = email.message_from_bytes(copy, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def body(message: EmailMessage) -> str:
    part = message.get_body(("html", "plain"))
    assert part is not None
    return str(part.get_content())


def test_the_headers_that_show_stay_and_no_others() -> None:
    copy = read(copy_of(letter().as_bytes(), "m.eml", ALLOWED))
    shown = {name for name in copy if not name.startswith(("Content-", "MIME-"))}
    assert shown == {"From", "To", "Subject", "Date"}
    assert copy["Subject"] == "Harbour newsletter – März"
    assert body(copy).replace("\r\n", "\n") == TEXT


def test_many_recipients_who_see_each_other_become_undisclosed() -> None:
    to = ", ".join(f"p{number}@example.org" for number in range(40))
    data = letter(to=to).as_bytes()
    copy = copy_of(data, "m.eml", ALLOWED)
    assert read(copy)["To"] == "undisclosed-recipients:;"
    assert b"example.org" not in copy


def test_many_recipients_stay_where_that_was_declared() -> None:
    to = ", ".join(f"p{number}@example.org" for number in range(40))
    copy = copy_of(letter(to=to).as_bytes(), "m.eml", ALLOWED + 'hidden = ["visible-recipients"]\n')
    assert b"p39@example.org" in copy


def test_blind_copies_go() -> None:
    message = letter()
    message["Bcc"] = "gareth.llewellyn@example.org"
    assert b"llewellyn" not in copy_of(message.as_bytes(), "m.eml", ALLOWED)


def test_of_two_versions_of_the_text_the_one_that_shows_stays() -> None:
    message = letter(TEXT + "\nWe close in May, which nobody knows yet.\n")
    message.add_alternative("<html><body><p>Dredging begins in March.</p><!-- draft --></body></html>", subtype="html")
    copy = copy_of(message.as_bytes(), "m.eml", ALLOWED)
    assert read(copy).get_content_type() == "text/html"
    assert "Dredging begins in March." in body(read(copy))
    assert b"May" not in copy
    assert b"draft" not in copy


def test_pictures_in_the_text_stay_in_it_as_pixels() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(picture, "PNG")
    message = letter()
    page = '<html><body><p>Dredging begins.</p><img src="cid:logo@gareth" alt="Logo"></body></html>'
    message.add_alternative(page, subtype="html")
    shown = message.get_body(("html",))
    assert isinstance(shown, EmailMessage)
    shown.add_related(picture.getvalue(), "image", "png", cid="<logo@gareth>")
    copy = copy_of(message.as_bytes(), "m.eml", ALLOWED)
    related = [part for part in read(copy).walk() if part.get_content_maintype() == "image"]
    assert [part["Content-ID"] for part in related] == ["<picture1>"]
    assert 'src="cid:picture1"' in body(read(copy))
    assert b"gareth" not in copy


def test_attachments_are_cleaned_and_keep_their_names() -> None:
    message = letter()
    table = b"Rank,Officers,Station\r\nConstable,4622,Knock\r\nSergeant,1090,Maydown\r\nInspector,402,Antrim\r\n"
    message.add_attachment(table, maintype="text", subtype="csv", filename="ränks.csv")
    copy = read(copy_of(message.as_bytes(), "m.eml", ALLOWED + 'columns = ["Rank", "Officers"]\n'))
    [attached] = copy.iter_attachments()
    assert attached.get_filename() == "ränks.csv"
    assert attached.get_payload(decode=True).startswith(b"Rank,Officers\r\n")  # type: ignore[union-attr]


def test_an_attachment_that_cannot_be_cleaned_is_refused() -> None:
    message = letter()
    message.add_attachment(bytes(range(256)) * 9, maintype="application", subtype="octet-stream", filename="a.bin")
    with pytest.raises(Refused, match="within it"):
        copy_of(message.as_bytes(), "m.eml", ALLOWED)


def test_a_message_within_the_message_is_cleaned() -> None:
    message = letter()
    inner = letter("The pilots are content.\n")
    inner["Bcc"] = "gareth.llewellyn@example.org"
    inner.add_attachment("Depth,Metres\r\nInner,4\r\nOuter,9\r\n", subtype="csv", filename="depths.csv")
    message.add_attachment(inner)
    copy = copy_of(message.as_bytes(), "m.eml", ALLOWED)
    [attached] = read(copy).iter_attachments()
    assert attached.get_content_type() == "message/rfc822"
    within = attached.get_content()
    assert "The pilots are content." in body(within)
    assert [part.get_filename() for part in within.iter_attachments()] == ["depths.csv"]
    assert b"llewellyn" not in copy


def test_an_encrypted_message_is_refused() -> None:
    with pytest.raises(Refused, match="encrypted"):
        copy_of(letter("-----BEGIN PGP MESSAGE-----\n\nabcd\n").as_bytes(), "m.eml", ALLOWED)


def test_an_invitation_is_refused() -> None:
    message = letter()
    message.add_alternative("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", subtype="calendar")
    with pytest.raises(Refused, match="invitation"):
        copy_of(message.as_bytes(), "m.eml", ALLOWED)


def test_a_line_that_looks_like_a_boundary_divides_nothing() -> None:
    message = letter("One\n--=_0_0--\nTwo\n")
    message.add_attachment(b"Depths\n", maintype="text", subtype="plain", filename="d.txt")
    copy = read(copy_of(message.as_bytes(), "m.eml", ALLOWED))
    assert "Two" in body(copy)
    assert len(list(copy.iter_attachments())) == 1


def test_torn_headers_are_refused_or_copied_without_a_crash() -> None:
    for torn in (b"From: <<>@@,;:\n", b"Date: 99 Foo\n", b"To: \xff\xfe\n", b"Subject: =?utf-8?q?=00=0d?=\n"):
        data = torn + b"Content-Type: text/plain\nReceived: by mx\nMIME-Version: 1.0\n\nThe pilots are content.\n"
        with suppress(Refused):
            assert b"pilots" in copy_of(data, "m.eml", ALLOWED, clear=False)


def test_each_message_of_a_mailbox_is_cleaned(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "sent.mbox")
    for text in ("The pilots are content.\n", "From now on the quay is open.\n"):
        message = letter(text)
        message["Bcc"] = "gareth.llewellyn@example.org"
        box.add(message)
    box.close()
    copy = tmp_path / "copy.mbox"
    copy.write_bytes(copy_of((tmp_path / "sent.mbox").read_bytes(), "sent.mbox", ALLOWED))
    made = mailbox.mbox(copy, create=False)
    assert [message["To"] for message in made] == ["Press <press@example.gov.uk>"] * 2
    assert b"llewellyn" not in copy.read_bytes()
    assert b"From now on the quay is open." in copy.read_bytes()
