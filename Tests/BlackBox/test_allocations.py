"""The hot path allocates nothing: not for an announce of a known peer, a scrape, a connect, or a refusal.

What is measured runs on the built tracker, between two readings of the workers' own counters: while swarms of all kinds
are only asked and refreshed, their threads may call no allocator at all. Newcomers may need memory, so all come before.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path

import pytest

from allocation_counter import AllocationCounter
from tracker_client import TrackerClient
from tracker_process import TrackerProcess
from wire import Announce, decode_announce_reply, decode_error, decode_scrape_reply, scrape_request

ANNOUNCES = 100_000
WORKERS = 2
SOCKETS = 8
"""In each family: the kernel spreads them over both workers."""

BURST = 32
"""Requests under way at once: they fit in a receive buffer of the default size."""

SWARM_SIZES = (1, 2, 40, 300)
"""A peer alone, a swarm of one block, one that fills no reply, and one that is hashed and larger than a reply."""

ASIDE_EVERY = 10
"""Bursts of announces between two rounds of the other requests."""

WANTED = 50


class Crowd:
    """The peers of one family in one swarm: a third are seeders. All share an address and differ in the port."""

    def __init__(self, info_hash: bytes, size: int) -> None:
        self.info_hash = info_hash
        self.ports = range(1001, 1001 + size)
        self.seeders = {port for port in self.ports if port % 3 == 0}
        self.leechers = set(self.ports) - self.seeders

    def request(self, port: int) -> Announce:
        """What a peer says each time."""
        left = 0 if port in self.seeders else 1000
        return Announce(self.info_hash, port=port, left=left, num_want=WANTED)

    def check(self, port: int, client: TrackerClient, packet: bytes) -> None:
        """Holds a reply to the rules (A-29 to A-33); both families have the same peers, and count together."""
        reply = decode_announce_reply(packet, client.family)
        assert (reply.leechers, reply.seeders) == (2 * len(self.leechers), 2 * len(self.seeders))
        known = self.leechers if port in self.seeders else set(self.ports) - {port}
        assert len(reply.peers) == len(reply.ports) == min(WANTED, len(known))
        assert reply.ports <= known


def play(client: TrackerClient, turns: list[tuple[Crowd, int]]) -> None:
    """Announces a burst of peers and checks every reply; one socket's datagrams are answered in their order."""
    requests = [crowd.request(port).encode(client.connection_id, client.next_transaction_id()) for crowd, port in turns]
    for request in requests:
        client.send(request)
    for (crowd, port), request in zip(turns, requests, strict=True):
        packet = client.receive()
        assert packet[4:8] == request[12:16]
        crowd.check(port, client, packet)


def ask_aside(client: TrackerClient, crowds: list[Crowd]) -> None:
    """Connects, scrapes known and unknown torrents, sends what is refused, and what is dropped."""
    client.connect()
    hashes = [crowd.info_hash for crowd in crowds] + [bytes(20), bytes(range(20))]
    packet = client.exchange(scrape_request(client.connection_id, client.next_transaction_id(), hashes))
    expected = [(2 * len(crowd.seeders), 2 * len(crowd.leechers)) for crowd in crowds] + [(0, 0)] * 2
    assert [(entry.seeders, entry.leechers) for entry in decode_scrape_reply(packet)] == expected
    refused = Announce(crowds[0].info_hash, port=0).encode(client.connection_id, client.next_transaction_id())
    assert "port" in decode_error(client.exchange(refused))
    client.assert_silent(Announce(crowds[0].info_hash).encode(bytes(8), client.next_transaction_id()))


@pytest.fixture
def counter(tmp_path: Path) -> AllocationCounter:
    """A counter of its own for each tracker."""
    return AllocationCounter(tmp_path)


@pytest.fixture
def counted_tracker(binary: Path, counter: AllocationCounter) -> Iterator[TrackerProcess]:
    """A tracker as it is served by: nothing is logged."""
    arguments = ["-port", "0", "-workers", str(WORKERS)]
    with TrackerProcess(binary, arguments, counter.environment) as tracker:
        yield tracker
        tracker.assert_running()
        assert tracker.stop() == 0


def test_hot_path_does_not_allocate(counted_tracker: TrackerProcess, counter: AllocationCounter) -> None:
    """100 000 announces of known peers, with scrapes, connects and refusals among them, and no allocation."""
    crowds = [Crowd(bytes([size % 251]) * 20, size) for size in SWARM_SIZES]
    everyone = [(crowd, port) for crowd in crowds for port in crowd.ports]
    with ExitStack() as sockets:
        servers = [server for server in (counted_tracker.ipv4, counted_tracker.ipv6) for _ in range(SOCKETS)]
        clients = [sockets.enter_context(TrackerClient(server)) for server in servers]
        for client in clients:
            client.connect()
        for client in (clients[0], clients[-1]):
            for crowd, port in everyone:
                client.announce(crowd.request(port))
        turns = cycle(everyone)
        bursts = zip(range(ANNOUNCES // BURST), cycle(clients), strict=False)
        for client in clients:
            play(client, list(islice(turns, BURST)))
            ask_aside(client, crowds)

        filled = counter.read()
        assert filled.serving_threads == WORKERS
        assert filled.allocations > 0, "the newcomers took memory: a counter that saw none of it counts nothing"
        for number, client in bursts:
            play(client, list(islice(turns, BURST)))
            if number % ASIDE_EVERY == 0:
                ask_aside(client, crowds)
        played = counter.read()

    print(f"{ANNOUNCES} announces in {played.rounds - filled.rounds} rounds; before: {filled}; behind: {played}")
    assert played.rounds > filled.rounds
    assert (played.allocations - filled.allocations, played.frees - filled.frees) == (0, 0)
