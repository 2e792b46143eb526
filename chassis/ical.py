"""What goes into a calendar (RFC 5545): texts, which stay texts whatever people typed."""

import re
from typing import Final
from uuid import UUID

_BREAKS: Final = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")  # neither tab nor line feed


def plain(text: str) -> str:
    """Return a text whose only break is the line feed, without characters that steer."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """Return a text of one line."""
    return " ".join(plain(text).split())


def uid_of(activity_id: UUID) -> str:
    """Return how calendars know an activity: the same in a feed and in an invitation."""
    return f"{activity_id}@troncal"
