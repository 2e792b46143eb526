"""A process of its own that does one job, to be killed at a named point by `TRONCAL_FAULT`.

python -m services.contacts.tests.working_process <database> <folder> <job> <name>=<value> …
"""

import sys

from chassis import budgets
from chassis.testing.running import running
from services.contacts.service import SERVICE

CHUNK = 25


def main(arguments: list[str]) -> None:
    """Work until there is nothing to do, or until killed."""
    url, folder, job, *named = arguments
    budgets.IMPORT_CHUNK = budgets.EXPORT_PAGE = CHUNK
    budgets.EXPORT_TELLS = 0.0
    budgets.BULK_CHUNK = CHUNK
    with running(SERVICE, url, {"TRONCAL_RUN_DIR": folder}) as service:
        service.run_job(job, **dict(each.split("=", 1) for each in named))


if __name__ == "__main__":
    main(sys.argv[1:])
