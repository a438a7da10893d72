"""Settles what of a draft stays: declared columns, links and descriptions without personal data, letters that show."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from guardbook.categories import CATEGORIES
from guardbook.content import Problem, Text, Where
from guardbook.detect.parts import examine
from guardbook.hashing import normalise
from guardbook.readers.colours import BLACK, WHITE, Colour, blends
from guardbook.readers.prose import table
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.office.draft import (
    Block,
    Cell,
    Draft,
    Grid,
    Note,
    Paragraph,
    Picture,
    Run,
    paragraphs_of,
)
from guardbook.release.clean.office.noting import DESCRIBED, HEADERS, LINKS, note
from guardbook.release.clean.tables import kept_rows, settled

SCHEMES = ("https://", "http://", "mailto:", "tel:")
APART = frozenset({"picture", "thumbnail", "chart"})
"""Places whose words a draft has in another form."""
LEFT_BEHIND = frozenset({"member", "part", "picture", "thumbnail"})
"""Places of which the copy has nothing but the pixels of pictures that show, so that nobody needs to have read them."""
LOOKED_FOR = 2000
"""How many lines that are no paragraph of the draft are looked for within it."""
LOST = (
    "not all that shows in it could be carried over with certainty: make the copy with the program that made the file"
)


@dataclass(slots=True)
class Settling:
    """Settles the blocks of one file."""

    job: Job
    _known: dict[str, bool] = field(default_factory=dict)
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def draft(self, draft: Draft) -> None:
        """Settle a whole text in place; raises `Refused` where that is not certain."""
        draft.title = self.job.declaration.title
        for section in draft.sections:
            section.blocks = self.blocks(section.blocks, draft.paper)
            for place, blocks in section.margins.items():
                section.margins[place] = self.blocks(self.without_persons(blocks), draft.paper)

    def blocks(self, blocks: list[Block], paper: Colour | None) -> list[Block]:
        """Return blocks as they stay; `paper` is the colour behind them."""
        kept: list[Block] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block, paper)
                kept.append(block)
            elif self._columns(block):
                for cell in (cell for row in block.rows for cell in row if cell is not None):
                    cell.blocks = self.blocks(cell.blocks, cell.shade or paper)
                kept.append(block)
        return kept

    def without_persons(self, blocks: list[Block]) -> list[Block]:
        """Return what stands on every page without the paragraphs and tables that hold undeclared personal data."""
        kept: list[Block] = []
        for block in blocks:
            words = "\n".join(paragraph.text for paragraph in paragraphs_of([block]))
            if self.may_stay(words):
                kept.append(block)
            else:
                note(self.job, HEADERS)
        return kept

    def may_stay(self, text: str) -> bool:
        """Tell whether nothing of a text is personal data that was not declared."""
        if text not in self._known:
            found = examine(Text(text, Where()), self._key) if text.strip() else ()
            allowed = self.job.declaration.allow
            self._known[text] = not any(
                CATEGORIES[each.category].blocks and each.category not in allowed for each in found
            )
        return self._known[text]

    def link(self, target: str) -> str:
        """Return an address that a link may lead to, "" where it may lead nowhere."""
        target = target.strip()
        if target.lower().startswith("mailto:"):
            target = target.partition("?")[0]
        if target.lower().startswith(SCHEMES) and self.may_stay(unquote(target)) and self.may_stay(target):
            return target
        if target:
            note(self.job, LINKS)
        return ""

    def alternative(self, text: str) -> str:
        """Return what describes a picture, "" where it may not stay."""
        text = " ".join(text.split())
        if self.may_stay(text):
            return text
        note(self.job, DESCRIBED)
        return ""

    def _paragraph(self, paragraph: Paragraph, paper: Colour | None) -> None:
        paper = paragraph.shape.shade or paper
        for number, piece in enumerate(paragraph.pieces):
            if isinstance(piece, Run):
                colour = shown_colour(piece.letters.colour, piece.letters.mark or paper)
                letters = replace(piece.letters, colour=colour)
                paragraph.pieces[number] = replace(piece, letters=letters, link=self.link(piece.link))
            elif isinstance(piece, Picture):
                piece.alternative = self.alternative(piece.alternative)
            elif isinstance(piece, Note):
                piece.blocks = self.blocks(piece.blocks, None)

    def _columns(self, grid: Grid) -> bool:
        """Leave the declared columns of a table; tell whether any is left."""
        texts = [[None if cell is None else own_text(cell) for cell in row] for row in grid.rows]
        if not any(text for row in texts for text in row):
            return True
        _, kept = settled(table(texts, Where().into("table", 1)), self.job)
        if kept is None or len(kept) == max(map(len, grid.rows)):
            return True
        grid.rows = [_chosen(grid, number, kept) for number in range(len(grid.rows))]
        grid.widths = [grid.widths[column] for column in kept if column < len(grid.widths)]
        return bool(kept)


def own_text(cell: Cell) -> str:
    """Return the words of a cell, without those of tables in it."""
    return "\n".join(block.text for block in cell.blocks if isinstance(block, Paragraph)).strip("\n")


def shown_colour(letters: Colour | None, paper: Colour | None) -> Colour | None:
    """Return a colour in which letters show on a paper: their own, or black or white where that would vanish."""
    paper = paper or WHITE
    if letters is None:
        return None if paper == WHITE or sum(paper) > 380 else WHITE
    if not blends(letters, paper):
        return letters
    return None if sum(paper) > 380 else WHITE if paper != WHITE else BLACK


def _chosen(grid: Grid, number: int, kept: list[int]) -> list[Cell | None]:
    """Return a row's cells in the columns that stay."""
    row = grid.rows[number]
    chosen: list[Cell | None] = []
    for column in kept:
        cell = row[column] if column < len(row) else None
        if cell is not None:
            within = [each for each in kept if column <= each < column + cell.across]
            chosen.append(replace(cell, across=len(within)))
            continue
        origin = _origin(grid, number, column)
        if origin is not None and origin[1] not in kept:
            if grid.rows[origin[0]][origin[1]] is not None and own_text(grid.rows[origin[0]][origin[1]] or Cell()):
                raise Refused("a merged cell reaches from a column that was not declared into one that was: split it")
            chosen.append(Cell())
        else:
            chosen.append(None if origin is not None else Cell())
    return chosen


def _origin(grid: Grid, number: int, column: int) -> tuple[int, int] | None:
    """Return the row and column of the merged cell that covers a place."""
    for above in range(number, -1, -1):
        for left in range(min(column, len(grid.rows[above]) - 1), -1, -1):
            cell = grid.rows[above][left]
            if cell is not None:
                if left + cell.across > column and above + cell.down > number:
                    return above, left
                if left == column:
                    return None
                break
    return None


def confirm(job: Job, stories: Iterable[list[Block]]) -> None:
    """Raise `Refused` unless every line and every declared cell that shows in the file is in the draft."""
    said: set[str] = set()
    whole: list[str] = []
    for blocks in stories:
        for paragraph in paragraphs_of(blocks):
            for line in (paragraph.text, *paragraph.text.splitlines()):
                said.add(normalise(line))
            whole.append(normalise(paragraph.text))
    text = "".join(whole)
    missed = 0
    for line in _expected(job):
        word = normalise(line)
        if word and word not in said:
            missed += 1
            if missed > LOOKED_FOR or word not in text:
                raise Refused(LOST)


def _expected(job: Job) -> Iterable[str]:
    for part in job.reading.read(job.source):
        if isinstance(part, Problem):
            if not any(step.kind in LEFT_BEHIND for step in part.where.steps):
                raise Refused(f"it could not be read in full ({part.reason})")
            continue
        if part.hidden is not None or any(step.kind in APART for step in part.where.steps):
            continue
        if isinstance(part, Text):
            yield from part.text.splitlines()
        else:
            for row in kept_rows(part, job):
                for cell in row:
                    yield from cell.splitlines()
