"""One torrent and everyone around it: the network, the tracker, the clients, and an observer who asks the tracker."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from client_process import ClientProcess
from network import Host, Network, ipv4_address
from torrent import Torrent, make_torrent
from tracker_client import TrackerClient
from tracker_process import TrackerProcess
from wire import ScrapeEntry

TRACKER_NAME = "tracker.test"
TRACKER_NUMBER, SECOND_TRACKER_NUMBER, OBSERVER_NUMBER = 1, 2, 3
OBSERVER_ADDRESS = ipv4_address(OBSERVER_NUMBER)
FIRST_CLIENT_NUMBER = 11
TRANSFER_TIMEOUT = 90.0
REPORT_TIMEOUT = 30.0
POLL_INTERVAL = 0.2
"""Seconds."""


class Swarm:
    """A tracker on a host with two addresses of each family, and clients on hosts of their own."""

    def __init__(self, binary: Path, folder: Path) -> None:
        """Builds the network, starts the tracker and makes the torrent."""
        self.folder = folder
        self.clients: list[ClientProcess] = []
        self.torrent: Torrent
        self.network = Network(folder)
        try:
            self.tracker_host = self.network.add_host(
                "tracker", [TRACKER_NUMBER, SECOND_TRACKER_NUMBER, OBSERVER_NUMBER]
            )
            arguments = ["-port", "0", "-workers", "2", "-debug", "-interval", "900", "-id-max-age", "1800"]
            self.tracker = TrackerProcess(binary, arguments, launcher=self.tracker_host.launcher)
        except BaseException:
            self.network.close()
            raise
        with self.tracker_host.entered():
            self._observer = TrackerClient((ipv4_address(TRACKER_NUMBER), self.tracker.port), OBSERVER_ADDRESS)
        self._observer.connect()
        self.use_torrent_with_tracker_port(self.tracker.port)

    def add_host(self, name: str, ipv4: bool = True, ipv6: bool = True) -> Host:
        """A host for a client, which knows the tracker by its name."""
        number = FIRST_CLIENT_NUMBER + len(self.network.hosts)
        host = self.network.add_host(name, [number], ipv4, ipv6)
        self.network.name_host(host, TRACKER_NAME, TRACKER_NUMBER)
        return host

    def start_seeder(self, kind: type[ClientProcess], ipv4: bool = True, ipv6: bool = True) -> ClientProcess:
        """Starts a client that has the file, and waits until the tracker counts one more seeder."""
        seeders = self.scrape().seeders
        client = self.start_client(kind, has_file=True, ipv4=ipv4, ipv6=ipv6)
        self.wait_for(lambda: self.scrape().seeders > seeders, REPORT_TIMEOUT, f"{kind.name} is a seeder")
        return client

    def start_leecher(self, kind: type[ClientProcess], ipv4: bool = True, ipv6: bool = True) -> ClientProcess:
        """Starts a client that has nothing."""
        return self.start_client(kind, has_file=False, ipv4=ipv4, ipv6=ipv6)

    def start_client(self, kind: type[ClientProcess], has_file: bool, ipv4: bool, ipv6: bool) -> ClientProcess:
        """Starts a client on a host of its own, and waits for nothing."""
        folder = self.folder / f"{'seeder' if has_file else 'leecher'}{len(self.network.hosts)}"
        folder.mkdir()
        if has_file:
            self.torrent.put_content(folder)
        client = kind(self.add_host(folder.name, ipv4, ipv6), self.torrent.path, folder)
        self.clients.append(client)
        return client

    def use_torrent_with_tracker_port(self, port: int) -> None:
        """From now on, clients get a torrent that names another port of the tracker's host."""
        self.torrent = make_torrent(self.folder, f"udp://{TRACKER_NAME}:{port}/announce", seed=str(self.folder))

    def wait_for_file(self, client: ClientProcess) -> None:
        """Waits until a client has the whole file, and compares it."""
        self.wait_for(lambda: self.torrent.is_complete(client.folder), TRANSFER_TIMEOUT, f"{client.name} has the file")

    def wait_for_scrape(self, expected: ScrapeEntry, what: str) -> None:
        """Waits until the tracker shows these numbers."""
        self.wait_for(lambda: self.scrape() == expected, REPORT_TIMEOUT, f"{what}: {expected}")

    def wait_for(self, condition: Callable[[], bool], timeout: float, what: str) -> None:
        """Polls until something is so, and fails when it is not within the time or anyone has ended."""
        deadline = time.monotonic() + timeout
        while not condition():
            self.tracker.assert_running()
            for client in self.clients:
                assert client.process.poll() is None, f"{client.name} has ended while waiting: {what}"
            assert time.monotonic() < deadline, f"not within {timeout:.0f} s: {what}; the tracker has {self.scrape()}"
            time.sleep(POLL_INTERVAL)

    def scrape(self) -> ScrapeEntry:
        """What the tracker tells about the torrent, asked from an address that only asks."""
        return self._observer.scrape(self.torrent.info_hash)[0]

    def stop(self) -> None:
        """Stops what still runs; the tracker must end well."""
        for client in self.clients:
            client.stop()
        assert self.tracker.stop() == 0

    def close(self) -> None:
        """Ends everything and prints the logs."""
        for client in self.clients:
            client.kill()
        self.tracker.kill()
        self.network.close()
        # The observer asks several times a second: its lines would bury all others.
        lines = [line for line in self.tracker.log().splitlines() if OBSERVER_ADDRESS not in line]
        print("--- tracker", *lines, sep="\n")
        for client in self.clients:
            print(f"--- {client.name} on {client.host.name}\n{client.log()}")
