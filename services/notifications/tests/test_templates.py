"""Templates: users write them, so nothing in them may hurt (N-21, N-22)."""

import pytest

from chassis.identity.actor import Actor
from chassis.ids import new_id
from services.notifications.templates.context import EXAMPLE
from services.notifications.templates.rendering import Renderer, TemplateFailed

ORGANIZATION = new_id()
ADMINISTRATOR = Actor(organization_id=ORGANIZATION, user_id=new_id(), is_administrator=True)
READER = Actor(
    organization_id=ORGANIZATION,
    user_id=new_id(),
    permissions=frozenset({"notifications.view"}),
)
SMS = {"name": "Gracias", "channel": "sms", "body": "Hola {{ contact.first_name }}"}

HOSTILE = [
    "{% for i in (1..100000000) %}x{% endfor %}",
    "{% for i in (1..999) %}{% for j in (1..999) %}{{ contact.name }}{% endfor %}{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{% render 'x' %}",
    "{{ contact.__class__.__mro__ }}",
    "{{ contact.name.__init__.__globals__ }}",
    "{{ self }}",
    "{{ settings.secret_key }}",
    "{% assign a = 'x' %}{% for i in (1..900) %}{% assign a = a | append: a %}{% endfor %}{{ a }}",
    "{{ 10 | divided_by: 0 }}",
    "{% if %}",
    "{{ contact.name | nofilter }}",
    "{% capture x %}{% for i in (1..990) %}" + "0123456789" * 3 + "{% endfor %}{% endcapture %}",
    "{{ 'a' | times: 99999999999 | times: 9999999999999 | append: contact.nothing }}",
    "{{ contact.first_name.__class__ }}",
    "{{ contact['__class__'] }}",
    "{{ contact[contact] }}",
    "{{ contact.__dict__ }}",
    "{{ contact.keys }}",
    "{{ contact.items }}",
    "{{ call.__reduce__ }}",
    "{{ ''.__class__.__base__.__subclasses__ }}",
    "{{ ().__class__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ cycler.__init__ }}",
    "{{ request.environ }}",
    "{{ config.items }}",
    "{{ env.TRONCAL_SECRET_KEY }}",
    "{{ os.environ }}",
    "{{ forloop.parentloop }}",
    "{{ organization.id | append: secret }}",
    "{% include contact.first_name %}",
    "{% render 'file:///etc/passwd' %}",
    "{% layout 'x' %}{% block y %}{% endblock %}",
    "{% extends '/etc/hosts' %}",
    "{% import os %}",
    "{% macro x() %}{% endmacro %}{% call x() %}",
    "{% eval '1+1' %}",
    "{% raw %}",
    "{% comment %}",
    "{% for %}{% endfor %}",
    "{% for i in %}{% endfor %}",
    "{% for a in contact.nothing %}{{ a }}{% endfor %}",
    "{% while true %}x{% endwhile %}",
    "{% unless %}{% endunless %}",
    "{% case %}{% endcase %}",
    "{% assign %}",
    "{% capture %}{% endcapture %}",
    "{% increment %}",
    "{{ }",
    "{{ contact.first_name",
    "{% if contact.first_name %}",
    "{% endfor %}",
    "{{ contact.first_name | }}",
    "{{ contact.first_name | append }}",
    "{{ contact.first_name | replace }}",
    "{{ 1 | modulo: 0 }}",
    "{{ contact.first_name | slice: 'a' }}",
    "{{ contact.first_name | date: }}",
    "{{ '%s%s%s%n' | format: contact }}",
    "{% for i in (1..400) %}{% for j in (1..400) %}{% endfor %}{% endfor %}",
    "{% tablerow i in (1..100000) cols:1 %}x{% endtablerow %}",
    "{% for i in (-99999999..99999999) %}{% endfor %}",
    "{% assign a = '0123456789' %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}",
    "{{ contact.name | truncate: 5, contact.nothing }}",
    "{% liquid\n assign a = nothing.at.all\n echo a\n%}",
]


@pytest.fixture
def renderer():
    renderer = Renderer()
    yield renderer
    renderer.close()


@pytest.mark.parametrize("source", HOSTILE)
def test_a_hostile_template_fails_and_the_next_one_renders(renderer: Renderer, source: str):
    with pytest.raises(TemplateFailed):
        renderer.render([source], EXAMPLE, strict=True)
    assert renderer.render(["Hola {{ contact.first_name }}"], EXAMPLE) == ["Hola María"]


def test_a_name_that_is_not_known_yet_is_empty_when_it_goes_out(renderer: Renderer):
    assert renderer.render(["Hola {{ contact.nickname }}!"], EXAMPLE) == ["Hola !"]


def test_a_renderer_whose_child_died_starts_another(renderer: Renderer):
    renderer.render(["x"], {})
    renderer._child.kill()
    renderer._child.wait()
    assert renderer.render(["y"], {}) == ["y"]


def test_an_administrator_writes_a_template_and_everybody_may_read_it(service):
    client = service.client(ADMINISTRATOR)
    created = client.post("/api/v1/templates", json=SMS)
    assert created.status_code == 201
    path = f"/api/v1/templates/{created.json['id']}"
    assert service.client(READER).get(path).json["body"] == SMS["body"]
    changed = client.patch(path, json={"trigger": "call_missed"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.json["trigger"]) == (200, "call_missed")
    emptied = client.patch(path, json={"trigger": None}, headers={"If-Match": '"2"'})
    assert emptied.json["trigger"] is None
    preview = client.post(f"{path}/preview").json
    assert (preview["body"], preview["segments"]) == ("Hola María", 1)
    assert preview["encoding"] == "ucs2"
    assert client.delete(path, headers={"If-Match": '"3"'}).status_code == 204
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"body": "{% if %}"}, "body", "template_failed"),
        ({"body": "{{ contact.salary }}"}, "body", "template_failed"),
        ({"subject": "Asunto"}, "subject", "sms_without_subject"),
        ({"channel": "email"}, "subject", "required"),
        ({"channel": "fax"}, "channel", "invalid_choice"),
        ({"trigger": "never"}, "trigger", "invalid_choice"),
        ({"name": " "}, "name", "too_short"),
    ],
)
def test_a_wrong_template_is_refused_at_its_field_and_not_kept(service, change, field, code):
    client = service.client(ADMINISTRATOR)
    refused = client.post("/api/v1/templates", json=SMS | change)
    assert refused.status_code == 422
    assert [(error["field"], error["code"]) for error in refused.json["errors"]] == [(field, code)]
    assert client.get("/api/v1/templates?count=1").json["total"] == 0


def test_who_may_not_configure_writes_no_template(service):
    assert service.client(READER).post("/api/v1/templates", json=SMS).status_code == 403
