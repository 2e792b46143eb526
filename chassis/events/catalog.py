"""The published language as data: which facts exist, who owns each and who reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chassis.events.facts import Fact
from chassis.identity.questions import Question


@dataclass(frozen=True)
class Catalog:
    """All fact types with their readers, and the questions between services.

    `contracts.catalog.CATALOG` is the one instance.
    """

    readers: Mapping[type[Fact], tuple[str, ...]]
    questions: tuple[Question, ...] = ()

    def __post_init__(self) -> None:
        types = [fact.event_type for fact in self.readers]
        if len(set(types)) != len(types):
            raise ValueError("a fact type is listed twice")

    @property
    def facts(self) -> Iterable[type[Fact]]:
        """Every fact type."""
        return self.readers.keys()

    def by_type(self) -> dict[str, type[Fact]]:
        """Map the envelope's type to its model."""
        return {fact.event_type: fact for fact in self.readers}

    def readers_of(self, event_type: str) -> tuple[str, ...]:
        """Name the services that read a type; none for one that nobody reads."""
        fact = self.by_type().get(event_type)
        return self.readers[fact] if fact else ()

    def read_by(self, service: str) -> list[type[Fact]]:
        """List what a service reads."""
        return [fact for fact, readers in self.readers.items() if service in readers]
