"""What billing keeps of other services: organizations, contacts and opportunities."""

from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ARRAY, Uuid, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from chassis.clock import now
from chassis.db import Owned, Session
from chassis.events import Received
from chassis.identity.actor import Actor
from chassis.identity.directory import team_of
from services.billing.base import Base


class KnownOrganization(Owned, Base):
    """What the gateway states of an organization and invoices depend on."""

    __tablename__ = "known_organization"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    currency: Mapped[str]
    timezone: Mapped[str]
    locale: Mapped[str]
    incarnation: Mapped[int]
    version: Mapped[int]


class Guarded(Owned):
    """A copied record with who may see it, as its owner last stated it."""

    owner_id: Mapped[UUID | None]
    manager_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    shared_user_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    shared_group_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    visibility: Mapped[str]
    is_discarded: Mapped[bool] = mapped_column(default=False)
    incarnation: Mapped[int]
    version: Mapped[int]


class KnownContact(Guarded, Base):
    """A client: the name, and whether there may be invoices for them (C-34)."""

    __tablename__ = "known_contact"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    account_status: Mapped[str]


class KnownOpportunity(Guarded, Base):
    """An opportunity to which an invoice may be linked (B-05)."""

    __tablename__ = "known_opportunity"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    opportunity_id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str]
    contact_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))


def keep(
    session: Session, model: type[Any], received: Received[Any], values: dict[str, Any], key: str
) -> None:
    """Insert or replace a copy unless something newer is kept; one atomic statement."""
    table = model.__table__
    row = {
        "organization_id": session.organization,
        **values,
        "incarnation": received.incarnation,
        "version": received.version,
    }
    statement = insert(model).values(**row)
    keys = ["organization_id", *([key] if key else [])]
    session.execute(
        statement.on_conflict_do_update(
            index_elements=keys,
            set_={name: value for name, value in row.items() if name not in keys},
            where=(
                (table.c.incarnation < received.incarnation)
                | (
                    (table.c.incarnation == received.incarnation)
                    & (table.c.version < received.version)
                )
            ),
        )
    )


def organization_of(session: Session) -> KnownOrganization | None:
    """Return what is known of the session's organization."""
    return session.scalars(select(KnownOrganization)).one_or_none()


def currency_of(session: Session, *, otherwise: str) -> str:
    """Return the organization's currency, or `otherwise` until it has been stated."""
    known = organization_of(session)
    return known.currency if known else otherwise


def today(session: Session, *, otherwise: str) -> date:
    """Return the day that it is where the organization is."""
    known = organization_of(session)
    return now().astimezone(ZoneInfo(known.timezone if known else otherwise)).date()


def visible_contacts(
    session: Session, actor: Actor, contact_ids: set[UUID]
) -> dict[UUID, KnownContact]:
    """Return those contacts that the actor sees, discarded ones too."""
    if not contact_ids:
        return {}
    statement = select(KnownContact).where(KnownContact.contact_id.in_(contact_ids))
    found = _seen(session, actor, session.scalars(statement).all())
    return {contact.contact_id: contact for contact in found}


def visible_opportunities(
    session: Session, actor: Actor, opportunity_ids: set[UUID]
) -> dict[UUID, KnownOpportunity]:
    """Return those opportunities that the actor sees, discarded ones too."""
    if not opportunity_ids:
        return {}
    statement = select(KnownOpportunity).where(KnownOpportunity.opportunity_id.in_(opportunity_ids))
    found = _seen(session, actor, session.scalars(statement).all())
    return {opportunity.opportunity_id: opportunity for opportunity in found}


def _seen(session: Session, actor: Actor, copies: Any) -> list[Any]:
    team = team_of(session, actor) if copies and actor.scope != "own" else set()
    return [copy for copy in copies if _sees(actor, copy, team)]


def _sees(actor: Actor, copy: Guarded, team: set[UUID]) -> bool:
    """Whether the actor sees the record: the rule of chassis.records.access, on the copy."""
    if actor.is_administrator:
        return True
    responsible = {*copy.manager_ids, *([copy.owner_id] if copy.owner_id else [])}
    if actor.user_id in responsible or actor.user_id in copy.shared_user_ids:
        return True
    if set(actor.group_ids) & set(copy.shared_group_ids):
        return True
    if actor.scope != "own" and responsible & team:
        return True
    return actor.scope == "all" and copy.visibility in {"read", "write"}
