"""Activities on the screen: planned, seen at a glance and in the calendar, completed."""

import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from chassis.testing import eventually
from chassis.testing.product import Client
from tests.browser.chromium import DESKTOP, MOBILE, settle
from tests.browser.conftest import Screen, Site
from tests.browser.words import word

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [DESKTOP, MOBILE], ids=["desktop", "mobile"])


def person(client: Client) -> dict[str, Any]:
    name = f"Rosa {secrets.token_hex(3)}"
    phones = [{"number": "+573009998877"}]
    body = {"kind": "person", "first_name": name, "last_name": "Mina", "phones": phones}
    return client.do("POST", "/contacts", body)


def planned(client: Client, title: str, *, hours: int = 5, **more: Any) -> dict[str, Any]:
    at = (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
    body = {"kind": "task", "title": title, "due_at": at}
    return client.do("POST", "/activities", body | more)


def about(contact: dict[str, Any]) -> dict[str, Any]:
    return {"related": {"type": "contact", "id": contact["id"]}}


def title() -> str:
    return f"Tarea {secrets.token_hex(3)}"


def section(page: Page) -> Any:
    return page.get_by_role("region", name=word("activity.section"))


def entry(page: Page, name: str) -> Any:
    """An activity in the calendar: with its time in a cell, without it in a day's list."""
    return page.get_by_role("button", name=re.compile(rf"^(\d\d:\d\d )?{name}$"))


def test_a_task_is_planned_from_the_contact_and_completed_with_what_is_next(
    screen: Callable[..., Screen], site: Site
) -> None:
    """N-01, N-02, N-19, N-32, O-8: the flag and the history follow."""
    contact = person(site.client())
    shown = screen()
    page = shown.page
    shown.open(f"/contacts/{contact['id']}")
    section(page).get_by_role("button", name=word("activity.new")).click()
    dialog = page.get_by_role("dialog")
    name = title()
    dialog.get_by_label(word("activity.title")).fill(name)
    dialog.get_by_role("button", name=word("action.save")).click()
    expect(dialog.get_by_text(word("activity.needsDay"))).to_be_visible()
    dialog.get_by_role("button", name=word("moment.quick.d3"), exact=True).click()
    day = dialog.get_by_label(word("moment.dayOf", what=word("activity.due")))
    day.fill("31/12/2030")
    day.press("Tab")
    shown.expect_sound("form")
    dialog.get_by_role("button", name=word("action.save")).click()
    expect(dialog).to_have_count(0)
    row = section(page).get_by_role("listitem").filter(has_text=name)
    expect(row).to_contain_text("31/12/2030")
    expect(row.get_by_role("img", name=word("activity.flags.green"))).to_be_visible()
    shown.expect_sound("section")
    row.get_by_role("button", name=word("activity.completeOne", title=name)).click()
    dialog.get_by_label(word("activity.outcome")).fill("Pide una visita")
    dialog.get_by_role("switch", name=word("activity.planNext")).check()
    following = title()
    dialog.get_by_label(word("activity.title")).fill(following)
    dialog.get_by_role("button", name=word("moment.quick.d7"), exact=True).click()
    shown.expect_sound("complete")
    dialog.get_by_role("button", name=word("activity.complete"), exact=True).click()
    expect(dialog).to_have_count(0)
    expect(section(page).get_by_role("listitem").filter(has_text=following)).to_be_visible()
    history = page.get_by_role("region", name=word("timeline.title"))
    expect(history.get_by_text(word("timeline.titles.activity_completed"))).to_be_visible()
    expect(history.get_by_text("Pide una visita")).to_be_visible()
    section(page).get_by_role("button", name=word("activity.showClosed")).click()
    done = page.get_by_role("list", name=word("activity.closed"))
    done.get_by_role("button", name=word("activity.reopenOne", title=name)).click()
    expect(page.get_by_role("list", name=word("activity.open"))).to_contain_text(name)


@SIZES
def test_what_is_late_for_today_and_coming_is_seen_at_a_glance(
    screen: Callable[..., Screen], site: Site, size: dict[str, int]
) -> None:
    """N-09, N-17, N-15: three columns, one's own; the others' on demand."""
    client = site.client()
    contact = person(client)
    late, coming = title(), title()
    planned(client, late, hours=-40, kind="call", **about(contact))
    planned(client, coming, hours=200)
    shown = screen(size=size)
    page = shown.page
    shown.open("/activities")
    overdue = page.get_by_role("region", name=word("activity.overview.overdue"))
    expect(overdue).to_contain_text(late)
    expect(overdue.get_by_role("link", name=re.compile(r"300 ?999 ?8877")).first).to_be_visible()
    expect(page.get_by_role("region", name=word("activity.overview.coming"))).to_contain_text(
        coming
    )
    shown.expect_sound("overview")
    overdue.get_by_role("button", name=late, exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label(word("activity.title"))).to_have_value(late)
    shown.expect_sound("edit")


@SIZES
def test_the_calendar_shows_month_week_and_day(
    screen: Callable[..., Screen], site: Site, size: dict[str, int]
) -> None:
    """N-09, N-18: an activity stands on its day in each; the keyboard goes there."""
    client = site.client()
    name = title()
    at = "2029-03-14T15:00:00+00:00"
    planned(client, name, due_at=at)
    shown = screen(size=size)
    page = shown.page
    shown.open("/activities?view=calendar&day=2029-03-01")
    if size is MOBILE:
        page.get_by_role("button", name=re.compile("14 de marzo de 2029")).click()
    expect(entry(page, name)).to_be_visible()
    shown.expect_sound("month")
    page.get_by_role("button", name=word("activity.following.month")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="abril de 2029")).to_be_visible()
    shown.open("/activities?view=calendar&range=week&day=2029-03-14")
    if size is MOBILE:
        page.get_by_role("button", name=re.compile("14 de marzo de 2029")).click()
    expect(entry(page, name)).to_be_visible()
    shown.expect_sound("week")
    shown.open("/activities?view=calendar&range=day&day=2029-03-14")
    expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    shown.expect_sound("day")


def test_completed_ones_are_in_the_list_and_the_arrow_opens_them_again(
    screen: Callable[..., Screen], site: Site
) -> None:
    """N-08, N-18: the state is changed in the list."""
    client = site.client()
    name = title()
    one = planned(client, name)
    client.do("POST", f"/activities/{one['id']}/complete", {})
    shown = screen()
    page = shown.page
    shown.open(f"/activities?view=list&state=closed&q={name.split()[1]}")
    page.get_by_role("button", name=word("activity.reopenOne", title=name)).click()
    expect(page.get_by_role("button", name=word("activity.reopenOne", title=name))).to_have_count(0)
    eventually(lambda: client.get(f"/activities/{one['id']}")["state"] == "open")


def test_one_task_for_several_contacts_from_the_global_menu(
    screen: Callable[..., Screen], site: Site
) -> None:
    """G-21, N-07, O-5: found by part of a name or a number; one activity for each contact."""
    client = site.client()
    people = [person(client), person(client)]
    shown = screen()
    page = shown.page
    shown.open("/contacts")
    page.get_by_role("button", name=word("create.label")).click()
    page.get_by_role("menuitem", name=word("create.activity")).click()
    dialog = page.get_by_role("dialog")
    name = title()
    dialog.get_by_label(word("activity.title")).fill(name)
    field = dialog.get_by_label(word("activity.contactOrMore"))
    for one in people:
        field.fill(one["first_name"].lower())
        page.get_by_role("option", name=re.compile(one["first_name"])).click()
    expect(dialog.get_by_text(word("activity.oneEach_other", count="2"))).to_be_visible()
    dialog.get_by_role("button", name=word("moment.quick.d3"), exact=True).click()
    dialog.get_by_role("button", name=word("action.save")).click()
    expect(dialog).to_have_count(0)
    for one in people:
        items = client.get(f"/activities?contact_id={one['id']}")["items"]
        assert [item["title"] for item in items] == [name]


def test_an_opportunity_has_its_activities(screen: Callable[..., Screen], site: Site) -> None:
    """N-06, N-10: linked by themselves; its contact takes part in its calls."""
    client = site.client()
    contact = person(client)
    body = {
        "title": title(),
        "contact_id": contact["id"],
        "stage_id": client.get("/stages")["items"][0]["id"],
    }
    eventually(lambda: client("POST", "/opportunities", json=body).status_code == 201, deadline=30)
    deal = next(
        one for one in client.get("/opportunities")["items"] if one["title"] == body["title"]
    )
    shown = screen()
    page = shown.page
    shown.open(f"/opportunities/{deal['id']}")
    page.get_by_role("heading", name=deal["title"], level=1).wait_for()
    section(page).get_by_role("button", name=word("activity.new")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(word("activity.kinds.call"), exact=True).click()
    dialog.get_by_label(word("activity.title")).fill("Llamar por la propuesta")
    expect(dialog.get_by_text(contact["first_name"])).to_be_visible()
    dialog.get_by_role("button", name=word("moment.quick.d3"), exact=True).click()
    dialog.get_by_role("button", name=word("action.save")).click()
    expect(dialog).to_have_count(0)
    expect(section(page)).to_contain_text("Llamar por la propuesta")
    settle(page)
    (one,) = client.get(f"/activities?related_id={deal['id']}")["items"]
    assert one["participant_ids"] == [contact["id"]]
    assert one["related"]["name"] == deal["title"]
