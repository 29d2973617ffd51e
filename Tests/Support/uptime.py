#!/usr/bin/env python3
"""Runs a command on a machine that was started some seconds ago, as far as the command can tell.

Usage: uptime.py [--boot-id ID] [--slept SECONDS] SECONDS COMMAND [ARGUMENT…]

A time namespace (time_namespaces(7)) moves CLOCK_MONOTONIC and CLOCK_BOOTTIME, and with them /proc/uptime; the time of day
stays. With --slept, the machine has slept for so many seconds of them: CLOCK_MONOTONIC has not counted these. With a boot id, /proc/sys/kernel/random/boot_id reads as that, as after a reboot. The command takes this process's
place: its process id is the one that was started. Needs root.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import sys
import tempfile
import time
from pathlib import Path

CLONE_NEWTIME, CLONE_NEWNS = 0x80, 0x20000
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 0x40000
BOOT_ID = "/proc/sys/kernel/random/boot_id"
NANOSECONDS = 1_000_000_000

VARIABLE = "PICO_TRACKER_TESTED_UPTIME"
"""The environment variable that has every tracker under test run at so many seconds of uptime."""

libc = ctypes.CDLL(None, use_errno=True)


def at_uptime(seconds: int, boot_id: str | None = None, slept: int = 0) -> list[str]:
    """The words to put before a command, so that it runs on a machine that was started `seconds` ago, and has slept of these."""
    identity = [] if boot_id is None else ["--boot-id", boot_id]
    return [sys.executable, __file__, *identity, "--slept", str(slept), str(seconds)]


def launcher_of_environment() -> list[str]:
    """The words to put before every tracker under test: none, unless the environment names an uptime."""
    seconds = os.environ.get(VARIABLE, "")
    return at_uptime(int(seconds)) if seconds else []


def check(result: int, what: str) -> None:
    """Ends with the reason when a call of the C library has failed."""
    if result != 0:
        sys.exit(f"uptime.py: {what}: {os.strerror(ctypes.get_errno())}; are you root?")


def move_clocks(seconds: int, slept: int) -> None:
    """Enters a time namespace in which the clocks have just counted so many seconds, but for those slept CLOCK_MONOTONIC."""
    check(libc.unshare(CLONE_NEWTIME), "no new time namespace")
    offsets = []
    for name, clock in (("monotonic", time.CLOCK_MONOTONIC), ("boottime", time.CLOCK_BOOTTIME)):
        counted = seconds - (slept if clock == time.CLOCK_MONOTONIC else 0)
        whole, rest = divmod(counted * NANOSECONDS - time.clock_gettime_ns(clock), NANOSECONDS)
        offsets.append(f"{name} {whole} {rest}\n")
    Path("/proc/self/timens_offsets").write_text("".join(offsets))
    # Kernels before 6.3 move only the children that are born after this, so the process enters by itself.
    with open("/proc/self/ns/time_for_children", "rb") as namespace:
        check(libc.setns(namespace.fileno(), CLONE_NEWTIME), "the time namespace cannot be entered")


def change_boot_id(boot_id: str) -> None:
    """Lays a file with another id over the kernel's, for this process and its children."""
    check(libc.unshare(CLONE_NEWNS), "no new mount namespace")
    check(libc.mount(None, b"/", None, MS_REC | MS_PRIVATE, None), "the mounts cannot be made private")
    with tempfile.NamedTemporaryFile("w", suffix=".boot-id") as file:
        file.write(boot_id + "\n")
        file.flush()
        os.chmod(file.name, 0o444)
        check(libc.mount(file.name.encode(), BOOT_ID.encode(), None, MS_BIND, None), f"{BOOT_ID} cannot be covered")


def main() -> None:
    """Moves the clocks and becomes the command."""
    parser = argparse.ArgumentParser(usage="uptime.py [--boot-id ID] [--slept SECONDS] SECONDS COMMAND [ARGUMENT…]")
    parser.add_argument("--boot-id")
    parser.add_argument("--slept", type=int, default=0)
    parser.add_argument("seconds", type=int)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not options.command:
        parser.error("there is no command")
    if options.boot_id is not None:
        change_boot_id(options.boot_id)
    move_clocks(options.seconds, options.slept)
    os.execvp(options.command[0], options.command)


if __name__ == "__main__":
    main()
