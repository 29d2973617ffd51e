"""The tracker installed in a booted system, and questions to ask about it."""

import contextlib
import socket
import time
from pathlib import Path

from .udp_client import UDPClient

PACKAGING = Path(__file__).parents[2] / "packaging" / "systemd"

SERVICE = "pico-tracker.service"
SOCKET = "pico-tracker.socket"
PORT = 1337

# What "systemctl --failed" shows while the service cannot start.
FAILING = "pico-tracker-failing.service"

GENERATOR = "/usr/lib/systemd/system-generators/pico-tracker"

# Where a packet can be sent inside the container, one address per family.
LOOPBACK = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}

WAIT_SECONDS_MAX = 30


class InstalledTracker:
    """The binary and the shipped units in `system`, as the package would install them; nothing is started."""

    def __init__(self, system, binary):
        self.system = system
        self.run = system.run
        system.copy_in(binary, "/usr/sbin/pico-tracker", mode=0o755)
        for unit in (*PACKAGING.glob("*.service"), *PACKAGING.glob("*.socket")):
            system.copy_in(unit, f"/usr/lib/systemd/system/{unit.name}")
        system.copy_in(PACKAGING / "pico-tracker-generator", GENERATOR, mode=0o755)
        system.copy_in(PACKAGING / "pico-tracker.tmpfiles", "/usr/lib/tmpfiles.d/pico-tracker.conf")
        system.run(["systemd-tmpfiles", "--create", "pico-tracker.conf"])
        self._install_catalogs()
        system.run(["systemctl", "daemon-reload"])

    def _install_catalogs(self):
        for catalog in PACKAGING.glob("*.catalog"):
            self.system.copy_in(catalog, f"/usr/lib/systemd/catalog/{catalog.name}")
        self.run(["journalctl", "--update-catalog"])

    # -- What an administrator does ----------------------------------------------------------------

    def open(self):
        """Do what the README says: `systemctl enable --now pico-tracker.socket`."""
        self.run(["systemctl", "enable", "--now", SOCKET])
        return self

    def systemctl(self, verb, unit=SERVICE, check=True):
        """Run `systemctl VERB UNIT`."""
        return self.run(["systemctl", verb, unit], check=check)

    def drop_in(self, unit, text):
        """Add to a unit what `systemctl edit` would."""
        self.system.write(f"/etc/systemd/system/{unit}.d/test.conf", text)
        self.run(["systemctl", "daemon-reload"])

    def allow_one_address_many_peers(self):
        """Lift the bound on the peers of one address, which all clients of these tests share; before the service starts."""
        text = "[Service]\nEnvironment=PICO_TRACKER__PEERS_PER_ADDRESS=65535\n"
        self.system.write(f"/etc/systemd/system/{SERVICE}.d/one-address.conf", text)
        self.run(["systemctl", "daemon-reload"])

    def configure(self, **variables):
        """Write /etc/default/pico-tracker."""
        lines = [f"{name}={value}\n" for name, value in variables.items()]
        self.system.write("/etc/default/pico-tracker", "".join(lines))

    # -- What a client does --------------------------------------------------------------------------

    @contextlib.contextmanager
    def client(self, family=socket.AF_INET, port=PORT):
        """A client inside the container, with a source port of its own."""
        with self.system.datagram_socket(family) as datagrams:
            datagrams.connect((LOOPBACK[family], port))
            yield UDPClient(datagrams)

    # -- What there is to see ------------------------------------------------------------------------

    def state(self, unit=SERVICE):
        """`active`, `inactive`, `failed`, `activating` …"""
        return self.system.property(unit, "ActiveState")

    def main_pid(self):
        """The running process, by the container's count."""
        pid = int(self.system.property(SERVICE, "MainPID"))
        assert pid, f"{SERVICE} has no process"
        return pid

    def host_pid(self):
        """The running process, by the host's count."""
        return self.system.host_pid(self.main_pid())

    def restarts(self):
        """How often systemd has restarted the service by itself."""
        return int(self.system.property(SERVICE, "NRestarts"))

    def status_text(self):
        """The sentence `systemctl status` shows."""
        return self.system.property(SERVICE, "StatusText")

    def entries(self):
        """The tracker's own journal entries: those written by it, not those about it."""
        return [
            entry for entry in self.system.journal(SERVICE) if entry.get("_COMM") == "pico-tracker"
        ]

    def wait_until(self, condition, what):
        """Wait for `condition()`; fail, saying `what` did not happen, after WAIT_SECONDS_MAX."""
        deadline = time.monotonic() + WAIT_SECONDS_MAX
        while not condition():
            assert time.monotonic() < deadline, f"in {WAIT_SECONDS_MAX} s not: {what}"
            time.sleep(0.1)
