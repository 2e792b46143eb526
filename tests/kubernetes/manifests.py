"""What the tests see of the manifests: what kubectl makes of each overlay, as documents."""

import functools
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
K8S = ROOT / "deploy" / "k8s"
BIN = Path(sys.executable).parent
OVERLAYS = ("dev", "prod", "pooled")
SERVICES = (
    "gateway",
    "contacts",
    "sales",
    "cases",
    "billing",
    "telephony",
    "notifications",
    "reporting",
)

Document = dict[str, Any]


@functools.cache
def rendered(overlay: str) -> str:
    """Return what `kubectl apply -k` would send."""
    command = [BIN / "kubectl", "kustomize", K8S / "overlays" / overlay]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@functools.cache
def documents(overlay: str) -> tuple[Document, ...]:
    return tuple(yaml.safe_load_all(rendered(overlay)))


def of_kind(overlay: str, *kinds: str) -> list[Document]:
    return [one for one in documents(overlay) if one["kind"] in kinds]


def named(overlay: str, kind: str, name: str) -> Document:
    (found,) = [one for one in of_kind(overlay, kind) if one["metadata"]["name"] == name]
    return found


def workloads(overlay: str) -> list[Document]:
    return of_kind(overlay, "Deployment", "Job")


def pod_of(workload: Document) -> Document:
    template: Document = workload["spec"]["template"]
    return template


def container_of(workload: Document) -> Document:
    (container,) = pod_of(workload)["spec"]["containers"]
    found: Document = container
    return found


def label(document: Document, name: str) -> str:
    return str(document["metadata"]["labels"][f"app.kubernetes.io/{name}"])


def selects(selector: Document, labels: dict[str, str]) -> bool:
    """Whether a label selector selects an object with these labels."""
    for name, value in selector.get("matchLabels", {}).items():
        if labels.get(name) != value:
            return False
    for wanted in selector.get("matchExpressions", ()):
        assert wanted["operator"] == "In", wanted
        if labels.get(wanted["key"]) not in wanted["values"]:
            return False
    return True


def shared_data(name: str) -> Path | None:
    """Find what the design keeps beside the repository: TRONCAL_SHARED, else `shared` above."""
    given = os.environ.get("TRONCAL_SHARED")
    folders = [Path(given)] if given else [parent / "shared" for parent in ROOT.parents]
    return next((folder / name for folder in folders if (folder / name).exists()), None)
