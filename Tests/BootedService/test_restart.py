"""A restart is nothing a client notices, and no failure of the service takes the socket down."""

import contextlib
import socket
import time

from .installed_tracker import LOOPBACK, SERVICE, SOCKET
from .steady_load import SteadyLoad

REQUESTS_PER_SECOND = 2000
SOCKETS_PER_FAMILY = 8
RESTARTS = 3

# More than systemd allows by default: five starts in ten seconds.
CRASHES = 12


def test_restarts_under_fire_lose_nothing(tracker):
    tracker.systemctl("start")
    with contextlib.ExitStack() as stack:
        sockets = []
        for family in LOOPBACK:
            for _ in range(SOCKETS_PER_FAMILY):
                sockets.append(stack.enter_context(tracker.client(family)).datagrams)
        with SteadyLoad(sockets, REQUESTS_PER_SECOND) as load:
            pids = set()
            for _ in range(RESTARTS):
                time.sleep(0.5)
                tracker.systemctl("restart")
                pids.add(tracker.main_pid())
            time.sleep(0.5)
    assert len(pids) == RESTARTS
    assert load.sent > REQUESTS_PER_SECOND
    load.expect_answers()


def test_a_crash_loop_does_not_kill_the_socket(tracker):
    tracker.drop_in(SERVICE, "[Service]\nRestartSec=50ms\n")
    tracker.systemctl("start")
    for crash in range(CRASHES):
        tracker.wait_until(lambda: tracker.state() == "active", "a restart after a crash")
        tracker.run(["kill", "-s", "SEGV", str(tracker.main_pid())])
        tracker.wait_until(lambda: tracker.restarts() > crash, "systemd noticing the crash")
    assert tracker.state(SOCKET) == "active"
    with tracker.client() as client:
        client.announce()


def test_packets_wait_while_the_service_cannot_start(tracker):
    """Even a start that fails at once, again and again, is over as soon as its cause is."""
    tracker.drop_in(SERVICE, "[Service]\nRestartSec=50ms\nExecStart=\nExecStart=/usr/sbin/absent\n")
    with tracker.client() as client:
        client.datagrams.settimeout(0.5)
        with contextlib.suppress(socket.timeout):
            client.connect()
        tracker.wait_until(lambda: tracker.restarts() > CRASHES, "failing starts in a row")
        assert tracker.state(SOCKET) == "active"
        tracker.drop_in(SERVICE, "")
        client.datagrams.settimeout(10)
        # The answer to the request of before, which nobody has sent again.
        assert len(client.datagrams.recv(100)) == 16


def test_a_killed_service_comes_back_by_itself(tracker):
    for signal in ("TERM", "KILL"):
        tracker.systemctl("start")
        before = tracker.main_pid()
        tracker.run(["kill", "-s", signal, str(before)])
        tracker.wait_until(
            lambda: tracker.state() == "active" and tracker.main_pid() != before,
            f"a new process after SIG{signal}",
        )


def test_it_stops_at_once_and_cleanly(tracker):
    tracker.systemctl("start")
    tracker.systemctl("stop")
    assert tracker.system.property(SERVICE, "Result") == "success"
    assert tracker.system.property(SERVICE, "ExecMainStatus") == "0"
