"""Drop-ins and machines that take something away: the service starts, serves, and says what it lacks."""

import pytest

from Containers.boot import BootedSystem

from .installed_tracker import LOOPBACK, SERVICE, SOCKET, InstalledTracker
from .kept_state import STATE_FILE, KeptState

FAMILY_NOT_PASSED = "6a2f08e749744c24aefa13dd7ce61aa7"
NOTHING_ON_DISK = "b2a82a2582ac47cfbd6e3dd88f328568"
STORE_TOO_SMALL = "662dd3f4cde14005ab127089239ab180"
NOT_WATCHED = "29c645f1505f42309c93c97362f7a242"

JOURNAL_UNITS = "systemd-journald.service systemd-journald.socket systemd-journald-dev-log.socket"


def announce(tracker, families=LOOPBACK):
    """A seeder over each family, of one torrent."""
    for family in families:
        with tracker.client(family) as client:
            client.announce(left=0)


def lacks(tracker):
    """The ids of what the last process has said of what it lacks."""
    pid = str(tracker.main_pid())
    said = {entry["MESSAGE_ID"] for entry in tracker.entries() if entry["_PID"] == pid}
    return said & {FAMILY_NOT_PASSED, NOTHING_ON_DISK, STORE_TOO_SMALL, NOT_WATCHED}


def wait_for_verdict(tracker):
    """Wait until it knows that the descriptor store is too small: it looks some seconds after its start."""
    tracker.wait_until(lambda: STORE_TOO_SMALL in lacks(tracker), "a word on the descriptor store")


def test_a_unit_as_shipped_lacks_nothing(tracker, state):
    announce(tracker)
    tracker.wait_until(lambda: state.stored == 1, "the end of the look at the store, with the snapshot alone left in it")
    tracker.systemctl("restart")
    assert lacks(tracker) == set()
    assert state.last_restored()[1:] == (2, 1)


def test_drop_ins_take_away_what_they_say_and_no_more(installed, state):
    """On a machine where it has never run before: its directory is nowhere."""
    everything = "StateDirectory=\nFileDescriptorStoreMax=0\nWatchdogSec=0\nPrivateNetwork=no\nUser=daemon\n"
    installed.drop_in(SERVICE, f"[Service]\n{everything}")
    installed.open()
    announce(installed)
    wait_for_verdict(installed)
    assert lacks(installed) == {NOTHING_ON_DISK, STORE_TOO_SMALL, NOT_WATCHED}
    assert not state.content()

    # With a store for one, and again a user of its own, the disk keeps what is known.
    installed.drop_in(SERVICE, "[Service]\nFileDescriptorStoreMax=1\n")
    installed.systemctl("restart")
    announce(installed)
    wait_for_verdict(installed)
    assert lacks(installed) == {STORE_TOO_SMALL}
    installed.systemctl("restart")
    assert state.last_restored() == (STATE_FILE, 2, 1)
    # And what one user has kept, another can take over.
    installed.drop_in(SERVICE, "[Service]\nUser=daemon\n")
    installed.systemctl("restart")
    assert state.last_restored()[1:] == (2, 1)
    announce(installed)
    assert lacks(installed) == set()


def test_without_a_journal_it_serves_and_its_status_says_so(tracker):
    tracker.run(f"systemctl mask --runtime {JOURNAL_UNITS} && systemctl stop {JOURNAL_UNITS}")
    tracker.run("rm -f /run/systemd/journal/socket /run/systemd/journal/stdout /run/systemd/journal/dev-log")
    announce(tracker)
    tracker.wait_until(lambda: "its log goes nowhere" in tracker.status_text(), "a status that says that nobody reads the log")
    tracker.run(f"systemctl unmask --runtime {JOURNAL_UNITS} && systemctl start {JOURNAL_UNITS}")
    tracker.systemctl("restart")
    assert "its log goes nowhere" not in tracker.status_text()
    assert tracker.entries()


@pytest.fixture
def poor(suite, binary):
    """A machine whose kernel has neither IPv6 nor user namespaces."""
    with BootedSystem(suite, without=("ipv6", "user-namespaces")) as system:
        # systemd looks for this file of such a kernel's, once.
        system.run("mount -t tmpfs none /proc/1/net && systemctl daemon-reexec")
        yield InstalledTracker(system, binary)


def test_a_kernel_without_ipv6_and_user_namespaces_is_enough(poor):
    # By systemd, for a command from outside is not under the filter.
    assert poor.run("systemd-run --quiet --wait unshare --user true", check=False).returncode != 0
    poor.open()
    families = list(LOOPBACK)[:1]
    announce(poor, families)
    assert poor.state(SOCKET) == poor.state() == "active"
    assert lacks(poor) == {FAMILY_NOT_PASSED}
    assert "without user namespaces" in poor.system.property(SERVICE, "Description")
    poor.systemctl("restart")
    assert KeptState(poor).last_restored()[1:] == (1, 1)
