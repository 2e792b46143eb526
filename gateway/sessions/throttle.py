"""How many passwords may be tried, and why nobody can lock somebody else out.

Each check of a password first takes one unit from every budget that applies, atomically and before
the hash is computed; a full budget refuses with the seconds until its window ends. There are three:

- the account as unknown devices see it: 20 an hour, from wherever they come;
- the account from one address: 10 an hour, so that one attacker cannot use up the account's 20;
- the address over all accounts: 100 an hour, against trying one password on many accounts.

A device that has logged in to the account before holds a cookie that says so, and has a budget of
its own (10 in 15 minutes). So the owner still enters from a device that is known while the account
is under attack. Budgets exist equally for addresses that nobody has. Keys are digests.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import case, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from chassis.db import Database, Session
from chassis.errors import TooMany
from chassis.ids import new_id
from gateway.base import NOWHERE
from gateway.sessions.models import LoginBudget

_DEVICE = b"troncal known device v1"
_BUDGET = b"troncal login budget v1"


@dataclass(frozen=True, slots=True)
class Budget:
    """One counter: its key, how much it holds, how long a window lasts."""

    key: str
    limit: int
    window: timedelta


class Throttle:
    """Budgets of password checks, and the cookies of known devices; keyed by the secret."""

    def __init__(self, secret: bytes) -> None:
        self._device_key = hmac.digest(secret, _DEVICE, hashlib.sha256)
        self._budget_key = hmac.digest(secret, _BUDGET, hashlib.sha256)

    def budgets(self, *, email: str, address: str, device: str | None) -> list[Budget]:
        """Name the budgets of one attempt; `device` is the known device's id or None."""
        hour = timedelta(hours=1)
        if device is not None:
            return [Budget(self._key("device", email, device), 10, timedelta(minutes=15))]
        # In this order everywhere, so that two attempts never wait for each other's rows.
        return [
            Budget(self._key("address", address), 100, hour),
            Budget(self._key("pair", email, address), 10, hour),
            Budget(self._key("account", email), 20, hour),
        ]

    def take(self, database: Database, budgets: list[Budget]) -> None:
        """Take one unit of each in a transaction of its own; TooMany, taking none, if one is full.

        It commits before the password is looked at: a process that dies in between has counted.
        """
        with database.transaction(NOWHERE) as session:
            for budget in budgets:
                _take(session, budget)

    def give_back(self, session: Session, budgets: list[Budget]) -> None:
        """Return what a right password took; wrong ones of before stay counted."""
        for budget in budgets:
            row = session.scalars(
                select(LoginBudget).where(LoginBudget.key == budget.key).with_for_update()
            ).one_or_none()
            if row is not None and row.used > 0:
                row.used -= 1

    def known_device(self, cookie: str | None, *, account_id: UUID) -> str | None:
        """Return the device's id when the cookie is ours and for this account."""
        if not cookie or cookie.count(".") != 1:
            return None
        device, _, mac = cookie.partition(".")
        genuine = hmac.compare_digest(mac.encode(), self._device_mac(device, account_id).encode())
        return device if genuine else None

    def device_cookie(self, account_id: UUID) -> str:
        """Write the cookie that a device gets when somebody logs in on it."""
        device = new_id().hex
        return f"{device}.{self._device_mac(device, account_id)}"

    def _device_mac(self, device: str, account_id: UUID) -> str:
        mac = hmac.digest(self._device_key, device.encode() + account_id.bytes, hashlib.sha256)
        return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()

    def _key(self, *parts: str) -> str:
        return hmac.new(self._budget_key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()


def forget_past_windows(database: Database) -> None:
    """Drop the counters whose window has ended."""
    with database.transaction(NOWHERE) as session:
        session.execute(delete(LoginBudget).where(LoginBudget.window_ends_at < func.now()))


def _take(session: Session, budget: Budget) -> None:
    over = LoginBudget.window_ends_at <= func.now()
    new_window = func.now() + budget.window
    row = insert(LoginBudget).values(key=budget.key, used=1, window_ends_at=new_window)
    statement = row.on_conflict_do_update(
        index_elements=[LoginBudget.key],
        set_={
            "used": case((over, 1), else_=LoginBudget.used + 1),
            "window_ends_at": case((over, new_window), else_=LoginBudget.window_ends_at),
        },
        where=over | (LoginBudget.used < budget.limit),
    ).returning(LoginBudget.key)
    if session.scalars(statement).one_or_none() is None:
        left = session.scalars(
            select(func.extract("epoch", LoginBudget.window_ends_at - func.now())).where(
                LoginBudget.key == budget.key
            )
        ).one()
        raise TooMany("too_many_logins", retry_after=max(1, int(left) + 1))
