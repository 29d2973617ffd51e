"""Connecting (rules C-01 to C-07): who gets an id, what the id is bound to, and who is refused in silence."""

from __future__ import annotations

import itertools
import random
import struct
from pathlib import Path

import pytest

from tracker_client import ClientMaker, TrackerClient
from tracker_process import TrackerProcess
from wire import MAGIC, Action, Announce, connect_request, decode_connect_reply, header

FORGERIES = 1000
"""Random ids tried. The odds that one fits by chance are about 1 in 2^32 for each."""

IDS = 2000


def test_c01_sixteen_bytes_are_answered_with_sixteen(stranger: TrackerClient) -> None:
    """C-01: the reply is exactly 16 bytes and echoes the transaction id."""
    reply = stranger.exchange(connect_request(b"\xde\xad\xbe\xef"))
    assert len(reply) == 16
    assert reply[:8] == bytes.fromhex("00000000 deadbeef")


@pytest.mark.parametrize("padding", [1, 2, 16, 82, 500, 2032])
def test_c02_a_longer_connect_gets_the_same_sixteen_bytes(stranger: TrackerClient, padding: int) -> None:
    """C-02: a longer request is accepted and answered with 16 bytes."""
    decode_connect_reply(stranger.exchange(connect_request(stranger.next_transaction_id(), bytes(padding))))


@pytest.mark.parametrize("magic", [0, 1, MAGIC - 1, MAGIC + 1, MAGIC << 8, 2**64 - 1])
def test_c03_a_wrong_magic_is_met_with_silence(stranger: TrackerClient, magic: int) -> None:
    """C-03: wrong magic, no answer."""
    stranger.assert_silent(header(struct.pack(">Q", magic), Action.CONNECT, stranger.next_transaction_id()))


@pytest.mark.parametrize("bit", range(64))
def test_c03_one_wrong_bit_of_the_magic_is_enough(make_client: ClientMaker, bit: int) -> None:
    """C-03: each single bit of the magic counts."""
    client = make_client(proven=False)
    client.assert_silent(header(struct.pack(">Q", MAGIC ^ 1 << bit), Action.CONNECT, client.next_transaction_id()))


def test_c04_w10_many_connects_from_one_source_are_all_answered(stranger: TrackerClient) -> None:
    """C-04, W-10: connecting often is never an error, and no id is 0 or the magic."""
    ids = {stranger.connect() for _ in range(IDS)}
    assert ids.isdisjoint({bytes(8), struct.pack(">Q", MAGIC)})


def test_c05_an_id_is_good_from_another_port(
    client: TrackerClient, make_client: ClientMaker, family: str, info_hash: bytes
) -> None:
    """C-05: the id is bound to the address, never to the port."""
    neighbour = make_client(family, proven=False)
    neighbour.connection_id = client.connection_id
    assert neighbour.port != client.port
    neighbour.announce(Announce(info_hash))


def test_c05_an_id_is_no_good_from_another_address(make_client: ClientMaker, info_hash: bytes) -> None:
    """C-05, A-03: another address cannot use the id."""
    owner, thief = make_client(source="127.0.0.2"), make_client(source="127.0.0.3", proven=False)
    thief.assert_silent(Announce(info_hash).encode(owner.connection_id, thief.next_transaction_id()))


def test_c05_an_id_is_no_good_from_the_other_family(make_client: ClientMaker, info_hash: bytes) -> None:
    """C-05: an id issued over IPv4 proves nothing over IPv6."""
    owner, thief = make_client("ipv4"), make_client("ipv6", proven=False)
    thief.assert_silent(Announce(info_hash).encode(owner.connection_id, thief.next_transaction_id()))


def test_c06_an_id_serves_many_requests(client: TrackerClient, info_hash: bytes) -> None:
    """C-06: an id is not used up, and a newer one does not end it."""
    first = client.connect()
    for _ in range(3):
        client.connect()
    client.connection_id = first
    for _ in range(5):
        client.announce(Announce(info_hash))
        client.scrape(info_hash)


@pytest.mark.parametrize("bit", range(64))
def test_c07_every_bit_of_an_id_matters(make_client: ClientMaker, info_hash: bytes, bit: int) -> None:
    """C-07: no single bit of a valid id can be changed."""
    client = make_client()
    forged = int.from_bytes(client.connection_id, "big") ^ 1 << bit
    client.assert_silent(Announce(info_hash).encode(struct.pack(">Q", forged), client.next_transaction_id()))


def test_c07_random_ids_are_refused(client: TrackerClient, info_hash: bytes) -> None:
    """C-07: ids made up blindly do not pass."""
    source = random.Random(0xC07)
    for _ in range(FORGERIES // 50):
        for _ in range(50):
            client.send(Announce(info_hash).encode(source.randbytes(8), client.next_transaction_id()))
        client.assert_silent(Announce(info_hash).encode(source.randbytes(8), client.next_transaction_id()))
    assert client.scrape(info_hash)[0].leechers == 0


def test_c07_ids_of_two_addresses_have_nothing_in_common(make_client: ClientMaker) -> None:
    """C-07: neighbouring addresses, asked at the same moment, get ids that tell nothing of each other."""
    ids = [make_client(source=f"127.0.1.{host}").connection_id for host in range(1, 101)]
    assert len(set(ids)) == len(ids)
    secrets = [int.from_bytes(one, "big") ^ int.from_bytes(other, "big") for one, other in itertools.pairwise(ids)]
    assert len(set(secrets)) == len(secrets), "ids of neighbours differ by a pattern"


def test_c07_ids_of_another_run_are_refused(client: TrackerClient, binary: Path, family: str, info_hash: bytes) -> None:
    """C-07: the key is random, so that nobody can learn from a tracker of their own."""
    with TrackerProcess(binary) as other, TrackerClient(getattr(other, family)) as elsewhere:
        client.connect()
        foreign_id = elsewhere.connect()
        client.assert_silent(Announce(info_hash).encode(foreign_id, client.next_transaction_id()))
        assert other.stop() == 0
