"""The sales service as data: the composition root and the only public name."""

from pathlib import Path

from chassis.identity import directory
from chassis.records.documents.keeping import file_sweep
from chassis.records.documents.records import document_record
from chassis.records.exporting.records import EXPORT
from chassis.records.exporting.work import export_jobs
from chassis.spec import ServiceSpec
from chassis.web.documents import document_routes
from chassis.web.exporting import export_routes
from chassis.web.views import view_routes
from contracts.catalog import CATALOG
from contracts.gateway import GatewayRestated, GroupChanged, RoleChanged, UserChanged
from services.sales.base import Base
from services.sales.documents.models import Document, StoredFile
from services.sales.documents.rules import OPPORTUNITY_DOCUMENTS
from services.sales.exporting.rules import OPPORTUNITY_EXPORT
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

_EXPORTED = (OPPORTUNITY_EXPORT,)
_EXPORT_JOBS, _EXPORT_SWEEPS = export_jobs(_EXPORTED)

SERVICE = ServiceSpec(
    name="sales",
    base=Base,
    migrations=Path(__file__).parent / "migrations",
    catalog=CATALOG,
    routes=(
        opportunity_routes,
        stage_routes,
        motive_routes,
        loss_routes,
        question_routes,
        document_routes("sales", OPPORTUNITY_DOCUMENTS, argument="opportunity_id"),
        export_routes(_EXPORTED, allow="sales.export"),
        view_routes(_EXPORTED, allow="sales.view"),
    ),
    jobs=_EXPORT_JOBS,
    sweeps=(*_EXPORT_SWEEPS, file_sweep(StoredFile)),
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
    files=True,
    records=(
        OPPORTUNITY,
        STAGE,
        PURCHASE_MOTIVE,
        LOSS_REASON,
        OPPORTUNITY_EVENT,
        document_record(Document),
        EXPORT,
    ),
    messages=MESSAGES,
)
