"""Both releases boot, do what they are told, and leave nothing behind."""

import socket
from pathlib import Path

import pytest

from .boot import BootedSystem, BootFailure
from .processes import all_pids, pid_namespace

VERSION_OF_SUITE = {"bookworm": "252", "trixie": "257"}

ECHO_SOCKET = """\
[Socket]
ListenDatagram=127.0.0.1:4000
"""

ECHO_SERVICE = """\
[Service]
StandardInput=socket
ExecStart=/bin/dd of=/run/received bs=2048 count=1
"""


def test_systemd_runs_and_is_the_suites_own(system, suite):
    assert system.run("systemctl is-system-running").stdout == "running\n"
    assert system.run("systemctl --version").stdout.split()[1] == VERSION_OF_SUITE[suite]


def test_a_packet_starts_a_service(system):
    system.write("/etc/systemd/system/echo.socket", ECHO_SOCKET)
    system.write("/etc/systemd/system/echo.service", ECHO_SERVICE)
    system.run("systemctl daemon-reload && systemctl start echo.socket")
    assert system.property("echo.service", "ActiveState") == "inactive"

    with system.datagram_socket(socket.AF_INET) as client:
        client.sendto(b"wake up", ("127.0.0.1", 4000))

    system.run("until test -s /run/received; do sleep 0.05; done", timeout=10)
    assert system.run("cat /run/received").stdout == "wake up"


def test_the_network_is_the_containers_own(system):
    links = system.run("ip -br link").stdout.splitlines()
    assert [line.split()[0] for line in links] == ["lo"]
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with system.datagram_socket(family) as one, system.datagram_socket(family) as other:
            one.bind((address, 0))
            one.settimeout(5)
            other.sendto(b"hello", one.getsockname())
            assert one.recv(16) == b"hello"


def test_address_rules_are_enforced_and_not_ignored(system):
    """Without bpf(2) systemd only warns, and a sandbox test would prove nothing."""
    send = ["systemd-run", "--wait", "--quiet", "--property=IPAddressDeny=any"]
    denied = system.run([*send, "bash", "-c", "echo > /dev/udp/127.0.0.1/4000"], check=False)
    assert denied.returncode != 0
    allowed = system.run(["systemd-run", "--wait", "--quiet", "bash", "-c", "echo > /dev/udp/127.0.0.1/4000"])
    assert allowed.returncode == 0


def test_files_go_in_with_their_mode(system, tmp_path):
    file = tmp_path / "tool"
    file.write_bytes(b"#!/bin/sh\necho ran\n")
    system.copy_in(file, "/opt/some/tool", mode=0o755)
    assert system.run(["/opt/some/tool"]).stdout == "ran\n"


def test_the_journal_is_read_with_its_fields(system):
    system.run("systemd-run --wait --quiet --unit=speaker echo 'as you see'")
    messages = [entry["MESSAGE"] for entry in system.journal("speaker")]
    assert "as you see" in messages


def test_a_failed_command_fails_the_test_and_says_why(system):
    with pytest.raises(AssertionError, match="(?s)ended with 3 .*reason"):
        system.run("echo the reason >&2; exit 3")


def test_a_process_is_found_from_outside(system):
    pid = system.property("systemd-journald.service", "MainPID")
    host_pid = system.host_pid(pid)
    assert Path(f"/proc/{host_pid}/comm").read_text() == "systemd-journal\n"


STOP_SERVICE = """\
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/true
ExecStop=/bin/touch /etc/stopped
"""


@pytest.mark.parametrize("suddenly", [False, True], ids=["orderly", "suddenly"])
def test_a_reboot_keeps_the_disk_and_nothing_else(system, suddenly):
    system.write("/etc/systemd/system/stopped.service", STOP_SERVICE)
    system.run("systemctl daemon-reload && systemctl start stopped && touch /run/volatile")
    before = system.leader
    system.reboot(suddenly)
    assert system.leader != before
    assert system.run("systemctl is-system-running").stdout == "running\n"
    assert system.run("test -e /etc/systemd/system/stopped.service", check=False).returncode == 0
    assert system.run("test -e /run/volatile", check=False).returncode == 1
    assert system.run("test -e /etc/stopped", check=False).returncode == (1 if suddenly else 0)


def test_nothing_is_left_behind(suite):
    with pytest.raises(KeyError), BootedSystem(suite) as booted:
        inside = pid_namespace(booted.leader)
        raise KeyError("a test that fails")
    assert not [pid for pid in all_pids() if pid_namespace(pid) == inside]
    assert booted.name not in Path("/proc/self/mountinfo").read_text()
    assert not list(Path("/sys/fs/cgroup").glob(f"**/{booted.name}"))
    assert not booted.work.exists()


def test_changes_do_not_outlive_the_container(suite):
    with BootedSystem(suite) as booted:
        booted.write("/etc/changed", "yes")
        assert not (booted.image / "etc/changed").exists()


def test_a_boot_that_fails_shows_the_console(suite, monkeypatch):
    booted = BootedSystem(suite)
    booted.image = "/nonexistent"
    with pytest.raises(BootFailure, match="(?s)did not boot.*mount"):
        booted.__enter__()
