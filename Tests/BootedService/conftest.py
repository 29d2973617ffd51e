"""The tracker, built and then installed in a freshly booted system, for every test of this folder."""

import os
from pathlib import Path

import pytest

from Containers.fixtures import pytest_runtest_makereport, suite, system  # noqa: F401

from .installed_tracker import InstalledTracker

BINARIES = [path for path in os.environ.get("PICO_TRACKER_BINARIES", "").split(":") if path]


def label(binary):
    """The last two parts of a path tell the builds apart: `release/pico-tracker`."""
    return "/".join(Path(binary).parts[-2:])


@pytest.fixture(params=BINARIES or [None], ids=label if BINARIES else None)
def binary(request):
    """Each binary named by PICO_TRACKER_BINARIES."""
    if request.param is None:
        pytest.fail(
            "PICO_TRACKER_BINARIES is not set; name the binaries to test, such as"
            " PICO_TRACKER_BINARIES=.build/release/pico-tracker"
        )
    path = Path(request.param).resolve()
    if not os.access(path, os.X_OK):
        pytest.fail(f"PICO_TRACKER_BINARIES names '{path}', which is not an executable file")
    return path


@pytest.fixture
def installed(system, binary):  # noqa: F811
    """The tracker installed, nothing started: for tests that change the configuration first."""
    return InstalledTracker(system, binary)


@pytest.fixture
def tracker(installed):
    """The tracker installed and its socket open, as after `systemctl enable --now`."""
    return installed.open()
