"""The report of a scan: one HTML file that needs nothing else, for people who decide what to do next."""

from guardbook.scan.report.page import render, write_report

__all__ = ["render", "write_report"]
