"""That records of a type take documents, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chassis.db import Session
from chassis.errors import NotFound
from chassis.identity.actor import Actor
from chassis.records.documents.tables import DocumentRow, StoredFileRow
from chassis.records.grants import may_see, require_edit
from chassis.records.types import RecordType


def _nothing_told(
    _session: Session, _record_id: UUID, _kind: str, _params: Mapping[str, Any]
) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """Whose documents, and in which tables.

    `plural` is the collection of the API (`contacts`), below which they are. `sees` and `hold` are
    the record's own rule where it says more than the grants: `sees` whether the actor may read the
    record; `hold` locks it for a change (NotFound, Forbidden, Conflict). `told` writes on the
    record's history what happened (`document_added`, `document_removed`).
    """

    record_type: RecordType
    plural: str
    model: type[DocumentRow]
    files: type[StoredFileRow]
    sees: Callable[[Session, Actor, UUID], bool] | None = None
    hold: Callable[[Session, Actor, UUID], object] | None = None
    told: Callable[[Session, UUID, str, Mapping[str, Any]], None] = _nothing_told

    def require_seen(self, session: Session, actor: Actor, record_id: UUID) -> None:
        """Raise NotFound unless the actor may read the record."""
        seen = self.sees or (lambda *of: may_see(of[0], of[1], self.record_type, of[2]))
        if not seen(session, actor, record_id):
            raise NotFound

    def require_edit(self, session: Session, actor: Actor, record_id: UUID) -> None:
        """Raise NotFound or Forbidden unless the actor may change the record; locks nothing."""
        self.require_seen(session, actor, record_id)
        require_edit(session, actor, self.record_type, record_id)

    def held(self, session: Session, actor: Actor, record_id: UUID) -> None:
        """Lock the record for a change of its documents. Raises as `require_edit`, and Conflict."""
        if self.hold is not None:
            self.hold(session, actor, record_id)
            return
        session.lock(self.record_type.model, record_id)
        self.require_edit(session, actor, record_id)
