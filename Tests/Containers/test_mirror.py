"""The image comes from the mirror the host uses, and from nowhere else."""

import pytest

from .mirror import host_codename, host_index_targets, sources
from .prerequisites import DEBIAN_KEYRING, MissingPrerequisite

TARGETS = """\
http://mirror.example/debian/ bookworm main
http://mirror.example/debian/ bookworm main
http://mirror.example/debian/ bookworm-updates main
http://mirror.example/debian/ bookworm contrib
http://security.example/ bookworm-security main
https://vendor.example/ bookworm stable
https://vendor.example/ bookworm-vendor main
"""


def test_the_other_suite_comes_from_the_same_mirrors():
    found = [(source.uri, source.release) for source in sources("trixie", "bookworm", TARGETS)]
    assert found == [
        ("http://mirror.example/debian/", "trixie"),
        ("http://mirror.example/debian/", "trixie-updates"),
        ("http://security.example/", "trixie-security"),
    ]


def test_every_source_is_checked_against_debians_keys():
    for source in sources("trixie", "bookworm", TARGETS):
        assert source.line().startswith(f"deb [signed-by={DEBIAN_KEYRING}] http")
        assert source.line().endswith(" main")


def test_a_host_that_says_stable_is_understood():
    found = sources("trixie", "bookworm", "http://mirror.example/ stable main\n")
    assert [source.release for source in found] == ["trixie"]


def test_a_host_without_debian_is_told_so():
    with pytest.raises(MissingPrerequisite, match="no Debian mirror for 'bookworm'"):
        sources("trixie", "bookworm", "https://vendor.example/ noble main\n")


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("one.list", "deb http://mirror.example/debian bookworm main\n"),
        (
            "one.sources",
            "Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\nComponents: main\n",
        ),
    ],
)
def test_both_formats_of_apts_configuration_are_read(file, content, tmp_path, monkeypatch):
    (tmp_path / file).write_text(content)
    (tmp_path / "apt.conf").write_text(
        f'Dir::Etc::SourceList "/dev/null"; Dir::Etc::SourceParts "{tmp_path}";'
    )
    monkeypatch.setenv("APT_CONFIG", str(tmp_path / "apt.conf"))
    assert set(host_index_targets().splitlines()) == {"http://mirror.example/debian/ bookworm main"}


def test_the_hosts_suite_is_read(tmp_path):
    file = tmp_path / "os-release"
    file.write_text('NAME="Debian"\nVERSION_CODENAME=trixie\n')
    assert host_codename(file) == "trixie"
