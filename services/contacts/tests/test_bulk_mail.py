"""Mails by a template to many contacts, as contacts asks for them (C-43)."""

from collections.abc import Callable, Iterator

import orjson
import pytest

from chassis.clients import Answer, Request, Unreachable
from chassis.ids import new_id
from chassis.testing.fixtures import DatabaseFactory
from chassis.testing.running import RunningService, build, running
from contracts.contacts import MailRequested
from services.contacts.service import SERVICE
from services.contacts.tests.bulking import Bulker
from services.contacts.tests.office import Office

TEMPLATE = str(new_id())


class Notifications:
    """Notifications as contacts sees it: it knows one template of e-mail, or is down."""

    is_down = False

    def ask(self, request: Request, *, seconds: float) -> Answer:
        assert seconds <= 2
        if self.is_down:
            raise Unreachable("refused")
        known = request.path == f"/internal/templates/{TEMPLATE}"
        body = orjson.dumps({"channel": "email" if known else None})
        return Answer(200, [("Content-Type", "application/json")], body)

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def notifications() -> Notifications:
    return Notifications()


@pytest.fixture
def asking(
    module_database_factory: DatabaseFactory,
    database_template: Callable[[str, Callable[[str], None]], str],
    notifications: Notifications,
) -> Iterator[RunningService]:
    url = module_database_factory(template=database_template(SERVICE.name, build(SERVICE)))
    with running(SERVICE, url, transports={"notifications": notifications}) as service:
        yield service


@pytest.fixture
def office(asking: RunningService) -> Office:
    return Office(asking)


def test_a_mail_is_asked_for_to_each_who_can_be_reached(office: Office):
    """C-43: at the primary address, in the name of who asks; others are named with the reason."""
    emails = [
        {"address": "casa@example.com", "label": "personal"},
        {"address": "ana@example.com", "label": "work", "primary": True},
    ]
    made = office.create(office.admin, emails=emails)
    mute = office.create(office.admin, last_name="Muda")
    bulker = Bulker(office)
    run = bulker.run("mail", filter={}, params={"template_id": TEMPLATE})
    assert (run["counts"]["done"], run["counts"]["refused"]) == (1, {"no_email": 1})
    assert bulker.refused(run) == {mute["id"]: "no_email"}
    [asked] = office.stated(MailRequested)
    assert (asked["contact_id"], asked["address"]) == (made["id"], "ana@example.com")
    assert (asked["name"], asked["is_person"]) == (made["name"], True)
    assert office.envelopes(MailRequested)[0]["actor"] == str(office.admin.user_id)
    assert office.get(office.admin, f"/contacts/{made['id']}").json["version"] == 1


def test_none_is_asked_for_by_a_template_that_is_not_there(
    office: Office, notifications: Notifications
):
    """C-43: refused before anything is written, also while nobody can tell."""
    bulker = Bulker(office)
    wrong = bulker.ask("mail", filter={}, params={"template_id": str(new_id())})
    assert [(one["field"], one["code"]) for one in wrong.json["errors"]] == [
        ("params.template_id", "unknown_template")
    ]
    notifications.is_down = True
    down = bulker.ask("mail", filter={}, params={"template_id": TEMPLATE})
    assert (down.status_code, down.json["code"]) == (503, "notifications_unavailable")
