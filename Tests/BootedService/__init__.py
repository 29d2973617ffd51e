"""The tracker as systemd runs it: its units, in a booted Debian 12 and Debian 13.

PICO_TRACKER_BINARIES names the binaries to test, separated by colons; every test runs with each of them.
"""
