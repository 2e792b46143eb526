"""Products and their categories as the API reads and shows them."""

from decimal import Decimal
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import Field as Member
from pydantic import StringConstraints
from sqlalchemy import func, select

from chassis.records import Access, Field, MoneyOf, RecordType
from chassis.web import Body, ShortText
from services.billing.catalogs.amounts import Money
from services.billing.products.models import PAYMENT_KINDS, Product, ProductCategory

PaymentKind = Literal["monthly", "on_demand", "one_time"]
Code = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Description = Annotated[str, StringConstraints(max_length=2_000)]
Percent = Annotated[Decimal, Member(ge=0, le=100, max_digits=9, decimal_places=6)]
Stock = Annotated[Decimal, Member(max_digits=15, decimal_places=6)]


class CategoryBody(Body):
    """A category's name."""

    name: ShortText


class CategoryDelete(Body):
    """Where the products of a deleted category go (B-25)."""

    move_to: UUID | None = None


class ProductCreate(Body):
    """A new product. A price without a currency is in the organization's."""

    name: ShortText
    code: Code
    active: bool = True
    category_id: UUID | None = None
    unit_price: Money
    tax_id: UUID | None = None
    payment_kind: PaymentKind = "one_time"
    commission_percent: Percent | None = None
    stock: Stock | None = None
    description: Description = ""


class ProductChange(Body):
    """What may change of a product; lines of invoices keep what they were written with."""

    name: ShortText | None = None
    code: Code | None = None
    active: bool | None = None
    category_id: UUID | None = None
    unit_price: Money | None = None
    tax_id: UUID | None = None
    payment_kind: PaymentKind | None = None
    commission_percent: Percent | None = None
    stock: Stock | None = None
    description: Description | None = None


_PRODUCTS = Product.__table__
_CATEGORIES = ProductCategory.__table__
_CATEGORY_NAME = (
    select(_CATEGORIES.c.name)
    .where(
        _CATEGORIES.c.organization_id == _PRODUCTS.c.organization_id,
        _CATEGORIES.c.id == _PRODUCTS.c.category_id,
    )
    .correlate(_PRODUCTS)
    .scalar_subquery()
)
_PRODUCTS_IN = (
    select(func.count())
    .select_from(_PRODUCTS)
    .where(
        _PRODUCTS.c.organization_id == _CATEGORIES.c.organization_id,
        _PRODUCTS.c.category_id == _CATEGORIES.c.id,
        _PRODUCTS.c.deleted_at.is_(None),
    )
    .correlate(_CATEGORIES)
    .scalar_subquery()
)

CATEGORY: Final = RecordType(
    name="product_category",
    model=ProductCategory,
    access=Access(),
    json={
        "id": ProductCategory.id,
        "name": ProductCategory.name,
        "products": _PRODUCTS_IN,
        "created_at": ProductCategory.created_at,
        "updated_at": ProductCategory.updated_at,
        "version": ProductCategory.version,
    },
    fields={"id": Field(ProductCategory.id), "name": Field(ProductCategory.name)},
    sorts={"name": ProductCategory.sort_key},
    default_sort="name",
    live=ProductCategory.deleted_at.is_(None),
)

PRODUCT: Final = RecordType(
    name="product",
    model=Product,
    access=Access(),
    json={
        "id": Product.id,
        "name": Product.name,
        "code": Product.code,
        "active": Product.is_active,
        "category_id": Product.category_id,
        "category": _CATEGORY_NAME,
        "unit_price": MoneyOf(amount=Product.unit_price, currency=Product.currency),
        "tax_id": Product.tax_id,
        "payment_kind": Product.payment_kind,
        "commission_percent": Product.commission_percent,
        "stock": Product.stock,
        "description": Product.description,
        "created_at": Product.created_at,
        "updated_at": Product.updated_at,
        "version": Product.version,
    },
    fields={
        "id": Field(Product.id),
        "name": Field(Product.name),
        "code": Field(Product.code),
        "active": Field(Product.is_active),
        "category_id": Field(Product.category_id),
        "tax_id": Field(Product.tax_id),
        "payment_kind": Field(Product.payment_kind, choices=PAYMENT_KINDS),
        "currency": Field(Product.currency),
        "created_at": Field(Product.created_at),
    },
    sorts={
        "name": Product.sort_key,
        "code": Product.code_key,
        "created_at": Product.created_at,
    },
    default_sort="name",
    search=Product.search_text,
    live=Product.deleted_at.is_(None),
)
