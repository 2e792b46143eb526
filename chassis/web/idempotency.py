"""Idempotency keys: the first answer is stored in the transaction that it reports on.

A second request with the same key waits for the first to commit and gets its answer; with another
body it is refused. A refused or failed first request leaves nothing, so it may be tried again.
Rows live 48 hours (architecture.md 3, api.md).
"""

import hashlib
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from flask import Request
from sqlalchemy import Index, LargeBinary, Table, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.base import Base
from chassis.db.prepared import ORGANIZATION, Prepared, given
from chassis.db.session import Session
from chassis.errors import Invalid
from chassis.identity.actor import Actor
from chassis.web.call import Reply

_MAX_KEY = 200


class IdempotencyKey(Base):
    """One key of one user on one route, and the answer that its first use got."""

    __tablename__ = "idempotency_key"
    __table_args__ = (Index("ix_idempotency_key_created_at", "created_at"),)

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    principal: Mapped[str] = mapped_column(primary_key=True)
    route: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    status: Mapped[int | None]
    headers: Mapped[dict[str, Any] | None]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


_TABLE = cast("Table", IdempotencyKey.__table__)


def _given(name: str) -> Any:
    return given(f"given_{name}", _TABLE.c[name].type)


_KNOWN = (
    _TABLE.c.organization_id == ORGANIZATION,
    *(_TABLE.c[name] == _given(name) for name in ("principal", "route", "key")),
)
_CLAIM = Prepared(
    insert(_TABLE)
    .values(
        organization_id=ORGANIZATION,
        **{name: _given(name) for name in ("principal", "route", "key", "fingerprint")},
    )
    .on_conflict_do_nothing()
    .returning(_TABLE.c.key)
)
_FIND = Prepared(select(_TABLE).where(*_KNOWN))
_STORE = Prepared(
    update(_TABLE).where(*_KNOWN).values({n: _given(n) for n in ("status", "headers", "body")})
)


class Keyed:
    """The key of one request: `replay` before the operation, `store` after it."""

    def __init__(self, session: Session, actor: Actor, request: Request, key: str) -> None:
        if not 0 < len(key) <= _MAX_KEY or not key.isprintable():
            raise Invalid("invalid_idempotency_key")
        self._session = session
        self._fingerprint = hashlib.sha256(
            request.full_path.encode() + b"\n" + request.get_data()
        ).hexdigest()
        rule = request.url_rule.rule if request.url_rule else request.path
        self._identity = {
            "given_principal": str(actor.user_id or actor.service),
            "given_route": f"{request.method} {rule}",
            "given_key": key,
        }

    def replay(self) -> Reply | None:
        """Claim the key, or return the stored answer. Raises Invalid when the body differs."""
        claimed = _CLAIM.execute(
            self._session, **self._identity, given_fingerprint=self._fingerprint
        ).scalar_one_or_none()
        if claimed is not None:
            return None
        row = _FIND.execute(self._session, **self._identity).one()
        if row.fingerprint != self._fingerprint:
            raise Invalid("idempotency_key_reused")
        headers = {**row.headers, "Idempotency-Replayed": "true"}
        return Reply(row.body, row.status, headers)

    def store(self, reply: Reply) -> None:
        """Keep the answer beside what it reports on."""
        _STORE.execute(
            self._session,
            **self._identity,
            given_status=reply.status,
            given_headers=reply.headers,
            given_body=reply.body,
        )
