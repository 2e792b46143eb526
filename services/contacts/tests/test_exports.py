"""Lists of contacts as files (R-13, R-15, C-27, beyond 5)."""

import csv
import io
import zipfile
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from chassis.audit.tables import AuditEntry
from chassis.identity.actor import Actor
from chassis.records.exporting.operations import file_key
from chassis.records.exporting.tables import ExportRun
from chassis.storage import storage_of
from chassis.tabular.sheets import Workbook
from services.contacts.tests.office import EVERYTHING, Office
from services.contacts.tests.sending import Importer

ENTITY = "entity=contacts"


class Exporter:
    """One person of an office who exports."""

    def __init__(self, office: Office, actor: Actor | None = None) -> None:
        self.office = office
        self.actor = actor or office.admin

    def ask(self, format_: str = "csv", language: str = "es", **members: Any) -> TestResponse:
        """Ask for a file."""
        return self.office.send(
            self.actor,
            "POST",
            f"/exports?{ENTITY}",
            {"format": format_} | members,
            headers={"Accept-Language": language},
        )

    def run(self, format_: str = "csv", **members: Any) -> dict[str, Any]:
        """Ask for a file and let it be written."""
        answer = self.ask(format_, **members)
        assert answer.status_code == 202, answer.text
        self.office.running.run_woken_jobs()
        return self.read(answer.json["id"])

    def read(self, id: str) -> dict[str, Any]:
        """Read the export."""
        answer = self.get(id)
        assert answer.status_code == 200, answer.text
        return answer.json

    def get(self, id: str, rest: str = "") -> TestResponse:
        """Read what is below the export."""
        return self.office.get(self.actor, f"/exports/{id}{rest}?{ENTITY}")

    def file(self, format_: str = "csv", **members: Any) -> bytes:
        """Return the file of a list."""
        run = self.run(format_, **members)
        assert run["state"] == "done", run
        answer = self.get(run["id"], "/file")
        assert answer.status_code == 200, answer.text
        assert len(answer.data) == run["file_size"]
        return answer.data

    def rows(self, **members: Any) -> list[dict[str, str]]:
        """Return the rows of a CSV file by their titles."""
        text = self.file("csv", **members).decode("utf-8-sig")
        delimiter = members.get("delimiter") or ("," if members.get("language") == "en" else ";")
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.fixture
def exporter(office: Office) -> Exporter:
    return Exporter(office)


def sheet(content: bytes, name: str | None = None) -> list[list[str]]:
    """Return the rows of a sheet, as our own import reads them."""
    book = Workbook(io.BytesIO(content))
    return [list(cells or ()) for _, cells, _ in book.records(name or next(iter(book.sheets)))]


def test_a_file_has_the_filters_the_sort_and_the_columns_of_the_list(
    office: Office, exporter: Exporter
):
    """R-13: what is on the screen is in the file, in its order, and nothing else."""
    office.create(office.admin, first_name="Íñigo", last_name="Núñez", **{"class": "client"})
    office.create(office.admin, first_name="Ana", last_name="Peña", **{"class": "client"})
    office.create(office.admin, first_name="Luis", last_name="Otro")
    run = exporter.run(filter={"class": "client"}, sort="name", columns=["class", "name"])
    assert (run["state"], run["done"], run["total"], run["total_is_estimate"]) == (
        "done",
        2,
        2,
        False,
    )
    answer = exporter.get(run["id"], "/file")
    assert answer.data == (
        b"\xef\xbb\xbf"
        + "Clase;Nombre completo\r\nCliente;Ana Peña\r\nCliente;Íñigo Núñez\r\n".encode()
    )
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="Contactos 20' in answer.headers["Content-Disposition"]
    english = exporter.rows(language="en", sort="-name", columns=["name", "class"])
    assert [list(row.values()) for row in english] == [
        ["Luis Otro", "Prospect"],
        ["Íñigo Núñez", "Client"],
        ["Ana Peña", "Client"],
    ]


def test_all_channels_names_and_added_fields_are_in_a_file(office: Office, exporter: Exporter):
    """R-13, C-04: nothing of a record is lost for want of a column."""
    office.send(
        office.admin,
        "POST",
        "/custom-fields?entity=contact",
        {"title": "Cupo anual", "type": "money", "currency": "COP"},
    )
    office.send(
        office.admin,
        "POST",
        "/custom-fields?entity=contact",
        {"title": "Color", "type": "list", "options": [{"label": "Azul marino"}]},
    )
    company = office.create(office.admin, kind="company", name="Acme SAS")
    kind = office.get(office.admin, "/contact-types").json["items"][0]
    office.create(
        office.admin,
        company_id=company["id"],
        type_id=kind["id"],
        phones=[{"number": f"+57300123456{place}"} for place in range(7)],
        emails=[{"address": "ana@ejemplo.com"}],
        addresses=[{"street": "Calle 1 # 2-3", "city": "Bogotá", "country": "CO"}],
        tags=["vip", "feria"],
        credit_limit={"amount": "1500.50", "currency": "COP"},
        custom={"cupo_anual": {"amount": "-12.50", "currency": "COP"}, "color": "Azul marino"},
    )
    (row,) = exporter.rows(filter={"kind": "person"})
    assert row["Empresa"] == "Acme SAS"
    assert row["Tipo"] == kind["name"]
    assert row["Teléfono"] == "+573001234560"
    assert row["Teléfono 5"] == "+573001234564"
    assert row["Más teléfonos"] == "'+573001234565, +573001234566"
    assert (row["Dirección"], row["Ciudad"], row["País"]) == ("Calle 1 # 2-3", "Bogotá", "Colombia")
    assert row["Etiquetas"] == "vip, feria"
    assert row["Responsable"] == "Ada"
    assert row["Cupo de crédito"] == "1500,500000"[: len(row["Cupo de crédito"])]
    assert (row["Cupo anual (COP)"], row["Color"]) == ("-12,50", "Azul marino")


def test_the_file_of_a_tag_holds_its_people(office: Office, exporter: Exporter):
    """C-27: for a mass-mail tool."""
    office.create(office.admin, first_name="Eva", emails=[{"address": "eva@x.co"}], tags=["feria"])
    office.create(office.admin, first_name="Luis", tags=["otra"])
    rows = exporter.rows(filter={"tags": "feria"}, columns=["name", "email"], delimiter=",")
    assert rows == [{"Nombre completo": "Eva Ruiz", "Correo": "eva@x.co"}]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_nothing_that_was_typed_becomes_a_formula(office: Office, exporter: Exporter, sign: str):
    """R-13: in CSV an apostrophe goes before it, in XLSX the cell is typed as text."""
    typed = f'{sign}HYPERLINK("http://x.example";A1)'
    office.create(office.admin, description=f"{typed} fin")
    row = exporter.rows(columns=["description"])[0]
    stored = office.get(office.admin, "/contacts").json["items"][0]["description"]
    expected = f"'{stored}" if stored[0] in "=+-@\t\r" else stored
    assert row["Descripción"] == expected
    content = exporter.file("xlsx", columns=["description"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert 't="inlineStr"' in xml
    assert sheet(content)[1] == [stored]


def test_numbers_stay_numbers_and_phones_can_be_dialled(office: Office, exporter: Exporter):
    """R-13: `+57…` is no formula and a negative amount no text."""
    body = {"title": "Saldo", "type": "number"}
    office.send(office.admin, "POST", "/custom-fields?entity=contact", body)
    office.create(office.admin, phones=[{"number": "+573001234567"}], custom={"saldo": -12.5})
    row = exporter.rows(columns=["phone", "custom.saldo", "created_at"])[0]
    assert row["Teléfono"] == "+573001234567"
    assert row["Saldo"] == "-12,5"
    content = exporter.file("xlsx", columns=["phone", "custom.saldo"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>-12.5</v>" in xml
    assert "<t>+573001234567</t>" in xml
    assert sheet(content) == [["Teléfono", "Saldo"], ["+573001234567", "-12.5"]]


def test_what_somebody_may_not_see_is_not_in_their_file(office: Office):
    """Beyond 5, X-8: row by row the rule of the list, and the names of hidden records neither."""
    owner, other = office.member("Dueña"), office.member("Otro")
    hidden = office.create(owner, kind="company", name="Oculta SAS", visibility="private")
    office.create(owner, first_name="Privada", visibility="private")
    office.create(
        owner, first_name="Pública", visibility="read", company_id=hidden["id"], tags=["vip"]
    )
    rows = Exporter(office, other).rows()
    assert [row["Nombre"] for row in rows] == ["Pública"]
    assert rows[0]["Empresa"] == ""
    assert len(Exporter(office, owner).rows()) == 3
    own = office.member("Propia", scope="own")
    assert Exporter(office, own).rows() == []
    cards = Exporter(office, other).file("vcard").decode()
    assert "Privada" not in cards
    assert "Oculta" not in cards


def test_an_export_is_its_makers_alone(office: Office):
    """Beyond 5: the file holds what its maker saw, so not even an administrator fetches it."""
    maker = office.member("Marta")
    run = Exporter(office, maker).run()
    for other in (office.member("Otro"), office.admin):
        exporter = Exporter(office, other)
        assert exporter.get(run["id"]).status_code == 404
        assert exporter.get(run["id"], "/file").status_code == 404
        answer = office.send(other, "DELETE", f"/exports/{run['id']}?{ENTITY}")
        assert answer.status_code == 404
        assert office.get(other, f"/exports?{ENTITY}").json["items"] == []
    assert Exporter(office, maker).get(run["id"], "/file").status_code == 200


def test_who_may_not_export_gets_nothing(office: Office):
    """G-07: the profile's permission; the refusal writes nothing."""
    viewer = office.member("Lee", permissions=EVERYTHING - {"contacts.export"})
    answer = Exporter(office, viewer).ask()
    assert (answer.status_code, answer.json["code"]) == (403, "missing_permission")
    assert office.running.run_woken_jobs() == 0


@pytest.mark.parametrize(
    ("members", "field", "code"),
    [
        ({"filter": {"nada": "x"}}, "filter.nada", "unknown_filter"),
        ({"filter": {"class": "otra"}}, "filter.class", "invalid_value"),
        ({"filter": {"custom.nada": "x"}}, "filter.custom.nada", "unknown_filter"),
        ({"filter": {"limit": "3"}}, "filter.limit", "unknown_filter"),
        ({"filter": {"discarded": "true"}}, "filter.discarded", "unknown_filter"),
        ({"sort": "phone"}, "sort", "unknown_sort"),
        ({"columns": ["name", "nada"]}, "columns.1", "unknown_column"),
        ({"columns": ["name", "name"]}, "columns.1", "repeated_column"),
        ({"columns": []}, "columns", "too_short"),
        ({"time_zone": "Marte/Base"}, "time_zone", "unknown_time_zone"),
        ({"delimiter": "x"}, "delimiter", "invalid_choice"),
        ({"format_": "pdf"}, "format", "invalid_choice"),
    ],
)
def test_a_wrong_order_is_refused_naming_its_member(
    office: Office, members: dict[str, Any], field: str, code: str
):
    """R-13: in the list's own words, and nothing is written."""
    exporter = Exporter(office, office.member("Marta"))
    answer = exporter.ask(**members)
    assert answer.status_code == 422, answer.text
    assert [(each["field"], each["code"]) for each in answer.json["errors"]] == [(field, code)]
    assert not answer.json["errors"][0]["message"].startswith(code)
    assert office.get(exporter.actor, f"/exports?{ENTITY}").json["items"] == []


def test_administrators_export_the_discarded_ones_too(office: Office, exporter: Exporter):
    """C-18, R-13: the list of the discarded is a list like the other."""
    gone = office.create(office.admin, first_name="Vieja")
    office.discard(office.admin, gone)
    office.create(office.admin, first_name="Nueva")
    assert [row["Nombre"] for row in exporter.rows()] == ["Nueva"]
    rows = exporter.rows(filter={"state": "discarded"}, sort="-discarded_at")
    assert [row["Nombre"] for row in rows] == ["Vieja"]
    assert Exporter(office, office.member("Otro")).rows(filter={"state": "discarded"}) == []


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_a_file_can_be_imported_again_as_it_was(office: Office, service, format_: str):
    """R-13, C-12: what goes out comes in, formulas and accents included."""
    office.create(
        office.admin,
        first_name="=1+1",
        last_name="Núñez",
        phones=[{"number": "+573001234567"}],
        emails=[{"address": "eva@ejemplo.com"}],
        tags=["vip", "feria"],
        description='-línea\n\'otra; "cita"',
    )
    content = Exporter(office).file(format_)
    elsewhere = Office(service)
    importer = Importer(elsewhere)
    done = importer.run(content, f"contactos.{format_}")
    assert importer.counts(done) == (1, 0, 0, 0), done
    found = elsewhere.get(elsewhere.admin, "/contacts").json["items"][0]
    assert (found["first_name"], found["last_name"]) == ("=1+1", "Núñez")
    assert found["phones"][0]["number"] == "+573001234567"
    assert found["tags"] == ["vip", "feria"]
    assert found["description"] == '-línea\n\'otra; "cita"'


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_people_become_cards_that_address_books_read(office: Office, service, version: str):
    """R-13: vCard of people, with nothing typed becoming a property of its own."""
    company = office.create(office.admin, kind="company", name="Acme; Hijos, S.A.")
    office.create(
        office.admin,
        first_name="María",
        last_name="Núñez",
        company_id=company["id"],
        area="Ventas",
        position="Asesora",
        phones=[
            {"number": "+576015550100", "label": "work"},
            {"number": "+573001234567", "label": "mobile", "primary": True},
        ],
        emails=[{"address": "maria@ejemplo.com"}],
        addresses=[{"street": "Calle 1", "city": "Bogotá", "region": "D.C.", "country": "CO"}],
        tags=["feria, 2026"],
        description="Primera línea\nTEL:+1900\n" + "ñandú " * 40,
    )
    text = Exporter(office).file("vcard", vcard_version=version).decode()
    assert text.count("BEGIN:VCARD\r\n") == 1
    assert f"VERSION:{version}\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    elsewhere = Office(service)
    importer = Importer(elsewhere)
    done = importer.run(text, "contactos.vcf")
    assert importer.counts(done) == (1, 0, 0, 0), importer.errors(done)
    items = elsewhere.get(elsewhere.admin, "/contacts").json["items"]
    found = next(each for each in items if each["kind"] == "person")
    assert found["name"] == "María Núñez"
    assert [each["number"] for each in found["phones"]] == ["+573001234567", "+576015550100"]
    assert (found["area"], found["position"]) == ("Ventas", "Asesora")
    assert found["addresses"][0]["city"] == "Bogotá"
    assert found["description"].startswith("Primera línea\nTEL:+1900\nñandú ñandú")
    assert {each["name"] for each in items} == {"María Núñez", "Acme; Hijos, S.A."}


def test_all_data_is_one_file_for_each_kind_of_record(office: Office, exporter: Exporter):
    """R-15: administrators alone; discarded records and every member are in it."""
    gone = office.create(office.admin, first_name="Vieja", tags=["vip"])
    office.discard(office.admin, gone)
    office.create(office.admin, kind="company", name="=Acme")
    content = exporter.file("zip")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {"contact.csv", "activity.csv", "tag.csv", "contact_type.csv"} <= set(
            archive.namelist()
        )
        assert "export.csv" not in archive.namelist()
        text = archive.read("contact.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(row["name"], row["state"]) for row in rows] == [
        ("'=Acme", "active"),
        ("Vieja Ruiz", "discarded"),
    ]
    assert rows[1]["tags"] == '["vip"]'
    assert rows[1]["shared_with.level"] == "write"
    refused = Exporter(office, office.member("Otra")).ask("zip")
    assert (refused.status_code, refused.json["code"]) == (403, "administrators_only")
    narrowed = exporter.ask("zip", filter={"class": "client"}, columns=["name"])
    assert [each["code"] for each in narrowed.json["errors"]] == ["not_for_all_data"] * 2


def test_the_audit_tells_who_exported_what(office: Office, exporter: Exporter):
    """R-13: person, filters, columns and format; in the transaction that made it."""
    run = exporter.run("xlsx", filter={"class": "client"}, columns=["name"])
    statement = select(*AuditEntry.__table__.columns).where(AuditEntry.record_id == run["id"])
    with office.running.database.system() as session:
        (entry,) = session.chassis_execute(statement).mappings()
    assert entry["action"] == "POST /api/v1/exports"
    assert (entry["actor_name"], entry["record_type"]) == ("Ada", "export_run")
    after = entry["changes"][0]["after"]
    assert (after["format"], after["filters"]) == ("xlsx", {"class": "client"})
    assert after["columns"] == ["name"]


def test_a_column_that_vanished_meanwhile_is_left_out(office: Office, exporter: Exporter):
    body = {"title": "Color", "type": "text"}
    made = office.send(office.admin, "POST", "/custom-fields?entity=contact", body).json
    office.create(office.admin, custom={"color": "azul"})
    answer = exporter.ask(columns=["name", "custom.color"])
    path = f"/custom-fields/{made['id']}?entity=contact"
    assert office.send(office.admin, "DELETE", path, version=made["version"]).status_code == 204
    office.running.run_woken_jobs()
    run = exporter.read(answer.json["id"])
    assert run["state"] == "done"
    text = exporter.get(run["id"], "/file").data.decode("utf-8-sig")
    assert text == "Nombre completo\r\nAna Ruiz\r\n"


def test_a_file_waits_its_time_and_goes(office: Office, exporter: Exporter):
    """R-13: an export is fetched when it is done, deleted by its maker or when its time is over."""
    waiting = exporter.ask().json
    early = exporter.get(waiting["id"], "/file")
    assert (early.status_code, early.json["code"]) == (409, "export_not_done")
    path = f"/exports/{waiting['id']}?{ENTITY}"
    assert office.send(office.admin, "DELETE", path).status_code == 204
    office.running.run_woken_jobs()
    assert exporter.get(waiting["id"]).status_code == 404

    kept = exporter.run()
    key = file_key(office.organization_id, kept["id"])
    storage = storage_of(office.running.service)
    storage.open(key).close()
    with office.running.database.transaction(office.organization_id) as session:
        run = session.get_one(ExportRun, kept["id"])
        run.expires_at = run.created_at
    office.running.run_sweep("old_exports")
    assert exporter.get(kept["id"]).status_code == 404
    with pytest.raises(FileNotFoundError):
        storage.open(key)


def test_a_lost_wake_up_only_delays_an_export(office: Office, exporter: Exporter):
    waiting = exporter.ask().json
    office.running.effects.clear()
    office.running.run_sweep("exports")
    office.running.run_woken_jobs()
    assert exporter.read(waiting["id"])["state"] == "done"
    assert [each["payload"]["state"] for each in office.running.live("export")][-1:] == ["done"]


def test_the_columns_of_a_file_can_be_asked_for(office: Office, exporter: Exporter):
    """R-13: names for requests, titles for people, the organization's own fields among them."""
    body = {"title": "Color", "type": "text"}
    office.send(office.admin, "POST", "/custom-fields?entity=contact", body)
    items = office.get(office.admin, f"/exports/columns?{ENTITY}").json["items"]
    names = [each["name"] for each in items]
    assert names[:4] == ["kind", "first_name", "last_name", "name"]
    assert items[-1] == {
        "name": "custom.color",
        "title": "Color",
        "title_en": "Color",
        "kind": "text",
    }
