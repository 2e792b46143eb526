"""Contacts' catalogs and tags: seeded, arranged, renamed, retired; deleting asks where to."""

from typing import Any

import pytest

from services.contacts.tests.office import Office, at_once

SEEDED = {
    "/contact-types": ["Cliente", "Proveedor", "Socio", "Competidor"],
    "/contact-sources": ["Base de datos", "Formulario web", "Referido"],
    "/contact-roles": ["Organización", "Asesor", "Director de proyectos"],
    "/temperatures": ["Frío", "Tibio", "Caliente"],
    "/event-categories": ["Nota", "Email", "Llamada", "Reunión"],
    "/task-categories": [
        *("Llamada", "Negocio", "Demo", "Email", "Fax", "Seguimiento", "Almuerzo", "Reunión"),
        *("Nota", "Envío", "Redes sociales", "Agradecimiento"),
    ],
}
USED = {
    "/contact-types": "type_id",
    "/contact-sources": "source_id",
    "/contact-roles": "role_ids",
    "/temperatures": "temperature_id",
}


def entries(office: Office, path: str) -> list[dict[str, Any]]:
    return office.get(office.admin, path).json["items"]


def codes(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422, answer.text
    return {error["field"]: error["code"] for error in answer.json["errors"]}


def body(path: str, **more: Any) -> dict[str, Any]:
    return ({"colour": "#123ABC"} if path == "/temperatures" else {}) | more


@pytest.mark.parametrize("path", SEEDED)
def test_a_catalog_is_seeded_arranged_renamed_and_retired(office: Office, path: str):
    """C-02, C-19, C-20, C-41, C-42, N-05, G-23: for whoever may configure; all read it."""
    marta = office.member()
    seeded = entries(office, path)
    assert [one["name"] for one in seeded] == SEEDED[path]
    assert [one["position"] for one in seeded] == list(range(1, len(seeded) + 1))
    new = body(path, name="Otra", name_en="Other")
    assert office.send(marta, "POST", path, new).status_code == 403
    made = office.send(office.admin, "POST", path, new)
    assert made.status_code == 201, made.text
    assert (made.json["position"], made.json["active"]) == (len(seeded) + 1, True)
    assert codes(office.send(office.admin, "POST", path, new | {"name": "OTRA"})) == {
        "name": "name_taken"
    }
    order = [made.json["id"], *(one["id"] for one in seeded)]
    assert office.send(office.admin, "POST", f"{path}/order", {"ids": order}).status_code == 204
    assert [one["id"] for one in office.get(marta, path).json["items"]] == order
    assert codes(office.send(office.admin, "POST", f"{path}/order", {"ids": order[1:]})) == {
        "ids": "incomplete_order"
    }
    one = f"{path}/{made.json['id']}"
    change = {"name": "Ya no", "active": False}
    assert office.send(office.admin, "PATCH", one, change).status_code == 428
    assert office.send(office.admin, "PATCH", one, change, version=9).status_code == 412
    version = office.get(marta, one).json["version"]
    retired = office.send(office.admin, "PATCH", one, change, version=version).json
    assert (retired["name"], retired["name_en"], retired["active"]) == ("Ya no", "Other", False)
    assert office.send(office.admin, "POST", path, body(path, name="Ya no")).status_code == 201
    back = office.send(office.admin, "PATCH", one, {"active": True}, version=retired["version"])
    assert codes(back) == {"name": "name_taken"}


def test_temperatures_have_the_colours_of_the_guide_and_take_another(office: Office):
    """C-42: Frío #8a98d8, Tibio #ffd267, Caliente #df7895."""
    cold, *rest = entries(office, "/temperatures")
    assert [one["colour"] for one in (cold, *rest)] == ["#8a98d8", "#ffd267", "#df7895"]
    one = f"/temperatures/{cold['id']}"
    for wrong in ("blue", "#12", None):
        answer = office.send(office.admin, "PATCH", one, {"colour": wrong}, version=1)
        assert "colour" in codes(answer)
    blue = office.send(office.admin, "PATCH", one, {"colour": "#0000FF"}, version=1)
    assert blue.json["colour"] == "#0000ff"


@pytest.mark.parametrize("path", USED)
def test_deleting_an_entry_asks_where_its_contacts_go(office: Office, path: str):
    """C-02, C-19, C-20, C-42: refused with their number; then they move, discarded ones too."""
    member = USED[path]
    first, second, third, *_ = entries(office, path)
    many = member == "role_ids"

    def having(*chosen: dict[str, Any]) -> Any:
        ids = [one["id"] for one in chosen]
        return ids if many else ids[0]

    made = [office.create(office.admin, **{member: having(first)}) for _ in range(3)]
    both = office.create(office.admin, **{member: having(first, second)}) if many else None
    other = office.create(office.admin, **{member: having(second)})
    assert office.discard(office.admin, made[2]).status_code == 204
    one = f"{path}/{first['id']}"
    refused = office.send(office.admin, "DELETE", one, version=1)
    assert (refused.status_code, refused.json["code"]) == (409, "entry_in_use")
    assert str(4 if many else 3) in refused.json["detail"]
    itself = office.send(office.admin, "DELETE", f"{one}?move_to={first['id']}", version=1)
    assert codes(itself) == {"move_to": "same_entry"}
    missing = f"{one}?move_to=018f0000-0000-7000-8000-000000000000"
    assert codes(office.send(office.admin, "DELETE", missing, version=1)) == {
        "move_to": "unknown_entry"
    }
    target = f"{one}?move_to={second['id']}"
    assert office.send(office.admin, "DELETE", target).status_code == 428
    assert office.send(office.admin, "DELETE", target, version=7).status_code == 412
    assert office.send(office.member(), "DELETE", target, version=1).status_code == 403
    assert office.send(office.admin, "DELETE", target, version=1).status_code == 204
    assert office.get(office.admin, one).status_code == 404
    for contact in made:
        now = office.get(office.admin, f"/contacts/{contact['id']}").json
        assert now[member] == having(second)
        assert now["version"] > contact["version"]
    assert office.get(office.admin, f"/contacts/{other['id']}").json == other
    if both is not None:
        now = office.get(office.admin, f"/contacts/{both['id']}").json
        assert now[member] == [second["id"]]
    last = f"{path}/{second['id']}"
    assert office.send(office.admin, "DELETE", f"{last}?move_to=none", version=1).status_code == 204
    assert office.get(office.admin, f"/contacts/{other['id']}").json[member] == (
        [] if many else None
    )
    unused = f"{path}/{third['id']}"
    assert office.send(office.admin, "DELETE", unused, version=1).status_code == 204


@pytest.mark.parametrize("path", USED)
def test_a_contact_takes_only_entries_in_use_and_keeps_what_it_has(office: Office, path: str):
    """C-02, C-19, C-20, C-47: what was retired stays on its contacts and is chosen no more."""
    member = USED[path]
    first, *_ = entries(office, path)
    value = [first["id"]] if member == "role_ids" else first["id"]
    made = office.create(office.admin, **{member: value})
    retired = office.send(
        office.admin, "PATCH", f"{path}/{first['id']}", {"active": False}, version=1
    )
    assert retired.status_code == 200
    kept = office.edit(office.admin, made, **{member: value, "description": "x"})
    assert kept.status_code == 200, kept.text
    other = office.create(office.admin)
    assert codes(office.edit(office.admin, other, **{member: value})) == {member: "unknown_entry"}


def test_nobody_gets_an_entry_while_it_is_deleted(office: Office):
    """Habit 19: no contact is left with what is gone, whoever comes first."""
    first, second, *_ = entries(office, "/contact-roles")
    contacts = [office.create(office.admin) for _ in range(8)]

    def act(number: int) -> int:
        if number == 0:
            path = f"/contact-roles/{first['id']}?move_to={second['id']}"
            return office.send(office.admin, "DELETE", path, version=1).status_code
        edited = office.edit(office.admin, contacts[number - 1], role_ids=[first["id"]])
        return edited.status_code

    statuses = at_once(act, times=9)
    assert statuses[0] == 204
    assert set(statuses[1:]) <= {200, 422}
    for contact in contacts:
        now = office.get(office.admin, f"/contacts/{contact['id']}").json["role_ids"]
        assert first["id"] not in now


def test_events_are_written_by_category_and_follow_it(office: Office):
    """C-41: Nota, Email, Llamada, Reunión; moved with what is deleted; a plain note too."""
    note, email, *_ = entries(office, "/event-categories")
    contact = office.create(office.admin)
    path = f"/contacts/{contact['id']}/notes"
    written = office.send(
        office.admin, "POST", path, {"text": "Envió la orden", "category_id": email["id"]}
    )
    assert (written.status_code, written.json["category_id"]) == (201, email["id"])
    plain = office.send(office.admin, "POST", path, {"text": "Llamar luego"}).json
    assert plain["category_id"] is None
    found = office.get(
        office.admin, f"/contacts/{contact['id']}/timeline?category_id={email['id']}"
    ).json["items"]
    assert [entry["id"] for entry in found] == [written.json["id"]]
    one = f"/event-categories/{email['id']}"
    refused = office.send(office.admin, "DELETE", one, version=1)
    assert refused.json["code"] == "entry_in_use"
    moved = office.send(office.admin, "DELETE", f"{one}?move_to={note['id']}", version=1)
    assert moved.status_code == 204
    assert office.timeline(office.admin, contact["id"])[1]["category_id"] == note["id"]
    gone = office.send(office.admin, "POST", path, {"text": "x", "category_id": email["id"]})
    assert codes(gone) == {"category_id": "unknown_entry"}


def test_a_tag_is_written_inline_and_filed_once_whatever_its_case(office: Office):
    """C-06: picked or new; the organization's spelling holds."""
    marta = office.member()
    office.create(marta, tags=["VIP", "Feria 2026"])
    made = office.create(office.admin, tags=["vip", "nuevo", "NUEVO"])
    assert made["tags"] == ["VIP", "nuevo"]
    edited = office.edit(office.admin, made, tags=["VIP", "feria 2026"]).json
    assert edited["tags"] == ["VIP", "Feria 2026"]
    listed = office.get(marta, "/tags?entity=contacts").json["items"]
    assert [tag["name"] for tag in listed] == ["Feria 2026", "nuevo", "VIP"]


def test_tags_are_renamed_merged_and_deleted_on_every_contact(office: Office):
    """G-22: by who configures; merging asks for a target, deleting says what it takes away."""
    one = office.create(office.admin, tags=["Cali", "VIP"])
    two = office.create(office.admin, tags=["cali sur"])
    both = office.create(office.admin, tags=["Cali", "cali sur"])
    tags = {
        tag["name"]: tag for tag in office.get(office.admin, "/tags?entity=contacts").json["items"]
    }

    def at(name: str, more: str = "") -> str:
        return f"/tags/{tags[name]['id']}?entity=contacts{more}"

    def written(contact: dict[str, Any]) -> list[str]:
        return office.get(office.admin, f"/contacts/{contact['id']}").json["tags"]

    assert (
        office.send(office.member(), "PATCH", at("Cali"), {"name": "x"}, version=1).status_code
        == 403
    )
    taken = office.send(office.admin, "PATCH", at("Cali"), {"name": "CALI SUR"}, version=1)
    assert codes(taken) == {"name": "name_taken"}
    assert office.send(office.admin, "PATCH", at("Cali"), {"name": "x"}).status_code == 428
    renamed = office.send(office.admin, "PATCH", at("Cali"), {"name": "Valle"}, version=1)
    assert renamed.json["name"] == "Valle"
    assert written(one) == ["VIP", "Valle"]
    refused = office.send(office.admin, "DELETE", at("cali sur"), version=1)
    assert (refused.status_code, refused.json["code"]) == (409, "entry_in_use")
    assert "2" in refused.json["detail"]
    itself = at("cali sur", f"&move_to={tags['cali sur']['id']}")
    assert codes(office.send(office.admin, "DELETE", itself, version=1)) == {
        "move_to": "same_entry"
    }
    merge = at("cali sur", f"&move_to={tags['Cali']['id']}")
    assert office.send(office.admin, "DELETE", merge, version=1).status_code == 204
    assert (written(two), written(both)) == (["Valle"], ["Valle"])
    away = at("VIP", "&move_to=none")
    assert office.send(office.admin, "DELETE", away, version=1).status_code == 204
    assert written(one) == ["Valle"]
    left = office.get(office.admin, "/tags?entity=contacts").json["items"]
    assert [tag["name"] for tag in left] == ["Valle"]


def test_a_tag_that_is_renamed_meanwhile_is_on_no_contact_under_its_old_name(office: Office):
    """G-22, habit 19: a name that somebody writes at that moment is filed again as its own tag."""
    office.create(office.admin, tags=["antes"])
    tag = office.get(office.admin, "/tags?entity=contacts").json["items"][0]
    contacts = [office.create(office.admin) for _ in range(6)]

    def act(number: int) -> int:
        if number == 0:
            path = f"/tags/{tag['id']}?entity=contacts"
            return office.send(
                office.admin, "PATCH", path, {"name": "después"}, version=1
            ).status_code
        return office.edit(office.admin, contacts[number - 1], tags=["antes"]).status_code

    assert set(at_once(act, times=7)) == {200}
    filed = {one["name"] for one in office.get(office.admin, "/tags?entity=contacts").json["items"]}
    for contact in contacts:
        assert set(office.get(office.admin, f"/contacts/{contact['id']}").json["tags"]) <= filed
