"""What goes out and what comes back, whichever way it travels."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import quote

import orjson

Headers = list[tuple[str, str]]

# RFC 9110 7.6.1: they belong to one connection and are never forwarded.
HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)

_PATH_SAFE = "/:@!$&'()*+,;=~-._"


class Unreachable(Exception):
    """The target did not answer: refused, reset, too late, or it said that it cannot serve."""


class Readable(Protocol):
    """A request body that is read once, in pieces."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes; none at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request to another service. `path` is decoded, `query` is as it came.

    `body` may be a stream of which exactly `length` bytes belong to the request; None means that
    its end is not known beforehand.
    """

    method: str
    path: str
    query: str = ""
    headers: Headers = field(default_factory=list)
    body: "bytes | Readable" = b""
    length: int | None = 0

    @property
    def target(self) -> str:
        """The path and query for the request line; what was decoded is encoded again, once."""
        path = quote(self.path.encode("utf-8", "surrogateescape"), safe=_PATH_SAFE)
        return f"{path}?{self.query}" if self.query else path


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, of whatever status."""

    status: int
    headers: Headers
    body: bytes

    @property
    def ok(self) -> bool:
        """Whether the target did what was asked."""
        return 200 <= self.status < 300  # noqa: PLR2004 - the class of success

    def header(self, name: str) -> str | None:
        """Return a header's first value, its name in any case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def json(self) -> Any:
        """Parse the body. Raises orjson.JSONDecodeError."""
        return orjson.loads(self.body)


@dataclass(slots=True)
class Forwarded:
    """An answer whose body is passed on as it comes; iterate it once, then `close`."""

    status: int
    headers: Headers
    chunks: Iterable[bytes]
    on_close: Callable[[], None] | None = None

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.chunks)

    def close(self) -> None:
        """Give the connection back; may be called twice."""
        act, self.on_close = self.on_close, None
        if act is not None:
            act()


class Transport(Protocol):
    """The way to one target. Both ways are held to one behaviour suite."""

    def ask(self, request: Request, *, seconds: float) -> Answer:
        """Send once and read the whole answer. Raises Unreachable."""

    def forward(self, request: Request, *, seconds: float) -> Forwarded:
        """Send once and return as soon as the head of the answer is there. Raises Unreachable."""

    def close(self) -> None:
        """Let go of connections."""


def end_to_end(
    headers: Iterable[tuple[str, str]], *, also: frozenset[str] = frozenset()
) -> Headers:
    """Drop what belongs to one connection only, what `Connection` names, and `also`."""
    kept = list(headers)
    named = {
        word.strip().lower()
        for name, value in kept
        if name.lower() == "connection"
        for word in value.split(",")
    }
    dropped = HOP_BY_HOP | named | also
    return [(name, value) for name, value in kept if name.lower() not in dropped]
