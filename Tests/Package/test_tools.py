"""The load tool installed from its package, and used on the installed tracker."""

import json

import pytest

PEERS = 1000


@pytest.fixture
def tools(tracker):
    """The tracker, and the tools beside it."""
    tracker.install_tools()
    return tracker


def test_the_tool_runs_without_the_tracker(uninstalled):
    uninstalled.install_tools()
    assert "USAGE: pico-tracker-load" in uninstalled.run(["pico-tracker-load", "--help"]).stdout
    assert not uninstalled.version(), "the tools have brought the tracker"


def test_it_measures_the_installed_service(tools):
    tools.systemctl("start")
    command = ["pico-tracker-load", "traffic", "--seconds", "2", "--peers", str(PEERS), "--torrents", "100", "--json"]
    result = json.loads(tools.run([*command, "--pid", str(tools.main_pid())]).stdout)
    for kind in ("connect", "announce", "scrape"):
        assert result[kind]["answered"] > 0, kind
    assert (result["refused"], result["faulty"]) == (0, 0)
    assert result["server_cpu_us_per_reply"] > 0
    assert result["server_rss_bytes"] > 0


def test_the_manual_pages_examples_work(tools):
    page = tools.run("gzip -dc /usr/share/man/man1/pico-tracker-load.1.gz").stdout
    examples = page.split(".Sh EXAMPLES")[1].split(".Sh ")[0]
    commands = [line[4:].replace("\\-", "-") for line in examples.splitlines() if line.startswith(".Dl ")]
    assert len(commands) == 7
    for command in commands:
        # The container has no sudo: its tests are root. The million peers come to less.
        command = command.replace("sudo ", "").replace("--torrents 100000", f"--torrents 100 --peers {PEERS}")
        if "--connects" in command or "--pid" in command and "fill" not in command:
            command += " --seconds 1"
        tools.run(command)


def test_purging_the_tools_leaves_the_tracker(tools):
    tools.apt("purge pico-tracker-tools")
    assert tools.run("test -e /usr/bin/pico-tracker-load", check=False).returncode == 1
    with tools.client() as client:
        client.announce()
