"""Chromium as the browser tests need it: how it starts, how a page is examined."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright

WEB = Path(__file__).resolve().parents[2] / "web"
AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

DESKTOP = {"width": 1440, "height": 900}
MOBILE = {"width": 390, "height": 844}
NARROWEST = {"width": 320, "height": 720}

PATIENCE = 30_000
"""Milliseconds that a page may take: how soon it shows something is no test's business here."""

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


def executable() -> str | None:
    """Return the path of the system's Chromium, or None where there is none."""
    return os.environ.get("TRONCAL_CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")


@contextmanager
def open_context(
    playwright: Playwright, *, size: dict[str, int], locale: str = "es"
) -> Iterator[BrowserContext]:
    """Give a fresh profile: no cookie, no storage, the app in `locale`, motion reduced."""
    with TemporaryDirectory(prefix="troncal-chromium-") as profile:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=executable(),
            headless=True,
            args=FLAGS,
            viewport=size,  # type: ignore[arg-type]
            locale="en-GB" if locale == "en" else "es-CO",
            timezone_id="America/Bogota",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(
            f"localStorage.getItem('troncal.locale') ||"
            f" localStorage.setItem('troncal.locale', '{locale}')"
        )
        try:
            yield context
        finally:
            context.close()


def complaints(page: Page) -> list[str]:
    """Collect what the console and the page complain of, for the caller to look at later."""
    found: list[str] = []

    def console(message: Any) -> None:
        # A refusal that a test provokes is no fault of the page.
        if message.type == "error" and "Failed to load resource" not in message.text:
            found.append(message.text)

    page.on("console", console)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def settle(page: Page) -> None:
    """Wait until what is on its way is on the screen."""
    page.wait_for_function(
        """() => {
          const waiting = document.querySelector('[aria-busy="true"], .mantine-Skeleton-root');
          const moving = document.getAnimations().some(
            (one) => one.playState === 'running'
              && one.effect?.getTiming().iterations !== Infinity);
          return !waiting && !moving;
        }"""
    )


def violations(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA and good practice, one line per element."""
    # evaluate() and not a script tag: the page's policy allows scripts of its own only.
    page.evaluate(AXE.read_text(encoding="utf8"))
    result = page.evaluate(
        "tags => axe.run(document, { runOnly: { type: 'tag', values: tags } })", RULES
    )
    return [
        f"{one['id']}: {' '.join(map(str, node['target']))} {node['failureSummary']}"
        for one in result["violations"]
        for node in one["nodes"]
    ]


def overflow(page: Page) -> list[str]:
    """Return the elements that make the page wider than its window (WCAG 1.4.10)."""
    return page.evaluate(
        """() => {
          const wide = document.documentElement.scrollWidth > innerWidth;
          const main = document.querySelector('main');
          const inner = main && main.scrollWidth > main.clientWidth + 1;
          if (!wide && !inner) return [];
          return [...document.querySelectorAll('body *')]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .filter((one) => !one.closest('[role="region"][tabindex="0"]'))
            .slice(0, 8)
            .map((one) => `${one.tagName} ${one.className} ${Math.round(
              one.getBoundingClientRect().right)}`);
        }"""
    )
