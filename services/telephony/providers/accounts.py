"""Which accounts there are, whose each is, and what its webhooks are signed with.

Three sources: the environment's Twilio account (of the first organization), those that an
administrator entered (rows, secrets sealed), and, where the simulator is on, one development
account per organization, whose SID and token are derived and need no row.
"""

import hashlib
import hmac
import re
import time
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from chassis.db import Database, Session
from chassis.errors import Unavailable
from services.telephony.providers import routes
from services.telephony.providers.models import NumberRoute, ProviderAccount
from services.telephony.providers.port import Account
from services.telephony.providers.sealing import Sealer
from services.telephony.settings import Settings

_SID = re.compile(r"^AC[0-9a-fA-F]{32}$")
_REMEMBERED_SECONDS = 5.0
_REMEMBERED_MOST = 1_000


def development_sid(organization_id: UUID) -> str:
    """Name an organization's development account; it has the provider's form."""
    return f"AC{organization_id.hex}"


@dataclass(frozen=True, slots=True)
class _Remembered:
    until: float
    account: Account


class AccountBook:
    """Finds accounts by SID or organization. Thread-safe; remembers a found one for five seconds.

    An unknown SID is never remembered, so an account works as soon as it is entered, and a token
    taken back stops working within five seconds.
    """

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings = settings
        self._database = database
        self._remembered: dict[str, _Remembered] = {}

    def by_sid(self, account_sid: str) -> Account | None:
        """Find the account that a webhook names; None when it is not one of ours.

        Raises Unavailable while the environment's account waits for the first organization.
        """
        if not _SID.match(account_sid):
            return None
        known = self._remembered.get(account_sid)
        if known is not None and known.until > time.monotonic():
            return known.account
        account = self._find(account_sid)
        if account is not None:
            if len(self._remembered) >= _REMEMBERED_MOST:
                self._remembered.clear()
            until = time.monotonic() + _REMEMBERED_SECONDS
            self._remembered[account_sid] = _Remembered(until, account)
        return account

    def of_organization(self, session: Session) -> list[Account]:
        """List what an organization can use: entered accounts, the environment's, development."""
        rows = session.scalars(
            select(ProviderAccount)
            .where(ProviderAccount.is_active)
            .order_by(ProviderAccount.created_at)
        )
        accounts = [self._opened(row) for row in rows]
        environment = self._environment()
        if environment is not None and environment.organization_id == session.organization:
            accounts.append(environment)
        if self._settings.simulator:
            accounts.append(self._development(session.organization))
        return accounts

    def usable(self, session: Session, account_sid: str) -> Account | None:
        """Find an account that this organization may act with: its own, or one of its numbers'."""
        account = self.by_sid(account_sid)
        if account is None or account.organization_id == session.organization:
            return account
        route = select(NumberRoute.e164).where(
            NumberRoute.account_sid == account_sid,
            NumberRoute.organization_id == session.organization,
        )
        return account if session.scalars(route.limit(1)).first() else None

    def forget(self, account_sid: str) -> None:
        """Drop what is remembered of an account that has just changed in this process."""
        self._remembered.pop(account_sid, None)

    def _find(self, account_sid: str) -> Account | None:
        if account_sid == self._settings.twilio_account_sid and self._settings.twilio_auth_token:
            environment = self._environment()
            if environment is None:
                raise Unavailable
            return environment
        route = routes.account_route(self._database, account_sid)
        if route is not None:
            organization_id, account_id = route
            with self._database.reading(organization_id) as session:
                row = session.get(ProviderAccount, account_id)
                return self._opened(row) if row is not None and row.is_active else None
        organization_id = UUID(hex=account_sid[2:])
        if self._settings.simulator and routes.is_known(self._database, organization_id):
            return self._development(organization_id)
        return None

    def _environment(self) -> Account | None:
        settings = self._settings
        if not settings.twilio_account_sid or not settings.twilio_auth_token:
            return None
        first = routes.first_organization(self._database)
        if first is None:
            return None
        tokens = (settings.twilio_auth_token, settings.twilio_secondary_token)
        return Account(
            provider="twilio",
            account_sid=settings.twilio_account_sid,
            organization_id=first,
            tokens=tuple(token for token in tokens if token),
            api_key_sid=settings.twilio_api_key_sid,
            api_key_secret=settings.twilio_api_key_secret,
            application_sid=settings.twilio_application_sid,
        )

    def _development(self, organization_id: UUID) -> Account:
        """Derive the development account; its token is as secret as the installation's key."""
        sid = development_sid(organization_id)
        key = f"troncal.telephony.development:{self._settings.secret_key}".encode()
        token = hmac.new(key, sid.encode(), hashlib.sha256).hexdigest()[:32]
        return Account(
            provider="development",
            account_sid=sid,
            organization_id=organization_id,
            tokens=(token,),
        )

    def _opened(self, row: ProviderAccount) -> Account:
        sealer = Sealer(self._settings.secret_key, self._settings.previous_keys)

        def opened(sealed: bytes | None, column: str) -> str | None:
            if sealed is None:
                return None
            return sealer.open(sealed, organization_id=row.organization_id, column=column)

        tokens = (
            opened(row.sealed_auth_token, "auth_token"),
            opened(row.sealed_secondary_token, "secondary_token"),
        )
        return Account(
            provider=row.provider,
            account_sid=row.account_sid,
            organization_id=row.organization_id,
            tokens=tuple(token for token in tokens if token),
            api_key_sid=row.api_key_sid,
            api_key_secret=opened(row.sealed_api_key_secret, "api_key_secret"),
            application_sid=row.application_sid,
        )
