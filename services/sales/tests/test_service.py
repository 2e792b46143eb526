"""The service as data: orders walk an index, words are all there, it asks when it must."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, inspect

from chassis.errors import Unavailable
from chassis.ids import new_id
from chassis.records import RecordType
from chassis.testing.running import RunningService
from chassis.web.messages import CHASSIS_MESSAGES
from services.sales.opportunities.records import DISCARDED, OPPORTUNITY, OPPORTUNITY_EVENT, SALE
from services.sales.reasons.records import LOSS_REASON, PURCHASE_MOTIVE
from services.sales.settings import Settings
from services.sales.stages.records import STAGE
from services.sales.tests.office import Office, codes
from services.sales.words import MESSAGES

HERE = Path(__file__).parents[1]
RAISED = re.compile(
    r'(?:Conflict|Invalid|Forbidden|NotFound)\(\s*"(\w+)"|FieldError\([^,]+,\s*"(\w+)"'
    r'|"(\w+_required)"'
)


@pytest.fixture
def connection(service: RunningService) -> Iterator[Connection]:
    engine = create_engine(service.database.engine.url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize(
    ("record_type", "held"),
    [
        (OPPORTUNITY, "(discarded_at IS NULL)"),
        (SALE, "((discarded_at IS NULL) AND (state = 'won'::text))"),
        (DISCARDED, "(discarded_at IS NOT NULL)"),
        (STAGE, ""),
        (PURCHASE_MOTIVE, ""),
        (LOSS_REASON, ""),
    ],
    ids=lambda each: getattr(each, "name", ""),
)
def test_every_order_of_a_list_walks_an_index(
    connection: Connection, record_type: RecordType, held: str
):
    """S-07, S-15: (organization, what is sorted by, id), held to what the list shows."""
    indexes = inspect(connection).get_indexes(record_type.table.name)
    for order in record_type.orders.values():
        wanted = ["organization_id", *(column.name for column, _ in order.columns), "id"]
        found = [
            index["dialect_options"].get("postgresql_where", "")
            for index in indexes
            if index["column_names"] == wanted
        ]
        assert held in found, wanted


def test_the_history_of_one_opportunity_walks_an_index(connection: Connection):
    """S-09."""
    indexes = inspect(connection).get_indexes(OPPORTUNITY_EVENT.table.name)
    wanted = ["organization_id", "opportunity_id", "at", "id"]
    assert wanted in [index["column_names"] for index in indexes]


def test_every_refusal_has_words_in_spanish_and_english():
    """Beyond row 22: each code that this service raises, and no words without a code."""
    sources = [path.read_text() for path in HERE.glob("**/*.py") if "tests" not in path.parts]
    raised = {
        code
        for text in sources
        if "MESSAGES: Final" not in text
        for found in RAISED.findall(text)
        for code in found
        if code
    }
    assert raised - CHASSIS_MESSAGES.keys() == set(MESSAGES)
    assert all(spanish and english and spanish != english for spanish, english in MESSAGES.values())


def test_currency_and_zone_come_from_the_environment_until_the_organization_states_its_own():
    """Environment of api.md."""
    read = Settings.read({})
    assert (read.currency, read.timezone) == ("COP", "America/Bogota")
    given = {"TRONCAL_CURRENCY": " usd ", "TRONCAL_TIMEZONE": "America/Lima"}
    read = Settings.read(given)
    assert (read.currency, read.timezone) == ("USD", "America/Lima")


@dataclass
class Answer:
    """An answer of another service."""

    status: int
    body: dict[str, Any] = field(default_factory=dict)

    def json(self) -> dict[str, Any]:
        return self.body


@dataclass
class Neighbours:
    """The other services: what they answer under a path; down where nothing is said."""

    answers: dict[str, Answer]
    asked: list[str] = field(default_factory=list)

    def get(self, target: str, path: str, **_: Any) -> Answer:
        self.asked.append(f"{target} {path}")
        if path not in self.answers:
            raise Unavailable("service_unavailable", params={"service": target})
        return self.answers[path]


@pytest.fixture
def asking(service: RunningService) -> Iterator[Neighbours]:
    before = service.service.clients
    service.service.clients = Neighbours({})
    yield service.service.clients
    service.service.clients = before


def test_a_contact_that_is_not_known_yet_is_asked_for(office: Office, asking: Neighbours):
    """Architecture 1: its fact is still on the way; a copy that is known is never asked about."""
    new, gone, unreachable = new_id(), new_id(), new_id()
    asking.answers = {
        f"/api/v1/contacts/{new}": Answer(200, {"state": "active"}),
        f"/api/v1/contacts/{gone}": Answer(404),
    }
    office.create(office.admin, contact_id=office.contact())
    assert asking.asked == []
    made = office.create(office.admin, contact_id=new)
    assert made["contacts"] == [{"id": str(new), "name": None}]
    body = {"title": "x", "stage_id": office.stages()[0]["id"]}
    refused = office.send(office.admin, "POST", "/opportunities", body | {"contact_id": str(gone)})
    assert codes(refused) == {"contact_id": "unknown_contact"}
    down = office.send(
        office.admin, "POST", "/opportunities", body | {"contact_id": str(unreachable)}
    )
    assert down.status_code == 503
    assert len(office.titles(office.admin, "/opportunities")) == 2


def test_a_product_that_is_not_known_yet_is_asked_for_with_its_price(
    office: Office, asking: Neighbours
):
    """S-41: the line's price is billing's."""
    product = new_id()
    price = {"amount": "25.00", "currency": "COP"}
    asking.answers = {
        f"/api/v1/products/{product}": Answer(200, {"active": True, "unit_price": price})
    }
    made = office.create(office.admin, lines=[{"product_id": product, "quantity": "2"}])
    assert made["amount"]["amount"] == "50.00"
