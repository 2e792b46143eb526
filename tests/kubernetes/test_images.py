"""What the images hold, and the product by `docker compose`. Docker itself is not run here."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import compose_spec
import pytest
import requests
import yaml

from chassis.identity.actor import Actor
from chassis.identity.tokens import SigningKey, mint
from chassis.ids import new_id
from chassis.runtime import discovery, provision
from chassis.runtime.ports import free_ports
from chassis.testing import eventually
from chassis.testing.servers import TestServer
from tests.kubernetes.manifests import BIN, ROOT, SERVICES, Document
from tests.kubernetes.test_agreement import SECRETS, calls_of_the_code, read_by_the_code

COMPOSE = ROOT / "deploy" / "compose.yaml"
ROLES = {"web": "web", "work": "events,jobs,scheduler"}


def test_the_dockerfile_has_no_known_fault():
    done = subprocess.run(
        [BIN / "hadolint", ROOT / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
    bad = subprocess.run(
        [BIN / "hadolint", "-"],
        input="FROM x\nRUN cd /x\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert bad.returncode == 1, "hadolint finds nothing"


def test_an_image_runs_as_nobody_special_from_locked_packages_on_the_manifests_ports():
    text = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"^USER (.+)$", text, re.MULTILINE) == ["10001:10001"]
    assert "--require-hashes" in text
    assert "EXPOSE 8000 9000" in text
    named = set(re.findall(r"\b(TRONCAL_[A-Z_]+)=", text))
    assert named <= read_by_the_code()
    assert 'ENTRYPOINT ["python", "-m", "chassis.runtime"]' in text


def test_the_build_gets_what_it_copies_and_nothing_secret():
    allowed = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    text = (ROOT / "Dockerfile").read_text()
    copied = re.findall(r"^COPY (?!--from)(\S+) ", text, re.MULTILINE)
    assert set(copied) == allowed
    assert "\n*\n" in (ROOT / ".dockerignore").read_text()


@contextmanager
def image_of(service: str, folder: Path) -> Iterator[Path]:
    """Make the folder that the Dockerfile's stage `code` makes."""
    for name in ("chassis", "contracts", "gateway", "services"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("tests", "__pycache__")
        )
    (folder / "web" / "dist").mkdir(parents=True)
    (folder / "web" / "dist" / "index.html").touch()
    subprocess.run([ROOT / "deploy" / "image-of", service, folder], check=True)
    yield folder
    shutil.rmtree(folder)


def run(folder: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "chassis.runtime", *arguments],
        cwd=folder,
        env={"PATH": os.defpath, **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


@pytest.mark.parametrize("service", discovery.names())
def test_an_image_holds_one_service_that_starts_without_the_others(service: str, tmp_path: Path):
    with image_of(service, tmp_path / "image") as folder:
        own = "gateway" if service == "gateway" else "services"
        tops = {"chassis", "contracts", own} | ({"web"} if service == "gateway" else set())
        assert {path.name for path in folder.iterdir()} == tops
        if service != "gateway":
            held = {path.name for path in (folder / "services").iterdir()}
            assert held == {"__init__.py", service}
        assert not list(folder.rglob("tests"))
        assert not (folder / "chassis" / "testing").exists()
        # everything is imported before the first setting is missed
        said = run(
            folder,
            "run",
            "--target",
            service,
            TRONCAL_ENV="production",
            TRONCAL_RUN_DIR=str(tmp_path),
        )
        assert said.stderr.startswith("TRONCAL_SECRET_KEY is missing"), said.stderr[-2_000:]


def test_an_image_of_nothing_is_not_made(tmp_path: Path):
    with pytest.raises(subprocess.CalledProcessError), image_of("cheese", tmp_path / "image"):
        pass


@pytest.fixture
def database(postgres_server: TestServer) -> Iterator[dict[str, str]]:
    """The variables of contacts' pods for a database that nobody has migrated."""
    secret = SECRETS["secret-key"].encode()
    prefix = f"i{os.urandom(4).hex()}"
    urls = provision.provision(postgres_server.url, ["contacts"], secret=secret, prefix=prefix)
    yield {
        "TRONCAL_CONTACTS_DATABASE_URL": urls["contacts"].runtime,
        "OWNER": urls["contacts"].owner,
    }
    import psycopg

    with psycopg.connect(postgres_server.url, autocommit=True) as server:
        server.execute(f"DROP DATABASE {prefix}_contacts WITH (FORCE)".encode())
        server.execute(f"DROP ROLE {prefix}_contacts".encode())
        server.execute(f"DROP ROLE {prefix}_contacts_owner".encode())


def test_a_pod_waits_for_its_migration_and_then_serves(database: dict[str, str], tmp_path: Path):
    """The runtime's login cannot migrate: the job of the release does it with the owner's."""
    key = tmp_path / "signing.pem"
    key.write_bytes(SigningKey.generate().private_pem())
    key.chmod(0o440)
    port, health = free_ports(2)
    owner = database.pop("OWNER")
    environ = {
        **database,
        "PATH": os.defpath,
        "TRONCAL_ENV": "production",
        "TRONCAL_MIGRATIONS": "wait",
        "TRONCAL_SECRET_KEY": SECRETS["secret-key"],
        "TRONCAL_SIGNING_KEY_FILE": str(key),
        "TRONCAL_PORT": str(port),
        "TRONCAL_HEALTH_PORT": str(health),
        "TRONCAL_AMQP_URL": f"amqp://nobody:word@127.0.0.1:{free_ports(1)[0]}/",
        "TRONCAL_RUN_DIR": str(tmp_path / "run"),
    }
    log = tmp_path / "log"
    with image_of("contacts", tmp_path / "image") as folder, log.open("wb") as output:
        pod = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "chassis.runtime",
                "run",
                "--target",
                "contacts",
                "--role",
                "web",
            ],
            cwd=folder,
            env=environ,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            eventually(lambda: b"waits_for_migration" in log.read_bytes(), deadline=60)
            migrated = run(
                folder,
                *("migrate", "--target", "contacts"),
                **{
                    **environ,
                    "TRONCAL_CONTACTS_OWNER_DATABASE_URL": owner,
                    "TRONCAL_RUN_DIR": str(tmp_path / "job"),
                },
            )
            assert migrated.returncode == 0, migrated.stderr[-2_000:]
            eventually(
                lambda: requests.get(f"http://127.0.0.1:{health}/readyz", timeout=5).ok,
                deadline=60,
                ignoring=(requests.ConnectionError,),
            )
            # the image holds no gateway and knows its key all the same
            actor = Actor(
                organization_id=new_id(), user_id=new_id(), name="Ana", is_administrator=True
            )
            for issuer, status in (("gateway", 200), ("telephony", 401)):
                token = mint(actor, key=SigningKey.load(key), issuer=issuer, audience="contacts")
                answer = requests.get(
                    f"http://127.0.0.1:{port}/api/v1/contacts",
                    headers={"Authorization": f"Bearer {token}"},
                    timeout=30,
                )
                assert answer.status_code == status, answer.text
        finally:
            pod.terminate()
            status = pod.wait(60)
        assert status == 0, log.read_text()[-2_000:]


# -- compose ---------------------------------------------------------------------------------


def composed() -> dict[str, Document]:
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())
    services: dict[str, Document] = found["services"]
    return services


def flat() -> str:
    """The file with its anchors and merges resolved."""
    return yaml.safe_dump(yaml.safe_load(COMPOSE.read_text()))


def test_the_compose_file_has_the_shape_of_the_specification():
    compose_spec.PyCompose.from_yaml(flat())
    for right, wrong in (
        ("healthcheck:", "healthchek:"),
        ("condition: service_healthy", "condition: healthy"),
    ):
        with pytest.raises(ValueError, match="healt"):
            compose_spec.PyCompose.from_yaml(flat().replace(right, wrong, 1))


def test_the_compose_file_runs_every_service_in_both_kinds_of_process():
    services = composed()
    wanted = {f"{name}-{kind}" for name in SERVICES for kind in ROLES}
    assert set(services) == wanted | {"database", "broker", "migrate"}
    for name in SERVICES:
        for kind, roles in ROLES.items():
            one = services[f"{name}-{kind}"]
            assert one["command"] == ["run", "--target", name, "--role", roles]
            assert one["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
            assert one["read_only"] is True
            assert one["cap_drop"] == ["ALL"]
            assert "ports" not in one or f"{name}-{kind}" == "gateway-web"
            (spec,) = discovery.chosen([name])
            shared = [f"{name}-files:/var/lib/troncal/files"]
            assert one.get("volumes", []) == (shared if spec.files else [])


def test_the_compose_file_sets_what_the_code_reads_and_only_migrates_as_superuser():
    known = read_by_the_code()
    for name, one in composed().items():
        environment = one.get("environment", {})
        if name in {"database", "broker"}:
            continue
        assert set(environment) <= known
        superuser = "POSTGRES_PASSWORD" in environment["TRONCAL_DATABASE_URL"]
        assert superuser is (name == "migrate")
        callees = {
            key.removeprefix("TRONCAL_").removesuffix("_URL").lower(): value
            for key, value in environment.items()
            if key.removeprefix("TRONCAL_").removesuffix("_URL").lower() in SERVICES
        }
        caller = name.removesuffix("-web").removesuffix("-work")
        assert set(callees) == {to for one, to in calls_of_the_code() if one == caller}
        assert all(value == f"http://{to}-web:8000" for to, value in callees.items())
