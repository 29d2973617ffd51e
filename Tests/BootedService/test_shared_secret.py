"""A secret that machines behind one name share, handed over by systemd as a credential."""

import re
from pathlib import Path

import pytest

from .exposure import expect_hardly_exposed
from .installed_tracker import LOOPBACK, SERVICE

SECRET_FILE = "/etc/pico-tracker.secret"
LOAD_SECRET = f"[Service]\nLoadCredential=secret:{SECRET_FILE}\n"
CREDENTIAL = f"/run/credentials/{SERVICE}/secret"

CONFIGURATION_ERROR = "78"
SECRET_UNUSABLE = "b9a9279949364c579a26f27c4ccdb4bf"


@pytest.fixture
def forgetful(installed):
    """A tracker without keys of its own from before: what outlives its restart comes from the secret alone."""
    installed.configure(PICO_TRACKER__EPHEMERAL=1)
    installed.drop_in(SERVICE, LOAD_SECRET)
    return installed


def give_secret(tracker, secret):
    """What the manual page tells an administrator to do."""
    tracker.system.write(SECRET_FILE, secret, mode=0o600)


def ids(tracker):
    """A connection id for each family."""
    found = {}
    for family in LOOPBACK:
        with tracker.client(family) as client:
            found[family] = client.connect()
    return found


def accepted(tracker, connections):
    """Which of the ids prove their clients' addresses."""
    verdicts = []
    for family, connection in connections.items():
        with tracker.client(family) as client:
            verdicts.append(client.is_accepted(connection))
    return verdicts


def test_the_same_secret_accepts_the_ids_of_another_run(forgetful):
    give_secret(forgetful, "correct horse battery staple\n")
    connections = ids(forgetful.open())
    forgetful.systemctl("restart")
    assert accepted(forgetful, connections) == [True, True]
    # A line's end more or less is the same secret.
    give_secret(forgetful, "correct horse battery staple")
    forgetful.systemctl("restart")
    assert accepted(forgetful, connections) == [True, True]
    give_secret(forgetful, "correct horse battery stable\n")
    forgetful.systemctl("restart")
    assert accepted(forgetful, connections) == [False, False]


def test_without_a_secret_each_run_has_keys_of_its_own(forgetful):
    forgetful.drop_in(SERVICE, "")
    connections = ids(forgetful.open())
    forgetful.systemctl("restart")
    assert accepted(forgetful, connections) == [False, False]


def test_only_the_service_can_read_it_and_the_sandbox_is_as_tight(forgetful):
    give_secret(forgetful, "correct horse battery staple\n")
    forgetful.open().systemctl("start")
    root = Path(f"/proc/{forgetful.host_pid()}/root")
    assert (root / CREDENTIAL[1:]).read_text(encoding="utf-8") == "correct horse battery staple\n"
    assert not (root / SECRET_FILE[1:]).exists()
    for place in ("cmdline", "environ"):
        assert b"horse" not in (root.parent / place).read_bytes()
    expect_hardly_exposed(forgetful, SERVICE)


def test_a_short_secret_is_a_configuration_error(forgetful):
    give_secret(forgetful, "swordfish\n")
    forgetful.drop_in(SERVICE, LOAD_SECRET + "RestartSec=1h\n")
    forgetful.open()
    assert forgetful.systemctl("start", check=False).returncode != 0
    assert forgetful.system.property(SERVICE, "ExecMainStatus") == CONFIGURATION_ERROR
    (entry,) = [entry for entry in forgetful.entries() if entry["MESSAGE_ID"] == SECRET_UNUSABLE]
    for words in (CREDENTIAL, "too short with 9 bytes", "16 to 4096 bytes"):
        assert words in entry["MESSAGE"]
    assert int(entry["PRIORITY"]) <= 3
    give_secret(forgetful, "swordfish and chips\n")
    forgetful.systemctl("restart")
    with forgetful.client() as client:
        client.announce()


def test_a_secret_in_force_shows_its_fingerprint_alone(forgetful):
    """Four digits, the same for the same secret, and others for another; never the secret."""
    prints = []
    for secret in ("correct horse battery staple\n", "correct horse battery stable\n", "correct horse battery staple"):
        give_secret(forgetful, secret)
        forgetful.systemctl("restart")
        line = forgetful.entries()[-1]
        assert "horse" not in str(line)
        prints.append(re.search(r"fingerprint ([0-9a-f]{4})$", line["MESSAGE"])[1])
        assert line["SECRET"] == prints[-1]
    assert prints[0] == prints[2] != prints[1]


def test_a_file_that_only_the_machine_has_is_explained(installed):
    """The sandbox has none of the machine's files: the message says that, and the cure."""
    give_secret(installed, "correct horse battery staple\n")
    installed.configure(PICO_TRACKER__SECRET_FILE=SECRET_FILE)
    assert installed.open().systemctl("start", check=False).returncode != 0
    entry = next(entry for entry in installed.entries() if entry["MESSAGE_ID"] == SECRET_UNUSABLE)
    for words in ("sandbox", "LoadCredential=secret:/etc/pico-tracker.secret", "systemctl edit pico-tracker.service"):
        assert words in entry["MESSAGE"]
