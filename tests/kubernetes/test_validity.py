"""What a cluster's API server and its policies would refuse, found without a cluster."""

import collections
import json
import os
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest

from deploy.k8s import render
from tests.kubernetes.manifests import (
    BIN,
    K8S,
    OVERLAYS,
    ROOT,
    SERVICES,
    container_of,
    documents,
    named,
    of_kind,
    pod_of,
    rendered,
    shared_data,
    workloads,
)

CUSTOM = {
    "Cluster": "cluster_v1",
    "HTTPRoute": "httproute_v1",
    "PodMonitor": "podmonitor_v1",
    "Pooler": "pooler_v1",
    "PrometheusRule": "prometheusrule_v1",
    "RabbitmqCluster": "rabbitmqcluster_v1beta1",
    "ScaledObject": "scaledobject_v1alpha1",
    "ScheduledBackup": "scheduledbackup_v1",
    "TriggerAuthentication": "triggerauthentication_v1alpha1",
}
GENERATED = ("autoscaling", "backups", "pooling")
JOBS = [plan.name for plan in render.PLANS if plan.jobs is not None]
ALIKE = {  # what both overlays have, by kind
    "Cluster": 8,
    "ConfigMap": 1,
    "Deployment": 8 * 2 + len(JOBS),
    "Job": 8,
    "Namespace": 1,
    "NetworkPolicy": 2 + 8 * 3 + 1,
    "PersistentVolumeClaim": sum(plan.files is not None for plan in render.PLANS),
    "PodDisruptionBudget": 8 + 1,
    "RabbitmqCluster": 1,
    "Service": 8,
    "ServiceAccount": 8,
}
EXPECTED = {
    "dev": ALIKE,
    "prod": ALIKE
    | {
        "ConfigMap": 2,
        "HTTPRoute": 1,
        "HorizontalPodAutoscaler": 8,
        "NetworkPolicy": ALIKE["NetworkPolicy"] + 3,
        "PodMonitor": 3,
        "PrometheusRule": 1,
        "ScaledObject": len(JOBS),
        "ScheduledBackup": 8,
        "TriggerAuthentication": 1,
    },
}
EXPECTED["pooled"] = EXPECTED["prod"] | {
    "NetworkPolicy": EXPECTED["prod"]["NetworkPolicy"] + 8 * 3,
    "Pooler": 8,
}
# Policies of checkov that we break, and why.
EXPLAINED = {
    "CKV_K8S_35": "the code reads its secrets from the environment, not from files",
    "CKV_K8S_43": "a digest exists once an image was pushed: README.md says how to set it",
}
EXPLAINED_IN_DEV = EXPLAINED | {
    "CKV_K8S_15": "a trial loads its images into the nodes and pulls none",
}


def test_what_is_committed_is_what_the_templates_make():
    stale = [path for path, text in render.rendered().items() if (K8S / path).read_text() != text]
    assert not stale, "run `make manifests`"
    kept = {
        path.relative_to(K8S)
        for folder in ("base/services", *(f"components/{name}" for name in GENERATED))
        for path in (K8S / folder).rglob("*.yaml")
    }
    written = {"kustomization.yaml", "broker-access.yaml"}  # by hand
    assert {path for path in kept if path.name not in written} == set(render.rendered())


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_an_overlay_has_every_object_once(overlay: str):
    """An empty file and a missing object pass every validator: count them."""
    found = collections.Counter(one["kind"] for one in documents(overlay))
    assert found == EXPECTED[overlay]
    names = collections.Counter(
        (one["kind"], one["metadata"]["name"]) for one in documents(overlay)
    )
    assert max(names.values()) == 1
    assert {plan.name for plan in render.PLANS} == set(SERVICES)
    for one in documents(overlay):
        if one["kind"] != "Namespace":
            assert one["metadata"]["namespace"] == "troncal", one["metadata"]["name"]


@pytest.mark.parametrize("version", ["1.33", "1.37"])
@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_object_of_kubernetes_has_the_shape_of_its_kind(
    overlay: str, version: str, tmp_path: Path
):
    file = tmp_path / f"{overlay}.yaml"
    file.write_text(rendered(overlay))
    command = [BIN / "kubernetes-validate", "-k", version, "--strict", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    unknown = re.findall(r"WARN .*? schema for kind (\w+) ", said)
    custom = [one["kind"] for one in documents(overlay) if one["kind"] in CUSTOM]
    assert sorted(unknown) == sorted(custom), "a kind is checked by nobody"
    assert said.count("WARN") == len(custom)


def test_a_misspelt_key_is_found(tmp_path: Path):
    file = tmp_path / "misspelt.yaml"
    file.write_text(rendered("dev").replace("readinessProbe:", "readynessProbe:", 1))
    command = [BIN / "kubernetes-validate", "-k", "1.37", "--strict", "--quiet", str(file)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_custom_resource_has_the_shape_of_its_definition(overlay: str):
    folder = shared_data("data/crds")
    if folder is None:
        pytest.skip(
            "the custom resources' schemas are not there: set TRONCAL_SHARED to the folder that"
            " holds data/crds"
        )
    checked = 0
    for kind, file in CUSTOM.items():
        validator = jsonschema.Draft7Validator(json.loads((folder / f"{file}.json").read_text()))
        for one in of_kind(overlay, kind):
            wrong = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(one)]
            assert not wrong, (kind, one["metadata"]["name"], wrong)
            checked += 1
            one["spec"] = {**one["spec"], "misspelt": 1}
            assert not validator.is_valid(one), f"{kind}: the schema lets anything through"
            del one["spec"]["misspelt"]
    assert checked == sum(n for kind, n in EXPECTED[overlay].items() if kind in CUSTOM)


@pytest.mark.parametrize("overlay", ["dev", "prod"])
def test_no_policy_is_broken_but_the_explained_ones(overlay: str, tmp_path: Path):
    file = tmp_path / f"{overlay}.yaml"
    file.write_text(rendered(overlay))
    checkov = ROOT / ".cache" / "checkov" / "bin" / "checkov"
    assert checkov.exists(), "checkov is missing: run `bin/need checkov`"
    options = ["--framework", "kubernetes", "--skip-download", "--quiet", "--output", "json"]
    done = subprocess.run(
        [checkov, "-f", file, *options],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.defpath, "HOME": str(tmp_path), "LOG_LEVEL": "ERROR"},
    )
    report = json.loads(done.stdout)
    assert report["summary"]["passed"] > 1_000
    assert report["summary"]["parsing_errors"] == 0
    failed = {one["check_id"] for one in report["results"]["failed_checks"]}
    assert failed == set(EXPLAINED if overlay == "prod" else EXPLAINED_IN_DEV)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_pod_meets_the_restricted_standard(overlay: str):
    space = named(overlay, "Namespace", "troncal")["metadata"]["labels"]
    assert space["pod-security.kubernetes.io/enforce"] == "restricted"
    for workload in workloads(overlay):
        pod, container = pod_of(workload)["spec"], container_of(workload)
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["runAsUser"] > 10_000
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert pod["automountServiceAccountToken"] is False
        assert pod["serviceAccountName"] in SERVICES
        context = container["securityContext"]
        assert context["allowPrivilegeEscalation"] is False
        assert context["readOnlyRootFilesystem"] is True
        assert context["capabilities"] == {"drop": ["ALL"]}
        assert {"name": "tmp", "mountPath": "/tmp"} in container["volumeMounts"]
        assert set(container["resources"]) == {"requests", "limits"}
    for account in of_kind(overlay, "ServiceAccount"):
        assert account["automountServiceAccountToken"] is False
