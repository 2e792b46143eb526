"""Service-to-service keys: a service's token opens the routes that name it, and nothing else."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import jwt
import pytest

from chassis.db import Database
from chassis.events import Catalog
from chassis.identity.actor import Actor
from chassis.identity.questions import Question, callers_of
from chassis.identity.tokens import SigningKey, TokenVerifier, mint
from chassis.ids import new_id
from chassis.runtime.folders import RunFolder
from chassis.runtime.keys import load
from chassis.spec import Service, ServiceSpec
from chassis.testing.notes import Base
from chassis.web import Call, Reply, Routes, create_app

GATEWAY, ASKING, SILENT = (SigningKey.generate() for _ in range(3))
QUESTIONS = (
    Question(
        caller="contacts", callee="ledger", method="GET", path="/internal/accounts/{account_id}"
    ),
    Question(caller="sales", callee="ledger", method="GET", path="/internal/rates"),
)
PERSON = Actor(
    organization_id=new_id(),
    user_id=new_id(),
    name="Lucía",
    permissions=frozenset({"billing.view"}),
    is_administrator=True,
    scope="all",
)
ACCOUNT = new_id()


def _routes() -> tuple[Routes, Routes]:
    inside = Routes("ledger_inside", tag="Internal", prefix="/internal")
    outside = Routes("ledger", tag="Ledger")

    @inside.get("/accounts/<uuid:account_id>", allow=None, session=False)
    def account(call: Call, account_id: UUID) -> Reply:
        """Say how an account stands."""
        actor = call.actor
        return call.json(
            {
                "account_id": account_id,
                "organization": actor.organization_id,
                "user": actor.user_id,
                "service": actor.service,
                "rights": sorted(actor.permissions),
                "administrator": actor.is_administrator,
                "scope": actor.scope,
            }
        )

    @inside.get("/rates", allow=None, session=False)
    def rates(call: Call) -> Reply:
        """Say the day's rates."""
        return call.json({})

    @outside.get("/accounts", allow="billing.view", session=False)
    def accounts(call: Call) -> Reply:
        """List accounts."""
        return call.json({})

    @outside.get("/mine", allow=None, session=False)
    def mine(call: Call) -> Reply:
        """Say what anybody signed in may know."""
        return call.json({})

    return inside, outside


@pytest.fixture(scope="module")
def client():
    spec = ServiceSpec(
        name="ledger",
        base=Base,
        migrations=Path("none"),
        catalog=Catalog({}, questions=QUESTIONS),
        routes=_routes(),
        settings=dict,
    )
    database = Database("ledger", "postgresql://nobody@127.0.0.1:1/none")
    keys = {
        GATEWAY.key_id: ("gateway", GATEWAY.public()),
        ASKING.key_id: ("contacts", ASKING.public()),
    }
    service = Service(
        spec=spec, settings={}, database=database, token_keys=TokenVerifier("ledger", keys)
    )
    return create_app(service).test_client()


def by(issuer: str, key: SigningKey, actor: Actor = PERSON) -> Mapping[str, str]:
    token = mint(actor, key=key, issuer=issuer, audience="ledger")
    return {"Authorization": f"Bearer {token}"}


def test_a_listed_question_is_answered_for_its_user_who_brings_no_right(client):
    answer = client.get(f"/internal/accounts/{ACCOUNT}", headers=by("contacts", ASKING))
    assert answer.status_code == 200
    assert answer.json == {
        "account_id": str(ACCOUNT),
        "organization": str(PERSON.organization_id),
        "user": str(PERSON.user_id),
        "service": "contacts",
        "rights": [],
        "administrator": False,
        "scope": "own",
    }


def test_the_system_of_a_service_is_no_administrator_elsewhere(client):
    system = Actor.system(PERSON.organization_id, service="contacts")
    answer = client.get(f"/internal/accounts/{ACCOUNT}", headers=by("contacts", ASKING, system))
    assert (answer.json["user"], answer.json["administrator"]) == (None, False)


@pytest.mark.parametrize("path", ["/internal/rates", "/api/v1/accounts", "/api/v1/mine"])
def test_a_services_token_is_refused_on_every_other_route(client, path):
    answer = client.get(path, headers=by("contacts", ASKING))
    assert (answer.status_code, answer.json["code"]) == (403, "not_asked_here")


def test_rights_written_into_a_services_token_are_not_read(client):
    """A service that signs whatever it likes is still no administrator."""
    honest = by("contacts", ASKING)["Authorization"].removeprefix("Bearer ")
    claims = jwt.decode(honest, options={"verify_signature": False})
    claims |= {"adm": True, "perm": ["billing.view"], "scope": "all"}
    forged = jwt.encode(
        claims, ASKING.private, algorithm="EdDSA", headers={"kid": ASKING.key_id}
    )
    signed = {"Authorization": f"Bearer {forged}"}
    assert client.get("/api/v1/accounts", headers=signed).status_code == 403
    answer = client.get(f"/internal/accounts/{ACCOUNT}", headers=signed)
    assert (answer.json["administrator"], answer.json["rights"]) == (False, [])


def test_a_service_cannot_sign_as_the_gateway(client):
    answer = client.get("/api/v1/accounts", headers=by("gateway", ASKING))
    assert answer.status_code == 401


def test_a_service_that_asks_nothing_is_not_known_at_all(client):
    answer = client.get("/internal/rates", headers=by("sales", SILENT))
    assert answer.status_code == 401


def test_no_person_and_not_the_gateway_itself_enters_by_an_internal_route(client):
    system = Actor.system(PERSON.organization_id, service="gateway")
    for actor in (PERSON, system):
        answer = client.get(f"/internal/accounts/{ACCOUNT}", headers=by("gateway", GATEWAY, actor))
        assert (answer.status_code, answer.json["code"]) == (403, "not_asked_here")
    assert client.get("/api/v1/accounts", headers=by("gateway", GATEWAY)).status_code == 200


def test_another_method_of_the_same_path_is_another_question(client):
    answer = client.post(f"/internal/accounts/{ACCOUNT}", headers=by("contacts", ASKING))
    assert answer.status_code == 405


def test_a_question_goes_to_an_internal_route_of_another_service():
    with pytest.raises(ValueError, match="/internal/"):
        replace(QUESTIONS[0], path="/api/v1/invoices")
    with pytest.raises(ValueError, match="itself"):
        replace(QUESTIONS[0], caller="ledger")


def test_each_service_has_a_key_of_its_own_and_the_callee_knows_its_callers_alone(tmp_path):
    keys = load({}, RunFolder(tmp_path), production=False)
    own = {name: keys.signing_key_of(name) for name in ("gateway", "contacts", "sales")}
    assert len({key.key_id for key in own.values()}) == 3
    verifier = keys.verifier_for("ledger", ("gateway", *callers_of("ledger", QUESTIONS)))
    assert verifier.verify(
        mint(PERSON, key=own["contacts"], issuer="contacts", audience="ledger")
    ).service == "contacts"
    assert callers_of("contacts", QUESTIONS) == ()
