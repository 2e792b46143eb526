"""`make bench-card`: how soon the card of an incoming call stands in a browser.

    python -m bench.card [--runs 5] [--calls 5]

Starts the product as `make run` does, without demonstration data, and an operator's browser who is
available; lets the development carrier call and takes the time from the arrival of its webhook to
the card. Prints the runs' medians, and exits 1 when the median of these is beyond half a second.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from chassis.testing.product import running_product
from tests.browser.chromium import DESKTOP, open_context
from tests.browser.conftest import Screen, Site
from tests.browser.telephone import choose_state, ring_for

BOUND = 0.5


def main() -> int:
    """Measure, print and return the exit status."""
    parser = argparse.ArgumentParser(description="How soon a call's card stands in a browser.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--calls", type=int, default=5)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="troncal-bench-") as folder,
        sync_playwright() as driver,
        open_context(driver, size=DESKTOP) as context,
    ):
        Path(folder).chmod(0o711)
        with running_product("run", Path(folder) / "product") as product:
            site = Site(product.base, *product.login)
            shown = Screen(context.new_page(), site, "card", "es")
            shown.log_in()
            choose_state(shown.page, "available")
            medians = []
            for run in range(options.runs):
                taken = ring_for(shown.page, site.client(), calls=options.calls)
                medians.append(statistics.median(taken))
                cards = " ".join(f"{one:.2f}" for one in taken)
                print(f"run {run + 1}: median {medians[-1]:.2f} s ({cards})", flush=True)
    middle = statistics.median(medians)
    print(f"the card stands after {middle:.2f} s (wanted {BOUND:g})")
    return 0 if middle <= BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
