"""One act on many contacts (C-43, G-10, G-11; beyond 5)."""

from typing import Any

import pytest
from sqlalchemy import func, select

from chassis import budgets
from chassis.audit.tables import AuditEntry
from chassis.ids import new_id
from chassis.records import RecordAccess
from chassis.records.bulk.tables import BulkRecord, BulkRun
from chassis.records.bulk.work import clear_old, wake_due
from contracts.contacts import ContactChanged, ContactDiscarded, ContactRestored
from services.contacts.tests.bulking import ENTITY, Bulker, people
from services.contacts.tests.office import EVERYTHING, Office


@pytest.fixture
def bulker(office: Office) -> Bulker:
    return Bulker(office)


def counts(run: dict[str, Any]) -> tuple[int, int, int, dict[str, int]]:
    found = run["counts"]
    return found["total"], found["done"], found["unchanged"], found["refused"]


def test_ticked_contacts_are_assigned_as_a_single_edit_does_it(office: Office, bulker: Bulker):
    """C-43, G-10: responsible, rights, history and facts of each; what was so is unchanged."""
    marta = office.member("Marta", scope="own")
    mine = [office.create(office.admin, last_name=str(place)) for place in range(3)]
    already = office.create(
        office.admin, manager_ids=[str(marta.user_id)], owner_id=str(marta.user_id)
    )
    other = office.create(office.admin, last_name="Otro")
    ids = [each["id"] for each in (*mine, already)]
    given = {"manager_ids": [str(marta.user_id)], "owner_id": str(marta.user_id)}
    run = bulker.run("assign", ids=ids, params=given)
    assert run["state"] == "done"
    assert counts(run) == (4, 3, 1, {})
    for each in mine:
        now = office.get(marta, f"/contacts/{each['id']}").json
        assert (now["manager_ids"], now["owner_id"]) == ([str(marta.user_id)], str(marta.user_id))
        assert now["version"] == each["version"] + 1
        newest = office.timeline(office.admin, each["id"])[0]
        assert newest["title"] == "timeline.contact.assigned"
        assert newest["actor"] == "Ada"
    facts = {fact["subject"]: fact for fact in office.stated(ContactChanged)}
    assert set(facts) == {f"contact/{each['id']}" for each in mine}
    fact = facts[f"contact/{mine[0]['id']}"]
    assert (fact["owner_id"], fact["name"]) == (str(marta.user_id), mine[0]["name"])
    assert fact["added_manager_ids"] == [str(marta.user_id)]
    assert office.get(marta, f"/contacts/{other['id']}").status_code == 404
    envelope = office.envelopes(ContactChanged)[0]
    assert envelope["actor"] == str(office.admin.user_id)


def test_a_bulk_assignment_states_what_the_single_one_states(office: Office, bulker: Bulker):
    """C-43: readers of the fact cannot tell which way it went; nor does the record."""
    marta = office.member("Marta")
    members: dict[str, Any] = {
        "phones": [{"number": "+573001234567", "label": "mobile", "primary": True}],
        "emails": [{"address": "a@example.com", "label": "work", "primary": True}],
        "credit_days": 30,
    }
    one, two = (office.create(office.admin, **members) for _ in range(2))
    given = {"manager_ids": [str(marta.user_id)]}
    assert office.edit(office.admin, one, **given).status_code == 200
    bulker.run("assign", ids=[two["id"]], params=given)
    single, bulk = office.stated(ContactChanged)
    assert {**single, "subject": ""} == {**bulk, "subject": ""}
    shown = [office.get(office.admin, f"/contacts/{each['id']}").json for each in (one, two)]
    for each in shown:
        for name in ("id", "created_at", "updated_at"):
            each.pop(name)
    assert shown[0] == shown[1]
    statement = select(RecordAccess.principal_id, RecordAccess.reason, RecordAccess.level).order_by(
        RecordAccess.principal_id, RecordAccess.reason
    )
    with office.running.database.reading(office.organization_id) as session:
        grants = [
            session.chassis_execute(statement.where(RecordAccess.record_id == each["id"])).all()
            for each in (one, two)
        ]
    assert grants[0] == grants[1]


def test_activities_and_who_waits_follow_an_assignment(office: Office, bulker: Bulker):
    """X-8: what hangs on a contact is seen by whom it is given to, and by those before no more."""
    marta, luis = (office.member(name, scope="own") for name in ("Marta", "Luis"))
    made = office.create(office.admin, manager_ids=[str(luis.user_id)])
    related = {"type": "contact", "id": made["id"]}
    planned = office.send(
        office.admin,
        "POST",
        "/activities",
        {"kind": "task", "title": "Llamar", "related": related},
    ).json
    path = f"/activities/{planned['id']}"
    assert office.get(luis, path).status_code == 200
    run = bulker.run("assign", ids=[made["id"]], params={"manager_ids": [str(marta.user_id)]})
    assert counts(run) == (1, 1, 0, {})
    assert office.get(marta, path).status_code == 200
    assert office.get(luis, path).status_code == 404


def test_all_that_match_are_those_of_the_start(
    office: Office, bulker: Bulker, monkeypatch: pytest.MonkeyPatch
):
    """C-43: not those that come to match while it runs; those that cease to match all the same."""
    monkeypatch.setattr(budgets, "BULK_CHUNK", 2)
    marta = office.member("Marta")
    for place in range(5):
        office.create(office.admin, last_name=f"Ruiz {place}", **{"class": "client"})
    office.create(office.admin, last_name="Otro")
    given = {"manager_ids": [str(marta.user_id)]}
    question = {"class": "client", "q": "ruiz", "manager_ids": str(office.admin.user_id)}
    asked = bulker.ask("assign", filter=question, params=given)
    assert asked.status_code == 202
    assert counts(asked.json) == (5, 0, 0, {})
    late = office.create(office.admin, last_name="Ruiz tarde", **{"class": "client"})
    office.running.run_woken_jobs()
    assert counts(bulker.read(asked.json["id"])) == (5, 5, 0, {})
    listed = office.get(office.admin, f"/contacts?manager_ids={marta.user_id}").json["items"]
    assert len(listed) == 5
    assert late["id"] not in {each["id"] for each in listed}


def test_a_question_with_many_answers_is_settled_by_the_job(
    office: Office, bulker: Bulker, monkeypatch: pytest.MonkeyPatch
):
    """Beyond 5: nobody waits while a hundred thousand ids are written down."""
    monkeypatch.setattr(budgets, "EXACT_COUNT_MAX", 3)
    people(office, 8)
    marta = office.member("Marta")
    asked = bulker.ask("assign", filter={}, params={"owner_id": str(marta.user_id)})
    assert asked.json["total_is_estimate"]
    office.running.run_woken_jobs()
    run = bulker.read(asked.json["id"])
    assert counts(run) == (8, 8, 0, {})
    assert not run["total_is_estimate"]


def test_nobody_changes_more_than_they_may(office: Office):
    """X-8: read-only, unseen and absent ones are refused by code, and say no name."""
    sub = office.member("Sub", scope="all")
    bulker = Bulker(office, sub)
    mine = office.create(sub)
    read = office.create(office.admin, last_name="Lee", visibility="read")
    private = office.create(office.admin, last_name="Secreto", visibility="private")
    ids = [mine["id"], read["id"], private["id"], str(new_id())]
    run = bulker.run("assign", ids=ids, params={"owner_id": None})
    assert counts(run) == (4, 1, 0, {"read_only_record": 1, "not_found": 2})
    assert bulker.refused(run) == {
        read["id"]: "read_only_record",
        private["id"]: "not_found",
        ids[3]: "not_found",
    }
    items = bulker.get(run["id"], "/refused").json["items"]
    assert {item["name"] for item in items} == {"Ana Lee", None}
    assert all(item["message"] for item in items)
    assert office.get(office.admin, f"/contacts/{private['id']}").json["version"] == 1
    page = bulker.get(run["id"], "/refused", "&limit=2").json
    rest = bulker.get(run["id"], "/refused", f"&limit=2&cursor={page['next_cursor']}").json
    assert (len(page["items"]), len(rest["items"]), rest["next_cursor"]) == (2, 1, None)
    file = bulker.get(run["id"], "/refused.csv")
    lines = file.data.decode("utf-8-sig").splitlines()
    assert lines[0] == "Nombre;Motivo;Id"
    assert len(lines) == 4
    assert office.get(office.admin, f"/bulk-runs/{run['id']}?{ENTITY}").status_code == 404


def test_rights_are_those_of_each_chunk(office: Office):
    """X-8: who loses a record while a run is at work changes it no more."""
    sub = office.member("Sub", scope="own")
    ids = people(office, 4, owner_id=sub.user_id)
    bulker = Bulker(office, sub)
    asked = bulker.ask("assign", ids=[str(id) for id in ids], params={"owner_id": None})
    office.running.effects.clear()
    Bulker(office).run("assign", ids=[str(ids[3])], params={"owner_id": None})
    wake_due(office.running.service)
    office.running.run_woken_jobs()
    run = bulker.read(asked.json["id"])
    assert counts(run) == (4, 3, 0, {"not_found": 1})


def test_whom_one_may_give_contacts_to_depends_on_the_hierarchy(office: Office):
    """G-10, X-9: oneself and who stands below; an administrator gives to anybody."""
    top = office.role("Supervisión")
    below = office.role("Ventas", parent_id=top)
    boss = office.member("Berta", role_id=top)
    agent = office.member("Ana", role_id=below)
    peer = office.member("Pedro", role_id=top)
    made = office.create(boss)

    def assignees(actor: Any) -> list[str]:
        found = office.get(actor, f"/bulk-runs/assignees?{ENTITY}").json
        return [item["name"] for item in found["items"]]

    assert assignees(boss) == ["Ana", "Berta"]
    assert assignees(agent) == ["Ana"]
    assert assignees(office.admin) == ["Ada", "Ana", "Berta", "Pedro"]
    bulker = Bulker(office, boss)
    params = {"manager_ids": [str(peer.user_id)]}
    refused = bulker.ask("assign", ids=[made["id"]], params=params)
    assert refused.status_code == 422
    assert [(one["field"], one["code"]) for one in refused.json["errors"]] == [
        ("params.manager_ids", "not_below_you")
    ]
    params = {"manager_ids": [str(agent.user_id)]}
    assert counts(bulker.run("assign", ids=[made["id"]], params=params)) == (1, 1, 0, {})


def test_contacts_are_discarded_and_brought_back(office: Office, bulker: Bulker):
    """G-11, C-18: as single acts do it, with the reason where one does not."""
    made = [office.create(office.admin, last_name=str(place)) for place in range(3)]
    office.discard(office.admin, made[0])
    run = bulker.run("discard", ids=[each["id"] for each in made])
    assert counts(run) == (3, 2, 0, {"contact_discarded": 1})
    assert len(office.stated(ContactDiscarded)) == 3
    assert office.names(office.admin, "/contacts") == []
    back = bulker.run("restore", filter={"state": "discarded"})
    assert counts(back) == (3, 3, 0, {})
    assert len(office.stated(ContactRestored)) == 3
    assert len(office.names(office.admin, "/contacts")) == 3
    again = bulker.run("restore", ids=[made[0]["id"]])
    assert counts(again) == (1, 0, 0, {"contact_not_discarded": 1})


def test_of_two_discarded_with_one_tax_id_one_comes_back(office: Office, bulker: Bulker):
    """C-24: a chunk of its own holds the rule."""
    ids = []
    for _ in range(2):
        one = office.create(office.admin, tax_id="900123456", tax_country="CO")
        assert office.discard(office.admin, one).status_code == 204
        ids.append(one["id"])
    run = bulker.run("restore", ids=ids)
    assert counts(run) == (2, 1, 0, {"tax_id_taken": 1})


def test_tags_are_put_on_and_taken_off(office: Office, bulker: Bulker):
    """C-43, C-06: whatever their case; filed once, and what was so is unchanged."""
    one = office.create(office.admin, tags=["Feria", "Viejo"])
    two = office.create(office.admin, tags=["feria"])
    three = office.create(office.admin)
    ids = [each["id"] for each in (one, two, three)]
    run = bulker.run("tag", ids=ids, params={"add": ["FERIA"], "remove": ["viejo"]})
    assert counts(run) == (3, 2, 1, {})
    found = [office.get(office.admin, f"/contacts/{id}").json["tags"] for id in ids]
    assert found == [["Feria"], ["Feria"], ["Feria"]]
    listed = office.get(office.admin, "/tags?entity=contacts").json["items"]
    assert [tag["name"] for tag in listed] == ["Feria", "Viejo"]
    nothing = bulker.ask("tag", ids=ids, params={})
    assert nothing.json["errors"][0]["code"] == "no_tag_chosen"


def test_one_field_is_set_on_many(office: Office, bulker: Bulker):
    """C-43: a built-in one and one of the organization's own, by the rules of a single edit."""
    field = office.send(
        office.admin, "POST", "/custom-fields?entity=contact", {"title": "Zona", "type": "text"}
    ).json
    person = office.create(office.admin)
    company = office.create(office.admin, kind="company")
    ids = [person["id"], company["id"]]
    assert counts(bulker.run("edit", ids=ids, params={"class": "client"})) == (2, 2, 0, {})
    shown = [office.get(office.admin, f"/contacts/{id}").json for id in ids]
    assert [each["class"] for each in shown] == ["client", "client"]
    assert {each["client_number"] for each in shown} == {1, 2}
    run = bulker.run("edit", ids=ids, params={"custom": {field["key"]: "Norte"}})
    assert counts(run) == (2, 2, 0, {})
    again = bulker.run("edit", filter={}, params={"custom": {field["key"]: "Norte"}})
    assert counts(again) == (2, 0, 2, {})
    refused = bulker.run("edit", ids=ids, params={"position": "Gerente"})
    assert refused["counts"]["done"] == 1
    assert list(bulker.refused(refused)) == [company["id"]]


@pytest.mark.parametrize(
    ("params", "field", "code"),
    [
        ({}, "params", "one_field_only"),
        ({"class": "client", "priority": "high"}, "params", "one_field_only"),
        ({"tax_id": "1"}, "params", "one_field_only"),
        ({"custom": {"a": 1, "b": 2}}, "params", "one_field_only"),
        ({"type_id": str(new_id())}, "params.type_id", "unknown_entry"),
        ({"role_ids": [str(new_id())]}, "params.role_ids", "unknown_entry"),
        ({"custom": {"nada": 1}}, "params.custom.nada", "unknown_custom_field"),
    ],
)
def test_a_field_that_cannot_be_set_is_refused_at_once(
    office: Office, bulker: Bulker, params: dict[str, Any], field: str, code: str
):
    """C-43: not a thousand times over."""
    answer = bulker.ask("edit", filter={}, params=params)
    assert [(one["field"], one["code"]) for one in answer.json["errors"]] == [(field, code)]


def test_an_activity_is_planned_for_each(office: Office, bulker: Bulker):
    """N-16: one for each contact, whose flag then shows; a wrong one is refused at once."""
    ids = [office.create(office.admin, last_name=str(place))["id"] for place in range(3)]
    given = {"kind": "call", "title": "Llamar", "due_at": "2031-05-01T12:00:00Z"}
    run = bulker.run("plan", ids=ids, params=given)
    assert counts(run) == (3, 3, 0, {})
    listed = office.get(office.admin, "/activities").json["items"]
    assert {each["related"]["id"] for each in listed} == set(ids)
    flags = {office.get(office.admin, f"/contacts/{id}").json["flag"] for id in ids}
    assert flags == {"green"}
    wrong = bulker.ask("plan", filter={}, params={"kind": "meeting", "title": "Sin hora"})
    assert [one["field"] for one in wrong.json["errors"]] == [
        "params.starts_at",
        "params.ends_at",
    ]


def test_a_note_is_written_on_each(office: Office, bulker: Bulker):
    """N-16: on the timelines of those that one may edit."""
    made = office.create(office.admin)
    run = bulker.run("note", ids=[made["id"]], params={"text": "Visto en la feria"})
    assert counts(run) == (1, 1, 0, {})
    newest = office.timeline(office.admin, made["id"])[0]
    assert (newest["title"], newest["params"]["text"]) == ("timeline.note", "Visto en la feria")


def test_each_is_copied_but_for_what_stands_once(office: Office):
    """G-17: the copy is its maker's; tax ids and unique values stay where they are."""
    marta = office.member("Marta")
    field = office.send(
        office.admin,
        "POST",
        "/custom-fields?entity=contact",
        {"title": "Código", "type": "text", "unique": True},
    ).json
    company = office.create(office.admin, kind="company", name="Acme", visibility="read")
    made = office.create(
        office.admin,
        company_id=company["id"],
        tax_id="900123456",
        tax_country="CO",
        tags=["Feria"],
        visibility="read",
        phones=[{"number": "+573001234567", "label": "work"}],
        custom={field["key"]: "A1"},
        **{"class": "client"},
    )
    bulker = Bulker(office, marta)
    run = bulker.run("copy", ids=[made["id"], company["id"]], params={})
    assert counts(run) == (2, 2, 0, {})
    found = office.get(marta, f"/contacts?owner_id={marta.user_id}&sort=name").json["items"]
    acme, ana = found
    assert (acme["name"], ana["name"], ana["company_id"]) == ("Acme", "Ana Ruiz", company["id"])
    assert (ana["tax_id"], ana["tags"], ana["class"]) == (None, ["Feria"], "client")
    assert ana["client_number"] == made["client_number"] + 1
    assert [phone["number"] for phone in ana["phones"]] == ["+573001234567"]
    assert ana["custom"].get(field["key"]) is None


@pytest.mark.parametrize(
    ("action", "permission"),
    [
        ("assign", "contacts.bulk_edit"),
        ("tag", "contacts.bulk_edit"),
        ("edit", "contacts.bulk_edit"),
        ("note", "contacts.bulk_edit"),
        ("copy", "contacts.bulk_duplicate"),
        ("discard", "contacts.bulk_delete"),
        ("restore", "contacts.bulk_delete"),
    ],
)
def test_each_action_needs_its_permission(office: Office, action: str, permission: str):
    """G-07."""
    actor = office.member("Sin", permissions=EVERYTHING - {permission})
    needed: dict[str, dict[str, Any]] = {
        "tag": {"add": ["x"]},
        "edit": {"class": "client"},
        "note": {"text": "x"},
    }
    params = needed.get(action, {})
    answer = Bulker(office, actor).ask(action, ids=[str(new_id())], params=params)
    assert (answer.status_code, answer.json["code"]) == (403, "missing_permission")


@pytest.mark.parametrize(
    ("members", "wrong"),
    [
        ({}, ("ids", "ids_or_filter")),
        ({"ids": [str(new_id())], "filter": {}}, ("ids", "ids_or_filter")),
        ({"ids": []}, ("ids", "too_short")),
        ({"filter": {"color": "x"}}, ("filter.color", "unknown_filter")),
        ({"filter": {"limit": "3"}}, ("filter.limit", "unknown_filter")),
        ({"filter": {}, "params": {"color": 1}}, ("params.color", "unknown_member")),
        ({"filter": {}, "action": "paint"}, ("action", "invalid_choice")),
    ],
)
def test_what_is_wrong_is_named_before_anything_is_written(
    office: Office, bulker: Bulker, members: dict[str, Any], wrong: tuple[str, str]
):
    """C-43."""
    answer = bulker.ask(**{"action": "discard"} | members)
    assert answer.status_code == 422, answer.text
    assert wrong in [(one["field"], one["code"]) for one in answer.json["errors"]]
    assert office.get(office.admin, f"/bulk-runs?{ENTITY}").json["items"] == []


def test_an_assignment_to_nobody_says_so(office: Office, bulker: Bulker):
    """G-10."""
    answer = bulker.ask("assign", filter={}, params={})
    assert answer.json["errors"][0]["field"] == "params.manager_ids"


def test_a_run_that_is_stopped_leaves_the_rest_as_it_was(office: Office, bulker: Bulker):
    """C-43: what was done stays and is counted."""
    ids = people(office, 5)
    asked = bulker.ask("discard", ids=[str(id) for id in ids])
    path = f"/bulk-runs/{asked.json['id']}/cancel?{ENTITY}"
    assert office.send(office.admin, "POST", path).json["state"] == "cancelled"
    office.running.run_woken_jobs()
    assert counts(bulker.read(asked.json["id"])) == (5, 0, 0, {})
    assert len(office.names(office.admin, "/contacts")) == 5
    again = office.send(office.admin, "POST", path)
    assert (again.status_code, again.json["code"]) == (409, "bulk_not_running")


def test_a_run_without_a_worker_is_found_and_old_ones_go(office: Office, bulker: Bulker):
    """Reliability: the message is a hint, the row the truth; nothing piles up."""
    [id] = people(office, 1)
    asked = bulker.ask("discard", ids=[str(id), str(new_id())])
    office.running.effects.clear()
    wake_due(office.running.service)
    office.running.run_woken_jobs()
    run = bulker.read(asked.json["id"])
    assert run["state"] == "done"
    database = office.running.database
    with database.transaction(office.organization_id) as session:
        kept = session.scalar(select(func.count()).select_from(BulkRecord))
        assert kept == 1
        session.lock(BulkRun, asked.json["id"]).expires_at = session.lock(
            BulkRun, asked.json["id"]
        ).created_at
    clear_old(office.running.service)
    assert bulker.get(run["id"]).status_code == 404
    with database.transaction(office.organization_id) as session:
        assert session.scalar(select(func.count()).select_from(BulkRecord)) == 0


def test_a_run_tells_its_maker_and_the_audit(office: Office, bulker: Bulker):
    """Beyond 24: who did what with how many stands in the audit."""
    ids = people(office, 2)
    asked = bulker.ask("discard", ids=[str(id) for id in ids])
    statement = select(AuditEntry.action, AuditEntry.record_id).where(
        AuditEntry.organization_id == office.organization_id,
        AuditEntry.record_type == "bulk_run",
    )
    with office.running.database.system() as session:
        found = session.chassis_execute(statement).all()
    assert [tuple(row) for row in found] == [("POST /api/v1/bulk-runs", asked.json["id"])]
