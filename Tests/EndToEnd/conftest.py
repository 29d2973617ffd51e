"""Fixtures of the end-to-end tests: a network with a tracker in it, and the clients that share through it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from swarm import Swarm


@pytest.fixture
def swarm(binary: Path, tmp_path: Path) -> Iterator[Swarm]:
    """A network with a running tracker, a torrent that names it, and no client yet.

    What everyone logged is printed at the end, which pytest shows for a failed test only.
    """
    swarm = Swarm(binary, tmp_path)
    try:
        yield swarm
        swarm.stop()
    finally:
        swarm.close()
