"""Completed counts of torrents that nobody is in: over restarts, kills and long pauses (A-20)."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import snapshot_bytes
from kept_tracker import Crowd, crowd, kept_tracker, snapshot_file
from wire import Announce, Event, ScrapeEntry

PORTS = range(2000, 2007)
COMPLETED = ScrapeEntry(completed=len(PORTS))
DAY = 86_400


def complete_and_leave(people: Crowd) -> None:
    """Every peer completes, and then all leave."""
    people.announce(PORTS, left=0, event=Event.COMPLETED)
    people.announce(PORTS, left=0, event=Event.STOPPED)
    assert people.scrape() == COMPLETED


def test_the_count_of_an_empty_torrent_is_there_after_a_restart(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """Three times over, with any number of workers; who comes back finds it."""
    with kept_tracker(binary, tmp_path) as first, crowd(first, info_hash) as people:
        port = first.port
        complete_and_leave(people)
        assert first.stop() == 0
        for workers in ("1", "3", "16"):
            with kept_tracker(binary, tmp_path, "-workers", workers, port=port) as next_one:
                assert "restored 0 peers in 0 torrents" in next_one.log()
                assert people.scrape() == COMPLETED
                assert next_one.stop() == 0
        with kept_tracker(binary, tmp_path, port=port) as last:
            people.announce(range(3000, 3001))
            assert people.scrape() == ScrapeEntry(completed=len(PORTS), leechers=1)
            people.announce(range(3000, 3001), left=0, event=Event.COMPLETED)
            assert people.scrape() == ScrapeEntry(seeders=1, completed=len(PORTS) + 1)
            assert last.stop() == 0


def test_the_count_of_an_empty_torrent_is_there_after_a_kill(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """A regular snapshot has it, too."""
    with kept_tracker(binary, tmp_path) as first, crowd(first, info_hash) as people:
        port = first.port
        complete_and_leave(people)
        deadline = time.monotonic() + 10
        while info_hash not in snapshot_file(tmp_path).read_bytes():
            assert time.monotonic() < deadline, "no snapshot has the torrent"
            time.sleep(0.01)
        first.kill()
        with kept_tracker(binary, tmp_path, port=port) as second:
            assert people.scrape() == COMPLETED
            assert second.stop() == 0


@pytest.mark.parametrize("seconds", [2000, DAY, 29 * DAY, 31 * DAY, 1000 * DAY])
def test_counts_are_restored_however_old_the_snapshot_is(
    binary: Path, tmp_path: Path, info_hash: bytes, seconds: int
) -> None:
    """Of a torrent that was empty and of one with peers, which are gone; and they stay over the next restart."""
    busy = bytes(20 - len(b"busy")) + b"busy"
    with kept_tracker(binary, tmp_path) as first, crowd(first, info_hash) as people:
        complete_and_leave(people)
        people.clients[0].announce(Announce(busy, event=Event.COMPLETED, left=0))
        assert first.stop() == 0
    file = snapshot_file(tmp_path)
    file.write_bytes(snapshot_bytes.aged(file.read_bytes(), seconds))
    with kept_tracker(binary, tmp_path) as second, crowd(second, info_hash) as people:
        line = next(line for line in second.log().splitlines() if str(file) in line)
        assert f"the swarms kept in {file} are {seconds // 10}" in line
        assert line.endswith("longer than a peer stays: beginning with their completed counts alone")
        assert people.scrape() == COMPLETED
        assert people.clients[0].scrape(busy) == [ScrapeEntry(completed=1)]
        assert second.stop() == 0
    with kept_tracker(binary, tmp_path) as third, crowd(third, info_hash) as people:
        assert people.scrape() == COMPLETED
        assert people.clients[1].scrape(busy) == [ScrapeEntry(completed=1)]
        assert third.stop() == 0


def test_counts_of_a_stale_snapshot_survive_a_kill_at_once(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """The old snapshot stays until another one takes its place."""
    with kept_tracker(binary, tmp_path) as first, crowd(first, info_hash) as people:
        complete_and_leave(people)
        assert first.stop() == 0
    file = snapshot_file(tmp_path)
    file.write_bytes(snapshot_bytes.aged(file.read_bytes(), 3 * DAY))
    for _ in range(2):
        with kept_tracker(binary, tmp_path) as tracker, crowd(tracker, info_hash) as people:
            assert people.scrape() == COMPLETED
            tracker.kill()
    with kept_tracker(binary, tmp_path) as last, crowd(last, info_hash) as people:
        assert people.scrape() == COMPLETED
        assert last.stop() == 0
