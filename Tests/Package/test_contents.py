"""The contents of the packages, and how their programs were built."""

import re

import pytest

from .built_package import output_of

# The program in each package, and the folder of its sources.
PROGRAMS = {
    "pico-tracker": ("usr/sbin/pico-tracker", "pico-tracker"),
    "pico-tracker-tools": ("usr/bin/pico-tracker-load", "pico-tracker-load"),
}

FILES = {
    "pico-tracker": (
        "usr/sbin/pico-tracker",
        "etc/default/pico-tracker",
        "usr/lib/systemd/catalog/pico-tracker.catalog",
        "usr/lib/systemd/system-generators/pico-tracker",
        "usr/lib/systemd/system/pico-tracker-checkup.service",
        "usr/lib/systemd/system/pico-tracker-failing.service",
        "usr/lib/systemd/system/pico-tracker.service",
        "usr/lib/systemd/system/pico-tracker.socket",
        "usr/lib/tmpfiles.d/pico-tracker.conf",
        "usr/share/bash-completion/completions/pico-tracker",
        "usr/share/doc/pico-tracker/README.md.gz",
        "usr/share/doc/pico-tracker/architecture.md.gz",
        "usr/share/doc/pico-tracker/examples/firewall.nft",
        "usr/share/doc/pico-tracker/examples/port.conf",
        "usr/share/doc/pico-tracker/performance.md.gz",
        "usr/share/doc/pico-tracker/rules.md.gz",
        "usr/share/doc/pico-tracker/snapshot-format.md.gz",
        "usr/share/doc/pico-tracker/threat-model.md.gz",
        "usr/share/fish/vendor_completions.d/pico-tracker.fish",
        "usr/share/man/man8/pico-tracker.8.gz",
        "usr/share/zsh/vendor-completions/_pico-tracker",
    ),
    "pico-tracker-tools": (
        "usr/bin/pico-tracker-load",
        "usr/share/bash-completion/completions/pico-tracker-load",
        "usr/share/fish/vendor_completions.d/pico-tracker-load.fish",
        "usr/share/man/man1/pico-tracker-load.1.gz",
        "usr/share/zsh/vendor-completions/_pico-tracker-load",
    ),
}

BYTES_MAX = {"embedded": 560_000, "normal": 7_000_000}

NEEDED_LIBRARIES = {
    "embedded": {"libc6"},
    "normal": {"libc6", "libgcc-s1", "libstdc++6"},
}
# The standard library's, which is linked statically, and no more.
NEEDED_LIBRARIES_OF_TOOLS = {"libc6", "libgcc-s1", "libstdc++6"}


@pytest.fixture(scope="session", params=PROGRAMS)
def built(request, package):
    """Each package of the build."""
    return package.sibling(request.param)


@pytest.fixture(scope="session")
def contents(built, tmp_path_factory):
    """The unpacked package."""
    return built.unpack(tmp_path_factory.mktemp("contents"))


@pytest.fixture
def program(built, contents):
    """The program in the package."""
    return contents / PROGRAMS[built.name][0]


@pytest.fixture
def mode(package):
    """The build in the tracker's package."""
    return "embedded" if package.is_embedded else "normal"


def test_every_file_is_where_debian_expects_it(built, contents):
    missing = [path for path in FILES[built.name] if not (contents / path).is_file()]
    assert not missing


def test_the_tracker_is_small(package, mode, tmp_path):
    assert (package.unpack(tmp_path) / PROGRAMS[package.name][0]).stat().st_size <= BYTES_MAX[mode]


def test_the_tracker_needs_no_swift(package, mode):
    assert package.dependencies == NEEDED_LIBRARIES[mode]


def test_the_tools_need_no_swift_and_no_tracker(package):
    assert package.sibling("pico-tracker-tools").dependencies == NEEDED_LIBRARIES_OF_TOOLS


def test_the_program_is_hardened(program):
    headers = output_of(["readelf", "--wide", "--file-header", "--segments", "--dynamic", program])
    assert re.search(r"Type: +DYN", headers), "not position-independent"
    assert "GNU_RELRO" in headers, "relocations stay writable"
    assert re.search(r"FLAGS.*\bNOW\b", headers), "symbols are bound late"
    assert not re.search(r"GNU_STACK.*E", headers), "the stack is executable"
    symbols = output_of(["nm", "--dynamic", program])
    assert "__stack_chk_fail" in symbols
    assert re.search(r"__\w+_chk\b", symbols.replace("__stack_chk_fail", "")), "no fortified function"


def test_the_debug_symbols_are_those_of_the_program(built, program, tmp_path):
    identity = re.search(r"Build ID: (\w+)", output_of(["readelf", "--notes", program]))[1]
    symbols = built.unpack(tmp_path, built.debug_symbols)
    file = symbols / "usr/lib/debug/.build-id" / identity[:2] / f"{identity[2:]}.debug"
    folder = PROGRAMS[built.name][1]
    module = folder.replace("-", "_")
    functions = re.findall(rf"(?m)^(\w+) [tT] .*{len(module)}{module}", output_of(["nm", file]))
    places = output_of(["addr2line", "--exe", file], input="\n".join(functions))
    assert re.search(rf"Sources/{folder}/[\w/]+\.swift:\d+", places), places


def test_the_build_leaves_no_path_of_its_machine(built, program, tmp_path):
    symbols = built.unpack(tmp_path, built.debug_symbols)
    for file in [program, *symbols.rglob("*.debug")]:
        content = output_of(["strings", "--all", file])
        assert str(built.folder.resolve()) not in content
