"""Transmission's daemon. Debian 12's (3.00) announces to UDP trackers over IPv4 only, and takes its time."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Sequence

from client_process import PEER_PORT, ClientProcess

RPC_PORT = 9091
START_TIMEOUT = 20.0

SETTINGS = {
    # No way to a peer but the tracker.
    "dht-enabled": False,
    "lpd-enabled": False,
    "pex-enabled": False,
    "port-forwarding-enabled": False,
    "peer-port": PEER_PORT,
    "rename-partial-files": False,
    "rpc-bind-address": "127.0.0.1",
    "rpc-port": RPC_PORT,
    "rpc-host-whitelist-enabled": False,
    "preallocation": 0,
    # Over uTP the first connection to libtorrent stalls for a minute.
    "utp-enabled": False,
}


class TransmissionClient(ClientProcess):
    """Shares what `transmission-remote` adds to it; if the file is there already, it is verified first."""

    name = "transmission"
    package = "transmission-daemon transmission-cli"

    def prepare(self) -> None:
        """Writes settings.json."""
        configuration = self.folder / "transmission"
        configuration.mkdir()
        (configuration / "settings.json").write_text(json.dumps(SETTINGS))

    def command(self) -> Sequence[str]:
        """The daemon in the foreground."""
        daemon = self.executable("transmission-daemon")
        return [daemon, "--foreground", "--config-dir", str(self.folder / "transmission")]

    def start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        """Starts the daemon and hands it the torrent as soon as it listens."""
        process = super().start(command)
        remote = [*self.host.launcher, self.executable("transmission-remote"), f"127.0.0.1:{RPC_PORT}"]
        addition = [*remote, "--download-dir", str(self.folder), "--add", str(self.torrent)]
        deadline = time.monotonic() + START_TIMEOUT
        while True:
            added = subprocess.run(addition, capture_output=True, text=True, check=False)
            if "success" in added.stdout:
                return process
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                raise AssertionError(f"Transmission takes no torrent: {added.stdout}{added.stderr}{self.log()}")
            time.sleep(0.2)
