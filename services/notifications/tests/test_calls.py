"""A call ends: the people whom it concerns are told, the caller gets one message."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from chassis.identity.actor import Actor
from chassis.ids import new_id
from contracts import contacts, gateway, telephony
from contracts.examples import example_of
from services.notifications.inbox.models import Notification
from services.notifications.mail.development import DevelopmentMail
from services.notifications.messages.models import Message

ORGANIZATION, CONTACT = new_id(), new_id()
AGENT, MANAGER, OPERATOR = new_id(), new_id(), new_id()


@pytest.fixture(autouse=True)
def _organization(service):
    service.receive(
        example_of(gateway.OrganizationCreated),
        organization_id=ORGANIZATION,
        subject_id=ORGANIZATION,
    )


def know_contact(service, **values):
    """As its manager made it, so that nobody is told of the making."""
    fact = example_of(contacts.ContactCreated).model_copy(
        update={"manager_ids": [MANAGER], "emails": []} | values
    )
    service.receive(fact, organization_id=ORGANIZATION, subject_id=CONTACT, actor_id=MANAGER)


def end_call(service, *, call_id=None, times=1, **values):
    fact = example_of(telephony.CallEnded).model_copy(
        update={"agent_id": AGENT, "operator_ids": [OPERATOR], "contact_id": CONTACT} | values
    )
    call_id = call_id or new_id()
    for _ in range(times):
        service.receive(fact, organization_id=ORGANIZATION, subject_id=call_id)
    return call_id


def rows(service, model):
    with service.database.reading(ORGANIZATION) as session:
        return list(session.scalars(select(model)))


def told(service):
    return {(row.user_id, row.kind) for row in rows(service, Notification)}


def test_managers_and_the_agent_hear_of_a_completed_call(service):
    know_contact(service)
    call_id = end_call(service)
    assert told(service) == {(MANAGER, "call.completed"), (AGENT, "call.completed")}
    notice = rows(service, Notification)[0]
    assert (notice.record_type, notice.record_id) == ("call", call_id)
    assert {user for live in service.live("notification.created") for user in live["users"]} == {
        str(MANAGER),
        str(AGENT),
    }


def test_a_missed_call_is_told_to_the_managers_or_else_to_the_operators(service):
    end_call(service, status="missed", agent_id=None, contact_id=None)
    assert told(service) == {(OPERATOR, "call.missed")}
    know_contact(service)
    end_call(service, status="missed", agent_id=None)
    assert told(service) == {(OPERATOR, "call.missed"), (MANAGER, "call.missed")}


def test_a_fact_that_comes_again_tells_and_sends_nothing_twice(service):
    know_contact(service)
    end_call(service, times=3)
    assert len(rows(service, Notification)) == 2
    assert len(rows(service, Message)) == 1
    service.run_woken_jobs()
    service.run_sweep("deliver_due")
    assert [message.state for message in rows(service, Message)] == ["requested"]


def test_the_follow_up_is_rendered_and_asked_of_telephony_once(service):
    know_contact(service)
    end_call(service)
    assert service.run_woken_jobs() == 1
    (message,) = rows(service, Message)
    assert message.body.startswith("María, gracias por llamar a Comercial Andina.")
    assert (message.state, message.recipient) == ("requested", "+573001234567")


def test_a_contact_that_a_call_made_is_not_greeted_by_its_number(service):
    know_contact(service, name="300 1234567")
    end_call(service)
    service.run_woken_jobs()
    assert rows(service, Message)[0].body.startswith("Gracias por llamar a Comercial Andina.")


def test_what_telephony_says_of_an_sms_holds_in_any_order(service):
    end_call(service)
    service.run_woken_jobs()
    (message,) = rows(service, Message)

    def hear(fact_type):
        service.receive(example_of(fact_type), organization_id=ORGANIZATION, subject_id=message.id)
        return rows(service, Message)[0]

    assert hear(telephony.SmsDelivered).state == "delivered"
    later = hear(telephony.SmsSent)
    assert (later.state, later.provider, later.segments) == ("delivered", "twilio", 1)
    assert hear(telephony.SmsFailed).state == "delivered"


def test_a_contact_with_an_address_gets_the_mail_when_there_is_such_a_template(service):
    know_contact(service, emails=example_of(contacts.ContactCreated).emails)
    client = service.client(administrator())
    mail = {
        "name": "Correo",
        "channel": "email",
        "trigger": "call_completed",
        "subject": "Su llamada del {{ call.date }}",
        "body": "Hola {{ contact.name }}: hablamos {{ call.minutes }} minutos.",
    }
    assert client.post("/api/v1/templates", json=mail).status_code == 201
    end_call(service)
    service.run_woken_jobs()
    (arrived,) = rows(service, DevelopmentMail)
    assert arrived.recipient == "maria@example.com"
    assert arrived.subject == "Su llamada del 02/03/2026"
    assert arrived.body == "Hola María Fernanda Ñáñez: hablamos 4 minutos."
    (message,) = rows(service, Message)
    assert message.state == "sent"
    listed = client.get(f"/api/v1/messages?call_id={message.call_id}").json["items"]
    assert [item["state"] for item in listed] == ["sent"]


@pytest.mark.parametrize("values", [{"party": None}, {"direction": "outbound"}])
def test_nobody_is_written_to_without_a_number_or_after_a_call_of_ours(service, values):
    end_call(service, contact_id=None, **values)
    assert rows(service, Message) == []


def test_a_discarded_contact_gets_no_message(service):
    """X-11."""
    know_contact(service, is_discarded=True)
    end_call(service)
    assert rows(service, Message) == []


def test_whoever_is_made_manager_is_told_but_not_by_themselves(service):
    """N-27."""
    changed = example_of(contacts.ContactChanged).model_copy(
        update={"added_manager_ids": [MANAGER, AGENT]}
    )
    service.receive(
        changed,
        organization_id=ORGANIZATION,
        subject_id=CONTACT,
        version=2,
        actor_id=AGENT,
    )
    assert told(service) == {(MANAGER, "contact.assigned")}


def test_a_manager_named_at_the_making_is_told_too(service):
    """N-27."""
    created = example_of(contacts.ContactCreated).model_copy(
        update={"manager_ids": [MANAGER, AGENT]}
    )
    service.receive(created, organization_id=ORGANIZATION, subject_id=CONTACT, actor_id=AGENT)
    assert told(service) == {(MANAGER, "contact.assigned")}


def test_an_older_state_of_a_contact_changes_nothing(service):
    know_contact(service)
    for version, name in ((3, "Nueva"), (2, "Vieja")):
        changed = example_of(contacts.ContactChanged).model_copy(
            update={"name": name, "added_manager_ids": []}
        )
        service.receive(changed, organization_id=ORGANIZATION, subject_id=CONTACT, version=version)
    end_call(service)
    assert rows(service, Notification)[0].params["name"] == "Nueva"


def test_one_sees_and_reads_only_ones_own_notices(service):
    """X-8: not even an administrator reads what others were told."""
    know_contact(service)
    end_call(service)
    manager = service.client(Actor(organization_id=ORGANIZATION, user_id=MANAGER))
    (mine,) = manager.get("/api/v1/notifications").json["items"]
    assert manager.get("/api/v1/notifications/unread").json == {"unread": 1}
    stranger = service.client(administrator())
    assert stranger.get("/api/v1/notifications").json["items"] == []
    assert stranger.post(f"/api/v1/notifications/{mine['id']}/read").status_code == 404
    read = manager.post(f"/api/v1/notifications/{mine['id']}/read")
    assert read.json["read_at"] is not None
    assert manager.post(f"/api/v1/notifications/{mine['id']}/read").json["version"] == 2
    assert manager.get("/api/v1/notifications/unread").json == {"unread": 0}
    assert manager.get("/api/v1/notifications?read_at.is_null=true").json["items"] == []


def test_all_can_be_read_at_once(service):
    know_contact(service)
    for _ in range(3):
        end_call(service)
    manager = service.client(Actor(organization_id=ORGANIZATION, user_id=MANAGER))
    assert manager.get("/api/v1/notifications/unread").json == {"unread": 3}
    assert manager.post("/api/v1/notifications/read").json == {"unread": 0}
    assert manager.get("/api/v1/notifications/unread").json == {"unread": 0}


def administrator() -> Actor:
    return Actor(organization_id=ORGANIZATION, user_id=new_id(), is_administrator=True)


def test_what_was_sent_is_shown_to_who_configures_and_to_nobody_else(service):
    end_call(service)
    reader = Actor(
        organization_id=ORGANIZATION,
        user_id=new_id(),
        permissions=frozenset({"notifications.view"}),
    )
    assert service.client(reader).get("/api/v1/messages").status_code == 403
    assert service.client(administrator()).get("/api/v1/messages?count=1").json["total"] == 1


def test_the_lease_of_a_queued_message_is_longer_than_the_grace_of_its_wake_up():
    from services.notifications.messages import jobs

    assert jobs._LEASE > jobs._GRACE > timedelta(0)
