"""A message's states: monotone, so that receipts may come late, twice and in any order. Pure."""

from typing import Literal

SmsState = Literal["requested", "sending", "sent", "delivered", "failed"]

RANK: dict[str, int] = {
    "scheduled": 0,
    "accepted": 1,
    "queued": 2,
    "sending": 3,
    "sent": 4,
    "partially_delivered": 5,
    "undelivered": 6,
    "failed": 7,
    "canceled": 8,
    "delivered": 9,
    "read": 10,
}
"""Order of what a provider says of a message (section 6 of the telephony notes): ends are ordered
so that two of them never tie, and a delivery outweighs a failure that was reported before it."""

_FAILED = frozenset({"undelivered", "failed", "canceled"})
_DELIVERED = frozenset({"delivered", "read"})

_GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_LAST_OF_ONE_UNIT = 0xFFFF
_GSM7_EXTENDED = frozenset("^{}\\[~]|€")


def higher(known: str | None, said: str) -> str | None:
    """Return the status with the higher rank; an unknown word changes nothing."""
    if said not in RANK:
        return known
    if known is None or RANK[said] > RANK[known]:
        return said
    return known


def state_of(provider_status: str) -> SmsState:
    """Translate the provider's word into ours."""
    if provider_status in _DELIVERED:
        return "delivered"
    if provider_status in _FAILED:
        return "failed"
    return "sent"


def segments(body: str) -> int:
    """Count the parts that a carrier bills: GSM-7 160/153 septets, otherwise UCS-2 70/67 units.

    Spanish trap: á í ó ú are not in GSM-7, so one of them makes the whole message UCS-2. Extended
    signs cost two septets and are never split over two parts.
    """
    if not body:
        return 1
    if all(sign in _GSM7 or sign in _GSM7_EXTENDED for sign in body):
        costs = [2 if sign in _GSM7_EXTENDED else 1 for sign in body]
        return _parts(costs, single=160, part=153)
    costs = [2 if ord(sign) > _LAST_OF_ONE_UNIT else 1 for sign in body]
    return _parts(costs, single=70, part=67)


def _parts(costs: list[int], *, single: int, part: int) -> int:
    if sum(costs) <= single:
        return 1
    count, room = 1, part
    for cost in costs:
        if cost > room:
            count, room = count + 1, part
        room -= cost
    return count
