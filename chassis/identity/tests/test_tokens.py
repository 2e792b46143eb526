"""The internal token: what holds and what does not."""

import time
from uuid import UUID

import jwt
import pytest

from chassis.errors import Forbidden, Unauthenticated
from chassis.identity.actor import Actor
from chassis.identity.tokens import SigningKey, TokenVerifier, mint
from chassis.ids import new_id

KEY = SigningKey.generate()
OTHER = SigningKey.generate()
ACTOR = Actor(
    organization_id=new_id(),
    user_id=new_id(),
    name="Lucía",
    role_id=new_id(),
    group_ids=(new_id(),),
    permissions=frozenset({"contacts.view", "contacts.edit"}),
    scope="team",
    user_epoch=3,
    directory_epoch=4,
    session_id=new_id(),
    locale="en",
)


def verifier(audience: str = "contacts") -> TokenVerifier:
    return TokenVerifier(audience, {KEY.key_id: ("gateway", KEY.public())})


def test_what_was_minted_is_what_is_verified():
    token = mint(ACTOR, key=KEY, issuer="gateway", audience="contacts")
    assert verifier().verify(token) == ACTOR


def test_a_system_token_names_its_service_and_no_person():
    token = mint(
        Actor.system(ACTOR.organization_id), key=KEY, issuer="gateway", audience="contacts"
    )
    actor = verifier().verify(token)
    assert actor.user_id is None
    assert actor.service == "gateway"


def _claims(**changes: object) -> dict[str, object]:
    base: dict[str, object] = {
        "iss": "gateway",
        "aud": "contacts",
        "iat": int(time.time()),
        "exp": int(time.time()) + 30,
        "org": str(ACTOR.organization_id),
        "sub": str(ACTOR.user_id),
    }
    return {name: value for name, value in (base | changes).items() if value is not None}


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "billing"},
        {"iss": "contacts"},
        {"exp": int(time.time()) - 1},
        {"exp": None},
        {"org": None},
        {"sub": None},
    ],
    ids=str,
)
def test_a_token_for_another_service_issuer_or_time_does_not_hold(changes: dict[str, object]):
    token = jwt.encode(
        _claims(**changes), KEY.private, algorithm="EdDSA", headers={"kid": KEY.key_id}
    )
    with pytest.raises(Unauthenticated):
        verifier().verify(token)


@pytest.mark.parametrize("kid", [KEY.key_id, OTHER.key_id, "", None])
def test_another_key_does_not_sign_for_the_gateway(kid: str | None):
    headers = {} if kid is None else {"kid": kid}
    token = jwt.encode(_claims(), OTHER.private, algorithm="EdDSA", headers=headers)
    with pytest.raises(Unauthenticated):
        verifier().verify(token)


def test_the_token_cannot_choose_its_algorithm():
    unsigned = jwt.encode(_claims(), None, algorithm="none", headers={"kid": KEY.key_id})
    public_pem = KEY.key_id + "x" * 40
    symmetric = jwt.encode(_claims(), public_pem, algorithm="HS256", headers={"kid": KEY.key_id})
    for token in (unsigned, symmetric, "", "a.b.c", "é"):
        with pytest.raises(Unauthenticated):
            verifier().verify(token)


def test_a_remembered_token_still_expires():
    claims = _claims(exp=int(time.time()) + 1)
    token = jwt.encode(claims, KEY.private, algorithm="EdDSA", headers={"kid": KEY.key_id})
    checking = verifier()
    assert checking.verify(token).user_id == UUID(str(claims["sub"]))
    until = float(str(claims["exp"]))
    while time.time() <= until:
        pass
    with pytest.raises(Unauthenticated):
        checking.verify(token)


def test_a_missing_permission_is_refused_and_an_administrator_has_all():
    ACTOR.require("contacts.view")
    with pytest.raises(Forbidden):
        ACTOR.require("contacts.delete")
    Actor(organization_id=new_id(), is_administrator=True).require("contacts.delete")
