"""The fictional people, places and papers that the data files of this folder tell of."""

from dataclasses import dataclass
from typing import Final

Row = tuple[str | int | float | None, ...]

HONOURS: Final[list[Row]] = [
    ("Name", "Honour", "Citation"),
    ("Margaret Oyelaran", "OBE", "For services to lifeboats in Cornwall"),
    ("Gareth Llewellyn", "MBE", "For services to rugby in the valleys"),
    ("Dr Priya Raghunathan", "CBE", "For services to engineering"),
    ("Thomas Ashdown", "BEM", "For services to the village of Much Wenlock"),
    ("Siobhan McAteer", "MBE", "For services to libraries in Derry"),
    ("Alasdair Kinnaird", "OBE", "For services to forestry"),
    ("Yusuf Demirtas", "BEM", "For services to allotments in Walsall"),
    ("Catherine Pettifer", "DBE", "For services to the theatre"),
    ("Winston Braithwaite", "MBE", "For services to steel bands"),
    ("Hannah Goldfarb", "OBE", "For public service"),
]
HONOURS_DECLARED: Final = """title = "New Year honours"
audience = "public"
columns = ["Name", "Honour", "Citation"]
allow = ["person-name"]
"""
HONOURS_KEPT: Final = ("Margaret Oyelaran", "For services to forestry", "DBE")

ADDRESSES: Final = [
    "Home address",
    "14 Harbour Terrace, Fowey, PL23 1AT",
    "3 Heol Isaf, Treorchy, CF42 6PL",
    "Flat 9, 27 Maid Marian Way, Nottingham, NG1 6GE",
    "The Old Forge, Sheinton Street, Much Wenlock, TF13 6HR",
    "61 Northland Road, Derry, BT48 0AL",
    "Kirkton Cottage, Kenmore, PH15 2HN",
    "118 Bescot Crescent, Walsall, WS1 4NG",
    "2 Regent Mews, Hove, BN3 1RG",
    "45 Railton Road, London, SE24 0LN",
    "7 Broughton Avenue, Salford, M7 4WP",
]

SPENDING: Final[list[Row]] = [
    ("Department", "Date", "Expense type", "Supplier", "Transaction number", "Amount"),
    ("Department for Harbours", "03/10/2025", "Facilities management", "Brightwater Facilities Ltd", 5100231, 48211.07),
    ("Department for Harbours", "07/10/2025", "ICT hardware", "Northgate Systems plc", 5100244, 126900.00),
    ("Department for Harbours", "09/10/2025", "Legal costs", "Harcourt Vane LLP", 5100251, 31450.50),
    ("Department for Harbours", "14/10/2025", "Training", "Civil Learning Partnership", 5100279, 27300.00),
    ("Department for Harbours", "21/10/2025", "Dredging", "Severn Dredging Company Ltd", 5100302, 911000.00),
    ("Department for Harbours", "28/10/2025", "Facilities management", "Brightwater Facilities Ltd", 5100333, 48211.07),
]
SPENDING_DECLARED: Final = """title = "Spending over £25,000, October 2025"
audience = "public"
columns = ["Department", "Date", "Expense type", "Supplier", "Transaction number", "Amount"]
"""
SPENDING_KEPT: Final = ("Severn Dredging Company Ltd", "Legal costs", "Northgate Systems plc")

RANKS: Final[list[Row]] = [
    ("Rank", "Officers", "Share"),
    ("Chief Superintendent", 24, 0.004),
    ("Superintendent", 68, 0.011),
    ("Chief Inspector", 131, 0.021),
    ("Inspector", 402, 0.063),
    ("Sergeant", 1090, 0.172),
    ("Constable", 4622, 0.729),
]
RANKS_DECLARED: Final = """title = "Officers by rank"
audience = "foi"
columns = ["Rank", "Officers", "Share"]
"""
RANKS_KEPT: Final = ("Chief Superintendent", "Constable", "4622")

STAFF: Final[list[Row]] = [
    ("Surname", "Initials", "Service number", "Unit", "Station"),
    ("Donaghy", "P J", "SN204417", "Intelligence", "Ladas Drive"),
    ("Hanratty", "M", "SN204502", "Roads policing", "Sprucefield"),
    ("Quigley", "A R", "SN204733", "Close protection", "Knock"),
    ("McIlwaine", "T", "SN205018", "Neighbourhood", "Enniskillen"),
    ("O'Kane", "B", "SN205166", "Surveillance", "Ladas Drive"),
    ("Rafferty", "C D", "SN205241", "Custody", "Musgrave"),
    ("Purdy", "S", "SN205307", "Public order", "Antrim Road"),
    ("Mulholland", "E", "SN205419", "Dog section", "Maydown"),
]

APPLICANTS: Final[list[Row]] = [
    ("Full name", "Date of birth", "Telephone", "National Insurance number", "Family"),
    ("Farid Ahmadzai", "12/03/1988", "07700 900417", "QQ 12 34 56 A", "wife and four children in hiding in Kabul"),
    ("Zarmina Noorzai", "30/07/1991", "07700 900533", "QQ 23 45 67 B", "mother ill with cancer"),
    ("Gul Rahman Safi", "01/01/1979", "07700 900608", "QQ 34 56 78 C", "two sons threatened"),
    ("Nasrin Hotak", "19/11/1994", "07700 900712", "QQ 45 67 89 D", "treated for depression"),
    ("Ehsan Wardak", "05/05/1985", "07700 900845", "QQ 56 78 90 A", "brother killed in Helmand"),
]

CLOSURE: Final = "We will announce the closure of the Falmouth office on 4 May, after the by-election."
"""A sentence without personal data that nobody was meant to read."""

NOTE: Final = "Rang Gareth Llewellyn on 07700 900123: he is off sick with depression and must not be contacted at home."
"""A sentence with personal data that nobody was meant to read."""


def with_column(rows: list[Row], cells: list[str]) -> list[Row]:
    """The rows, each with one more cell at its end."""
    return [(*row, cell) for row, cell in zip(rows, cells, strict=True)]


@dataclass(frozen=True, slots=True)
class Paper:
    """A table that is published, with what its publisher declares and some values a clean copy must keep."""

    title: str
    sheet: str
    rows: list[Row]
    declaration: str
    kept: tuple[str, ...]


LIST: Final = Paper("New Year honours", "Honours", HONOURS, HONOURS_DECLARED, HONOURS_KEPT)
SPENT: Final = Paper("Spending over £25,000, October 2025", "October", SPENDING, SPENDING_DECLARED, SPENDING_KEPT)
FORCE: Final = Paper("Officers by rank", "Ranks", RANKS, RANKS_DECLARED, RANKS_KEPT)
