"""Takes away this process's access to files and TCP ports for good, by Landlock, leaving some folders readable."""

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
_VERSION_FLAG = 1
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES = 38

_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights on files each version knows, each one bit; later versions know as many as 5."""
_TCP_BIND_AND_CONNECT = 3
_ABSTRACT_SOCKETS_AND_SIGNALS = 3

_libc = ctypes.CDLL(None, use_errno=True)


def version() -> int:
    """Return the version of Landlock that the kernel offers; 0 where there is none, or it is switched off."""
    return max(0, int(_libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG))))


def give_up_files(readable: Iterable[Path]) -> str:
    """Leave this thread, and what it starts, nothing but reading below these folders; return in words what was done.

    Descriptors that are open, or are received later, can be used as before. Returns "" where the kernel has no
    Landlock, or where there are other threads already: only the calling one would be bound.
    """
    offered = version()
    if not offered or len(tuple(Path("/proc/self/task").iterdir())) > 1:
        return ""
    rights = (1 << _FILE_RIGHTS.get(offered, 16)) - 1
    ruleset = _ruleset(offered, rights)
    try:
        for folder in readable:
            _allow(ruleset, folder, (_READ_FILE | _READ_FOLDER) & rights)
        if _libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or _libc.syscall(_RESTRICT_SELF, ruleset, ctypes.c_uint32(0)):
            return ""
    finally:
        os.close(ruleset)
    return f"no files but the program's own{', no TCP' if offered >= 4 else ''} (Landlock)"


def _ruleset(offered: int, rights: int) -> int:
    fields = [rights]
    if offered >= 4:
        fields.append(_TCP_BIND_AND_CONNECT)
    if offered >= 6:
        fields.append(_ABSTRACT_SOCKETS_AND_SIGNALS)
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    made = int(_libc.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0)))
    if made < 0:
        raise OSError(ctypes.get_errno(), "Landlock refused its rules")
    return made


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there needs no leave
    try:
        if not path.is_dir():
            rights &= ~_READ_FOLDER
        rule = struct.pack("=Qi", rights, descriptor)
        _libc.syscall(_ADD_RULE, ruleset, ctypes.c_int(_PATH_BENEATH), rule, ctypes.c_uint32(0))
    finally:
        os.close(descriptor)
