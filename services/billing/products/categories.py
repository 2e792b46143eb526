"""Use cases of product categories (B-25, B-41, X-2)."""

from uuid import UUID

from sqlalchemy import select, update

from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid, NotFound
from chassis.records import sort_key
from services.billing.catalogs.writing import taken_names
from services.billing.products.models import Product, ProductCategory

_NAMES = {"uq_product_category_name": "name"}


def create_category(session: Session, name: str) -> ProductCategory:
    """Add a category. Raises Invalid when one has the name already."""
    category = ProductCategory(name=name, sort_key=sort_key(name))
    session.add(category)
    with taken_names(_NAMES):
        session.flush()
    return category


def rename_category(
    session: Session, category_id: UUID, name: str, *, expected_version: int | None
) -> ProductCategory:
    """Give a category another name. Raises NotFound, Stale, Invalid."""
    category = session.lock(ProductCategory, category_id, expected_version=expected_version)
    if category.deleted_at is not None:
        raise NotFound
    category.name, category.sort_key = name, sort_key(name)
    category.touch()
    with taken_names(_NAMES):
        session.flush()
    return category


def delete_category(
    session: Session, category_id: UUID, *, move_to: UUID | None, expected_version: int | None
) -> None:
    """Delete a category after its products have moved to `move_to`, in this one transaction (X-2).

    Both rows are locked, in the order of their ids, so that of two who delete each into the other
    one is refused, and no product enters a category that goes (`live_category` waits). Raises
    NotFound, Stale, Invalid for a target that is the category itself or is not there, Conflict for
    products without a target.
    """
    if move_to == category_id:
        raise Invalid("invalid_fields", FieldError("move_to", "same_category"))
    wanted = [id for id in (category_id, move_to) if id is not None]
    locked = session.scalars(
        select(ProductCategory)
        .where(ProductCategory.id.in_(wanted), ProductCategory.deleted_at.is_(None))
        .order_by(ProductCategory.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = {category.id: category for category in locked}
    if category_id not in found:
        raise NotFound
    category = session.lock(ProductCategory, category_id, expected_version=expected_version)
    if move_to is not None and move_to not in found:
        raise Invalid("invalid_fields", FieldError("move_to", "unknown_category"))
    if move_to is None:
        _require_empty(session, category_id)
    else:
        _move_products(session, category_id, move_to)
    category.deleted_at = now()
    category.touch()


def live_category(session: Session, category_id: UUID) -> ProductCategory | None:
    """Return a category that is there and stays while this transaction runs, else None."""
    return session.scalars(
        select(ProductCategory)
        .where(ProductCategory.id == category_id, ProductCategory.deleted_at.is_(None))
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    ).one_or_none()


def _require_empty(session: Session, category_id: UUID) -> None:
    inside = select(Product.id).where(
        Product.category_id == category_id, Product.deleted_at.is_(None)
    )
    if session.scalars(inside.limit(1)).first() is not None:
        raise Conflict("category_in_use")


def _move_products(session: Session, category_id: UUID, target: UUID) -> None:
    """Move every product, deleted ones too, and count it as a change of each."""
    session.execute(
        update(Product)
        .where(Product.category_id == category_id)
        .values(category_id=target, version=Product.version + 1, updated_at=now())
        .execution_options(synchronize_session=False)
    )
