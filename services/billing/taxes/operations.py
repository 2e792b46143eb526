"""Use cases of taxes (B-23)."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chassis.clock import now
from chassis.db import Session
from chassis.errors import NotFound
from chassis.records import sort_key
from services.billing.catalogs.writing import refuse_empty, taken_names
from services.billing.taxes.models import Tax

_NAMES = {"uq_tax_name": "name"}


def create_tax(session: Session, given: Mapping[str, Any]) -> Tax:
    """Add a tax. Raises Invalid when a tax has the name already."""
    tax = Tax(**given, sort_key=sort_key(given["name"]))
    with taken_names(_NAMES):
        session.add(tax)
        session.flush()
    return tax


def change_tax(
    session: Session, tax_id: UUID, given: Mapping[str, Any], *, expected_version: int | None
) -> Tax:
    """Change some members. Raises NotFound, Stale, Invalid."""
    refuse_empty(given)
    tax = _live(session, tax_id, expected_version=expected_version)
    for name, value in given.items():
        setattr(tax, name, value)
    tax.sort_key = sort_key(tax.name)
    tax.touch()
    with taken_names(_NAMES):
        session.flush()
    return tax


def delete_tax(session: Session, tax_id: UUID, *, expected_version: int | None) -> None:
    """Take a tax from the list; invoices keep it, products lose it when they are next saved."""
    tax = _live(session, tax_id, expected_version=expected_version)
    tax.deleted_at = now()
    tax.touch()


def taxes_by_id(session: Session, tax_ids: Iterable[UUID]) -> dict[UUID, Tax]:
    """Return these taxes, deleted ones too: a draft may still bear one."""
    wanted = list(set(tax_ids))
    if not wanted:
        return {}
    found = session.scalars(select(Tax).where(Tax.id.in_(wanted)))
    return {tax.id: tax for tax in found}


def _live(session: Session, tax_id: UUID, *, expected_version: int | None) -> Tax:
    tax = session.lock(Tax, tax_id, expected_version=expected_version)
    if tax.deleted_at is not None:
        raise NotFound
    return tax
