"""From what a webhook names to an organization: the only reads here that no organization bounds.

The tables asked are the route tables and the list of organizations, which hold ids alone. Nothing
else in this service may read across organizations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, literal, select, union_all

from chassis.db import Database
from services.telephony.projections import KnownOrganization
from services.telephony.providers.models import AccountRoute, CallRoute, NumberRoute

# Made once: to put it together anew for each webhook costs as much as to execute it.
_CALL_AND_NUMBERS = union_all(
    select(
        literal("call"),
        CallRoute.provider_call_id,
        CallRoute.organization_id,
        CallRoute.call_id,
        CallRoute.account_sid,
    ).where(
        CallRoute.account_sid == bindparam("account_sid"),
        CallRoute.provider_call_id == bindparam("provider_call_id"),
    ),
    select(
        literal("number"),
        NumberRoute.e164,
        NumberRoute.organization_id,
        NumberRoute.number_id,
        NumberRoute.account_sid,
    ).where(NumberRoute.e164.in_(bindparam("numbers", expanding=True))),
)


def account_route(database: Database, account_sid: str) -> tuple[UUID, UUID] | None:
    """Return (organization, account row) of an entered account."""
    row = _first(
        database,
        select(AccountRoute.organization_id, AccountRoute.account_id).where(
            AccountRoute.account_sid == account_sid
        ),
    )
    return None if row is None else (row.organization_id, row.account_id)


@dataclass(frozen=True, slots=True)
class Found:
    """A route that a webhook's names lead to: of a call, or of one of our numbers."""

    kind: str
    name: str
    organization_id: UUID
    id: UUID
    account_sid: str


def find_routes(
    database: Database, account_sid: str, *, provider_call_id: str, numbers: Sequence[str]
) -> list[Found]:
    """Return, in one statement, the known call and every number of ours among those named.

    Numbers of other accounts are found too: a caller who is one of us is told by them.
    """
    names = {
        "account_sid": account_sid,
        "provider_call_id": provider_call_id,
        "numbers": list(numbers),
    }
    with database.reading(None) as session:
        return [Found(*row) for row in session.chassis_execute(_CALL_AND_NUMBERS, names)]


def first_organization(database: Database) -> UUID | None:
    """Return the earliest organization: the environment's account is its own."""
    row = _first(
        database,
        select(KnownOrganization.organization_id).order_by(
            KnownOrganization.stated_at, KnownOrganization.organization_id
        ),
    )
    return None if row is None else row.organization_id


def is_known(database: Database, organization_id: UUID) -> bool:
    """Whether there is such an organization."""
    known = select(KnownOrganization.organization_id).where(
        KnownOrganization.organization_id == organization_id
    )
    return _first(database, known) is not None


def without_simulator(database: Database) -> list[UUID]:
    """List the organizations that wait for their development number."""
    with database.reading(None) as session:
        waiting = select(KnownOrganization.organization_id).where(~KnownOrganization.has_simulator)
        return list(session.chassis_execute(waiting).scalars())


def _first(database: Database, statement: Select[*tuple[Any, ...]]) -> Any:
    with database.reading(None) as session:
        return session.chassis_execute(statement.limit(1)).first()
