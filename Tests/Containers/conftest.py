"""The fixtures of this folder's tests."""

from .fixtures import pytest_runtest_makereport, suite, system  # noqa: F401
