"""Two ways to load a server: one client after its own answers, or arrivals that wait for nobody."""

import http.client
import math
import statistics
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request to 127.0.0.1."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes | None = None
    expects: int = 200


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of the requests of one run."""

    p50: float
    p95: float
    p99: float
    count: int

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Self:
        """Summarise latencies that were measured in seconds."""
        ordered = sorted(second * 1000 for second in seconds)
        last = len(ordered) - 1
        p95, p99 = (ordered[min(last, int(len(ordered) * share))] for share in (0.95, 0.99))
        return cls(statistics.median(ordered), p95, p99, len(ordered))


def closed(
    port: int,
    requests: Sequence[Request],
    *,
    warm_up: Sequence[Request] | None = None,
    answers: list[bytes] | None = None,
    seconds: float = math.inf,
) -> Latency:
    """Send one request after the other on one kept connection.

    `warm_up` goes before and is not counted: what cannot be sent twice must give it, else it is the
    first twenty. `answers` takes the body of every answer, those of `warm_up` first. The last
    request is the one that is under way after so many `seconds`.
    """
    before = requests[:20] if warm_up is None else warm_up
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    taken: list[float] = []
    for number, request in enumerate((*before, *requests)):
        began = time.perf_counter()
        body = _send(connection, request)
        taken.append(time.perf_counter() - began)
        if answers is not None:
            answers.append(body)
        if number >= len(before) and sum(taken) > seconds:
            break
    connection.close()
    return Latency.of(taken[len(before) :])


def open_loop(
    port: int, make: Callable[[int], Request], *, rate: float, seconds: float, workers: int = 32
) -> Latency:
    """Send requests at fixed moments; a late answer counts from the moment it was due.

    Raises RuntimeError when a request was answered otherwise than expected.
    """
    total = int(rate * seconds)
    taken: list[float] = []
    faults: list[BaseException] = []
    turn = iter(range(total))
    lock = threading.Lock()
    start = time.perf_counter() + 0.2

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while True:
            with lock:
                number = next(turn, None)
            if number is None:
                return connection.close()
            due = start + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            try:
                _send(connection, make(number))
            except (OSError, RuntimeError, http.client.HTTPException) as error:
                faults.append(error)
                connection.close()
            taken.append(time.perf_counter() - due)

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise RuntimeError(f"{len(faults)} of {total} requests failed, first: {faults[0]!r}")
    return Latency.of(taken)


def _send(connection: http.client.HTTPConnection, request: Request) -> bytes:
    connection.request(
        request.method, request.path, body=request.body, headers=dict(request.headers)
    )
    response = connection.getresponse()
    body = response.read()
    if response.status != request.expects:
        raise RuntimeError(f"{request.method} {request.path}: {response.status} {body[:300]!r}")
    return body
