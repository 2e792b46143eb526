"""Sums of a list in the organization's currency (S-37), by the rates that are stored.

Rows are summed per currency by PostgreSQL, under the rule of who sees what; each sum is converted
once. What no rate is known for is counted and summed apart and is in no sum.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from chassis.clock import now
from chassis.db import Session
from chassis.identity.actor import Actor
from chassis.records import Query, RecordType, grouped
from services.sales.opportunities.amounts import converted
from services.sales.opportunities.models import Opportunity
from services.sales.opportunities.records import EXPECTED
from services.sales.projections import Home, KnownRate, rates_on


@dataclass(slots=True)
class Sum:
    """So many opportunities of one currency and what they come to."""

    currency: str
    count: int
    amount: Decimal
    expected: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums as the API shows them."""

    home: str
    rates: Mapping[str, KnownRate]
    sums: list[Sum] = field(default_factory=list)

    def view(self) -> dict[str, Any]:
        """Return the members of `TotalsView`."""
        known = [each for each in self.sums if self._rate(each.currency) is not None]
        others = [each for each in self.sums if self._rate(each.currency) is None]
        used = sorted({each.currency for each in known} - {self.home})
        return {
            "count": sum(each.count for each in self.sums),
            "amount": self._money(self._in_home(each.amount, each.currency) for each in known),
            "expected_amount": self._money(
                self._in_home(each.expected, each.currency) for each in known
            ),
            "unconverted": [
                {
                    "currency": each.currency,
                    "count": each.count,
                    "amount": str(each.amount),
                    "expected_amount": str(each.expected),
                }
                for each in sorted(others, key=lambda each: each.currency)
            ],
            "rates": [
                {
                    "currency": currency,
                    "rate": str(self.rates[currency].rate),
                    "valid_on": self.rates[currency].valid_on.isoformat(),
                }
                for currency in used
            ],
        }

    def _rate(self, currency: str) -> Decimal | None:
        if currency == self.home:
            return Decimal(1)
        found = self.rates.get(currency)
        return found.rate if found is not None else None

    def _in_home(self, amount: Decimal, currency: str) -> Decimal:
        rate = self._rate(currency)
        assert rate is not None
        return converted(amount, rate, self.home)

    def _money(self, amounts: Iterable[Decimal]) -> dict[str, str]:
        amount = converted(sum(amounts, start=Decimal(0)), Decimal(1), self.home)
        return {"amount": str(amount), "currency": self.home}


def totals(session: Session, actor: Actor, rt: RecordType, query: Query, *, home: Home) -> Totals:
    """Sum all that the query meets and the actor sees."""
    rows = grouped(
        session,
        actor,
        rt,
        query,
        by={"currency": Opportunity.currency},
        sums={"amount": Opportunity.amount, "expected": EXPECTED},
    )
    sums = [Sum(row.currency, row.number, row.amount, row.expected) for row in rows]
    return Totals(home.currency, _rates(session, sums, home), sums)


def totals_by_stage(
    session: Session, actor: Actor, rt: RecordType, query: Query, *, home: Home
) -> tuple[Mapping[UUID, Totals], Totals]:
    """Sum what the query meets for each stage, and all together."""
    rows = grouped(
        session,
        actor,
        rt,
        query,
        by={"stage_id": Opportunity.stage_id, "currency": Opportunity.currency},
        sums={"amount": Opportunity.amount, "expected": EXPECTED},
    )
    per_stage: dict[UUID, list[Sum]] = defaultdict(list)
    all_of: dict[str, Sum] = {}
    for row in rows:
        one = Sum(row.currency, row.number, row.amount, row.expected)
        per_stage[row.stage_id].append(one)
        every = all_of.setdefault(row.currency, Sum(row.currency, 0, Decimal(0), Decimal(0)))
        every.count += one.count
        every.amount += one.amount
        every.expected += one.expected
    rates = _rates(session, list(all_of.values()), home)
    found = {id: Totals(home.currency, rates, sums) for id, sums in per_stage.items()}
    return found, Totals(home.currency, rates, list(all_of.values()))


def _rates(session: Session, sums: list[Sum], home: Home) -> dict[str, KnownRate]:
    today = now().astimezone(ZoneInfo(home.timezone)).date()
    return rates_on(session, {each.currency for each in sums} - {home.currency}, today)
