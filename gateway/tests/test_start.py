"""The first start and what the environment must say."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from gateway.settings import read_settings
from gateway.tests.world import ADMIN, PASSWORD, SECRET, World, migrated

GOOD = {"TRONCAL_SECRET_KEY": SECRET, "TRONCAL_SIGNING_KEY_FILE": "/keys/gateway.pem"}


def test_the_first_start_makes_one_organization_and_its_administrator_and_states_them(world):
    first = world.start()
    assert first.email == ADMIN
    assert first.password is None  # it was given, so nobody prints it
    assert PASSWORD not in repr(first)
    admin = world.administrator()
    assert admin.user["organization"]["id"] == str(first.organization_id)
    kinds = [one["type"].split(".", 2)[2] for one in world.facts()]
    assert kinds == [
        "organization.created.v1",
        "role.changed.v1",
        "role.changed.v1",
        "role.changed.v1",
        "user.changed.v1",
    ]
    created = world.facts()[0]
    assert created["subject"] == f"organization/{first.organization_id}"
    assert created["data"] == {
        "name": "Mi empresa",
        "default_region": "CO",
        "timezone": "America/Bogota",
        "currency": "COP",
        "locale": "es",
    }


def test_a_second_start_makes_nothing(world):
    world.start()
    facts = len(world.facts())
    assert world.start() is None
    assert len(world.facts()) == facts


def test_five_processes_that_start_at_once_make_one(world):
    with ThreadPoolExecutor(5) as pool:
        made = list(pool.map(lambda _: world.start(), range(5)))
    assert len([one for one in made if one is not None]) == 1
    kinds = [one["type"] for one in world.facts()]
    assert kinds.count("troncal.gateway.organization.created.v1") == 1


def test_a_password_that_nobody_gave_is_made_up_and_works(
    database_factory, database_template, tmp_path
):
    url = database_factory(template=database_template("gateway", migrated))
    world = World(url, tmp_path, TRONCAL_ADMIN_PASSWORD="")
    try:
        first = world.start()
        assert len(first.password) >= 16
        assert world.person().log_in(first.email, first.password).status_code == 200
        assert world.start() is None
    finally:
        world.close()


def test_the_defaults_are_those_of_the_documents():
    settings = read_settings(GOOD)
    assert settings.public_url == "http://localhost:8000"
    assert (settings.region, settings.time_zone, settings.currency) == (
        "CO", "America/Bogota", "COP",
    )  # fmt: skip
    assert settings.admin_email == "admin@troncal.local"
    assert read_settings({**GOOD, "TRONCAL_PORT": "9000"}).public_url == "http://localhost:9000"
    assert SECRET not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRONCAL_SECRET_KEY", ""),
        ("TRONCAL_SECRET_KEY", "short"),
        ("TRONCAL_SIGNING_KEY_FILE", ""),
        ("TRONCAL_PUBLIC_URL", "ftp://x"),
        ("TRONCAL_TIMEZONE", "Marte/Olimpo"),
        ("TRONCAL_TRUSTED_PROXIES", "-1"),
    ],
)
def test_an_environment_that_cannot_work_is_named_in_one_sentence(name, value):
    with pytest.raises(ValueError, match=name) as refusal:
        read_settings({**GOOD, name: value})
    assert "\n" not in str(refusal.value)
    assert SECRET not in str(refusal.value)
