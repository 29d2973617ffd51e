"""The sandbox: as tight as it says, in force, and with room for what an administrator adds."""

import socket
from pathlib import Path

import pytest

from .exposure import expect_hardly_exposed
from .installed_tracker import SERVICE, SOCKET
from .kept_state import STATE_DIRECTORY

# All that may be seen of the machine's programs.
PROGRAMS = ["/usr/sbin/pico-tracker"]

# systemd 257 adds two of its own.
LOG_SOCKETS = {"socket", "stdout", "dev-log"}

# What is not a place to keep files, or is root's alone.
KERNEL_MOUNTS = {"/dev/hugepages", "/dev/mqueue", "/dev/pts", "/proc"}

# The program, its libraries, and a mount that is root's alone.
EXECUTABLE_MOUNTS = {"/dev/hugepages", "/lib", "/lib64", "/usr/lib", *PROGRAMS}


@pytest.fixture
def process(tracker):
    """The /proc folder of the running service, seen from the host."""
    tracker.systemctl("start")
    return Path(f"/proc/{tracker.host_pid()}")


def status(process):
    """/proc/PID/status as a dictionary."""
    lines = (process / "status").read_text(encoding="utf-8").splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def test_the_shipped_unit_is_hardly_exposed(tracker):
    expect_hardly_exposed(tracker, "--offline=true", f"/usr/lib/systemd/system/{SERVICE}")


def test_the_running_service_is_hardly_exposed(tracker):
    tracker.systemctl("start")
    expect_hardly_exposed(tracker, SERVICE)


def test_systemd_understands_every_line_of_the_units(tracker):
    command = ["systemd-analyze", "verify", "--man=no", SERVICE, SOCKET]
    verified = tracker.run(command)
    assert verified.stdout + verified.stderr == ""
    tracker.systemctl("start")
    journal = tracker.run(["journalctl", "-b", "-o", "cat", "_PID=1"]).stdout
    for complaint in ("Unknown key", "Unknown section", "not supported", "ignoring", "Ignoring"):
        lines = [line for line in journal.splitlines() if complaint in line and "pico" in line]
        assert not lines, lines


def test_it_has_no_privileges(process):
    found = status(process)
    assert "0" not in found["Uid"].split() + found["Gid"].split()
    assert found["NoNewPrivs"] == "1"
    assert found["Seccomp"] == "2"
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(found[name], 16) == 0, name


def test_it_shares_nothing_with_the_machine_that_it_need_not(process, system):
    for name in ("ipc", "mnt", "net", "user", "uts"):
        ours = (process / "ns" / name).stat().st_ino
        machine = Path(f"/proc/{system.leader}/ns/{name}").stat().st_ino
        assert ours != machine, f"the service is in the machine's {name} namespace"


def test_its_root_holds_the_program_and_its_libraries_only(process):
    root = process / "root"
    seen = [
        "/" + str(path.relative_to(root))
        for folder in ("usr/bin", "usr/sbin", "bin", "sbin", "usr/local", "usr/share")
        for path in (root / folder).glob("*")
    ]
    assert seen == PROGRAMS
    assert {path.name for path in (root / "run/systemd/journal").iterdir()} <= LOG_SOCKETS
    for folder in ("etc", "root", "home"):
        assert not list((root / folder).glob("*")), folder
    assert [path.name for path in (root / "var/lib").iterdir()] == [Path(STATE_DIRECTORY).name]


def test_it_can_write_to_its_state_only_and_execute_nothing_else(process):
    for line in (process / "mountinfo").read_text(encoding="utf-8").splitlines():
        fields = line.split()
        place, options = fields[4], fields[5].split(",")
        is_writable = place in KERNEL_MOUNTS or place == STATE_DIRECTORY
        assert "ro" in options or is_writable, f"{place} can be written: {options}"
        # Below /run are only systemd's own, and those are sockets.
        is_ours = not place.startswith("/run/")
        is_sealed = "noexec" in options or place in EXECUTABLE_MOUNTS
        assert is_sealed or not is_ours, f"{place} can be executed: {options}"


def test_its_own_network_is_empty_but_it_serves(tracker, process):
    interfaces = (process / "net/dev").read_text(encoding="utf-8").splitlines()[2:]
    assert [line.split(":")[0].strip() for line in interfaces] == ["lo"]
    with tracker.client(socket.AF_INET6) as client:
        client.announce()


def test_its_state_is_for_nobody_else_to_read(tracker, process):
    with tracker.client() as client:
        client.announce()
    tracker.systemctl("stop")
    listing = tracker.run(f"stat --format '%a %n' {STATE_DIRECTORY}/ {STATE_DIRECTORY}/*").stdout.splitlines()
    assert listing == [f"700 {STATE_DIRECTORY}/", f"600 {STATE_DIRECTORY}/snapshot"]


def test_the_configuration_file_is_read_outside_the_sandbox(installed):
    installed.configure(PICO_TRACKER__INTERVAL=1200)
    installed.open()
    with installed.client() as client:
        assert 1080 <= client.announce()[0] <= 1200
