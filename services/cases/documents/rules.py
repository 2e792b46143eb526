"""Cases take documents: who sees one reads them, who may change it changes them."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from chassis.db import Session
from chassis.errors import Conflict
from chassis.identity.actor import Actor
from chassis.records.documents import Documents
from services.cases.casework.history import add_event
from services.cases.casework.records import CASE
from services.cases.casework.rights import editable, visible
from services.cases.documents.models import Document, StoredFile


def _sees(session: Session, actor: Actor, case_id: UUID) -> bool:
    return visible(session, actor, case_id) is not None


def _hold(session: Session, actor: Actor, case_id: UUID) -> None:
    case = editable(session, actor, case_id, expected_version=None)
    if case.discarded_at is not None:
        raise Conflict("case_discarded")


def _told(session: Session, case_id: UUID, kind: str, params: Mapping[str, Any]) -> None:
    add_event(session, case_id, kind, params=params)


CASE_DOCUMENTS: Final = Documents(
    record_type=CASE,
    plural="cases",
    model=Document,
    files=StoredFile,
    sees=_sees,
    hold=_hold,
    told=_told,
)
