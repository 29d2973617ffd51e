"""A machine that cannot boot a container is told what to install."""

import shutil

import pytest

from . import prerequisites


def test_everything_missing_is_named_in_one_command(monkeypatch):
    missing = ("mmdebstrap", "systemd-nspawn")
    which = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name in missing else which(name))
    with pytest.raises(
        prerequisites.MissingPrerequisite, match="apt-get install mmdebstrap systemd-container$"
    ):
        prerequisites.check_prerequisites()


def test_a_missing_keyring_is_named(monkeypatch):
    monkeypatch.setattr(prerequisites, "DEBIAN_KEYRING", "/nonexistent")
    with pytest.raises(
        prerequisites.MissingPrerequisite, match="apt-get install debian-archive-keyring$"
    ):
        prerequisites.check_prerequisites()


def test_without_root_it_says_so(monkeypatch):
    monkeypatch.setattr(prerequisites.os, "geteuid", lambda: 1000)
    with pytest.raises(prerequisites.MissingPrerequisite, match="needs root"):
        prerequisites.check_prerequisites()
