"""One address cannot take a swarm over (A-35)."""

import hashlib

from Support.tracker_client import TrackerClient
from Support.tracker_process import TrackerProcess
from Support.wire import Announce

TORRENT = hashlib.sha1(b"a swarm of many").digest()
HONEST = 200
# As many as one machine can invent with its ports.
INVENTED = 60_000
FIRST_PORT = 1024
BOUND = 32


def join(client, port):
    """Announces a seeder without asking for anybody."""
    return client.announce(Announce(TORRENT, port=port, left=0, num_want=0))


def test_an_address_with_all_its_ports_stays_a_small_part_of_a_swarm(binary):
    arguments = ["-port", "0", "-workers", "2", "-peers-per-address", str(BOUND)]
    with TrackerProcess(binary, arguments) as tracker:
        for number in range(HONEST):
            # All of 127.0.0.0/8 is this machine.
            with TrackerClient(tracker.ipv4, source=f"127.1.0.{number + 1}") as client:
                client.connect()
                join(client, 6881)
        with TrackerClient(tracker.ipv4) as attacker:
            attacker.connect()
            for port in range(FIRST_PORT, FIRST_PORT + INVENTED):
                join(attacker, port)
            assert attacker.scrape(TORRENT)[0].seeders == HONEST + BOUND
        with TrackerClient(tracker.ipv4, source="127.2.0.1") as client:
            client.connect()
            peers = []
            for _ in range(100):
                peers += client.announce(Announce(TORRENT, port=1, left=1, num_want=50)).peers
        honest = sum(address.startswith("127.1.") for address, _ in peers)
        assert honest / len(peers) >= 0.8, f"{honest} of {len(peers)} are honest"
