"""Announcing: which packets are announces at all, and what their fields mean (rules A-01 to A-18, A-21 to A-23)."""

from __future__ import annotations

import struct

import pytest

from tracker_client import TrackerClient
from wire import ANNOUNCE_SIZE, Announce, Event, RefusedError, ScrapeEntry, decode_error, is_error

SHORT_SIZES = [16, 17, 35, 36, 37, 56, 96, 97]

OPTIONS = {
    "aria2": "0000",
    "url-data": "02 09 2f616e6e6f756e6365",
    "empty-url-data": "02 00",
    "split-url-data": "01 02 05 2f616e6e6f 02 04 756e6365",
    "unknown-skipped": "7f 03 aabbcc 02 02 2f61",
    "length-past-the-end": "02 ff 2f",
    "unknown-length-past-the-end": "7f ff",
    "type-without-a-length": "02",
    "unknown-type-without-a-length": "7f",
    "one-byte": "00",
    "no-ops": "01" * 254,
    "longest-option": "02 ff" + "61" * 255,
    "up-to-2048-bytes": "01" * (2048 - ANNOUNCE_SIZE),
}


@pytest.mark.parametrize("size", SHORT_SIZES)
def test_a01_short_and_unproven_is_met_with_silence(stranger: TrackerClient, info_hash: bytes, size: int) -> None:
    """A-01: fewer than 98 bytes without an id of ours, no answer."""
    stranger.assert_silent(Announce(info_hash).encode(b"12345678", stranger.next_transaction_id())[:size])


@pytest.mark.parametrize("size", SHORT_SIZES)
def test_a02_short_and_proven_changes_nothing(client: TrackerClient, info_hash: bytes, size: int) -> None:
    """A-02: a proven source gets silence or a short error, and no peer appears."""
    packet = Announce(info_hash).encode(client.connection_id, client.next_transaction_id())[:size]
    for reply in client.replies_to(packet):
        assert is_error(reply)
        assert reply[4:8] == packet[12:16]
        decode_error(reply)
    assert client.scrape(info_hash) == [ScrapeEntry()]


@pytest.mark.parametrize("connection_id", [bytes(8), b"\xff" * 8, bytes.fromhex("0000041727101980")])
def test_a03_an_id_that_is_not_ours_is_met_with_silence(
    client: TrackerClient, info_hash: bytes, connection_id: bytes
) -> None:
    """A-03: no answer and no peer."""
    client.assert_silent(Announce(info_hash).encode(connection_id, client.next_transaction_id()))
    assert client.scrape(info_hash) == [ScrapeEntry()]


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS.keys())
def test_a05_a08_a09_options_never_hinder_an_announce(client: TrackerClient, info_hash: bytes, options: str) -> None:
    """A-05, A-08, A-09: 98 bytes or more are an announce, whatever the options are."""
    reply = client.announce(Announce(info_hash, options=bytes.fromhex(options)))
    assert (reply.leechers, reply.seeders, reply.peers) == (1, 0, [])


def test_a10_port_zero_is_refused_and_never_stored(client: TrackerClient, info_hash: bytes) -> None:
    """A-10: a proven source is told, and no peer appears."""
    with pytest.raises(RefusedError):
        client.announce(Announce(info_hash, port=0))
    assert client.scrape(info_hash) == [ScrapeEntry()]


@pytest.mark.parametrize("port", [1, 65535])
def test_a10_every_other_port_is_good(client: TrackerClient, info_hash: bytes, port: int) -> None:
    """A-10: the lowest and the highest port reach other peers unharmed."""
    client.announce(Announce(info_hash, port=port))
    assert client.announce(Announce(info_hash, port=6881)).peers == [(client.address, port)]


@pytest.mark.parametrize("event", [Event.NONE, Event.COMPLETED, Event.STARTED])
def test_a11_none_completed_and_started_make_a_peer(client: TrackerClient, info_hash: bytes, event: Event) -> None:
    """A-11: every event but stopped makes a peer of an unknown client, and only event 1 counts as completed."""
    reply = client.announce(Announce(info_hash, event=event, left=0))
    assert (reply.seeders, reply.leechers) == (1, 0)
    assert client.scrape(info_hash) == [ScrapeEntry(seeders=1, completed=int(event == Event.COMPLETED))]


def test_a12_paused_is_a_leecher_that_needs_no_peers(client: TrackerClient, info_hash: bytes) -> None:
    """A-12: BEP 21's event 4 counts among the leechers and is given no peers."""
    client.announce(Announce(info_hash, port=1))
    reply = client.announce(Announce(info_hash, port=2, event=Event.PAUSED, left=500))
    assert (reply.leechers, reply.seeders, reply.peers) == (2, 0, [])


@pytest.mark.parametrize("event", [5, 6, 0xFF, 0x100, 0x01000001, 0x01000003, 0x80000000, 0xFFFFFFFF])
def test_a13_unknown_events_mean_none(client: TrackerClient, info_hash: bytes, event: int) -> None:
    """A-13: all 32 bits of the event count: 0x01000001 is not completed and 0x01000003 is not stopped."""
    reply = client.announce(Announce(info_hash, event=event))
    assert (reply.leechers, reply.seeders) == (1, 0)
    assert client.scrape(info_hash) == [ScrapeEntry(leechers=1)]


def test_a17_stopped_removes_the_peer(client: TrackerClient, info_hash: bytes) -> None:
    """A-17: the peer goes, others stay, and the reply is 20 bytes whatever num_want says."""
    client.announce(Announce(info_hash, port=1, left=0))
    usual = client.announce(Announce(info_hash, port=2))
    stopped = client.announce(Announce(info_hash, port=2, event=Event.STOPPED, num_want=50))
    assert (stopped.peers, stopped.interval) == ([], usual.interval)
    assert client.scrape(info_hash) == [ScrapeEntry(seeders=1)]
    assert client.announce(Announce(info_hash, port=3)).ports == {1}


def test_a18_stopped_by_an_unknown_peer_leaves_no_trace(client: TrackerClient, info_hash: bytes) -> None:
    """A-18: 20 bytes, no state, in an empty torrent and in one with peers."""
    assert client.announce(Announce(info_hash, event=Event.STOPPED)).peers == []
    assert client.scrape(info_hash) == [ScrapeEntry()]
    client.announce(Announce(info_hash, port=1))
    assert client.announce(Announce(info_hash, port=2, event=Event.STOPPED)).peers == []
    assert client.scrape(info_hash) == [ScrapeEntry(leechers=1)]


@pytest.mark.parametrize("left", [0, 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1])
def test_a21_left_is_unsigned_and_only_zero_means_seeder(client: TrackerClient, info_hash: bytes, left: int) -> None:
    """A-21: all 64 bits of left count; 2^32 has a low half of zeros, 2^63 is not negative."""
    reply = client.announce(Announce(info_hash, left=left))
    assert (reply.seeders, reply.leechers) == ((1, 0) if left == 0 else (0, 1))


@pytest.mark.parametrize("victim", ["192.0.2.1", "127.0.0.2", "255.255.255.255"])
def test_a22_a23_the_ip_field_is_ignored(client: TrackerClient, info_hash: bytes, victim: str) -> None:
    """A-22, A-23: nobody can enter another address, over neither family, and trying is not an error."""
    ip = struct.unpack(">I", bytes(map(int, victim.split("."))))[0]
    client.announce(Announce(info_hash, port=1, ip=ip))
    assert client.announce(Announce(info_hash, port=2)).peers == [(client.address, 1)]
