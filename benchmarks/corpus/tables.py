"""Tables of personal and other columns, under their own headings and under headings that say nothing."""

import random
from dataclasses import dataclass

from benchmarks.corpus.values import Values

PERSONAL: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "forename": ("forename", "person-name", ("Forename", "first_name", "Given name")),
    "surname": ("surname", "person-name", ("Surname", "last_name", "Family name")),
    "full name": ("name", "person-name", ("Name", "Full name", "Claimant")),
    "address": ("address", "home-address", ("Address", "home_address", "Correspondence address")),
    "street": ("street", "home-address", ("Address line 1", "addr1", "Street")),
    "postcode": ("postcode", "postcode", ("Postcode", "post_code", "PCODE")),
    "email": ("email", "email", ("E-mail", "email_address", "Contact email")),
    "phone": ("phone", "phone", ("Telephone", "tel_no", "Mobile")),
    "date of birth": ("born_iso", "date-of-birth", ("DOB", "date_of_birth", "Birth date")),
    "age": ("age", "age", ("Age", "age_years", "Age at referral")),
    "nationality": ("nationality", "nationality", ("Nationality", "nationality", "Citizenship")),
    "NI number": ("nino", "national-insurance-number", ("NI number", "nino", "National Insurance No")),
    "NHS number": ("nhs", "nhs-number", ("NHS number", "nhs_no", "NHSNumber")),
    "passport": ("passport", "passport-number", ("Passport number", "passport_no", "Passport")),
    "driving licence": ("licence", "driving-licence-number", ("Driving licence", "licence_no", "Driver number")),
    "UTR": ("utr", "tax-reference", ("UTR", "utr", "Taxpayer reference")),
    "account": ("account", "bank-account", ("Account number", "acc_no", "Bank account")),
    "card": ("card", "payment-card", ("Card number", "card_no", "PAN")),
    "salary": ("pay", "financial", ("Salary", "annual_salary", "Gross pay")),
    "ethnicity": ("ethnicity", "ethnicity", ("Ethnicity", "ethnic_group", "Ethnic origin")),
    "religion": ("religion", "religion", ("Religion", "religion_belief", "Faith")),
    "health": ("condition", "health", ("Diagnosis", "medical_condition", "Disability")),
    "registration": ("plate", "vehicle-registration", ("Vehicle registration", "vrm", "Reg no")),
    "ULN": ("uln", "education-id", ("ULN", "uln", "Unique learner number")),
}
"""Kind → (maker, category, headings it goes under)."""

OTHER: dict[str, tuple[str, tuple[str, ...]]] = {
    "count": ("count", ("Count", "n", "Applications")),
    "big count": ("big", ("Population", "visits", "Page views")),
    "percent": ("percent", ("Per cent", "pct", "Share")),
    "amount": ("amount", ("Amount", "net_value", "Cost")),
    "year": ("year", ("Year", "fy", "Financial year")),
    "order": ("order10", ("Order", "order_no", "Invoice number")),
    "SKU": ("sku", ("Product", "sku", "Item code")),
    "ISBN": ("isbn", ("ISBN", "isbn13", "Book number")),
    "organisation": ("company", ("Supplier", "organisation", "Company")),
    "job": ("job", ("Job title", "role", "Post")),
    "status": ("status", ("Status", "state", "Outcome")),
    "department": ("department", ("Department", "directorate", "Team")),
    "area": ("area", ("Area code", "ons_code", "LSOA")),
    "version": ("version", ("Version", "release", "Build")),
    "stamp": ("stamp", ("Created", "updated_at", "Timestamp")),
    "score": ("score", ("Score", "rating", "Mark")),
}


@dataclass(frozen=True)
class LabelledTable:
    """A table with the category of each column, None where nothing is personal."""

    header: list[str]
    rows: list[list[str]]
    categories: list[str | None]


def _other(kind: str, values: Values) -> str:
    chance = values.chance
    made = {
        "big": lambda: str(chance.randrange(10**5, 10**10)),
        "percent": lambda: f"{chance.uniform(0, 100):.1f}",
        "amount": lambda: f"{chance.uniform(10, 90_000):.2f}",
        "year": lambda: str(chance.randint(1995, 2026)),
        "order10": lambda: values.digits(10),
        "sku": lambda: f"{values.letters(3)}-{values.digits(5)}",
        "status": lambda: values.pick("Open", "Closed", "Pending", "Withdrawn"),
        "department": lambda: values.pick("Finance", "Digital", "Estates", "Policy", "Commercial"),
        "stamp": lambda: f"2026-0{chance.randint(1, 9)}-{chance.randint(10, 28)}T10:{chance.randint(10, 59)}:00",
        "score": lambda: str(chance.randint(0, 100)),
    }
    return made[kind]() if kind in made else values.make(kind)


def make_table(seed: int, rows: int, opaque: bool, all_kinds: bool = False) -> LabelledTable:
    """Return a table of about half of the kinds (or all), in random order, its headings plain or saying nothing."""
    values, chance = Values(seed), random.Random(seed)
    personal = list(PERSONAL) if all_kinds else chance.sample(sorted(PERSONAL), 9)
    other = list(OTHER) if all_kinds else chance.sample(sorted(OTHER), 6)
    kinds = [(kind, True) for kind in personal] + [(kind, False) for kind in other]
    chance.shuffle(kinds)
    header, columns, categories = [], [], list[str | None]()
    for number, (kind, is_personal) in enumerate(kinds):
        if is_personal:
            maker, category, headings = PERSONAL[kind]
            columns.append([values.make(maker) for _ in range(rows)])
            categories.append(category)
        else:
            maker, headings = OTHER[kind]
            columns.append([_other(maker, values) for _ in range(rows)])
            categories.append(None)
        header.append(f"c{number + 1}" if opaque else chance.choice(headings))
    return LabelledTable(header, [list(row) for row in zip(*columns, strict=True)], categories)


def honours(rows: int, seed: int) -> tuple[str, list[tuple[str, str, str]]]:
    """Return a CSV like an honours list with its address columns left in, and each row's name, address and postcode."""
    values = Values(seed)
    lines, truth = ["Name,Award,For services to,Address,Postcode"], []
    for _ in range(rows):
        name = f"{values.pick('Mr', 'Mrs', 'Ms', 'Dr', 'Professor')} {values.forename()} {values.surname().upper()}"
        street, code = f"{values.street()}, {values.town()}", values.postcode()
        award = values.pick("OBE", "MBE", "CBE", "BEM")
        service = values.pick("education", "the community in Wales", "charity", "nursing", "sport")
        lines.append(f'"{name}",{award},"For services to {service}","{street}",{code}')
        truth.append((name, street, code))
    return "\n".join(lines) + "\n", truth
