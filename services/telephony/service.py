"""The composition root of telephony: everything that the runtime needs to know of it."""

from datetime import timedelta
from pathlib import Path

from chassis.spec import Job, ServiceSpec, Sweep
from contracts.catalog import CATALOG
from services.telephony.agents import api as agents_api
from services.telephony.agents.jobs import end_lapsed_leases
from services.telephony.base import Base
from services.telephony.calls import api as calls_api
from services.telephony.calls.jobs import carry_out_commands, check_calls
from services.telephony.calls.records import CALL
from services.telephony.dispositions import api as dispositions_api
from services.telephony.dispositions.records import CALL_DISPOSITION
from services.telephony.hooks import api as hooks_api
from services.telephony.messages.jobs import deliver_messages
from services.telephony.numbers import api as numbers_api
from services.telephony.numbers.records import PHONE_NUMBER
from services.telephony.providers import api as settings_api
from services.telephony.providers.operations import seal_again
from services.telephony.reactions import REACTIONS
from services.telephony.resources import build_resources
from services.telephony.restating import RESTATES
from services.telephony.settings import Settings
from services.telephony.simulator import api as simulator_api
from services.telephony.simulator.jobs import run_simulated_calls, run_simulated_messages
from services.telephony.simulator.preparation import prepare_simulators
from services.telephony.words import MESSAGES

SECOND = timedelta(seconds=1)

JOBS = {
    "carry_out_commands": (carry_out_commands, SECOND),
    "deliver_messages": (deliver_messages, 2 * SECOND),
    "check_calls": (check_calls, 5 * SECOND),
    "end_lapsed_leases": (end_lapsed_leases, 5 * SECOND),
    "run_simulated_calls": (run_simulated_calls, SECOND),
    "run_simulated_messages": (run_simulated_messages, SECOND),
    "prepare_simulators": (prepare_simulators, 2 * SECOND),
}
"""Each claims its due rows, so the same function serves a wake-up after a commit and the clock."""

SERVICE = ServiceSpec(
    name="telephony",
    base=Base,
    migrations=Path(__file__).parent / "migrations",
    catalog=CATALOG,
    routes=(
        calls_api.routes,
        agents_api.routes,
        numbers_api.routes,
        dispositions_api.routes,
        settings_api.routes,
        simulator_api.routes,
        hooks_api.routes,
    ),
    settings=Settings.from_environment,
    reactions=REACTIONS,
    restates=RESTATES,
    seal_again=seal_again,
    jobs=tuple(Job(name=name, run=run) for name, (run, _) in JOBS.items()),
    sweeps=tuple(Sweep(name=name, every=every, run=run) for name, (run, every) in JOBS.items()),
    records=(CALL, PHONE_NUMBER, CALL_DISPOSITION),
    resources=build_resources,
    messages=MESSAGES,
)
