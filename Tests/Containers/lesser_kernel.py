"""Runs a command, and all that it starts, as on a kernel without some of its parts.

Usage: lesser_kernel.py PART[,PART…] COMMAND [ARGUMENT…]     (parts: ipv6, user-namespaces)

A seccomp filter answers as such a kernel does: socket(2) with EAFNOSUPPORT, unshare(2) and clone(2) with EINVAL.
"""

import ctypes
import errno
import os
import platform
import struct
import sys

# The numbers of socket(2), unshare(2) and clone(2).
CALLS = {"x86_64": (41, 272, 56), "aarch64": (198, 97, 220)}[platform.machine()]

AF_INET6, CLONE_NEWUSER = 10, 0x10000000
PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2
SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO = 0x7FFF0000, 0x00050000
LOAD_WORD, JUMP_IF_EQUAL, JUMP_IF_SET, RETURN = 0x20, 0x15, 0x45, 0x06
# Offsets in the kernel's `struct seccomp_data`.
CALL_NUMBER_AT, FIRST_ARGUMENT_AT = 0, 16

PARTS = ("ipv6", "user-namespaces")


class FilterProgram(ctypes.Structure):
    """The kernel's `struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def instruction(code, value, if_true=0, if_false=0):
    """One BPF instruction; the jumps count the instructions to skip."""
    return struct.pack("=HBBI", code, if_true, if_false, value)


def refuse(call, comparison, value, error):
    """The instructions that answer a call with an error where its first argument is as compared."""
    return [
        instruction(LOAD_WORD, CALL_NUMBER_AT),
        instruction(JUMP_IF_EQUAL, call, if_false=3),
        instruction(LOAD_WORD, FIRST_ARGUMENT_AT),
        instruction(comparison, value, if_false=1),
        instruction(RETURN, SECCOMP_RET_ERRNO | error),
    ]


def program(parts):
    """The whole filter."""
    socket_call, unshare_call, clone_call = CALLS
    instructions = []
    if "ipv6" in parts:
        instructions += refuse(socket_call, JUMP_IF_EQUAL, AF_INET6, errno.EAFNOSUPPORT)
    if "user-namespaces" in parts:
        for call in (unshare_call, clone_call):
            instructions += refuse(call, JUMP_IF_SET, CLONE_NEWUSER, errno.EINVAL)
    return b"".join([*instructions, instruction(RETURN, SECCOMP_RET_ALLOW)])


def main():
    """Install the filter and become the command."""
    parts = sys.argv[1].split(",")
    assert set(parts) <= set(PARTS), parts
    code = program(parts)
    libc = ctypes.CDLL(None, use_errno=True)
    # By root, so that programs of the container may still gain privileges by an exec.
    filter_program = FilterProgram(len(code) // 8, code)
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(filter_program), 0, 0) != 0:
        sys.exit(f"seccomp is not available here: {os.strerror(ctypes.get_errno())}")
    os.execvp(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()
