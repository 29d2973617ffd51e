"""Another port, by the words of the manual page and by the example."""

import pytest

from BootedService.installed_tracker import LOOPBACK

from . import manual_page

# Puts the lines where systemctl's template wants them, after the two lines of its head. The file is the last argument: before
# it newer versions name the line to go to.
EDITOR = """#!/bin/sh
for file; do :; done
exec sed -i '2r /root/lines' "$file"
"""


def assert_port_moved(tracker, port):
    """The new port answers over both families, and the old one is closed."""
    for family in LOOPBACK:
        with tracker.client(family, port=port) as client:
            client.announce()
        with tracker.client(family) as client, pytest.raises(ConnectionRefusedError):
            client.connect()


@pytest.mark.parametrize("is_running", [False, True], ids=["idle", "running"])
def test_the_manual_pages_way_to_another_port(tracker, is_running):
    if is_running:
        tracker.systemctl("start")
    section = manual_page.section("SOCKET UNITS AND THE PORT")
    edit, restart, _ = manual_page.commands(section)
    (lines,) = manual_page.displays(section)
    tracker.system.write("/root/lines", lines)
    tracker.system.write("/root/editor", EDITOR, mode=0o755)
    # systemctl edits on a terminal only.
    tracker.run(f"SYSTEMD_EDITOR=/root/editor script --quiet --return --command '{edit}' /dev/null")
    tracker.run(restart)
    assert_port_moved(tracker, port=6969)


def test_the_manual_pages_way_to_find_who_has_a_port(tracker):
    who = manual_page.commands(manual_page.section("SOCKET UNITS AND THE PORT"))[-1]
    assert "systemd" in tracker.run(who.replace("6969", "1337")).stdout


def test_the_example_of_another_port(tracker):
    folder = "/etc/systemd/system/pico-tracker.socket.d"
    tracker.run(f"install -D -m 644 /usr/share/doc/pico-tracker/examples/port.conf {folder}/override.conf")
    tracker.run("systemctl daemon-reload && systemctl restart pico-tracker.socket")
    assert_port_moved(tracker, port=6969)
