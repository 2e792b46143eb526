"""Mail: offered once; tried again only where it is known not to have been taken."""

import os
import socket
import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select, update

from chassis import faults
from chassis.clock import now
from chassis.ids import new_id
from chassis.testing.fixtures import DatabaseFactory
from chassis.testing.running import RunningService, build, running
from services.notifications.messages.models import Message
from services.notifications.messages.operations import Intent, intend_messages
from services.notifications.service import SERVICE
from services.notifications.settings import Settings
from services.notifications.templates.models import Template

ORGANIZATION = new_id()


class MailServer(threading.Thread):
    """A mail server that follows a script: for each connection, what to say at each step."""

    def __init__(self, *scripts: dict[str, str]) -> None:
        super().__init__(daemon=True)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.scripts = list(scripts)
        self.taken: list[str] = []

    def run(self) -> None:
        for script in self.scripts:
            connection, _ = self.listening.accept()
            with connection, connection.makefile("rwb") as stream:
                self._talk(stream, script)
        self.listening.close()

    def _talk(self, stream, script: dict[str, str]) -> None:
        def say(step: str, usual: str) -> None:
            stream.write(script.get(step, usual).encode() + b"\r\n")
            stream.flush()

        say("greeting", "220 hello")
        for line in stream:
            verb = line.decode().split(" ")[0].strip().upper()
            if verb == "DATA":
                say("data", "354 go on")
                text = b""
                for piece in stream:
                    if piece == b".\r\n":
                        break
                    text += piece
                self.taken.append(text.decode())
                if script.get("end") == "cut":
                    return
                say("end", "250 taken")
            elif verb == "QUIT":
                return
            else:
                say(verb.lower(), "250 fine")


@pytest.fixture
def send(
    database_factory: DatabaseFactory, database_template: Callable
) -> Iterator[Callable[..., tuple[MailServer, RunningService]]]:
    url = database_factory(template=database_template("notifications", build(SERVICE)))
    opened = []

    def start(*scripts: dict[str, str]) -> tuple[MailServer, RunningService]:
        server = MailServer(*scripts)
        server.start()
        address = f"smtp://127.0.0.1:{server.port}?tls=none&from=crm@example.com"
        context = running(SERVICE, url, {"TRONCAL_SMTP_URL": address})
        service = context.__enter__()
        opened.append(context)
        with service.database.transaction(ORGANIZATION) as session:
            template = Template(
                name="Aviso",
                sort_key="aviso",
                channel="email",
                subject="Señor {{ contact.name }}",
                body="Línea\n.punto\n",
                locale="es",
            )
            session.add(template)
            session.flush()
            intent = Intent(
                key="k",
                recipient="a@example.com",
                channel=template.channel,
                subject=template.subject,
                body=template.body,
                template_id=template.id,
                context={"contact": {"name": "Ñáñez\r\nBcc: x@example.com"}},
                contact_id=None,
                call_id=None,
            )
            intend_messages(session, [intent])
        service.run_woken_jobs()
        return server, service

    yield start
    for context in opened:
        context.__exit__(None, None, None)


def message_of(service: RunningService) -> Message:
    with service.database.reading(ORGANIZATION) as session:
        return session.scalars(select(Message)).one()


def make_due(service: RunningService) -> None:
    with service.database.transaction(ORGANIZATION) as session:
        session.execute(update(Message).values(due_at=now()))


def test_a_mail_arrives_whole_and_no_name_adds_a_header(send):
    server, service = send({})
    assert message_of(service).state == "sent"
    head, _, body = server.taken[0].partition("\r\n\r\n")
    assert not any(line.startswith("Bcc") for line in head.split("\r\n"))
    assert "..punto" in body
    assert f"Message-ID: <{message_of(service).id}@example.com>" in head


@pytest.mark.parametrize(
    ("script", "state", "attempts"),
    [
        ({"rcpt": "550 no such person"}, "failed", 1),
        ({"rcpt": "451 later"}, "queued", 1),
        ({"greeting": "421 busy"}, "queued", 1),
        ({"end": "554 spam"}, "failed", 1),
        ({"end": "452 full"}, "queued", 1),
        ({"end": "cut"}, "unknown", 1),
    ],
    ids=str,
)
def test_each_way_to_fail_is_told_apart(send, script, state, attempts):
    _, service = send(script)
    message = message_of(service)
    assert (message.state, message.attempts) == (state, attempts)
    assert message.error


def test_a_deferred_mail_is_tried_again_when_it_is_due_and_only_then(send):
    server, service = send({"rcpt": "451 later"}, {})
    service.run_sweep("deliver_due")
    assert message_of(service).state == "queued"
    make_due(service)
    service.run_sweep("deliver_due")
    assert (message_of(service).state, len(server.taken)) == ("sent", 1)


def test_a_server_that_nobody_reaches_defers(send):
    server, service = send({"rcpt": "451 later"})
    server.join()
    make_due(service)
    service.run_sweep("deliver_due")
    assert message_of(service).state == "queued"
    assert message_of(service).attempts == 2


def test_an_unknown_outcome_is_never_tried_again_by_itself(send):
    server, service = send({"end": "cut"}, {})
    make_due(service)
    service.run_sweep("deliver_due")
    service.run_sweep("give_up_lost")
    assert (message_of(service).state, len(server.taken)) == ("unknown", 1)


def test_a_sender_that_died_after_offering_leaves_an_unknown_outcome(send):
    """Kill between the offer and the result: the mail is out at most once (beyond.md 4)."""
    _, service = send({"rcpt": "451 later"})
    with service.database.transaction(ORGANIZATION) as session:
        session.execute(update(Message).values(state="sending", due_at=now()))
    service.run_sweep("deliver_due")
    service.run_sweep("give_up_lost")
    assert message_of(service).state == "unknown"


@pytest.mark.parametrize(("point", "taken"), [("mail.before_send", 0), ("mail.after_send", 1)])
def test_a_fault_on_either_side_of_the_offer_sends_a_mail_at_most_once(send, point, taken):
    """Whatever became of it, it is not offered again by itself: the outcome is shown as unknown."""
    server, service = send({"rcpt": "451 later"}, {})
    make_due(service)
    faults.configure(f"{point}:raise")
    try:
        service.run_sweep("deliver_due")
    finally:
        faults.configure("")
    assert (message_of(service).state, len(server.taken)) == ("sending", taken)
    make_due(service)
    service.run_sweep("deliver_due")
    service.run_sweep("give_up_lost")
    assert (message_of(service).state, len(server.taken)) == ("unknown", taken)


@pytest.mark.parametrize(
    "url", ["http://x", "smtp://", "smtp://host", "smtp://h?from=a@b.c&tls=maybe"]
)
def test_a_wrong_address_of_the_mail_server_is_one_sentence_at_start(url):
    with pytest.raises(ValueError, match="TRONCAL_SMTP_URL"):
        Settings.read({"TRONCAL_SMTP_URL": url})


def test_the_password_of_the_mail_server_is_not_in_what_settings_print():
    settings = Settings.read({"TRONCAL_SMTP_URL": "smtp://u%40x.co:s3cret@mail.example.com"})
    assert settings.smtp.user == "u@x.co"
    assert "s3cret" not in repr(settings)
    assert os.environ.get("TRONCAL_SMTP_URL") is None
