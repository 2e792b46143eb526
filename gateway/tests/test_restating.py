"""What the gateway says again: organizations, roles, groups and people, as it said them last."""

from chassis.events import restating
from gateway.restating import RESTATES
from gateway.tests.world import facts_of


def test_everything_is_said_again_as_it_was_said_last(team):
    ana = team.new_user("ana")
    team.admin.post("/groups", {"name": "Cobranza", "member_ids": [ana["id"]]})
    kinds = ("user.changed", "role.changed", "group.changed")
    before = {kind: {one["subject"]: one for one in facts_of(team, kind)} for kind in kinds}
    counts = {kind: len(facts_of(team, kind)) for kind in kinds}
    database = team.world.service.database
    with database.transaction(None) as session:
        restating.request(session)
    while restating.work_off(database, RESTATES):
        pass
    for kind in kinds:
        again = {one["subject"]: one for one in facts_of(team, kind)[counts[kind] :]}
        assert again.keys() >= before[kind].keys()
        for subject, first in before[kind].items():
            assert again[subject]["aggregateversion"] == first["aggregateversion"]
            said = dict(again[subject]["data"], directory_epoch=None)
            assert said == dict(first["data"], directory_epoch=None)
    made = facts_of(team, "organization.created")
    said = {one["subject"]: one["data"] for one in facts_of(team, "organization.restated")}
    assert all(said[one["subject"]] == one["data"] for one in made)
    assert {one["organization"] for one in facts_of(team, "restate.completed")} == {
        one["organization"] for one in made
    }
