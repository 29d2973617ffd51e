"""Processor time per reply: the upper half of the goal table."""

import argparse
import sys
from dataclasses import dataclass

from . import instructions, load
from .binaries import Tools
from .placement import APART, SHARED, Placement
from .report import GoalTable
from .servers import Server


@dataclass(frozen=True)
class Row:
    """One kind of traffic, and how far above the bare server a tracker may be."""

    key: str
    name: str
    goal: float
    traffic: tuple[str, ...]
    torrents: int = 10_000
    ipv6: bool = False


ROWS = [
    Row("announce", "announce mix", 1.25, (*load.only("announces"), "--num-want", "50")),
    Row("connect", "connect", 1.1, (*load.only("connects"), "--no-fill")),
    # Fewer under way: they are long.
    Row("scrape", "scrape of 74", 1.6, (*load.only("scrapes"), "--scrape-size", "74", "--window", "8")),
    Row("hot", "hot swarm, 200 peers", 1.2, (*load.only("announces"), "--num-want", "200"), torrents=1),
    Row("ipv6", "IPv6", 1.25, (*load.only("announces"), "--num-want", "50"), ipv6=True),
]


def measure(tools: Tools, options: argparse.Namespace, table: GoalTable) -> None:
    """All rows, in rounds in which the servers take turns, each round beginning with another."""
    wanted = options.rows.split(",") if options.rows else [row.key for row in ROWS]
    placements = [placement for placement in (APART, SHARED) if options.placement in (None, placement.name)]
    for row in (row for row in ROWS if row.key in wanted):
        for placement in placements:
            table.add_processor_row(f"{row.name}, {placement.name}", row.goal, rounds(tools, options, row, placement))
    if not (options.quick or options.no_instructions) and instructions.is_possible():
        instructions.measure(tools, table)


def rounds(tools: Tools, options: argparse.Namespace, row: Row, placement: Placement) -> dict[str, list[float]]:
    """Each server's processor time per reply in each round, in microseconds."""
    servers = [server for server in tools.servers if server.has_ipv6 or not row.ipv6]
    times: dict[str, list[float]] = {server.name: [] for server in servers}
    for turn in range(options.rounds):
        for place in range(len(servers)):
            server = servers[(turn + place) % len(servers)]
            times[server.name].append(measure_once(tools, options, row, server, placement))
    return times


def measure_once(tools: Tools, options: argparse.Namespace, row: Row, server: Server, placement: Placement) -> float:
    """The server's processor time per reply in one run, in microseconds."""
    arguments = ["traffic", "--seconds", str(options.seconds), "--ipv6-share", "1" if row.ipv6 else "0"]
    arguments += ["--peers", "100000", "--torrents", str(row.torrents), *row.traffic]
    with server.running(placement, ipv6=row.ipv6, torrents=row.torrents) as (port, pid):
        result = load.run(tools.load, *arguments, port=port, pid=pid, placement=placement)
    label = f"{row.name}, {placement.name}, {server.name}"
    if trouble := load.complaints(result):
        print(f"{label}: {trouble}", file=sys.stderr)
    spent, own = float(result["server_cpu_us_per_reply"]), float(result["own_cpu_us_per_reply"])
    print(f"{label}: {spent:.2f} µs per reply; the load tool {own:.2f} µs", file=sys.stderr)
    return spent
