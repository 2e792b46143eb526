"""One process that fires what is due in a database, once, and dies where TRONCAL_FAULT says.

python -m services.notifications.tests.reminder_child <database url>
"""

import sys

from chassis.testing.running import running
from services.notifications.service import SERVICE

if __name__ == "__main__":
    with running(SERVICE, sys.argv[1]) as service:
        service.run_sweep("fire_due_reminders")
