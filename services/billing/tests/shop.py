"""One organization that sells, on a real database, behind the real application.

What a test needs beyond that it makes here: members, clients and opportunities as their owners
state them, requests as they come from the gateway.
"""

from collections.abc import Mapping
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
from contracts.contacts import ContactChanged
from contracts.gateway import OrganizationCreated, RoleChanged, UserChanged
from contracts.sales import OpportunityCreated
from services.billing.service import SERVICE

EVERYTHING = frozenset(f"billing.{action}" for action in ACTIONS) - {"billing.configure"}


class Shop:
    """An organization; every method acts in it."""

    def __init__(self, running: RunningService, *, currency: str = "COP") -> None:
        self.running = running
        self.client = running.client()
        self.organization_id = new_id()
        self._versions: dict[UUID, int] = {}
        self.state(
            OrganizationCreated(
                name="Prueba SAS",
                default_region="CO",
                timezone="America/Bogota",
                currency=currency,
                locale="es",
            ),
            self.organization_id,
        )
        self.admin = self.member("Ada", is_administrator=True)
        self.contact_id = self.contact()

    # People and what others state

    def member(self, name: str = "Marta", **more: Any) -> Actor:
        """Return a new member whom the directory knows; may do all but configure by default."""
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

    def role(self, parent_id: UUID | None = None) -> UUID:
        """Return a new role of the tree."""
        role_id = new_id()
        self.state(RoleChanged(name="rol", parent_id=parent_id, directory_epoch=1), role_id)
        return role_id

    def contact(self, contact_id: UUID | None = None, **more: Any) -> UUID:
        """Return a client whom everybody sees, or change one; a test names what it is about."""
        values = {
            "kind": "person",
            "contact_class": "client",
            "name": "Ana Ruiz",
            "phones": [],
            "emails": [],
            "owner_id": None,
            "manager_ids": [],
            "shared_user_ids": [],
            "shared_group_ids": [],
            "visibility": "write",
            "origin": "manual",
            "added_manager_ids": [],
        }
        contact_id = contact_id or new_id()
        self.state(ContactChanged(**(values | more)), contact_id)
        return contact_id

    def opportunity(self, contact_id: UUID, **more: Any) -> UUID:
        """Return an open opportunity of a client."""
        values = {
            "title": "Renovación",
            "contact_id": contact_id,
            "contact_ids": [contact_id],
            "stage_id": new_id(),
            "state": "open",
            "amount": "10",
            "currency": "COP",
            "probability": "10",
            "has_own_probability": False,
            "expected_close_on": None,
            "opened_at": "2026-01-01T00:00:00Z",
            "closed_at": None,
            "purchase_motive": None,
            "loss_reason": None,
            "owner_id": None,
            "shared_user_ids": [],
            "shared_group_ids": [],
            "visibility": "write",
        }
        opportunity_id = new_id()
        self.state(OpportunityCreated(**(values | more)), opportunity_id)
        return opportunity_id

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

    def get(self, path: str, actor: Actor | None = None) -> Any:
        """Read what must be there."""
        answer = self.send(actor or self.admin, "GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json

    def make(self, path: str, **members: Any) -> Any:
        """Make something that must succeed."""
        answer = self.send(self.admin, "POST", path, members)
        assert answer.status_code == 201, answer.text
        return answer.json

    def tax(self, rate: str = "19", name: str = "IVA") -> Any:
        """Return a new tax."""
        return self.make("/taxes", name=name, rate_percent=rate)

    def draft(self, actor: Actor | None = None, **members: Any) -> Any:
        """Return a new draft with one line of 100."""
        body = {"contact_id": str(self.contact_id), "lines": [line()]} | members
        answer = self.send(actor or self.admin, "POST", "/invoices", body)
        assert answer.status_code == 201, answer.text
        return answer.json

    def act(self, invoice: Mapping[str, Any], act: str, actor: Actor | None = None, **body: Any):
        """Do something with an invoice."""
        return self.send(
            actor or self.admin, "POST", f"/invoices/{invoice['id']}/{act}", body or None
        )

    def issued(self, **members: Any) -> Any:
        """Return a new issued invoice."""
        answer = self.act(self.draft(**members), "issue")
        assert answer.status_code == 200, answer.text
        return answer.json

    def edit(self, invoice: Mapping[str, Any], actor: Actor | None = None, **members: Any):
        """Change an invoice on the version that the caller holds."""
        path = f"/invoices/{invoice['id']}"
        return self.send(actor or self.admin, "PATCH", path, members, version=invoice["version"])

    # Facts

    def state(self, fact: Fact, subject_id: UUID, *, version: int | None = None) -> None:
        """Hand a fact to the service; without a version each is newer than the one before."""
        number = version or self._versions.get(subject_id, 0) + 1
        self._versions[subject_id] = max(number, self._versions.get(subject_id, 0))
        self.running.receive(
            fact, organization_id=self.organization_id, subject_id=subject_id, version=number
        )

    def stated(self, fact: type[Fact] | None = None) -> list[dict[str, Any]]:
        """Return the content of every fact (of a type) that this organization stated, in order."""
        statement = (
            select(Outbox.envelope)
            .where(Outbox.organization_id == self.organization_id)
            .order_by(Outbox.position)
        )
        if fact is not None:
            statement = statement.where(Outbox.type == fact.event_type)
        with self.running.database.system() as session:
            envelopes = session.chassis_execute(statement).scalars().all()
        found = [orjson.loads(envelope) for envelope in envelopes]
        return [{**each["data"], "subject": each["subject"]} for each in found]


def line(**members: Any) -> dict[str, Any]:
    """Return a line of 100 without tax."""
    return {"description": "Consultoría", "quantity": "1", "unit_price": "100"} | members
