"""Figures of sales, cases and billing as one viewer may see them (R-14, R-16, X-8).

What was closed, opened, solved, issued or paid is summed from the figures by day. The pipeline and
what is overdue depend on the moment and are counted from the rows when they are asked for.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select

from chassis.db import Session
from chassis.identity import directory
from chassis.identity.actor import Actor
from chassis.money import Money
from services.reporting.business.contributions import UNSOLVED
from services.reporting.business.models import CaseFact, OpportunityFact, RateFact, StageFact
from services.reporting.business.money import Rates, Total
from services.reporting.business.schemas import (
    BillingFigures,
    BusinessDay,
    BusinessFigures,
    CaseFigures,
    FigureSum,
    NamedCount,
    NamedSum,
    OwnerFigures,
    SalesFigures,
    StageSum,
    SumAmount,
)
from services.reporting.kpis.models import NOBODY, KpiDay
from services.reporting.kpis.reading import range_of, seen, today
from services.reporting.projections import currency_of, zone_of

MODULES = {
    "sales": ("won", "won_amount", "lost", "lost_amount"),
    "cases": ("cases_opened", "cases_solved"),
    "billing": ("invoiced", "invoiced_amount", "paid", "paid_amount"),
}
COUNTS = ("won", "lost", "cases_opened", "cases_solved", "invoiced", "paid")


def read_business(
    session: Session, actor: Actor, *, first: date | None, last: date | None
) -> BusinessFigures:
    """Return the figures of a range of days, of the modules that the profile sees.

    Raises Invalid for a range that cannot be.
    """
    first, last = range_of(session, first, last)
    may = [module for module in MODULES if actor.may(f"{module}.view")]
    rates = rates_of(session)
    sums = _Sums(_rows(session, actor, may, first, last), rates)
    return BusinessFigures(
        first=first,
        last=last,
        timezone=str(zone_of(session)),
        sales=_sales(session, actor, sums, rates) if "sales" in may else None,
        cases=_cases(session, actor, sums) if "cases" in may else None,
        billing=_billing(sums) if "billing" in may else None,
        by_day=[
            BusinessDay(day=day, **sums.by_day.get(day, {}))
            for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
        ],
        by_owner=_by_owner(session, sums),
    )


def rates_of(session: Session) -> Rates:
    """Return the exchange rates of the organization."""
    rows = session.execute(
        select(RateFact.currency, RateFact.valid_on, RateFact.rate).where(~RateFact.is_deleted)
    )
    return Rates(currency_of(session), [(row[0], row[1], row[2]) for row in rows])


def shown(money: Money) -> SumAmount:
    """Return money as the API writes it."""
    return SumAmount(amount=str(money.amount), currency=money.currency)


class _Sums:
    """The rows of a range, added up once in each way in which they are shown."""

    def __init__(self, rows: Sequence[Any], rates: Rates) -> None:
        self._rates = rates
        self.totals: dict[str, Total] = defaultdict(self._empty)
        self.named: dict[str, dict[str, Total]] = defaultdict(lambda: defaultdict(self._empty))
        self.by_day: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.by_owner: dict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for row in rows:
            self._add(*row)

    def _empty(self) -> Total:
        return Total(self._rates)

    def _add(self, day: date, metric: str, dimension: str, owner_id: UUID, value: Decimal) -> None:
        if metric in COUNTS:
            count = int(value)
            self.totals[metric].count += count
            self.named[metric][dimension].count += count
            self.by_day[day][metric] += count
            self.by_owner[owner_id][metric] += count
            return
        counted = metric.removesuffix("_amount")
        currency, _, name = dimension.partition(":")
        self.totals[counted].add(value, currency, day)
        self.named[counted][name].add(value, currency, day)


def _rows(
    session: Session, actor: Actor, modules: Sequence[str], first: date, last: date
) -> Sequence[Any]:
    metrics = [metric for module in modules for metric in MODULES[module]]
    key = (KpiDay.day, KpiDay.metric, KpiDay.dimension, KpiDay.owner_id)
    statement = (
        select(*key, func.sum(KpiDay.value))
        .where(KpiDay.day.between(first, last), KpiDay.metric.in_(metrics))
        .where(*seen(session, actor, owner=KpiDay.owner_id, is_public=KpiDay.is_public))
        .group_by(*key)
    )
    return session.execute(statement).all()


def _sum(total: Total) -> dict[str, Any]:
    return {
        "count": total.count,
        "amount": shown(total.amount),
        "without_rate": [shown(money) for money in total.without_rate],
    }


def _named(sums: dict[str, Total]) -> list[NamedSum]:
    found = [NamedSum(name=name, **_sum(total)) for name, total in sums.items()]
    return sorted(found, key=lambda one: (-one.count, one.name))


def _sales(session: Session, actor: Actor, sums: _Sums, rates: Rates) -> SalesFigures:
    return SalesFigures(
        won=FigureSum(**_sum(sums.totals["won"])),
        lost=FigureSum(**_sum(sums.totals["lost"])),
        by_motive=_named(sums.named["won"]),
        by_reason=_named(sums.named["lost"]),
        pipeline=_pipeline(session, actor, rates),
    )


def _pipeline(session: Session, actor: Actor, rates: Rates) -> list[StageSum]:
    """Return the open opportunities by stage; each stage that exists has its row."""
    stages = {stage.stage_id: stage for stage in session.scalars(select(StageFact))}
    own = OpportunityFact.probability
    statement = (
        select(
            OpportunityFact.stage_id,
            OpportunityFact.currency,
            func.count(),
            func.sum(OpportunityFact.amount),
            func.sum(case((own.is_(None), OpportunityFact.amount), else_=0)),
            func.sum(case((own.is_not(None), OpportunityFact.amount * own), else_=0)),
        )
        .where(OpportunityFact.state == "open", ~OpportunityFact.is_discarded)
        .where(
            *seen(
                session,
                actor,
                owner=OpportunityFact.owner_id,
                is_public=OpportunityFact.is_public,
            )
        )
        .group_by(OpportunityFact.stage_id, OpportunityFact.currency)
    )
    day = today(session)
    amounts: dict[UUID, Total] = defaultdict(lambda: Total(rates))
    expected: dict[UUID, Total] = defaultdict(lambda: Total(rates))
    for stage_id, currency, count, amount, staged, weighted in session.execute(statement):
        stage = stages.get(stage_id)
        probability = stage.probability if stage else Decimal(0)
        amounts[stage_id].count += count
        amounts[stage_id].add(amount, currency, day)
        expected[stage_id].add((staged * probability + weighted) / 100, currency, day)
    shown_stages = [id for id, stage in stages.items() if not stage.is_deleted or id in amounts]
    shown_stages += [id for id in amounts if id not in stages]
    last = max((stage.position for stage in stages.values()), default=0) + 1
    shown_stages.sort(key=lambda one: (stages[one].position if one in stages else last, one))
    return [
        StageSum(
            stage_id=id,
            name=stages[id].name if id in stages else "",
            expected=shown(expected[id].amount),
            **_sum(amounts[id]),
        )
        for id in shown_stages
    ]


def _cases(session: Session, actor: Actor, sums: _Sums) -> CaseFigures:
    overdue = (
        select(func.count())
        .select_from(CaseFact)
        .where(CaseFact.state_class.in_(UNSOLVED), ~CaseFact.is_discarded)
        .where(CaseFact.due_at < func.now())
        .where(*seen(session, actor, owner=CaseFact.owner_id, is_public=CaseFact.is_public))
    )
    by_type = [
        NamedCount(name=name, count=total.count)
        for name, total in sums.named["cases_opened"].items()
    ]
    return CaseFigures(
        opened=sums.totals["cases_opened"].count,
        solved=sums.totals["cases_solved"].count,
        overdue=session.scalar(overdue) or 0,
        by_type=sorted(by_type, key=lambda one: (-one.count, one.name)),
    )


def _billing(sums: _Sums) -> BillingFigures:
    return BillingFigures(
        invoiced=FigureSum(**_sum(sums.totals["invoiced"])),
        paid=FigureSum(**_sum(sums.totals["paid"])),
    )


def _by_owner(session: Session, sums: _Sums) -> list[OwnerFigures]:
    names = directory.names(session, [owner for owner in sums.by_owner if owner != NOBODY])
    found = [
        OwnerFigures(
            owner_id=None if owner == NOBODY else owner, name=names.get(owner, ""), **figures
        )
        for owner, figures in sums.by_owner.items()
    ]
    return sorted(found, key=lambda one: (-one.won, -one.cases_solved, one.name))
