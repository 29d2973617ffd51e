"""Saved states that cannot be taken over: the tracker says why, serves, and begins with nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import snapshot_bytes
from kept_tracker import crowd, kept_tracker, snapshot_file
from wire import ScrapeEntry

PEERS = 12
STALE_AFTER = 2 * 900 + 120
"""Seconds after which everybody has been forgotten, with the default interval."""


def with_flipped_byte(at: int) -> Callable[[bytes], bytes]:
    """Changes one bit of one byte."""
    return lambda state: bytes(byte ^ (0x10 if index == at % len(state) else 0) for index, byte in enumerate(state))


UNUSABLE = {
    "header damaged": (with_flipped_byte(60), "is damaged in its header"),
    "header cut off": (lambda state: state[:100], "is cut off"),
    "cut off": (lambda state: state[:-7], "is cut off"),
    "too long": (lambda state: state + b"x", "is longer than it says"),
    "twice": (lambda state: state + state, "is longer than it says"),
    "empty": (lambda _: b"", "is no snapshot of pico-tracker"),
    "zeros": (lambda state: bytes(len(state)), "is no snapshot of pico-tracker"),
    "foreign": (lambda _: b"GIF89a, and something else\n" * 99, "is no snapshot of pico-tracker"),
    "of the next version": (lambda state: snapshot_bytes.of_version(state, 4), "has version 4 of the format"),
}
"""What makes a state unusable as a whole, and what is said of it."""


def kept_state(binary: Path, directory: Path, info_hash: bytes) -> None:
    """Leaves the state of a tracker with a few peers in a directory."""
    with kept_tracker(binary, directory) as tracker, crowd(tracker, info_hash) as people:
        people.announce(range(2000, 2000 + PEERS))
        assert tracker.stop() == 0


@pytest.mark.parametrize("how", UNUSABLE)
def test_an_unusable_state_is_named_and_left_behind(binary: Path, tmp_path: Path, info_hash: bytes, how: str) -> None:
    """The next state takes its place, and is as good as any."""
    change, words = UNUSABLE[how]
    kept_state(binary, tmp_path, info_hash)
    file = snapshot_file(tmp_path)
    file.write_bytes(change(file.read_bytes()))
    with kept_tracker(binary, tmp_path) as tracker, crowd(tracker, info_hash) as people:
        complaints = [line for line in tracker.log().splitlines() if str(file) in line]
        assert len(complaints) == 1
        assert complaints[0].startswith(f"pico-tracker: warning: what is kept in {file} {words}")
        assert people.scrape() == ScrapeEntry()
        people.announce(range(3000, 3005))
        assert tracker.stop() == 0
    with kept_tracker(binary, tmp_path) as tracker, crowd(tracker, info_hash) as people:
        assert people.scrape().leechers == 5
        assert tracker.stop() == 0


@pytest.mark.parametrize("at", [snapshot_bytes.HEADER_SIZE + 1, snapshot_bytes.HEADER_SIZE + 40, -1])
def test_damage_in_a_section_costs_the_swarms_and_not_the_keys(
    binary: Path, tmp_path: Path, info_hash: bytes, at: int
) -> None:
    """No table is half filled, and ids that were given out before are valid."""
    with kept_tracker(binary, tmp_path) as first, crowd(first, info_hash) as people:
        port = first.port
        people.announce(range(2000, 2000 + PEERS))
        assert first.stop() == 0
        file = snapshot_file(tmp_path)
        file.write_bytes(with_flipped_byte(at)(file.read_bytes()))
        with kept_tracker(binary, tmp_path, port=port) as second:
            assert f"what is kept in {file} is damaged in section 0" in second.log()
            assert people.scrape() == ScrapeEntry()
            assert second.stop() == 0


def test_a_state_that_is_no_file_is_named(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """A directory in its place, say; it cannot be replaced either, which is said, too."""
    snapshot_file(tmp_path).mkdir()
    with kept_tracker(binary, tmp_path) as tracker, crowd(tracker, info_hash) as people:
        assert f"what is kept in {snapshot_file(tmp_path)} cannot be read: " in tracker.log()
        people.announce(range(2000, 2005))
        tracker.await_log(f"the snapshot cannot be kept in {snapshot_file(tmp_path)}: ")
        assert people.scrape().leechers == 5
        assert tracker.stop() == 0
        assert tracker.log().count("cannot be kept") == 1


def test_a_stale_state_is_ignored_with_a_notice(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """Nothing is wrong with it, but whoever is in it would be forgotten at once."""
    kept_state(binary, tmp_path, info_hash)
    file = snapshot_file(tmp_path)
    file.write_bytes(snapshot_bytes.aged(file.read_bytes(), STALE_AFTER + 5))
    with kept_tracker(binary, tmp_path) as tracker, crowd(tracker, info_hash) as people:
        line = next(line for line in tracker.log().splitlines() if str(file) in line)
        assert line.startswith(f"pico-tracker: the swarms kept in {file} are {STALE_AFTER // 10}")
        assert "longer than a peer stays" in line
        assert people.scrape() == ScrapeEntry()
        assert tracker.stop() == 0


@pytest.mark.parametrize("seconds", [600, -3600], ids=["ten minutes old", "clock set back since"])
def test_a_state_of_another_time_is_taken_over(binary: Path, tmp_path: Path, info_hash: bytes, seconds: int) -> None:
    """Ids age meanwhile, as peers do, and are valid as long as they are young enough."""
    with kept_tracker(binary, tmp_path) as first, crowd(first, info_hash) as people:
        port = first.port
        people.announce(range(2000, 2000 + PEERS))
        assert first.stop() == 0
        file = snapshot_file(tmp_path)
        file.write_bytes(snapshot_bytes.aged(file.read_bytes(), seconds))
        with kept_tracker(binary, tmp_path, port=port) as second:
            age = rf"{max(seconds, 0) // 10}\d" if seconds > 0 else r"\d"
            second.await_log(rf"restored {PEERS} peers in 1 torrent from {file}, {age} s old")
            assert people.scrape().leechers == PEERS
            assert second.stop() == 0
        file.write_bytes(snapshot_bytes.aged(file.read_bytes(), 1860))
        with kept_tracker(binary, tmp_path, port=port) as third:
            people.assert_unknown()
            people.reconnect()
            assert people.scrape().leechers == PEERS
            assert third.stop() == 0
