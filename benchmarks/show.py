"""Prints a table as Markdown, so that figures go into the documents as they are."""

from collections.abc import Sequence


def show(title: str, heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a title and a table; the first column is left-aligned, the others right."""
    print(f"### {title}\n")
    print("| " + " | ".join(heading) + " |")
    print("|---|" + "---:|" * (len(heading) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print(flush=True)


def share(value: float) -> str:
    """Return a share with two places and no leading nought."""
    return f"{value:.2f}".lstrip("0") if value < 0.995 else "1.00"
