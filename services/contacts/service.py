"""The contacts service as data: the composition root and the only public name."""

from datetime import timedelta
from pathlib import Path

from chassis.identity import directory
from chassis.records.bulk.records import BULK_RUN
from chassis.records.bulk.work import bulk_jobs
from chassis.records.documents.keeping import file_sweep
from chassis.records.documents.records import document_record
from chassis.records.exporting.records import EXPORT
from chassis.records.exporting.work import export_jobs
from chassis.records.importing.records import import_record
from chassis.records.importing.work import import_jobs
from chassis.spec import ServiceSpec, Sweep
from chassis.web.bulk import bulk_routes
from chassis.web.custom_fields import custom_field_routes
from chassis.web.documents import document_routes
from chassis.web.exporting import export_routes
from chassis.web.importing import import_routes
from chassis.web.views import view_routes
from contracts.catalog import CATALOG
from contracts.gateway import GatewayRestated, GroupChanged, RoleChanged, UserChanged
from services.contacts.activities.api import routes as activity_routes
from services.contacts.activities.records import ACTIVITY
from services.contacts.base import Base
from services.contacts.bulk.rules import CONTACT_BULK
from services.contacts.catalogs.api import CATALOG_ROUTES
from services.contacts.catalogs.records import CATALOG_RECORDS
from services.contacts.directory.api import routes as directory_routes
from services.contacts.directory.records import CONTACT, CONTACT_FIELDS
from services.contacts.documents.models import Document, StoredFile
from services.contacts.documents.rules import CONTACT_DOCUMENTS
from services.contacts.duplicates.api import routes as duplicate_routes
from services.contacts.exporting.rules import CONTACT_EXPORT
from services.contacts.feeds.api import routes as feed_routes
from services.contacts.feeds.public import routes as public_feed_routes
from services.contacts.forms.api import routes as form_routes
from services.contacts.forms.public import routes as public_form_routes
from services.contacts.forms.records import FORM_SUBMISSION, WEB_FORM
from services.contacts.forms.throttle import forget_past_windows
from services.contacts.identification.api import routes as identification_routes
from services.contacts.importing.rules import CONTACT_IMPORT
from services.contacts.invoicing.api import routes as question_routes
from services.contacts.leads.api import routes as lead_routes
from services.contacts.leads.records import LEAD, LEAD_EVENT, LEAD_FIELDS
from services.contacts.photos.api import routes as photo_routes
from services.contacts.reactions import REACTIONS
from services.contacts.restating import RESTATES
from services.contacts.settings import Settings
from services.contacts.tags.api import routes as tag_routes
from services.contacts.tags.records import TAG
from services.contacts.timeline.api import routes as timeline_routes
from services.contacts.timeline.records import TIMELINE_ENTRY
from services.contacts.words import MESSAGES

_IMPORTED = (CONTACT_IMPORT,)
_EXPORTED = (CONTACT_EXPORT,)
_BULK = (CONTACT_BULK,)
_IMPORT_JOBS, _IMPORT_SWEEPS = import_jobs(_IMPORTED)
_EXPORT_JOBS, _EXPORT_SWEEPS = export_jobs(_EXPORTED)
_BULK_JOBS, _BULK_SWEEPS = bulk_jobs(_BULK)

SERVICE = ServiceSpec(
    name="contacts",
    base=Base,
    migrations=Path(__file__).parent / "migrations",
    catalog=CATALOG,
    routes=(
        directory_routes,
        duplicate_routes,
        timeline_routes,
        lead_routes,
        form_routes,
        public_form_routes,
        activity_routes,
        feed_routes,
        public_feed_routes,
        identification_routes,
        question_routes,
        tag_routes,
        *CATALOG_ROUTES,
        photo_routes,
        document_routes("contacts", CONTACT_DOCUMENTS, argument="contact_id"),
        custom_field_routes("contacts", CONTACT_FIELDS, LEAD_FIELDS),
        import_routes(_IMPORTED, allow="contacts.import"),
        export_routes(_EXPORTED, allow="contacts.export"),
        view_routes(_EXPORTED, allow="contacts.view"),
        bulk_routes(_BULK, allow="contacts.view"),
    ),
    jobs=(*_IMPORT_JOBS, *_EXPORT_JOBS, *_BULK_JOBS),
    sweeps=(
        *_IMPORT_SWEEPS,
        *_EXPORT_SWEEPS,
        *_BULK_SWEEPS,
        file_sweep(StoredFile),
        Sweep(name="form_budgets", every=timedelta(hours=1), run=forget_past_windows),
    ),
    reactions=(
        *directory.reactions(
            user_changed=UserChanged,
            role_changed=RoleChanged,
            group_changed=GroupChanged,
            restated=GatewayRestated,
        ),
        *REACTIONS,
    ),
    restates=RESTATES,
    settings=Settings.read,
    files=True,
    records=(
        CONTACT,
        LEAD,
        LEAD_EVENT,
        WEB_FORM,
        FORM_SUBMISSION,
        TIMELINE_ENTRY,
        ACTIVITY,
        TAG,
        import_record(_IMPORTED),
        EXPORT,
        BULK_RUN,
        document_record(Document),
        *CATALOG_RECORDS,
    ),
    messages=MESSAGES,
)
