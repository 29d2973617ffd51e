"""aria2. Debian 12's (1.36) uses UDP trackers only with --enable-dht=true, and over IPv4 only."""

from __future__ import annotations

from collections.abc import Sequence

from client_process import PEER_PORT, ClientProcess

DHT_PORT = PEER_PORT + 1


class Aria2Client(ClientProcess):
    """Shares until it is stopped; if the file is there already, it is verified first."""

    name = "aria2"
    package = "aria2"

    def command(self) -> Sequence[str]:
        """aria2c with every other way to a peer closed. Its DHT knows no node, and a private torrent never uses it."""
        return [
            self.executable("aria2c"),
            "--no-conf",
            f"--dir={self.folder}",
            "--enable-dht=true",
            f"--dht-file-path={self.folder / 'dht.dat'}",
            f"--dht-listen-port={DHT_PORT}",
            "--enable-dht6=false",
            "--disable-ipv6=true",
            "--enable-peer-exchange=false",
            "--bt-enable-lpd=false",
            f"--listen-port={PEER_PORT}",
            "--check-integrity=true",
            "--file-allocation=none",
            "--seed-ratio=0",
            "--enable-color=false",
            "--summary-interval=5",
            "--console-log-level=info",
            str(self.torrent),
        ]
