"""Routes of the figures of sales, cases and billing."""

from datetime import timedelta

from chassis.web import Call, Reply, Routes
from services.reporting.business import reading
from services.reporting.business.schemas import BusinessDashboard, BusinessFigures
from services.reporting.kpis.schemas import Range

routes = Routes("business", tag="Figures")


@routes.get("/kpis/business", allow="reporting.view", returns=BusinessFigures)
def read_business(call: Call, query: Range) -> Reply:
    """Read the figures of sales, cases and billing, as far as one may see their owners."""
    return call.json(
        reading.read_business(call.session, call.actor, first=query.from_, last=query.to)
    )


@routes.get("/dashboards/business", allow="reporting.view", returns=BusinessDashboard)
def read_business_dashboard(call: Call, query: Range) -> Reply:
    """Read the range's figures and those of the range of the same length before it."""
    chosen = reading.read_business(call.session, call.actor, first=query.from_, last=query.to)
    length = chosen.last - chosen.first + timedelta(days=1)
    before = reading.read_business(
        call.session, call.actor, first=chosen.first - length, last=chosen.last - length
    )
    return call.json(BusinessDashboard(range=chosen, before=before))
