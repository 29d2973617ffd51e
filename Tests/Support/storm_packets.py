"""Random and mutated datagrams for the storm: from pure noise to packets that are wrong in one bit."""

from __future__ import annotations

import random
import struct

from wire import ANNOUNCE_SIZE, HEADER_SIZE, Action, Announce, connect_request, scrape_request

LARGEST_DATAGRAM = 65507
USUAL_LIMIT = 2100
"""Most of the noise is shorter than this, which is just beyond the smallest buffer that a tracker may have."""

GIANT_CHANCE = 1 / 5000
"""How many datagrams are of any length; more of them would overflow a receive buffer of the default size."""

INFO_HASHES = [struct.pack(">I", index) * 5 for index in range(64)]
PORTS = range(1, 17)
HOT_HASH = INFO_HASHES[0]
HOT_PORTS = range(1, 1001)
HOT_CHANCE = 0.2
"""All that proven announces name. The tracker's state is so bounded, and growth beyond it is a leak."""

HASH_FIELD, PORT_FIELD, TRANSACTION_FIELD = slice(16, 36), slice(96, 98), slice(12, 16)
EDGES = [0, 1, 2, 3, 4, 5, 0xFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF]
"""Values at which 32-bit fields change their meaning."""


class PacketSource:
    """Makes one packet after another from a seeded random source; the same seed makes the same packets."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._transaction = 0

    def next_packet(self, connection_ids: list[bytes]) -> bytes:
        """A packet with a transaction id of its own (if it is long enough for one) and perhaps one of the ids."""
        packet = self._mutated(self._template(self.random.choice(connection_ids)))
        self._transaction += 1
        if len(packet) >= HEADER_SIZE:
            packet[TRANSACTION_FIELD] = struct.pack(">I", self._transaction)
        if len(packet) >= ANNOUNCE_SIZE and packet[11] == Action.ANNOUNCE:
            self._bound(packet)
        return bytes(packet)

    def _template(self, connection_id: bytes) -> bytearray:
        """What is mutated next: noise, or a well-formed request."""
        kind = self.random.random()
        if kind < 0.15:
            return bytearray(self.random.randbytes(self._size()))
        if kind < 0.3:
            return bytearray(connect_request(bytes(4)))
        if kind < 0.8:
            return bytearray(self._announce(connection_id))
        count = self.random.choice([0, 1, 2, 73, 74, 75, 100])
        return bytearray(scrape_request(connection_id, bytes(4), self.random.choices(INFO_HASHES, k=count)))

    def _announce(self, connection_id: bytes) -> bytes:
        request = Announce(
            INFO_HASHES[1],
            left=self.random.choice([0, 1, 2**63, 2**64 - 1]),
            event=self.random.choice(EDGES),
            num_want=self.random.choice(EDGES),
            options=self.random.randbytes(self.random.choice([0, 0, 2, 12, 300])),
        )
        return request.encode(connection_id, bytes(4))

    def _mutated(self, packet: bytearray) -> bytearray:
        """The packet with up to three wounds; one in four stays whole."""
        for _ in range(self.random.randrange(4)):
            wound = self.random.random()
            at = self.random.randrange(len(packet) + 1)
            if wound < 0.4 and at < len(packet):
                packet[at] ^= 1 << self.random.randrange(8)
            elif wound < 0.6 and at < len(packet):
                packet[at] = self.random.randrange(256)
            elif wound < 0.75:
                del packet[at:]
            elif wound < 0.9:
                packet += self.random.randbytes(self.random.randrange(64))
            else:
                del packet[at : at + self.random.randrange(20)]
        if self.random.random() < GIANT_CHANCE:
            packet = packet.ljust(self.random.randrange(USUAL_LIMIT, LARGEST_DATAGRAM), b"\x01")
        return packet

    def _bound(self, packet: bytearray) -> None:
        """Keeps an announce within the peers that the storm may create; now and then its port is 0 (A-10)."""
        is_hot = self.random.random() < HOT_CHANCE
        packet[HASH_FIELD] = HOT_HASH if is_hot else self.random.choice(INFO_HASHES)
        port = self.random.choice(HOT_PORTS if is_hot else PORTS)
        packet[PORT_FIELD] = struct.pack(">H", 0 if self.random.random() < 0.01 else port)

    def _size(self) -> int:
        return self.random.choice([self.random.randrange(120), self.random.randrange(USUAL_LIMIT)])
