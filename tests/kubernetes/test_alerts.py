"""Every alert fires when it should, is silent when it should, and leads to the runbook."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from chassis import budgets
from chassis.observability.metrics import CHASSIS
from chassis.runtime import discovery
from tests.kubernetes.manifests import K8S, ROOT, named

CASES = Path(__file__).with_name("alerts_test.yaml")
FOREIGN = ("up", "rabbitmq_detailed_", "cnpg_", "kubelet_volume_stats_", "certmanager_")
"""Whose metrics the rules use besides ours."""
RULES = named("prod", "PrometheusRule", "troncal")["spec"]
ALERTS = {
    rule["alert"]: rule for group in RULES["groups"] for rule in group["rules"] if "alert" in rule
}
EXPRESSIONS = [rule["expr"] for group in RULES["groups"] for rule in group["rules"]]


def dashboard() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        named("prod", "ConfigMap", "troncal-dashboard")["data"]["troncal.json"]
    )
    return found


def panels() -> list[str]:
    return [target["expr"] for panel in dashboard()["panels"] for target in panel["targets"]]


def promtool(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    found = shutil.which("promtool") or str(ROOT / ".cache" / "promtool")
    assert Path(found).exists(), "promtool is missing: run `bin/need promtool`"
    return subprocess.run(
        [found, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(CASES.read_text())["tests"]
    return found


def tried(folder: Path, rules: Any) -> subprocess.CompletedProcess[str]:
    (folder / "rules.yaml").write_text(yaml.safe_dump(rules))
    shutil.copy(CASES, folder / CASES.name)
    return promtool(folder, "test", "rules", CASES.name)


def test_the_rules_are_well_formed_and_every_case_comes_true(tmp_path: Path):
    done = tried(tmp_path, RULES)
    assert done.returncode == 0, done.stdout + done.stderr
    checked = promtool(tmp_path, "check", "rules", "rules.yaml")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"{len(EXPRESSIONS)} rules found" in checked.stdout + checked.stderr


@pytest.mark.parametrize("name", ALERTS)
def test_every_alert_has_a_firing_and_a_silent_case(name: str):
    by_name = {case["name"]: case for case in cases()}
    assert len(by_name) == len(cases()) == 2 * len(ALERTS)
    for word, fires in (("fires", True), ("stays silent", False)):
        case = by_name[f"{name} {word}"]
        (asked,) = case["alert_rule_test"]
        assert asked["alertname"] == name
        assert bool(asked["exp_alerts"]) is fires
        series = " ".join(one["series"] for one in case["input_series"])
        metrics = {found.partition("{")[0] for found in series.split()}
        assert any(metric in " ".join(EXPRESSIONS) for metric in metrics)


@pytest.mark.parametrize(
    ("broken", "word"), [("vector(0) > 1", "fires"), ("vector(1)", "stays silent")]
)
def test_the_cases_notice_alerts_that_never_fire_or_always(broken: str, word: str, tmp_path: Path):
    rules = json.loads(json.dumps(RULES))
    for group in rules["groups"]:
        for rule in group["rules"]:
            if "alert" in rule:
                rule |= {"expr": broken, "for": "0m"}
    done = tried(tmp_path, rules)
    assert done.returncode == 1
    for name in ALERTS:
        assert f"name: {name} {word}," in done.stdout + done.stderr


@pytest.mark.parametrize("name", ALERTS)
def test_every_alert_says_how_bad_it_is_and_leads_to_the_runbook(name: str):
    rule = ALERTS[name]
    assert rule["labels"]["severity"] in {"page", "ticket"}
    assert rule["annotations"]["summary"]
    page, _, anchor = rule["annotations"]["runbook_url"].partition("#")
    headings = re.findall(r"^#+ (.+)$", (ROOT / page).read_text(), re.MULTILINE)
    assert anchor in {re.sub(r"[^a-z0-9-]", "", h.lower().replace(" ", "-")) for h in headings}


@pytest.mark.parametrize("expression", EXPRESSIONS + panels())
def test_rules_and_pictures_use_metrics_that_the_code_exports(expression: str):
    declared = {metric.name: metric for metric in CHASSIS}
    for name in discovery.names():
        (spec,) = discovery.chosen([name])
        declared |= {metric.name: metric for metric in spec.metrics}
    suffixes = {"counter": {"_total"}, "gauge": {""}, "histogram": {"_bucket", "_count", "_sum"}}
    exported = {
        f"troncal_{metric.name}{suffix}": set(metric.labels) | {"service"}
        for metric in declared.values()
        for suffix in suffixes[metric.kind]
    }
    for metric, labels in re.findall(r"\b(troncal_\w+)(?:\{([^}]*)\})?", expression):
        assert metric in exported, f"nobody exports {metric}"
        assert set(re.findall(r"(\w+)=", labels)) <= exported[metric]
    names = set(re.findall(r"\b([a-z]\w*_\w+)(?=[{\[)\s]|$)", re.sub(r"\{[^}]*\}", "", expression)))
    known = {"histogram_quantile", "predict_linear", "cnpg_io_cluster"}
    assert all(name.startswith(("troncal_", *FOREIGN)) for name in names - known), names


def test_the_pool_alert_knows_the_size_of_a_pool():
    size = budgets.POOL_SIZE + budgets.POOL_OVERFLOW
    assert ALERTS["PoolSaturated"]["expr"].endswith(f"> 0.8 * {size}")


def test_every_question_of_the_dashboard_is_well_formed(tmp_path: Path):
    rules = [{"record": f"panel:{n}", "expr": expr} for n, expr in enumerate(panels())]
    assert len(rules) >= len(dashboard()["panels"]) > 10
    (tmp_path / "panels.yaml").write_text(
        yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]})
    )
    checked = promtool(tmp_path, "check", "rules", "panels.yaml")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_prometheus_is_pointed_at_the_port_that_answers_it():
    monitor = named("prod", "PodMonitor", "troncal")["spec"]
    assert [one["port"] for one in monitor["podMetricsEndpoints"]] == ["health"]
    assert (K8S / "components" / "monitoring" / "troncal.json").exists()
