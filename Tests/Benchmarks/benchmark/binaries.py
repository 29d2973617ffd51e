"""Builds or finds the programs that are measured."""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .servers import BareServer, OpenTracker, PicoTracker, Server

REPOSITORY = Path(__file__).resolve().parents[3]


@dataclass
class Tools:
    """The load tool, and the servers in the order of the table; the bare one first."""

    load: Path
    servers: list[Server]
    scratch: Path


@contextlib.contextmanager
def prepare(options: argparse.Namespace) -> Iterator[Tools]:
    """Builds and fetches what was not given. The scratch folder is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pico-tracker-benchmark-") as folder:
        scratch = Path(folder)
        # opentracker gives up root and must still be able to enter.
        scratch.chmod(0o755)
        load = options.load or build("pico-tracker-load")
        embedded = PicoTracker("embedded", options.embedded or build("pico-tracker", embedded=True))
        if options.scale:
            yield Tools(load, [embedded], scratch)
            return
        servers: list[Server] = [BareServer("bare", load)]
        if not options.no_opentracker and (program := fetch_opentracker(scratch)):
            servers.append(OpenTracker("opentracker", program, load, scratch))
        servers.append(PicoTracker("normal", options.normal or build("pico-tracker")))
        servers.append(embedded)
        yield Tools(load, servers, scratch)


def build(product: str, *, embedded: bool = False) -> Path:
    """Builds a product of this repository for release, or does nothing where it is up to date."""
    environment = dict(os.environ)
    command = ["swift", "build", "-c", "release", "--product", product, "--static-swift-stdlib"]
    scratch = REPOSITORY / ".build"
    if embedded:
        environment["PICO_TRACKER_EMBEDDED"] = "1"
        command.remove("--static-swift-stdlib")
        scratch /= "embedded"
    command += ["--scratch-path", str(scratch)]
    print(f"building {product}{' (Embedded)' if embedded else ''} …", file=sys.stderr)
    subprocess.run(command, cwd=REPOSITORY, env=environment, check=True, stdout=sys.stderr)
    return scratch / "release" / product


def fetch_opentracker(scratch: Path) -> Path | None:
    """Finds opentracker, or unpacks Debian's package without installing it, so that no service ever starts."""
    if program := shutil.which("opentracker"):
        return Path(program)
    folder = scratch / "opentracker-package"
    folder.mkdir()
    try:
        subprocess.run(["apt-get", "download", "opentracker", "libowfat0"], cwd=folder, check=True, capture_output=True)
        for package in folder.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"no opentracker to compare with: {error}", file=sys.stderr)
        return None
    return folder / "usr/bin/opentracker"
