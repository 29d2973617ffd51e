"""Directories and disks of all kinds: the tracker serves whatever they do, and says what they do."""

from __future__ import annotations

import stat
import time
from pathlib import Path

import pytest

from kept_tracker import await_snapshot, crowd, kept_tracker, lines_about_state, snapshot_file
from preloaded import failing

MOUNT = 'mount -t tmpfs -o "$2" none "$1" && {} && shift 2 && exec "$@"'


def on_tmpfs(directory: Path, options: str, preparation: str = "true") -> list[str]:
    """A launcher that mounts a file system over a directory; only the tracker sees it, and it ends with it."""
    return ["unshare", "--mount", "sh", "-c", MOUNT.format(preparation), "sh", str(directory), options]


def mode(path: Path) -> int:
    """The permissions of a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_missing_directory_is_made_for_the_owner_alone(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """Whoever reads a state knows addresses, and can forge connection ids."""
    directory = tmp_path / "state"
    with kept_tracker(binary, directory) as tracker, crowd(tracker, info_hash) as people:
        people.announce(range(2000, 2003))
        assert tracker.stop() == 0
    assert mode(directory) == 0o700
    assert mode(snapshot_file(directory)) == 0o600
    with kept_tracker(binary, directory) as tracker:
        assert "restored 3 peers in 1 torrent" in tracker.log()
        assert tracker.stop() == 0


@pytest.mark.parametrize(("name", "reason"), [("not/there", "No such file or directory"), ("file", "Not a directory")])
def test_a_directory_that_cannot_be_used_is_named(
    binary: Path, tmp_path: Path, info_hash: bytes, name: str, reason: str
) -> None:
    """It serves all the same, and does not claim at the end that anything is kept."""
    (tmp_path / "file").write_text("not a directory")
    with kept_tracker(binary, tmp_path / name) as tracker, crowd(tracker, info_hash) as people:
        people.announce(range(2000, 2003))
        assert people.scrape().leechers == 3
        assert tracker.stop() == 0
        assert lines_about_state(tracker.log()) == [
            f"pico-tracker: warning: the snapshot cannot be kept in {tmp_path / name}: {reason}; serving all the same"
        ]


def test_a_disk_that_cannot_be_written_is_named_once(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """Read-only, for instance; nor is it claimed at the end that anything is kept."""
    launcher = on_tmpfs(tmp_path, "ro")
    with kept_tracker(binary, tmp_path, launcher=launcher) as tracker, crowd(tracker, info_hash) as people:
        people.announce(range(2000, 2003))
        tracker.await_log("cannot be kept in .*: Read-only file system; serving all the same")
        people.announce(range(3000, 3003))
        assert people.scrape().leechers == 6
        assert tracker.stop() == 0
        assert len(lines_about_state(tracker.log())) == 1


def test_a_full_disk_is_named_once_and_its_end_is_too(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """As soon as there is room, the state is kept; nobody has to restart anything."""
    launcher = on_tmpfs(tmp_path, "size=64k", 'head -c 128k /dev/zero >"$1/filler" 2>/dev/null; true')
    with kept_tracker(binary, tmp_path, launcher=launcher) as tracker, crowd(tracker, info_hash) as people:
        seen_by_tracker = Path(f"/proc/{tracker.pid}/root{tmp_path}")
        people.announce(range(2000, 2003))
        tracker.await_log("cannot be kept in .*: No space left on device; serving all the same")
        assert [path.name for path in seen_by_tracker.iterdir()] == ["filler"]
        (seen_by_tracker / "filler").unlink()
        people.announce(range(3000, 3003))
        tracker.await_log("the snapshot is kept in .*/snapshot again")
        await_snapshot(seen_by_tracker, 6)
        assert tracker.stop() == 0
        assert tracker.log().count("cannot be kept") == 1
        assert "kept 6 peers in 1 torrent for the next start" in tracker.log()


def test_a_second_tracker_leaves_the_directory_of_the_first_alone(
    binary: Path, tmp_path: Path, info_hash: bytes
) -> None:
    """It says so, serves, and neither reads nor writes there; the first one's snapshot stays whole."""
    with (
        kept_tracker(binary, tmp_path) as first,
        crowd(first, info_hash) as people,
    ):
        people.announce(range(2000, 2010))
        await_snapshot(tmp_path, 10)
        with kept_tracker(binary, tmp_path) as second, crowd(second, info_hash) as others:
            assert "restored" not in second.log()
            others.announce(range(3000, 3003))
            time.sleep(2.5)
            assert second.stop() == 0
            assert lines_about_state(second.log()) == [
                f"pico-tracker: warning: another tracker has the directory {tmp_path}: nothing is kept there until it"
                " ends; serving all the same"
            ]
        people.announce(range(2010, 2020))
        assert first.stop() == 0
    with kept_tracker(binary, tmp_path) as third:
        assert "restored 20 peers in 1 torrent" in third.log()
        assert third.stop() == 0


def test_a_second_tracker_takes_the_directory_when_the_first_has_ended(
    binary: Path, tmp_path: Path, info_hash: bytes
) -> None:
    """It tries again with each snapshot, and says when it has it."""
    with kept_tracker(binary, tmp_path) as first, kept_tracker(binary, tmp_path) as second:
        with crowd(second, info_hash) as others:
            others.announce(range(3000, 3003))
            first.kill()
            second.await_log("the snapshot is kept in .*/snapshot again")
            await_snapshot(tmp_path, 3)
            assert second.stop() == 0


def test_an_ephemeral_tracker_removes_nothing_of_another_one(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """The directory belongs to whoever has it."""
    with kept_tracker(binary, tmp_path) as first, crowd(first, info_hash) as people:
        people.announce(range(2000, 2010))
        await_snapshot(tmp_path, 10)
        with kept_tracker(binary, tmp_path, "-ephemeral") as second:
            assert second.stop() == 0
        assert await_snapshot(tmp_path, 10).torrents == 1
        assert first.stop() == 0


REFUSALS = {
    "flock": "the directory {} cannot be locked: No locks available; it is used all the same",
    "directory-fsync": "the file system of {}/snapshot cannot sync a directory: Invalid argument",
}


@pytest.mark.parametrize("call", REFUSALS)
def test_a_share_that_offers_less_is_used_all_the_same(
    binary: Path, tmp_path: Path, info_hash: bytes, call: str
) -> None:
    """A file system without locks, or one that syncs no directory: said once, and the snapshots are kept."""
    directory = tmp_path / "state"
    launcher = failing(tmp_path, call)
    with kept_tracker(binary, directory, launcher=launcher) as tracker, crowd(tracker, info_hash) as people:
        for number, start in enumerate((2000, 3000, 4000), 1):
            people.announce(range(start, start + 3))
            await_snapshot(directory, 3 * number)
        assert tracker.stop() == 0
        assert tracker.log().count(REFUSALS[call].format(directory)) == 1
        assert "kept 9 peers in 1 torrent" in tracker.log()
    with kept_tracker(binary, directory, launcher=launcher) as tracker:
        assert "restored 9 peers in 1 torrent" in tracker.log()
        assert tracker.stop() == 0
