"""Computing every figure again from the log, in one transaction an organization.

Readers see the old figures until it commits. It holds the lock that every reaction holds shared,
so no fact slips in between the log that was read and the figures that are put in place.
"""

from typing import Any

import structlog
from sqlalchemy import delete

from chassis.db import Session
from chassis.db.locks import hold
from chassis.events import Received
from chassis.spec import Service
from services.reporting.business.models import (
    CaseFact,
    InvoiceFact,
    OpportunityFact,
    RateFact,
    StageFact,
)
from services.reporting.history.models import LoggedFact
from services.reporting.history.operations import read_log
from services.reporting.kpis.models import CallFact, ContactFact, KpiDay
from services.reporting.projections import KnownOrganization
from services.reporting.reactions import APPLY, FIGURES_LOCK

_log = structlog.get_logger(__name__)
_DERIVED = (
    KpiDay,
    CallFact,
    ContactFact,
    OpportunityFact,
    CaseFact,
    InvoiceFact,
    StageFact,
    RateFact,
    KnownOrganization,
)


def rebuild(service: Service) -> None:
    """Rebuild every organization's figures; one that fails keeps its old ones and raises."""
    for organization_id in service.database.organizations(LoggedFact):
        with service.database.transaction(organization_id) as session:
            count = rebuild_organization(session)
        _log.info("figures rebuilt", organization=str(organization_id), facts=count)


def rebuild_organization(session: Session) -> int:
    """Throw away what follows from the log and apply the log again; return how many facts."""
    hold(session, FIGURES_LOCK)
    for model in _DERIVED:
        session.execute(delete(model))
    models = {fact.event_type: fact for fact in APPLY}
    count = 0
    for page in read_log(session, models):
        for run in _runs(page):
            APPLY[type(run[0].data)](session, run)
        session.flush()
        count += len(page)
    return count


def _runs(page: list[Received[Any]]) -> list[list[Received[Any]]]:
    """Cut a page into runs of one type, in their order."""
    runs: list[list[Received[Any]]] = []
    for received in page:
        if runs and runs[-1][0].type == received.type:
            runs[-1].append(received)
        else:
            runs.append([received])
    return runs
