"""pytest fixtures of every test that boots a system; import them in a folder's conftest.py."""

import pytest

from .boot import BootedSystem
from .image import SUITES, image


@pytest.fixture(scope="session", params=SUITES)
def suite(request):
    """Each Debian release the tracker is made for, its image ready."""
    image(request.param)
    return request.param


@pytest.fixture
def system(suite, request):
    """A freshly booted system, alone with this test; its journal is shown when the test fails."""
    with BootedSystem(suite) as booted:
        yield booted
        report = getattr(request.node, "call_report", None)
        if report is None or report.failed:
            print(booted.diagnosis())


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Leave the outcome where the fixture `system` finds it."""
    outcome = yield
    if call.when == "call":
        item.call_report = outcome.get_result()
