"""The files that are left after the package is removed or purged."""

import pytest

from BootedService.installed_tracker import FAILING, SERVICE, SOCKET
from BootedService.kept_state import REAL_DIRECTORY, STATE_DIRECTORY, STATE_FILE

# What apt, dpkg and the journal write for themselves, whatever package is installed.
RECORDS = ("/var/cache/", "/var/lib/apt/", "/var/lib/dpkg/", "/var/log/", "/root/")


def assert_nobody_answers(tracker):
    """The port is closed."""
    with tracker.client() as client, pytest.raises(ConnectionRefusedError):
        client.connect()


def use(tracker):
    """Leave every trace there can be: a running service with a kept state, other settings, and drop-ins."""
    tracker.drop_in(SOCKET, "[Socket]\nReceiveBuffer=4M\n")
    tracker.drop_in(SERVICE, "[Service]\nWatchdogSec=30s\n")
    tracker.configure(PICO_TRACKER__INTERVAL=3600)
    tracker.systemctl("restart", SOCKET)
    with tracker.client() as client:
        client.announce()
    tracker.wait_until_active()
    # The first snapshot comes with the end of a run.
    tracker.systemctl("restart")
    tracker.run(["test", "-s", STATE_FILE])
    # An alarm, as of a service that did not start; the look after the restart would take it away.
    tracker.wait_until(lambda: tracker.state("pico-tracker-checkup.service") == "inactive", "the end of the check-up")
    tracker.drop_in(FAILING, "[Unit]\nOnFailure=tell-me.service\n")
    assert tracker.systemctl("start", FAILING, check=False).returncode != 0


def test_removing_stops_it_and_keeps_settings_and_state(tracker):
    use(tracker)
    tracker.apt("remove pico-tracker")
    assert_nobody_answers(tracker)
    for unit in (SERVICE, SOCKET):
        assert tracker.state(unit) == "inactive"
        assert tracker.system.property(unit, "LoadState") == "not-found" or unit == SOCKET
    assert FAILING not in tracker.run("systemctl --failed --no-legend").stdout
    assert "3600" in tracker.run("cat /etc/default/pico-tracker").stdout
    assert tracker.run("test -e /usr/sbin/pico-tracker", check=False).returncode == 1
    tracker.run(["test", "-s", STATE_FILE])
    assert tracker.run("test -e /run/pico-tracker", check=False).returncode == 1


@pytest.mark.parametrize("steps", [["purge"], ["remove", "purge"]], ids=" then ".join)
def test_purging_leaves_nothing(uninstalled, steps):
    before = uninstalled.files()
    uninstalled.install()
    use(uninstalled)
    for step in steps:
        uninstalled.apt(f"{step} pico-tracker")
    changed = [path for path in before ^ uninstalled.files() if not path.startswith(RECORDS)]
    assert not changed, f"not as before the installation: {sorted(changed)}"
    named = uninstalled.run("grep -rl pico-tracker /etc /var/lib/systemd /var/lib/dpkg/status", check=False).stdout
    assert not named, f"it is still named in {named}"
    places = ("/run/pico-tracker", REAL_DIRECTORY, STATE_DIRECTORY)
    assert not uninstalled.run(["ls", "-d", *places], check=False).stdout
    assert "pico" not in uninstalled.run("systemctl list-units --all --no-legend").stdout
    assert_nobody_answers(uninstalled)


@pytest.mark.parametrize("step", ["remove", "purge"])
def test_it_can_be_installed_again(tracker, step):
    use(tracker)
    tracker.apt(f"{step} pico-tracker")
    tracker.install()
    with tracker.client() as client:
        interval, peers, _ = client.announce(port=6882)
    # Settings and peers outlive a removal, and no purge.
    assert (interval > 900, peers) == ((True, 2) if step == "remove" else (False, 1))
