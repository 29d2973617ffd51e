"""Several trackers behind one name: with one secret, each accepts the connection ids that another gave out."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

import pytest

from kept_tracker import crowd, kept_tracker
from tracker_process import run_to_end

EX_CONFIG = 78
SECRET = b"correct horse battery staple"

UNUSABLE = {
    "short": (b"too short", "is too short with 9 bytes: it must have 16 to 4096 bytes"),
    "short but for its lines": (b"x" * 15 + b"\n" * 9, "is too short with 15 bytes: it must have 16 to 4096 bytes"),
    "empty": (b"", "is too short with 0 bytes: it must have 16 to 4096 bytes"),
    "oversized": (b"x" * 5000, "is too long with 4097 bytes: it must have 16 to 4096 bytes"),
    "missing": (None, "cannot be read: No such file or directory"),
}


def secret_file(folder: Path, name: str, content: bytes = SECRET) -> str:
    """A file with a secret."""
    path = folder / name
    path.write_bytes(content)
    return str(path)


def test_trackers_with_one_secret_accept_each_others_ids(binary: Path, tmp_path: Path, info_hash: bytes) -> None:
    """Whether or not an editor has ended the line, and in both directions."""
    names = [secret_file(tmp_path, "one"), secret_file(tmp_path, "other", SECRET + b"\n")]
    with (
        kept_tracker(binary, None, "-secret-file", names[0]) as first,
        kept_tracker(binary, None, "-secret-file", names[1]) as second,
        crowd(first, info_hash) as people,
        crowd(second, info_hash) as others,
    ):
        for mine, theirs in zip(people.clients, others.clients, strict=True):
            mine.connection_id, theirs.connection_id = theirs.connection_id, mine.connection_id
        for some in (people, others):
            some.announce(range(2000, 2004))
            assert some.scrape().leechers == 4
        assert first.stop() == 0
        assert second.stop() == 0


@pytest.mark.parametrize("arguments", [[], ["-secret-file"]], ids=["no secret", "another secret"])
def test_trackers_without_the_secret_do_not(
    binary: Path, tmp_path: Path, info_hash: bytes, arguments: list[str]
) -> None:
    """Nobody else's ids are any good."""
    if arguments:
        arguments = [*arguments, secret_file(tmp_path, "other", b"another secret of mine")]
    with (
        kept_tracker(binary, None, "-secret-file", secret_file(tmp_path, "one")) as first,
        kept_tracker(binary, None, *arguments) as second,
        crowd(first, info_hash) as people,
        crowd(second, info_hash) as others,
    ):
        for mine, theirs in zip(people.clients, others.clients, strict=True):
            theirs.connection_id = mine.connection_id
        others.assert_unknown()
        assert first.stop() == 0
        assert second.stop() == 0


@pytest.mark.parametrize("is_kept", [True, False], ids=["state kept", "no state"])
def test_ids_under_a_secret_outlive_a_restart(binary: Path, tmp_path: Path, info_hash: bytes, is_kept: bool) -> None:
    """The file is enough for that."""
    directory = tmp_path / "state" if is_kept else None
    arguments = ["-secret-file", secret_file(tmp_path, "secret")]
    with kept_tracker(binary, directory, *arguments) as first, crowd(first, info_hash) as people:
        port = first.port
        people.announce(range(2000, 2006))
        assert first.stop() == 0
        with kept_tracker(binary, directory, *arguments, port=port) as second:
            assert people.scrape().leechers == (6 if is_kept else 0)
            assert second.stop() == 0


@pytest.mark.parametrize("kind", UNUSABLE)
def test_a_secret_that_cannot_be_used_is_explained(binary: Path, tmp_path: Path, kind: str) -> None:
    """To serve with other keys would be to refuse the clients of the other machines."""
    content, words = UNUSABLE[kind]
    path = str(tmp_path / "secret") if content is None else secret_file(tmp_path, "secret", content)
    result = run_to_end(binary, "-port", "0", "-secret-file", path)
    assert result.returncode == EX_CONFIG, result.stderr
    assert result.stderr.startswith(f"pico-tracker: the secret in '{path}' {words}.\n")
    assert re.search(r"head -c 32 /dev/urandom", result.stderr)
    assert result.stdout == ""


def test_a_secret_that_is_not_ones_own_to_read_is_explained(binary: Path) -> None:
    """Root's secret is not for the user nobody, who is told so."""
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    with tempfile.TemporaryDirectory() as name:
        # A folder that nobody can enter, with a program that nobody can run.
        folder = Path(name)
        folder.chmod(0o755)
        program = Path(shutil.copy(binary, folder / "pico-tracker"))
        path = secret_file(folder, "secret")
        Path(path).chmod(0o600)
        result = run_to_end(program, "-port", "0", "-secret-file", path, launcher=nobody)
    assert result.returncode == EX_CONFIG, result.stderr
    assert result.stderr.startswith(f"pico-tracker: the secret in '{path}' cannot be read: Permission denied.\n")
