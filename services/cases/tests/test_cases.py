"""Cases from opening to solution, over the API."""

from datetime import UTC, datetime, timedelta

import pytest

from chassis.ids import new_id
from contracts.cases import (
    CaseChanged,
    CaseClosed,
    CaseDiscarded,
    CaseOpened,
    CaseReopened,
    CaseRestored,
    CaseSolved,
)
from services.cases.tests.office import Office


def codes(answer) -> dict[str, str]:
    return {error["field"]: error["code"] for error in answer.json.get("errors", [])}


def test_a_case_gets_its_types_prefix_and_the_next_number(office: Office):
    """K-09, K-14: each type counts for itself."""
    contact = office.contact()
    agent = office.member()
    made = [office.create(agent, "PET", contact_id=contact)["number"] for _ in range(2)]
    made.append(office.create(agent, "QUE", contact_id=contact)["number"])
    assert made == ["PET-000001", "PET-000002", "QUE-000001"]


def test_who_opens_a_case_owns_and_answers_it_and_it_begins_new(office: Office):
    """K-10, K-15, K-04: Propietario by itself, Responsable unless somebody is named."""
    agent, colleague = office.member(), office.member("Luis")
    case = office.create(agent)
    assert (case["owner_id"], case["assignee_id"]) == (str(agent.user_id), str(agent.user_id))
    assert (case["state_class"], case["visibility"]) == ("new", "write")
    other = office.create(agent, assignee_id=str(colleague.user_id))
    assert other["assignee_id"] == str(colleague.user_id)
    assert office.create(agent, assignee_id=None)["assignee_id"] is None
    assert [fact["number"] for fact in office.stated(CaseOpened)] == [
        "EVE-000001",
        "EVE-000002",
        "EVE-000003",
    ]


def test_a_pqrs_case_needs_a_contact_and_an_event_does_not(office: Office):
    """K-28, K-12: refused without a contact; the company is optional."""
    body = {"type_id": office.type_id("PET"), "title": "Sin contacto"}
    answer = office.post(office.admin, "/cases", **body)
    assert answer.status_code == 422
    assert codes(answer) == {"contact_id": "contact_required"}
    assert office.numbers(office.admin, "/cases") == []
    assert office.create(office.admin, "EVE")["contact_id"] is None


def test_an_assignee_must_be_an_active_user(office: Office):
    """K-10, G-10."""
    gone = office.member("Ido", is_active=False)
    for id in (gone.user_id, new_id()):
        body = {"type_id": office.type_id("EVE"), "title": "x", "assignee_id": str(id)}
        answer = office.post(office.admin, "/cases", **body)
        assert (answer.status_code, codes(answer)) == (422, {"assignee_id": "unknown_user"})


def test_only_contacts_that_the_actor_sees_can_be_on_a_case(office: Office):
    """K-01, K-11, K-12, X-8: a private contact is unknown to who may not see it."""
    agent = office.member()
    private = office.contact("Secreta", visibility="private")
    company = office.contact("Acme", kind="company")
    body = {"type_id": office.type_id("PET"), "title": "x"}
    answer = office.post(agent, "/cases", **body, contact_id=private)
    assert codes(answer) == {"contact_id": "unknown_contact"}
    answer = office.post(agent, "/cases", **body, contact_id=company, participant_ids=[private])
    assert codes(answer) == {"participant_ids": "unknown_contact"}
    answer = office.post(agent, "/cases", **body, contact_id=company, company_id=private)
    assert codes(answer) == {"company_id": "unknown_company"}
    made = office.post(agent, "/cases", **body, contact_id=company, company_id=company)
    assert (made.status_code, made.json["company_name"]) == (201, "Acme")


def test_the_name_of_a_private_contact_shows_only_to_who_may_see_it(office: Office):
    """X-8: the case is everybody's, the contact is its manager's."""
    manager, other = office.member("Gerente"), office.member()
    private = office.contact(
        "Secreta", visibility="private", owner_id=manager.user_id, manager_ids=[manager.user_id]
    )
    case = office.create(manager, "QUE", contact_id=private, participant_ids=[private])
    assert case["contact_name"] == "Secreta"
    seen = office.get(other, f"/cases/{case['id']}").json
    assert seen["contact_name"] is None
    assert seen["participants"] == [{"id": private, "name": None}]
    [listed] = office.get(other, "/cases").json["items"]
    assert listed["contact_name"] is None
    assert office.get(other, "/cases?q=secreta").json["items"] == []


def test_a_case_from_a_call_takes_its_contact(office: Office):
    """Issue 3, K-11: `call_id` fills the contact that telephony and contacts said."""
    agent = office.member()
    contact = office.contact()
    call = office.call(contact_id=contact, agent=agent)
    case = office.create(agent, "REC", call_id=call)
    assert (case["contact_id"], case["call_id"]) == (contact, call)
    ringing = office.call(contact_id=contact, ended=False)
    assert office.create(agent, "REC", call_id=ringing)["contact_id"] == contact


def test_who_took_a_call_may_open_its_case_even_for_a_private_contact(office: Office):
    """X-8: the agent spoke with them; for anybody else there is no such call."""
    agent, other = office.member(), office.member()
    call = office.call(contact_id=office.contact(visibility="private"), agent=agent)
    assert office.create(agent, "REC", call_id=call)["contact_name"] is None
    body = {"type_id": office.type_id("REC"), "title": "x", "call_id": call}
    answer = office.post(other, "/cases", **body)
    assert (answer.status_code, codes(answer)) == (422, {"call_id": "unknown_call"})


def test_an_unknown_call_is_refused_and_nothing_is_written(office: Office):
    """Issue 3."""
    body = {"type_id": office.type_id("EVE"), "title": "x", "call_id": str(new_id())}
    answer = office.post(office.admin, "/cases", **body)
    assert (answer.status_code, codes(answer)) == (422, {"call_id": "unknown_call"})
    assert office.written() == 0


def test_solving_without_a_solution_is_refused_and_nothing_is_written(office: Office):
    """K-20, O-11: by the verb, by an edit, on creation."""
    agent = office.member()
    case = office.create(agent)
    written = office.written()
    solved = office.state_id("solved")
    body = {"type_id": office.type_id("EVE"), "title": "x", "state_id": solved}
    for answer in (
        office.post(agent, f"/cases/{case['id']}/solve"),
        office.post(agent, f"/cases/{case['id']}/solve", solution="  "),
        office.edit(agent, case, state_id=solved),
        office.edit(agent, case, state_id=solved, solution=""),
        office.post(agent, "/cases", **body),
    ):
        assert (answer.status_code, answer.json["code"]) == (422, "solution_required")
    assert office.written() == written
    assert office.get(agent, f"/cases/{case['id']}").json == case


def test_a_case_is_solved_closed_and_reopened(office: Office):
    """K-07, K-20: each step once, with its moment, its fact and its line of history."""
    agent = office.member()
    case = office.create(agent)
    path = f"/cases/{case['id']}"
    solved = office.post(agent, f"{path}/solve", solution="Se cambió el router.").json
    assert (solved["state_class"], solved["solution"]) == ("solved", "Se cambió el router.")
    assert solved["solved_at"]
    assert office.post(agent, f"{path}/solve", solution="otra").json["code"] == "case_not_open"
    closed = office.send(agent, "POST", f"{path}/close").json
    assert (closed["state_class"], closed["solved_at"]) == ("closed", solved["solved_at"])
    assert office.send(agent, "POST", f"{path}/close").status_code == 409
    answer = office.post(agent, f"{path}/reopen")
    assert (answer.status_code, answer.json["code"]) == (422, "reason_required")
    opened = office.post(agent, f"{path}/reopen", reason="Falla otra vez").json
    assert (opened["state_class"], opened["solution"]) == ("in_progress", None)
    assert (opened["solved_at"], opened["closed_at"]) == (None, None)
    assert office.post(agent, f"{path}/reopen", reason="x").json["code"] == "case_open"
    assert office.stated(CaseSolved)[0]["solution"] == "Se cambió el router."
    assert office.stated(CaseClosed)[0]["state"] == "Cerrado"
    assert office.stated(CaseReopened)[0]["reason"] == "Falla otra vez"
    assert office.history(agent, case) == ["opened", "solved", "closed", "reopened"]


def test_choosing_a_solved_state_solves_and_leaving_it_needs_a_reason(office: Office):
    """K-20, K-15: the edit form does what the verbs do."""
    agent = office.member()
    case = office.create(agent)
    answer = office.edit(agent, case, solution="Antes de tiempo")
    assert codes(answer) == {"solution": "solution_of_an_open_case"}
    solved = office.edit(agent, case, state_id=office.state_id("solved"), solution="Listo").json
    assert (solved["state_class"], len(office.stated(CaseSolved))) == ("solved", 1)
    answer = office.edit(agent, solved, state_id=office.state_id("new"))
    assert (answer.status_code, answer.json["code"]) == (409, "reopen_first")
    mended = office.edit(agent, solved, solution="Listo, con repuesto").json
    assert mended["solution"] == "Listo, con repuesto"


def test_a_case_that_is_made_solved_states_both(office: Office):
    """O-11: opened and solved at once."""
    case = office.create(office.admin, state_id=office.state_id("solved"), solution="En la llamada")
    assert case["solved_at"]
    assert len(office.stated(CaseOpened)) == len(office.stated(CaseSolved)) == 1


def test_the_deadline_follows_the_priority_unless_a_person_set_it(office: Office):
    """K-16, O-13: urgent runs day and night, high by the calendar, by hand it stays."""
    agent = office.member()
    urgent = office.one_of("/case-priorities", name="Urgente")["id"]
    low = office.one_of("/case-priorities", name="Baja")["id"]
    case = office.create(agent, priority_id=urgent)
    opened = datetime.fromisoformat(case["opened_at"])
    assert datetime.fromisoformat(case["due_at"]) == opened + timedelta(minutes=40)
    slower = office.edit(agent, case, priority_id=low).json
    assert datetime.fromisoformat(slower["due_at"]) > opened + timedelta(days=4)
    by_hand = office.edit(agent, slower, due_at="2030-01-01T00:00:00Z").json
    assert (by_hand["due_at"][:10], by_hand["has_own_due"]) == ("2030-01-01", True)
    kept = office.edit(agent, by_hand, priority_id=urgent).json
    assert kept["due_at"] == by_hand["due_at"]
    back = office.edit(agent, kept, due_at=None).json
    assert (back["due_at"], back["has_own_due"]) == (case["due_at"], False)
    assert office.edit(agent, back, priority_id=None).json["due_at"] is None


@pytest.mark.parametrize("far", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_a_deadline_that_no_calendar_has_is_refused(office: Office, far: str):
    """K-16."""
    body = {"type_id": office.type_id("EVE"), "title": "x", "due_at": far}
    answer = office.post(office.admin, "/cases", **body)
    assert (answer.status_code, codes(answer)) == (422, {"due_at": "out_of_range"})


def test_an_open_case_past_its_deadline_is_overdue_and_a_solved_one_is_not(office: Office):
    """K-16, K-25: the flag, the filter, the order."""
    agent = office.member()
    past = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    late = office.create(agent, due_at=past)
    solved = office.create(agent, due_at=past)
    office.post(agent, f"/cases/{solved['id']}/solve", solution="A tiempo")
    office.create(agent, due_at="2031-01-01T00:00:00Z")
    office.create(agent)
    assert late["overdue"] is True
    assert office.numbers(agent, "/cases?overdue=true") == [late["number"]]
    assert len(office.numbers(agent, "/cases?overdue=false")) == 3
    by_due = office.numbers(agent, "/cases?sort=due_at&state_class.in=new,in_progress")
    assert by_due == ["EVE-000001", "EVE-000003", "EVE-000004"]


def test_the_list_is_narrowed_by_type_priority_state_assignee_and_contact(office: Office):
    """K-15, K-25: what is pending of one customer."""
    agent, colleague = office.member(), office.member()
    ana, luz = office.contact(), office.contact("Luz")
    high = office.one_of("/case-priorities", name="Alta")["id"]
    first = office.create(agent, "PET", contact_id=ana, priority_id=high)
    office.create(agent, "QUE", contact_id=luz, assignee_id=str(colleague.user_id))
    office.send(agent, "POST", f"/cases/{first['id']}/close")
    for query, expected in {
        f"type_id={office.type_id('PET')}": ["PET-000001"],
        f"priority_id={high}": ["PET-000001"],
        "state_class=closed": ["PET-000001"],
        f"assignee_id={colleague.user_id}": ["QUE-000001"],
        f"contact_id={luz}": ["QUE-000001"],
        f"contact_id={ana}&state_class.in=new,in_progress": [],
        "q=pet-000001": ["PET-000001"],
        "q=visita": ["QUE-000001", "PET-000001"],
    }.items():
        assert office.numbers(agent, f"/cases?{query}") == expected, query


def test_a_restricted_case_shows_only_to_those_it_is_restricted_to(office: Office):
    """K-04, X-8: they can edit and are named in the fact; for others it is not there."""
    agent, friend, stranger = office.member(), office.member(), office.member()
    case = office.create(agent)
    answer = office.edit(agent, case, visibility="private", shared_user_ids=[str(friend.user_id)])
    assert answer.status_code == 200
    [fact] = office.stated(CaseChanged)
    assert fact["added_user_ids"] == [str(friend.user_id)]
    assert office.get(stranger, f"/cases/{case['id']}").status_code == 404
    assert office.get(stranger, f"/cases/{case['id']}/history").status_code == 404
    assert office.numbers(stranger, "/cases") == []
    assert office.post(stranger, f"/cases/{case['id']}/solve", solution="x").status_code == 404
    changed = office.edit(friend, answer.json, title="Visita con técnico")
    assert changed.status_code == 200


def test_everybody_reads_and_nobody_else_edits_a_case_open_for_reading(office: Office):
    """K-04."""
    agent, other = office.member(), office.member()
    case = office.create(agent, visibility="read")
    assert office.get(other, f"/cases/{case['id']}").status_code == 200
    answer = office.edit(other, case, title="x")
    assert (answer.status_code, answer.json["code"]) == (403, "read_only_record")


def test_contacts_take_part_and_leave(office: Office):
    """K-01: any number, each once; Desenlazar removes one."""
    agent = office.member()
    ana, luz = office.contact(), office.contact("Luz")
    case = office.create(agent)
    path = f"/cases/{case['id']}/participants"
    for contact in (ana, luz, ana):
        answer = office.post(agent, path, contact_id=contact)
    assert [each["name"] for each in answer.json["participants"]] == ["Ana Ruiz", "Luz"]
    assert office.numbers(agent, f"/cases?participant_ids={luz}") == ["EVE-000001"]
    assert office.send(agent, "DELETE", f"{path}/{ana}").json["participant_ids"] == [luz]
    assert office.send(agent, "DELETE", f"{path}/{ana}").status_code == 404
    assert office.post(agent, path, contact_id=str(new_id())).status_code == 422


def test_a_deleted_case_is_there_for_administrators_who_bring_it_back(office: Office):
    """K-08."""
    agent = office.member()
    case = office.create(agent)
    path = f"/cases/{case['id']}"
    assert office.discard(agent, case).status_code == 204
    assert office.get(agent, path).status_code == 404
    assert office.get(agent, "/cases?discarded=true").status_code == 422
    assert office.numbers(agent, "/cases") == []
    assert office.numbers(office.admin, "/cases?discarded=true") == [case["number"]]
    gone = office.get(office.admin, path).json
    assert gone["discarded_at"]
    assert office.edit(office.admin, gone, title="x").json["code"] == "case_discarded"
    assert office.post(agent, f"{path}/restore").status_code == 404
    assert office.send(office.admin, "POST", f"{path}/restore").json["discarded_at"] is None
    assert office.numbers(agent, "/cases") == [case["number"]]
    assert [fact["is_discarded"] for fact in office.stated(CaseDiscarded)] == [True]
    assert [fact["is_discarded"] for fact in office.stated(CaseRestored)] == [False]
    assert office.history(agent, case) == ["opened", "discarded", "restored"]


def test_a_stale_edit_is_refused_with_the_present_version(office: Office):
    """K-08, api.md: two people edit; the second is told."""
    agent = office.member()
    case = office.create(agent)
    assert office.edit(agent, case, title="Primero").json["version"] == 2
    answer = office.edit(agent, case, title="Segundo")
    assert (answer.status_code, answer.json["params"]["version"]) == (412, "2")
    missing = office.send(agent, "PATCH", f"/cases/{case['id']}", {"title": "x"})
    assert missing.status_code == 428


def test_an_edit_that_changes_nothing_states_nothing(office: Office):
    """K-08."""
    agent = office.member()
    case = office.create(agent)
    assert office.edit(agent, case, title=case["title"]).json["version"] == 1
    assert office.stated(CaseChanged) == []


def test_what_is_fixed_cannot_be_sent(office: Office):
    """K-09, K-14, K-10: type, number and owner of a case stay."""
    case = office.create(office.admin)
    for member in ("type_id", "number", "owner_id", "call_id", "overdue"):
        answer = office.edit(office.admin, case, **{member: str(new_id())})
        assert codes(answer) == {member: "unknown_member"}


def test_dependencies_make_no_circle_and_hold_back_the_solution(office: Office):
    """K-13, O-12: no self, no cycles; open dependents hold it back unless a reason forces it."""
    agent = office.member()
    first = office.create(agent)
    second = office.create(agent, depends_on_id=first["id"])
    third = office.create(agent, depends_on_id=second["id"])
    for wrong in (first["id"], third["id"]):
        answer = office.edit(agent, first, depends_on_id=wrong)
        assert codes(answer) == {"depends_on_id": "circular_dependency"}
    path = f"/cases/{first['id']}/solve"
    answer = office.post(agent, path, solution="Listo")
    assert (answer.status_code, answer.json["code"]) == (409, "open_dependents")
    forced = office.post(agent, path, solution="Listo", reason="El cliente desistió")
    assert forced.status_code == 200


def test_the_history_says_what_was_before(office: Office):
    """K-06: who changed what, from what to what."""
    agent = office.member("Marta")
    case = office.create(agent)
    office.edit(agent, case, title="Otra visita", description="Larga")
    [event, _] = office.get(agent, f"/cases/{case['id']}/history").json["items"]
    assert (event["kind"], event["actor"]) == ("edited", "Marta")
    assert event["params"]["changes"] == {
        "title": {"from": "Visita técnica", "to": "Otra visita"},
        "description": {},
    }


@pytest.mark.parametrize("action", ["view", "create", "edit", "delete"])
def test_each_act_needs_its_permission(office: Office, action: str):
    """G-08: the profile decides before anything is read."""
    case = office.create(office.admin)
    actor = office.member(permissions=frozenset())
    path = f"/cases/{case['id']}"
    answers = {
        "view": lambda: office.get(actor, "/cases"),
        "create": lambda: office.post(actor, "/cases"),
        "edit": lambda: office.post(actor, f"{path}/solve", solution="x"),
        "delete": lambda: office.discard(actor, case),
    }
    assert answers[action]().status_code == 403


def test_another_organization_sees_nothing(office: Office):
    """Security: a token of another organization finds no record and no row."""
    case = office.create(office.admin)
    other = Office(office.running)
    assert other.get(other.admin, f"/cases/{case['id']}").status_code == 404
    assert other.numbers(other.admin, "/cases") == []
    assert other.edit(other.admin, case, title="x").status_code == 404
    assert other.get(other.admin, f"/case-types/{case['type_id']}").status_code == 404
