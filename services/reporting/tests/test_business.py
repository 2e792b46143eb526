"""Figures of sales, cases and billing, and the records behind each of them (R-14, R-16, X-8)."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from chassis.clock import now
from chassis.events import Fact
from chassis.identity.actor import Actor
from chassis.ids import new_id
from contracts import billing, cases, contacts, gateway, sales, telephony
from contracts.examples import example_of
from services.reporting.business.money import Rates, Total
from services.reporting.drilldown.sources import SOURCES
from services.reporting.history.rebuild import rebuild
from services.reporting.kpis.models import KpiDay

ANA, BEATRIZ, CARLOS = new_id(), new_id(), new_id()
BOSS_ROLE, TEAM_ROLE = new_id(), new_id()
LATE = datetime(2026, 3, 3, 4, 30, tzinfo=UTC)  # still 2 March in Bogotá
RANGE = "from=2026-03-01&to=2026-03-31"
SEES = frozenset(
    f"{module}.view"
    for module in ("reporting", "sales", "cases", "billing", "contacts", "telephony")
)


class Office:
    """An organization of the test's own, with a boss above two agents."""

    def __init__(self, service):
        self.service = service
        self.organization_id = new_id()
        self.state(example_of(gateway.OrganizationCreated), self.organization_id)
        role = example_of(gateway.RoleChanged)
        self.state(role.model_copy(update={"parent_id": None}), BOSS_ROLE)
        self.state(role.model_copy(update={"parent_id": BOSS_ROLE}), TEAM_ROLE)
        for user, name, role_id in (
            (ANA, "Ana", TEAM_ROLE),
            (BEATRIZ, "Beatriz", TEAM_ROLE),
            (CARLOS, "Carlos", BOSS_ROLE),
        ):
            values = {"name": name, "role_id": role_id}
            self.state(example_of(gateway.UserChanged).model_copy(update=values), user)

    def state(self, fact: Fact, subject_id: UUID | None = None, version: int = 1) -> UUID:
        subject_id = subject_id or new_id()
        self.service.receive(
            fact,
            organization_id=self.organization_id,
            subject_id=subject_id,
            version=version,
        )
        return subject_id

    def actor(self, user_id: UUID, scope: str, role_id: UUID | None = None) -> Actor:
        return Actor(
            organization_id=self.organization_id,
            user_id=user_id,
            role_id=role_id,
            scope=scope,
            permissions=SEES,
        )

    @property
    def admin(self) -> Actor:
        return replace(self.actor(CARLOS, "all", BOSS_ROLE), is_administrator=True)

    def get(self, path: str, actor: Actor | None = None, status: int = 200) -> Any:
        answer = self.service.client(actor or self.admin).get(f"/api/v1{path}")
        assert answer.status_code == status, answer.json
        return answer.json

    def business(self, actor: Actor | None = None, query: str = RANGE) -> Any:
        return self.get(f"/kpis/business?{query}", actor)

    def behind(self, metric: str, actor: Actor | None = None, more: str = "") -> Any:
        return self.get(f"/kpis/{metric}/records?{RANGE}{more}", actor)

    def figures(self) -> dict[tuple[Any, ...], Decimal]:
        with self.service.database.reading(self.organization_id) as session:
            return {
                (row.day, row.metric, row.dimension, row.owner_id, row.is_public): row.value
                for row in session.scalars(select(KpiDay))
            }


@pytest.fixture
def office(module_service):
    return Office(module_service)


def fact(kind: type[Fact], **values: Any) -> Fact:
    return example_of(kind).model_copy(update={"owner_id": ANA} | values)


def won(**values: Any) -> Fact:
    return fact(sales.OpportunityWon, **({"closed_at": LATE} | values))


def test_what_was_won_and_lost_is_counted_and_summed_on_its_day_by_motive_and_reason(office):
    """R-14: the day is the organization's, not UTC's."""
    office.state(won())
    office.state(won(amount=Decimal("100.50"), purchase_motive="Servicio"))
    office.state(fact(sales.OpportunityLost, owner_id=BEATRIZ))
    office.state(fact(sales.OpportunityCreated))
    answer = office.business()
    block = answer["sales"]
    assert block["won"] == {
        "count": 2,
        "amount": {"amount": "4200100.50", "currency": "COP"},
        "without_rate": [],
    }
    assert [(one["name"], one["count"]) for one in block["by_motive"]] == [
        ("Precio", 1),
        ("Servicio", 1),
    ]
    assert [one["name"] for one in block["by_reason"]] == ["Eligió a la competencia"]
    assert {day["day"]: day["won"] for day in answer["by_day"] if day["won"]} == {"2026-03-02": 2}
    assert {one["name"]: (one["won"], one["lost"]) for one in answer["by_owner"]} == {
        "Ana": (2, 0),
        "Beatriz": (0, 1),
    }


def test_amounts_are_converted_by_the_rate_of_their_day_and_the_rest_is_said_apart(office):
    """R-06, S-37: a rate that comes later than the sale changes the figure all the same."""
    office.state(won(amount=Decimal(10), currency="USD"))
    office.state(won(amount=Decimal(7), currency="EUR"))
    before = office.business()["sales"]["won"]
    assert before["amount"]["amount"] == "0.00"
    assert [one["currency"] for one in before["without_rate"]] == ["EUR", "USD"]
    rate = example_of(billing.ExchangeRateChanged)
    office.state(rate)
    office.state(rate.model_copy(update={"valid_on": date(2026, 3, 3), "rate": Decimal(1)}))
    after = office.business()["sales"]["won"]
    assert after == {
        "count": 2,
        "amount": {"amount": "39872.50", "currency": "COP"},
        "without_rate": [{"amount": "7.00", "currency": "EUR"}],
    }


def test_the_pipeline_is_what_is_open_now_by_stage_with_what_is_expected_of_it(office):
    """R-16, S-04, X-10: an own probability holds, else the stage's as it is now."""
    stage = office.state(example_of(sales.StageChanged).model_copy(update={"position": 2}))
    empty = office.state(
        example_of(sales.StageChanged).model_copy(update={"name": "Contacto", "position": 1})
    )
    common = {"stage_id": stage, "amount": Decimal(1000)}
    deal = office.state(fact(sales.OpportunityCreated, **common))
    office.state(
        fact(
            sales.OpportunityCreated,
            probability=Decimal(10),
            has_own_probability=True,
            **common,
        )
    )
    first, second = office.business()["sales"]["pipeline"]
    assert (first["stage_id"], first["name"], first["count"]) == (str(empty), "Contacto", 0)
    assert (second["count"], second["amount"]["amount"]) == (2, "2000.00")
    assert second["expected"]["amount"] == "600.00"
    changed = example_of(sales.StageChanged).model_copy(update={"probability": Decimal(20)})
    office.state(changed, stage, version=2)
    assert office.business()["sales"]["pipeline"][-1]["expected"]["amount"] == "300.00"
    office.state(fact(sales.OpportunityDiscarded, is_discarded=True, **common), deal, version=2)
    assert office.business()["sales"]["pipeline"][-1]["count"] == 1


def test_cases_are_counted_when_opened_and_solved_and_overdue_as_of_now(office):
    """K-20, O-10: a reopened case is not solved; overdue depends on the clock alone."""
    solved = {"solved_at": LATE}
    office.state(fact(cases.CaseOpened, assignee_id=BEATRIZ, due_at=now() + timedelta(hours=1)))
    office.state(fact(cases.CaseOpened, assignee_id=None, case_type="Queja"))
    case = office.state(fact(cases.CaseSolved, **solved))
    block = office.business()["cases"]
    assert (block["opened"], block["solved"], block["overdue"]) == (3, 1, 1)
    assert block["by_type"] == [{"name": "Petición", "count": 2}, {"name": "Queja", "count": 1}]
    office.state(fact(cases.CaseReopened), case, version=2)
    block = office.business()["cases"]
    assert (block["opened"], block["solved"], block["overdue"]) == (3, 0, 2)


def test_invoices_are_counted_when_issued_and_paid_and_no_more_when_rejected(office):
    paid = fact(billing.InvoicePaid)
    invoice = office.state(paid, version=3)
    other = office.state(fact(billing.InvoiceIssued), version=2)
    block = office.business()["billing"]
    assert (block["invoiced"]["count"], block["paid"]["count"]) == (2, 1)
    assert block["invoiced"]["amount"] == {"amount": "208250.00", "currency": "COP"}
    office.state(fact(billing.InvoiceRejected), other, version=3)
    office.state(fact(billing.InvoiceReopened), invoice, version=4)
    block = office.business()["billing"]
    assert (block["invoiced"]["count"], block["paid"]["count"]) == (1, 0)


def story() -> list[tuple[Fact, UUID, int]]:
    """Records that change hands, amounts and days, as their owners state them."""
    deal, case, invoice = new_id(), new_id(), new_id()
    return [
        (fact(sales.OpportunityCreated), deal, 1),
        (won(owner_id=BEATRIZ), deal, 2),
        (fact(sales.OpportunityReopened, owner_id=BEATRIZ), deal, 3),
        (fact(sales.OpportunityLost, owner_id=ANA, visibility="private"), deal, 4),
        (fact(cases.CaseOpened), case, 1),
        (fact(cases.CaseSolved), case, 2),
        (fact(cases.CaseClosed, assignee_id=ANA), case, 3),
        (fact(billing.InvoiceDrafted), invoice, 1),
        (fact(billing.InvoiceIssued, total=Decimal(5)), invoice, 2),
        (fact(billing.InvoicePaid, total=Decimal(5)), invoice, 3),
        (example_of(billing.ExchangeRateChanged), new_id(), 1),
        (example_of(sales.StageChanged), new_id(), 1),
    ]


def receive(office: Office, facts: Sequence[tuple[Fact, UUID, int]]) -> None:
    for one, subject_id, version in facts:
        office.state(one, subject_id, version)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=8, deadline=None)
def test_any_order_gives_the_same_figures(module_service, seed: int):
    """ADR 0053."""
    dice = random.Random(seed)
    straight, shuffled = Office(module_service), Office(module_service)
    facts = story()
    receive(straight, facts)
    moved = {subject: new_id() for _, subject, _ in facts}
    again = [(one, moved[subject], version) for one, subject, version in facts]
    dice.shuffle(again)
    receive(shuffled, again)
    assert shuffled.figures() == straight.figures()
    assert {(key[1], key[3], key[4]) for key in straight.figures()} == {
        ("lost", ANA, False),
        ("lost_amount", ANA, False),
        ("cases_opened", ANA, True),
        ("cases_solved", ANA, True),
        ("invoiced", ANA, True),
        ("invoiced_amount", ANA, True),
        ("paid", ANA, True),
        ("paid_amount", ANA, True),
    }


def test_a_replay_of_the_log_gives_the_same_figures(office):
    """ADR 0053: rows, figures and answers."""
    for _ in range(3):
        receive(office, story())
    before, answer = office.figures(), office.business()
    with office.service.database.transaction(office.organization_id) as session:
        session.scalars(select(KpiDay).limit(1)).one().value += 7
    assert office.figures() != before
    rebuild(office.service.service)
    assert office.figures() == before
    assert office.business() == answer


def counts(office: Office, actor: Actor) -> dict[str, int]:
    """Every figure that has records behind it, as the routes of figures say it."""
    business = office.business(actor)
    calls = office.get(f"/kpis?{RANGE}", actor)["total"]
    figures = {name: calls[name] for name in SOURCES if name in calls}
    for block in ("sales", "billing"):
        for name in ("won", "lost", "invoiced", "paid"):
            if name in business[block]:
                figures[name] = business[block][name]["count"]
    figures["pipeline"] = sum(stage["count"] for stage in business["sales"]["pipeline"])
    for name in ("opened", "solved", "overdue"):
        figures[f"cases_{name}"] = business["cases"][name]
    return figures


@pytest.mark.parametrize(
    ("user", "scope", "role", "expected"),
    [
        (ANA, "own", TEAM_ROLE, 2),
        (BEATRIZ, "all", TEAM_ROLE, 3),
        (CARLOS, "own", BOSS_ROLE, 0),
        (CARLOS, "team", BOSS_ROLE, 4),
        (CARLOS, "all", BOSS_ROLE, 4),
    ],
)
def test_behind_every_figure_stand_as_many_records_as_it_says(office, user, scope, role, expected):
    """X-8: a private record of somebody else neither counts nor is listed."""
    for owner in (ANA, BEATRIZ):
        for visibility in ("private", "write"):
            mine = {"owner_id": owner, "visibility": visibility}
            office.state(won(**mine))
            office.state(fact(sales.OpportunityLost, **mine))
            office.state(fact(sales.OpportunityCreated, **mine))
            office.state(fact(cases.CaseOpened, assignee_id=owner, visibility=visibility))
            solved = {"assignee_id": owner, "visibility": visibility, "solved_at": LATE}
            office.state(fact(cases.CaseSolved, **solved))
            office.state(fact(billing.InvoiceIssued, **mine))
            office.state(fact(billing.InvoicePaid, **mine))
            created = example_of(contacts.ContactCreated)
            office.state(created.model_copy(update=mine))
    actor = office.actor(user, scope, role)
    figures = counts(office, actor)
    lists = {name: office.behind(name, actor) for name in figures}
    assert figures["won"] == figures["cases_overdue"] == figures["pipeline"] == expected
    assert figures["invoiced"] == 2 * expected
    for name in ("won", "lost", "pipeline", "invoiced", "paid", "cases_opened", "cases_solved"):
        assert lists[name]["total"] == len(lists[name]["items"]) == figures[name], name
    assert lists["cases_overdue"]["total"] == figures["cases_overdue"]


def test_behind_the_figures_of_calls_and_contacts_stand_theirs_too(office):
    """R-17: each of the first figures has its records."""
    common = {"started_at": LATE, "agent_id": ANA}
    for values in (
        {},
        {"direction": "outbound"},
        {"status": "missed", "answered_at": None, "agent_id": None},
    ):
        office.state(example_of(telephony.CallEnded).model_copy(update=common | values))
    figures = counts(office, office.admin)
    names = ("calls", "inbound", "outbound", "answered", "missed", "connected")
    assert [figures[name] for name in names] == [3, 2, 1, 1, 1, 1]
    for name in names:
        found = office.behind(name)
        assert found["total"] == len(found["items"]) == figures[name], name
        assert all(item["record"]["type"] == "call" for item in found["items"])
    made = example_of(contacts.ContactCreated)
    contact = office.state(made)
    listed = office.get("/kpis/contacts_created/records")["items"]
    assert [(one["record"]["id"], one["title"]) for one in listed] == [(str(contact), made.name)]


def test_the_records_come_in_pages_by_part_and_by_owner(office):
    deals = {str(office.state(won(closed_at=LATE + timedelta(hours=n)))) for n in range(5)}
    office.state(won(purchase_motive="Servicio", owner_id=BEATRIZ))
    seen, cursor = [], ""
    while cursor is not None:
        page = office.behind(
            "won", more=f"&limit=2&dimension=Precio{cursor and '&cursor=' + cursor}"
        )
        assert page["total"] == 5
        seen += [item["record"]["id"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert len(seen) == 5
    assert set(seen) == deals
    (one,) = office.behind("won", more=f"&owner_id={BEATRIZ}")["items"]
    assert (one["owner"], one["amount"]) == (
        "Beatriz",
        {"amount": "4200000.00", "currency": "COP"},
    )


def test_who_does_not_see_a_module_gets_neither_its_figures_nor_its_records(office):
    office.state(won())
    narrow = replace(
        office.admin, is_administrator=False, permissions=frozenset({"reporting.view"})
    )
    answer = office.business(narrow)
    assert (answer["sales"], answer["cases"], answer["billing"]) == (None, None, None)
    assert answer["by_owner"] == []
    office.get(f"/kpis/won/records?{RANGE}", narrow, status=403)


def test_questions_that_cannot_be_are_refused(office):
    for path, status in (
        ("/kpis/nothing/records", 404),
        ("/kpis/won/records?limit=0", 422),
        ("/kpis/won/records?cursor=x", 422),
        ("/kpis/won/records?from=2026-03-05&to=2026-03-01", 422),
        ("/kpis/pipeline/records?dimension=x", 422),
        ("/kpis/business?since=1", 422),
    ):
        office.get(path, status=status)


def test_the_dashboard_compares_the_range_with_the_one_before(office):
    office.state(won())
    answer = office.get("/dashboards/business?from=2026-03-03&to=2026-03-04")
    assert answer["range"]["sales"]["won"]["count"] == 0
    assert answer["before"]["sales"]["won"]["count"] == 1


def test_another_organizations_records_are_nowhere(office):
    office.state(won())
    stranger = replace(office.admin, organization_id=new_id())
    assert office.business(stranger)["sales"]["won"]["count"] == 0
    assert office.behind("won", stranger)["total"] == 0


def test_a_rate_holds_from_its_day_until_the_next_and_a_sum_is_rounded_once():
    days = [date(2026, 3, day) for day in (1, 2, 3)]
    rates = Rates("COP", [("USD", days[1], Decimal("10.004")), ("USD", days[2], Decimal(20))])
    assert [rates.rate("USD", day) for day in days] == [None, Decimal("10.004"), Decimal(20)]
    total = Total(rates)
    for _ in range(3):
        total.add(Decimal(1), "USD", days[1])
    assert total.amount.amount == Decimal("30.01")
