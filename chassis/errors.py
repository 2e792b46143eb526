"""Refusals that a user of the product is meant to see.

An operation that cannot do what was asked raises one of these before it writes anything. Each
carries a stable code; the words for the code live in message tables (`chassis.web.messages` and
`ServiceSpec.messages`), so that no text is written where the rule is. The HTTP edge turns them
into `application/problem+json`; a reaction or a job that lets one escape has a defect.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one member of a request: its dotted path, a code, values for the text."""

    field: str
    code: str
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)


class Refused(Exception):
    """An expected refusal: `code` is stable, `status` is its HTTP status, nothing was written."""

    status: ClassVar[int] = 400

    def __init__(
        self,
        code: str,
        *fields: FieldError,
        params: Mapping[str, Any] | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields
        self.params = dict(params or {})
        self.retry_after = retry_after


class Malformed(Refused):
    """The request cannot be read at all."""

    status = 400


class Unauthenticated(Refused):
    """No token, or one that does not hold."""

    status = 401


class Forbidden(Refused):
    """The actor may not do this; nothing was read that the answer could betray."""

    status = 403


class NotFound(Refused):
    """The record is absent, of another organization, or not visible to the actor."""

    status = 404

    def __init__(self, code: str = "not_found", *fields: FieldError, **rest: Any) -> None:
        super().__init__(code, *fields, **rest)


class Conflict(Refused):
    """The request is valid but contradicts the record's present state."""

    status = 409


class Stale(Refused):
    """The record has changed since the version that the client holds (If-Match)."""

    status = 412

    def __init__(self, code: str = "stale_version", *fields: FieldError, **rest: Any) -> None:
        super().__init__(code, *fields, **rest)


class TooLarge(Refused):
    """The body or file exceeds its limit."""

    status = 413


class WrongType(Refused):
    """The media type is not one that the route reads."""

    status = 415


class Invalid(Refused):
    """One or more members are wrong; `fields` names each."""

    status = 422


class PreconditionRequired(Refused):
    """The route changes a record and needs If-Match."""

    status = 428

    def __init__(self, code: str = "if_match_required", *fields: FieldError, **rest: Any) -> None:
        super().__init__(code, *fields, **rest)


class TooMany(Refused):
    """Slow down; `retry_after` says for how many seconds."""

    status = 429


class Unavailable(Refused):
    """Something that this needs is down for now; `retry_after` says when to try again."""

    status = 503

    def __init__(self, code: str = "unavailable", *fields: FieldError, **rest: Any) -> None:
        rest.setdefault("retry_after", 2)
        super().__init__(code, *fields, **rest)
