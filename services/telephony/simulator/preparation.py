"""Giving each organization its development account's number, where the simulator is on."""

from sqlalchemy import select

from chassis.db import Session
from chassis.spec import Service
from services.telephony.numbers.models import NumberOperator, PhoneNumber
from services.telephony.numbers.operations import link_number
from services.telephony.projections import KnownAdministrator, KnownOrganization
from services.telephony.providers.accounts import development_sid
from services.telephony.providers.routes import without_simulator
from services.telephony.resources import Resources
from services.telephony.settings import Settings
from services.telephony.simulator.driver import DEMO_NUMBER


def prepare_simulators(service: Service) -> None:
    """Link the demonstration number for every organization that has none yet; its first
    administrator answers it. Waits until that administrator is known. Idempotent.
    """
    settings: Settings = service.settings
    if not settings.simulator:
        return
    resources: Resources = service.resources
    for organization_id in without_simulator(service.database):
        account = resources.accounts.by_sid(development_sid(organization_id))
        if account is None:
            continue
        with service.database.transaction(organization_id) as session:
            organization = session.scalars(
                select(KnownOrganization)
                .where(KnownOrganization.organization_id == organization_id)
                .with_for_update()
            ).one()
            first = _first_administrator(session)
            if organization.has_simulator or first is None:
                continue
            known = select(PhoneNumber.id).where(PhoneNumber.account_sid == account.account_sid)
            if session.scalars(known.limit(1)).first() is None:
                number = link_number(
                    session, account, e164=DEMO_NUMBER, alias="Demo", outgoing_enabled=True
                )
                session.add(NumberOperator(number_id=number.id, user_id=first.user_id))
            organization.has_simulator = True


def _first_administrator(session: Session) -> KnownAdministrator | None:
    return session.scalars(
        select(KnownAdministrator)
        .order_by(KnownAdministrator.stated_at, KnownAdministrator.user_id)
        .limit(1)
    ).first()
