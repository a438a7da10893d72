"""Columns are typed by heading, values and neighbours; figures, codes and things are left alone."""

import random
import time
from collections.abc import Callable, Sequence

import pytest

from guardbook.detect import ColumnProfile, profile
from guardbook.detect.wording import plain_heading

Table = tuple[list[str], list[list[str]], list[str | None]]
Make = Callable[..., Table]
NOT_COUNTED = {None, "date", "place", "web-address", "business-address"}

CORE = """
forename, surname, full name, address line, postcode, town, e-mail, phone, mobile, date of birth, age, nationality,
NI number, NHS number, passport, driving licence, UTR, sort code, account, IBAN, card, staff number, ethnicity, religion
""".replace("\n", " ").strip().split(", ")  # fmt: skip


def right(got: Sequence[ColumnProfile], wanted: Sequence[str | None]) -> int:
    return sum(profile.category == category for profile, category in zip(got, wanted, strict=True) if category)


def alarms(got: Sequence[ColumnProfile], wanted: Sequence[str | None]) -> list[tuple[str, str | None]]:
    return [
        (profile.name, profile.category)
        for profile, category in zip(got, wanted, strict=True)
        if category is None and profile.category not in NOT_COUNTED
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_with_headings_every_personal_column_is_typed_and_no_other(
    table_of: Make, kinds: tuple[list[str], list[str]], seed: int
) -> None:
    headings, rows, wanted = table_of(*kinds, 60, seed)
    got = profile(headings, rows)
    missed = [
        (p.name, p.category) for p, category in zip(got, wanted, strict=True) if category not in (None, p.category)
    ]
    assert (missed, alarms(got, wanted)) == ([], [])


@pytest.mark.parametrize("seed", [3, 4])
def test_without_readable_headings_22_of_24_are_typed_and_no_other(
    table_of: Make, kinds: tuple[list[str], list[str]], seed: int
) -> None:
    headings, rows, wanted = table_of(CORE, kinds[1][:16], 200, seed, opaque=True)
    got = profile(headings, rows)
    assert alarms(got, wanted) == []
    assert right(got, wanted) >= 22


def test_the_order_of_columns_does_not_matter_much(table_of: Make, kinds: tuple[list[str], list[str]]) -> None:
    headings, rows, wanted = table_of(CORE, kinds[1][:16], 150, 5, opaque=True)
    order = list(range(len(headings)))
    random.Random(6).shuffle(order)
    got = profile([headings[n] for n in order], [[row[n] for n in order] for row in rows])
    shuffled = [wanted[n] for n in order]
    assert alarms(got, shuffled) == []
    assert right(got, shuffled) >= 20


def test_things_alone_raise_no_alarm(table_of: Make, kinds: tuple[list[str], list[str]]) -> None:
    for opaque in (False, True):
        headings, rows, wanted = table_of([], kinds[1], 300, 7, opaque=opaque)
        assert alarms(profile(headings, rows), wanted) == []


def test_a_table_of_40_columns_and_1000_rows_takes_under_a_second(
    table_of: Make, kinds: tuple[list[str], list[str]]
) -> None:
    headings, rows, _ = table_of(CORE, kinds[1][:16], 1000, 8, opaque=True)
    profile(headings, rows[:3])
    started = time.process_time()
    profile(headings, rows)
    assert time.process_time() - started < 1.0


def test_three_rows_under_known_headings_are_enough(table_of: Make) -> None:
    chosen = ["forename", "surname", "NI number", "date of birth", "postcode", "e-mail", "ethnicity"]
    headings, rows, wanted = table_of(chosen, ["Visits", "Status"], 3, 9)
    got = profile(headings, rows)
    assert right(got, wanted) == len(chosen)
    assert alarms(got, wanted) == []


def test_ragged_rows_are_read_as_far_as_they_go(table_of: Make) -> None:
    headings, rows, wanted = table_of(["forename", "NI number", "e-mail"], [], 40, 10)
    ragged = [row[: 1 + number % 3] + ["extra"] * (number % 2) for number, row in enumerate(rows)]
    got = profile(headings, [row[:1] if len(row) < 3 else row[:3] for row in ragged])
    assert [p.category for p in got] == wanted


def test_numbers_that_pass_a_check_by_chance_are_not_typed() -> None:
    dice = random.Random(11)
    rows = [[str(dice.randrange(10**9, 10**10))] for _ in range(300)]
    assert profile(["x"], rows)[0].category is None


def test_a_heading_cannot_type_what_its_values_contradict() -> None:
    rows = [[name, str(number)] for number, name in enumerate(["iPhone 7", "Galaxy S8", "Nokia 3310", "Pixel 4"] * 5)]
    assert [p.category for p in profile(["Phone", "NHS number"], rows)] == [None, None]


def test_an_eight_digit_column_is_an_account_only_beside_a_sort_code(table_of: Make) -> None:
    headings, rows, _ = table_of(["sort code", "account"], ["Amount", "Status", "Invoice no"], 60, 12, opaque=True)
    assert [p.category for p in profile(headings, rows)] == ["bank-account", "bank-account", None, None, None]
    assert profile(["c1"], [row[1:2] for row in rows])[0].category is None


def test_ages_are_told_by_the_birth_dates_beside_them(table_of: Make) -> None:
    headings, rows, _ = table_of(["date of birth", "age"], ["Score"], 60, 13, opaque=True)
    assert [p.category for p in profile(headings, rows)] == ["date-of-birth", "age", None]


def test_user_names_are_told_by_the_names_beside_them(table_of: Make) -> None:
    headings, rows, wanted = table_of(["forename", "surname", "username"], ["SKU"], 60, 14, opaque=True)
    assert [p.category for p in profile(headings, rows)] == wanted


def test_versions_are_no_network_addresses(table_of: Make) -> None:
    headings, rows, wanted = table_of(["IP"], ["Version"], 60, 15, opaque=True)
    assert [p.category for p in profile(headings, rows)] == wanted


def test_names_and_confidences_come_back_as_given(table_of: Make) -> None:
    headings, rows, _ = table_of(["e-mail"], ["Visits"], 10, 16)
    email, visits = profile(headings, rows)
    assert (email.name, visits.name) == ("E-mail", "Visits")
    assert 0.5 <= email.confidence <= 1
    assert (visits.category, visits.confidence) == (None, 0.0)


def test_no_rows_and_no_columns_are_no_trouble() -> None:
    assert profile([], []) == []
    assert profile(["NI number"], []) == [ColumnProfile("NI number", None, 0.0)]
    assert profile(["NI number"], [[""], [" "], ["n/a"]])[0].category is None


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Address 1", "address 1"),
        ("addr_line_1", "address line 1"),
        ("homeAddr", "home address"),
        ("NI No.", "ni number"),
        ("N.I. No", "ni number"),
        ("Tel (home)", "telephone home"),
        ("NHSNumber", "nhs number"),
        ("DOB", "date of birth"),
        ("patient's name", "patients name"),
    ],
)
def test_headings_are_compared_in_one_form(heading: str, words: str) -> None:
    assert " ".join(plain_heading(heading)) == words


@pytest.mark.parametrize(
    "heading", ["Product name", "Total passports", "Average age", "Number of patients", "File name"]
)
def test_headings_that_speak_of_things_or_figures_type_nothing(heading: str) -> None:
    rows = [[str(number * 7 % 90)] for number in range(30)]
    assert profile([heading], rows)[0].category is None


VARIANTS = {
    "forename": "first_name,Given Name,fname,Christian name,Known As,applicant_first_name,Forenames",
    "surname": "LastName,Family name,lname,Applicant surname,maiden_name",
    "full name": "Name,FullName,Customer Name,Line manager,Name of applicant,Cardholder name",
    "address line": "Address1,addr1,Street address,address_line_1,home_address_1,Correspondence address",
    "postcode": "post_code,PCode,Postal code,home_postcode,PostcodeHome",
    "e-mail": "EmailAddr,e-mail,E-mail address (work),contact_email",
    "phone": "TelNo,Home phone,Contact number,Phone (day)",
    "date of birth": "dob,D.O.B.,Birth date,patient_dob,DateOfBirth",
    "NI number": "NINO,National Insurance Number,ni_no,NINumber,N.I. Number",
    "NHS number": "NHS No,NHSNumber,patient_nhs_number",
    "passport": "PassportNo,passport_number",
    "account": "acc_no,Bank account number,AccountNo",
    "staff number": "Employee ID,emp_id,Payroll No",
    "salary": "Salary (£),base_salary,Gross pay",
    "ethnicity": "Ethnic Group,ethnic_origin,Ethnic background",
    "health": "Disability type,Medical conditions,primary_diagnosis",
    "trade union": "Union,union_membership,TU membership",
}


@pytest.mark.parametrize("kind", VARIANTS)
def test_headings_are_read_however_systems_spell_them(table_of: Make, kind: str) -> None:
    _, rows, wanted = table_of([kind], ["Visits"], 12, 17)
    spelt = VARIANTS[kind].split(",")
    assert {heading: profile([heading, "Visits"], rows)[0].category for heading in spelt} == dict.fromkeys(
        spelt, wanted[0]
    )


def test_codes_and_figures_of_any_length_under_any_heading_raise_no_alarm() -> None:
    dice = random.Random(18)
    columns = {
        f"n{size}": [str(dice.randrange(10 ** (size - 1), 10**size)) for _ in range(60)] for size in range(1, 19)
    }
    columns |= {f"s{size}": [str(10**size + 37 * number) for number in range(60)] for size in range(4, 12)}
    columns["hex"] = [f"{dice.getrandbits(64):016x}" for _ in range(60)]
    columns["code"] = [f"{dice.choice('ABC')}{dice.randrange(100):02d}-{dice.randrange(10**4)}" for _ in range(60)]
    columns["build"] = [f"{dice.randrange(4)}.{dice.randrange(90)}.{dice.randrange(9000)}.{dice.randrange(90)}"] * 60
    columns["grid"] = [f"TQ{dice.randrange(10**4):04d}{dice.randrange(10**4):04d}" for _ in range(60)]
    rows = [list(row) for row in zip(*columns.values(), strict=True)]
    for headings in (list(columns), [f"c{number}" for number in range(len(columns))]):
        assert alarms(profile(headings, rows), [None] * len(columns)) == []


WORDS = {
    "Company": "Marks & Spencer,John Lewis,Boots UK Limited,Barclays Bank,Serco Group plc,Mott MacDonald,Arup,Reed",
    "School": "St Mary's Primary School,Kings College,Oakwood Academy,Lady Manners School,The Grange,Park House School",
    "Product": "Victoria Sponge,Earl Grey,Jack Daniels,Granny Smith,Rose Bush,Bramley Apple,Oak Table",
    "Team": "Finance,Human Resources,Legal,Estates,Digital,Policy,Audit",
    "Language": "English,Polish,French,Urdu,Romanian,Spanish,Welsh",
    "Colour": "White,Black,Red,Blue,Green,Brown",
    "Station": "Clapham Junction,Kings Cross,Victoria,Waterloo,Charing Cross,Euston",
    "Ship": "HMS Victory,Queen Mary,Lady Grace,Mary Rose,Sir Galahad,Endeavour",
    "Tree": "Ash,Hazel,Rowan,Holly,Olive,Willow,Ivy,Oak",
    "Month": "April,May,June,August,January",
    "Software": "Windows 10,Office 365,Jenkins,Jira,Grafana,Oracle",
}


def test_words_for_things_raise_no_alarm() -> None:
    dice = random.Random(19)
    rows = [[dice.choice(words.split(",")) for words in WORDS.values()] for _ in range(150)]
    assert alarms(profile(list(WORDS), rows), [None] * len(WORDS)) == []


def test_groups_in_official_statistics_are_nobody() -> None:
    groups = ["White British", "Black African", "Indian", "Pakistani", "Chinese"]
    rows = [[f"E0900{n % 33:04d}", groups[n % 5], str(20 + n % 60), str(n * 7 % 4000)] for n in range(120)]
    got = profile(["area_code", "ethnic_group", "age", "count"], rows)
    assert [p.category for p in got] == [None] * 4


def test_the_same_groups_beside_people_are_personal(table_of: Make) -> None:
    headings, rows, wanted = table_of(["surname", "ethnicity", "age"], ["Visits"], 40, 20)
    headings[-1] = "Count of visits"
    assert [p.category for p in profile(headings, rows)] == wanted


def test_addresses_in_a_list_of_organisations_are_those_of_organisations(table_of: Make) -> None:
    _, rows, _ = table_of(["address line", "postcode"], [], 30, 21)
    rows = [[f"Oakwood School {number}", *row] for number, row in enumerate(rows)]
    got = profile(["School name", "Address", "Postcode"], rows)
    assert [p.category for p in got][1] == "business-address"


def test_sums_in_millions_are_nobodys_pay() -> None:
    rows = [["12.5"], ["3.1"], ["8.0"], ["14.2"]]
    assert profile(["Benefit (£m)"], rows)[0].category is None
    assert profile(["Benefit (£)"], rows)[0].category == "financial"


def test_addresses_of_organisations_stay_theirs_beside_their_telephones(table_of: Make) -> None:
    _, rows, _ = table_of(["address line", "postcode", "phone"], [], 30, 22)
    rows = [[f"Oakwood Hospital {number}", *row] for number, row in enumerate(rows)]
    got = profile(["OrganisationName", "Address1", "Postcode", "Phone"], rows)
    assert [p.category for p in got][1:] == ["business-address", "postcode", "phone"]


def test_streets_without_numbers_are_nobodys_home() -> None:
    rows = [["Falmouth", "Custom House Quay", "41"], ["Hexham", "Hallgate", "12"], ["Oban", "Albany Street", "9"]]
    assert profile(["Town", "Street", "Desks"], rows)[1].category in (None, "business-address")
    homes = [[town, f"{number} {street}", desks] for number, (town, street, desks) in enumerate(rows, 11)]
    assert profile(["Town", "Street", "Desks"], homes)[1].category == "home-address"
