"""A tracker on a host with several addresses, asked from another host over a link that may need fragments."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator

import pytest

from network import INTERFACE, Host, ipv4_address, ipv6_address
from swarm import SECOND_TRACKER_NUMBER, TRACKER_NUMBER, Swarm
from tracker_client import REPLY_TIMEOUT, TrackerClient
from wire import SCRAPE_LIMIT, Announce, connect_request, decode_connect_reply

SMALLEST_IPV6_MTU = 1280
SWARM_SIZE = 250
"""More peers than fit in one reply."""

LINK_LOCAL_TRACKER, LINK_LOCAL_CLIENT = "fe80::a", "fe80::b"

ADDRESSES = {
    "ipv4-first": ipv4_address(TRACKER_NUMBER),
    "ipv4-second": ipv4_address(SECOND_TRACKER_NUMBER),
    "ipv6-first": ipv6_address(TRACKER_NUMBER),
    "ipv6-second": ipv6_address(SECOND_TRACKER_NUMBER),
}


@pytest.fixture
def client_host(swarm: Swarm) -> Iterator[Host]:
    """Another host, from which sockets can be opened."""
    host = swarm.add_host("client")
    with host.entered():
        yield host


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_w08_a_connected_client_is_answered_from_the_address_it_asked(
    swarm: Swarm, client_host: Host, address: str
) -> None:
    """W-08: a connected socket receives nothing from any other address, as many clients do."""
    with TrackerClient((address, swarm.tracker.port)) as client:
        client.connect()
        reply = client.announce(Announce(swarm.torrent.info_hash))
        assert reply.leechers == 1
        assert len(client.scrape(swarm.torrent.info_hash)) == 1


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_w08_the_source_of_a_reply_is_the_address_that_was_asked(swarm: Swarm, client_host: Host, address: str) -> None:
    """W-08: the same with a socket that receives from everywhere, so that a failure shows the wrong address."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as client:
        client.settimeout(REPLY_TIMEOUT)
        client.sendto(connect_request(b"\x11\x22\x33\x44"), (address, swarm.tracker.port))
        reply, source = client.recvfrom(2048)
    decode_connect_reply(reply)
    assert source[:2] == (address, swarm.tracker.port)


def test_w08_a_link_local_client_is_answered(swarm: Swarm, client_host: Host) -> None:
    """W-08: link-local addresses mean something only together with an interface."""
    for host, address in ((swarm.tracker_host, LINK_LOCAL_TRACKER), (client_host, LINK_LOCAL_CLIENT)):
        host.run("ip", "address", "add", f"{address}/64", "dev", INTERFACE, "nodad")
    with TrackerClient((f"{LINK_LOCAL_TRACKER}%{INTERFACE}", swarm.tracker.port)) as client:
        client.connect()


@pytest.mark.parametrize(("address", "counter"), [(ADDRESSES["ipv4-first"], "Ip"), (ADDRESSES["ipv6-first"], "Ip6")])
def test_w04_a_scrape_that_arrives_in_fragments_is_answered(
    swarm: Swarm, client_host: Host, address: str, counter: str
) -> None:
    """W-04: 74 hashes are 1496 bytes, which do not fit in one Ethernet frame."""
    with TrackerClient((address, swarm.tracker.port)) as client:
        client.connect()
        hashes = [index.to_bytes(20, "big") for index in range(SCRAPE_LIMIT)]
        assert len(client.scrape(*hashes)) == SCRAPE_LIMIT
    assert ip_counter(swarm.tracker_host, counter, "ReasmOKs") == 1


@pytest.mark.parametrize(("address", "counter"), [(ADDRESSES["ipv4-first"], "Ip"), (ADDRESSES["ipv6-first"], "Ip6")])
def test_a28_the_longest_reply_passes_the_smallest_link_whole(
    swarm: Swarm, client_host: Host, address: str, counter: str
) -> None:
    """A-28: even where the MTU is 1280, the least that IPv6 allows, no reply is sent in fragments."""
    for host in (swarm.tracker_host, client_host):
        host.run("ip", "link", "set", INTERFACE, "mtu", str(SMALLEST_IPV6_MTU))
    with TrackerClient((address, swarm.tracker.port)) as client:
        client.connect()
        for port in range(1, SWARM_SIZE + 1):
            client.announce(Announce(swarm.torrent.info_hash, port=port, num_want=0))
        reply = client.announce(Announce(swarm.torrent.info_hash, port=9999, num_want=SWARM_SIZE))
        assert len(reply.peers) > 60
    assert ip_counter(swarm.tracker_host, counter, "FragCreates") == 0


def ip_counter(host: Host, protocol: str, name: str) -> int:
    """One of the kernel's counters for IPv4 ("Ip") or IPv6 ("Ip6") on a host."""
    if protocol == "Ip6":
        return int(re.search(rf"^Ip6{name}\s+(\d+)", host.run("cat", "/proc/net/snmp6"), re.M)[1])  # type: ignore[index]
    names, values = (line.split() for line in host.run("cat", "/proc/net/snmp").splitlines()[:2])
    return int(values[names.index(name)])
