"""Writes the reference pages from the code, or with --check fails when one on disk says something else."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from guardbook.categories import CATEGORIES
from guardbook.cli import main as command
from guardbook.content import Limits
from guardbook.detect.recogniser import built_in
from guardbook.readers.formats import FORMATS
from guardbook.readers.hidden import HIDDEN
from guardbook.release.codes import REASONS
from guardbook.release.declaration import AUDIENCES

REFERENCE = Path(__file__).resolve().parent / "reference"
MADE = "<!-- Made from the code by ./dev docs: do not edit. -->\n"


def _table(*rows: tuple[str, ...]) -> str:
    heading, *rest = ("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
    return "\n".join([heading, "|" + "---|" * len(rows[0]), *rest]) + "\n"


def cli_page() -> str:
    """Every command's own help text."""
    context = click.Context(command, info_name="guardbook", terminal_width=100, max_content_width=100)
    pages = [f"# Command line\n\n```\n{command.get_help(context)}\n```\n"]
    for name in command.list_commands(context):
        made = command.get_command(context, name)
        assert made is not None
        inner = click.Context(made, info_name=name, parent=context, terminal_width=100, max_content_width=100)
        pages.append(f"## guardbook {name}\n\n```\n{made.get_help(inner)}\n```\n")
    return "\n".join(pages)


def categories_page() -> str:
    """The table of categories."""
    rows = [
        (f"`{c.code}`", c.name, str(c.weight), c.law, "yes" if c.blocks else "no", "no" if c.small else "yes")
        for c in CATEGORIES.values()
    ]
    heading = ("Code", "Name", "Weight", "Law (UK GDPR)", "A reason on its own", "Masked form shown")
    return "# Categories\n\nThe weight is the harm if exposed, from 0 to 10.\n\n" + _table(heading, *rows)


def recognisers_page() -> str:
    """The recognisers that come with Guardbook, by category."""
    made = sorted(built_in(), key=lambda recogniser: (list(CATEGORIES).index(recogniser.category), recogniser.name))
    rows = [
        (f"`{r.name}`", r.title, f"`{r.category}`", f"`{r.validator}`" if r.validator else "", r.sources[0])
        for r in made
    ]
    text = f"# Recognisers\n\n{len(rows)} come with Guardbook. A folder of your own adds more: see CONTRIBUTING.md.\n\n"
    return text + _table(("Name", "Finds", "Category", "Check", "First source"), *rows)


def formats_page() -> str:
    """The formats that are read, in the order they are tried."""
    rows = [(form.name, ", ".join(f".{ending}" for ending in form.extensions)) for form in FORMATS]
    text = "# Formats\n\nThe format is told from content; the usual endings are given for people.\n\n"
    return text + _table(("Format", "Usual endings"), *rows)


def hidden_page() -> str:
    """The codes of hidden content."""
    rows = [(f"`{code}`", kind.kind, kind.sentence) for code, kind in sorted(HIDDEN.items())]
    text = (
        "# Codes of hidden content\n\nIn the release check, *concealment* blocks whenever it holds a line or a cell "
        "that is not visible elsewhere in the file; *furniture* blocks only when it holds personal data that was not "
        "declared.\n\n"
    )
    return text + _table(("Code", "Kind", "What it means"), *rows)


def reasons_page() -> str:
    """The codes of reasons, the kinds of hidden content, and what an audience changes."""
    own = [(f"`{code}`", sentence) for code, sentence in REASONS.items()]
    audiences = [
        (
            f"`{name}`",
            each.sentence,
            ", ".join(f"`{code}`" for code in sorted(each.hidden)) or "nothing",
            f"threshold {each.disclosure.threshold}, k {each.disclosure.k}"
            if each.disclosure.threshold
            else "not asked",
        )
        for name, each in AUDIENCES.items()
    ]
    return (
        "# Reasons and declarations\n\nA reason of `guardbook check` has one of the codes below or one of those of "
        "[hidden content](hidden-content.md).\n\n"
        + _table(("Code", "What it means and what to do"), *own)
        + "\n## Audiences\n\nAn audience changes what holds where the declaration itself is silent, and nothing else."
        "\n\n"
        + _table(("Audience", "Who reads it", "Hidden content that may stay", "Disclosure by numbers"), *audiences)
    )


def limits_page() -> str:
    """The limits of reading one object."""
    made = Limits()
    rows = [(name, f"{getattr(made, name):,}") for name in Limits.__slots__]
    text = "# Limits\n\nWhat one object may cost before reading it stops and it is listed as unread or partly read.\n\n"
    return text + _table(("Limit", "Unless you say otherwise"), *rows)


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_page,
    "categories.md": categories_page,
    "recognisers.md": recognisers_page,
    "formats.md": formats_page,
    "hidden-content.md": hidden_page,
    "limits.md": limits_page,
    "reasons.md": reasons_page,
}


def main(check: bool) -> int:
    """Write every page, or compare; return how many differ."""
    different = 0
    for name, make in PAGES.items():
        path, text = REFERENCE / name, MADE + make()
        if check and (not path.exists() or path.read_text("utf-8") != text):
            print(f"docs/reference/{name} is not what the code says: run ./dev docs")
            different += 1
        elif not check:
            path.write_text(text, "utf-8")
    return different


if __name__ == "__main__":
    sys.exit(1 if main("--check" in sys.argv) else 0)
