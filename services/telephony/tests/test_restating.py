"""What telephony says again: ended calls, whole."""

from typing import Any

from chassis.events import restating
from services.telephony.restating import RESTATES
from services.telephony.tests.conftest import Carrier, Desk, sid


def test_an_ended_call_is_said_again_as_it_was_said_with_outcome(desk: Desk, carrier: Carrier):
    desk.link(operators=(desk.administrator,))
    carrier.incoming(sid(1))  # nobody is there: missed
    desk.available(desk.administrator)
    carrier.incoming(sid(2))  # rings
    (call,) = [one for one in desk.calls() if one["ended_at"]]
    outcome = desk.client().get("/api/v1/telephony/dispositions").json["items"][0]
    body = {"disposition_id": outcome["id"], "note": "Vuelve a llamar"}
    answer = desk.client().post(f"/api/v1/calls/{call['id']}/disposition", json=body)
    assert answer.status_code == 200, answer.json
    database = desk.telephony.database
    with database.transaction(None) as session:
        restating.request(session)
    while restating.work_off(database, RESTATES):
        pass
    (end,) = desk.facts("telephony.call.ended")
    (again,) = desk.facts("telephony.call.restated")
    assert again["subject"] == end["subject"] == f"call/{call['id']}"
    assert again["aggregateversion"] > end["aggregateversion"]
    said: dict[str, Any] = again["data"]
    assert {name: said[name] for name in end["data"]} == end["data"]
    assert said["is_classified"] is True
    assert (said["disposition"], said["note"]) == (outcome["name"], "Vuelve a llamar")
    assert len(desk.facts("telephony.restate.completed")) == 1
