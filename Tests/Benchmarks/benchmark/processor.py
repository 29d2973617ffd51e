"""Processor time per reply: the upper half of the goal table."""

import argparse
import statistics
import sys
from dataclasses import dataclass

from . import instructions, load
from .binaries import Tools
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


ANNOUNCES = ("--connects", "0", "--announces", "1", "--scrapes", "0", "--stale-ids", "0")
ROWS = [
    Row("announce", "announce mix", 1.25, (*ANNOUNCES, "--num-want", "50")),
    Row("connect", "connect", 1.1, ("--connects", "1", "--announces", "0", "--scrapes", "0", "--stale-ids", "0", "--no-fill")),
    Row(
        "scrape",
        "scrape of 74",
        1.6,
        ("--connects", "0", "--announces", "0", "--scrapes", "1", "--stale-ids", "0", "--scrape-size", "74")
        # Fewer under way: they are long.
        + ("--window", "8"),
    ),
    Row("hot", "hot swarm, 200 peers", 1.2, (*ANNOUNCES, "--num-want", "200"), torrents=1),
    Row("ipv6", "IPv6", 1.25, (*ANNOUNCES, "--num-want", "50"), ipv6=True),
]


def measure(tools: Tools, options: argparse.Namespace, table: GoalTable) -> None:
    """All rows, in rounds in which the servers take turns, each round beginning with another."""
    wanted = options.rows.split(",") if options.rows else [row.key for row in ROWS]
    for row in (row for row in ROWS if row.key in wanted):
        servers = [server for server in tools.servers if server.has_ipv6 or not row.ipv6]
        times: dict[str, list[float]] = {server.name: [] for server in servers}
        own: list[float] = []
        for turn in range(options.rounds):
            for place in range(len(servers)):
                server = servers[(turn + place) % len(servers)]
                spent, spent_asking = measure_once(tools, options, row, server)
                times[server.name].append(spent)
                own.append(spent_asking)
        table.add_processor_row(row.name, row.goal, times)
        print(f"{row.name}: the load tool itself {statistics.median(own):.2f} µs per reply", file=sys.stderr)
    if not (options.quick or options.no_instructions) and instructions.is_possible():
        instructions.measure(tools, table)


def measure_once(tools: Tools, options: argparse.Namespace, row: Row, server: Server) -> tuple[float, float]:
    """The server's and the load tool's processor time per reply, in microseconds."""
    arguments = ["traffic", "--seconds", str(options.seconds), "--ipv6-share", "1" if row.ipv6 else "0"]
    arguments += ["--peers", "100000", "--torrents", str(row.torrents), *row.traffic]
    with server.running(ipv6=row.ipv6, torrents=row.torrents) as (port, pid):
        result = load.run(tools.load, *arguments, port=port, pid=pid)
    if trouble := load.complaints(result):
        print(f"{row.name}, {server.name}: {trouble}", file=sys.stderr)
    spent = float(result["server_cpu_us_per_reply"])
    print(f"{row.name}, {server.name}: {spent:.2f} µs per reply", file=sys.stderr)
    return spent, float(result["own_cpu_us_per_reply"])
