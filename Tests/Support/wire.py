"""BEP 15 on the wire: requests as bytes, replies as values. Decoding is as strict as the strictest clients are."""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from enum import IntEnum

MAGIC = 0x41727101980
"""The protocol id that opens a connect request."""

HEADER_SIZE = 16
ANNOUNCE_SIZE = 98
SCRAPE_LIMIT = 74
"""The most info hashes that one scrape is answered for."""

ERROR_TEXT_LIMIT = 128
"""What this project calls a short error, in bytes."""

IPV4_STRIDE = 6
IPV6_STRIDE = 18


class Action(IntEnum):
    """The third field of every request and the first of every reply."""

    CONNECT = 0
    ANNOUNCE = 1
    SCRAPE = 2
    ERROR = 3


class Event(IntEnum):
    """What an announce says has happened (4 is BEP 21's)."""

    NONE = 0
    COMPLETED = 1
    STARTED = 2
    STOPPED = 3
    PAUSED = 4


class ProtocolError(AssertionError):
    """A reply that BEP 15 does not allow."""


class RefusedError(Exception):
    """An error packet; its text is the exception's."""


@dataclass(frozen=True)
class Announce:
    """The fields of an announce, with the defaults of a leecher that has just started."""

    info_hash: bytes
    port: int = 6881
    left: int = 1024
    event: int = Event.STARTED
    num_want: int = -1
    peer_id: bytes = b"-PT0100-0123456789ab"
    downloaded: int = 0
    uploaded: int = 0
    ip: int = 0
    key: int = 0xDEADBEEF
    options: bytes = b""

    def encode(self, connection_id: bytes, transaction_id: bytes) -> bytes:
        """The packet, 98 bytes and the options."""
        fields = struct.pack(
            ">QQQIIIIH",
            self.downloaded,
            self.left,
            self.uploaded,
            self.event,
            self.ip,
            self.key,
            self.num_want & 0xFFFFFFFF,
            self.port,
        )
        head = header(connection_id, Action.ANNOUNCE, transaction_id)
        return head + self.info_hash + self.peer_id + fields + self.options


@dataclass(frozen=True)
class AnnounceReply:
    """A decoded announce reply; peers are (address, port) with the address as text."""

    interval: int
    leechers: int
    seeders: int
    peers: list[tuple[str, int]]

    @property
    def ports(self) -> set[int]:
        """The ports of the peers, for tests whose peers share one address."""
        return {port for _, port in self.peers}


@dataclass(frozen=True)
class ScrapeEntry:
    """What a scrape says of one torrent, in the order of the wire."""

    seeders: int = 0
    completed: int = 0
    leechers: int = 0


def header(connection_id: bytes, action: int, transaction_id: bytes) -> bytes:
    """The 16 bytes that open every request."""
    return connection_id + struct.pack(">I", action) + transaction_id


def connect_request(transaction_id: bytes, padding: bytes = b"") -> bytes:
    """A connect request; `padding` makes it longer than any client does."""
    return header(struct.pack(">Q", MAGIC), Action.CONNECT, transaction_id) + padding


def scrape_request(connection_id: bytes, transaction_id: bytes, info_hashes: list[bytes]) -> bytes:
    """A scrape of any number of info hashes."""
    return header(connection_id, Action.SCRAPE, transaction_id) + b"".join(info_hashes)


def decode_connect_reply(packet: bytes) -> bytes:
    """The connection id in a connect reply, which is 16 bytes: Transmission and aria2 refuse any other length."""
    require(len(packet) == HEADER_SIZE, packet, "a connect reply is 16 bytes")
    require(packet[:4] == bytes(4), packet, "a connect reply has action 0")
    return packet[8:]


def decode_announce_reply(packet: bytes, family: socket.AddressFamily) -> AnnounceReply:
    """The announce reply in a packet whose peers are of the family it came over."""
    stride = IPV6_STRIDE if family == socket.AF_INET6 else IPV4_STRIDE
    require(packet[:4] == struct.pack(">I", Action.ANNOUNCE), packet, "an announce reply has action 1")
    require(len(packet) >= 20, packet, "an announce reply is at least 20 bytes")
    require((len(packet) - 20) % stride == 0, packet, f"an announce reply is 20 bytes and a multiple of {stride}")
    interval, leechers, seeders = struct.unpack(">III", packet[8:20])
    records = [packet[at : at + stride] for at in range(20, len(packet), stride)]
    peers = [(socket.inet_ntop(family, record[:-2]), int.from_bytes(record[-2:], "big")) for record in records]
    return AnnounceReply(interval, leechers, seeders, peers)


def decode_scrape_reply(packet: bytes) -> list[ScrapeEntry]:
    """The entries of a scrape reply, in its order."""
    require(packet[:4] == struct.pack(">I", Action.SCRAPE), packet, "a scrape reply has action 2")
    require(len(packet) >= 8 and (len(packet) - 8) % 12 == 0, packet, "a scrape reply is 8 bytes and a multiple of 12")
    return [ScrapeEntry(*struct.unpack_from(">III", packet, at)) for at in range(8, len(packet), 12)]


def decode_error(packet: bytes) -> str:
    """The text of an error packet: short printable ASCII without a NUL."""
    require(packet[:4] == struct.pack(">I", Action.ERROR), packet, "an error has action 3")
    text = packet[8:]
    require(0 < len(text) <= ERROR_TEXT_LIMIT, packet, f"an error's text is 1 to {ERROR_TEXT_LIMIT} bytes")
    require(all(0x20 <= byte < 0x7F for byte in text), packet, "an error's text is printable ASCII")
    return text.decode("ascii")


def is_error(packet: bytes) -> bool:
    """Whether a reply is an error packet."""
    return packet[:4] == struct.pack(">I", Action.ERROR)


def require(condition: bool, packet: bytes, rule: str) -> None:
    """Fails with the packet in the message: the bytes are what one needs to see."""
    if not condition:
        raise ProtocolError(f"{rule}, but these {len(packet)} bytes came: {packet[:64].hex(' ', 4)}")
