"""The command line: spellings, precedence of flag, environment and default, and errors that help."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest

from tracker_client import TrackerClient
from tracker_process import TrackerProcess, run_to_end
from wire import Announce

EX_USAGE = 64
"""sysexits.h: the command was used incorrectly."""

RANGES = {
    "port": (
        "PICO_TRACKER__PORT",
        ["65535"],
        ["65536", "99999", "-1", "x", "80.0", "0x50", "18446744073709551697"],
    ),
    "workers": ("PICO_TRACKER__WORKERS", ["16"], ["0", "17", "-2", "two"]),
    "interval": ("PICO_TRACKER__INTERVAL", ["300", "10800"], ["299", "10801", "15m", "0"]),
    "id-max-age": ("PICO_TRACKER__ID_MAX_AGE", ["120"], ["119", "0", "-1", "1h"]),
    "snapshot-interval": ("PICO_TRACKER__SNAPSHOT_INTERVAL", ["1", "3600"], ["0", "3601", "-1", "1m", "0.5"]),
}
"""Each option with its variable, numbers that its error must name, and values that it must refuse."""

PATHS = {
    "state-directory": ("PICO_TRACKER__STATE_DIRECTORY", "directory"),
    "secret-file": ("PICO_TRACKER__SECRET_FILE", "file"),
}
"""Each option that takes a path, with its variable and what the path is of."""

BAD_VALUES = [(option, value) for option, (_, _, values) in RANGES.items() for value in values]
VALUE_IDS = [f"{option}={value}" for option, value in BAD_VALUES]


def free_port() -> int:
    """A UDP port that nobody has at this moment."""
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
        probe.bind(("::", 0))
        return probe.getsockname()[1]


def served_interval(tracker: TrackerProcess, info_hash: bytes) -> int:
    """The interval that an announce is told."""
    with TrackerClient(tracker.ipv4) as client:
        client.connect()
        return client.announce(Announce(info_hash)).interval


def assert_usage_error(
    binary: Path, *arguments: str, names: list[str], environment: dict[str, str] | None = None
) -> None:
    """The tracker must refuse with status 64, on standard error alone, and name everything in `names`."""
    result = run_to_end(binary, *arguments, environment=environment)
    # 10 800 and 10,800 are fine ways to write it.
    message = re.sub(r"(?<=\d)[ ,\u00a0\u202f](?=\d{3}\b)", "", result.stderr)
    assert result.returncode == EX_USAGE, message
    assert message.startswith("pico-tracker: ")
    assert [name for name in names if name not in message] == [], message
    assert result.stdout == ""


@pytest.mark.parametrize("spelling", ["-port={}", "--port={}", "-port {}", "--port {}", "-p {}", "-p={}"])
def test_every_spelling_of_an_option_works(binary: Path, spelling: str) -> None:
    """One dash or two, the value behind `=` or as the next word, the long name or the letter."""
    port = free_port()
    with TrackerProcess(binary, spelling.format(port).split()) as tracker:
        assert tracker.port == port
        assert tracker.stop() == 0


def test_port_zero_takes_a_free_port_for_both_families(binary: Path) -> None:
    """The start line names the port, and it is one and the same for IPv4 and IPv6."""
    with TrackerProcess(binary, ["-port", "0"]) as tracker:
        assert tracker.port > 0
        for server in (tracker.ipv4, tracker.ipv6):
            with TrackerClient(server) as client:
                client.connect()
        assert tracker.stop() == 0


def test_the_environment_beats_the_default(binary: Path, info_hash: bytes) -> None:
    """Every option can be set in the environment."""
    port = free_port()
    settings = {
        "PICO_TRACKER__PORT": str(port),
        "PICO_TRACKER__INTERVAL": "5000",
        "PICO_TRACKER__WORKERS": "3",
        "PICO_TRACKER__ID_MAX_AGE": "120",
    }
    with TrackerProcess(binary, [], environment=settings) as tracker:
        assert tracker.port == port
        assert 4500 <= served_interval(tracker, info_hash) <= 5000
        assert re.search(r"\b3 workers?\b", tracker.start_line)
        assert tracker.stop() == 0


def test_a_flag_beats_the_environment(binary: Path, info_hash: bytes) -> None:
    """What is typed wins over what is set."""
    port = free_port()
    settings = {"PICO_TRACKER__PORT": "1", "PICO_TRACKER__INTERVAL": "5000", "PICO_TRACKER__WORKERS": "3"}
    arguments = ["-port", str(port), "-interval", "600", "-workers", "1"]
    with TrackerProcess(binary, arguments, environment=settings) as tracker:
        assert tracker.port == port
        assert 540 <= served_interval(tracker, info_hash) <= 600
        assert re.search(r"\b1 workers?\b", tracker.start_line)
        assert tracker.stop() == 0


@pytest.mark.parametrize(("option", "value"), BAD_VALUES, ids=VALUE_IDS)
def test_a_bad_flag_is_refused_by_name_and_range(binary: Path, option: str, value: str) -> None:
    """The error names the flag, the value and what is allowed; nothing is silently replaced by a default."""
    _, limits, _ = RANGES[option]
    assert_usage_error(binary, f"-{option}={value}", names=[f"-{option}", value, *limits])


@pytest.mark.parametrize(("option", "value"), BAD_VALUES, ids=VALUE_IDS)
def test_a_bad_variable_is_refused_by_name_and_range(binary: Path, option: str, value: str) -> None:
    """The error names the variable, the value and what is allowed."""
    variable, limits, _ = RANGES[option]
    assert_usage_error(binary, names=[variable, value, *limits], environment={variable: value})


@pytest.mark.parametrize("end", ["", "="])
@pytest.mark.parametrize("option", RANGES)
def test_an_option_without_its_value_is_refused(binary: Path, option: str, end: str) -> None:
    """A value that was forgotten is asked for."""
    assert_usage_error(binary, f"-{option}{end}", names=[f"-{option}"])


@pytest.mark.parametrize("words", [["{}"], ["{}="], ["{}", ""], ["{}", "-debug"]], ids=repr)
@pytest.mark.parametrize("option", PATHS)
def test_a_path_that_is_missing_or_empty_is_refused(binary: Path, option: str, words: list[str]) -> None:
    """The error says what the option needs; an empty path is never taken for the current directory."""
    arguments = [word.format(f"-{option}") for word in words]
    assert_usage_error(binary, *arguments, names=[f"-{option} needs a value", f"the path of a {PATHS[option][1]}"])


@pytest.mark.parametrize("option", PATHS)
def test_a_path_in_an_empty_variable_is_not_set(binary: Path, option: str) -> None:
    """As in a file of variables to fill in."""
    variable, _ = PATHS[option]
    result = run_to_end(binary, "-help", environment={variable: ""})
    assert (result.returncode, result.stderr) == (0, "")
    assert re.search(rf"{variable}\s+now .*, the default\n", result.stdout)


@pytest.mark.parametrize("option", PATHS)
def test_a_path_is_shown_without_harm_to_the_terminal(binary: Path, option: str) -> None:
    """Help writes out what cannot be seen, and keeps within its 80 columns."""
    result = run_to_end(binary, f"-{option}=/\x1b[2J\n\u202e", "-help")
    assert result.returncode == 0
    shown = re.escape(r"now '/\u{1b}[2J\n\u{202e}',")
    assert re.search(rf"{shown}\s+from -{option}\n", result.stdout)
    long_path = run_to_end(binary, "-help", environment={PATHS[option][0]: "/x" * 2000})
    assert max(map(len, long_path.stdout.splitlines())) <= 80


def test_ephemeral_is_switched_as_any_toggle(binary: Path) -> None:
    """A flag beats the variable, and a word that is neither on nor off is refused."""
    result = run_to_end(binary, "-ephemeral=no", "-help", environment={"PICO_TRACKER__EPHEMERAL": "1"})
    assert "now off, from -ephemeral\n" in result.stdout
    assert_usage_error(binary, "-ephemeral=maybe", names=["-ephemeral='maybe'", "true", "false"])


@pytest.mark.parametrize(("typed", "meant"), [("-prot", "-port"), ("--prot=1", "-port"), ("-wokers", "-workers")])
def test_a_mistyped_option_is_recognised(binary: Path, typed: str, meant: str) -> None:
    """The error names what was typed and suggests what was meant."""
    assert_usage_error(binary, typed, names=[typed.partition("=")[0], meant, "-help"])


@pytest.mark.parametrize("argument", ["-zzzzzz", "tracker", "-", "6969"])
def test_what_is_no_option_is_refused(binary: Path, argument: str) -> None:
    """Unknown words are errors, never ignored."""
    assert_usage_error(binary, argument, names=[argument])


@pytest.mark.parametrize("flag", ["-help", "-h", "--help"])
def test_help_shows_every_option_and_where_its_value_comes_from(binary: Path, flag: str) -> None:
    """Help goes to standard output, ends with status 0 and knows the value in effect."""
    result = run_to_end(binary, flag, environment={"PICO_TRACKER__PORT": "7777"})
    assert (result.returncode, result.stderr) == (0, "")
    for option in (*RANGES, *PATHS, "debug", "ephemeral", "help", "version"):
        assert f"-{option}" in result.stdout
    assert re.search(r"7777,? from PICO_TRACKER__PORT", result.stdout)


@pytest.mark.parametrize("flag", ["-version", "-v", "--version"])
def test_version_is_one_line(binary: Path, flag: str) -> None:
    """The version goes to standard output and ends with status 0."""
    result = run_to_end(binary, flag)
    assert (result.returncode, result.stderr) == (0, "")
    assert re.fullmatch(r"pico-tracker \d+\.\d+\.\d+.*\n", result.stdout)
