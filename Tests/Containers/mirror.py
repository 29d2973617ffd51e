"""The Debian mirror of a suite's packages: the one that this machine's own apt uses."""

import re
import subprocess
from dataclasses import dataclass

from .prerequisites import DEBIAN_KEYRING, MissingPrerequisite

# Options of the host's apt that reach the mirror, and so must hold for the image too.
FORWARDED_OPTIONS = (
    "Acquire::http::Proxy",
    "Acquire::https::Proxy",
    "Acquire::Check-Valid-Until",
    "Acquire::Check-Date",
)


@dataclass(frozen=True)
class Source:
    """One line of a sources.list: a repository and the release wanted from it."""

    uri: str
    release: str

    def line(self):
        """The source in the one-line format every apt reads."""
        return f"deb [signed-by={DEBIAN_KEYRING}] {self.uri} {self.release} main"


def host_codename(os_release="/etc/os-release"):
    """The suite the host itself runs, such as `bookworm`."""
    with open(os_release, encoding="utf-8") as file:
        found = re.search(r'^VERSION_CODENAME="?(\w+)"?$', file.read(), re.MULTILINE)
    return found[1] if found else ""


def host_index_targets():
    """The repositories the host's apt would download from, one `URI release component` a line.

    apt answers, so both formats of its configuration and its defaults are read as apt reads them.
    """
    command = [
        "apt-get",
        "indextargets",
        "--no-release-info",
        "--format",
        "$(REPO_URI) $(RELEASE) $(COMPONENT)",
        "Created-By: Packages",
    ]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def sources(suite, codename=None, index_targets=None):
    """Debian's own sources of the host, with the host's suite replaced by `suite`.

    Raises MissingPrerequisite when the host's apt knows no Debian mirror.
    """
    codename = host_codename() if codename is None else codename
    index_targets = host_index_targets() if index_targets is None else index_targets
    found = []
    for line in index_targets.splitlines():
        uri, release, component = line.split()
        # Other vendors' repositories do not use Debian's names for releases and components.
        is_debian = re.fullmatch(rf"({codename}|stable)(-updates|-security)?", release)
        if component != "main" or not is_debian:
            continue
        source = Source(uri, suite + (is_debian[2] or ""))
        if source not in found:
            found.append(source)
    if not any(source.release == suite for source in found):
        raise MissingPrerequisite(
            f"the apt configuration names no Debian mirror for '{codename}';"
            " add one to /etc/apt/sources.list.d"
        )
    return found


def host_apt_options():
    """The host's values of FORWARDED_OPTIONS, in the form of apt.conf."""
    options = []
    for name in FORWARDED_OPTIONS:
        command = ["apt-config", "shell", "value", name]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        if output:
            value = output.strip().removeprefix("value=").strip("'")
            options.append(f'{name} "{value}"')
    return options
