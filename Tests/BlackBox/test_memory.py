"""Memory goes back to the system when a swarm leaves; a tracker that was busy once is not large for ever."""

from __future__ import annotations

import re
from pathlib import Path

from tracker_client import TrackerClient
from tracker_process import TrackerProcess
from wire import Announce, Event, decode_announce_reply

INFO_HASH = bytes(range(20))
PORTS = range(1001, 61_001)
"""Peers of one swarm in each family: all share an address."""

BURST = 32
"""Requests under way at once: they fit in a receive buffer of the default size."""


def own_memory(tracker: TrackerProcess) -> int:
    """Bytes of memory that are the process's alone, counted page by page, proc_pid_smaps(5)."""
    text = Path(f"/proc/{tracker.pid}/smaps_rollup").read_text()
    return int(re.search(r"^Anonymous: +(\d+) kB$", text, re.M)[1]) * 1024


def announce_all(client: TrackerClient, event: Event) -> int:
    """Announces every peer; returns how many peers the last reply knows of."""
    count = 0
    for start in range(PORTS.start, PORTS.stop, BURST):
        ports = range(start, min(start + BURST, PORTS.stop))
        for port in ports:
            request = Announce(INFO_HASH, port=port, left=1, event=event, num_want=0)
            client.send(request.encode(client.connection_id, client.next_transaction_id()))
        for _ in ports:
            reply = decode_announce_reply(client.receive(), client.family)
            count = reply.leechers + reply.seeders
    return count


def test_memory_of_a_swarm_that_left_goes_back(binary: Path) -> None:
    """Of what 120 000 peers took, hardly anything is left behind them."""
    with TrackerProcess(binary, ["-port", "0", "-workers", "1"], {}) as tracker:
        with TrackerClient(tracker.ipv4) as ipv4, TrackerClient(tracker.ipv6) as ipv6:
            for client in (ipv4, ipv6):
                client.connect()
                client.announce(Announce(bytes(20), port=1))
            idle = own_memory(tracker)
            for client in (ipv4, ipv6):
                known = announce_all(client, Event.STARTED)
            assert known == 2 * len(PORTS)
            full = own_memory(tracker)
            for client in (ipv4, ipv6):
                known = announce_all(client, Event.STOPPED)
            assert known == 0
            empty = own_memory(tracker)
        assert tracker.stop() == 0
    print(f"idle {idle}, full {full}, empty again {empty} bytes")
    # Six and eighteen bytes for each peer are the least that can be kept.
    assert full - idle > 24 * len(PORTS)
    assert empty - idle < (full - idle) / 4
