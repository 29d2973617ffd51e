"""Tests of what a tracker that is started by hand keeps in a directory: swarms, counts and connection ids."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from kept_tracker import Crowd, await_snapshot, crowd, kept_tracker, lines_about_state, snapshot_file
from wire import Announce, Event, ScrapeEntry, decode_announce_reply, is_error

LEECHERS, SEEDERS = range(2000, 2030), range(3000, 3010)
COMPLETED = 4


def gather(people: Crowd) -> ScrapeEntry:
    """Announces leechers and seeders, some of which complete their download; returns what a scrape says then."""
    people.announce(LEECHERS)
    people.announce(SEEDERS, left=0)
    people.announce(LEECHERS[:COMPLETED], left=0, event=Event.COMPLETED)
    seeders = len(SEEDERS) + COMPLETED
    expected = ScrapeEntry(seeders=seeders, completed=COMPLETED, leechers=len(LEECHERS) - COMPLETED)
    assert people.scrape() == expected
    return expected


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_restart_loses_nothing(binary: Path, tmp_path: Path, info_hash: bytes, number: signal.Signals) -> None:
    """Peers, completed counts and scrapes are as before, and ids that were given out before are valid, three times."""
    with kept_tracker(binary, tmp_path) as first, crowd(first, info_hash) as people:
        port = first.port
        known = gather(people)
        peers = people.peers()
        assert [len(some) for some in peers] == [20, 20]
        assert first.stop(number) == 0
        assert "kept 40 peers in 1 torrent for the next start" in first.log()
        for _ in range(3):
            with kept_tracker(binary, tmp_path, port=port) as next_one:
                assert "restored 40 peers in 1 torrent" in next_one.log()
                assert people.scrape() == known
                assert next_one.stop(number) == 0
        with kept_tracker(binary, tmp_path, port=port) as last:
            assert people.peers() == peers
            assert last.stop(number) == 0


def test_a_completed_download_is_not_counted_twice_over_a_restart(
    binary: Path, tmp_path: Path, info_hash: bytes
) -> None:
    """Whether a peer was counted is kept with it (A-20)."""
    with kept_tracker(binary, tmp_path) as first, crowd(first, info_hash) as people:
        port = first.port
        known = gather(people)
        assert first.stop() == 0
        with kept_tracker(binary, tmp_path, port=port) as second:
            people.announce(LEECHERS[:COMPLETED], left=0, event=Event.COMPLETED)
            assert people.scrape() == known
            assert second.stop() == 0


def test_a_restart_with_other_workers_loses_nothing(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """How many threads wrote the state is no concern of those who read it."""
    with kept_tracker(binary, tmp_path) as first, crowd(first, info_hash) as people:
        port = first.port
        known = gather(people)
        assert first.stop() == 0
        for workers in ("1", "5", "16"):
            with kept_tracker(binary, tmp_path, "-workers", workers, port=port) as next_one:
                assert people.scrape() == known
                assert next_one.stop() == 0


def test_a_kill_loses_at_most_what_came_after_the_last_snapshot(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """The file holds the state of a moment ago, and ids stay valid."""
    with kept_tracker(binary, tmp_path) as first, crowd(first, info_hash) as people:
        port = first.port
        known = gather(people)
        await_snapshot(tmp_path, known.seeders + known.leechers)
        later = range(4000, 4100)
        people.announce(later)
        first.kill()
        with kept_tracker(binary, tmp_path, port=port) as second:
            found = people.scrape()
            assert (found.seeders, found.completed) == (known.seeders, known.completed)
            assert known.leechers <= found.leechers <= known.leechers + len(later)
            people.announce(later)
            assert people.scrape().leechers == known.leechers + len(later)
            assert second.stop() == 0


def test_nothing_is_written_while_nobody_announces(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """An idle tracker leaves the disk asleep, however often a snapshot is due; only the keys are written at once."""
    with kept_tracker(binary, tmp_path) as tracker, crowd(tracker, info_hash) as people:
        await_snapshot(tmp_path, 0)
        written = snapshot_file(tmp_path).stat()
        time.sleep(2.5)
        assert snapshot_file(tmp_path).stat() == written
        people.announce(LEECHERS)
        await_snapshot(tmp_path, len(LEECHERS))
        # Another one may follow: the announces came one after the other.
        time.sleep(1.5)
        written = snapshot_file(tmp_path).stat()
        time.sleep(2.5)
        people.scrape()
        assert snapshot_file(tmp_path).stat() == written
        assert tracker.stop() == 0


def test_without_a_directory_nothing_is_kept_and_nothing_said(
    binary: Path, tmp_path: Path, info_hash: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without systemd there is no place to keep it in, which is no reason to complain."""
    monkeypatch.chdir(tmp_path)
    with kept_tracker(binary, None) as first, crowd(first, info_hash) as people:
        port = first.port
        gather(people)
        assert first.stop() == 0
        assert lines_about_state(first.log()) == []
        with kept_tracker(binary, None, port=port) as second:
            people.assert_unknown()
            people.reconnect()
            assert people.scrape() == ScrapeEntry()
            assert second.stop() == 0
            assert lines_about_state(second.log()) == []
    assert list(tmp_path.iterdir()) == []


def test_an_ephemeral_tracker_forgets_and_removes_what_was_kept(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """A clean slate, in memory and on disk, for this run and the next one."""
    with kept_tracker(binary, tmp_path) as first, crowd(first, info_hash) as people:
        port = first.port
        gather(people)
        assert first.stop() == 0
        assert snapshot_file(tmp_path).exists()
        with kept_tracker(binary, tmp_path, "-ephemeral", port=port) as second:
            assert list(tmp_path.iterdir()) == []
            people.assert_unknown()
            people.reconnect()
            assert people.scrape() == ScrapeEntry()
            gather(people)
            time.sleep(1.5)
            assert second.stop() == 0
            assert lines_about_state(second.log()) == [
                "pico-tracker: ephemeral: nothing will be kept for the next start, and what an earlier run kept is"
                " removed now"
            ]
        assert list(tmp_path.iterdir()) == []


def test_every_request_is_answered_while_snapshots_are_taken(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """A window of announces at a time, for as long as it takes to write several snapshots of thousands of torrents."""
    window = 64
    with kept_tracker(binary, tmp_path) as tracker, crowd(tracker, info_hash) as people:
        files: set[int] = set()
        asked = 0
        deadline = time.monotonic() + 30
        while len(files) < 4:
            assert time.monotonic() < deadline, f"{len(files)} snapshots after {asked} announces"
            client = people.clients[asked // window % 2]
            for number in range(asked, asked + window):
                torrent = info_hash[:16] + (number % 20_000).to_bytes(4, "big")
                announce = Announce(torrent, port=1000 + number // 20_000)
                client.send(announce.encode(client.connection_id, client.next_transaction_id()))
            for _ in range(window):
                reply = client.receive()
                assert not is_error(reply)
                decode_announce_reply(reply, client.family)
            asked += window
            if snapshot_file(tmp_path).exists():
                files.add(snapshot_file(tmp_path).stat().st_mtime_ns)
        assert tracker.dropped_datagrams() == 0
        assert tracker.stop() == 0
        assert "cannot be kept" not in tracker.log()
