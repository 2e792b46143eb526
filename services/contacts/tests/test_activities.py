"""Calls, meetings, tasks and visits: what they are, what is done with them, what they leave."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from chassis.clock import now
from chassis.identity.actor import Actor
from chassis.ids import new_id
from contracts import cases, sales
from contracts.contacts import (
    ActivityChanged,
    ActivityCompleted,
    ActivityCreated,
    ActivityDiscarded,
    ActivityReopened,
    ActivityRestated,
    ActivityRestored,
)
from services.contacts.activities.models import Activity
from services.contacts.tests.office import Office
from services.contacts.tests.test_restating import restate
from services.contacts.tests.test_stories import fact

SOON = datetime(2031, 5, 2, 15, tzinfo=UTC)
_TEXT = "%Y-%m-%dT%H:%M:%S.%fZ"


def at(moment: datetime) -> str:
    return moment.strftime(_TEXT)


def plan(office: Office, actor: Actor, *, status: int = 201, **members: Any) -> dict[str, Any]:
    """Plan an activity; a task in the far future unless told otherwise."""
    body = {"kind": "task", "title": "Enviar la propuesta", "due_at": at(SOON)} | members
    answer = office.send(actor, "POST", "/activities", body)
    assert answer.status_code == status, answer.text
    return answer.json


def about(record: Any, kind: str = "contact") -> dict[str, Any]:
    id = record["id"] if isinstance(record, dict) else str(record)
    return {"related": {"type": kind, "id": id}}


def act(office: Office, actor: Actor, one: Any, verb: str, body: Any = None, *, status: int = 200):
    answer = office.send(actor, "POST", f"/activities/{one['id']}/{verb}", body)
    assert answer.status_code == status, answer.text
    return answer.json


def change(office: Office, actor: Actor, one: Any, *, status: int = 200, **members: Any) -> Any:
    path = f"/activities/{one['id']}"
    answer = office.send(actor, "PATCH", path, members, version=one["version"])
    assert answer.status_code == status, answer.text
    return answer.json


def titles(office: Office, actor: Actor, query: str = "") -> list[str]:
    answer = office.get(actor, f"/activities?{query}")
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json["items"]]


def wrong(answer: Any) -> dict[str, str]:
    return {error["field"]: error["code"] for error in answer["errors"]}


def test_a_task_has_the_defaults_of_its_form(office: Office):
    """N-01, N-03, N-04, N-12, O-34: a day's notice, its maker does it, open, of medium priority."""
    contact = office.create(office.admin)
    one = plan(office, office.admin, description="Con descuento", **about(contact))
    assert (one["remind_minutes_before"], one["remind_at"]) == (1440, None)
    assert one["assignee_id"] == one["owner_id"] == str(office.admin.user_id)
    assert (one["priority"], one["state"], one["outcome"]) == ("medium", "open", None)
    assert one["related"] == {
        "type": "contact",
        "id": contact["id"],
        "name": "Ana Ruiz",
        "phone": None,
    }
    assert one["due_at"] == at(SOON)
    (stated,) = office.stated(ActivityCreated)
    assert stated["at"] == stated["reminds_at"].replace("-01T", "-02T")
    assert stated["told_ids"] == []


def test_a_task_has_a_category_and_follows_it(office: Office):
    """N-01, N-05: of the twelve, moved with what is deleted, filtered by."""
    categories = office.get(office.admin, "/task-categories").json["items"]
    assert len(categories) == 12
    demo, other = categories[2], categories[3]
    one = plan(office, office.admin, category_id=demo["id"])
    plan(office, office.admin, title="Sin categoría")
    assert titles(office, office.admin, f"category_id={demo['id']}") == ["Enviar la propuesta"]
    path = f"/task-categories/{demo['id']}"
    refused = office.send(office.admin, "DELETE", path, version=1)
    assert refused.json["code"] == "entry_in_use"
    moved = office.send(office.admin, "DELETE", f"{path}?move_to={other['id']}", version=1)
    assert moved.status_code == 204
    now = office.get(office.admin, f"/activities/{one['id']}").json
    assert now["category_id"] == other["id"]
    gone = plan(office, office.admin, status=422, category_id=demo["id"])
    assert wrong(gone) == {"category_id": "unknown_entry"}


def test_a_call_and_a_meeting_have_participants(office: Office):
    """N-10, N-11, O-5: contacts, users and groups; one at least; the related contact by itself."""
    marta = office.member("Marta")
    group = office.group(marta)
    contact = office.create(office.admin, phones=[{"number": "+573001112233"}])
    call = plan(office, office.admin, kind="call", **about(contact))
    assert call["participants"] == [
        {"id": contact["id"], "type": "contact", "name": "Ana Ruiz", "phone": "+573001112233"}
    ]
    ids = [contact["id"], str(marta.user_id), str(group)]
    starts = {"starts_at": at(SOON), "ends_at": at(SOON + timedelta(hours=1)), "due_at": None}
    meeting = plan(
        office, office.admin, kind="meeting", location="Sala 2", participant_ids=ids, **starts
    )
    kinds = [(each["type"], each["name"]) for each in meeting["participants"]]
    assert kinds == [("contact", "Ana Ruiz"), ("user", "Marta"), ("group", "grupo")]
    for kind, more in (("call", {}), ("meeting", starts)):
        refused = plan(office, office.admin, status=422, kind=kind, **more)
        assert wrong(refused) == {"participant_ids": "participant_required"}
    refused = plan(office, office.admin, status=422, participant_ids=[str(new_id())])
    assert wrong(refused) == {"participant_ids": "unknown_participant"}
    assert plan(office, office.admin, kind="visit", location="Bodega norte")["kind"] == "visit"


@pytest.mark.parametrize(
    ("members", "errors"),
    [
        ({"kind": "meeting"}, {"starts_at": "required", "ends_at": "required"}),
        (
            {"starts_at": at(SOON), "ends_at": at(SOON - timedelta(minutes=1))},
            {"ends_at": "ends_before_it_starts"},
        ),
        ({"ends_at": at(SOON)}, {"starts_at": "required"}),
        ({"remind_at": at(SOON), "remind_minutes_before": 60}, {"remind_at": "two_reminders"}),
        ({"remind_at": "2020-01-01T00:00:00Z"}, {"remind_at": "reminder_in_past"}),
        ({"outcome": "x"}, {"outcome": "unknown_member"}),
        ({"remind_minutes_before": 7}, {"remind_minutes_before": "invalid_value"}),
        ({"assignee_id": str(UUID(int=7))}, {"assignee_id": "unknown_user"}),
        (about(UUID(int=7)), {"related": "unknown_record"}),
        (about(UUID(int=7), "case"), {"related": "unknown_record"}),
        ({"kind": "note"}, {"kind": "invalid_value"}),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(office: Office, members, errors):
    """N-11, N-33: every wrong member is named."""
    me = {"participant_ids": [str(office.admin.user_id)]}
    found = wrong(plan(office, office.admin, status=422, **(me | members)))
    assert found.keys() == errors.keys()
    assert {code for code in errors.values() if code != "invalid_value"} <= set(found.values())
    assert titles(office, office.admin) == []
    assert office.envelopes(ActivityCreated) == []


def test_a_meeting_is_where_it_starts_and_may_be_as_short_as_nothing(office: Office):
    """N-11, O-6: end >= start; its start counts, whatever else is written."""
    me = {"participant_ids": [str(office.admin.user_id)]}
    day = timedelta(days=1)
    plan(
        office,
        office.admin,
        kind="meeting",
        title="Junta",
        due_at=at(SOON + 5 * day),
        starts_at=at(SOON),
        ends_at=at(SOON),
        **me,
    )
    plan(office, office.admin, title="Antes", due_at=at(SOON - day))
    plan(office, office.admin, title="Después", due_at=at(SOON + day))
    plan(office, office.admin, title="Sin fecha", due_at=None)
    assert titles(office, office.admin) == ["Antes", "Junta", "Después", "Sin fecha"]
    here = f"until.gte={at(SOON)}&at.lt={at(SOON + day)}"
    assert titles(office, office.admin, here) == ["Junta"]


def test_a_meeting_invites_by_mail_when_it_is_asked_to(office: Office):
    """N-11: ticked, off otherwise, never a call; the fact says who the contacts are."""
    contact, other = office.create(office.admin), office.create(office.admin, first_name="Eva")
    starts = {"starts_at": at(SOON), "ends_at": at(SOON + timedelta(hours=1)), "due_at": None}
    ids = [other["id"], str(office.admin.user_id)]
    plain = {"participant_ids": ids, **about(contact)}
    refused = plan(office, office.admin, status=422, kind="call", invites=True, **plain)
    assert wrong(refused) == {"invites": "only_meetings_invite"}
    quiet = plan(office, office.admin, kind="meeting", **starts, **plain)
    one = plan(
        office, office.admin, kind="meeting", location="Sala 2", invites=True, **starts, **plain
    )
    assert (quiet["invites"], one["invites"]) == (False, True)
    stated = office.stated(ActivityCreated)[-1]
    assert (stated["invites"], stated["location"]) == (True, "Sala 2")
    assert stated["participant_contact_ids"] == [other["id"]]
    one = change(office, office.admin, one, kind="call")
    assert one["invites"] is False
    assert office.stated(ActivityChanged)[-1]["invites"] is False


def test_a_reminder_of_its_own_stays_when_the_due_date_moves(office: Office):
    """N-03, N-33: minutes follow the due date, a chosen time does not; never is possible."""
    one = plan(office, office.admin, remind_minutes_before=60)
    chosen = SOON - timedelta(days=3)
    later = at(SOON + timedelta(days=4))
    one = change(office, office.admin, one, due_at=later)
    one = change(office, office.admin, one, remind_at=at(chosen))
    assert (one["remind_minutes_before"], one["remind_at"]) == (None, at(chosen))
    one = change(office, office.admin, one, due_at=at(SOON))
    one = change(office, office.admin, one, remind_at=None)
    assert (one["remind_minutes_before"], one["remind_at"]) == (None, None)
    one = change(office, office.admin, one, remind_minutes_before=5)
    reminds = [each["reminds_at"] for each in office.stated(ActivityChanged)]
    assert [reminds and datetime.fromisoformat(reminds) for reminds in reminds] == [
        SOON + timedelta(days=4, minutes=-60),
        chosen,
        chosen,
        None,
        SOON - timedelta(minutes=5),
    ]


def test_the_assignee_is_told_unless_notify_is_unticked(office: Office):
    """N-04: and whoever takes part; nobody of their own act, nobody twice."""
    marta, luis = office.member("Marta"), office.member("Luis")
    ids = [str(marta.user_id), str(luis.user_id)]
    quiet = plan(office, marta, assignee_id=str(luis.user_id), notify=False)
    one = plan(office, marta, assignee_id=str(luis.user_id), participant_ids=ids)
    change(office, marta, one, assignee_id=str(office.admin.user_id))
    change(office, marta, quiet, title="Otra cosa")
    assert [each["told_ids"] for each in office.stated(ActivityCreated)] == [[], [ids[1]]]
    changed = [each["told_ids"] for each in office.stated(ActivityChanged)]
    assert changed == [[str(office.admin.user_id)], []]


def test_an_activity_is_completed_with_its_outcome_and_what_is_next(office: Office):
    """N-08, N-19, N-32: one action closes it and plans the next, about the same, for the same."""
    marta = office.member("Marta")
    contact = office.create(marta)
    one = plan(office, marta, kind="call", title="Llamar", **about(contact))
    after = {"kind": "visit", "title": "Visitarla", "due_at": at(SOON + timedelta(days=7))}
    done = act(office, marta, one, "complete", {"outcome": "Pide una visita", "next": after})
    assert (done["state"], done["outcome"], done["flag"]) == ("closed", "Pide una visita", None)
    assert done["closed_by"] == str(marta.user_id)
    following = office.get(marta, f"/activities/{done['next_id']}").json
    assert (following["title"], following["state"]) == ("Visitarla", "open")
    assert following["related"] == one["related"]
    assert following["participant_ids"] == one["participant_ids"]
    (stated,) = office.stated(ActivityCompleted)
    assert (stated["state"], stated["outcome"]) == ("closed", "Pide una visita")
    act(office, marta, one, "complete", {}, status=409)
    changed = change(office, marta, done, outcome="Pide una visita el lunes")
    assert changed["outcome"] == "Pide una visita el lunes"
    opened = act(office, marta, one, "reopen")
    assert (opened["state"], opened["outcome"], opened["closed_at"]) == ("open", None, None)
    act(office, marta, one, "reopen", status=409)
    assert len(office.envelopes(ActivityReopened)) == 1


def test_a_next_activity_that_cannot_be_leaves_the_first_one_open(office: Office):
    """N-19: both or neither."""
    one = plan(office, office.admin)
    after = {"kind": "meeting", "title": "Junta"}
    act(office, office.admin, one, "complete", {"next": after}, status=422)
    assert office.get(office.admin, f"/activities/{one['id']}").json["state"] == "open"
    assert office.envelopes(ActivityCompleted) == []


def test_completed_ones_stay_in_the_list_and_on_the_contacts_timeline(office: Office):
    """N-18, N-32, C-21: in chronological order, with what came of them."""
    marta = office.member("Marta")
    contact = office.create(marta)
    first = plan(office, marta, title="Primero", **about(contact))
    plan(office, marta, title="Segundo", due_at=at(SOON + timedelta(days=1)), **about(contact))
    act(office, marta, first, "complete", {"outcome": "Hecho"})
    act(office, marta, first, "reopen")
    act(office, marta, first, "complete", {"outcome": "Ahora sí"})
    assert titles(office, marta, f"contact_id={contact['id']}") == ["Primero", "Segundo"]
    assert titles(office, marta, "state=closed") == ["Primero"]
    entries = [each for each in office.timeline(marta, contact["id"]) if each["kind"] == "activity"]
    assert [(each["title"], each["params"].get("outcome")) for each in entries] == [
        ("timeline.activity.completed", "Ahora sí"),
        ("timeline.activity.reopened", None),
        ("timeline.activity.completed", "Hecho"),
    ]
    assert entries[0]["record"] == {"type": "activity", "id": first["id"]}
    assert entries[0]["params"]["name"] == "Primero"


def test_a_deleted_activity_can_be_brought_back_by_whose_it_is(office: Office):
    """N-08, beyond row 20."""
    marta, luis = office.member("Marta"), office.member("Luis")
    contact = office.create(marta, visibility="write")
    one = plan(office, marta, **about(contact))
    path = f"/activities/{one['id']}"
    assert office.send(marta, "DELETE", path, version=one["version"]).status_code == 204
    assert office.get(marta, path).status_code == 404
    assert titles(office, marta) == []
    act(office, luis, one, "restore", status=404)
    act(office, marta, one, "complete", {}, status=404)
    act(office, marta, one, "restore")
    act(office, marta, one, "restore", status=409)
    assert titles(office, luis) == [one["title"]]
    assert len(office.envelopes(ActivityDiscarded)) == len(office.envelopes(ActivityRestored)) == 1


def test_the_same_task_for_several_contacts_is_one_each(office: Office):
    """N-07: and those that are out of reach are counted, not named."""
    marta = office.member("Marta")
    mine = [office.create(marta, first_name=name) for name in ("Ana", "Eva")]
    hidden = office.create(office.member("Otra"))
    body = {
        "action": "create",
        "contact_ids": [each["id"] for each in (*mine, hidden, mine[0])],
        "params": {"kind": "call", "title": "Ofrecer el plan", "due_at": at(SOON)},
    }
    answer = office.send(marta, "POST", "/activities/bulk", body)
    assert answer.json == {"created": 2, "unknown_contact": 1}
    items = office.get(marta, "/activities").json["items"]
    assert {item["related"]["id"] for item in items} == {each["id"] for each in mine}
    assert all(item["participant_ids"] == [item["related"]["id"]] for item in items)


# Who sees what


def test_an_activity_is_seen_by_its_people_and_by_who_sees_its_contact(office: Office):
    """N-17, X-8: who made it, who does it, who takes part, also as a group, and the contact's."""
    names = ("Dueña", "Responsable", "Invitado", "Del grupo", "Otro")
    owner, assignee, guest, member, other = (office.member(name) for name in names)
    group = office.group(member)
    member = office.member("Del grupo", group_ids=(group,))
    boss_role = office.role("jefa")
    agent = office.member("Agente", role_id=office.role("agente", boss_role))
    boss = office.member("Jefa", role_id=boss_role)
    contact = office.create(agent)
    office.send(
        agent, "POST", f"/contacts/{contact['id']}/share", {"user_ids": [str(owner.user_id)]}
    )
    one = plan(
        office,
        owner,
        assignee_id=str(assignee.user_id),
        participant_ids=[str(guest.user_id), str(group)],
        **about(contact),
    )
    path = f"/activities/{one['id']}"
    for actor in (owner, assignee, guest, member, agent, boss, office.admin):
        assert office.get(actor, path).status_code == 200, actor.name
        assert titles(office, actor) == [one["title"]], actor.name
    assert office.get(other, path).status_code == 404
    assert titles(office, other) == []
    assert office.get(assignee, path).json["related"]["name"] is None
    assert office.get(boss, path).json["related"]["name"] == "Ana Ruiz"
    mine = f"people_ids.in={guest.user_id},{group}"
    assert titles(office, office.admin, mine) == [one["title"]]
    assert titles(office, office.admin, f"people_ids={owner.user_id}") == []


def test_activities_follow_the_access_of_their_contact(office: Office):
    """X-8: shared, made public, taken away again."""
    agent, other, late = (office.member(name) for name in ("Agente", "Otro", "Tarde"))
    contact = office.create(agent)
    one = plan(office, agent, **about(contact))
    path = f"/contacts/{contact['id']}"
    office.send(agent, "POST", f"{path}/share", {"user_ids": [str(other.user_id)], "level": "read"})
    assert titles(office, other) == [one["title"]]
    change(office, other, one, status=403, title="x")
    office.send(agent, "POST", f"{path}/share", {"user_ids": []})
    assert titles(office, other) == []
    fresh = office.get(agent, path).json
    fresh = office.edit(agent, fresh, visibility="write").json
    assert titles(office, late) == [one["title"]]
    one = change(office, late, one, title="Cambiada")
    office.edit(agent, fresh, visibility="private", manager_ids=[str(other.user_id)])
    assert titles(office, late) == []
    assert titles(office, other) == ["Cambiada"]


def test_activities_of_an_opportunity_follow_its_access(office: Office):
    """N-06, X-8: linked to it and its contact; private when it is, in lists and on timelines."""
    owner, other = office.member("Dueña"), office.member("Otro")
    contact, deal = office.create(other, visibility="write"), new_id()
    mine = {"owner_id": owner.user_id, "shared_user_ids": [], "shared_group_ids": []}
    office.state(fact(sales.OpportunityCreated, contact, visibility="write", **mine), deal)
    one = plan(office, other, **about(deal, "opportunity"))
    assert one["related"]["name"] == "Internet dedicado 300 Mbps"
    assert titles(office, owner, f"related_id={deal}") == [one["title"]]
    assert titles(office, owner, f"contact_id={contact['id']}") == [one["title"]]
    third = office.member("Tercero")
    done = plan(office, owner, title="Hecha", **about(deal, "opportunity"))
    act(office, owner, done, "complete", {"outcome": "Precio especial"})

    def told(actor: Actor) -> list[str]:
        entries = office.timeline(actor, contact["id"])
        return [entry["kind"] for entry in entries if entry["kind"] == "activity"]

    assert titles(office, third) == [one["title"], "Hecha"]
    assert told(third) == ["activity"]
    office.state(fact(sales.OpportunityChanged, contact, visibility="private", **mine), deal)
    assert titles(office, third) == []
    assert told(third) == []
    assert titles(office, other) == [one["title"]]
    assert office.get(other, f"/activities/{one['id']}").json["related"]["name"] is None
    assert told(owner) == ["activity"]
    plan(office, third, status=422, **about(deal, "opportunity"))


def test_what_follows_a_task_may_be_a_call_with_the_records_contact(office: Office):
    """N-06, N-10, N-19: a task has no participants; the call after it takes the contact."""
    contact, deal = office.create(office.admin), new_id()
    office.state(fact(sales.OpportunityCreated, contact), deal)
    for record in (about(contact), about(deal, "opportunity")):
        one = plan(office, office.admin, **record)
        after = {"kind": "call", "title": "Llamar", "due_at": at(SOON)}
        done = act(office, office.admin, one, "complete", {"next": after})
        following = office.get(office.admin, f"/activities/{done['next_id']}").json
        assert following["participant_ids"] == [contact["id"]]


def test_a_case_lends_its_access_too(office: Office):
    """N-06: who answers it and whom it is restricted to."""
    answers, shared, other = (office.member(name) for name in ("Atiende", "Con acceso", "Otro"))
    contact, case = office.create(office.admin), new_id()
    office.state(
        fact(
            cases.CaseOpened,
            contact,
            visibility="private",
            assignee_id=answers.user_id,
            shared_user_ids=[shared.user_id],
            shared_group_ids=[],
        ),
        case,
    )
    one = plan(office, answers, **about(case, "case"))
    for actor, seen in ((answers, True), (shared, True), (other, False)):
        assert (titles(office, actor) == [one["title"]]) is seen
    assert change(office, shared, one, title="Otra")["title"] == "Otra"


def test_who_takes_part_is_read_of_on_other_timelines_by_its_people_only(office: Office):
    """X-8: a guest's timeline does not tell everybody what was done about somebody else."""
    marta, luis = office.member("Marta"), office.member("Luis")
    contact = office.create(marta)
    guest = office.create(office.admin, visibility="write")
    one = plan(office, marta, participant_ids=[guest["id"]], **about(contact))
    act(office, marta, one, "complete", {"outcome": "Secreto"})
    kinds = {
        actor.name: [each["kind"] for each in office.timeline(actor, guest["id"])]
        for actor in (marta, luis)
    }
    assert "activity" in kinds["Marta"]
    assert "activity" not in kinds["Luis"]


def test_the_profile_says_what_may_be_done(office: Office):
    """G-07: contacts' permissions are the activities'."""
    one = plan(office, office.admin)
    none = office.member("Nada", permissions=frozenset())
    reads = office.member("Lee", permissions=frozenset({"contacts.view"}))
    assert office.get(none, "/activities").status_code == 403
    for method, path, body in (
        ("POST", "/activities", {"kind": "task", "title": "x"}),
        ("PATCH", f"/activities/{one['id']}", {"title": "x"}),
        ("DELETE", f"/activities/{one['id']}", None),
        ("POST", f"/activities/{one['id']}/complete", {}),
        ("PATCH", "/activities/settings", {"yellow_hours": 4}),
    ):
        assert office.send(reads, method, path, body, version=1).status_code == 403, path


# The traffic light


def moved(office: Office, one: Any, moment: datetime) -> None:
    """Let an activity's time be another one, without its facts."""
    with office.running.database.transaction(office.organization_id) as session:
        session.execute(update(Activity).where(Activity.id == UUID(one["id"])).values(at=moment))


@pytest.mark.parametrize(
    ("ahead", "flag"),
    [
        (timedelta(0), "red"),
        (-timedelta(days=9), "red"),
        (timedelta(hours=23), "yellow"),
        (timedelta(hours=25), "green"),
    ],
)
def test_the_flag_says_how_near_the_time_is(office: Office, ahead: timedelta, flag: str):
    """N-15, O-8: red from its time on, yellow within 24 hours, green before."""
    contact = office.create(office.admin)
    one = plan(office, office.admin, **about(contact))
    moved(office, one, now() + ahead)
    assert office.get(office.admin, f"/activities/{one['id']}").json["flag"] == flag
    assert office.get(office.admin, f"/contacts/{contact['id']}").json["flag"] == flag
    assert titles(office, office.admin, f"flag={flag}") == [one["title"]]
    assert office.names(office.admin, f"/contacts?flag={flag}") == ["Ana Ruiz"]


def test_a_contact_shows_its_worst_open_activity_and_none_without(office: Office):
    """O-7, O-8: closed, deleted and undated ones and notes raise no flag."""
    contact = office.create(office.admin)
    path = f"/contacts/{contact['id']}"
    green, red, closed, gone, undated = (
        plan(office, office.admin, title=title, **about(contact))
        for title in ("verde", "rojo", "cerrada", "eliminada", "sin fecha")
    )
    moved(office, red, now() - timedelta(hours=1))
    for one in (closed, gone):
        moved(office, one, now() - timedelta(days=1))
    change(office, office.admin, undated, due_at=None)
    act(office, office.admin, closed, "complete", {})
    office.send(office.admin, "DELETE", f"/activities/{gone['id']}", version=1)
    office.send(office.admin, "POST", f"{path}/notes", {"text": "Nota"})
    assert office.get(office.admin, path).json["flag"] == "red"
    act(office, office.admin, red, "complete", {})
    assert office.get(office.admin, path).json["flag"] == "green"
    act(office, office.admin, green, "complete", {})
    assert office.get(office.admin, path).json["flag"] is None
    assert office.get(office.admin, f"/activities/{undated['id']}").json["flag"] is None


def test_an_organization_chooses_when_activities_turn_yellow(office: Office):
    """O-8: N hours, 24 unless chosen."""
    one = plan(office, office.admin)
    moved(office, one, now() + timedelta(hours=30))
    settings = "/activities/settings"
    assert office.get(office.admin, settings).json == {"yellow_hours": 24}
    for hours in (0, 721):
        answer = office.send(office.admin, "PATCH", settings, {"yellow_hours": hours})
        assert answer.status_code == 422
    office.send(office.admin, "PATCH", settings, {"yellow_hours": 48})
    assert office.get(office.admin, settings).json == {"yellow_hours": 48}
    assert office.get(office.admin, f"/activities/{one['id']}").json["flag"] == "yellow"


def test_activities_are_said_again_as_they_are(office: Office):
    """Architecture 4: after a restore readers hear of each, closed ones too."""
    one = plan(office, office.admin)
    done = plan(office, office.admin, title="Hecha")
    act(office, office.admin, done, "complete", {"outcome": "Bien"})
    restate(office)
    again = {each["subject"]: each for each in office.stated(ActivityRestated)}
    assert again[f"activity/{one['id']}"]["state"] == "open"
    assert again[f"activity/{done['id']}"]["outcome"] == "Bien"


def test_a_change_that_changes_nothing_says_nothing(office: Office):
    """And an old version is refused (412)."""
    one = plan(office, office.admin)
    same = change(office, office.admin, one, title=one["title"], priority="medium")
    assert same["version"] == one["version"]
    assert office.envelopes(ActivityChanged) == []
    change(office, office.admin, one, title="Nueva")
    change(office, office.admin, one, status=412, title="Vieja")
