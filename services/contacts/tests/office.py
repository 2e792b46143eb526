"""One organization with its people, on a real database, behind the real application.

What a test needs beyond that it makes here: members who are known to the directory, requests as
they come from the gateway, facts as the consumer hands them to a reaction.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select
from werkzeug.test import TestResponse

from chassis.events import Fact, Received
from chassis.events.tables import Outbox
from chassis.identity.actor import ACTIONS, Actor
from chassis.identity.tokens import mint
from chassis.ids import new_id
from chassis.testing.running import KEY, RunningService
from contracts.gateway import GroupChanged, OrganizationCreated, RoleChanged, UserChanged
from contracts.telephony import CallClassified, CallEnded, CallStarted
from services.contacts.service import SERVICE

EVERYTHING = frozenset(f"contacts.{action}" for action in ACTIONS) - {"contacts.configure"}
NOON = datetime(2026, 7, 1, 17, tzinfo=UTC)
OWN = "+576015550100"


class Office:
    """An organization; every method acts in it."""

    def __init__(self, running: RunningService, *, region: str = "CO") -> None:
        self.running = running
        self.client = running.client()
        self.organization_id = new_id()
        self._versions: dict[UUID, int] = {}
        self.state(
            OrganizationCreated(
                name="Prueba", default_region=region, timezone="UTC", currency="COP", locale="es"
            ),
            self.organization_id,
        )
        self.admin = self.member("Ada", is_administrator=True)

    # People

    def member(self, name: str = "Marta", **more: Any) -> Actor:
        """Return a new member whom the directory knows; may do all with contacts by default."""
        values = {"permissions": EVERYTHING, "scope": "all"} | more
        actor = Actor(organization_id=self.organization_id, user_id=new_id(), name=name, **values)
        self.state(
            UserChanged(
                name=name,
                email=f"{actor.user_id}@example.com",
                role_id=actor.role_id,
                profile_id=None,
                group_ids=list(actor.group_ids),
                is_active=True,
                is_administrator=actor.is_administrator,
                locale="es",
                directory_epoch=1,
            ),
            actor.user_id,
        )
        return actor

    def role(self, name: str = "rol", parent_id: UUID | None = None) -> UUID:
        """Return a new role of the tree."""
        role_id = new_id()
        self.state(RoleChanged(name=name, parent_id=parent_id, directory_epoch=1), role_id)
        return role_id

    def group(self, *members: Actor) -> UUID:
        """Return a new group."""
        group_id = new_id()
        ids = [member.user_id for member in members]
        self.state(GroupChanged(name="grupo", member_ids=ids, directory_epoch=1), group_id)
        return group_id

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
    ) -> TestResponse:
        """Send a request as the gateway forwards it."""
        token = mint(actor, key=KEY, issuer="gateway", audience=SERVICE.name)
        sent = {"Authorization": f"Bearer {token}", **(headers or {})}
        if version is not None:
            sent["If-Match"] = f'"{version}"'
        return self.client.open(f"/api/v1{path}", method=method, json=json, headers=sent)

    def get(self, actor: Actor, path: str) -> TestResponse:
        """Read."""
        return self.send(actor, "GET", path)

    def create(self, actor: Actor, **members: Any) -> dict[str, Any]:
        """Return a new contact, a person unless told otherwise; a test names what it is about."""
        values = {"kind": "person"} | members
        if values["kind"] == "person":
            values = {"first_name": "Ana", "last_name": "Ruiz"} | values
        else:
            values = {"name": "Acme"} | values
        answer = self.send(actor, "POST", "/contacts", values)
        assert answer.status_code == 201, answer.text
        return answer.json

    def lead(self, actor: Actor, **members: Any) -> dict[str, Any]:
        """Return a new lead; a test names what it is about."""
        values = {"first_name": "Carlos", "last_name": "Peña"} | members
        answer = self.send(actor, "POST", "/leads", values)
        assert answer.status_code == 201, answer.text
        return answer.json

    def edit(self, actor: Actor, contact: Mapping[str, Any], **members: Any) -> TestResponse:
        """Change a contact on the version that the caller holds."""
        path = f"/contacts/{contact['id']}"
        return self.send(actor, "PATCH", path, members, version=contact["version"])

    def discard(self, actor: Actor, contact: Mapping[str, Any]) -> TestResponse:
        """Discard a contact on the version that the caller holds."""
        return self.send(actor, "DELETE", f"/contacts/{contact['id']}", version=contact["version"])

    def names(self, actor: Actor, path: str) -> list[str]:
        """Return the names of a list."""
        answer = self.get(actor, path)
        assert answer.status_code == 200, answer.text
        return [item["name"] for item in answer.json["items"]]

    def timeline(self, actor: Actor, contact_id: Any) -> list[dict[str, Any]]:
        """Return a contact's timeline, the newest first."""
        answer = self.get(actor, f"/contacts/{contact_id}/timeline")
        assert answer.status_code == 200, answer.text
        return answer.json["items"]

    # Facts

    def state(self, fact: Fact, subject_id: UUID, *, version: int | None = None) -> None:
        """Hand a fact to the service; without a version each is newer than the one before."""
        number = version or self._versions.get(subject_id, 0) + 1
        self._versions[subject_id] = number
        self.running.receive(
            fact, organization_id=self.organization_id, subject_id=subject_id, version=number
        )

    def received(self, fact: Fact, subject_id: UUID, version: int) -> Received[Any]:
        """Return a fact as a reaction gets it, for tests that call the reaction themselves."""
        return Received(
            id=new_id(),
            type=fact.event_type,
            data=fact,
            organization_id=self.organization_id,
            subject=f"{fact.aggregate}/{subject_id}",
            version=version,
            incarnation=1,
            time=NOON,
            actor_id=None,
            correlation_id=new_id(),
        )

    def stated(self, fact: type[Fact]) -> list[dict[str, Any]]:
        """Return the content of every fact of a type that this organization stated, in order."""
        found = self.envelopes(fact)
        return [{**each["data"], "subject": each["subject"]} for each in found]

    def envelopes(self, fact: type[Fact]) -> list[dict[str, Any]]:
        """Return every fact of a type that this organization stated, in order."""
        statement = (
            select(Outbox.envelope)
            .where(Outbox.type == fact.event_type, Outbox.organization_id == self.organization_id)
            .order_by(Outbox.position)
        )
        with self.running.database.system() as session:
            envelopes = session.chassis_execute(statement).scalars().all()
        return [orjson.loads(envelope) for envelope in envelopes]


def _sides(number: str | None, more: Mapping[str, Any]) -> dict[str, Any]:
    """Return who called whom: the number is the caller's unless the call goes out."""
    sides = [number or "anonymous", OWN]
    if more.get("direction") == "outbound":
        sides.reverse()
    return {
        "direction": "inbound",
        "number_from": sides[0],
        "number_to": sides[1],
        "party": number,
        "number_id": None,
        "agent_id": None,
        "operator_ids": [],
        "started_at": NOON,
    }


def started(number: str | None = "+573001234567", **more: Any) -> CallStarted:
    """Return a beginning call; inbound from an unknown mobile unless told otherwise."""
    return CallStarted(**(_sides(number, more) | more))


def ended(number: str | None = "+573001234567", **more: Any) -> CallEnded:
    """Return a finished call; missed unless `agent_id` says who answered."""
    answered = NOON + timedelta(seconds=8) if more.get("agent_id") else None
    values = _sides(number, more) | {
        "status": "completed" if answered else "missed",
        "contact_id": None,
        "answered_at": answered,
        "ended_at": NOON + timedelta(seconds=50),
        "duration_seconds": 42 if answered else 0,
    }
    return CallEnded(**(values | more))


def classified(**more: Any) -> CallClassified:
    """Return what an agent said of a call."""
    values = {
        "disposition_id": None,
        "disposition": "Interesado",
        "note": "Pide cotización",
        "agent_id": None,
        "contact_id": None,
    }
    return CallClassified(**(values | more))


def at_once(act: Callable[[int], Any], *, times: int) -> list[Any]:
    """Call `act` from so many threads, released together; a raise in one is raised here."""
    gate = Barrier(times)

    def run(number: int) -> Any:
        gate.wait(timeout=20)
        return act(number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))
