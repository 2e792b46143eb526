"""Fields that an organization gives its contacts (C-04, G-14, C-48, O-30)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chassis.ids import new_id
from contracts.contacts import ContactChanged
from services.contacts.tests.office import EVERYTHING, Office, started

FIELDS = "/custom-fields?entity=contact"


def add(office: Office, title: str, type_: str = "text", **more: Any) -> dict[str, Any]:
    answer = office.send(office.admin, "POST", FIELDS, {"title": title, "type": type_, **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def change(office: Office, field: dict[str, Any], **members: Any) -> Any:
    path = f"/custom-fields/{field['id']}?entity=contact"
    return office.send(office.admin, "PATCH", path, members, version=field["version"])


def titles(office: Office, **more: str) -> list[str]:
    asked = "".join(f"&{name}={value}" for name, value in more.items())
    found = office.get(office.admin, f"{FIELDS}{asked}").json["items"]
    return [one["title"] for one in found]


def errors(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return [(one["field"], one["code"]) for one in answer.json["errors"]]


def test_a_field_of_each_type_is_filled_in_shown_and_found(office: Office) -> None:
    """C-04, G-14, C-48: every type, from the definition to the list's filter and sort."""
    for title, type_, more in (
        ("Apodo", "text", {}),
        ("Historia", "area", {}),
        ("Edad", "number", {}),
        ("Cupo", "money", {"currency": "COP"}),
        ("Ingreso", "date", {}),
        ("Talla", "list", {"options": [{"label": "Chica"}, {"label": "Grande"}]}),
        ("Usos", "multiple_list", {"options": [{"label": "Casa"}, {"label": "Viaje"}]}),
        ("Socio", "checkbox", {}),
        ("Varios", "heading", {}),
    ):
        made = add(office, title, type_, **more)
        assert made["key"] == title.casefold()
        assert made["version"] == 1
    values = {
        "apodo": "Ñata",
        "historia": "Larga\nhistoria",
        "edad": 41,
        "cupo": {"amount": "1500.50", "currency": "COP"},
        "ingreso": "2026-05-01",
        "talla": "grande",
        "usos": ["viaje"],
        "socio": True,
    }
    marta = office.member()
    made = office.create(marta, custom=values)
    assert made["custom"] == values
    assert office.get(marta, f"/contacts/{made['id']}").json["custom"] == values
    other = office.create(marta, first_name="Otra", custom={"edad": 7})
    for asked in (
        "custom.apodo=%C3%91ata",
        "custom.apodo.contains=nat",
        "custom.historia.contains=HISTORIA",
        "custom.edad.gt=7",
        "custom.cupo.gte=1500.5",
        "custom.ingreso.lt=2026-06-01",
        "custom.talla.in=grande,chica",
        "custom.usos=viaje",
        "custom.socio=true",
        "custom.socio.is_null=false",
    ):
        assert office.names(marta, f"/contacts?{asked}") == [made["name"]], asked
    names = [made["name"], other["name"]]
    assert office.names(marta, "/contacts?sort=-custom.edad") == names
    assert office.names(marta, "/contacts?sort=custom.edad") == names[::-1]
    assert office.names(marta, "/contacts?sort=custom.apodo") == names
    assert office.get(marta, "/contacts?custom.edad.gt=7&count=1").json["total"] == 1


def test_a_change_of_a_value_is_merged_told_and_undone_by_null(office: Office) -> None:
    """C-04, C-15: the others stay; the timeline names the member; nothing changed says nothing."""
    add(office, "Apodo")
    add(office, "Edad", "number")
    marta = office.member()
    made = office.create(marta, custom={"apodo": "Ñata", "edad": 3})
    told = len(office.stated(ContactChanged))
    same = office.edit(marta, made, custom={"edad": 3.0})
    assert (same.status_code, same.json["version"]) == (200, made["version"])
    changed = office.edit(marta, made, custom={"edad": None})
    assert changed.json["custom"] == {"apodo": "Ñata"}
    assert changed.json["version"] == made["version"] + 1
    assert len(office.stated(ContactChanged)) == told + 1
    newest = office.timeline(marta, made["id"])[0]
    assert newest["params"] == {"members": ["custom.edad"]}


def test_wrong_values_are_named_with_the_others(office: Office) -> None:
    """C-04: `custom.<key>`, beside the card's own errors, in the reader's language."""
    add(office, "Edad", "number")
    add(office, "Talla", "list", options=[{"label": "Chica"}], required=True)
    body = {"kind": "company", "name": "Acme", "phones": [{"number": "12"}]}
    answer = office.send(
        office.admin, "POST", "/contacts", {**body, "custom": {"edad": "x", "nada": 1}}
    )
    assert errors(answer) == [
        ("phones.0.number", "invalid_phone"),
        ("custom.edad", "number_expected"),
        ("custom.nada", "unknown_custom_field"),
        ("custom.talla", "required"),
    ]
    assert answer.json["errors"][1]["message"] == "«Edad» lleva un número."


def test_a_field_that_became_required_does_not_stand_in_the_way_of_other_changes(
    office: Office,
) -> None:
    field = add(office, "Apodo")
    made = office.create(office.admin)
    assert change(office, field, required=True).status_code == 200
    moved = office.edit(office.admin, made, description="Otra cosa")
    assert moved.status_code == 200
    assert errors(office.edit(office.admin, moved.json, custom={"apodo": ""})) == [
        ("custom.apodo", "required")
    ]


def test_a_unique_value_is_refused_by_the_database(office: Office) -> None:
    """G-14, X-1: of two who write one value at once, one is told; the other is saved."""
    field = add(office, "Código", unique=True)
    office.create(office.admin, custom={"codigo": "A-1"})
    again = {"kind": "company", "name": "Acme", "custom": {"codigo": " a-1 "}}
    assert errors(office.send(office.admin, "POST", "/contacts", again)) == [
        ("custom.codigo", "value_taken")
    ]

    def create(number: int) -> int:
        body = {"kind": "company", "name": f"Acme {number}", "custom": {"codigo": "B-2"}}
        return office.send(office.admin, "POST", "/contacts", body).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(create, range(4))) == [201, 422, 422, 422]
    assert change(office, field, unique=False).status_code == 200
    assert create(9) == 201


def test_a_field_cannot_become_unique_while_values_are_there_twice(office: Office) -> None:
    field = add(office, "Código")
    made = [office.create(office.admin, custom={"codigo": code}) for code in ("Á", "a")]
    refused = change(office, field, unique=True)
    assert (refused.status_code, refused.json["code"]) == (409, "values_not_unique")
    assert office.edit(office.admin, made[0], custom={"codigo": "b"}).status_code == 200
    assert change(office, field, unique=True).json["unique"] is True
    late = office.get(office.admin, f"/contacts/{made[1]['id']}").json
    assert errors(office.edit(office.admin, late, custom={"codigo": "B"})) == [
        ("custom.codigo", "value_taken")
    ]


def test_a_removed_field_keeps_what_was_typed(office: Office) -> None:
    """O-30, C-04: removed, edited meanwhile, restored: the value is there."""
    field = add(office, "Apodo")
    made = office.create(office.admin, custom={"apodo": "Ñata"})
    path = f"/custom-fields/{field['id']}"
    gone = office.send(office.admin, "DELETE", f"{path}?entity=contact", version=1)
    assert gone.status_code == 204
    assert titles(office) == []
    assert titles(office, discarded="true") == ["Apodo"]
    seen = office.get(office.admin, f"/contacts/{made['id']}").json
    assert seen["custom"] == {}
    assert office.get(office.admin, "/contacts?custom.apodo=x").status_code == 422
    assert errors(office.edit(office.admin, seen, custom={"apodo": "x"})) == [
        ("custom.apodo", "unknown_custom_field")
    ]
    edited = office.edit(office.admin, seen, description="Sin el campo")
    assert edited.status_code == 200
    again = add(office, "Apodo")
    assert again["key"] == "apodo_2"
    restored = office.send(office.admin, "POST", f"{path}/restore?entity=contact")
    assert (restored.status_code, restored.json["code"]) == (409, "title_taken")
    assert change(office, again, title="Otro apodo").json["key"] == "apodo_2"
    assert office.send(office.admin, "POST", f"{path}/restore?entity=contact").status_code == 200
    assert office.get(office.admin, f"/contacts/{made['id']}").json["custom"] == {"apodo": "Ñata"}


def test_a_renamed_field_keeps_its_key_and_its_values(office: Office) -> None:
    """S4, C-04: the title is the column's; what refers to the field goes on."""
    field = add(office, "Cumpleaños", "date")
    made = office.create(office.admin, custom={"cumpleanos": "1990-01-02"})
    renamed = change(office, field, title="Fecha de nacimiento")
    assert renamed.json["key"] == "cumpleanos"
    assert office.names(office.admin, "/contacts?custom.cumpleanos=1990-01-02") == [made["name"]]


def test_options_are_renamed_arranged_and_taken_out_of_use(office: Office) -> None:
    """G-14: an option that is left out stays, out of use: records have it."""
    field = add(office, "Talla", "list", options=[{"label": "A"}, {"label": "B"}, {"label": "C"}])
    made = office.create(office.admin, custom={"talla": "a"})
    for letter in "bc":
        office.create(office.admin, first_name=letter, custom={"talla": letter})
    sent = [{"label": "Chica", "key": "c"}, {"label": "B"}, {"label": "Nueva"}]
    field = change(office, field, options=sent).json
    assert field["options"] == [
        {"key": "c", "label": "Chica", "active": True},
        {"key": "b", "label": "B", "active": True},
        {"key": "nueva", "label": "Nueva", "active": True},
        {"key": "a", "label": "A", "active": False},
    ]
    assert office.names(office.admin, "/contacts?sort=custom.talla") == [
        "c Ruiz",
        "b Ruiz",
        "Ana Ruiz",
    ]
    kept = office.edit(office.admin, made, description="x", custom={"talla": "a"})
    assert kept.status_code == 200
    moved = office.edit(office.admin, kept.json, custom={"talla": "chica"})
    assert moved.json["custom"] == {"talla": "c"}
    assert errors(office.edit(office.admin, moved.json, custom={"talla": "a"})) == [
        ("custom.talla", "inactive_option")
    ]


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"title": "x", "type": "list"}, "options", "needs_options"),
        (
            {"title": "x", "type": "text", "options": [{"label": "a"}]},
            "options",
            "not_of_this_type",
        ),
        ({"title": "x", "type": "money"}, "currency", "invalid_currency"),
        ({"title": "x", "type": "checkbox", "unique": True}, "unique", "not_of_this_type"),
        ({"title": "x", "type": "heading", "required": True}, "required", "not_of_this_type"),
        ({"title": "x", "type": "text", "key": "is_null"}, "key", "invalid_key"),
        ({"title": "x", "type": "text", "key": "Ñ"}, "key", "invalid_key"),
        ({"title": "APÓDO", "type": "text"}, "title", "title_taken"),
        ({"title": "x", "type": "text", "key": "apodo"}, "key", "key_taken"),
        ({"title": "x", "type": "color"}, "type", "invalid_choice"),
        (
            {"title": "x", "type": "list", "options": [{"label": "Á"}, {"label": "a"}]},
            "options.1.label",
            "repeated_option",
        ),
    ],
)
def test_a_field_that_cannot_be_is_refused(
    office: Office, body: dict[str, Any], field: str, code: str
) -> None:
    add(office, "Apodo")
    assert (field, code) in errors(office.send(office.admin, "POST", FIELDS, body))
    assert titles(office) == ["Apodo"]


def test_only_who_configures_designs_and_only_who_sees_contacts_reads(office: Office) -> None:
    """C-04, G-04: administrators design; people with contacts read the fields."""
    field = add(office, "Apodo")
    marta = office.member(permissions=EVERYTHING)
    assert office.get(marta, FIELDS).json["items"] == [field]
    body = {"title": "Otro", "type": "text"}
    assert office.send(marta, "POST", FIELDS, body).status_code == 403
    layout = "/custom-fields/layout?entity=contact"
    assert office.send(marta, "PUT", layout, {"fields": []}).status_code == 403
    stranger = office.member(permissions=frozenset())
    assert office.get(stranger, FIELDS).status_code == 403


def test_the_layout_arranges_built_in_and_added_fields_alike(office: Office) -> None:
    """G-14: order and visibility of all fields; names stay visible."""
    add(office, "Apodo")
    add(office, "Edad", "number")
    path = "/custom-fields/layout?entity=contacts"
    fields = office.get(office.admin, path).json["fields"]
    names = [one["name"] for one in fields]
    assert names[0] == "first_name"
    assert names[-2:] == ["custom.apodo", "custom.edad"]
    assert all(one["visible"] for one in fields)
    said = [
        {"name": "custom.edad"},
        {"name": "website", "visible": False},
        {"name": "custom.apodo", "visible": False},
    ]
    answer = office.send(office.admin, "PUT", path, {"fields": said})
    assert answer.status_code == 200, answer.text
    after = office.get(office.admin, path).json["fields"]
    assert [(one["name"], one["visible"]) for one in after[:3]] == [
        ("custom.edad", True),
        ("website", False),
        ("custom.apodo", False),
    ]
    assert len(after) == len(fields)
    assert titles(office) == ["Edad", "Apodo"]
    hide = {"fields": [{"name": "name", "visible": False}, {"name": "no_such"}]}
    assert errors(office.send(office.admin, "PUT", path, hide)) == [
        ("fields.1.name", "invalid_value"),
        ("fields.0.visible", "essential_field"),
    ]


def test_fields_are_the_organizations_own(office: Office, service: Any) -> None:
    """Two organizations may use one key; neither sees the other's field or finds by its value."""
    other = Office(service)
    field = add(office, "Apodo")
    add(other, "Apodo")
    made = office.create(office.admin, custom={"apodo": "Ñata"})
    other.create(other.admin, first_name="Lejos", custom={"apodo": "Ñata"})
    assert office.names(office.admin, "/contacts?custom.apodo=%C3%91ata") == [made["name"]]
    path = f"/custom-fields/{field['id']}?entity=contact"
    assert other.get(other.admin, path).status_code == 404
    assert other.send(other.admin, "DELETE", path, version=1).status_code == 404


@pytest.mark.parametrize("entity", ["", "invoice", "contactos"])
def test_an_entity_without_fields_is_refused(office: Office, entity: str) -> None:
    answer = office.get(office.admin, f"/custom-fields?entity={entity}")
    assert errors(answer) == [("entity", "invalid_value")]


def test_a_call_makes_a_contact_although_a_field_is_required(office: Office) -> None:
    """X-4: nobody is there to be asked."""
    add(office, "Apodo", required=True)
    office.state(started("+573001112233"), new_id())
    assert office.get(office.admin, "/contacts?phone=%2B573001112233&count=1").json["total"] == 1
