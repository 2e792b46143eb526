"""A fact as it came in, before anybody knows whether it can be handled."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.events.facts import Envelope


@dataclass(slots=True)
class Incoming:
    """A fact as it came in: its raw text, and its envelope when it is one."""

    id: UUID
    raw: str
    envelope: Envelope | None
    error: str = ""


def read(raw: bytes | str, sent_id: str = "") -> Incoming:
    """Parse what arrived; something that is no envelope gets an id by which it can be parked."""
    try:
        # The content is read later: what is no text must not come as far as that.
        text = raw if isinstance(raw, str) else raw.decode()
        envelope = Envelope.from_json(raw)
    except ValueError as error:
        text = raw if isinstance(raw, str) else raw.decode(errors="replace")
        return Incoming(_id_for(text, sent_id), text.replace("\0", ""), None, str(error))
    return Incoming(envelope.id, text, envelope)


def _id_for(text: str, sent_id: str) -> UUID:
    try:
        return UUID(sent_id)
    except ValueError:
        return uuid5(NAMESPACE_URL, text)
