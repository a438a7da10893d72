"""E-mail: headers, bodies, attachments and messages within messages, from one file or a mailbox."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from guardbook.content import Limits
from tests.library.readers.planted import read_whole


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "René Example <rene@example.org>"
    message["To"] = "anne@example.org, bob@example.org"
    message["Bcc"] = "carol@example.org"
    message["Subject"] = "Your appointment, Zoë"
    message["Received"] = "from mail.example.org by mx.example.org"
    message.set_content("Dear Zoë,\nplease call 020 7946 0123.\n")
    return message


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_headers_and_body_show_and_the_route_does_not(end: bytes) -> None:
    data = letter().as_bytes() if end == b"\n" else letter().as_bytes(policy=SMTP)
    seen = read_whole(data, "a.eml")
    assert "From: René Example <rene@example.org>\nTo: anne@example.org, bob@example.org" in seen.visible
    assert "Subject: Your appointment, Zoë" in seen.visible
    assert seen.codes("carol@example.org") == {"bcc-recipients"}
    assert "Dear Zoë,\nplease call 020 7946 0123." in seen.visible.replace("\r", "")
    assert seen.codes("mx.example.org") == {"email-route"}
    assert (seen.format, seen.problems) == ("e-mail message", [])


def test_both_bodies_are_read() -> None:
    message = letter()
    message.add_alternative("<p>Dear <b>Zoë</b><!-- MARK --></p>", subtype="html")
    seen = read_whole(message.as_bytes(), "a.eml")
    assert seen.visible.count("Dear Zoë") == 2
    assert seen.codes("MARK") == {"html-comment"}


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "7bit"])
def test_attachments_are_read_as_what_they_are(encoding: str) -> None:
    message = letter()
    message.add_attachment("name,town\nAnne,Leeds\nBob,York\n", subtype="csv", filename="Zoë.csv", cte=encoding)
    seen = read_whole(message.as_bytes(), "a.eml")
    assert seen.visible_rows == [["name", "town"], ["Anne", "Leeds"], ["Bob", "York"]]
    assert seen.codes("Zoë.csv") == {None}


def test_an_attached_picture_is_told() -> None:
    message = letter()
    message.add_attachment(b"\x89PNG\r\n\x1a\n" + bytes(9), maintype="image", subtype="png", filename="a.png")
    assert len(read_whole(message.as_bytes(), "a.eml").problems) == 1


def test_a_message_within_a_message_is_read() -> None:
    outer, inner = letter(), letter()
    inner.replace_header("Subject", "MARK")
    outer.add_attachment(inner)
    assert read_whole(outer.as_bytes(), "a.eml").codes("MARK") == {None}


def test_messages_nested_beyond_the_limit_are_a_problem_and_the_outer_ones_are_read() -> None:
    message = letter()
    for _ in range(9):
        outer = letter()
        outer.add_attachment(message)
        message = outer
    seen = read_whole(message.as_bytes(), "a.eml", Limits(depth=3))
    assert seen.problems
    assert all(problem.startswith("more than 3 ") for problem in seen.problems)
    assert seen.visible.count("Subject:") == 4


def test_text_outside_of_the_parts_is_found() -> None:
    message = letter()
    message.add_attachment("x", filename="x.txt")
    message.preamble, message.epilogue = "MARK before", "MARK after"
    seen = read_whole(message.as_bytes(), "a.eml")
    assert seen.codes("MARK before") == seen.codes("MARK after") == {"email-leftover"}


def test_a_body_in_a_rare_encoding_is_decoded() -> None:
    head = b"From: a@example.org\nTo: b@example.org\nSubject: x\nContent-Type: text/plain; charset=koi8-r\n\n"
    assert "Иван Иванович" in read_whole(head + "Иван Иванович".encode("koi8-r"), "a.eml").visible


def test_a_message_cut_short_is_read_up_to_there() -> None:
    message = letter()
    message.add_attachment("Anne Example\n" * 50, filename="a.txt")
    seen = read_whole(message.as_bytes()[:-200], "a.eml")
    assert seen.problems == ["cut short: its last part has no end"]
    assert seen.codes("Anne Example") == {None}


@pytest.mark.parametrize("value", ["=?utf-8?q?=ff=fe?=", "=?none?b?!!!?=", "=?utf-8?b?", "\udcff\udcfe", "x" * 9000])
def test_odd_headers_do_no_harm(value: str) -> None:
    data = f"From: {value}\nTo: b@example.org\nSubject: MARK\n\nHello\n".encode("utf-8", "surrogateescape")
    assert read_whole(data, "a.eml").codes("MARK") == {None}


def test_a_mailbox_gives_each_of_its_messages() -> None:
    line = b"From rene@example.org Thu Jan  1 00:00:00 2026\n"
    data = b"".join(line + letter().as_bytes().replace(b"0123", b"%04d" % number) + b"\n" for number in range(5))
    seen = read_whole(data, "archive.mbox")
    assert (seen.format, seen.visible.count("Dear Zoë")) == ("mailbox (MBOX)", 5)
    assert all(seen.codes(f"7946 {number:04}") for number in range(5))


def test_a_message_too_large_to_be_held_is_passed_over_and_the_next_is_read() -> None:
    line = b"From rene@example.org Thu Jan  1 00:00:00 2026\nSubject: a\n\n"
    data = line + b"large\n" * 600_000 + b"\n" + line + b"MARK\n"
    seen = read_whole(data, "archive.mbox", Limits(held=1_000_000))
    assert (len(seen.problems), seen.codes("MARK")) == (1, {None})


CROWD = [f"Reader {number} <reader{number}@example.org>" for number in range(6)]


def test_many_recipients_are_told_as_seen_by_all_one_in_a_line() -> None:
    message = letter()
    message.replace_header("To", ", ".join(CROWD[:3]))
    message["Cc"] = ", ".join(CROWD[3:])
    seen = read_whole(message.as_bytes(), "a.eml")
    assert ("\n".join(CROWD), "visible-recipients") in seen.texts
    assert "reader" not in seen.visible


def test_five_recipients_are_ordinary_even_when_named_twice() -> None:
    message = letter()
    message.replace_header("To", ", ".join(CROWD[:5]))
    message["Cc"] = CROWD[0]
    seen = read_whole(message.as_bytes(), "a.eml")
    assert seen.codes("reader4@example.org") == {None}
    assert "visible-recipients" not in {code for _, code in seen.texts}


def test_recipients_written_as_outlook_shows_them_are_counted() -> None:
    people = "; ".join(f"reader{number}@example.org" for number in range(9))
    data = f"From: a@example.org\nTo: {people}\nSubject: x\n\nHello\n".encode()
    assert read_whole(data, "a.eml").codes("reader8@example.org") == {"visible-recipients"}


def test_many_guests_of_a_meeting_are_told() -> None:
    message = letter()
    guests = "".join(f"ATTENDEE;CN=Reader {n};RSVP=TRUE:mailto:reader{n}@example.org\r\n" for n in range(7))
    message.add_alternative(f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{guests}END:VEVENT\r\nEND:VCALENDAR\r\n", "calendar")
    seen = read_whole(message.as_bytes(), "a.eml")
    assert "visible-recipients" in seen.codes("Reader 6 <reader6@example.org>")


@pytest.mark.parametrize(
    "body",
    [
        "Mine\n-----Original Message-----\nFrom: Ann\nMARK\n",
        "Mine\n\nOn Mon, 1 Jan 2024 at 10:00, Ann Example <ann@example.org> wrote:\n> MARK\n",
        "Mine\n\nOn Mon, 1 Jan 2024 at 10:00, Ann Example\n<ann@example.org> wrote:\n\nMARK\n",
        "Mine\n> MARK\nMine too\n",
        "Mine\n________________________________\nFrom: Ann\nSent: Monday\nTo: Bob\nSubject: x\n\nMARK\n",
        "Mine\nBegin forwarded message:\n\nMARK\n",
    ],
)
def test_earlier_messages_are_told_apart_from_what_the_writer_wrote(body: str) -> None:
    message = letter()
    message.set_content(body)
    seen = read_whole(message.as_bytes(), "a.eml")
    assert (seen.codes("MARK"), seen.codes("Mine")) == ({"quoted-thread"}, {None})


def test_an_answer_below_what_it_quotes_is_the_writers_own() -> None:
    message = letter()
    message.set_content("On 1 Jan, Ann Example wrote:\n> MARK\n\nMy answer\n")
    seen = read_whole(message.as_bytes(), "a.eml")
    assert (seen.codes("MARK"), seen.codes("My answer")) == ({"quoted-thread"}, {None})


def test_earlier_messages_in_a_web_body_are_told_with_their_tables() -> None:
    message = letter()
    rows = "<tr><td>name<td>town<tr><td>MARK<td>Leeds<tr><td>Bob<td>York"
    message.set_content(
        f"<p>Mine</p><div class=gmail_quote>On Mon, Ann wrote:<blockquote>Hi<table>{rows}</table></blockquote></div>",
        subtype="html",
    )
    seen = read_whole(message.as_bytes(), "a.eml")
    assert (seen.codes("MARK"), seen.codes("Mine")) == ({"quoted-thread"}, {None})


HONEST_PLAIN = """Spring newsletter
View this email in your browser: https://news.example.gov.uk/x

=================
NEW RULES FOR BOAT
LICENCES

* Read the guidance [https://example.gov.uk/guidance]
1. Apply online

To unsubscribe click https://news.example.gov.uk/u
"""
HONEST_PAGE = """<h1>Spring newsletter</h1><img src=a.png alt="Boats"><h2>New rules for boat licences</h2>
<ul><li><a href="https://example.gov.uk/guidance">Read the guidance</a></li></ul><ol><li>Apply online</ol>
<a href="https://news.example.gov.uk/u">Unsubscribe</a>"""


def test_the_plain_version_of_a_newsletter_hides_nothing() -> None:
    message = letter()
    message.set_content(HONEST_PLAIN)
    message.add_alternative(HONEST_PAGE, subtype="html")
    seen = read_whole(message.as_bytes(), "a.eml")
    assert "alternate-body" not in {code for _, code in seen.texts}
    assert {"Spring newsletter"} <= set(seen.visible.splitlines())


@pytest.mark.parametrize("line", ["Jane Sample was dismissed for theft.", "Ring 07700 900123", "Jane Sample"])
def test_a_line_that_only_the_plain_version_has_is_told(line: str) -> None:
    message = letter()
    message.set_content(f"{HONEST_PLAIN}\n{line}\n")
    message.add_alternative(HONEST_PAGE, subtype="html")
    seen = read_whole(message.as_bytes(), "a.eml")
    assert (line, "alternate-body") in seen.texts


def test_sealed_parts_come_with_the_remedy() -> None:
    for kind in ("pkcs7-mime", "ms-tnef"):
        message = letter()
        message.add_attachment(b"0\x80\x06\x09", maintype="application", subtype=kind, filename="x.dat")
        (problem,) = read_whole(message.as_bytes(), "a.eml").problems
        assert "message" in problem
    message = letter()
    message.set_content("Hello\n\n-----BEGIN PGP MESSAGE-----\nabcd\n-----END PGP MESSAGE-----\n")
    assert "PGP" in read_whole(message.as_bytes(), "a.eml").problems[0]


def test_marks_of_relays_are_no_addresses_of_people() -> None:
    data = b"Received: from m.example.org (m.example.org [203.0.113.9]) by MARK\nMessage-ID: <abc@example.org>\n"
    seen = read_whole(data + letter().as_bytes(), "a.eml")
    assert seen.codes("MARK") == {"email-route"}
    assert not seen.codes("203.0.113.9")
    assert not seen.codes("abc@example.org")


def test_a_message_whose_first_part_has_no_beginning_is_not_read_in_full() -> None:
    """Python's parser drops what stands behind the last mark of such a message."""
    head = "From: a@example.org\nTo: b@example.org\nSubject: c\nMIME-Version: 1.0\n"
    body = 'Content-Type: multipart/mixed; boundary="cut"\n\n--cu\n\nShown\n--cut--\nMARK\n'
    assert read_whole((head + body).encode(), "a.eml").problems
