"""Who reads what: the whole subscription table of the product."""

from chassis.events import Catalog
from contracts import contacts, gateway, notifications, telephony

EVERY_SERVICE = ("contacts", "telephony", "notifications", "reporting")

CATALOG = Catalog(
    readers={
        gateway.OrganizationCreated: EVERY_SERVICE,
        gateway.UserChanged: EVERY_SERVICE,
        gateway.RoleChanged: EVERY_SERVICE,
        gateway.GroupChanged: EVERY_SERVICE,
        contacts.ContactCreated: ("telephony", "notifications", "reporting"),
        contacts.ContactChanged: ("telephony", "notifications", "reporting"),
        contacts.ContactDiscarded: ("telephony", "notifications", "reporting"),
        contacts.ContactRestored: ("telephony", "notifications", "reporting"),
        contacts.CallIdentified: ("telephony",),
        telephony.CallStarted: ("contacts", "reporting"),
        telephony.CallEnded: ("contacts", "notifications", "reporting"),
        telephony.CallClassified: ("contacts", "reporting"),
        telephony.CallPriced: ("reporting",),
        telephony.AgentStateChanged: ("reporting",),
        telephony.SmsSent: ("notifications",),
        telephony.SmsDelivered: ("notifications",),
        telephony.SmsFailed: ("notifications",),
        notifications.SmsRequested: ("telephony",),
    }
)
