"""The member `custom` of a record, as SQL."""

from typing import Any, cast

from sqlalchemy import ColumnElement, Table, func, literal_column, select
from sqlalchemy.dialects.postgresql import JSONB

from chassis.records.custom.tables import CustomField

FIELDS = cast("Table", CustomField.__table__)


def custom_values(table: Table, entity: str, document: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the values of a row by key, without those of removed fields.

    The document names them by slot; one look-up in the few fields of the record type translates.
    """
    field = FIELDS.alias("_field")
    found = (
        select(
            func.jsonb_object_agg(field.c.key, document.op("->", return_type=JSONB)(field.c.slot))
        )
        .where(
            field.c.organization_id == table.c.organization_id,
            field.c.entity == entity,
            field.c.is_removed.is_(False),
            document.op("?", is_comparison=True)(field.c.slot),
        )
        .correlate(table)
        .scalar_subquery()
    )
    return func.coalesce(found, literal_column("'{}'::jsonb"))
