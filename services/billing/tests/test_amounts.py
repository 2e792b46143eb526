"""B-15 against an oracle that was written from the rule's text and shares no code with it."""

import random
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest

from chassis.ids import new_id
from services.billing.invoices.amounts import Line, TaxRate, invoice_amounts, line_amounts

DECIMALS = {"COP": 2, "USD": 2, "CLP": 0}
CASES = 10_000
TAXES = [TaxRate(new_id(), name, Decimal(rate)) for name, rate in (
    ("IVA", "19"), ("IVA reducido", "5"), ("ICA", "0.966"), ("Retención", "2.5"), ("Exento", "0")
)]  # fmt: skip


def half_up(value: Fraction, currency: str) -> Fraction:
    """Round at the currency's minor unit; exactly half goes up."""
    unit = 10 ** DECIMALS[currency]
    return Fraction((2 * value * unit + 1) // 2, unit)


def oracle(lines: list[Line], currency: str) -> dict[str, object]:
    """Return what B-15 says in words, in fractions: nothing is lost but where it says so."""
    subtotal = discounts = taxes = total = Fraction(0)
    table: dict[UUID, list[Fraction]] = {}
    per_line = []
    for line in lines:
        sub = half_up(Fraction(line.quantity) * Fraction(line.unit_price), currency)
        off = half_up(sub * Fraction(line.discount_percent) / 100, currency)
        each = [half_up((sub - off) * Fraction(tax.percent) / 100, currency) for tax in line.taxes]
        for tax, amount in zip(line.taxes, each, strict=True):
            row = table.setdefault(tax.tax_id, [Fraction(0), Fraction(0)])
            row[0] += sub - off
            row[1] += amount
        whole = sub - off + sum(each)
        per_line.append(whole)
        subtotal, discounts = subtotal + sub, discounts + off
        taxes, total = taxes + sum(each), total + whole
    return {
        "subtotal": subtotal,
        "discount_total": discounts,
        "tax_total": taxes,
        "total": total,
        "lines": per_line,
        "taxes": {tax_id: tuple(row) for tax_id, row in table.items()},
    }


def some_line(draw: random.Random) -> Line:
    """Return a line of any size that the API takes; exact halves are as likely as small errors."""
    digits = draw.choice((0, 1, 3, 6))
    return Line(
        quantity=Decimal(draw.randint(1, 10 ** draw.randint(1, 9))).scaleb(-digits),
        unit_price=Decimal(draw.randint(0, 10 ** draw.randint(1, 12))).scaleb(
            -draw.choice((0, 2, 3, 6))
        ),
        discount_percent=Decimal(draw.choice((0, 0, 5, 10, 125, 333, 500, 1000))).scaleb(-1),
        taxes=tuple(draw.sample(TAXES, draw.choice((0, 1, 1, 2)))),
    )


@pytest.mark.parametrize("currency", DECIMALS)
def test_ten_thousand_invoices_come_to_what_the_text_of_the_rule_says(currency: str):
    """B-15, beyond 13: to the cent, in currencies with and without a minor unit."""
    draw = random.Random(f"B-15 {currency}")
    for _ in range(CASES // len(DECIMALS) + 1):
        lines = [some_line(draw) for _ in range(draw.randint(1, 4))]
        made, expected = invoice_amounts(lines, currency), oracle(lines, currency)
        for member in ("subtotal", "discount_total", "tax_total", "total"):
            assert Fraction(getattr(made, member)) == expected[member], (member, lines)
        assert [Fraction(line.total) for line in made.lines] == expected["lines"], lines
        table = {row.tax.tax_id: (Fraction(row.base), Fraction(row.amount)) for row in made.taxes}
        assert table == expected["taxes"], lines


@pytest.mark.parametrize(
    ("currency", "subtotal", "discount", "tax", "total"),
    [
        ("COP", "1.01", "0.13", "0.17", "1.05"),
        ("USD", "1.01", "0.13", "0.17", "1.05"),
        ("CLP", "1", "0", "0", "1"),
    ],
)
def test_the_documented_line_rounds_as_documented(currency, subtotal, discount, tax, total):
    """B-15: 3 × 0.335 less 12.5 % with 19 % tax."""
    line = Line(
        quantity=Decimal(3),
        unit_price=Decimal("0.335"),
        discount_percent=Decimal("12.5"),
        taxes=(TAXES[0],),
    )
    made = line_amounts(line, currency)
    written = [str(each) for each in (made.subtotal, made.discount, *made.taxes, made.total)]
    assert written == [subtotal, discount, tax, total]


def test_no_digit_is_lost_before_the_rounding_however_long_the_factors_are():
    """B-15: a product of 33 digits that ends just below a half rounds down."""
    line = Line(quantity=Decimal("999999999.999999"), unit_price=Decimal("999999999999.999999"))
    exact = Fraction(line.quantity) * Fraction(line.unit_price)
    assert Fraction(line_amounts(line, "USD").subtotal) == half_up(exact, "USD")


def test_a_tax_with_two_rates_has_a_row_for_each():
    """B-15: the rate was changed between two lines; one sum would belong to neither."""
    tax_id = new_id()
    lines = [
        Line(quantity=Decimal(1), unit_price=Decimal(100), taxes=(TaxRate(tax_id, "IVA", rate),))
        for rate in (Decimal(16), Decimal(19))
    ]
    rows = invoice_amounts(lines, "COP").taxes
    assert [(row.tax.percent, row.base, row.amount) for row in rows] == [
        (16, Decimal("100.00"), Decimal("16.00")),
        (19, Decimal("100.00"), Decimal("19.00")),
    ]
