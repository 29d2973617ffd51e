"""Starts each server and waits until it serves."""

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from .placement import APART, Placement

START_SECONDS = 120.0
CONNECT_REQUEST = bytes.fromhex("0000041727101980 00000000 11223344")


class Server:
    """A program that answers on a UDP port of this machine."""

    has_ipv6 = True
    #: Under a tool that slows it down, such as valgrind.
    wrapper: tuple[str, ...] = ()
    #: How long it still reads files when it answers already, in seconds.
    settling = 0.0

    def __init__(self, name: str, program: Path) -> None:
        self.name = name
        self.program = program

    def command(self, port: int, *, ipv6: bool) -> list[str]:
        raise NotImplementedError

    def prepare(self, torrents: int) -> None:
        """Makes the server ready for torrents 0 to `torrents` - 1 of the load."""

    @contextlib.contextmanager
    def running(
        self, placement: Placement = APART, *, ipv6: bool = False, torrents: int = 1
    ) -> Iterator[tuple[int, int]]:
        """Runs the server; yields its port and process."""
        self.prepare(torrents)
        port = free_port(ipv6=ipv6)
        command = [*placement.for_server, *self.wrapper, *self.command(port, ipv6=ipv6)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                await_answer(port, process, ipv6=ipv6)
                time.sleep(self.settling)
                yield port, process.pid
            finally:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()


class BareServer(Server):
    """The load tool's own server: the kernel's share of the cost."""

    def command(self, port: int, *, ipv6: bool) -> list[str]:
        family = ["--ipv6"] if ipv6 else []
        return [str(self.program), "bare-server", "--port", str(port), *family]


class PicoTracker(Server):
    """pico-tracker, with one worker unless told otherwise."""

    workers = 1

    def command(self, port: int, *, ipv6: bool) -> list[str]:
        # The load tool has few addresses for many peers.
        unbounded = ["-peers-per-address", "65535"]
        return [str(self.program), "-port", str(port), "-workers", str(self.workers), *unbounded]


class OpenTracker(Server):
    """Debian's opentracker: IPv4 only, and only what its whitelist has."""

    has_ipv6 = False
    settling = 0.5

    def __init__(self, name: str, program: Path, load: Path, scratch: Path) -> None:
        super().__init__(name, program)
        self.load = load
        self.root = scratch / "opentracker-root"
        self.root.mkdir()

    def prepare(self, torrents: int) -> None:
        hashes = self.root / f"whitelist-{torrents}"
        if not hashes.exists():
            with hashes.open("w") as file:
                subprocess.run([self.load, "whitelist", "--torrents", str(torrents)], stdout=file, check=True)
        # The path of the whitelist is read after chroot(2).
        self.whitelist = f"/{hashes.name}"

    def command(self, port: int, *, ipv6: bool) -> list[str]:
        configuration = self.root / "configuration"
        configuration.write_text(
            f"listen.udp 127.0.0.1:{port}\naccess.whitelist {self.whitelist}\n"
            f"tracker.rootdir {self.root}\ntracker.user nobody\n"
        )
        library = next(iter(self.program.parents[1].glob("lib/**/libowfat.so.0")), None)
        path = f"LD_LIBRARY_PATH={library.parent if library else ''}"
        return ["env", path, str(self.program), "-f", str(configuration)]


def free_port(*, ipv6: bool) -> int:
    """A port nobody has now; the next to ask will hardly be given the same."""
    with socket.socket(socket.AF_INET6 if ipv6 else socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("::1" if ipv6 else "127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_answer(port: int, process: "subprocess.Popen[bytes]", *, ipv6: bool) -> None:
    """Connects until there is an answer."""
    deadline = time.monotonic() + START_SECONDS
    with socket.socket(socket.AF_INET6 if ipv6 else socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.connect(("::1" if ipv6 else "127.0.0.1", port))
        client.settimeout(0.1)
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise RuntimeError(f"{process.args!r} ended at once with status {process.returncode}")
            with contextlib.suppress(OSError):
                client.send(CONNECT_REQUEST)
                if client.recv(64):
                    return
            time.sleep(0.02)
    raise RuntimeError(f"{process.args!r} does not answer on port {port}")


def resident_bytes(pid: int) -> int:
    """Memory of a process, in bytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
