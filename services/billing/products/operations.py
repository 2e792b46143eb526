"""Use cases of products (B-22, B-24, B-26)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chassis.clock import now
from chassis.db import Session
from chassis.errors import FieldError, Invalid, NotFound
from chassis.events import record
from chassis.ids import new_id
from chassis.records import search_text, sort_key
from contracts.billing import ProductChanged
from services.billing.catalogs.amounts import Amount
from services.billing.catalogs.writing import refuse_empty, taken_names
from services.billing.products.categories import live_category
from services.billing.products.models import Product
from services.billing.taxes.operations import taxes_by_id

_CODES = {"uq_product_code": "code"}
_MAY_BE_EMPTY = ("category_id", "tax_id", "commission_percent", "stock")
_COLUMNS = {"active": "is_active"}


def create_product(session: Session, given: Mapping[str, Any], *, currency: str) -> Product:
    """Add a product; a price without a currency is in `currency`. Raises Invalid."""
    product = Product(id=new_id(), currency=currency)
    _write(session, product, given)
    session.add(product)
    with taken_names(_CODES):
        session.flush()
    _state(session, product)
    return product


def change_product(
    session: Session, product_id: UUID, given: Mapping[str, Any], *, expected_version: int | None
) -> Product:
    """Change some members. Raises NotFound, Stale, Invalid."""
    refuse_empty(given, but=_MAY_BE_EMPTY)
    product = _live(session, product_id, expected_version=expected_version)
    _write(session, product, given)
    product.touch()
    with taken_names(_CODES):
        session.flush()
    _state(session, product)
    return product


def delete_product(session: Session, product_id: UUID, *, expected_version: int | None) -> None:
    """Take a product from the list; lines that name it stay as they are."""
    product = _live(session, product_id, expected_version=expected_version)
    product.deleted_at = now()
    product.touch()
    _state(session, product)


def _live(session: Session, product_id: UUID, *, expected_version: int | None) -> Product:
    product = session.lock(Product, product_id, expected_version=expected_version)
    if product.deleted_at is not None:
        raise NotFound
    return product


def _write(session: Session, product: Product, given: Mapping[str, Any]) -> None:
    """Put what was sent into the row; what it points to must be there."""
    _check_references(session, given)
    for name, value in given.items():
        if name == "unit_price":
            price: Amount = value
            product.unit_price = price.amount
            product.currency = price.currency or product.currency
        else:
            setattr(product, _COLUMNS.get(name, name), value)
    product.sort_key = sort_key(product.name)
    product.code_key = sort_key(product.code)
    product.search_text = search_text(product.name, product.code)


def _check_references(session: Session, given: Mapping[str, Any]) -> None:
    wrong = []
    if given.get("category_id") and live_category(session, given["category_id"]) is None:
        wrong.append(FieldError("category_id", "unknown_category"))
    if given.get("tax_id"):
        tax = taxes_by_id(session, [given["tax_id"]]).get(given["tax_id"])
        if tax is None or tax.deleted_at is not None:
            wrong.append(FieldError("tax_id", "unknown_tax"))
    if wrong:
        raise Invalid("invalid_fields", *wrong)


def _state(session: Session, product: Product) -> None:
    record(session, product, said_of(product))


def said_of(product: Product) -> ProductChanged:
    """Return what is said of a product as it is now."""
    return ProductChanged(
        name=product.name,
        code=product.code,
        is_active=product.is_active,
        unit_price=product.unit_price,
        currency=product.currency,
        is_deleted=product.deleted_at is not None,
    )


def known_products(session: Session, product_ids: set[UUID]) -> dict[UUID, Product]:
    """Return these products, deleted ones too: a draft may still name one."""
    if not product_ids:
        return {}
    found = session.scalars(select(Product).where(Product.id.in_(product_ids)))
    return {product.id: product for product in found}
