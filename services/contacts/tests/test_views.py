"""Saved views of the contact list: kept, shared, chosen; they open whatever is gone (issue 4)."""

import csv
import io
from typing import Any

import pytest

from chassis.identity.actor import Actor
from services.contacts.tests.office import Office
from services.contacts.tests.test_exports import Exporter

ENTITY = "entity=contacts"
COLUMNS = [{"name": "name", "width": 320}, {"name": "email", "width": None}]


class Viewer:
    """One person of an office with their views."""

    def __init__(self, office: Office, actor: Actor | None = None) -> None:
        self.office = office
        self.actor = actor or office.admin

    def send(self, method: str, id: str = "", body: Any = None, **more: Any) -> Any:
        """Send a request about views."""
        path = f"/views/{id}" if id else "/views"
        return self.office.send(self.actor, method, f"{path}?{ENTITY}", body, **more)

    def keep(self, name: str = "Clientes", **members: Any) -> dict[str, Any]:
        """Keep a view."""
        answer = self.send("POST", body={"name": name} | members)
        assert answer.status_code == 201, answer.text
        return answer.json

    def names(self) -> list[str]:
        """Return the names of the views that this person chooses from."""
        return [each["name"] for each in self.send("GET").json["items"]]

    def change(self, view: dict[str, Any], **members: Any) -> Any:
        """Change a view on the version at hand."""
        return self.send("PATCH", view["id"], members, version=view["version"])


@pytest.fixture
def viewer(office: Office) -> Viewer:
    return Viewer(office)


def test_a_view_keeps_filters_search_sort_and_columns(office: Office, viewer: Viewer):
    """R-13, S4: all that makes a list what it is, in its order and widths."""
    office.create(office.admin, last_name="Peña", **{"class": "client"})
    office.create(office.admin, last_name="Núñez")
    members = {
        "filter": {"class": "client", "q": "peña", "manager_ids": "@me"},
        "sort": "-name",
        "columns": COLUMNS,
    }
    made = viewer.keep(**members)
    assert {name: made[name] for name in members} == members
    assert (made["mine"], made["shared"], made["default"], made["left_out"]) == (
        True,
        False,
        False,
        [],
    )
    read = viewer.send("GET", made["id"])
    assert read.json == made
    assert read.headers["ETag"] == '"1"'
    exporter = Exporter(office)
    run = exporter.run(view_id=made["id"], delimiter=",")
    text = exporter.get(run["id"], "/file").data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [["Nombre completo", "Correo"], ["Ana Peña", ""]]
    assert run["file_name"].startswith("Clientes ")


def test_a_view_is_renamed_changed_and_deleted(viewer: Viewer):
    made = viewer.keep(sort="name")
    renamed = viewer.change(made, name="Mis clientes")
    assert renamed.status_code == 200
    assert (renamed.json["name"], renamed.json["sort"]) == ("Mis clientes", "name")
    assert viewer.change(made, name="Otra").status_code == 412
    changed = viewer.change(renamed.json, sort=None, columns=COLUMNS, filter={"kind": "person"})
    assert changed.json["sort"] is None
    assert changed.json["columns"] == COLUMNS
    assert viewer.send("DELETE", made["id"]).status_code == 428
    gone = viewer.send("DELETE", made["id"], version=changed.json["version"])
    assert gone.status_code == 204
    assert viewer.names() == []


def test_mine_is_mine_and_shared_is_everybodys_to_read(office: Office, viewer: Viewer):
    """Who made a view and the administrators change it; others use it."""
    maker, other = Viewer(office, office.member("Marta")), Viewer(office, office.member("Otro"))
    own = maker.keep("Ñandúes")
    for stranger in (other, viewer):
        assert stranger.names() == []
        assert stranger.send("GET", own["id"]).status_code == 404
        assert stranger.change(own, name="x").status_code == 404
        assert stranger.send("DELETE", own["id"], version=1).status_code == 404
    shared = maker.change(own, shared=True).json
    maker.keep("Nísperos")
    other.keep("Oro")
    assert other.names() == ["Ñandúes", "Oro"]
    assert maker.names() == ["Nísperos", "Ñandúes"]
    seen = other.send("GET", own["id"]).json
    assert (seen["mine"], seen["may_change"]) == (False, False)
    refused = other.change(shared, name="x")
    assert (refused.status_code, refused.json["code"]) == (403, "not_your_view")
    assert other.send("DELETE", own["id"], version=2).status_code == 403
    renamed = viewer.change(shared, name="Aves")
    assert renamed.status_code == 200
    assert other.names() == ["Aves", "Oro"]


def test_the_administrators_say_with_which_view_everybody_begins(office: Office, viewer: Viewer):
    """One at most; it is shared."""
    person = Viewer(office, office.member("Marta"))
    refused = person.send("POST", body={"name": "Mía", "default": True})
    assert (refused.status_code, refused.json["code"]) == (403, "administrators_only")
    first = viewer.keep("Primera", default=True)
    assert first["shared"]
    second = viewer.keep("Segunda", default=True)
    assert [each["default"] for each in person.send("GET").json["items"]] == [False, True]
    unshared = viewer.change(second, shared=False)
    assert [each["code"] for each in unshared.json["errors"]] == ["default_view_is_shared"]
    first = viewer.send("GET", first["id"]).json
    assert viewer.change(first, default=True).status_code == 200
    assert [each["default"] for each in person.send("GET").json["items"]] == [True, False]


@pytest.mark.parametrize(
    ("members", "field", "code"),
    [
        ({"name": "CLIENTES"}, "name", "view_name_taken"),
        ({"name": " "}, "name", "too_short"),
        ({"filter": {"nada": "x"}}, "filter.nada", "unknown_filter"),
        ({"filter": {"class": "otra"}}, "filter.class", "invalid_value"),
        ({"filter": {"limit": "3"}}, "filter.limit", "unknown_filter"),
        ({"sort": "phone"}, "sort", "unknown_sort"),
        ({"columns": [{"name": "nada"}]}, "columns.0.name", "unknown_column"),
        ({"columns": [{"name": "name"}] * 2}, "columns.1.name", "repeated_column"),
        ({"columns": [{"name": "name", "width": 5}]}, "columns.0.width", "out_of_range"),
    ],
)
def test_what_the_list_refuses_is_not_kept(
    viewer: Viewer, members: dict[str, Any], field: str, code: str
):
    viewer.keep()
    other = viewer.keep("Otra")
    made = viewer.send("POST", body={"name": "Nueva"} | members)
    changed = viewer.change(other, **members)
    for answer in (made, changed):
        assert answer.status_code == 422, answer.text
        assert [(each["field"], each["code"]) for each in answer.json["errors"]] == [(field, code)]
        assert answer.json["errors"][0]["message"] != code
    assert viewer.names() == ["Clientes", "Otra"]
    assert viewer.send("GET", other["id"]).json == other


def test_a_view_opens_without_what_vanished_and_says_what(office: Office, viewer: Viewer):
    """G-14, C-02, C-06: custom fields, entries of catalogs and tags go; the view stays."""
    body = {"title": "Color", "type": "text"}
    field = office.send(office.admin, "POST", "/custom-fields?entity=contact", body).json
    kind = office.send(
        office.admin, "POST", "/contact-types", {"name": "Breve", "name_en": "Brief"}
    ).json
    office.create(office.admin, tags=["vieja"], custom={"color": "azul"})
    made = viewer.keep(
        filter={
            "class": "client",
            "type_id": kind["id"],
            "tags": "vieja",
            "custom.color": "azul",
            "custom.color.contains": "a",
        },
        sort="custom.color",
        columns=[{"name": "name"}, {"name": "custom.color"}],
    )
    assert made["left_out"] == []
    office.send(
        office.admin,
        "DELETE",
        f"/custom-fields/{field['id']}?entity=contact",
        version=field["version"],
    )
    removal = f"/contact-types/{kind['id']}"
    assert office.send(office.admin, "DELETE", removal, version=1).status_code == 204
    tag = office.get(office.admin, f"/tags?{ENTITY}").json["items"][0]
    gone = office.send(
        office.admin, "DELETE", f"/tags/{tag['id']}?{ENTITY}&move_to=none", version=1
    )
    assert gone.status_code == 204, gone.text
    opened = viewer.send("GET", made["id"]).json
    assert opened["filter"] == {"class": "client"}
    assert opened["sort"] is None
    assert [each["name"] for each in opened["columns"]] == ["name"]
    assert [(each["part"], each["name"]) for each in opened["left_out"]] == [
        ("filter", "custom.color"),
        ("filter", "custom.color.contains"),
        ("filter", "tags"),
        ("filter", "type_id"),
        ("sort", "custom.color"),
        ("column", "custom.color"),
    ]
    renamed = viewer.change(made, name="Otra")
    assert renamed.status_code == 200, "what is gone does not keep a view from being renamed"
    path = f"/custom-fields/{field['id']}/restore?entity=contact"
    assert office.send(office.admin, "POST", path).status_code == 200
    back = viewer.send("GET", made["id"]).json
    assert back["sort"] == "custom.color", "what comes back is in the view again"
