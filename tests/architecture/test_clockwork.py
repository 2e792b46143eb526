"""Every sweep of every service runs, on an empty database and again."""

import importlib
from pathlib import Path

import pytest

from chassis.identity.tokens import SigningKey
from chassis.testing.running import build, running

ROOT = Path(__file__).parents[2]
NAMES = [*sorted(path.parent.name for path in ROOT.glob("services/*/service.py")), "gateway"]


@pytest.mark.parametrize("name", NAMES)
def test_every_sweep_runs(name: str, database_url: str, tmp_path: Path):
    package = name if name == "gateway" else f"services.{name}"
    spec = importlib.import_module(f"{package}.service").SERVICE
    build(spec)(database_url)
    key = tmp_path / "signing.pem"
    key.write_bytes(SigningKey.generate().private_pem())
    environment = {
        "TRONCAL_SECRET_KEY": "k" * 48,
        "TRONCAL_SIGNING_KEY_FILE": str(key),
        "TRONCAL_RUN_DIR": str(tmp_path),
        "TRONCAL_PUBLIC_URL": "http://localhost:1",
    }
    with running(spec, database_url, environment) as service:
        if spec.first_start is not None:
            spec.first_start(service.service)
        for _ in range(2):
            for sweep in spec.sweeps:
                service.run_sweep(sweep.name)
