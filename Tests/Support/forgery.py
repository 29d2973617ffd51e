"""UDP datagrams with a source of one's choice, for IPv4 and IPv6. Sending them takes root."""

from __future__ import annotations

import socket
import struct

import pytest

IPV6_HDRINCL = 36
SO_RCVBUFFORCE = 33
"""socket(7); Python has no name for it."""
TAP_BUFFER_SIZE = 64 << 20
"""Bytes: some ten thousand packets."""
ETH_P_ALL = 3
NEEDS_ROOT = "forging sources takes raw sockets: run these tests as root (or with CAP_NET_RAW)"

Endpoint = tuple[str, int]


def forged_datagram(source: Endpoint, destination: Endpoint, payload: bytes) -> bytes:
    """An IP packet, header and all."""
    return (_ipv6 if ":" in destination[0] else _ipv4)(source, destination, payload)


def send_forged(source: Endpoint, destination: Endpoint, payload: bytes) -> None:
    """Sends one datagram that claims to come from `source`."""
    with open_privileged(socket.AF_INET6 if ":" in destination[0] else socket.AF_INET, socket.IPPROTO_RAW) as sender:
        if sender.family == socket.AF_INET6:
            sender.setsockopt(socket.IPPROTO_IPV6, IPV6_HDRINCL, 1)
        sender.sendto(forged_datagram(source, destination, payload), (destination[0], 0))


def open_tap(interface: str) -> socket.socket:
    """A socket that sees every IP packet that leaves or enters an interface."""
    tap = open_privileged(socket.AF_PACKET, socket.htons(ETH_P_ALL), socket.SOCK_DGRAM)
    # Other programs of this machine may talk over the interface meanwhile, and what does not fit is lost.
    tap.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, TAP_BUFFER_SIZE)
    tap.bind((interface, ETH_P_ALL))
    return tap


def open_privileged(family: int, protocol: int, kind: int = socket.SOCK_RAW) -> socket.socket:
    """A socket that only root may open; without that right the test fails and says so."""
    try:
        return socket.socket(family, kind, protocol)
    except PermissionError:
        pytest.fail(NEEDS_ROOT)


def udp_payload(packet: bytes, source_port: int) -> bytes | None:
    """What a UDP packet from a port carries; nothing of any other packet."""
    is_ipv4 = packet[0] == 0x45 and packet[9] == socket.IPPROTO_UDP
    is_ipv6 = packet[0] >> 4 == 6 and packet[6] == socket.IPPROTO_UDP
    udp = packet[20:] if is_ipv4 else packet[40:]
    matches = (is_ipv4 or is_ipv6) and int.from_bytes(udp[:2], "big") == source_port
    return udp[8:] if matches else None


def _ipv4(source: Endpoint, destination: Endpoint, payload: bytes) -> bytes:
    # A UDP checksum of 0 means that there is none; the kernel computes the one of the IPv4 header.
    udp = struct.pack(">HHHH", source[1], destination[1], 8 + len(payload), 0) + payload
    addresses = socket.inet_aton(source[0]) + socket.inet_aton(destination[0])
    return struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(udp), 1, 0, 64, socket.IPPROTO_UDP, 0) + addresses + udp


def _ipv6(source: Endpoint, destination: Endpoint, payload: bytes) -> bytes:
    addresses = socket.inet_pton(socket.AF_INET6, source[0]) + socket.inet_pton(socket.AF_INET6, destination[0])
    length = 8 + len(payload)
    pseudo_header = addresses + struct.pack(">II", length, socket.IPPROTO_UDP)
    head = struct.pack(">HHH", source[1], destination[1], length)
    checksum = _internet_checksum(pseudo_header + head + bytes(2) + payload)
    udp = head + struct.pack(">H", checksum) + payload
    return struct.pack(">IHBB", 6 << 28, len(udp), socket.IPPROTO_UDP, 64) + addresses + udp


def _internet_checksum(data: bytes) -> int:
    """RFC 1071's sum; UDP writes its zero as all ones."""
    padded = data + bytes(len(data) % 2)
    total = sum(struct.unpack(f">{len(padded) // 2}H", padded))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF or 0xFFFF
