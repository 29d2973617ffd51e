"""Swarms that are known to the last peer, so that every reply about them can be checked to the last digit."""

import contextlib
import hashlib
from dataclasses import dataclass

from .installed_tracker import LOOPBACK
from .steady_load import SteadyLoad
from .swarm_talk import SwarmTalk

REQUESTS_PER_SECOND = 1000
SOCKETS_PER_FAMILY = 4

FIRST_PORT = 10000
COMPLETED, STARTED = 1, 2

# Leechers, seeders, and how many of these have been leechers, in each family: small swarms, and one that is hashed.
SIZES = [(index % 4, 1 + index % 3, index % 2) for index in range(30)] + [(120, 80, 20)]


@dataclass(frozen=True)
class Torrent:
    """A torrent and its peers, as many over IPv4 as over IPv6."""

    info_hash: bytes
    leechers: int
    seeders: int
    completions: int

    @property
    def scrape_entry(self):
        """What a scrape must say of it: seeders, completed, leechers."""
        families = len(LOOPBACK)
        return (self.seeders * families, self.completions * families, self.leechers * families)

    @property
    def ports(self):
        """The ports of its peers in each family."""
        return range(FIRST_PORT, FIRST_PORT + self.leechers + self.seeders)

    def left(self, port):
        """What the peer with a port has left: the first ones are leechers."""
        return 1 if port - FIRST_PORT < self.leechers else 0


class Population:
    """Peers that announce with connection ids which they get once and never renew."""

    def __init__(self):
        self.torrents = [Torrent(hashlib.sha1(b"%d" % index).digest(), *size) for index, size in enumerate(SIZES)]
        self.members = [(torrent, port) for torrent in self.torrents for port in torrent.ports]
        self.connections = {}

    @property
    def peers(self):
        """How many there are over both families."""
        return len(self.members) * len(LOOPBACK)

    @property
    def completed(self):
        """How many downloads were completed over both families."""
        return sum(torrent.scrape_entry[1] for torrent in self.torrents)

    def announce_all(self, tracker):
        """Everybody announces for the first time; the same peers over each family."""
        for family in LOOPBACK:
            with tracker.client(family) as client:
                self.connections[family] = connection = client.connect()
                for torrent, port in self.members:
                    number = port - FIRST_PORT - torrent.leechers
                    has_completed = 0 <= number < torrent.completions
                    left = 1 if has_completed else torrent.left(port)
                    client.announce_with(connection, torrent.info_hash, port, left=left, event=STARTED)
                    if has_completed:
                        client.announce_with(connection, torrent.info_hash, port, left=0, event=COMPLETED)
        self.expect_all(tracker)

    def expect_all(self, tracker):
        """The tracker, asked with the ids of before, knows everybody, and how many have completed."""
        expected = [torrent.scrape_entry for torrent in self.torrents]
        for family, connection in self.connections.items():
            with tracker.client(family) as client:
                found = client.scrape_with(connection, [torrent.info_hash for torrent in self.torrents])
            assert found == expected

    @contextlib.contextmanager
    def load(self, tracker, **options):
        """Everybody goes on to announce; each answer is checked, and every request must have one."""
        with contextlib.ExitStack() as stack:
            clients = [
                (stack.enter_context(tracker.client(family)), family)
                for family in LOOPBACK
                for _ in range(SOCKETS_PER_FAMILY)
            ]
            talk = SwarmTalk(self, [family for _, family in clients])
            load = SteadyLoad([client.datagrams for client, _ in clients], REQUESTS_PER_SECOND, talk, **options)
            yield stack.enter_context(load)

    def figures(self, load):
        """What a load of these peers has measured, in words; to be asked after `expect_all`."""
        return (
            f"{self.peers} peers and {self.completed} completed before and after; of {load.sent} requests "
            f"{load.unanswered} unanswered, {load.talk.unanswered_with_id} of them with a connection id; "
            f"longest wait {load.longest_wait * 1000:.0f} ms"
        )
