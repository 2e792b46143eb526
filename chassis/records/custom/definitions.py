"""The custom fields of one record type, as its organization has them now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import Table, Text, select

from chassis.db import ORGANIZATION, Prepared, Session, given
from chassis.records.custom.kinds import Option
from chassis.records.custom.tables import CustomField

PREFIX: Final = "custom."
"""Before the key in filters, sorts, errors, import columns and layouts."""
SORTED: Final = frozenset({"text", "number", "money", "date", "list", "checkbox"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One field; see `CustomField` for its members."""

    id: UUID
    key: str
    slot: str
    title: str
    type: str
    options: tuple[Option, ...] = ()
    currency: str | None = None
    required: bool = False
    unique: bool = False
    active: bool = True

    @property
    def name(self) -> str:
        """How requests name it."""
        return f"{PREFIX}{self.key}"

    @property
    def is_sorted(self) -> bool:
        """Whether a list can be sorted by it."""
        return self.type in SORTED


Definitions = Mapping[str, Definition]
"""By key."""

_TABLE = cast("Table", CustomField.__table__)
_FIELDS = Prepared(
    select(_TABLE)
    .where(
        _TABLE.c.organization_id == ORGANIZATION,
        _TABLE.c.entity == given("entity", Text()),
        _TABLE.c.is_removed.is_(False),
    )
    .order_by(_TABLE.c.position, _TABLE.c.id)
)


def definitions_of(session: Session, entity: str) -> dict[str, Definition]:
    """Return the fields of a record type that are not removed, in their order."""
    session.flush()
    rows = _FIELDS.execute(session, entity=entity)
    return {row.key: definition_of(row) for row in rows}


def definition_of(row: Any) -> Definition:
    """Return the row as the rules read it."""
    return Definition(
        id=row.id,
        key=row.key,
        slot=row.slot,
        title=row.title,
        type=row.type,
        options=tuple(Option(**option) for option in row.options),
        currency=row.currency,
        required=row.is_required,
        unique=row.is_unique,
        active=row.is_active,
    )


def asked_for(
    session: Session, entity: str, arguments: Iterable[tuple[str, str]]
) -> dict[str, Definition]:
    """Return the fields if the arguments of a list speak of any; otherwise ask nobody."""
    speaks = any(
        name.startswith(PREFIX) or (name == "sort" and PREFIX in value) for name, value in arguments
    )
    return definitions_of(session, entity) if speaks else {}


def shown_of(definitions: Definitions, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record's document as the API shows it: by key, without what was removed."""
    found = {each.key: document.get(each.slot) for each in definitions.values()}
    return {key: value for key, value in found.items() if value is not None}
