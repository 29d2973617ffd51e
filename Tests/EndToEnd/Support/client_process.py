"""A BitTorrent client as a process on a host: what all clients have in common."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from network import Host
from tracker_process import clean_environment, die_with_parent

STOP_TIMEOUT = 20.0
"""Seconds for a client to tell the tracker that it stops and to end."""

PEER_PORT = 6881


class ClientProcess:
    """A client that shares one torrent: it seeds if its folder has the file and leeches if not."""

    name = "client"
    package = ""
    """The Debian package that has the client, for the advice where it is missing."""

    def __init__(self, host: Host, torrent: Path, folder: Path) -> None:
        """Starts the client; `folder` holds the shared file and whatever else the client writes."""
        self.host = host
        self.torrent = torrent
        self.folder = folder
        self._log_path = folder / f"{self.name}.log"
        self.prepare()
        self.process = self.start(self.command())

    def command(self) -> Sequence[str]:
        """The command that runs the client in the foreground."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Writes the client's configuration, if it wants one."""

    def executable(self, name: str) -> str:
        """The absolute path of a program, or a failure that says what to install."""
        path = shutil.which(name)
        if path is None:
            pytest.fail(f"{name} is not installed: sudo apt-get install {self.package}")
        return path

    def start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        """Runs a command on the client's host, with its output in the client's log."""
        with self._log_path.open("ab") as log:
            return subprocess.Popen(
                [*self.host.launcher, *command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=clean_environment({"HOME": str(self.folder), "TERM": "dumb"}),
                preexec_fn=die_with_parent,
            )

    def log(self) -> str:
        """All that the client has printed so far."""
        return self._log_path.read_text(errors="replace")

    def stop(self) -> None:
        """Asks the client to end, which makes it tell the tracker; one that hangs is killed."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """Ends the client at once."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
