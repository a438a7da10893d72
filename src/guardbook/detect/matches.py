"""`find`: every personal value in a text, from patterns, names, addresses and the cells of delimited text."""

from functools import cache
from typing import TYPE_CHECKING

from guardbook.detect.match import Match, settle

if TYPE_CHECKING:
    from guardbook.detect.engine import Engine


def find(text: str, *, names: bool = True, engine: "Engine | None" = None) -> list[Match]:
    """Return the personal values in a text, by place; matches of one category never overlap.

    `names=False` leaves out the names of people and the addresses in running text, which cost the most time.
    `engine` holds the recognisers to use; by default those that come with Guardbook.
    """
    engine = engine or built_in_engine()
    found = None
    if "\n" in text or "\r" in text:  # one line is no table, and tables need large libraries
        from guardbook.detect.delimited import find_cells

        found = find_cells(text, names=names, engine=engine)
    if found is None:
        found = engine.scan(text)
        if names:
            from guardbook.detect.addresses import find_addresses
            from guardbook.detect.names import find_names

            found += find_names(text) + find_addresses(text)
    return settle(found)


@cache
def built_in_engine() -> "Engine":
    """Return the engine of the recognisers in use, one for the process."""
    from guardbook.detect.engine import Engine
    from guardbook.detect.in_use import compiled_folder, recognisers_in_use

    return Engine(recognisers_in_use(), compiled_folder())
