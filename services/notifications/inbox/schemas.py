"""Notifications as the API shows them."""

from chassis.records import Access, Field, RecordType
from services.notifications.inbox.models import Notification

NOTIFICATION = RecordType(
    name="notification",
    model=Notification,
    access=Access(personal="user_id"),
    json={
        "id": Notification.id,
        "kind": Notification.kind,
        "params": Notification.params,
        "record": {"type": Notification.record_type, "id": Notification.record_id},
        "created_at": Notification.created_at,
        "read_at": Notification.read_at,
        "version": Notification.version,
    },
    fields={
        "kind": Field(Notification.kind),
        "read_at": Field(Notification.read_at),
        "created_at": Field(Notification.created_at),
    },
    sorts={"created_at": Notification.created_at},
    default_sort="-created_at",
)
