"""A restart, a stop and a reboot: swarms and connection ids are as before, and no request stays without its answer."""

import time

from .kept_state import KEPT, REQUESTS_REFUSED, RESTORED, STATE_FILE, STORE
from .population import Population

RESTARTS = 10

# How long the load runs before and after something happens.
PAUSE = 0.3


def test_restarts_keep_everything(tracker, state, measured):
    population = Population()
    population.announce_all(tracker)
    with population.load(tracker) as load:
        for _ in range(RESTARTS):
            time.sleep(PAUSE)
            tracker.systemctl("restart")
        time.sleep(PAUSE)
    load.expect_answers()
    population.expect_all(tracker)
    for message in (KEPT, RESTORED):
        counts = [(int(entry["PEERS"]), int(entry["TORRENTS"])) for entry in state.entries(message)]
        assert counts == [(population.peers, len(population.torrents))] * RESTARTS
    assert {entry["PLACE"] for entry in state.entries(RESTORED)} == {STORE}
    assert not state.entries(REQUESTS_REFUSED)
    measured(f"{RESTARTS} restarts: {population.figures(load)}")


def test_a_stop_keeps_everything_on_disk(tracker, state, measured):
    population = Population()
    population.announce_all(tracker)
    tracker.systemctl("stop")
    assert state.stored == 0
    # The first request starts the service.
    with population.load(tracker) as load:
        time.sleep(PAUSE)
    load.expect_answers()
    population.expect_all(tracker)
    assert state.last_restored() == (STATE_FILE, population.peers, len(population.torrents))
    measured(f"stop and start: {population.figures(load)}")


def test_a_reboot_keeps_everything_on_disk(tracker, state, measured):
    population = Population()
    population.announce_all(tracker)
    tracker.system.reboot()
    with population.load(tracker) as load:
        time.sleep(PAUSE)
    load.expect_answers()
    population.expect_all(tracker)
    assert state.last_restored() == (STATE_FILE, population.peers, len(population.torrents))
    measured(f"reboot: {population.figures(load)}")
