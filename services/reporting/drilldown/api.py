"""The route from a figure to its records."""

from chassis.web import Call, Reply, Routes
from services.reporting.drilldown import reading
from services.reporting.drilldown.schemas import Behind, RecordsBehind

routes = Routes("drilldown", tag="Figures")


@routes.get("/kpis/<metric>/records", allow="reporting.view", returns=RecordsBehind)
def read_records(call: Call, metric: str, query: Behind) -> Reply:
    """List the records behind a figure, as far as one may see them (X-8)."""
    return call.json(reading.read_records(call.session, call.actor, metric, query))
