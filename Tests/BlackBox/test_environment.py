"""Variables mean what they say: switches are on or off, never guessed at, and a misspelt name is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kept_tracker import kept_tracker
from tracker_client import TrackerClient
from tracker_process import TrackerProcess, run_to_end
from wire import Announce

EX_USAGE = 64
"""sysexits.h: the command was used incorrectly."""

ON = ["1", "yes", "Y", "oN", "TRUE", " 1", "1 ", "\ton\n"]
OFF = ["0", "no", "n", "OFF", "False", " 0", "0 ", "off\r\n"]
NEITHER = ["2", "disabled", "enabled", "onn", "ja", "-", " "]


def shown(binary: Path, variable: str, value: str) -> str:
    """What `-help` says of the option of a variable."""
    lines = run_to_end(binary, "-help", environment={variable: value}).stdout.splitlines()
    return next(line for line in lines if f"from {variable}" in line)


@pytest.mark.parametrize("variable", ["DEBUG", "PICO_TRACKER__EPHEMERAL"])
@pytest.mark.parametrize(("word", "meaning"), [(word, "on") for word in ON] + [(word, "off") for word in OFF])
def test_a_switch_means_what_it_says(binary: Path, variable: str, word: str, meaning: str) -> None:
    """In any case, with spaces around."""
    assert f"now {meaning}," in shown(binary, variable, word)


@pytest.mark.parametrize("flag", ["debug", "ephemeral"])
@pytest.mark.parametrize(("word", "meaning"), [(word, "on") for word in ON] + [(word, "off") for word in OFF])
def test_a_flag_means_the_same(binary: Path, flag: str, word: str, meaning: str) -> None:
    """As the variable."""
    lines = run_to_end(binary, f"-{flag}={word}", "-help").stdout.splitlines()
    assert any(f"now {meaning}, from -{flag}" in line for line in lines)


@pytest.mark.parametrize("variable", ["DEBUG", "PICO_TRACKER__EPHEMERAL"])
@pytest.mark.parametrize("word", NEITHER)
def test_what_is_neither_on_nor_off_is_an_error(binary: Path, variable: str, word: str) -> None:
    """That names the variable, its value and what is allowed."""
    result = run_to_end(binary, environment={variable: word})
    assert result.returncode == EX_USAGE
    assert f"{variable}='{word}' is neither on nor off: use 1, yes, y, on or true, or 0, no, n, off or false." in result.stderr


@pytest.mark.parametrize("word", ["off", "n", "disabled", " 0", "0 "])
def test_no_wrong_word_for_off_loses_a_snapshot(binary: Path, tmp_path: Path, info_hash: bytes, word: str) -> None:
    """A tracker that starts with it keeps what there is; one that refuses to start does so, too."""
    with kept_tracker(binary, tmp_path) as tracker:
        with TrackerClient(tracker.ipv4) as client:
            client.connect()
            client.announce(Announce(info_hash, left=0))
        assert tracker.stop() == 0
    environment = {"PICO_TRACKER__EPHEMERAL": word, "PICO_TRACKER__STATE_DIRECTORY": str(tmp_path)}
    if word == "disabled":
        assert run_to_end(binary, "-port", "0", environment=environment).returncode == EX_USAGE
    else:
        with TrackerProcess(binary, ["-port", "0"], environment) as tracker:
            assert "restored" in tracker.log()
            assert tracker.stop() == 0
    assert (tmp_path / "snapshot").stat().st_size > 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("PICO_TRACKER_INTERVAL", "PICO_TRACKER__INTERVAL"),
        ("PICO_TRACKER__INTERVALL", "PICO_TRACKER__INTERVAL"),
        ("PICO_TRACKER__DEBUG", "DEBUG"),
        ("pico_tracker__port", "PICO_TRACKER__PORT"),
        ("PICO_TRACKER___WORKERS", "PICO_TRACKER__WORKERS"),
    ],
)
def test_a_misspelt_variable_is_told(binary: Path, typed: str, meant: str) -> None:
    """With the one that was probably meant; the tracker serves all the same."""
    with TrackerProcess(binary, ["-port", "0"], {typed: "1"}) as tracker:
        lines = [line for line in tracker.log().splitlines() if typed in line]
        assert len(lines) == 1
        assert "warning: " in lines[0] and f"did you mean {meant}?" in lines[0]
        assert tracker.stop() == 0


def test_a_variable_that_resembles_none_is_told_without_a_guess(binary: Path) -> None:
    """Any PICO_TRACKER… that is not known is one; what the shell or systemd sets is not."""
    variables = {"PICO_TRACKER_QUOTA": "1", "PICO": "1", "MY_PICO_TRACKER__PORT": "1", "DEBUGGING": "1"}
    with TrackerProcess(binary, ["-port", "0"], variables) as tracker:
        warnings = [line for line in tracker.log().splitlines() if "warning: " in line]
        assert len(warnings) == 1
        assert "PICO_TRACKER_QUOTA" in warnings[0] and "did you mean" not in warnings[0]
        assert tracker.stop() == 0


def test_an_empty_variable_is_not_set(binary: Path) -> None:
    """As in a file of variables to fill in."""
    variables = {"DEBUG": "", "PICO_TRACKER__EPHEMERAL": "", "PICO_TRACKER__WORKERS": ""}
    with TrackerProcess(binary, ["-port", "0"], variables) as tracker:
        assert "warning: " not in tracker.log()
        assert tracker.stop() == 0
