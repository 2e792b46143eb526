"""The cases service as data: the composition root and the only public name."""

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
from services.cases.base import Base
from services.cases.calendars.api import routes as calendar_routes
from services.cases.calendars.records import BUSINESS_CALENDAR
from services.cases.casework.api import routes as case_routes
from services.cases.casework.records import CASE, CASE_EVENT
from services.cases.catalogs.api import CATALOG_ROUTES
from services.cases.catalogs.records import CASE_PRIORITY, CASE_STATE, CASE_TYPE
from services.cases.documents.models import Document, StoredFile
from services.cases.documents.rules import CASE_DOCUMENTS
from services.cases.exporting.rules import CASE_EXPORT
from services.cases.reactions import REACTIONS
from services.cases.restating import RESTATES
from services.cases.settings import Settings
from services.cases.words import MESSAGES

_EXPORTED = (CASE_EXPORT,)
_EXPORT_JOBS, _EXPORT_SWEEPS = export_jobs(_EXPORTED)

SERVICE = ServiceSpec(
    name="cases",
    base=Base,
    migrations=Path(__file__).parent / "migrations",
    catalog=CATALOG,
    routes=(
        case_routes,
        *CATALOG_ROUTES,
        calendar_routes,
        document_routes("cases", CASE_DOCUMENTS, argument="case_id"),
        export_routes(_EXPORTED, allow="cases.export"),
        view_routes(_EXPORTED, allow="cases.view"),
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
        CASE,
        CASE_EVENT,
        CASE_TYPE,
        CASE_STATE,
        CASE_PRIORITY,
        BUSINESS_CALENDAR,
        document_record(Document),
        EXPORT,
    ),
    messages=MESSAGES,
)
