"""systemd owns the sockets: packets start the service, and what it is given decides what it serves."""

import socket

import pytest

from .installed_tracker import LOOPBACK, PORT, SERVICE, SOCKET
from .threads import wakeups

FAMILIES = pytest.mark.parametrize("family", LOOPBACK, ids=["IPv4", "IPv6"])

CLIENTS = 64


@FAMILIES
def test_the_first_packet_starts_the_service_and_is_answered(tracker, family):
    assert tracker.state(SERVICE) == "inactive"
    with tracker.client(family) as client:
        client.connect()
    assert tracker.state(SERVICE) == "active"


def test_both_families_are_answered_by_one_service(tracker):
    for family in LOOPBACK:
        with tracker.client(family) as client:
            client.announce(info_hash=b"both-families-one-id", left=0)
    with tracker.client() as client:
        _, _, seeders = client.announce(info_hash=b"both-families-one-id", port=6882)
    assert seeders == 2


def test_every_worker_gets_a_socket_of_its_own(installed):
    installed.configure(PICO_TRACKER__WORKERS=2)
    installed.open()
    with installed.client() as client:
        client.connect()
    before = wakeups(installed.host_pid())
    # The kernel chooses the socket by the client's port, so this many reach every socket of a family.
    for family in LOOPBACK:
        for _ in range(CLIENTS):
            with installed.client(family) as client:
                client.connect()
    after = wakeups(installed.host_pid())
    busy = [thread for thread, count in after.items() if count - before.get(thread, 0) >= CLIENTS // 4]
    assert len(busy) >= 2, f"{CLIENTS} clients of each family, but busy threads are only {busy}"


def test_more_workers_than_sockets_share_them(installed):
    installed.configure(PICO_TRACKER__WORKERS=4)
    installed.drop_in(SOCKET, "[Socket]\nListenDatagram=\nListenDatagram=127.0.0.1:1337\n")
    installed.open()
    for _ in range(CLIENTS):
        with installed.client() as client:
            client.connect()


def test_another_port_is_a_drop_in(installed):
    lines = "".join(f"ListenDatagram={address}:6969\n" for address in ("0.0.0.0", "[::]"))
    installed.drop_in(SOCKET, f"[Socket]\nListenDatagram=\n{lines}")
    installed.open()
    for family in LOOPBACK:
        with installed.client(family, port=6969) as client:
            client.announce()
        with installed.client(family) as client, pytest.raises(ConnectionRefusedError):
            client.connect()


def test_the_receive_buffer_is_the_one_of_the_unit(tracker):
    sockets = tracker.run(["ss", "-lunm", f"sport = :{PORT}"]).stdout
    # The kernel doubles the value for its own bookkeeping.
    assert sockets.count(f"rb{2 * 8 * 1024 * 1024}") == 4, sockets


def test_a_stopped_service_is_started_by_the_next_packet(tracker):
    tracker.systemctl("start")
    tracker.systemctl("stop")
    assert tracker.state() == "inactive"
    assert tracker.system.property(SERVICE, "Result") == "success"
    with tracker.client() as client:
        client.announce()


def test_a_stopped_socket_answers_nobody_until_it_is_started(tracker):
    with tracker.client() as client:
        client.connect()
        tracker.run(["systemctl", "stop", SOCKET, SERVICE])
        with pytest.raises(ConnectionRefusedError):
            client.connect()
        tracker.systemctl("start", SOCKET)
        client.announce()


def test_the_socket_can_be_restarted_with_its_service(tracker):
    tracker.systemctl("start")
    tracker.systemctl("restart", SOCKET)
    with tracker.client() as client:
        client.announce()


def test_a_taken_port_is_systemds_input_output_error(installed):
    with installed.system.datagram_socket(socket.AF_INET) as squatter:
        squatter.bind(("0.0.0.0", PORT))
        failed = installed.run(["systemctl", "enable", "--now", SOCKET], check=False)
        assert failed.returncode != 0
        # What binds is a process of a moment, whose line may reach the journal without its unit: so all units are asked.
        installed.wait_until(
            lambda: "Address already in use" in installed.run(["journalctl", "-o", "cat"]).stdout,
            "the reason in the journal",
        )
        assert "Input/output error" in installed.run(["journalctl", "-u", SOCKET, "-o", "cat"]).stdout
    installed.open()
    with installed.client() as client:
        client.connect()


def test_a_passed_stream_socket_is_refused_by_name(installed):
    installed.drop_in(SOCKET, f"[Socket]\nListenDatagram=\nListenStream=127.0.0.1:{PORT}\n")
    installed.open()
    assert installed.systemctl("start", check=False).returncode != 0
    assert installed.state() != "active"
    errors = [entry["MESSAGE"] for entry in installed.entries() if int(entry["PRIORITY"]) <= 3]
    assert any("ListenDatagram=" in error and "'tracker'" in error for error in errors), errors
