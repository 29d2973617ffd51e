"""Any datagram (rules W-01 to W-11): what is too short, too long, unknown, or comes from where nothing should come."""

from __future__ import annotations

import struct

import pytest

from tracker_client import ClientMaker, TrackerClient
from wire import (
    ANNOUNCE_SIZE,
    HEADER_SIZE,
    SCRAPE_LIMIT,
    Announce,
    connect_request,
    decode_announce_reply,
    decode_error,
    decode_scrape_reply,
    header,
    is_error,
    scrape_request,
)

SIZES = [15, 16, 17, 35, 36, 37, 97, 98, 99, 100, 108, 353, 1472, 1473, 1496, 1497, 1516, 2048, 2049, 65507]
BUFFER_SIZE = 2048
"""What a tracker must at least be able to receive; it may drop what is longer."""

ACTIONS = [3, 4, 0xFF, 0x100, 0x01000000, 0x01000001, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF]


def assert_answered(client: TrackerClient, packet: bytes, expected_size: int) -> bytes:
    """The one reply to a packet; a packet longer than the buffer may have none."""
    replies = client.replies_to(packet)
    if len(packet) > BUFFER_SIZE and not replies:
        return b""
    assert [len(reply) for reply in replies] == [expected_size]
    assert replies[0][4:8] == packet[12:16]
    return replies[0]


@pytest.mark.parametrize("size", range(16))
def test_w01_up_to_fifteen_bytes_are_met_with_silence(stranger: TrackerClient, size: int) -> None:
    """W-01: not even a whole connect request but for its last byte is answered."""
    stranger.assert_silent(connect_request(stranger.next_transaction_id())[:size])


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("size", [16, 36, 98, 1496])
def test_w02_unknown_actions_are_met_with_silence(client: TrackerClient, action: int, size: int) -> None:
    """W-02: action 3 and above is never answered, not even to the proven: two trackers would loop for ever."""
    for connection_id in (client.connection_id, bytes(8), connect_request(bytes(4))[:8]):
        client.assert_silent(header(connection_id, action, client.next_transaction_id()).ljust(size, b"\0"))


@pytest.mark.parametrize("size", SIZES)
def test_w04_connects_of_every_size(stranger: TrackerClient, size: int) -> None:
    """W-04, C-02: a connect of 16 bytes or more is answered with 16; only beyond 2048 may there be silence."""
    packet = connect_request(stranger.next_transaction_id()).ljust(size, b"\xa5")[:size]
    if size < HEADER_SIZE:
        stranger.assert_silent(packet)
    else:
        assert_answered(stranger, packet, 16)


@pytest.mark.parametrize("size", SIZES)
def test_w04_announces_of_every_size(client: TrackerClient, info_hash: bytes, size: int) -> None:
    """W-04, A-05: an announce of 98 bytes or more is answered, whatever follows the 98 bytes."""
    packet = Announce(info_hash).encode(client.connection_id, client.next_transaction_id()).ljust(size, b"\xa5")[:size]
    if size >= ANNOUNCE_SIZE:
        reply = assert_answered(client, packet, 20)
        assert not reply or decode_announce_reply(reply, client.family).leechers == 1
    else:
        assert all(is_error(reply) and decode_error(reply) for reply in client.replies_to(packet))


@pytest.mark.parametrize("size", SIZES)
def test_w04_scrapes_of_every_size(client: TrackerClient, size: int) -> None:
    """W-04, S-01 to S-04: a scrape of 1496 bytes is whole; longer ones are answered for 74 hashes."""
    packet = scrape_request(client.connection_id, client.next_transaction_id(), []).ljust(size, b"\xa5")[:size]
    count = min((size - HEADER_SIZE) // 20, SCRAPE_LIMIT)
    if count > 0:
        reply = assert_answered(client, packet, 8 + 12 * count)
        assert not reply or len(decode_scrape_reply(reply)) == count
    else:
        assert all(is_error(reply) and decode_error(reply) for reply in client.replies_to(packet))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("action", [1, 2])
def test_w04_w11_no_size_earns_the_unproven_an_answer(stranger: TrackerClient, action: int, size: int) -> None:
    """A-03, S-09, W-11: without an id of ours, announces and scrapes of every size are met with silence."""
    stranger.assert_silent(header(b"12345678", action, stranger.next_transaction_id()).ljust(size, b"\xa5")[:size])


def test_w08_the_reply_leaves_from_the_address_that_was_asked(make_client: ClientMaker) -> None:
    """W-08: asked at 127.0.0.77, the tracker answers from there, not from the address the route would choose."""
    client = make_client(proven=False)
    client.socket.close()
    other = TrackerClient(("127.0.0.77", client.server[1]), source="127.0.0.1")
    with other:
        other.connect()
        assert other.socket.getpeername()[0] == "127.0.0.77"


@pytest.mark.parametrize("transaction_id", [0, 1, 0x80000000, 0xFFFFFFFF, 0x41727101])
def test_w09_the_transaction_id_comes_back(client: TrackerClient, info_hash: bytes, transaction_id: int) -> None:
    """W-09: verbatim, in connect, announce and scrape replies and in errors."""
    txid = struct.pack(">I", transaction_id)
    requests = [
        connect_request(txid),
        Announce(info_hash).encode(client.connection_id, txid),
        scrape_request(client.connection_id, txid, [info_hash]),
        scrape_request(client.connection_id, txid, []),
    ]
    heads = [client.exchange(packet)[:8] for packet in requests]
    assert heads == [struct.pack(">I", action) + txid for action in (0, 1, 2, 3)]
