"""Who sees and edits an opportunity, and whose name it shows."""

from chassis.ids import new_id
from contracts.sales import OpportunityChanged
from services.sales.tests.office import Office


def test_everybody_sees_and_edits_an_opportunity_unless_it_is_restricted(office: Office):
    """S-05: default visible to all; restricted only the owner and those it is shared with."""
    marta, luis, eva = (office.member(name) for name in ("Marta", "Luis", "Eva"))
    made = office.create(marta, title="Abierta a todos")
    assert office.edit(luis, made, title="De Luis").status_code == 200
    restricted = office.edit(
        marta, office.read(made), visibility="private", shared_user_ids=[luis.user_id]
    )
    assert restricted.status_code == 200, restricted.text
    assert office.stated(OpportunityChanged)[-1]["added_user_ids"] == [str(luis.user_id)]
    assert office.edit(luis, restricted.json, title="Otra vez").status_code == 200
    path = f"/opportunities/{made['id']}"
    now = office.read(made)
    answers = [
        office.get(eva, path),
        office.get(eva, f"{path}/history"),
        office.edit(eva, now, title="x"),
        office.act(eva, made, "stage", stage_id=office.stages()[1]["id"]),
        office.act(eva, made, "win", purchase_motive_id=office.first("/purchase-motives")),
        office.act(eva, made, "lose", loss_reason_id=office.first("/loss-reasons")),
        office.act(eva, made, "reopen", reason="x"),
        office.act(eva, made, "restore"),
        office.send(eva, "DELETE", path, version=now["version"]),
    ]
    assert {each.status_code for each in answers} == {404}
    assert office.read(made) == now


def test_a_restricted_one_is_in_no_list_sum_or_board_of_others(office: Office):
    """X-8: the classic leak is a sum."""
    marta, eva = office.member("Marta"), office.member("Eva")
    office.create(marta, visibility="private", budget={"amount": "1000"})
    office.create(marta, title="pública", budget={"amount": "1"})
    assert office.titles(eva, "/opportunities") == ["pública"]
    assert office.get(eva, "/opportunities?count=1").json["total"] == 1
    totals = office.get(eva, "/opportunities/totals").json
    assert (totals["count"], totals["amount"]["amount"]) == (1, "1.00")
    board = office.get(eva, "/boards/stages").json
    assert board["total"]["count"] == board["columns"][0]["count"] == 1
    mine = office.get(marta, "/opportunities/totals").json
    assert (mine["count"], mine["amount"]["amount"]) == (2, "1001.00")


def test_a_sum_counts_what_is_both_shared_and_public_once(office: Office):
    """X-8, S-37: the branches of access do not overlap."""
    marta, eva = office.member("Marta"), office.member("Eva")
    office.create(marta, budget={"amount": "10"}, shared_user_ids=[eva.user_id])
    assert office.get(eva, "/opportunities/totals").json["count"] == 1
    own = office.member("Iván", scope="own")
    assert office.get(own, "/opportunities/totals").json["count"] == 0


def test_a_group_and_a_superior_see_a_restricted_one(office: Office):
    """S-05, X-9: shared with a group; the role tree reaches down."""
    top = office.role("jefatura")
    below = office.role("ventas", parent_id=top)
    chief = office.member("Jefa", role_id=top, scope="team")
    seller = office.member("Vendedor", role_id=below)
    friend = office.member("Amiga")
    group = office.group(friend)
    member = office.member("Del grupo", group_ids=(group,))
    made = office.create(seller, visibility="private", shared_group_ids=[group])
    path = f"/opportunities/{made['id']}"
    assert office.get(chief, path).status_code == 200
    assert office.get(member, path).status_code == 200
    assert office.get(office.member("Otra"), path).status_code == 404


def test_who_gives_an_opportunity_away_sees_it_no_more(office: Office):
    """S-05: the change holds and is answered with nothing."""
    marta, luis = office.member("Marta"), office.member("Luis")
    made = office.create(marta)
    given = office.edit(marta, made, owner_id=luis.user_id, visibility="private")
    assert given.status_code == 204
    assert office.stated(OpportunityChanged)[-1]["added_user_ids"] == [str(luis.user_id)]
    assert office.get(marta, f"/opportunities/{made['id']}").status_code == 404
    assert office.read(made, luis)["owner_id"] == str(luis.user_id)


def test_a_contacts_name_is_shown_to_whom_contacts_show_it(office: Office):
    """X-8: the opportunity is everybody's, its contact is Marta's."""
    marta, eva = office.member("Marta"), office.member("Eva")
    secret = office.contact("Cliente secreto", visibility="private", owner_id=marta.user_id)
    made = office.create(marta, contact_id=secret)
    assert made["contacts"][0]["name"] == "Cliente secreto"
    shown = office.read(made, eva)
    assert shown["contacts"] == [{"id": str(secret), "name": None}]
    assert "secreto" not in office.get(eva, "/opportunities").text
    assert "secreto" not in office.get(eva, "/boards/stages").text
    refused = office.send(
        eva,
        "POST",
        "/opportunities",
        {"title": "x", "contact_id": str(secret), "stage_id": office.stages()[0]["id"]},
    )
    assert refused.json["errors"][0]["code"] == "unknown_contact"


def test_a_discarded_contact_gets_no_new_opportunity_but_keeps_the_old_one(office: Office):
    """X-11: what was there before is not questioned again."""
    ana = office.contact("Ana")
    made = office.create(office.admin, contact_id=ana)
    office.rename_contact(ana, "Ana", version=2, is_discarded=True)
    body = {"title": "x", "contact_id": str(ana), "stage_id": office.stages()[0]["id"]}
    refused = office.send(office.admin, "POST", "/opportunities", body)
    assert refused.status_code == 422
    assert office.edit(office.admin, made, title="sigue").status_code == 200


def test_a_late_fact_of_a_contact_changes_nothing(office: Office):
    """Architecture 4: guarded by the version of its owner."""
    ana = office.contact("Ana")
    made = office.create(office.admin, contact_id=ana)
    office.rename_contact(ana, "Ana María", version=3)
    office.rename_contact(ana, "Anita", version=2)
    assert office.read(made)["contacts"][0]["name"] == "Ana María"


def test_another_organization_finds_nothing_and_changes_nothing(office: Office):
    """Architecture 6: 404 where a record is named, none of its rows in collections."""
    made = office.create(office.admin)
    stage = office.stages()[0]
    other = Office(office.running)
    version = made["version"]
    stranger = other.admin
    paths = [f"/opportunities/{made['id']}", f"/stages/{stage['id']}"]
    for path in paths:
        assert other.get(stranger, path).status_code == 404
        assert other.send(stranger, "DELETE", path, version=version).status_code == 404
    assert other.edit(stranger, made, title="x").status_code == 404
    assert other.act(stranger, made, "stage", stage_id=stage["id"]).status_code == 404
    assert other.titles(stranger, "/opportunities") == []
    body = {"title": "x", "contact_id": str(new_id()), "stage_id": stage["id"]}
    refused = other.send(stranger, "POST", "/opportunities", body)
    assert {error["field"] for error in refused.json["errors"]} == {"stage_id", "contact_id"}
    assert office.read(made) == made


def test_who_may_not_view_sales_gets_nothing(office: Office):
    """G-07: the profile's permission comes first."""
    blind = office.member("Nadie", permissions=frozenset())
    for path in ("/opportunities", "/sales", "/stages", "/boards/stages", "/purchase-motives"):
        assert office.get(blind, path).status_code == 403
