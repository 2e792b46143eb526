"""Another organization's token, on every route: 404 where a record is named, none of its rows.

The routes come from the merged document of the running product, so a route that is added is asked
too; one that names a record of a kind that this test does not make fails it.
"""

import random
from typing import Any

import pytest
import requests

from chassis.testing import eventually
from chassis.testing.product import Client, Product

BODIES: dict[str, Any] = {
    "Classification": {"disposition_id": None, "note": "x"},
    "ContactChange": {"class": "client"},
    "NoteBody": {"text": "x"},
    "ShareBody": {"user_ids": []},
    "GroupChange": {"name": "x"},
    "NumberChange": {"alias": "x"},
    "OperatorList": {"operators": []},
    "ProfileChange": {"name": "x"},
    "RoleChange": {"name": "x"},
    "DispositionChange": {"name": "x"},
    "TemplatePatch": {"name": "x"},
    "UserChange": {"name": "x"},
    "CategoryBody": {"name": "x"},
    "InvoiceChange": {"notes": "x"},
    "InvoicePayment": {},
    "InvoiceReason": {"reason": "x"},
    "ProductChange": {"name": "x"},
    "RateChange": {"rate": "2"},
    "TaxChange": {"name": "x"},
}


class World:
    """One organization with a record of each kind, and the administrator of another."""

    def __init__(self, product: Product) -> None:
        self.owner = product.sign_in()
        self.ids = self._records()
        self.stranger = self._stranger(product)
        self.document = requests.get(f"{product.base}/api/openapi.json", timeout=30).json()

    def _records(self) -> dict[str, str]:
        owner = self.owner
        caller = f"+57311{random.randrange(10**6, 10**7)}"
        owner.do("PUT", "/agents/me/state", {"state": "offline"})
        owner.do("POST", "/telephony/simulator/calls", {"from": caller})

        def missed() -> dict[str, Any] | None:
            items = owner.get("/calls", params={"from": caller})["items"]
            return next(
                (call for call in items if call["status"] == "missed" and call["contact_name"]),
                None,
            )

        call = eventually(missed, deadline=60)

        def delivered() -> dict[str, Any] | None:
            items = owner.get("/messages", params={"call_id": call["id"]})["items"]
            return next((message for message in items if message["state"] == "delivered"), None)

        message = eventually(delivered, deadline=60)
        notice = eventually(lambda: owner.get("/notifications")["items"], deadline=60)[0]
        contact = owner.do(
            "POST",
            "/contacts",
            {"kind": "person", "first_name": "Zoraida", "last_name": "Secreta"},
        )
        group = owner.do("POST", "/groups", {"name": f"Grupo {caller}"})
        tax = owner.do("POST", "/taxes", {"name": f"IVA {caller}", "rate_percent": "19"})
        category = owner.do("POST", "/product-categories", {"name": f"Categoría {caller}"})
        product = owner.do(
            "POST", "/products", {"name": "Producto", "code": caller, "unit_price": "1"}
        )
        rate = owner.do(
            "POST",
            "/exchange-rates",
            {"currency": "USD", "rate": "4000", "valid_on": f"20{caller[-2:]}-01-01"},
        )
        draft = {"contact_id": contact["id"], "notes": "Zoraida", "order_number": "Zoraida"}

        def invoiced() -> Any:
            answer = owner("POST", "/invoices", json=draft)
            return answer.json() if answer.ok else None

        invoice = eventually(invoiced, deadline=60, saying="billing knows the contact")
        return {
            "contact_id": contact["id"],
            "call_id": call["id"],
            "message_id": message["id"],
            "notification_id": notice["id"],
            "group_id": group["id"],
            "number_id": owner.get("/phone-numbers")["items"][0]["id"],
            "profile_id": owner.get("/profiles")["items"][0]["id"],
            "role_id": owner.get("/roles")["items"][0]["id"],
            "user_id": owner.user["id"],
            "disposition_id": owner.get("/telephony/dispositions")["items"][0]["id"],
            "template_id": owner.get("/templates")["items"][0]["id"],
            "tax_id": tax["id"],
            "category_id": category["id"],
            "product_id": product["id"],
            "rate_id": rate["id"],
            "invoice_id": invoice["id"],
            "session_id": owner.get("/me/sessions")["items"][0]["id"],
        }

    def _stranger(self, product: Product) -> Client:
        made = self.owner.do("POST", "/organizations", {"name": "Otra empresa"})
        founder = product.sign_in()
        switched = founder.do("POST", "/auth/switch", {"organization_id": made["id"]})
        founder.session.headers["Authorization"] = f"Bearer {switched['access_token']}"
        profiles = founder.get("/profiles")["items"]
        account = {
            "email": f"{made['id']}@otra.example",
            "name": "Administradora de otra empresa",
            "password": "una-clave-bastante-larga",
            "profile_id": next(item["id"] for item in profiles if item["is_administrator"]),
            "role_id": founder.get("/roles")["items"][0]["id"],
        }
        founder.do("POST", "/users", account)
        return product.sign_in(account["email"], account["password"])

    def routes(self) -> list[tuple[str, str, dict[str, Any]]]:
        return [
            (method, path.removeprefix("/api/v1"), operation)
            for path, operations in self.document["paths"].items()
            for method, operation in operations.items()
        ]

    def state(self) -> dict[str, Any]:
        """What the owner sees of each record; sessions and agents move by themselves.

        The records were waited for until nothing of the product's own changes them any more.
        """
        paths = {
            "contact_id": "/contacts/{}",
            "call_id": "/calls/{}",
            "message_id": "/messages/{}",
            "group_id": "/groups/{}",
            "number_id": "/phone-numbers/{}",
            "profile_id": "/profiles/{}",
            "role_id": "/roles/{}",
            "user_id": "/users/{}",
            "disposition_id": "/telephony/dispositions/{}",
            "template_id": "/templates/{}",
            "tax_id": "/taxes/{}",
            "category_id": "/product-categories/{}",
            "product_id": "/products/{}",
            "rate_id": "/exchange-rates/{}",
            "invoice_id": "/invoices/{}",
        }
        return {name: self.owner.get(path.format(self.ids[name])) for name, path in paths.items()}


@pytest.fixture(scope="module")
def world(one_process: Product) -> World:
    return World(one_process)


def body_of(operation: dict[str, Any]) -> Any:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return None
    name = content["schema"]["$ref"].rpartition("/")[2]
    assert name in BODIES, f"give this test a valid body for {name}"
    return BODIES[name]


def test_every_route_that_names_a_record_answers_404_and_changes_nothing(world: World):
    before = world.state()
    leaks: dict[str, int] = {}
    asked = 0
    for method, path, operation in world.routes():
        if "{" not in path:
            continue
        assert path.format_map(world.ids), f"no record for {path}"
        headers = {"If-Match": '"1"', "Accept": "application/json"}
        answer = world.stranger(
            method.upper(), path.format_map(world.ids), json=body_of(operation), headers=headers
        )
        asked += 1
        if answer.status_code != 404:
            leaks[f"{method} {path}"] = answer.status_code
    assert leaks == {}
    assert asked >= 25
    assert world.state() == before


def test_no_collection_shows_a_row_of_another_organization(world: World):
    ids = set(world.ids.values())
    asked = 0
    for method, path, _ in world.routes():
        if method != "get" or "{" in path or path == "/stream":
            continue
        query = {"q": "Zoraida"} if path == "/contacts/lookup" else {}
        answer = world.stranger("GET", path, params=query)
        assert answer.status_code < 500, path
        found = {name for name, value in world.ids.items() if value in answer.text}
        assert found == set(), f"{path} shows {found}"
        asked += 1
    assert asked >= 20
    assert ids
