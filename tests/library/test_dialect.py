"""Delimited text is told from other text, and how it is written."""

import pytest

from guardbook.dialect import Dialect, split_rows, tell_dialect

PEOPLE = "Name{d}Born{d}Town\nAnn Lee{d}01/02/1980{d}Leeds\nBob Ray{d}03/04/1981{d}York\nCy Fox{d}05/06/1982{d}Hull\n"


def told(text: str) -> Dialect:
    dialect = tell_dialect(text)
    assert dialect is not None
    return dialect


def cells(text: str) -> list[list[str]]:
    return [[text[cell.start : cell.end] for cell in row] for row in split_rows(text, told(text))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", ":", "^", "~", "\x1f"])
def test_each_usual_delimiter_is_told(delimiter: str) -> None:
    dialect = told(PEOPLE.format(d=delimiter))
    assert (dialect.delimiter, dialect.columns, dialect.headings, dialect.even) == (delimiter, 3, True, True)


def test_a_decimal_comma_does_not_hide_the_semicolon() -> None:
    assert told("a;b;c\n1,5;2,5;3,5\n1,6;2,6;3,6\n").delimiter == ";"


def test_titles_and_blank_lines_before_the_table_are_counted() -> None:
    assert told("Staff list\nAs at 1 May\n\n" + PEOPLE.format(d=",")).preamble == 3


def test_quoted_cells_keep_delimiters_lines_and_doubled_quotes() -> None:
    text = 'Name,Note\n"Lee, Ann","said ""no""\ntwice"\n"Ray, Bob",x\n"Fox, Cy",y\n'
    assert cells(text)[1:3] == [["Lee, Ann", 'said ""no""\ntwice'], ["Ray, Bob", "x"]]


def test_single_quotes_and_backslashes_are_told() -> None:
    assert told("'O''Brien','x','1'\n'Smith','y','2'\n").quote == "'"
    assert told('"a \\"b\\" c","x","1"\n"d","y","2"\n').escape == "\\"


@pytest.mark.parametrize("start", range(0, 60, 3))
@pytest.mark.parametrize("end", [0, -1, -7, -13])
def test_a_piece_cut_anywhere_is_still_told(start: int, end: int) -> None:
    text = PEOPLE.format(d=",") + "Di Orr,07/08/1983,Ripon\nEd Pym,09/10/1984,Selby\nFi Roe,11/12/1985,Thirsk\n"
    assert told(text[start : len(text) + end]).columns == 3


def test_a_piece_that_begins_inside_a_quoted_cell_is_told() -> None:
    row = 'Ann,"1 Low Road\nLeeds, Yorkshire",LS1 1AA\n'
    assert told('Road\nLeeds, Yorkshire",LS1 1AA\n' + row * 4).columns == 3


def test_rows_of_other_widths_make_it_uneven() -> None:
    assert not told(PEOPLE.format(d=",") + "1,2,3,4\n5,6,7,8\n").even


def test_rows_of_values_are_no_headings() -> None:
    assert not told("Ann,01/02/1980,x\nBob,03/04/1981,y\n").headings


@pytest.mark.parametrize(
    "text",
    [
        "one line, only",
        "Dear Sir,\nI write to you, as agreed, about\nthe matter. However, it is\nlate, and so on.\n",
        "10 High Street, London, SW1A 2AA\n11 High Street, London, SW1A 2AA\n12 High Street, London, SW1A 2AA\n",
        "12 High Street,\nLeeds,\nLS1 1AA\n",
        "Smith, John\nDoe, Jane\nRoe, Jack\n",
        "2026-01-01 12:00:00,123 INFO started\n2026-01-01 12:00:01,456 INFO stopped\n2026-01-01 12:00:02,001 INFO x\n",
        "Name: Ann Lee\nBorn: 01/02/1980\nTown: Leeds\n",
        "12:01:02\n12:01:03\n12:01:04\n",
        "00:1a:2b:3c:4d:5e\n00:1a:2b:3c:4d:5f\n00:1a:2b:3c:4d:60\n",
        '{"a":1,"b":2}\n{"a":3,"b":4}\n{"a":5,"b":6}\n',
        "<a>,<b>\n<c>,<d>\n<e>,<f>\n",
        "def f(a, b):\n    g(a, b)\n    h(b, a)\n\n\ndef k(a, b):\n    return f(a, b)\n",
        "int a, b;\nfor (i = 0; i < 3; i++) {\n  x(a, b);\n}\nint c, d;\n",
        "Total 1,234\nOther 5,678\nRest 9,012\n",
        "",
    ],
)
def test_other_text_is_not_taken_for_a_table(text: str) -> None:
    assert tell_dialect(text) is None


def test_two_tables_of_other_widths_are_one_delimited_text() -> None:
    first, second = "a,b,c\n1,2,3\n4,5,6\n7,8,9\n", "d,e\n1,2\n3,4\n5,6\n7,8\n"
    dialect = told(f"Title\n\n{first}\nNotes, as said\n{second}")
    assert (dialect.delimiter, dialect.preamble, dialect.even) == (",", 2, False)
