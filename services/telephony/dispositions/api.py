"""Routes of call outcomes; reading them needs no permission, every agent chooses one."""

from chassis.web.catalogs import catalog_routes
from services.telephony.dispositions.operations import DISPOSITIONS
from services.telephony.dispositions.records import CALL_DISPOSITION

routes = catalog_routes(
    "/telephony/dispositions",
    DISPOSITIONS,
    CALL_DISPOSITION,
    tag="Call outcomes",
    view=None,
    configure="telephony.configure",
    deletes=False,
)
