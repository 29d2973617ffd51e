"""Memory and size: the lower half of the goal table."""

import argparse
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from . import load
from .binaries import Tools
from .report import GoalTable
from .servers import Server, resident_bytes


@dataclass(frozen=True)
class Row:
    """Peers over torrents, and how many bytes each peer may take."""

    name: str
    goal: float
    peers: int
    torrents: int
    ipv6: bool = False


ROWS = [
    Row("bytes per peer, 10 per torrent", 16, 1_000_000, 100_000),
    Row("the same, IPv6", 32, 1_000_000, 100_000, ipv6=True),
    Row("bytes per peer, one swarm of 100 k", 12, 100_000, 1),
    Row("bytes per torrent with one peer", 96, 200_000, 200_000),
]
IDLE_GOAL = 3.0
SIZE_GOALS = {"normal": 7_000.0, "embedded": 560.0}


def measure(tools: Tools, options: argparse.Namespace, table: GoalTable) -> None:
    """All rows, once: memory hardly varies between runs."""
    trackers = tools.servers[1:]
    for row in ROWS:
        servers = [server for server in trackers if server.has_ipv6 or not row.ipv6]
        shrink = 10 if options.quick and row.peers > 200_000 else 1
        bytes_each = {server.name: fill(tools, row, server, shrink) for server in servers}
        table.add_row(row.name, f"≤ {row.goal:.0f}", bytes_each, row.goal, "{:.1f}")
    idle = {server.name: idle_mebibytes(server) for server in trackers}
    table.add_row("idle memory (RSS), MiB", f"≤ {IDLE_GOAL:.0f}", idle, IDLE_GOAL, "{:.1f}")
    sizes = {server.name: stripped_kilobytes(server.program, tools.scratch) for server in trackers}
    table.add_row("binary, stripped, kB", "≤ 7000 / 560", sizes, SIZE_GOALS, "{:.0f}")


def fill(tools: Tools, row: Row, server: Server, shrink: int) -> float:
    """Bytes of memory that each peer added."""
    peers, torrents = row.peers // shrink, max(row.torrents // shrink, 1)
    arguments = ["fill", "--peers", str(peers), "--torrents", str(torrents), "--num-want", "0"]
    arguments += ["--ipv6-share", "1" if row.ipv6 else "0"]
    with server.running(ipv6=row.ipv6, torrents=torrents) as (port, pid):
        result = load.run(tools.load, *arguments, port=port, pid=pid)
    if trouble := load.complaints(result):
        print(f"{row.name}, {server.name}: {trouble}", file=sys.stderr)
    each = float(result["rss_bytes_per_peer"])
    print(f"{row.name}, {server.name}: {each:.1f}", file=sys.stderr)
    return each


def idle_mebibytes(server: Server) -> float:
    """Memory of a server that has answered one connect."""
    with server.running() as (_, pid):
        time.sleep(0.5)
        return resident_bytes(pid) / (1 << 20)


def stripped_kilobytes(program: Path, scratch: Path) -> float:
    """Size of the program as a package would install it."""
    copy = scratch / "stripped"
    shutil.copy(program, copy)
    subprocess.run(["strip", "--strip-unneeded", copy], check=True)
    return copy.stat().st_size / 1000
