"""The names of contacts on cases, laid into an answer for whoever may read them (X-8)."""

from typing import Any
from uuid import UUID

import orjson

from chassis.db import Session
from chassis.identity.actor import Actor
from services.cases.casework.contacts import seen_contacts


def add_contact_names(session: Session, actor: Actor, body: bytes) -> bytes:
    """Add `contact_name`, `company_name` and `participants` to one case or to a page of cases.

    A name that the actor may not read is null: a case may be visible to somebody who may not see
    its contact.
    """
    document = orjson.loads(body)
    cases: list[dict[str, Any]] = document.get("items", [document])
    if not cases or "participant_ids" not in cases[0]:
        return body
    wanted = {
        UUID(id)
        for case in cases
        for id in (case["contact_id"], case["company_id"], *case["participant_ids"])
        if id
    }
    seen = seen_contacts(session, actor, wanted)
    names = {str(id): contact.name for id, contact in seen.items()}
    for case in cases:
        case["contact_name"] = names.get(case["contact_id"])
        case["company_name"] = names.get(case["company_id"])
        case["participants"] = [{"id": id, "name": names.get(id)} for id in case["participant_ids"]]
    return orjson.dumps(document)
