"""The places of places.toml, read once: counties, countries and towns."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import tomli


@dataclass(frozen=True, slots=True)
class Places:
    """Names of places in lower case."""

    counties: frozenset[str]
    countries: frozenset[str]
    towns: frozenset[str]


def _split(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.replace("\n", ",").split(",") if name.strip())


@cache
def places() -> Places:
    """Return the places, read at the first call."""
    data = tomli.loads((files("guardbook.detect.names") / "places.toml").read_text("utf-8"))
    return Places(**{key: _split(value) for key, value in data.items()})


def place_words() -> frozenset[str]:
    """Return the places whose names are one word."""
    known = places()
    return frozenset(name for name in known.counties | known.countries | known.towns if " " not in name)


@cache
def long_places() -> frozenset[str]:
    """Return the places whose names are several words."""
    known = places()
    return frozenset(name for name in known.counties | known.countries | known.towns if " " in name)
