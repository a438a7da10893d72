"""A shut-in process for tests: does with the files it is given what the message says."""

import os
import signal
import sys
import time
from typing import Any, BinaryIO

from guardbook.confined.serving import Answer, serve
from guardbook.errors import GuardbookError


def prepare(settings: dict[str, Any]) -> Answer:
    """Keep the settings for answers; with "wrong" among them, refuse them."""
    if "wrong" in settings:
        raise GuardbookError("these settings are wrong")

    def answer(message: dict[str, Any], files: list[BinaryIO]) -> dict[str, Any]:
        if "sleep" in message:
            time.sleep(message["sleep"])
        if "signal" in message:
            signal.raise_signal(message["signal"])
        if "keep" in message:
            settings["kept"] = "x" * message["keep"]
        if "copy" in message:
            source, target = files
            target.write(source.read())
        return {"process": os.getpid(), "settings": settings.get("mark"), "files": [file.mode for file in files]}

    return answer


if __name__ == "__main__":
    serve(int(sys.argv[1]), prepare)
