"""Opportunities take documents: who sees one reads them, who may change it changes them."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from chassis.db import Session
from chassis.errors import Conflict
from chassis.identity.actor import Actor
from chassis.records.documents import Documents
from services.sales.documents.models import Document, StoredFile
from services.sales.opportunities.history import Kind, add_event
from services.sales.opportunities.records import OPPORTUNITY
from services.sales.opportunities.rights import editable, visible


def _sees(session: Session, actor: Actor, opportunity_id: UUID) -> bool:
    return visible(session, actor, opportunity_id) is not None


def _hold(session: Session, actor: Actor, opportunity_id: UUID) -> None:
    opportunity = editable(session, actor, opportunity_id, expected_version=None)
    if opportunity.is_discarded:
        raise Conflict("opportunity_discarded")


def _told(session: Session, opportunity_id: UUID, kind: str, params: Mapping[str, Any]) -> None:
    done: Kind = "document_added" if kind == "document_added" else "document_removed"
    add_event(session, opportunity_id, done, detail=params["document"])


OPPORTUNITY_DOCUMENTS: Final = Documents(
    record_type=OPPORTUNITY,
    plural="opportunities",
    model=Document,
    files=StoredFile,
    sees=_sees,
    hold=_hold,
    told=_told,
)
