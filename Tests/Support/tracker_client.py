"""A small BEP 15 client on a UDP socket of its own, for both address families."""

from __future__ import annotations

import itertools
import os
import socket
import struct
from typing import Protocol

from wire import (
    Announce,
    AnnounceReply,
    RefusedError,
    ScrapeEntry,
    connect_request,
    decode_announce_reply,
    decode_connect_reply,
    decode_error,
    decode_scrape_reply,
    is_error,
    scrape_request,
)

REPLY_TIMEOUT = 5.0
"""Seconds to wait for a reply. Loopback loses nothing, so this is only long enough for a crowded machine."""


class TrackerClient:
    """Speaks to one tracker from one socket; `connection_id` is the id of the last `connect()`."""

    def __init__(self, server: tuple[str, int], source: str | None = None) -> None:
        """Opens a connected socket, as newTrackon does: a reply from any other address never arrives."""
        self.server = server
        self.family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
        self.socket = socket.socket(self.family, socket.SOCK_DGRAM)
        if source is not None:
            self.socket.bind((source, 0))
        # Resolved for the sake of link-local addresses: `connect` itself would lose the interface in "fe80::1%eth0".
        resolved = socket.getaddrinfo(*server, self.family, socket.SOCK_DGRAM, flags=socket.AI_NUMERICHOST)
        self.socket.connect(resolved[0][4])
        self.connection_id = bytes(8)
        # A random start keeps the transaction ids of different clients apart in logs.
        self._transaction_ids = itertools.count(int.from_bytes(os.urandom(3), "big") << 8)

    def __enter__(self) -> TrackerClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the socket; the tracker keeps what was announced."""
        self.socket.close()

    @property
    def address(self) -> str:
        """The address that the tracker sees."""
        return self.socket.getsockname()[0]

    @property
    def port(self) -> int:
        """The UDP port that requests leave from."""
        return self.socket.getsockname()[1]

    def next_transaction_id(self) -> bytes:
        """Four bytes that this client has not used before."""
        return struct.pack(">I", next(self._transaction_ids) & 0xFFFFFFFF)

    def send(self, packet: bytes) -> None:
        """Sends one datagram."""
        self.socket.send(packet)

    def receive(self, timeout: float = REPLY_TIMEOUT) -> bytes:
        """The next datagram, or TimeoutError."""
        self.socket.settimeout(timeout)
        return self.socket.recv(65535)

    def exchange(self, packet: bytes) -> bytes:
        """Sends a request and returns the next datagram, which must carry the request's transaction id (W-09)."""
        self.send(packet)
        try:
            reply = self.receive()
        except TimeoutError:
            raise AssertionError(f"no reply within {REPLY_TIMEOUT:.0f} s to {packet[:40].hex(' ', 4)} …") from None
        assert reply[4:8] == packet[12:16], (
            f"the reply has transaction id {reply[4:8].hex()}, not {packet[12:16].hex()}"
        )
        return reply

    def connect(self) -> bytes:
        """Gets a connection id and keeps it for the requests that follow."""
        self.connection_id = decode_connect_reply(self.exchange(connect_request(self.next_transaction_id())))
        return self.connection_id

    def announce(self, request: Announce) -> AnnounceReply:
        """Announces, or raises RefusedError with the text of the error packet."""
        packet = self.exchange(request.encode(self.connection_id, self.next_transaction_id()))
        self._raise_refusal(packet)
        return decode_announce_reply(packet, self.family)

    def scrape(self, *info_hashes: bytes) -> list[ScrapeEntry]:
        """Scrapes, or raises RefusedError with the text of the error packet."""
        request = scrape_request(self.connection_id, self.next_transaction_id(), list(info_hashes))
        packet = self.exchange(request)
        self._raise_refusal(packet)
        return decode_scrape_reply(packet)

    def replies_to(self, packet: bytes) -> list[bytes]:
        """Everything the tracker answers to one datagram, which may be nothing.

        No clock decides that: a connect request follows from the same socket, and a flow's datagrams are handled in
        order, so whatever arrives before the connect reply is all there is.
        """
        self.send(packet)
        end = connect_request(self.next_transaction_id())
        self.send(end)
        replies = []
        while (reply := self.receive())[4:8] != end[12:16] or reply[:4] != bytes(4):
            replies.append(reply)
        return replies

    def assert_silent(self, packet: bytes) -> None:
        """Fails if the tracker answers this datagram."""
        replies = self.replies_to(packet)
        shown = [reply.hex(" ", 4) for reply in replies]
        assert not replies, f"{len(packet)} bytes that deserve no answer ({packet[:40].hex(' ', 4)} …) got {shown}"

    def _raise_refusal(self, packet: bytes) -> None:
        if is_error(packet):
            raise RefusedError(decode_error(packet))


class ClientMaker(Protocol):
    """Makes clients of the tracker under test and closes them when the test ends."""

    def __call__(self, family: str = "ipv4", source: str | None = None, proven: bool = True) -> TrackerClient:
        """A client of a family, from a source address, that has connected already if it is to be proven."""
