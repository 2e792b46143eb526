"""Work for later and work on a clock. The database row is the truth, a message only a wake-up.

The one package that knows Celery and kombu. A service declares `Job`s and `Sweep`s
(`chassis.spec`); the runtime calls `start_jobs` and `start_scheduler` for the roles it plays and
gives `Waker.send` to each database as the sink of wake-ups.
"""

from chassis.jobs.scheduler import Scheduler, start_scheduler
from chassis.jobs.wakes import FarWaker, Waker
from chassis.jobs.worker import JobWorker, start_jobs

__all__ = ["FarWaker", "JobWorker", "Scheduler", "Waker", "start_jobs", "start_scheduler"]
