"""The debug log: a line for each request with -debug, and none per packet without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker_client import TrackerClient
from tracker_process import TrackerProcess
from wire import Announce, RefusedError

DEBUG_SETTINGS = {
    "-debug": (["-debug"], {}),
    "-d": (["-d"], {}),
    "--debug": (["--debug"], {}),
    "DEBUG=1": ([], {"DEBUG": "1"}),
    "DEBUG=yes": ([], {"DEBUG": "yes"}),
}
QUIET_SETTINGS = {
    "nothing": {},
    "DEBUG=": {"DEBUG": ""},
    "DEBUG=0": {"DEBUG": "0"},
    "DEBUG=false": {"DEBUG": "false"},
    "DEBUG=no": {"DEBUG": "no"},
}


@pytest.fixture
def log_start(tracker: TrackerProcess) -> int:
    """Where this test's part of the tracker's log begins."""
    return len(tracker.log())


def endpoint_pattern(client: TrackerClient) -> str:
    """The client's address and port as a log may write them, with brackets around IPv6."""
    return rf"\[?{re.escape(client.address)}\]?:{client.port}\b"


def line_about(log: str, *patterns: str) -> str:
    """The one line that matches all patterns, whatever their case."""
    matching = [line for line in log.splitlines() if all(re.search(pattern, line, re.I) for pattern in patterns)]
    assert len(matching) == 1, f"{len(matching)} lines match {patterns}:\n{log}"
    return matching[0]


def test_a_connect_is_shown_with_its_client(stranger: TrackerClient, tracker: TrackerProcess, log_start: int) -> None:
    """Who connected."""
    stranger.connect()
    log = tracker.await_log(endpoint_pattern(stranger), log_start)
    line_about(log, "connect", endpoint_pattern(stranger))


def test_an_announce_is_shown_with_hash_client_and_reply(
    client: TrackerClient, tracker: TrackerProcess, info_hash: bytes, log_start: int
) -> None:
    """Who announced which torrent, and what the reply was."""
    client.announce(Announce(info_hash, port=1, left=0))
    log = tracker.await_log(f"(?i){info_hash.hex()}", log_start)
    line_about(
        log, "announce", info_hash.hex(), endpoint_pattern(client), r"\b1 seeder|seeders\W+1\b", "leecher", "peers"
    )


def test_a_scrape_is_shown_with_hash_client_and_reply(
    client: TrackerClient, tracker: TrackerProcess, info_hash: bytes, log_start: int
) -> None:
    """Who scraped which torrent, and what the reply was."""
    client.scrape(info_hash)
    log = tracker.await_log(f"(?i){info_hash.hex()}", log_start)
    line_about(log, "scrape", info_hash.hex(), endpoint_pattern(client), "seeder", "leecher")


def test_a_refusal_is_shown_in_the_words_of_the_log(
    client: TrackerClient, tracker: TrackerProcess, info_hash: bytes, log_start: int
) -> None:
    """Who was refused and why; the client is told what to do in words of its own."""
    with pytest.raises(RefusedError, match="port 0, at which nobody can be reached"):
        client.announce(Announce(info_hash, port=0))
    log = tracker.await_log("refused .*: announce with port 0", log_start)
    line_about(log, endpoint_pattern(client), "announce with port 0")


def test_nobody_can_write_lines_of_their_own(
    client: TrackerClient, tracker: TrackerProcess, info_hash: bytes, log_start: int
) -> None:
    """What a client sends is never printed raw: a peer id or a path with a line break makes no second line."""
    injected = b"\nforged: all is well\x1b[2J\r"
    option = bytes([2, len(injected)]) + injected
    client.announce(Announce(info_hash, peer_id=injected[:20].ljust(20), options=option))
    client.scrape(info_hash)
    log = tracker.await_log("(?i)scrape", log_start)
    assert not re.search(r"^forged|[^\n\x20-\x7e\x80-\U0010ffff]", log, re.M)


@pytest.mark.parametrize(("arguments", "environment"), DEBUG_SETTINGS.values(), ids=DEBUG_SETTINGS.keys())
def test_every_way_to_ask_for_it_works(
    binary: Path, arguments: list[str], environment: dict[str, str], info_hash: bytes
) -> None:
    """By the flag, by its letter, or by the environment."""
    with TrackerProcess(binary, ["-port", "0", *arguments], environment) as tracker:
        make_requests(tracker, info_hash)
        tracker.await_log(f"(?i){info_hash.hex()}")
        assert tracker.stop() == 0


@pytest.mark.parametrize("environment", QUIET_SETTINGS.values(), ids=QUIET_SETTINGS.keys())
def test_without_it_there_is_no_line_per_packet(binary: Path, environment: dict[str, str], info_hash: bytes) -> None:
    """The start line is all that is said, whatever is asked."""
    with TrackerProcess(binary, ["-port", "0"], environment) as tracker:
        make_requests(tracker, info_hash)
        assert len(tracker.log().splitlines()) == 1
        assert tracker.stop() == 0


def make_requests(tracker: TrackerProcess, info_hash: bytes) -> None:
    """A connect, an announce, a scrape and a refusal over each family."""
    for server in (tracker.ipv4, tracker.ipv6):
        with TrackerClient(server) as client:
            client.connect()
            client.announce(Announce(info_hash))
            client.scrape(info_hash)
            with pytest.raises(RefusedError):
                client.scrape()
