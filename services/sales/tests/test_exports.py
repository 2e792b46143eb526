"""The list of opportunities as files, and its saved views."""

import csv
import io
import zipfile
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chassis.clock import now
from chassis.identity.actor import Actor
from services.sales.tests.office import EVERYTHING, Office, codes

ENTITY = "entity=opportunities"


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


def keep(office: Office, actor: Actor, **members: Any) -> dict[str, Any]:
    """Keep a view of the list."""
    answer = office.send(actor, "POST", f"/views?{ENTITY}", {"name": "Vista"} | members)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json
    return found


def test_a_file_has_what_the_list_shows(office: Office):
    """R-13: filters, sort and columns are the list's; amounts are numbers with their currency."""
    contact = office.contact("Ana Peña")
    second = office.stages()[1]["id"]
    for number in range(3):
        office.create(
            office.admin,
            title=f"Plan {number}",
            contact_id=contact,
            budget={"amount": str(1000 + number), "currency": "USD"},
            stage_id=second,
            expected_close_on=date(2026, 7, 15),
        )
    office.win(office.create(office.admin, title="Ganada"))
    found = rows(
        office,
        office.admin,
        filter={"state": "open", "q": "plan"},
        sort="-amount",
        columns=["title", "contact", "amount", "currency", "expected_close_on", "owner"],
    )
    assert [list(row.values()) for row in found] == [
        [f"Plan {number}", "Ana Peña", f"{1000 + number}.00", "USD", "2026-07-15", "Ada"]
        for number in (2, 1, 0)
    ]
    (won,) = rows(office, office.admin, filter={"state": "won"})
    motive = office.items(office.admin, "/purchase-motives")[0]
    assert (won["State"], won["Purchase motive"]) == ("Won", motive["name_en"] or motive["name"])


def test_a_file_holds_nothing_that_the_list_hides(office: Office):
    """S-05, X-8: neither restricted opportunities nor the names of contacts unseen."""
    marta, eva = office.member("Marta"), office.member("Eva")
    secret = office.contact("Secreta", visibility="private", owner_id=marta.user_id)
    office.create(marta, title="Abierta", contact_id=secret)
    office.create(marta, title="Restringida", visibility="private")
    columns = ["title", "contact", "contacts"]
    (seen,) = rows(office, eva, columns=columns)
    assert list(seen.values()) == ["Abierta", "", ""]
    mine = rows(office, marta, columns=columns, sort="created_at")
    assert [row["Contact"] for row in mine] == ["Secreta", "Ana Ruiz"]


def test_only_administrators_export_the_deleted_ones(office: Office):
    """R-13: the deleted ones are the administrators', by their own sort."""
    made = office.create(office.admin, title="Borrada")
    office.create(office.admin, title="Viva")
    path = f"/opportunities/{made['id']}"
    office.send(office.admin, "DELETE", path, version=made["version"])
    gone = {"filter": {"discarded": "true"}, "sort": "-discarded_at"}
    assert [row["Title"] for row in rows(office, office.admin, **gone)] == ["Borrada"]
    assert [row["Title"] for row in rows(office, office.admin)] == ["Viva"]
    refused = ask(office, office.member("Marta"), **gone)
    assert codes(refused) == {"filter.discarded": "unknown_filter"}


def test_who_may_not_export_gets_nothing(office: Office):
    """G-07: exporting is a permission of its own."""
    reader = office.member("Lea", permissions=EVERYTHING - {"sales.export"})
    assert ask(office, reader).status_code == 403
    assert office.get(reader, f"/views?{ENTITY}").json["items"] == []


def test_a_view_keeps_filters_sort_and_columns_and_is_exported(office: Office):
    """R-13: `@me` is whoever looks; the file of a view is its list."""
    marta, luis = office.member("Marta"), office.member("Luis")
    office.create(marta, title="De Marta")
    office.create(luis, title="De Luis")
    view = keep(
        office,
        marta,
        filter={"owner_id": "@me", "state": "open"},
        sort="title",
        columns=[{"name": "title", "width": 200}, {"name": "amount"}],
        shared=True,
    )
    assert view["left_out"] == []
    for actor, title in ((marta, "De Marta"), (luis, "De Luis")):
        (row,) = rows(office, actor, view_id=view["id"])
        assert list(row) == ["Title", "Amount"]
        assert row["Title"] == title


def test_a_view_leaves_out_what_is_not_there(office: Office):
    """S-07: the view opens, and names what it left out."""
    nobody = "01890000-0000-7000-8000-000000000000"
    view = keep(office, office.admin, filter={"owner_id": nobody, "state": "open"})
    assert view["left_out"] == [{"part": "filter", "name": "owner_id"}]
    assert view["filter"] == {"state": "open"}


@pytest.mark.parametrize(
    ("filters", "days"),
    [
        ({"expected_close_on": "@today"}, [0]),
        ({"expected_close_on": "@today+1"}, [1]),
        ({"expected_close_on.lt": "@today"}, [-1]),
    ],
)
def test_a_view_follows_the_calendar(office: Office, filters: dict[str, str], days: list[int]):
    """S-21: a word of a day in a view is that day whenever it is opened."""
    today = now().astimezone(ZoneInfo("America/Bogota")).date()
    for step in (-1, 0, 1):
        office.create(office.admin, title=str(step), expected_close_on=today + timedelta(step))
    view = keep(office, office.admin, filter=filters)
    assert view["filter"] == filters
    found = rows(office, office.admin, view_id=view["id"], time_zone="America/Bogota")
    assert sorted(int(row["Title"]) for row in found) == days


@pytest.mark.parametrize("value", ["@tomorrow", "@week+x", "@month+1000"])
def test_a_word_that_there_is_not_is_refused(office: Office, value: str):
    """S-21: the list's own refusal, naming the filter."""
    body = {"name": "Vista", "filter": {"expected_close_on": value}}
    answer = office.send(office.admin, "POST", f"/views?{ENTITY}", body)
    assert codes(answer) == {"filter.expected_close_on": "invalid_value"}


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
        assert {"opportunity.csv", "opportunity_event.csv", "stage.csv"} <= set(archive.namelist())
