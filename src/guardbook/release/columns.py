"""Holds the columns of one table against the declared headings."""

from collections.abc import Callable, Iterator

from guardbook.categories import CATEGORIES
from guardbook.detect.labels import safe_label
from guardbook.findings import Finding
from guardbook.release import sentences
from guardbook.release.declaration import normal_heading
from guardbook.release.headed import Headed, heading_shown
from guardbook.release.places import column_name, column_place
from guardbook.release.verdict import Reason


class Columns:
    """The columns of a table, what was declared, and what was found in those that were not."""

    def __init__(self, headed: Headed, declared: tuple[str, ...] | None, names: frozenset[str]) -> None:
        """`names` are the normal forms of the `declared` headings, which are None when they are not to be checked."""
        self._where = headed.table.where
        self._checked = declared is not None
        self._none_may_be = declared == ()
        self._names, self._sure = names, headed.sure
        self._has_headings = headed.headings is not None
        self.headings = headed.headings or ()
        self.hidden = headed.table.hidden_columns
        """Codes of columns that do not show, by number."""
        self._whole = headed.table.hidden
        self._filled: dict[int, int] = {}
        self._found: dict[int, dict[str, int]] = {}

    def code(self, number: int) -> str | None:
        """Return why a column does not show, or None."""
        return self.hidden.get(number, self._whole)

    def count(self, number: int, filled: int) -> None:
        """Count the cells of a column that hold anything."""
        self._filled[number] = self._filled.get(number, 0) + filled

    def is_undeclared(self, number: int) -> bool:
        """Tell whether a column's heading is none of the declared ones; never so when columns are not checked."""
        return self._checked and self._has_headings and normal_heading(self._heading(number)) not in self._names

    def note(self, finding: Finding) -> None:
        """Keep what was found in an undeclared column, for its reason."""
        found = self._found.setdefault(finding.column or 0, {})
        if CATEGORIES[finding.category].blocks:
            found[finding.category] = found.get(finding.category, 0) + finding.count

    def shown(self, number: int) -> str | None:
        """Return a column's heading as it may be shown, or None."""
        return heading_shown(self._heading(number), self._sure, self._names)

    def reasons(self, shows: Callable[[str | None], bool]) -> Iterator[Reason]:
        """Yield what the declaration of columns has against the table; `shows` tells which codes count as visible."""
        if not self._checked:
            return
        place = safe_label(self._where)
        rows = max(self._filled.values(), default=0)
        if self._none_may_be:
            yield Reason("undeclared-table", "block", place, None, rows, _no_table(place))
        elif not self._has_headings:
            yield Reason("no-headings", "block", place, None, rows, _no_headings(place))
        else:
            yield from self._undeclared(shows)
            yield from self._repeated(shows)

    def _undeclared(self, shows: Callable[[str | None], bool]) -> Iterator[Reason]:
        for number, filled in sorted(self._filled.items()):
            heading = self._heading(number)
            if not shows(self.code(number)) or not self.is_undeclared(number) or not (filled or heading):
                continue
            found = dict(sorted(self._found.get(number, {}).items(), key=lambda item: -CATEGORIES[item[0]].weight))
            shown = self.shown(number)
            message = sentences.undeclared_column(column_name(self._where, number, shown), filled, found)
            category = next(iter(found), None)
            place = column_place(self._where, number, shown)
            yield Reason("undeclared-column", "block", place, category, found.get(category or "", filled), message)

    def _repeated(self, shows: Callable[[str | None], bool]) -> Iterator[Reason]:
        before: dict[str, int] = {}
        for number in range(len(self.headings)):
            heading = normal_heading(self._heading(number))
            if not heading or not shows(self.code(number)):
                continue
            if heading in before:
                first = column_name(self._where, before[heading], None)
                place = column_place(self._where, number, self.shown(number))
                message = f"{sentences.capital(place)}: the same heading stands over {first}. Rename one of the two."
                yield Reason("repeated-heading", "block", place, None, 1, message)
            before.setdefault(heading, number)

    def _heading(self, number: int) -> str:
        return self.headings[number] if number < len(self.headings) else ""


def _no_table(place: str) -> str:
    at = f"{sentences.capital(place)}: there" if place else "There"
    return f"{at} is a table, and none was declared (columns = [])."


def _no_headings(place: str) -> str:
    at = f"{sentences.capital(place)}: a" if place else "A"
    return f"{at} table has no row of headings, so that nothing says what its columns are. Give it one, or take it out."
