"""The development carrier over real HTTP: the same signed webhooks, a price, text messages."""

from typing import Any

import pytest
from sqlalchemy import func, select, update

from chassis.testing.running import RunningService
from services.telephony.calls.models import Call
from services.telephony.simulator.models import SimulatedCall
from services.telephony.tests.conftest import ENVIRONMENT, Desk


@pytest.fixture
def environment() -> dict[str, str]:
    """No Twilio here: the development account alone."""
    return {"TRONCAL_SECRET_KEY": ENVIRONMENT["TRONCAL_SECRET_KEY"]}


@pytest.fixture
def office(telephony: RunningService, served: str) -> Desk:
    """An organization whose carrier reaches us; the first administrator answers the demo number."""
    import dataclasses

    service = telephony.service
    service.settings = dataclasses.replace(service.settings, public_url=served)
    service.resources = service.spec.resources(service)
    desk = Desk(telephony).open()
    telephony.run_sweep("prepare_simulators")
    return desk


def act(desk: Desk) -> None:
    """Run what was woken until nothing is woken any more."""
    while desk.telephony.run_woken_jobs():
        pass


def simulate(desk: Desk, **body: Any) -> dict[str, Any]:
    """Press "Simular llamada entrante"."""
    made = desk.client().post("/api/v1/telephony/simulator/calls", json=body)
    assert made.status_code == 201, made.json
    act(desk)
    return made.json


def test_the_whole_call_by_the_development_carrier(office: Desk) -> None:
    """Main job, step 2: ring, answer, hang up, classify; the price comes later."""
    agent = office.administrator
    office.available(agent)
    made = simulate(office)
    (current,) = office.client(agent).get("/api/v1/calls/current").json["items"]
    assert current["from"] == made["from"]
    assert current["status"] == "ringing"
    assert office.state_of(agent) == "ringing"
    url = f"/api/v1/calls/{current['id']}"
    assert office.client(agent).post(f"{url}/answer").json["status"] == "in_progress"
    act(office)
    assert office.client(agent).post(f"{url}/hangup").status_code == 200
    act(office)
    call = office.client(agent).get(url).json
    assert (call["status"], call["agent_id"]) == ("completed", str(agent))
    assert office.state_of(agent) == "wrapup"
    outcome = office.client(agent).get("/api/v1/telephony/dispositions").json["items"][1]
    body = {"disposition_id": outcome["id"], "note": "Interesada"}
    assert office.client(agent).post(f"{url}/disposition", json=body).status_code == 200
    assert office.state_of(agent) == "available"
    assert call["price"] is None
    assert len(office.facts("telephony.call.ended")) == 1


def test_nobody_available_means_a_missed_call(office: Desk) -> None:
    """T-16: the caller hears it in Spanish and the call is in the missed ones."""
    simulate(office, **{"from": "+573001112233"})
    (call,) = office.calls("?status=missed")
    assert call["from"] == "+573001112233"


def test_a_rejected_simulated_call_ends_as_missed(office: Desk) -> None:
    """T-14: the carrier asks what follows, and nobody is left."""
    agent = office.administrator
    office.available(agent)
    simulate(office)
    (current,) = office.client(agent).get("/api/v1/calls/current").json["items"]
    office.client(agent).post(f"/api/v1/calls/{current['id']}/reject")
    act(office)
    assert office.calls()[0]["status"] == "missed"
    assert office.state_of(agent) == "available"


def test_an_operator_who_does_not_answer_loses_the_call(office: Desk) -> None:
    """Ring timeout: the carrier's clock comes to the end of the ringing."""
    agent = office.administrator
    office.available(agent)
    simulate(office)
    _let_time_pass(office)
    office.telephony.run_sweep("run_simulated_calls")
    assert office.calls()[0]["status"] == "missed"
    assert office.state_of(agent) == "available"


def test_a_carrier_at_its_worst_leads_to_the_same_row(office: Desk) -> None:
    """X-5, P20: every callback three times, all of them shuffled after the end; one row."""
    agent = office.administrator
    office.available(agent)
    simulate(office, repeats=3, shuffled=True)
    (current,) = office.client(agent).get("/api/v1/calls/current").json["items"]
    url = f"/api/v1/calls/{current['id']}"
    office.client(agent).post(f"{url}/answer")
    act(office)
    office.client(agent).post(f"{url}/hangup")
    act(office)
    (call,) = office.calls()
    assert (call["status"], call["agent_id"]) == ("completed", str(agent))
    assert office.state_of(agent) == "wrapup"


def test_the_carrier_remembers_its_calls_over_a_restart(office: Desk) -> None:
    """Rows, not memory: what was owed before the process died is sent by the next one."""
    agent = office.administrator
    office.available(agent)
    office.client().post("/api/v1/telephony/simulator/calls", json={})
    office.telephony.effects.clear()
    service = office.telephony.service
    service.resources = service.spec.resources(service)
    office.telephony.run_sweep("run_simulated_calls")
    assert office.state_of(agent) == "ringing"


def test_the_price_comes_late_and_is_asked_for(office: Desk) -> None:
    """T-25, pitfall 10: cost for administrators, from the provider's record, seconds later."""
    agent = office.administrator
    office.available(agent)
    simulate(office)
    (current,) = office.client(agent).get("/api/v1/calls/current").json["items"]
    url = f"/api/v1/calls/{current['id']}"
    office.client(agent).post(f"{url}/answer")
    act(office)
    office.client(agent).post(f"{url}/hangup")
    act(office)
    office.telephony.run_sweep("check_calls")
    assert office.facts("telephony.call.priced") == []
    _make_due(office)
    office.telephony.run_sweep("check_calls")
    assert office.facts("telephony.call.priced") == []
    with office.telephony.database.transaction(office.organization_id) as session:
        session.execute(
            update(SimulatedCall)
            .values(ended_at=SimulatedCall.ended_at - func.make_interval(0, 0, 0, 0, 0, 0, 60))
            .execution_options(synchronize_session=False)
        )
    _make_due(office)
    office.telephony.run_sweep("check_calls")
    (priced,) = office.facts("telephony.call.priced")
    assert priced["data"]["currency"] == "COP"
    assert office.client().get(url).json["price"]["currency"] == "COP"
    other = office.member()
    with office.telephony.database.reading(office.organization_id) as session:
        assert session.scalars(select(Call.check_due_at)).one() is None
    assert office.client(other).get(url).status_code == 404


def test_the_simulator_can_be_off(office: Desk) -> None:
    """Production: no made-up calls, and its account's webhooks are foreign."""
    import dataclasses

    service = office.telephony.service
    service.settings = dataclasses.replace(service.settings, simulator=False)
    service.resources = service.spec.resources(service)
    refused = office.client().post("/api/v1/telephony/simulator/calls", json={})
    assert (refused.status_code, refused.json["code"]) == (409, "simulator_off")


def _let_time_pass(desk: Desk) -> None:
    with desk.telephony.database.transaction(desk.organization_id) as session:
        session.execute(
            update(SimulatedCall)
            .values(acts_at=func.now(), resumes_at=func.now())
            .execution_options(synchronize_session=False)
        )


def _make_due(desk: Desk) -> None:
    with desk.telephony.database.transaction(desk.organization_id) as session:
        session.execute(
            update(Call)
            .values(check_due_at=func.now())
            .execution_options(synchronize_session=False)
        )
