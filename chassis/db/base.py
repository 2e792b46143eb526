"""What every table has: one set of types and constraint names, organizations, versions."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import DateTime, MetaData, Text, UniqueConstraint, Uuid, func, inspect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from chassis.clock import now
from chassis.ids import new_id

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
COLUMN_TYPES: dict[Any, Any] = {
    datetime: DateTime(timezone=True),
    UUID: Uuid(),
    str: Text(),
    dict[str, Any]: JSONB(),
    list[str]: JSONB(),
}


def new_metadata() -> MetaData:
    """Return an empty set of tables whose constraints and indexes are named by one rule."""
    return MetaData(naming_convention=_NAMES)


class Base(DeclarativeBase):
    """The chassis' own tables; they stand in the database of every service."""

    metadata = new_metadata()
    type_annotation_map: ClassVar[dict[Any, Any]] = COLUMN_TYPES


def service_base(name: str) -> type[DeclarativeBase]:
    """Return the declarative base of one service: its tables, apart from every other's."""
    return type(
        f"{name.title()}Base",
        (DeclarativeBase,),
        {
            "metadata": new_metadata(),
            "type_annotation_map": COLUMN_TYPES,
            "__doc__": f"Tables of the {name} service.",
        },
    )


class Owned:
    """A row of one organization. The session stamps it and adds the clause to each statement."""

    organization_id: Mapped[UUID] = mapped_column(sort_order=-90)


class Aggregate(Owned):
    """The root of what changes together: one lock, one version, one stream of facts.

    The primary key is `id`; (organization_id, id) is unique too, so that foreign keys inside a
    service can name the pair and no row can point into another organization.
    """

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-100)
    version: Mapped[int] = mapped_column(default=1, sort_order=-80)
    created_at: Mapped[datetime] = mapped_column(
        default=now, server_default=func.now(), sort_order=90
    )
    updated_at: Mapped[datetime] = mapped_column(
        default=now, server_default=func.now(), sort_order=91
    )

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - SQLAlchemy passes the class
        return (UniqueConstraint("organization_id", "id"),)

    def touch(self) -> None:
        """Count one more version; calling it again in the same transaction changes nothing.

        Every change of the aggregate, of a child row too, calls this before `record`.
        """
        state = inspect(self)
        if state.pending or state.transient or state.attrs.version.history.has_changes():
            return
        if state.session is not None and self.id in state.session.info.get("stated", ()):
            return
        self.version += 1
        self.updated_at = now()
