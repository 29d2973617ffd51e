"""A saved state of the tracker as bytes: read, and changed in the ways that disks, clocks and people change files."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

HEADER_SIZE = 128
CHECKED_SIZE = 120
VERSION_OFFSET = 8
TIME_OFFSET = 48
"""Where the header has the time of day at which it was made, in milliseconds since 1970."""

PRIMES = (0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5)
WORD = (1 << 64) - 1


@dataclass(frozen=True)
class Totals:
    """What the header says that the tables held."""

    torrents: int
    ipv4_peers: int
    ipv6_peers: int

    @property
    def peers(self) -> int:
        """Peers over both families."""
        return self.ipv4_peers + self.ipv6_peers


def totals(state: Path) -> Totals | None:
    """The totals of a saved state, or None if there is none."""
    try:
        header = state.read_bytes()[:HEADER_SIZE]
    except FileNotFoundError:
        return None
    return Totals(*struct.unpack_from(">QQQ", header, 88))


def with_header(state: bytes, offset: int, field: bytes) -> bytes:
    """The state with another field in its header, and the checksum that goes with it."""
    header = state[:offset] + field + state[offset + len(field) : CHECKED_SIZE]
    return header + struct.pack(">Q", xxh64(header)) + state[HEADER_SIZE:]


def aged(state: bytes, seconds: int) -> bytes:
    """The state as if it had been made so many seconds earlier, by the time of day."""
    made = struct.unpack_from(">Q", state, TIME_OFFSET)[0]
    return with_header(state, TIME_OFFSET, struct.pack(">Q", made - seconds * 1000))


def of_version(state: bytes, version: int) -> bytes:
    """The state as if another version of the format had been written."""
    return with_header(state, VERSION_OFFSET, struct.pack(">I", version))


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
