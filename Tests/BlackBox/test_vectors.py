"""The packets of Tests/Vectors, sent as they are and compared byte by byte."""

from __future__ import annotations

import pytest

from tracker_client import ClientMaker, TrackerClient
from vectors import load_vectors
from wire import Event, RefusedError, decode_error

ANNOUNCES = [name for name in load_vectors("wire.txt") if name.startswith("announce") and name.endswith(".request")]
EVENT_FIELD = slice(80, 84)
INTERVAL_FIELD = slice(8, 12)


@pytest.fixture
def vectors(client: TrackerClient) -> dict[str, bytes]:
    """The vectors with the client's own connection id in them."""
    return load_vectors("wire.txt", client.connection_id)


def stopped(announce: bytes) -> bytes:
    """The same announce with event 3: the vectors share one info hash, so each test takes its peer away again."""
    return announce[: EVENT_FIELD.start] + bytes([0, 0, 0, Event.STOPPED]) + announce[EVENT_FIELD.stop :]


def without_interval(reply: bytes) -> bytes:
    """An announce reply without the interval, from which a jitter is taken off (A-32)."""
    return reply[: INTERVAL_FIELD.start] + reply[INTERVAL_FIELD.stop :]


def test_connect_vector(client: TrackerClient, vectors: dict[str, bytes]) -> None:
    """C-01: the reply is the vector's but for the id."""
    reply = client.exchange(vectors["connect.request"])
    assert reply[:8] == vectors["connect.reply"][:8]
    assert len(reply) == len(vectors["connect.reply"])


@pytest.mark.parametrize("name", ANNOUNCES)
def test_announce_vectors(client: TrackerClient, vectors: dict[str, bytes], name: str) -> None:
    """A-05, A-08, A-09: with whatever options, the announce of a lone leecher gets the same reply."""
    try:
        reply = client.exchange(vectors[name])
        assert without_interval(reply) == without_interval(vectors["announce-alone.reply"])
        assert 810 <= int.from_bytes(reply[INTERVAL_FIELD], "big") <= 900
    finally:
        client.exchange(stopped(vectors[name]))


@pytest.mark.parametrize("name", ANNOUNCES)
def test_announce_vectors_without_their_id_are_met_with_silence(make_client: ClientMaker, name: str) -> None:
    """A-03: the same packets with an id of zeros."""
    make_client(proven=False).assert_silent(load_vectors("wire.txt")[name])


def test_announce_reply_vectors_with_a_peer(client: TrackerClient, vectors: dict[str, bytes], family: str) -> None:
    """A-27: 6 bytes for a peer over IPv4, 18 over IPv6. The second peer comes to stop, and so is not counted."""
    request = vectors["announce.request"]
    other = request[:96] + (6882).to_bytes(2, "big") + request[98:]
    expected = vectors[f"announce-one-{family}.reply"]
    try:
        client.exchange(request)
        reply = client.exchange(other)
        assert reply[20:] == expected[20:]
        assert len(reply) == len(expected)
    finally:
        client.exchange(stopped(request))
        client.exchange(stopped(other))


def test_scrape_vectors(client: TrackerClient, vectors: dict[str, bytes]) -> None:
    """S-01, S-06: a torrent with one leecher, and one nobody knows."""
    try:
        client.exchange(vectors["announce.request"])
        assert client.exchange(vectors["scrape.request"]) == vectors["scrape.reply"]
        assert client.exchange(vectors["scrape-unknown.request"]) == vectors["scrape-unknown.reply"]
    finally:
        client.exchange(stopped(vectors["announce.request"]))


def test_error_vector(client: TrackerClient, vectors: dict[str, bytes]) -> None:
    """S-02: the error has the vector's head and a text of its own."""
    reply = client.exchange(vectors["scrape-nothing.request"])
    assert reply[:8] == vectors["error.reply"][:8]
    assert decode_error(reply)
    with pytest.raises(RefusedError):
        client.scrape()
