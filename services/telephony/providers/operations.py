"""Connecting an account (T-01): secrets go in sealed and never come out."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from chassis.db import Session
from chassis.errors import Conflict, FieldError, Invalid
from chassis.ids import new_id
from chassis.spec import Service
from services.telephony.providers.models import AccountRoute, ProviderAccount
from services.telephony.providers.schemas import TwilioAccount
from services.telephony.providers.sealing import Sealer


def save_twilio_account(
    session: Session, entered: TwilioAccount, *, sealer: Sealer, environment_sid: str | None
) -> ProviderAccount:
    """Enter an account or change one; a secret that is left out stays as it is.

    Raises Conflict when another organization has the account, Invalid when a new one has no token.
    """
    if entered.account_sid == environment_sid:
        raise Conflict("account_from_environment")
    row = session.scalars(
        select(ProviderAccount)
        .where(ProviderAccount.account_sid == entered.account_sid)
        .with_for_update()
    ).one_or_none()
    if row is None:
        row = _enter(session, entered, sealer)
    secrets = {
        "auth_token": entered.auth_token,
        "secondary_token": entered.secondary_token,
        "api_key_secret": entered.api_key_secret,
    }
    for name, secret in secrets.items():
        if secret is not None:
            sealed = sealer.seal(secret, organization_id=session.organization, column=name)
            setattr(row, f"sealed_{name}", sealed)
    row.api_key_sid = entered.api_key_sid or row.api_key_sid
    row.application_sid = entered.application_sid or row.application_sid
    row.is_active = entered.active
    row.touch()
    return row


def _enter(session: Session, entered: TwilioAccount, sealer: Sealer) -> ProviderAccount:
    if entered.auth_token is None:
        raise Invalid("invalid_fields", FieldError("twilio.auth_token", "required"))
    row = ProviderAccount(
        id=new_id(),
        provider="twilio",
        account_sid=entered.account_sid,
        sealed_auth_token=sealer.seal(
            entered.auth_token, organization_id=session.organization, column="auth_token"
        ),
    )
    route = (
        insert(AccountRoute)
        .values(
            account_sid=entered.account_sid,
            organization_id=session.organization,
            account_id=row.id,
        )
        .on_conflict_do_nothing()
        .returning(AccountRoute.account_id)
    )
    if session.scalars(route).one_or_none() is None:
        raise Conflict("account_already_connected")
    session.add(row)
    return row


_SEALED = ("auth_token", "secondary_token", "api_key_secret")


def seal_again(service: Service) -> int:
    """Seal every secret under the present key and return how many were under another one.

    Raises SealBroken when a secret opens under none of the keys; then nothing of its organization
    is changed.
    """
    sealer = Sealer(service.settings.secret_key, service.settings.previous_keys)
    changed = 0
    for organization_id in service.database.organizations(ProviderAccount):
        with service.database.transaction(organization_id) as session:
            for row in session.scalars(select(ProviderAccount).with_for_update()):
                changed += _seal_row_again(row, sealer)
    return changed


def _seal_row_again(row: ProviderAccount, sealer: Sealer) -> int:
    changed = 0
    for name in _SEALED:
        sealed: bytes | None = getattr(row, f"sealed_{name}")
        if sealed is None or sealer.is_present(sealed):
            continue
        secret = sealer.open(sealed, organization_id=row.organization_id, column=name)
        again = sealer.seal(secret, organization_id=row.organization_id, column=name)
        setattr(row, f"sealed_{name}", again)
        changed += 1
    return changed
