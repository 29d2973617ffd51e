"""Runs a command that can open no socket of one or more address families, as on a kernel built without them.

Usage: without_family.py FAMILY[,FAMILY…] COMMAND [ARGUMENT…]     (2 is IPv4, 10 is IPv6)

A seccomp filter answers `socket(2)` with EAFNOSUPPORT. It needs no privilege, and survives the exec.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys

SOCKET_CALLS = {"x86_64": 41, "aarch64": 198}
"""The number of socket(2) on the machines that Debian's tracker is built for."""

PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, SECCOMP_MODE_FILTER = 22, 38, 2
SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO = 0x7FFF0000, 0x00050000
LOAD_WORD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
CALL_NUMBER_AT, FIRST_ARGUMENT_AT = 0, 16
"""Offsets in the kernel's `struct seccomp_data` (the low half of the argument: both machines are little-endian)."""


class FilterProgram(ctypes.Structure):
    """The kernel's `struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """One BPF instruction; the jumps count the instructions to skip."""
    return struct.pack("=HBBI", code, if_true, if_false, value)


def deny(families: list[int]) -> bytes:
    """The program: another system call is allowed, then each family is compared, then the rest is allowed."""
    compare = [
        instruction(JUMP_IF_EQUAL, family, if_true=len(families) - index) for index, family in enumerate(families)
    ]
    return b"".join(
        [
            instruction(LOAD_WORD, CALL_NUMBER_AT),
            instruction(JUMP_IF_EQUAL, SOCKET_CALLS[platform.machine()], if_false=len(families) + 1),
            instruction(LOAD_WORD, FIRST_ARGUMENT_AT),
            *compare,
            instruction(RETURN, SECCOMP_RET_ALLOW),
            instruction(RETURN, SECCOMP_RET_ERRNO | errno.EAFNOSUPPORT),
        ]
    )


def main() -> None:
    """Installs the filter and becomes the command."""
    families = [int(family) for family in sys.argv[1].split(",")]
    program = deny(families)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    filter_program = FilterProgram(len(program) // 8, program)
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(filter_program), 0, 0) != 0:
        sys.exit(f"seccomp is not available here: {os.strerror(ctypes.get_errno())}")
    os.execv(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()
