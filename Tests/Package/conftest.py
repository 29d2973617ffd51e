"""The package under test, and systems to install it in."""

import os

import pytest

from Containers.boot import BootedSystem
from Containers.fixtures import pytest_runtest_makereport, suite, system  # noqa: F401
from Containers.image import PACKAGES

from .built_package import REPOSITORY, BuiltPackage, build
from .packaged_tracker import PackagedTracker

VARIABLE = "PICO_TRACKER_PACKAGE"

# What checks packages, from the suite's own archive: each suite's rules differ.
TOOLS = ("autopkgtest", "lintian", "python3")


@pytest.fixture(scope="session")
def package():
    """The package in the folder that PICO_TRACKER_PACKAGE names, or one built now."""
    folder = os.environ.get(VARIABLE)
    return BuiltPackage(folder) if folder else build(REPOSITORY / ".build" / "deb")


@pytest.fixture
def uninstalled(system, package):  # noqa: F811
    """A system to which the package has been copied, and no more."""
    return PackagedTracker(system, package)


@pytest.fixture
def tracker(uninstalled):
    """The package installed."""
    uninstalled.install()
    return uninstalled


@pytest.fixture
def workbench(suite, package):  # noqa: F811
    """A system with the suite's tools for packages."""
    with BootedSystem(suite, PACKAGES + TOOLS) as booted:
        yield PackagedTracker(booted, package)
