"""Secrets that are planted in a running product: neither its databases nor its logs hold them."""

import base64
import secrets

import psycopg
from structlog.testing import capture_logs

from tests.security.organization import World
from tests.security.world import Person, Product


def _planted(kind: str) -> str:
    return f"{kind}{secrets.token_hex(14)}"


def _dump(product: Product) -> str:
    """Every row of every table of every service as text, as a dump has them."""
    found = []
    for service in product.services:
        with psycopg.connect(product.urls[service].owner) as connection:
            tables = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            ).fetchall()
            for (table,) in tables:
                rows = connection.execute(f"SELECT t::text FROM {table} t").fetchall()
                found += [row for (row,) in rows]
    return "\n".join(found)


def _spellings(secret: str) -> tuple[str, ...]:
    """The ways in which a dump may write a text: as it is, as bytes, in base64."""
    raw = secret.encode()
    return secret, raw.hex(), base64.b64encode(raw).decode().rstrip("=")[:-2]


def test_no_planted_secret_is_in_a_dump_or_in_a_log(world: World) -> None:
    token, second, key = _planted("a"), _planted("b"), _planted("c")
    password, wrong = _planted("Clave-"), _planted("Otra-")
    bearer = f"eyJ{_planted('x')}.{_planted('y')}.{_planted('z')}"
    planted = {
        "Twilio's token": token,
        "its second token": second,
        "its key's secret": key,
        "a password": password,
        "a password in the wrong place": wrong,
        "a forged token": bearer,
    }
    admin = world.admin
    twilio = {
        "account_sid": "AC" + secrets.token_hex(16),
        "auth_token": token,
        "secondary_token": second,
        "api_key_sid": "SK" + secrets.token_hex(16),
        "api_key_secret": key,
    }
    with capture_logs() as logged:
        admin.do("PUT", "/telephony/settings", {"twilio": twilio})
        admin.do("GET", "/telephony/settings")
        user = {
            "email": f"{secrets.token_hex(4)}@seguridad.example",
            "name": "Con clave",
            "password": password,
            "role_id": admin.get("/roles")["items"][0]["id"],
            "profile_id": admin.get("/profiles")["items"][0]["id"],
        }
        admin.do("POST", "/users", user)
        somebody = world.product.sign_in(user["email"], password)
        # what fails: a secret where none belongs, and one that does not fit
        refused = [
            admin("PUT", "/telephony/settings", json={"twilio": {**twilio, "auth_tokens": wrong}}),
            admin("POST", "/users", json={**user, "role_id": wrong}),
            admin("POST", "/auth/login", json={"email": user["email"], "password": wrong}),
            admin("POST", "/auth/login", json={"email": wrong, "password": password, "x": wrong}),
            Person("forger", world.product, token=bearer)("GET", "/me"),
        ]
    assert [answer.status_code for answer in refused] == [422, 422, 401, 422, 401]
    dump, lines = _dump(world.product), repr(logged)
    planted["an access token"] = str(somebody.token)
    for what, secret in planted.items():
        assert not [one for one in _spellings(secret) if one in dump], f"the databases hold {what}"
        assert secret not in lines, f"a log line holds {what}"
    assert "argon2id" in dump  # so the dump has what it must have
    assert lines.count("'request'") >= 8


def test_no_answer_gives_a_secret_back(world: World) -> None:
    """What went in is never read out, not even by an administrator."""
    token = _planted("d")
    twilio = {"account_sid": "AC" + secrets.token_hex(16), "auth_token": token}
    put = world.admin("PUT", "/telephony/settings", json={"twilio": twilio})
    assert put.status_code == 200
    for path in ("/telephony/settings", "/audit", "/users", "/me", "/settings"):
        assert token not in world.admin("GET", path).text
    assert token not in put.text
