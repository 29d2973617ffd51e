"""Boots a real Debian with a real systemd, so that tests meet the service manager users have."""
