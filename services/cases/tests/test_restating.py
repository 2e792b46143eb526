"""What cases says again, and what it forgets when telephony has said all of its calls again."""

from sqlalchemy import select

from chassis.ids import new_id
from contracts.cases import CaseDiscarded, CaseOpened, CaseRestated, CasesRestated
from contracts.examples import example_of
from contracts.telephony import CallRestated, CallStarted, TelephonyRestated
from services.cases.projections import KnownCall
from services.cases.tests.office import Office


def test_cases_are_said_again_as_they_were_said_last_discarded_ones_too(office: Office):
    office.create(office.admin)
    gone = office.create(office.admin)
    assert office.discard(office.admin, gone).status_code == 204
    office.running.restate()
    said = {one["number"]: one for one in office.stated(CaseRestated)}
    opened, discarded = office.stated(CaseOpened)[0], office.stated(CaseDiscarded)[0]
    for last in (opened, discarded):
        again = said[last["number"]]
        assert again == {name: last[name] for name in again}
    assert len(office.stated(CasesRestated)) == 1


def test_calls_that_telephony_does_not_have_any_more_are_forgotten(office: Office):
    kept, lost = new_id(), new_id()
    for id in (kept, lost):
        office.state(example_of(CallStarted), id)
    for fact, id in ((example_of(CallRestated), kept), (TelephonyRestated(), new_id())):
        office.running.receive(
            fact, organization_id=office.organization_id, subject_id=id, version=1, incarnation=2
        )
    with office.running.database.reading(office.organization_id) as session:
        assert list(session.scalars(select(KnownCall.call_id))) == [kept]
