"""The senders of the storm, and the judgement of their replies."""

from __future__ import annotations

import struct

from storm_packets import PacketSource
from tracker_client import TrackerClient
from tracker_process import TrackerProcess
from wire import (
    MAGIC,
    Action,
    connect_request,
    decode_announce_reply,
    decode_connect_reply,
    decode_error,
    decode_scrape_reply,
)

CONNECT_HEAD = struct.pack(">QI", MAGIC, Action.CONNECT)
FIRST_FENCE = 0xFE000000
"""Fences have transaction ids that no packet of the storm reaches."""


class LossWitness:
    """Knows whether the kernel, not the tracker, has lost a datagram."""

    def __init__(self, tracker: TrackerProcess) -> None:
        self.tracker = tracker
        self.known = tracker.dropped_datagrams()

    def require_loss(self, request: bytes) -> None:
        """Fails unless the kernel has dropped something since the last time this was asked."""
        self.tracker.assert_running()
        dropped = self.tracker.dropped_datagrams()
        assert dropped > self.known, f"no reply, though the kernel dropped nothing: {request.hex()}"
        self.known = dropped


def receive_surely(client: TrackerClient, request: bytes, witness: LossWitness) -> bytes:
    """The next datagram; the request is sent again only if the kernel admits to a loss."""
    while True:
        try:
            return client.receive()
        except TimeoutError:
            witness.require_loss(request)
            client.send(request)


class StormSource:
    """A socket that sends bursts and judges what comes back."""

    def __init__(self, client: TrackerClient, witness: LossWitness, proven: bool) -> None:
        self.client = client
        self.replies = 0
        self._witness = witness
        self._proven = proven
        self._sent: dict[bytes, bytes] = {}
        self._fence = connect_request(struct.pack(">I", FIRST_FENCE))

    def send_burst(self, packets: PacketSource, count: int, connection_ids: list[bytes]) -> None:
        """Sends packets of the storm, and behind them a connect request as a fence."""
        self._sent.clear()
        for _ in range(count):
            packet = packets.next_packet(connection_ids)
            self._sent[packet[12:16]] = packet
            self.client.send(packet)
        number = int.from_bytes(self._fence[12:16], "big") + 1
        self._fence = connect_request(struct.pack(">I", number))
        self.client.send(self._fence)

    def judge_replies(self) -> None:
        """Receives until the fence's reply and holds each reply on the way to the rules."""
        while (reply := receive_surely(self.client, self._fence, self._witness))[4:8] != self._fence[12:16]:
            request = self._sent.get(reply[4:8], b"")
            try:
                self._judge(request, reply)
            except AssertionError as broken:
                raise AssertionError(f"{broken}\nrequest: {request.hex()}\nreply:   {reply.hex()}") from None
            self.replies += 1

    def _judge(self, request: bytes, reply: bytes) -> None:
        assert request, "W-09: a reply to nothing that was sent"
        assert self._proven or len(reply) <= len(request), "W-11: more bytes out than in"
        action = int.from_bytes(reply[:4], "big")
        if action == Action.CONNECT:
            assert request.startswith(CONNECT_HEAD), "C-03: an id for something else than a connect request"
            decode_connect_reply(reply)
            return
        assert self._proven, "A-03, S-09: an unproven source was told something"
        assert action in (int.from_bytes(request[8:12], "big"), Action.ERROR), "a reply of another action"
        self._decode(action, reply)

    def _decode(self, action: int, reply: bytes) -> None:
        if action == Action.ANNOUNCE:
            decode_announce_reply(reply, self.client.family)
        elif action == Action.SCRAPE:
            decode_scrape_reply(reply)
        else:
            decode_error(reply)
