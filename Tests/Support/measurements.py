"""Measurements of the tests, shown at the end of the run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PROPERTY = "measured"


@pytest.fixture
def measured(request: pytest.FixtureRequest, record_property: Callable[[str, str], None]) -> Callable[[str], None]:
    """A function that takes a line of figures; the test's parameters are put before it."""
    parameters = request.node.callspec.id
    return lambda line: record_property(PROPERTY, f"{parameters}: {line}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Shows the lines of all tests, whatever became of these."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, [])]
    lines = [value for report in reports for name, value in report.user_properties if name == PROPERTY]
    if lines:
        terminalreporter.section("measured")
    for line in sorted(lines):
        terminalreporter.write_line(line)
