"""A kept state that is not as it was written: the journal says so, and the tracker starts without it."""

import struct

import pytest

from .descriptor_gift import giver, memory_file
from .installed_tracker import SERVICE
from .kept_state import (
    HEADER_LENGTH,
    REFUSED,
    RESTORED,
    SECTION_HEADER_LENGTH,
    STATE_FILE,
    STORE,
    UNREADABLE,
)
from .population import Population

FUTURE_VERSION = 4


def flipped(content, position):
    """The same with one bit changed."""
    return content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :]


def future(content):
    """The same as another version would have written it."""
    return content[:8] + struct.pack("!I", FUTURE_VERSION) + content[12:]


FIRST_PAYLOAD = HEADER_LENGTH + SECTION_HEADER_LENGTH

# What is done to the file, what the journal says of it, and whether the header, which has the keys, can be used.
DAMAGES = {
    "corrupt": (lambda content: flipped(content, len(content) // 2), "is damaged in section", True),
    "corrupt in the first section": (lambda content: flipped(content, FIRST_PAYLOAD), "is damaged in section 0", True),
    "corrupt in the header": (lambda content: flipped(content, 60), "is damaged in its header", False),
    "truncated": (lambda content: content[:-1], "is cut off", False),
    "truncated in the header": (lambda content: content[: HEADER_LENGTH - 1], "is cut off", False),
    "oversized": (lambda content: content + bytes(4096), "is longer than it says", False),
    "foreign": (lambda content: b"#!/bin/sh\n" * 1000, "is no snapshot of pico-tracker", False),
    "empty": (lambda content: b"", "is no snapshot of pico-tracker", False),
    "of a future version": (future, f"has version {FUTURE_VERSION} of the format", False),
}


@pytest.fixture
def kept(tracker, state):
    """A whole file of a stopped tracker, and a connection id that it gave out."""
    population = Population()
    population.announce_all(tracker)
    with tracker.client() as client:
        connection = client.connect()
    tracker.systemctl("stop")
    return state.content(), connection


def test_a_damaged_file_is_refused_and_replaced(tracker, state, kept):
    content, connection = kept
    for name, (damage, message, has_keys) in DAMAGES.items():
        state.replace(damage(content))
        before = len(state.entries(REFUSED))
        with tracker.client() as client:
            counts = client.announce(info_hash=name.encode().ljust(20)[:20])
            assert counts[1:] == (1, 0), name
            assert client.is_accepted(connection) == has_keys, name
        refused = [entry["MESSAGE"] for entry in state.entries(REFUSED)][before:]
        assert len(refused) == 1 and message in refused[0] and STATE_FILE in refused[0], (name, refused)
        tracker.systemctl("stop")
        # What it left for the next start is whole again.
        restored = len(state.entries(RESTORED))
        tracker.systemctl("start")
        assert len(state.entries(RESTORED)) == restored + 1, name
        assert state.last_restored() == (STATE_FILE, 1, 1), name
        tracker.systemctl("stop")
    assert tracker.restarts() == 0


def test_a_file_that_cannot_be_read_is_named(tracker, state, kept):
    """As when root has copied one there."""
    tracker.run(["chown", "root:", STATE_FILE])
    tracker.run(["chmod", "600", STATE_FILE])
    with tracker.client() as client:
        client.announce()
    (entry,) = state.entries(UNREADABLE)
    assert STATE_FILE in entry["MESSAGE"] and "Permission denied" in entry["MESSAGE"]
    tracker.systemctl("stop")
    tracker.systemctl("start")
    assert state.last_restored() == (STATE_FILE, 1, 1)


def test_foreign_descriptors_in_the_store_are_refused_and_removed(brisk, state):
    brisk.drop_in(SERVICE, "[Service]\nNotifyAccess=all\nRestartSec=100ms\n")
    population = Population()
    population.announce_all(brisk)
    with population.load(brisk):
        state.wait_for_snapshot()
    brisk.wait_until(lambda: state.stored == 1, "one state in the store")
    gifts = [("state-a", b"something else", True), ("state-b", future(state.content()), True), ("state-a", b"", False)]
    for number, (name, content, is_sealed) in enumerate(gifts):
        with giver(brisk, name, memory_file(content, is_sealed)):
            brisk.wait_until(lambda: state.stored == 2 + number, "the gift in the store")
    brisk.run(["kill", "-s", "KILL", str(brisk.main_pid())])
    brisk.wait_until(lambda: brisk.restarts() == 1 and brisk.state() == "active", "a new process")
    population.expect_all(brisk)
    assert state.last_restored() == (STORE, population.peers, len(population.torrents))
    refused = sorted(entry["REASON"] for entry in state.entries(REFUSED))
    assert len(refused) == 2 and f"version {FUTURE_VERSION}" in refused[0] and "no snapshot" in refused[1]
    assert [entry["PLACE"] for entry in state.entries(UNREADABLE)] == [STORE]
    with population.load(brisk):
        brisk.wait_until(lambda: state.stored == 1, "the gifts out of the store")
