"""Questions about processes that only /proc answers."""

from pathlib import Path


def status_numbers(pid, field):
    """The numbers of one line of /proc/PID/status; empty when the process is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    for line in lines:
        if line.startswith(f"{field}:"):
            return [int(word) for word in line.split()[1:]]
    return []


def all_pids():
    """Every process the host sees now."""
    return [int(path.name) for path in Path("/proc").glob("[0-9]*")]


def children(pid):
    """The processes whose parent is `pid`."""
    return [child for child in all_pids() if status_numbers(child, "PPid") == [pid]]


def namespace_pids(pid):
    """The process's number in each PID namespace it is in, the outermost first."""
    return status_numbers(pid, "NSpid")


def pid_namespace(pid):
    """What tells one PID namespace from another; None when the process is gone."""
    try:
        return Path(f"/proc/{pid}/ns/pid").stat().st_ino
    except OSError:
        return None
