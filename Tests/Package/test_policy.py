"""Debian's own judges of packages, each in its own suite's version."""

import subprocess

import pytest

from Containers.image import image

from .built_package import REPOSITORY, output_of

SECONDS_MAX = 300

# What Debian 13's own apt leaves wherever it installs anything.
DEBCONF_FOLDER = r"/var/cache/debconf/tmp\.ci/?"

# It asks for an init script beside the unit. Debian 13's lintian has dropped it, and refuses a package that overrides it.
WITHDRAWN = {"bookworm": "package-supports-alternative-init-but-no-init.d-script"}


def test_lintian_finds_nothing(workbench, suite):
    for path in workbench.package.folder.glob("pico-tracker*_*.*"):
        workbench.system.copy_in(path, f"/tmp/lintian/{path.name}")
    command = ["lintian", "--allow-root", "--pedantic", "--display-info", "--show-overrides"]
    if suite in WITHDRAWN:
        command += ["--suppress-tags", WITHDRAWN[suite]]
    found = workbench.run([*command, f"/tmp/lintian/{workbench.package.changes.name}"], check=False, timeout=SECONDS_MAX)
    # "N:" and "O:" are notes, and tags that the lintian-overrides in debian/ give a reason for.
    tags = [line for line in found.stdout.splitlines() if line[:2] not in ("N:", "O:")]
    assert not tags, tags
    for name in ("pico-tracker", "pico-tracker-tools"):
        overridden = f"O: {name}: initial-upload-closes-no-bugs"
        assert overridden in found.stdout, f"it did not run: {found.stderr}"


@pytest.mark.parametrize("name", ["pico-tracker", "pico-tracker-tools"])
def test_piuparts_finds_nothing(package, suite, name):
    command = ["piuparts", f"--existing-chroot={image(suite)}", "--distribution", suite]
    command += ["--no-upgrade-test", "--skip-minimize", "--no-eatmydata", f"--ignore-regex={DEBCONF_FOLDER}"]
    command += [package.sibling(name).deb]
    result = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
    assert result.returncode == 0, result.stdout[-4000:]
    assert "PASS: All tests." in result.stdout


def test_autopkgtest_passes(workbench):
    source = output_of(["tar", "-C", REPOSITORY, "-c", "debian", "Tests/BootedService"], text=False)
    workbench.run("mkdir /tmp/source && tar -C /tmp/source --no-same-owner -x", input=source, text=False)
    # The container is the isolation that the tests ask for.
    command = "autopkgtest --ignore-restrictions=isolation-container /root/pico-tracker.deb /tmp/source -- null"
    result = workbench.run(command, check=False, timeout=SECONDS_MAX)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "PASS" in result.stdout + result.stderr
