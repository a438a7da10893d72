"""Takes the words out of bytes of no known format: runs of letters in ASCII, UTF-8 and both kinds of UTF-16."""

import re

_RUN = rb"(?:[\x20-\x7e]|[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}){%d,}"
_LITTLE, _BIG = rb"(?:[\x20-\x7e\xa0-\xff]\0){%d,}", rb"(?:\0[\x20-\x7e\xa0-\xff]){%d,}"


def printable_runs(data: bytes, least: int = 4) -> list[str]:
    """Return each run of at least `least` letters, in the order of the bytes, each once and without blanks around."""
    runs = [
        (found.start(), found[0].decode(codec, "replace").strip())
        for pattern, codec in ((_RUN, "utf-8"), (_LITTLE, "utf-16-le"), (_BIG, "utf-16-be"))
        for found in re.finditer(pattern % least, data)
    ]
    return list(dict.fromkeys(run for _, run in sorted(runs) if len(run) >= least))
