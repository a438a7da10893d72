"""Leaks and honest files: what the release check is measured on."""

from importlib import import_module
from typing import cast

from tests.leaks.case import Honest, Leak

MODULES: tuple[str, ...] = (
    "spreadsheets",
    "spreadsheet_caches",
    "spreadsheet_parts",
    "opendocument_sheets",
    "old_sheets",
    "csvs",
    "databases",
    "web",
    "mail",
    "archives",
    "spreadsheet_kin",
    "honest_tables",
    "honest_sheets",
    "honest_carriers",
    "documents",
    "documents_kept",
    "documents_odf",
    "documents_rtf",
    "documents_rare",
    "documents_rarer",
    "presentations",
    "presentations_rare",
    "pdfs",
    "pdfs_marks",
    "pdfs_kept",
    "pdfs_rare",
    "pictures",
    "honest_documents",
    "honest_habits",
    "honest_pdfs",
    "honest_pictures",
)
"""The modules beside this one that hold a list `LEAKS`, a list `HONEST`, or both: one line each."""


def leaks() -> list[Leak]:
    """Every leak file, in the order of the modules."""
    return [leak for module in MODULES for leak in cast(list[Leak], _listed(module, "LEAKS"))]


def honest() -> list[Honest]:
    """Every honest file, in the order of the modules."""
    return [file for module in MODULES for file in cast(list[Honest], _listed(module, "HONEST"))]


def _listed(module: str, name: str) -> list[object]:
    return list(getattr(import_module(f"{__name__}.{module}"), name, ()))
