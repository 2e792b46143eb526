"""What writing to any list of this service has in common: names given once, members not emptied."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from psycopg.errors import UniqueViolation
from sqlalchemy.exc import IntegrityError

from chassis.errors import FieldError, Invalid


@contextmanager
def taken_names(members: Mapping[str, str]) -> Iterator[None]:
    """Around a flush: say which member another row has already; the unique index decides.

    `members` maps the index to the member that it keeps unique. The transaction is lost then.
    """
    try:
        yield
    except IntegrityError as error:
        if isinstance(error.orig, UniqueViolation):
            member = members.get(error.orig.diag.constraint_name or "")
            if member is not None:
                raise Invalid("invalid_fields", FieldError(member, "already_taken")) from None
        raise


def refuse_empty(given: Mapping[str, Any], *, but: tuple[str, ...] = ()) -> None:
    """Raise Invalid for members that were sent as null; those of `but` may be emptied."""
    empty = [name for name, value in given.items() if value is None and name not in but]
    if empty:
        raise Invalid("invalid_fields", *(FieldError(name, "required") for name in empty))
