"""A snapshot of the tracker as bytes: read, and changed in the ways that disks, clocks and people change files."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

HEADER_SIZE = 128
CHECKED_SIZE = 120
VERSION_OFFSET = 8
TIME_OFFSET = 48
"""Where the header has the time of day at which it was made, in milliseconds since 1970."""

SECTION_HEADER_SIZE = 24
RECORD_SIZE = 32
NOBODY = 4
"""Flags of a record of which the completed count alone is kept."""
IPV4_SIZE, IPV6_SIZE = 8, 20
"""Bytes of a peer with its state."""

PRIMES = (0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5)
WORD = (1 << 64) - 1


@dataclass
class Totals:
    """What the sections say that the tables held."""

    torrents: int = 0
    ipv4_peers: int = 0
    ipv6_peers: int = 0

    @property
    def peers(self) -> int:
        """Peers over both families."""
        return self.ipv4_peers + self.ipv6_peers


def totals(file: Path) -> Totals | None:
    """The totals of a snapshot, or None if there is none."""
    try:
        snapshot = file.read_bytes()
    except FileNotFoundError:
        return None
    found = Totals()
    at = HEADER_SIZE
    while at < len(snapshot):
        _, _, torrents, length = struct.unpack_from(">HHIQ", snapshot, at)
        payload = snapshot[at + SECTION_HEADER_SIZE : at + SECTION_HEADER_SIZE + length]
        count_swarms(payload, torrents, found)
        at += SECTION_HEADER_SIZE + length
    return found


def count_swarms(payload: bytes, torrents: int, found: Totals) -> None:
    """Adds the torrents with peers, and the peers, of a section to the totals."""
    at = 0
    for _ in range(torrents):
        flags, leechers4, seeders4, leechers6, seeders6 = payload[at + 24 : at + 29]
        at += RECORD_SIZE
        if flags == NOBODY:
            continue
        ipv4, at = peers_at(payload, at, flags & 1 != 0, leechers4 + seeders4, IPV4_SIZE)
        ipv6, at = peers_at(payload, at, flags & 2 != 0, leechers6 + seeders6, IPV6_SIZE)
        found.torrents += 1
        found.ipv4_peers += ipv4
        found.ipv6_peers += ipv6


def peers_at(payload: bytes, at: int, are_in_runs: bool, count: int, size: int) -> tuple[int, int]:
    """How many peers of one family stand at an offset, and where they end."""
    if not are_in_runs:
        return count, at + count * size
    runs = sum(struct.unpack_from(">II", payload, at))
    at += 8
    total = 0
    for _ in range(runs):
        (run,) = struct.unpack_from(">H", payload, at)
        at += 2 + run * size
        total += run
    return total, at


def with_header(snapshot: bytes, offset: int, field: bytes) -> bytes:
    """The snapshot with another field in its header, and the checksum that goes with it."""
    header = snapshot[:offset] + field + snapshot[offset + len(field) : CHECKED_SIZE]
    return header + struct.pack(">Q", xxh64(header)) + snapshot[HEADER_SIZE:]


def aged(snapshot: bytes, seconds: int) -> bytes:
    """The snapshot as if it had been made so many seconds earlier, by the time of day."""
    made = struct.unpack_from(">Q", snapshot, TIME_OFFSET)[0]
    return with_header(snapshot, TIME_OFFSET, struct.pack(">Q", made - seconds * 1000))


def of_version(snapshot: bytes, version: int) -> bytes:
    """The snapshot as if another version of the format had been written."""
    return with_header(snapshot, VERSION_OFFSET, struct.pack(">I", version))


def rotate(word: int, bits: int) -> int:
    """Rotates 64 bits to the left."""
    return (word << bits | word >> 64 - bits) & WORD


def mix(lane: int, word: int) -> int:
    """One step of one lane."""
    return rotate(lane + word * PRIMES[1] & WORD, 31) * PRIMES[0] & WORD


def xxh64(data: bytes) -> int:
    """XXH64 of the xxHash specification, seed 0."""
    at = 0
    if len(data) >= 32:
        lanes = [PRIMES[0] + PRIMES[1] & WORD, PRIMES[1], 0, -PRIMES[0] & WORD]
        while at + 32 <= len(data):
            lanes = [mix(*pair) for pair in zip(lanes, struct.unpack_from("<4Q", data, at), strict=True)]
            at += 32
        value = sum(rotate(lane, bits) for lane, bits in zip(lanes, (1, 7, 12, 18), strict=True)) & WORD
        for lane in lanes:
            value = (value ^ mix(0, lane)) * PRIMES[0] + PRIMES[3] & WORD
    else:
        value = PRIMES[4]
    value = value + len(data) & WORD
    while at + 8 <= len(data):
        value = rotate(value ^ mix(0, struct.unpack_from("<Q", data, at)[0]), 27) * PRIMES[0] + PRIMES[3] & WORD
        at += 8
    if at + 4 <= len(data):
        half = struct.unpack_from("<I", data, at)[0] * PRIMES[0]
        value = rotate((value ^ half) & WORD, 23) * PRIMES[1] + PRIMES[2] & WORD
        at += 4
    for byte in data[at:]:
        value = rotate(value ^ byte * PRIMES[4] & WORD, 11) * PRIMES[0] & WORD
    value = (value ^ value >> 33) * PRIMES[1] & WORD
    value = (value ^ value >> 29) * PRIMES[2] & WORD
    return value ^ value >> 32
