"""Settles what of a draft of slides stays, by the same rules as for texts."""

from collections.abc import Iterator

from guardbook.readers.colours import Colour
from guardbook.release.clean.job import Job
from guardbook.release.clean.office.draft import Block, Grid, Item, Picture, Slide, Slides
from guardbook.release.clean.office.settling import Settling, confirm

UNKNOWN: Colour = (128, 128, 128)
"""Taken for the colour of what lies behind letters where it is a picture: letters of any colour may show on it."""


def settle_slides(job: Job, draft: Slides) -> None:
    """Settle slides in place, and confirm that nothing was lost; raises `Refused` where that is not certain."""
    settling = Settling(job)
    draft.title = job.declaration.title
    for slide in draft.slides:
        kept: list[Item] = []
        for number, item in enumerate(slide.items):
            paper = _paper(slide, number)
            if isinstance(item.content, Picture):
                item.content.alternative = settling.alternative(item.content.alternative)
            elif isinstance(item.content, Grid):
                left = settling.blocks([item.content], paper)
                if not left:
                    continue
            elif item.content is not None:
                item.content = settling.blocks(item.content, paper)
            kept.append(item)
        slide.items = kept
    confirm(job, stories(draft))


def stories(draft: Slides) -> Iterator[list[Block]]:
    """Yield the blocks of every item."""
    for slide in draft.slides:
        for item in slide.items:
            if isinstance(item.content, Grid):
                yield [item.content]
            elif isinstance(item.content, list):
                yield item.content


def _paper(slide: Slide, number: int) -> Colour | None:
    """Return the colour behind an item's words: its own, that of the item beneath its middle, or the slide's."""
    item = slide.items[number]
    if item.fill is not None:
        return item.fill
    across, down = item.left + item.width / 2, item.top + item.height / 2
    for below in reversed(slide.items[:number]):
        inside = below.left <= across <= below.left + below.width and below.top <= down <= below.top + below.height
        if inside and isinstance(below.content, Picture):
            return UNKNOWN
        if inside and below.fill is not None:
            return below.fill
    return slide.ground
