"""An image is made once, and only a whole one is used."""

import pytest

from . import image as images


@pytest.fixture
def mmdebstrap(monkeypatch, tmp_path):
    """Stands in for mmdebstrap: notes its calls, makes a folder, fails when told to."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    calls = []

    def make(command, **_):
        calls.append(command)
        target = command[-2]
        images.Path(target).mkdir()
        if make.fails:
            raise RuntimeError("the mirror went away")

    make.fails = False
    make.calls = calls
    monkeypatch.setattr(images.subprocess, "run", make)
    monkeypatch.setattr(images, "sources", lambda suite: [])
    monkeypatch.setattr(images, "host_apt_options", lambda: [])
    return make


def test_the_second_time_it_comes_from_the_cache(mmdebstrap):
    first = images.image("trixie")
    assert images.image("trixie") == first
    assert first.is_dir()
    assert len(mmdebstrap.calls) == 1


def test_suite_and_packages_tell_images_apart(mmdebstrap):
    made = {images.image("trixie"), images.image("bookworm"), images.image("trixie", ["dbus"])}
    assert len(made) == 3


def test_a_half_made_image_is_never_used(mmdebstrap):
    mmdebstrap.fails = True
    with pytest.raises(RuntimeError):
        images.image("trixie")
    mmdebstrap.fails = False
    assert images.image("trixie").is_dir()
    assert len(mmdebstrap.calls) == 2
