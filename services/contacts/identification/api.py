"""Routes of automatic identification: its settings."""

from chassis.web import Call, Reply, Routes
from services.contacts.identification import operations
from services.contacts.identification.schemas import IdentificationSettingsBody

routes = Routes("identification", tag="Contacts")


@routes.get("/contacts/settings", allow="contacts.configure", returns=IdentificationSettingsBody)
def read_settings(call: Call) -> Reply:
    """Read whether calls make contacts."""
    return _answer(call)


@routes.patch("/contacts/settings", allow="contacts.configure", returns=IdentificationSettingsBody)
def change_settings(call: Call, body: IdentificationSettingsBody) -> Reply:
    """Choose whether calls make contacts (O-32)."""
    operations.choose_creation(call.session, create_from_calls=body.create_from_calls)
    return _answer(call)


def _answer(call: Call) -> Reply:
    return call.json({"create_from_calls": operations.creates_from_calls(call.session)})
