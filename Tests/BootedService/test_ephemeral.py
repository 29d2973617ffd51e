"""A tracker that is to keep nothing."""

import time

from .installed_tracker import LOOPBACK
from .kept_state import KEPT, RESTORED
from .population import Population

EPHEMERAL = {"PICO_TRACKER__EPHEMERAL": 1, "PICO_TRACKER__SNAPSHOT_INTERVAL": 1}


def expect_nothing_kept(state):
    """Neither in a file nor in the descriptor store."""
    assert state.content() == b""
    assert state.tracker.run("ls -A /var/lib/pico-tracker/").stdout == ""
    assert state.stored == 0


def test_what_was_kept_before_is_removed(brisk, state):
    population = Population()
    population.announce_all(brisk)
    with population.load(brisk):
        state.wait_for_snapshot()
    assert state.stored >= 1
    brisk.configure(**EPHEMERAL)
    brisk.systemctl("restart")
    brisk.wait_until(lambda: state.stored == 0, "an empty descriptor store")
    expect_nothing_kept(state)
    for family, connection in population.connections.items():
        with brisk.client(family) as client:
            assert not client.is_accepted(connection)
            fresh = client.connect()
            assert client.scrape_with(fresh, [population.torrents[-1].info_hash]) == [(0, 0, 0)]


def test_a_restart_begins_with_nothing(installed, state):
    installed.configure(**EPHEMERAL)
    installed.open()
    for _ in range(2):
        for family in LOOPBACK:
            with installed.client(family) as client:
                # It knows of the peer over IPv4, and of nobody from before.
                assert client.announce()[1:] == (1 + list(LOOPBACK).index(family), 0)
        time.sleep(1.5)
        expect_nothing_kept(state)
        installed.systemctl("restart")
        expect_nothing_kept(state)
    assert not state.entries(RESTORED)
    assert not state.entries(KEPT)
