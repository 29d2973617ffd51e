"""The goal table: measured figures beside the goals."""

import statistics
from collections.abc import Mapping

from .servers import Server


class GoalTable:
    """Rows of text, one column per server."""

    def __init__(self, servers: list[Server]) -> None:
        self.names = [server.name for server in servers]
        self.rows = [["", "goal", *self.names]]

    def add_processor_row(self, name: str, goal: float, times: Mapping[str, list[float]]) -> None:
        """CPU µs per reply, and the ratio to the bare server's: medians, and in parentheses the ratio of the minima.

        The median is that of the ratios within each round: from one to the next the whole machine may slow down.
        """
        cells = []
        for server in self.names:
            if server not in times:
                cells.append("–")
                continue
            cell = f"{statistics.median(times[server]):.2f} µs"
            if server != "bare":
                ratio = statistics.median(mine / its for mine, its in zip(times[server], times["bare"], strict=True))
                least = min(times[server]) / min(times["bare"])
                cell += f" = {ratio:.2f}× ({least:.2f}×){mark(server, ratio, goal)}"
            cells.append(cell)
        self.rows.append([name, f"≤ {goal}×", *cells])

    def add_row(
        self, name: str, goal: str, values: Mapping[str, float], limit: float | Mapping[str, float], form: str
    ) -> None:
        """A number per tracker, against one limit or each against its own."""
        cells = []
        for server in self.names:
            if server not in values:
                cells.append("–")
                continue
            value = values[server]
            own = limit.get(server, float("inf")) if isinstance(limit, Mapping) else limit
            cells.append(form.format(value) + mark(server, value, own))
        self.rows.append([name, goal, *cells])

    def __str__(self) -> str:
        return aligned(self.rows) + "\n✓ reaches the goal, ✗ does not."


def aligned(rows: list[list[str]]) -> str:
    """A table in Markdown; the first row is its heading."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) if place == 0 else cell.rjust(width) for place, (cell, width) in
                 enumerate(zip(row, widths, strict=True))]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def mark(server: str, value: float, goal: float) -> str:
    """Whether our goal is met; the goals are not the others'."""
    if server in ("bare", "opentracker"):
        return ""
    return " ✓" if value <= goal else " ✗"
