"""People who do the same thing at the same moment."""

from contracts.sales import OpportunityLost, OpportunityStageChanged, OpportunityWon
from services.sales.tests.office import Office, at_once


def test_of_fifty_people_who_move_one_card_one_holds_and_the_others_are_told(office: Office):
    """S-20, beyond row 20: everybody dragged the card that they saw; 412 tells the version."""
    made = office.create(office.admin)
    stages = office.stages()[1:]
    path = f"/opportunities/{made['id']}/stage"

    def move(number: int):
        body = {"stage_id": stages[number % len(stages)]["id"]}
        return office.send(office.admin, "POST", path, body, version=made["version"])

    answers = at_once(move, times=50)
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 49
    [held] = [answer.json for answer in answers if answer.status_code == 200]
    assert office.read(made) == held
    assert held["version"] == 2
    assert len(office.stated(OpportunityStageChanged)) == 1
    assert {a.json["params"]["version"] for a in answers if a.status_code == 412} == {"2"}


def test_moves_without_a_version_follow_one_another_and_none_is_lost(office: Office):
    """S-09: each move begins where the one before ended, in the history and in the facts."""
    made = office.create(office.admin)
    stages = office.stages()[1:]

    def move(number: int) -> int:
        target = stages[number % len(stages)]["id"]
        return office.act(office.admin, made, "stage", stage_id=target).status_code

    assert set(at_once(move, times=20)) == {200}
    facts = office.stated(OpportunityStageChanged)
    at = made["stage_id"]
    for fact in facts:
        assert fact["previous_stage_id"] == at
        at = fact["stage_id"]
    assert office.read(made)["stage_id"] == at
    assert office.read(made)["version"] == 1 + len(facts)
    versions = [each["aggregateversion"] for each in office.envelopes(OpportunityStageChanged)]
    assert versions == list(range(2, 2 + len(facts)))


def test_an_opportunity_is_either_won_or_lost(office: Office):
    """S-11: of those who close it at once one does, the others hear that it is closed."""
    made = office.create(office.admin)
    motive, reason = office.first("/purchase-motives"), office.first("/loss-reasons")

    def close(number: int) -> int:
        if number % 2:
            return office.act(office.admin, made, "win", purchase_motive_id=motive).status_code
        return office.act(office.admin, made, "lose", loss_reason_id=reason).status_code

    assert sorted(at_once(close, times=20)) == [200] + [409] * 19
    assert len(office.stated(OpportunityWon)) + len(office.stated(OpportunityLost)) == 1
