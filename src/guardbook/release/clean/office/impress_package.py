"""Writes a draft of slides as an OpenDocument presentation of few parts."""

from typing import BinaryIO

from guardbook.release.clean.office.draft import Grid, Item, Paragraph, Picture, Slide, Slides
from guardbook.release.clean.office.opendocument_package import Store, hexadecimal, length
from guardbook.release.clean.office.packing import pack

KIND = "application/vnd.oasis.opendocument.presentation"
MIDDLE = {"top": "top", "middle": "middle", "bottom": "bottom"}


def write_slides(draft: Slides, out: BinaryIO) -> None:
    """Write a draft as ODP."""
    store = Store(draft.lists, drawn=True)
    pages = "".join(_page(slide, number, store) for number, slide in enumerate(draft.slides, 1))
    master = store.style("drawing-page", '<style:drawing-page-properties draw:fill="none"/>')
    masters = f'<style:master-page style:name="M1" style:page-layout-name="P1" draw:style-name="{master}"/>'
    turned = "landscape" if draft.width > draft.height else "portrait"
    layout = (
        '<style:page-layout style:name="P1"><style:page-layout-properties fo:margin-top="0pt" fo:margin-bottom="0pt"'
        f' fo:margin-left="0pt" fo:margin-right="0pt" fo:page-width="{length(draft.width)}"'
        f' fo:page-height="{length(draft.height)}" style:print-orientation="{turned}"/></style:page-layout>'
    )
    content = f"<office:body><office:presentation>{pages}</office:presentation></office:body>"
    pack(out, store.package(KIND, draft.title, content, layout, masters))


def _page(slide: Slide, number: int, store: Store) -> str:
    fill = "none" if slide.ground is None else f'solid" draw:fill-color="{hexadecimal(slide.ground)}'
    style = store.style("drawing-page", f'<style:drawing-page-properties draw:fill="{fill}"/>')
    titled = False
    items = ""
    for item in slide.items:
        title = item.role == "title" and not titled
        titled = titled or title
        items += _item(item, store, title=title)
    return (
        f'<draw:page draw:name="page{number}" draw:style-name="{style}" draw:master-page-name="M1">{items}</draw:page>'
    )


def _item(item: Item, store: Store, *, title: bool) -> str:
    place = f'svg:x="{length(item.left)}" svg:y="{length(item.top)}"'
    size = f'svg:width="{length(item.width)}" svg:height="{length(item.height)}"'
    if isinstance(item.content, Picture):
        item.content.width, item.content.height = item.width, item.height
        return store.picture(item.content, place)
    if isinstance(item.content, Grid):
        return f"<draw:frame {place} {size}>{store.grid(item.content)}</draw:frame>"
    family = "presentation" if title else "graphic"
    style = store.style(family, _filled(item))
    if item.content is None:
        tag = "draw:ellipse" if item.round == "ellipse" else "draw:rect"
        return f'<{tag} draw:style-name="{style}" {place} {size}/>'
    said = f'presentation:style-name="{style}" presentation:class="title"' if title else f'draw:style-name="{style}"'
    grids = [block for block in item.content if isinstance(block, Grid)]
    if not grids:
        box = f"<draw:text-box>{store.blocks(item.content)}</draw:text-box>"
        return f"<draw:frame {said} {place} {size}>{box}</draw:frame>"
    upper = Item(item.left, item.top, item.width, item.height * 0.3,
                 [block for block in item.content if isinstance(block, Paragraph)], item.fill)  # fmt: skip
    height = item.height * 0.7 / len(grids)
    lower = (Item(item.left, item.top + item.height * 0.3 + at * height, item.width, height, grid)
             for at, grid in enumerate(grids))  # fmt: skip
    return "".join(_item(each, store, title=False) for each in (upper, *lower))


def _filled(item: Item) -> str:
    fill = 'draw:fill="none"'
    if item.fill is not None:
        fill = f'draw:fill="solid" draw:fill-color="{hexadecimal(item.fill)}"'
    stroke = "none" if item.line is None else f'solid" svg:stroke-color="{hexadecimal(item.line)}'
    return (
        f'<style:graphic-properties draw:stroke="{stroke}" {fill} draw:auto-grow-height="false"'
        f' draw:fit-to-size="shrink-to-fit" draw:textarea-vertical-align="{MIDDLE[item.middle]}"/>'
    )
