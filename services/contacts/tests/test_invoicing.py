"""X-1 from this side: what billing is asked before a contact goes, and what brings one back."""

from collections.abc import Callable, Iterator
from threading import Event, Thread
from urllib.parse import parse_qs
from uuid import UUID

import orjson
import pytest

from chassis.clients import Answer, Request, Unreachable
from chassis.ids import new_id
from chassis.testing.fixtures import DatabaseFactory
from chassis.testing.running import RunningService, build, running
from contracts.billing import InvoiceChanged, InvoiceDrafted
from contracts.contacts import ContactChanged, ContactDiscarded, ContactRestored
from services.contacts.service import SERVICE
from services.contacts.tests.bulking import Bulker
from services.contacts.tests.office import Office


class Billing:
    """Billing as contacts sees it: it answers one question, or is down."""

    def __init__(self) -> None:
        self.invoiced: set[str] = set()
        self.is_down = False
        self.while_asked: Callable[[], None] | None = None
        self.asked: list[str] = []

    def ask(self, request: Request, *, seconds: float) -> Answer:
        assert seconds <= 2
        self.asked.append(request.path)
        if self.is_down:
            raise Unreachable("refused")
        if self.while_asked is not None:
            self.while_asked()
        if request.path == "/internal/contacts/invoices":
            ids = parse_qs(request.query)["ids"][0].split(",")
            body = orjson.dumps({"invoiced": [id for id in ids if id in self.invoiced]})
            return Answer(200, [("Content-Type", "application/json")], body)
        _, _, _, contact_id, _ = request.path.split("/")
        body = orjson.dumps({"has_invoices": contact_id in self.invoiced})
        return Answer(200, [("Content-Type", "application/json")], body)

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def billing() -> Billing:
    return Billing()


@pytest.fixture
def invoiced(
    module_database_factory: DatabaseFactory,
    database_template: Callable[[str, Callable[[str], None]], str],
    billing: Billing,
) -> Iterator[RunningService]:
    url = module_database_factory(template=database_template(SERVICE.name, build(SERVICE)))
    with running(SERVICE, url, transports={"billing": billing}) as service:
        yield service


@pytest.fixture
def office(invoiced: RunningService) -> Office:
    return Office(invoiced)


def drafted(contact_id: str, *, made_by: UUID | None, kind: type = InvoiceDrafted):
    return kind(
        number=None,
        state="draft",
        contact_id=contact_id,
        contact_name="Ana Ruiz",
        opportunity_id=None,
        issued_on=None,
        due_on=None,
        paid_on=None,
        currency="COP",
        subtotal="1",
        discount_total="0",
        tax_total="0",
        total="1",
        owner_id=made_by,
        shared_user_ids=[],
        shared_group_ids=[],
        visibility="write",
    )


def test_a_contact_with_an_invoice_cannot_be_discarded(office: Office, billing: Billing):
    """X-1, C-16: and nothing is written."""
    made = office.create(office.admin)
    billing.invoiced.add(made["id"])
    answer = office.discard(office.admin, made)
    assert (answer.status_code, answer.json["code"]) == (409, "contact_has_invoices")
    assert billing.asked == [f"/internal/contacts/{made['id']}/invoices"]
    assert office.get(office.admin, f"/contacts/{made['id']}").json == made
    assert office.stated(ContactDiscarded) == []
    billing.invoiced.clear()
    assert office.discard(office.admin, made).status_code == 204


def test_nothing_is_discarded_unasked_while_billing_is_down(office: Office, billing: Billing):
    """X-1, architecture 1."""
    made = office.create(office.admin)
    billing.is_down = True
    answer = office.discard(office.admin, made)
    assert (answer.status_code, answer.json["code"]) == (503, "billing_unavailable")
    assert int(answer.headers["Retry-After"]) > 0
    assert office.get(office.admin, f"/contacts/{made['id']}").json["state"] == "active"


def test_many_are_discarded_with_one_question(office: Office, billing: Billing):
    """X-1, G-11: billing is asked once for all; those with invoices stay."""
    made = [office.create(office.admin, last_name=str(place)) for place in range(3)]
    billing.invoiced.add(made[1]["id"])
    bulker = Bulker(office)
    run = bulker.run("discard", filter={})
    assert (run["counts"]["done"], run["counts"]["refused"]) == (2, {"contact_has_invoices": 1})
    assert bulker.refused(run) == {made[1]["id"]: "contact_has_invoices"}
    assert billing.asked == ["/internal/contacts/invoices"]
    assert office.names(office.admin, "/contacts") == [made[1]["name"]]


def test_none_of_many_is_discarded_unasked_while_billing_is_down(office: Office, billing: Billing):
    """X-1, architecture 1: each is refused with the reason, and nobody waits for each."""
    made = [office.create(office.admin, last_name=str(place)) for place in range(3)]
    billing.is_down = True
    run = Bulker(office).run("discard", ids=[each["id"] for each in made])
    assert run["counts"]["refused"] == {"billing_unavailable": 3}
    assert len(billing.asked) < 6
    assert len(office.names(office.admin, "/contacts")) == 3


def test_who_may_not_discard_a_contact_learns_nothing_of_its_invoices(
    office: Office, billing: Billing
):
    """X-8: billing is not even asked."""
    made = office.create(office.admin)
    billing.invoiced.add(made["id"])
    stranger = office.member("Luis")
    assert office.discard(stranger, made).status_code == 404
    assert office.discard(office.admin, made | {"version": 9}).status_code == 412
    assert billing.asked == []


@pytest.mark.parametrize("kind", [InvoiceDrafted, InvoiceChanged])
def test_an_invoice_brings_its_discarded_contact_back_and_names_who_has_to_know(
    office: Office, kind
):
    """X-1: who discarded it, who made the invoice; once, however often it is said."""
    marta = office.member("Marta")
    made = office.create(office.admin)
    office.discard(office.admin, made)
    invoice = new_id()
    for _ in range(2):
        office.state(drafted(made["id"], made_by=marta.user_id, kind=kind), invoice)
    assert office.get(office.admin, f"/contacts/{made['id']}").json["state"] == "active"
    [back] = office.stated(ContactRestored)
    assert back["invoice_id"] == str(invoice)
    assert back["told_user_ids"] == [str(office.admin.user_id), str(marta.user_id)]
    entry = office.timeline(office.admin, made["id"])[0]
    assert (entry["title"], entry["params"]) == (
        "timeline.contact.restored",
        {"invoice_id": str(invoice)},
    )


def test_an_invoice_of_a_contact_that_is_there_or_unknown_changes_nothing(office: Office):
    """X-1."""
    made = office.create(office.admin)
    for contact_id in (made["id"], str(new_id())):
        office.state(drafted(contact_id, made_by=None), new_id())
    assert office.get(office.admin, f"/contacts/{made['id']}").json == made
    assert office.stated(ContactRestored) == []


def test_an_invoice_that_crosses_the_discarding_brings_the_contact_back(
    office: Office, billing: Billing
):
    """X-1: billing says no, an invoice is drafted, and its fact arrives before the discarding is
    committed. It waits for the contact's row and then finds the contact discarded.
    """
    made = office.create(office.admin)
    begun = Event()

    def state() -> None:
        begun.set()
        office.state(drafted(made["id"], made_by=None), new_id())

    fact = Thread(target=state)

    def cross() -> None:
        fact.start()
        assert begun.wait(10)

    billing.while_asked = cross
    assert office.discard(office.admin, made).status_code == 204
    fact.join(20)
    assert office.get(office.admin, f"/contacts/{made['id']}").json["state"] == "active"
    assert len(office.stated(ContactRestored)) == len(office.stated(ContactDiscarded)) == 1


def test_an_installation_without_billing_discards_without_asking(
    module_database_factory: DatabaseFactory,
    database_template: Callable[[str, Callable[[str], None]], str],
):
    """X-1: the target list of the installation has no billing."""
    url = module_database_factory(template=database_template(SERVICE.name, build(SERVICE)))
    with running(SERVICE, url) as service:
        office = Office(service)
        made = office.create(office.admin)
        assert office.discard(office.admin, made).status_code == 204


def test_the_credit_status_is_kept_filtered_and_stated(office: Office):
    """C-34."""
    made = office.create(office.admin)
    assert made["account_status"] == "active"
    changed = office.edit(office.admin, made, account_status="suspended").json
    assert changed["account_status"] == "suspended"
    assert office.names(office.admin, "/contacts?account_status=suspended") == ["Ana Ruiz"]
    assert office.names(office.admin, "/contacts?account_status=active") == []
    assert office.edit(office.admin, changed, account_status="broke").status_code == 422
    assert office.stated(ContactChanged)[-1]["account_status"] == "suspended"
