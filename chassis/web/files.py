"""Files in requests and answers: taken as a part of a form, given to be saved; shown is only what we drew."""

from collections.abc import Iterator
from typing import BinaryIO, Final, cast
from urllib.parse import quote

from flask import Request, Response

from chassis import budgets

_PIECE: Final = 1 << 16
_ASCII: Final = 127


def sent_file(request: Request) -> tuple[str, str, BinaryIO] | None:
    """Read the part `file` of a form to its end: its name, declared type and content, or None.

    It is read whole before the database is asked anything, so that a slow sender holds nothing.
    """
    if request.mimetype != "multipart/form-data":
        return None
    request.max_content_length = budgets.MAX_UPLOAD_BYTES
    sent = request.files.get("file")
    if sent is None:
        return None
    return sent.filename or "", sent.mimetype or "", cast("BinaryIO", sent.stream)


def attachment(file: BinaryIO, *, name: str, size: int, media_type: str) -> Response:
    """Answer with a file to be saved; no browser shows it in a page of ours."""
    response = Response(_pieces(file), content_type=media_type)
    response.call_on_close(file.close)  # also where nobody reads a byte
    response.headers["Content-Length"] = str(size)
    response.headers["Content-Disposition"] = disposition(name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store, no-transform"
    return response


def picture(file: BinaryIO, *, media_type: str) -> Response:
    """Answer with a picture that we have drawn; the browser keeps it for this person for an hour.

    Its address names which picture it is, so that no old one is shown for a new one.
    """
    with file:
        response = Response(file.read(), content_type=media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, max-age=3600, no-transform"
    return response


def disposition(name: str) -> str:
    """Name the file in letters that every browser reads, and as it is called."""
    plain = "".join(
        sign if " " <= sign and ord(sign) < _ASCII and sign not in '"\\' else "_" for sign in name
    )
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece
