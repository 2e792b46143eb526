"""Documents of contacts: who may, which files, where they lie (C-38, K-18, O-9, X-8)."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from chassis import budgets, faults
from chassis.identity.actor import Actor
from chassis.identity.tokens import mint
from chassis.storage import storage_of
from chassis.testing.running import KEY
from services.contacts.documents.models import Document, StoredFile
from services.contacts.service import SERVICE
from services.contacts.tests.office import Office

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return out.getvalue()


def upload(
    office: Office,
    actor: Actor,
    contact: Mapping[str, Any],
    content: bytes = PDF,
    name: str = "contrato.pdf",
    *,
    declared: str = "application/octet-stream",
    **form: str,
) -> TestResponse:
    """Send a file as a form does."""
    token = mint(actor, key=KEY, issuer="gateway", audience=SERVICE.name)
    sent = FileStorage(io.BytesIO(content), filename=name, content_type=declared)
    boundary, body = encode_multipart({"file": sent, **form})
    return office.client.open(
        f"/api/v1/contacts/{contact['id']}/documents",
        method="POST",
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
        headers={"Authorization": f"Bearer {token}"},
    )


def added(office: Office, actor: Actor, contact: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    answer = upload(office, actor, contact, **more)
    assert answer.status_code == 201, answer.text
    return answer.json


def below(document: Mapping[str, Any]) -> str:
    return f"/contacts/{document['record']['id']}/documents/{document['id']}"


def stored(office: Office) -> list[StoredFile]:
    with office.running.database.reading(office.organization_id) as session:
        return list(session.query(StoredFile))


def is_kept(office: Office, key: str) -> bool:
    try:
        storage_of(office.running.service).open(key).close()
    except FileNotFoundError:
        return False
    return True


def clear(office: Office) -> None:
    """Let the hour pass after which a file that no record names goes."""
    with office.running.database.transaction(office.organization_id) as session:
        for row in session.query(StoredFile).where(StoredFile.due_at.is_not(None)):
            row.due_at = row.due_at.replace(year=2001)
    office.running.run_sweep("unnamed_files")


def test_a_document_is_kept_listed_fetched_renamed_and_deleted(office: Office):
    """C-38: with who brought it, when, and a note; the contact's history tells of it."""
    contact = office.create(office.admin)
    made = added(office, office.admin, contact, name="Contrato 2026.PDF", note=" Firmado ")
    assert made["name"] == "Contrato 2026.PDF"
    assert (made["extension"], made["size"], made["note"]) == ("pdf", len(PDF), "Firmado")
    assert made["added_by_name"] == "Ada"
    listed = office.get(office.admin, f"/contacts/{contact['id']}/documents").json["items"]
    assert listed == [made]

    file = office.get(office.admin, f"{below(made)}/file")
    assert file.data == PDF
    assert file.headers["Content-Type"] == "application/pdf"
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Disposition"].startswith(
        'attachment; filename="Contrato 2026.PDF"'
    )

    change = {"name": "Anexo ñ", "note": None}
    renamed = office.send(office.admin, "PATCH", below(made), change, version=1)
    assert renamed.status_code == 200, renamed.text
    assert (renamed.json["name"], renamed.json["note"]) == ("Anexo ñ.pdf", None)
    assert renamed.headers["ETag"] == '"2"'
    assert office.send(office.admin, "PATCH", below(made), change, version=1).status_code == 412
    again = office.get(office.admin, f"{below(made)}/file").headers["Content-Disposition"]
    assert again == "attachment; filename=\"Anexo _.pdf\"; filename*=UTF-8''Anexo%20%C3%B1.pdf"

    assert office.send(office.admin, "DELETE", below(made), version=2).status_code == 204
    assert office.get(office.admin, below(made)).status_code == 404
    titles = [each["title"] for each in office.timeline(office.admin, contact["id"])]
    assert titles[:2] == ["timeline.contact.document_removed", "timeline.contact.document_added"]


def test_a_contact_s_documents_follow_its_own_rule(office: Office):
    """X-8: who may read the contact reads its documents, who may edit it changes them."""
    owner, other = office.member("Dueña"), office.member("Otro")
    contact = office.create(owner, visibility="private")
    made = added(office, owner, contact)
    path = f"/contacts/{contact['id']}/documents"
    for hidden in (path, f"{path}/terms", below(made), f"{below(made)}/file"):
        assert office.get(other, hidden).status_code == 404
    assert upload(office, other, contact).status_code == 404
    assert office.send(other, "DELETE", below(made)).status_code == 404

    shared = {"user_ids": [str(other.user_id)], "level": "read"}
    assert office.send(owner, "POST", f"/contacts/{contact['id']}/share", shared).status_code == 200
    assert office.get(other, f"{below(made)}/file").data == PDF
    assert upload(office, other, contact).status_code == 403
    assert office.send(other, "PATCH", below(made), {"name": "x"}, version=1).status_code == 403
    assert office.send(other, "DELETE", below(made)).status_code == 403
    assert len(stored(office)) == 1, "a refused file is not stored"

    stranger = Office(office.running)
    assert stranger.get(stranger.admin, f"{below(made)}/file").status_code == 404
    another = office.create(owner)
    crossed = f"/contacts/{another['id']}/documents/{made['id']}"
    for method, path in (("GET", crossed), ("GET", f"{crossed}/file"), ("DELETE", crossed)):
        assert office.send(owner, method, path).status_code == 404


def test_a_discarded_contact_takes_no_documents(office: Office):
    """C-18: administrators read them, nobody changes them."""
    contact = office.create(office.admin)
    made = added(office, office.admin, contact)
    assert office.discard(office.admin, contact).status_code == 204
    assert office.get(office.admin, f"{below(made)}/file").status_code == 200
    assert office.get(office.member(), below(made)).status_code == 404
    refused = upload(office, office.admin, contact)
    assert (refused.status_code, refused.json["code"]) == (409, "contact_discarded")
    assert office.send(office.admin, "DELETE", below(made)).status_code == 409


@pytest.mark.parametrize(
    ("name", "content", "declared", "code"),
    [
        ("página.html", b"<script>alert(1)</script>", "text/html", "document_type_refused"),
        ("dibujo.svg", b"<svg onload='x'/>", "image/svg+xml", "document_type_refused"),
        ("programa.pdf.exe", b"MZ\x90", "", "document_type_refused"),
        ("sin-tipo", PDF, "application/pdf", "document_type_refused"),
        (".pdf", PDF, "application/pdf", "document_type_refused"),
        ("oculto.exe\u202efdp", b"MZ\x90", "", "document_type_refused"),
        ("flujo.pdf:otro.exe", b"MZ\x90", "", "document_type_refused"),
        ("macro.docm", archive("[Content_Types].xml"), "", "document_type_refused"),
        ("programa.pdf", b"MZ\x90\x00" * 40, "application/pdf", "document_type_mismatch"),
        ("foto.pdf", PDF, "image/png", "document_type_mismatch"),
        ("contrato.pdf", PDF, "text/html", "document_type_mismatch"),
        ("lista.csv", b"<html><script>x</script>", "text/csv", "document_type_mismatch"),
        ("lista.csv", b"\xef\xbb\xbf <svg/>", "text/csv", "document_type_mismatch"),
        ("lista.csv", b"#!/bin/sh\nrm", "text/csv", "document_type_mismatch"),
        ("lista.csv", b"a;b\n\x00\x01\x02", "text/csv", "document_type_mismatch"),
        ("carta.docx", archive("a.txt"), "", "document_type_mismatch"),
        ("carta.docx", archive("[Content_Types].xml", "xl/a"), "", "document_type_mismatch"),
        (
            "carta.docx",
            archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            "",
            "document_type_mismatch",
        ),
        (
            "carta.docx",
            b"<script>x</script>" + archive("[Content_Types].xml", "word/document.xml"),
            "",
            "document_type_mismatch",
        ),
        ("carta.docx", b"PK\x03\x04" + b"\x00" * 40, "", "document_type_mismatch"),
        ("instala.doc", bytes.fromhex("d0cf11e0a1b11ae1") * 80, "", "document_type_mismatch"),
        (
            "sonido.avi",
            b"RIFF\x10\x00\x00\x00WAVEfmt " + b"\x00" * 40,
            "",
            "document_type_mismatch",
        ),
        ("vacío.pdf", b"", "application/pdf", "file_empty"),
    ],
)
def test_what_is_not_in_the_list_or_lies_about_itself_is_refused(
    office: Office, name: str, content: bytes, declared: str, code: str
):
    """K-18, O-9: ending, declared type and content agree, or nothing is stored."""
    contact = office.create(office.admin)
    answer = upload(office, office.admin, contact, content, name, declared=declared)
    assert answer.status_code in {415, 422}, answer.text
    assert answer.json["code"] == code
    assert answer.json["errors"][0]["field"] == "file"
    assert stored(office) == []


@pytest.mark.parametrize(
    ("name", "content", "declared", "kept"),
    [
        ("../../etc/contrato.pdf", PDF, "application/pdf", "contrato.pdf"),
        ("lista.csv", "Nombre;Año\nÑandú;3\n".encode("cp1252"), "application/vnd.ms-excel", None),
        ("lista.csv", "Nombre;Año\n".encode("utf-16"), "text/csv", None),
        ("carta.docx", archive("[Content_Types].xml", "word/document.xml"), "", None),
        ("hoja.xlsx", archive("[Content_Types].xml", "xl/workbook.xml"), "", None),
        (
            "carta.doc",
            bytes.fromhex("d0cf11e0a1b11ae1") * 80 + "WordDocument".encode("utf-16-le"),
            "application/msword",
            None,
        ),
        (
            "hoja.xls",
            bytes.fromhex("d0cf11e0a1b11ae1") * 80 + "Workbook".encode("utf-16-le"),
            "application/vnd.ms-excel",
            None,
        ),
        ("nota.mp3", b"ID3\x03\x00\x00\x00\x00\x00\x0f" + b"\x00" * 99, "audio/mpeg", None),
        ("nota.mp3", b"\xff\xfb\x90\x44" + b"\x00" * 500, "audio/mpeg", None),
        ("nota.mp3", b"\xff\xf3\x90\x44" + b"\x00" * 500, "audio/mp3", None),
        ("voz.wap", b"RIFF\x10\x00\x00\x00WAVEfmt " + b"\x00" * 40, "audio/wav", None),
        ("voz.avi", b"RIFF\x10\x00\x00\x00AVI LIST" + b"\x00" * 40, "video/avi", None),
        ("cine.mp4", b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\x00" * 9, "", None),
        (
            "cine.wmv",
            bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + b"\x00" * 90,
            "video/x-ms-wmv",
            None,
        ),
        ("foto.bpm", b"BM" + b"\x46\x00\x00\x00" * 20, "", None),
    ],
)
def test_every_type_of_the_list_is_taken_under_a_plain_name(
    office: Office, name: str, content: bytes, declared: str, kept: str | None
):
    """K-18, O-9: the printed list with its misprints; of a path only the last part remains."""
    contact = office.create(office.admin)
    made = added(office, office.admin, contact, content=content, name=name, declared=declared)
    assert made["name"] == (kept or name)
    assert office.get(office.admin, f"{below(made)}/file").data == content


def test_a_file_above_the_limit_is_refused_and_terms_say_the_limit(office: Office):
    """O-9: ten megabytes; the screen knows before it sends."""
    contact = office.create(office.admin)
    terms = office.get(office.admin, f"/contacts/{contact['id']}/documents/terms").json
    assert terms["most_bytes"] == budgets.DOCUMENT_BYTES
    assert {"pdf", "xls", "wav", "bpm"} <= set(terms["extensions"])
    whole = PDF + b" " * (budgets.DOCUMENT_BYTES - len(PDF))
    assert upload(office, office.admin, contact, whole).status_code == 201
    refused = upload(office, office.admin, contact, whole + b" ")
    assert (refused.status_code, refused.json["code"]) == (413, "document_too_large")
    missing = office.send(office.admin, "POST", f"/contacts/{contact['id']}/documents", {})
    assert (missing.status_code, missing.json["code"]) == (400, "file_missing")


def test_a_record_has_so_many_documents_and_no_more(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(budgets, "DOCUMENTS_OF_A_RECORD", 1)
    contact = office.create(office.admin)
    assert upload(office, office.admin, contact).status_code == 201
    refused = upload(office, office.admin, contact)
    assert (refused.status_code, refused.json["code"]) == (409, "too_many_documents")


def test_a_deleted_document_s_file_goes_later_and_others_stay(office: Office):
    """C-38: an hour, so that a backup that runs meanwhile holds what its databases name."""
    contact = office.create(office.admin)
    kept, gone = added(office, office.admin, contact), added(office, office.admin, contact)
    keys = {one["id"]: f"documents/{office.organization_id}/{one['id']}" for one in (kept, gone)}
    assert office.send(office.admin, "DELETE", below(gone)).status_code == 204
    office.running.run_sweep("unnamed_files")
    assert is_kept(office, keys[gone["id"]])
    clear(office)
    assert not is_kept(office, keys[gone["id"]])
    assert is_kept(office, keys[kept["id"]])
    assert [row.key for row in stored(office)] == [keys[kept["id"]]]


@pytest.mark.parametrize("point", ["document.before_store", "document.after_store"])
def test_a_file_whose_upload_died_is_cleared(office: Office, point: str):
    """Whatever is stored was announced before: a crash leaves nothing that is never found."""
    contact = office.create(office.admin)
    faults.configure(f"{point}:raise")
    try:
        assert upload(office, office.admin, contact).status_code == 500
    finally:
        faults.configure("")
    (row,) = stored(office)
    assert is_kept(office, row.key) == (point == "document.after_store")
    with office.running.database.reading(office.organization_id) as session:
        assert list(session.query(Document)) == []
    clear(office)
    assert stored(office) == []
    assert not is_kept(office, row.key)


def test_a_file_that_is_gone_is_said_to_be(office: Office):
    contact = office.create(office.admin)
    made = added(office, office.admin, contact)
    storage_of(office.running.service).delete(f"documents/{office.organization_id}/{made['id']}")
    answer = office.get(office.admin, f"{below(made)}/file")
    assert (answer.status_code, answer.json["code"]) == (409, "document_file_gone")
