"""A contact's history: what is written there by itself and by hand (C-21, C-41)."""

from chassis.ids import new_id
from services.contacts.tests.office import Office, ended


def test_every_act_on_a_contact_stands_on_its_timeline(office: Office):
    """C-21, C-41: who, what, when; the newest first; words come from the screen."""
    marta, luis = office.member("Marta"), office.member("Luis")
    made = office.create(marta)
    path = f"/contacts/{made['id']}"
    made = office.edit(marta, made, area="Compras", tags=["vip"]).json
    managers = [str(marta.user_id), str(luis.user_id)]
    made = office.edit(marta, made, manager_ids=managers).json
    made = office.send(marta, "POST", f"{path}/share", {"user_ids": [str(luis.user_id)]}).json
    office.discard(marta, made)
    office.send(office.admin, "POST", f"{path}/restore")
    entries = office.timeline(marta, made["id"])
    assert [(each["kind"], each["actor"]) for each in entries] == [
        ("restored", "Ada"),
        ("discarded", "Marta"),
        ("shared", "Marta"),
        ("assigned", "Marta"),
        ("edited", "Marta"),
        ("created", "Marta"),
    ]
    assert {each["title"] for each in entries} == {
        f"timeline.contact.{each['kind']}" for each in entries
    }
    assert entries[4]["params"] == {"members": ["tags", "area"]}
    assert entries[3]["params"] == {"manager_ids": managers}
    assert entries[5]["params"] == {"origin": "manual"}
    assert all(each["record"] == {"type": "contact", "id": made["id"]} for each in entries)
    assert all(each["actor_id"] for each in entries)


def test_a_note_is_kept_as_plain_text(office: Office):
    """C-41: markup is not interpreted, control characters go; the contact does not change."""
    marta = office.member("Marta")
    made = office.create(marta)
    path = f"/contacts/{made['id']}"
    answer = office.send(marta, "POST", f"{path}/notes", {"text": "<b>hola</b>\r\n\u202efin\x07"})
    assert answer.status_code == 201
    assert answer.json["params"] == {"text": "<b>hola</b>\nfin"}
    assert answer.json["kind"] == "note"
    assert office.timeline(marta, made["id"])[0] == answer.json
    assert office.get(marta, path).json == made


def test_a_note_without_text_or_right_is_refused(office: Office):
    """C-10, C-41: who may only read the contact writes no note on it."""
    owner, reader = office.member("Dueña"), office.member("Lector")
    made = office.create(owner, visibility="read")
    path = f"/contacts/{made['id']}/notes"
    for text in ("\u202e\u202c", "   "):
        assert office.send(owner, "POST", path, {"text": text}).status_code == 422
    assert office.send(reader, "POST", path, {"text": "x"}).status_code == 403
    office.discard(owner, made)
    assert office.send(office.admin, "POST", path, {"text": "x"}).status_code == 409


def test_the_timeline_comes_in_pages_without_gap_or_repetition(office: Office):
    """C-21."""
    made = office.create(office.admin)
    for number in range(7):
        office.send(office.admin, "POST", f"/contacts/{made['id']}/notes", {"text": str(number)})
    seen, cursor = [], ""
    while cursor is not None:
        page = office.get(
            office.admin, f"/contacts/{made['id']}/timeline?limit=3{cursor and '&cursor=' + cursor}"
        ).json
        seen += [each["params"].get("text") for each in page["items"]]
        cursor = page["next_cursor"]
    assert seen == ["6", "5", "4", "3", "2", "1", "0", None]


def test_the_timeline_can_be_narrowed_to_a_kind_but_never_to_another_contact(office: Office):
    """C-21, X-8: what the route fixes, no parameter lifts."""
    marta, luis = office.member("Marta"), office.member("Luis")
    made, other = office.create(marta), office.create(luis)
    office.state(ended("+573001234567", contact_id=made["id"]), new_id())
    path = f"/contacts/{made['id']}/timeline"
    assert [each["kind"] for each in office.get(marta, f"{path}?kind=call").json["items"]] == [
        "call"
    ]
    foreign = f"{path}?contact_id={other['id']}"
    assert office.get(marta, foreign).status_code == 422
    assert office.get(office.admin, foreign).json["items"] == []
    assert office.get(marta, f"{path}?readers={luis.user_id}").status_code == 422
