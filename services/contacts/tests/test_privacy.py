"""Who sees a contact, and every door through which a private one could leak (C-10, X-8)."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.identity.actor import Actor
from chassis.ids import new_id
from contracts.contacts import ContactChanged
from services.contacts.tests.office import Office, ended, started

NUMBER = "+573001234567"


def doors(office: Office, actor: Actor, contact: dict) -> dict[str, bool]:
    """Try every way to learn of a contact; true where it shows."""
    path = f"/contacts/{contact['id']}"
    shows = {
        "read": office.get(actor, path).status_code == 200,
        "timeline": office.get(actor, f"{path}/timeline").status_code == 200,
    }
    for name, query in {
        "list": "/contacts",
        "search": "/contacts?q=secreta",
        "by phone": f"/contacts?phone=%2B{NUMBER[1:]}",
        "by id": f"/contacts?id.in={contact['id']}",
        "by owner": f"/contacts?owner_id={contact['owner_id']}",
        "lookup": "/contacts/lookup?q=secreta",
        "lookup by digits": "/contacts/lookup?q=300123",
    }.items():
        shows[name] = contact["name"] in office.names(actor, query)
    count = office.get(actor, f"/contacts?count=1&id.in={contact['id']}").json["total"]
    shows["count"] = count == 1
    activities = office.get(actor, f"/activities?contact_id={contact['id']}").json["items"]
    shows["activities"] = [one["title"] for one in activities] == ["Secreta"]
    return shows


def secret(office: Office, owner: Actor, **members) -> dict:
    """A contact, and an activity about it that nobody else takes part in."""
    contact = office.create(owner, first_name="Secreta", phones=[{"number": NUMBER}], **members)
    about = {"type": "contact", "id": contact["id"]}
    body = {"kind": "task", "title": "Secreta", "related": about}
    office.send(office.admin, "POST", "/activities", body)
    return contact


def test_a_private_contact_shows_through_no_door(office: Office):
    """C-10: private by default; somebody else's is as if it were not there."""
    owner, other = office.member("Dueña"), office.member("Otro")
    contact = secret(office, owner)
    assert set(doors(office, owner, contact).values()) == {True}
    assert set(doors(office, office.admin, contact).values()) == {True}
    assert set(doors(office, other, contact).values()) == {False}


@pytest.mark.parametrize("method", ["PATCH", "DELETE", "share", "restore", "notes"])
def test_a_contact_that_is_not_visible_cannot_be_acted_on_and_is_not_betrayed(
    office: Office, method
):
    """C-10: 404 whatever the version; nothing changes."""
    owner, other = office.member("Dueña"), office.member("Otro")
    contact = secret(office, owner)
    path = f"/contacts/{contact['id']}"
    bodies = {"PATCH": {"area": "x"}, "share": {"user_ids": []}, "notes": {"text": "x"}}
    for version in (1, 99):
        if method in ("PATCH", "DELETE"):
            answer = office.send(other, method, path, bodies.get(method), version=version)
        else:
            answer = office.send(
                other, "POST", f"{path}/{method}", bodies.get(method), version=version
            )
        assert answer.status_code == 404, answer.text
    assert office.get(owner, path).json == contact


@pytest.mark.parametrize(
    ("visibility", "sees", "edits"),
    [("private", 404, 404), ("read", 200, 403), ("write", 200, 200)],
)
def test_visibility_says_what_everybody_may(office: Office, visibility, sees, edits):
    """C-10: read by default when opened to all, or read and write."""
    owner, other = office.member("Dueña"), office.member("Otro")
    contact = secret(office, owner, visibility=visibility)
    assert office.get(other, f"/contacts/{contact['id']}").status_code == sees
    assert office.edit(other, contact, area="x").status_code == edits
    assert set(doors(office, other, contact).values()) == {sees == 200}


@pytest.mark.parametrize("scope", ["own", "team"])
def test_the_profiles_scope_caps_what_is_open_to_all(office: Office, scope):
    """C-10, architecture 6: own and team do not reach what only visibility opens."""
    owner, other = office.member("Dueña"), office.member("Otro", scope=scope)
    contact = secret(office, owner, visibility="write")
    assert set(doors(office, other, contact).values()) == {False}
    assert office.edit(other, contact, area="x").status_code == 404


def test_a_superior_sees_and_edits_what_the_team_manages(office: Office):
    """Beyond row 5: the role tree, in the open edition."""
    top = office.role("Gerencia")
    below = office.role("Ventas", parent_id=top)
    boss = office.member("Jefa", role_id=top, scope="team")
    agent = office.member("Agente", role_id=below, scope="own")
    contact = secret(office, agent)
    assert set(doors(office, boss, contact).values()) == {True}
    assert office.edit(boss, contact, area="x").status_code == 200
    mine = secret(office, boss)
    assert set(doors(office, agent, mine | {"name": "nadie"}).values()) == {False}


@pytest.mark.parametrize(("level", "edits"), [("read", 403), ("write", 200)])
@pytest.mark.parametrize("by", ["user", "group"])
def test_a_contact_is_shared_with_a_user_or_a_group_and_the_sharing_ends(
    office: Office, by, level, edits
):
    """C-10: the fact says who sees it, so that readers can apply it too."""
    owner, friend = office.member("Dueña"), office.member("Amigo", scope="own")
    group = office.group(friend)
    friend = dataclasses.replace(friend, group_ids=(group,))
    contact = secret(office, owner)
    path = f"/contacts/{contact['id']}"
    who = {f"{by}_ids": [str(friend.user_id if by == "user" else group)]}
    shared = office.send(owner, "POST", f"{path}/share", who | {"level": level}).json
    assert shared["shared_with"][f"{by}_ids"] == who[f"{by}_ids"]
    assert set(doors(office, friend, contact).values()) == {True}
    assert office.edit(friend, shared, area="x").status_code == edits
    last = office.stated(ContactChanged)[-1 if level == "read" else -2]
    assert last[f"shared_{by}_ids"] == who[f"{by}_ids"]
    assert last["added_manager_ids"] == []
    office.send(owner, "POST", f"{path}/share", {})
    shows = doors(office, friend, contact)
    shows.pop("count")  # a total may be ten seconds old
    assert set(shows.values()) == {False}


def test_sharing_with_nobody_known_is_refused(office: Office):
    """C-10."""
    contact = secret(office, office.admin)
    unknown = "01980000-0000-7000-8000-000000000000"
    answer = office.send(
        office.admin,
        "POST",
        f"/contacts/{contact['id']}/share",
        {"user_ids": [unknown], "group_ids": [unknown]},
    )
    assert {error["code"] for error in answer.json["errors"]} == {"unknown_user", "unknown_group"}


def test_another_organization_sees_and_changes_nothing(office: Office):
    """Architecture 6: 404 for the record, none of its rows in lists."""
    foreign = Office(office.running)
    contact = secret(office, office.admin, visibility="write")
    path = f"/contacts/{contact['id']}"
    assert set(doors(foreign, foreign.admin, contact).values()) == {False}
    assert foreign.edit(foreign.admin, contact, area="x").status_code == 404
    assert foreign.discard(foreign.admin, contact).status_code == 404
    for action, body in {"restore": None, "share": {}, "notes": {"text": "x"}}.items():
        assert foreign.send(foreign.admin, "POST", f"{path}/{action}", body).status_code == 404
    linked = {"kind": "person", "first_name": "A", "last_name": "B", "company_id": contact["id"]}
    assert foreign.send(foreign.admin, "POST", "/contacts", linked).status_code == 422
    assert office.get(office.admin, path).json == contact


def test_a_call_does_not_open_a_private_contact_to_the_agent_who_takes_it(office: Office):
    """X-8: the call pop-up and the timeline keep to the contact's access."""
    owner, agent = office.member("Dueña"), office.member("Agente")
    contact = secret(office, owner)
    call = new_id()
    operators = {"operator_ids": [agent.user_id]}
    office.state(started(NUMBER, **operators), call)
    office.state(ended(NUMBER, agent_id=agent.user_id, **operators), call)
    assert set(doors(office, agent, contact).values()) == {False}
    assert "call" in {entry["kind"] for entry in office.timeline(owner, contact["id"])}


def test_an_entry_carries_the_access_of_the_call_that_it_speaks_of(office: Office):
    """X-8, architecture 6: who only reads an open contact does not read other agents' calls."""
    top = office.role("Gerencia")
    below = office.role("Ventas", parent_id=top)
    owner, reader = office.member("Dueña"), office.member("Lectora")
    agent = office.member("Agente", role_id=below)
    boss = office.member("Jefa", role_id=top, scope="team")
    operator = office.member("Operador")
    contact = secret(office, owner, visibility="read")
    shared = {"user_ids": [str(boss.user_id)]}
    office.send(owner, "POST", f"/contacts/{contact['id']}/share", shared)
    answered, missed = new_id(), new_id()
    office.state(ended(NUMBER, agent_id=agent.user_id), answered)
    office.state(ended(NUMBER, operator_ids=[operator.user_id]), missed)

    def calls(actor: Actor) -> set[str]:
        entries = office.timeline(actor, contact["id"])
        assert {"created", "shared"} <= {entry["kind"] for entry in entries}
        return {entry["record"]["id"] for entry in entries if entry["kind"] == "call"}

    both = {str(answered), str(missed)}
    assert calls(owner) == calls(office.admin) == both
    assert calls(agent) == calls(boss) == {str(answered)}
    assert calls(operator) == {str(missed)}
    assert calls(reader) == set()


ROLES = ("boss", "agent", "peer")
grants = st.fixed_dictionaries(
    {
        "owner": st.sampled_from(ROLES),
        "managers": st.sets(st.sampled_from(ROLES)),
        "shared": st.sets(st.sampled_from(ROLES)),
        "level": st.sampled_from(["read", "write"]),
        "visibility": st.sampled_from(["private", "read", "write"]),
    }
)


@settings(max_examples=25, deadline=None)
@given(grants, st.sampled_from(ROLES), st.sampled_from(["own", "team", "all"]))
def test_every_door_keeps_to_one_rule(service, grant, asking, scope):
    """C-10, X-8, beyond row 5: any grants, any scope; reading, listing and counting agree."""
    office = Office(service)
    top = office.role("Gerencia")
    roles = {"boss": top, "agent": office.role("Ventas", top), "peer": office.role("Soporte", top)}
    people = {name: office.member(name, role_id=roles[name]) for name in ROLES}
    ids = {name: str(who.user_id) for name, who in people.items()}
    contact = secret(
        office,
        office.admin,
        owner_id=ids[grant["owner"]],
        manager_ids=[ids[name] for name in grant["managers"]],
        visibility=grant["visibility"],
    )
    office.send(
        office.admin,
        "POST",
        f"/contacts/{contact['id']}/share",
        {"user_ids": [ids[name] for name in grant["shared"]], "level": grant["level"]},
    )
    responsible = grant["managers"] | {grant["owner"]}
    below = {"agent", "peer"} if asking == "boss" and scope != "own" else set()
    writes = (
        bool(responsible & ({asking} | below))
        or (asking in grant["shared"] and grant["level"] == "write")
        or (scope == "all" and grant["visibility"] == "write")
    )
    sees = (
        writes or asking in grant["shared"] or (scope == "all" and grant["visibility"] != "private")
    )
    actor = dataclasses.replace(people[asking], scope=scope)
    assert set(doors(office, actor, contact).values()) == {sees}
    note = office.send(actor, "POST", f"/contacts/{contact['id']}/notes", {"text": "x"})
    assert note.status_code == (201 if writes else 403 if sees else 404)
