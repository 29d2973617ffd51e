"""A tracker that is killed: what was announced before the last snapshot is there, and connection ids are valid."""

import time

from .installed_tracker import LOOPBACK, SERVICE
from .kept_state import RESTORED, STATE_FILE, STORE
from .population import Population

# The interval of the fixture `brisk`, and what a busy machine may add to it.
SNAPSHOT_SECONDS = 1
SLACK_SECONDS = 3

# Nothing is still to come so long after the last request: what waited in the sockets is answered first.
PATIENCE = 2

# Requests that a process may have taken from its sockets and not yet answered: a batch for each of two workers.
IN_HAND_MAX = 2 * 64

NEWCOMERS_SECONDS = 2.5
NEWCOMERS_PER_SECOND = 50
NEWCOMERS_TORRENT = b"newcomers-until-then"


def announce_newcomers(client, connection):
    """Let peers come one by one, for some time; return when each of them came."""
    moments = []
    while not moments or moments[-1] < moments[0] + NEWCOMERS_SECONDS:
        client.announce_with(connection, NEWCOMERS_TORRENT, 20000 + len(moments))
        moments.append(time.monotonic())
        time.sleep(1 / NEWCOMERS_PER_SECOND)
    return moments


def test_a_kill_loses_what_came_after_the_last_snapshot_at_most(brisk, state, measured):
    population = Population()
    population.announce_all(brisk)
    with population.load(brisk, patience=PATIENCE) as load, brisk.client() as client:
        state.wait_for_snapshot()
        moments = announce_newcomers(client, client.connect())
        fresh = client.connect()
        brisk.run(["kill", "-s", "KILL", str(brisk.main_pid())])
        killed = time.monotonic()
        brisk.wait_until(lambda: brisk.restarts() == 1 and brisk.state() == "active", "a new process")
        ((_, _, known),) = client.scrape_with(fresh, [NEWCOMERS_TORRENT])
    load.expect_answers(losses_max=IN_HAND_MAX)
    population.expect_all(brisk)
    place, peers, _ = state.last_restored()
    assert (place, peers) == (STORE, population.peers + known)
    lost = moments[known:]
    lost_seconds = killed - lost[0] if lost else 0
    assert lost_seconds <= SNAPSHOT_SECONDS + SLACK_SECONDS
    measured(
        f"SIGKILL, a snapshot each second: {population.figures(load)}; of {len(moments)} newcomers lost the "
        f"{len(lost)} of the last {lost_seconds:.2f} s"
    )


def test_a_kill_before_the_first_snapshot_keeps_the_keys(tracker, state):
    connections = {}
    for family in LOOPBACK:
        with tracker.client(family) as client:
            connections[family] = client.connect()
            client.announce_with(connections[family], bytes(20), 6881)
    tracker.run(["kill", "-s", "KILL", str(tracker.main_pid())])
    for family, connection in connections.items():
        with tracker.client(family) as client:
            assert client.is_accepted(connection)
            # It was announced after the only state there is, which was made at the start.
            assert client.scrape_with(connection, [bytes(20)]) == [(0, 0, 0)]
    assert state.last_restored() == (STORE, 0, 0)


def test_a_hang_loses_nobody_who_was_in_the_last_snapshot(brisk, state, measured):
    brisk.drop_in(SERVICE, "[Service]\nWatchdogSec=2s\nRestartSec=100ms\n")
    population = Population()
    population.announce_all(brisk)
    with population.load(brisk, patience=PATIENCE) as load:
        state.wait_for_snapshot()
        brisk.run(["kill", "-s", "STOP", str(brisk.main_pid())])
        brisk.wait_until(lambda: brisk.restarts() == 1 and brisk.state() == "active", "a restart by the watchdog")
    load.expect_answers(losses_max=IN_HAND_MAX)
    population.expect_all(brisk)
    assert "Watchdog timeout" in brisk.run(["journalctl", "-u", SERVICE, "-o", "cat"]).stdout
    assert state.last_restored() == (STORE, population.peers, len(population.torrents))
    measured(f"watchdog of 2 s: {population.figures(load)}")


def test_a_power_cut_loses_nobody_who_was_in_the_last_snapshot(brisk, state, measured):
    population = Population()
    population.announce_all(brisk)
    with population.load(brisk):
        state.wait_for_snapshot()
    brisk.system.reboot(suddenly=True)
    with population.load(brisk) as load:
        time.sleep(0.3)
    load.expect_answers(losses_max=IN_HAND_MAX)
    population.expect_all(brisk)
    assert state.last_restored() == (STATE_FILE, population.peers, len(population.torrents))
    assert len(state.entries(RESTORED)) == 1
    measured(f"power cut, a snapshot each second: {population.figures(load)}")
