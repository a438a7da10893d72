"""Columns of numbers and codes under headings that say nothing: told by range, spread, check digits and neighbours."""

import random

import pytest

from guardbook.detect import profile

ROWS = 120
DICE = random.Random(41)
FORENAMES = "Priya Tom Ngozi Alan Sofia Ewan Leila Ruth Gareth Joan Peter Helen".split()
SURNAMES = "Banerjee Hartley Eze Whitcombe Marques Macrae Haddad Penfold Jones Patel Evans Wright".split()


def digits(count: int) -> str:
    return "".join(DICE.choice("0123456789") for _ in range(count))


def with_last(body: str, odd: int, even: int) -> str:
    """Return digits with the check digit of weights `odd` and `even`, counted from the right."""
    total = sum(int(digit) * (odd, even)[at % 2] for at, digit in enumerate(reversed(body)))
    return f"{body}{-total % 10}"


def luhn(body: str) -> str:
    total = sum(sum(divmod(int(digit) * (2, 1)[at % 2], 10)) for at, digit in enumerate(reversed(body)))
    return f"{body}{-total % 10}"


def grouped(number: str) -> str:
    return DICE.choice([number, "-".join(number[at : at + 4] for at in range(0, 16, 4))])


def kind_of(values: list[str], *, people: bool = True, heading: str = "c2") -> str | None:
    """Return what a column is called beside names of people, or beside amounts."""
    named = [f"{DICE.choice(FORENAMES)} {DICE.choice(SURNAMES)}" for _ in values]
    others = named if people else [f"{DICE.uniform(1, 900):.2f}" for _ in values]
    return profile(["c1", heading], [list(row) for row in zip(others, values, strict=True)])[1].category


def made(maker: str) -> list[str]:
    makers = {
        "card": lambda: grouped(luhn(DICE.choice(["4", "52", "54"]).ljust(2, "7") + digits(13))),
        "phone": lambda: DICE.choice(["07700 900", "(01632) 960", "+44 7700 900", "020 7946 0"]) + digits(3),
        "abroad": lambda: DICE.choice(["+31 6 1234 5", "0049 30 901 8", "+1 212 555 0", "+39 06 555 7"]) + digits(3),
        "account": lambda: digits(8),
        "age": lambda: str(DICE.randint(17, 84)),
        "login": lambda: "".join(DICE.choice("abcdehklmnoprst") for _ in range(5)) + digits(3),
        "sort": lambda: f"{DICE.randint(40, 98)}-{digits(2)}-{digits(2)}",
    }
    return [makers[maker]() for _ in range(ROWS)]


@pytest.mark.parametrize(
    ("maker", "category"),
    [
        ("card", "payment-card"),
        ("phone", "phone"),
        ("abroad", "phone"),
        ("account", "bank-account"),
        ("age", "age"),
        ("login", "username"),
        ("sort", "bank-account"),
    ],
)
def test_values_in_mixed_forms_tell_their_kind_beside_people(maker: str, category: str) -> None:
    assert kind_of(made(maker)) == category


@pytest.mark.parametrize("maker", ["account", "age", "login", "sort"])
def test_the_same_values_beside_amounts_tell_nothing(maker: str) -> None:
    assert kind_of(made(maker), people=False) is None


def test_numbers_in_order_are_no_account_numbers() -> None:
    assert kind_of(sorted(made("account"))) is None


@pytest.mark.parametrize(("low", "high"), [(0, 100), (18, 45), (50, 180)])
def test_marks_and_measurements_of_people_are_no_ages(low: int, high: int) -> None:
    assert kind_of([str(DICE.randint(low, high)) for _ in range(ROWS)]) is None


@pytest.mark.parametrize("prefix", ["50", "40", "978", "31"])
def test_numbers_of_goods_are_no_numbers_of_people(prefix: str) -> None:
    assert kind_of([with_last(prefix + digits(12 - len(prefix)), 3, 1) for _ in range(ROWS)]) is None


def test_versions_are_no_network_addresses() -> None:
    versions = [f"{DICE.randint(1, 14)}.{DICE.randint(0, 9)}.{DICE.randint(0, 900) % 255}.0" for _ in range(ROWS)]
    assert kind_of(versions) is None


@pytest.mark.parametrize("first", ["10", "203", "18"])
def test_addresses_of_one_network_are_network_addresses(first: str) -> None:
    addresses = [f"{first}.{DICE.randint(0, 255)}.{DICE.randint(0, 255)}.{DICE.randint(1, 254)}" for _ in range(ROWS)]
    assert kind_of(addresses) == "ip-address"


@pytest.mark.parametrize("heading", ["c2", "Works at"])
def test_streets_without_numbers_are_no_homes(heading: str) -> None:
    streets = "High Street,Mill Lane,Station Road,Church Lane,Park Avenue,Castle Street,Bridge Road,Kiln Close".split(
        ","
    )
    assert kind_of([DICE.choice(streets) for _ in range(ROWS)], heading=heading) is None
    assert kind_of([f"{DICE.randint(1, 90)} {DICE.choice(streets)}" for _ in range(ROWS)]) == "home-address"


def test_property_numbers_are_told_beside_postcodes() -> None:
    codes = [
        f"LS{DICE.randint(1, 29)} {DICE.randint(1, 9)}{DICE.choice('ABDEFGH')}{DICE.choice('JLNP')}"
        for _ in range(ROWS)
    ]
    numbers = [f"1000{DICE.randint(0, 1)}{digits(7)}" for _ in range(ROWS)]
    got = profile(["c1", "c2"], [list(row) for row in zip(codes, numbers, strict=True)])
    assert [each.category for each in got] == ["postcode", "property-id"]
    assert kind_of(numbers, people=False) is None


def test_words_mistyped_here_and_there_are_still_known() -> None:
    words = "Christian,Muslim,Hindu,Sikh,Jewish,Buddhist".split(",")
    cells = [DICE.choice(words) for _ in range(ROWS)]
    cells[:4] = ["Chrsitian", "Mulsim", "Hnidu", "Jewihs"]
    assert kind_of(cells) == "religion"


def test_positions_of_sites_are_no_track() -> None:
    places = [f"{DICE.uniform(50, 58):.5f}, {DICE.uniform(-5, 1):.5f}" for _ in range(ROWS)]
    assert kind_of(places, people=False, heading="Coordinates") is None


def test_trades_and_streets_beside_surnames_are_no_forenames() -> None:
    trades = "Network engineer,Counselling psychologist,Pensions consultant,Whitehall,Churchill Way".split(",")
    rows = [[DICE.choice(SURNAMES), DICE.choice(trades)] for _ in range(ROWS)]
    assert profile(["Surname", "c2"], rows)[1].category != "person-name"
