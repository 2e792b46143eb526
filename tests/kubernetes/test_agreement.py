"""Manifests and code say the same: environment, ports, times, connections, who calls whom."""

import re
from pathlib import Path

import pytest

from chassis import budgets
from chassis.identity.tokens import SigningKey
from chassis.jobs.messages import queue_name
from chassis.runtime import discovery, doors, keys, provision
from chassis.runtime import settings as runtime_settings
from chassis.runtime.assembly import check_settings, environment
from contracts.catalog import CATALOG
from gateway.customers.parts import PARTS
from gateway.routing import table
from tests.kubernetes.manifests import (
    OVERLAYS,
    ROOT,
    SERVICES,
    Document,
    container_of,
    label,
    named,
    of_kind,
    pod_of,
    selects,
    workloads,
)

HERE = discovery.names()
SECRETS = {
    "secret-key": "Zk3vQ9-fH2wLr7_xT5bNcYp8mJd4sGa6uKe1oRi0",
    "password": "8a1f0c2e9b7d4635",
    "username": "bus",
    "email": "ana@example.org",
    "url": "smtp://ana:word@mail.example.org:587?from=ana@example.org",
}


_ADDRESSES = ("URL", "DATABASE_URL", "DIRECT_DATABASE_URL", "OWNER_DATABASE_URL")


def variables(workload: Document, overlay: str) -> dict[str, str]:
    """Return a container's environment as the kubelet makes it, with plausible secrets."""
    container, found = container_of(workload), {}
    for source in container["envFrom"]:
        found |= named(overlay, "ConfigMap", source["configMapRef"]["name"])["data"]
    for one in container["env"]:
        if "value" in one:
            value = re.sub(r"\$\((\w+)\)", lambda match: found[match[1]], one["value"])
        else:
            secret = one["valueFrom"]["secretKeyRef"]
            if secret.get("optional") and secret["key"] != "url":
                continue
            value = SECRETS[secret["key"]]
        found[one["name"]] = value
    return found


def read_by_the_code() -> set[str]:
    """Every variable that the code names, with those that carry a service's name."""
    text = "\n".join(
        path.read_text()
        for root in ("chassis", "services", "gateway")
        for path in (ROOT / root).rglob("*.py")
        if not {"tests", "testing"} & set(path.parts)
    )
    found = set(re.findall(r'"(TRONCAL_[A-Z_]+)"', text))
    for name in SERVICES:
        head = f"TRONCAL_{name.upper()}_"
        found |= {f"{head}{tail}" for tail in _ADDRESSES}
    assert 'f"{head}OWNER_DATABASE_URL"' in text
    assert 'f"TRONCAL_{name.upper()}_URL"' in text
    return found


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_variable_is_read_by_the_code_or_by_another_variable(overlay: str):
    known = read_by_the_code()
    for workload in workloads(overlay):
        container = container_of(workload)
        used = {
            name
            for one in container["env"]
            for name in re.findall(r"\$\((\w+)\)", one.get("value", ""))
        }
        given = [one["name"] for one in container["env"]]
        given += list(named(overlay, "ConfigMap", "troncal")["data"])
        assert len(given) == len(set(given)), "a variable is set twice"
        assert set(given) - known <= used, workload["metadata"]["name"]


@pytest.mark.parametrize("overlay", OVERLAYS)
@pytest.mark.parametrize("name", HERE)
def test_the_code_accepts_the_environment_of_every_pod(name: str, overlay: str, tmp_path: Path):
    """Nothing required is missing: each process reads its settings as it would in the cluster."""
    key = tmp_path / "signing.pem"
    key.write_bytes(SigningKey.generate().private_pem())
    key.chmod(0o440)
    ours = [one for one in workloads(overlay) if label(one, "name") == name]
    assert {label(one, "component") for one in ours} >= {"web", "events", "migrate"}
    for workload in ours:
        given = variables(workload, overlay)
        assert given["TRONCAL_RUN_DIR"] in {
            mount["mountPath"] for mount in container_of(workload)["volumeMounts"]
        }
        given |= {"TRONCAL_RUN_DIR": str(tmp_path), "TRONCAL_SIGNING_KEY_FILE": str(key)}
        command, *options = container_of(workload)["args"]
        asked = dict(zip(options[::2], options[1::2], strict=True))
        settings = runtime_settings.load(
            given, target=asked["--target"], role=asked.get("--role"), supervised=False
        )
        assert command == ("migrate" if label(workload, "component") == "migrate" else "run")
        assert settings.targets == (name,)
        assert settings.host == "0.0.0.0"
        assert settings.migrates is False
        assert settings.production is (overlay != "dev")
        held = keys.load(given, settings.run_folder, production=settings.production)
        check_settings(discovery.chosen(settings.targets), environment(settings, held))
        urls = provision.given_urls(given, name)
        assert urls is not None
        assert (urls.owner != urls.direct) is (command == "migrate")
        pooled = overlay == "pooled" and label(workload, "component") == "web"
        assert (urls.direct != urls.runtime) is pooled
        if label(workload, "component") == "web":
            assert doors.door_of(settings) == ("gevent" if name == "gateway" else "threads")
        if command == "run":
            assert settings.amqp_url == "amqp://bus:8a1f0c2e9b7d4635@troncal-bus:5672/"


@pytest.mark.parametrize("name", HERE)
def test_every_service_with_jobs_has_pods_that_run_them(name: str):
    (spec,) = discovery.chosen([name])
    roles = {
        label(one, "component"): container_of(one)["args"][-1]
        for one in of_kind("prod", "Deployment")
        if label(one, "name") == name
    }
    wanted = {"web": "web", "events": "events,scheduler"}
    assert roles == (wanted | {"jobs": "jobs"} if spec.jobs else wanted)
    assert set(",".join(roles.values()).split(",")) | {"jobs"} == set(runtime_settings.ROLES)


@pytest.mark.parametrize("overlay", OVERLAYS)
@pytest.mark.parametrize("name", HERE)
def test_all_pods_of_a_service_that_keeps_files_see_the_same_ones(name: str, overlay: str):
    (spec,) = discovery.chosen([name])
    for one in of_kind(overlay, "Deployment"):
        if label(one, "name") != name:
            continue
        at = f"{variables(one, overlay)['TRONCAL_RUN_DIR']}/files"
        mounts = {mount["mountPath"]: mount["name"] for mount in container_of(one)["volumeMounts"]}
        assert (at in mounts) is spec.files
        if spec.files:
            (volume,) = [one for one in pod_of(one)["spec"]["volumes"] if one["name"] == mounts[at]]
            claim = named(overlay, "PersistentVolumeClaim", f"{name}-files")
            assert volume["persistentVolumeClaim"] == {"claimName": claim["metadata"]["name"]}
            # one node in a trial; a web pod and a jobs pod may stand on two elsewhere
            wanted = "ReadWriteOnce" if overlay == "dev" else "ReadWriteMany"
            assert claim["spec"]["accessModes"] == [wanted]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_selector_and_target_finds_its_pods(overlay: str):
    deployments = of_kind(overlay, "Deployment")

    def chosen(labels: Document) -> list[Document]:
        return [one for one in deployments if selects(labels, pod_of(one)["metadata"]["labels"])]

    for one in deployments:
        assert chosen(one["spec"]["selector"]) == [one]
    for service in of_kind(overlay, "Service"):
        (target,) = chosen({"matchLabels": service["spec"]["selector"]})
        assert label(target, "name") == service["metadata"]["name"]
        offered = {port["name"]: port for port in container_of(target)["ports"]}
        for port in service["spec"]["ports"]:
            assert offered[port["targetPort"]]["containerPort"] == port["port"]
    for budget in of_kind(overlay, "PodDisruptionBudget"):
        if budget["metadata"]["name"] != "troncal-bus":
            assert len(chosen(budget["spec"]["selector"])) == 1
    for monitor in of_kind(overlay, "PodMonitor"):
        if monitor["metadata"]["name"] == "troncal":
            assert chosen(monitor["spec"]["selector"]) == deployments


def test_every_scaler_scales_a_deployment_by_what_it_works_on():
    names = {one["metadata"]["name"] for one in of_kind("prod", "Deployment")}
    for scaled in of_kind("prod", "HorizontalPodAutoscaler", "ScaledObject"):
        assert scaled["spec"]["scaleTargetRef"]["name"] in names
        assert scaled["metadata"]["name"] == scaled["spec"]["scaleTargetRef"]["name"]
    for scaled in of_kind("prod", "ScaledObject"):
        service = scaled["metadata"]["name"].removesuffix("-jobs")
        (trigger,) = scaled["spec"]["triggers"]
        assert trigger["metadata"]["queueName"] == queue_name(service)
        assert trigger["authenticationRef"]["name"] == "troncal-bus"
        named("prod", "TriggerAuthentication", "troncal-bus")


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_ports_are_those_on_which_the_code_listens(overlay: str):
    config = named(overlay, "ConfigMap", "troncal")["data"]
    for one in of_kind(overlay, "Deployment"):
        ports = {port["name"]: port["containerPort"] for port in container_of(one)["ports"]}
        wanted = {"health": int(config["TRONCAL_HEALTH_PORT"])}
        if label(one, "component") == "web":
            wanted["http"] = int(config["TRONCAL_PORT"])
        assert ports == wanted
        for probe, path in (
            ("startupProbe", "/livez"),
            ("readinessProbe", "/readyz"),
            ("livenessProbe", "/livez"),
        ):
            assert container_of(one)[probe]["httpGet"] == {"path": path, "port": "health"}
        for variable in container_of(one)["env"]:
            address = re.fullmatch(r"TRONCAL_(\w+?)_URL", variable["name"])
            if address and "DATABASE" not in variable["name"] and "value" in variable:
                service = address[1].lower()
                if service != "amqp":
                    assert variable["value"] == f"http://{service}:{config['TRONCAL_PORT']}"


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_a_pod_has_time_to_drain_before_it_is_killed(overlay: str):
    drains = {"web": 1, "events": 2, "jobs": 1}  # the clock, then the bus
    for one in of_kind(overlay, "Deployment"):
        kind = label(one, "component")
        hook = container_of(one).get("lifecycle", {}).get("preStop", {}).get("sleep", {})
        needed = hook.get("seconds", 0) + drains[kind] * budgets.DRAIN + budgets.CLOSE
        assert needed < pod_of(one)["spec"]["terminationGracePeriodSeconds"]
        if kind == "web":  # longer than the endpoints take to forget it
            assert hook["seconds"] >= 5
            assert one["spec"]["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}


def test_a_start_has_time_to_wait_for_its_migration():
    for one in of_kind("prod", "Deployment"):
        probe = container_of(one)["startupProbe"]
        assert probe["periodSeconds"] * probe["failureThreshold"] > budgets.MIGRATION_WAIT


@pytest.mark.parametrize("overlay", OVERLAYS)
@pytest.mark.parametrize("name", SERVICES)
def test_a_database_takes_the_connections_of_the_widest_scale(name: str, overlay: str):
    most = {}
    for one in of_kind(overlay, "Deployment"):
        if label(one, "name") == name:
            most[one["metadata"]["name"]] = one["spec"].get("replicas", 1)
    for one in of_kind(overlay, "HorizontalPodAutoscaler", "ScaledObject"):
        target = one["spec"]["scaleTargetRef"]["name"]
        if target in most:
            most[target] = one["spec"].get("maxReplicas") or one["spec"]["maxReplicaCount"]
    pods = sum(most.values()) + len(most)  # one more of each while rolling
    engines = 2 * (budgets.POOL_SIZE + budgets.POOL_OVERFLOW)
    database = named(overlay, "Cluster", f"{name}-db")
    allowed = int(database["spec"]["postgresql"]["parameters"]["max_connections"])
    assert budgets.WEB_WORKERS == 1
    assert pods * engines + 10 <= allowed


# -- network policies ------------------------------------------------------------------------


def peers(rules: list[Document], port: int) -> list[Document]:
    """The peers of the rules that a TCP port passes."""
    return [
        peer
        for rule in rules
        if any(
            one["port"] <= port <= one.get("endPort", one["port"]) and one["protocol"] == "TCP"
            for one in rule["ports"]
        )
        for peer in rule.get("to") or rule.get("from") or [{"ipBlock": {"cidr": "0.0.0.0/0"}}]
    ]


def allowed(overlay: str, origin: dict[str, str], to: dict[str, str], port: int) -> bool:
    """Whether both the caller's egress and the callee's ingress let a connection through."""

    def let(direction: str, here: dict[str, str], there: dict[str, str]) -> bool:
        rules: list[Document] = []
        for policy in of_kind(overlay, "NetworkPolicy"):
            spec = policy["spec"]
            if direction in spec["policyTypes"] and selects(spec["podSelector"], here):
                rules += spec.get(direction.lower(), [])
        return any(
            "podSelector" in peer
            and "namespaceSelector" not in peer
            and selects(peer["podSelector"], there)
            for peer in peers(rules, port)
        )

    return let("Egress", origin, to) and let("Ingress", to, origin)


def labels_of(overlay: str) -> dict[str, dict[str, str]]:
    found = {
        one["metadata"]["name"]: pod_of(one)["metadata"]["labels"] for one in workloads(overlay)
    }
    for name in SERVICES:
        found[f"{name}-db"] = {
            "cnpg.io/cluster": f"{name}-db",
            "app.kubernetes.io/part-of": "troncal",
        }
    found["bus"] = {
        "app.kubernetes.io/name": "troncal-bus",
        "app.kubernetes.io/component": "rabbitmq",
        "app.kubernetes.io/part-of": "rabbitmq",
    }
    return found


def calls_of_the_code() -> set[tuple[str, str]]:
    """Who calls whom: what the gateway routes and composes, and the questions between services."""
    reached = {*table.OWNERS, *table.ENTITIES.values(), *(part.service for part in PARTS)}
    found = {("gateway", name) for name in reached - {"gateway"}}
    return found | {(one.caller, one.callee) for one in CATALOG.questions}


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_pods_may_call_exactly_whom_the_code_calls(overlay: str):
    pods = labels_of(overlay)
    calls = calls_of_the_code()
    for origin, labels in pods.items():
        for target in SERVICES:
            name = labels.get("app.kubernetes.io/name", "")
            for component in ("web", "events"):
                passes = allowed(overlay, labels, pods[f"{target}-{component}"], 8000)
                assert passes is (component == "web" and (name, target) in calls), (origin, target)
                assert not allowed(overlay, labels, pods[f"{target}-{component}"], 9000)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_pods_reach_their_own_database_the_broker_and_nothing_else_of_the_data(overlay: str):
    pods = labels_of(overlay)
    for origin, labels in pods.items():
        name = labels.get("app.kubernetes.io/name")
        works = labels.get("app.kubernetes.io/component") in {"web", "events", "jobs"}
        for target in SERVICES:
            own = name == target or origin == f"{target}-db"
            assert allowed(overlay, labels, pods[f"{target}-db"], 5432) is own, (origin, target)
        assert allowed(overlay, labels, pods["bus"], 5672) is works, origin
        assert allowed(overlay, labels, pods["bus"], 25672) is (origin == "bus")


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_only_who_sends_for_us_reaches_the_internet_and_only_its_ports(overlay: str):
    reached = {}
    for policy in of_kind(overlay, "NetworkPolicy"):
        for rule in policy["spec"].get("egress", ()):
            for peer in rule.get("to") or ():
                if "ipBlock" in peer:
                    assert "10.0.0.0/8" in peer["ipBlock"]["except"]
                    assert "169.254.0.0/16" in peer["ipBlock"]["except"]
                    reached[policy["metadata"]["name"]] = [one["port"] for one in rule["ports"]]
    assert reached == {"telephony-calls": [443], "notifications-calls": [587, 465]}
    deny = named(overlay, "NetworkPolicy", "default-deny")["spec"]
    assert deny == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    egress = named(overlay, "NetworkPolicy", "dns")["spec"]["egress"]
    assert [{(one["port"], one["protocol"]) for one in rule["ports"]} for rule in egress] == [
        {(53, "UDP"), (53, "TCP")}
    ]


def test_a_pooler_stands_between_web_pods_and_their_database_and_nobody_else():
    for name in SERVICES:
        pooler = {"cnpg.io/poolerName": f"{name}-db-pooler"}
        database = {"cnpg.io/cluster": f"{name}-db", "app.kubernetes.io/part-of": "troncal"}
        assert allowed("pooled", pooler, database, 5432)
        for origin, labels in labels_of("pooled").items():
            web = origin == f"{name}-web"
            assert allowed("pooled", labels, pooler, 5432) is web, origin
        parameters = named("pooled", "Pooler", f"{name}-db-pooler")["spec"]["pgbouncer"][
            "parameters"
        ]
        assert int(parameters["max_prepared_statements"]) > 0, "psycopg prepares statements"
