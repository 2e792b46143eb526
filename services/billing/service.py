"""The composition root of billing."""

from pathlib import Path

from chassis.identity import directory
from chassis.spec import Service, ServiceSpec
from contracts.catalog import CATALOG
from contracts.gateway import GatewayRestated, GroupChanged, RoleChanged, UserChanged
from services.billing.base import Base
from services.billing.company.api import routes as company_routes
from services.billing.documents.printing import Press
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
    ),
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
    records=(INVOICE, PRODUCT, CATEGORY, TAX, EXCHANGE_RATE),
    messages=MESSAGES,
)
