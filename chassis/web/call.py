"""One request as a route sees it, and the answers that it can give."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
from flask import Request
from pydantic import BaseModel

from chassis.db.session import Session
from chassis.errors import Unauthenticated
from chassis.identity.actor import Actor
from chassis.spec import Service

if TYPE_CHECKING:
    from chassis.records.types import RecordType


@dataclass(slots=True)
class Reply:
    """An answer, complete: it is rendered inside the transaction that it reports on."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json"


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, frozenset | set):
        return sorted(value)
    return str(value)


class Call:
    """A request with its session and actor. Public routes have neither and open their own."""

    def __init__(self, service: Service, request: Request, actor: Actor | None) -> None:
        self.service = service
        self.request = request
        self.expected_version: int | None = None
        self._actor = actor
        self._session: Session | None = None

    @property
    def actor(self) -> Actor:
        """Who asks; raises Unauthenticated on a public route."""
        if self._actor is None:
            raise Unauthenticated("token_required")
        return self._actor

    @property
    def session(self) -> Session:
        """The transaction (or read session) of this request."""
        if self._session is None:
            raise RuntimeError("this route has no session; use transaction()")
        return self._session

    @session.setter
    def session(self, session: Session) -> None:
        self._session = session

    def transaction(self, organization_id: UUID) -> AbstractContextManager[Session]:
        """Open the transaction of a public route for the organization that it found."""
        return self.service.database.transaction(organization_id)

    def json(
        self,
        value: Any,
        *,
        status: int = 200,
        version: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Answer with any value that orjson or Pydantic can write; `version` becomes the ETag."""
        reply = Reply(orjson.dumps(value, default=_plain), status, dict(headers or {}))
        if version is not None:
            reply.headers["ETag"] = f'"{version}"'
        return reply

    def nothing(self) -> Reply:
        """Answer 204."""
        return Reply(b"", 204)

    def one(self, record_type: "RecordType", id: UUID, *, status: int = 200) -> Reply:
        """Answer with one record as GET shows it, its version as ETag. Raises NotFound."""
        from chassis.records import reading

        self.session.flush()
        found = reading.one(self.session, self.actor, record_type, id)
        return Reply(found.body, status, {"ETag": f'"{found.version}"'})

    def created(self, record_type: "RecordType", id: UUID) -> Reply:
        """Answer 201 with the new record and where it is."""
        reply = self.one(record_type, id, status=201)
        reply.headers["Location"] = f"{self.request.path.rstrip('/')}/{id}"
        return reply

    def page(self, record_type: "RecordType", fixed: Mapping[str, Any] | None = None) -> Reply:
        """Answer with the page (or with `count=1` the total) that the query string asks for.

        `fixed` adds filters that the route itself sets, such as the contact of a sub-collection.
        """
        from chassis.records import reading

        return Reply(
            reading.answer(self.session, self.actor, record_type, self.arguments, fixed=fixed or {})
        )

    @cached_property
    def arguments(self) -> list[tuple[str, str]]:
        """The query string's pairs in their order."""
        return list(self.request.args.items(multi=True))
