"""From the file to a tracked torrent."""

import socket

from BootedService.installed_tracker import LOOPBACK, SERVICE, SOCKET

# Exit status of policy-rc.d for "not allowed".
FORBIDDEN = 101

IDLE_KIBIBYTES_MAX = {True: 4096, False: 10240}


def test_the_four_steps_of_the_readme(uninstalled):
    uninstalled.install()
    uninstalled.run(["systemctl", "enable", "--now", SOCKET])
    with uninstalled.client() as client:
        interval, leechers, seeders = client.announce()
    assert interval > 0
    assert (leechers, seeders) == (1, 0)
    uninstalled.wait_until_active()
    uninstalled.run(["journalctl", "--sync"])
    log = uninstalled.run(["journalctl", "-u", "pico-tracker"]).stdout
    assert "serves 0.0.0.0:1337 and [::]:1337" in log


def test_it_is_enabled_and_listens_but_runs_only_when_asked(tracker):
    assert tracker.run(["systemctl", "is-enabled", SOCKET]).stdout.strip() == "enabled"
    assert tracker.state(SOCKET) == "active"
    assert tracker.state(SERVICE) == "inactive"
    for family in LOOPBACK:
        with tracker.client(family) as client:
            client.announce()
    tracker.wait_until_active()


def test_apt_has_nothing_to_complain_about(uninstalled):
    said = uninstalled.install().lower()
    for word in ("warning", "error", "fail", "static", "disabled", "policy"):
        lines = [line for line in said.splitlines() if word in line and not line.startswith("debconf:")]
        assert not lines, lines


def test_a_policy_against_starting_services_is_respected(uninstalled):
    uninstalled.system.write("/usr/sbin/policy-rc.d", f"#!/bin/sh\nexit {FORBIDDEN}\n", mode=0o755)
    uninstalled.install()
    assert uninstalled.state(SOCKET) == "inactive"
    with uninstalled.client(socket.AF_INET) as client:
        try:
            client.connect()
        except ConnectionRefusedError:
            return
    raise AssertionError("it answers, although nothing may be started")


def test_an_idle_service_takes_little_memory(tracker):
    tracker.systemctl("start")
    status = tracker.run(["cat", f"/proc/{tracker.main_pid()}/status"]).stdout
    (resident,) = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")]
    assert resident <= IDLE_KIBIBYTES_MAX[tracker.package.is_embedded]


def test_its_settings_are_read_from_the_file_of_defaults(tracker):
    tracker.run("sed -i 's/^#PICO_TRACKER__INTERVAL=.*/PICO_TRACKER__INTERVAL=3600/' /etc/default/pico-tracker")
    with tracker.client() as client:
        interval, _, _ = client.announce()
    assert 3600 * 0.9 <= interval <= 3600


def test_the_journal_explains_its_messages(tracker):
    tracker.systemctl("start")
    tracker.run(["journalctl", "--sync"])
    assert "pico-tracker is serving" in tracker.run(["journalctl", "-x", "-u", "pico-tracker"]).stdout
