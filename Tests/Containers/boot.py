"""A booted Debian: a context manager that starts a container and always takes it down again."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

from .image import image
from .network import datagram_socket
from .processes import all_pids, children, namespace_pids, pid_namespace

BOOT_SECONDS_MAX = 60
POWER_OFF_SECONDS_MAX = 15
COMMAND_SECONDS_MAX = 60

# systemd's own signal for "power off now"; Python has no name for the real-time signals but the first.
POWER_OFF_SIGNAL = signal.SIGRTMIN + 4

ENTER_SCRIPT = Path(__file__).with_name("enter.sh")
LESSER_KERNEL = Path(__file__).with_name("lesser_kernel.py")

# Nothing of the host's environment is the container's business.
CONTAINER_ENVIRONMENT = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG": "C.UTF-8",
    "SYSTEMD_COLORS": "0",
    "SYSTEMD_PAGER": "",
}

# A cgroup tree outlives its processes; only a mount of our own is sure to show it.
REMOVE_CGROUP = 'mount -t cgroup2 cgroup2 /sys/fs/cgroup && find "$0" -depth -type d -exec rmdir {} +'


class BootFailure(Exception):
    """The container did not come up; the message has what it printed."""


class BootedSystem:
    """A container of one suite, booted on entry and powered off on exit.

    Its network has a loopback interface and nothing else, and its changes live in memory.
    """

    def __init__(self, suite, packages=None, without=()):
        """`without` names parts of the kernel that it is to seem not to have: see lesser_kernel.py."""
        self.suite = suite
        self.without = without
        self.image = image(suite, packages) if packages else image(suite)
        self.name = f"pico-tracker-{uuid.uuid4().hex[:12]}"
        self.leader = None
        self.boot_seconds = None

    def __enter__(self):
        self.work = Path(tempfile.mkdtemp(prefix=f"{self.name}-"))
        self.console = open(self.work.with_suffix(".console"), "w+", encoding="utf-8")
        try:
            started = time.monotonic()
            self.container = self._start()
            self._wait_until_booted(started + BOOT_SECONDS_MAX)
            self.boot_seconds = time.monotonic() - started
        except BaseException:
            self._tear_down()
            raise
        return self

    def __exit__(self, *_):
        self._tear_down()

    # -- What tests use -------------------------------------------------------------------------

    def run(self, command, check=True, timeout=COMMAND_SECONDS_MAX, **options):
        """Run `command` (a list, or a shell line) inside; stdout and stderr are captured as text."""
        words = ["sh", "-c", command] if isinstance(command, str) else list(command)
        result = self._run_in(self.leader, words, timeout=timeout, **options)
        if check and result.returncode != 0:
            raise AssertionError(
                f"{words} ended with {result.returncode} in {self.suite}:\n"
                f"{result.stdout}{result.stderr}"
            )
        return result

    def _run_in(self, leader, words, **options):
        options = {"text": True, "timeout": COMMAND_SECONDS_MAX, **options}
        entering = ["nsenter", "-t", str(leader), "-a", "-r", "-w"]
        return subprocess.run(
            entering + words, capture_output=True, env=CONTAINER_ENVIRONMENT, check=False, **options
        )

    def copy_in(self, path, destination, mode=0o644):
        """Copy the host's file `path` to `destination`, making the folders above it."""
        self.write(destination, Path(path).read_bytes(), mode)

    def write(self, destination, content, mode=0o644):
        """Put `content` (text or bytes) into the file `destination`, making the folders above it."""
        data = content.encode() if isinstance(content, str) else content
        command = ["install", "-D", f"--mode={mode:o}", "/dev/stdin", destination]
        self.run(command, input=data, text=False)

    def journal(self, unit, *arguments):
        """The journal's entries of `unit`, oldest first, each a dictionary of its fields."""
        self.run(["journalctl", "--sync"])
        output = self.run(["journalctl", "-o", "json", "--all", "-u", unit, *arguments]).stdout
        return [json.loads(line) for line in output.splitlines()]

    def property(self, unit, name):
        """What systemd says of a unit's property, such as `ActiveState`."""
        return self.run(["systemctl", "show", "--property", name, "--value", unit]).stdout.strip()

    def datagram_socket(self, family):
        """A UDP socket of this process in the container's network."""
        return datagram_socket(self.leader, family)

    def host_pid(self, pid):
        """The host's number of the container's process `pid`, for what must be done from outside."""
        inside = pid_namespace(self.leader)
        for candidate in all_pids():
            if namespace_pids(candidate)[-1:] == [int(pid)] and pid_namespace(candidate) == inside:
                return candidate
        raise LookupError(f"no process {pid} in the container")

    def reboot(self, suddenly=False):
        """Boot the same root again; its services are stopped before, unless it is `suddenly`, as without power.

        All that is not on its disk is gone, and so are the sockets that were opened in its network.
        """
        deadline = time.monotonic() + BOOT_SECONDS_MAX
        leader, self.leader = self.leader, None
        command = ["systemctl", "reboot", *(["--force", "--force"] if suddenly else [])]
        # The command may be ended by what it causes.
        self._run_in(leader, command)
        while pid_namespace(leader):
            if time.monotonic() > deadline:
                raise BootFailure(f"{self.suite} did not go down\n{self.diagnosis()}")
            time.sleep(0.05)
        self._wait_until_booted(deadline)

    def diagnosis(self):
        """The console and the journal's last lines, for whoever reads a failed test."""
        parts = [f"--- console of {self.suite}", self._console_text()]
        if self.leader:
            journal = self.run(["journalctl", "-b", "-n", "80", "-o", "short-monotonic"], check=False)
            parts += [f"--- journal of {self.suite}", journal.stdout]
        return "\n".join(parts)

    # -- Coming up ------------------------------------------------------------------------------

    def _start(self):
        # The whole container dies with this process, however this process dies.
        command = ["setpriv", "--pdeathsig", "KILL", "--"]
        if self.without:
            command += [sys.executable, str(LESSER_KERNEL), ",".join(self.without)]
        command += ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
        command += ["sh", str(ENTER_SCRIPT), str(self.image), str(self.work), self.name]
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self.console, stderr=subprocess.STDOUT
        )

    def _wait_until_booted(self, deadline):
        state = ""
        while time.monotonic() < deadline:
            if self.container.poll() is not None:
                break
            self.leader = self.leader or self._find_leader()
            if self.leader:
                # Until the bus listens this fails at once; afterwards it returns when the boot is over.
                command = ["systemctl", "is-system-running", "--wait"]
                state = self.run(command, check=False, timeout=BOOT_SECONDS_MAX).stdout.strip()
                if state == "running":
                    return
                if state == "degraded":
                    state += "\n" + self.run("systemctl --failed", check=False).stdout
                    break
            time.sleep(0.05)
        raise BootFailure(f"{self.suite} did not boot: {state or 'no answer'}\n{self.diagnosis()}")

    def _find_leader(self):
        """The container's own first process: a child of systemd-nspawn, of the script, and that of `unshare`."""
        for script in children(self.container.pid):
            for nspawn in children(script):
                for child in children(nspawn):
                    if len(namespace_pids(child)) > 2 and namespace_pids(child)[-1] == 1:
                        return child
        return None

    # -- Going down -----------------------------------------------------------------------------

    def _tear_down(self):
        container = getattr(self, "container", None)
        if container:
            if self.leader and container.poll() is None:
                self._power_off()
            # Its child is the first process of the PID namespace: with it the kernel ends all others.
            container.kill()
            container.wait()
            self._remove_cgroup()
        self.console.close()
        Path(self.console.name).unlink()
        shutil.rmtree(self.work, ignore_errors=True)

    def _power_off(self):
        try:
            os.kill(self.leader, POWER_OFF_SIGNAL)
            self.container.wait(POWER_OFF_SECONDS_MAX)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            pass  # It is killed next.

    def _remove_cgroup(self):
        # Killed processes leave the tree a moment after they are killed.
        command = ["unshare", "--mount", "sh", "-c", REMOVE_CGROUP, f"/sys/fs/cgroup/{self.name}"]
        deadline = time.monotonic() + POWER_OFF_SECONDS_MAX
        while time.monotonic() < deadline:
            if subprocess.run(command, check=False, capture_output=True).returncode == 0:
                return
            time.sleep(0.1)

    def _console_text(self):
        self.console.seek(0)
        return self.console.read()
