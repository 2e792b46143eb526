"""What the runtime needs to know of a service, and a service while it runs in one process."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy.orm import DeclarativeBase

from chassis.db.database import Database
from chassis.events.catalog import Catalog
from chassis.events.reactions import Reaction
from chassis.observability.metrics import Metric, Metrics

if TYPE_CHECKING:
    from chassis.events.restating import Restates
    from chassis.records.types import RecordType
    from chassis.web.routes import Routes


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work for later inside one service: `run(service, **arguments)`.

    The Celery message is only a wake-up; the row that the job looks at is the truth, so a job runs
    twice harmlessly and a lost message only delays it until its sweep.
    """

    name: str
    run: Callable[..., None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Work on a clock: `run(service)` every `every`, in one process of all at a time."""

    name: str
    every: timedelta
    run: Callable[["Service"], None]


class FirstLogin(Protocol):
    """Who may log in after the first start; `password` is None when the operator chose it."""

    @property
    def email(self) -> str:
        """The login name."""

    @property
    def password(self) -> str | None:
        """What we made up, to be shown once."""


@dataclass(frozen=True, kw_only=True)
class ServiceSpec:
    """A service as data: its composition root builds one and nothing else runs at import.

    `settings` reads the environment into a frozen object and raises ValueError in one sentence.
    `resources` builds what the service keeps per process (drivers, clients) and may be None.
    `seal_again` seals the secrets that it stores under the present key (`troncal rotate-key`).
    `restates` is what it can state again from its tables (`troncal restate`, and after a restore).
    `rebuild` computes what the service derives from its own event log again (`troncal rebuild`).
    `files`: it keeps files, which all of its processes see (`chassis.storage`).
    `public`: its door is open to the internet, so no trace or deadline is taken over from callers.
    `wsgi` may wrap the Flask application (the gateway's forwarding).
    `first_start` runs after each migration, makes what an empty installation needs once, and
    returns the login that it made, or None when there was nothing to make.
    """

    name: str
    base: type[DeclarativeBase]
    migrations: Path
    catalog: Catalog
    routes: tuple["Routes", ...]
    settings: Callable[[Mapping[str, str]], Any]
    reactions: tuple[Reaction, ...] = ()
    jobs: tuple[Job, ...] = ()
    sweeps: tuple[Sweep, ...] = ()
    records: tuple["RecordType", ...] = ()
    resources: Callable[["Service"], Any] | None = None
    restates: "Restates | None" = None
    seal_again: Callable[["Service"], int] | None = None
    rebuild: Callable[["Service"], None] | None = None
    wsgi: Callable[["Service", Any], Any] | None = None
    messages: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    metrics: tuple[Metric, ...] = ()
    files: bool = False
    public: bool = False
    first_start: Callable[["Service"], FirstLogin | None] | None = None

    def __post_init__(self) -> None:
        handled = [reaction.fact for reaction in self.reactions]
        if len(set(handled)) != len(handled):
            raise ValueError(f"{self.name} has two reactions to one fact")
        unread = set(handled) - set(self.catalog.read_by(self.name))
        if unread:
            raise ValueError(f"{self.name} reacts to what the catalog does not send it: {unread}")


@dataclass(kw_only=True)
class Service:
    """A service that runs in this process; built by the runtime, handed to calls and jobs."""

    spec: ServiceSpec
    settings: Any
    database: Database
    clients: Any = None
    live: Any = None
    resources: Any = None
    token_keys: Any = None
    on_drain: list[Callable[[], None]] = field(default_factory=list)
    """What is told when this process begins to stop, in a signal's handler: it may set flags."""
    environment: Mapping[str, str] = field(default_factory=dict)
    metrics: Metrics = field(init=False)

    def __post_init__(self) -> None:
        self.metrics = Metrics(self.spec.name, self.spec.metrics)

    @property
    def name(self) -> str:
        """The service's name."""
        return self.spec.name

    def drain(self) -> None:
        """Tell whoever asked for it that this process stops, so that what is open may end."""
        for tell in self.on_drain:
            tell()
