"""A service that cannot start: tried for ever, with its socket open, and yet seen by who looks for failed units."""

from .installed_tracker import FAILING, SERVICE, SOCKET

WRONG, RIGHT = {"PICO_TRACKER__INTERVAL": 7}, {"PICO_TRACKER__INTERVAL": 1800}

TELL_ME = "[Service]\nType=oneshot\nExecStart=sh -c 'echo told >> /run/told'\n"


def failed(tracker):
    """The units that `systemctl --failed` shows."""
    return [line.split()[1] for line in tracker.run("systemctl --failed --no-legend").stdout.splitlines()]


def times_told(tracker):
    """How often the unit in OnFailure= was started."""
    return tracker.run("cat /run/told", check=False).stdout.count("told")


def wait_for_alarm(tracker):
    """Wait for the failed unit, which comes with the fifth failed start."""
    tracker.wait_until(lambda: failed(tracker) == [FAILING], "the mark of a service that does not start")


def test_five_failed_starts_are_seen_and_the_sixth_can_succeed(tracker):
    tracker.system.write("/etc/systemd/system/tell-me.service", TELL_ME)
    tracker.drop_in(FAILING, "[Unit]\nOnFailure=tell-me.service\n")
    with tracker.client() as client:
        client.announce()
        tracker.configure(**WRONG)
        assert tracker.systemctl("restart", check=False).returncode != 0
        assert failed(tracker) == []
        wait_for_alarm(tracker)
        restarts = tracker.restarts()
        assert restarts >= 4
        # What is wrong, in which file, and how to find the line.
        entry = next(entry for entry in tracker.entries() if "PICO_TRACKER__INTERVAL" in entry["MESSAGE"])
        assert "/etc/default/pico-tracker" in entry["MESSAGE"] and "grep -rsne" in entry["MESSAGE"]
        catalog = tracker.run(["journalctl", "--dump-catalog", entry["MESSAGE_ID"]]).stdout
        assert "/etc/default/pico-tracker" in catalog
        # It goes on, as often, and tells it once.
        tracker.wait_until(lambda: tracker.restarts() >= restarts + 3, "further attempts")
        assert failed(tracker) == [FAILING]
        assert times_told(tracker) == 1
        assert tracker.state(SOCKET) == "active"
        tracker.configure(**RIGHT)
        # Its request waits in the socket, and is what the next attempt answers.
        interval, _, _ = client.announce()
    assert 1620 <= interval <= 1800
    tracker.wait_until(lambda: failed(tracker) == [], "the end of the alarm")

    # The same again is told again.
    tracker.configure(**WRONG)
    tracker.systemctl("restart", check=False)
    wait_for_alarm(tracker)
    tracker.wait_until(lambda: times_told(tracker) == 2, "the second alarm")


def test_a_missing_credential_is_systemds_protocol_error_and_an_alarm(tracker):
    """The words that the manual page promises, status and all."""
    tracker.drop_in(SERVICE, "[Service]\nLoadCredential=secret:/etc/pico-tracker.secret\n")
    assert tracker.systemctl("start", check=False).returncode != 0
    wait_for_alarm(tracker)
    log = tracker.run("journalctl --sync && journalctl -o cat -u pico-tracker").stdout
    assert "Failed to set up credentials: Protocol error" in log
    assert "status=243/CREDENTIALS" in log
    tracker.system.write("/etc/pico-tracker.secret", "correct horse battery staple\n", mode=0o600)
    tracker.wait_until(lambda: tracker.state() == "active" and failed(tracker) == [], "a start with the secret")


def test_starts_that_succeed_raise_no_alarm(tracker):
    for _ in range(6):
        tracker.systemctl("restart")
    tracker.wait_until(lambda: tracker.state("pico-tracker-checkup.service") == "inactive", "the last look")
    assert failed(tracker) == []
