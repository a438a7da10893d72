"""The shut-in process of the release check: it reads files that may be hostile, and answers without their values."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from guardbook.confined.serving import serve
from guardbook.content import Limits

Task = Callable[[dict[str, Any], list[BinaryIO], Limits], dict[str, Any]]


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def main(descriptor: int) -> None:
    """Serve the socket with this descriptor until its other end is closed."""
    serve(descriptor, _prepare)


def _prepare(settings: dict[str, Any]) -> Callable[[dict[str, Any], list[BinaryIO]], dict[str, Any]]:
    """Load what detection needs while files can still be opened; raises `RecogniserError` for a bad recogniser."""
    from guardbook.detect import find
    from guardbook.detect.in_use import choose
    from guardbook.release import checking

    choose(*(Path(folder) if folder else None for folder in (settings["recognisers"], settings["compiled"])))
    find("Name: nobody\n")  # of more than one line, so that what tables need is loaded too
    limits = Limits(**settings["limits"])
    assert checking
    return lambda message, files: TASKS[message["task"]](message, files, limits)


def _check(message: dict[str, Any], files: list[BinaryIO], limits: Limits) -> dict[str, Any]:
    from guardbook.release.checking import reasons_for
    from guardbook.release.declaration import parse_declaration

    declaration = parse_declaration(message["declaration"])
    reasons = reasons_for(files[0], message["name"], declaration, limits, ahead=True)
    return {"reasons": [reason.to_json() for reason in reasons]}


def _propose(message: dict[str, Any], files: list[BinaryIO], limits: Limits) -> dict[str, Any]:
    from guardbook.release.proposing import propose

    return {"toml": propose(files[0], message["name"], limits)}


def _clean(message: dict[str, Any], files: list[BinaryIO], limits: Limits) -> dict[str, Any]:
    from guardbook.content import Source
    from guardbook.errors import Unreadable
    from guardbook.readers.reading import Reading
    from guardbook.release.clean import Job, Refused, clean_copy
    from guardbook.release.declaration import parse_declaration

    original, copy = files
    declaration = parse_declaration(message["declaration"])
    job = Job(Source(original, message["name"]), copy, message["ending"], declaration, Reading(limits, pictures=True))
    try:
        clean_copy(job)
        copy.flush()
    except Refused as error:
        return {"refused": str(error)}
    except Unreadable as error:
        return {"unreadable": str(error)}
    except OSError as error:
        why = os.strerror(error.errno or 0)
        if error.errno in _NO_ROOM:
            return {"refused": f"the copy cannot be written ({why})"}
        return {"unreadable": f"it cannot be read ({why})"}
    except MemoryError:
        return {"unreadable": "making the copy needs more memory than allowed"}
    except RecursionError:
        return {"unreadable": "what is in it lies too deep within one another"}
    except Exception as error:  # of a library: its text may hold values, so only its kind is told
        return {"unreadable": f"making the copy failed ({type(error).__name__}): please report this"}
    return {"notes": list(dict.fromkeys(job.notes))}


TASKS: dict[str, Task] = {"check": _check, "propose": _propose, "clean": _clean}
"""What the process can be asked for."""


if __name__ == "__main__":
    main(int(sys.argv[1]))
