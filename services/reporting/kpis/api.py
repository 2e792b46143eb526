"""Routes of figures."""

from datetime import timedelta

from chassis.web import Call, Reply, Routes
from services.reporting.kpis import reading
from services.reporting.kpis.schemas import Dashboard, Kpis, Range

routes = Routes("kpis", tag="Figures")


@routes.get("/kpis", allow="reporting.view", returns=Kpis)
def read_kpis(call: Call, query: Range) -> Reply:
    """Read the figures of a range of days, as far as one may see their owners."""
    figures = reading.read_kpis(call.session, call.actor, first=query.from_, last=query.to)
    return call.json(figures)


@routes.get("/dashboards/calls", allow="reporting.view", returns=Dashboard)
def read_dashboard(call: Call, query: Range) -> Reply:
    """Read the dashboard: today, the range, and the range of the same length before it."""
    chosen = reading.read_kpis(call.session, call.actor, first=query.from_, last=query.to)
    today = reading.read_kpis(
        call.session, call.actor, first=reading.today(call.session), last=None
    )
    length = chosen.last - chosen.first + timedelta(days=1)
    before = reading.read_kpis(
        call.session, call.actor, first=chosen.first - length, last=chosen.last - length
    )
    return call.json(Dashboard(today=today.total, range=chosen, before=before.total))
