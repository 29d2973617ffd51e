"""A snapshot whose restoration ends the tracker: it is tried twice, and the third start sets it aside and serves."""

from __future__ import annotations

import signal
from pathlib import Path

from kept_tracker import await_snapshot, crowd, kept_tracker, snapshot_file
from preloaded import failing
from tracker_process import run_to_end


def leave_snapshot(binary: Path, directory: Path, info_hash: bytes) -> bytes:
    """Has a tracker leave a snapshot of a few peers, and returns its bytes."""
    with kept_tracker(binary, directory) as tracker, crowd(tracker, info_hash) as people:
        people.announce(range(2000, 2005))
        assert tracker.stop() == 0
    return snapshot_file(directory).read_bytes()


def crash_while_restoring(binary: Path, directory: Path, folder: Path) -> None:
    """Starts a tracker that crashes as it reads the snapshot."""
    arguments = ["-port", "0", "-workers", "1", "-state-directory", str(directory)]
    ended = run_to_end(binary, *arguments, launcher=failing(folder, "crash-in-sendfile"))
    assert ended.returncode == -signal.SIGABRT


def test_the_third_start_sets_it_aside_and_serves(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """The bytes stay for whoever wants to know why; what the new tracker knows goes into a new file."""
    directory = tmp_path / "state"
    snapshot = leave_snapshot(binary, directory, info_hash)
    for _ in range(2):
        crash_while_restoring(binary, directory, tmp_path)
    with kept_tracker(binary, directory) as tracker, crowd(tracker, info_hash) as people:
        assert f"error: 2 starts in a row ended while they restored the snapshot: it is set aside in {directory}" in (
            tracker.log()
        )
        assert (directory / "snapshot.bad").read_bytes() == snapshot
        assert people.scrape().leechers == 0
        people.announce(range(3000, 3003))
        await_snapshot(directory, 3)
        assert tracker.stop() == 0
    with kept_tracker(binary, directory) as tracker:
        assert "restored 3 peers in 1 torrent" in tracker.log()
        assert tracker.stop() == 0
    assert sorted(path.name for path in directory.iterdir()) == ["snapshot", "snapshot.bad"]


def test_one_crash_or_a_start_that_goes_well_in_between_changes_nothing(
    binary: Path, tmp_path: Path, info_hash: bytes
) -> None:
    """Only crashes in a row count."""
    directory = tmp_path / "state"
    leave_snapshot(binary, directory, info_hash)
    for _ in range(3):
        crash_while_restoring(binary, directory, tmp_path)
        with kept_tracker(binary, directory) as tracker:
            assert "restored 5 peers in 1 torrent" in tracker.log()
            assert tracker.stop() == 0


def test_kills_of_a_tracker_that_serves_do_not_count(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """The restoration has ended by then."""
    leave_snapshot(binary, tmp_path, info_hash)
    for _ in range(4):
        with kept_tracker(binary, tmp_path) as tracker:
            assert "restored 5 peers in 1 torrent" in tracker.log()
            tracker.kill()


def test_an_ephemeral_start_removes_what_was_set_aside(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """It holds addresses and keys like any other."""
    directory = tmp_path / "state"
    leave_snapshot(binary, directory, info_hash)
    for _ in range(2):
        crash_while_restoring(binary, directory, tmp_path)
    for _ in range(2):
        with kept_tracker(binary, directory, "-ephemeral") as tracker:
            log = tracker.log()
            assert "ephemeral: nothing will be kept for the next start" in log
            assert tracker.stop() == 0
        assert list(directory.iterdir()) == []
