"""Takes away system calls that reading a file never needs (network, new programs, tracing), by Linux's seccomp."""

import ctypes
import platform
import struct
import sys

_NO_NEW_PRIVILEGES = 38
_FILTER_MODE, _ALL_THREADS = 1, 1
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050001  # the last with EPERM
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4
_X32 = 0x40000000
"""On x86-64 a second set of numbers begins here; it is refused as a whole."""

_SAME_EVERYWHERE = {
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "pidfd_open": 434,
    "pidfd_getfd": 438,
    "process_madvise": 440,
    "mount_setattr": 442,
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "pidfd_send_signal": 424,
}
_X86_64 = {
    "socket": 41,
    "connect": 42,
    "accept": 43,
    "bind": 49,
    "listen": 50,
    "fork": 57,
    "vfork": 58,
    "execve": 59,
    "kill": 62,
    "ptrace": 101,
    "rt_sigqueueinfo": 129,
    "mknod": 133,
    "pivot_root": 155,
    "chroot": 161,
    "mount": 165,
    "umount2": 166,
    "init_module": 175,
    "add_key": 248,
    "request_key": 249,
    "keyctl": 250,
    "unshare": 272,
    "accept4": 288,
    "perf_event_open": 298,
    "name_to_handle_at": 303,
    "open_by_handle_at": 304,
    "setns": 308,
    "process_vm_readv": 310,
    "process_vm_writev": 311,
    "finit_module": 313,
    "bpf": 321,
    "execveat": 322,
    "userfaultfd": 323,
    "kexec_load": 246,
}
_AARCH64 = {
    "socket": 198,
    "bind": 200,
    "listen": 201,
    "accept": 202,
    "connect": 203,
    "mknodat": 33,
    "umount2": 39,
    "mount": 40,
    "pivot_root": 41,
    "chroot": 51,
    "unshare": 97,
    "kexec_load": 104,
    "init_module": 105,
    "ptrace": 117,
    "kill": 129,
    "rt_sigqueueinfo": 138,
    "add_key": 217,
    "request_key": 218,
    "keyctl": 219,
    "execve": 221,
    "perf_event_open": 241,
    "accept4": 242,
    "name_to_handle_at": 264,
    "open_by_handle_at": 265,
    "setns": 268,
    "process_vm_readv": 270,
    "process_vm_writev": 271,
    "finit_module": 273,
    "bpf": 280,
    "execveat": 281,
    "userfaultfd": 282,
}
_MACHINES = {"x86_64": (0xC000003E, 317, _X86_64), "aarch64": (0xC00000B7, 277, _AARCH64)}
"""Machine → its number in seccomp, its number of seccomp(2), the numbers to refuse (asm/unistd.h)."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def give_up_calls() -> str:
    """Have the kernel refuse (EPERM) those calls to every thread of this process, for good.

    Returns in words what was done; "" where the kernel or the kind of machine has no such filter.
    """
    machine = _MACHINES.get(platform.machine())
    if machine is None or sys.maxsize < 2**32:
        return ""
    architecture, call, refused = machine
    numbers = sorted({*refused.values(), *_SAME_EVERYWHERE.values()})
    code = _filter(architecture, numbers, _X32 if platform.machine() == "x86_64" else None)
    program = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return ""
    done = libc.syscall(call, ctypes.c_uint(_FILTER_MODE), ctypes.c_uint(_ALL_THREADS), ctypes.byref(program))
    return "" if done else "no network, no new programs (seccomp)"


def _filter(architecture: int, refused: list[int], beyond: int | None) -> bytes:
    """Return the filter as classic BPF: instructions of code, jump if true, jump if false, constant."""
    tests = [(_AT_LEAST, beyond)] if beyond is not None else []
    tests += [(_EQUAL, number) for number in refused]
    code = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
        *((test, len(tests) - place, 0, number) for place, (test, number) in enumerate(tests)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in code)
