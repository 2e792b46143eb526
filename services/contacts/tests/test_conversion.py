"""What a lead becomes, once: contacts here, an opportunity in sales (C-30, X-3)."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import orjson
import pytest

from chassis.clients import Answer, Request, Unreachable
from chassis.ids import new_id
from chassis.testing.fixtures import DatabaseFactory
from chassis.testing.running import RunningService, build, running
from contracts.contacts import ContactCreated, LeadConverted
from contracts.sales import OpportunityCreated
from services.contacts.leads.models import opportunity_of
from services.contacts.service import SERVICE
from services.contacts.tests.converting_process import EVERYTHING as ALL
from services.contacts.tests.office import EVERYTHING, Office, at_once

SELLS = EVERYTHING | {"sales.view", "sales.create"}


class Sales:
    """Sales as contacts sees it: it answers one question, or is down."""

    def __init__(self) -> None:
        self.stages: set[str] = set()
        self.is_down = False

    def ask(self, request: Request, *, seconds: float) -> Answer:
        assert seconds <= 2
        if self.is_down:
            raise Unreachable("refused")
        body = orjson.dumps({"in_use": request.path.rpartition("/")[2] in self.stages})
        return Answer(200, [("Content-Type", "application/json")], body)

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture(scope="module")
def sales() -> Sales:
    return Sales()


@pytest.fixture(scope="module")
def service(
    module_database_factory: DatabaseFactory,
    database_template: Callable[[str, Callable[[str], None]], str],
    sales: Sales,
) -> Iterator[RunningService]:
    url = module_database_factory(template=database_template(SERVICE.name, build(SERVICE)))
    with running(SERVICE, url, transports={"sales": sales}) as service:
        yield service


def convert(office: Office, actor: Any, lead: dict[str, Any], **wanted: Any) -> Any:
    return office.send(actor, "POST", f"/leads/{lead['id']}/convert", wanted)


def errors(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422, answer.text
    return {error["field"]: error["code"] for error in answer.json["errors"]}


def total(office: Office, path: str) -> int:
    found: int = office.get(office.admin, f"{path}?count=1").json["total"]
    return found


def full_lead(office: Office, actor: Any, **more: Any) -> dict[str, Any]:
    members: dict[str, Any] = {
        "company_name": "Ferretería El Roble",
        "position": "Gerente",
        "phones": [{"number": "3001234567"}],
        "emails": [{"address": "carlos@roble.example"}],
        "addresses": [{"street": "Calle 1", "city": "Bogotá"}],
        "website": "roble.example",
        "tax_id": "900123456-7",
        "tags": ["Feria"],
        "description": "Pide una demostración",
    }
    return office.lead(actor, **(members | more))


def test_a_lead_becomes_a_person_a_company_and_an_opportunity_in_one_action(
    office: Office, sales: Sales
):
    """C-30, O-21, X-3: all three, linked to each other and to the lead, whose they are."""
    marta, pedro = office.member(permissions=SELLS), office.member("Pedro")
    stage = str(new_id())
    sales.stages.add(stage)
    lead = full_lead(
        office, marta, manager_ids=[str(marta.user_id), str(pedro.user_id)], visibility="read"
    )
    wanted = {
        "title": "Internet dedicado",
        "stage_id": stage,
        "amount": "4200000.00",
        "currency": "COP",
        "expected_close_on": "2026-09-30",
    }
    answer = convert(
        office, marta, lead, person={"class": "interested"}, company={}, opportunity=wanted
    )
    assert answer.status_code == 200, answer.text
    done = answer.json
    assert (done["state"], done["converted_by"]) == ("converted", str(marta.user_id))
    person = office.get(marta, f"/contacts/{done['person_id']}").json
    company = office.get(marta, f"/contacts/{done['company_id']}").json
    assert (person["kind"], person["name"], person["class"]) == (
        "person",
        "Carlos Peña",
        "interested",
    )
    assert (person["company_id"], person["position"]) == (company["id"], "Gerente")
    assert person["phones"][0]["number"] == "+573001234567"
    assert person["emails"][0]["address"] == "carlos@roble.example"
    assert (person["tax_id"], person["website"], person["addresses"]) == (None, None, [])
    assert (company["name"], company["tax_id"]) == ("Ferretería El Roble", "900123456-7")
    assert (company["phones"], company["addresses"][0]["city"]) == ([], "Bogotá")
    for contact in (person, company):
        assert (contact["origin"], contact["tags"]) == ("lead", ["Feria"])
        assert (contact["visibility"], contact["owner_id"]) == ("read", str(marta.user_id))
        assert contact["manager_ids"] == [str(marta.user_id), str(pedro.user_id)]
        told = [each["title"] for each in office.timeline(marta, contact["id"])]
        assert "timeline.contact.converted" in told
    (fact,) = office.stated(LeadConverted)
    assert fact["subject"] == f"lead/{lead['id']}"
    assert (fact["person_id"], fact["company_id"]) == (person["id"], company["id"])
    assert fact["opportunity"] == {**wanted, "id": done["opportunity_id"]}
    assert done["opportunity_id"] == str(opportunity_of(UUID(lead["id"])))
    history = office.get(marta, f"/leads/{lead['id']}/timeline").json["items"]
    assert history[0]["params"] == {
        name: done[name] for name in ("person_id", "company_id", "opportunity_id")
    }


def test_the_lead_says_when_its_opportunity_stands(office: Office):
    """C-30, X-3: it turns true with the fact by which sales says so."""
    lead = full_lead(office, office.admin)
    done = convert(office, office.admin, lead, person={}, opportunity={"title": "Enlace"}).json
    assert done["opportunity_stands"] is False
    fact = OpportunityCreated(
        title="Enlace",
        contact_id=done["person_id"],
        contact_ids=[done["person_id"]],
        stage_id=new_id(),
        state="open",
        amount="0",
        currency="COP",
        probability="1",
        has_own_probability=False,
        expected_close_on=None,
        opened_at="2026-05-01T00:00:00Z",
        closed_at=None,
        purchase_motive=None,
        loss_reason=None,
        owner_id=None,
        shared_user_ids=[],
        shared_group_ids=[],
        visibility="write",
    )
    office.state(fact, UUID(done["opportunity_id"]))
    assert office.get(office.admin, f"/leads/{lead['id']}").json["opportunity_stands"] is True


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        ({"person": {}}, ["person"]),
        ({"company": {}}, ["company"]),
        ({"person": {}, "company": {}}, ["company", "person"]),
        ({"company": {"name": "Otra"}, "opportunity": {"title": "x"}}, ["company"]),
    ],
)
def test_any_mix_of_person_company_and_opportunity(
    office: Office, wanted: dict[str, Any], kinds: list[str]
):
    """O-21, X-3: at least one of person and company; the opportunity is optional."""
    lead = full_lead(office, office.admin)
    done = convert(office, office.admin, lead, **wanted)
    assert done.status_code == 200, done.text
    found = office.get(office.admin, "/contacts").json["items"]
    assert sorted(each["kind"] for each in found) == kinds
    assert (done.json["person_id"] is not None) == ("person" in wanted)
    assert (done.json["opportunity_id"] is not None) == ("opportunity" in wanted)
    if kinds == ["company"]:
        assert found[0]["phones"][0]["number"] == "+573001234567"
        assert found[0]["name"] == wanted["company"].get("name", "Ferretería El Roble")


def test_a_company_alone_is_named_after_the_lead_where_it_names_none(office: Office):
    lead = office.lead(office.admin)
    done = convert(office, office.admin, lead, company={}).json
    company = office.get(office.admin, f"/contacts/{done['company_id']}").json
    assert company["name"] == "Carlos Peña"


def test_a_refused_part_refuses_everything(office: Office, sales: Sales):
    """X-3: nothing is written by a refused conversion, and each wrong member is named."""
    admin = office.admin
    taken = office.create(admin, kind="company", name="Otra", tax_id="9001234567")
    lead = full_lead(office, admin, last_name=None)
    before = (total(office, "/contacts"), len(office.stated(ContactCreated)))
    path = f"/leads/{lead['id']}/timeline"
    told = office.get(admin, path).json
    stage, nobody = str(new_id()), str(new_id())
    for wanted, wrong in (
        ({}, {"person": "person_or_company_required"}),
        ({"opportunity": {"title": "x"}}, {"person": "person_or_company_required"}),
        ({"person": {}}, {"person.last_name": "required", "person.tax_id": "tax_id_taken"}),
        (
            {"person": {}, "company": {}},
            {"person.last_name": "required", "company.tax_id": "tax_id_taken"},
        ),
        ({"person": {"contact_id": nobody}}, {"person.contact_id": "unknown_contact"}),
        ({"person": {"contact_id": taken["id"]}}, {"person.contact_id": "unknown_contact"}),
        (
            {
                "company": {"contact_id": taken["id"]},
                "opportunity": {"title": "x", "stage_id": stage},
            },
            {"opportunity.stage_id": "unknown_stage"},
        ),
        (
            {"person": {}, "opportunity": {"title": " ", "currency": "XXQ"}},
            {"opportunity.title": "too_short", "opportunity.currency": "unknown_currency"},
        ),
    ):
        assert errors(convert(office, admin, lead, **wanted)) == wrong, wanted
    sales.is_down = True
    try:
        down = convert(
            office,
            admin,
            lead,
            company={"contact_id": taken["id"]},
            opportunity={"title": "x", "stage_id": stage},
        )
    finally:
        sales.is_down = False
    assert (down.status_code, down.json["code"]) == (503, "sales_unavailable")
    assert (total(office, "/contacts"), len(office.stated(ContactCreated))) == before
    assert office.get(admin, f"/leads/{lead['id']}").json == lead
    assert office.get(admin, path).json == told
    assert office.stated(LeadConverted) == []


def test_who_may_not_create_may_not_convert_into_something_new(office: Office):
    """C-30: contacts and opportunities are asked for as where they are made by hand."""
    weak = office.member(permissions={"contacts.view", "contacts.edit"})
    lead = full_lead(office, office.admin, visibility="write")
    known = office.create(office.admin, visibility="read")
    for wanted in (
        {"person": {}},
        {"person": {"contact_id": known["id"]}, "opportunity": {"title": "x"}},
    ):
        refused = convert(office, weak, lead, **wanted)
        assert (refused.status_code, refused.json["code"]) == (403, "missing_permission")
    assert convert(office, weak, lead, person={"contact_id": known["id"]}).status_code == 200


def test_contacts_that_the_lead_may_be_are_offered_and_used(office: Office):
    """C-30, C-46: by telephone, e-mail, tax id and name; only what the actor sees."""
    marta = office.member(permissions=SELLS)
    person = office.create(
        marta,
        first_name="CARLOS",
        last_name="peña",
        phones=[{"number": "+57 300 1234567"}],
        emails=[{"address": "Carlos@Roble.example"}],
    )
    company = office.create(marta, kind="company", name="Roble S.A.", tax_id="900.123.456-7")
    office.create(office.admin, emails=[{"address": "carlos@roble.example"}])
    gone = office.create(marta, phones=[{"number": "3001234567"}])
    assert office.discard(marta, gone).status_code == 204
    lead = full_lead(office, marta)
    found = office.get(marta, f"/leads/{lead['id']}/matches").json["items"]
    assert [(each["id"], each["kind"], each["by"]) for each in found] == [
        (company["id"], "company", ["tax_id"]),
        (person["id"], "person", ["email", "phone", "name"]),
    ]
    assert found[1]["phone"] == "+573001234567"
    done = convert(
        office,
        marta,
        lead,
        person={"contact_id": person["id"]},
        company={"contact_id": company["id"]},
        opportunity={"title": "Enlace"},
    )
    assert done.status_code == 200, done.text
    assert (done.json["person_id"], done.json["company_id"]) == (person["id"], company["id"])
    assert office.get(marta, f"/contacts/{person['id']}").json["company_id"] == company["id"]
    assert total(office, "/contacts") == 3


def test_the_organizations_own_values_go_with_the_lead(office: Office):
    """C-30, C-04: to fields of contacts of the same key and type; the rest stays on the lead."""
    admin = office.admin
    for entity, title, kind in (
        ("leads", "Zona", "text"),
        ("contacts", "Zona", "text"),
        ("leads", "Puestos", "number"),
        ("contacts", "Puestos", "text"),
        ("leads", "Campaña", "text"),
    ):
        body = {"title": title, "type": kind}
        made = office.send(admin, "POST", f"/custom-fields?entity={entity}", body)
        assert made.status_code == 201, made.text
    values = {"zona": "Norte", "puestos": 12, "campana": "Abril"}
    lead = office.lead(admin, custom=values)
    done = convert(office, admin, lead, person={}).json
    assert office.get(admin, f"/contacts/{done['person_id']}").json["custom"] == {"zona": "Norte"}
    assert done["custom"] == values


def test_a_converted_lead_stays_as_it_was(office: Office):
    """C-30: it is listed, linked and read; it is not changed, discarded or converted again."""
    admin = office.admin
    lead = full_lead(office, admin)
    done = convert(office, admin, lead, **ALL).json
    path = f"/leads/{lead['id']}"
    links = {name: done[name] for name in ("person_id", "company_id", "opportunity_id")}
    for answer in (
        convert(office, admin, lead, person={}),
        convert(office, admin, lead, **ALL),
        office.send(admin, "PATCH", path, {"position": "x"}, version=done["version"]),
        office.send(admin, "DELETE", path, version=done["version"]),
    ):
        assert (answer.status_code, answer.json["code"]) == (409, "lead_converted")
        assert answer.json["params"] == links
    assert office.names(admin, "/leads?state=converted") == ["Carlos Peña"]
    assert office.names(admin, f"/leads?person_id={done['person_id']}") == ["Carlos Peña"]
    assert office.send(admin, "POST", f"{path}/clone", {}).json["state"] == "open"
    note = office.send(admin, "POST", f"{path}/notes", {"text": "Sigue"})
    assert note.status_code == 201


def test_of_ten_conversions_at_once_one_holds(office: Office):
    """X-3: never twice, however many ask at the same moment."""
    lead = full_lead(office, office.admin)
    answers = at_once(lambda _: convert(office, office.admin, lead, **ALL), times=10)
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 9
    assert total(office, "/contacts") == 2
    assert len(office.stated(LeadConverted)) == 1


def test_a_repeated_request_gets_the_first_answer(office: Office):
    """X-3: an Idempotency-Key makes a retry harmless."""
    lead = full_lead(office, office.admin)
    key = {"Idempotency-Key": str(new_id())}
    path = f"/leads/{lead['id']}/convert"
    first, again = (office.send(office.admin, "POST", path, ALL, headers=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json == again.json
    assert len(office.stated(LeadConverted)) == 1


@pytest.mark.parametrize(
    ("point", "converts"),
    [
        ("leads.contacts_made", False),
        ("leads.converted", False),
        ("web.before_commit", False),
        ("database.before_commit", False),
        ("database.after_commit", True),
        ("web.before_answer", True),
    ],
)
def test_a_conversion_killed_between_its_steps_is_whole_or_nothing(
    office: Office, *, point: str, converts: bool
):
    """X-3: killed with SIGKILL anywhere, then tried again: one of each, never a second."""
    lead = full_lead(office, office.admin)
    command = [
        sys.executable,
        "-m",
        "services.contacts.tests.converting_process",
        office.running.database.engine.url.render_as_string(hide_password=False),
        str(office.organization_id),
        str(office.admin.user_id),
        lead["id"],
    ]
    killed = subprocess.run(
        command,
        env={**os.environ, "TRONCAL_FAULT": f"{point}:kill"},
        check=False,
        timeout=60,
    )
    assert killed.returncode == -signal.SIGKILL
    state = office.get(office.admin, f"/leads/{lead['id']}").json["state"]
    assert state == ("converted" if converts else "open")
    assert total(office, "/contacts") == (2 if converts else 0)
    again = convert(office, office.admin, lead, **ALL)
    assert again.status_code == (409 if converts else 200)
    assert total(office, "/contacts") == 2
    assert len(office.stated(LeadConverted)) == 1
    assert len(office.stated(ContactCreated)) == 2
