"""A machine that was started a few seconds ago, and one that was started again: time goes on all the same."""

from __future__ import annotations

import time
import uuid
from pathlib import Path

from kept_tracker import await_snapshot, crowd, kept_tracker, snapshot_file
from snapshot_bytes import aged
from uptime import at_uptime

BOOT_IDS = [str(uuid.UUID(int=number)) for number in (1, 2)]


def test_a_tracker_serves_five_seconds_after_the_boot(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """Ages are differences of times; none of them may lie before the boot."""
    launcher = at_uptime(5, BOOT_IDS[0])
    with kept_tracker(binary, tmp_path, launcher=launcher) as tracker, crowd(tracker, info_hash) as people:
        people.announce(range(2000, 2010))
        assert people.scrape().leechers == 10
        assert all(len(peers) > 0 for peers in people.peers())
        await_snapshot(tmp_path, 10)
        assert tracker.stop() == 0
        assert "kept 10 peers in 1 torrent" in tracker.log()


def test_peers_and_ids_outlive_a_reboot(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """Down at an uptime of some seconds, up again three seconds after the next boot: the time of day tells how long it took."""
    with kept_tracker(binary, tmp_path, launcher=at_uptime(5, BOOT_IDS[0])) as first, crowd(first, info_hash) as people:
        port = first.port
        people.announce(range(2000, 2010))
        assert first.stop() == 0
        time.sleep(1)
        with kept_tracker(binary, tmp_path, port=port, launcher=at_uptime(3, BOOT_IDS[1])) as second:
            assert "restored 10 peers in 1 torrent" in second.log()
            # With the connection ids of before.
            assert people.scrape().leechers == 10
            people.announce(range(3000, 3005))
            assert people.scrape().leechers == 15
            assert second.stop() == 0


def test_a_machine_that_was_off_for_a_day_has_no_peers(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """However little it has been up since."""
    with kept_tracker(binary, tmp_path, launcher=at_uptime(90_000)) as first, crowd(first, info_hash) as people:
        people.announce(range(2000, 2010))
        assert first.stop() == 0
    file = snapshot_file(tmp_path)
    file.write_bytes(aged(file.read_bytes(), 86_400))
    with kept_tracker(binary, tmp_path, launcher=at_uptime(3, BOOT_IDS[1])) as second:
        assert "the swarms kept in" in second.log() and "beginning with" in second.log()
        with crowd(second, info_hash) as people:
            assert people.scrape().leechers == 0
        assert second.stop() == 0
