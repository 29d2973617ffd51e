"""Makes the root file system of a suite, once, and keeps it."""

import fcntl
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from .mirror import host_apt_options, sources
from .prerequisites import check_prerequisites

SUITES = ("bookworm", "trixie")

# What a booted system needs to run the tracker and to be asked about it. What the normal build needs (libstdc++6) is here, so that
# a binary can be copied in without its package.
PACKAGES = (
    "dbus",
    "iproute2",
    "libstdc++6",
    "procps",
    "systemd",
    "systemd-sysv",
)

BUILD_SECONDS_MAX = 900


def cache_folder():
    """Where images are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "pico-tracker" / "images"


def image(suite, packages=PACKAGES):
    """The folder of a root file system with `packages`, made now if it is not in the cache.

    Never write into it: every booted system lays its own changes above it.
    """
    check_prerequisites()
    recipe = " ".join([suite, *sorted(packages)])
    digest = hashlib.sha256(recipe.encode()).hexdigest()[:12]
    folder = cache_folder() / f"{suite}-{digest}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Two runs at once must not build the same image twice, nor remove each other's half.
    with open(folder.with_suffix(".lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            build(suite, packages, folder)
    return folder


def build(suite, packages, folder):
    """Make the image beside its place and rename it at the end: a half-made one is never used."""
    partial = folder.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    command = ["mmdebstrap", "--variant=minbase", f"--include={','.join(packages)}"]
    command += [f"--aptopt={option}" for option in host_apt_options()]
    command += [suite, str(partial), "-"]
    lines = "\n".join(source.line() for source in sources(suite)) + "\n"
    subprocess.run(command, input=lines, text=True, check=True, timeout=BUILD_SECONDS_MAX)
    partial.rename(folder)
