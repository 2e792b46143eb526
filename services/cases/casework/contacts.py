"""The copies of contacts as an actor may read them (X-8): the contact's own rule, applied here."""

from collections.abc import Iterable
from uuid import UUID

import orjson

from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.records.copies import add_names, visible
from services.cases.projections import KnownContact

_NAMES = {"contact_id": "contact_name", "company_id": "company_name"}


def seen_contacts(
    session: Session, actor: Actor, contact_ids: Iterable[UUID]
) -> dict[UUID, KnownContact]:
    """Return those contacts that the actor sees; who is discarded is not among them (X-11)."""
    found = visible(session, actor, KnownContact, contact_ids)
    return {id: contact for id, contact in found.items() if not contact.is_discarded}


def add_contact_names(session: Session, actor: Actor, body: bytes) -> bytes:
    """Add `contact_name`, `company_name` and `participants` to one case or to a page of cases.

    A name that the actor may not read is null: a case may be visible to somebody who may not see
    its contact.
    """
    document = orjson.loads(body)
    cases = document.get("items", [document])
    if not cases or "participant_ids" not in cases[0]:
        return body
    add_names(session, actor, cases, KnownContact, _NAMES)
    for case in cases:
        case["participants"] = [{"id": id} for id in case["participant_ids"]]
    everybody = [each for case in cases for each in case["participants"]]
    add_names(session, actor, everybody, KnownContact, {"id": "name"})
    return orjson.dumps(document)
