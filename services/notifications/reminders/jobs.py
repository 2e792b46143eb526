"""The clock of reminders."""

from datetime import timedelta

from chassis.db import organizations_due
from chassis.spec import Service, Sweep
from services.notifications.reminders.firing import AT_ONCE, fire_due
from services.notifications.reminders.models import Reminder


def fire_due_reminders(service: Service) -> None:
    """Fire all that is due, organization by organization, a few hundred in each transaction."""
    organizations = organizations_due(
        service.database, Reminder, due=Reminder.fires_at, where=Reminder.state == "waiting"
    )
    for organization_id in organizations:
        fired = AT_ONCE
        while fired == AT_ONCE:
            with service.database.transaction(organization_id) as session:
                late = fire_due(session)
            fired = len(late)
            for seconds in late:
                service.metrics.observe("reminder_lag_seconds", seconds)


EVERY = timedelta(seconds=1)
SWEEPS = (Sweep(name="fire_due_reminders", every=EVERY, run=fire_due_reminders),)
