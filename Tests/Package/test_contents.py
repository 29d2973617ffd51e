"""What is in the package, and how the program in it was built."""

import re

import pytest

from .built_package import output_of

PROGRAM = "usr/sbin/pico-tracker"

FILES = (
    PROGRAM,
    "etc/default/pico-tracker",
    "usr/lib/systemd/catalog/pico-tracker.catalog",
    "usr/lib/systemd/system/pico-tracker.service",
    "usr/lib/systemd/system/pico-tracker.socket",
    "usr/lib/tmpfiles.d/pico-tracker.conf",
    "usr/share/bash-completion/completions/pico-tracker",
    "usr/share/doc/pico-tracker/examples/firewall.nft",
    "usr/share/doc/pico-tracker/examples/port.conf",
    "usr/share/fish/vendor_completions.d/pico-tracker.fish",
    "usr/share/man/man8/pico-tracker.8.gz",
    "usr/share/zsh/vendor-completions/_pico-tracker",
)

BYTES_MAX = {"embedded": 400_000, "normal": 7_000_000}

NEEDED_LIBRARIES = {
    "embedded": {"libc6", "libsystemd0"},
    "normal": {"libc6", "libgcc-s1", "libstdc++6", "libsystemd0"},
}


@pytest.fixture(scope="session")
def contents(package, tmp_path_factory):
    """The unpacked package."""
    return package.unpack(tmp_path_factory.mktemp("contents"))


@pytest.fixture
def mode(package):
    """The build in the package."""
    return "embedded" if package.is_embedded else "normal"


@pytest.mark.parametrize("path", FILES)
def test_every_file_is_where_debian_expects_it(contents, path):
    assert (contents / path).is_file()


def test_the_program_is_small(contents, mode):
    assert (contents / PROGRAM).stat().st_size <= BYTES_MAX[mode]


def test_it_needs_no_swift(package, mode):
    assert package.dependencies == NEEDED_LIBRARIES[mode]


def test_the_program_is_hardened(contents):
    headers = output_of(["readelf", "--wide", "--file-header", "--segments", "--dynamic", contents / PROGRAM])
    assert re.search(r"Type: +DYN", headers), "not position-independent"
    assert "GNU_RELRO" in headers, "relocations stay writable"
    assert re.search(r"FLAGS.*\bNOW\b", headers), "symbols are bound late"
    assert not re.search(r"GNU_STACK.*E", headers), "the stack is executable"
    symbols = output_of(["nm", "--dynamic", contents / PROGRAM])
    assert "__stack_chk_fail" in symbols
    assert re.search(r"__\w+_chk\b", symbols.replace("__stack_chk_fail", "")), "no fortified function"


def test_the_debug_symbols_are_those_of_the_program(package, contents, tmp_path):
    identity = re.search(r"Build ID: (\w+)", output_of(["readelf", "--notes", contents / PROGRAM]))[1]
    symbols = package.unpack(tmp_path, package.debug_symbols)
    file = symbols / "usr/lib/debug/.build-id" / identity[:2] / f"{identity[2:]}.debug"
    functions = re.findall(r"(?m)^(\w+) [tT] .*12pico_tracker", output_of(["nm", file]))
    places = output_of(["addr2line", "--exe", file], input="\n".join(functions))
    assert re.search(r"Sources/pico-tracker/\w+\.swift:\d+", places), places


def test_the_build_leaves_no_path_of_its_machine(package, contents, tmp_path):
    symbols = package.unpack(tmp_path, package.debug_symbols)
    for file in [contents / PROGRAM, *symbols.rglob("*.debug")]:
        content = output_of(["strings", "--all", file])
        assert str(package.folder.resolve()) not in content
