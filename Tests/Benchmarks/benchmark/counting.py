"""Instructions of one reply, several times over in one running server."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import load
from .instructions import COUNTED
from .servers import PicoTracker


@dataclass
class CountingServer:
    """A tracker under callgrind; only what happens between a request and its reply is counted."""

    load: Path
    dumps: Path
    port: int
    pid: int
    taken: int = 0

    def fill(self, *arguments: str) -> None:
        """Announces all peers; not counted."""
        load.run(self.load, "fill", *arguments, port=self.port, pid=self.pid)

    def count(self, kind: str, *arguments: str, seconds: int) -> float:
        """Instructions for each reply to so many seconds of one kind of request."""
        self._dump()
        traffic = ("--seconds", str(seconds), "--timeout", "60000", "--no-fill", *arguments)
        result = load.run(self.load, "traffic", *traffic, port=self.port, pid=self.pid)
        return self._dump() / int(result[kind]["answered"])

    def _dump(self) -> int:
        """What was counted since the last time."""
        # callgrind and its control find each other by a file in this folder.
        environment = os.environ | {"TMPDIR": str(self.dumps.parent)}
        command = ["callgrind_control", "--dump", str(self.pid)]
        subprocess.run(command, check=True, capture_output=True, timeout=60, env=environment)
        self.taken += 1
        text = Path(f"{self.dumps}.{self.taken}").read_text()
        return int(re.search(r"^(?:totals|summary): (\d+)", text, re.M)[1])  # type: ignore[index]


@contextmanager
def counting(server: PicoTracker, load_tool: Path, scratch: Path) -> Iterator[CountingServer]:
    """Runs the tracker under callgrind, which needs the names of functions, and does not understand all that a compiler says of
    the source."""
    folder = scratch / f"counting-{len(list(scratch.iterdir()))}"
    folder.mkdir()
    program, server.program = server.program, folder / server.program.name
    subprocess.run(["strip", "--strip-debug", "-o", server.program, program], check=True)
    dumps = folder / "callgrind"
    server.wrapper = (
        "env", f"TMPDIR={folder}", "valgrind", "-q", "--tool=callgrind", f"--toggle-collect={COUNTED}",
        f"--callgrind-out-file={dumps}",
    )  # fmt: skip
    try:
        with server.running() as (port, pid):
            yield CountingServer(load_tool, dumps, port, pid)
    finally:
        server.wrapper = ()
        server.program = program
