"""A restart, a stop and a reboot: swarms and connection ids are as before, and no request stays without its answer."""

import time

from .kept_state import KEPT, REQUESTS_REFUSED, RESTORED, STATE_FILE, STORE
from .population import Population

RESTARTS = 10

# How long the load runs before and after something happens.
PAUSE = 0.3


def expect_no_difference(load):
    """Nobody noticed: each request was answered, and as it should be."""
    assert load.sent > 0
    assert not load.wrong, f"{len(load.wrong)} of {load.sent} answers are wrong, such as {load.wrong[0].hex()}"
    assert load.unanswered == 0, (
        f"{load.unanswered} of {load.sent} requests were not answered, {load.talk.unanswered_with_id} with an id"
    )


def figures(population, load):
    """What the tests here measure, in words."""
    return (
        f"{population.peers} peers and {population.completed} completed before and after; of {load.sent} requests "
        f"{load.unanswered} unanswered, {load.talk.unanswered_with_id} ids refused; longest wait "
        f"{load.longest_wait * 1000:.0f} ms"
    )


def test_restarts_keep_everything(tracker, state, measured):
    population = Population()
    population.announce_all(tracker)
    with population.load(tracker) as load:
        for _ in range(RESTARTS):
            time.sleep(PAUSE)
            tracker.systemctl("restart")
        time.sleep(PAUSE)
    expect_no_difference(load)
    population.expect_all(tracker)
    for message in (KEPT, RESTORED):
        counts = [(int(entry["PEERS"]), int(entry["TORRENTS"])) for entry in state.entries(message)]
        assert counts == [(population.peers, len(population.torrents))] * RESTARTS
    assert {entry["PLACE"] for entry in state.entries(RESTORED)} == {STORE}
    assert not state.entries(REQUESTS_REFUSED)
    measured(f"{RESTARTS} restarts: {figures(population, load)}")


def test_a_stop_keeps_everything_on_disk(tracker, state, measured):
    population = Population()
    population.announce_all(tracker)
    tracker.systemctl("stop")
    assert state.stored == 0
    # The first request starts the service.
    with population.load(tracker) as load:
        time.sleep(PAUSE)
    expect_no_difference(load)
    population.expect_all(tracker)
    assert state.last_restored() == (STATE_FILE, population.peers, len(population.torrents))
    measured(f"stop and start: {figures(population, load)}")


def test_a_reboot_keeps_everything_on_disk(tracker, state, measured):
    population = Population()
    population.announce_all(tracker)
    tracker.system.reboot()
    with population.load(tracker) as load:
        time.sleep(PAUSE)
    expect_no_difference(load)
    population.expect_all(tracker)
    assert state.last_restored() == (STATE_FILE, population.peers, len(population.torrents))
    measured(f"reboot: {figures(population, load)}")
