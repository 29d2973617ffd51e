"""The numbers in an announce reply: interval, seeders, leechers, and what counts as completed (A-20, A-32, A-33)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker_client import ClientMaker, TrackerClient
from tracker_process import TrackerProcess
from wire import Announce, Event, ScrapeEntry


def test_a20_a_leecher_that_completes_counts_once(client: TrackerClient, info_hash: bytes) -> None:
    """A-20: event 1 counts once, however often it is repeated."""
    client.announce(Announce(info_hash))
    for _ in range(3):
        client.announce(Announce(info_hash, event=Event.COMPLETED, left=0))
    assert client.scrape(info_hash) == [ScrapeEntry(seeders=1, completed=1)]


def test_a20_completed_from_an_unknown_peer_counts(client: TrackerClient, info_hash: bytes) -> None:
    """A-20: a peer that nobody knew may have leeched before the tracker started."""
    client.announce(Announce(info_hash, event=Event.COMPLETED, left=0))
    assert client.scrape(info_hash) == [ScrapeEntry(seeders=1, completed=1)]


def test_a20_completed_from_a_seeder_does_not_count(client: TrackerClient, info_hash: bytes) -> None:
    """A-20: who came as a seeder has completed nothing."""
    client.announce(Announce(info_hash, left=0))
    client.announce(Announce(info_hash, event=Event.COMPLETED, left=0))
    assert client.scrape(info_hash) == [ScrapeEntry(seeders=1)]


def test_a20_becoming_a_seeder_without_the_event_does_not_count(client: TrackerClient, info_hash: bytes) -> None:
    """A-20: only event 1 counts."""
    client.announce(Announce(info_hash))
    client.announce(Announce(info_hash, event=Event.NONE, left=0))
    assert client.scrape(info_hash) == [ScrapeEntry(seeders=1)]


def test_a20_a_peer_that_starts_over_is_not_counted_again(client: TrackerClient, info_hash: bytes) -> None:
    """A-20: a peer that was counted and leeches again does not count a second time."""
    client.announce(Announce(info_hash))
    client.announce(Announce(info_hash, event=Event.COMPLETED, left=0))
    client.announce(Announce(info_hash, event=Event.NONE, left=7))
    client.announce(Announce(info_hash, event=Event.COMPLETED, left=0))
    assert client.scrape(info_hash)[0].completed == 1


def test_a20_each_peer_counts(client: TrackerClient, info_hash: bytes) -> None:
    """A-20: different peers are counted apart, and the count outlives them, the last one too."""
    for port in range(1, 6):
        client.announce(Announce(info_hash, port=port))
        client.announce(Announce(info_hash, port=port, event=Event.COMPLETED, left=0))
    for port in range(2, 6):
        client.announce(Announce(info_hash, port=port, event=Event.STOPPED, left=0))
    assert client.scrape(info_hash) == [ScrapeEntry(seeders=1, completed=5)]
    client.announce(Announce(info_hash, port=1, event=Event.STOPPED, left=0))
    assert client.scrape(info_hash) == [ScrapeEntry(completed=5)]
    client.announce(Announce(info_hash, port=9))
    assert client.scrape(info_hash) == [ScrapeEntry(completed=5, leechers=1)]


@pytest.mark.parametrize("left", [1, 1 << 32, (1 << 64) - 1])
def test_a20_completed_with_something_left_does_not_count(client: TrackerClient, info_hash: bytes, left: int) -> None:
    """A-20: who still lacks something is a leecher, whatever it says of itself; it counts once it lacks nothing."""
    client.announce(Announce(info_hash, left=left))
    for port in (6881, 6882):
        client.announce(Announce(info_hash, port=port, event=Event.COMPLETED, left=left))
    assert client.scrape(info_hash)[0].completed == 0
    client.announce(Announce(info_hash, port=6882, event=Event.COMPLETED, left=0))
    assert client.scrape(info_hash)[0].completed == 1


def test_a20_the_count_is_of_both_families(make_client: ClientMaker, info_hash: bytes) -> None:
    """A-20: a torrent has one count, which stays when the last peer of either family has left."""
    over_ipv4, over_ipv6 = make_client("ipv4"), make_client("ipv6")
    for one in (over_ipv4, over_ipv6):
        one.announce(Announce(info_hash, event=Event.COMPLETED, left=0))
    for one in (over_ipv6, over_ipv4):
        one.announce(Announce(info_hash, event=Event.STOPPED, left=0))
    for one in (over_ipv4, over_ipv6):
        assert one.scrape(info_hash) == [ScrapeEntry(completed=2)]


def test_a32_the_interval_is_the_default_less_a_little(client: TrackerClient, info_hash: bytes) -> None:
    """A-32: 810 to 900 seconds, spread over the peers."""
    intervals = {client.announce(Announce(info_hash, port=port)).interval for port in range(1, 101)}
    assert min(intervals) >= 810
    assert max(intervals) <= 900
    # With 91 equally likely values, 100 peers share five of them less than once in 10^117 runs.
    assert len(intervals) > 5, f"no jitter to speak of: {sorted(intervals)}"


def test_a32_the_interval_of_a_peer_is_fixed(client: TrackerClient, info_hash: bytes) -> None:
    """A-32: the jitter belongs to the peer, not to the announce."""
    for port in range(1, 21):
        events = [Event.STARTED, Event.NONE, Event.COMPLETED, Event.NONE, Event.STOPPED]
        assert len({client.announce(Announce(info_hash, port=port, event=event)).interval for event in events}) == 1


@pytest.mark.parametrize("interval", [300, 1800, 10800])
def test_a32_the_interval_is_configurable(binary: Path, interval: int, info_hash: bytes) -> None:
    """A-32: from 300 to 10 800 seconds, less up to a tenth."""
    with TrackerProcess(binary, ["-port", "0", "-interval", str(interval)]) as tracker:
        with TrackerClient(tracker.ipv4) as client:
            client.connect()
            found = {client.announce(Announce(info_hash, port=port)).interval for port in range(1, 51)}
        assert min(found) >= interval - interval // 10
        assert max(found) <= interval
        assert tracker.stop() == 0


def test_a33_counts_include_the_requester(client: TrackerClient, info_hash: bytes) -> None:
    """A-33: who announces is counted, as what it now is."""
    first = client.announce(Announce(info_hash, port=1))
    second = client.announce(Announce(info_hash, port=2, left=0))
    third = client.announce(Announce(info_hash, port=1, left=0, event=Event.COMPLETED))
    assert [(reply.leechers, reply.seeders) for reply in (first, second, third)] == [(1, 0), (1, 1), (0, 2)]


def test_a33_both_families_are_summed(make_client: ClientMaker, info_hash: bytes) -> None:
    """A-33: the counts are those of the torrent, not of the family."""
    over_ipv4, over_ipv6 = make_client("ipv4"), make_client("ipv6")
    over_ipv4.announce(Announce(info_hash, port=1, left=0))
    over_ipv4.announce(Announce(info_hash, port=2))
    reply = over_ipv6.announce(Announce(info_hash, port=1))
    assert (reply.leechers, reply.seeders, reply.peers) == (2, 1, [])


def test_a33_counts_stay_right_while_peers_come_and_go(client: TrackerClient, info_hash: bytes) -> None:
    """A-33, A-17: after 400 peers have come, changed sides and gone, the numbers are what remains."""
    for port in range(1, 401):
        client.announce(Announce(info_hash, port=port, left=port % 2))
    for port in range(1, 401, 4):
        client.announce(Announce(info_hash, port=port, left=0, event=Event.COMPLETED))
    for port in range(2, 401, 4):
        client.announce(Announce(info_hash, port=port, event=Event.STOPPED))
    # Of each four: one leecher has completed, one seeder has stopped, one leecher and one seeder have stayed.
    assert client.scrape(info_hash) == [ScrapeEntry(seeders=200, completed=100, leechers=100)]
