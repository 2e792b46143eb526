"""How a document may be called: what a browser sends is a wish, not a path.

Pure rule. Of a path the last part counts; signs that are not seen, that turn the direction of
writing or that a file system reads as its own go.
"""

import re
import unicodedata
from typing import Final

LONGEST: Final = 150
_RESERVED: Final = re.compile(r'[:*?"<>|]')


def plain_name(sent: str) -> str:
    """Return a name that any system can save under, or "" when nothing of it remains."""
    last = re.split(r"[\\/]", sent)[-1]
    seen = "".join(
        sign
        for sign in unicodedata.normalize("NFC", last)
        if not unicodedata.category(sign).startswith("C")
    )
    name = " ".join(_RESERVED.sub("_", seen).split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if len(name) > LONGEST and dot:
        return f"{stem[: LONGEST - len(ending) - 1].rstrip('. ')}.{ending}"[:LONGEST]
    return name[:LONGEST]


def extension_of(name: str) -> str:
    """Return what follows the last dot in small letters, "" where there is none."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem else ""


def renamed(sent: str, extension: str) -> str:
    """Return the new name of a document whose type stays; the ending may be left out."""
    name = plain_name(sent)
    if not name or extension_of(name) == extension:
        return name
    return plain_name(f"{name}.{extension}")
