"""Builds the small C libraries that are preloaded into a tracker under test."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

COMPILERS = ("cc", "gcc", "clang")
OPTIONS = ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-fno-builtin", "-shared", "-fPIC"]


def library(name: str, folder: Path) -> Path:
    """Compiles a source file of this folder into a library in the folder that a test gives."""
    compiler = next(filter(None, map(shutil.which, COMPILERS)), None)
    assert compiler, f"no C compiler: there is none of {', '.join(COMPILERS)} on the PATH"
    built = folder / f"{name}.so"
    subprocess.run([compiler, *OPTIONS, "-o", str(built), str(Path(__file__).with_name(f"{name}.c"))], check=True)
    return built


def failing(folder: Path, *calls: str) -> list[str]:
    """A launcher under which these calls fail: see fail_calls.c."""
    return ["env", f"LD_PRELOAD={library('fail_calls', folder)}", f"FAILING_CALLS={','.join(calls)}"]
