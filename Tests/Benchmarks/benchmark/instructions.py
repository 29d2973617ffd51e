"""Instructions per announce, which do not depend on what else the machine does."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from . import load
from .binaries import Tools
from .report import GoalTable
from .servers import PicoTracker, Server

GOAL = 900

#: Where the announces go: swarms of 20 peers each, or of all sizes, up to a tenth of all peers in one.
SWARMS = {
    "instructions per announce, swarms of 20": ("--peers", "200000", "--torrents", "10000", "--distribution", "uniform"),
    "instructions per announce, Zipf": ("--peers", "100000", "--torrents", "10000", "--distribution", "zipf"),
}
TRAFFIC = (*load.only("announces"), "--ipv6-share", "0", "--num-want", "50")

#: The function that makes a reply of a request: what is between the two system calls of a batch. The system calls' own
#: instructions in the program depend on how many requests a batch has, and so on the machine's other work.
COUNTED = "*9ResponderV7respond*"


def is_possible() -> bool:
    """Whether valgrind is here."""
    return shutil.which("valgrind") is not None


def readable_copy(program: Path, folder: Path) -> Path:
    """A copy of a program with the names of functions alone: valgrind does not understand all that a compiler says of the source."""
    copy = folder / f"{program.name}-readable"
    subprocess.run(["strip", "--strip-debug", "-o", copy, program], check=True)
    return copy


def measure(tools: Tools, table: GoalTable) -> None:
    """The table's rows: what one more announce costs, from two runs of different length."""
    for name, swarms in SWARMS.items():
        counts: dict[str, float] = {}
        for server in (server for server in tools.servers if isinstance(server, PicoTracker)):
            try:
                short, long = (count(tools, server, swarms, seconds) for seconds in (2, 8))
            except RuntimeError as error:
                print(f"{name}, {server.name}: {error}", file=sys.stderr)
                continue
            counts[server.name] = (long[0] - short[0]) / max(long[1] - short[1], 1)
        table.add_row(name, f"≤ {GOAL}", counts, GOAL, "{:.0f}")


def count(tools: Tools, server: Server, swarms: tuple[str, ...], seconds: int) -> tuple[int, int]:
    """Instructions and announces of one run. The fill before is the same in all runs, and cancels out."""
    log = Path(tools.scratch) / f"callgrind-{server.name}-{seconds}"
    server.wrapper = (
        "valgrind", "--tool=callgrind", f"--toggle-collect={COUNTED}", f"--log-file={log}",
        "--callgrind-out-file=/dev/null",
    )  # fmt: skip
    arguments = ["traffic", "--seconds", str(seconds), "--timeout", "60000", *TRAFFIC, *swarms]
    program, server.program = server.program, readable_copy(server.program, Path(tools.scratch))
    try:
        with server.running(torrents=10_000) as (port, pid):
            result = load.run(tools.load, *arguments, port=port, pid=pid)
    finally:
        server.wrapper, server.program = (), program
    collected = re.search(r"Collected : (\d+)", log.read_text())
    if not collected or collected[1] == "0":
        raise RuntimeError("valgrind did not count")
    return int(collected[1]), int(result["announce"]["answered"])
