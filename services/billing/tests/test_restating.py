"""What billing says again: products, rates, and invoices as they were said last."""

from contracts.billing import (
    BillingRestated,
    InvoiceDrafted,
    InvoiceIssued,
    InvoiceRestated,
    ProductChanged,
)
from services.billing.tests.shop import Shop


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
        assert {name: last[name] for name in again[0]} in again
    assert shop.stated(ProductChanged) == 2 * products
    assert len(shop.stated(BillingRestated)) == 1
