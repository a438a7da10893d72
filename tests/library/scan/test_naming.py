"""Names of objects: known again by hash, shown on one line."""

from guardbook.scan.naming import object_key, printable, shown_name

KEY = b"k" * 32


def test_an_object_is_known_again_by_location_and_path() -> None:
    assert object_key("a", "b/c", KEY) == object_key("a", "b/c", KEY)
    assert object_key("a", "b/c", KEY) != object_key("a/b", "c", KEY)
    assert object_key("a", "b/c", KEY) != object_key("a", "b/c", b"x" * 32)


def test_a_name_that_is_no_text_still_has_a_key() -> None:
    assert len(object_key("a", "\udc80\udcff", KEY)) == 32


def test_line_breaks_control_characters_and_broken_letters_are_shown_as_escapes() -> None:
    assert printable("two\nlines\t\x1b[31m\udc80 Żółć") == r"two\nlines\t\x1b[31m\udc80 Żółć"


def test_a_single_file_is_called_what_the_user_called_it() -> None:
    assert shown_name("../one.txt", "one.txt", True, KEY) == "../one.txt"


def test_a_personal_part_of_a_path_is_masked_below_the_location_only() -> None:
    shown = shown_name("/home/ann@example.org", "mail/bob@example.org/letter.txt", False, KEY)
    assert shown.startswith("/home/ann@example.org/mail/") and shown.endswith("/letter.txt")
    assert "bob@" not in shown
