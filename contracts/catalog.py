"""Who reads what: the whole subscription table of the product, with who asks whom."""

from chassis.events import Catalog, Fact
from contracts import billing, cases, contacts, gateway, notifications, sales, telephony
from contracts.questions import QUESTIONS

EVERY_SERVICE = (
    "contacts",
    "sales",
    "cases",
    "billing",
    "telephony",
    "notifications",
    "reporting",
)

_KEEP_CONTACTS = ("sales", "cases", "billing", "telephony", "notifications", "reporting")
_FOLLOW_OPPORTUNITIES = ("contacts", "billing", "notifications", "reporting")
_FOLLOW_CASES = ("contacts", "notifications", "reporting")
_FOLLOW_INVOICES = ("contacts", "notifications", "reporting")


def _all(readers: tuple[str, ...], *facts: type[Fact]) -> dict[type[Fact], tuple[str, ...]]:
    return dict.fromkeys(facts, readers)


CATALOG = Catalog(
    readers={
        gateway.OrganizationCreated: EVERY_SERVICE,
        gateway.OrganizationRestated: EVERY_SERVICE,
        gateway.GatewayRestated: EVERY_SERVICE,
        gateway.UserChanged: EVERY_SERVICE,
        gateway.RoleChanged: EVERY_SERVICE,
        gateway.GroupChanged: EVERY_SERVICE,
        **_all(
            _KEEP_CONTACTS,
            contacts.ContactCreated,
            contacts.ContactChanged,
            contacts.ContactDiscarded,
            contacts.ContactRestored,
            contacts.ContactRestated,
            contacts.ContactsRestated,
        ),
        **_all(
            ("notifications",),
            contacts.ActivityCreated,
            contacts.ActivityChanged,
            contacts.ActivityCompleted,
            contacts.ActivityReopened,
            contacts.ActivityDiscarded,
            contacts.ActivityRestored,
            contacts.ActivityRestated,
        ),
        contacts.CallIdentified: ("cases", "telephony"),
        contacts.MailRequested: ("notifications",),
        contacts.LeadCreated: ("notifications",),
        contacts.LeadChanged: ("notifications",),
        contacts.LeadConverted: ("sales",),
        sales.StageChanged: ("reporting",),
        **_all(
            _FOLLOW_OPPORTUNITIES,
            sales.OpportunityCreated,
            sales.OpportunityChanged,
            sales.OpportunityStageChanged,
            sales.OpportunityWon,
            sales.OpportunityLost,
            sales.OpportunityReopened,
            sales.OpportunityDiscarded,
            sales.OpportunityRestored,
        ),
        **_all(
            _FOLLOW_CASES,
            cases.CaseOpened,
            cases.CaseChanged,
            cases.CaseSolved,
            cases.CaseClosed,
            cases.CaseReopened,
            cases.CaseDiscarded,
            cases.CaseRestored,
        ),
        billing.ProductChanged: ("sales",),
        billing.ExchangeRateChanged: ("sales", "reporting"),
        **_all(
            _FOLLOW_INVOICES,
            billing.InvoiceDrafted,
            billing.InvoiceChanged,
            billing.InvoiceIssued,
            billing.InvoicePaid,
            billing.InvoiceRejected,
            billing.InvoiceReopened,
            billing.InvoiceDeleted,
        ),
        sales.OpportunityRestated: ("contacts", "billing", "reporting"),
        sales.SalesRestated: ("contacts", "billing", "reporting"),
        cases.CaseRestated: ("contacts", "reporting"),
        cases.CasesRestated: ("contacts", "reporting"),
        billing.InvoiceRestated: ("contacts", "reporting"),
        billing.BillingRestated: ("contacts", "sales", "reporting"),
        telephony.CallStarted: ("contacts", "cases", "reporting"),
        telephony.CallEnded: ("contacts", "cases", "notifications", "reporting"),
        telephony.CallClassified: ("contacts", "reporting"),
        telephony.CallPriced: ("reporting",),
        telephony.CallRestated: ("contacts", "cases", "reporting"),
        telephony.TelephonyRestated: ("contacts", "cases", "reporting"),
        telephony.AgentStateChanged: ("reporting",),
        telephony.SmsSent: ("notifications",),
        telephony.SmsDelivered: ("notifications",),
        telephony.SmsFailed: ("notifications",),
        notifications.SmsRequested: ("telephony",),
    },
    questions=QUESTIONS,
)
