"""Leads: list, create, edit, clone, discard; who sees them."""

from typing import Any

from chassis.ids import new_id
from contracts.contacts import LeadChanged, LeadCreated
from services.contacts.tests.office import Office, at_once


def errors(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422, answer.text
    return {error["field"]: error["code"] for error in answer.json["errors"]}


def edit(office: Office, actor: Any, lead: dict[str, Any], **members: Any) -> Any:
    path = f"/leads/{lead['id']}"
    return office.send(actor, "PATCH", path, members, version=lead["version"])


def test_a_lead_is_created_read_and_stated(office: Office):
    """C-28: a record type of its own; who creates it is owner and manager."""
    marta = office.member()
    lead = office.lead(
        marta,
        company_name="  Ferretería   El Roble ",
        position="Gerente",
        phones=[{"number": "300 123 4567"}],
        emails=[{"address": "carlos@roble.example"}],
        tags=["Feria"],
        tax_id="900.123.456-7",
        description="Pide una demostración",
    )
    assert lead["name"] == "Carlos Peña"
    assert lead["company_name"] == "Ferretería El Roble"
    assert lead["phones"][0]["number"] == "+573001234567"
    assert (lead["tax_country"], lead["origin"]) == ("CO", "manual")
    assert (lead["state"], lead["progress"]) == ("open", "new")
    assert (lead["owner_id"], lead["manager_ids"]) == (str(marta.user_id), [str(marta.user_id)])
    assert lead["person_id"] is lead["company_id"] is lead["opportunity_id"] is None
    answer = office.get(marta, f"/leads/{lead['id']}")
    assert (answer.json, answer.headers["ETag"]) == (lead, '"1"')
    (fact,) = office.stated(LeadCreated)
    assert (fact["name"], fact["subject"]) == ("Carlos Peña", f"lead/{lead['id']}")
    assert office.names(marta, "/tags?entity=contacts") == ["Feria"]


def test_whoever_can_be_named_or_reached_is_a_lead(office: Office):
    """C-28: a company, a number or an address alone is enough; nothing is not."""
    marta = office.member()
    for members, name in (
        ({"company_name": "Acme"}, "Acme"),
        ({"emails": [{"address": "x@y.example"}]}, "x@y.example"),
        ({"phones": [{"number": "3001234567"}]}, "+573001234567"),
    ):
        answer = office.send(marta, "POST", "/leads", members)
        assert (answer.status_code, answer.json["name"]) == (201, name)
    assert errors(office.send(marta, "POST", "/leads", {"position": "Gerente"})) == {
        "last_name": "lead_without_identity"
    }
    wrong = {
        "phones": [{"number": "12"}],
        "emails": [{"address": "nada"}],
        "owner_id": str(new_id()),
        "source_id": str(new_id()),
        "custom": {"nada": 1},
    }
    assert errors(office.send(marta, "POST", "/leads", wrong)) == {
        "phones.0.number": "invalid_phone",
        "emails.0.address": "invalid_email",
        "owner_id": "unknown_user",
        "source_id": "unknown_entry",
        "custom.nada": "unknown_custom_field",
    }
    assert len(office.stated(LeadCreated)) == 3


def test_leads_are_filtered_sorted_and_searched(office: Office):
    """C-28: by name, company, telephone, e-mail, progress and state."""
    marta = office.member()
    office.lead(marta, company_name="Roble", progress="qualified", tags=["feria"])
    office.lead(marta, first_name="Ñusta", last_name="Ríos", phones=[{"number": "3009876543"}])
    office.lead(marta, first_name="Óscar", last_name="Zea", emails=[{"address": "O@zea.example"}])
    by_name = ["Carlos Peña", "Ñusta Ríos", "Óscar Zea"]
    assert office.names(marta, "/leads?sort=name") == by_name
    assert office.names(marta, "/leads") == ["Óscar Zea", "Ñusta Ríos", "Carlos Peña"]
    for asked, name in (
        ("q=roble", "Carlos Peña"),
        ("q=98765", "Ñusta Ríos"),
        ("q=oscar", "Óscar Zea"),
        ("phone=%2B573009876543", "Ñusta Ríos"),
        ("email=o@ZEA.example", "Óscar Zea"),
        ("progress=qualified", "Carlos Peña"),
        ("tags=feria", "Carlos Peña"),
    ):
        assert office.names(marta, f"/leads?{asked}") == [name], asked
    assert office.get(marta, "/leads?count=1").json["total"] == 3
    assert office.get(marta, "/leads?state=converted&count=1").json["total"] == 0
    assert office.get(marta, "/leads?discarded=true").status_code == 422


def test_a_lead_is_edited_on_the_version_that_one_holds(office: Office):
    """C-28: If-Match; a change is told and stated, the same again is neither."""
    marta, pedro = office.member(), office.member("Pedro")
    lead = office.lead(marta)
    assert office.send(marta, "PATCH", f"/leads/{lead['id']}", {}).status_code == 428
    changed = edit(office, marta, lead, progress="contacted", manager_ids=[str(pedro.user_id)])
    assert changed.status_code == 200, changed.text
    assert (changed.json["progress"], changed.json["version"]) == ("contacted", 2)
    assert edit(office, marta, lead, position="x").status_code == 412
    assert edit(office, marta, changed.json, progress="contacted").json["version"] == 2
    (fact,) = office.stated(LeadChanged)
    assert fact["added_manager_ids"] == [str(pedro.user_id)]
    path = f"/leads/{lead['id']}/timeline"
    told = [each["title"] for each in office.get(pedro, path).json["items"]]
    assert told == ["timeline.lead.assigned", "timeline.lead.edited", "timeline.lead.created"]
    assert errors(edit(office, marta, changed.json, first_name=None, last_name=None)) == {
        "last_name": "lead_without_identity"
    }


def test_a_private_lead_is_its_peoples_alone(office: Office):
    """C-28, X-8: the rule of contacts; reading is not editing, and nothing is betrayed."""
    marta, pedro = office.member(), office.member("Pedro", scope="all")
    lead = office.lead(marta, emails=[{"address": "carlos@roble.example"}])
    path = f"/leads/{lead['id']}"
    assert office.names(pedro, "/leads?q=carlos") == []
    for method, where, body in (
        ("GET", path, None),
        ("GET", f"{path}/timeline", None),
        ("GET", f"{path}/matches", None),
        ("POST", f"{path}/clone", {}),
        ("POST", f"{path}/convert", {"person": {}}),
        ("POST", f"{path}/notes", {"text": "x"}),
    ):
        assert office.send(pedro, method, where, body).status_code == 404, where
    open_ = edit(office, marta, lead, visibility="read").json
    assert office.names(pedro, "/leads") == ["Carlos Peña"]
    refused = edit(office, pedro, open_, position="x")
    assert (refused.status_code, refused.json["code"]) == (403, "read_only_record")
    assert office.send(pedro, "POST", f"{path}/convert", {"person": {}}).status_code == 403
    given = edit(office, marta, open_, visibility="private", manager_ids=[], owner_id=None)
    assert given.status_code == 204
    assert office.get(marta, path).status_code == 404
    assert office.get(office.admin, path).status_code == 200


def test_a_lead_is_cloned_with_other_values(office: Office):
    """C-29, G-17: a new one, filled from the lead, with what was changed before saving."""
    add = {"title": "Zona", "type": "text"}
    assert office.send(office.admin, "POST", "/custom-fields?entity=leads", add).status_code == 201
    only = {"title": "Código", "type": "text", "unique": True}
    assert office.send(office.admin, "POST", "/custom-fields?entity=leads", only).status_code == 201
    marta, pedro = office.member(), office.member("Pedro")
    lead = office.lead(
        marta,
        company_name="Roble",
        phones=[{"number": "3001234567", "label": "work"}],
        progress="qualified",
        visibility="write",
        custom={"zona": "Norte", "codigo": "A1"},
    )
    answer = office.send(pedro, "POST", f"/leads/{lead['id']}/clone", {"first_name": "Ana"})
    assert answer.status_code == 201, answer.text
    clone = answer.json
    assert answer.headers["Location"] == f"/api/v1/leads/{clone['id']}"
    assert (clone["name"], clone["company_name"]) == ("Ana Peña", "Roble")
    assert clone["phones"] == lead["phones"]
    assert (clone["progress"], clone["cloned_from_id"]) == ("new", lead["id"])
    assert clone["owner_id"] == str(pedro.user_id)
    assert clone["custom"] == {"zona": "Norte"}
    assert office.get(marta, f"/leads/{lead['id']}").json == lead
    wrong = office.send(pedro, "POST", f"/leads/{lead['id']}/clone", {"emails": [{"address": "x"}]})
    assert errors(wrong) == {"emails.0.address": "invalid_email"}
    assert office.get(office.admin, "/leads?count=1").json["total"] == 2


def test_a_lead_is_discarded_and_restored(office: Office):
    """C-28, O-42: administrators see the discarded ones and bring them back."""
    marta = office.member()
    lead = office.lead(marta)
    path = f"/leads/{lead['id']}"
    assert office.send(marta, "DELETE", path).status_code == 428
    assert office.send(marta, "DELETE", path, version=1).status_code == 204
    assert office.get(marta, path).status_code == 404
    assert office.names(marta, "/leads") == []
    assert office.names(office.admin, "/leads?state=discarded") == ["Carlos Peña"]
    refused = office.send(office.admin, "PATCH", path, {"position": "x"}, version=2)
    assert (refused.status_code, refused.json["code"]) == (409, "lead_discarded")
    assert office.send(office.admin, "POST", f"{path}/convert", {"person": {}}).status_code == 409
    assert office.send(office.admin, "POST", f"{path}/restore").json["state"] == "open"
    again = office.send(office.admin, "POST", f"{path}/restore")
    assert (again.status_code, again.json["code"]) == (409, "lead_not_discarded")
    assert office.names(marta, "/leads") == ["Carlos Peña"]


def test_notes_are_written_on_a_lead(office: Office):
    marta = office.member()
    lead = office.lead(marta)
    path = f"/leads/{lead['id']}"
    note = office.send(marta, "POST", f"{path}/notes", {"text": " Llamar <b>mañana</b> "})
    assert note.status_code == 201, note.text
    first = office.get(marta, f"{path}/timeline").json["items"][0]
    assert (first["kind"], first["params"]["text"]) == ("note", "Llamar <b>mañana</b>")
    assert first["record"] == {"type": "lead", "id": lead["id"]}
    assert errors(office.send(marta, "POST", f"{path}/notes", {"text": "\u202e"})) == {
        "text": "empty_note"
    }
    assert office.get(marta, path).json["version"] == 1


def test_a_catalog_and_a_tag_follow_the_leads_that_use_them(office: Office):
    """C-19, C-42, G-22: deleting asks where leads go; a renamed tag is renamed on them."""
    admin = office.admin
    source = office.get(admin, "/contact-sources").json["items"][0]
    lead = office.lead(admin, source_id=source["id"], tags=["feria"])
    path = f"/contact-sources/{source['id']}"
    assert office.send(admin, "DELETE", path, version=1).json["code"] == "entry_in_use"
    nobody = "00000000-0000-0000-0000-000000000000"
    gone = office.send(admin, "DELETE", f"{path}?move_to={nobody}", version=source["version"])
    assert gone.status_code in (204, 422), gone.text
    (tag,) = office.get(admin, "/tags?entity=contacts").json["items"]
    renamed = office.send(
        admin,
        "PATCH",
        f"/tags/{tag['id']}?entity=contacts",
        {"name": "Feria 2026"},
        version=tag["version"],
    )
    assert renamed.status_code == 200, renamed.text
    assert office.get(admin, f"/leads/{lead['id']}").json["tags"] == ["Feria 2026"]
    where = f"/tags/{tag['id']}?entity=contacts"
    used = office.send(admin, "DELETE", where, version=renamed.json["version"])
    assert used.json["code"] == "entry_in_use"


def test_twenty_edits_at_once_leave_one(office: Office):
    """Two who edit on one version: one is told that it is stale."""
    lead = office.lead(office.admin)
    answers = at_once(
        lambda n: edit(office, office.admin, lead, position=f"P{n}").status_code, times=5
    )
    assert sorted(answers) == [200, 412, 412, 412, 412]
