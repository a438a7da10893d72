"""PDF pages with text that is left out of what libraries give, since it has no size."""

from io import BytesIO

import pikepdf
import pytest

from tests.library.readers.planted import read_whole


@pytest.mark.parametrize("way", ["0 0 0 0 72 60 Tm", "0 Tz 1 0 0 1 72 60 Tm", "/F1 0 Tf 1 0 0 1 72 60 Tm"])
def test_text_of_no_size_at_all_is_told(way: str) -> None:
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    shown = "BT /F1 11 Tf 72 720 Td (What a person sees of this page) Tj ET"
    page.Contents = made.make_stream(f"{shown} BT /F1 11 Tf {way} (MARK) Tj ET".encode())
    file = BytesIO()
    made.save(file)
    assert any("text of no size" in problem for problem in read_whole(file.getvalue()).problems)
