"""How many parts an SMS has (telephony.md 6): pure.

GSM-7 holds 160 septets, 153 a part when there are several; its extension characters take two and
are not split. GSM-7 knows é ñ ü ¿ ¡ but not á í ó ú, so one `ó` makes the whole message UCS-2:
70 UTF-16 units, 67 a part, surrogate pairs not split.
"""

from typing import Literal

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("^{}\\[~]|€\f")
_GSM7 = (160, 153)
_UCS2 = (70, 67)


def encoding_of(text: str) -> Literal["gsm7", "ucs2"]:
    """Return the alphabet that the text needs."""
    return "gsm7" if all(sign in _BASIC or sign in _EXTENSION for sign in text) else "ucs2"


def segments_of(text: str) -> int:
    """Count the parts that a carrier bills; an empty text has one."""
    if encoding_of(text) == "gsm7":
        return _parts([2 if sign in _EXTENSION else 1 for sign in text], *_GSM7)
    return _parts([2 if ord(sign) > 0xFFFF else 1 for sign in text], *_UCS2)  # noqa: PLR2004


def _parts(sizes: list[int], whole: int, part: int) -> int:
    if sum(sizes) <= whole:
        return 1
    count, used = 1, 0
    for size in sizes:
        if used + size > part:
            count, used = count + 1, 0
        used += size
    return count
