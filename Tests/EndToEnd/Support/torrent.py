"""The shared file and its private torrent, whose only way to a peer is the tracker."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

FILE_NAME = "shared.bin"
FILE_SIZE = 1_500_000
"""Bytes. Not a multiple of the piece size, so that the last piece is a short one."""

PIECE_SIZE = 65536

Bencodable = int | bytes | str | list["Bencodable"] | dict[str, "Bencodable"]


@dataclass(frozen=True)
class Torrent:
    """A torrent file, the content that it describes, and its info hash."""

    path: Path
    content: bytes
    info_hash: bytes

    def put_content(self, folder: Path) -> None:
        """Gives a client's folder the whole file: the client seeds."""
        (folder / FILE_NAME).write_bytes(self.content)

    def is_complete(self, folder: Path) -> bool:
        """Whether a client's folder has the whole file, byte for byte."""
        path = folder / FILE_NAME
        return path.exists() and path.stat().st_size == FILE_SIZE and path.read_bytes() == self.content


def make_torrent(folder: Path, announce_url: str, seed: str) -> Torrent:
    """Writes the private torrent of a random file; another seed makes another file."""
    content = random.Random(seed).randbytes(FILE_SIZE)
    pieces = [hashlib.sha1(content[at : at + PIECE_SIZE]).digest() for at in range(0, FILE_SIZE, PIECE_SIZE)]
    info: dict[str, Bencodable] = {
        "length": FILE_SIZE,
        "name": FILE_NAME,
        "piece length": PIECE_SIZE,
        "pieces": b"".join(pieces),
        "private": 1,
    }
    path = folder / "shared.torrent"
    path.write_bytes(bencode({"announce": announce_url, "info": info}))
    return Torrent(path, content, hashlib.sha1(bencode(info)).digest())


def bencode(value: Bencodable) -> bytes:
    """BEP 3's encoding; the keys of a dictionary are given in any order and written in the sorted one."""
    if isinstance(value, int):
        return b"i%de" % value
    if isinstance(value, str):
        return bencode(value.encode())
    if isinstance(value, bytes):
        return b"%d:%s" % (len(value), value)
    if isinstance(value, list):
        return b"l" + b"".join(map(bencode, value)) + b"e"
    return b"d" + b"".join(bencode(key) + bencode(value[key]) for key in sorted(value)) + b"e"
