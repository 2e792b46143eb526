"""Reading records fast and only by whom may: one description per record type.

A service describes a record type once (`RecordType`); pages, single reads, totals, access and the
OpenAPI description follow from it. Reading is one SQL statement that PostgreSQL turns into the
JSON of the answer; writing is done with the ORM in the service's operations.
"""

from chassis.records.access import Access, Share
from chassis.records.custom.designing import CustomFields
from chassis.records.custom.tables import custom_index
from chassis.records.grants import (
    forget,
    grant,
    may_edit,
    may_see,
    replace_grants,
    require_edit,
    revoke,
    shares_of,
    visible_among,
)
from chassis.records.grouping import grouped
from chassis.records.openapi import describe
from chassis.records.query import Query, parse
from chassis.records.reading import Found, answer, one, page, read, total
from chassis.records.search import (
    digits_index,
    fold,
    patterns,
    search_column,
    search_index,
    search_text,
    sort_column,
    sort_key,
)
from chassis.records.sums import sums
from chassis.records.tables import RecordAccess
from chassis.records.types import ADMINISTRATOR, Field, Many, MoneyOf, RecordType

__all__ = [
    "ADMINISTRATOR",
    "Access",
    "CustomFields",
    "Field",
    "Found",
    "Many",
    "MoneyOf",
    "Query",
    "RecordAccess",
    "RecordType",
    "Share",
    "answer",
    "custom_index",
    "describe",
    "digits_index",
    "fold",
    "forget",
    "grant",
    "grouped",
    "may_edit",
    "may_see",
    "one",
    "page",
    "parse",
    "patterns",
    "read",
    "replace_grants",
    "require_edit",
    "revoke",
    "search_column",
    "search_index",
    "search_text",
    "shares_of",
    "sort_column",
    "sort_key",
    "sums",
    "total",
    "visible_among",
]
