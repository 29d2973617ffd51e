"""The tracker, built and then installed in a freshly booted system, for every test of this folder."""

import pytest

from Containers.fixtures import pytest_runtest_makereport, suite, system  # noqa: F401

from .installed_tracker import InstalledTracker


@pytest.fixture
def installed(system, binary):  # noqa: F811
    """The tracker installed, nothing started: for tests that change the configuration first."""
    return InstalledTracker(system, binary)


@pytest.fixture
def tracker(installed):
    """The tracker installed and its socket open, as after `systemctl enable --now`."""
    return installed.open()
