"""Fixtures of the black-box and the end-to-end tests."""

from __future__ import annotations

import hashlib

import pytest

from binaries import binaries_under_test, parametrize_binaries
from measurements import measured, pytest_terminal_summary  # noqa: F401

pytest_generate_tests = parametrize_binaries


def pytest_configure() -> None:
    """Ends the run at once, with advice, where there is nothing to test."""
    binaries_under_test()


@pytest.fixture
def info_hash(request: pytest.FixtureRequest) -> bytes:
    """An info hash that no other test uses."""
    return hashlib.sha1(request.node.nodeid.encode()).digest()
