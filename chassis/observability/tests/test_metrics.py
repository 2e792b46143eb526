import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from chassis.observability.metrics import Metric, Metrics, exposition


def test_a_metric_carries_its_service_and_its_derived_name():
    metrics = Metrics("contacts")
    metrics.count("outbox_published", 3)
    metrics.set("outbox_oldest_seconds", 1.5)
    text = exposition([metrics]).decode()
    assert 'troncal_outbox_published_total{service="contacts"} 3.0' in text
    assert 'troncal_outbox_oldest_seconds{service="contacts"} 1.5' in text
    assert metrics.value("outbox_published") == 3


def test_two_services_of_one_process_share_a_family_and_keep_their_values():
    one, two = Metrics("contacts"), Metrics("telephony")
    one.count("outbox_published")
    two.count("outbox_published", 2)
    text = exposition([one, two]).decode()
    assert text.count("# TYPE troncal_outbox_published_total counter") == 1
    assert 'troncal_outbox_published_total{service="contacts"} 1.0' in text
    assert 'troncal_outbox_published_total{service="telephony"} 2.0' in text


def test_an_undeclared_metric_label_or_kind_is_refused_at_once():
    metrics = Metrics("contacts")
    with pytest.raises(LookupError):
        metrics.count("no_such_metric")
    with pytest.raises(ValueError, match="label"):
        metrics.count("outbox_published", organization="1")
    with pytest.raises(LookupError):
        metrics.set("outbox_published", 1)


def test_a_service_declares_metrics_of_its_own():
    calls = Metric(name="calls_ended", kind="counter", help="Calls.", labels=("direction",))
    metrics = Metrics("telephony", (calls,))
    metrics.count("calls_ended", direction="inbound")
    assert metrics.value("calls_ended", direction="inbound") == 1


WORKER = textwrap.dedent("""
    import os, sys
    from chassis.observability.metrics import Metrics, exposition, forget_process
    metrics = Metrics("contacts")
    metrics.set("http_streams", 5)
    metrics.count("outbox_published", 2)
    if sys.argv[1:] == ["show"]:
        print(exposition([metrics]).decode())
    elif sys.argv[1:] == ["forget"]:
        forget_process(os.getpid())
""")


def test_counters_of_ended_workers_stay_and_their_live_gauges_go(tmp_path):
    root = str(Path(__file__).parents[3])
    environ = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "PYTHONPATH": root}

    def run(*args: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", WORKER, *args], env=environ, text=True, check=True,
            capture_output=True,
        ).stdout  # fmt: skip

    run("forget")
    shown = run("show")
    assert 'troncal_outbox_published_total{service="contacts"} 4.0' in shown
    assert 'troncal_http_streams{service="contacts"} 5.0' in shown
