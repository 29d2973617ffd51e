"""The snapshots of an installed tracker: the file, the descriptor store, and what the journal says of them."""

import struct

from .installed_tracker import SERVICE

STATE_DIRECTORY = "/var/lib/pico-tracker"
STATE_FILE = f"{STATE_DIRECTORY}/snapshot"

# With DynamicUser= the directory is a link to this one.
REAL_DIRECTORY = "/var/lib/private/pico-tracker"

STORE = "the descriptor store"

# Messages, by their ids.
RESTORED = "ba5a89c232b84e93ac0364631cce0a48"
REFUSED = "7b241b76607a464db5de9da26a486115"
UNREADABLE = "a8b04c190a4649c2869dd360b6afa11e"
KEPT = "fc04c6634ed74beab105c0da5fa02767"
NOT_KEPT = "c614548c6f114bce83d0cd03a78ee4b8"
KEPT_AGAIN = "95557c580e7d429b9954c2d55fec09c2"
REQUESTS_REFUSED = "fe26f6af1b9d4820b4b95c79c9b946e1"

HEADER_LENGTH = 128
SECTION_HEADER_LENGTH = 24


class KeptState:
    """The kept state of an installed tracker."""

    def __init__(self, tracker):
        self.tracker = tracker

    def content(self):
        """The file's bytes; empty where there is none."""
        return self.tracker.run(["cat", STATE_FILE], check=False, text=False).stdout

    def replace(self, content):
        """Put other bytes into the file, which stays the tracker's own."""
        self.tracker.run(["sh", "-c", f"cat > {STATE_FILE}"], input=content, text=False)

    @property
    def moment(self):
        """When the file's state was made, in milliseconds of the tracker's time; 0 where there is none."""
        content = self.content()
        return struct.unpack_from("!Q", content, 32)[0] if content else 0

    @property
    def stored(self):
        """How many descriptors systemd holds."""
        return int(self.tracker.system.property(SERVICE, "NFileDescriptorStore"))

    def wait_for_snapshot(self):
        """Wait for one that was begun after this moment: the next may be under way, so it takes the one after that."""
        for _ in range(2):
            before = self.moment
            self.tracker.wait_until(lambda: self.moment > before, "another snapshot on disk")

    def entries(self, message):
        """The journal's entries of one kind, oldest first."""
        return [entry for entry in self.tracker.entries() if entry["MESSAGE_ID"] == message]

    def last_restored(self):
        """Where the last restored state came from, and how many peers and torrents it had."""
        entry = self.entries(RESTORED)[-1]
        return entry["PLACE"], int(entry["PEERS"]), int(entry["TORRENTS"])
