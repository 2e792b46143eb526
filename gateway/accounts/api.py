"""Routes of the signed-in person."""

from uuid import UUID

from chassis.errors import NotFound
from chassis.web.call import Call, Reply
from chassis.web.routes import Routes
from gateway.accounts import operations
from gateway.accounts.schemas import Me, MeChange, PasswordChange
from gateway.organizations.operations import account_of
from gateway.sessions import operations as sessions
from gateway.sessions.models import LoginSession
from gateway.sessions.schemas import SessionList
from gateway.users.operations import change_own

routes = Routes("me", tag="Yo")


@routes.get("/me", allow=None, returns=Me, session=False)
def read_me(call: Call) -> Reply:
    """Read oneself: name, settings, rights, organizations."""
    return _me(call)


@routes.patch("/me", allow=None, returns=Me, session=False)
def change_me(call: Call, body: MeChange) -> Reply:
    """Change one's own name, language, time zone or preferences."""
    changes = body.model_dump(exclude_unset=True)
    if changes:
        with call.service.database.transaction(
            call.actor.organization_id, actor=call.actor
        ) as session:
            change_own(session, call.actor, changes=changes)
    return _me(call)


@routes.post("/me/password", allow=None, session=False, status=204)
def change_password(call: Call, body: PasswordChange) -> Reply:
    """Change one's own password; every other session of the person ends."""
    operations.change_own_password(
        call.service.database,
        call.actor,
        passwords=call.service.resources.passwords,
        throttle=call.service.resources.throttle,
        current=body.current_password,
        new=body.new_password,
    )
    return call.nothing()


@routes.get("/me/sessions", allow=None, returns=SessionList)
def list_sessions(call: Call) -> Reply:
    """List one's own open sessions, the one used last first."""
    account_id = account_of(call.session, call.actor)
    listed = sessions.sessions_of(call.session, account_id=account_id)
    return call.json({"items": [_shown(login, call) for login in listed], "next_cursor": None})


@routes.delete("/me/sessions/<uuid:session_id>", allow=None)
def end_session(call: Call, session_id: UUID) -> Reply:
    """End one of one's own sessions."""
    account_id = account_of(call.session, call.actor)
    sessions.end_own_session(call.session, account_id=account_id, session_id=session_id)
    return call.nothing()


def _me(call: Call) -> Reply:
    actor = call.actor
    if actor.user_id is None:
        raise NotFound
    described = operations.describe(
        call.service.database, organization_id=actor.organization_id, user_id=actor.user_id
    )
    return call.json(described, version=described["version"])


def _shown(login: LoginSession, call: Call) -> dict[str, object]:
    return {
        "id": login.id,
        "client": login.client,
        "user_agent": login.user_agent,
        "address": login.address,
        "created_at": login.created_at,
        "last_used_at": login.refreshed_at,
        "expires_at": login.expires_at,
        "current": login.id == call.actor.session_id,
    }
