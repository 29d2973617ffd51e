"""Limits of the process end nothing without a word: it serves without what it cannot have, or says what the limit is."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kept_tracker import kept_tracker
from tracker_client import TrackerClient
from tracker_process import TrackerProcess, run_to_end
from wire import Announce

EX_OSERR = 71
"""sysexits.h: the system refused what a process normally gets."""

NOBODY = 65534


def limited(name: str, soft: int, hard: int | None = None, user: int | None = None) -> list[str]:
    """A launcher that sets a limit of setrlimit(2), and then becomes another user."""
    script = (
        "import os, resource, sys;"
        f"resource.setrlimit(resource.{name}, ({soft}, {soft if hard is None else hard}));"
        + (f"os.setgroups([]); os.setgid({user}); os.setuid({user});" if user is not None else "")
        + "os.execv(sys.argv[1], sys.argv[1:])"
    )
    return [sys.executable, "-c", script]


def assert_serves(tracker: TrackerProcess, info_hash: bytes) -> None:
    """It answers, and ends well."""
    with TrackerClient(tracker.ipv4) as client:
        client.connect()
        assert client.announce(Announce(info_hash)).leechers == 1
    assert tracker.stop() == 0


def assert_refused(binary: Path, arguments: Sequence[str], launcher: Sequence[str], *words: str) -> None:
    """It must end with status 71 and name the limit."""
    result = run_to_end(binary, *arguments, launcher=launcher)
    assert result.returncode == EX_OSERR, result.stderr
    for word in words:
        assert word in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_limit_on_the_size_of_files_costs_the_snapshot_alone(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """SIGXFSZ in the middle of a snapshot would end it, and lose what it knows."""
    with kept_tracker(binary, tmp_path, launcher=limited("RLIMIT_FSIZE", 8192)) as tracker:
        with TrackerClient(tracker.ipv4) as client:
            client.connect()
            for port in range(1, 2001):
                client.announce(Announce(info_hash, port=port))
        log = tracker.await_log("cannot be kept")
        assert "File too large; see LimitFSIZE=, ulimit -f" in log
        tracker.assert_running()
        assert tracker.stop() == 0
        assert len(tracker.log().splitlines()) < 6, "it is not said again with each snapshot"


def test_too_few_open_files_are_named(binary: Path) -> None:
    """Sixteen workers with a socket of each family do not fit."""
    assert_refused(
        binary,
        ["-port", "0", "-workers", "16"],
        limited("RLIMIT_NOFILE", 16),
        "Too many open files; see LimitNOFILE=, ulimit -n",
    )


def test_a_soft_limit_on_open_files_is_raised(binary: Path, info_hash: bytes) -> None:
    """As far as the hard one allows."""
    launcher = limited("RLIMIT_NOFILE", 16, hard=256)
    with TrackerProcess(binary, ["-port", "0", "-workers", "16"], launcher=launcher) as tracker:
        assert_serves(tracker, info_hash)


@pytest.mark.skipif(os.geteuid() != 0, reason="the limit on threads counts all of a user's, so it takes another user")
def test_too_few_threads_are_named(binary: Path, tmp_path: Path) -> None:
    """The user may have no second thread."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder != Path("/") and folder.stat().st_mode & 0o1 == 0:
            folder.chmod(folder.stat().st_mode | 0o1)
    copy = tmp_path / "pico-tracker"
    copy.write_bytes(binary.read_bytes())
    copy.chmod(0o755)
    launcher = limited("RLIMIT_NPROC", 1, user=NOBODY)
    assert_refused(copy, ["-port", "0", "-workers", "4"], launcher, "TasksMax=", "ulimit -u")


@pytest.mark.parametrize("workers", [1, 16])
@pytest.mark.parametrize("mebibytes", [64, 96, 128, 192, 256])
def test_a_limit_on_address_space_leaves_room_for_many_workers(
    binary: Path, info_hash: bytes, mebibytes: int, workers: int
) -> None:
    """Stacks of 8 MiB each would not fit."""
    launcher = limited("RLIMIT_AS", mebibytes << 20)
    with TrackerProcess(binary, ["-port", "0", "-workers", str(workers)], launcher=launcher) as tracker:
        assert_serves(tracker, info_hash)


def address_spaces(binary: Path) -> range:
    """Limits to try, in bytes: from what the kernel takes to load the program, to where it surely serves."""
    least = binary.stat().st_size + (4 << 20)
    return range(least, least + (40 << 20), 512 << 10)


def test_too_little_address_space_is_named(binary: Path, info_hash: bytes) -> None:
    """However far the start gets, it ends with the reason, or serves; below that not even the libraries can be loaded."""
    outcomes = set()
    for limit in address_spaces(binary):
        try:
            launcher = limited("RLIMIT_AS", limit)
            with TrackerProcess(binary, ["-port", "0", "-workers", "16"], launcher=launcher) as tracker:
                assert_serves(tracker, info_hash)
            outcomes.add("serves")
        except AssertionError as ended:
            if "error while loading shared libraries" in str(ended):
                continue
            assert f"ended with status {EX_OSERR}" in str(ended), f"at {limit} bytes"
            assert "LimitAS=" in str(ended), f"at {limit} bytes"
            outcomes.add("refused")
    assert outcomes == {"serves", "refused"}


def tracker_with_least_memory(binary: Path) -> TrackerProcess:
    """A tracker under the lowest limit with which it serves."""
    for limit in address_spaces(binary):
        try:
            return TrackerProcess(binary, ["-port", "0", "-workers", "1"], launcher=limited("RLIMIT_AS", limit))
        except AssertionError:
            continue
    raise AssertionError("no limit is high enough")


def test_memory_that_runs_out_while_serving_is_named(binary: Path) -> None:
    """Torrents until there is no more room: status 71 and the limit, not a crash."""
    with tracker_with_least_memory(binary) as tracker, TrackerClient(tracker.ipv4) as client:
        client.connect()
        number = 0
        while tracker.process.poll() is None and number < 1_000_000:
            torrent = Announce(number.to_bytes(20, "little"))
            try:
                client.send(torrent.encode(client.connection_id, number.to_bytes(4, "little")))
            except ConnectionRefusedError:
                break
            number += 1
        assert tracker.process.wait(10) == EX_OSERR
        assert "out of memory: " in tracker.log() and "LimitAS=" in tracker.log()
        assert number > 100
