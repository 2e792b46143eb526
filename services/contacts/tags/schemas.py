"""What the routes of tags take."""

from typing import Literal

from chassis.web import Body
from chassis.web.catalogs import Target
from services.contacts.directory.schemas import Tag

Entity = Literal["contacts"]


class TagBody(Body):
    """A tag's name."""

    name: Tag


class EntityQuery(Body):
    """Whose tags: the gateway leads to the service that owns the entity."""

    entity: Entity


class TagRemoval(EntityQuery):
    """Where the records of a deleted tag go: another tag, which merges the two, or `none`."""

    move_to: Target | None = None
