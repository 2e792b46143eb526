"""What a line and an invoice come to (B-15): half up at the currency's minor unit, at each step.

For each line, in this order, every result rounded before the next step uses it:

1. subtotal = quantity × unit price
2. discount = subtotal × discount % ÷ 100
3. each of up to two taxes = (subtotal − discount) × rate % ÷ 100
4. total    = subtotal − discount + taxes

The invoice's amounts are the sums of its lines'. The table of taxes lists each tax once: the base
is the sum of (subtotal − discount) of the lines that bear it, the amount the sum of its amounts
there. Quantities, prices and rates are never rounded themselves. The steps, half up and two taxes
are the acceptance list's (B-14, B-15).

The documented example, 3 × 0.335 less 12.5 % with 19 % tax:

========  ========  ========  ====  ====  =====
currency  subtotal  discount  net   tax   total
========  ========  ========  ====  ====  =====
COP, USD  1.01      0.13      0.88  0.17  1.05
CLP       1         0         1     0     1
========  ========  ========  ====  ====  =====
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final
from uuid import UUID

from chassis.money import rounded

MOST_TAXES: Final = 2

# A quantity of 15 digits times a price of 18 keeps every digit until the rounding.
_EXACT: Final = Context(prec=80)
_HUNDREDTH: Final = Decimal("0.01")
_NOTHING: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class TaxRate:
    """A tax as a line bears it."""

    tax_id: UUID
    name: str
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What somebody typed: the rule's input."""

    quantity: Decimal
    unit_price: Decimal
    discount_percent: Decimal = _NOTHING
    taxes: tuple[TaxRate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAmounts:
    """What one line comes to; `taxes` stand in the order of the line's."""

    subtotal: Decimal
    discount: Decimal
    taxes: tuple[Decimal, ...]
    total: Decimal

    @property
    def net(self) -> Decimal:
        """The base of the line's taxes."""
        return self.subtotal - self.discount


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxAmount:
    """One row of the table of taxes."""

    tax: TaxRate
    base: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceAmounts:
    """What an invoice comes to, with its lines in their order."""

    lines: tuple[LineAmounts, ...]
    taxes: tuple[TaxAmount, ...]
    subtotal: Decimal
    discount_total: Decimal
    tax_total: Decimal
    total: Decimal


def line_amounts(line: Line, currency: str) -> LineAmounts:
    """Compute one line."""
    subtotal = rounded(_EXACT.multiply(line.quantity, line.unit_price), currency)
    discount = _percent_of(subtotal, line.discount_percent, currency)
    net = _EXACT.subtract(subtotal, discount)
    taxes = tuple(_percent_of(net, tax.percent, currency) for tax in line.taxes)
    return LineAmounts(
        subtotal=subtotal, discount=discount, taxes=taxes, total=_sum([net, *taxes], currency)
    )


def invoice_amounts(lines: Sequence[Line], currency: str) -> InvoiceAmounts:
    """Compute an invoice."""
    amounts = tuple(line_amounts(line, currency) for line in lines)
    return InvoiceAmounts(
        lines=amounts,
        taxes=_tax_table(lines, amounts, currency),
        subtotal=_sum((line.subtotal for line in amounts), currency),
        discount_total=_sum((line.discount for line in amounts), currency),
        tax_total=_sum((tax for line in amounts for tax in line.taxes), currency),
        total=_sum((line.total for line in amounts), currency),
    )


def _percent_of(amount: Decimal, percent: Decimal, currency: str) -> Decimal:
    return rounded(_EXACT.multiply(_EXACT.multiply(amount, percent), _HUNDREDTH), currency)


def _tax_table(
    lines: Sequence[Line], amounts: Sequence[LineAmounts], currency: str
) -> tuple[TaxAmount, ...]:
    """List each tax once, in the order in which the lines first name it.

    A rate that differs between two lines makes two rows: their sum would belong to neither.
    """
    found: dict[TaxRate, tuple[Decimal, Decimal]] = {}
    for line, made in zip(lines, amounts, strict=True):
        for tax, amount in zip(line.taxes, made.taxes, strict=True):
            base, sum_ = found.get(tax, (_NOTHING, _NOTHING))
            found[tax] = (_EXACT.add(base, made.net), _EXACT.add(sum_, amount))
    return tuple(
        TaxAmount(tax=tax, base=rounded(base, currency), amount=rounded(sum_, currency))
        for tax, (base, sum_) in found.items()
    )


def _sum(amounts: Iterable[Decimal], currency: str) -> Decimal:
    total = _NOTHING
    for amount in amounts:
        total = _EXACT.add(total, amount)
    return rounded(total, currency)
