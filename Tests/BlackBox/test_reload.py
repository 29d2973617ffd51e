"""`-reload`: the running tracker follows an environment, says what it did not do, and the command knows how it ended."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker_client import TrackerClient
from tracker_process import TrackerProcess, clean_environment, run_to_end
from wire import Announce

EX_USAGE = 64
EX_UNAVAILABLE = 69
EX_NOPERM = 77
"""sysexits.h."""


@pytest.fixture
def tracker(binary: Path) -> Iterator[TrackerProcess]:
    """A tracker of this test alone, whose port comes from a flag and all else from the environment."""
    with TrackerProcess(binary, ["-port", "0"], {"PICO_TRACKER__WORKERS": "2"}) as tracker:
        yield tracker
        assert tracker.stop() == 0


def variables(tracker: TrackerProcess, **changes: str) -> dict[str, str]:
    """The environment of a reload command: what the tracker began with, and changes."""
    return {"MAINPID": str(tracker.pid), "PICO_TRACKER__WORKERS": "2"} | changes


def reload(binary: Path, tracker: TrackerProcess, **changes: str) -> subprocess.CompletedProcess[str]:
    """Runs the command to its end."""
    return run_to_end(binary, "-reload", environment=variables(tracker, **changes))


def interval(tracker: TrackerProcess, info_hash: bytes) -> int:
    """The interval that an announce is told: the setting, less up to a tenth."""
    with TrackerClient(tracker.ipv4) as client:
        client.connect()
        return client.announce(Announce(info_hash)).interval


def assert_interval(tracker: TrackerProcess, info_hash: bytes, seconds: int) -> None:
    """The interval that is told must come from this setting."""
    assert seconds * 0.9 - 1 <= interval(tracker, info_hash) <= seconds


def test_new_values_are_in_force_when_the_command_returns(
    binary: Path, tracker: TrackerProcess, info_hash: bytes
) -> None:
    """However often: the values differ so much that the one is never taken for the other."""
    for seconds in (300, 3000, 10_000, 300, 1200):
        result = reload(binary, tracker, PICO_TRACKER__INTERVAL=str(seconds))
        assert (result.returncode, result.stdout) == (0, "")
        assert f"interval {seconds} s" in result.stderr
        assert_interval(tracker, info_hash, seconds)
    assert tracker.log().count("reloaded: ") == 5


def test_what_needs_a_restart_is_named(binary: Path, tracker: TrackerProcess) -> None:
    """With the value that it would have; the rest is taken over all the same."""
    result = reload(
        binary,
        tracker,
        PICO_TRACKER__WORKERS="4",
        PICO_TRACKER__EPHEMERAL="on",
        PICO_TRACKER__STATE_DIRECTORY="/srv/x",
        PICO_TRACKER__INTERVAL="600",
    )
    assert result.returncode == 0
    for text in (result.stderr, tracker.log()):
        assert "interval 600 s" in text
        assert "workers 4, state-directory '/srv/x', ephemeral on wait for a restart" in text


def test_what_a_flag_decided_stays(binary: Path, info_hash: bytes) -> None:
    """A flag beats the environment, at a reload as at the start: of the port nothing is said, for it stays."""
    with TrackerProcess(binary, ["-port", "0", "-interval", "600"]) as tracker:
        result = run_to_end(
            binary,
            "-reload",
            environment={"MAINPID": str(tracker.pid), "PICO_TRACKER__INTERVAL": "3000", "PICO_TRACKER__PORT": "6969"},
        )
        assert result.returncode == 0
        assert "6969" not in result.stderr and "restart" not in result.stderr
        assert_interval(tracker, info_hash, 600)
        assert tracker.stop() == 0


@pytest.mark.parametrize(
    ("variable", "value"), [("PICO_TRACKER__INTERVAL", "15m"), ("DEBUG", "maybe"), ("PICO_TRACKER__WORKERS", "17")]
)
def test_a_wrong_value_is_refused_with_the_reason(
    binary: Path, tracker: TrackerProcess, info_hash: bytes, variable: str, value: str
) -> None:
    """To who asked and in the log; nothing of it is taken over, not even what is right."""
    result = reload(binary, tracker, PICO_TRACKER__ID_MAX_AGE="300", **{variable: value})
    assert result.returncode == EX_USAGE
    for text in (result.stderr, tracker.log()):
        assert "reload refused: " in text and variable in text and value in text
        assert "connection ids valid for 1800 s" in text
    assert_interval(tracker, info_hash, 900)


def test_a_misspelt_variable_is_told_to_who_asked(binary: Path, tracker: TrackerProcess) -> None:
    """And the reload counts all the same."""
    result = reload(binary, tracker, PICO_TRACKER__INTERVALL="600")
    assert result.returncode == 0
    assert "PICO_TRACKER__INTERVALL" in result.stderr and "PICO_TRACKER__INTERVAL" in result.stderr
    assert "warning: " in tracker.log() and "PICO_TRACKER__INTERVALL" in tracker.log()


def test_reloads_are_not_lost_while_the_tracker_is_stopped(
    binary: Path, tracker: TrackerProcess, info_hash: bytes
) -> None:
    """Both commands wait; when it goes on, each has its answer, and the last one's values are in force."""
    for round_number in range(5):
        tracker.process.send_signal(signal.SIGSTOP)
        commands = []
        for seconds in (300, 3000 + 600 * round_number):
            environment = clean_environment(variables(tracker, PICO_TRACKER__INTERVAL=str(seconds)))
            command = subprocess.Popen(
                [str(binary), "-reload"], env=environment, stderr=subprocess.PIPE, encoding="utf-8"
            )
            await_connection(command, tracker)
            commands.append(command)
        assert [command.poll() for command in commands] == [None, None]
        tracker.process.send_signal(signal.SIGCONT)
        for command in commands:
            printed = command.communicate(timeout=10)[1]
            assert command.returncode == 0, printed
        assert f"interval {3000 + 600 * round_number} s" in printed
        assert_interval(tracker, info_hash, 3000 + 600 * round_number)


def await_connection(command: subprocess.Popen[str], tracker: TrackerProcess) -> None:
    """Waits until the command's end of its connection to the tracker is there, and the request has been sent.

    A command that waits for its answer sleeps in recvfrom(2).
    """
    deadline = time.monotonic() + 10
    while "recv" not in wait_channel(command.pid):
        assert command.poll() is None and time.monotonic() < deadline, "the command does not wait for an answer"
        time.sleep(0.005)


def wait_channel(pid: int) -> str:
    """What a process sleeps in: the kernel's function where it says that, else that of its system call's number."""
    call = Path(f"/proc/{pid}/syscall").read_text().split()[0]
    return "recv" if call == {"x86_64": "45", "aarch64": "207"}[os.uname().machine] else call


def test_a_process_that_is_no_tracker_is_told_as_such(binary: Path) -> None:
    """It exists, or it does not: both are said with what to do."""
    for pid in (os.getpid(), 2**22 + 5):
        result = run_to_end(binary, "-reload", environment={"MAINPID": str(pid)})
        assert result.returncode == EX_UNAVAILABLE
        assert f"process {pid} takes no reload" in result.stderr
        assert "systemctl" in result.stderr


@pytest.mark.parametrize("value", ["", "0", "-1", "x"])
def test_the_process_must_be_named(binary: Path, value: str) -> None:
    """systemd does so, in MAINPID."""
    result = run_to_end(binary, "-reload", environment={"MAINPID": value})
    assert result.returncode == EX_USAGE
    assert "MAINPID" in result.stderr and "systemctl reload pico-tracker" in result.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as somebody else")
def test_others_may_not_have_it_reload(binary: Path, tracker: TrackerProcess, info_hash: bytes) -> None:
    """Whoever is neither root nor the tracker's user hears so, and changes nothing."""
    result = subprocess.run(
        [str(binary), "-reload"],
        env=clean_environment(variables(tracker, PICO_TRACKER__INTERVAL="300")),
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        user=65534,
        group=65534,
        extra_groups=[],
        check=False,
    )
    assert result.returncode == EX_NOPERM, result.stderr
    assert "only root and the tracker's own user" in result.stderr
    assert_interval(tracker, info_hash, 900)


def test_a_hang_up_changes_nothing_and_says_how_to(binary: Path, tracker: TrackerProcess) -> None:
    """A signal carries no settings."""
    tracker.process.send_signal(signal.SIGHUP)
    log = tracker.await_log("SIGHUP brought no settings")
    assert "systemctl reload pico-tracker" in log
