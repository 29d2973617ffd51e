"""The exposure of a service by systemd's reckoning: 0 is the least, 10 the most."""

import re

EXPOSURE_MAX = 0.2


def expect_hardly_exposed(tracker, *arguments):
    """`systemd-analyze security` with these arguments prints a number that is small enough."""
    output = tracker.run(["systemd-analyze", "security", "--no-pager", *arguments]).stdout
    exposure = float(re.search(r"Overall exposure level for \S+: ([0-9.]+)", output)[1])
    assert exposure <= EXPOSURE_MAX, output
