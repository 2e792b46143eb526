"""The chassis' tables of custom fields; in the database of every service.

`custom_field` says which fields an organization gave a record type, `record_layout` in which order
its screens show all fields. The values themselves stand in one JSONB column of the record, under
each field's `slot`. `custom_value` repeats those that are sorted, ranged over, searched or unique,
for the sake of its indexes alone; `chassis.records.custom.storing` writes both.
"""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, Text, UniqueConstraint, literal_column
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.base import Aggregate, Base, Owned
from chassis.records.custom.kinds import TYPES


class CustomField(Base, Aggregate):
    """A field that an organization added to a record type.

    `key` names it in the API and never changes. `slot` names it inside the records' documents: the
    key and a part of the id, so that the values of two organizations never share an index entry.
    `options` are `{"key", "label", "active"}` in their order.
    """

    __tablename__ = "custom_field"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "entity", "key"),
        CheckConstraint(f"type IN {tuple(TYPES)}", "type"),
        Index("ix_custom_field_position", "organization_id", "entity", "position", "id"),
    )

    entity: Mapped[str]
    key: Mapped[str]
    slot: Mapped[str]
    title: Mapped[str]
    type: Mapped[str]
    options: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    currency: Mapped[str | None]
    position: Mapped[int]
    is_required: Mapped[bool] = mapped_column(default=False)
    is_unique: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    is_removed: Mapped[bool] = mapped_column(default=False)


class RecordLayout(Base, Owned):
    """The order of a record type's fields on its screens, and which of them are shown.

    `fields` are `{"name", "visible"}`; a custom field's name is `custom.<key>`. What is not listed
    follows in its own order.
    """

    __tablename__ = "record_layout"

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    entity: Mapped[str] = mapped_column(primary_key=True)
    fields: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)


class CustomValue(Base, Owned):
    """One value as the indexes need it.

    `text` is compared byte by byte (a sort key, a date, an option), `number` by size, `words` is
    what was typed, for the search in it; `unique_key` is set while the field is unique.
    """

    __tablename__ = "custom_value"
    __unaudited__ = "kept for its indexes; the record itself has the value"
    __table_args__ = (
        Index(
            "ix_custom_value_text",
            "organization_id",
            "field_id",
            "text",
            "record_id",
            postgresql_where=sql("text IS NOT NULL"),
        ),
        Index(
            "ix_custom_value_number",
            "organization_id",
            "field_id",
            "number",
            "record_id",
            postgresql_where=sql("number IS NOT NULL"),
        ),
        Index(
            "uq_custom_value_unique_key",
            "organization_id",
            "field_id",
            "unique_key",
            unique=True,
            postgresql_where=sql("unique_key IS NOT NULL"),
        ),
        Index(
            "ix_custom_value_words_trgm",
            literal_column("lower(f_unaccent(words))").label("folded"),
            postgresql_using="gin",
            postgresql_ops={"folded": "gin_trgm_ops"},
            postgresql_where=sql("words IS NOT NULL"),
        ),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    field_id: Mapped[UUID] = mapped_column(primary_key=True)
    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    text: Mapped[str | None] = mapped_column(Text(collation="C"))
    number: Mapped[Decimal | None] = mapped_column(Numeric)
    words: Mapped[str | None]
    unique_key: Mapped[str | None]


def custom_index(table: str, column: str = "custom") -> Index:
    """Return the index by which equal values lead to a record, for `__table_args__`."""
    return Index(
        f"ix_{table}_{column}",
        column,
        postgresql_using="gin",
        postgresql_ops={column: "jsonb_path_ops"},
    )
