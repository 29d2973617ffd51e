"""The status line, the journal entries and their explanations."""

import re

from .installed_tracker import LOOPBACK, SERVICE

MESSAGE_ID = re.compile(r"[0-9a-f]{32}")

PACKETS = 500


def test_the_status_line_tells_how_it_goes(tracker):
    for family in LOOPBACK:
        with tracker.client(family) as client:
            client.announce()
    tracker.wait_until(
        lambda: re.search(r"\b2 peers\b", tracker.status_text()), "a status line that counts both peers"
    )
    for word in ("2 peers (1 over IPv6)", "torrent", "answered ", "/s", "lost no packets"):
        assert word in tracker.status_text()
    assert tracker.status_text() in tracker.run(["systemctl", "status", SERVICE]).stdout


def test_every_entry_says_what_it_is_and_where_it_comes_from(tracker):
    tracker.systemctl("start")
    tracker.systemctl("stop")
    entries = tracker.entries()
    assert entries
    for entry in entries:
        assert entry["_TRANSPORT"] == "journal", f"printed, not logged: {entry['MESSAGE']}"
        assert 0 <= int(entry["PRIORITY"]) <= 7
        assert MESSAGE_ID.fullmatch(entry["MESSAGE_ID"])
        assert entry["CODE_FILE"].endswith(".swift")
        assert int(entry["CODE_LINE"]) > 0
        assert entry["CODE_FUNC"]


def test_the_first_entry_has_the_version(tracker):
    version = tracker.run(["/usr/sbin/pico-tracker", "-version"]).stdout.split()[1]
    tracker.systemctl("start")
    assert version in tracker.entries()[0]["MESSAGE"]


def test_the_catalog_explains_every_entry(tracker):
    tracker.systemctl("start")
    tracker.systemctl("stop")
    for entry in tracker.entries():
        text = tracker.run(["journalctl", "--dump-catalog", entry["MESSAGE_ID"]]).stdout
        assert "Subject:" in text, f"no explanation of: {entry['MESSAGE']}"
        body = text.split("\n\n", 1)[-1]
        assert len(body.split()) > 10, f"hardly an explanation: {text}"


def test_packets_leave_no_lines(tracker):
    with tracker.client() as client:
        client.announce()
        before = len(tracker.entries())
        for _ in range(PACKETS):
            client.announce()
    assert len(tracker.entries()) - before < 5
