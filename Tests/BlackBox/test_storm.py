"""The storm: a million random and mutated datagrams, with real announces among them that must all be answered.

Proven sources hold an id of their own and use it; unproven ones have only ids that were issued to others. Each
source sends a burst and then a fence, a connect request: its reply shows that the burst has been handled, so that no
more is ever under way than the tracker's socket can hold, and no clock decides anything. What the fences of the
unproven earn is thrown away.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from binaries import binaries_under_test
from storm_packets import PacketSource
from storm_source import LossWitness, StormSource, receive_surely
from tracker_client import TrackerClient
from tracker_process import TrackerProcess
from wire import Announce, AnnounceReply, decode_announce_reply

SEED = int(os.environ.get("PICO_TRACKER_STORM_SEED", "20080519"))
FULL_STORM, SHORT_STORM = 1_000_000, 100_000
"""Datagrams for the first build under test, and for each other one."""

BURST = 32
PROVEN_ADDRESSES = [*(f"127.0.0.{host}" for host in range(11, 15)), "::1"]
UNPROVEN_ADDRESSES = [f"127.0.0.{host}" for host in range(101, 117)]
UNPROVEN_AT_ONCE = 2
"""With one proven source, about 100 datagrams are under way: they fit in a receive buffer of the default size."""

GROWTH_LIMIT_KIB = 1024
"""By how much the resident set may grow between the first third and the end."""

HONEST_PORTS = range(2001, 2021)


@dataclass
class Cast:
    """Everyone who takes part in a storm."""

    witness: LossWitness
    proven: list[TrackerClient]
    unproven: list[TrackerClient]
    honest: list[TrackerClient]


@contextmanager
def cast_for(tracker: TrackerProcess) -> Iterator[Cast]:
    """Opens all sockets; the proven and the honest connect, the unproven do not."""
    with ExitStack() as sockets:

        def client(address: str) -> TrackerClient:
            server = tracker.ipv6 if ":" in address else tracker.ipv4
            return sockets.enter_context(TrackerClient(server, address))

        proven = [client(address) for address in PROVEN_ADDRESSES]
        honest = [client("127.0.0.1"), client("::1")]
        for each in proven + honest:
            each.connect()
        yield Cast(LossWitness(tracker), proven, [client(address) for address in UNPROVEN_ADDRESSES], honest)


class HonestPeers:
    """Twenty peers in each family, all leechers of one torrent, that announce one after another for ever."""

    def __init__(self, cast: Cast, info_hash: bytes) -> None:
        self.info_hash = info_hash
        self.witness = cast.witness
        self.turns = cycle([(client, port) for port in HONEST_PORTS for client in cast.honest])
        for _ in range(2 * len(HONEST_PORTS)):
            self._announce()

    def announce_and_check(self) -> None:
        """The next peer's announce, whose reply must be right in every number."""
        port, reply = self._announce()
        assert (reply.leechers, reply.seeders) == (2 * len(HONEST_PORTS), 0)
        assert reply.ports == set(HONEST_PORTS) - {port}

    def _announce(self) -> tuple[int, AnnounceReply]:
        client, port = next(self.turns)
        request = Announce(self.info_hash, port=port).encode(client.connection_id, client.next_transaction_id())
        client.send(request)
        reply = receive_surely(client, request, self.witness)
        assert reply[4:8] == request[12:16]
        return port, decode_announce_reply(reply, client.family)


def blow(tracker: TrackerProcess, cast: Cast, info_hash: bytes, datagrams: int) -> list[int]:
    """Sends the whole storm and returns the resident set, in KiB, after each third."""
    packets = PacketSource(SEED)
    honest = HonestPeers(cast, info_hash)
    stolen_ids = [client.connection_id for client in cast.proven]
    proven = [(StormSource(client, cast.witness, True), [client.connection_id]) for client in cast.proven]
    unproven = [(StormSource(client, cast.witness, False), stolen_ids) for client in cast.unproven]
    proven_turns, unproven_turns = cycle(proven), cycle(unproven)
    per_round = BURST * (1 + UNPROVEN_AT_ONCE)
    rounds_per_third = datagrams // per_round // 3 + 1
    resident = []
    for _ in range(3):
        for _ in range(rounds_per_third):
            senders = [next(proven_turns), *(next(unproven_turns) for _ in range(UNPROVEN_AT_ONCE))]
            for source, connection_ids in senders:
                source.send_burst(packets, BURST, connection_ids)
            honest.announce_and_check()
            for source, _ in senders:
                source.judge_replies()
        resident.append(tracker.resident_kibibytes())
    # A storm that nobody answers would prove nothing.
    assert all(source.replies > 0 for source, _ in proven + unproven)
    return resident


def assert_short(log: str, seconds: float) -> None:
    """Nobody may fill the log: a line says that it serves, and each reason to drop packets has one a minute at most."""
    reasons = Counter(line.partition(" in 60 s: ")[2].partition(";")[0] for line in log.splitlines())
    assert reasons.pop("") == 1, "nobody may fill the log"
    assert all(count <= seconds // 60 for count in reasons.values()), "nobody may fill the log"


def test_storm(binary: Path, info_hash: bytes) -> None:
    """W-01 to W-11: no crash, no growth, nobody unproven told more than they sent, every real announce answered."""
    datagrams = FULL_STORM if binary == binaries_under_test()[0] else SHORT_STORM
    print(f"{datagrams} datagrams; the same ones again: PICO_TRACKER_STORM_SEED={SEED}")
    start = time.monotonic()
    with TrackerProcess(binary, ["-port", "0", "-workers", "2"]) as tracker, cast_for(tracker) as cast:
        resident = blow(tracker, cast, info_hash, datagrams)
        print(f"resident KiB after each third: {resident}; the kernel dropped {tracker.dropped_datagrams()}")
        assert resident[2] - resident[0] <= GROWTH_LIMIT_KIB
        assert_short(tracker.log(), time.monotonic() - start)
        tracker.assert_running()
        assert tracker.stop() == 0
