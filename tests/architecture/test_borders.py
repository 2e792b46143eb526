"""Borders that no reviewer has to watch: imports, isolation, one shape, one table of readers."""

import ast
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.identity.tokens import SigningKey
from chassis.spec import ServiceSpec
from chassis.web.messages import CHASSIS_MESSAGES
from contracts.catalog import CATALOG

ROOT = Path(__file__).parents[2]
SERVICES = sorted(path.parent.name for path in ROOT.glob("services/*/service.py"))
DEPLOYABLES = [*SERVICES, "gateway"]
ALWAYS = {"service.py", "settings.py", "base.py", "words.py", "README.md", "migrations", "tests"}
MAY = {
    "reactions.py",
    "restating.py",
    "projections.py",
    "resources.py",
    "__init__.py",
    "__pycache__",
}
CAPABILITY_FILES = {"models.py", "schemas.py", "operations.py", "api.py", "jobs.py"}


def package(name: str) -> str:
    return name if name == "gateway" else f"services.{name}"


def folder(name: str) -> Path:
    return ROOT / package(name).replace(".", "/")


def spec(name: str) -> ServiceSpec:
    found: ServiceSpec = importlib.import_module(f"{package(name)}.service").SERVICE
    return found


def modules(*roots: str) -> Iterator[Path]:
    for root in roots:
        for path in (ROOT / root).rglob("*.py"):
            if not {"tests", "testing", "__pycache__"} & set(path.parts):
                yield path


def test_imports_follow_the_layers():
    """services, gateway → contracts → chassis; pika, Celery, requests and Flask in their places."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_reader_reacts_to_what_it_is_sent_and_to_nothing_else():
    sent = {(fact, reader) for fact, readers in CATALOG.readers.items() for reader in readers}
    handled = {(reaction.fact, name) for name in DEPLOYABLES for reaction in spec(name).reactions}
    assert handled == sent


def test_every_fact_is_stated_by_its_owner_and_nobody_else():
    for fact in CATALOG.facts:
        home = folder(fact.owner)
        restates = spec(fact.owner).restates if fact.owner in DEPLOYABLES else None
        if restates is not None and restates.completed is fact:
            continue  # the chassis states it when all of them are restated
        stating = [
            path
            for path in modules("services", "gateway")
            if re.search(rf"\b{fact.__name__}\(", path.read_text())
        ]
        assert stating, f"nobody states {fact.event_type}"
        assert all(path.is_relative_to(home) for path in stating), fact.event_type


def test_every_question_between_services_has_its_route():
    """A row of contracts/questions.py whose callee is here names a route that the callee serves."""
    unserved = [
        question
        for question in CATALOG.questions
        if question.callee in DEPLOYABLES
        and (question.method.lower(), question.path)
        not in {
            (method, f"{routes.blueprint.url_prefix or ''}{path}")
            for routes in spec(question.callee).routes
            for method, path in routes.described
        }
    ]
    assert unserved == []


def test_what_an_owner_states_again_only_says_what_is():
    """A restated fact reaches everybody after a restore: a reaction that acts would act twice."""
    for name in DEPLOYABLES:
        for reaction in spec(name).reactions:
            restates = (
                spec(reaction.fact.owner).restates if reaction.fact.owner in DEPLOYABLES else None
            )
            said_again = reaction.fact.event_type.rpartition(".")[0].endswith(".restated")
            completed = restates is not None and restates.completed is reaction.fact
            if said_again or completed:
                assert reaction.kind == "state", f"{name} acts on {reaction.fact.event_type}"


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_the_shape_of_all_services(name: str):
    found = {path.name for path in folder(name).iterdir()}
    assert found >= ALWAYS, f"{name} lacks {ALWAYS - found}"
    for path in folder(name).iterdir():
        if path.is_dir() and path.name not in ALWAYS | MAY:
            assert (path / "__init__.py").exists(), f"{path} is not a package"
        elif path.is_file():
            assert path.name in ALWAYS | MAY, f"{path.name} has no place in a service"


@pytest.mark.parametrize("name", DEPLOYABLES)
def test_a_readme_tells_the_same_in_the_same_order(name: str):
    heads = re.findall(r"^## (.+)$", (folder(name) / "README.md").read_text(), re.MULTILINE)
    expected = ["Purpose", "API", "Facts out", "Facts in", "Tables", "Failure modes", "Runbook"]
    assert heads[: len(expected)] == expected


def test_inside_a_capability_routes_call_operations_and_operations_know_no_route():
    for path in modules("services", "gateway"):
        if path.name == "operations.py":
            imported = {
                node.module
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.ImportFrom) and node.module
            }
            assert not {name for name in imported if name.endswith((".api", ".jobs"))}, path
        if path.name in ("api.py", "operations.py", "reactions.py", "jobs.py"):
            assert not re.search(r"\.(commit|rollback)\(\)", path.read_text()), path


def test_modules_stay_small():
    """About 300 lines; over 400 nobody would guess what is inside."""
    long = {
        str(path.relative_to(ROOT)): length
        for path in modules("chassis", "contracts", "services", "gateway")
        if (length := len(path.read_text().splitlines())) > 400 and "migrations" not in path.parts
    }
    assert long == {}


def test_no_module_is_called_by_a_name_that_says_nothing():
    said_nothing = {"utils", "util", "helpers", "common", "manager", "misc"}
    names = set(modules("chassis", "contracts", "services", "gateway"))
    assert {path for path in names if said_nothing & {path.stem, path.parent.name}} == set()


_RAISED = re.compile(
    r"\b(?:Refused|Malformed|Unauthenticated|Forbidden|NotFound|Conflict|Stale|TooLarge|WrongType"
    r"|Invalid|PreconditionRequired|TooMany|Unavailable)\(\s*\"([a-z_]+)\""
)
_FIELD = re.compile(r"\bFieldError\([^,()]+(?:\([^()]*\))?[^,()]*,\s*\"([a-z_]+)\"")


@pytest.mark.parametrize("name", DEPLOYABLES)
def test_every_code_that_is_raised_has_words_in_both_languages(name: str):
    words = {**CHASSIS_MESSAGES, **spec(name).messages}
    for path in modules("chassis", str(folder(name).relative_to(ROOT))):
        for code in (*_RAISED.findall(path.read_text()), *_FIELD.findall(path.read_text())):
            spanish, english = words.get(code, ("", ""))
            assert spanish, f"{path.relative_to(ROOT)}: {code}"
            assert english, f"{path.relative_to(ROOT)}: {code}"


def test_locks_carry_hashes_and_no_addresses():
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text()
        assert "://" not in text, path
        pins = re.findall(r"^[\w.\[\]-]+==", text, re.MULTILINE)
        assert len(pins) <= text.count("--hash=sha256:"), path
    lock = ROOT / "web" / "package-lock.json"
    assert '"resolved"' not in lock.read_text()
    integrity = [
        entry
        for key, entry in json.loads(lock.read_text())["packages"].items()
        if key and not entry.get("link")
    ]
    assert all("integrity" in entry for entry in integrity)
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"uv.lock", "poetry.lock", "pylock.toml"} & {Path(path).name for path in tracked}


ALONE = """
import importlib, os, sys
import psycopg
from chassis.testing.running import build, running
from chassis.identity.actor import Actor
from chassis.ids import new_id
package, url = sys.argv[1:]
spec = importlib.import_module(package + ".service").SERVICE
build(spec)(url)
with running(spec, url, dict(os.environ)) as service:
    organization = new_id()
    if spec.first_start is not None:
        spec.first_start(service.service)
        organization = psycopg.connect(url).execute("SELECT id FROM organization").fetchone()[0]
    actor = Actor(organization_id=organization, user_id=new_id(), is_administrator=True)
    rules = [
        rule.rule
        for rule in service.app().url_map.iter_rules()
        if "GET" in rule.methods and not rule.arguments and rule.rule.startswith("/api/v1/")
    ]
    assert rules, "it serves nothing"
    answers = {rule: service.client(actor).get(rule).status_code for rule in rules}
    assert all(status < 500 for status in answers.values()), answers
    assert 200 in answers.values(), answers
others = [name for name in sys.modules if name.startswith(("services.", "gateway"))]
assert all((name + ".").startswith(package + ".") or name == "services" for name in others), others
print("alone and well")
"""


@pytest.mark.parametrize("name", DEPLOYABLES)
def test_a_service_boots_and_answers_with_nothing_but_chassis_and_contracts(
    name: str, tmp_path: Path, database_url: str
):
    """The image of a service holds chassis, contracts and itself; so does this folder."""
    ignore = shutil.ignore_patterns("tests", "__pycache__")
    for part in ("chassis", "contracts", package(name).replace(".", "/")):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=ignore)
    if name != "gateway":
        (tmp_path / "services" / "__init__.py").touch()
    key = tmp_path / "signing.pem"
    key.write_bytes(SigningKey.generate().private_pem())
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "TRONCAL_SECRET_KEY": "k" * 48,
        "TRONCAL_SIGNING_KEY_FILE": str(key),
        "TRONCAL_RUN_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ALONE, package(name), database_url],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip().endswith("alone and well"), done.stderr[-3000:]
