"""What amounts look like that are computed and not read: totals of a list, lines not saved."""

from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel

from chassis.money import Money, minor_units
from services.billing.invoices.amounts import InvoiceAmounts


class MoneyShown(BaseModel):
    """An amount of money."""

    amount: str
    currency: str


class TotalOfCurrency(BaseModel):
    """The invoices of one currency."""

    currency: str
    invoices: int
    total: MoneyShown


class InvoiceTotals(BaseModel):
    """What a list comes to, one row per currency: never a sum across currencies."""

    items: list[TotalOfCurrency]


class LineAmountsShown(BaseModel):
    """What one line comes to."""

    subtotal: MoneyShown
    discount: MoneyShown
    tax: MoneyShown
    total: MoneyShown


class TaxShown(BaseModel):
    """One row of the table of taxes."""

    tax_id: UUID
    name: str
    rate_percent: str
    base: MoneyShown
    amount: MoneyShown


class AmountsShown(BaseModel):
    """What lines come to that are not saved."""

    lines: list[LineAmountsShown]
    taxes: list[TaxShown]
    subtotal: MoneyShown
    discount_total: MoneyShown
    tax_total: MoneyShown
    total: MoneyShown


def show_money(money: Money) -> MoneyShown:
    """Show an amount with the decimals of its currency."""
    amount = money.rounded().amount
    return MoneyShown(amount=f"{amount:.{minor_units(money.currency)}f}", currency=money.currency)


def show_amounts(made: InvoiceAmounts, currency: str) -> AmountsShown:
    """Show what lines come to."""

    def shown(amount: Decimal) -> MoneyShown:
        return show_money(Money(amount, currency))

    return AmountsShown(
        lines=[
            LineAmountsShown(
                subtotal=shown(line.subtotal),
                discount=shown(line.discount),
                tax=shown(sum(line.taxes, Decimal(0))),
                total=shown(line.total),
            )
            for line in made.lines
        ],
        taxes=[
            TaxShown(
                tax_id=row.tax.tax_id,
                name=row.tax.name,
                rate_percent=str(row.tax.percent),
                base=shown(row.base),
                amount=shown(row.amount),
            )
            for row in made.taxes
        ],
        subtotal=shown(made.subtotal),
        discount_total=shown(made.discount_total),
        tax_total=shown(made.tax_total),
        total=shown(made.total),
    )
