"""The service as data: its lists walk indexes, its words are all there, its copies follow facts."""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, create_engine, inspect

from chassis.records import RecordType
from chassis.testing.running import RunningService
from chassis.web.messages import CHASSIS_MESSAGES
from contracts.contacts import (
    CallIdentified,
    ContactDiscarded,
    ContactRestated,
    ContactsRestated,
)
from services.cases.casework.moves import MOVES, OPEN, wrong_solution
from services.cases.catalogs.records import CLASSES
from services.cases.service import SERVICE
from services.cases.tests.office import NOON, Office
from services.cases.words import MESSAGES

HERE = Path(__file__).parents[1]
RAISED = re.compile(
    r'(?:Conflict|Invalid|Forbidden|NotFound)\(\s*"(\w+)"|FieldError\([^,]+,\s*"(\w+)"'
    r'|ValueError\("(\w+)"\)|return "(\w+)"'
)


@pytest.fixture
def connection(service: RunningService) -> Iterator[Connection]:
    engine = create_engine(service.database.engine.url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


_OF_ONE_RECORD = {"case_event": "case_id", "document": "record_id"}
"""Lists that are always one record's, and the column that says so."""


@pytest.mark.parametrize("record_type", SERVICE.records, ids=lambda rt: rt.name)
def test_every_order_of_a_list_walks_an_index(connection: Connection, record_type: RecordType):
    """Beyond row 19: (organization, what is sorted by, id), held to what the list shows."""
    indexes = inspect(connection).get_indexes(record_type.table.name)
    for order in record_type.orders.values():
        wanted = ["organization_id", *(column.name for column, _ in order.columns), "id"]
        if record_type.name in _OF_ONE_RECORD:
            wanted.insert(1, _OF_ONE_RECORD[record_type.name])
        found = [
            index["dialect_options"].get("postgresql_where", "")
            for index in indexes
            if index["column_names"] == wanted
        ]
        assert found, wanted
        if record_type.live is not None:
            live = [where for where in found if "discarded_at IS NULL" in where]
            assert any("visibility" in where for where in live), wanted
            assert any("visibility" not in where for where in live), wanted


def test_every_refusal_has_words_in_spanish_and_english():
    """Beyond row 22: each code that this service raises, and no words without a code."""
    sources = [path.read_text() for path in HERE.glob("**/*.py") if "tests" not in path.parts]
    raised = {code for text in sources for found in RAISED.findall(text) for code in found if code}
    assert raised - CHASSIS_MESSAGES.keys() == set(MESSAGES)
    assert all(spanish and english and spanish != english for spanish, english in MESSAGES.values())


def test_a_closed_case_is_left_only_with_a_reason_and_a_solved_one_has_its_solution():
    """K-07, K-20, O-11: the whole table of moves."""
    assert {pair for pair in MOVES if pair[0] not in OPEN and pair[1] in OPEN} == set()
    assert ("closed", "solved") not in MOVES
    assert {pair[1] for pair, move in MOVES.items() if move == "solved"} == {"solved"}
    for of_class in CLASSES:
        code = wrong_solution(of_class, " ", given=True)
        assert (code == "solution_required") == (of_class == "solved")
        assert wrong_solution(of_class, None, given=False) == code


PERSON = {
    "kind": "person",
    "contact_class": "client",
    "phones": [],
    "emails": [],
    "owner_id": None,
    "manager_ids": [],
    "shared_user_ids": [],
    "shared_group_ids": [],
    "visibility": "write",
    "origin": "manual",
}


def test_a_discarded_contact_is_not_chosen_any_more(office: Office):
    """X-11; an older fact that comes late changes nothing."""
    contact = office.contact()
    gone = ContactDiscarded(name="Ana", is_discarded=True, **PERSON)
    office.state(gone, contact, version=3)
    office.state(gone.model_copy(update={"is_discarded": False}), contact, version=2)
    body = {"type_id": office.type_id("PET"), "title": "x", "contact_id": contact}
    answer = office.post(office.admin, "/cases", **body)
    assert answer.json["errors"][0]["code"] == "unknown_contact"


def test_whose_call_it_is_may_arrive_before_the_call(office: Office):
    """X-5: the facts of two services overtake one another; the row has what both said."""
    contact = office.contact()
    call = office.call(contact_id=None)
    late = office.call(contact_id=contact)
    fact = CallIdentified(
        contact_id=contact, number="+573001234567", name="Ana", manager_ids=[], created=True
    )
    office.state(fact, call, version=1)
    made = [office.create(office.admin, "PET", call_id=each)["contact_id"] for each in (call, late)]
    assert made == [contact, contact]


def test_copies_that_were_not_stated_again_after_a_restore_go(office: Office):
    """P16: a lower version of the new incarnation wins; who is not there any more is unknown."""
    kept, gone = office.contact("Ana"), office.contact("Ida")
    again = ContactRestated(name="Ana María", created_at=NOON, **PERSON)
    for fact, subject in ((again, UUID(kept)), (ContactsRestated(), office.organization_id)):
        office.running.receive(
            fact, organization_id=office.organization_id, subject_id=subject, incarnation=2
        )
    assert office.create(office.admin, "PET", contact_id=kept)["contact_name"] == "Ana María"
    body = {"type_id": office.type_id("PET"), "title": "x", "contact_id": gone}
    answer = office.post(office.admin, "/cases", **body)
    assert answer.json["errors"][0]["code"] == "unknown_contact"
