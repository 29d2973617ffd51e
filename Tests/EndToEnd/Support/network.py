"""A small network of its own: hosts are namespaces, joined by a bridge in a namespace of its own.

Nothing of it has a name in the system: a namespace lives as long as the process that holds it, and the kernel ends
that process with the one that runs the tests. So nothing can be left behind, and runs beside each other cannot meet.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tracker_process import die_with_parent

IPV4_NETWORK = "10.77.0"
IPV6_NETWORK = "2001:db8:77:"
"""Transmission uses IPv6 addresses from 2000::/3 only, so a unique local network (fd00::/8) would not do."""

BRIDGE_ADDRESS = "02:00:00:00:00:01"
"""Fixed: a bridge otherwise takes the lowest address of its ports and changes it as they come, and ARP goes stale."""

CLONE_NEWNET = 0x40000000
INTERFACE = "eth0"
START_TIMEOUT = 5.0


class Host:
    """A network namespace, and a mount namespace so that it can have an /etc/hosts of its own."""

    def __init__(self, name: str) -> None:
        """Starts the process that holds the namespaces."""
        self.name = name
        self._holder = subprocess.Popen(
            ["unshare", "--net", "--mount", "sleep", "infinity"],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            preexec_fn=die_with_parent,
        )
        self._await_namespaces()
        self.run("ip", "link", "set", "lo", "up")

    @property
    def pid(self) -> int:
        """The process that holds the namespaces."""
        return self._holder.pid

    @property
    def launcher(self) -> list[str]:
        """What to put before a command (with absolute paths) to run it here."""
        return ["nsenter", "--target", str(self.pid), "--net", "--mount", "--"]

    def run(self, *command: str) -> str:
        """Runs a command here and returns what it prints."""
        result = subprocess.run([*self.launcher, *command], capture_output=True, text=True, check=False)
        assert result.returncode == 0, f"{self.name}: {' '.join(command)}: {result.stderr}"
        return result.stdout

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Sockets opened meanwhile are this host's, and stay so."""
        libc = ctypes.CDLL(None, use_errno=True)
        with open("/proc/self/ns/net") as ours, open(f"/proc/{self.pid}/ns/net") as theirs:
            assert libc.setns(theirs.fileno(), CLONE_NEWNET) == 0, os.strerror(ctypes.get_errno())
            try:
                yield
            finally:
                assert libc.setns(ours.fileno(), CLONE_NEWNET) == 0, os.strerror(ctypes.get_errno())

    def addresses(self) -> list[str]:
        """The global addresses of this host, the first ones first."""
        fields = self.run("ip", "-brief", "address", "show", "dev", INTERFACE, "scope", "global").split()[2:]
        return [field.partition("/")[0] for field in fields]

    def use_hosts_file(self, path: Path) -> None:
        """Has a file stand in for /etc/hosts."""
        self.run("mount", "--bind", str(path), "/etc/hosts")

    def close(self) -> None:
        """Ends the holder; the namespaces go with the last process in them."""
        self._holder.kill()
        self._holder.wait()

    def _await_namespaces(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        while not self._has_namespaces():
            if self._holder.poll() is not None or time.monotonic() > deadline:
                self._holder.kill()
                reason = self._holder.communicate()[1].decode()
                pytest.fail(f"no network namespace ({reason.strip()}): run these tests as root, with CAP_SYS_ADMIN")
            time.sleep(0.005)

    def _has_namespaces(self) -> bool:
        """Whether the holder has left the namespaces of this process, where it was started."""
        try:
            return all(
                os.readlink(f"/proc/{self.pid}/ns/{kind}") != os.readlink(f"/proc/self/ns/{kind}")
                for kind in ("net", "mnt")
            )
        except OSError:
            return False


class Network:
    """Hosts on one bridge; host number n has the addresses .n and ::n."""

    def __init__(self, folder: Path) -> None:
        """Makes the bridge; hosts come with `add_host`."""
        self.folder = folder
        self.hosts: list[Host] = []
        self._switch = Host("switch")
        self._switch.run(
            *("ip", "link", "add", "bridge", "address", BRIDGE_ADDRESS, "type", "bridge"),
            *("stp_state", "0", "forward_delay", "0", "mcast_snooping", "0"),
        )
        self._switch.run("ip", "link", "set", "bridge", "up")

    def add_host(self, name: str, numbers: Sequence[int], ipv4: bool = True, ipv6: bool = True) -> Host:
        """A host with an address of each family that it has for each of its numbers."""
        host = Host(name)
        self.hosts.append(host)
        self._plug_in(host)
        for number in numbers:
            if ipv4:
                host.run("ip", "address", "add", f"{ipv4_address(number)}/24", "dev", INTERFACE)
            if ipv6:
                # Without waiting to see whether another host has the address: none has.
                host.run("ip", "address", "add", f"{ipv6_address(number)}/64", "dev", INTERFACE, "nodad")
        return host

    def name_host(self, asking: Host, name: str, number: int) -> None:
        """Lets a host know a name for host `number`, in each family that the asking host has itself."""
        families = {":" in address for address in asking.addresses()}
        lines = ["127.0.0.1 localhost", "::1 localhost"]
        lines += [f"{ipv4_address(number)} {name}"] if False in families else []
        lines += [f"{ipv6_address(number)} {name}"] if True in families else []
        path = self.folder / f"hosts-{asking.name}"
        path.write_text("\n".join(lines) + "\n")
        asking.use_hosts_file(path)

    def close(self) -> None:
        """Ends all hosts and the bridge."""
        for host in [*self.hosts, self._switch]:
            host.close()

    def _plug_in(self, host: Host) -> None:
        port = f"to-{host.name}"
        here, there = ["netns", str(self._switch.pid)], ["netns", str(host.pid)]
        self._switch.run("ip", "link", "add", port, *here, "type", "veth", "peer", "name", INTERFACE, *there)
        self._switch.run("ip", "link", "set", port, "master", "bridge", "up")
        host.run("ip", "link", "set", INTERFACE, "up")


def ipv4_address(number: int) -> str:
    """The IPv4 address of a host's number."""
    return f"{IPV4_NETWORK}.{number}"


def ipv6_address(number: int) -> str:
    """The IPv6 address of a host's number."""
    return f"{IPV6_NETWORK}:{number}"
