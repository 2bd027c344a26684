"""What a worker may not do, whatever a query talks the engine into: reach the network, start programs, eat all memory.

On Linux a seccomp filter answers the system calls that open sockets or start programs with EPERM; it needs no
privilege, holds for every thread and cannot be taken off again. The socket to the pool is open already and stays.
Elsewhere `confine` says that it could not, and what refuses SERVICE from its tokens stands alone.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

__all__ = ["bound_memory", "confine", "die_with_parent", "give_way", "go_first"]

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 1, 38, 22
_FILTER_MODE: Final = 2

# The parts of a filter, as linux/filter.h and linux/seccomp.h number them.
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _DENY, _KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4
_X32: Final = 0x40000000
"""From here on the numbers of x86-64 are those of its 32-bit pointers: another way to every call."""

# socket, connect, accept, bind, listen, socketpair, accept4, execve, execveat, ptrace, io_uring_setup, process_vm_writev
_ARCHITECTURES: Final = {
    "x86_64": (0xC000003E, (41, 42, 43, 49, 50, 53, 288, 59, 322, 101, 425, 311)),
    "aarch64": (0xC00000B7, (198, 203, 202, 200, 201, 199, 242, 221, 281, 117, 425, 271)),
}
"""The audit number of an architecture, and its numbers of the calls that are denied."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def confine() -> bool:
    """Deny this process, for good, to open sockets and to start programs; tell whether that is in force.

    False where the platform has no such filter or its machine is not among those whose calls are known here.
    """
    known = _ARCHITECTURES.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    program = _program(*known)
    held = ctypes.create_string_buffer(program, len(program))
    filled = _Program(len(program) // 8, ctypes.cast(held, ctypes.c_char_p))
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(library.prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.byref(filled), 0, 0) == 0)


def _program(architecture: int, denied: tuple[int, ...]) -> bytes:
    """Return the filter: kill a foreign architecture, deny what is listed and the second numbering, allow the rest."""
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, len(denied) + 1, 0, _X32),
        *((_EQUAL, len(denied) - index, 0, number) for index, number in enumerate(denied)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def die_with_parent(parent: int) -> None:
    """Have the system kill this process when its parent, of this id, ends; leave at once where it has ended already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


def give_way() -> None:
    """Let whoever wakes up while this process computes go first: the server, which has little to do each time."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def go_first() -> None:
    """Be what the system ends where all memory is taken, rather than the server."""
    if sys.platform == "linux":
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", "ascii")


def bound_memory(limit: int) -> None:
    """Let this process hold so many bytes of data at most, and leave no core behind when it dies of it.

    The files of a store are mapped, not data, and are not counted.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    which = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    _, hard = resource.getrlimit(which)
    bounded = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(which, (bounded, bounded))
