"""Importing contacts from files: what becomes of rows (C-12, C-50, G-30, beyond 17 and 2)."""

from typing import Any

import pytest

from contracts.contacts import ContactChanged, ContactCreated, ContactDiscarded
from services.contacts.tests.office import Office
from services.contacts.tests.sending import ENTITY, Importer

HEADER = "Nombre;Apellido;Celular;Correo;NIT;Etiquetas\n"


@pytest.fixture
def importer(office: Office) -> Importer:
    return Importer(office)


def test_a_file_becomes_contacts_with_exact_counts(office: Office, importer: Importer):
    """C-12: all at once; each row is counted once, the bad ones come back."""
    run = importer.sent(
        HEADER
        + "María;Núñez;300 123 4567;maria@ejemplo.com;900.123.456-7;feria, vip\n"
        + "Luis;Peña;123;luis@ejemplo.com;;\n"
        + "Ana;Ruiz;;no es correo;;\n"
        + ";;;;;\n"
        + "José;Mora;+57 301 765 4321;;;\n"
    )
    assert run["state"] == "draft"
    assert run["detected"] == {
        "format": "csv",
        "encoding": "utf-8",
        "delimiter": ";",
        "sheet": None,
        "rows": 5,
    }
    assert run["header_row"] == 1
    assert [each["field"] for each in run["columns"]] == [
        "first_name",
        "last_name",
        "phone",
        "email",
        "tax_id",
        "tags",
    ]
    assert importer.act(run, "start").status_code == 202
    done = importer.read(run)
    assert done["state"] == "done"
    assert importer.counts(done) == (2, 0, 0, 2)
    assert done["counts"]["total"] == 4
    assert sorted(office.names(office.admin, "/contacts")) == ["José Mora", "María Núñez"]
    found = office.get(office.admin, "/contacts?name=Mar%C3%ADa%20N%C3%BA%C3%B1ez").json["items"][0]
    assert found["origin"] == "import"
    assert [each["number"] for each in found["phones"]] == ["+573001234567"]
    assert found["tags"] == ["feria", "vip"]
    assert found["owner_id"] == str(office.admin.user_id)
    facts = office.envelopes(ContactCreated)
    assert {fact["correlationid"] for fact in facts} == {run["id"]}
    assert [fact["data"]["name"] for fact in facts] == ["María Núñez", "José Mora"]
    assert office.timeline(office.admin, found["id"])[0]["params"]["file"] == "contactos.csv"


def test_what_is_known_by_phone_is_skipped_updated_or_made_anew(office: Office, importer: Importer):
    """C-12, beyond 2: one line, however it is written; nothing that a row does not say is lost."""
    known = office.create(
        office.admin,
        first_name="Eva",
        phones=[{"number": "+57 300 123 4567"}],
        emails=[{"address": "eva@ejemplo.com"}],
        tags=["vieja"],
    )
    file = HEADER + "Eva María;Ruiz;(300) 1234567;otra@ejemplo.com;;nueva\n"
    assert importer.counts(importer.run(file)) == (0, 0, 1, 0)
    updated = importer.run(file, duplicates={"match_by": ["phone"], "then": "update"})
    assert importer.counts(updated) == (0, 1, 0, 0)
    now = office.get(office.admin, f"/contacts/{known['id']}").json
    assert now["name"] == "Eva María Ruiz"
    assert [each["address"] for each in now["emails"]] == ["eva@ejemplo.com", "otra@ejemplo.com"]
    assert len(now["phones"]) == 1
    assert sorted(now["tags"]) == ["nueva", "vieja"]
    assert len(office.stated(ContactChanged)) == 1
    again = importer.run(file, duplicates={"match_by": ["phone"], "then": "update"})
    assert importer.counts(again) == (0, 0, 1, 0)
    anew = importer.run(file, duplicates={"match_by": ["phone"], "then": "create"})
    assert importer.counts(anew) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("region", "first", "second"),
    [
        ("MX", "+52 1 55 1234 5678", "55 1234 5678"),
        ("AR", "+54 9 11 2345 6789", "011 15 2345-6789"),
        ("EC", "0991234567", "+593 99 123 4567"),
        ("BR", "+55 11 8765 4321", "(11) 98765-4321"),
    ],
)
def test_rows_of_one_file_that_are_one_line_become_one_contact(
    office: Office, importer: Importer, region: str, first: str, second: str
):
    """Beyond 2: old and new ways of writing a line, with its leading zero kept."""
    file = f"Nombre,Apellido,Teléfono\nAna,Ruiz,{first}\nAna,Ruiz,{second}\n"
    assert importer.counts(importer.run(file, region=region)) == (1, 0, 1, 0)


def test_a_tax_id_is_found_however_it_is_punctuated(office: Office, importer: Importer):
    """C-24."""
    office.create(office.admin, kind="company", name="Acme", tax_id="900123456-7")
    file = "Empresa;NIT;Correo\nAcme SAS;900.123.456-7;acme@ejemplo.com\n"
    done = importer.run(file, duplicates={"match_by": ["tax_id"], "then": "update"})
    assert importer.counts(done) == (0, 1, 0, 0)
    assert office.names(office.admin, "/contacts") == ["Acme SAS"]


def test_what_somebody_may_not_see_is_no_match_but_its_tax_id_is_taken(office: Office):
    """C-10, C-24: nobody learns of a hidden contact by importing."""
    owner, other = office.member("Dueña"), office.member("Otro")
    office.create(
        owner,
        first_name="Eva",
        phones=[{"number": "+573001234567"}],
        tax_id="80123",
        visibility="private",
    )
    importer = Importer(office, other)
    done = importer.run(
        "Nombre;Apellido;Celular;Cédula\nEva;Ruiz;3001234567;\nLuis;Mora;3009990000;80.123\n",
        duplicates={"match_by": ["phone", "tax_id"], "then": "update"},
    )
    assert importer.counts(done) == (1, 0, 0, 1)
    assert "Otro contacto del mismo país" in importer.errors(done)


def test_what_somebody_may_only_read_is_not_changed_by_an_import(office: Office):
    owner, other = office.member("Dueña"), office.member("Otro")
    office.create(owner, phones=[{"number": "+573001234567"}], visibility="read")
    importer = Importer(office, other)
    rule = {"match_by": ["phone"], "then": "update"}
    done = importer.run(HEADER + "Eva;Ruiz;3001234567;;;\n", duplicates=rule)
    assert importer.counts(done) == (0, 0, 0, 1)
    assert office.get(owner, "/contacts").json["items"][0]["first_name"] == "Ana"


def test_each_bad_row_comes_back_with_row_column_and_reason(office: Office, importer: Importer):
    """C-50: in the user's language, ready to be corrected and sent again; no cell is a formula."""
    file = (
        "Reporte de clientes;;;\n;;;\nNombre;Apellido;Celular;Correo\n"
        "=HYPERLINK(1);Ruiz;300 123 4567;ana@ejemplo.com\n"
        "Luis;Peña;12;luis@@x\n"
        "Ana;Mora;3001112233;ana@x.com;de más\n"
    )
    done = importer.run(file)
    assert done["header_row"] == 3
    assert importer.counts(done) == (1, 0, 0, 2)
    assert office.names(office.admin, "/contacts") == ["=HYPERLINK(1) Ruiz"]
    lines = importer.errors(done).splitlines()
    assert lines[0] == "Fila;Columna;Motivo;Nombre;Apellido;Celular;Correo"
    assert lines[1].startswith("5;Celular, Correo;No es un número de teléfono válido.")
    assert lines[1].endswith("Luis;Peña;12;luis@@x")
    assert lines[2].startswith("6;;La fila tiene 5 celdas y el encabezado 4")
    assert "Not a valid phone number" in importer.errors(done, "en")


def test_the_file_of_bad_rows_holds_no_formula_and_can_be_sent_again(
    office: Office, importer: Importer
):
    """G-30: what begins like a formula gets an apostrophe, which importing takes away."""
    done = importer.run("Nombre;Apellido;Celular\n=1+1;+Ruiz;12\n")
    errors = importer.errors(done)
    assert ";'=1+1;'+Ruiz;12" in errors
    corrected = errors.replace(";12", ";3001234567")
    again = importer.run(corrected)
    assert importer.counts(again) == (1, 0, 0, 0)
    assert office.names(office.admin, "/contacts") == ["=1+1 +Ruiz"]


def test_an_import_is_undone_unless_somebody_did_something_since(
    office: Office, importer: Importer
):
    """C-50: what it made goes, what it changed is given back; the rest stays, all counted."""
    known = office.create(office.admin, first_name="Eva", phones=[{"number": "+573000000001"}])
    file = HEADER + (
        "Eva María;Ruiz;3000000001;eva@ejemplo.com;;\n"
        "Uno;A;3000000002;;;x\nDos;B;3000000003;;;\nTres;C;3000000004;;;\n"
    )
    done = importer.run(file, duplicates={"match_by": ["phone"], "then": "update"})
    assert importer.counts(done) == (3, 1, 0, 0)
    by_name = {each["name"]: each for each in office.get(office.admin, "/contacts").json["items"]}
    assert office.edit(office.admin, by_name["Dos B"], position="Jefe").status_code == 200
    note = {"text": "Llamar mañana"}
    path = f"/contacts/{by_name['Tres C']['id']}/notes"
    assert office.send(office.admin, "POST", path, note).status_code == 201
    undone = importer.undo(done)
    assert undone["state"] == "undone"
    assert undone["undone"] == {"removed": 1, "restored": 1, "kept": 2}
    names = office.names(office.admin, "/contacts")
    assert sorted(names) == ["Dos B", "Eva Ruiz", "Tres C"]
    back = office.get(office.admin, f"/contacts/{known['id']}").json
    assert (back["first_name"], back["emails"]) == ("Eva", [])
    assert len(office.stated(ContactDiscarded)) == 1
    assert importer.act(undone, "undo").status_code == 409


def test_undoing_gives_back_what_two_rows_of_one_import_changed(
    office: Office, importer: Importer, monkeypatch: pytest.MonkeyPatch
):
    """C-50: also when the rows were of different chunks."""
    monkeypatch.setattr("chassis.budgets.IMPORT_CHUNK", 1)
    known = office.create(office.admin, first_name="Eva", phones=[{"number": "+573000000001"}])
    file = (
        "Nombre;Apellido;Celular;Cargo;Notas\n"
        "Eva;Ruiz;3000000001;Jefa;\nEva;Ruiz;3000000001;;hola\n"
    )
    done = importer.run(file, duplicates={"match_by": ["phone"], "then": "update"})
    assert importer.counts(done) == (0, 2, 0, 0)
    assert importer.undo(done)["undone"] == {"removed": 0, "restored": 1, "kept": 0}
    back = office.get(office.admin, f"/contacts/{known['id']}").json
    assert (back["position"], back["description"]) == (None, None)


def test_two_columns_to_one_field_are_refused(office: Office, importer: Importer):
    """C-12: they would overwrite each other in silence."""
    run = importer.sent("A;B;C\nAna;Ruiz;3001234567\n")
    answer = importer.confirm(
        run, columns=[{"index": 0, "field": "first_name"}, {"index": 1, "field": "first_name"}]
    )
    assert answer.status_code == 422
    assert [(each["field"], each["code"]) for each in answer.json["errors"]] == [
        ("columns.1.field", "field_taken")
    ]


def test_values_of_lists_are_mapped(office: Office, importer: Importer):
    """C-12, C-19, C-32: what is not in a list is refused until somebody says what it is."""
    made = office.send(
        office.admin, "POST", "/contact-sources", {"name": "Feria", "kind": "general"}
    ).json
    file = "Nombre;Apellido;Fuente;Clase\nAna;Ruiz;FERIA;cliente\nLuis;Mora;Stand;Prospecto\n"
    run = importer.sent(file)
    assert [each["field"] for each in run["columns"]][2:] == ["source", "class"]
    layout = importer.get(run, "/layout").json
    assert sorted(layout["values"]["2"]) == [["FERIA", 1], ["Stand", 1]]
    preview = importer.get(run, "/preview").json
    assert [each["result"] for each in preview["rows"]] == ["created", "rejected"]
    assert preview["problems"][0]["errors"][0]["column"] == "Fuente"
    answer = importer.confirm(run, values={"source": {"Stand": "no such id"}})
    assert answer.json["errors"][0]["field"] == "values.source"
    importer.confirmed(run, values={"source": {"Stand": made["id"]}})
    importer.act(run, "start")
    assert importer.counts(importer.read(run)) == (2, 0, 0, 0)
    items = office.get(office.admin, "/contacts").json["items"]
    assert {each["source_id"] for each in items} == {made["id"]}
    assert {each["class"]: each["client_number"] for each in items} == {
        "client": 1,
        "prospect": None,
    }


def test_a_preview_writes_nothing(office: Office, importer: Importer):
    run = importer.sent(HEADER + "María;Núñez;300 123 4567;;;nueva\n")
    seen = importer.get(run, "/preview").json
    assert seen["rows"][0]["values"]["phones"] == "300 1234567"
    assert office.names(office.admin, "/contacts") == []
    assert office.stated(ContactCreated) == []
    assert office.get(office.admin, "/tags?entity=contacts").json["items"] == []


def test_companies_of_people_are_found_or_made_once(office: Office, importer: Importer):
    """C-25."""
    office.create(office.admin, kind="company", name="Acme S.A.S.")
    done = importer.run(
        "Nombre;Apellido;Empresa\nAna;Ruiz;ACME s.a.s.\nLuis;Mora;Nueva\nEva;Paz;nueva\n"
    )
    assert importer.counts(done) == (3, 0, 0, 0)
    companies = office.get(office.admin, "/contacts?kind=company").json["items"]
    assert sorted(each["name"] for each in companies) == ["Acme S.A.S.", "Nueva"]
    people = office.get(office.admin, "/contacts?kind=person").json["items"]
    assert all(each["company_id"] for each in people)
    assert importer.undo(done)["undone"] == {"removed": 4, "restored": 0, "kept": 0}


def test_an_import_is_its_sender_s_and_their_superiors(office: Office):
    """C-50: files of others are not read, changed, started or deleted."""
    importer = Importer(office, office.member("Marta"))
    run = importer.sent(HEADER + "Ana;Ruiz;3001234567;;;\n")
    stranger = Importer(office, office.member("Otra"))
    for rest in ("", "/layout", "/preview", "/errors.csv"):
        assert stranger.get(run, rest).status_code == 404
    assert stranger.act(run, "start").status_code == 404
    assert office.get(stranger.actor, f"/imports?{ENTITY}").json["items"] == []
    assert Importer(office).read(run)["id"] == run["id"]
    powerless = office.member("Sin", permissions=frozenset({"contacts.view"}))
    assert Importer(office, powerless).upload("x").status_code == 403


def test_an_import_is_deleted_with_its_files_and_not_while_it_works(
    office: Office, importer: Importer
):
    run = importer.sent(HEADER + "Ana;Ruiz;3001234567;;;\n")
    path = f"/imports/{run['id']}?{ENTITY}"
    started = office.send(office.admin, "POST", f"/imports/{run['id']}/start?{ENTITY}").json
    busy = office.send(office.admin, "DELETE", path, version=started["version"])
    assert (busy.status_code, busy.json["code"]) == (409, "import_at_work")
    office.running.run_woken_jobs()
    done = importer.read(run)
    assert office.send(office.admin, "DELETE", path, version=done["version"]).status_code == 204
    assert importer.get(run, "").status_code == 404
    assert office.names(office.admin, "/contacts") == ["Ana Ruiz"]


def test_a_file_that_is_no_table_is_refused_with_its_reason(office: Office, importer: Importer):
    """G-30."""
    for content, code in ((b"", "file_empty"), (b"%PDF-1.7 \n", "not_a_table")):
        answer = importer.upload(content)
        assert (answer.status_code, answer.json["code"]) == (422, code)
    assert office.get(office.admin, f"/imports?{ENTITY}").json["items"] == []


def test_who_reads_the_file_otherwise_gets_other_rows(office: Office, importer: Importer):
    """C-12: a wrong guess is put right before anything is imported."""
    content = "Nombre|Apellido;x|Celular\nMaría|Núñez|3001234567\n".encode("cp1252")
    run = importer.sent(content)
    told = importer.confirmed(run, encoding="cp850", delimiter="|")
    assert told["detected"]["encoding"] == "cp850"
    told = importer.confirmed(run, encoding="cp1252", header_row=0)
    assert [each["samples"][0] for each in told["columns"]][:2] == ["Nombre", "Apellido;x"]
    told = importer.confirmed(run, header_row=1)
    assert told["columns"][0]["samples"] == ["María"]
    assert told["counts"]["total"] == 1


def test_defaults_hold_for_every_row(office: Office, importer: Importer):
    marta: Any = office.member("Marta")
    file = HEADER + "Ana;Ruiz;3001234567;;;\n"
    run = importer.sent(file)
    wrong = importer.confirm(run, defaults={"owner_id": "x", "visibility": "open", "y": 1})
    assert {each["field"] for each in wrong.json["errors"]} == {
        "defaults.owner_id",
        "defaults.visibility",
        "defaults.y",
    }
    defaults = {"owner_id": str(marta.user_id), "visibility": "read", "tags": ["Feria"]}
    importer.run(file, defaults=defaults)
    found = office.get(office.admin, "/contacts").json["items"][0]
    assert (found["owner_id"], found["visibility"], found["tags"]) == (
        str(marta.user_id),
        "read",
        ["Feria"],
    )
