"""The first start, a death, and the next start."""

import os
import signal
from pathlib import Path

import psutil

from chassis.testing import eventually
from chassis.testing.product import Product, running_product


def loaded(product: Product) -> bool:
    return "The demonstration data is loaded" in (product.folder / "product.log").read_text()


def test_a_killed_product_loses_nothing_and_the_next_start_goes_on(test_folder: Path):
    """kill -9 at any moment: no acknowledged write is lost, nothing is left running."""
    folder = test_folder / "killed"
    with running_product("run", folder, {"DEMO": "1"}) as product:
        eventually(lambda: loaded(product), deadline=180)
        client = product.sign_in()
        contacts = client.get("/contacts", params={"count": 1})["total"]
        assert contacts >= 20
        calls = client.get("/calls")["items"]
        assert {call["disposition"] for call in calls if call["status"] == "completed"} == {
            "Venta",
            "Volver a llamar",
            "Interesado",
        }
        made = client.do("POST", "/contacts", {"kind": "company", "name": "Última S.A.S."})
        family = psutil.Process(product.pid).children(recursive=True)
        assert any("postgres" in child.name() for child in family)
        os.kill(product.pid, signal.SIGKILL)
        eventually(lambda: not any(child.is_running() for child in family), deadline=30)

    with running_product("run", folder, {"DEMO": "1"}) as product:
        client = product.sign_in()
        assert client.get(f"/contacts/{made['id']}")["name"] == "Última S.A.S."
        assert client.get("/contacts", params={"count": 1})["total"] == contacts + 1
        eventually(lambda: client.get(f"/contacts/{made['id']}/timeline")["items"], deadline=20)
        assert not loaded(product)
