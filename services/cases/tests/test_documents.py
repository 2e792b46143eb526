"""Documents of a case, by its own rule (K-18, K-19, K-27)."""

import io

from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from chassis.identity.actor import Actor
from chassis.identity.tokens import mint
from chassis.testing.running import KEY
from services.cases.service import SERVICE
from services.cases.tests.office import Office

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


def upload(office: Office, actor: Actor, path: str, name: str = "acta.pdf") -> TestResponse:
    token = mint(actor, key=KEY, issuer="gateway", audience=SERVICE.name)
    sent = FileStorage(io.BytesIO(PDF), filename=name, content_type="application/pdf")
    boundary, body = encode_multipart({"file": sent})
    return office.client.open(
        f"/api/v1{path}",
        method="POST",
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
        headers={"Authorization": f"Bearer {token}"},
    )


def test_the_documents_of_a_case_follow_its_own_rule(office: Office):
    """K-18, K-19, K-27: added by whom may change it, read by whom sees it, told in its history."""
    owner, other = office.member("Dueña"), office.member("Otro")
    made = office.create(owner, contact_id=office.contact(), visibility="private")
    path = f"/cases/{made['id']}/documents"
    assert upload(office, other, path).status_code == 404
    assert upload(office, owner, path, "acta.html").status_code == 415
    added = upload(office, owner, path)
    assert added.status_code == 201, added.text
    assert office.history(owner, made)[-1] == "document_added"
    one = f"{path}/{added.json['id']}"
    assert office.get(owner, f"{one}/file").data == PDF
    assert [each["name"] for each in office.get(owner, path).json["items"]] == ["acta.pdf"]
    for hidden in (path, one, f"{one}/file"):
        assert office.get(other, hidden).status_code == 404
    assert office.send(owner, "DELETE", one).status_code == 204
    assert office.history(owner, made)[-1] == "document_removed"
    office.running.run_sweep("unnamed_files")
