"""The trackers under test: every build that ships must keep the same promises."""

from __future__ import annotations

import functools
import os
from pathlib import Path

import pytest

VARIABLE = "PICO_TRACKER_BINARIES"
REPOSITORY = Path(__file__).resolve().parents[2]
DEFAULT_BINARIES = [
    REPOSITORY / ".build/release/pico-tracker",
    REPOSITORY / ".build/embedded/release/pico-tracker",
]
HOW_TO_BUILD = f"""Build both, or name the builds to test in {VARIABLE}, separated by ':':
  swift build -c release --static-swift-stdlib --product pico-tracker
  PICO_TRACKER_EMBEDDED=1 swift build -c release --scratch-path .build/embedded --product pico-tracker"""


@functools.cache
def binaries_under_test() -> list[Path]:
    """The trackers that the environment names, or the two release builds of this repository.

    Always the same objects: pytest restarts what depends on a parameter whenever it meets another object.
    """
    named = os.environ.get(VARIABLE, "")
    binaries = [Path(part).absolute() for part in named.split(":") if part] or DEFAULT_BINARIES
    for binary in binaries:
        if not os.access(binary, os.X_OK):
            raise pytest.UsageError(f"There is no tracker to test at {binary}.\n{HOW_TO_BUILD}")
    return binaries


def binary_names(binaries: list[Path]) -> list[str]:
    """A short name for each binary in test ids: its build mode, numbered where that is not unique."""
    modes = ["embedded" if "embedded" in str(binary) else "normal" for binary in binaries]
    return [mode if modes.count(mode) == 1 else f"{mode}{index}" for index, mode in enumerate(modes, 1)]


def parametrize_binaries(metafunc: pytest.Metafunc) -> None:
    """Runs a test that asks for `binary`, itself or through a fixture, once for each tracker under test."""
    if "binary" in metafunc.fixturenames:
        binaries = binaries_under_test()
        metafunc.parametrize("binary", binaries, ids=binary_names(binaries), scope="session")
