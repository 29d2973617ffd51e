"""Counts what a tracker's workers allocate, by a library that is preloaded into it (count_allocations.c)."""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

from preloaded import library

LAYOUT = struct.Struct("=4Q")
"""`struct counts` of the library."""


@dataclass(frozen=True)
class AllocationCounts:
    """What has happened in the workers' threads since each of them first asked for datagrams."""

    serving_threads: int
    rounds: int
    allocations: int
    frees: int


class AllocationCounter:
    """The library, and the file through which it tells; both live in a folder that the test gives."""

    def __init__(self, folder: Path) -> None:
        self._library = library("count_allocations", folder)
        self._path = folder / "counts"
        self._path.write_bytes(bytes(LAYOUT.size))
        with self._path.open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), LAYOUT.size, access=mmap.ACCESS_READ)

    @property
    def environment(self) -> dict[str, str]:
        """What a tracker's environment needs in order to be counted."""
        return {"LD_PRELOAD": str(self._library), "ALLOCATION_COUNTS": str(self._path)}

    def read(self) -> AllocationCounts:
        """The counts at this moment."""
        return AllocationCounts(*LAYOUT.unpack(self._memory[:]))
