"""A tag as the API shows it."""

from typing import Final

from chassis.records import Access, Field, RecordType
from services.contacts.tags.models import Tag

ENTITIES: Final = ("contacts",)

TAG: Final = RecordType(
    name="tag",
    model=Tag,
    access=Access(),
    json={
        "id": Tag.id,
        "entity": Tag.entity,
        "name": Tag.name,
        "created_at": Tag.created_at,
        "version": Tag.version,
    },
    fields={"entity": Field(Tag.entity, choices=ENTITIES), "name": Field(Tag.name)},
    sorts={"name": Tag.sort_key},
    default_sort="name",
)
