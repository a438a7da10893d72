"""Tables of personal and other columns, under their own headings and under headings that say nothing."""

import random
from dataclasses import dataclass

from benchmarks.corpus.columns import MORE_OTHER, MORE_PERSONAL, NEITHER, OTHER, PERSONAL
from benchmarks.corpus.values import Values

Column = tuple[str, str | None, tuple[str, ...]]


@dataclass(frozen=True)
class LabelledTable:
    """A table with the category of each column, None where nothing is personal."""

    header: list[str]
    rows: list[list[str]]
    categories: list[str | None]


def make_table(seed: int, rows: int, opaque: bool) -> LabelledTable:
    """Return a table of seventeen kinds in random order; every second table is as badly kept as real ones are."""
    chance = random.Random(seed)
    personal, other = PERSONAL | MORE_PERSONAL, OTHER | MORE_OTHER
    columns: list[Column] = [personal[kind] for kind in chance.sample(sorted(personal), 9)]
    columns += [NEITHER[kind] for kind in chance.sample(sorted(NEITHER), 1)]
    columns += [(other[kind][0], None, other[kind][1]) for kind in chance.sample(sorted(other), 7)]
    return _filled(columns, seed, rows, opaque, soiled=seed % 2 == 1)


def make_whole_table(seed: int, rows: int, opaque: bool) -> LabelledTable:
    """Return the table of 24 personal and 16 other kinds, in random order."""
    columns: list[Column] = [*PERSONAL.values(), *((maker, None, headings) for maker, headings in OTHER.values())]
    return _filled(columns, seed, rows, opaque, soiled=False)


def _filled(columns: list[Column], seed: int, rows: int, opaque: bool, soiled: bool) -> LabelledTable:
    values, chance = Values(seed), random.Random(seed)
    chance.shuffle(columns)
    made = [[values.make(maker) for _ in range(rows)] for maker, _, _ in columns]
    if soiled:
        made = [[_soil(cell, chance) for cell in column] for column in made]
    header = [f"c{n + 1}" if opaque else chance.choice(headings) for n, (_, _, headings) in enumerate(columns)]
    return LabelledTable(header, [list(row) for row in zip(*made, strict=True)], [each[1] for each in columns])


def _soil(cell: str, chance: random.Random) -> str:
    """Leave one cell in ten blank, mistype one in thirty, and write some in capitals or small letters."""
    draw = chance.random()
    if draw < 0.10:
        return chance.choice(("", "", "", "n/a", "-"))
    if draw < 0.13 and len(cell) > 2:
        at = chance.randrange(len(cell) - 1)
        return cell[:at] + cell[at + 1] + cell[at] + cell[at + 2 :]
    return cell.upper() if draw < 0.20 else cell.lower() if draw < 0.27 else cell


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
