"""What sales says again: stages, and opportunities as they were said last."""

from contracts.sales import (
    OpportunityChanged,
    OpportunityRestated,
    OpportunityWon,
    SalesRestated,
    StageChanged,
)
from services.sales.tests.office import Office


def test_opportunities_and_stages_are_said_again_as_they_were_said_last(office: Office):
    changed, won = office.create(office.admin), office.create(office.admin)
    assert office.edit(office.admin, changed, title="Otro título").status_code == 200
    office.win(won)
    stages = {one["subject"]: one for one in office.stated(StageChanged)}
    office.running.restate()
    said = {one["subject"]: one for one in office.stated(OpportunityRestated)}
    for fact in (OpportunityChanged, OpportunityWon):
        last = office.stated(fact)[-1]
        again = said[last["subject"]]
        assert again == {name: last[name] for name in again}
    assert {one["subject"]: one for one in office.stated(StageChanged)} == stages
    assert len(office.stated(StageChanged)) == 2 * len(stages)
    assert len(office.stated(SalesRestated)) == 1
