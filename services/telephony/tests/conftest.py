"""What telephony's tests stand on: a running service, an organization with an operator, a carrier
that signs like Twilio, and the service behind a real HTTP port for the development carrier."""

import base64
import hashlib
import hmac
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from sqlalchemy import func, select

from chassis.events.tables import Outbox
from chassis.identity.actor import Actor
from chassis.ids import new_id
from chassis.testing.running import RunningService, build, running
from chassis.web import create_app
from contracts import gateway
from services.telephony.service import SERVICE

ACCOUNT = "AC" + "1" * 32
TOKEN = "an-auth-token-of-the-tests-000001"
SECONDARY = "the-token-before-the-rotation-002"
PUBLIC_URL = "https://crm.example.com"
NUMBER = "+576015550101"
CALLER = "+573001112233"
ENVIRONMENT = {
    "TRONCAL_PUBLIC_URL": PUBLIC_URL,
    "TRONCAL_SECRET_KEY": "a-key-long-enough-for-the-tests",
    "TRONCAL_TWILIO_ACCOUNT_SID": ACCOUNT,
    "TRONCAL_TWILIO_AUTH_TOKEN": TOKEN,
    "TRONCAL_TWILIO_SECONDARY_AUTH_TOKEN": SECONDARY,
}


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment of the service; a module may override it."""
    return dict(ENVIRONMENT)


@pytest.fixture
def telephony(
    database_template: Any, database_factory: Any, environment: dict[str, str]
) -> Iterator[RunningService]:
    """The service on a database of its own."""
    template = database_template("telephony", build(SERVICE))
    with running(SERVICE, database_factory(template=template), environment) as service:
        yield service


@dataclass
class Desk:
    """One organization with an administrator and helpers to act in it."""

    telephony: RunningService
    organization_id: UUID = field(default_factory=new_id)
    administrator: UUID = field(default_factory=new_id)

    def open(self) -> "Desk":
        """State the organization and its administrator, as the gateway does."""
        self.telephony.receive(
            gateway.OrganizationCreated(
                name="Acme",
                default_region="CO",
                timezone="America/Bogota",
                currency="COP",
                locale="es",
            ),
            organization_id=self.organization_id,
            subject_id=self.organization_id,
        )
        self.member(self.administrator, name="Ana", is_administrator=True)
        return self

    def member(
        self, user_id: UUID | None = None, *, name: str = "Luis", is_administrator: bool = False
    ) -> UUID:
        """State a user."""
        user_id = user_id or new_id()
        self.telephony.receive(
            gateway.UserChanged(
                name=name,
                email=f"{user_id}@example.com",
                role_id=None,
                profile_id=None,
                group_ids=[],
                is_active=True,
                is_administrator=is_administrator,
                locale="es",
                directory_epoch=1,
            ),
            organization_id=self.organization_id,
            subject_id=user_id,
        )
        return user_id

    def actor(self, user_id: UUID | None = None, **more: Any) -> Actor:
        """An actor of this organization: the administrator, or an agent."""
        if user_id is None or user_id == self.administrator:
            return Actor(
                organization_id=self.organization_id,
                user_id=self.administrator,
                name="Ana",
                is_administrator=True,
                scope="all",
                **more,
            )
        more.setdefault("permissions", frozenset({"telephony.view"}))
        return Actor(organization_id=self.organization_id, user_id=user_id, name="Luis", **more)

    def client(self, user_id: UUID | None = None, **more: Any) -> Any:
        """A client that acts as the administrator or as an agent."""
        return self.telephony.client(self.actor(user_id, **more))

    def link(self, number: str = NUMBER, *, operators: tuple[UUID, ...] = ()) -> UUID:
        """Link a number of the Twilio account without asking Twilio."""
        from services.telephony.numbers.operations import Operator, link_number, set_operators

        account = self.telephony.service.resources.accounts.by_sid(ACCOUNT)
        with self.telephony.database.transaction(self.organization_id) as session:
            linked = link_number(session, account, e164=number, outgoing_enabled=True)
            set_operators(session, linked.id, [Operator(user_id=u) for u in operators])
            return linked.id

    def available(self, user_id: UUID) -> None:
        """Let an operator set themselves available."""
        answer = self.client(user_id).put("/api/v1/agents/me/state", json={"state": "available"})
        assert answer.status_code == 200, answer.json

    def state_of(self, user_id: UUID) -> str:
        """The agent's present state."""
        return self.client(user_id).get("/api/v1/agents/me").json["state"]

    def calls(self, query: str = "") -> list[dict[str, Any]]:
        """The call log as the administrator sees it."""
        return self.client().get(f"/api/v1/calls{query}").json["items"]

    def facts(self, type: str) -> list[dict[str, Any]]:
        """The facts of a type that were recorded, oldest first."""
        import orjson

        with self.telephony.database.reading(self.organization_id) as session:
            rows = session.scalars(
                select(Outbox.envelope)
                .where(Outbox.type == f"troncal.{type}.v1")
                .order_by(Outbox.position)
            )
            return [orjson.loads(row) for row in rows]


@pytest.fixture
def desk(telephony: RunningService) -> Desk:
    """An organization; the environment's account is its own."""
    return Desk(telephony).open()


def own_signature(url: str, form: dict[str, str], token: str) -> str:
    """Sign as the provider documents it, with no library of the provider's."""
    text = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


@dataclass
class Carrier:
    """Posts webhooks as Twilio does, signed by our own HMAC."""

    telephony: RunningService
    token: str = TOKEN
    account: str = ACCOUNT

    def post(
        self,
        path: str,
        form: dict[str, str],
        *,
        token: str | None = None,
        signature: str | None = None,
        idempotency: str | None = None,
    ) -> Any:
        """Post one form to `/hooks/twilio/<path>`."""
        target = f"/hooks/twilio/{path}"
        form = {"AccountSid": self.account, "ApiVersion": "2010-04-01", "FromCity": "", **form}
        headers = {
            "X-Twilio-Signature": signature
            or own_signature(PUBLIC_URL + target, form, token or self.token)
        }
        if idempotency:
            headers["I-Twilio-Idempotency-Token"] = idempotency
        return self.telephony.client().post(
            target,
            data=urlencode(form),
            headers=headers,
            content_type="application/x-www-form-urlencoded",
        )

    def incoming(self, sid: str, *, caller: str = CALLER, to: str = NUMBER, **more: Any) -> Any:
        """The first word of a call."""
        form = {
            "CallSid": sid,
            "From": caller,
            "To": to,
            "CallStatus": "ringing",
            "Direction": "inbound",
        }
        return self.post("voice/incoming", form, **more)


@pytest.fixture
def carrier(telephony: RunningService) -> Carrier:
    """Twilio, as far as our webhooks can tell."""
    return Carrier(telephony)


@pytest.fixture
def rows(telephony: RunningService) -> Callable[[], dict[str, int]]:
    """Count the rows of every table of the service and its outbox."""

    def count() -> dict[str, int]:
        tables = [*SERVICE.base.metadata.sorted_tables, Outbox.__table__]
        with telephony.database.system() as session:
            return {
                table.name: session.chassis_execute(
                    select(func.count()).select_from(table)
                ).scalar_one()
                for table in tables
            }

    return count


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def served(telephony: RunningService) -> Iterator[str]:
    """The service behind a port of its own; what the development carrier posts to."""
    server = make_server("127.0.0.1", 0, create_app(telephony.service), handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def sid(number: int, prefix: str = "CA") -> str:
    """A provider's identifier."""
    return f"{prefix}{number:032x}"
