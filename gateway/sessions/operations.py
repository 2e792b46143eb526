"""Log in, refresh, switch, log out: the life of a session."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import Select, delete, func, select, update

from chassis import budgets
from chassis.clock import now
from chassis.db import Database, Session
from chassis.errors import NotFound, Unauthenticated
from gateway.accounts.models import Account, Membership, email_key
from gateway.accounts.passwords import LONGEST, Passwords
from gateway.base import NOWHERE
from gateway.sessions import refresh
from gateway.sessions.models import LoginSession
from gateway.sessions.throttle import Throttle

GRACE = timedelta(seconds=budgets.REFRESH_GRACE)
LIFE = timedelta(seconds=budgets.REFRESH_TOKEN_LIFE)
KEPT_AFTER_END = timedelta(days=30)

Client = Literal["browser", "mobile"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to log in: what was typed, and from where."""

    email: str
    password: str = field(repr=False)
    address: str
    user_agent: str
    client: Client
    device_cookie: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A session that may be used now, with the refresh generation that its holder gets."""

    session_id: UUID
    account_id: UUID
    organization_id: UUID
    user_id: UUID
    generation: int
    client: str


def log_in(
    database: Database, *, passwords: Passwords, throttle: Throttle, attempt: Attempt
) -> Opened:
    """Open a session, or raise Unauthenticated (one answer for every reason) or TooMany.

    An unknown address, a wrong password and a person without an active organization cost the same
    statements and one password check each, and give the same answer.
    """
    with database.reading(NOWHERE) as session:
        account = session.scalars(
            select(Account).where(Account.email_key == email_key(attempt.email))
        ).one_or_none()
        place = session.execute(
            _places(
                account.id if account else NOWHERE,
                preferred=account.last_organization_id if account else None,
            )
        ).first()
    device = throttle.known_device(
        attempt.device_cookie, account_id=account.id if account else NOWHERE
    )
    taken = throttle.budgets(email=email_key(attempt.email), address=attempt.address, device=device)
    throttle.take(database, taken)
    password = attempt.password[: LONGEST + 1]
    right = passwords.matches(account.password_hash if account else None, password)
    if account is None or not right or place is None:
        raise Unauthenticated("invalid_credentials")
    stronger = passwords.hash(password) if passwords.outdated(account.password_hash) else None
    with database.transaction(NOWHERE) as session:
        throttle.give_back(session, taken)
        opened = _open(session, account.id, place.organization_id, place.user_id, attempt)
        session.execute(
            update(Account)
            .where(Account.id == account.id, Account.password_hash == account.password_hash)
            .values(
                last_organization_id=place.organization_id,
                password_hash=stronger or account.password_hash,
            )
            .execution_options(synchronize_session=False)
        )
    return opened


def _places(account_id: UUID, *, preferred: UUID | None = None) -> Select[UUID, UUID]:
    """Where an account has an active user: the preferred organization first, then the oldest."""
    return (
        select(Membership.organization_id, Membership.user_id)
        .where(Membership.account_id == account_id, Membership.active)
        .order_by(
            (Membership.organization_id == (preferred or NOWHERE)).desc(),
            Membership.created_at,
            Membership.organization_id,
        )
        .limit(1)
    )


def _open(
    session: Session, account_id: UUID, organization_id: UUID, user_id: UUID, attempt: Attempt
) -> Opened:
    login = LoginSession(
        account_id=account_id,
        user_id=user_id,
        organization_id=organization_id,
        used_at=[],
        client=attempt.client,
        user_agent=attempt.user_agent[:200],
        address=attempt.address[:64],
        expires_at=now() + LIFE,
    )
    session.add(login)
    session.flush()
    return _opened(login, login.generation)


def _opened(login: LoginSession, generation: int) -> Opened:
    return Opened(
        session_id=login.id,
        account_id=login.account_id,
        organization_id=login.organization_id,
        user_id=login.user_id,
        generation=generation,
        client=login.client,
    )


def renew(database: Database, *, key: bytes, token: str) -> Opened:
    """Exchange a refresh token for the next one. Raises Unauthenticated.

    A token used twice within the grace gives the same successor; used later it ends the family,
    which is committed although the answer is a refusal.
    """
    presented = refresh.read(key, token)
    if presented is None:
        raise Unauthenticated("invalid_refresh_token")
    with database.transaction(NOWHERE) as session:
        login = _locked(session, presented.session_id)
        if login is None:
            raise Unauthenticated("session_ended")
        moment = now()
        verdict = refresh.judge(
            presented=presented.generation,
            current=login.generation,
            used_at=login.used_at,
            now=moment,
            grace=GRACE,
        )
        if verdict == "rotate":
            login.used_at = refresh.remember_use(login.used_at, now=moment, grace=GRACE)
            login.generation += 1
            login.refreshed_at = moment
            login.expires_at = moment + LIFE
        elif verdict == "reused":
            login.ended_at, login.ended_because = moment, "refresh_token_reused"
        opened = _opened(login, presented.generation + 1)
    if verdict == "reused":
        raise Unauthenticated("refresh_token_reused")
    return opened


def _locked(session: Session, session_id: UUID) -> LoginSession | None:
    """Lock a session that has not ended."""
    return session.scalars(
        select(LoginSession)
        .where(
            LoginSession.id == session_id,
            LoginSession.ended_at.is_(None),
            LoginSession.expires_at > func.now(),
        )
        .with_for_update()
    ).one_or_none()


def switch(database: Database, *, session_id: UUID, organization_id: UUID) -> Opened:
    """Go on in another organization of the same person; NotFound where they have no place.

    Access tokens that were given for the organization before stop working with it.
    """
    with database.transaction(NOWHERE) as session:
        login = _locked(session, session_id)
        if login is None:
            raise Unauthenticated("session_ended")
        place = session.execute(_places(login.account_id, preferred=organization_id)).first()
        if place is None or place.organization_id != organization_id:
            raise NotFound
        login.organization_id, login.user_id = place.organization_id, place.user_id
        session.execute(
            update(Account)
            .where(Account.id == login.account_id)
            .values(last_organization_id=organization_id)
            .execution_options(synchronize_session=False)
        )
        return _opened(login, login.generation)


def log_out(database: Database, *, session_id: UUID) -> None:
    """End a session; ending an ended one changes nothing."""
    with database.transaction(NOWHERE) as session:
        login = _locked(session, session_id)
        if login is not None:
            login.ended_at, login.ended_because = now(), "logged_out"


def sessions_of(session: Session, *, account_id: UUID) -> list[LoginSession]:
    """List a person's open sessions, the one used last first."""
    return list(
        session.scalars(
            select(LoginSession)
            .where(
                LoginSession.account_id == account_id,
                LoginSession.ended_at.is_(None),
                LoginSession.expires_at > func.now(),
            )
            .order_by(LoginSession.refreshed_at.desc(), LoginSession.id)
        )
    )


def end_own_session(session: Session, *, account_id: UUID, session_id: UUID) -> None:
    """End one of a person's own sessions. Raises NotFound for anybody else's."""
    login = _locked(session, session_id)
    if login is None or login.account_id != account_id:
        raise NotFound
    login.ended_at, login.ended_because = now(), "ended_by_owner"


def change_password(
    session: Session,
    *,
    account_id: UUID,
    new_hash: str,
    keep_session: UUID | None,
) -> None:
    """Store a new hash and end every other session of the person, in every organization."""
    account = session.scalars(
        select(Account).where(Account.id == account_id).with_for_update()
    ).one()
    account.password_hash, account.password_changed_at = new_hash, now()
    session.execute(
        update(LoginSession)
        .where(
            LoginSession.account_id == account_id,
            LoginSession.ended_at.is_(None),
            LoginSession.id != keep_session if keep_session else LoginSession.id.is_not(None),
        )
        .values(ended_at=now(), ended_because="password_changed")
        .execution_options(synchronize_session=False)
    )


def forget_old_sessions(database: Database) -> None:
    """Drop sessions that ended or ran out a month ago."""
    with database.transaction(NOWHERE) as session:
        session.execute(
            delete(LoginSession).where(
                # LEAST passes over NULL: a session that has not been ended only runs out
                func.least(LoginSession.expires_at, LoginSession.ended_at)
                < func.now() - KEPT_AFTER_END
            )
        )
