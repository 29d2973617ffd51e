"""Datagrams whose source cannot be answered (W-05, W-07). They need root: only a raw socket can forge a source."""

from __future__ import annotations

import pytest

from forgery import open_tap, send_forged, udp_payload
from tracker_client import ClientMaker
from tracker_process import TrackerProcess
from wire import connect_request

FORGED = b"\x0b\xad\x0b\xad"
END = b"\xe0\x0d\xe0\x0d"
"""The transaction ids by which the tap knows whose reply it sees."""

OWN_PORT = -1
FLOWS = 16

UNANSWERABLE = [
    pytest.param("ipv4", "127.0.0.1", 0, id="w05-ipv4-port-0"),
    pytest.param("ipv6", "::1", 0, id="w05-ipv6-port-0"),
    pytest.param("ipv4", "127.0.0.1", OWN_PORT, id="w07-ipv4-own-endpoint"),
    pytest.param("ipv6", "::1", OWN_PORT, id="w07-ipv6-own-endpoint"),
    pytest.param("ipv4", "224.0.0.1", 6881, id="w07-ipv4-multicast"),
    pytest.param("ipv4", "255.255.255.255", 6881, id="w07-ipv4-broadcast"),
    pytest.param("ipv6", "::", 6881, id="w07-ipv6-unspecified"),
]
"""The kernel itself keeps back IPv6 multicast sources; IPv4's unspecified one cannot be forged on Linux."""


def replies_seen(tracker: TrackerProcess, make_client: ClientMaker, family: str, source: tuple[str, int]) -> set[bytes]:
    """The transaction ids that the tracker sends to anyone after a few requests from a forged source."""
    destination = getattr(tracker, family)
    seen = set()
    with open_tap("lo") as tap:
        tap.settimeout(10)
        for _ in range(5):
            send_forged(source, destination, connect_request(FORGED))
        # The forged requests may be another worker's; later connects over many flows reach every worker.
        clients = [make_client(family) for _ in range(FLOWS)]
        clients[0].exchange(connect_request(END))
        while END not in seen:
            payload = udp_payload(tap.recv(65535), tracker.port)
            seen.add(payload[4:8] if payload else b"")
    return seen


@pytest.mark.parametrize(("spoofed_family", "address", "port"), UNANSWERABLE)
def test_what_cannot_be_answered_is_ignored(
    tracker: TrackerProcess, make_client: ClientMaker, spoofed_family: str, address: str, port: int
) -> None:
    """W-05, W-07: nothing leaves the tracker for such a source, and it still answers everyone else."""
    source = (address, tracker.port if port == OWN_PORT else port)
    assert FORGED not in replies_seen(tracker, make_client, spoofed_family, source)


@pytest.mark.parametrize(("spoofed_family", "address"), [("ipv4", "127.0.0.9"), ("ipv6", "::1")])
def test_the_same_from_an_ordinary_source_is_answered(
    tracker: TrackerProcess, make_client: ClientMaker, spoofed_family: str, address: str
) -> None:
    """The control: what is forged well is answered, so the silence above is the tracker's choice."""
    assert FORGED in replies_seen(tracker, make_client, spoofed_family, (address, 6881))
