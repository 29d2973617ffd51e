"""Shares one torrent with libtorrent until SIGTERM, then tells the tracker and ends.

Usage: libtorrent_program.py TORRENT FOLDER LISTEN_INTERFACES
"""

from __future__ import annotations

import signal
import sys
import time
from collections import Counter

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


class Announces:
    """What each local endpoint has told the tracker, and what was answered."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.unanswered: Counter[str] = Counter()
        self.stopped: set[str] = set()

    def follow(self, session: lt.session) -> None:
        """Prints what has happened and keeps account. It polls: waiting for alerts from Python crashes."""
        for alert in session.pop_alerts():
            print(f"{alert.what()}: {alert.message()}", flush=True)
            if isinstance(alert, lt.tracker_announce_alert):
                self.unanswered[str(alert.local_endpoint)] += 1
                if alert.message().endswith("(stopped)"):
                    self.stopped.add(str(alert.local_endpoint))
            elif isinstance(alert, (lt.tracker_reply_alert, lt.tracker_error_alert)):
                self.unanswered[str(alert.local_endpoint)] -= 1

    def have_ended(self) -> bool:
        """Whether every endpoint has said "stopped" and waits for no answer."""
        return self.stopped == set(self.unanswered) and not any(self.unanswered.values())


def main() -> None:
    """Shares until SIGTERM."""
    torrent, folder, listen = sys.argv[1:]
    stop_requests: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stop_requests.append(number))
    session = lt.session({**SETTINGS, "listen_interfaces": listen})
    handle = session.add_torrent({"ti": lt.torrent_info(torrent), "save_path": folder})
    announces = Announces()
    while not stop_requests:
        announces.follow(session)
        time.sleep(POLL_INTERVAL)
    # libtorrent never repeats "stopped", so it must not end before that has arrived.
    announces.follow(session)
    handle.pause()
    deadline = time.monotonic() + STOP_TIMEOUT
    while not announces.have_ended() and time.monotonic() < deadline:
        announces.follow(session)
        time.sleep(POLL_INTERVAL)


if __name__ == "__main__":
    main()
