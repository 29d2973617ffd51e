"""A machine that was started a few seconds ago, and one that was started again: time goes on all the same."""

from __future__ import annotations

import re
import sys
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


KEEP_AND_RUN = """
import fcntl, os, sys
memory = os.memfd_create("snapshot", os.MFD_ALLOW_SEALING)
os.write(memory, open(sys.argv[1], "rb").read())
fcntl.fcntl(memory, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE)
os.dup2(memory, 3)
os.set_inheritable(3, True)
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1", "LISTEN_FDNAMES": "state-a"}
os.execv(sys.argv[2], sys.argv[2:])
"""
"""Hands over a snapshot as systemd does within one boot: what a file says of the time since boot is not believed."""


def test_time_goes_on_while_the_machine_sleeps(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """Three hours of sleep between two runs of one boot: nobody of before is there, and no connection id of before is valid."""
    awake, asleep = 100, 3 * 3600
    with kept_tracker(binary, tmp_path, launcher=at_uptime(awake)) as first, crowd(first, info_hash) as people:
        port = first.port
        people.announce(range(2000, 2010))
        assert first.stop() == 0
        hand_over = [sys.executable, "-c", KEEP_AND_RUN, str(snapshot_file(tmp_path))]
        for slept in (0, asleep):
            launcher = [*at_uptime(awake + 5 + slept, slept=slept), *hand_over]
            with kept_tracker(binary, None, port=port, launcher=launcher) as second:
                if slept == 0:
                    assert "restored 10 peers in 1 torrent" in second.log()
                    assert people.scrape().leechers == 10
                else:
                    age = int(re.search(r"the swarms kept in .* are (\d+) s old", second.log())[1])  # type: ignore[index]
                    assert asleep <= age < asleep + 100
                    people.assert_unknown()
                assert second.stop() == 0
