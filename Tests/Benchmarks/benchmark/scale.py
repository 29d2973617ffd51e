"""Measures the cost of a reply with more workers and with more peers."""

import argparse
import statistics
import sys
from dataclasses import dataclass
from typing import Any

from . import load
from .binaries import Tools
from .placement import SHARED, TWO_CPUS, Placement
from .report import aligned
from .servers import PicoTracker

WORKERS = (1, 2)
#: Two workers must serve so many times what one serves in a second of processor time that it has.
GOAL = 1.8
PEERS = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
PEERS_PER_TORRENT = 10
TRAFFIC = (*load.only("announces"), "--num-want", "50", "--ipv6-share", "0", "--distribution", "zipf")


@dataclass(frozen=True)
class Cost:
    """What one run cost the server, in microseconds of processor time for each reply."""

    user: float
    system: float
    replies_per_second: float

    @property
    def total(self) -> float:
        return self.user + self.system

    @property
    def cells(self) -> list[str]:
        return [f"{self.user:.2f}", f"{self.system:.2f}", f"{self.total:.2f}"]

    @classmethod
    def of(cls, result: dict[str, Any]) -> "Cost":
        rate = float(result["replies"]) / float(result["seconds"])
        return cls(float(result["server_user_us_per_reply"]), float(result["server_system_us_per_reply"]), rate)

    @classmethod
    def median(cls, costs: list["Cost"]) -> "Cost":
        """The run in the middle, by the total."""
        return sorted(costs, key=lambda cost: cost.total)[len(costs) // 2]


def measure(tools: Tools, options: argparse.Namespace) -> None:
    """Prints both tables."""
    (server,) = (server for server in tools.servers if isinstance(server, PicoTracker))
    print(by_workers(tools, options, server))
    print()
    print(by_peers(tools, options, server))


def by_workers(tools: Tools, options: argparse.Namespace, server: PicoTracker) -> str:
    """One worker, then two, each time with the load on the same two CPUs: what crosses between CPUs, crosses in both."""
    costs: dict[int, list[Cost]] = {workers: [] for workers in WORKERS}
    for turn in range(options.rounds):
        for workers in sorted(WORKERS, reverse=turn % 2 == 1):
            cost, _ = measure_once(tools, options, server, TWO_CPUS, workers, 100_000)
            costs[workers].append(cost)
    heading = ["workers", "user µs", "system µs", "CPU µs per reply", "replies per CPU second", "times one worker's"]
    rows = [[*heading, "replies/s"]]
    for workers, its in costs.items():
        # The worth of a CPU second beside one worker's in the same round, for each CPU.
        times = workers * statistics.median(one.total / cost.total for one, cost in zip(costs[1], its, strict=True))
        mark = "" if workers == 1 else f" (goal {GOAL}) {'✓' if times >= GOAL else '✗'}"
        cost = Cost.median(its)
        rows.append([str(workers), *cost.cells, f"{1e6 / cost.total:,.0f}", f"{times:.2f}{mark}"])
        rows[-1].append(f"{cost.replies_per_second:,.0f}")
    return aligned(rows)


def by_peers(tools: Tools, options: argparse.Namespace, server: PicoTracker) -> str:
    """One worker, and more and more peers."""
    sizes = [peers for peers in PEERS if peers <= 1_000_000 or not options.quick]
    costs: dict[int, list[tuple[Cost, float]]] = {peers: [] for peers in sizes}
    for _ in range(options.rounds):
        for peers in sizes:
            costs[peers].append(measure_once(tools, options, server, SHARED, 1, peers))
    rows = [["peers", "torrents", "user µs", "system µs", "CPU µs per reply", "bytes per peer"]]
    for peers, its in costs.items():
        size = statistics.median(size for _, size in its)
        cost = Cost.median([cost for cost, _ in its])
        rows.append([f"{peers:,}", f"{peers // PEERS_PER_TORRENT:,}", *cost.cells, f"{size:.1f}"])
    return aligned(rows)


def measure_once(
    tools: Tools, options: argparse.Namespace, server: PicoTracker, placement: Placement, workers: int, peers: int
) -> tuple[Cost, float]:
    """The cost of a reply, and the bytes that each peer took."""
    server.workers = workers
    population = ("--peers", str(peers), "--torrents", str(peers // PEERS_PER_TORRENT))
    try:
        with server.running(placement) as (port, pid):
            fill = [*TRAFFIC[TRAFFIC.index("--num-want"):], *population]
            filled = load.run(tools.load, "fill", *fill, port=port, pid=pid, placement=placement)
            traffic = [*TRAFFIC, *population, "--no-fill", "--seconds", str(options.seconds)]
            result = load.run(tools.load, "traffic", *traffic, port=port, pid=pid, placement=placement)
    finally:
        server.workers = 1
    label = f"{workers} workers, {peers:,} peers"
    for run in (filled, result):
        if trouble := load.complaints(run):
            print(f"{label}: {trouble}", file=sys.stderr)
    cost, size = Cost.of(result), float(filled["rss_bytes_per_peer"])
    print(f"{label}: {cost.total:.2f} µs per reply, {size:.1f} bytes per peer", file=sys.stderr)
    return cost, size

