"""Fixtures of the black-box tests: a running tracker for each module and build, and clients of both families."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker_client import ClientMaker, TrackerClient
from tracker_process import TrackerProcess, last_lines

ARGUMENTS = ["-port", "0", "-workers", "2", "-debug", "-interval", "900", "-id-max-age", "1800"]


@pytest.fixture(scope="module")
def running_tracker(binary: Path) -> Iterator[TrackerProcess]:
    """One tracker for all tests of a module, which keep apart by their info hashes; it must end well."""
    with TrackerProcess(binary, ARGUMENTS) as tracker:
        yield tracker
        tracker.assert_running()
        assert tracker.stop() == 0


@pytest.fixture
def tracker(running_tracker: TrackerProcess) -> Iterator[TrackerProcess]:
    """The module's tracker, which must outlive each test; what it logged meanwhile is shown when the test fails."""
    already_logged = len(running_tracker.log())
    yield running_tracker
    print(last_lines(running_tracker.log()[already_logged:]))
    running_tracker.assert_running()


@pytest.fixture(params=["ipv4", "ipv6"])
def family(request: pytest.FixtureRequest) -> str:
    """Both address families, for tests of rules that hold for both."""
    return request.param


@pytest.fixture
def make_client(tracker: TrackerProcess) -> Iterator[ClientMaker]:
    """Makes clients of the tracker: `make_client("ipv4", source="127.0.0.9", proven=False)`."""
    clients: list[TrackerClient] = []

    def make(family: str = "ipv4", source: str | None = None, proven: bool = True) -> TrackerClient:
        client = TrackerClient(getattr(tracker, family), source)
        clients.append(client)
        if proven:
            client.connect()
        return client

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def client(make_client: ClientMaker, family: str) -> TrackerClient:
    """A proven client: it has connected and holds its id."""
    return make_client(family)


@pytest.fixture
def stranger(make_client: ClientMaker, family: str) -> TrackerClient:
    """An unproven client, whose id is eight zeros."""
    return make_client(family, proven=False)
