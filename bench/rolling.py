"""`make bench-rolling`: replace every process of the product under load and count failed requests.

    python -m bench.rolling [--requests 10000] [--people 8]

Starts the product in processes (`troncal services`) on servers of its own, lets people write
contacts and read pages of every service through the gateway without a pause, and asks for one
restart after another until so many requests were answered. Then compares what was acknowledged with
what is stored. Prints requests, failures, restarts and latencies; exits 1 when a request failed or
a write was lost.
"""

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from chassis.ids import new_id
from chassis.runtime.signals import RESTART
from chassis.testing import eventually
from chassis.testing.crowd import Crowd
from chassis.testing.product import Product, running_product

_ONE_RESTART = 600.0


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=8)
    options = parser.parse_args()
    rounds: list[Crowd] = []
    with tempfile.TemporaryDirectory(prefix="troncal-bench-") as folder:
        Path(folder).chmod(0o711)  # the database server is another user
        with running_product("services", Path(folder) / "run") as product:
            while sum(one.answered for one in rounds) < options.requests:
                rounds.append(_round(product, options.people))
                print(f"  {rounds[-1].answered} requests during one restart", flush=True)
            lost = {name for one in rounds for name in one.acknowledged} - _stored(product)
    failed = [line for one in rounds for line in one.failed]
    spent = sorted(seconds for one in rounds for seconds in one.seconds)
    print(f"requests {len(spent)}, failed {len(failed)}, writes lost {len(lost)}")
    print(f"restarts of every process {len(rounds)}, people {options.people}")
    print(
        f"latency p50 {statistics.median(spent) * 1_000:.0f} ms,"
        f" p99 {spent[int(len(spent) * 0.99)] * 1_000:.0f} ms, most {spent[-1] * 1_000:.0f} ms"
    )
    for line in failed[:10]:
        print(f"  {line}")
    return int(bool(failed or lost))


def _round(product: Product, people: int) -> Crowd:
    """One restart of everything, with a login of its own: access tokens live 15 minutes."""
    token = str(product.sign_in().session.headers["Authorization"]).removeprefix("Bearer ")
    with Crowd(product.base, token, f"rolling{new_id().hex[-10:]}", people=people) as crowd:
        _restart(product)
    return crowd


def _restart(product: Product) -> None:
    log = product.folder / "product.log"
    done = log.read_text(errors="replace").count("Replaced ")
    os.kill(product.pid, RESTART)
    eventually(
        lambda: log.read_text(errors="replace").count("Replaced ") > done, deadline=_ONE_RESTART
    )


def _stored(product: Product) -> set[str]:
    client, found, cursor = product.sign_in(), set[str](), None
    while True:
        params = {"q": "rolling", "limit": 200, **({"cursor": cursor} if cursor else {})}
        page = client.get("/contacts", params=params)
        found |= {item["name"].removeprefix("Ana ") for item in page["items"]}
        cursor = page["next_cursor"]
        if not cursor:
            return found


if __name__ == "__main__":
    sys.exit(main())
