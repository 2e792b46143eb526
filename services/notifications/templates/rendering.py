"""Rendering what users wrote: in a child process with limits, never here."""

import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any

from chassis.errors import FieldError, Invalid

_SECONDS = 2.0
_START_SECONDS = 10.0
_MODULE = "services.notifications.templates.sandbox"


class TemplateFailed(Exception):
    """The template cannot be rendered: wrong syntax, an unknown name, or over its limits."""


class Renderer:
    """One child for this process, started when first needed and replaced when it fails.

    A template that takes longer than two seconds, or more memory than it may, costs its child
    and nothing else.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def render(
        self, sources: Sequence[str], context: Mapping[str, Any], *, strict: bool = False
    ) -> list[str]:
        """Render the sources with one context. Raises TemplateFailed.

        `strict` refuses names that the context lacks; otherwise they are empty.
        """
        request = {"sources": list(sources), "context": dict(context), "strict": strict}
        line = json.dumps(request).encode() + b"\n"
        with self._lock:
            answer = self._ask(line)
        if "error" in answer:
            raise TemplateFailed(str(answer["error"]))
        texts: list[str] = answer["texts"]
        return texts

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._end()

    def _ask(self, line: bytes) -> dict[str, Any]:
        fresh = self._child is None or self._child.poll() is not None
        child = self._start() if fresh else self._child
        assert child is not None
        assert child.stdin is not None
        try:
            child.stdin.write(line)
            child.stdin.flush()
            answer: dict[str, Any] = json.loads(
                _read_line(child, _START_SECONDS if fresh else _SECONDS)
            )
        except (OSError, ValueError, TimeoutError) as error:
            self._end()
            raise TemplateFailed("over its limits") from error
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        self._end()
        self._child = subprocess.Popen(  # noqa: S603 - our own module, no user input
            [sys.executable, "-m", _MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ},
        )
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()


def _read_line(child: subprocess.Popen[bytes], seconds: float) -> bytes:
    assert child.stdout is not None
    descriptor = child.stdout.fileno()
    deadline = time.monotonic() + seconds
    line = b""
    while not line.endswith(b"\n"):
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            raise TimeoutError
        piece = os.read(descriptor, 65_536)
        if not piece:
            raise OSError("the renderer ended")
        line += piece
    return line


def check_template(
    renderer: Renderer, *, subject: str, body: str, context: Mapping[str, Any]
) -> tuple[str, str]:
    """Render a template strictly with an example. Raises Invalid naming the field at fault."""
    rendered = []
    for field, source in (("subject", subject), ("body", body)):
        try:
            rendered += renderer.render([source], context, strict=True)
        except TemplateFailed as failed:
            reason = FieldError(field, "template_failed", {"reason": str(failed)})
            raise Invalid("invalid_fields", reason) from failed
    return rendered[0], rendered[1]
