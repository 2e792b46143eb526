"""Importing records from files: one engine; a module adds its rules (ADR 0092).

The file becomes rows (`chassis.tabular`), rows become values of fields (`values`), and the module's
`Rules` say what a record of them is. The run is a row (`tables.ImportRun`) whose position moves in
the transaction that writes the records, so a process that dies repeats nothing and loses nothing.
"""

from chassis.records.importing.rules import (
    Choice,
    ImportField,
    Made,
    Outcome,
    Prepared,
    Rules,
    Terms,
    Undone,
)

__all__ = [
    "Choice",
    "ImportField",
    "Made",
    "Outcome",
    "Prepared",
    "Rules",
    "Terms",
    "Undone",
]
