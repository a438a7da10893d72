"""Shuts a worker in before it reads hostile bytes: limits on memory, time and files."""

import os
import resource
import sys
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")


def address_space() -> int:
    """Return the bytes of address space this process uses."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * _PAGE


def shut_in(memory: int) -> tuple[str, ...]:
    """Limit this process for good; return what is in force, in words.

    `memory` is how many bytes of address space it may use beyond what it uses now. Libraries that reading and
    detection need at once should be imported before.
    """
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    space = address_space() + memory
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    return ("limits on memory, time and written files",)


def limit_time(seconds: float) -> None:
    """Let this process use so many more seconds of processor time; past them the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
