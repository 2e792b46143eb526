"""A small service with a table of deliveries: what jobs and sweeps are tried on."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped

from chassis.clock import now
from chassis.db import Aggregate, Database, claim_due, service_base
from chassis.events.catalog import Catalog
from chassis.ids import new_id
from chassis.spec import Job, Service, ServiceSpec, Sweep

Base = service_base("contacts")
ORGANIZATION = UUID("01923456-1234-7123-8123-012345678901")


class Delivery(Aggregate, Base):
    """Something to send once."""

    __tablename__ = "delivery"
    due_at: Mapped[datetime]
    sent: Mapped[int]


def make_service(
    url: str,
    *,
    jobs: tuple[Job, ...] = (),
    sweeps: tuple[Sweep, ...] = (),
    name: str = "contacts",
) -> Service:
    database = Database(name, url)
    Base.metadata.create_all(database.engine)
    spec = ServiceSpec(
        name=name,
        base=Base,
        migrations=Path("none"),
        catalog=Catalog({}),
        routes=(),
        settings=dict,
        jobs=jobs,
        sweeps=sweeps,
    )
    return Service(spec=spec, settings={}, database=database)


def add_delivery(service: Service, *, wake: bool = True) -> UUID:
    with service.database.transaction(ORGANIZATION) as session:
        row = Delivery(id=new_id(), due_at=now(), sent=0)
        session.add(row)
        if wake:
            session.wake("deliver", delivery_id=row.id)
    return row.id


def deliver(service: Service, *, delivery_id: UUID) -> None:
    """Send one delivery unless it was sent: twice is harmless."""
    with service.database.transaction(ORGANIZATION) as session:
        session.execute(
            update(Delivery)
            .where(Delivery.id == delivery_id, Delivery.sent == 0)
            .values(sent=Delivery.sent + 1)
        )


def deliver_due(service: Service) -> None:
    for _, id in claim_due(
        service.database,
        Delivery,
        due=Delivery.due_at,
        where=Delivery.sent == 0,
        lease=timedelta(seconds=30),
    ):
        deliver(service, delivery_id=id)


def sent(service: Service, id: UUID) -> int:
    with service.database.reading(ORGANIZATION) as session:
        return session.scalars(select(Delivery.sent).where(Delivery.id == id)).one()


DELIVER = Job(name="deliver", run=deliver)
DELIVER_DUE = Sweep(name="deliver_due", every=timedelta(seconds=0.2), run=deliver_due)
