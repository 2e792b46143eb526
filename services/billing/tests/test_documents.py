"""The invoice as PDF (B-07, B-21)."""

import re
import zlib

import pytest

from chassis.errors import Unavailable
from services.billing.documents.printing import Document, Press
from services.billing.documents.wording import day, money, number
from services.billing.tests.shop import Shop, line
from services.billing.tests.test_catalogs import PIXEL


def pdf(shop: Shop, invoice) -> bytes:
    answer = shop.send(shop.admin, "GET", f"/invoices/{invoice['id']}/pdf")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/pdf"
    return answer.data


def glyphs(content: bytes) -> int:
    """Return how much is drawn: text is set with fonts of its own encoding, but it is counted."""
    drawn = 0
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            drawn += len(zlib.decompress(stream.strip(b"\r\n")))
        except zlib.error:
            continue
    return drawn


def test_an_invoice_is_printed_in_its_language_with_the_company_on_it(shop: Shop):
    """B-07, B-17: the title is in the document's own data, in the clear."""
    change = {"name": "Acme SAS", "logo": f"data:image/png;base64,{PIXEL}"}
    shop.send(shop.admin, "PATCH", "/company-profile", change)
    spanish, english = shop.issued(language="es"), shop.issued(language="en")
    first, second = pdf(shop, spanish), pdf(shop, english)
    assert b"Factura INV0000001" in first
    assert b"Invoice INV0000002" in second
    assert b"/Lang(es" in first.replace(b" ", b"")
    for content in (first, second):
        assert content.startswith(b"%PDF-")
        assert b"Acme SAS" in content


def test_a_draft_carries_a_mark(shop: Shop):
    """B-07: nobody takes it for an invoice."""
    draft = pdf(shop, shop.draft())
    issued = pdf(shop, shop.issued())
    assert b"Factura borrador" in draft
    assert b"borrador" not in issued


def test_what_users_wrote_is_never_markup(shop: Shop):
    """Security: code, imports and files in every text are printed as they stand."""
    evil = '#panic("x") #import "@preview/x:1.0.0": * $x$ *b* = h #read("/etc/passwd") \\ ]]] "'
    shop.send(shop.admin, "PATCH", "/company-profile", {"name": evil, "address": evil})
    contact = shop.contact(name=evil)
    tax = shop.tax(name=evil[:60])
    made = shop.issued(
        contact_id=str(contact),
        billing_address=evil,
        notes=evil,
        terms=evil,
        order_number=evil[:90],
        lines=[line(description=evil, tax_ids=[tax["id"]])],
    )
    assert pdf(shop, made).startswith(b"%PDF-")


def test_two_hundred_lines_are_printed(shop: Shop):
    """B-12: over several pages, within the limits of the child."""
    made = shop.issued(lines=[line(description=f"Línea {n}") for n in range(200)])
    content = pdf(shop, made)
    assert content.count(b"/Type/Page") + content.count(b"/Type /Page") > 3
    assert glyphs(content) > 10_000


def test_a_document_that_cannot_be_set_is_refused_and_harms_nobody(shop: Shop):
    """Failure mode: the child fails, the service goes on."""
    with pytest.raises(Unavailable):
        Press().print(Document(data={"nothing": 1}, logo=None, file_name="x.pdf"))
    assert pdf(shop, shop.issued()).startswith(b"%PDF-")


def test_numbers_and_days_are_written_as_the_language_has_them():
    """O-36: and with the decimals of the currency."""
    assert number("1234567.5", "es", least=2) == "1.234.567,50"
    assert number("1234567.5", "en") == "1,234,567.5"
    assert number("100", "es") == "100"
    assert number("12.500000", "es") == "12,5"
    assert money({"amount": "1000", "currency": "CLP"}, "es", with_currency=True) == "1.000 CLP"
    assert money({"amount": "0.335", "currency": "USD"}, "en") == "0.335"
    assert (day("2026-03-28", "es"), day("2026-03-28", "en")) == ("28/03/2026", "28 Mar 2026")
