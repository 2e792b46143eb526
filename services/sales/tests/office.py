"""One organization with its people and contacts, on a real database, behind the real application.

What a test needs beyond that it makes here: members who are known to the directory, requests as
they come from the gateway, facts as the consumer hands them to a reaction.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier
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
from contracts.billing import ExchangeRateChanged, ProductChanged
from contracts.contacts import ContactChanged, ContactCreated
from contracts.gateway import GroupChanged, OrganizationCreated, RoleChanged, UserChanged
from services.sales.service import SERVICE

EVERYTHING = frozenset(f"sales.{action}" for action in ACTIONS) - {"sales.configure"}


class Office:
    """An organization; every method acts in it."""

    def __init__(self, running: RunningService, *, currency: str = "COP") -> None:
        self.running = running
        self.client = running.client()
        self.organization_id = new_id()
        self._versions: dict[UUID, int] = {}
        self.state(
            OrganizationCreated(
                name="Prueba",
                default_region="CO",
                timezone="America/Bogota",
                currency=currency,
                locale="es",
            ),
            self.organization_id,
        )
        self.admin = self.member("Ada", is_administrator=True)

    # People, contacts, products, rates

    def member(self, name: str = "Marta", **more: Any) -> Actor:
        """Return a new member whom the directory knows; may do all with sales by default."""
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

    def contact(self, name: str = "Ana Ruiz", **more: Any) -> UUID:
        """Return a contact that contacts has stated; public unless told otherwise."""
        contact_id = new_id()
        values = {
            "kind": "person",
            "contact_class": "prospect",
            "name": name,
            "phones": [],
            "emails": [],
            "owner_id": None,
            "manager_ids": [],
            "shared_user_ids": [],
            "shared_group_ids": [],
            "visibility": "write",
            "origin": "manual",
        }
        self.state(ContactCreated(**(values | more)), contact_id)
        return contact_id

    def rename_contact(self, contact_id: UUID, name: str, *, version: int, **more: Any) -> None:
        """State a contact's other name in a version of it."""
        values = {
            "kind": "person",
            "contact_class": "prospect",
            "name": name,
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
        self.state(ContactChanged(**(values | more)), contact_id, version=version)

    def product(self, price: str = "100000", currency: str = "COP", **more: Any) -> UUID:
        """Return a product that billing has stated."""
        product_id = new_id()
        values = {
            "name": "Plan",
            "code": "P-1",
            "is_active": True,
            "unit_price": Decimal(price),
            "currency": currency,
        }
        self.state(ProductChanged(**(values | more)), product_id)
        return product_id

    def rate(self, currency: str, rate: str, valid_on: date = date(2020, 1, 1)) -> UUID:
        """State an exchange rate."""
        rate_id = new_id()
        fact = ExchangeRateChanged(currency=currency, rate=Decimal(rate), valid_on=valid_on)
        self.state(fact, rate_id)
        return rate_id

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

    def items(self, actor: Actor, path: str) -> list[dict[str, Any]]:
        """Return the rows of a list."""
        answer = self.get(actor, path)
        assert answer.status_code == 200, answer.text
        return answer.json["items"]

    def titles(self, actor: Actor, path: str) -> list[str]:
        """Return the titles of a list of opportunities."""
        return [item["title"] for item in self.items(actor, path)]

    def stages(self) -> list[dict[str, Any]]:
        """Return the stages in their order."""
        return self.items(self.admin, "/stages")

    def first(self, path: str) -> str:
        """Return the id of a list's first entry."""
        return self.items(self.admin, path)[0]["id"]

    def create(self, actor: Actor, **members: Any) -> dict[str, Any]:
        """Return a new opportunity at the first stage; a test names what it is about."""
        values = {"title": "Internet dedicado"} | members
        values.setdefault("contact_id", None) or values.update(contact_id=self.contact())
        if "stage_id" not in values:
            values["stage_id"] = self.stages()[0]["id"]
        answer = self.send(actor, "POST", "/opportunities", _plain(values))
        assert answer.status_code == 201, answer.text
        return answer.json

    def edit(self, actor: Actor, opportunity: Mapping[str, Any], **members: Any) -> TestResponse:
        """Change an opportunity on the version that the caller holds."""
        path = f"/opportunities/{opportunity['id']}"
        return self.send(actor, "PATCH", path, _plain(members), version=opportunity["version"])

    def act(
        self, actor: Actor, opportunity: Mapping[str, Any], verb: str, **body: Any
    ) -> TestResponse:
        """Do something with an opportunity, on no particular version."""
        path = f"/opportunities/{opportunity['id']}/{verb}"
        return self.send(actor, "POST", path, _plain(body))

    def win(self, opportunity: Mapping[str, Any]) -> dict[str, Any]:
        """Return an opportunity won for the first motive."""
        motive = self.first("/purchase-motives")
        answer = self.act(self.admin, opportunity, "win", purchase_motive_id=motive)
        assert answer.status_code == 200, answer.text
        return answer.json

    def lose(self, opportunity: Mapping[str, Any]) -> dict[str, Any]:
        """Return an opportunity lost for the first reason."""
        reason = self.first("/loss-reasons")
        answer = self.act(self.admin, opportunity, "lose", loss_reason_id=reason)
        assert answer.status_code == 200, answer.text
        return answer.json

    def read(self, opportunity: Mapping[str, Any], actor: Actor | None = None) -> dict[str, Any]:
        """Return an opportunity as it is now."""
        answer = self.get(actor or self.admin, f"/opportunities/{opportunity['id']}")
        assert answer.status_code == 200, answer.text
        return answer.json

    def history(self, opportunity: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return what happened with an opportunity, the newest first."""
        return self.items(self.admin, f"/opportunities/{opportunity['id']}/history")

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
        return [{**each["data"], "subject": each["subject"]} for each in self.envelopes(fact)]

    def envelopes(self, fact: type[Fact]) -> list[dict[str, Any]]:
        """Return every fact of a type that this organization stated, in order."""
        return [each for each in self.all_stated() if each["type"] == fact.event_type]

    def all_stated(self) -> list[dict[str, Any]]:
        """Return every fact that this organization stated, in order."""
        statement = (
            select(Outbox.envelope)
            .where(Outbox.organization_id == self.organization_id)
            .order_by(Outbox.position)
        )
        with self.running.database.system() as session:
            envelopes = session.chassis_execute(statement).scalars().all()
        return [orjson.loads(envelope) for envelope in envelopes]


def at_once(act: Callable[[int], Any], *, times: int) -> list[Any]:
    """Call `act` from so many threads, released together; a raise in one is raised here."""
    gate = Barrier(times)

    def run(number: int) -> Any:
        gate.wait(timeout=20)
        return act(number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def codes(answer: TestResponse) -> dict[str, str]:
    """Return the code of each wrong member of a refused request."""
    assert answer.status_code == 422, answer.text
    return {error["field"]: error["code"] for error in answer.json["errors"]}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, UUID | Decimal | date) else value
