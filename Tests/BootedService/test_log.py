"""A journal that stalls holds nobody up, and limits of the unit are named."""

import time

from .installed_tracker import SERVICE, SOCKET
from .udp_client import announce_request

LINES_LOST = "f3c0a7519be84d60a2c1d95e7b48360d"
JOURNAL = "systemd-journald.service"

BURSTS, BURST = 600, 50
"""Announces, each with a line: more than the journal's socket and stream hold."""

STOP_SECONDS_MAX = 10
"""The unit gives it five; the rest is for systemd and a slow machine."""


def announce_often(client):
    """Announces in bursts, each of which is answered whole before the next."""
    connection = client.connect()
    for _ in range(BURSTS):
        for number in range(BURST):
            client.datagrams.send(announce_request(connection, number, bytes(20), 6881))
        for _ in range(BURST):
            client.datagrams.recv(4096)


def test_a_stalled_journal_holds_nobody_up(installed):
    # Else it would leave out lines by itself.
    installed.system.write("/etc/systemd/journald.conf.d/test.conf", "[Journal]\nRateLimitIntervalSec=0\n")
    installed.run(["systemctl", "restart", JOURNAL])
    installed.configure(DEBUG="on")
    installed.open().systemctl("start")
    installed.run(["systemctl", "kill", "-s", "STOP", JOURNAL])
    try:
        with installed.client() as client:
            announce_often(client)
            installed.run(["systemctl", "kill", "-s", "CONT", JOURNAL])
            installed.wait_until(
                lambda: any(entry.get("MESSAGE_ID") == LINES_LOST for entry in installed.entries()),
                "a word on the lines that are missing",
            )
            lost = next(entry for entry in installed.entries() if entry.get("MESSAGE_ID") == LINES_LOST)
            assert 0 < int(lost["COUNT"]) < BURSTS * BURST
            installed.run(["systemctl", "kill", "-s", "STOP", JOURNAL])
            announce_often(client)
        start = time.monotonic()
        installed.run(["systemctl", "stop", SOCKET, SERVICE])
        assert time.monotonic() - start < STOP_SECONDS_MAX
        assert installed.system.property(SERVICE, "Result") == "success"
    finally:
        installed.run(["systemctl", "kill", "-s", "CONT", JOURNAL])


def test_a_limit_of_the_unit_is_named(installed):
    """Of those that hold in a container, too: the limit on threads is one of the whole machine's tree of services."""
    installed.drop_in(SERVICE, "[Service]\nLimitNOFILE=12\n")
    assert installed.open().systemctl("start", check=False).returncode != 0
    installed.wait_until(
        lambda: installed.system.property(SERVICE, "ExecMainStatus") == "71", "the status of a system error"
    )
    assert any("LimitNOFILE=" in entry["MESSAGE"] for entry in installed.entries())


def test_a_limit_on_files_costs_the_snapshot_alone(installed):
    installed.configure(PICO_TRACKER__SNAPSHOT_INTERVAL=1)
    installed.drop_in(SERVICE, "[Service]\nLimitFSIZE=64\n")
    with installed.open().client() as client:
        client.announce(left=0)
        installed.wait_until(
            lambda: any("LimitFSIZE=" in entry["MESSAGE"] for entry in installed.entries()), "a word on the limit"
        )
        client.announce(left=0)
