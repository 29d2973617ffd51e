"""Reads Tests/Vectors; the README there tells the format."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "Vectors"
ID_PLACEHOLDER = "{id}"


def load_vectors(name: str, connection_id: bytes = bytes(8)) -> dict[str, bytes]:
    """The vectors of one file by name, with `{id}` replaced by a connection id."""
    vectors: dict[str, bytes] = {}
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        key, separator, value = line.partition("=")
        assert separator and key.strip() not in vectors, f"{name}: not a vector, or a second of its name: {line!r}"
        vectors[key.strip()] = bytes.fromhex(value.replace(ID_PLACEHOLDER, connection_id.hex()))
    return vectors
