"""The bell: one's own notices and nobody else's."""

from uuid import UUID

from pydantic import BaseModel

from chassis.web import Call, Reply, Routes
from services.notifications.inbox import operations
from services.notifications.inbox.schemas import NOTIFICATION

routes = Routes("notifications_inbox", tag="Notifications")


class Unread(BaseModel):
    """How many notices wait."""

    unread: int


@routes.get("/notifications", allow=None, lists=NOTIFICATION)
def list_notifications(call: Call) -> Reply:
    """List one's own notifications, newest first."""
    return call.page(NOTIFICATION)


@routes.get("/notifications/unread", allow=None, returns=Unread)
def count_unread(call: Call) -> Reply:
    """Count one's unread notifications."""
    return call.json(Unread(unread=operations.unread_count(call.session, call.actor)))


@routes.post("/notifications/read", allow=None, returns=Unread)
def read_all_notifications(call: Call) -> Reply:
    """Mark all of one's notifications read."""
    operations.read_all(call.session, call.actor)
    return call.json(Unread(unread=0))


@routes.post("/notifications/<uuid:notification_id>/read", allow=None, returns=NOTIFICATION)
def read_one_notification(call: Call, notification_id: UUID) -> Reply:
    """Mark one notification read."""
    operations.read_notification(call.session, call.actor, notification_id)
    return call.one(NOTIFICATION, notification_id)
