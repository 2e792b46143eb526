"""A service running in a test: its database, its application, and facts as the bus brings them."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.clients import Clients, Transport
from chassis.clock import now
from chassis.db import Database, Effect
from chassis.db.migrate import upgrade
from chassis.events import Fact, Received, restating
from chassis.identity.actor import Actor
from chassis.identity.tokens import SigningKey, TokenVerifier, mint
from chassis.ids import new_id
from chassis.spec import Service, ServiceSpec

KEY = SigningKey.generate()


def build(spec: ServiceSpec) -> Callable[[str], None]:
    """Return what lays out an empty database by the service's migrations, for a template."""

    def lay_out(url: str) -> None:
        upgrade(url, metadata=spec.base.metadata, migrations=spec.migrations)

    return lay_out


@contextmanager
def running(
    spec: ServiceSpec,
    url: str,
    environment: Mapping[str, str] | None = None,
    *,
    transports: Mapping[str, Transport] | None = None,
) -> Iterator["RunningService"]:
    """Run a service without servers: requests by its application, facts by `receive`.

    It can ask the services of `transports` and no others.
    """
    values = dict(environment or {})
    database = Database(spec.name, url)
    keys = TokenVerifier(spec.name, {KEY.key_id: ("gateway", KEY.public())})
    service = Service(
        spec=spec,
        settings=spec.settings(values),
        database=database,
        token_keys=keys,
        environment=values,
    )
    service.clients = Clients(spec.name, transports or {}, key=KEY, metrics=service.metrics)
    if spec.resources is not None:
        service.resources = spec.resources(service)
    try:
        yield RunningService(service)
    finally:
        closing = getattr(service.resources, "close", None)
        if closing is not None:
            closing()
        service.clients.close()
        database.close()


class RunningService:
    """A service with what a test asks of it; effects are kept in `effects` instead of sent."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.effects: list[Effect] = []
        self._building = threading.Lock()
        self._app: Any = None
        service.database.effects = lambda _name, effects: self.effects.extend(effects)

    @property
    def database(self) -> Database:
        """The service's database."""
        return self.service.database

    def app(self) -> Any:
        """Return the service's application; it is built once, whoever asks first."""
        from chassis.web import create_app

        with self._building:
            if self._app is None:
                self._app = create_app(self.service)
            return self._app

    def client(self, actor: Actor | None = None, **headers: str) -> Any:
        """Return a test client whose requests carry the actor's token."""
        client = self.app().test_client()
        if actor is not None:
            token = mint(actor, key=KEY, issuer="gateway", audience=self.service.name)
            client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        for name, value in headers.items():
            client.environ_base[f"HTTP_{name.upper()}"] = value
        return client

    def receive(
        self,
        fact: Fact,
        *,
        organization_id: UUID,
        subject_id: UUID | None = None,
        version: int = 1,
        incarnation: int = 1,
        actor_id: UUID | None = None,
        event_id: UUID | None = None,
        time: datetime | None = None,
    ) -> Received[Any]:
        """Hand one fact to its reaction in a transaction, as the consumer does; return it."""
        reaction = next(r for r in self.service.spec.reactions if r.fact is type(fact))
        received = Received(
            id=event_id or new_id(),
            type=fact.event_type,
            data=fact,
            organization_id=organization_id,
            subject=f"{fact.aggregate}/{subject_id or new_id()}",
            version=version,
            incarnation=incarnation,
            time=time or now(),
            actor_id=actor_id,
            correlation_id=new_id(),
        )
        with self.database.transaction(organization_id) as session:
            session.causation_id = received.id
            reaction.handle(session, [received] if reaction.batch else received)
        return received

    def run_job(self, name: str, **arguments: Any) -> None:
        """Run a job here and now."""
        next(job for job in self.service.spec.jobs if job.name == name).run(
            self.service, **arguments
        )

    def run_sweep(self, name: str) -> None:
        """Run a sweep here and now."""
        next(sweep for sweep in self.service.spec.sweeps if sweep.name == name).run(self.service)

    def restate(self) -> None:
        """State every record again, as `troncal restate` and the clock do."""
        restates = self.service.spec.restates
        assert restates is not None
        with self.database.transaction(None) as session:
            restating.request(session)
        while restating.work_off(self.database, restates):
            pass

    def run_woken_jobs(self) -> int:
        """Run the jobs that were woken so far, each once; return how many there were."""
        woken = [effect.content for effect in self.effects if effect.kind == "job"]
        self.effects = [effect for effect in self.effects if effect.kind != "job"]
        for content in woken:
            self.run_job(content["job"], **content["arguments"])
        return len(woken)

    def live(self, kind: str) -> list[Mapping[str, Any]]:
        """Return the live messages of a kind that were sent so far."""
        sent = [effect.content for effect in self.effects if effect.kind == "live"]
        return [content for content in sent if content["kind"] == kind]
