"""What billing says again: products, rates, and invoices as they were said last."""

from decimal import Decimal
from typing import Any

from contracts.billing import (
    BillingRestated,
    InvoiceDrafted,
    InvoiceIssued,
    InvoiceRestated,
    ProductChanged,
)
from services.billing.tests.shop import Shop

AMOUNTS = ("subtotal", "discount_total", "tax_total", "total")


def plain(said: dict[str, Any]) -> dict[str, Any]:
    """The same with amounts that do not differ by their zeros."""
    return {name: Decimal(one) if name in AMOUNTS else one for name, one in said.items()}


def test_invoices_and_products_are_said_again_as_they_were_said_last(shop: Shop):
    shop.make(
        "/products", name="Internet", code="INT", unit_price={"amount": "100", "currency": "COP"}
    )
    shop.issued()
    shop.draft()
    products = shop.stated(ProductChanged)
    lasts = [*shop.stated(InvoiceIssued), shop.stated(InvoiceDrafted)[-1]]
    shop.running.restate()
    again = shop.stated(InvoiceRestated)
    assert len(again) == len(lasts)
    for last in lasts:
        assert plain({name: last[name] for name in again[0]}) in map(plain, again)
    assert shop.stated(ProductChanged) == 2 * products
    assert len(shop.stated(BillingRestated)) == 1
