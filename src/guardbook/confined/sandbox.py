"""Shuts this process in before it reads hostile bytes: limits on memory, time and files, no file system, no network."""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from guardbook.confined.landlock import give_up_files
from guardbook.confined.seccomp import give_up_calls

_PAGE = os.sysconf("SC_PAGE_SIZE")
_MEMORY_COUNTS = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
"""Held open, since a process that is shut in can open it no more."""
_CODE = 1024**3
"""Bytes of address space for libraries that are loaded later."""
_PARENT_DEATH_SIGNAL = 1
_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo", "/etc/ld.so.cache")
_DEVICES = ("/dev/null", "/dev/urandom")


def memory_used() -> int:
    """Return the bytes of memory of its own that this process has asked for (code and mapped files left out)."""
    return int(os.pread(_MEMORY_COUNTS, 256, 0).split()[5]) * _PAGE


def die_with_parent() -> None:
    """Have the system end this process when the thread that started it ends, however that happens."""
    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    with suppress(OSError):  # where memory runs out, this process goes before those that hold results
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")


def shut_in(memory: int, *, written: int = 0, readable: Iterable[Path] = ()) -> tuple[str, ...]:
    """Shut this process in for good; return what is in force, in words.

    `memory` is how many bytes it may use beyond what it uses now, `written` how long a file may become that it is
    given to write to. What reading and detection need should be imported before; program code may be read later
    too, and what lies below the `readable` paths, but nothing else.
    """
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    data = memory_used() + memory
    resource.setrlimit(resource.RLIMIT_DATA, (data, data))
    space = int(os.pread(_MEMORY_COUNTS, 256, 0).split()[0]) * _PAGE + memory + _CODE
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    limits = "limits on memory, time and written files"
    return tuple(filter(None, (limits, give_up_files([*_program_code(), *readable]), give_up_calls())))


def missing(in_force: tuple[str, ...]) -> str:
    """Return a sentence on what this system does not offer of all that, or ""."""
    words = " ".join(in_force)
    absent = [name for name in ("Landlock", "seccomp") if name not in words]
    if not absent:
        return ""
    return f"This system offers no {' and no '.join(absent)}: files are read with less protection from hostile ones."


def limit_time(seconds: float) -> None:
    """Let this process use so many more seconds of processor time; past them the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _program_code() -> list[Path]:
    """Where Python finds modules, and modules find libraries."""
    folders = [sys.prefix, sys.base_prefix, *filter(None, sys.path), *_LIBRARIES, *_DEVICES]
    return [Path(folder) for folder in dict.fromkeys(folders)]
