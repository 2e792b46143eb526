"""Routes: numbers, operators, settings, outcomes, the log; rights, organizations, bad input."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from chassis.ids import new_id
from services.telephony.providers.models import ProviderAccount
from services.telephony.service import SERVICE
from services.telephony.tests.conftest import (
    ACCOUNT,
    NUMBER,
    SECONDARY,
    TOKEN,
    Carrier,
    Desk,
    sid,
)
from services.telephony.words import MESSAGES

OTHER_ACCOUNT = "AC" + "7" * 32
ENTERED = "an-entered-token-that-is-secret-7"


def test_operators_and_switches_of_a_number(desk: Desk) -> None:
    """T-05…T-09: alias, switches, operators with overrides; a switch off takes overrides along."""
    number_id = desk.link()
    operator = desk.member()
    url = f"/api/v1/phone-numbers/{number_id}"
    client = desk.client()
    body = {"operators": [{"user_id": str(operator), "outgoing_enabled": False}]}
    shown = client.put(f"{url}/operators", json=body).json
    assert shown["operator_ids"] == [str(operator)]
    assert shown["operators"][0]["outgoing_enabled"] is False
    etag = client.get(url).headers["ETag"]
    assert client.patch(url, json={"alias": "Ventas"}).status_code == 428
    changed = client.patch(
        url, json={"alias": "Ventas", "outgoing_enabled": False}, headers={"If-Match": etag}
    )
    assert changed.json["alias"] == "Ventas"
    assert changed.json["operators"][0]["outgoing_enabled"] is None
    stale = client.patch(url, json={"alias": "X"}, headers={"If-Match": etag})
    assert stale.status_code == 412
    unknown = client.put(f"{url}/operators", json={"user_ids": [str(new_id())]})
    assert (unknown.status_code, unknown.json["errors"][0]["code"]) == (422, "unknown_user")
    gone = client.delete(url, headers={"If-Match": changed.headers["ETag"]})
    assert gone.status_code == 204
    assert client.get(url).status_code == 404
    assert client.get("/api/v1/phone-numbers").json["items"] == []


def test_a_number_is_linked_once_in_all_organizations(desk: Desk, telephony: Any) -> None:
    """Architecture 6: a number of an account is unique across organizations until unlinked."""
    from chassis.errors import Conflict
    from services.telephony.numbers.operations import link_number, unlink_number

    number_id = desk.link()
    other = Desk(telephony).open()
    account = telephony.service.resources.accounts.by_sid(ACCOUNT)
    with (
        pytest.raises(Conflict, match="number_already_linked"),
        telephony.database.transaction(other.organization_id) as session,
    ):
        link_number(session, account, e164=NUMBER)
    with telephony.database.transaction(desk.organization_id) as session:
        unlink_number(session, number_id, expected_version=None)
    with telephony.database.transaction(other.organization_id) as session:
        link_number(session, account, e164=NUMBER)


def test_an_entered_account_is_sealed_and_speaks_at_once(
    desk: Desk, telephony: Any, carrier: Carrier, capfd: Any
) -> None:
    """T-01: the token is never shown, never stored in the clear; rotation takes a second one."""
    stranger = Carrier(telephony, token=ENTERED, account=OTHER_ACCOUNT)
    assert stranger.incoming(sid(1)).status_code == 403
    body = {"twilio": {"account_sid": OTHER_ACCOUNT, "auth_token": ENTERED}}
    shown = desk.client().put("/api/v1/telephony/settings", json=body)
    assert shown.status_code == 200
    assert ENTERED not in shown.text
    assert {a["source"] for a in shown.json["accounts"]} == {
        "settings",
        "environment",
        "development",
    }
    assert stranger.incoming(sid(1)).status_code == 200
    with telephony.database.reading(desk.organization_id) as session:
        row = session.scalars(select(ProviderAccount)).one()
        assert ENTERED.encode() not in row.sealed_auth_token
    body["twilio"] = {"account_sid": OTHER_ACCOUNT, "secondary_token": SECONDARY}
    assert desk.client().put("/api/v1/telephony/settings", json=body).status_code == 200
    assert stranger.incoming(sid(2), token=SECONDARY).status_code == 200
    assert stranger.incoming(sid(3), token=TOKEN).status_code == 403
    out = capfd.readouterr()
    for secret in (ENTERED, SECONDARY, TOKEN):
        assert secret not in out.out + out.err


def test_an_account_belongs_to_one_organization(desk: Desk, telephony: Any) -> None:
    """Architecture 6: a second organization cannot enter it, nor the environment's."""
    other = Desk(telephony).open()
    body = {"twilio": {"account_sid": OTHER_ACCOUNT, "auth_token": ENTERED}}
    assert desk.client().put("/api/v1/telephony/settings", json=body).status_code == 200
    taken = other.client().put("/api/v1/telephony/settings", json=body)
    assert (taken.status_code, taken.json["code"]) == (409, "account_already_connected")
    body["twilio"]["account_sid"] = ACCOUNT
    from_environment = other.client().put("/api/v1/telephony/settings", json=body)
    assert from_environment.json["code"] == "account_from_environment"


def test_outcomes_are_seeded_and_editable(desk: Desk) -> None:
    """T-32: a small set in both languages; retired ones cannot be chosen any more."""
    client, url = desk.client(), "/api/v1/telephony/dispositions"
    items = client.get(url).json["items"]
    assert [(i["name"], i["name_en"]) for i in items][:2] == [
        ("Venta", "Sale"),
        ("Interesado", "Interested"),
    ]
    made = client.post(url, json={"name": "Promesa de pago", "name_en": "Promise to pay"})
    assert made.status_code == 201
    taken = client.post(url, json={"name": "PROMESA DE PAGO"})
    assert (taken.status_code, taken.json["errors"][0]["code"]) == (422, "name_taken")
    retired = client.patch(
        f"{url}/{made.json['id']}", json={"active": False}, headers={"If-Match": '"1"'}
    )
    assert retired.json["active"] is False


def test_the_log_is_filtered_and_hides_the_cost(desk: Desk, carrier: Carrier) -> None:
    """T-25: missed, answered, outgoing, by agent, by number; the cost only for administrators."""
    agent = desk.member()
    desk.link(operators=(agent,))
    carrier.incoming(sid(1), caller="+573001112233")
    carrier.incoming(sid(2), caller="+525512345678")
    assert len(desk.calls("?status=missed")) == 2
    assert desk.calls("?direction=outbound") == []
    assert [c["from"] for c in desk.calls("?party=%2B525512345678")] == ["+525512345678"]
    assert [c["from"] for c in desk.calls("?q=5512345678")] == ["+525512345678"]
    assert desk.client().get("/api/v1/calls?count=1").json["total"] == 2
    assert desk.client().get("/api/v1/calls?body=1").status_code == 422
    first = desk.client().get("/api/v1/calls?limit=1").json
    rest = desk.client().get(f"/api/v1/calls?limit=1&cursor={first['next_cursor']}").json
    assert [c["provider_call_id"] for c in (*first["items"], *rest["items"])] == [sid(2), sid(1)]
    (mine, _) = desk.client(agent).get("/api/v1/calls").json["items"]
    assert "price" not in mine
    assert desk.client(agent).get("/api/v1/calls?price.gt=0").status_code == 422
    assert "price" in desk.calls()[0]


def test_a_call_is_classified_only_by_whom_it_concerns(desk: Desk, carrier: Carrier) -> None:
    """Bad input: not answered yet 409, unknown outcome 422, somebody else's call 404."""
    agent, other = desk.member(), desk.member()
    desk.link(operators=(agent,))
    desk.available(agent)
    carrier.incoming(sid(1))
    url = f"/api/v1/calls/{desk.calls()[0]['id']}"
    early = desk.client(agent).post(f"{url}/disposition", json={"note": "x"})
    assert (early.status_code, early.json["code"]) == (409, "call_not_answered")
    assert desk.client(other).post(f"{url}/answer").status_code == 404
    assert desk.client(agent).post(f"{url}/answer").status_code == 200
    again = desk.client(agent).post(f"{url}/answer")
    assert (again.status_code, again.json["status"]) == (200, "in_progress")
    wrong = {"disposition_id": str(new_id())}
    refused = desk.client(agent).post(f"{url}/disposition", json=wrong)
    assert refused.json["errors"][0]["code"] == "unknown_disposition"
    assert desk.client(other).post(f"{url}/disposition", json={"note": "x"}).status_code == 404
    assert desk.client().post(f"{url}/answer").status_code == 409


def test_the_development_softphone_needs_no_token(desk: Desk) -> None:
    """T-13: the browser is the device; the development carrier has no media."""
    desk.telephony.run_sweep("prepare_simulators")
    phone = desk.client().post("/api/v1/softphone/credentials").json
    assert (phone["provider"], phone["token"]) == ("development", None)
    agent = desk.member()
    desk.link("+576015550303", operators=(agent,))
    refused = desk.client(agent).post("/api/v1/softphone/credentials")
    assert (refused.status_code, refused.json["code"]) == (409, "softphone_not_configured")


def test_the_demo_number_comes_with_its_first_operator(desk: Desk) -> None:
    """The first administrator answers the development number; running it again adds nothing."""
    desk.telephony.run_sweep("prepare_simulators")
    desk.telephony.run_sweep("prepare_simulators")
    (number,) = desk.client().get("/api/v1/phone-numbers").json["items"]
    assert number["provider"] == "development"
    assert number["operator_ids"] == [str(desk.administrator)]
    assert desk.client().get("/api/v1/agents/me").json["is_operator"] is True


ROUTES = [
    ("get", "/api/v1/calls", None),
    ("get", "/api/v1/agents", None),
    ("get", "/api/v1/phone-numbers", None),
    ("post", "/api/v1/phone-numbers", {"number": NUMBER}),
    ("put", "/api/v1/telephony/settings", {"twilio": {"account_sid": ACCOUNT}}),
    ("post", "/api/v1/telephony/dispositions", {"name": "X"}),
    ("post", "/api/v1/telephony/simulator/calls", {}),
]


@pytest.mark.parametrize(("method", "path", "body"), ROUTES)
def test_without_the_permission_nothing_is_done(
    desk: Desk, rows: Callable[[], dict[str, int]], method: str, path: str, body: Any
) -> None:
    """Bad input: 403 before any write; 401 without a token."""
    before = rows()
    nobody = desk.client(desk.member(), permissions=frozenset())
    assert getattr(nobody, method)(path, json=body).status_code == 403
    assert getattr(desk.telephony.client(), method)(path, json=body).status_code == 401
    assert rows() == before


def test_another_organizations_records_do_not_exist(
    desk: Desk, telephony: Any, carrier: Carrier
) -> None:
    """Bad input: 404 where a record is named, none of its rows in collections."""
    number_id = desk.link()
    carrier.incoming(sid(1))
    call_id = desk.calls()[0]["id"]
    outcome = desk.client().get("/api/v1/telephony/dispositions").json["items"][0]["id"]
    other = Desk(telephony).open().client()
    match = {"If-Match": '"1"'}
    assert other.get(f"/api/v1/calls/{call_id}").status_code == 404
    for verb in ("answer", "reject", "hangup"):
        assert other.post(f"/api/v1/calls/{call_id}/{verb}").status_code == 404
    url = f"/api/v1/phone-numbers/{number_id}"
    assert other.get(url).status_code == 404
    assert other.patch(url, json={"alias": "x"}, headers=match).status_code == 404
    assert other.put(f"{url}/operators", json={"user_ids": []}).status_code == 404
    assert other.delete(url, headers=match).status_code == 404
    change = other.patch(
        f"/api/v1/telephony/dispositions/{outcome}", json={"name": "x"}, headers=match
    )
    assert change.status_code == 404
    for path in ("calls", "phone-numbers", "agents"):
        assert other.get(f"/api/v1/{path}").json["items"] == []


def test_malformed_and_unknown_members_are_named(desk: Desk) -> None:
    """Bad input: 400 malformed JSON, 422 naming each field."""
    client = desk.client()
    broken = client.post(
        "/api/v1/telephony/dispositions", data="{", content_type="application/json"
    )
    assert broken.status_code == 400
    unknown = client.post("/api/v1/telephony/dispositions", json={"nome": "x"})
    assert {e["field"] for e in unknown.json["errors"]} == {"name", "nome"}


def test_every_code_has_words_in_both_languages() -> None:
    """Habit: no text where the rule is; every code that this service raises is in the table."""
    import re
    from pathlib import Path

    from chassis.web.messages import CHASSIS_MESSAGES

    raised = set()
    for path in Path(SERVICE.migrations).parent.rglob("*.py"):
        if "tests" not in path.parts:
            raised |= set(
                re.findall(
                    r"(?:Conflict|Forbidden|Malformed|Unavailable|Invalid)\(\s*\"(\w+)\"",
                    path.read_text(),
                )
            )
            raised |= set(re.findall(r"FieldError\(\s*\"[\w.]+\",\s*\"(\w+)\"", path.read_text()))
    assert len(raised) > 15
    assert raised - set(MESSAGES) - set(CHASSIS_MESSAGES) == set()
    assert all(spanish and english for spanish, english in MESSAGES.values())
