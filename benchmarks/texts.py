"""Texts to measure speed on, made from a seed: prose with a personal value now and then, and a table of UK people."""

import csv
import io
import random

from demo.people import make_people

_OPENINGS = (
    "The department", "The committee", "Each regional office", "The working group", "A review of last year's figures",
    "The permanent secretary's team", "Staff in every directorate", "The programme board", "This chapter", "Parliament",
)  # fmt: skip
_MIDDLES = (
    "considered", "reported on", "agreed", "asked for further evidence about", "has published", "set out", "noted",
    "will consult on", "did not accept", "welcomed",
)  # fmt: skip
_OBJECTS = (
    "the arrangements for records management", "a new approach to procurement", "the condition of the estate",
    "progress against the plan", "the cost of legacy systems", "responses from local authorities",
    "guidance on flexible working", "the risks of further delay", "how services are measured",
    "the balance between speed and accuracy",
)  # fmt: skip
_ENDINGS = (
    "over the coming year.", "before the summer recess.", "in line with the framework.", "as part of wider reform.",
    "with support from other departments.", "subject to affordability.", "and asked to be kept informed.",
    "for the third year running.", "at its meeting in March.", "following a public consultation.",
)  # fmt: skip


def prose(size: int, seed: int = 5) -> str:
    """Return about `size` characters of official prose with a personal value about every 1,500 characters."""
    chance = random.Random(seed)
    people = make_people(200, seed)
    parts: list[str] = []
    length = since = 0
    while length < size:
        sentence = " ".join(chance.choice(choice) for choice in (_OPENINGS, _MIDDLES, _OBJECTS, _ENDINGS))
        if since > 1_500:
            person = chance.choice(people)
            sentence += chance.choice(
                (
                    f" Contact {person.name} on {person.phone} or at {person.email}.",
                    f" {person.name}, National Insurance number {person.ni_number}, wrote from {person.postcode}.",
                    f" The patient's NHS number is {person.nhs_number} (date of birth {person.birthday}).",
                )
            )
            since = 0
        parts.append(sentence + ("\n\n" if chance.random() < 0.2 else " "))
        length += len(parts[-1])
        since += len(parts[-1])
    return "".join(parts)


PEOPLE_HEADER = (
    "id", "title", "forename", "surname", "dob", "ni_number", "nhs_number", "address", "town", "postcode", "phone",
    "email", "sort_code", "account_number", "salary",
)  # fmt: skip


def people_csv(size: int, seed: int = 7) -> str:
    """Return about `size` characters of a CSV of UK people, fifteen columns wide."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(PEOPLE_HEADER)
    people = make_people(min(20_000, size // 150 + 1), seed)
    number = 0
    while buffer.tell() < size:
        p = people[number % len(people)]
        number += 1
        writer.writerow(
            (number, ("Mr", "Ms", "Dr")[number % 3], p.forename, p.surname, p.birthday, p.ni_number, p.nhs_number,
             p.street, p.town, p.postcode, p.phone, p.email, p.sort_code, p.account, p.salary)
        )  # fmt: skip
    return buffer.getvalue()


def numbers_csv(size: int, seed: int = 11) -> str:
    """Return a CSV of plain numbers of every usual length, with opaque headings: nothing in it is personal."""
    chance = random.Random(seed)
    lines = ["id,v1,v2,v3,v4,v5,v6,v7,v8,ratio"]
    length = 0
    while length < size:
        cells = [str(chance.randrange(10**digits)) for digits in (4, 5, 6, 7, 8, 9, 10, 11, 12)]
        lines.append(",".join([*cells, f"{chance.random():.6f}"]))
        length += len(lines[-1]) + 1
    return "\n".join(lines)


def statistics_csv(size: int, seed: int = 13) -> str:
    """Return a CSV of official statistics: areas with their codes, years, counts, rates and intervals."""
    chance = random.Random(seed)
    areas = [
        (f"E0{chance.choice('678')}{n:06}", f"{chance.choice(_PLACES)} {chance.choice(_KINDS)}") for n in range(300)
    ]
    lines = ["area_code,area_name,year,sex,age_group,count,rate_per_1000,lower_ci,upper_ci"]
    length = 0
    while length < size:
        code, name = chance.choice(areas)
        rate = chance.uniform(0, 90)
        lines.append(
            f"{code},{name},{chance.randint(2001, 2025)},{chance.choice(('Male', 'Female', 'Persons'))},"
            f"{chance.choice(('0-15', '16-24', '25-49', '50-64', '65+'))},{chance.randrange(90_000)},"
            f"{rate:.1f},{rate * 0.9:.1f},{rate * 1.1:.1f}"
        )
        length += len(lines[-1]) + 1
    return "\n".join(lines)


_PLACES = ("North", "South", "East", "West", "Upper", "Lower", "Great", "Little")
_KINDS = ("Riverside", "Moorland", "Coastal", "Vale", "Forest", "Downs", "Fenland", "Peak")
