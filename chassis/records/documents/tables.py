"""The two tables of a service that takes documents, as mixins of its own base."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from chassis.db.base import Aggregate, Owned


class DocumentRow(Aggregate):
    """A file that belongs to a record; `class Document(DocumentRow, Base)` makes the table.

    `name` is shown and ends in `extension`; where the file lies is `file_key`, which never has
    anything of the name in it. `size` counts bytes. The person's name stays as it was then.
    """

    record_type: Mapped[str]
    record_id: Mapped[UUID]
    name: Mapped[str]
    extension: Mapped[str]
    size: Mapped[int]
    note: Mapped[str | None]
    file_key: Mapped[str]
    added_by: Mapped[UUID | None]
    added_by_name: Mapped[str | None]

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - SQLAlchemy passes the class
        return document_keys(cls.__tablename__)  # type: ignore[attr-defined]


class StoredFileRow(Owned):
    """A file that is stored, or about to be: written before it, so that none is ever forgotten.

    `due_at` is when it may be deleted: some time after it was announced or after no record named
    it any more; null while one does.
    """

    __unaudited__ = "where files lie; the records that name them are told"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-90)
    key: Mapped[str] = mapped_column(primary_key=True)
    due_at: Mapped[datetime | None]

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        name: str = cls.__tablename__  # type: ignore[attr-defined]
        return (Index(f"ix_{name}_due_at", "due_at", postgresql_where=text("due_at IS NOT NULL")),)


def document_keys(table: str) -> tuple[Any, ...]:
    """Return the keys of a table of documents: the newest of one record first."""
    return (
        UniqueConstraint("organization_id", "id"),
        CheckConstraint("size > 0", "size"),
        Index(f"ix_{table}_record", "organization_id", "record_id", "created_at", "id"),
    )
