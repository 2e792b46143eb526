"""Whom an invoice is for: client, consignee, opportunity, as the copies here know them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid
from chassis.identity.actor import Actor
from chassis.records.copies import visible
from services.billing.company.models import CompanyProfile
from services.billing.projections import KnownContact, KnownOpportunity


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Those of an invoice, by id; who was named before is not questioned again."""

    contact: KnownContact | None = None
    consignee: KnownContact | None = None


def find_parties(
    session: Session, actor: Actor, given: Mapping[str, Any], *, contact_id: UUID
) -> Parties:
    """Return the parties that were sent. Raises Invalid for one that the actor does not see.

    `contact_id` is the invoice's client after the change, whose the opportunity has to be (B-05).
    """
    named = {given[member] for member in ("contact_id", "consignee_id") if given.get(member)}
    seen = visible(session, actor, KnownContact, named)
    seen = {id: contact for id, contact in seen.items() if not contact.is_discarded}
    wrong = [
        FieldError(member, "unknown_contact")
        for member in ("contact_id", "consignee_id")
        if given.get(member) and given[member] not in seen
    ]
    if given.get("opportunity_id"):
        wrong += _wrong_opportunity(session, actor, given["opportunity_id"], contact_id)
    if wrong:
        raise Invalid("invalid_fields", *wrong)
    return Parties(
        contact=seen.get(given["contact_id"]) if given.get("contact_id") else None,
        consignee=seen.get(given["consignee_id"]) if given.get("consignee_id") else None,
    )


def warnings_for(session: Session, contact_id: UUID, *, is_issue: bool) -> list[str]:
    """Return what a client's credit status warns of (C-34, O-48, X-12).

    What is refused is refused only when an invoice is issued. Raises Conflict then.
    """
    status = session.scalars(
        select(KnownContact.account_status).where(KnownContact.contact_id == contact_id)
    ).one_or_none()
    if status not in {"restricted", "suspended"}:
        return []
    profile = session.scalars(select(CompanyProfile)).one_or_none()
    if status == "restricted":
        effect = profile.on_restricted if profile else "warn"
        if effect == "refuse" and is_issue:
            raise Conflict("client_restricted")
    else:
        effect = profile.on_suspended if profile else "refuse"
        if effect == "refuse" and is_issue:
            raise Conflict("client_suspended")
    return [] if effect == "allow" else [f"client_{status}"]


def credit_of(session: Session, contact_id: UUID) -> timedelta | None:
    """Return how long after its issue a client's invoice is due (B-37), None without credit."""
    days = session.scalars(
        select(KnownContact.credit_days).where(KnownContact.contact_id == contact_id)
    ).one_or_none()
    return None if days is None else timedelta(days=days)


def _wrong_opportunity(
    session: Session, actor: Actor, opportunity_id: UUID, contact_id: UUID
) -> list[FieldError]:
    known = visible(session, actor, KnownOpportunity, {opportunity_id}).get(opportunity_id)
    if known is None or known.is_discarded:
        return [FieldError("opportunity_id", "unknown_opportunity")]
    if contact_id not in known.contact_ids:
        return [FieldError("opportunity_id", "opportunity_of_another_contact")]
    return []
