"""A worker that hangs does not hold up a stop, and what the others hold is kept."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kept_tracker import kept_tracker
from preloaded import failing
from tracker_client import TrackerClient
from tracker_process import TrackerProcess
from wire import Announce

PEERS = 50


@pytest.fixture
def stuck(binary: Path, tmp_path: Path, info_hash: bytes) -> Iterator[TrackerProcess]:
    """A tracker that knows some peers, one of whose two workers hangs."""
    libraries = tmp_path / "libraries"
    libraries.mkdir()
    launcher = failing(libraries, "hang-in-recvmmsg")
    with kept_tracker(binary, tmp_path, "-snapshot-interval", "3600", launcher=launcher) as tracker:
        with TrackerClient(tracker.ipv4) as client:
            client.connect()
            for port in range(1, PEERS + 1):
                client.announce(Announce(info_hash, port=port, left=0))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.sendto(b"hang", tracker.ipv4)
        yield tracker


def seeders(binary: Path, directory: Path, info_hash: bytes) -> int:
    """What a tracker knows that begins with what was kept."""
    with kept_tracker(binary, directory) as tracker, TrackerClient(tracker.ipv4) as client:
        client.connect()
        return client.scrape(info_hash)[0].seeders


def test_it_ends_in_time_and_keeps_what_the_others_hold(
    binary: Path, stuck: TrackerProcess, tmp_path: Path, info_hash: bytes
) -> None:
    """Within the five seconds that the unit allows."""
    assert stuck.stop() == 0
    assert "1 worker does not end: stopping without" in stuck.log()
    assert seeders(binary, tmp_path, info_hash) == PEERS


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asking_again_ends_the_wait(
    binary: Path, stuck: TrackerProcess, tmp_path: Path, info_hash: bytes, number: signal.Signals
) -> None:
    """The second signal comes while it waits: nothing more is waited for, and nothing is lost."""
    start = time.monotonic()
    stuck.process.send_signal(number)
    time.sleep(0.3)
    assert stuck.process.poll() is None
    assert stuck.stop(number) == 0
    waited = time.monotonic() - start
    assert seeders(binary, tmp_path, info_hash) == PEERS
    # Compared with one that is asked once, which waits for the worker for 2.5 seconds.
    assert waited < 2.5
