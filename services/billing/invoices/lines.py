"""Lines as somebody typed them → lines of the rule → rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from chassis.db import Session
from chassis.errors import FieldError, Invalid
from services.billing.invoices import amounts
from services.billing.invoices.amounts import InvoiceAmounts, TaxRate
from services.billing.invoices.models import Invoice, InvoiceLine, InvoiceTax
from services.billing.invoices.schemas import LineBody
from services.billing.products.models import Product
from services.billing.products.operations import known_products
from services.billing.taxes.models import Tax
from services.billing.taxes.operations import taxes_by_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A line with everything decided: what the rule needs, and what is printed."""

    product_id: UUID | None
    description: str
    line: amounts.Line


def read_lines(
    session: Session,
    bodies: Sequence[LineBody],
    *,
    currency: str,
    kept_tax_ids: frozenset[UUID] = frozenset(),
) -> list[Written]:
    """Decide each line: what is left out comes from its product.

    A deleted tax is taken only where the invoice bears it already (`kept_tax_ids`). Raises Invalid
    naming every wrong member.
    """
    products = known_products(session, {each.product_id for each in bodies if each.product_id})
    wanted = {tax_id for each in bodies for tax_id in each.tax_ids or ()}
    wanted |= {product.tax_id for product in products.values() if product.tax_id}
    taxes = {
        tax_id: tax
        for tax_id, tax in taxes_by_id(session, wanted).items()
        if tax.deleted_at is None or tax_id in kept_tax_ids
    }
    wrong: list[FieldError] = []
    written = [
        _read(body, products, taxes, currency, member=f"lines.{place}", wrong=wrong)
        for place, body in enumerate(bodies)
    ]
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    return written


def write_lines(session: Session, invoice: Invoice, written: Sequence[Written]) -> None:
    """Write the lines with what they come to, the table of taxes and the invoice's amounts."""
    made = amounts.invoice_amounts([each.line for each in written], invoice.currency)
    invoice.lines.clear()
    invoice.taxes.clear()
    session.flush()
    invoice.lines.extend(
        _line_row(place, each, amount, invoice.currency)
        for place, (each, amount) in enumerate(zip(written, made.lines, strict=True))
    )
    invoice.taxes.extend(
        InvoiceTax(
            place=place,
            tax_id=row.tax.tax_id,
            name=row.tax.name,
            rate_percent=row.tax.percent,
            currency=invoice.currency,
            base=row.base,
            amount=row.amount,
        )
        for place, row in enumerate(made.taxes)
    )
    invoice.subtotal, invoice.discount_total = made.subtotal, made.discount_total
    invoice.tax_total, invoice.total = made.tax_total, made.total


def typed_lines(invoice: Invoice) -> list[LineBody]:
    """Return an invoice's lines as they would be typed again."""
    return [
        LineBody.model_validate(
            {
                "product_id": line.product_id,
                "description": line.description,
                "quantity": line.quantity,
                "unit_price": line.unit_price,
                "discount_percent": line.discount_percent,
                "tax_ids": line.tax_ids,
            }
        )
        for line in invoice.lines
    ]


def tax_ids_of(invoice: Invoice) -> frozenset[UUID]:
    """Return the taxes that an invoice bears."""
    return frozenset(tax_id for line in invoice.lines for tax_id in line.tax_ids)


def shown_amounts(written: Sequence[Written], currency: str) -> InvoiceAmounts:
    """Return what lines come to that are not saved."""
    return amounts.invoice_amounts([each.line for each in written], currency)


def _read(
    body: LineBody,
    products: Mapping[UUID, Product],
    taxes: Mapping[UUID, Tax],
    currency: str,
    *,
    member: str,
    wrong: list[FieldError],
) -> Written:
    product = products.get(body.product_id) if body.product_id else None
    if body.product_id and product is None:
        wrong.append(FieldError(f"{member}.product_id", "unknown_product"))
    description = body.description or (product.name if product else "")
    if not description:
        wrong.append(FieldError(f"{member}.description", "required"))
    tax_ids = body.tax_ids
    if tax_ids is None:
        usual = product.tax_id if product else None
        tax_ids = [usual] if usual is not None and usual in taxes else []
    if len(set(tax_ids)) < len(tax_ids):
        wrong.append(FieldError(f"{member}.tax_ids", "repeated_tax"))
    wrong += [FieldError(f"{member}.tax_ids", "unknown_tax") for id in tax_ids if id not in taxes]
    line = amounts.Line(
        quantity=body.quantity,
        unit_price=_price(body, product, currency, f"{member}.unit_price", wrong),
        discount_percent=body.discount_percent,
        taxes=tuple(
            TaxRate(id, taxes[id].name, taxes[id].rate_percent) for id in tax_ids if id in taxes
        ),
    )
    return Written(product_id=body.product_id, description=description, line=line)


def _price(
    body: LineBody, product: Product | None, currency: str, member: str, wrong: list[FieldError]
) -> Decimal:
    """Return the price that was typed, else the product's where it is in the invoice's currency."""
    if body.unit_price is not None:
        if body.unit_price.currency not in (None, currency):
            wrong.append(FieldError(member, "other_currency"))
        return body.unit_price.amount
    if product is not None and product.currency == currency:
        return product.unit_price
    wrong.append(FieldError(member, "other_currency" if product else "required"))
    return Decimal(0)


def _line_row(place: int, each: Written, amount: amounts.LineAmounts, currency: str) -> InvoiceLine:
    taxes = each.line.taxes
    return InvoiceLine(
        place=place,
        product_id=each.product_id,
        description=each.description,
        quantity=each.line.quantity,
        unit_price=each.line.unit_price,
        currency=currency,
        discount_percent=each.line.discount_percent,
        tax_ids=[tax.tax_id for tax in taxes],
        tax_rates=[tax.percent for tax in taxes],
        tax_names=[tax.name for tax in taxes],
        subtotal=amount.subtotal,
        discount=amount.discount,
        tax=sum(amount.taxes, Decimal(0)),
        total=amount.total,
    )
