"""One commit, one package, whoever builds it and where."""

import hashlib

from .built_package import build


def test_two_builds_are_the_same_to_the_bit(package, tmp_path):
    elsewhere = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "HOME": str(tmp_path), "DEB_BUILD_OPTIONS": "parallel=1"}
    if not package.is_embedded:
        elsewhere["PICO_TRACKER_MODE"] = "normal"
    again = build(tmp_path / "another folder", **elsewhere)
    pairs = []
    for name in ("pico-tracker", "pico-tracker-tools"):
        one, other = package.sibling(name), again.sibling(name)
        pairs += [(one.deb, other.deb), (one.debug_symbols, other.debug_symbols)]
    for first, second in pairs:
        digests = {hashlib.sha256(deb.read_bytes()).digest() for deb in (first, second)}
        assert len(digests) == 1, f"{first.name} differs; see: diffoscope {first} {second}"
