"""Web forms: built by administrators, sent by strangers, with the proof of consent (C-13)."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from chassis.clock import now
from chassis.ids import new_id
from contracts.contacts import ContactCreated, LeadCreated
from services.contacts.forms import throttle
from services.contacts.forms.models import FormBudget, FormSubmission
from services.contacts.forms.throttle import Limits
from services.contacts.tests.office import EVERYTHING, Office, at_once

SITE = "https://www.roble.example"


def label(es: str, en: str) -> dict[str, str]:
    return {"es": es, "en": en}


def asks(name: str, es: str, en: str, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "label": label(es, en), "required": required}


FORM: dict[str, Any] = {
    "name": "Demostración",
    "title": label("Solicite una demostración", "Ask for a demonstration"),
    "thanks": label("Gracias, le escribiremos.", "Thank you, we will write to you."),
    "consent": label("Acepto el tratamiento de mis datos.", "I agree to the use of my data."),
    "fields": [
        asks("first_name", "Nombre", "First name", required=True),
        asks("last_name", "Apellido", "Last name"),
        asks("email", "Correo", "E-mail", required=True),
        asks("phone", "Celular", "Mobile"),
        asks("description", "¿Qué necesita?", "What do you need?"),
    ],
}
SENT = {
    "first_name": "Carlos",
    "last_name": "Peña",
    "email": "carlos@roble.example",
    "phone": "300 123 4567",
    "description": "Internet para dos sedes",
    "consent": "yes",
}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Limits:
    limits = replace(throttle.LIMITS, per_address=3, per_form=5)
    monkeypatch.setattr(throttle, "LIMITS", limits)
    return limits


def built(office: Office, **more: Any) -> dict[str, Any]:
    answer = office.send(office.admin, "POST", "/forms", FORM | more)
    assert answer.status_code == 201, answer.text
    return answer.json


def change(office: Office, form: dict[str, Any], **members: Any) -> TestResponse:
    path = f"/forms/{form['id']}"
    version = office.get(office.admin, path).json["version"]
    return office.send(office.admin, "PATCH", path, members, version=version)


def send(
    office: Office,
    form: dict[str, Any],
    data: Any = None,
    *,
    accept: str = "text/html",
    address: str = "203.0.113.7",
    query: str = "",
    **headers: str,
) -> TestResponse:
    """Send a form as a browser does through the gateway, which says from where."""
    sent = {"Accept": accept, "X-Forwarded-For": address, **headers}
    path = f"/api/v1/public/forms/{form['token']}{query}"
    return office.client.post(path, data=SENT if data is None else data, headers=sent)


def script(office: Office, form: dict[str, Any], data: Any = None, **more: Any) -> TestResponse:
    return send(office, form, data, accept="application/json", **more)


def show(office: Office, form: dict[str, Any], rest: str = "", **headers: str) -> TestResponse:
    return office.client.get(f"/api/v1/public/forms/{form['token']}{rest}", headers=headers)


def errors(answer: TestResponse) -> dict[str, str]:
    assert answer.status_code == 422, answer.text
    return {error["field"]: error["code"] for error in answer.json["errors"]}


class Page(HTMLParser):
    """What a browser finds in a page: the controls by name, and every tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.controls: dict[str, dict[str, str | None]] = {}
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in {"input", "textarea", "select"}:
            values = dict(attrs)
            self.controls[values["name"] or ""] = values


def leads(office: Office) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.get(office.admin, "/leads").json["items"]
    return found


def test_an_administrator_builds_a_form_and_nobody_else_sees_it(office: Office):
    """C-13, G-04: its address cannot be guessed; who builds it gets what comes by it."""
    form = built(office)
    assert len(form["token"]) >= 32
    assert form["token"] != built(office, name="Otra")["token"]
    assert (form["active"], form["makes"], form["consent_version"]) == (True, "lead", 1)
    assert form["owner_id"] == str(office.admin.user_id)
    assert form["manager_ids"] == [str(office.admin.user_id)]
    assert office.names(office.admin, "/forms") == ["Demostración", "Otra"]
    marta = office.member(permissions=EVERYTHING)
    for method, path in (("GET", "/forms"), ("POST", "/forms"), ("GET", f"/forms/{form['id']}")):
        assert office.send(marta, method, path, FORM).status_code == 403


def test_wrong_members_of_a_form_are_named(office: Office):
    """C-13: only fields that the record has, each once, and a way to answer."""
    wrong = FORM | {
        "fields": [
            asks("first_name", "Nombre", "Name"),
            asks("first_name", "Nombre", "Name"),
            asks("tax_id", "NIT", "Tax id"),
            asks("custom.nada", "Nada", "Nothing"),
        ],
        "owner_id": str(new_id()),
        "manager_ids": [str(new_id())],
        "source_id": str(new_id()),
    }
    assert errors(office.send(office.admin, "POST", "/forms", wrong)) == {
        "fields.1.name": "repeated_field",
        "fields.2.name": "unknown_field",
        "fields.3.name": "unknown_field",
        "fields": "form_without_reach",
        "owner_id": "unknown_user",
        "manager_ids": "unknown_user",
        "source_id": "unknown_entry",
    }
    for origin in ("javascript:alert(1)", "https://a b", "https://u:p@x.example", "*"):
        answer = office.send(office.admin, "POST", "/forms", FORM | {"origins": [origin]})
        assert errors(answer) == {"origins.0": "invalid_origin"}, origin
    company = FORM | {"makes": "contact", "fields": [asks("company_name", "E", "C")]}
    assert errors(office.send(office.admin, "POST", "/forms", company)) == {
        "fields.0.name": "unknown_field",
        "fields": "form_without_reach",
    }
    assert office.names(office.admin, "/forms") == []


def test_a_submission_makes_a_lead_with_its_proof(office: Office):
    """C-13: nobody acts; the record, its people, tags, source, and the consent word by word."""
    marta, pedro = office.member(), office.member("Pedro")
    source = office.get(office.admin, "/contact-sources").json["items"][1]["id"]
    form = built(
        office,
        owner_id=str(marta.user_id),
        manager_ids=[str(marta.user_id), str(pedro.user_id)],
        tags=["Web"],
        source_id=source,
    )
    before = now()
    answer = send(office, form, Referer=f"{SITE}/demo", **{"User-Agent": "Navegador/1"})
    assert answer.status_code == 200, answer.text
    assert "Gracias, le escribiremos." in answer.text
    (lead,) = leads(office)
    assert (lead["name"], lead["origin"], lead["form_id"]) == ("Carlos Peña", "form", form["id"])
    assert lead["phones"][0]["number"] == "+573001234567"
    assert lead["emails"][0]["address"] == "carlos@roble.example"
    assert (lead["tags"], lead["source_id"]) == (["Web"], source)
    assert lead["owner_id"] == str(marta.user_id)
    assert lead["manager_ids"] == [str(marta.user_id), str(pedro.user_id)]
    (proof,) = office.get(office.admin, f"/forms/{form['id']}/submissions").json["items"]
    assert proof["address"] == "203.0.113.7"
    assert proof["consent"] == "Acepto el tratamiento de mis datos."
    assert (proof["consent_version"], proof["form_version"]) == (1, 1)
    assert (proof["page"], proof["user_agent"]) == (f"{SITE}/demo", "Navegador/1")
    assert proof["values"]["phone"] == "300 123 4567"
    assert proof["record"] == {"type": "lead", "id": lead["id"]}
    assert proof["at"] >= before.isoformat()[:19]
    (event,) = office.get(pedro, f"/leads/{lead['id']}/timeline").json["items"]
    assert event["title"] == "timeline.lead.submitted"
    assert event["params"]["consent"] == proof["consent"]
    assert (event["params"]["consent_version"], event["params"]["address"]) == (1, "203.0.113.7")
    (fact,) = office.stated(LeadCreated)
    assert (fact["form"], fact["origin"]) == ("Demostración", "form")
    assert fact["manager_ids"] == lead["manager_ids"]


def test_a_submission_makes_a_contact(office: Office):
    """C-13, C-22: a person who asked for something; who left no name is called by the address."""
    fields = [asks("first_name", "N", "N"), asks("email", "C", "E"), asks("city", "C", "C")]
    form = built(office, makes="contact", fields=fields, consent=None, tags=["Web"])
    assert send(office, form, {"email": "ana@x.example", "city": "Cali"}).status_code == 200
    assert send(office, form, {"first_name": "Ana", "email": "a@y.example"}).status_code == 200
    found = office.get(office.admin, "/contacts?sort=created_at").json["items"]
    assert [each["name"] for each in found] == ["ana@x.example", "Ana"]
    for each in found:
        assert (each["kind"], each["class"], each["origin"]) == ("person", "interested", "form")
        assert (each["tags"], each["owner_id"]) == (["Web"], str(office.admin.user_id))
    assert found[0]["addresses"][0]["city"] == "Cali"
    (told,) = office.timeline(office.admin, found[0]["id"])
    assert told["title"] == "timeline.contact.submitted"
    assert told["params"]["form"] == "Demostración"
    assert "consent" not in told["params"]
    assert len(office.stated(ContactCreated)) == 2
    nobody = script(office, form, {"city": "Cali"})
    assert errors(nobody) == {"email": "lead_without_identity"}


def test_what_is_wrong_is_told_on_the_page_with_what_was_typed(office: Office):
    """C-13: without a script; each field's error stands at the field and in the summary."""
    form = built(office)
    answer = send(office, form, {"last_name": "<b>Peña", "email": "nada", "phone": "12"})
    assert answer.status_code == 422
    page = Page(answer.text)
    wrong = {name for name, each in page.controls.items() if each.get("aria-invalid") == "true"}
    assert wrong == {"first_name", "email", "phone", "consent"}
    assert page.controls["last_name"]["value"] == "<b>Peña"
    assert "<b>" not in answer.text
    assert page.controls["email"]["value"] == "nada"
    for name in wrong:
        assert f'id="wrong-{name}"' in answer.text
        assert f'href="#field-{name}"' in answer.text
    assert leads(office) == []
    english = send(office, form, {"last_name": "x"}, query="?lang=en")
    assert 'lang="en"' in english.text
    assert "Tick the box if you agree." in english.text


def test_a_script_is_answered_in_its_own_words(office: Office):
    """C-13: thanks and where to go, or each wrong field with its code and words."""
    form = built(office, redirect_url="https://www.roble.example/gracias")
    answer = script(office, form, query="?lang=en")
    assert answer.status_code == 201, answer.text
    assert answer.json == {
        "thanks": "Thank you, we will write to you.",
        "redirect_url": "https://www.roble.example/gracias",
    }
    refused = script(office, form, {"email": "nada", "otra": "x"})
    assert errors(refused) == {
        "otra": "unknown_member",
        "first_name": "required",
        "email": "invalid_email",
        "consent": "consent_required",
    }
    assert refused.content_type.startswith("application/problem+json")
    as_json = office.client.post(
        f"/api/v1/public/forms/{form['token']}", json={**SENT, "consent": True}
    )
    assert as_json.status_code == 201
    gone = send(office, form)
    assert (gone.status_code, gone.headers["Location"]) == (303, form["redirect_url"])
    assert len(leads(office)) == 3


def test_the_page_runs_no_script_and_says_who_may_frame_it(office: Office):
    """C-13: a strict policy; what somebody typed is never markup."""
    evil = label('</script><script>alert(1)</script>"', "<img src=x onerror=alert(1)>")
    fields = [asks("email", '"><script>alert(2)</script>', "E", required=True)]
    form = built(office, title=evil, fields=fields, origins=[SITE, "http://localhost:3000/x"])
    assert form["origins"] == [SITE, "http://localhost:3000"]
    for language in ("es", "en"):
        answer = show(office, form, f"?lang={language}")
        assert (answer.status_code, answer.mimetype) == (200, "text/html")
        page = Page(answer.text)
        assert "script" not in page.tags
        assert "img" not in page.tags
        assert f'<html lang="{language}">' in answer.text
    policy = dict(
        part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == f"{SITE} http://localhost:3000"
    assert "unsafe-inline" not in str(policy)
    assert re.fullmatch(r"'sha256-[\w+/=]{44}'", policy["style-src"])
    made = show(office, form, "/embed.js")
    assert made.mimetype == "text/javascript"
    assert "<script" not in made.text
    assert "<img" not in made.text
    alone = show(office, built(office))
    assert "frame-ancestors 'none'" in alone.headers["Content-Security-Policy"]


def test_the_embedding_has_a_page_a_script_and_plain_html(office: Office):
    """C-13: what is put on a web site, in both languages."""
    add = {"title": "Sede", "type": "list", "options": [{"label": "Norte"}, {"label": "Sur"}]}
    assert office.send(office.admin, "POST", "/custom-fields?entity=leads", add).status_code == 201
    form = built(
        office, fields=[*FORM["fields"], asks("custom.sede", "Sede", "Site", required=True)]
    )
    found = office.get(office.admin, f"/forms/{form['id']}/embedding").json
    address = f"http://localhost:8000/api/v1/public/forms/{form['token']}"
    assert found["page"] == address
    assert found["script"] == f'<script src="{address}/embed.js" async></script>'
    for language, word in (("es", "Celular"), ("en", "Mobile")):
        html = found[f"html_{language}"]
        page = Page(html)
        assert f'action="{address}?lang={language}"' in html
        assert word in html
        assert {*SENT, "custom.sede", "fax_number"} == set(page.controls)
        assert "script" not in page.tags
    assert send(office, form).status_code == 422
    assert send(office, form, SENT | {"custom.sede": "norte"}).status_code == 200
    assert leads(office)[0]["custom"] == {"sede": "norte"}


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(office: Office):
    """C-13: the field that people do not see."""
    form = built(office)
    answer = send(office, form, SENT | {"fax_number": "1"})
    assert (answer.status_code, "Gracias" in answer.text) == (200, True)
    assert script(office, form, SENT | {"fax_number": "1"}).status_code == 201
    assert leads(office) == []


def test_too_many_from_one_address_or_to_one_form_are_refused(office: Office, few: Limits):
    """C-13: per address and form, and per form; the window ends."""
    form, other = built(office), built(office, name="Otra")
    for _ in range(few.per_address):
        assert script(office, form).status_code == 201
    refused = script(office, form)
    assert (refused.status_code, refused.json["code"]) == (429, "too_many_submissions")
    assert 0 < int(refused.headers["Retry-After"]) <= 601
    page = send(office, form)
    assert (page.status_code, page.headers["Retry-After"] != "") == (429, True)
    assert "Se recibieron muchos envíos" in page.text
    assert script(office, other).status_code == 201
    statuses = [
        script(office, form, address=f"198.51.100.{number}").status_code for number in range(4)
    ]
    assert statuses == [201, 201, 429, 429]
    assert len(leads(office)) == few.per_form + 1
    with office.running.database.transaction(office.organization_id) as session:
        for row in session.query(FormBudget):
            row.window_ends_at = now()
    office.running.run_sweep("form_budgets")
    assert script(office, form).status_code == 201


def test_only_the_sites_that_a_form_names_may_send_and_read(office: Office):
    """C-13: CORS for the origins stated and for no other."""
    form = built(office, origins=[SITE])
    allowed = script(office, form, Origin=SITE)
    assert (allowed.status_code, allowed.headers["Access-Control-Allow-Origin"]) == (201, SITE)
    assert "Origin" in allowed.headers["Vary"]
    refused = script(office, form, {"last_name": "x"}, Origin=SITE)
    assert (refused.status_code, refused.headers["Access-Control-Allow-Origin"]) == (422, SITE)
    for origin in ("https://otro.example", "null"):
        foreign = script(office, form, Origin=origin)
        assert (foreign.status_code, foreign.json["code"]) == (403, "origin_not_allowed")
        assert "Access-Control-Allow-Origin" not in foreign.headers
        assert send(office, form, Origin=origin).status_code == 403
    own = send(office, form, Origin="http://localhost:8000")
    assert own.status_code == 200
    open_ = script(office, built(office, name="Otra"), Origin="https://otro.example")
    assert open_.status_code == 201
    assert "Access-Control-Allow-Origin" not in open_.headers
    assert len(leads(office)) == 3


def test_an_address_is_replaced_and_switched_off(office: Office):
    """C-13: the old address, and one that is off, are answered like one that never was."""
    form = built(office)
    path = f"/forms/{form['id']}"
    renewed = office.send(office.admin, "POST", f"{path}/token").json
    assert renewed["token"] != form["token"]
    nobody = form | {"token": "x" * 32}
    broken = form | {"token": "%00" + "x" * 31}
    off = change(office, form, active=False)
    assert (off.status_code, off.json["active"]) == (200, False)
    for dead in (form, renewed, nobody, broken):
        assert show(office, dead).status_code == 404
        assert "Este formulario ya no está disponible." in show(office, dead).text
        assert send(office, dead).status_code == 404
        assert script(office, dead).json["code"] == "not_found"
        assert show(office, dead, "/embed.js").status_code == 404
    assert leads(office) == []
    assert change(office, form, active=True).status_code == 200
    assert send(office, renewed).status_code == 200


def test_another_text_of_consent_is_another_version(office: Office):
    """C-13, beyond 23: the proof names the text that was agreed to, not the present one."""
    form = built(office)
    send(office, form, query="?lang=en")
    new = label("Acepto todo.", "I agree to all.")
    assert change(office, form, consent=new).json["consent_version"] == 2
    assert change(office, form, consent=new, name="Otra").json["consent_version"] == 2
    send(office, form, address="198.51.100.1")
    found = office.get(office.admin, f"/forms/{form['id']}/submissions?sort=at").json["items"]
    assert [(each["consent"], each["consent_version"]) for each in found] == [
        ("I agree to the use of my data.", 1),
        ("Acepto todo.", 2),
    ]
    assert change(office, form, consent=None).status_code == 200
    assert send(office, form, {**SENT, "consent": ""}).status_code == 200


def test_the_same_submission_again_makes_nothing_more(office: Office):
    """C-13: a page that is sent twice, or ten times at once, is one submission."""
    form = built(office)
    key = Page(show(office, form).text).controls["submission"]["value"]
    again = SENT | {"submission": key}
    statuses = at_once(lambda _: script(office, form, again).status_code, times=6)
    assert statuses == [201] * 6
    assert send(office, form, again).status_code == 200
    assert len(leads(office)) == 1
    with office.running.database.transaction(office.organization_id) as session:
        assert session.query(FormSubmission).count() == 1
    other = built(office, name="Otra")
    assert script(office, other, again).status_code == 201
    assert len(leads(office)) == 2


def test_what_is_too_large_or_unreadable_is_refused(office: Office):
    """C-13: sizes, types, characters that cannot be kept."""
    form = built(office)
    path = f"/api/v1/public/forms/{form['token']}"
    json = {"Accept": "application/json"}
    for answer, status, code in (
        (script(office, form, SENT | {"description": "x" * 70_000}), 413, "body_too_large"),
        (script(office, form, {f"f{n}": "x" for n in range(200)}), 413, "body_too_large"),
        (office.client.post(path, data=b"x", content_type="text/plain", headers=json), 415, None),
        (
            office.client.post(path, data=b"[1", content_type="application/json"),
            400,
            "malformed_json",
        ),
        (office.client.post(path, json=[1]), 400, "malformed_json"),
        (office.client.post(path, json={"email": {"a": 1}}), 400, "malformed_json"),
    ):
        assert answer.status_code == status, answer.text
        assert code in (None, answer.json["code"])
    long = script(office, form, SENT | {"first_name": "x" * 201})
    assert errors(long) == {"first_name": "too_long"}
    assert script(office, form, SENT | {"first_name": "a\x00b"}).status_code in (400, 422)
    assert leads(office) == []


def test_a_form_asks_no_field_that_went_out_of_use(office: Office):
    """C-13, C-04: what is removed from the record is no longer asked or needed."""
    add = {"title": "Zona", "type": "text"}
    field = office.send(office.admin, "POST", "/custom-fields?entity=leads", add).json
    form = built(office, fields=[*FORM["fields"], asks("custom.zona", "Zona", "Area")])
    assert "custom.zona" in show(office, form).text
    path = f"/custom-fields/{field['id']}?entity=leads"
    gone = office.send(office.admin, "DELETE", path, version=field["version"])
    assert gone.status_code == 204
    assert "custom.zona" not in show(office, form).text
    assert send(office, form, SENT | {"custom.zona": "Norte"}).status_code == 200
    assert leads(office)[0]["custom"] == {}


def test_another_organizations_form_is_nobodys_here(office: Office):
    """C-13: what comes by a form is its organization's, whoever sends."""
    other = Office(office.running)
    form = built(other)
    assert office.get(office.admin, f"/forms/{form['id']}").status_code == 404
    assert office.get(office.admin, f"/forms/{form['id']}/submissions").status_code == 404
    assert send(office, form).status_code == 200
    assert leads(office) == []
    (lead,) = leads(other)
    assert UUID(lead["form_id"]) == UUID(form["id"])
