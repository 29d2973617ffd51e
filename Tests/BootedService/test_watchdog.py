"""A tracker that hangs, whole or in part, is ended and started again."""

import pytest

from .installed_tracker import LOOPBACK, SERVICE
from .threads import held, wakeups

SHORT_WATCHDOG = "[Service]\nWatchdogSec=2s\nRestartSec=100ms\n"

REQUESTS = 200


@pytest.fixture
def watched(tracker):
    """A running service whose watchdog does not try a test's patience."""
    tracker.drop_in(SERVICE, SHORT_WATCHDOG)
    tracker.systemctl("start")
    return tracker


def busiest_thread(tracker):
    """The thread that wakes up most when packets come, which is a worker."""
    pid = tracker.host_pid()
    before = wakeups(pid)
    with tracker.client() as client:
        for _ in range(REQUESTS):
            client.connect()
    after = wakeups(pid)
    return max(after, key=lambda thread: after[thread] - before.get(thread, 0))


def expect_watchdog_restart(tracker):
    """The restart was the watchdog's, and there is service again."""
    tracker.wait_until(lambda: tracker.restarts() == 1, "a restart by the watchdog")
    tracker.wait_until(lambda: tracker.state() == "active", "the service coming back")
    journal = tracker.run(["journalctl", "-u", SERVICE, "-o", "cat"]).stdout
    assert "Watchdog timeout" in journal
    for family in LOOPBACK:
        with tracker.client(family) as client:
            client.announce()


def test_a_stopped_process_is_restarted(watched):
    watched.run(["kill", "-s", "STOP", str(watched.main_pid())])
    expect_watchdog_restart(watched)


def test_one_stuck_worker_is_enough(watched):
    with held(busiest_thread(watched)):
        expect_watchdog_restart(watched)


def test_a_service_that_works_is_left_alone(watched):
    """Idle or busy, for several times the watchdog's patience."""
    before = watched.main_pid()
    watched.run(["sleep", "5"])
    busiest_thread(watched)
    watched.run(["sleep", "2"])
    assert watched.main_pid() == before
    assert watched.restarts() == 0
