"""Engines, sessions, base tables, migrations: everything between a service and PostgreSQL."""

from chassis.db.base import COLUMN_TYPES, Aggregate, Base, Owned, new_metadata, service_base
from chassis.db.bulk import append_row, forget_plans, insert_many
from chassis.db.claims import claim_due, for_each_due, organizations_due
from chassis.db.database import Database
from chassis.db.prepared import ORGANIZATION, Prepared, given
from chassis.db.session import Effect, Session, UnscopedStatement

__all__ = [
    "COLUMN_TYPES",
    "ORGANIZATION",
    "Aggregate",
    "Base",
    "Database",
    "Effect",
    "Owned",
    "Prepared",
    "Session",
    "UnscopedStatement",
    "append_row",
    "claim_due",
    "for_each_due",
    "forget_plans",
    "given",
    "insert_many",
    "new_metadata",
    "organizations_due",
    "service_base",
]
