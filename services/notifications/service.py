"""The composition root of notifications."""

from dataclasses import dataclass
from pathlib import Path

from chassis.observability.metrics import DELAY, Metric
from chassis.spec import Service, ServiceSpec
from contracts.catalog import CATALOG
from services.notifications.base import Base
from services.notifications.inbox.api import routes as inbox_routes
from services.notifications.inbox.schemas import NOTIFICATION
from services.notifications.mail.development import DevelopmentMailer
from services.notifications.mail.port import Mailer
from services.notifications.mail.smtp import SmtpMailer
from services.notifications.messages.api import routes as message_routes
from services.notifications.messages.jobs import JOBS
from services.notifications.messages.jobs import SWEEPS as MESSAGE_SWEEPS
from services.notifications.messages.schemas import MESSAGE
from services.notifications.reactions import REACTIONS
from services.notifications.reminders.api import routes as reminder_routes
from services.notifications.reminders.jobs import SWEEPS as REMINDER_SWEEPS
from services.notifications.reminders.schemas import REMINDER
from services.notifications.settings import Settings
from services.notifications.templates.api import routes as template_routes
from services.notifications.templates.questions import routes as template_questions
from services.notifications.templates.rendering import Renderer
from services.notifications.templates.schemas import TEMPLATE
from services.notifications.words import MESSAGES


@dataclass(frozen=True, slots=True)
class Resources:
    """What a process of this service keeps: the way mail leaves, the renderer's child."""

    mailer: Mailer
    renderer: Renderer

    def close(self) -> None:
        """End the renderer's child."""
        self.renderer.close()


def _resources(service: Service) -> Resources:
    smtp = service.settings.smtp
    mailer: Mailer = SmtpMailer(smtp) if smtp else DevelopmentMailer(service.database)
    return Resources(mailer=mailer, renderer=Renderer())


SERVICE = ServiceSpec(
    name="notifications",
    base=Base,
    migrations=Path(__file__).parent / "migrations",
    catalog=CATALOG,
    routes=(inbox_routes, reminder_routes, message_routes, template_routes, template_questions),
    reactions=REACTIONS,
    jobs=JOBS,
    sweeps=(*MESSAGE_SWEEPS, *REMINDER_SWEEPS),
    records=(NOTIFICATION, REMINDER, MESSAGE, TEMPLATE),
    metrics=(
        Metric(
            name="reminder_lag_seconds",
            kind="histogram",
            help="From when a reminder was due to when it fired.",
            buckets=DELAY,
        ),
    ),
    settings=Settings.read,
    resources=_resources,
    messages=MESSAGES,
)
