"""Scraping (rules S-01 to S-10)."""

from __future__ import annotations

import hashlib

import pytest

from tracker_client import ClientMaker, TrackerClient
from tracker_process import TrackerProcess
from wire import SCRAPE_LIMIT, Announce, Event, RefusedError, ScrapeEntry, decode_scrape_reply, scrape_request


def derived_hashes(seed: bytes, count: int) -> list[bytes]:
    """Info hashes of a test's own."""
    return [hashlib.sha1(seed + bytes([index])).digest() for index in range(count)]


@pytest.mark.parametrize("count", [1, 2, 3, 36, 73, 74])
def test_s01_every_hash_is_answered_in_the_order_asked(client: TrackerClient, info_hash: bytes, count: int) -> None:
    """S-01: 1 to 74 hashes, in order; each torrent here has a different number of leechers, so order shows."""
    hashes = derived_hashes(info_hash, count)
    for index, each in enumerate(hashes):
        for peer in range(index % 4):
            client.announce(Announce(each, port=7000 + peer))
    assert [entry.leechers for entry in client.scrape(*hashes)] == [index % 4 for index in range(count)]
    assert [entry.leechers for entry in client.scrape(*hashes[::-1])] == [index % 4 for index in range(count)][::-1]


def test_s01_duplicates_are_repeated(client: TrackerClient, info_hash: bytes) -> None:
    """S-01: a hash asked for three times is answered three times."""
    client.announce(Announce(info_hash, left=0))
    unknown = hashlib.sha1(info_hash).digest()
    seeded, empty = ScrapeEntry(seeders=1), ScrapeEntry()
    assert client.scrape(info_hash, info_hash, unknown, info_hash) == [seeded, seeded, empty, seeded]


@pytest.mark.parametrize("size", [16, 17, 35])
def test_s02_no_hash_is_an_error_to_the_proven(client: TrackerClient, size: int) -> None:
    """S-02: a proven source learns that its scrape names no info hash."""
    with pytest.raises(RefusedError):
        client.scrape(bytes(size - 16))


@pytest.mark.parametrize("size", [16, 17, 35, 36])
def test_s02_s09_a_bad_id_is_met_with_silence(stranger: TrackerClient, size: int) -> None:
    """S-02, S-09: no id of ours, no answer."""
    stranger.assert_silent(scrape_request(b"12345678", stranger.next_transaction_id(), [bytes(size - 16)]))


@pytest.mark.parametrize("count", [75, 76, 100, 101])
def test_s03_only_the_first_74_are_answered(client: TrackerClient, info_hash: bytes, count: int) -> None:
    """S-03: more than 74 hashes are cut to the first 74. (101 is what fits in 2048 bytes.)"""
    hashes = derived_hashes(info_hash, count)
    client.announce(Announce(hashes[0]))
    client.announce(Announce(hashes[SCRAPE_LIMIT - 1]))
    entries = client.scrape(*hashes)
    assert len(entries) == SCRAPE_LIMIT
    assert [index for index, entry in enumerate(entries) if entry.leechers] == [0, SCRAPE_LIMIT - 1]


@pytest.mark.parametrize("tail", [1, 10, 19])
@pytest.mark.parametrize("count", [1, 2, 74])
def test_s04_part_of_a_hash_is_ignored(client: TrackerClient, info_hash: bytes, count: int, tail: int) -> None:
    """S-04: what follows the last whole hash does not count."""
    assert len(client.scrape(*derived_hashes(info_hash, count), info_hash[:tail])) == count


def test_s06_an_unknown_hash_is_all_zeros(client: TrackerClient, info_hash: bytes) -> None:
    """S-06: unknown means zeros, however often one asks."""
    for _ in range(3):
        assert client.scrape(info_hash) == [ScrapeEntry()]


def test_s06_scraping_unknown_hashes_takes_no_memory(make_client: ClientMaker, tracker: TrackerProcess) -> None:
    """S-06: asking creates nothing. 74 000 torrents would take several MiB; the bound is one."""
    client = make_client()
    hashes = [derived_hashes(bytes([high, low]), SCRAPE_LIMIT) for high in range(10) for low in range(100)]
    for each in hashes[:100]:
        client.scrape(*each)
    before = tracker.resident_kibibytes()
    for each in hashes:
        client.scrape(*each)
    assert tracker.resident_kibibytes() - before < 1024


def test_s10_both_families_are_summed(make_client: ClientMaker, info_hash: bytes) -> None:
    """S-10: a scrape over either family sees the peers of both."""
    over_ipv4, over_ipv6 = make_client("ipv4"), make_client("ipv6")
    over_ipv4.announce(Announce(info_hash, port=1, left=0))
    over_ipv4.announce(Announce(info_hash, port=2))
    over_ipv6.announce(Announce(info_hash, port=1, left=0))
    over_ipv6.announce(Announce(info_hash, port=2, event=Event.COMPLETED, left=0))
    expected = [ScrapeEntry(seeders=3, completed=1, leechers=1)]
    assert over_ipv4.scrape(info_hash) == expected
    assert over_ipv6.scrape(info_hash) == expected


def test_scrape_reply_has_twelve_bytes_for_each_hash(client: TrackerClient, info_hash: bytes) -> None:
    """S-01: the reply to 74 hashes is 8 + 12 × 74 bytes."""
    request = scrape_request(client.connection_id, b"\x11\x22\x33\x46", derived_hashes(info_hash, SCRAPE_LIMIT))
    reply = client.exchange(request)
    assert len(request) == 1496
    assert len(reply) == 8 + 12 * SCRAPE_LIMIT
    assert decode_scrape_reply(reply) == [ScrapeEntry()] * SCRAPE_LIMIT
