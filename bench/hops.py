"""What one hop between two services costs: `python -m bench.hops`.

The target checks the token and answers 16 KB of JSON (a page of contacts). Measured are the target
alone, called as WSGI; forwarding to it inside the process; forwarding over HTTP; a question over
HTTP by `requests`; and, as the ceiling of HTTP, a bare urllib3 pool. Medians of rounds in turn, so
that a noisy machine disturbs all alike.
"""

import statistics
import time
from collections.abc import Callable
from uuid import UUID

import urllib3
from werkzeug.test import create_environ

from chassis.clients import Clients, Request
from chassis.clients.http import HttpTransport
from chassis.clients.inprocess import InProcessTransport
from chassis.identity.actor import Actor
from chassis.identity.tokens import SigningKey, TokenVerifier, mint
from chassis.observability import logs
from chassis.observability.metrics import Metrics
from chassis.web.server import serve

ROUNDS, CALLS = 15, 200
BODY = b'{"items": [' + b",".join([b'{"name": "Ana"}'] * 1000) + b"]}"


def main() -> None:
    """Measure and print one line a way."""
    logs.configure(service="bench", role="hops", level="error")
    key = SigningKey.generate()
    verifier = TokenVerifier("contacts", {key.key_id: ("gateway", key.public())})

    def target(environ, start_response):  # noqa: ANN001, ANN202 - WSGI
        verifier.verify(environ["HTTP_AUTHORIZATION"].removeprefix("Bearer "))
        start_response(
            "200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(BODY)))]
        )
        return [BODY]

    server = serve(target, host="127.0.0.1", port=0, threads=4)
    base = f"http://127.0.0.1:{server.port}"
    actor = Actor(organization_id=UUID(int=1), user_id=UUID(int=2))
    token = mint(actor, key=key, issuer="gateway", audience="contacts")
    inside = Clients(
        "gateway",
        {"contacts": InProcessTransport(lambda: target)},
        key=key,
        metrics=Metrics("gateway"),
    )
    outside = Clients(
        "gateway", {"contacts": HttpTransport(base)}, key=key, metrics=Metrics("gateway")
    )
    pool = urllib3.connection_from_url(base)
    headers = {"Authorization": f"Bearer {token}"}

    def alone() -> None:
        environ = create_environ("/api/v1/contacts", headers=headers)
        b"".join(target(environ, lambda *_: None))

    def forwarded(clients: Clients) -> Callable[[], None]:
        def forward() -> None:
            answer = clients.forward(
                "contacts", Request(method="GET", path="/api/v1/contacts"), token=token
            )
            b"".join(answer)
            answer.close()

        return forward

    ways: dict[str, Callable[[], object]] = {
        "target alone (WSGI)": alone,
        "forward in process": forwarded(inside),
        "bare urllib3": lambda: pool.urlopen("GET", "/api/v1/contacts", headers=headers).data,
        "forward over HTTP": forwarded(outside),
        "question over HTTP (requests)": lambda: outside.get(
            "contacts", "/api/v1/contacts", actor=actor
        ),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            for _ in range(CALLS):
                began = time.perf_counter()
                way()
                taken[name].append((time.perf_counter() - began) * 1000)
    for name, values in taken.items():
        ordered = statistics.quantiles(values, n=100)
        print(f"{name:<30} p50 {ordered[49]:6.3f} ms   p99 {ordered[98]:6.3f} ms")
    server.stop()


if __name__ == "__main__":
    main()
