"""`systemctl reload` takes over what has changed, without a restart."""

import pytest

from .installed_tracker import SERVICE


def interval(tracker):
    """The interval a client is told, which is up to a tenth shorter than the one configured."""
    with tracker.client() as client:
        return client.announce()[0]


def is_logged(tracker, info_hash):
    """Whether any field of any entry has the info hash."""
    text = info_hash.hex()
    return any(
        text in value.lower()
        for entry in tracker.system.journal(SERVICE)
        for value in entry.values()
        if isinstance(value, str)
    )


@pytest.fixture
def running(installed):
    """A tracker with an interval of its own."""
    installed.configure(PICO_TRACKER__INTERVAL=600)
    installed.open().systemctl("start")
    assert 540 <= interval(installed) <= 600
    return installed


def test_a_new_interval_is_taken_over_by_the_same_process(running):
    before = running.main_pid()
    running.configure(PICO_TRACKER__INTERVAL=1800)
    running.systemctl("reload")
    assert 1620 <= interval(running) <= 1800
    assert running.main_pid() == before


def test_reloads_of_a_stopped_service_are_not_lost(running):
    """Both wait; when it goes on, the last one's values are in force."""
    before = running.main_pid()
    for last in (1800, 3600):
        running.run(["systemctl", "kill", "-s", "STOP", SERVICE])
        for seconds in (900, last):
            running.configure(PICO_TRACKER__INTERVAL=seconds)
            running.run(["systemctl", "reload", "--no-block", SERVICE])
        running.run(["systemctl", "kill", "-s", "CONT", SERVICE])
        running.wait_until(lambda: last * 0.9 <= interval(running) <= last, "the last interval")
    assert running.main_pid() == before


def test_what_waits_for_a_restart_is_named(running):
    running.configure(PICO_TRACKER__INTERVAL=1800, PICO_TRACKER__WORKERS=1, PICO_TRACKER__EPHEMERAL="on")
    running.systemctl("reload")
    message = running.entries()[-1]["MESSAGE"]
    assert "interval 1800 s" in message
    assert "workers 1, ephemeral on wait for a restart" in message


def test_debugging_is_switched_on_and_off_again(running):
    before = running.main_pid()
    for seconds, debug, expected in ((1800, {"DEBUG": 1}, True), (3600, {}, False)):
        running.configure(PICO_TRACKER__INTERVAL=seconds, **debug)
        running.systemctl("reload")
        assert seconds * 0.9 <= interval(running) <= seconds
        info_hash = seconds.to_bytes(20, "big")
        with running.client() as client:
            client.announce(info_hash=info_hash)
        assert is_logged(running, info_hash) == expected
    assert running.main_pid() == before


def test_a_bad_value_keeps_the_old_one_and_says_so(running):
    before = running.main_pid()
    running.configure(PICO_TRACKER__INTERVAL=7)
    assert running.systemctl("reload", check=False).returncode != 0
    running.wait_until(
        lambda: any(
            "PICO_TRACKER__INTERVAL" in entry["MESSAGE"] and int(entry["PRIORITY"]) <= 4
            for entry in running.system.journal(SERVICE)
        ),
        "a warning in the journal that names the variable",
    )
    running.wait_until(lambda: "reload" in running.status_text(), "a status line that tells of it")
    assert 540 <= interval(running) <= 600
    assert running.main_pid() == before

    running.configure(PICO_TRACKER__INTERVAL=1800)
    running.systemctl("reload")
    assert 1620 <= interval(running) <= 1800
    running.wait_until(lambda: "reload" not in running.status_text(), "a status line without the complaint")
