"""The composition root of billing."""

from pathlib import Path

from chassis.identity import directory
from chassis.records.exporting.records import EXPORT
from chassis.records.exporting.work import export_jobs
from chassis.spec import Service, ServiceSpec
from chassis.web.exporting import export_routes
from chassis.web.views import view_routes
from contracts.catalog import CATALOG
from contracts.gateway import GatewayRestated, GroupChanged, RoleChanged, UserChanged
from services.billing.base import Base
from services.billing.company.api import routes as company_routes
from services.billing.documents.printing import Press
from services.billing.exporting.rules import INVOICE_EXPORT
from services.billing.invoices.api import routes as invoice_routes
from services.billing.invoices.questions import routes as question_routes
from services.billing.invoices.records import INVOICE
from services.billing.products.api import routes as product_routes
from services.billing.products.schemas import CATEGORY, PRODUCT
from services.billing.rates.api import routes as rate_routes
from services.billing.rates.schemas import EXCHANGE_RATE
from services.billing.reactions import REACTIONS
from services.billing.resources import Resources
from services.billing.restating import RESTATES
from services.billing.settings import Settings
from services.billing.taxes.api import routes as tax_routes
from services.billing.taxes.schemas import TAX
from services.billing.words import MESSAGES

_EXPORTED = (INVOICE_EXPORT,)
_EXPORT_JOBS, _EXPORT_SWEEPS = export_jobs(_EXPORTED)


def _resources(service: Service) -> Resources:
    del service
    return Resources(press=Press())


SERVICE = ServiceSpec(
    name="billing",
    base=Base,
    migrations=Path(__file__).parent / "migrations",
    catalog=CATALOG,
    routes=(
        invoice_routes,
        product_routes,
        tax_routes,
        rate_routes,
        company_routes,
        question_routes,
        export_routes(_EXPORTED, allow="billing.export"),
        view_routes(_EXPORTED, allow="billing.view"),
    ),
    jobs=_EXPORT_JOBS,
    sweeps=_EXPORT_SWEEPS,
    restates=RESTATES,
    reactions=(
        *directory.reactions(
            user_changed=UserChanged,
            role_changed=RoleChanged,
            group_changed=GroupChanged,
            restated=GatewayRestated,
        ),
        *REACTIONS,
    ),
    settings=Settings.read,
    resources=_resources,
    files=True,
    records=(INVOICE, PRODUCT, CATEGORY, TAX, EXCHANGE_RATE, EXPORT),
    messages=MESSAGES,
)
