"""A service with one record type and one of each kind of route: what the edge is tried on."""

from pathlib import Path
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.orm import Mapped

from chassis.db import Aggregate, Database, service_base
from chassis.events.catalog import Catalog
from chassis.identity.actor import Actor
from chassis.identity.tokens import SigningKey, TokenVerifier, mint
from chassis.records.access import Access
from chassis.records.types import Field, RecordType
from chassis.spec import Service, ServiceSpec
from chassis.web import Body, Call, Reply, Routes, ShortText

Base = service_base("things")
KEY = SigningKey.generate()
ACTOR = Actor(
    organization_id=UUID(int=1), user_id=UUID(int=2), permissions=frozenset({"things.view"})
)


class Thing(Aggregate, Base):
    """Something."""

    __tablename__ = "thing"
    name: Mapped[str]
    owner_id: Mapped[UUID]


THING = RecordType(
    name="thing",
    model=Thing,
    json={"id": Thing.id, "name": Thing.name, "created_at": Thing.created_at},
    fields={"name": Field(Thing.name)},
    sorts={"name": Thing.name},
    default_sort="name",
    access=Access(owner="owner_id"),
)


class ThingCreate(Body):
    """A new thing."""

    name: ShortText


class Counted(BaseModel):
    """How many there are."""

    count: int


def make_service(name: str = "things", *, public: bool = False) -> Service:
    """Build the service without a database behind it."""
    routes = Routes(name, tag="Things")

    @routes.get("/things", allow="things.view", lists=THING)
    def index(call: Call) -> Reply:
        """List things."""
        return call.page(THING)

    @routes.post("/things", allow="things.create", returns=THING)
    def create(call: Call, body: ThingCreate) -> Reply:
        """Create a thing.

        It gets a name.
        """
        return call.json(body)

    @routes.patch("/things/<uuid:thing_id>", allow="things.edit", match="required", returns=THING)
    def edit(call: Call, thing_id: UUID, body: ThingCreate) -> Reply:
        """Change a thing."""
        return call.json([str(thing_id), body])

    @routes.delete("/things/<uuid:thing_id>", allow="things.delete", match="required")
    def remove(call: Call, thing_id: UUID) -> Reply:
        """Discard a thing."""
        return call.json(str(thing_id))

    @routes.get("/things/count", allow=None, returns=Counted, session=False)
    def count(call: Call) -> Reply:
        """Count things."""
        return call.json({"count": 3})

    @routes.get("/things/broken", allow=None, session=False)
    def broken(call: Call) -> Reply:
        """Fail."""
        raise ValueError("ana@empresa.com")

    @routes.public("post", "/hooks/<string:provider>/knock")
    def knock(call: Call, provider: str) -> Reply:
        """Let a provider in."""
        return call.json({"provider": provider})

    spec = ServiceSpec(
        name=name,
        base=Base,
        migrations=Path("none"),
        catalog=Catalog({}),
        routes=(routes,),
        settings=dict,
        public=public,
    )
    service = Service(
        spec=spec,
        settings={},
        database=Database(name, "postgresql://nobody@127.0.0.1:1/none"),
    )
    service.token_keys = TokenVerifier(name, {KEY.key_id: ("gateway", KEY.public())})
    return service


def token(audience: str = "things", actor: Actor = ACTOR) -> str:
    """Mint a token for the service."""
    return mint(actor, key=KEY, issuer="gateway", audience=audience)
