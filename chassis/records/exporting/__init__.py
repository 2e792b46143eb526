"""Lists as files: one engine; a module adds its columns (ADR 0094).

What is asked for is the list's own query, so filters, sort and access are the list's; a job reads
it in a snapshot page by page and hands the rows to a child that writes the file.
"""

from chassis.records.exporting.rules import (
    Column,
    Copied,
    Exports,
    Related,
    Row,
    choice,
    joined,
    listed,
    member,
    moment,
    money,
    related,
    yes_or_no,
)

__all__ = [
    "Column",
    "Copied",
    "Exports",
    "Related",
    "Row",
    "choice",
    "joined",
    "listed",
    "member",
    "moment",
    "money",
    "related",
    "yes_or_no",
]
