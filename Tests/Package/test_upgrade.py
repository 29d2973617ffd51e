"""A newer version replaces an older one, and no client notices."""

import time

import pytest

from BootedService.installed_tracker import SERVICE, SOCKET
from BootedService.kept_state import KEPT, RESTORED, STORE, KeptState
from BootedService.population import Population


@pytest.fixture
def newer(package, tmp_path):
    """The next version of the package."""
    return package.next_version(tmp_path)


def test_an_upgrade_under_fire_loses_nothing(tracker, newer, measured):
    tracker.allow_one_address_many_peers()
    population = Population()
    population.announce_all(tracker)
    before = tracker.main_pid()
    with population.load(tracker) as load:
        time.sleep(0.5)
        tracker.upgrade(newer)
        time.sleep(0.5)
    assert tracker.version().endswith("+next1")
    assert tracker.main_pid() != before, "the old version still runs"
    load.expect_answers()
    population.expect_all(tracker)
    state = KeptState(tracker)
    for message in (KEPT, RESTORED):
        counts = [(int(entry["PEERS"]), int(entry["TORRENTS"])) for entry in state.entries(message)]
        assert counts == [(population.peers, len(population.torrents))]
    assert state.last_restored()[0] == STORE
    measured(f"upgrade of the package: {population.figures(load)}")


def test_an_upgrade_starts_nothing_that_was_not_running(tracker, newer):
    tracker.upgrade(newer)
    assert tracker.state(SERVICE) == "inactive"
    assert tracker.state(SOCKET) == "active"
    with tracker.client() as client:
        client.announce()


def test_an_upgrade_leaves_a_disabled_socket_closed(tracker, newer):
    tracker.run(["systemctl", "disable", "--now", SOCKET])
    tracker.upgrade(newer)
    assert tracker.state(SOCKET) == "inactive"
    assert tracker.run(["systemctl", "is-enabled", SOCKET], check=False).stdout.strip() == "disabled"


def test_an_upgrade_keeps_the_port_and_the_settings(tracker, newer):
    tracker.drop_in(SOCKET, "[Socket]\nListenDatagram=\nListenDatagram=0.0.0.0:6969\n")
    tracker.systemctl("restart", SOCKET)
    tracker.configure(PICO_TRACKER__INTERVAL=3600)
    tracker.upgrade(newer)
    with tracker.client(port=6969) as client:
        interval, _, _ = client.announce()
    assert interval > 900
