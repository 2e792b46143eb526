"""A process for test_workers: `serving.py KIND PORT HEALTH_PORT FOLDER WORKERS`."""

import os
import sys
import time
from pathlib import Path

import orjson
from flask import Flask, Response, request

from chassis.observability import logs
from chassis.observability.metrics import Metrics
from chassis.web import stream
from chassis.web.health import Readiness
from chassis.web.server import PortTaken
from chassis.web.stream import Streams
from chassis.web.tests.test_stream import Mailbox
from chassis.web.workers import Running, WebSettings, run_workers


def start() -> Running:
    metrics = Metrics("gateway")
    readiness = Readiness({})
    streams = Streams(metrics, recheck=0.2)
    app = Flask("test")
    folder = Path(sys.argv[4])

    def slow() -> str:
        (folder / "slow").touch()
        time.sleep(1)
        return "slow"

    def count() -> str:
        metrics.count("outbox_published")
        return "counted"

    def held() -> str:
        (folder / "held").touch()
        while not (folder / "go").exists():
            time.sleep(0.02)
        return "held"

    def flood():
        def endless():
            try:
                while True:
                    yield bytes(65_536)
            finally:
                (folder / "flood-ended").touch()

        return Response(endless())

    def heard() -> Response:
        names = ("HTTP_X_ACTOR", "SCRIPT_NAME", "wsgi.url_scheme")
        told = {name: str(request.environ.get(name)) for name in names}
        return Response(orjson.dumps(told), headers={"Date": "Sat, 01 Jan 2000 00:00:00 GMT"})

    def opened():
        made = streams.open(Mailbox, may_go_on=lambda: True)
        return stream.reply(request.environ, made)

    app.add_url_rule("/slow", view_func=slow)
    app.add_url_rule("/held", view_func=held)
    app.add_url_rule("/flood", view_func=flood)
    app.add_url_rule("/heard", view_func=heard)
    app.add_url_rule("/count", view_func=count)
    app.add_url_rule("/stream", view_func=opened)
    return Running(
        application=app,
        readiness=readiness,
        metrics=[metrics],
        drain=streams.drain,
        close=(folder / f"closed-{os.getpid()}").touch,
    )


if __name__ == "__main__":
    logs.configure(service="gateway", role="web")
    kind, port, health_port, folder, workers, *given = sys.argv[1:]
    settings = WebSettings(
        name="test-web",
        host="127.0.0.1",
        port=int(port),
        health_host="127.0.0.1",
        health_port=int(health_port),
        kind=kind,
        metrics_folder=Path(folder) / "metrics",
        listener=int(given[0]) if given else None,
        workers=int(workers),
        grace=10,
        stalled=1,
    )
    try:
        run_workers(start, settings)
    except PortTaken as taken:
        sys.exit(str(taken))
