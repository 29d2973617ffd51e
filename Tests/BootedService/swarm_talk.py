"""The requests of a population under a steady load, and the answers that are due."""

import socket
import struct

from .udp_client import ANNOUNCE, CONNECT, SCRAPE, announce_request, connect_request, scrape_request

NO_EVENT = 0
WANTED = 5
SCRAPED = 7

ADDRESS_LENGTH = {socket.AF_INET: 4, socket.AF_INET6: 16}


class SwarmTalk:
    """Of five requests one is a connect, one a scrape, and three are announces of peers who are known already."""

    def __init__(self, population, families):
        self.population = population
        self.families = families
        self.expected = {}

    def request(self, transaction, index):
        """The request with a transaction id, for the socket with an index."""
        connection = self.population.connections[self.families[index]]
        kind = transaction % 5
        if kind == 0:
            self.expected[transaction] = (CONNECT, None)
            return connect_request(transaction)
        torrents = self.population.torrents
        if kind == 1:
            start = transaction // 5 % (len(torrents) - SCRAPED + 1)
            scraped = torrents[start : start + SCRAPED]
            self.expected[transaction] = (SCRAPE, scraped)
            return scrape_request(connection, transaction, [torrent.info_hash for torrent in scraped])
        torrent, port = self.population.members[transaction % len(self.population.members)]
        self.expected[transaction] = (ANNOUNCE, (torrent, ADDRESS_LENGTH[self.families[index]]))
        return announce_request(
            connection, transaction, torrent.info_hash, port, left=torrent.left(port), event=NO_EVENT, wanted=WANTED
        )

    def is_right(self, transaction, answer):
        """Whether an answer is the one that the request with the transaction id must have."""
        action, about = self.expected.pop(transaction)
        if struct.unpack("!I", answer[:4])[0] != action:
            return False
        if action == CONNECT:
            return len(answer) == 16
        if action == SCRAPE:
            return list(struct.iter_unpack("!III", answer[8:])) == [torrent.scrape_entry for torrent in about]
        torrent, address_length = about
        seeders, _, leechers = torrent.scrape_entry
        ports = [port for _, port in struct.iter_unpack(f"!{address_length}sH", answer[20:])]
        return struct.unpack("!II", answer[12:20]) == (leechers, seeders) and all(
            port in torrent.ports for port in ports
        )

    @property
    def unanswered_with_id(self):
        """How many requests that had a connection id were not answered."""
        return sum(action != CONNECT for action, _ in self.expected.values())
