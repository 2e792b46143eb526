"""Products, categories, taxes, exchange rates, the company."""

import base64
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from chassis.ids import new_id
from contracts.billing import ExchangeRateChanged, ProductChanged
from services.billing.tests.shop import Shop

PIXEL = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c49444154789c6390f69e0800017c00f8772391650000000049454e44ae426082"
    )
).decode()
"""A PNG of one point."""
BROKEN = base64.b64encode(bytes.fromhex("89504e470d0a1a0a") + b"no picture").decode()


def delete(shop: Shop, path: str, version: int = 1):
    return shop.send(shop.admin, "DELETE", path, version=version)


def test_a_product_is_kept_with_what_cannot_be_removed_from_it(shop: Shop):
    """B-22, B-24, B-26: and stated with each change."""
    category = shop.make("/product-categories", name="Servicios")
    made = shop.make(
        "/products",
        name="Ñandú",
        code="N-1",
        unit_price="0.335",
        category_id=category["id"],
        payment_kind="monthly",
        commission_percent="2.5",
        stock="7",
    )
    assert made["unit_price"] == {"amount": "0.335", "currency": "COP"}
    assert (made["category"], made["active"], made["stock"]) == ("Servicios", True, "7")
    change = {"active": False, "stock": None, "unit_price": {"amount": "5", "currency": "USD"}}
    answer = shop.send(shop.admin, "PATCH", f"/products/{made['id']}", change, version=1)
    assert answer.json["unit_price"] == {"amount": "5.00", "currency": "USD"}
    assert (answer.json["active"], answer.json["stock"]) == (False, None)
    again = shop.send(
        shop.admin, "POST", "/products", {"name": "Otro", "code": "n-1", "unit_price": "1"}
    )
    assert again.json["errors"][0] == {
        "field": "code",
        "code": "already_taken",
        "message": again.json["errors"][0]["message"],
    }
    assert delete(shop, f"/products/{made['id']}", 2).status_code == 204
    stated = shop.stated(ProductChanged)
    assert [(each["unit_price"], each["is_deleted"]) for each in stated] == [
        ("0.335", False),
        ("5", False),
        ("5", True),
    ]
    assert shop.get("/products")["items"] == []


def test_deleting_a_category_moves_its_products_in_one_transaction(shop: Shop):
    """X-2, B-25: refused without a target, into itself, and into what is not there."""
    old, new = (shop.make("/product-categories", name=name) for name in ("Viejos", "Nuevos"))
    products = [
        shop.make("/products", name=f"P{n}", code=f"P{n}", unit_price="1", category_id=old["id"])
        for n in range(3)
    ]
    path = f"/product-categories/{old['id']}"
    refused = {
        path: (409, "category_in_use"),
        f"{path}?move_to={old['id']}": (422, "same_category"),
        f"{path}?move_to={new_id()}": (422, "unknown_category"),
    }
    for wrong, expected in refused.items():
        answer = delete(shop, wrong)
        found = answer.json.get("errors") or [answer.json]
        assert (answer.status_code, found[0]["code"]) == expected
    assert {one["category_id"] for one in shop.get("/products")["items"]} == {old["id"]}
    assert delete(shop, f"{path}?move_to={new['id']}").status_code == 204
    after = shop.get("/products")["items"]
    assert {(one["category"], one["version"]) for one in after} == {("Nuevos", 2)}
    assert len(after) == len(products)
    [left] = shop.get("/product-categories")["items"]
    assert (left["name"], left["products"]) == ("Nuevos", 3)
    assert delete(shop, f"{path}?move_to={new['id']}").status_code == 404


def test_of_two_who_delete_each_category_into_the_other_one_is_refused(shop: Shop):
    """X-2: no product is left in a category that is gone."""
    pair = [shop.make("/product-categories", name=name)["id"] for name in ("A", "B")]
    for id in pair:
        shop.make("/products", name=id, code=id, unit_price="1", category_id=id)
    gate = Barrier(2)

    def remove(place: int) -> int:
        gate.wait(timeout=20)
        path = f"/product-categories/{pair[place]}?move_to={pair[1 - place]}"
        return delete(shop, path).status_code

    with ThreadPoolExecutor(2) as pool:
        statuses = sorted(pool.map(remove, range(2)))
    assert statuses in ([204, 404], [204, 422])
    [left] = shop.get("/product-categories")["items"]
    assert {one["category_id"] for one in shop.get("/products")["items"]} == {left["id"]}


def test_a_tax_is_the_administrators_and_stays_on_what_bears_it(shop: Shop):
    """B-23."""
    tax = shop.tax("19")
    marta = shop.member("Marta")
    refused = shop.send(marta, "POST", "/taxes", {"name": "ICA", "rate_percent": "1"})
    assert refused.status_code == 403
    draft = shop.draft(lines=[{"description": "x", "unit_price": "100", "tax_ids": [tax["id"]]}])
    change = shop.send(
        shop.admin, "PATCH", f"/taxes/{tax['id']}", {"rate_percent": "21"}, version=1
    )
    assert change.status_code == 200
    assert shop.get(f"/invoices/{draft['id']}")["tax_total"]["amount"] == "19.00"
    again = shop.edit(draft, notes="x").json
    assert again["tax_total"]["amount"] == "19.00"
    lines = [{"description": "x", "unit_price": "100", "tax_ids": [tax["id"]]}]
    assert shop.edit(again, lines=lines).json["tax_total"]["amount"] == "21.00"
    assert delete(shop, f"/taxes/{tax['id']}", 2).status_code == 204
    assert shop.tax("19")["name"] == "IVA"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"currency": "COP", "rate": "1"}, "own_currency"),
        ({"currency": "XXX", "rate": "1"}, "unknown_currency"),
        ({"currency": "USD", "rate": "0"}, "greater_than"),
    ],
)
def test_a_rate_that_cannot_be_is_refused(shop: Shop, body, code):
    """B-40."""
    answer = shop.send(shop.admin, "POST", "/exchange-rates", {"valid_on": "2026-01-01"} | body)
    assert (answer.status_code, len(answer.json["errors"])) == (422, 1)
    assert code


def test_a_day_has_one_rate_and_each_change_is_stated(shop: Shop):
    """B-40."""
    body = {"currency": "USD", "valid_on": "2026-01-01", "rate": "4000"}
    made = shop.make("/exchange-rates", **body)
    assert shop.send(shop.admin, "POST", "/exchange-rates", body).status_code == 422
    path = f"/exchange-rates/{made['id']}"
    assert shop.send(shop.admin, "PATCH", path, {"rate": "4100"}, version=1).status_code == 200
    assert delete(shop, path, 2).status_code == 204
    shop.make("/exchange-rates", **body)
    stated = shop.stated(ExchangeRateChanged)
    assert [(each["rate"], each["is_deleted"]) for each in stated] == [
        ("4000", False),
        ("4100", False),
        ("4100", True),
        ("4000", False),
    ]


def test_the_company_says_what_every_new_invoice_says(shop: Shop):
    """B-10, B-17."""
    change = {"name": "Acme SAS", "default_terms": "30 días", "address": "Calle 1\nBogotá"}
    assert shop.send(shop.admin, "PATCH", "/company-profile", change).status_code == 200
    assert shop.draft()["terms"] == "30 días"
    assert shop.draft(terms="Contado")["terms"] == "Contado"
    logo = {"logo": f"data:image/png;base64,{PIXEL}"}
    assert shop.send(shop.admin, "PATCH", "/company-profile", logo).status_code == 200
    for kind, content in (("svg+xml", PIXEL), ("png", BROKEN), ("jpeg", PIXEL)):
        wrong = {"logo": f"data:image/{kind};base64,{content}"}
        answer = shop.send(shop.admin, "PATCH", "/company-profile", wrong)
        assert (answer.status_code, answer.json["errors"][0]["code"]) == (422, "invalid_logo")
    shown = shop.get("/company-profile")
    assert (shown["name"], shown["next_invoice_number"]) == ("Acme SAS", "INV0000001")


def test_a_copy_keeps_the_newest_word_on_a_contact(shop: Shop):
    """P-order: a late fact changes nothing."""
    id = shop.contact(name="Nueva", account_status="suspended")
    versions = shop._versions
    versions[id] = 5
    shop.contact(id, name="Última", account_status="restricted")
    draft = shop.draft(contact_id=str(id))
    assert (draft["contact_name"], draft["warnings"]) == ("Última", ["client_restricted"])
