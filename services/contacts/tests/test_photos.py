"""A contact's photo: small, plain, as private as the contact (C-07, C-39, O-28, X-8)."""

import io
import struct
import zlib
from collections.abc import Mapping
from typing import Any

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from chassis import budgets
from chassis.identity.actor import Actor
from chassis.identity.tokens import mint
from chassis.testing.running import KEY
from contracts.contacts import ContactChanged
from services.contacts.documents.models import StoredFile
from services.contacts.service import SERVICE
from services.contacts.tests.office import Office

PLACE = 0x8825
TURNED = 0x0112


def drawn(size: tuple[int, int] = (400, 300), form: str = "JPEG", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new(more.pop("mode", "RGB"), size, more.pop("colour", "red")).save(out, form, **more)
    return out.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    sum_ = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", sum_)


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of many pixels that is a few bytes long."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1_000))
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", data), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def put(
    office: Office,
    actor: Actor,
    contact: Mapping[str, Any],
    content: bytes,
    *,
    version: int | None = None,
) -> TestResponse:
    token = mint(actor, key=KEY, issuer="gateway", audience=SERVICE.name)
    sent = FileStorage(io.BytesIO(content), filename="foto.jpg", content_type="image/jpeg")
    boundary, body = encode_multipart({"file": sent})
    headers = {"Authorization": f"Bearer {token}"}
    if version is not None:
        headers["If-Match"] = f'"{version}"'
    return office.client.open(
        f"/api/v1/contacts/{contact['id']}/photo",
        method="PUT",
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
        headers=headers,
    )


def shown(office: Office, actor: Actor, contact: Mapping[str, Any]) -> Image.Image:
    answer = office.get(actor, f"/contacts/{contact['id']}/photo")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    return Image.open(io.BytesIO(answer.data))


@pytest.mark.parametrize(
    ("size", "becomes"),
    [
        ((200, 300), (200, 300)),
        ((201, 300), (200, 299)),
        ((2000, 1000), (200, 100)),
        ((600, 2400), (75, 300)),
        ((40, 30), (40, 30)),
    ],
)
def test_a_larger_photo_is_made_smaller_with_its_ratio_kept(
    office: Office, size: tuple[int, int], becomes: tuple[int, int]
):
    """C-07, O-28: 200 by 300 pixels; a smaller one stays as small."""
    contact = office.create(office.admin)
    answer = put(office, office.admin, contact, drawn(size))
    assert answer.status_code == 200, answer.text
    assert answer.json["photo_id"]
    assert shown(office, office.admin, contact).size == becomes


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
def test_pictures_of_every_usual_format_become_one(office: Office, form: str):
    contact = office.create(office.admin, kind="company")
    assert put(office, office.admin, contact, drawn(form=form)).status_code == 200
    assert shown(office, office.admin, contact).format == "JPEG"


def test_nothing_of_the_original_remains_but_its_picture(office: Office):
    """C-07: the place where it was taken goes; a phone's photo stands upright."""
    exif = Image.Exif()
    exif[TURNED] = 6  # turned by a quarter
    exif[0x010F] = "Cámara de Ana"
    exif.get_ifd(PLACE)[1] = "N"
    sent = drawn((120, 60), exif=exif.tobytes(), comment=b"<script>alert(1)</script>")
    assert b"script" in sent
    contact = office.create(office.admin)
    assert put(office, office.admin, contact, sent + b"<html>").status_code == 200
    kept = shown(office, office.admin, contact)
    assert kept.size == (60, 120)
    assert dict(kept.getexif()) == {}
    raw = office.get(office.admin, f"/contacts/{contact['id']}/photo").data
    assert not any(word in raw for word in (b"script", b"html", b"Ana", b"Exif"))


def test_what_is_transparent_becomes_white(office: Office):
    """C-39: a logo."""
    contact = office.create(office.admin, kind="company")
    logo = drawn((50, 50), "PNG", mode="RGBA", colour=(0, 0, 0, 0))
    assert put(office, office.admin, contact, logo).status_code == 200
    assert shown(office, office.admin, contact).getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "file_empty"),
        (drawn() + bytes(budgets.PHOTO_BYTES), 413, "photo_too_large"),
        (bomb(30_000, 30_000), 413, "photo_too_many_pixels"),
        (bomb(2**31 - 1, 2**31 - 1), 413, "photo_too_many_pixels"),
        (bomb(100, 100), 415, "photo_unreadable"),
        (drawn()[:200], 415, "photo_unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", 415, "photo_unreadable"),
        (b"%PDF-1.7", 415, "photo_unreadable"),
        (drawn(form="TIFF"), 415, "photo_unreadable"),
        (b"GIF89a" + bytes(20), 415, "photo_unreadable"),
    ],
)
def test_what_is_too_large_or_no_picture_is_refused(
    office: Office, content: bytes, status: int, code: str
):
    """C-07, O-28: 1 MB, 20 million pixels; nothing is stored."""
    contact = office.create(office.admin)
    answer = put(office, office.admin, contact, content)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert answer.json["errors"][0]["field"] == "file"
    with office.running.database.reading(office.organization_id) as session:
        assert session.query(StoredFile).count() == 0
    assert office.get(office.admin, f"/contacts/{contact['id']}").json["photo_id"] is None


def test_a_photo_is_replaced_and_removed_as_any_member_of_the_contact(office: Office):
    """C-07: with version, fact and history; the old file goes with the next clearing."""
    contact = office.create(office.admin)
    path = f"/contacts/{contact['id']}/photo"
    assert office.get(office.admin, path).status_code == 404
    first = put(office, office.admin, contact, drawn(), version=1)
    assert first.headers["ETag"] == '"2"'
    assert put(office, office.admin, contact, drawn(), version=1).status_code == 412
    second = put(office, office.admin, contact, drawn(colour="blue"))
    assert second.json["photo_id"] != first.json["photo_id"]
    red, _, blue = shown(office, office.admin, contact).getpixel((5, 5))
    assert blue > red
    listed = office.get(office.admin, "/contacts").json["items"]
    assert [each["photo_id"] for each in listed] == [second.json["photo_id"]]
    with office.running.database.reading(office.organization_id) as session:
        due = {row.key: row.due_at is not None for row in session.query(StoredFile)}
    keys = [f"photos/{office.organization_id}/{one.json['photo_id']}" for one in (first, second)]
    assert (due[keys[0]], due[keys[1]]) == (True, False)
    assert office.send(office.admin, "DELETE", path).status_code == 204
    assert office.send(office.admin, "DELETE", path).status_code == 204
    assert office.get(office.admin, path).status_code == 404
    titles = [each["title"] for each in office.timeline(office.admin, contact["id"])]
    assert titles[:3] == [
        "timeline.contact.photo_removed",
        "timeline.contact.photo_changed",
        "timeline.contact.photo_changed",
    ]
    assert len(office.stated(ContactChanged)) == 3


def test_a_photo_is_as_private_as_its_contact(office: Office):
    """X-8, C-10: seen by whom the contact is, changed by who may change it."""
    owner, other = office.member("Dueña"), office.member("Otro")
    contact = office.create(owner, visibility="private")
    assert put(office, owner, contact, drawn()).status_code == 200
    path = f"/contacts/{contact['id']}/photo"
    assert office.get(other, path).status_code == 404
    assert put(office, other, contact, drawn()).status_code == 404
    assert office.send(other, "DELETE", path).status_code == 404
    shared = {"user_ids": [str(other.user_id)], "level": "read"}
    assert office.send(owner, "POST", f"/contacts/{contact['id']}/share", shared).status_code == 200
    assert office.get(other, path).status_code == 200
    assert put(office, other, contact, drawn()).status_code == 403
    assert office.send(other, "DELETE", path).status_code == 403
