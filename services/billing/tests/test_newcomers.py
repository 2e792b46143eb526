"""A client who was made a moment ago can be invoiced before the fact arrives."""

from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest

from chassis.clients import Answer, Request, Unreachable
from chassis.ids import new_id
from chassis.testing.fixtures import DatabaseFactory
from chassis.testing.running import build, running
from services.billing.service import SERVICE
from services.billing.tests.shop import Shop


class Contacts:
    """Contacts as billing sees it: it answers one question, or is down."""

    def __init__(self) -> None:
        self.states: dict[str, dict[str, Any]] = {}
        self.is_down = False
        self.asked = 0

    def ask(self, request: Request, *, seconds: float) -> Answer:
        assert seconds > 0
        self.asked += 1
        if self.is_down:
            raise Unreachable("refused")
        state = self.states.get(request.path.rpartition("/")[2])
        if state is None:
            return Answer(404, [], b"{}")
        return Answer(200, [], orjson.dumps({"version": 1, "state": state}))

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def contacts() -> Contacts:
    return Contacts()


@pytest.fixture
def shop(
    module_database_factory: DatabaseFactory,
    database_template: Callable[[str, Callable[[str], None]], str],
    contacts: Contacts,
) -> Iterator[Shop]:
    url = module_database_factory(template=database_template(SERVICE.name, build(SERVICE)))
    with running(SERVICE, url, transports={"contacts": contacts}) as service:
        yield Shop(service)


def state(**more: Any) -> dict[str, Any]:
    values = {
        "kind": "person",
        "contact_class": "client",
        "name": "Recién Llegada",
        "phones": [],
        "emails": [],
        "owner_id": None,
        "manager_ids": [],
        "shared_user_ids": [],
        "shared_group_ids": [],
        "visibility": "private",
        "origin": "manual",
    }
    return values | more


def test_a_client_whose_fact_is_on_its_way_is_asked_for_and_later_facts_win(
    shop: Shop, contacts: Contacts
):
    """B-03, X-8: and who may not see the contact learns nothing of it."""
    contact_id = new_id()
    contacts.states[str(contact_id)] = state()
    assert shop.draft(contact_id=str(contact_id))["contact_name"] == "Recién Llegada"
    stranger = shop.send(
        shop.member("Luis"), "POST", "/invoices", {"contact_id": str(contact_id), "lines": []}
    )
    assert stranger.json["errors"][0]["code"] == "unknown_contact"
    shop.contact(contact_id, name="Ana Gil")
    assert shop.draft(contact_id=str(contact_id))["contact_name"] == "Ana Gil"
    assert contacts.asked == 1


def test_a_contact_that_is_nowhere_stays_unknown_and_silence_is_said(
    shop: Shop, contacts: Contacts
):
    """Architecture 1: asked at the moment of the act; down = 503."""
    body = {"contact_id": str(new_id())}
    answer = shop.send(shop.admin, "POST", "/invoices", body)
    assert answer.json["errors"][0]["code"] == "unknown_contact"
    contacts.is_down = True
    answer = shop.send(shop.admin, "POST", "/invoices", body)
    assert (answer.status_code, answer.json["code"]) == (503, "contacts_unavailable")
    assert shop.draft()["contact_name"] == "Ana Ruiz"
