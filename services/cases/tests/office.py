"""One organization with its people, on a real database, behind the real application."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select
from werkzeug.test import TestResponse

from chassis.events import Fact
from chassis.events.tables import Outbox
from chassis.identity.actor import ACTIONS, Actor
from chassis.identity.tokens import mint
from chassis.ids import new_id
from chassis.testing.running import KEY, RunningService
from contracts.contacts import CallIdentified, ContactCreated
from contracts.gateway import GroupChanged, OrganizationCreated, UserChanged
from contracts.telephony import CallEnded, CallStarted
from services.cases.service import SERVICE

EVERYTHING = frozenset(f"cases.{action}" for action in ACTIONS) - {"cases.configure"}
NOON = datetime(2026, 7, 1, 17, tzinfo=UTC)
BOGOTA = "America/Bogota"


class Office:
    """An organization; every method acts in it."""

    def __init__(self, running: RunningService, *, time_zone: str = BOGOTA) -> None:
        self.running = running
        self.client = running.client()
        self.organization_id = new_id()
        self._versions: dict[UUID, int] = {}
        self.state(
            OrganizationCreated(
                name="Prueba", default_region="CO", timezone=time_zone, currency="COP", locale="es"
            ),
            self.organization_id,
        )
        self.admin = self.member("Ada", is_administrator=True)

    def member(self, name: str = "Marta", **more: Any) -> Actor:
        """Return a new member whom the directory knows; may do all with cases by default."""
        values = {"permissions": EVERYTHING, "scope": "all"} | more
        is_active = values.pop("is_active", True)
        actor = Actor(organization_id=self.organization_id, user_id=new_id(), name=name, **values)
        self.state(
            UserChanged(
                name=name,
                email=f"{actor.user_id}@example.com",
                role_id=actor.role_id,
                profile_id=None,
                group_ids=list(actor.group_ids),
                is_active=is_active,
                is_administrator=actor.is_administrator,
                locale="es",
                directory_epoch=1,
            ),
            actor.user_id,
        )
        return actor

    def group(self, *members: Actor) -> UUID:
        """Return a new group."""
        group_id = new_id()
        ids = [member.user_id for member in members]
        self.state(GroupChanged(name="grupo", member_ids=ids, directory_epoch=1), group_id)
        return group_id

    def contact(self, name: str = "Ana Ruiz", **more: Any) -> str:
        """Return a contact that contacts stated, open to all unless told otherwise."""
        contact_id = new_id()
        values: dict[str, Any] = {
            "kind": "person",
            "contact_class": "client",
            "phones": [],
            "emails": [],
            "owner_id": None,
            "manager_ids": [],
            "shared_user_ids": [],
            "shared_group_ids": [],
            "visibility": "write",
            "origin": "manual",
        }
        self.state(ContactCreated(name=name, **(values | more)), contact_id)
        return str(contact_id)

    def call(
        self, *, contact_id: str | None = None, agent: Actor | None = None, ended: bool = True
    ) -> str:
        """Return a call that telephony stated, and contacts when it is somebody's."""
        call_id = new_id()
        agent_id = agent.user_id if agent else None
        sides: dict[str, Any] = {
            "direction": "inbound",
            "number_from": "+573001234567",
            "number_to": "+576015550100",
            "party": "+573001234567",
            "number_id": None,
            "agent_id": agent_id,
            "operator_ids": [],
            "started_at": NOON,
        }
        self.state(CallStarted(**sides), call_id, version=1)
        if contact_id:
            fact = CallIdentified(
                contact_id=UUID(contact_id),
                number="+573001234567",
                name="Ana",
                manager_ids=[],
                created=False,
            )
            self.state(fact, call_id, version=1)
        if ended:
            rest = {"answered_at": NOON, "ended_at": NOON, "duration_seconds": 1}
            fact_ended = CallEnded(**sides, status="completed", contact_id=None, **rest)
            self.state(fact_ended, call_id, version=2)
        return str(call_id)

    # Requests

    def send(
        self,
        actor: Actor,
        method: str,
        path: str,
        json: Any = None,
        *,
        version: int | None = None,
        headers: Mapping[str, str] | None = None,
        client: Any = None,
    ) -> TestResponse:
        """Send a request as the gateway forwards it."""
        token = mint(actor, key=KEY, issuer="gateway", audience=SERVICE.name)
        sent = {"Authorization": f"Bearer {token}", **(headers or {})}
        if version is not None:
            sent["If-Match"] = f'"{version}"'
        door = client or self.client
        return door.open(f"/api/v1{path}", method=method, json=json, headers=sent)

    def get(self, actor: Actor, path: str) -> TestResponse:
        """Read."""
        return self.send(actor, "GET", path)

    def post(self, actor: Actor, path: str, **body: Any) -> TestResponse:
        """Act."""
        return self.send(actor, "POST", path, body)

    def one_of(self, path: str, **wanted: Any) -> dict[str, Any]:
        """Return the entry of a catalog with these members."""
        items = self.get(self.admin, f"{path}?limit=200").json["items"]
        return next(item for item in items if wanted.items() <= item.items())

    def type_id(self, prefix: str) -> str:
        """Return the seeded type with this prefix."""
        return self.one_of("/case-types", prefix=prefix)["id"]

    def state_id(self, state_class: str) -> str:
        """Return the first state of a class."""
        return self.one_of("/case-states", state_class=state_class)["id"]

    def create(self, actor: Actor, prefix: str = "EVE", **members: Any) -> dict[str, Any]:
        """Return a new case, an event without a contact unless told otherwise."""
        values = {"type_id": self.type_id(prefix), "title": "Visita técnica"} | members
        answer = self.send(actor, "POST", "/cases", values)
        assert answer.status_code == 201, answer.text
        return answer.json

    def edit(self, actor: Actor, case: Mapping[str, Any], **members: Any) -> TestResponse:
        """Change a case on the version that the caller holds."""
        return self.send(actor, "PATCH", f"/cases/{case['id']}", members, version=case["version"])

    def discard(self, actor: Actor, case: Mapping[str, Any]) -> TestResponse:
        """Delete a case on the version that the caller holds."""
        return self.send(actor, "DELETE", f"/cases/{case['id']}", version=case["version"])

    def numbers(self, actor: Actor, path: str) -> list[str]:
        """Return the numbers of a list."""
        answer = self.get(actor, path)
        assert answer.status_code == 200, answer.text
        return [item["number"] for item in answer.json["items"]]

    def history(self, actor: Actor, case: Mapping[str, Any]) -> list[str]:
        """Return the kinds of a case's history, the oldest first."""
        answer = self.get(actor, f"/cases/{case['id']}/history")
        assert answer.status_code == 200, answer.text
        return [event["kind"] for event in reversed(answer.json["items"])]

    # Facts

    def state(self, fact: Fact, subject_id: UUID, *, version: int | None = None) -> None:
        """Hand a fact to the service; without a version each is newer than the one before."""
        number = version or self._versions.get(subject_id, 0) + 1
        self._versions[subject_id] = number
        self.running.receive(
            fact, organization_id=self.organization_id, subject_id=subject_id, version=number
        )

    def stated(self, fact: type[Fact]) -> list[dict[str, Any]]:
        """Return the content of every fact of a type that this organization stated, in order."""
        statement = (
            select(Outbox.envelope)
            .where(Outbox.type == fact.event_type, Outbox.organization_id == self.organization_id)
            .order_by(Outbox.position)
        )
        with self.running.database.system() as session:
            envelopes = session.chassis_execute(statement).scalars().all()
        return [orjson.loads(envelope)["data"] for envelope in envelopes]

    def written(self) -> int:
        """Return how many facts this organization has stated."""
        statement = select(Outbox.id).where(Outbox.organization_id == self.organization_id)
        with self.running.database.system() as session:
            return len(session.chassis_execute(statement).all())
