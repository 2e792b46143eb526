"""Which files are taken (K-18, O-9): by their ending, by what the browser says, by what is inside.

The list is the one that the manual prints, its two misprints included (BPM is BMP, WAP is WAV),
with WAV and XLS. All three have to agree. What is inside is asked of puremagic where a signature
tells; where none does (CSV, MP3, the formats of Office) the rule is here.
"""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

import puremagic

UNTOLD: Final = frozenset({"", "application/octet-stream", "binary/octet-stream"})
"""What a browser says that does not know the type."""

_HEAD: Final = 8_192
_PIECE: Final = 1 << 16
_FRAME: Final = 4  # bytes of an MPEG frame's header
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\r\f"))
_ARCHIVE: Final = b"PK\x03\x04"
_COMPOUND: Final = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One ending: what it is served as, what else a browser may call it, how its content looks."""

    media_type: str
    also: frozenset[str] = frozenset()
    fits: Callable[[BinaryIO], bool]

    def declares(self, declared: str) -> bool:
        """Whether what the browser said agrees."""
        said = declared.partition(";")[0].strip().lower()
        return said in UNTOLD or said == self.media_type or said in self.also


def _signed(*endings: str) -> Callable[[BinaryIO], bool]:
    """Return the test by signature: one of the surest answers is one of these endings."""
    wanted = {f".{ending}" for ending in endings}

    def fits(file: BinaryIO) -> bool:
        head = _start(file)
        try:
            found = puremagic.magic_string(head)
        except (puremagic.PureError, ValueError):
            return False
        surest = max(each.confidence for each in found)
        return any(each.extension in wanted for each in found if each.confidence == surest)

    return fits


def _office(folder: str) -> Callable[[BinaryIO], bool]:
    """Return the test of a format of Office: an archive from its first byte, without macros."""

    def fits(file: BinaryIO) -> bool:
        if not _start(file).startswith(_ARCHIVE):
            return False
        try:
            with zipfile.ZipFile(file) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            return False
        macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        whole = "[Content_Types].xml" in names and any(each.startswith(folder) for each in names)
        return whole and not macros

    return fits


def _compound(*streams: str) -> Callable[[BinaryIO], bool]:
    """Return the test of an older format of Office: the file's directory names the stream."""
    wanted = [each.encode("utf-16-le") for each in streams]
    longest = max(map(len, wanted))

    def fits(file: BinaryIO) -> bool:
        if not _start(file).startswith(_COMPOUND):
            return False
        file.seek(0)
        before = b""
        while piece := file.read(_PIECE):
            if any(each in before + piece for each in wanted):
                return True
            before = piece[-longest:]
        return False

    return fits


def _is_mp3(file: BinaryIO) -> bool:
    """Whether it begins with a tag or with a frame of MPEG audio, layer III."""
    head = _start(file)
    if head.startswith(b"ID3"):
        return True
    if len(head) < _FRAME or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:  # noqa: PLR2004 - the format
        return False
    return head[1] & 0x18 != 0x08 and head[2] & 0xF0 != 0xF0 and head[2] & 0x0C != 0x0C  # noqa: PLR2004


def _is_text(file: BinaryIO) -> bool:
    """Whether it is text that no program takes for markup or for a program."""
    head = _start(file)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
        return "\x00" not in text and not text.lstrip("\ufeff \t\r\n").startswith("<")
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<", b"#!")):
        return False
    file.seek(0)
    while piece := file.read(_PIECE):
        if len(piece.translate(None, _CONTROLS)) != len(piece):
            return False
    return True


def _start(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(_HEAD)


_JPEG: Final = Kind(
    media_type="image/jpeg",
    also=frozenset({"image/jpg", "image/pjpeg"}),
    fits=_signed("jpg", "jpeg", "jfif", "jpe"),
)
_BMP: Final = Kind(
    media_type="image/bmp", also=frozenset({"image/x-ms-bmp", "image/x-bmp"}), fits=_signed("bmp")
)
_WAV: Final = Kind(
    media_type="audio/wav",
    also=frozenset({"audio/x-wav", "audio/wave", "audio/vnd.wave"}),
    fits=_signed("wav"),
)
KINDS: Final[Mapping[str, Kind]] = {
    "xlsx": Kind(
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        also=frozenset({"application/zip"}),
        fits=_office("xl/"),
    ),
    "docx": Kind(
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        also=frozenset({"application/zip"}),
        fits=_office("word/"),
    ),
    "xls": Kind(media_type="application/vnd.ms-excel", fits=_compound("Workbook", "Book")),
    "doc": Kind(media_type="application/msword", fits=_compound("WordDocument")),
    "csv": Kind(
        media_type="text/csv",
        also=frozenset({"application/vnd.ms-excel", "text/plain", "application/csv"}),
        fits=_is_text,
    ),
    "pdf": Kind(
        media_type="application/pdf", also=frozenset({"application/x-pdf"}), fits=_signed("pdf")
    ),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": Kind(media_type="image/png", fits=_signed("png")),
    "bmp": _BMP,
    "bpm": _BMP,
    "mp4": Kind(
        media_type="video/mp4",
        also=frozenset({"audio/mp4", "application/mp4"}),
        fits=_signed("mp4", "m4v", "m4a"),
    ),
    "mp3": Kind(
        media_type="audio/mpeg",
        also=frozenset({"audio/mp3", "audio/x-mp3", "audio/mpeg3"}),
        fits=_is_mp3,
    ),
    "wmv": Kind(
        media_type="video/x-ms-wmv", also=frozenset({"video/x-ms-asf"}), fits=_signed("wmv", "asf")
    ),
    "wma": Kind(
        media_type="audio/x-ms-wma", also=frozenset({"video/x-ms-asf"}), fits=_signed("wma", "asf")
    ),
    "wav": _WAV,
    "wap": _WAV,
    "avi": Kind(
        media_type="video/x-msvideo",
        also=frozenset({"video/avi", "video/msvideo"}),
        fits=_signed("avi"),
    ),
}
"""Every ending that can be allowed; `TRONCAL_DOCUMENT_TYPES` may say fewer."""


def allowed_kinds(text: str | None) -> tuple[str, ...]:
    """Return the endings that `TRONCAL_DOCUMENT_TYPES` allows, all where it says nothing.

    Raises ValueError naming one that is not known.
    """
    if not text or not text.strip():
        return tuple(KINDS)
    asked = [each.strip().lower().lstrip(".") for each in text.split(",") if each.strip()]
    for each in asked:
        if each not in KINDS:
            known = ", ".join(KINDS)
            raise ValueError(f"TRONCAL_DOCUMENT_TYPES: {each} is none of {known}")
    return tuple(dict.fromkeys(asked))
