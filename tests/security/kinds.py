"""Every kind of record that a route can name, with how one is made and who sees it.

A route whose path names a kind that is not here fails the matrix; so a new capability adds a row.

`sees` says who gets the record when nothing else relates them to it:

- `access`: whoever the record's own access lets in (owner, superior, shared). The builder takes the
  client of the owner and makes a *private* record; `share` then opens it to a user.
- `everybody`: all of the organization who may view the module.
- `owner`: the person that it belongs to, and not even an administrator else.
- `administrators`: those alone.
"""

import io
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import uuid4

from PIL import Image

from chassis.testing import eventually
from tests.security.world import ADMIN, Person, settled

Sees = Literal["access", "everybody", "owner", "administrators"]
Make = Callable[[Person], str]
Share = Callable[[Person, str, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind: the name of its path parameter, where, who sees it, how to make and share one."""

    argument: str
    under: str
    sees: Sees
    make: Make
    share: Share | None = None


def _word() -> str:
    return f"Prueba {uuid4().hex[:10]}"


def _created(path: str, **body: Any) -> Make:
    """Make a record by the collection's POST; callables in the body are called with the owner."""

    def make(owner: Person) -> str:
        values = {name: value(owner) if callable(value) else value for name, value in body.items()}
        return str(owner.do("POST", path, values)["id"])

    return make


def _first(path: str) -> Make:
    """Take a record that every organization begins with."""
    return lambda owner: str(owner.get(path)["items"][0]["id"])


def _name(_: Person) -> str:
    return _word()


def _short(_: Person) -> str:
    return "".join(random.choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=4))


def _patched(path: str) -> Share:
    def share(owner: Person, id: str, user_id: str) -> None:
        version = owner("GET", f"{path}/{id}").headers["ETag"]
        body = {"shared_user_ids": [user_id]}
        owner.do("PATCH", f"{path}/{id}", body, headers={"If-Match": version})

    return share


def _share_contact(owner: Person, id: str, user_id: str) -> None:
    owner.do("POST", f"/contacts/{id}/share", {"user_ids": [user_id]})


def _about(contact_id: str) -> dict[str, str]:
    return {"type": "contact", "id": contact_id}


def _invited(owner: Person, id: str, user_id: str) -> None:
    version = owner("GET", f"/activities/{id}").headers["ETag"]
    body = {"participant_ids": [user_id]}
    owner.do("PATCH", f"/activities/{id}", body, headers={"If-Match": version})


def _missed_call(owner: Person) -> str:
    """Let somebody call whom nobody answers; the product does the rest by itself."""
    caller = f"+57311{random.randrange(10**6, 10**7)}"
    owner.do("PUT", "/agents/me/state", {"state": "offline"})
    owner.do("POST", "/telephony/simulator/calls", {"from": caller})

    def missed() -> Any:
        items = owner.get(f"/calls?from=%2B{caller[1:]}")["items"]
        return next((one for one in items if one["status"] == "missed" and one["contact_name"]), 0)

    return str(eventually(missed, deadline=60)["id"])


def _message(owner: Person) -> str:
    def sent() -> Any:
        items = owner.get("/messages")["items"]
        return next((one for one in items if one["state"] == "delivered"), None)

    return str(eventually(sent, deadline=60)["id"])


def _notification(owner: Person) -> str:
    return str(eventually(lambda: owner.get("/notifications")["items"], deadline=60)[0]["id"])


def _parked(service: str) -> Make:
    def make(owner: Person) -> str:
        id = str(uuid4())
        owner.product.execute(
            service,
            "INSERT INTO inbox (event_id, source, type, subject, organization_id, state, error,"
            " envelope, occurred_at) VALUES (%s, '/troncal/x', 'troncal.x.y.z.v1', 'y/1', %s,"
            " 'parked', 'x', '{}', now())",
            (id, owner.get("/settings")["organization_id"]),
        )
        return id

    return make


def _contact(owner: Person) -> str:
    return _created(
        "/contacts", kind="person", first_name=_name, last_name="x", visibility="private"
    )(owner)


def _contact_with_photo(owner: Person) -> str:
    id = _contact(owner)
    picture = io.BytesIO()
    Image.new("RGB", (20, 30)).save(picture, "PNG")
    picture.seek(0)
    answer = owner(
        "PUT", f"/contacts/{id}/photo", data={"file": (picture, "foto.png", "image/png")}
    )
    assert answer.status_code == 200, answer.text
    return id


def _known_contact(owner: Person) -> str:
    """Make a contact and wait until the other services have their copies of it."""
    id = _contact(owner)
    settled(owner.product)
    return id


def _import(owner: Person) -> str:
    """Send a file as the administrator, and make it the person's: not everybody may import."""
    sender = owner.product.sign_in(ADMIN)
    here = {"organization_id": owner.get("/me")["organization"]["id"]}
    sender.token = sender.do("POST", "/auth/switch", here)["access_token"]
    boundary = uuid4().hex
    body = (
        f"--{boundary}\r\n"
        'Content-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        f"Nombre,Apellido\nAna,{_word()}\n\r\n--{boundary}--\r\n"
    )
    sent = sender(
        "POST",
        "/imports?entity=contacts",
        data=body.encode(),
        headers={"Content-Type": f"multipart/form-data; boundary={boundary}"},
    )
    assert sent.status_code == 201, sent.text
    id = str(sent.json["id"])
    for statement in (
        "UPDATE import_run SET owner_id = %s WHERE id = %s",
        (
            "UPDATE record_access SET principal_id = %s"
            " WHERE record_type = 'import' AND record_id = %s"
        ),
    ):
        owner.product.execute("contacts", statement, (owner.id, id))
    return id


def _export(owner: Person) -> str:
    """Export as the administrator, and make it the person's: not everybody may export."""
    maker = owner.product.sign_in(ADMIN)
    here = {"organization_id": owner.get("/me")["organization"]["id"]}
    maker.token = maker.do("POST", "/auth/switch", here)["access_token"]
    asked = maker.do("POST", "/exports?entity=contacts", {"format": "csv"})
    id = str(asked["id"])

    def is_done() -> bool:
        return bool(maker.get(f"/exports/{id}?entity=contacts")["state"] == "done")

    eventually(is_done, deadline=60)
    statement = "UPDATE export_run SET owner_id = %s WHERE id = %s"
    owner.product.execute("contacts", statement, (owner.id, id))
    return id


def _bulk_run(owner: Person) -> str:
    """Discard nobody in bulk as the administrator, and make the run the person's."""
    maker = owner.product.sign_in(ADMIN)
    here = {"organization_id": owner.get("/me")["organization"]["id"]}
    maker.token = maker.do("POST", "/auth/switch", here)["access_token"]
    body = {"action": "discard", "ids": [str(uuid4())]}
    id = str(maker.do("POST", "/bulk-runs?entity=contacts", body)["id"])

    def is_done() -> bool:
        return bool(maker.get(f"/bulk-runs/{id}?entity=contacts")["state"] == "done")

    eventually(is_done, deadline=60)
    statement = "UPDATE bulk_run SET owner_id = %s WHERE id = %s"
    owner.product.execute("contacts", statement, (owner.id, id))
    return id


def _tomorrow(_: Person) -> str:
    return "2031-05-01T12:00:00Z"


def _custom_field(owner: Person) -> str:
    body = {"title": _word(), "type": "text"}
    return str(owner.do("POST", "/custom-fields?entity=contact", body)["id"])


def _web_form(owner: Person) -> str:
    text = {"es": "x", "en": "x"}
    fields = [{"name": "email", "label": text, "required": True}]
    body = {"name": _word(), "title": text, "thanks": text, "fields": fields}
    return str(owner.do("POST", "/forms", body)["id"])


_WEEK = {"monday": [{"from": "08:00", "to": "17:00"}]}

KINDS = (
    Kind(
        argument="contact_id",
        under="/",
        sees="access",
        make=_contact_with_photo,
        share=_share_contact,
    ),
    Kind(
        argument="activity_id",
        under="/activities",
        sees="access",
        make=_created(
            "/activities", kind="task", title=_name, related=lambda owner: _about(_contact(owner))
        ),
        share=_invited,
    ),
    Kind(
        argument="lead_id",
        under="/leads",
        sees="access",
        make=_created("/leads", last_name=_name, visibility="private"),
    ),
    Kind(argument="form_id", under="/forms", sees="everybody", make=_web_form),
    Kind(argument="custom_field_id", under="/custom-fields", sees="everybody", make=_custom_field),
    Kind(argument="call_id", under="/calls", sees="administrators", make=_missed_call),
    Kind(argument="number_id", under="/", sees="everybody", make=_first("/phone-numbers")),
    Kind(
        argument="call_disposition_id",
        under="/telephony",
        sees="everybody",
        make=_first("/telephony/dispositions"),
    ),
    Kind(argument="message_id", under="/messages", sees="everybody", make=_message),
    Kind(argument="notification_id", under="/", sees="owner", make=_notification),
    Kind(argument="template_id", under="/", sees="everybody", make=_first("/templates")),
    Kind(
        argument="reminder_id",
        under="/reminders",
        sees="owner",
        make=_created("/reminders", title=_name, due_at=_tomorrow),
    ),
    Kind(
        argument="group_id", under="/groups", sees="everybody", make=_created("/groups", name=_name)
    ),
    Kind(argument="profile_id", under="/", sees="everybody", make=_first("/profiles")),
    Kind(argument="role_id", under="/", sees="everybody", make=_first("/roles")),
    Kind(argument="user_id", under="/", sees="everybody", make=lambda owner: owner.id),
    Kind(argument="session_id", under="/me", sees="owner", make=_first("/me/sessions")),
    Kind(
        argument="opportunity_id",
        under="/opportunities",
        sees="access",
        make=_created(
            "/opportunities",
            title=_name,
            stage_id=_first("/stages"),
            contact_id=_known_contact,
            visibility="private",
        ),
        share=_patched("/opportunities"),
    ),
    *(
        Kind(argument=argument, under="/", sees="everybody", make=_first(path))
        for argument, path in (
            ("contact_type_id", "/contact-types"),
            ("contact_source_id", "/contact-sources"),
            ("contact_role_id", "/contact-roles"),
            ("temperature_id", "/temperatures"),
            ("event_category_id", "/event-categories"),
            ("task_category_id", "/task-categories"),
        )
    ),
    Kind(
        argument="tag_id",
        under="/tags",
        sees="everybody",
        make=_created("/tags?entity=contacts", name=_name),
    ),
    Kind(argument="import_id", under="/imports", sees="access", make=_import),
    Kind(argument="export_id", under="/exports", sees="owner", make=_export),
    Kind(argument="bulk_run_id", under="/bulk-runs", sees="owner", make=_bulk_run),
    Kind(
        argument="view_id",
        under="/views",
        sees="owner",
        make=_created("/views?entity=contacts", name=_name),
    ),
    Kind(argument="stage_id", under="/stages", sees="everybody", make=_first("/stages")),
    Kind(
        argument="loss_reason_id",
        under="/loss-reasons",
        sees="everybody",
        make=_first("/loss-reasons"),
    ),
    Kind(
        argument="purchase_motive_id",
        under="/purchase-motives",
        sees="everybody",
        make=_first("/purchase-motives"),
    ),
    Kind(
        argument="case_id",
        under="/cases",
        sees="access",
        make=_created(
            "/cases",
            type_id=_first("/case-types"),
            title=_name,
            contact_id=_known_contact,
            visibility="private",
        ),
        share=_patched("/cases"),
    ),
    Kind(argument="case_type_id", under="/", sees="everybody", make=_first("/case-types")),
    Kind(argument="case_state_id", under="/", sees="everybody", make=_first("/case-states")),
    Kind(argument="case_priority_id", under="/", sees="everybody", make=_first("/case-priorities")),
    Kind(argument="calendar_id", under="/", sees="everybody", make=_first("/business-calendars")),
    Kind(
        argument="invoice_id",
        under="/invoices",
        sees="access",
        make=_created("/invoices", contact_id=_known_contact, visibility="private"),
    ),
    Kind(
        argument="product_id",
        under="/",
        sees="everybody",
        make=_created(
            "/products",
            name=_name,
            code=_short,
            unit_price={"amount": "10.00", "currency": "COP"},
        ),
    ),
    Kind(
        argument="category_id",
        under="/",
        sees="everybody",
        make=_created("/product-categories", name=_name),
    ),
    Kind(
        argument="tax_id",
        under="/",
        sees="everybody",
        make=_created("/taxes", name=_name, rate_percent="19"),
    ),
    Kind(
        argument="rate_id",
        under="/",
        sees="everybody",
        make=_created("/exchange-rates", currency="USD", valid_on="2026-05-01", rate="4000"),
    ),
    *(
        Kind(
            argument="event_id",
            under=f"/ops/{service}",
            sees="administrators",
            make=_parked(service),
        )
        for service in (
            "gateway",
            "contacts",
            "sales",
            "cases",
            "billing",
            "telephony",
            "notifications",
            "reporting",
        )
    ),
)

VALUES = {"metric": "cases_opened", "token": "nobody"}
"""Path parameters that name no record."""


def kind_of(path: str) -> Kind | None:
    """Return the kind of the first record that a path names; None when it names none.

    Raises LookupError for a kind that is not described here.
    """
    names = re.findall(r"\{(\w+)\}", path)
    named = [name for name in names if name not in VALUES]
    if not named:
        return None
    for kind in KINDS:
        if kind.argument == named[0] and path.startswith(kind.under):
            return kind
    raise LookupError(f"describe the kind of record that {path} names in tests/security/kinds.py")
