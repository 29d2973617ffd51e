"""Running the load tool."""

import json
import subprocess
from pathlib import Path
from typing import Any

from .placement import APART, Placement

#: As many requests under way as opentracker's receive buffer holds, which is the kernel's default of 208 KiB.
UNDER_WAY = ("--sockets", "8", "--window", "24")


def only(kind: str) -> tuple[str, ...]:
    """The options for requests of one kind alone, all with a good connection id."""
    weights = [word for each in ("connects", "announces", "scrapes") for word in (f"--{each}", str(int(each == kind)))]
    return (*weights, "--stale-ids", "0")


def run(load: Path, *arguments: str, port: int, pid: int, placement: Placement = APART) -> dict[str, Any]:
    """One run of the load tool; its JSON."""
    command = [*placement.for_load, str(load), arguments[0], *UNDER_WAY, *arguments[1:]]
    command += ["--port", str(port), "--pid", str(pid), "--json"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if result.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {result.stderr.strip()}")
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def complaints(result: dict[str, Any]) -> str:
    """What went wrong in a run, or nothing. A measurement with losses is no measurement."""
    troubles = [f"{result[name]} {name}" for name in ("lost", "refused", "faulty") if result.get(name)]
    texts = [result[name] for name in ("refusal", "fault") if name in result]
    return ", ".join(troubles + texts)
