"""A fact: something that happened, in the past tense, as its owner states it to the others.

The envelope is CloudEvents 1.0 in structured JSON. Nothing depends on AMQP headers, so a fact reads
the same from the outbox, the broker, the inbox and an event log.
"""

import builtins
from datetime import datetime
from typing import Annotated, Any, ClassVar, Generic, TypeVar
from uuid import UUID

import msgspec
from pydantic import BaseModel, ConfigDict

PREFIX = "troncal"


class Fact(BaseModel):
    """Base of every event model: `class ContactCreated(Fact, type="contacts.contact.created")`.

    The first word of the type is the owning service, the second the aggregate. Readers accept
    members that they do not know (a newer release may add optional ones); writers cannot send any.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    event_type: ClassVar[str] = ""
    owner: ClassVar[str] = ""
    aggregate: ClassVar[str] = ""

    def __init_subclass__(cls, *, type: str = "", version: int = 1, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if type:
            cls.owner, cls.aggregate, _ = type.split(".")
            cls.event_type = f"{PREFIX}.{type}.v{version}"

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Swallow the class arguments that __init_subclass__ has read."""


F = TypeVar("F", bound=Fact)
F_co = TypeVar("F_co", bound=Fact, covariant=True)


class Received(msgspec.Struct, Generic[F_co], frozen=True, kw_only=True):
    """A fact as a reaction gets it: the content and what the envelope says of it.

    `version` and `incarnation` are those of the aggregate in its owner's database; a `state`
    reaction compares them before it writes.
    """

    id: UUID
    type: str
    data: F_co
    organization_id: UUID
    subject: str
    version: int
    incarnation: int
    time: datetime
    actor_id: UUID | None
    correlation_id: UUID
    traceparent: str | None = None

    @property
    def subject_id(self) -> UUID:
        """The aggregate's id, out of `contact/<id>`."""
        return UUID(self.subject.partition("/")[2])


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """The envelope without a parsed content: what relay, buses and inbox need to know."""

    id: UUID
    source: str
    type: str
    subject: str
    time: Annotated[datetime, msgspec.Meta(tz=True)]
    organization_id: UUID = msgspec.field(name="organization")
    incarnation: int
    version: int = msgspec.field(name="aggregateversion")
    correlation_id: UUID = msgspec.field(name="correlationid")
    causation_id: UUID | None = msgspec.field(name="causationid", default=None)
    actor_id: UUID | None = msgspec.field(name="actor", default=None)
    traceparent: str | None = None
    data: msgspec.Raw
    """JSON text, read by `open`."""

    def to_json(self) -> str:
        """Write the CloudEvents JSON text."""
        document: dict[str, Any] = {
            "specversion": "1.0",
            "id": self.id,
            "source": self.source,
            "type": self.type,
            "subject": self.subject,
            "time": self.time,
            "datacontenttype": "application/json",
            "dataschema": f"/schemas/{self.type}.json",
            "organization": self.organization_id,
            "incarnation": self.incarnation,
            "aggregateversion": self.version,
            "correlationid": self.correlation_id,
        }
        optional = {
            "causationid": self.causation_id,
            "actor": self.actor_id,
            "traceparent": self.traceparent,
        }
        document.update({name: value for name, value in optional.items() if value})
        document["data"] = self.data
        return msgspec.json.encode(document).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> "Envelope":
        """Read an envelope. Raises ValueError when it is not one."""
        try:
            return _DECODER.decode(text)
        except msgspec.DecodeError as error:
            raise ValueError(f"not an envelope: {error}") from None

    def open(self, fact: builtins.type[F]) -> Received[F]:
        """Parse the content as `fact`. Raises pydantic.ValidationError when it does not fit."""
        return Received(
            id=self.id,
            type=self.type,
            data=fact.model_validate_json(bytes(self.data)),
            organization_id=self.organization_id,
            subject=self.subject,
            version=self.version,
            incarnation=self.incarnation,
            time=self.time,
            actor_id=self.actor_id,
            correlation_id=self.correlation_id,
            traceparent=self.traceparent,
        )


_DECODER = msgspec.json.Decoder(Envelope)
