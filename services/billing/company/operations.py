"""Use cases of the company profile and of the numbering of invoices (B-01, B-10, B-17)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from chassis.db import Session
from chassis.errors import FieldError, Invalid
from services.billing.catalogs.writing import refuse_empty
from services.billing.company.models import (
    FIRST_PREFIX,
    CompanyProfile,
    InvoiceNumbering,
    number_of,
)
from services.billing.company.schemas import CompanyProfileShown
from services.billing.invoices.models import Invoice
from services.billing.projections import organization_of

_NUMBERING = ("number_prefix", "next_number")
_COLUMNS = tuple(column.name for column in CompanyProfile.__table__.columns)


def profile_of(session: Session) -> CompanyProfile:
    """Return the company's profile; of one that was never written, what holds without."""
    found = session.scalars(select(CompanyProfile)).one_or_none()
    if found is not None:
        return found
    known = organization_of(session)
    return CompanyProfile(
        organization_id=session.organization,
        name=known.name if known else "",
        tax_id="",
        address="",
        email="",
        phone="",
        logo=None,
        default_terms="",
        on_restricted="warn",
        on_suspended="refuse",
    )


def show_profile(session: Session, *, currency: str) -> CompanyProfileShown:
    """Return what the settings page shows."""
    profile = profile_of(session)
    numbering = session.scalars(select(InvoiceNumbering)).one_or_none()
    prefix = numbering.prefix if numbering else FIRST_PREFIX
    place = numbering.next_number if numbering else 1
    shown = {name: getattr(profile, name) for name in _COLUMNS if name != "organization_id"}
    return CompanyProfileShown(
        **shown,
        number_prefix=prefix,
        next_number=place,
        next_invoice_number=number_of(prefix, place),
        currency=currency,
    )


def change_profile(session: Session, given: Mapping[str, Any]) -> None:
    """Change the profile and the format of numbers. Raises Invalid."""
    refuse_empty(given, but=("logo",))
    values = {name: value for name, value in given.items() if name not in _NUMBERING}
    if values:
        first = profile_of(session)
        whole = {name: getattr(first, name) for name in _COLUMNS}
        session.execute(
            insert(CompanyProfile)
            .values({**whole, **values})
            .on_conflict_do_update(index_elements=["organization_id"], set_=values)
        )
        session.expire_all()
    if any(name in given for name in _NUMBERING):
        _change_numbering(session, given)


def locked_numbering(session: Session) -> InvoiceNumbering:
    """Return the organization's counter, locked to the end of the transaction.

    The first to ask makes it. Whoever holds it is the only one who gives numbers: take it last.
    """
    counter = select(InvoiceNumbering).with_for_update().execution_options(populate_existing=True)
    found = session.scalars(counter).one_or_none()
    if found is None:
        session.execute(
            insert(InvoiceNumbering)
            .values(organization_id=session.organization)
            .on_conflict_do_nothing()
        )
        found = session.scalars(counter).one()
    return found


def _change_numbering(session: Session, given: Mapping[str, Any]) -> None:
    """Begin another series, or set where one begins that has no invoice yet.

    A series that has invoices goes on after its last: another start would leave a gap or give a
    number twice.
    """
    numbering = locked_numbering(session)
    prefix = given.get("number_prefix", numbering.prefix)
    last = session.scalars(
        select(Invoice)
        .where(Invoice.number_prefix == prefix)
        .order_by(Invoice.number_place.desc())
        .limit(1)
    ).one_or_none()
    if last is None:
        changed = prefix != numbering.prefix
        place, day = given.get("next_number", 1 if changed else numbering.next_number), None
    else:
        assert last.number_place is not None
        place, day = last.number_place + 1, _last_day(session, prefix)
        if given.get("next_number", place) != place:
            wrong = FieldError("next_number", "series_in_use", {"next": place})
            raise Invalid("invalid_fields", wrong)
    numbering.prefix, numbering.next_number, numbering.last_issued_on = prefix, place, day


def _last_day(session: Session, prefix: str) -> date | None:
    return session.scalars(
        select(Invoice.issued_on)
        .where(Invoice.number_prefix == prefix)
        .order_by(Invoice.number_place.desc())
        .limit(1)
    ).one_or_none()
