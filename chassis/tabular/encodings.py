"""Which encoding a text is in. Standard library only: this runs in the reading child.

A mark of byte order decides. Without one a text that is UTF-8 to its end is UTF-8, since hardly any
other text is by chance. What remains are the three single-byte tables of Latin American offices
(Windows, DOS, old Macs), told apart by the letters that come out: only the right one gives Spanish
and Portuguese words, the others signs and capitals inside words.
"""

import codecs
import re
from typing import BinaryIO, Final

UTF_8: Final = "utf-8"
SINGLE_BYTE: Final = ("cp1252", "cp850", "mac_roman")
ENCODINGS: Final = (UTF_8, "utf-16-le", "utf-16-be", *SINGLE_BYTE, "latin-1")

LOST: Final = "\udcff"
"""Stands where bytes are no text of the chosen encoding; a row that has it is flagged."""

MARKING: Final = "troncal-mark"

_MARKS: Final = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE: Final = 262_144
_PIECE: Final = 1_048_576
_SHARE_OF_NULS: Final = 0.3
_STRAY_NULS: Final = 0.05
_EXPECTED: Final = frozenset("áéíóúñüçãõâêôàÁÉÍÓÚÑÜÇÃÕÂÊÔ¿¡ºª°«»€“”‘’–—…®\u00a0´")
_MISREAD: Final = re.compile(r"(?<=[a-zà-ÿ])[^a-z\sà-ÿ\x00-\x7f](?=[a-zà-ÿ])")


def _mark(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return LOST, error.end


codecs.register_error(MARKING, _mark)


def mark_of(head: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte order mark names, and the mark's length."""
    return next(((name, len(mark)) for mark, name in _MARKS if head.startswith(mark)), None)


def guess_encoding(file: BinaryIO) -> str:
    """Return the most likely encoding of a file; its position is left at the beginning."""
    head = file.read(_SAMPLE)
    try:
        marked = mark_of(head)
        if marked:
            return marked[0]
        if wide := _wide(head):
            return wide
        return UTF_8 if _is_utf8(file, head) else _single_byte(file)
    finally:
        file.seek(0)


def _wide(head: bytes) -> str | None:
    """Recognise UTF-16 without a mark by the NULs of its Latin letters."""
    sample = head[:4_096]
    half = max(1, len(sample) // 2)
    odd, even = sample[1::2].count(0) / half, sample[::2].count(0) / half
    if max(odd, even) < _SHARE_OF_NULS or min(odd, even) > _STRAY_NULS:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_utf8(file: BinaryIO, head: bytes) -> bool:
    decoder = codecs.getincrementaldecoder(UTF_8)()
    piece = head
    try:
        while piece:
            decoder.decode(piece)
            piece = file.read(_PIECE)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _single_byte(file: BinaryIO) -> str:
    """Choose by the letters around bytes beyond ASCII, wherever in the file they stand."""
    file.seek(0)
    telling = b""
    while len(telling) < _SAMPLE and (piece := file.read(_PIECE)):
        telling += b"".join(re.findall(rb"[^\n]{0,12}[\x80-\xff][^\n]{0,12}", piece)[:4_000])
    return max(SINGLE_BYTE, key=lambda name: _likeness(telling, name))


def _likeness(sample: bytes, name: str) -> int:
    text = sample.decode(name, "replace")
    beyond = [letter for letter in text if letter > "\x7f"]
    good = sum(letter in _EXPECTED for letter in beyond)
    return 2 * good - len(beyond) - 3 * len(_MISREAD.findall(text))
