"""A tracker that keeps its state in a directory, and clients that notice whether it does."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import snapshot_bytes
from tracker_client import TrackerClient
from tracker_process import TrackerProcess
from wire import Announce, Event, ScrapeEntry

SNAPSHOT_TIMEOUT = 10.0
"""Seconds for a snapshot that is taken each second, on a machine that does other work."""

WORDS_OF_STATE = ("state", "kept", "keep", "restored", "snapshot", "memory")
"""What no line of the log has when there is nothing to say of the state."""


def kept_tracker(
    binary: Path, directory: Path | None, *arguments: str, port: int = 0, launcher: Sequence[str] = ()
) -> TrackerProcess:
    """A tracker with two workers and a snapshot each second, in a directory if there is one."""
    where = [] if directory is None else ["-state-directory", str(directory)]
    settings = ["-port", str(port), "-workers", "2", "-snapshot-interval", "1", *where, *arguments]
    return TrackerProcess(binary, settings, launcher=launcher)


def snapshot_file(directory: Path) -> Path:
    """The file of the state in a state directory."""
    return directory / "snapshot"


def await_snapshot(directory: Path, peers: int) -> snapshot_bytes.Totals:
    """Waits until the file has so many peers, and returns what it says."""
    deadline = time.monotonic() + SNAPSHOT_TIMEOUT
    while (found := snapshot_bytes.totals(snapshot_file(directory))) is None or found.peers != peers:
        assert time.monotonic() < deadline, f"no snapshot of {peers} peers, but {found}"
        time.sleep(0.01)
    return found


def lines_about_state(log: str) -> list[str]:
    """The lines of a log that say something of the state."""
    return [line for line in log.splitlines() if any(word in line for word in WORDS_OF_STATE)]


@dataclass
class Crowd:
    """Clients of both families that have announced one torrent, and keep the connection ids that they had then."""

    info_hash: bytes
    clients: list[TrackerClient]

    def announce(self, ports: range, left: int = 1024, event: int = Event.STARTED) -> None:
        """Announces a peer at each port, in turn by the clients; each of them must be answered."""
        for number, port in enumerate(ports):
            self.clients[number % len(self.clients)].announce(
                Announce(self.info_hash, port=port, left=left, event=event)
            )

    def scrape(self) -> ScrapeEntry:
        """What the tracker knows of the torrent; every client must hear the same."""
        entries = {client.scrape(self.info_hash)[0] for client in self.clients}
        assert len(entries) == 1
        return entries.pop()

    def peers(self) -> list[set[tuple[str, int]]]:
        """The peers that each client is given, asking as a leecher that goes again."""
        found = []
        for client in self.clients:
            found.append(set(client.announce(Announce(self.info_hash, port=1, num_want=200)).peers))
            client.announce(Announce(self.info_hash, port=1, event=Event.STOPPED))
        return found

    def assert_unknown(self) -> None:
        """Fails if the tracker accepts an id of before."""
        for client in self.clients:
            client.assert_silent(Announce(self.info_hash).encode(client.connection_id, client.next_transaction_id()))

    def reconnect(self) -> None:
        """Gets new connection ids."""
        for client in self.clients:
            client.connect()


@contextmanager
def crowd(tracker: TrackerProcess, info_hash: bytes) -> Iterator[Crowd]:
    """A connected client of each family. It outlives the tracker: the next one on the same port is the same to it."""
    with ExitStack() as stack:
        clients = [stack.enter_context(TrackerClient(address)) for address in (tracker.ipv4, tracker.ipv6)]
        made = Crowd(info_hash, clients)
        made.reconnect()
        yield made
