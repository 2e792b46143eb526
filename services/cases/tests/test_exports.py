"""The list of cases as files, and its saved views."""

import csv
import io
import zipfile
from typing import Any

from chassis.identity.actor import Actor
from services.cases.tests.office import EVERYTHING, Office

ENTITY = "entity=cases"


def ask(office: Office, actor: Actor, **members: Any) -> Any:
    """Ask for a CSV file of the list."""
    return office.send(actor, "POST", f"/exports?{ENTITY}", {"format": "csv"} | members)


def rows(office: Office, actor: Actor, **members: Any) -> list[dict[str, str]]:
    """Return the rows of a file by their titles."""
    asked = ask(office, actor, language="en", **members)
    assert asked.status_code == 202, asked.text
    office.running.run_woken_jobs()
    path = f"/exports/{asked.json['id']}"
    made = office.get(actor, f"{path}?{ENTITY}").json
    assert made["state"] == "done", made
    file = office.get(actor, f"{path}/file?{ENTITY}")
    assert file.status_code == 200, file.text
    return list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"), newline="")))


def test_a_file_has_what_the_list_shows(office: Office):
    """R-13: filters, sort and columns are the list's, ids are names, moments the reader's."""
    contact = office.contact("Ana Peña")
    first = office.create(
        office.admin, title="Sin tono", contact_id=contact, due_at="2020-01-02T15:00:00Z"
    )
    second = office.create(office.admin, title="Eco", depends_on_id=first["id"])
    closed = office.create(office.admin, title="Hecho")
    office.post(office.admin, f"/cases/{closed['id']}/close")
    found = rows(
        office,
        office.admin,
        filter={"state_class.in": "new,in_progress"},
        sort="opened_at",
        columns=["number", "title", "contact", "due_at", "overdue", "depends_on", "type"],
        time_zone="America/Bogota",
    )
    kind = office.one_of("/case-types", prefix="EVE")
    named = kind["name_en"] or kind["name"]
    assert [list(row.values())[:3] for row in found] == [
        [first["number"], "Sin tono", "Ana Peña"],
        [second["number"], "Eco", ""],
    ]
    assert found[0]["Due"].startswith("2020-01-02")
    assert "10:00" in found[0]["Due"]
    assert found[0]["Overdue"] == "Yes"
    assert [row["Depends on"] for row in found] == ["", first["number"]]
    assert {row["Type"] for row in found} == {named}


def test_a_file_holds_nothing_that_the_list_hides(office: Office):
    """K-04, X-8: neither private cases nor the names of contacts unseen."""
    marta, eva = office.member("Marta"), office.member("Eva")
    secret = office.contact("Secreta", visibility="private", owner_id=marta.user_id)
    office.create(marta, title="Abierto", contact_id=secret, participant_ids=[secret])
    hidden = office.create(marta, title="Privado", visibility="private")
    office.create(eva, title="Sigue", visibility="write")
    columns = ["title", "contact", "participants"]
    seen = rows(office, eva, columns=columns, sort="opened_at")
    assert [list(row.values()) for row in seen] == [["Abierto", "", ""], ["Sigue", "", ""]]
    mine = rows(office, marta, columns=columns, sort="opened_at")
    assert [row["Title"] for row in mine] == ["Abierto", hidden["title"], "Sigue"]
    assert mine[0]["Contact"] == "Secreta"


def test_only_administrators_export_the_deleted_ones(office: Office):
    """K-08: the deleted ones are the administrators'."""
    made = office.create(office.admin, title="Borrado")
    office.create(office.admin, title="Vivo")
    office.discard(office.admin, made)
    gone = {"filter": {"discarded": "true"}}
    assert [row["Title"] for row in rows(office, office.admin, **gone)] == ["Borrado"]
    assert [row["Title"] for row in rows(office, office.admin)] == ["Vivo"]
    refused = ask(office, office.member("Marta"), **gone)
    assert refused.status_code == 422
    assert refused.json["errors"][0]["field"] == "filter.discarded"


def test_who_may_not_export_gets_nothing(office: Office):
    """G-07: exporting is a permission of its own."""
    reader = office.member("Lea", permissions=EVERYTHING - {"cases.export"})
    assert ask(office, reader).status_code == 403
    assert office.get(reader, f"/views?{ENTITY}").json["items"] == []


def test_a_view_keeps_filters_sort_and_columns_and_is_exported(office: Office):
    """R-13: `@me` is whoever looks; the file of a view is its list."""
    marta, luis = office.member("Marta"), office.member("Luis")
    for person in (marta, luis):
        office.create(marta, title=f"De {person.name}", assignee_id=str(person.user_id))
    body = {
        "name": "Míos",
        "filter": {"assignee_id": "@me", "state_class.in": "new,in_progress"},
        "sort": "due_at",
        "columns": [{"name": "title", "width": 200}, {"name": "due_at"}],
        "shared": True,
    }
    made = office.send(marta, "POST", f"/views?{ENTITY}", body)
    assert made.status_code == 201, made.text
    assert made.json["left_out"] == []
    for person in (marta, luis):
        (row,) = rows(office, person, view_id=made.json["id"])
        assert list(row) == ["Title", "Due"]
        assert row["Title"] == f"De {person.name}"


def test_administrators_take_all_data_of_the_module(office: Office):
    """R-15: a CSV file for each type of record."""
    office.create(office.admin)
    asked = office.send(office.admin, "POST", f"/exports?{ENTITY}", {"format": "zip"})
    assert asked.status_code == 202, asked.text
    office.running.run_woken_jobs()
    path = f"/exports/{asked.json['id']}"
    file = office.send(office.admin, "GET", f"{path}/file?{ENTITY}")
    assert file.status_code == 200, file.text
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        assert {"case.csv", "case_event.csv", "case_type.csv"} <= set(archive.namelist())
