"""The commands and files in the manual page that an administrator is told to type."""

import re

from .built_package import REPOSITORY

PAGE = REPOSITORY / "packaging" / "man" / "pico-tracker.8"


def section(title):
    """The source of one section."""
    sections = re.split(r"(?m)^\.Sh ", PAGE.read_text(encoding="utf-8"))
    (found,) = [text for text in sections if text.startswith(f"{title}\n")]
    return found


def commands(text):
    """The displayed command lines, as typed by root."""
    lines = re.findall(r"(?m)^\.Dl (?:sudo )?(.*)$", text)
    return [line.replace(r"\-", "-").replace(r"\(aq", "'") for line in lines]


def displays(text):
    """The displayed blocks."""
    return re.findall(r"(?ms)^\.Bd [^\n]*\n(.*?)^\.Ed$", text)
