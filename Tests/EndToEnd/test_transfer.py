"""A file goes from one real client to another, who could not find each other without the tracker.

The torrents are private, and every other way to a peer is off; each client is once a seeder and once a leecher.
"""

from __future__ import annotations

import time

import pytest

from aria2_client import Aria2Client
from client_process import ClientProcess
from libtorrent_client import LibtorrentClient
from rtorrent_client import RtorrentClient
from swarm import Swarm
from transmission_client import TransmissionClient
from wire import ScrapeEntry

UNUSED_PORT = 9
TIME_TO_MEET = 5.0
"""Seconds; with the tracker the same two clients are done in less than two."""

PAIRS = [
    (LibtorrentClient, TransmissionClient),
    (TransmissionClient, Aria2Client),
    (Aria2Client, LibtorrentClient),
    (LibtorrentClient, RtorrentClient),
    (RtorrentClient, LibtorrentClient),
]


@pytest.mark.parametrize(("seeding", "leeching"), PAIRS, ids=[f"{one.name}-to-{other.name}" for one, other in PAIRS])
def test_a_file_arrives_over_ipv4(swarm: Swarm, seeding: type[ClientProcess], leeching: type[ClientProcess]) -> None:
    """The leecher has the file, and tells the tracker that it has completed it."""
    swarm.start_seeder(seeding, ipv6=False)
    swarm.wait_for_file(swarm.start_leecher(leeching, ipv6=False))
    swarm.wait_for_scrape(ScrapeEntry(seeders=2, completed=1), "the leecher has become a seeder")


def test_a_file_arrives_over_ipv6(swarm: Swarm) -> None:
    """Both clients have no IPv4 at all."""
    swarm.start_seeder(LibtorrentClient, ipv4=False)
    swarm.wait_for_file(swarm.start_leecher(LibtorrentClient, ipv4=False))
    swarm.wait_for_scrape(ScrapeEntry(seeders=2, completed=1), "the leecher has become a seeder")


def test_a_dual_stack_client_joins_the_families(swarm: Swarm) -> None:
    """From a seeder without IPv4 to a leecher without IPv6: only through the client that has both."""
    swarm.start_seeder(LibtorrentClient, ipv4=False)
    leecher = swarm.start_leecher(LibtorrentClient, ipv6=False)
    swarm.wait_for_scrape(ScrapeEntry(seeders=1, leechers=1), "both wait for a way to each other")
    swarm.start_leecher(LibtorrentClient)
    swarm.wait_for_file(leecher)
    # The client with both families is a peer, and a completed download, in each of them.
    swarm.wait_for_scrape(ScrapeEntry(seeders=4, completed=3), "all have become seeders")


def test_a_client_that_leaves_is_forgotten(swarm: Swarm) -> None:
    """libtorrent's "stopped" takes it out of the swarm, over both families."""
    client = swarm.start_seeder(LibtorrentClient)
    swarm.wait_for_scrape(ScrapeEntry(seeders=2), "a seeder in each family")
    client.stop()
    assert swarm.scrape() == ScrapeEntry(), "both announces were answered, so nobody may be left"


def test_without_the_tracker_they_do_not_meet(swarm: Swarm) -> None:
    """The control: the same two clients, with a torrent whose tracker does not answer, find nobody."""
    swarm.use_torrent_with_tracker_port(UNUSED_PORT)
    clients = [swarm.start_client(LibtorrentClient, has_file, ipv4=True, ipv6=True) for has_file in (True, False)]
    time.sleep(TIME_TO_MEET)
    for client in clients:
        assert client.process.poll() is None
        assert "tracker_announce" in client.log()
        assert "peer_connect" not in client.log()
        client.kill()
    assert not swarm.torrent.is_complete(clients[1].folder)
