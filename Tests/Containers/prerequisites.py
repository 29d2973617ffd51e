"""The prerequisites of booting a container, and how to install them.

A missing prerequisite is an error, never a skipped test: a test that did not run proves nothing.
"""

import os
import shutil

PACKAGE_OF_COMMAND = {
    "apt-get": "apt",
    "mmdebstrap": "mmdebstrap",
    "nsenter": "util-linux",
    "setpriv": "util-linux",
    "systemd-nspawn": "systemd-container",
    "unshare": "util-linux",
}

DEBIAN_KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


class MissingPrerequisite(Exception):
    """Something is not installed, or not allowed; the message says what to run."""


def check_prerequisites():
    """Raise MissingPrerequisite, naming everything that is missing at once."""
    if os.geteuid() != 0:
        raise MissingPrerequisite("booting a container needs root; run the tests with sudo")
    packages = {
        package for command, package in PACKAGE_OF_COMMAND.items() if not shutil.which(command)
    }
    if not os.path.exists(DEBIAN_KEYRING):
        packages.add("debian-archive-keyring")
    if packages:
        raise MissingPrerequisite(
            f"booting a container needs: apt-get install {' '.join(sorted(packages))}"
        )
