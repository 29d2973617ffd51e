"""libtorrent-rasterbar, the library in qBittorrent and Deluge, run by `libtorrent_program.py` on the client's host."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from client_process import PEER_PORT, ClientProcess

PROGRAM = Path(__file__).resolve().with_name("libtorrent_program.py")


class LibtorrentClient(ClientProcess):
    """Shares over every address of its host."""

    name = "libtorrent"

    def command(self) -> Sequence[str]:
        """The program with the addresses to listen on."""
        listen = [
            f"[{address}]:{PEER_PORT}" if ":" in address else f"{address}:{PEER_PORT}"
            for address in self.host.addresses()
        ]
        return [sys.executable, str(PROGRAM), str(self.torrent), str(self.folder), ",".join(listen)]
