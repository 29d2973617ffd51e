"""The snapshot copied, put back and moved, by the words of the manual page."""

import re
from pathlib import Path

import pytest

from .installed_tracker import SERVICE, SOCKET
from .kept_state import STATE_FILE

PAGE = Path(__file__).parents[2] / "packaging" / "man" / "pico-tracker.8"

COPY = "/root/pico-tracker.snapshot"


def typed(line):
    """A line of the page as root types it."""
    return line.replace(r"\-", "-").removeprefix("sudo ").strip()


@pytest.fixture(scope="module")
def recipe():
    """The command that makes a copy, and those that put one back."""
    (section,) = re.findall(r"(?ms)^\.Sh BACKUP AND MOVE$(.*?)^\.Sh ", PAGE.read_text(encoding="utf-8"))
    (copy,) = re.findall(r"(?m)^\.Dl (.*)$", section)
    (block,) = re.findall(r"(?ms)^\.Bd [^\n]*\n(.*?)^\.Ed$", section)
    return typed(copy), [typed(line) for line in block.splitlines()]


def seeders(tracker, info_hash):
    """How many seeders a newcomer, who leaves at once, is told of."""
    with tracker.client() as client:
        found = client.announce(info_hash=info_hash, port=7000, left=1)[2]
        client.announce(info_hash=info_hash, port=7000, left=1, event=3)
    return found


def seed(tracker, state, info_hash):
    """Announce a seeder until a snapshot has it: without announces there is none, and the next one may be under way."""
    with tracker.client() as client:
        for _ in range(2):
            before = state.moment
            tracker.wait_until(
                lambda: client.announce(info_hash=info_hash, left=0) and state.moment > before, "a snapshot on disk"
            )


def test_a_copy_can_be_put_back_and_moved(brisk, state, recipe):
    copy, put_back = recipe
    old, new = b"known before a copy!", b"known after the copy"
    seed(brisk, state, old)
    # While it runs.
    brisk.run(copy)
    assert brisk.run(f"stat --format %a {COPY}").stdout.strip() == "600"
    seed(brisk, state, new)

    # Back, under fire: whoever asks meanwhile must not start the service in between.
    for command in put_back:
        brisk.run(command)
        if " stop " in command:
            with brisk.client() as client, pytest.raises(ConnectionRefusedError):
                client.connect()
            assert brisk.state() == "inactive"
    assert (seeders(brisk, old), seeders(brisk, new)) == (1, 0)
    assert state.last_restored()[0] == STATE_FILE

    # To a machine where it has never run: neither its directory nor its user is there.
    brisk.run(["systemctl", "stop", SOCKET, SERVICE])
    brisk.run("rm -rf /var/lib/private/pico-tracker /var/lib/pico-tracker")
    for command in put_back:
        brisk.run(command)
    assert (seeders(brisk, old), seeders(brisk, new)) == (1, 0)
    # And from then on it keeps what it knows there.
    seed(brisk, state, new)


def test_forgetting_everything_takes_the_socket_too(tracker, state):
    """What the manual page of the load tool tells."""
    page = PAGE.with_name("pico-tracker-load.1").read_text(encoding="utf-8")
    commands = [typed(line) for line in re.findall(r"(?m)^\.Dl (sudo systemctl st.*|sudo rm .*)$", page)][-3:]
    assert commands[1] == f"rm {STATE_FILE}"
    with tracker.client() as client:
        client.announce(left=0)
    tracker.systemctl("restart")
    assert seeders(tracker, bytes(20)) == 1
    for command in commands:
        tracker.run(command)
    assert seeders(tracker, bytes(20)) == 0
