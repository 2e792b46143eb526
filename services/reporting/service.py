"""The composition root of reporting."""

from pathlib import Path

from chassis.spec import ServiceSpec
from contracts.catalog import CATALOG
from services.reporting.base import Base
from services.reporting.business.api import routes as business_routes
from services.reporting.drilldown.api import routes as drilldown_routes
from services.reporting.history.rebuild import rebuild
from services.reporting.kpis.api import routes as kpi_routes
from services.reporting.reactions import REACTIONS
from services.reporting.settings import Settings
from services.reporting.words import MESSAGES

SERVICE = ServiceSpec(
    name="reporting",
    base=Base,
    migrations=Path(__file__).parent / "migrations",
    catalog=CATALOG,
    routes=(kpi_routes, business_routes, drilldown_routes),
    reactions=REACTIONS,
    rebuild=rebuild,
    settings=Settings.read,
    messages=MESSAGES,
)
