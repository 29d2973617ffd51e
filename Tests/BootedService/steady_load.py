"""Requests at a steady rate from a thread of its own, each of which must be answered in time."""

import select
import socket
import struct
import threading
import time

from .udp_client import ANSWER_SECONDS_MAX, connect_request

BURSTS_PER_SECOND = 100

# Each socket stands for many clients: what has waited for seconds is answered all at once, and must find room here.
# From socket(7), for Python has no name for it: it needs a privilege, and the usual limit does not hold for it.
SO_RCVBUFFORCE = 33
BUFFER_BYTES = 8 << 20


class Connects:
    """The talk of clients that connect and do nothing else."""

    def request(self, transaction, _):
        """The request with a transaction id, for the socket with an index."""
        return connect_request(transaction)

    def is_right(self, _, answer):
        """Whether an answer is the one that the request with the transaction id must have."""
        return len(answer) == 16 and answer[:4] == bytes(4)


class SteadyLoad:
    """Sends `rate` requests per second of a talk over the given sockets, from entry to exit.

    A request is never sent twice. On exit it waits for what is still missing: as long as a client would, unless told by
    `patience`.
    """

    def __init__(self, sockets, rate, talk=None, patience=ANSWER_SECONDS_MAX):
        self.sockets = sockets
        self.talk = talk or Connects()
        self.patience = patience
        self.wrong = []
        self.burst = max(1, rate // BURSTS_PER_SECOND)
        self.sent_at = {}
        self.waits = []
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        for datagrams in self.sockets:
            datagrams.setblocking(False)
            datagrams.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, BUFFER_BYTES)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        self.thread.join()

    @property
    def sent(self):
        """How many requests went out."""
        return len(self.waits) + len(self.sent_at)

    @property
    def unanswered(self):
        """How many of them were not answered, or later than a client waits."""
        return len(self.sent_at) + sum(wait > ANSWER_SECONDS_MAX for wait in self.waits)

    @property
    def longest_wait(self):
        """Seconds that the request which waited longest had to wait for its answer."""
        return max(self.waits)

    def expect_answers(self, losses_max=0):
        """Each answer was right, and all requests but a few have got theirs."""
        assert self.sent > 0
        assert not self.wrong, f"{len(self.wrong)} of {self.sent} answers are wrong, such as {self.wrong[0].hex()}"
        assert self.unanswered <= losses_max, f"{self.unanswered} of {self.sent} requests were not answered"

    def _run(self):
        transaction = 0
        next_burst = time.monotonic()
        while not self.stopping.is_set():
            for _ in range(self.burst):
                transaction += 1
                self.sent_at[transaction] = time.monotonic()
                index = transaction % len(self.sockets)
                self.sockets[index].send(self.talk.request(transaction, index))
            next_burst += 1 / BURSTS_PER_SECOND
            self._receive_until(next_burst)
        deadline = time.monotonic() + self.patience
        while self.sent_at and time.monotonic() < deadline:
            self._receive_until(min(deadline, time.monotonic() + 0.1))

    def _receive_until(self, deadline):
        while (left := deadline - time.monotonic()) > 0:
            for datagrams in select.select(self.sockets, [], [], left)[0]:
                self._receive_all(datagrams)

    def _receive_all(self, datagrams):
        now = time.monotonic()
        while True:
            try:
                answer = datagrams.recv(2048)
            except BlockingIOError:
                return
            transaction = struct.unpack("!I", answer[4:8])[0]
            sent = self.sent_at.pop(transaction, None)
            if sent is None:
                continue
            self.waits.append(now - sent)
            if not self.talk.is_right(transaction, answer):
                self.wrong.append(answer)
