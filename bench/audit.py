"""What the audit costs a create: `python -m bench.audit`.

A small service on a private PostgreSQL with fsync; POST of a note with its fact, as WSGI, with the
audit and with it left out, in turn in short rounds, so that a noisy machine disturbs both alike.
The sweep that seals runs after each round, outside the measured time; its own cost is told apart.
"""

import statistics
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

from chassis.audit import trail
from chassis.audit.sealing import seal_audit
from chassis.db import Database
from chassis.observability import logs
from chassis.runtime.folders import RunFolder
from chassis.runtime.postgres import EmbeddedPostgres
from chassis.testing import notes
from chassis.testing.servers import TestServer
from chassis.web import create_app

ROUNDS, CALLS = 20, 50


def main() -> None:
    """Measure and print."""
    logs.configure(service="bench", role="audit", level="error")
    folder = Path(tempfile.mkdtemp(prefix="troncal-bench-"))
    folder.chmod(0o711)
    with EmbeddedPostgres(RunFolder(folder)) as server:
        databases = TestServer(server.url)
        template = databases.template("notes", notes.build)
        database = Database("notes", databases.create(template=template))
        service = notes.running(database)
        client = create_app(service).test_client()
        member = notes.member(name="Lucía")
        times: dict[str, list[float]] = {"with": [], "without": []}
        sealing = 0.0
        for _ in range(ROUNDS):
            for name, took in times.items():
                writer = notes.headers(member)
                with _audit(on=name == "with"):
                    for _ in range(CALLS):
                        began = time.perf_counter()
                        answer = client.post("/api/v1/notes", json={"text": "a"}, headers=writer)
                        took.append(time.perf_counter() - began)
                        assert answer.status_code == 201
            began = time.perf_counter()
            seal_audit(service)
            sealing += time.perf_counter() - began
        database.close()
        databases.drop_all()
    for name, took in times.items():
        p50, p95 = statistics.median(took) * 1000, statistics.quantiles(took, n=20)[-1] * 1000
        print(f"{name:8} the audit: p50 {p50:.2f} ms, p95 {p95:.2f} ms")
    more = statistics.median(times["with"]) - statistics.median(times["without"])
    print(f"audit: {more * 1000:+.2f} ms at p50; sealing {sealing / ROUNDS * 1000:.1f} ms a block")


def _audit(*, on: bool) -> "nullcontext[None] | _Off":
    return nullcontext() if on else _Off()


class _Off:
    """Leaves the audit out: no request is a command."""

    def __enter__(self) -> None:
        self._kept = trail.add_entry
        trail.add_entry = lambda *_, **__: None  # type: ignore[assignment]

    def __exit__(self, *_: object) -> None:
        trail.add_entry = self._kept  # type: ignore[assignment]


if __name__ == "__main__":
    main()
