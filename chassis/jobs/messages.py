"""The Celery application: JSON wake-ups on one queue per service, nothing else of Celery's.

No result backend, no ETAs, no remote control, no events: rows tell what became of a job.
"""

from collections.abc import Iterable
from typing import Any

from celery import Celery
from kombu import Exchange, Queue

IN_MEMORY = "memory://localhost/"
"""The broker where there is none. What it holds is lost with its process; sweeps find it."""

_IN_PROCESS = "chassis.jobs.inprocess:Transport"
_MOST_WAITING = 100_000

# Wake-ups that a worker takes ahead, per thread. Celery acknowledges on its own loop, some time
# after a job ended; with 1 every thread would wait for that between two jobs.
_AHEAD = 32


def queue_name(service: str) -> str:
    """Name the queue of a service's jobs."""
    return f"{service}.jobs"


def task_name(service: str, job: str) -> str:
    """Name a job's Celery task."""
    return f"{service}.{job}"


def queue_of(service: str) -> Queue:
    """Describe the durable queue: bounded, the oldest wake-up gives way."""
    name = queue_name(service)
    return Queue(
        name,
        Exchange("troncal.jobs", type="direct", durable=True),
        routing_key=name,
        durable=True,
        queue_arguments={"x-max-length": _MOST_WAITING, "x-overflow": "drop-head"},
    )


def celery_for(broker: str | None, services: Iterable[str]) -> Celery:
    """Build an application for the jobs of these services. Connects to nothing.

    Celery keeps the task table of a worker in a global of the process, so the services that share
    a process share one application and worker; their queues and tasks are apart all the same.
    """
    app = Celery("troncal", broker=broker or IN_MEMORY, set_as_current=False, autofinalize=False)
    app.conf.update(_settings([queue_of(service) for service in services]))
    if broker is None:
        app.conf.update(worker_prefetch_multiplier=0, broker_transport=_IN_PROCESS)
    else:
        app.conf.worker_prefetch_multiplier = _AHEAD
    return app


def _settings(queues: list[Queue]) -> dict[str, Any]:
    return {
        "accept_content": ["json"],
        "task_serializer": "json",
        "task_queues": queues,
        "task_create_missing_queues": False,
        "task_ignore_result": True,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_publish_retry": False,
        "task_send_sent_event": False,
        "worker_enable_remote_control": False,
        "worker_send_task_events": False,
        "worker_hijack_root_logger": False,
        "worker_disable_rate_limits": True,
        "worker_cancel_long_running_tasks_on_connection_loss": False,
        "broker_connection_retry": True,
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        "broker_connection_timeout": 4.0,
        "broker_heartbeat": 20,
        "broker_transport_options": {"polling_interval": 0.1},
        "enable_utc": True,
        "timezone": "UTC",
    }
