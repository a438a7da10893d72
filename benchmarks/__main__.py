"""`./dev bench [startup | speed | alarms | accuracy | memory | large | leaks ...]`: all of them when none is named."""

import sys
from importlib import import_module

PARTS = ("startup", "speed", "alarms", "accuracy", "memory", "large", "leaks")


def main(wanted: list[str]) -> int:
    """Run the parts that are wanted, each of which prints its tables."""
    unknown = sorted(set(wanted) - set(PARTS))
    if unknown:
        print(f"bench: there is no part {unknown[0]!r}; the parts are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    for part in wanted or PARTS:
        import_module(f"benchmarks.{part}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
