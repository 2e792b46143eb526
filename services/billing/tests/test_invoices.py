"""Drafts, their amounts, and the life of an invoice."""

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from werkzeug.test import TestResponse

from chassis.identity.actor import Actor
from chassis.identity.tokens import TokenVerifier, mint
from chassis.ids import new_id
from chassis.testing.running import KEY
from contracts.billing import (
    InvoiceChanged,
    InvoiceDeleted,
    InvoiceDrafted,
    InvoiceIssued,
    InvoicePaid,
    InvoiceRejected,
    InvoiceReopened,
)
from services.billing.tests.shop import Shop, line


def here() -> date:
    """The day where the organization is."""
    return datetime.now(ZoneInfo("America/Bogota")).date()


def test_a_draft_has_the_amounts_of_the_rule_and_no_number(shop: Shop):
    """B-12…B-16, B-18: the documented line, in the organization's currency."""
    tax = shop.tax()
    made = shop.draft(
        lines=[line(quantity="3", unit_price="0.335", discount_percent="12.5", tax_ids=[tax["id"]])]
    )
    assert (made["state"], made["number"], made["currency"]) == ("draft", None, "COP")
    amounts = [made[each]["amount"] for each in ("subtotal", "discount_total", "tax_total")]
    assert amounts == ["1.01", "0.13", "0.17"]
    assert made["total"] == {"amount": "1.05", "currency": "COP"}
    [row] = made["taxes"]
    assert (row["tax_id"], row["base"]["amount"], row["amount"]["amount"]) == (
        tax["id"],
        "0.88",
        "0.17",
    )
    [stated] = shop.stated(InvoiceDrafted)
    assert (stated["total"], stated["owner_id"], stated["visibility"]) == (
        "1.05",
        str(shop.admin.user_id),
        "write",
    )


def test_amounts_can_be_seen_before_they_are_saved(shop: Shop):
    """B-15: the preview is the same rule, in a currency without minor unit too; nothing is kept."""
    tax = shop.tax()
    typed = line(quantity="3", unit_price="0.335", discount_percent="12.5", tax_ids=[tax["id"]])
    body = {"currency": "CLP", "lines": [typed, typed]}
    seen = shop.send(shop.admin, "POST", "/invoices/preview", body)
    assert seen.status_code == 200, seen.text
    assert seen.json["lines"][0]["total"] == {"amount": "1", "currency": "CLP"}
    assert seen.json["total"]["amount"] == "2"
    saved = shop.draft(currency="CLP", lines=[typed, typed])
    assert saved["total"] == seen.json["total"]
    assert shop.get("/invoices?count=1")["total"] == 1


def test_a_line_takes_from_its_product_what_it_leaves_out(shop: Shop):
    """B-12, B-22: description, price and tax; what is typed holds."""
    tax = shop.tax()
    product = shop.make(
        "/products", name="Licencia", code="L-1", unit_price="250.5", tax_id=tax["id"]
    )
    made = shop.draft(
        lines=[
            {"product_id": product["id"], "quantity": "2"},
            line(product_id=product["id"], tax_ids=[]),
        ]
    )
    first, second = made["lines"]
    assert (first["description"], first["unit_price"]["amount"]) == ("Licencia", "250.50")
    assert first["tax_ids"] == [tax["id"]]
    assert (second["description"], second["tax_ids"]) == ("Consultoría", [])


@pytest.mark.parametrize(
    ("member", "value", "code"),
    [
        ("product_id", str(new_id()), "unknown_product"),
        ("tax_ids", [str(new_id())], "unknown_tax"),
        ("unit_price", {"amount": "1", "currency": "USD"}, "other_currency"),
        ("quantity", "0", "greater_than"),
        ("discount_percent", "100.1", "less_than_equal"),
        ("tax_ids", [str(new_id())] * 3, "too_long"),
    ],
)
def test_a_wrong_line_is_refused_and_nothing_is_written(shop: Shop, member, value, code):
    """B-12…B-14."""
    body = {"contact_id": str(shop.contact_id), "lines": [line(), line(**{member: value})]}
    answer = shop.send(shop.admin, "POST", "/invoices", body)
    assert answer.status_code == 422, answer.text
    assert [error["field"] for error in answer.json["errors"]] == [f"lines.1.{member}"]
    assert shop.get("/invoices")["items"] == []
    assert shop.stated() == []
    assert code


def test_a_draft_can_be_changed_and_its_lines_are_computed_anew(shop: Shop):
    """B-20, B-15."""
    made = shop.draft()
    answer = shop.edit(made, notes="Gracias", lines=[line(quantity="2"), line(unit_price="50")])
    assert answer.status_code == 200, answer.text
    assert (answer.json["total"]["amount"], answer.json["notes"]) == ("250.00", "Gracias")
    assert shop.edit(made, notes="x").status_code == 412
    [stated] = shop.stated(InvoiceChanged)
    assert stated["total"] == "250.00"


def test_an_issued_invoice_has_the_next_number_and_todays_date_and_changes_no_more(shop: Shop):
    """B-01, B-20: refused on the server, with a stable code, nothing written."""
    first, second = shop.issued(), shop.issued()
    assert [first["number"], second["number"]] == ["INV0000001", "INV0000002"]
    assert first["issued_on"] is not None
    facts = len(shop.stated())
    for answer in (
        shop.edit(first, notes="x"),
        shop.send(shop.admin, "DELETE", f"/invoices/{first['id']}", version=first["version"]),
        shop.act(first, "issue"),
    ):
        assert (answer.status_code, answer.json["code"]) == (409, "invoice_not_draft")
    assert shop.get(f"/invoices/{first['id']}") == first
    assert len(shop.stated()) == facts
    assert [each["number"] for each in shop.stated(InvoiceIssued)] == ["INV0000001", "INV0000002"]


def test_the_life_of_an_invoice_follows_the_table_of_steps(shop: Shop):
    """B-18, O-26: issue, pay, reopen with a reason, reject with a reason, reopen, issue again."""
    made = shop.issued()
    paid = shop.act(made, "pay").json
    assert (paid["state"], paid["paid_on"]) == ("paid", made["issued_on"])
    refused = shop.act(made, "reject", reason="x")
    assert (refused.status_code, refused.json["code"]) == (409, "invoice_step_not_allowed")
    assert shop.act(made, "reopen").status_code in (415, 422)
    assert shop.act(made, "reopen", reason=" ").status_code == 422
    due = shop.act(made, "reopen", reason="El banco devolvió el pago").json
    assert (due["state"], due["paid_on"]) == ("issued", None)
    rejected = shop.act(made, "reject", reason="Datos equivocados").json
    assert (rejected["state"], rejected["number"]) == ("rejected", "INV0000001")
    again = shop.act(made, "reopen", reason="Se corrige").json
    assert again["state"] == "draft"
    issued = shop.act(made, "issue").json
    assert (issued["number"], issued["issued_on"]) == (made["number"], made["issued_on"])
    acts = [(step["act"], step["reason"]) for step in issued["history"]]
    assert acts == [
        ("draft", None),
        ("issue", None),
        ("pay", None),
        ("reopen", "El banco devolvió el pago"),
        ("reject", "Datos equivocados"),
        ("reopen", "Se corrige"),
        ("issue", None),
    ]
    assert [each["reason"] for each in shop.stated(InvoiceReopened)] == [
        "El banco devolvió el pago",
        "Se corrige",
    ]
    assert len(shop.stated(InvoicePaid)) == len(shop.stated(InvoiceRejected)) == 1
    assert shop.issued()["number"] == "INV0000002"


def test_only_a_draft_that_never_had_a_number_can_be_deleted(shop: Shop):
    """O-27."""
    made = shop.issued()
    shop.act(made, "reject", reason="x")
    draft = shop.act(made, "reopen", reason="y").json
    path = f"/invoices/{draft['id']}"
    answer = shop.send(shop.admin, "DELETE", path, version=draft["version"])
    assert (answer.status_code, answer.json["code"]) == (409, "invoice_numbered")
    fresh = shop.draft()
    path = f"/invoices/{fresh['id']}"
    assert shop.send(shop.admin, "DELETE", path, version=1).status_code == 204
    assert shop.send(shop.admin, "GET", path).status_code == 404
    assert [each["is_deleted"] for each in shop.stated(InvoiceDeleted)] == [True]


def test_what_cannot_be_issued_is_refused_by_its_code_and_stays_a_draft(shop: Shop):
    """Bad input: no lines, a suspended client (X-12), a currency without a rate (B-40)."""
    suspended = shop.contact(account_status="suspended")
    wanted = {
        "invoice_without_lines": shop.draft(lines=[]),
        "client_suspended": shop.draft(contact_id=str(suspended)),
        "exchange_rate_missing": shop.draft(currency="USD"),
    }
    facts = len(shop.stated())
    for code, draft in wanted.items():
        answer = shop.act(draft, "issue")
        assert (answer.status_code, answer.json["code"]) == (409, code)
        assert shop.get(f"/invoices/{draft['id']}") == draft
    assert len(shop.stated()) == facts
    assert shop.issued()["number"] == "INV0000001"


def test_a_restricted_client_is_warned_of_and_both_follow_the_settings(shop: Shop):
    """X-12, O-48, C-34."""
    restricted = shop.contact(account_status="restricted")
    draft = shop.draft(contact_id=str(restricted))
    assert draft["warnings"] == ["client_restricted"]
    assert shop.act(draft, "issue").json["warnings"] == ["client_restricted"]
    change = {"on_restricted": "refuse", "on_suspended": "warn"}
    assert shop.send(shop.admin, "PATCH", "/company-profile", change).status_code == 200
    answer = shop.act(shop.draft(contact_id=str(restricted)), "issue")
    assert answer.json["code"] == "client_restricted"
    suspended = shop.contact(account_status="suspended")
    issued = shop.issued(contact_id=str(suspended))
    assert issued["warnings"] == ["client_suspended"]


def test_a_foreign_invoice_is_issued_with_the_rate_of_its_day(shop: Shop):
    """B-40: the latest on or before the day."""
    today = here()
    for day, rate in ((today - timedelta(days=9), "4000"), (today - timedelta(days=2), "4100.5")):
        shop.make("/exchange-rates", currency="USD", valid_on=day.isoformat(), rate=rate)
    old = (today - timedelta(days=5)).isoformat()
    assert shop.issued(currency="USD", issued_on=old)["exchange_rate"] == "4000"
    assert shop.issued(currency="USD")["exchange_rate"] == "4100.5"


def test_dates_of_a_series_never_go_backwards_nor_into_the_future(shop: Shop):
    """Architecture 5: fiscal series."""
    today = here()
    shop.issued(issued_on=(today - timedelta(days=3)).isoformat())
    late = shop.draft(issued_on=(today - timedelta(days=4)).isoformat())
    answer = shop.act(late, "issue")
    assert (answer.status_code, answer.json["code"]) == (409, "issue_date_backwards")
    early = shop.draft(issued_on=(today + timedelta(days=2)).isoformat())
    answer = shop.act(early, "issue")
    assert (answer.status_code, answer.json["code"]) == (409, "issue_date_in_future")
    assert shop.issued()["number"] == "INV0000002"


def test_a_duplicate_is_a_new_draft_with_the_same_content(shop: Shop):
    """B-21."""
    tax = shop.tax()
    source = shop.issued(lines=[line(tax_ids=[tax["id"]])], notes="Gracias", order_number="PO 7")
    path = f"/taxes/{tax['id']}"
    assert shop.send(shop.admin, "DELETE", path, version=1).status_code == 204
    answer = shop.act(source, "duplicate")
    assert answer.status_code == 201, answer.text
    made = answer.json
    assert (made["state"], made["number"], made["issued_on"]) == ("draft", None, None)
    for member in ("lines", "taxes", "total", "notes", "order_number", "contact_id"):
        assert made[member] == source[member], member


def test_an_opportunity_must_be_the_clients(shop: Shop):
    """B-05: and one that the maker sees (X-8)."""
    mine = shop.opportunity(shop.contact_id)
    other = shop.opportunity(shop.contact(name="Otra"))
    made = shop.draft(opportunity_id=str(mine))
    assert made["opportunity_title"] == "Renovación"
    body = {"contact_id": str(shop.contact_id), "opportunity_id": str(other)}
    answer = shop.send(shop.admin, "POST", "/invoices", body)
    assert answer.json["errors"][0]["code"] == "opportunity_of_another_contact"
    another = shop.contact(name="Nueva")
    moved = shop.edit(made, contact_id=str(another)).json
    assert (moved["opportunity_id"], moved["contact_name"]) == (None, "Nueva")


def test_a_private_client_is_not_named_to_who_may_not_see_them(shop: Shop):
    """X-8: in the list, in the single read, in a search, on the document."""
    marta, luis = shop.member("Marta"), shop.member("Luis")
    secret = shop.contact(name="Zoraida", visibility="private", owner_id=marta.user_id)
    made = shop.draft(marta, contact_id=str(secret))
    assert made["contact_name"] == "Zoraida"
    assert shop.get(f"/invoices/{made['id']}", luis)["contact_name"] is None
    [listed] = shop.get("/invoices", luis)["items"]
    assert listed["contact_name"] is None
    assert shop.get("/invoices?q=Zoraida", luis)["items"] == []
    answer = shop.send(luis, "GET", f"/invoices/{made['id']}/pdf")
    assert (answer.status_code, answer.json["code"]) == (403, "client_hidden")
    body = {"contact_id": str(secret), "lines": []}
    refused = shop.send(luis, "POST", "/invoices", body)
    assert refused.json["errors"][0]["code"] == "unknown_contact"


def test_a_private_invoice_is_its_makers_alone(shop: Shop):
    """B-20, G-03: as the chassis's rule has it."""
    marta, luis = shop.member("Marta"), shop.member("Luis")
    made = shop.draft(marta, visibility="private")
    assert shop.send(luis, "GET", f"/invoices/{made['id']}").status_code == 404
    assert shop.act(made, "issue", luis).status_code == 404
    assert shop.get("/invoices", luis)["items"] == []
    read_only = shop.draft(marta, visibility="read")
    assert shop.act(read_only, "issue", luis).status_code == 403
    assert shop.act(made, "issue", marta).status_code == 200


def test_a_list_adds_up_per_currency_and_only_what_its_reader_sees(shop: Shop):
    """X-8, architecture 5: never a sum across currencies."""
    marta, luis = shop.member("Marta"), shop.member("Luis")
    shop.draft(marta)
    shop.draft(marta, currency="USD", lines=[line(unit_price="7.5")])
    shop.draft(marta, visibility="private")
    assert shop.get("/invoices/totals", luis)["items"] == [
        {"currency": "COP", "invoices": 1, "total": {"amount": "100.00", "currency": "COP"}},
        {"currency": "USD", "invoices": 1, "total": {"amount": "7.50", "currency": "USD"}},
    ]
    assert shop.get("/invoices/totals?currency=COP", marta)["items"][0]["invoices"] == 2


def test_a_stale_or_repeated_issue_gives_no_second_number(shop: Shop):
    """B-01: If-Match and Idempotency-Key."""
    made = shop.draft()
    path = f"/invoices/{made['id']}/issue"
    assert shop.send(shop.admin, "POST", path, version=9).status_code == 412
    headers = {"Idempotency-Key": "one"}
    first = shop.send(shop.admin, "POST", path, headers=headers)
    second = shop.send(shop.admin, "POST", path, headers=headers)
    assert first.status_code == second.status_code == 200
    assert first.json == second.json
    assert shop.issued()["number"] == "INV0000002"


def test_a_draft_is_in_its_clients_currency_and_due_after_their_credit(shop: Shop):
    """C-05, B-37, O-49: unless the draft says otherwise; the day holds from the issue on."""
    abroad = shop.contact(currency="USD", credit_days=45)
    assert shop.draft(contact_id=str(abroad))["currency"] == "USD"
    chosen = shop.draft(contact_id=str(abroad), currency="COP", issued_on="2026-05-01")
    assert (chosen["currency"], chosen["due_on"]) == ("COP", None)
    issued = shop.act(chosen, "issue").json
    assert issued["due_on"] == "2026-06-15"
    by_hand = shop.draft(
        contact_id=str(abroad), currency="COP", issued_on="2026-05-02", due_on="2026-05-20"
    )
    assert shop.act(by_hand, "issue").json["due_on"] == "2026-05-20"
    at_once = shop.draft(issued_on="2026-05-03")
    assert (at_once["currency"], shop.act(at_once, "issue").json["due_on"]) == ("COP", None)


def test_contacts_is_told_which_of_many_contacts_have_invoices(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
):
    """X-1, G-11: as client or consignee, not of a deleted one; people are not answered."""
    client, consignee, deleted, none = (shop.contact() for _ in range(4))
    shop.draft(contact_id=str(client), consignee_id=str(consignee))
    gone = shop.draft(contact_id=str(deleted))
    shop.send(shop.admin, "DELETE", f"/invoices/{gone['id']}", version=gone["version"])
    signs = TokenVerifier("billing", {KEY.key_id: ("contacts", KEY.public())})
    monkeypatch.setitem(
        shop.running.app().config,
        "TRONCAL_AUTHENTICATE",
        lambda request: signs.verify(request.headers["Authorization"].removeprefix("Bearer ")),
    )

    def ask(ids: str, user_id: UUID | None = None) -> TestResponse:
        actor = Actor(organization_id=shop.organization_id, user_id=user_id)
        token = mint(actor, key=KEY, issuer="contacts", audience="billing")
        headers = {"Authorization": f"Bearer {token}"}
        return shop.client.get(f"/internal/contacts/invoices?ids={ids}", headers=headers)

    every = ",".join(map(str, (client, consignee, deleted, none)))
    assert ask(every).json == {"invoiced": sorted([str(client), str(consignee)])}
    assert ask("Ana").status_code == 422
    assert ask(every, shop.admin.user_id).status_code == 404
