"""From start to stop: the start line, taken ports, missing families, and signals."""

from __future__ import annotations

import re
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import without_family
from tracker_client import TrackerClient
from tracker_process import TrackerProcess, run_to_end
from wire import Announce

EX_UNAVAILABLE, EX_OSERR = 69, 71
"""sysexits.h: what is needed is not to be had; the system failed."""

FAMILIES = {"ipv4": socket.AF_INET, "ipv6": socket.AF_INET6}
ADDRESSES = {"ipv4": r"0\.0\.0\.0:\d+", "ipv6": r"\[::\]:\d+"}
MENTIONS = {"ipv4": r"IPv4|0\.0\.0\.0", "ipv6": r"IPv6|\[::\]"}
SIGNALS = [signal.SIGTERM, signal.SIGINT]


def without(*families: str) -> list[str]:
    """A launcher that takes address families away from the tracker."""
    numbers = ",".join(str(int(FAMILIES[family])) for family in families)
    return [sys.executable, without_family.__file__, numbers]


@contextmanager
def port_taken_in_both_families() -> Iterator[int]:
    """A UDP port that another program has."""
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as holder:
        holder.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        holder.bind(("::", 0))
        yield holder.getsockname()[1]


def assert_port_in_use(binary: Path, port: int) -> None:
    """The tracker must say that the port is taken, and how to find out by whom."""
    result = run_to_end(binary, "-port", str(port))
    assert result.returncode == EX_UNAVAILABLE, result.stderr
    assert result.stderr.startswith(f"pico-tracker: UDP port {port} is already in use")
    assert re.search(rf"ss -lunp 'sport = :{port}'", result.stderr)
    assert re.search(r"pico-tracker -port \d+", result.stderr)
    assert result.stdout == ""


def test_the_start_line_names_version_addresses_and_workers(binary: Path) -> None:
    """One line says what runs, where, and with how many workers."""
    version = run_to_end(binary, "-version").stdout.split()[1]
    with TrackerProcess(binary, ["-port", "0", "-workers", "2"]) as tracker:
        for part in (version, *ADDRESSES.values(), r"\b2 workers\b"):
            assert re.search(part, tracker.start_line)
        assert len(tracker.log().splitlines()) == 1
        assert tracker.stop() == 0


def test_as_many_workers_as_cpus_by_default(binary: Path) -> None:
    """On a single CPU there is one worker."""
    with TrackerProcess(binary, ["-port", "0"], launcher=["taskset", "-c", "0"]) as tracker:
        assert re.search(r"\b1 workers?\b", tracker.start_line)
        assert tracker.stop() == 0


@pytest.mark.parametrize("number", SIGNALS, ids=[number.name for number in SIGNALS])
def test_a_signal_ends_it_with_status_zero(binary: Path, number: signal.Signals) -> None:
    """SIGTERM and SIGINT are the ordinary ways to stop, idle as well as after work."""
    with TrackerProcess(binary, ["-port", "0", "-workers", "4"]) as tracker:
        with TrackerClient(tracker.ipv4) as client:
            client.connect()
        assert tracker.stop(number) == 0


@pytest.mark.parametrize("number", SIGNALS, ids=[number.name for number in SIGNALS])
def test_a_signal_under_load_ends_it_with_status_zero(binary: Path, number: signal.Signals, info_hash: bytes) -> None:
    """Datagrams that still wait do not keep it."""
    with TrackerProcess(binary, ["-port", "0", "-workers", "2"]) as tracker, TrackerClient(tracker.ipv4) as client:
        client.connect()
        for _ in range(2000):
            client.send(Announce(info_hash).encode(client.connection_id, client.next_transaction_id()))
        assert tracker.stop(number) == 0


def test_the_port_is_free_again_at_once(binary: Path) -> None:
    """A restart needs no pause."""
    with TrackerProcess(binary, ["-port", "0"]) as first:
        port = first.port
        assert first.stop() == 0
    with TrackerProcess(binary, ["-port", str(port)]) as second:
        assert second.stop() == 0


def test_a_port_that_another_program_has_is_explained(binary: Path) -> None:
    """The message says who might have it and how to take another one."""
    with port_taken_in_both_families() as port:
        assert_port_in_use(binary, port)


def test_a_port_that_another_tracker_has_is_explained(binary: Path) -> None:
    """Workers share their port with each other, but never with a second tracker, which would get half the peers."""
    with TrackerProcess(binary, ["-port", "0", "-workers", "2"]) as first:
        assert_port_in_use(binary, first.port)
        with TrackerClient(first.ipv4) as client:
            client.connect()
        assert first.stop() == 0


@pytest.mark.parametrize(("missing", "served"), [("ipv6", "ipv4"), ("ipv4", "ipv6")])
def test_without_one_family_it_serves_the_other_and_says_so(binary: Path, missing: str, served: str) -> None:
    """A kernel without IPv6 is no reason not to start."""
    with TrackerProcess(binary, ["-port", "0"], launcher=without(missing)) as tracker:
        assert re.search(ADDRESSES[served], tracker.start_line)
        assert not re.search(ADDRESSES[missing], tracker.start_line)
        others = [line for line in tracker.log().splitlines() if line != tracker.start_line]
        assert any(re.search(MENTIONS[missing], line) for line in others), "not a word about the missing family"
        with TrackerClient(getattr(tracker, served)) as client:
            client.connect()
        assert tracker.stop() == 0


def test_without_any_family_it_explains_and_ends(binary: Path) -> None:
    """With nothing to serve on there is nothing to run."""
    result = run_to_end(binary, "-port", "0", launcher=without("ipv4", "ipv6"))
    assert result.returncode in (EX_UNAVAILABLE, EX_OSERR), result.stderr
    assert result.stderr.startswith("pico-tracker: ")
