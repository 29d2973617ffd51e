"""A small BEP 15 client: the messages, and a socket that waits for its answers as libtorrent does."""

import os
import struct

MAGIC = 0x41727101980
CONNECT, ANNOUNCE, SCRAPE, ERROR = range(4)

# libtorrent's patience. It sends a request once: what is not answered by then is a failed announce.
ANSWER_SECONDS_MAX = 10


def connect_request(transaction):
    """16 bytes: BEP 15 "connect"."""
    return struct.pack("!QII", MAGIC, CONNECT, transaction)


def announce_request(connection, transaction, info_hash, port, left=1, event=2, wanted=50):
    """98 bytes: BEP 15 "IPv4 announce request", the same over IPv6."""
    peer_id = b"-TE0001-" + os.urandom(12)
    head = struct.pack("!QII20s20s", connection, ANNOUNCE, transaction, info_hash, peer_id)
    tail = struct.pack("!QQQIIIiH", 0, left, 0, event, 0, transaction, wanted, port)
    return head + tail


def scrape_request(connection, transaction, info_hashes):
    """16 bytes and 20 for each info hash: BEP 15 "scrape request"."""
    return struct.pack("!QII", connection, SCRAPE, transaction) + b"".join(info_hashes)


class UDPClient:
    """Talks to one tracker over one connected socket."""

    def __init__(self, datagrams):
        self.datagrams = datagrams
        self.datagrams.settimeout(ANSWER_SECONDS_MAX)
        self.transaction = int.from_bytes(os.urandom(3), "big")

    def ask(self, request):
        """Send one request; return the answer to it, whatever its action, or raise TimeoutError."""
        self.datagrams.send(request)
        transaction = request[12:16]
        while True:
            answer = self.datagrams.recv(4096)
            if answer[4:8] == transaction:
                return answer

    def connect(self):
        """A connection id."""
        self.transaction += 1
        answer = self.ask(connect_request(self.transaction))
        assert len(answer) == 16 and answer[:4] == bytes(4), f"not a reply to connect: {answer.hex()}"
        return struct.unpack("!Q", answer[8:])[0]

    def announce(self, info_hash=bytes(20), port=6881, **fields):
        """Connect and announce; return (interval, leechers, seeders)."""
        return self.announce_with(self.connect(), info_hash, port, **fields)

    def announce_with(self, connection, info_hash, port, **fields):
        """Announce with an id of before; return (interval, leechers, seeders)."""
        self.transaction += 1
        answer = self.ask(announce_request(connection, self.transaction, info_hash, port, **fields))
        assert len(answer) >= 20 and answer[3] == ANNOUNCE, f"not a reply to announce: {answer.hex()}"
        return struct.unpack("!III", answer[8:20])

    def scrape_with(self, connection, info_hashes):
        """Scrape with an id of before; return a tuple (seeders, completed, leechers) for each info hash."""
        self.transaction += 1
        answer = self.ask(scrape_request(connection, self.transaction, info_hashes))
        assert len(answer) == 8 + 12 * len(info_hashes), f"not a reply to scrape: {answer.hex()}"
        assert answer[3] == SCRAPE, f"not a reply to scrape: {answer.hex()}"
        return list(struct.iter_unpack("!III", answer[8:]))

    def is_accepted(self, connection):
        """Whether an id of before proves the client's address: a wrong one is met with silence."""
        self.transaction += 2
        scrape, connect = self.transaction - 1, self.transaction
        self.datagrams.send(scrape_request(connection, scrape, [bytes(20)]))
        self.datagrams.send(connect_request(connect))
        # The two are answered in their order.
        while (transaction := struct.unpack("!I", self.datagrams.recv(4096)[4:8])[0]) not in (scrape, connect):
            pass
        return transaction == scrape
