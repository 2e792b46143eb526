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
