"""Those who read what the tracker says, its log and the service manager, may stall or go away: it serves all the same."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tracker_client import TrackerClient
from tracker_process import START_TIMEOUT, STOP_TIMEOUT, clean_environment, die_with_parent
from wire import Announce

REQUESTS = 3000
"""Requests whose lines are several times what a pipe holds."""


class Reader:
    """A tracker whose standard error is a pipe, of which a test reads what it wants to."""

    def __init__(self, binary: Path, *arguments: str, environment: dict[str, str] | None = None) -> None:
        """Starts the tracker on a free port, and reads its start line."""
        self.end, writing = os.pipe()
        self.process = subprocess.Popen(
            [str(binary), "-port", "0", "-workers", "2", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=writing,
            env=clean_environment(environment),
            preexec_fn=die_with_parent,
        )
        os.close(writing)
        os.set_blocking(self.end, False)
        deadline = time.monotonic() + START_TIMEOUT
        text = ""
        while (found := re.search(r"0\.0\.0\.0:(\d+)", text)) is None:
            assert time.monotonic() < deadline and self.process.poll() is None, text
            time.sleep(0.01)
            text += self.read()
        self.port = int(found[1])

    def read(self) -> str:
        """What can be read at once."""
        text = b""
        while True:
            try:
                part = os.read(self.end, 1 << 20)
            except BlockingIOError:
                break
            if not part:
                break
            text += part
        return text.decode()

    def close(self) -> None:
        """Goes away."""
        if self.end >= 0:
            os.close(self.end)
        self.end = -1

    def stop(self) -> int:
        """The status with which it ends when it is asked to."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_TIMEOUT)


@contextmanager
def reader(binary: Path, *arguments: str, environment: dict[str, str] | None = None) -> Iterator[Reader]:
    """A tracker that is gone when the test is over."""
    started = Reader(binary, *arguments, environment=environment)
    try:
        yield started
    finally:
        started.process.kill()
        started.process.wait()
        started.close()


def assert_answers(port: int, info_hash: bytes, requests: int = 1) -> None:
    """Clients of both workers are served."""
    for _ in range(4):
        with TrackerClient(("127.0.0.1", port)) as client:
            client.connect()
            for _ in range(requests):
                client.announce(Announce(info_hash))


def test_a_log_that_nobody_reads_holds_nobody_up(binary: Path, info_hash: bytes) -> None:
    """A stop ends it; whoever reads again is told how many lines are missing."""
    with reader(binary, "-debug") as tracker:
        assert_answers(tracker.port, info_hash, requests=REQUESTS // 4)
        text = tracker.read()
        assert text.count("\n") < REQUESTS
        assert text.endswith("\n"), "no line is cut"
        assert_answers(tracker.port, info_hash)
        told = re.search(r"warning: (\d+) lines of this log are missing", tracker.read())
        assert told is not None
        # Each client's connect has a line, too.
        assert text.count("\n") + int(told[1]) == REQUESTS + 4
        assert_answers(tracker.port, info_hash, requests=REQUESTS // 4)
        assert tracker.stop() == 0


def test_missing_lines_are_told_without_further_requests(binary: Path, info_hash: bytes) -> None:
    """Within a few seconds after the log is read again."""
    with reader(binary, "-debug") as tracker:
        assert_answers(tracker.port, info_hash, requests=REQUESTS // 4)
        tracker.read()
        deadline = time.monotonic() + 30
        while "lines of this log are missing" not in tracker.read():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert tracker.stop() == 0


def test_a_log_whose_reader_has_gone_ends_nothing(binary: Path, info_hash: bytes, tmp_path: Path) -> None:
    """No SIGPIPE: it serves, stops when it is asked to, and keeps what it knows."""
    with reader(binary, "-debug", "-state-directory", str(tmp_path)) as tracker:
        tracker.close()
        assert_answers(tracker.port, info_hash, requests=10)
        tracker.process.send_signal(signal.SIGHUP)
        assert_answers(tracker.port, info_hash)
        assert tracker.stop() == 0
    assert (tmp_path / "snapshot").stat().st_size > 128, "more than a header"


def test_help_ends_quietly_when_its_reader_has_enough(binary: Path) -> None:
    """As `pico-tracker -help | head -1` does."""
    result = subprocess.run(
        ["/bin/sh", "-c", f"'{binary}' -help | head -1"], capture_output=True, encoding="utf-8", timeout=30, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("pico-tracker")
    assert result.stdout.count("\n") == 1


@pytest.mark.parametrize("closed", [[0], [1], [2], [0, 1, 2]])
def test_closed_standard_descriptors_are_no_sockets(binary: Path, info_hash: bytes, closed: list[int]) -> None:
    """A socket with the number of standard error would send the log to a client."""
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
        probe.bind(("::", 0))
        port = probe.getsockname()[1]
    closing = " ".join(f"{number}{'<' if number == 0 else '>'}&-" for number in closed)
    process = subprocess.Popen(
        ["/bin/sh", "-c", f"exec '{binary}' -port {port} -workers 2 -debug {closing}"],
        env=clean_environment(),
        stderr=subprocess.DEVNULL,
        preexec_fn=die_with_parent,
    )
    try:
        deadline = time.monotonic() + START_TIMEOUT
        while not is_bound(port):
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.01)
        assert_answers(port, info_hash)
        for number in range(3):
            assert "socket" not in os.readlink(f"/proc/{process.pid}/fd/{number}")
        process.send_signal(signal.SIGTERM)
        assert process.wait(STOP_TIMEOUT) == 0
    finally:
        process.kill()
        process.wait()


def is_bound(port: int) -> bool:
    """Whether somebody has a UDP port of IPv4."""
    fields = (line.split() for line in Path("/proc/net/udp").read_text().splitlines()[1:])
    return any(int(field[1].rpartition(":")[2], 16) == port for field in fields)


def test_a_service_manager_that_stalls_holds_nobody_up(binary: Path, info_hash: bytes, tmp_path: Path) -> None:
    """Its socket is full before the start: the tracker serves, and ends in time."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as other:
        manager.bind(str(tmp_path / "notify"))
        other.setblocking(False)
        with pytest.raises(BlockingIOError):
            while True:
                other.sendto(b"X=1", str(tmp_path / "notify"))
        environment = {"NOTIFY_SOCKET": str(tmp_path / "notify")}
        with reader(binary, environment=environment) as tracker:
            assert_answers(tracker.port, info_hash, requests=10)
            # When it keeps up again, it hears that the start is complete.
            manager.settimeout(30)
            while manager.recv(4096) != b"READY=1":
                pass
            assert tracker.stop() == 0
