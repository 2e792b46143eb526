"""What billing states again, for a new reader and after a restore."""

from collections.abc import Iterable, Sequence

from chassis.db import Session
from chassis.events import Restated, Restates
from contracts.billing import (
    BillingRestated,
    ExchangeRateChanged,
    InvoiceRestated,
    ProductChanged,
)
from services.billing.invoices.models import Invoice
from services.billing.invoices.statements import state_of
from services.billing.products.models import Product
from services.billing.products.operations import said_of as said_of_product
from services.billing.rates.models import ExchangeRate
from services.billing.rates.operations import said_of as said_of_rate


def restate_products(
    session: Session,  # noqa: ARG001 - every owner's function has this shape
    rows: Sequence[Product],
) -> Iterable[tuple[Product, ProductChanged]]:
    """State products, deleted ones too."""
    for product in rows:
        yield product, said_of_product(product)


def restate_rates(
    session: Session,  # noqa: ARG001 - every owner's function has this shape
    rows: Sequence[ExchangeRate],
) -> Iterable[tuple[ExchangeRate, ExchangeRateChanged]]:
    """State exchange rates, deleted ones too."""
    for rate in rows:
        yield rate, said_of_rate(rate)


def restate_invoices(
    session: Session,  # noqa: ARG001 - every owner's function has this shape
    rows: Sequence[Invoice],
) -> Iterable[tuple[Invoice, InvoiceRestated]]:
    """State invoices as they are, deleted drafts too."""
    for invoice in rows:
        yield invoice, InvoiceRestated(**state_of(invoice))


RESTATES = Restates(
    records=(
        Restated(model=Product, state=restate_products),
        Restated(model=ExchangeRate, state=restate_rates),
        Restated(model=Invoice, state=restate_invoices),
    ),
    completed=BillingRestated,
)
