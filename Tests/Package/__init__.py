"""Tests of the Debian package: built, installed, upgraded and removed in a booted Debian 12 and 13."""
