"""Lets `python -m guardbook` do what the command `guardbook` does."""

from guardbook.cli import main

if __name__ == "__main__":
    main()
