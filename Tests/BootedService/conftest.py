"""The tracker, built and then installed in a freshly booted system, for every test of this folder."""

import pytest

from Containers.fixtures import pytest_runtest_makereport, suite, system  # noqa: F401

from .installed_tracker import InstalledTracker
from .kept_state import KeptState

MEASURED = "measured"


@pytest.fixture
def installed(system, binary):  # noqa: F811
    """The tracker installed, nothing started: for tests that change the configuration first."""
    return InstalledTracker(system, binary)


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


@pytest.fixture
def measured(record_property, suite):  # noqa: F811
    """A function that takes a line with what a test has measured; all of them are shown at the end of the run."""
    return lambda line: record_property(MEASURED, f"{suite}: {line}")


def pytest_terminal_summary(terminalreporter):
    """Show what was measured: a test asserts counts, and these are the figures around them."""
    reports = [*terminalreporter.stats.get("passed", []), *terminalreporter.stats.get("failed", [])]
    lines = [value for report in reports for name, value in report.user_properties if name == MEASURED]
    if lines:
        terminalreporter.section("measured")
    for line in sorted(lines):
        terminalreporter.write_line(line)
