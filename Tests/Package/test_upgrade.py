"""A newer version replaces an older one, and no client notices."""

import contextlib
import time

import pytest

from BootedService.installed_tracker import LOOPBACK, SERVICE, SOCKET
from BootedService.steady_load import SteadyLoad

REQUESTS_PER_SECOND = 2000
SOCKETS_PER_FAMILY = 8


@pytest.fixture
def newer(package, tmp_path):
    """The next version of the package."""
    return package.next_version(tmp_path)


def test_an_upgrade_under_fire_loses_nothing(tracker, newer):
    tracker.systemctl("start")
    before = tracker.main_pid()
    with contextlib.ExitStack() as stack:
        sockets = []
        for family in LOOPBACK:
            for _ in range(SOCKETS_PER_FAMILY):
                sockets.append(stack.enter_context(tracker.client(family)).datagrams)
        with SteadyLoad(sockets, REQUESTS_PER_SECOND) as load:
            time.sleep(0.5)
            tracker.upgrade(newer)
            time.sleep(0.5)
    assert tracker.version().endswith("+next1")
    assert tracker.main_pid() != before, "the old version still runs"
    assert load.sent > REQUESTS_PER_SECOND
    assert load.unanswered == 0, f"{load.unanswered} of {load.sent} requests were not answered"


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
