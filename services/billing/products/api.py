"""Routes of products and their categories."""

from typing import Any
from uuid import UUID

from chassis.web import Call, Reply, Routes
from services.billing.products import categories, operations
from services.billing.products.schemas import (
    CATEGORY,
    PRODUCT,
    CategoryBody,
    CategoryDelete,
    ProductChange,
    ProductCreate,
)
from services.billing.projections import currency_of

routes = Routes("products", tag="Products")
_ONE = "/products/<uuid:product_id>"
_CATEGORY = "/product-categories/<uuid:category_id>"


@routes.get("/products", allow="billing.view", lists=PRODUCT)
def list_products(call: Call) -> Reply:
    """List products and services (B-22)."""
    return call.page(PRODUCT)


@routes.get(_ONE, allow="billing.view", returns=PRODUCT)
def read_product(call: Call, product_id: UUID) -> Reply:
    """Read one product."""
    return call.one(PRODUCT, product_id)


@routes.post("/products", allow="billing.create", returns=PRODUCT)
def create_product(call: Call, body: ProductCreate) -> Reply:
    """Add a product."""
    currency = currency_of(call.session, otherwise=call.service.settings.currency)
    product = operations.create_product(call.session, _given(body), currency=currency)
    return call.created(PRODUCT, product.id)


@routes.patch(_ONE, allow="billing.edit", match="required", returns=PRODUCT)
def change_product(call: Call, product_id: UUID, body: ProductChange) -> Reply:
    """Change a product (B-24)."""
    operations.change_product(
        call.session, product_id, _given(body), expected_version=call.expected_version
    )
    return call.one(PRODUCT, product_id)


@routes.delete(_ONE, allow="billing.delete", match="required")
def delete_product(call: Call, product_id: UUID) -> Reply:
    """Take a product from the list."""
    operations.delete_product(call.session, product_id, expected_version=call.expected_version)
    return call.nothing()


@routes.get("/product-categories", allow="billing.view", lists=CATEGORY)
def list_categories(call: Call) -> Reply:
    """List the categories, with how many products each holds."""
    return call.page(CATEGORY)


@routes.get(_CATEGORY, allow="billing.view", returns=CATEGORY)
def read_category(call: Call, category_id: UUID) -> Reply:
    """Read one category."""
    return call.one(CATEGORY, category_id)


@routes.post("/product-categories", allow="billing.edit", returns=CATEGORY)
def create_category(call: Call, body: CategoryBody) -> Reply:
    """Add a category (B-41)."""
    category = categories.create_category(call.session, body.name)
    return call.created(CATEGORY, category.id)


@routes.patch(_CATEGORY, allow="billing.edit", match="required", returns=CATEGORY)
def rename_category(call: Call, category_id: UUID, body: CategoryBody) -> Reply:
    """Rename a category (B-25)."""
    categories.rename_category(
        call.session, category_id, body.name, expected_version=call.expected_version
    )
    return call.one(CATEGORY, category_id)


@routes.delete(_CATEGORY, allow="billing.edit", match="required")
def delete_category(call: Call, category_id: UUID, query: CategoryDelete) -> Reply:
    """Delete a category; `move_to` names the one to which its products move (X-2)."""
    categories.delete_category(
        call.session,
        category_id,
        move_to=query.move_to,
        expected_version=call.expected_version,
    )
    return call.nothing()


def _given(body: ProductCreate | ProductChange) -> dict[str, Any]:
    """Return the members that were sent, amounts as they were read."""
    sent = body.model_fields_set if isinstance(body, ProductChange) else type(body).model_fields
    return {name: getattr(body, name) for name in sent}
