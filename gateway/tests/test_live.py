"""The live stream: whose messages arrive, and when it ends."""

import threading
from dataclasses import replace
from uuid import UUID

import pytest

from chassis.web.stream import Streams


@pytest.fixture
def streaming(team):
    """Streams that look every 50 ms whether they may go on."""
    service = team.world.service
    service.resources = replace(
        service.resources, streams=Streams(service.metrics, limit=2, recheck=0.05)
    )
    return team


class Listener:
    """A browser that reads its stream."""

    def __init__(self, person) -> None:
        self.response = person.get("/stream", buffered=False)
        self.chunks = iter(self.response.response)

    def next_event(self) -> str:
        for chunk in self.chunks:
            if chunk.startswith(b"event"):
                return chunk.decode()
        return "over"

    def close(self) -> None:
        self.response.close()


def send(team, users, kind, payload) -> None:
    team.world.service.live.send(
        {
            "organization_id": str(team.organization_id),
            "users": [str(user) for user in users],
            "kind": kind,
            "payload": payload,
        }
    )


def test_a_stream_begins_with_one_reset_and_brings_what_is_meant_for_the_person(streaming):
    agent = streaming.agent("ana")
    listener = Listener(agent)
    assert listener.response.status_code == 200
    assert listener.response.headers["Content-Type"].startswith("text/event-stream")
    assert listener.next_event() == "event: reset\ndata: {}\n\n"
    send(streaming, [UUID(streaming.admin.user["id"])], "call.ringing", {"for": "admin"})
    send(streaming, [UUID(agent.user["id"])], "call.ringing", {"from": "+573001234567"})
    assert listener.next_event() == ('event: call.ringing\ndata: {"from":"+573001234567"}\n\n')
    listener.close()


@pytest.mark.parametrize("way", ["logout", "deactivated", "signed out"])
def test_a_stream_ends_with_its_session(streaming, way):
    agent = streaming.agent("ana")
    listener = Listener(agent)
    assert "reset" in listener.next_event()
    path = f"/users/{agent.user['id']}"
    if way == "logout":
        agent.call("POST", "/auth/logout")
    elif way == "deactivated":
        streaming.admin.patch(path, {"active": False}, version=1)
    else:
        streaming.admin.delete(f"{path}/sessions")
    found: list[str] = []
    reader = threading.Thread(target=lambda: found.append(listener.next_event()))
    reader.start()
    reader.join(10)
    assert found == ['event: end\ndata: {"reason":"not_allowed"}\n\n']
    listener.close()


def test_a_process_holds_a_bounded_number_of_streams(streaming):
    agent = streaming.agent("ana")
    listeners = [Listener(agent), Listener(agent)]
    refused = agent.get("/stream")
    assert (refused.status_code, refused.json["code"]) == (503, "too_many_streams")
    assert refused.headers["Retry-After"] == "5"
    for listener in listeners:
        listener.close()
    again = Listener(agent)
    assert again.response.status_code == 200
    again.close()


def test_a_stream_is_read_with_get_and_a_token(streaming):
    assert streaming.world.person().get("/stream").status_code == 401
    assert streaming.admin.post("/stream").status_code == 405
