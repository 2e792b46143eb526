"""Log lines: one JSON object per line on stderr, or one readable line on a terminal.

Guarantees, whatever a caller passes: one record is one line (control characters and Unicode line
ends are escaped), secrets and bodies are hidden by the name of their field, phone numbers and
e-mail addresses by pattern, also inside exceptions and in lines of libraries. A value that cannot
be written is written as its masked text; logging never raises into the code that logs.

    log = logs.logger(__name__)
    log.warning("outbox_stuck", pending=812, oldest_seconds=41.0)
"""

import json
import logging
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

import orjson
import structlog
from structlog.typing import EventDict, ExcInfo, WrappedLogger

from chassis.observability import tracing
from chassis.observability.masking import masked

LEVELS = ("debug", "info", "warning", "error", "critical")

# Libraries whose chatter says nothing that our own lines do not.
_QUIET = {
    "pika": logging.WARNING,
    "urllib3": logging.ERROR,
    "werkzeug": logging.WARNING,
    "kombu": logging.WARNING,
    "amqp": logging.WARNING,
    "celery.worker.strategy": logging.WARNING,
    "celery.app.trace": logging.WARNING,
    "twilio": logging.WARNING,
}

# C0 but tab, DEL, C1 (a terminal obeys some), and what some readers take for a line's end.
_UNSAFE = {
    code: f"\\u{code:04x}"
    for code in (*range(9), *range(10, 32), *range(0x7F, 0xA0), 0x2028, 0x2029)
}
_CONSOLE_HEAD = ("ts", "level", "service", "role", "event")


class Lines(Protocol):
    """Where lines go: a text stream, or what looks like one."""

    def write(self, text: str, /) -> object:
        """Take one line with its end."""

    def flush(self) -> None:
        """Let go of what is held back."""


def logger(name: str) -> Any:
    """Return a logger; cheap, usable before `configure`, bound to nothing."""
    return structlog.stdlib.get_logger(name)


def context(**fields: object) -> AbstractContextManager[None]:
    """Add fields (service, organization, route …) to every line of this thread until the exit."""
    return structlog.contextvars.bound_contextvars(**fields)


def configure(
    *,
    service: str,
    role: str,
    level: str = "info",
    stream: Lines | None = None,
    console: bool | None = None,
) -> None:
    """Send every line of this process, ours and those of libraries, through one renderer.

    `console=None` looks at the stream: a terminal gets readable lines, all else JSON. May be called
    again (after a fork, in a test); the last call holds.
    """
    if level not in LEVELS:
        raise ValueError(f"log level {level!r} is none of {', '.join(LEVELS)}")
    out: Any = stream or sys.stderr
    if console is None:
        console = bool(getattr(out, "isatty", bool)())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="ts"),
        _Standing({"service": service, "role": role}),
        _add_trace,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.ExceptionRenderer(_exception_text),
                _mask,
                _console_line if console else _json_line,
            ],
        )
    )
    handler.addFilter(_ExporterOncePerMinute())
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(least, root.level))
    logging.raiseExceptions = False  # a full disk or a closed pipe must not print tracebacks
    # What no line shows is not looked up: a system call or two for each.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False


class _ExporterOncePerMinute(logging.Filter):
    """One line a minute of the trace exporter: a collector that is down must not fill the log."""

    def __init__(self) -> None:
        super().__init__()
        self._next = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith("opentelemetry"):
            return True
        if record.created < self._next:
            return False
        self._next = record.created + 60
        return True


class _Standing:
    """Processor: fields that hold for the whole process unless the line says otherwise."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        self._fields = fields

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        for name, value in self._fields.items():
            event.setdefault(name, value)
        return event


def _add_trace(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    ids = tracing.current_ids()
    if ids is not None:
        event.setdefault("trace_id", ids.trace_id)
        event.setdefault("span_id", ids.span_id)
    return event


def _mask(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    # Trace ids and the time stamp are ours and have fixed shapes: never taken for phone numbers.
    kept = {name: event.pop(name) for name in ("ts", "trace_id", "span_id") if name in event}
    hidden = masked(event)
    if not isinstance(hidden, dict):  # pragma: no cover - masked() keeps mappings
        raise TypeError(type(hidden))
    return {**kept, **hidden}


def _exception_text(exc_info: ExcInfo) -> str:
    formatted = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)(exc_info)
    return "; ".join(
        f"{part['exc_type']}: {part['exc_value']}"
        + "".join(f" <- {f['filename']}:{f['lineno']} {f['name']}" for f in part["frames"][::-1])
        for part in formatted
    )


def _json_line(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    return _dumps(event).translate(_UNSAFE)


def _dumps(value: object) -> str:
    try:
        return orjson.dumps(value, default=str).decode()
    except TypeError:  # integers beyond 64 bits, lone surrogates
        return json.dumps(value, default=str)


def _console_line(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    stamp, level, service, role, name = (str(event.pop(key, "-")) for key in _CONSOLE_HEAD)
    failure = event.pop("exception", None)
    words = [stamp[11:19], f"{level:<7}", f"{service}/{role}".removesuffix("/all"), name]
    for key in ("span_id", "logger"):
        event.pop(key, None)
    words += [f"{key}={_plain(value)}" for key, value in event.items()]
    if failure is not None:
        words.append(f"({failure})")
    return " ".join(words).translate(_UNSAFE)


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value if value and " " not in value else _dumps(value)
    return _dumps(value)
