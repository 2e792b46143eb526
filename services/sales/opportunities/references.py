"""Whether what an opportunity points to exists, as far as the actor may see it.

Copies of foreign records follow their owners' facts by some milliseconds. So what is not known
here yet is asked of its owner, as the actor; that it is down is said (503), not taken for a no.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select

from chassis import budgets
from chassis.db import Session
from chassis.errors import FieldError
from chassis.identity.actor import Actor
from chassis.identity.directory import DirectoryGroup, DirectoryUser
from chassis.records import copies
from services.sales.opportunities.rights import visible
from services.sales.projections import KnownContact, KnownProduct

_OK = 200


class Asking(Protocol):
    """What asks another service; `chassis.clients.Clients` or nothing in a test."""

    def get(self, target: str, path: str, *, actor: Actor, timeout: float) -> Any:
        """Ask; raises Unavailable."""
        ...


@dataclass(frozen=True, slots=True)
class Offer:
    """A product that can be sold, with its price."""

    unit_price: Decimal
    currency: str


def wrong_contacts(
    session: Session, actor: Actor, clients: Asking | None, contact_ids: Collection[UUID]
) -> list[FieldError]:
    """Name the member unless the actor sees each contact and none is discarded (X-11)."""
    known = copies.copied(session, KnownContact, contact_ids)
    seen = copies.seen_among(session, actor, known)
    for contact_id in contact_ids:
        if contact_id in known:
            right = contact_id in seen and not known[contact_id].is_discarded
        else:
            found = _ask(clients, actor, "contacts", f"/api/v1/contacts/{contact_id}")
            right = found is not None and found.get("state") == "active"
        if not right:
            return [FieldError("contact_id", "unknown_contact")]
    return []


def offers_of(
    session: Session, actor: Actor, clients: Asking | None, product_ids: Collection[UUID]
) -> Mapping[UUID, Offer]:
    """Return the products that can be sold among these, with their prices."""
    known = copies.copied(session, KnownProduct, product_ids)
    offers = {
        id: Offer(product.unit_price, product.currency)
        for id, product in known.items()
        if product.is_active and not product.is_deleted
    }
    for product_id in set(product_ids).difference(known):
        found = _ask(clients, actor, "billing", f"/api/v1/products/{product_id}")
        price = (found or {}).get("unit_price")
        if found and found.get("active") and isinstance(price, dict):
            offers[product_id] = Offer(Decimal(price["amount"]), price["currency"])
    return offers


def wrong_people(
    session: Session,
    *,
    owner_id: UUID | None,
    user_ids: Sequence[UUID],
    group_ids: Sequence[UUID],
) -> list[FieldError]:
    """Name each member that points to a user or group that is unknown here or inactive."""
    users = {*user_ids, *([owner_id] if owner_id else [])}
    known = _known(session, DirectoryUser.user_id, DirectoryUser.is_active, users)
    groups = _known(session, DirectoryGroup.group_id, DirectoryGroup.is_active, set(group_ids))
    wrong = []
    if owner_id is not None and owner_id not in known:
        wrong.append(FieldError("owner_id", "unknown_user"))
    if set(user_ids) - known:
        wrong.append(FieldError("shared_user_ids", "unknown_user"))
    if set(group_ids) - groups:
        wrong.append(FieldError("shared_group_ids", "unknown_group"))
    return wrong


def wrong_continued(session: Session, actor: Actor, continued: UUID | None) -> list[FieldError]:
    """Name the member unless it is an opportunity that the actor sees (O-37)."""
    if continued is None or visible(session, actor, continued) is not None:
        return []
    return [FieldError("continues_id", "unknown_opportunity")]


def _known(session: Session, key: Any, active: Any, wanted: set[UUID]) -> set[UUID]:
    if not wanted:
        return set()
    return set(session.scalars(select(key).where(key.in_(sorted(wanted)), active)))


def _ask(clients: Asking | None, actor: Actor, target: str, path: str) -> dict[str, Any] | None:
    if clients is None:
        return None
    try:
        answer = clients.get(target, path, actor=actor, timeout=budgets.READ_TIMEOUT)
    except LookupError:  # an installation without that service has none of its records
        return None
    if answer.status != _OK:
        return None
    found: dict[str, Any] = answer.json()
    return found
