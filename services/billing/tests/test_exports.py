"""The list of invoices as files, and its saved views."""

import csv
import io
import zipfile
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from chassis.clock import now
from chassis.identity.actor import Actor
from services.billing.tests.shop import EVERYTHING, Shop

ENTITY = "entity=invoices"
BOGOTA = "America/Bogota"


def ask(shop: Shop, actor: Actor, **members: Any) -> Any:
    """Ask for a CSV file of the list."""
    return shop.send(actor, "POST", f"/exports?{ENTITY}", {"format": "csv"} | members)


def rows(shop: Shop, actor: Actor, **members: Any) -> list[dict[str, str]]:
    """Return the rows of a file by their titles."""
    asked = ask(shop, actor, language="en", **members)
    assert asked.status_code == 202, asked.text
    shop.running.run_woken_jobs()
    path = f"/exports/{asked.json['id']}"
    made = shop.get(f"{path}?{ENTITY}", actor)
    assert made["state"] == "done", made
    file = shop.send(actor, "GET", f"{path}/file?{ENTITY}")
    assert file.status_code == 200, file.text
    return list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"), newline="")))


def test_a_file_has_what_the_list_shows(shop: Shop):
    """R-13: filters, sort and columns are the list's; amounts are numbers with their currency."""
    first = shop.issued(order_number="A-1")
    second = shop.issued(order_number="A-2")
    shop.draft()
    found = rows(
        shop,
        shop.admin,
        filter={"state": "issued"},
        sort="created_at",
        columns=["number", "client", "state", "total", "currency", "order_number", "owner"],
    )
    assert [list(row.values()) for row in found] == [
        [
            each["number"],
            "Ana Ruiz",
            "Issued",
            each["total"]["amount"],
            each["currency"],
            each["order_number"],
            "Ada",
        ]
        for each in (first, second)
    ]
    assert len(rows(shop, shop.admin)) == 3


def test_a_file_holds_no_name_that_the_list_hides(shop: Shop):
    """X-8: an invoice is seen by many, its client and opportunity by few."""
    marta, eva = shop.member("Marta"), shop.member("Eva")
    own = {"visibility": "private", "owner_id": marta.user_id}
    secret = shop.contact(name="Secreta", **own)
    deal = shop.opportunity(secret, title="Trato", **own)
    shop.draft(marta, contact_id=str(secret), opportunity_id=str(deal))
    columns = ["client", "opportunity"]
    (seen,) = rows(shop, eva, columns=columns)
    assert list(seen.values()) == ["", ""]
    (mine,) = rows(shop, marta, columns=columns)
    assert list(mine.values()) == ["Secreta", "Trato"]


def test_who_may_not_export_gets_nothing(shop: Shop):
    """G-07: exporting is a permission of its own."""
    reader = shop.member("Lea", permissions=EVERYTHING - {"billing.export"})
    assert ask(shop, reader).status_code == 403
    assert shop.get(f"/views?{ENTITY}", reader)["items"] == []


def test_a_view_of_what_is_overdue_follows_the_calendar(shop: Shop):
    """R-13, B-37: due before the day on which it is opened, whoever looks."""
    today = now().astimezone(ZoneInfo(BOGOTA)).date()
    days = {step: (today + timedelta(days=step)).isoformat() for step in (-30, -1, 0)}
    late = shop.issued(issued_on=days[-30], due_on=days[-1])
    shop.issued(issued_on=days[-30], due_on=days[0])
    body = {
        "name": "Vencidas",
        "filter": {"state": "issued", "due_on.lt": "@today", "owner_id": "@me"},
        "sort": "-listed_on",
        "columns": [{"name": "number"}, {"name": "due_on", "width": 120}],
        "shared": True,
    }
    made = shop.send(shop.admin, "POST", f"/views?{ENTITY}", body)
    assert made.status_code == 201, made.text
    assert made.json["filter"] == body["filter"]
    found = rows(shop, shop.admin, view_id=made.json["id"], time_zone=BOGOTA)
    assert [list(row.values()) for row in found] == [[late["number"], days[-1]]]
    assert rows(shop, shop.member("Eva"), view_id=made.json["id"], time_zone=BOGOTA) == []


def test_administrators_take_all_data_of_the_module(shop: Shop):
    """R-15: a CSV file for each type of record."""
    shop.issued()
    asked = shop.send(shop.admin, "POST", f"/exports?{ENTITY}", {"format": "zip"})
    assert asked.status_code == 202, asked.text
    shop.running.run_woken_jobs()
    path = f"/exports/{asked.json['id']}"
    file = shop.send(shop.admin, "GET", f"{path}/file?{ENTITY}")
    assert file.status_code == 200, file.text
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        assert {"invoice.csv", "product.csv", "tax.csv"} <= set(archive.namelist())
