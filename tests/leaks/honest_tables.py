"""Honest tables as text: the CSV files that departments publish every month, in the shapes in which they "
"really come."""

import csv
import random
from pathlib import Path
from typing import Any

from tests.leaks.collecting import Files
from tests.leaks.fiction import Row

FILES = Files()
HONEST = FILES.listed

SUPPLIERS = [
    "Brightwater Facilities Ltd",
    "Northgate Systems plc",
    "Harcourt Vane LLP",
    "Civil Learning Partnership",
    "Severn Dredging Company Ltd",
    "Royal Mail Group",
    "Atos IT Services",
    "Capita Business Services Ltd",
    "Marsh & Sons (Builders) Ltd",
    "University of Hull",
    "Cornwall Council",
    "HM Courts & Tribunals Service",
    "Jacobs UK Limited",
    "Ernst & Young LLP",
    "B Braun Medical Ltd",
    "Thomas Cook Signs Ltd",
    "St John Ambulance",
    "John Lewis Partnership",
    "Mott MacDonald",
    "Wood Mackenzie Ltd",
    "Arthur J Gallagher Insurance Brokers Ltd",
]
TOWNS = [
    "Falmouth",
    "Hexham",
    "Oban",
    "Derry",
    "Swansea",
    "Great Yarmouth",
    "Whitby",
    "Bangor",
    "Ayr",
    "Barrow-in-Furness",
    "King's Lynn",
    "Weston-super-Mare",
    "St Ives",
    "Newcastle upon Tyne",
    "Berwick",
    "Lowestoft",
]


def write(path: Path, rows: list[Row], *, encoding: str = "utf-8", **dialect: Any) -> None:
    """Write rows as delimited text."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, **dialect).writerows(rows)


def declared(title: str, rows: list[Row], allow: str = "") -> str:
    """The declaration of a table: its headings, and what it may hold."""
    columns = ", ".join(f'"{name}"' for name in rows[0])
    allowed = ", ".join(f'"{category}"' for category in allow.split())
    return f'title = "{title}"\naudience = "public"\ncolumns = [{columns}]\nallow = [{allowed}]\n'


def spending(count: int = 800) -> list[Row]:
    """Payments over £25,000."""
    chance = random.Random(25)
    head: Row = (
        "Department family",
        "Entity",
        "Date",
        "Expense type",
        "Expense area",
        "Supplier",
        "Transaction number",
        "Amount",
        "Description",
        "Supplier postcode",
    )
    kinds = [
        "Consultancy",
        "Facilities management",
        "Grants to local authorities",
        "ICT hardware",
        "Legal costs",
        "Rent",
    ]
    areas = ["Chief Operating Officer", "Ports and Shipping", "Finance Director", "Permanent Secretary's Office"]
    postcodes = ["TR11 3HG", "HU6 7RX", "EC4Y 8EH", "NE46 3SD", "CF10 3NQ", "SW1P 4DR"]
    return [head] + [
        (
            "Department for Harbours",
            "Harbours Agency",
            f"{chance.randint(1, 31):02}/10/2025",
            chance.choice(kinds),
            chance.choice(areas),
            chance.choice(SUPPLIERS),
            5100000 + n,
            round(chance.uniform(25000, 900000), 2),
            chance.choice(["Monthly charge", "Works at " + chance.choice(TOWNS), "Licences 2025-26", ""]),
            chance.choice(postcodes),
        )
        for n in range(count)
    ]


@FILES.case("spending.csv", "CSV", "spending over £25,000", declared("Spending over £25,000", spending(1), "postcode"))
def _spending(path: Path) -> None:
    write(path, spending())


@FILES.case(
    "spending-windows.csv",
    "CSV",
    "spending in Windows-1252, with pound signs and a mark at its end",
    declared("Spending", spending(1), "postcode"),
)
def _spending_windows(path: Path) -> None:
    rows = [(*row[:7], f"£{row[7]:,.2f}" if isinstance(row[7], float) else row[7], *row[8:]) for row in spending(120)]
    write(path, rows, encoding="cp1252", quoting=csv.QUOTE_ALL)


ORGANOGRAM: list[Row] = [
    (
        "Post Unique Reference",
        "Name",
        "Grade (or equivalent)",
        "Job Title",
        "Job/Team Function",
        "Parent Department",
        "Organisation",
        "Unit",
        "Contact Phone",
        "Contact E-mail",
        "Reports to Senior Post",
        "Salary Cost of Reports (£)",
        "FTE",
        "Actual Pay Floor (£)",
        "Actual Pay Ceiling (£)",
        "Profession",
        "Valid?",
    ),
    (
        "900101",
        "Margaret Oyelaran",
        "SCS4",
        "Permanent Secretary",
        "Leads the department",
        "Department for Harbours",
        "Department for Harbours",
        "Office of the Permanent Secretary",
        "020 7946 0100",
        "perm.sec@example.gov.uk",
        "XX",
        "812400",
        "1",
        "180000",
        "184999",
        "Policy",
        "1",
    ),
    (
        "900102",
        "Alasdair Kinnaird",
        "SCS3",
        "Director General, Ports",
        "Ports policy",
        "Department for Harbours",
        "Department for Harbours",
        "Ports",
        "020 7946 0102",
        "ports@example.gov.uk",
        "900101",
        "1204300",
        "1",
        "140000",
        "144999",
        "Policy",
        "1",
    ),
    (
        "900103",
        "Vacant",
        "SCS2",
        "Director, Digital",
        "Digital services",
        "Department for Harbours",
        "Department for Harbours",
        "Digital",
        "020 7946 0103",
        "digital@example.gov.uk",
        "900102",
        "655000",
        "1",
        "N/A",
        "N/A",
        "Digital, Data and Technology",
        "1",
    ),
    (
        "900104",
        "Catherine Pettifer",
        "SCS2",
        "Director of Finance",
        "Finance",
        "Department for Harbours",
        "Department for Harbours",
        "Finance",
        "020 7946 0104",
        "finance@example.gov.uk",
        "900101",
        "733100",
        "0.8",
        "100000",
        "104999",
        "Finance",
        "1",
    ),
    (
        "900105",
        "N/D",
        "SCS1",
        "Deputy Director, Security",
        "Security",
        "Department for Harbours",
        "Department for Harbours",
        "Security",
        "N/D",
        "N/D",
        "900102",
        "N/D",
        "1",
        "N/D",
        "N/D",
        "Security",
        "1",
    ),
]


@FILES.case(
    "organogram.csv",
    "CSV",
    "organogram of senior posts",
    declared("Organogram of senior posts", ORGANOGRAM, "person-name email phone financial staff-number"),
)
def _organogram(path: Path) -> None:
    write(path, ORGANOGRAM)


PROMPT: list[Row] = [
    ("Quarter", "% paid within 5 days", "% paid within 30 days", "Interest liable (£)", "Invoices paid"),
    *[
        (f"Q{n % 4 + 1} 20{23 + n // 4}", 88 + n % 5, 97 + n % 3, 0 if n % 3 else 41.2, 2100 + 17 * n)
        for n in range(12)
    ],
]


@FILES.case("prompt-payment.csv", "CSV", "prompt payment data", declared("Prompt payment", PROMPT))
def _prompt(path: Path) -> None:
    write(path, PROMPT, encoding="utf-8-sig")


FOI: list[Row] = [
    ("Reference", "Date received", "Request", "Outcome", "Date answered"),
    ("FOI2025/00417", "2025-09-02", "How many staff work from home on Fridays?", "Full disclosure", "2025-09-29"),
    (
        "FOI2025/00422",
        "2025-09-04",
        "Copies of contracts with Northgate Systems plc since 2022",
        "Part (s.43)",
        "2025-10-01",
    ),
    (
        "FOI2025/00431",
        "2025-09-09",
        "Sickness absence by grade, and the share that is for stress",
        "Full disclosure",
        "2025-10-06",
    ),
    ("FOI2025/00437", "2025-09-10", "Minister's diary for June", "Refused (s.36)", "2025-10-08"),
    (
        "FOI2025/00440",
        "2025-09-11",
        "Number of disciplinary cases for misuse of e-mail",
        "Full disclosure",
        "2025-10-09",
    ),
    ("FOI2025/00452", "2025-09-17", "Deaths in harbours from drowning, by year", "Information not held", "2025-10-14"),
]


@FILES.case("foi-log.csv", "CSV", "log of freedom-of-information requests", declared("FOI log", FOI))
def _foi(path: Path) -> None:
    write(path, FOI)


MEETINGS: list[Row] = [
    ("Minister", "Date", "Name of organisation or individual", "Purpose of meeting"),
    ("The Rt Hon Gareth Llewellyn MP", "01/07/2025", "British Ports Association", "To discuss harbour dues"),
    (
        "The Rt Hon Gareth Llewellyn MP",
        "04/07/2025",
        "National Union of Rail, Maritime and Transport Workers",
        "Introductory meeting",
    ),
    (
        "The Rt Hon Gareth Llewellyn MP",
        "15/07/2025",
        "Church of England; Muslim Council of Britain",
        "Seafarers' missions",
    ),
    ("Baroness Goldfarb", "16/07/2025", "Royal National Lifeboat Institution", "Safety on beaches"),
    ("Baroness Goldfarb", "22/07/2025", "Nil return", "Nil return"),
]


@FILES.case(
    "ministers-meetings.csv",
    "CSV",
    "ministers' meetings",
    declared("Ministers' meetings, July 2025", MEETINGS, "person-name"),
)
def _meetings(path: Path) -> None:
    write(path, MEETINGS, encoding="cp1252")


HOSPITALITY: list[Row] = [
    ("Name", "Date", "Organisation", "Type of hospitality received", "Accompanied by guest"),
    ("Margaret Oyelaran, Permanent Secretary", "2025-07-03", "Institute for Government", "Dinner", "No"),
    ("Alasdair Kinnaird, Director General", "2025-07-09", "Clyde Port Authority", "Lunch", "No"),
    (
        "Catherine Pettifer, Director of Finance",
        "2025-08-12",
        "Chartered Institute of Public Finance",
        "Breakfast",
        "Yes",
    ),
]


@FILES.case(
    "hospitality.tsv",
    "TSV",
    "hospitality that senior officials received",
    declared("Hospitality", HOSPITALITY, "person-name"),
)
def _hospitality(path: Path) -> None:
    write(path, HOSPITALITY, delimiter="\t")


def fleet() -> list[Row]:
    """Vehicles the department runs."""
    chance = random.Random(5)
    made: list[Row] = [("Registration", "Make", "Model", "Fuel", "First registered", "CO2 (g/km)", "Depot")]
    cars = [("Ford", "Focus"), ("Vauxhall", "Astra"), ("Nissan", "Leaf"), ("Toyota", "Hilux")]
    for n in range(150):
        make, model = chance.choice(cars)
        letters = "".join(chance.choice("ABCDEFGHJKLMNPRSTUVWXY") for _ in range(3))
        fuel = "Electric" if model == "Leaf" else chance.choice(["Petrol", "Diesel"])
        made.append(
            (
                f"WA{chance.choice([69, 70, 21, 22, 23])} {letters}",
                make,
                model,
                fuel,
                f"20{19 + n % 6}-03-01",
                0 if fuel == "Electric" else chance.randint(95, 210),
                chance.choice(TOWNS),
            )
        )
    return made


@FILES.case(
    "fleet.csv", "CSV", "list of the department's vehicles", declared("Fleet", fleet()[:1], "vehicle-registration")
)
def _fleet(path: Path) -> None:
    write(path, fleet())


CONTRACTS: list[Row] = [
    ("Contract reference", "Title", "Supplier", "Start date", "End date", "Value (£)", "Category", "SME?"),
    *[
        (
            f"CON-{4100 + n}",
            f"{kind} for {town}",
            SUPPLIERS[n % len(SUPPLIERS)],
            f"2024-0{n % 9 + 1}-01",
            "2027-03-31",
            125000 + 7411 * n,
            kind,
            "Yes" if n % 3 else "No",
        )
        for n, (kind, town) in enumerate(
            zip(["Cleaning", "Dredging", "Security guarding", "Legal advice"] * 10, TOWNS * 3, strict=False)
        )
    ],
]


@FILES.case("contracts.csv", "CSV", "register of contracts", declared("Contracts register", CONTRACTS))
def _contracts(path: Path) -> None:
    write(path, CONTRACTS, delimiter=";", encoding="utf-8-sig")


JOBS: list[Row] = [
    ("Job ref", "Title", "Grade", "Salary", "Location", "Closing date", "Apply to"),
    ("J417", "Harbour Engineer", "SEO", "£38,400 to £42,100", "Falmouth", "30/11/2025", "recruitment@example.gov.uk"),
    ("J418", "Policy Adviser, Ports", "HEO", "£32,000", "London", "01/12/2025", "recruitment@example.gov.uk"),
    ("J421", "Nurse, Occupational Health", "HEO", "£34,500", "Hexham", "05/12/2025", "recruitment@example.gov.uk"),
    ("J425", "Apprentice Boatbuilder", "AO", "£21,900", "Oban", "12/12/2025", "recruitment@example.gov.uk"),
]


@FILES.case("jobs.csv", "CSV", "list of vacancies", declared("Vacancies", JOBS, "email financial"))
def _jobs(path: Path) -> None:
    write(path, JOBS)


def series() -> list[Row]:
    """A monthly series over 40 years."""
    chance = random.Random(1)
    rows: list[Row] = [("Month", "Tonnage (thousand)", "Passengers (thousand)", "Status")]
    for n in range(480):
        month = f"{1985 + n // 12}-{n % 12 + 1:02}"
        rows.append(
            (month, round(2400 + 8 * n + chance.gauss(0, 90), 1), chance.randint(100, 900), "p" if n > 470 else "")
        )
    return rows


@FILES.case("time-series.csv", "CSV", "monthly statistics over 40 years", declared("Port traffic", series()[:1]))
def _series(path: Path) -> None:
    write(path, series())


def lookup() -> list[Row]:
    """Postcodes and the areas they lie in."""
    rows: list[Row] = [("pcds", "oa21cd", "lsoa21cd", "ladnm", "rgn", "lat", "long")]
    for n in range(3000):
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        code = f"TR{n // 400 + 1} {n % 9}{letters[n // 20 % 20]}{letters[n % 20]}"
        where = (f"E001{74000 + n // 6}", f"E0103{1000 + n // 60}", "Cornwall", "South West")
        rows.append((code, *where, round(50.1 + n / 9000, 5), round(-5.6 + n / 7000, 5)))
    return rows


@FILES.case(
    "postcode-lookup.csv",
    "CSV",
    "look-up from postcodes to areas",
    declared("Postcode look-up", lookup()[:1], "postcode"),
)
def _lookup(path: Path) -> None:
    write(path, lookup())


ENERGY: list[Row] = [
    ("Local authority", "Quarter", "Lodgements", "A", "B", "C", "D", "E", "F", "G", "Mean floor area (m2)"),
    *[
        (town, f"2025 Q{n % 4 + 1}", 900 + 13 * n, 4 + n % 3, 150 + n, 300 + n, 250 + n, 120, 50 + n % 7, 22, 88.4)
        for n, town in enumerate(TOWNS * 4)
    ],
]


@FILES.case("energy-performance.csv", "CSV", "statistics of energy performance certificates", declared("EPC", ENERGY))
def _energy(path: Path) -> None:
    write(path, ENERGY)


def schools() -> list[Row]:
    """Performance of schools, with their addresses and telephones."""
    rows: list[Row] = [
        ("URN", "SCHNAME", "STREET", "TOWN", "PCODE", "TELNUM", "RELDENOM", "TPUP", "P8MEA", "ATT8SCR", "NUMSEN")
    ]
    names = [
        "St Mary's Church of England Primary School",
        "Falmouth Academy",
        "Sir William Harper School",
        "Queen Elizabeth's Grammar School",
        "The John Warner School",
        "Our Lady of Lourdes Catholic School",
        "Bishop Challoner School",
        "Harris Academy Southside",
    ]
    faiths = ["Church of England", "Does not apply", "None", "None", "None", "Roman Catholic", "Roman Catholic", "None"]
    for n in range(96):
        rows.append(
            (
                136000 + n,
                names[n % 8],
                f"{['High Street', 'Church Lane', 'Station Road'][n % 3]}",
                TOWNS[n % 16],
                f"TR{n % 9 + 1} {n % 9}AB",
                f"020 7946 0{n:03}",
                faiths[n % 8],
                412 + n,
                round(-0.6 + n / 80, 2),
                46.1,
                "SUPP" if n % 11 == 0 else 10 + n % 40,
            )
        )
    return rows


@FILES.case(
    "school-performance.csv",
    "CSV",
    "school performance tables",
    declared("School performance", schools()[:1], "phone postcode religion"),
)
def _schools(path: Path) -> None:
    write(path, schools())


HOSPITALS: list[Row] = [
    ("OrganisationCode", "OrganisationName", "Sector", "Address1", "City", "Postcode", "Phone", "Email", "Website"),
    *[
        (
            f"R{n:02}0{n % 9}",
            f"{town} {kind} Hospital",
            "NHS Sector",
            "Hospital Road",
            town,
            f"TR{n % 9 + 1} {n % 9}LJ",
            f"020 7946 05{n:02}",
            f"enquiries@{town.lower().split()[0].replace(chr(39), '')}.example.nhs.uk",
            "https://www.example.nhs.uk",
        )
        for n, (town, kind) in enumerate(zip(TOWNS, ["General", "Royal", "Community", "Children's"] * 4, strict=True))
    ],
]


@FILES.case("hospitals.csv", "CSV", "list of hospitals", declared("Hospitals", HOSPITALS, "phone email postcode"))
def _hospitals(path: Path) -> None:
    write(path, HOSPITALS, delimiter="\t" if path.suffix == ".tsv" else "|")


DEATHS: list[Row] = [
    ("Year", "Cause (ICD-10)", "Sex", "Age group", "Deaths", "Rate per 100,000"),
    *[
        (2019 + n % 6, cause, sex, band, 140 + 13 * n, round(3.1 + n / 10, 1))
        for n, (cause, sex, band) in enumerate(
            (cause, sex, band)
            for cause in ("C34 Lung cancer", "I21 Heart attack", "F03 Dementia", "X60-X84 Suicide")
            for sex in ("Female", "Male")
            for band in ("0 to 14", "15 to 64", "65 and over")
        )
    ],
]


@FILES.case(
    "causes-of-death.csv", "CSV", "deaths by cause, sex and age", declared("Deaths by cause", DEATHS, "health age")
)
def _deaths(path: Path) -> None:
    write(path, DEATHS)


HONOURED: list[Row] = [
    ("Name", "Honour", "Citation", "Region"),
    ("Margaret Oyelaran", "OBE", "For services to Cancer Patients and to Palliative Care in Cornwall", "South West"),
    ("Dr Priya Raghunathan", "CBE", "For services to Mental Health", "London"),
    ("Winston Braithwaite", "MBE", "For services to the Windrush Generation and to Racial Equality", "London"),
    ("Hannah Goldfarb", "OBE", "For services to Interfaith Relations and to the Jewish Community", "North West"),
    ("Yusuf Demirtas", "BEM", "For services to Homeless People during Covid-19", "West Midlands"),
    ("Siobhan McAteer", "MBE", "For services to LGBTQ+ Equality", "Northern Ireland"),
]


@FILES.case(
    "honours.csv",
    "CSV",
    "honours list without addresses, with citations as they are worded",
    declared("New Year honours", HONOURED, "person-name"),
)
def _honours(path: Path) -> None:
    write(path, HONOURED, encoding="utf-8-sig")
