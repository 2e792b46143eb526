"""The web app from the door, and the headers of every answer."""

from http.client import HTTPConnection
from pathlib import Path

import pytest
from werkzeug.test import Client

from chassis.web.application import build_application
from chassis.web.server import serve
from gateway.tests.world import World, headers_of, migrated

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/contacts"),
        ("GET", "/me"),
        ("GET", "/dragons"),
        ("POST", "/auth/login"),
        ("GET", "/users"),
        ("DELETE", "/users"),
        ("OPTIONS", "/contacts"),
    ],
)
def test_every_answer_of_the_api_carries_the_policy_and_tells_nothing_of_servers(
    shared, method, path
):
    answer = shared.admin.call(method, path, headers={"Origin": "https://evil.example"})
    headers = headers_of(answer)
    assert EVERYWHERE.items() <= headers.items()
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers
    assert not [name for name in headers if name.startswith("access-control-")]
    assert "strict-transport-security" not in headers


def test_pages_allow_scripts_only_from_here(shared):
    headers = headers_of(shared.world.person().client.get("/"))
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["object-src"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert EVERYWHERE.items() <= headers.items()


def test_behind_https_cookies_are_secure_and_browsers_are_told_to_stay(
    database_factory, database_template, tmp_path
):
    url = database_factory(template=database_template("gateway", migrated))
    world = World(url, tmp_path, TRONCAL_PUBLIC_URL="https://crm.example.com")
    try:
        world.start()
        answer = world.person().log_in("admin@troncal.local")
        assert all("Secure" in cookie for cookie in answer.headers.getlist("Set-Cookie"))
        assert "max-age=63072000" in answer.headers["Strict-Transport-Security"]
    finally:
        world.close()


def test_problems_speak_the_language_that_is_asked_for(shared):
    person = shared.world.person()
    spanish = person.get("/me").json
    english = person.get("/me", headers={"Accept-Language": "en-US,en;q=0.8"}).json
    assert spanish["detail"] == "Inicie sesión para continuar."
    assert english["detail"] == "Sign in to go on."
    assert spanish["code"] == english["code"] == "token_required"
    assert len(spanish["trace_id"]) == 32


def test_the_first_trusted_proxy_is_believed_and_what_stands_left_of_it_is_not(
    database_factory, database_template, tmp_path
):
    url = database_factory(template=database_template("gateway", migrated))
    world = World(url, tmp_path, TRONCAL_TRUSTED_PROXIES="1")
    try:
        world.start()
        admin = world.administrator()
        admin.get("/contacts", headers={"X-Forwarded-For": "6.6.6.6, 198.51.100.20"})
        assert world.behind["contacts"].seen[-1]["HTTP_X_FORWARDED_FOR"] == "198.51.100.20"
    finally:
        world.close()


def test_the_server_itself_adds_no_name_of_its_own(shared):
    server = serve(shared.world.application, host="127.0.0.1", port=0, threads=2)
    try:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=5)
        connection.request("GET", "/api/v1/me")
        answer = connection.getresponse()
        answer.read()
        connection.close()
        assert answer.status == 401
        assert answer.headers["Server"] is None
    finally:
        server.stop()


@pytest.fixture
def built(team) -> Path:
    folder = team.world.service.settings.web_dist
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<title>Troncal</title>")
    (folder / "favicon.svg").write_text("<svg/>")
    (folder / "assets" / "app-1a2b.js").write_text("plain")
    (folder / "assets" / "app-1a2b.js.br").write_bytes(b"brotli")
    (folder / "assets" / "app-1a2b.js.gz").write_bytes(b"gzip")
    (folder.parent / "secret.txt").write_text("secret")
    team.world.application = build_application(team.world.service)
    return folder


def test_without_a_build_a_page_says_how_to_make_one(team):
    answer = team.world.person().client.get("/contactos")
    assert answer.status_code == 503
    assert b"make web" in answer.data


def test_every_page_of_the_app_is_its_entry_asked_for_anew(team, built):
    client = Client(team.world.application)
    for path in ("/", "/contactos/1", "/llamadas?estado=perdida"):
        answer = client.get(path)
        assert answer.data == b"<title>Troncal</title>"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    again = client.get("/", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("accepted", "encoding", "data"),
    [("gzip, br", "br", b"brotli"), ("gzip", "gzip", b"gzip"), ("", None, b"plain")],
)
def test_assets_are_sent_compressed_and_kept_for_ever(team, built, accepted, encoding, data):
    answer = Client(team.world.application).get(
        "/assets/app-1a2b.js", headers={"Accept-Encoding": accepted}
    )
    assert answer.data == data
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_an_asset_of_an_older_build_is_not_answered_with_the_entry_page(team, built):
    assert Client(team.world.application).get("/assets/app-old.js").status_code == 404


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "/\x00"]
)
def test_nothing_outside_the_build_can_be_named(team, built, path):
    assert b"secret" not in Client(team.world.application).get(path).data


def test_the_app_takes_only_reads(team, built):
    assert Client(team.world.application).post("/").status_code == 405
