"""Refresh tokens: rotation, the grace for a lost answer, and the end of a stolen family.

A token names its session and generation and carries a MAC over both; nothing else is stored than
the session's row. Generation g is used once and gives g+1. Used again within the grace it gives the
same g+1, since several tabs and lost answers do that; used later it shows that two parties hold
the family, which then ends. The row's lock orders simultaneous uses.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

_PURPOSE = b"troncal refresh token v1"
_MAC_BYTES = 32
_GENERATION_BYTES = 8

Verdict = Literal["rotate", "repeat", "reused"]


@dataclass(frozen=True, slots=True)
class Presented:
    """A genuine token: which session and which generation of it."""

    session_id: UUID
    generation: int


def derive_key(secret: bytes) -> bytes:
    """Derive the key of these tokens alone from the installation's secret."""
    return hmac.digest(secret, _PURPOSE, hashlib.sha256)


def issue(key: bytes, session_id: UUID, generation: int) -> str:
    """Write the token of one generation; the same arguments give the same text."""
    body = session_id.bytes + generation.to_bytes(_GENERATION_BYTES, "big")
    token = body + hmac.digest(key, body, hashlib.sha256)
    return base64.urlsafe_b64encode(token).rstrip(b"=").decode()


def read(key: bytes, token: str) -> Presented | None:
    """Return what a token names, or None when we did not write it."""
    if len(token) > 128:  # noqa: PLR2004 - well above the 75 characters of a genuine one
        return None
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return None
    body, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
    if len(body) != 16 + _GENERATION_BYTES:
        return None
    if not hmac.compare_digest(mac, hmac.digest(key, body, hashlib.sha256)):
        return None
    return Presented(UUID(bytes=body[:16]), int.from_bytes(body[16:], "big"))


def judge(
    *,
    presented: int,
    current: int,
    used_at: Sequence[datetime],
    now: datetime,
    grace: timedelta,
) -> Verdict:
    """Say what a presented generation means. `used_at[-1]` is when `current - 1` was used."""
    if presented == current:
        return "rotate"
    age = current - presented
    if 0 < age <= len(used_at) and now - used_at[-age] <= grace:
        return "repeat"
    return "reused"


def remember_use(used_at: Sequence[datetime], *, now: datetime, grace: timedelta) -> list[datetime]:
    """Return `used_at` after one more use, without those that no longer matter."""
    return [moment for moment in used_at if now - moment <= grace] + [now]
