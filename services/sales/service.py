"""The sales service as data: the composition root and the only public name."""

from pathlib import Path

from chassis.identity import directory
from chassis.spec import ServiceSpec
from contracts.catalog import CATALOG
from contracts.gateway import GatewayRestated, GroupChanged, RoleChanged, UserChanged
from services.sales.base import Base
from services.sales.opportunities.api import routes as opportunity_routes
from services.sales.opportunities.records import OPPORTUNITY, OPPORTUNITY_EVENT
from services.sales.reactions import REACTIONS
from services.sales.reasons.api import loss_routes, motive_routes
from services.sales.reasons.records import LOSS_REASON, PURCHASE_MOTIVE
from services.sales.restating import RESTATES
from services.sales.settings import Settings
from services.sales.stages.api import routes as stage_routes
from services.sales.stages.questions import routes as question_routes
from services.sales.stages.records import STAGE
from services.sales.words import MESSAGES

SERVICE = ServiceSpec(
    name="sales",
    base=Base,
    migrations=Path(__file__).parent / "migrations",
    catalog=CATALOG,
    routes=(opportunity_routes, stage_routes, motive_routes, loss_routes, question_routes),
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
    records=(OPPORTUNITY, STAGE, PURCHASE_MOTIVE, LOSS_REASON, OPPORTUNITY_EVENT),
    messages=MESSAGES,
)
