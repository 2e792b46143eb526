"""Write what eight services have alike: `python -m deploy.k8s.render` (or `make manifests`).

`templates/` holds each object once; this table says in what a service differs from the others. The
output (`base/services/` and parts of the components) is committed, so that a
cluster needs nothing but `kubectl apply -k`, and a test compares it with what would be written now.

Numbers come from `chassis.budgets`, database statements from `chassis.runtime.provision`, queue
names from `chassis.jobs`: a manifest that disagrees with the code cannot be written.
"""

import json
import math
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from chassis import budgets
from chassis.jobs.messages import queue_name
from chassis.runtime import provision

HERE = Path(__file__).parent
PORT = 8000
HEALTH_PORT = 9000
FILES_FOLDER = "/var/lib/troncal/files"  # below TRONCAL_RUN_DIR (chassis.storage)
PRE_STOP = 8
EVENTS_REPLICAS = 2  # one works, one stands by: relay, queue and clock let one in at a time
WAKES_PER_POD = 20
SERVERS_OWN_CONNECTIONS = 20  # reserved for the superuser, the operator, the exporter, a migration
CONNECTIONS_BESIDE_POOLS = 4  # locks, LISTEN and the clock of one process
ALWAYS_KEPT = 4  # seconds between the end of the drain and SIGKILL

SESSION = {
    "statement_timeout": f"{budgets.WEB_STATEMENT_TIMEOUT_MS}ms",
    "lock_timeout": f"{budgets.WEB_LOCK_TIMEOUT_MS}ms",
    "idle_in_transaction_session_timeout": "60000ms",
    "timezone": "UTC",
}

TLS_MAIL = (587, 465)
HTTPS = (443,)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """In what one service differs: how far it grows, whom it calls, where it goes outside.

    `jobs` is how many pods may run its jobs at once; None: it has none. `files` is how much space
    its pods share for files; None: it keeps none. `internet` lists ports that its pods may reach
    outside of the cluster. `secrets` maps variables to (secret, key, optional).
    """

    name: str
    web: int = 4
    jobs: int | None = None
    files: str | None = None
    calls: tuple[str, ...] = ()
    internet: tuple[int, ...] = ()
    cpu: str = "100m"
    memory: str = "192Mi"
    memory_limit: str = "512Mi"
    settings: tuple[tuple[str, str], ...] = ()
    secrets: tuple[tuple[str, str, str, bool], ...] = ()

    @property
    def database(self) -> str:
        """The name of its database, which is its runtime role's too."""
        return f"{provision.PREFIX}_{self.name}"


_BEHIND = ("contacts", "sales", "cases", "billing", "telephony", "notifications", "reporting")
_TWILIO = (
    "ACCOUNT_SID",
    "AUTH_TOKEN",
    "SECONDARY_AUTH_TOKEN",
    "API_KEY_SID",
    "API_KEY_SECRET",
    "APPLICATION_SID",
)

PLANS = (
    Plan(
        name="gateway",
        web=6,
        calls=_BEHIND,
        cpu="200m",
        memory="256Mi",
        memory_limit="768Mi",
        settings=(("TRONCAL_TRUSTED_PROXIES", "1"),),
        secrets=(
            ("TRONCAL_ADMIN_EMAIL", "troncal-admin", "email", False),
            ("TRONCAL_ADMIN_PASSWORD", "troncal-admin", "password", False),
            ("TRONCAL_TWILIO_ACCOUNT_SID", "troncal-twilio", "account-sid", True),
        ),
    ),
    # an import holds some 200 MB, the child that reads its file as much again (ADR 0092)
    Plan(
        name="contacts",
        web=6,
        jobs=2,
        files="20Gi",
        calls=("billing", "notifications", "sales"),
        memory="256Mi",
        memory_limit="1Gi",
    ),
    Plan(name="sales", web=6, jobs=2, files="20Gi"),
    Plan(name="cases", jobs=2, files="20Gi"),
    # a document is set by a child of some 200 MB, two at once (ADR 0066)
    Plan(
        name="billing",
        jobs=2,
        files="5Gi",
        calls=("contacts",),
        memory="256Mi",
        memory_limit="1Gi",
    ),
    Plan(
        name="telephony",
        jobs=4,
        internet=HTTPS,
        secrets=tuple(
            (f"TRONCAL_TWILIO_{name}", "troncal-twilio", name.lower().replace("_", "-"), True)
            for name in _TWILIO
        ),
    ),
    Plan(
        name="notifications",
        jobs=4,
        internet=TLS_MAIL,
        # optional here: a trial has none, and production refuses to start without
        secrets=(("TRONCAL_SMTP_URL", "troncal-smtp", "url", True),),
    ),
    Plan(name="reporting"),
)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One Deployment of a service: its roles, and how many of its steps drain one after another."""

    component: str
    roles: str
    drains: int
    pre_stop: int = 0

    @property
    def grace(self) -> int:
        """What the kubelet gives it between the order to stop and SIGKILL."""
        return math.ceil(self.pre_stop + self.drains * budgets.DRAIN + budgets.CLOSE + ALWAYS_KEPT)


WEB = Part(component="web", roles="web", drains=1, pre_stop=PRE_STOP)
EVENTS = Part(component="events", roles="events,scheduler", drains=2)
JOBS = Part(component="jobs", roles="jobs", drains=1)


def parts_of(plan: Plan) -> tuple[Part, ...]:
    """Return the Deployments of a service."""
    return (WEB, EVENTS) if plan.jobs is None else (WEB, EVENTS, JOBS)


def connections_of_a_process() -> int:
    """How many database connections one process may hold: two engines, and what goes beside."""
    return 2 * (budgets.POOL_SIZE + budgets.POOL_OVERFLOW) + CONNECTIONS_BESIDE_POOLS


def max_connections(plan: Plan) -> int:
    """What its PostgreSQL must allow at the widest, one pod more of each kind while rolling."""
    processes = (plan.web + 1) * budgets.WEB_WORKERS + EVENTS_REPLICAS + 1
    if plan.jobs is not None:
        processes += plan.jobs + 1
    return math.ceil((processes * connections_of_a_process() + SERVERS_OWN_CONNECTIONS) / 10) * 10


def database_statements(plan: Plan) -> list[str]:
    """The rights that `chassis.runtime.provision` gives, for a server that others look after."""
    database, owner = plan.database, provision.owner_of(plan.database)
    return [
        f"CREATE ROLE {database} LOGIN NOCREATEDB NOCREATEROLE",
        *(f"CREATE EXTENSION IF NOT EXISTS {name}" for name in provision.EXTENSIONS),
        # as each session sets them by its startup packet, which a pooler drops
        *(f"ALTER ROLE {database} SET {name} = '{value}'" for name, value in SESSION.items()),
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        f"GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {database}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {database}",
        *(
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
            f" GRANT {rights} ON {kind} TO {database}"
            for kind, rights in provision.RUNTIME_RIGHTS.items()
        ),
    ]


def _secret(name: str, secret: str, key: str, *, optional: bool = False) -> dict[str, Any]:
    chosen: dict[str, Any] = {"name": secret, "key": key}
    if optional:
        chosen["optional"] = True
    return {"name": name, "valueFrom": {"secretKeyRef": chosen}}


def _database_url(plan: Plan, role: str, password: str, *, server: str = "rw") -> str:
    host = f"{plan.name}-db-{server}"
    return f"postgresql://{role}:$({password})@{host}:5432/{plan.database}?sslmode=require"


def environment_of(plan: Plan, *, migrates: bool = False) -> list[dict[str, Any]]:
    """Return the variables of a service's pods besides those of the shared ConfigMap."""
    head = f"TRONCAL_{plan.name.upper()}_"
    variables = [
        _secret("DATABASE_PASSWORD", f"{plan.name}-db-runtime", "password"),
        {
            "name": f"{head}DATABASE_URL",
            "value": _database_url(plan, plan.database, "DATABASE_PASSWORD"),
        },
        _secret("TRONCAL_SECRET_KEY", "troncal-keys", "secret-key"),
    ]
    if migrates:
        owner = provision.owner_of(plan.database)
        variables += [
            _secret("OWNER_PASSWORD", f"{plan.name}-db-owner", "password"),
            {
                "name": f"{head}OWNER_DATABASE_URL",
                "value": _database_url(plan, owner, "OWNER_PASSWORD"),
            },
        ]
    else:
        variables += [
            _secret("BUS_USER", "troncal-bus-default-user", "username"),
            _secret("BUS_PASSWORD", "troncal-bus-default-user", "password"),
            {
                "name": "TRONCAL_AMQP_URL",
                "value": "amqp://$(BUS_USER):$(BUS_PASSWORD)@troncal-bus:5672/",
            },
            *(
                {"name": f"TRONCAL_{callee.upper()}_URL", "value": f"http://{callee}:{PORT}"}
                for callee in plan.calls
            ),
        ]
    variables += [{"name": name, "value": value} for name, value in plan.settings]
    variables += [
        _secret(name, secret, key, optional=optional)
        for name, secret, key, optional in plan.secrets
    ]
    return variables


def _pods(**labels: str) -> dict[str, Any]:
    return {
        "podSelector": {
            "matchLabels": {
                f"app.kubernetes.io/{name.replace('_', '-')}": value
                for name, value in labels.items()
            }
        }
    }


def _ports(*numbers: int) -> list[dict[str, Any]]:
    return [{"port": number, "protocol": "TCP"} for number in numbers]


def ingress_of(plan: Plan) -> list[dict[str, Any]]:
    """Whom its door answers. The gateway's outside is the overlay's business."""
    callers = [other.name for other in PLANS if plan.name in other.calls]
    if not callers:
        return []
    pods = [_pods(name=caller, part_of="troncal") for caller in callers]
    return [{"from": pods, "ports": _ports(PORT)}]


def egress_of(plan: Plan) -> list[dict[str, Any]]:
    """Whom its pods may call: their database, the broker, the callees, and what is outside."""
    database = {"podSelector": {"matchLabels": {"cnpg.io/cluster": f"{plan.name}-db"}}}
    rules = [
        {"to": [database], "ports": _ports(5432)},
        {"to": [_pods(name="troncal-bus")], "ports": _ports(5672)},
    ]
    if plan.calls:
        doors = [_pods(name=callee, component="web", part_of="troncal") for callee in plan.calls]
        rules.append({"to": doors, "ports": _ports(PORT)})
    if plan.internet:
        outside = {"cidr": "0.0.0.0/0", "except": list(_INSIDE)}
        rules.append({"to": [{"ipBlock": outside}], "ports": _ports(*plan.internet)})
    return rules


_INSIDE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16")


class _Text(string.Template):
    delimiter = "%"


def _filled(template: str, **values: Any) -> list[Any]:
    """Fill a template; a value that is not a string is written as JSON, which is YAML."""
    texts = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in values.items()
    }
    text = (HERE / "templates" / template).read_text()
    return list(yaml.safe_load_all(_Text(text).substitute(texts)))


def _service(plan: Plan) -> Iterator[Any]:
    yield from _filled(
        "service.yaml",
        service=plan.name,
        port=PORT,
        ingress=ingress_of(plan),
        egress=egress_of(plan),
    )
    if plan.files is not None:
        yield from _filled("files.yaml", service=plan.name, size=plan.files)
    for part in parts_of(plan):
        yield from _deployment(plan, part)
    yield from _filled(
        "migrate.yaml", service=plan.name, environment=environment_of(plan, migrates=True)
    )
    yield from _filled(
        "database.yaml",
        service=plan.name,
        database=plan.database,
        statements=database_statements(plan),
        max_connections=max_connections(plan),
    )


def _deployment(plan: Plan, part: Part) -> list[Any]:
    ports = [{"name": "health", "containerPort": HEALTH_PORT}]
    lifecycle: dict[str, Any] = {}
    if part is WEB:
        ports.insert(0, {"name": "http", "containerPort": PORT})
        # it still answers while the endpoints of the Service forget it
        lifecycle = {"preStop": {"sleep": {"seconds": part.pre_stop}}}
    documents = _filled(
        "deployment.yaml",
        service=plan.name,
        component=part.component,
        roles=part.roles,
        grace=part.grace,
        environment=environment_of(plan),
        ports=ports,
        lifecycle=lifecycle,
        start_probes=math.ceil((budgets.MIGRATION_WAIT + 60) / 2),
        cpu=plan.cpu,
        cpu_limit="1",
        memory=plan.memory,
        memory_limit=plan.memory_limit,
    )
    if part is EVENTS:
        documents[0]["spec"]["replicas"] = EVENTS_REPLICAS
    if plan.files is not None:
        _share_files(documents[0]["spec"]["template"]["spec"], plan)
    if not lifecycle:
        del documents[0]["spec"]["template"]["spec"]["containers"][0]["lifecycle"]
    return documents


def _share_files(pod: dict[str, Any], plan: Plan) -> None:
    """Put the shared files where `chassis.storage` looks for them."""
    (container,) = pod["containers"]
    container["volumeMounts"].append({"name": "files", "mountPath": FILES_FOLDER})
    claim = {"claimName": f"{plan.name}-files"}
    pod["volumes"].append({"name": "files", "persistentVolumeClaim": claim})


def _autoscaling(plan: Plan) -> Iterator[Any]:
    yield from _filled("web-scaling.yaml", service=plan.name, most_web=plan.web)
    if plan.jobs is not None:
        yield from _filled(
            "jobs-scaling.yaml",
            service=plan.name,
            most_jobs=plan.jobs,
            queue=queue_name(plan.name),
            wakes_per_pod=WAKES_PER_POD,
        )


def _backups(plan: Plan) -> Iterator[Any]:
    yield from _filled("backups.yaml", service=plan.name, minute=PLANS.index(plan) * 5)


def _pooling(plan: Plan) -> Iterator[Any]:
    yield from _filled(
        "pooling.yaml", service=plan.name, pool=budgets.POOL_SIZE + budgets.POOL_OVERFLOW
    )


def _pooled_web(plan: Plan) -> Iterator[Any]:
    head = f"TRONCAL_{plan.name.upper()}"
    urls = {"DATABASE_URL": "pooler", "DIRECT_DATABASE_URL": "rw"}
    yield from _filled(
        "pooled-web.yaml",
        service=plan.name,
        environment=[
            # repeated, so that it stays before what refers to it
            _secret("DATABASE_PASSWORD", f"{plan.name}-db-runtime", "password"),
            *(
                {
                    "name": f"{head}_{name}",
                    "value": _database_url(plan, plan.database, "DATABASE_PASSWORD", server=server),
                }
                for name, server in urls.items()
            ),
        ],
    )


class _Dumper(yaml.SafeDumper):
    """Writes every value in full: an anchor of a template is not one of the output."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def rendered() -> dict[Path, str]:
    """Return every generated file by its path below this folder."""
    head = "# Written by `make manifests` from templates/ and render.py: change those.\n"
    files = {}
    for folder, make in (
        ("base/services", _service),
        ("components/autoscaling", _autoscaling),
        ("components/backups", _backups),
        ("components/pooling", _pooling),
        ("components/pooling/web", _pooled_web),
    ):
        for plan in PLANS:
            text = yaml.dump_all(make(plan), Dumper=_Dumper, sort_keys=False, width=100)
            files[Path(folder) / f"{plan.name}.yaml"] = head + text
    return files


def main() -> None:
    """Write the files."""
    for path, text in rendered().items():
        (HERE / path).write_text(text)


if __name__ == "__main__":
    main()
