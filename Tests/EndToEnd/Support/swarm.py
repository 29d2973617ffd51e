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
TRACKER_NUMBER, SECOND_TRACKER_NUMBER = 1, 2
FIRST_CLIENT_NUMBER = 11
TRANSFER_TIMEOUT = 90.0
REPORT_TIMEOUT = 30.0
POLL_INTERVAL = 0.1


class Swarm:
    """A tracker on a host with two addresses of each family, and clients on hosts of their own."""

    def __init__(self, binary: Path, folder: Path) -> None:
        """Builds the network, starts the tracker and makes the torrent."""
        self.folder = folder
        self.clients: list[ClientProcess] = []
        self.network = Network(folder)
        try:
            self.tracker_host = self.network.add_host("tracker", [TRACKER_NUMBER, SECOND_TRACKER_NUMBER])
            arguments = ["-port", "0", "-workers", "2", "-debug", "-interval", "900", "-id-max-age", "1800"]
            self.tracker = TrackerProcess(binary, arguments, launcher=self.tracker_host.launcher)
        except BaseException:
            self.network.close()
            raise
        url = f"udp://{TRACKER_NAME}:{self.tracker.port}/announce"
        self.torrent: Torrent = make_torrent(folder, url, seed=str(folder))

    def add_host(self, name: str, ipv4: bool = True, ipv6: bool = True) -> Host:
        """A host for a client, which knows the tracker by its name."""
        number = FIRST_CLIENT_NUMBER + len(self.network.hosts)
        host = self.network.add_host(name, [number], ipv4, ipv6)
        self.network.name_host(host, TRACKER_NAME, TRACKER_NUMBER)
        return host

    def start_seeder(self, kind: type[ClientProcess], ipv4: bool = True, ipv6: bool = True) -> ClientProcess:
        """Starts a client that has the file, and waits until the tracker counts one more seeder."""
        folder = self._new_folder("seeder")
        self.torrent.put_content(folder)
        seeders = self.scrape().seeders
        client = self._start(kind, folder, ipv4, ipv6)
        self.wait_for(lambda: self.scrape().seeders > seeders, REPORT_TIMEOUT, f"{kind.name} is a seeder")
        return client

    def start_leecher(self, kind: type[ClientProcess], ipv4: bool = True, ipv6: bool = True) -> ClientProcess:
        """Starts a client that has nothing."""
        return self._start(kind, self._new_folder("leecher"), ipv4, ipv6)

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
        """What the tracker tells about the torrent, asked on its own host."""
        with self.tracker_host.entered():
            observer = TrackerClient((ipv4_address(TRACKER_NUMBER), self.tracker.port))
        with observer:
            observer.connect()
            return observer.scrape(self.torrent.info_hash)[0]

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
        print(f"--- tracker ({self.tracker.command[-1]})\n{self.tracker.log()}")
        for client in self.clients:
            print(f"--- {client.name} on {client.host.name}\n{client.log()}")

    def _start(self, kind: type[ClientProcess], folder: Path, ipv4: bool, ipv6: bool) -> ClientProcess:
        host = self.add_host(folder.name, ipv4, ipv6)
        client = kind(host, self.torrent.path, folder)
        self.clients.append(client)
        return client

    def _new_folder(self, role: str) -> Path:
        folder = self.folder / f"{role}{len(self.clients)}"
        folder.mkdir()
        return folder
