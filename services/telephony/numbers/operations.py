"""Linking numbers, unlinking them, and who answers each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from chassis import phones
from chassis.clock import now
from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid, NotFound
from chassis.identity.directory import DirectoryUser
from chassis.ids import new_id
from services.telephony.numbers.models import NumberOperator, PhoneNumber
from services.telephony.providers.models import NumberRoute
from services.telephony.providers.port import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A user on a number's list; None inherits the number's switch."""

    user_id: UUID
    outgoing_enabled: bool | None = None
    recording_enabled: bool | None = None


def link_number(
    session: Session,
    account: Account,
    *,
    e164: str,
    alias: str = "",
    provider_number_id: str | None = None,
    outgoing_enabled: bool = False,
    recording_enabled: bool = False,
) -> PhoneNumber:
    """Make a number ring here.

    Raises Conflict when any organization has it linked already; the answer does not say which.
    """
    number_id = new_id()
    taken = session.scalars(
        insert(NumberRoute)
        .values(
            account_sid=account.account_sid,
            e164=e164,
            organization_id=session.organization,
            number_id=number_id,
        )
        .on_conflict_do_nothing()
        .returning(NumberRoute.number_id)
    ).one_or_none()
    if taken is None:
        raise Conflict("number_already_linked")
    number = PhoneNumber(
        id=number_id,
        provider=account.provider,
        account_sid=account.account_sid,
        provider_number_id=provider_number_id,
        e164=e164,
        alias=alias,
        outgoing_enabled=outgoing_enabled,
        recording_enabled=recording_enabled,
    )
    session.add(number)
    session.flush()
    return number


def unlink_number(session: Session, number_id: UUID, *, expected_version: int | None) -> None:
    """Stop answering a number; its calls keep naming it (T-05)."""
    number = locked_number(session, number_id, expected_version=expected_version)
    session.execute(delete(NumberOperator).where(NumberOperator.number_id == number.id))
    session.execute(
        delete(NumberRoute).where(
            NumberRoute.account_sid == number.account_sid, NumberRoute.e164 == number.e164
        )
    )
    number.unlinked_at = now()
    number.is_active = False
    number.touch()


def change_number(
    session: Session, number_id: UUID, *, expected_version: int | None, changed: Mapping[str, Any]
) -> None:
    """Change alias and switches.

    A switch that goes off takes its operators' overrides along (T-09): an operator cannot have what
    the number has not.
    """
    number = locked_number(session, number_id, expected_version=expected_version)
    columns = {"active": "is_active"}
    for member, value in changed.items():
        setattr(number, columns.get(member, member), value)
    for switch in ("outgoing_enabled", "recording_enabled"):
        if changed.get(switch) is False:
            session.execute(
                update(NumberOperator)
                .where(NumberOperator.number_id == number.id)
                .values({switch: None})
            )
    number.touch()


def locked_number(
    session: Session, number_id: UUID, *, expected_version: int | None = None
) -> PhoneNumber:
    """Lock a linked number. Raises NotFound for an unlinked one too."""
    number = session.lock(PhoneNumber, number_id, expected_version=expected_version)
    if number.unlinked_at is not None:
        raise NotFound
    return number


def set_operators(session: Session, number_id: UUID, operators: Collection[Operator]) -> None:
    """Replace the list of who answers a number. Raises Invalid for a user who is not active."""
    number = locked_number(session, number_id)
    wanted = {operator.user_id: operator for operator in operators}
    known = set(
        session.scalars(
            select(DirectoryUser.user_id).where(
                DirectoryUser.user_id.in_(wanted), DirectoryUser.is_active
            )
        )
    )
    unknown = [user_id for user_id in wanted if user_id not in known]
    if unknown:
        raise Invalid(
            "invalid_fields",
            *(FieldError("user_ids", "unknown_user", {"id": str(u)}) for u in unknown),
        )
    session.execute(delete(NumberOperator).where(NumberOperator.number_id == number.id))
    session.add_all(
        NumberOperator(
            number_id=number.id,
            user_id=operator.user_id,
            outgoing_enabled=operator.outgoing_enabled if number.outgoing_enabled else None,
            recording_enabled=operator.recording_enabled if number.recording_enabled else None,
        )
        for operator in wanted.values()
    )
    number.touch()


def operators_of(session: Session, number_id: UUID | None) -> list[UUID]:
    """List who answers a number, in a stable order."""
    if number_id is None:
        return []
    return list(
        session.scalars(
            select(NumberOperator.user_id)
            .where(NumberOperator.number_id == number_id)
            .order_by(NumberOperator.id)
        )
    )


def is_operator(session: Session, user_id: UUID) -> bool:
    """Whether the user answers any number; only operators have a softphone (T-08)."""
    found = session.scalars(
        select(NumberOperator.id).where(NumberOperator.user_id == user_id).limit(1)
    )
    return found.first() is not None


def read_e164(text: str, region: str, *, field: str) -> str:
    """Read a number as people write it. Raises Invalid when it cannot be one."""
    phone = phones.parse(text, region)
    if phone is None:
        raise Invalid("invalid_fields", FieldError(field, "invalid_phone"))
    return phone.e164
