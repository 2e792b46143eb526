"""Routes of tags: whoever sees contacts reads them, who may configure changes them (C-06, G-22)."""

from uuid import UUID

from chassis.web import Call, Reply, Routes
from services.contacts.tags import operations
from services.contacts.tags.records import TAG
from services.contacts.tags.schemas import EntityQuery, TagBody, TagRemoval

routes = Routes("tags", tag="Tags")
_ONE = "/tags/<uuid:tag_id>"


@routes.get("/tags", allow="contacts.view", lists=TAG)
def list_tags(call: Call) -> Reply:
    """List the tags in use, by name."""
    return call.page(TAG)


@routes.get(_ONE, allow="contacts.view", returns=TAG)
def read_tag(call: Call, tag_id: UUID, query: EntityQuery) -> Reply:  # noqa: ARG001
    """Read one tag."""
    return call.one(TAG, tag_id)


@routes.post("/tags", allow="contacts.configure", returns=TAG)
def add_tag(call: Call, query: EntityQuery, body: TagBody) -> Reply:  # noqa: ARG001
    """File a tag; writing one on a contact files it too."""
    return call.created(TAG, operations.add_tag(call.session, body.name).id)


@routes.patch(_ONE, allow="contacts.configure", match="required", returns=TAG)
def rename_tag(call: Call, tag_id: UUID, query: EntityQuery, body: TagBody) -> Reply:  # noqa: ARG001
    """Rename a tag on every record that has it."""
    operations.rename_tag(call.session, tag_id, body.name, expected_version=call.expected_version)
    return call.one(TAG, tag_id)


@routes.delete(_ONE, allow="contacts.configure", match="required")
def delete_tag(call: Call, tag_id: UUID, query: TagRemoval) -> Reply:
    """Delete a tag; `move_to` names the one with which it is merged, or `none`."""
    operations.delete_tag(
        call.session, tag_id, move_to=query.move_to, expected_version=call.expected_version
    )
    return call.nothing()
