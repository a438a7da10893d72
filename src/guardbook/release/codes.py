"""The codes of reasons that the release check gives beside those of hidden content."""

REASONS: dict[str, str] = {
    "undeclared-category": "Personal data that shows and was not declared. Declare the category, or take the data out.",
    "undeclared-column": "A column whose heading was not declared, whatever it holds. Declare it, or delete it.",
    "repeated-heading": "Two columns of one table with the same heading: only one of them was declared. Rename one.",
    "no-headings": "A table without a row of headings, where columns were declared. Give it headings, or take it out.",
    "undeclared-table": "A table where none was declared (columns = []). Declare its columns, or take it out.",
    "small-numbers": "Counts below the threshold in a table of counts: so few people may be recognised.",
    "few-alike": "Rows that fewer than k people share in the quasi-identifiers: somebody may be recognised.",
    "undone-suppression": "Suppressed counts that follow from the totals beside them.",
    "unexplained-size": "A file larger than what can be read or seen in it explains; the largest parts are named.",
    "misnamed": "A file whose name promises another format than its bytes have. Rename it.",
    "remark": "Something about the file that its publisher should know.",
    "not-read": "Something that could not be read, with the remedy. The file is not clear until it can be.",
}
"""Code → what it means and what to do."""
