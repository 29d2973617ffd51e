"""A disk that takes no state: the service goes on and says so, and restarts lose nothing all the same."""

import time

import pytest

from .kept_state import KEPT_AGAIN, NOT_KEPT, REAL_DIRECTORY, STATE_FILE, STORE
from .population import Population

# Room for two states of the population and not much more.
SIZE = "64k"

FAULTS = {
    "full": (f"cat /dev/zero > {REAL_DIRECTORY}/other", f"rm {REAL_DIRECTORY}/other", "No space left on device"),
    # As the kernel does after an error: the file system, not the mount.
    "read-only": (
        f"mount -o remount,ro {REAL_DIRECTORY} && mount -o remount,bind,rw {REAL_DIRECTORY}",
        f"mount -o remount,rw {REAL_DIRECTORY}",
        "Read-only file system",
    ),
}


@pytest.fixture
def disk(brisk):
    """A file system of its own below the state directory."""
    brisk.run(f"mkdir -p -m 700 {REAL_DIRECTORY} && chmod 700 /var/lib/private")
    brisk.run(f"mount -t tmpfs -o size={SIZE},mode=700 tmpfs {REAL_DIRECTORY}")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_said_once_and_loses_nothing(brisk, state, disk, fault):
    spoil, repair, reason = FAULTS[fault]
    population = Population()
    population.announce_all(brisk)
    with population.load(brisk) as load:
        state.wait_for_snapshot()
        brisk.run(spoil, check=False)
        brisk.wait_until(lambda: state.entries(NOT_KEPT), "a complaint in the journal")
        last = state.moment
        time.sleep(1.5)
        brisk.systemctl("restart")
        assert state.last_restored() == (STORE, population.peers, len(population.torrents))
        brisk.wait_until(lambda: len(state.entries(NOT_KEPT)) > 1, "the new process's complaint")
        assert state.moment == last
        assert not state.entries(KEPT_AGAIN)
        brisk.run(repair)
        brisk.wait_until(lambda: state.entries(KEPT_AGAIN), "the end of the complaint")
        assert state.moment > last
    load.expect_answers()
    population.expect_all(brisk)
    complaints = state.entries(NOT_KEPT)
    assert len(complaints) == 2, "once by each of the two processes"
    for entry in complaints:
        assert STATE_FILE in entry["MESSAGE"] and reason in entry["MESSAGE"]
    assert [entry["PLACE"] for entry in state.entries(KEPT_AGAIN)] == [STATE_FILE]
    # And what it keeps now can be used.
    brisk.systemctl("stop")
    brisk.systemctl("start")
    assert state.last_restored() == (STATE_FILE, population.peers, len(population.torrents))
