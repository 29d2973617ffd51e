"""Shares one torrent with libtorrent until SIGTERM, then tells the tracker and ends.

Usage: libtorrent_program.py TORRENT FOLDER LISTEN_INTERFACES
"""

from __future__ import annotations

import signal
import sys
import time

try:
    import libtorrent as lt
except ImportError:
    sys.exit("libtorrent for Python is not installed: sudo apt-get install python3-libtorrent")

POLL_INTERVAL = 0.1
STOP_TIMEOUT = 12.0
"""Seconds. libtorrent itself waits ten for a tracker."""

TOPICS = lt.alert.category_t
SETTINGS = {
    # No way to a peer but the tracker.
    "enable_dht": False,
    "enable_lsd": False,
    "enable_upnp": False,
    "enable_natpmp": False,
    "alert_mask": TOPICS.error_notification
    | TOPICS.status_notification
    | TOPICS.tracker_notification
    | TOPICS.connect_notification,
}


def main() -> None:
    """Shares until SIGTERM."""
    torrent, folder, listen = sys.argv[1:]
    stop_requests: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stop_requests.append(number))
    session = lt.session({**SETTINGS, "listen_interfaces": listen})
    handle = session.add_torrent({"ti": lt.torrent_info(torrent), "save_path": folder})
    answered: set[str] = set()
    while not stop_requests:
        answered |= report(session)
        time.sleep(POLL_INTERVAL)
    leave(session, handle, answered)


def report(session: lt.session) -> set[str]:
    """Prints what has happened and returns the local endpoints whose announces were answered.

    It polls, because waiting for alerts from Python crashes.
    """
    answered = set()
    for alert in session.pop_alerts():
        print(f"{alert.what()}: {alert.message()}", flush=True)
        if isinstance(alert, lt.tracker_reply_alert):
            answered.add(str(alert.local_endpoint))
    return answered


def leave(session: lt.session, handle: lt.torrent_handle, endpoints: set[str]) -> None:
    """Stops, and waits until the tracker has answered that on every endpoint: libtorrent never repeats it."""
    report(session)
    handle.pause()
    deadline = time.monotonic() + STOP_TIMEOUT
    while endpoints and time.monotonic() < deadline:
        endpoints -= report(session)
        time.sleep(POLL_INTERVAL)


if __name__ == "__main__":
    main()
