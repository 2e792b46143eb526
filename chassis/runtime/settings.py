"""What the environment says to the runtime itself; each service reads its own part elsewhere."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chassis import budgets
from chassis.runtime.errors import CannotStart
from chassis.runtime.folders import RunFolder

GATEWAY = "gateway"
ROLES = ("web", "events", "jobs", "scheduler")
_PORT = 8000
_PORTS = range(1, 65_536)
_OFF = {"0", "no", "off", "false"}


@dataclass(frozen=True, kw_only=True)
class RuntimeSettings:
    """How this process runs. `environ` is the environment that services will be given.

    `listener` is the file descriptor of a port that whoever started this process has opened for
    it (TRONCAL_LISTENER): connections wait there while one process follows another. `link` is that
    of the socket which leads to the first process of `troncal run` (TRONCAL_LINK), `precedence`
    that of the memory in which it says whether it serves somebody (TRONCAL_PRECEDENCE).
    """

    environ: Mapping[str, str] = field(repr=False)
    run_folder: RunFolder
    targets: tuple[str, ...]
    roles: tuple[str, ...]
    host: str
    port: int
    health_port: int
    listener: int | None
    link: int | None
    precedence: int | None
    web_workers: int
    database_url: str | None = field(repr=False)
    amqp_url: str | None = field(repr=False)
    production: bool
    migrates: bool
    demo: bool
    supervised: bool
    log_level: str

    @property
    def all_targets(self) -> bool:
        """Whether the whole product runs here."""
        return self.targets == ("all",)

    @property
    def splits(self) -> bool:
        """Whether this process serves requests and has a second one for all else."""
        return not self.supervised and "web" in self.roles and len(self.roles) > 1

    @property
    def public_url(self) -> str:
        """The address that people and providers use."""
        return self.environ.get("TRONCAL_PUBLIC_URL") or f"http://localhost:{self.port}"


def load(
    environ: Mapping[str, str] | None = None,
    *,
    target: str | None = None,
    role: str | None = None,
    supervised: bool = False,
) -> RuntimeSettings:
    """Read the environment; the command line's answers go first. Raises :class:`CannotStart`."""
    source = dict(os.environ if environ is None else environ)
    roles = _list(role or source.get("TRONCAL_ROLE") or "all")
    unknown = set(roles) - {"all", *ROLES}
    if unknown:
        raise CannotStart(
            f"Unknown role {', '.join(sorted(unknown))}: use all, {', '.join(ROLES)}."
        )
    return RuntimeSettings(
        environ=source,
        run_folder=RunFolder(Path(source.get("TRONCAL_RUN_DIR") or ".run")),
        targets=_list(target or source.get("TRONCAL_TARGET") or "all"),
        roles=ROLES if "all" in roles else roles,
        host=source.get("TRONCAL_HOST") or "127.0.0.1",
        port=_port(source, "TRONCAL_PORT", _PORT),
        health_port=_port(source, "TRONCAL_HEALTH_PORT", 0),
        listener=_descriptor(source, "TRONCAL_LISTENER"),
        link=_descriptor(source, "TRONCAL_LINK"),
        precedence=_descriptor(source, "TRONCAL_PRECEDENCE"),
        web_workers=_workers(source),
        database_url=source.get("TRONCAL_DATABASE_URL") or None,
        amqp_url=source.get("TRONCAL_AMQP_URL") or None,
        production=is_production(source),
        migrates=_migrates(source),
        demo=(source.get("DEMO") or "1").lower() not in _OFF,
        supervised=supervised,
        log_level=(source.get("TRONCAL_LOG_LEVEL") or "info").lower(),
    )


def is_production(environ: Mapping[str, str]) -> bool:
    """Whether this is a production installation; anything unclear is refused, never guessed."""
    value = environ.get("TRONCAL_ENV") or "development"
    if value not in {"production", "development"}:
        raise CannotStart(f"TRONCAL_ENV is {value!r}; it is production or development.")
    return value == "production"


def _migrates(environ: Mapping[str, str]) -> bool:
    """Whether this process brings databases to its release, or waits until another one did."""
    value = environ.get("TRONCAL_MIGRATIONS") or "run"
    if value not in {"run", "wait"}:
        raise CannotStart(f"TRONCAL_MIGRATIONS is {value!r}; it is run or wait.")
    return value == "run"


def _list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name) or str(default)
    if text == "0" and default == 0:
        return 0
    if not text.isdigit() or int(text) not in _PORTS:
        raise CannotStart(f"{name} is {text!r}; it must be a port between 1 and 65535.")
    return int(text)


def _descriptor(environ: Mapping[str, str], name: str) -> int | None:
    text = environ.get(name)
    if not text:
        return None
    if not text.isdigit():
        raise CannotStart(f"{name} is {text!r}; it must be a file descriptor.")
    return int(text)


def _workers(environ: Mapping[str, str]) -> int:
    text = environ.get("TRONCAL_WEB_WORKERS") or str(budgets.WEB_WORKERS)
    if not text.isdigit() or not 1 <= int(text) <= budgets.MAX_WEB_WORKERS:
        raise CannotStart(
            f"TRONCAL_WEB_WORKERS is {text!r}; it must be a number between 1 and"
            f" {budgets.MAX_WEB_WORKERS}."
        )
    return int(text)
