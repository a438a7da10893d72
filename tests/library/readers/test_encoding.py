"""Encodings: told from bytes alone, and never a reason to lose a letter."""

import io

import pytest

from guardbook.content import Source
from guardbook.readers.encoding import HEAD, head_as_text, open_text, tell_encoding, text_decoder

WESTERN = "Zoë Brontë’s flat – £50, 5 m² – Café Noël"
POLISH = "Paweł Wałęsa mieszka w Łodzi przy ulicy Piękna, Michał Dąbrowski"
RUSSIAN = "Здравствуйте, Иван Иванович, как дела сегодня в Лондоне"
GERMAN = "Sehr geehrte Frau Müller, die Größe Ihrer Öfen übersteigt das zulässige Maß. Grüße aus Köln, Jürgen Weiß"
FRENCH = "Françoise Lefèvre, née à Orléans, réside près du château où l'été fut très agréable"
WELSH = "Mae Siân Ôl yn byw yng Nghaerdydd ac wedi gweld tîm y pêl-droed ger y môr"
JAPANESE = "日本語のテキスト、山田太郎さんの住所は東京都です"
CHINESE = "我叫张伟,住在北京市朝阳区,电话是下面的号码"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((WESTERN, name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")),
        (WESTERN, "utf-32-le"),
        (WESTERN, "utf-32-be"),
        *((text, name) for text in (GERMAN, FRENCH, WELSH) for name in ("cp1252", "latin-1")),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (CHINESE, "gb18030"),
    ],
)
def test_a_usual_encoding_gives_the_text_back(text: str, encoding: str) -> None:
    assert head_as_text(text.encode(encoding)) in (text, "\ufeff" + text)


def test_mainframe_text_is_read() -> None:
    lines = "MR JOHN EXAMPLE, 12 HIGH STREET, LEEDS   \n" * 4
    assert head_as_text(lines.encode("cp037")) == lines


def test_a_western_byte_in_utf8_is_one_letter_and_no_more() -> None:
    decoder = text_decoder("Zoë and Noël and ".encode())
    assert decoder.decode("Zoë and Noël and ".encode() + b"Ren\xe9 \x93so\x94", True) == "Zoë and Noël and René “so”"


def test_a_letter_cut_at_the_end_of_the_head_is_no_fault() -> None:
    head = ("x" * (HEAD - 1) + "ë").encode()[:HEAD]
    assert tell_encoding(head.replace(b"xx", "ë".encode(), 1)) == "utf-8"


def test_a_latin_file_whose_first_letters_are_plain_keeps_its_accents() -> None:
    source = Source(io.BytesIO(b"x" * HEAD + b"Ren\xe9"), "late.txt")
    with open_text(source) as stream:
        assert stream.read().endswith("René")


def test_the_file_stays_open_when_its_text_stream_is_closed() -> None:
    source = Source(io.BytesIO(b"one\ntwo\n"), "a.txt")
    open_text(source).close()
    assert source.file.read() == b"one\ntwo\n"


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 40, b"\x89PNG\r\n\x1a\n" + bytes(60)])
def test_binary_bytes_are_no_text(data: bytes) -> None:
    assert head_as_text(data) is None


def test_some_nul_bytes_do_not_make_text_binary() -> None:
    assert head_as_text(b"Anne Example\0\0\0 Leeds\n" * 9) is not None
