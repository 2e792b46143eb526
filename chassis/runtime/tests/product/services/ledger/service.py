"""The toy's reader: one line for each entry, exactly once."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from contracts.toy import CATALOG, EntryWritten
from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db import Owned, service_base
from chassis.events import Reaction
from chassis.ids import new_id
from chassis.spec import Service, ServiceSpec, Sweep
from chassis.web import Call, Reply, Routes

Base = service_base("ledger")


class Line(Owned, Base):
    __tablename__ = "line"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    text: Mapped[str]


def note(session, received) -> None:
    session.add(Line(text=received.data.text))


def list_lines(call: Call) -> Reply:
    return call.json({"texts": sorted(call.session.scalars(select(Line.text)))})


def tick(service: Service) -> None:
    (Path(service.environment["TRONCAL_FILES_DIR"]) / "ticked").touch()


routes = Routes("ledger", tag="Toy")
routes.get("/lines", allow=None)(list_lines)

SERVICE = ServiceSpec(
    name="ledger",
    base=Base,
    migrations=Path(__file__).with_name("migrations"),
    catalog=CATALOG,
    routes=(routes,),
    reactions=(Reaction(fact=EntryWritten, handle=note, kind="each"),),
    settings=dict,
    sweeps=(Sweep(name="tick", every=timedelta(seconds=1), run=tick),),
)
