"""Types, states, priorities and calendars: what administrators lay out."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from contracts.gateway import OrganizationCreated
from services.cases.calendars.business_time import DAYS
from services.cases.catalogs.operations import PRIORITIES, STATES, TYPES
from services.cases.tests.office import BOGOTA, Office

CATALOGS = {"/case-types": TYPES, "/case-states": STATES, "/case-priorities": PRIORITIES}
OFFICE = [{"from": "08:00", "to": "18:00"}]


def codes(answer) -> dict[str, str]:
    return {error["field"]: error["code"] for error in answer.json.get("errors", [])}


@pytest.mark.parametrize(("path", "seed"), CATALOGS.items())
def test_an_organization_starts_with_seeds_in_two_languages(office: Office, path: str, seed):
    """K-09, K-15, K-16, O-10: once, however often its fact arrives."""
    again = OrganizationCreated(
        name="Prueba", default_region="CO", timezone=BOGOTA, currency="COP", locale="es"
    )
    office.state(again, office.organization_id)
    items = office.get(office.member(), path).json["items"]
    named = [(item["name"], item["name_en"]) for item in items]
    assert named == [(one["name"], one["name_en"]) for one in seed.seed]


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("/case-types", {"prefix": "fel"}),
        ("/case-states", {"state_class": "in_progress"}),
        ("/case-priorities", {"resolution_minutes": 90, "calendar_time": True}),
    ],
)
def test_an_administrator_adds_renames_and_retires_an_entry(office: Office, path: str, own):
    """K-09, K-15, K-16: the list is the organization's own; agents only read it."""
    body = {"name": "Ñapa", **own}
    assert office.post(office.member(), path, **body).status_code == 403
    made = office.post(office.admin, path, **body)
    assert made.status_code == 201, made.text
    assert made.json["name_en"] == "Ñapa"
    again = office.post(office.admin, path, **{**body, "name": "ÑAPA"})
    assert codes(again)["name"] == "name_taken"
    one = f"{path}/{made.json['id']}"
    change = {"name": "Elogio", "name_en": "Praise", "active": False}
    changed = office.send(office.admin, "PATCH", one, change, version=1)
    assert change.items() <= changed.json.items()
    assert office.send(office.admin, "PATCH", one, change, version=1).status_code == 412
    assert (
        office.post(
            office.admin,
            path,
            **{**body, "name": "Elogio", "prefix": "ELO"}
            if "prefix" in own
            else {**body, "name": "Elogio"},
        ).status_code
        == 201
    )


def test_a_prefix_is_one_types_for_ever(office: Office):
    """K-14: two types never give the same number, and numbers that are out keep their prefix."""
    taken = office.post(office.admin, "/case-types", name="Otra", prefix="pet")
    assert codes(taken) == {"prefix": "prefix_taken"}
    made = office.post(office.admin, "/case-types", name="Otra", prefix="otr").json
    path = f"/case-types/{made['id']}"
    renamed = office.send(office.admin, "PATCH", path, {"prefix": "otx"}, version=1)
    assert renamed.json["prefix"] == "OTX"
    case = office.create(office.admin, "OTX", contact_id=office.contact())
    assert case["number"] == "OTX-000001"
    answer = office.send(office.admin, "PATCH", path, {"prefix": "oty"}, version=2)
    assert (answer.status_code, answer.json["code"]) == (409, "prefix_in_use")


def test_a_retired_entry_stays_on_its_cases_and_is_chosen_no_more(office: Office):
    """K-09, K-15, K-16."""
    case = office.create(office.admin, priority_id=office.one_of("/case-priorities")["id"])
    for path, member in (("/case-types", "type_id"), ("/case-priorities", "priority_id")):
        one = f"{path}/{case[member]}"
        office.send(office.admin, "PATCH", one, {"active": False}, version=1)
    body = {"type_id": case["type_id"], "title": "x", "priority_id": case["priority_id"]}
    answer = office.post(office.admin, "/cases", **body)
    assert codes(answer) == {"type_id": "unknown_case_type", "priority_id": "unknown_priority"}
    assert office.edit(office.admin, case, title="Sigue").status_code == 200


def test_a_class_keeps_a_state(office: Office):
    """O-10: solving and closing always find where to go."""
    solved = f"/case-states/{office.state_id('solved')}"
    answer = office.send(office.admin, "PATCH", solved, {"active": False}, version=1)
    assert (answer.status_code, answer.json["code"]) == (409, "last_of_its_class")


def test_a_calendar_needs_hours_and_one_is_the_default(office: Office):
    """K-16, O-13."""
    [seeded] = office.get(office.admin, "/business-calendars").json["items"]
    assert (seeded["is_default"], seeded["time_zone"]) == (True, BOGOTA)
    assert seeded["hours"]["monday"] == OFFICE
    empty = office.post(office.admin, "/business-calendars", name="Nada", hours={})
    assert codes(empty) == {"hours": "calendar_without_hours"}
    hours = {"saturday": [{"from": "22:00", "to": "06:00"}]}
    holidays = [
        {"on": "2026-12-25", "name": "Navidad"},
        {"on": "2026-07-20", "name": "Independencia"},
        {"on": "2026-12-25", "name": "Navidad otra vez"},
    ]
    body = {"name": "Noche", "hours": hours, "holidays": holidays, "is_default": True}
    made = office.post(office.admin, "/business-calendars", **body).json
    assert [holiday["on"] for holiday in made["holidays"]] == ["2026-07-20", "2026-12-25"]
    items = office.get(office.admin, "/business-calendars").json["items"]
    assert [(item["name"], item["is_default"]) for item in items] == [
        ("Horario de oficina", False),
        ("Noche", True),
    ]
    path = f"/business-calendars/{made['id']}"
    for answer in (
        office.send(office.admin, "PATCH", path, {"is_default": False}, version=1),
        office.send(office.admin, "DELETE", path, version=1),
    ):
        assert (answer.status_code, answer.json["code"]) == (409, "default_calendar")
    answer = office.send(office.admin, "PATCH", path, {"time_zone": "Aquí/Allá"}, version=1)
    assert codes(answer) == {"time_zone": "unknown_time_zone"}
    first = f"/business-calendars/{seeded['id']}"
    version = items[0]["version"]
    assert office.send(office.admin, "DELETE", first, version=version).status_code == 204


def test_the_default_calendar_in_its_zone_sets_the_deadline(office: Office):
    """K-16, O-13: another calendar, another deadline; what was promised before stays."""
    high = office.one_of("/case-priorities", name="Alta")
    before = office.create(office.admin, priority_id=high["id"])
    every_day = {day: [{"from": "00:00", "to": "00:00"}] for day in DAYS}
    body = {"name": "Siempre", "hours": every_day, "is_default": True, "time_zone": "Asia/Tokyo"}
    office.post(office.admin, "/business-calendars", **body)
    after = office.create(office.admin, priority_id=high["id"])
    opened, due = (datetime.fromisoformat(after[name]) for name in ("opened_at", "due_at"))
    assert (due - opened).total_seconds() == high["resolution_minutes"] * 60
    assert office.get(office.admin, f"/cases/{before['id']}").json["due_at"] == before["due_at"]
    local = datetime.fromisoformat(before["due_at"]).astimezone(ZoneInfo(BOGOTA))
    assert 8 <= local.hour <= 18
    assert local.weekday() < 5


def test_hours_too_few_for_the_time_are_refused(office: Office):
    """K-16: one minute a week never gives a year of business time."""
    hours = {"monday": [{"from": "08:00", "to": "08:01"}]}
    body = {"name": "Casi nada", "hours": hours, "is_default": True}
    office.post(office.admin, "/business-calendars", **body)
    year = {"name": "Un año", "resolution_minutes": 365 * 24 * 60}
    priority = office.post(office.admin, "/case-priorities", **year).json
    case = {"type_id": office.type_id("EVE"), "title": "x", "priority_id": priority["id"]}
    answer = office.post(office.admin, "/cases", **case)
    assert codes(answer) == {"priority_id": "deadline_out_of_reach"}
