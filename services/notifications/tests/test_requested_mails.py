"""Mails that somebody asked for by a template, one for each of many contacts."""

import pytest
from sqlalchemy import select

from chassis.identity.actor import Actor
from chassis.identity.tokens import TokenVerifier, mint
from chassis.ids import new_id
from chassis.testing.running import KEY
from contracts import contacts, gateway
from contracts.examples import example_of
from services.notifications.messages.models import Message
from services.notifications.templates.models import Template

ORGANIZATION, SENDER = new_id(), new_id()


@pytest.fixture(autouse=True)
def _organization(service):
    for fact, subject in (
        (gateway.OrganizationCreated, ORGANIZATION),
        (gateway.UserChanged, SENDER),
    ):
        service.receive(example_of(fact), organization_id=ORGANIZATION, subject_id=subject)


def template(service, **values):
    given = {"channel": "email", "name": "Oferta", "sort_key": "oferta", "locale": "es"} | values
    given |= {"subject": "Hola {{ contact.first_name }}", "body": "De {{ agent.name }}"}
    with service.database.transaction(ORGANIZATION) as session:
        row = Template(**given)
        session.add(row)
        session.flush()
        return row.id


def ask(service, template_id, *, mail_id=None, times=1):
    asked = example_of(contacts.MailRequested).model_copy(update={"template_id": template_id})
    mail_id = mail_id or new_id()
    for _ in range(times):
        service.receive(asked, organization_id=ORGANIZATION, subject_id=mail_id, actor_id=SENDER)


def messages(service):
    with service.database.reading(ORGANIZATION) as session:
        return list(session.scalars(select(Message)))


def test_a_mail_goes_out_once_in_the_name_of_who_asked(service):
    """C-43: however often it is said."""
    ask(service, template(service), times=3)
    service.run_woken_jobs()
    [message] = messages(service)
    assert (message.recipient, message.state) == ("maria@example.com", "sent")
    assert message.subject == "Hola María"
    assert message.body == f"De {example_of(gateway.UserChanged).name}"


def test_nothing_goes_out_by_a_template_that_is_gone_or_for_texts(service):
    """C-43."""
    ask(service, new_id())
    ask(service, template(service, channel="sms"))
    assert messages(service) == []


def test_contacts_is_told_what_a_template_is_for(service, monkeypatch):
    """C-43: one that is not in use is as none; people are not answered."""
    mail, text = template(service), template(service, channel="sms")
    idle = template(service, is_active=False)
    signs = TokenVerifier("notifications", {KEY.key_id: ("contacts", KEY.public())})
    monkeypatch.setitem(
        service.app().config,
        "TRONCAL_AUTHENTICATE",
        lambda request: signs.verify(request.headers["Authorization"].removeprefix("Bearer ")),
    )

    def asked(template_id, user_id=None):
        actor = Actor(organization_id=ORGANIZATION, user_id=user_id)
        token = mint(actor, key=KEY, issuer="contacts", audience="notifications")
        headers = {"Authorization": f"Bearer {token}"}
        return service.client().get(f"/internal/templates/{template_id}", headers=headers)

    found = [asked(id).json for id in (mail, text, idle, new_id())]
    assert [each["channel"] for each in found] == ["email", "sms", None, None]
    assert asked(mail, SENDER).status_code == 404
