"""What one opportunity, case or invoice adds to the figures: pure.

Amounts are added per currency as they were stated, on their day; they are turned into the
organization's currency when they are read, so that a rate that comes late changes what it should.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from services.reporting.business.models import CaseFact, InvoiceFact, OpportunityFact
from services.reporting.kpis.contributions import Cell
from services.reporting.kpis.models import NOBODY

ISSUED = ("issued", "paid")
SOLVED = ("solved", "closed")
UNSOLVED = ("new", "in_progress")


def of_opportunity(row: OpportunityFact, zone: ZoneInfo) -> dict[Cell, Decimal]:
    """Return what a closed opportunity counts for: won by motive, lost by reason."""
    if row.is_discarded or row.state == "open" or row.closed_at is None:
        return {}
    why = row.purchase_motive if row.state == "won" else row.loss_reason
    counted = {row.state: (why, Decimal(1))}
    counted[f"{row.state}_amount"] = (f"{row.currency}:{why}", row.amount)
    return _cells(row, row.closed_at.astimezone(zone).date(), counted)


def of_case(row: CaseFact, zone: ZoneInfo) -> dict[Cell, Decimal]:
    """Return what a case counts for: one opened, one solved while it is solved, by type."""
    if row.is_discarded:
        return {}
    one = (row.case_type, Decimal(1))
    cells = _cells(row, row.opened_at.astimezone(zone).date(), {"cases_opened": one})
    if row.state_class in SOLVED and row.solved_at is not None:
        cells |= _cells(row, row.solved_at.astimezone(zone).date(), {"cases_solved": one})
    return cells


def of_invoice(row: InvoiceFact, zone: ZoneInfo) -> dict[Cell, Decimal]:
    """Return what an invoice counts for: invoiced while it stands, paid while it is paid."""
    del zone  # an invoice's days are written on it
    if row.is_discarded or row.state not in ISSUED:
        return {}
    cells: dict[Cell, Decimal] = {}
    days = {"invoiced": row.issued_on}
    if row.state == "paid":
        days["paid"] = row.paid_on
    for metric, day in days.items():
        if day is not None:
            counted = {
                metric: ("", Decimal(1)),
                f"{metric}_amount": (f"{row.currency}:", row.total),
            }
            cells |= _cells(row, day, counted)
    return cells


def _cells(
    row: OpportunityFact | CaseFact | InvoiceFact,
    day: date,
    counted: Mapping[str, tuple[str, Decimal]],
) -> dict[Cell, Decimal]:
    owner = row.owner_id or NOBODY
    return {
        Cell(day, metric, dimension, owner, row.is_public): value
        for metric, (dimension, value) in counted.items()
        if value
    }
