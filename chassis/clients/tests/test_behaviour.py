"""One suite for both ways to another service: over HTTP and inside one process."""

import io
import threading
import time
from collections.abc import Iterator
from uuid import UUID

import pytest

from chassis.clients import Clients, Request, within
from chassis.clients.http import HttpTransport
from chassis.clients.inprocess import InProcessTransport
from chassis.errors import Refused, Unauthenticated, Unavailable
from chassis.identity.actor import Actor
from chassis.identity.tokens import SigningKey, TokenVerifier, key_id_of
from chassis.observability import tracing
from chassis.observability.metrics import Metrics
from chassis.web.server import serve

ORGANIZATION = UUID("01923456-1234-7123-8123-012345678901")
ACTOR = Actor(organization_id=ORGANIZATION, user_id=ORGANIZATION, name="Ana", locale="en")


class Target:
    """A service as small as it can be: it checks the token and does what the path says."""

    def __init__(self, verifier: TokenVerifier) -> None:
        self.verifier = verifier
        self.seen: list[dict] = []
        self.answers: list[int] = []
        self.held = threading.Event()
        self.inside = threading.Semaphore(0)

    def __call__(self, environ, start_response):
        self.seen.append(environ)
        path = environ["PATH_INFO"].encode("latin-1").decode()
        try:
            actor = self.verifier.verify(
                environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
            )
        except Unauthenticated as refusal:
            return self.say(start_response, refusal.status, b"no")
        if path == "/slow":
            self.inside.release()
            self.held.wait(5)
        if path == "/echo":
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            return self.say(start_response, 200, body, environ.get("CONTENT_TYPE", ""))
        if path == "/long":
            start_response("200 OK", [("Content-Type", "text/csv"), ("Connection", "close")])
            return (b"x" * 1000 for _ in range(1000))
        status = self.answers.pop(0) if self.answers else 200
        return self.say(start_response, status, f"{actor.name} {path}".encode())

    def say(self, start_response, status, body, kind="text/plain"):
        start_response(
            f"{status} X",
            [
                ("Content-Type", kind),
                ("Content-Length", str(len(body))),
                ("ETag", '"7"'),
                ("Keep-Alive", "x"),
            ],
        )
        return [body]


class World:
    """A caller with one target, and the switch that takes the target away."""

    def __init__(self, way: str) -> None:
        self.key = SigningKey.generate()
        public = self.key.public()
        verifier = TokenVerifier("contacts", {key_id_of(public): ("telephony", public)})
        self.target = Target(verifier)
        self.metrics = Metrics("telephony")
        self.way = way
        self.running = True
        if way == "http":
            self.server = serve(self.target, host="127.0.0.1", port=0, threads=6)
            self.transport = HttpTransport(f"http://127.0.0.1:{self.server.port}")
        else:
            self.transport = InProcessTransport(lambda: self.target if self.running else None)

    def clients(self, **options) -> Clients:
        return Clients(
            "telephony",
            {"contacts": self.transport},
            key=self.key,
            metrics=self.metrics,
            **options,
        )

    def go_down(self) -> None:
        if self.running and self.way == "http":
            self.server.stop(grace=1)
        self.running = False


@pytest.fixture(params=["http", "in-process"])
def world(request) -> Iterator[World]:
    made = World(request.param)
    yield made
    made.target.held.set()
    made.transport.close()
    made.go_down()


def test_a_question_carries_a_token_for_its_target_and_its_language(world):
    answer = world.clients().get("contacts", "/who", actor=ACTOR, query={"q": "peña & co"})
    assert (answer.status, answer.body, answer.ok) == (200, b"Ana /who", True)
    assert answer.header("etag") == '"7"'
    seen = world.target.seen[0]
    assert seen["HTTP_ACCEPT_LANGUAGE"] == "en"
    assert seen["QUERY_STRING"] == "q=pe%C3%B1a+%26+co"


def test_paths_reach_the_target_as_they_were_meant(world):
    answer = world.clients().get("contacts", "/año 1?x#y%2F", actor=ACTOR)
    assert answer.body.decode() == "Ana /año 1?x#y%2F"


def test_a_token_of_another_key_is_refused_by_the_target(world):
    world.key = SigningKey.generate()
    assert world.clients().get("contacts", "/who", actor=ACTOR).status == 401


def test_a_target_that_is_down_is_unavailable_and_says_which(world):
    world.go_down()
    with pytest.raises(Unavailable) as refusal:
        world.clients().get("contacts", "/who", actor=ACTOR)
    assert refusal.value.params == {"service": "contacts"}
    assert refusal.value.retry_after
    assert world.metrics.value("client_retries", target="contacts") == 2


def test_a_question_is_tried_again_and_a_command_is_not(world):
    world.target.answers = [503, 502, 200]
    assert world.clients().get("contacts", "/who", actor=ACTOR).status == 200
    world.target.answers = [503, 200]
    before = len(world.target.seen)
    with pytest.raises(Unavailable):
        world.clients().post("contacts", "/who", {}, actor=ACTOR)
    assert len(world.target.seen) == before + 1


@pytest.mark.parametrize("status", [404, 409, 422, 500])
def test_any_other_refusal_is_an_answer(world, status):
    world.target.answers = [status]
    assert world.clients().get("contacts", "/who", actor=ACTOR).status == status


def test_a_command_sends_json_and_its_idempotency_key(world):
    answer = world.clients().post(
        "contacts", "/echo", {"name": "Peña"}, actor=ACTOR, idempotency_key="k1"
    )
    assert answer.json() == {"name": "Peña"}
    assert world.target.seen[0]["CONTENT_TYPE"] == "application/json"
    assert world.target.seen[0]["HTTP_IDEMPOTENCY_KEY"] == "k1"


def test_an_answer_after_the_budget_is_unavailable(world):
    timer = threading.Timer(0.4, world.target.held.set)
    timer.start()
    with pytest.raises(Unavailable):
        world.clients(retries=0).get("contacts", "/slow", actor=ACTOR, timeout=0.1)
    timer.join()


def test_the_callers_own_deadline_caps_the_budget_and_is_told_to_the_target(world):
    with within(0.05):
        world.clients().get("contacts", "/who", actor=ACTOR, timeout=10)
        assert int(world.target.seen[0]["HTTP_TRONCAL_BUDGET_MS"]) <= 50
    with within(0), pytest.raises(Unavailable):
        world.clients().get("contacts", "/who", actor=ACTOR, timeout=10)
    assert len(world.target.seen) == 1


def test_a_target_that_keeps_failing_is_left_alone_and_asked_again_later(world):
    clients = world.clients(retries=0, breaker_failures=2, breaker_reset=0.2)
    world.target.answers = [503, 503]
    for _ in range(4):
        with pytest.raises(Unavailable):
            clients.get("contacts", "/who", actor=ACTOR)
    assert len(world.target.seen) == 2
    assert world.metrics.value("client_breaker_open", target="contacts") == 1

    def back() -> bool:
        try:
            return clients.get("contacts", "/who", actor=ACTOR).ok
        except Unavailable:
            return False

    from chassis.testing import eventually

    eventually(back)
    assert world.metrics.value("client_breaker_open", target="contacts") == 0


def test_refusals_do_not_open_the_breaker(world):
    clients = world.clients(breaker_failures=2)
    world.target.answers = [404] * 5
    for _ in range(5):
        assert clients.get("contacts", "/who", actor=ACTOR).status == 404


def test_questions_to_one_target_run_at_the_same_time(world):
    clients = world.clients()
    threads = [
        threading.Thread(target=clients.get, args=("contacts", "/slow"), kwargs={"actor": ACTOR})
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    assert all(world.target.inside.acquire(timeout=5) for _ in threads)
    world.target.held.set()
    for thread in threads:
        thread.join()


def test_the_trace_goes_with_the_request(world):
    with tracing.span("caller") as span:
        world.clients().get("contacts", "/who", actor=ACTOR)
    parent = world.target.seen[0]["HTTP_TRACEPARENT"]
    assert parent.split("-")[1] == f"{span.get_span_context().trace_id:032x}"


def forwarded(world):
    return world.clients().forward("contacts", Request(method="GET", path="/who"), token=None)


def own_token(world) -> str:
    from chassis.identity.tokens import mint

    return mint(ACTOR, key=world.key, issuer="telephony", audience="contacts")


def test_forwarding_replaces_credentials_and_drops_connection_headers(world):
    answer = world.clients().forward(
        "contacts",
        Request(
            method="GET",
            path="/who",
            headers=[
                ("Authorization", "Bearer of-the-browser"),
                ("Cookie", "refresh=1"),
                ("Connection", "close, X-Private"),
                ("X-Private", "1"),
                ("Host", "evil.example"),
                ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                ("If-Match", '"3"'),
                ("Troncal-Budget-Ms", "999999999"),
            ],
        ),
        token=own_token(world),
    )
    assert (answer.status, b"".join(answer)) == (200, b"Ana /who")
    assert ("ETag", '"7"') in answer.headers
    assert not {name.lower() for name, _ in answer.headers} & {"keep-alive", "connection"}
    answer.close()
    seen = world.target.seen[0]
    assert seen["HTTP_IF_MATCH"] == '"3"'
    assert "HTTP_COOKIE" not in seen
    assert "HTTP_X_PRIVATE" not in seen
    assert "evil" not in seen.get("HTTP_HOST", "")
    assert "4bf92f" not in seen["HTTP_TRACEPARENT"]
    assert int(seen["HTTP_TRONCAL_BUDGET_MS"]) <= 5000


def test_a_forwarded_body_passes_unread_and_whole(world):
    body = bytes(range(256)) * 2000
    answer = world.clients().forward(
        "contacts",
        Request(
            method="POST",
            path="/echo",
            headers=[("Content-Type", "application/octet-stream")],
            body=io.BytesIO(body + b"the next request on this connection"),
            length=len(body),
        ),
        token=own_token(world),
    )
    assert b"".join(answer) == body
    assert ("Content-Type", "application/octet-stream") in answer.headers
    answer.close()


def test_a_long_answer_streams_through(world):
    answer = world.clients().forward(
        "contacts", Request(method="GET", path="/long"), token=own_token(world)
    )
    assert sum(map(len, answer)) == 1_000_000
    answer.close()
    answer.close()


def test_forwarding_to_a_target_that_is_down_is_unavailable(world):
    world.go_down()
    with pytest.raises(Refused) as refusal:
        forwarded(world)
    assert refusal.value.status == 503


def test_a_forwarded_answer_without_a_token_is_the_targets_own_refusal(world):
    answer = forwarded(world)
    assert answer.status == 401
    answer.close()


def test_waiting_for_the_retries_stays_inside_the_budget(world):
    world.target.answers = [503] * 50
    began = time.monotonic()
    with pytest.raises(Unavailable):
        world.clients(retries=50, breaker_failures=99).get(
            "contacts", "/who", actor=ACTOR, timeout=0.3
        )
    assert time.monotonic() - began < 1


def test_an_unknown_target_is_a_defect(world):
    with pytest.raises(LookupError):
        world.clients().get("billing", "/who", actor=ACTOR)
