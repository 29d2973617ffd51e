"""rtorrent 0.9.8. It connects before every announce and refuses connection id 0."""

from __future__ import annotations

from collections.abc import Sequence

from client_process import PEER_PORT, ClientProcess


class RtorrentClient(ClientProcess):
    """Shares as a daemon, without its terminal."""

    name = "rtorrent"
    package = "rtorrent"

    def prepare(self) -> None:
        """Writes rtorrent.rc; without the check on completion, "completed" is sent at once."""
        session = self.folder / "rtorrent"
        session.mkdir()
        lines = [
            "system.daemon.set = true",
            f"session.path.set = {session}",
            f"directory.default.set = {self.folder}",
            f"network.port_range.set = {PEER_PORT}-{PEER_PORT}",
            f"network.bind_address.set = {self.host.addresses()[0]}",
            "dht.mode.set = disable",
            "protocol.pex.set = no",
            "trackers.use_udp.set = yes",
            "pieces.hash.on_completion.set = no",
            'print = "rtorrent runs"',
            f'log.open_file = "log", "{self.folder / "rtorrent.events"}"',
            *(f'log.add_output = "{topic}", "log"' for topic in ("info", "tracker_debug")),
            f"load.start = {self.torrent}",
        ]
        (self.folder / "rtorrent.rc").write_text("\n".join(lines) + "\n")

    def command(self) -> Sequence[str]:
        """rtorrent with our configuration alone."""
        return [self.executable("rtorrent"), "-n", "-o", f"import={self.folder / 'rtorrent.rc'}"]

    def log(self) -> str:
        """What it printed, and its own log."""
        events = self.folder / "rtorrent.events"
        return super().log() + (events.read_text(errors="replace") if events.exists() else "")
