"""The package under test, and others made from it."""

import os
import re
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

BUILD_SECONDS_MAX = 900
COMMAND_SECONDS_MAX = 60


def output_of(command, **options):
    """What a command of the host prints; it must succeed."""
    options = {"text": True, "timeout": COMMAND_SECONDS_MAX, **options}
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, **options).stdout


def build(folder, **variables):
    """Build the working copy's package into `folder` and return it; `variables` add to the environment."""
    environment = {**os.environ, **variables}
    command = [REPOSITORY / "packaging" / "build-deb", folder]
    subprocess.run(command, check=True, env=environment, timeout=BUILD_SECONDS_MAX)
    return BuiltPackage(folder)


class BuiltPackage:
    """A package, and what else its build has left in a folder."""

    def __init__(self, folder, name="pico-tracker"):
        self.folder = Path(folder)
        self.name = name
        self.deb = self._only(f"{name}_*.deb")
        self.debug_symbols = self._only(f"{name}-dbgsym_*.deb")
        self.changes = self._only("pico-tracker_*.changes")

    def sibling(self, name):
        """Another package of the same build."""
        return BuiltPackage(self.folder, name)

    def _only(self, pattern):
        found = list(self.folder.glob(pattern))
        assert len(found) == 1, f"{pattern} in {self.folder} is {found or 'missing: packaging/build-deb makes it'}"
        return found[0]

    def field(self, name):
        """A field of the package's control file."""
        return output_of(["dpkg-deb", "--field", self.deb, name]).strip()

    @property
    def dependencies(self):
        """The names of the packages it needs."""
        return {re.match(r"[^\s(]+", word)[0] for word in self.field("Depends").split(", ")}

    @property
    def is_embedded(self):
        """Whether it has the small build, which needs no C++ library."""
        return "libstdc++6" not in self.dependencies

    def unpack(self, folder, deb=None):
        """Put the files of the package, or of another of its build, into `folder`."""
        output_of(["dpkg-deb", "--extract", deb or self.deb, folder])
        return folder

    def next_version(self, folder):
        """The same package with a version number that is one higher, in `folder`."""
        version = self.field("Version") + "+next1"
        root = folder / "root"
        output_of(["dpkg-deb", "--raw-extract", self.deb, root])
        control = root / "DEBIAN" / "control"
        text = re.sub(r"(?m)^Version: .*$", f"Version: {version}", control.read_text(encoding="utf-8"))
        control.write_text(text, encoding="utf-8")
        deb = folder / "next.deb"
        output_of(["dpkg-deb", "--root-owner-group", "--build", root, deb])
        return deb
