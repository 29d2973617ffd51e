"""Instructions per announce, which do not depend on what else the machine does."""

import re
import shutil
import sys
from pathlib import Path

from . import load
from .binaries import Tools
from .report import GoalTable
from .servers import PicoTracker, Server

GOAL = 900
TRAFFIC = (*load.only("announces"), "--ipv6-share", "0", "--peers", "100000", "--torrents", "10000", "--num-want", "50")


def is_possible() -> bool:
    """Whether valgrind is here."""
    return shutil.which("valgrind") is not None


def measure(tools: Tools, table: GoalTable) -> None:
    """The table's row: what one more announce costs, from two runs of different length."""
    counts: dict[str, float] = {}
    for server in (server for server in tools.servers if isinstance(server, PicoTracker)):
        try:
            short, long = (count(tools, server, seconds) for seconds in (2, 8))
        except RuntimeError as error:
            print(f"instructions, {server.name}: {error}", file=sys.stderr)
            continue
        counts[server.name] = (long[0] - short[0]) / max(long[1] - short[1], 1)
    table.add_row("instructions per announce", f"≤ {GOAL}", counts, GOAL, "{:.0f}")


def count(tools: Tools, server: Server, seconds: int) -> tuple[int, int]:
    """Instructions and announces of one run. The fill before is the same in all runs, and cancels out."""
    log = Path(tools.scratch) / f"callgrind-{server.name}-{seconds}"
    server.wrapper = (
        "valgrind", "--tool=callgrind", f"--log-file={log}", "--callgrind-out-file=/dev/null",
    )  # fmt: skip
    arguments = ["traffic", "--seconds", str(seconds), "--timeout", "60000", *TRAFFIC]
    try:
        with server.running(torrents=10_000) as (port, pid):
            result = load.run(tools.load, *arguments, port=port, pid=pid)
    finally:
        server.wrapper = ()
    collected = re.search(r"Collected : (\d+)", log.read_text())
    if not collected:
        raise RuntimeError("valgrind did not count")
    return int(collected[1]), int(result["announce"]["answered"])
