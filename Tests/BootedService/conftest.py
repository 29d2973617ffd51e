"""The tracker, built and then installed in a freshly booted system, for every test of this folder."""

import pytest

from Containers.fixtures import pytest_runtest_makereport, suite, system  # noqa: F401

from .installed_tracker import InstalledTracker
from .kept_state import KeptState


@pytest.fixture
def installed(system, binary):  # noqa: F811
    """The tracker installed, nothing started: for tests that change the configuration first."""
    tracker = InstalledTracker(system, binary)
    tracker.allow_one_address_many_peers()
    return tracker


@pytest.fixture
def tracker(installed):
    """The tracker installed and its socket open, as after `systemctl enable --now`."""
    return installed.open()


@pytest.fixture
def brisk(installed):
    """The same with a snapshot every second, and two workers whatever the machine has."""
    installed.configure(PICO_TRACKER__SNAPSHOT_INTERVAL=1, PICO_TRACKER__WORKERS=2)
    return installed.open()


@pytest.fixture
def state(installed):
    """What the tracker keeps."""
    return KeptState(installed)
