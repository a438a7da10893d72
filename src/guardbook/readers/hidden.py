"""The codes of content that a person would not see: what each one is called, and how strictly a release treats it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class HiddenKind:
    """One way in which content lies out of sight.

    `concealment` hides what somebody may believe to be gone (a hidden sheet, a comment); `furniture` is what honest
    files usually have without anybody's thought (a footer, alternative text, properties).
    """

    code: str
    sentence: str
    """What it is, for a person who never heard of it."""
    kind: Literal["concealment", "furniture"]


_CONCEALMENT = {
    "tracked-change": "Text that was deleted or moved while changes were tracked: the old wording is still there.",
    "hidden-text": "Text marked as hidden, by itself, by its style or by its section: one setting shows it.",
    "unseen-text": "Text that is there and cannot be seen: in the paper's colour, too small, or beside the page.",
    "covered-cell": "A cell that another one covers since they were merged: what it held is still there.",
    "alternate-content": "A second version of a drawing for old programs, with words that the first does not have.",
    "document-variable": "A value that a program keeps in the document without showing it.",
    "building-block": "A text kept in the document for later use, such as a signature or an address block.",
    "speaker-notes": "What the speaker wrote below a slide.",
    "hidden-slide": "A slide that is left out when the slides are shown.",
    "orphaned-slide": "A slide that the presentation no longer lists.",
    "hidden-shape": "A shape on a slide or a sheet that is switched to invisible.",
    "off-slide": "A shape that stands beside the slide, where no audience sees it.",
    "covered-shape": "A shape on a slide that another shape or picture covers whole: it is still there beneath.",
    "hidden-layer": "A layer of a page that is switched off: one click shows it.",
    "hidden-field": "A form field that neither screen nor paper shows.",
    "covered-text": "Text under a black box or a picture: the box only covers it; anybody can copy it.",
    "unapplied-redaction": "Text that was marked to be blacked out, but the marks were never carried out.",
    "outside-page": "Text beside the visible part of a page: it is in the file although no one sees it.",
    "earlier-revision": "Text of an earlier version of the document, which the file still holds.",
    "orphaned-page": "A page, or a part of one, that the document no longer lists but still holds.",
    "data-after-end": "Data after the place where the document ends.",
    "hidden-sheet": "A sheet that is hidden: anybody can show it again from the menu.",
    "very-hidden-sheet": "A sheet that is hidden from the menu too: a macro or another program still shows it.",
    "hidden-rows": "Rows that are hidden: they are in the file and anybody can show them again.",
    "hidden-columns": "Columns that are hidden: they are in the file and anybody can show them again.",
    "filtered-rows": "Rows that a filter keeps out of sight: clearing the filter shows them.",
    "zero-size": "Rows or columns of no height or width.",
    "covered-cells": "Cells under others that were merged: splitting the merged cell shows them again.",
    "cells-past-header": "Cells to the right of the last heading.",
    "comment": "A note or comment that stands on a cell or beside the text.",
    "threaded-comment": "A discussion attached to a cell.",
    "hidden-name": "A defined name that the menu does not list.",
    "pivot-cache": "A copy of the data a pivot table was made from, which stays when the data is deleted.",
    "external-cache": "Values copied from another workbook that this one refers to.",
    "chart-cache": "A copy of the data a chart was drawn from, which stays when the data is deleted.",
    "orphaned-string": "A text that the file still stores although no cell shows it any more.",
    "embedded-file": "A file packed inside this one.",
    "connection": "How the file reaches a database or another source, its query or address included.",
    "scenario": "Values kept for a what-if scenario.",
    "revision-log": "The log of a shared workbook: values before and after each change.",
    "macro": "A program stored in the file.",
    "far-cells": "Cells far away from the rest of a sheet: a person who opens it does not see them.",
    "orphaned-sheet": "A sheet that lies in the file although the workbook no longer lists it.",
    "html-hidden-element": "A part of a web page that is marked not to be shown.",
    "picture-location": "Where a picture was taken, in degrees: the camera or the telephone wrote it into the file.",
    "picture-thumbnail": "A small copy within a picture that shows something else than the picture does now.",
    "picture-frame": "A picture in the file that programs which play the others leave out.",
    "transparent-pixels": "What a picture still holds beneath its transparent parts.",
    "cropped-picture": "The parts of a picture outside its crop: they are still in the file.",
    "orphaned-picture": "A picture that the file still stores although nothing shows it any more.",
    "archive-gap": "Bytes of an archive that its list of members leaves out.",
    "visible-recipients": "Addresses in To or Cc: everybody who gets the message sees all of them.",
    "bcc-recipients": "Addresses that the message keeps although they were meant to be blind copies.",
    "alternate-body": "Lines in the plain version of an e-mail that are not in the version which is shown.",
    "dot-file": "A file in an archive that file browsers do not show: its name begins with a dot, or a mark hides it.",
    "version-control": "What a version-control folder in an archive keeps: earlier versions, authors, messages.",
    "shadowed-member": "A member of an archive beside another of the same name: programs show only one of them.",
    "shadowed-key": "A value of a JSON object under a key that comes again: most programs show the last.",
    "deleted-data": "Rows that were deleted from a database and stay in its file until VACUUM is run.",
    "column-statistics": "Values kept as statistics of a column or an index that no row of the file has.",
    "unused-dictionary": "Values in a column's list of values that no row uses, such as those of rows filtered out.",
    "invisible-characters": "Words written in characters that have no shape on screen or paper.",
}

_FURNITURE = {
    "scan-text": "The invisible words behind a scanned page, which let people search and copy it.",
    "private-data": "What a program stores in the file for itself.",
    "field-code": "The instruction behind a field, such as where a link leads or a merged value comes from.",
    "template-path": "Where the template of the document lies, often with the name of a person's folder.",
    "slide-master": "Text on the pattern behind the slides.",
    "outline": "The list of headings beside the pages.",
    "html-comment": "A comment in a web page: visitors see it only in the page's source.",
    "html-hidden-field": "A form field that the page sends along without showing it.",
    "html-styled-away": "A part of a web page that its styles do not show, such as a folded menu or a short label.",
    "xml-comment": "A comment in an XML file, which programs that show the file leave out.",
    "archive-comment": "A comment on an archive or on one of its members.",
    "html-attribute": "An attribute of a web page's element: a title, an address, data for a program.",
    "html-script": "A text inside a web page's script or data block.",
    "html-metadata": "What a web page says of itself: its author, description and keywords.",
    "xml-instruction": "A note in an XML file to the program that reads it.",
    "email-route": "Lines of an e-mail's headers that mail programs do not show: servers and addresses on its way.",
    "email-leftover": "Text before the first or after the last part of an e-mail, which mail programs leave out.",
    "archive-metadata": "What an archive notes of a member: its former name, its owner.",
    "comment-person": "The list of people who wrote comments.",
    "defined-name": "A name for a cell, a range or a value.",
    "header-footer": "The header or footer of printed pages.",
    "validation-list": "What a cell offers or accepts: the choices, and the messages shown.",
    "document-properties": "Author, title, company and other properties of the document.",
    "custom-properties": "Properties that a person or a program added to the document.",
    "custom-xml": "Data that a program stored with the document.",
    "link-target": "The address or the hint behind a link.",
    "alt-text": "The description or the name of a picture, shape or table.",
    "number-format": "Words that a number format adds to a number.",
    "formula": "Words inside a formula or a rule, which show only when it is edited.",
    "filter-choice": "Values that a filter was set to.",
    "file-metadata": "Notes that the program which wrote the file left in it.",
    "structure": "Names of tables, columns and other parts of the file's structure.",
    "quoted-thread": "Earlier messages quoted below or within an e-mail, which are easily overlooked.",
    "alternate-wording": "A line of an e-mail's plain version that reads a little otherwise in the version shown.",
    "resource-fork": "What a Mac keeps of a file beside its content, in archives made there.",
    "document-thumbnail": "A small picture of the first page, which a program made when it saved the document.",
    "picture-metadata": "What a picture says of itself: who made it and with which device, its title, its comments.",
    "other-part": "A part of the file that no view shows.",
}

HIDDEN: dict[str, HiddenKind] = {
    **{code: HiddenKind(code, sentence, "concealment") for code, sentence in _CONCEALMENT.items()},
    **{code: HiddenKind(code, sentence, "furniture") for code, sentence in _FURNITURE.items()},
}
"""Every code that a part's `hidden` may hold."""
