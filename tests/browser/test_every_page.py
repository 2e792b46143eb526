"""Every page in both languages and three widths: readable by everybody, whole, quiet."""

import calendar
import gzip
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import pytest
from playwright.sync_api import Page, Route

from chassis.money import CURRENCIES
from chassis.testing import eventually
from tests.browser.chromium import DESKTOP, MOBILE, NARROWEST, WEB, overflow, settle, violations
from tests.browser.conftest import Screen
from tests.browser.words import word
from tests.conftest import THOROUGH

pytestmark = pytest.mark.browser

T = TypeVar("T")

PAGES = (
    "/",
    "/?days=30",
    "/contacts",
    "/contacts/new",
    "/contacts/new?kind=company",
    "/contacts?q=nadie-se-llama-as%C3%AD",
    "/contacts?discarded=1",
    "/contacts/duplicates",
    "/contacts/duplicates?by=name",
    "/leads",
    "/leads?state=all&q=nadie-se-llama-as%C3%AD",
    "/leads?discarded=1",
    "/leads/new",
    "/opportunities",
    "/opportunities?view=list",
    "/opportunities?view=list&q=nada-se-llama-as%C3%AD",
    "/opportunities?discarded=1",
    "/opportunities/new",
    "/sales",
    "/activities",
    "/activities?view=list&whose=all&state=all",
    "/activities?view=list&q=nada-se-llama-as%C3%AD",
    "/activities?view=calendar&whose=all",
    "/activities?view=calendar&range=week",
    "/activities?view=calendar&range=day",
    "/calls",
    "/calls?period=range",
    "/cases",
    "/cases?open=all&overdue=1",
    "/cases?discarded=1",
    "/cases/new",
    "/invoices",
    "/invoices?state=paid&q=nada",
    "/invoices/new",
    "/products",
    "/admin/billing",
    "/notifications",
    "/reminders",
    "/figures/won",
    "/figures/pipeline",
    "/templates",
    "/mailbox",
    "/profile",
    "/admin/users",
    "/admin/roles",
    "/admin/profiles",
    "/admin/numbers",
    "/admin/dispositions",
    "/admin/contacts",
    "/admin/contacts?tab=sources",
    "/admin/contacts?tab=roles",
    "/admin/contacts?tab=temperatures",
    "/admin/contacts?tab=tags",
    "/admin/contacts?tab=events",
    "/admin/contacts?tab=tasks",
    "/admin/forms",
    "/admin/forms/new",
    "/imports",
    "/imports/new",
    "/exports",
    "/bulk-runs",
    "/admin/cases",
    "/admin/cases?tab=states",
    "/admin/cases?tab=priorities",
    "/admin/cases?tab=calendars",
    "/admin/parked-events",
    "/admin/parked-events?state=dropped",
    "/admin/audit",
    "/admin/fields",
    "/admin/fields?of=lead",
    "/admin/stages",
    "/admin/purchase-motives",
    "/admin/loss-reasons",
    "/no-such-page",
    "/contacts/018f0000-0000-7000-8000-000000000000",
)


def share(all_of_them: Sequence[T], size: dict[str, int]) -> Sequence[T]:
    """Return what is looked at in this size: every second one, all of them in `make pages`."""
    return all_of_them if THOROUGH else all_of_them[size is MOBILE :: 2]


def slug(path: str) -> str:
    return re.sub(r"\W+", "-", path).strip("-") or "dashboard"


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("size", "locale"),
    [
        pytest.param(DESKTOP, "en", id="desktop-en"),
        pytest.param(MOBILE, "es", id="mobile-es"),
        pytest.param(DESKTOP, "es", id="desktop-es", marks=pytest.mark.thorough),
        pytest.param(MOBILE, "en", id="mobile-en", marks=pytest.mark.thorough),
    ],
)
def test_every_page_passes_axe_and_fits(
    screen: Callable[..., Screen], locale: str, size: dict[str, int]
) -> None:
    """G-01, G-08, G-26, C-14, T-25, R-10, G-20: WCAG 2.2 AA on each page; at 320 pixels nothing
    is to be scrolled sideways (1.4.10)."""
    shown = screen(size=size, locale=locale, logged_in=False)
    shown.open("/login")
    shown.expect_sound("login")
    shown = screen(size=size, locale=locale)
    for path in share(PAGES, size):
        shown.open(path)
        shown.expect_sound(slug(path))
        if size is MOBILE:
            shown.page.set_viewport_size(NARROWEST)
            # charts follow the window's size a moment later
            eventually(lambda: overflow(shown.page) == [], saying=f"{path} fits 320 pixels")
            shown.page.set_viewport_size(size)


@pytest.mark.parametrize("locale", ["es", "en"])
def test_a_contact_record_passes_axe_while_read_and_edited(
    screen: Callable[..., Screen], locale: str
) -> None:
    """C-21: the record page, a fact being edited, the whole form over it."""
    shown = screen(locale=locale)
    page = shown.page
    open_a_person(shown)
    shown.expect_sound("record")
    page.get_by_role(
        "button", name=word("contact.editField", locale, field=word("contact.position", locale))
    ).click()
    shown.expect_sound("fact")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=word("action.edit", locale), exact=True).click()
    page.wait_for_selector("[role=dialog] form")
    shown.expect_sound("form")


def open_a_person(shown: Screen) -> None:
    shown.open("/contacts?kind=person")
    shown.page.locator("[role=row] a").first.click()
    shown.page.wait_for_selector("#contact-name")
    settle(shown.page)


@pytest.mark.parametrize("size", [DESKTOP, MOBILE], ids=["desktop", "mobile"])
def test_dialogs_and_menus_pass_axe(screen: Callable[..., Screen], size: dict[str, int]) -> None:
    """G-20, G-21: what opens over a page is as sound as the page."""
    shown = screen(size=size)
    page = shown.page
    dialogs = (
        ("/admin/users", "user.new"),
        ("/admin/roles", "role.new"),
        ("/admin/profiles", "profile.new"),
        ("/admin/numbers", "numbers.link"),
        ("/admin/dispositions", "disposition.new"),
        ("/admin/contacts?tab=temperatures", "contactSettings.new.temperatures"),
        ("/admin/contacts?tab=tags", "tag.new"),
        ("/templates", "template.new"),
        ("/activities", "activity.new"),
        ("/activities", "activity.yellowTitle"),
        ("/admin/fields", "fields.new"),
        ("/admin/cases", "caseSettings.newType"),
        ("/admin/cases?tab=calendars", "caseSettings.newCalendar"),
    )
    for path, button in share(dialogs, size):
        shown.open(path)
        page.get_by_role("button", name=word(button), exact=True).click()
        page.wait_for_selector("[role=dialog] form")
        shown.expect_sound(f"{slug(path)}-{button}")
        page.keyboard.press("Escape")
    shown.open("/contacts")
    page.get_by_role("button", name=word("create.label")).click()
    page.wait_for_selector("[role=menu]")
    shown.expect_sound("create-menu")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.wait_for_selector("[role=dialog] input")
    page.keyboard.type("gom")
    shown.expect_sound("palette")


BARE = """() => {
  const found = [];
  const say = (text) => {
    if (/\\p{L}{3,}/u.test(text) && !text.includes('⟦')) found.push(text.trim());
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (!walk.currentNode.parentElement.closest('script, style, noscript'))
      say(walk.currentNode.textContent);
  }
  for (const one of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
    if (one.closest('[aria-hidden="true"]')) continue;
    for (const name of ['aria-label', 'placeholder', 'title']) say(one.getAttribute(name) ?? '');
  }
  return found;
}"""


MONTH = "(?:" + "|".join(calendar.month_name[1:]) + ")"
DAY = rf"(?:\w+day,? )?\d+ {MONTH} \d{{4}}"

FROM_THE_BROWSER = re.compile(
    r"(in )?[\d.,]+ .+ ago|now|this minute|yesterday|tomorrow"
    r"|[A-Z]{3}\s[\d.,]+|UTC|[A-Za-z]+/[\w /+-]+"
    rf"|\w+day|{MONTH} \d{{4}}|{DAY}|(?:\d+(?: {MONTH}(?: \d{{4}})?)? – )?{DAY}"
)
"""What Intl words by itself: how long ago, days, months, currencies, time zones."""


def marked(texts: dict[str, object]) -> dict[str, object]:
    return {
        key: marked(value) if isinstance(value, dict) else f"⟦{value}⟧"
        for key, value in texts.items()
    }


def strings(value: object) -> Iterator[str]:
    """Yield every string of a JSON answer, and the parts of those with commas."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


FIRST_WORDS = "pages/forms/words/{}.json"


def mark_texts(page: Page, locale: str, *files: str) -> None:
    """Let the app fetch these texts of a language marked."""
    texts = {
        name: text
        for file in files
        for name, text in json.loads((WEB / "src" / file).read_text(encoding="utf8")).items()
    }
    module = f"export default {json.dumps(marked(texts))};"  # each reads its own part of it
    page.route(
        f"**/assets/{locale}-*.js",
        lambda route: route.fulfill(status=200, content_type="text/javascript", body=module),
    )


@pytest.mark.timeout(240)
def test_no_text_is_typed_into_the_code(screen: Callable[..., Screen]) -> None:
    """G-26: with each text of the language file marked, no bare word is left on the screens.

    What the server sent may stand bare: the names of people and of what they made.
    """
    shown = screen(locale="en", logged_in=False)
    page = shown.page
    mark_texts(page, "en", "i18n/en.json", "pages/admin/audited/en.json", FIRST_WORDS.format("en"))
    mark_texts(page, "es", FIRST_WORDS.format("es"))  # a form speaks both languages at once
    sent: set[str] = set()

    def hear(route: Route) -> None:
        """Know what an answer says before the page does."""
        if route.request.url.endswith("/stream"):
            route.continue_()
            return
        answer = route.fetch()
        if "json" in answer.headers.get("content-type", "") and answer.ok:
            sent.update(strings(answer.json()))
        route.fulfill(response=answer)

    page.route("**/api/**", hear)
    shown.log_in()
    for path in PAGES[:-2]:
        shown.open(path)
        bare = [
            text
            for text in page.evaluate(BARE)
            if text not in sent
            and not is_value(text)
            and not all(part in sent or part.isdigit() for part in re.split(r", | · ", text))
            and not FROM_THE_BROWSER.fullmatch(text)
        ]
        assert bare == [], f"{path}: {bare}"


def is_value(text: str) -> bool:
    """Whether it is a currency's code, or a record's value as the audit shows it, as JSON."""
    return text in CURRENCIES or (text[:1] in "{[" and text[-1:] in "}]…")


def test_the_entry_is_within_its_budget() -> None:
    """web.md section 4: at most 260 KB of script and style, compressed, before the first page."""
    manifest = json.loads((WEB / "dist/.vite/manifest.json").read_text(encoding="utf8"))
    files: set[str] = set()

    def need(key: str) -> None:
        chunk = manifest[key]
        if chunk["file"] in files:
            return
        files.add(chunk["file"])
        files.update(chunk.get("css", ()))
        for other in chunk.get("imports", ()):
            need(other)

    need(next(key for key, chunk in manifest.items() if chunk.get("isEntry")))
    total = sum(len(gzip.compress((WEB / "dist" / name).read_bytes(), 9)) for name in files)
    assert total <= 260 * 1024, f"{total / 1024:.1f} KB"


def test_an_error_is_said_and_can_be_tried_again(screen: Callable[..., Screen]) -> None:
    """A list that fails says so, in words, with the way on."""
    shown = screen()
    page = shown.page
    page.route(
        "**/api/v1/contacts?*",
        lambda route: route.fulfill(
            status=503,
            content_type="application/problem+json",
            headers={"Retry-After": "1"},
            body='{"type":"x","title":"t","status":503,"code":"unavailable","detail":"Espere."}',
        ),
    )
    page.goto(f"{shown.site.url}/contacts")
    page.get_by_role("button", name=word("action.retry")).wait_for()
    assert violations(page) == []
    page.unroute("**/api/v1/contacts?*")
    page.get_by_role("button", name=word("action.retry")).click()
    page.wait_for_selector("[role=row] a")
