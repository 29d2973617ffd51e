"""The peers in an announce reply: how many, which ones, in what form (A-14 to A-16, A-25 to A-31, A-34)."""

from __future__ import annotations

from collections import Counter

import pytest

from tracker_client import ClientMaker, TrackerClient
from wire import Announce, Event

DEFAULT_NUM_WANT = 50
CAPS = {"ipv4": 200, "ipv6": 66}
PAYLOAD_LIMITS = {"ipv4": 1252, "ipv6": 1232}

SWARM = 250
"""Peers in a swarm larger than every cap."""

DRAWS = 2000
"""Announces in the statistical tests."""

DEVIATIONS = 10
"""Standard deviations a count may stray: a fair choice goes that far once in 10^23 tries."""


def fill(client: TrackerClient, info_hash: bytes, count: int, left: int = 1024, first_port: int = 1000) -> set[int]:
    """Enters peers that differ by their port and returns the ports."""
    ports = set(range(first_port, first_port + count))
    for port in ports:
        client.announce(Announce(info_hash, port=port, left=left, num_want=0))
    return ports


def test_a14_minus_one_means_fifty(client: TrackerClient, info_hash: bytes) -> None:
    """A-14: a client without a wish gets 50."""
    fill(client, info_hash, SWARM)
    assert len(client.announce(Announce(info_hash, num_want=-1)).peers) == DEFAULT_NUM_WANT


def test_a15_zero_means_counts_only(client: TrackerClient, info_hash: bytes) -> None:
    """A-15: no peers, but the numbers of them."""
    fill(client, info_hash, 3)
    reply = client.announce(Announce(info_hash, num_want=0))
    assert (reply.peers, reply.leechers) == ([], 4)


@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_a16_a28_the_cap_is_what_fits_a_packet(
    client: TrackerClient, info_hash: bytes, family: str, beyond: int
) -> None:
    """A-16, A-28: one below the cap, the cap, one above it; the reply never needs a fragment."""
    fill(client, info_hash, SWARM)
    packet = Announce(info_hash, num_want=CAPS[family] + beyond).encode(
        client.connection_id, client.next_transaction_id()
    )
    reply = client.exchange(packet)
    stride = {"ipv4": 6, "ipv6": 18}[family]
    assert len(reply) == 20 + stride * min(CAPS[family] + beyond, CAPS[family])
    assert len(reply) <= PAYLOAD_LIMITS[family]


@pytest.mark.parametrize("num_want", [0x7FFFFFFF, 0x80000000, 0xFFFFFFFE])
def test_a16_huge_and_negative_wishes_get_the_cap(
    client: TrackerClient, info_hash: bytes, family: str, num_want: int
) -> None:
    """A-16: whatever is huge, or below −1, is clamped to the cap."""
    fill(client, info_hash, SWARM)
    assert len(client.announce(Announce(info_hash, num_want=num_want)).peers) == CAPS[family]


def test_a25_a_new_peer_id_at_the_same_endpoint_is_the_same_peer(client: TrackerClient, info_hash: bytes) -> None:
    """A-25: peers are known by their endpoint, never by their peer id."""
    client.announce(Announce(info_hash, port=1, peer_id=b"A" * 20))
    assert client.announce(Announce(info_hash, port=1, peer_id=b"B" * 20)).leechers == 1
    assert client.announce(Announce(info_hash, port=1, peer_id=b"C" * 20, left=0)).seeders == 1
    assert client.announce(Announce(info_hash, port=2)).peers == [(client.address, 1)]


def test_a26_the_same_peer_id_on_a_new_port_is_a_second_peer(client: TrackerClient, info_hash: bytes) -> None:
    """A-26: a new port is a new peer."""
    client.announce(Announce(info_hash, port=1))
    client.announce(Announce(info_hash, port=2))
    assert client.announce(Announce(info_hash, port=3)).ports == {1, 2}


def test_a26_one_family_never_erases_the_other(make_client: ClientMaker, info_hash: bytes) -> None:
    """A-26, A-27: a dual-stack client is a peer in each family, and each family sees its own."""
    over_ipv4, over_ipv6 = make_client("ipv4"), make_client("ipv6")
    over_ipv4.announce(Announce(info_hash, port=1))
    over_ipv6.announce(Announce(info_hash, port=1))
    assert over_ipv4.announce(Announce(info_hash, port=2)).peers == [("127.0.0.1", 1)]
    assert over_ipv6.announce(Announce(info_hash, port=3)).peers == [("::1", 1)]
    over_ipv4.announce(Announce(info_hash, port=1, event=Event.STOPPED))
    assert over_ipv6.announce(Announce(info_hash, port=3)).ports == {1}


def test_a26_peers_of_many_addresses_keep_apart(make_client: ClientMaker, info_hash: bytes) -> None:
    """A-25, A-26: the same port at different addresses makes different peers."""
    addresses = [f"127.0.2.{host}" for host in range(1, 41)]
    for address in addresses:
        make_client(source=address).announce(Announce(info_hash))
    found = make_client(source="127.0.2.99").announce(Announce(info_hash, num_want=200)).peers
    assert sorted(found) == sorted((address, 6881) for address in addresses)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 17, 60])
def test_a29_a31_everyone_but_oneself_and_nobody_twice(client: TrackerClient, info_hash: bytes, size: int) -> None:
    """A-29, A-31: asked for more than there is, the reply has each other peer exactly once."""
    ports = fill(client, info_hash, size)
    for port in ports:
        found = Counter(port for _, port in client.announce(Announce(info_hash, port=port, num_want=66)).peers)
        assert found == Counter(ports - {port})


def test_a29_a31_hold_in_a_large_swarm(client: TrackerClient, info_hash: bytes) -> None:
    """A-29, A-31: a random part of a large swarm has neither the requester nor a peer twice."""
    ports = sorted(fill(client, info_hash, SWARM))
    for attempt in range(4 * SWARM):
        port = ports[attempt % SWARM]
        found = [each for _, each in client.announce(Announce(info_hash, port=port, num_want=60)).peers]
        assert len(found) == len(set(found)) == 60
        assert port not in found


@pytest.mark.parametrize("leechers", [0, 1, 30])
def test_a30_a_seeder_is_given_leechers_only(client: TrackerClient, info_hash: bytes, leechers: int) -> None:
    """A-30: seeders do not connect to seeders; a leecher is given both."""
    seeding = fill(client, info_hash, 20, left=0, first_port=1)
    leeching = fill(client, info_hash, leechers)
    assert client.announce(Announce(info_hash, port=1, left=0, num_want=66)).ports == leeching
    assert client.announce(Announce(info_hash, port=9, num_want=66)).ports == (seeding - {9}) | leeching


def test_a30_follows_a_peer_that_changes_sides(client: TrackerClient, info_hash: bytes) -> None:
    """A-30: a leecher that completes is no longer given to seeders; one that starts over is again."""
    client.announce(Announce(info_hash, port=1, left=0))
    for left, expected in [(5, {2}), (0, set()), (5, {2})]:
        client.announce(Announce(info_hash, port=2, left=left, event=Event.NONE))
        assert client.announce(Announce(info_hash, port=1, left=0)).ports == expected


@pytest.mark.parametrize("size", [8, 51, SWARM])
@pytest.mark.parametrize("wanted", [1, 7, 50])
def test_a34_every_peer_is_given_equally_often(
    make_client: ClientMaker, info_hash: bytes, size: int, wanted: int
) -> None:
    """A-34: over many announces each peer turns up as often as a fair choice would have it."""
    client = make_client()
    seeders = fill(client, info_hash, size // 3, left=0, first_port=1)
    leechers = fill(client, info_hash, size - size // 3)
    found: Counter[int] = Counter()
    for _ in range(DRAWS):
        found.update(client.announce(Announce(info_hash, port=9999, num_want=wanted)).ports)
    chance = min(1.0, wanted / size)
    allowed = DEVIATIONS * (DRAWS * chance * (1 - chance)) ** 0.5
    strays = {port: found[port] for port in seeders | leechers if abs(found[port] - DRAWS * chance) > allowed}
    assert not strays, f"expected {DRAWS * chance:.0f} ± {allowed:.0f} times each"
