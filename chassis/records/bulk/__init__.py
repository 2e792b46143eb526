"""One act on many records: one engine; a module adds its actions (ADR 0099).

Which records is settled when it is asked for: those that were ticked, or those that the list's own
query met. A job works them off chunk by chunk, each with its counts in one transaction.
"""

from chassis.records.bulk.rules import (
    DONE,
    UNCHANGED,
    Action,
    Bulk,
    Order,
    Outcomes,
    Task,
    one_by_one,
)

__all__ = ["DONE", "UNCHANGED", "Action", "Bulk", "Order", "Outcomes", "Task", "one_by_one"]
