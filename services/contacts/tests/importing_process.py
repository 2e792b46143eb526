"""A process of its own that works at one import, to be killed at a named point by `TRONCAL_FAULT`.

python -m services.contacts.tests.importing_process <database> <folder> <organization> <import>
"""

import sys

from chassis import budgets
from chassis.testing.running import running
from services.contacts.service import SERVICE

CHUNK = 25


def main(arguments: list[str]) -> None:
    """Work until there is nothing to do, or until killed."""
    url, folder, organization_id, import_id = arguments
    budgets.IMPORT_CHUNK = CHUNK
    with running(SERVICE, url, {"TRONCAL_RUN_DIR": folder}) as service:
        service.run_job("import", organization_id=organization_id, import_id=import_id)


if __name__ == "__main__":
    main(sys.argv[1:])
