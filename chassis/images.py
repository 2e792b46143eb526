"""Pictures that people send, made small and plain before anything is kept of them.

Guarantee: what comes out is a JPEG that this module has drawn, within the given size, with nothing
of the original but its colours: no metadata (place, camera), no second meaning for another program.
Limit: colours are taken as sRGB; of a moving picture the first one is kept.
"""

import io
import struct
import threading
import zlib
from typing import BinaryIO, Final

from PIL import Image, ImageOps

from chassis import budgets
from chassis.errors import FieldError, Invalid, Refused, TooLarge, WrongType

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
MEDIA_TYPE: Final = "image/jpeg"
_QUALITY: Final = 88
_MEGABYTE: Final = 1_048_576
_BROKEN: Final = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)
"""What decoders raise on files that are not what they say."""

# The limit is ours and asked before a pixel is decoded; Pillow's own is a warning first.
Image.MAX_IMAGE_PIXELS = None
_drawing = threading.Semaphore(2)  # a picture of the most pixels takes some 150 MB


def portrait(file: BinaryIO, *, within: tuple[int, int]) -> bytes:
    """Return the picture as a JPEG no larger than `within` (pixels), its ratio kept (O-28).

    It is turned as its camera says, what is transparent becomes white, a smaller one stays as
    small. Raises Invalid (empty), TooLarge (bytes, pixels), WrongType (no picture that we read).
    """
    size = file.seek(0, 2)
    if size == 0:
        raise _wrong(Invalid, "file_empty")
    if size > budgets.PHOTO_BYTES:
        raise _wrong(TooLarge, "photo_too_large", most=budgets.PHOTO_BYTES // _MEGABYTE)
    file.seek(0)
    try:
        with _drawing, Image.open(file, formats=FORMATS) as sent:
            if sent.width * sent.height > budgets.PHOTO_PIXELS:
                most = budgets.PHOTO_PIXELS // 1_000_000
                raise _wrong(TooLarge, "photo_too_many_pixels", most=most)
            return _drawn(sent, within)
    except _BROKEN:
        raise _wrong(WrongType, "photo_unreadable") from None


def _drawn(sent: Image.Image, within: tuple[int, int]) -> bytes:
    longest = max(within)
    sent.draft("RGB", (longest * 2, longest * 2))  # a JPEG is decoded no larger than needed
    ImageOps.exif_transpose(sent, in_place=True)
    clear = sent.convert("RGBA")
    clear.thumbnail(within, Image.Resampling.LANCZOS)
    plain = Image.new("RGB", clear.size, "white")
    plain.paste(clear, mask=clear.getchannel("A"))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _wrong(refusal: type[Refused], code: str, **params: int) -> Refused:
    return refusal(code, FieldError("file", code, params), params=params)
