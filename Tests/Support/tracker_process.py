"""A tracker as a process: started on a free port, watched through /proc, stopped with a signal."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from uptime import launcher_of_environment

START_TIMEOUT = 10.0
STOP_TIMEOUT = 5.0
"""Seconds. The tracker promises one; the rest is for a machine that does other work."""

START_LINE = re.compile(r"^.*(?:0\.0\.0\.0|\[::\]):(\d+)\D.*\bworkers?\b.*$", re.M)
"""The line that says what is served, with the port. Nothing else in the tests knows how that line looks."""

SHOWN_LINES = 40
INHERITED_VARIABLES = ("PATH", "LANG", "ASAN_OPTIONS", "TSAN_OPTIONS", "LD_LIBRARY_PATH")
PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Has the kernel kill this process when the one that started it ends, however it ends."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def clean_environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a tracker under test: the caller's own settings must not leak into it."""
    kept = {name: os.environ[name] for name in INHERITED_VARIABLES if name in os.environ}
    return kept | dict(changes or {})


def last_lines(log: str) -> str:
    """The end of a log, for a reader who wants to know what went wrong last."""
    lines = log.splitlines()
    return "\n".join(
        [f"… {len(lines) - SHOWN_LINES} lines before …", *lines[-SHOWN_LINES:]] if len(lines) > SHOWN_LINES else lines
    )


def run_to_end(
    binary: Path, *arguments: str, environment: Mapping[str, str] | None = None, launcher: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Runs a tracker that should end by itself; one that serves instead is killed and fails the test."""
    command = [*launcher_of_environment(), *launcher, str(binary), *arguments]
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=START_TIMEOUT,
            env=clean_environment(environment),
            check=False,
        )
    except subprocess.TimeoutExpired as still_running:
        printed = (still_running.stderr or b"").decode("utf-8", "replace")
        raise AssertionError(f"{command} should have ended by itself, but it runs:\n{printed}") from None


class TrackerProcess:
    """One running tracker; use `stop` to end it."""

    def __init__(
        self,
        binary: Path,
        arguments: Sequence[str] = ("-port", "0", "-workers", "2"),
        environment: Mapping[str, str] | None = None,
        launcher: Sequence[str] = (),
    ) -> None:
        """Starts the tracker and waits for its start line; `launcher` is a command that runs it somewhere else.

        All clients of a test share one address, so without a bound of its own a test runs without one.
        """
        if "-peers-per-address" not in arguments:
            arguments = [*arguments, "-peers-per-address", "65535"]
        self.command = [*launcher_of_environment(), *launcher, str(binary), *arguments]
        self._log_file = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=self._log_file,
            stderr=self._log_file,
            env=clean_environment(environment),
            preexec_fn=die_with_parent,
        )
        self._await_start()

    @property
    def start_line(self) -> str:
        """The line that names version, addresses and workers."""
        return self._start()[0]

    @property
    def pid(self) -> int:
        """The process id."""
        return self.process.pid

    @property
    def port(self) -> int:
        """The UDP port that the start line names."""
        return int(self._start()[1])

    @property
    def ipv4(self) -> tuple[str, int]:
        """The tracker's address on the IPv4 loopback."""
        return "127.0.0.1", self.port

    @property
    def ipv6(self) -> tuple[str, int]:
        """The tracker's address on the IPv6 loopback."""
        return "::1", self.port

    def log(self) -> str:
        """All that the tracker has printed so far."""
        descriptor = self._log_file.fileno()
        return os.pread(descriptor, os.fstat(descriptor).st_size, 0).decode("utf-8", "replace")

    def assert_running(self) -> None:
        """Fails with the log if the tracker has ended by itself."""
        status = self.process.poll()
        assert status is None, f"the tracker ended by itself with status {status}:\n{self.log()}"

    def resident_kibibytes(self) -> int:
        """The resident set, in KiB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1])  # type: ignore[index]

    def dropped_datagrams(self) -> int:
        """Datagrams for the tracker's port that the kernel has dropped for want of buffer space, both families."""
        total = 0
        for table in ("udp", "udp6"):
            for line in Path(f"/proc/{self.pid}/net/{table}").read_text().splitlines()[1:]:
                fields = line.split()
                if int(fields[1].rpartition(":")[2], 16) == self.port:
                    total += int(fields[-1])
        return total

    def await_log(self, pattern: str, start: int = 0) -> str:
        """Waits until the log, from a position on, matches a regular expression, and returns that part of the log."""
        deadline = time.monotonic() + STOP_TIMEOUT
        while not re.search(pattern, self.log()[start:]):
            assert time.monotonic() < deadline, f"the log does not show /{pattern}/:\n{self.log()[start:]}"
            time.sleep(0.01)
        return self.log()[start:]

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Asks the tracker to end and returns its exit status; one that does not end is killed and fails the test."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the tracker did not end within {STOP_TIMEOUT} s of {number.name}") from None
        finally:
            self.kill()

    def kill(self) -> None:
        """Ends the process whatever it is doing."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def __enter__(self) -> TrackerProcess:
        return self

    def __exit__(self, *_: object) -> None:
        """Shows the log, which pytest prints for a failed test only, and leaves no process behind."""
        self.kill()
        print(last_lines(self.log()))

    def _start(self) -> re.Match[str]:
        found = START_LINE.search(self.log())
        assert found is not None, f"no start line:\n{self.log()}"
        return found

    def _await_start(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        while not START_LINE.search(self.log()):
            ended = self.process.poll() is not None
            if ended or time.monotonic() > deadline:
                self.kill()
                what = f"ended with status {self.process.returncode}" if ended else "printed no start line"
                raise AssertionError(f"{' '.join(self.command)} {what}:\n{self.log()}")
            time.sleep(0.005)
