"""django-crm 1.35 (BottleCRM) as one side: it is asked by its REST API, as its web app asks it.

This module runs in the bench's own environment; django-crm lives in `.cache/peers/django-crm`
(`bin/need peers/django-crm`, Python 3.12 or newer) with its Redis (`bin/need redis`).

How it is set:

- Its own settings by its own variables, DEBUG off, served as its `crm/asgi.py` says for production:
  gunicorn with `crm.wsgi:application`, three worker processes of four threads. Connections are
  kept, and `DB_POOL_ENABLED` is on: without it each request opens a database connection.
- A Redis of its own without persistence as cache and as broker of its tasks. No Celery worker takes
  the tasks, so nothing works beside the requests; each write still sends its task.
- On the same PostgreSQL server as the product, in a database of its own, made by its migrations; it
  connects as a role that row-level security binds, with the grants that its manual names. Its
  indexes are those that its migrations make.
- The address book is written as rows: one contact is made by the API, and each of the others gets
  the same rows in every table that this wrote to. A contact has one phone and one e-mail there, the
  first of ours; class is a tag, the owner is who it is assigned to; companies go by first name.
- Lists are the newest first, there is no other sort: the list, the deep list and the search are of
  that order. Each line of the table is one request. Opportunities and invoices need an account
  (a company); one is made before. It knows no Colombian pesos, so amounts are US dollars.
- The administrator's first token comes from its command for that (`devlogin`; it has no passwords,
  people come in by Google or a mailed link).
"""

import contextlib
import http.client
import json
import secrets
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from bench.loops import Request
from bench.peers.sides import (
    LINES,
    PAGE,
    PRICE,
    QUANTITY,
    TAX_PERCENT,
    Work,
    copy_in,
    cpu_of,
    environment,
    multiply,
    newcomer,
    program,
    require,
)
from bench.population import Person, people
from bench.product import ROOT, free_port

PROGRAMS = ROOT / ".cache" / "peers" / "django-crm" / "bin"
DATABASE = "django_crm"
ROLE = "django_crm_app"
EMAIL = "admin@example.com"
_START = 120.0
_GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
)


class Api:
    """The REST API for one person."""

    def __init__(self, port: int, token: str) -> None:
        self.port = port
        self.headers = {"Authorization": f"Bearer {token}"}

    def request(
        self, method: str, path: str, body: Any = None, *, expects: int | None = None
    ) -> Request:
        """Return one request."""
        sent = {} if body is None else {"Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        return Request(method, f"/api/{path}", self.headers | sent, data, expects=expects or 200)

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Send one request and return its JSON; raises RuntimeError when it is refused."""
        request = self.request(method, path, body)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, request.path, request.body, dict(request.headers))
            answer = connection.getresponse()
            said = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"django-crm refused {method} {path}: {answer.status} {said!r}")
        return json.loads(said)


class DjangoCrm:
    """The running peer with its address book."""

    title = "django-crm"

    def __init__(self, api: Api, *, pid: int, profile: str, tag: str, contacts: int) -> None:
        self.port = api.port
        self._api, self._pid, self._profile, self._tag = api, pid, profile, tag
        self._book = list(people(contacts))
        self._account = api.call("POST", "accounts/", {"name": "Empresa cliente"})["id"]
        pipeline = api.call("GET", "opportunities/pipelines/")["pipelines"][0]
        self._stages = [stage["code"] for stage in pipeline["stages"]][:2]
        self._opportunities: list[str] = []
        get = api.request
        self._makes: dict[str, Callable[[Work], list[Request]]] = {
            "create": self._creates,
            "list": lambda work: [get("GET", f"contacts/?limit={PAGE}")] * len(work.read),
            "deep list": lambda work: [
                get("GET", f"contacts/?limit={PAGE}&offset={offset}") for offset in work.offsets
            ],
            "search": lambda work: [
                get("GET", f"contacts/?limit={PAGE}&search={quote(words)}") for words in work.words
            ],
            "read one": lambda work: [
                get("GET", f"contacts/{self._book[place].id}/") for place in work.read
            ],
            "create an opportunity": self._opens,
            "move an opportunity": lambda _: [
                get("PATCH", f"opportunities/{one}/move/", {"column_id": self._stages[1]})
                for one in self._opportunities
            ],
            "draft invoice": self._bills,
        }

    def begin(self) -> None:
        """Nothing runs out: an access token lasts an hour."""

    def requests(self, what: str, work: Work) -> list[Request]:
        """Return the requests of one line of the table."""
        return self._makes[what](work)

    def heard(self, what: str, answers: Sequence[bytes]) -> None:
        """Check the answers; keep the opportunities that were made."""
        said = [json.loads(answer) for answer in answers]
        if what in {"list", "deep list"}:
            require(all(len(one["results"]) == PAGE for one in said), what, answers[0])
            require(said[-1]["results"][0]["phone"], what, answers[-1])
        elif what == "search":
            require(sum(bool(one["results"]) for one in said) > len(said) // 2, what, answers[0])
        elif what == "create an opportunity":
            self._opportunities = [one["id"] for one in said]
        elif what == "move an opportunity":
            stages = {one["opportunity"]["stage"] for one in said}
            require(stages == {self._stages[1]}, what, answers[0])
        elif what == "draft invoice":
            wanted = Decimal(LINES * QUANTITY * PRICE) * (100 + TAX_PERCENT) / 100
            first = said[0]["invoice"]
            require(Decimal(first["total_amount"]) == wanted, what, answers[0])
            require(first["status"] == "Draft", what, answers[0])

    def cpu_seconds(self) -> float:
        """The processor time of gunicorn and its workers."""
        return cpu_of(self._pid)

    def _creates(self, work: Work) -> list[Request]:
        return [
            self._api.request("POST", "contacts/", contact(person, self._profile, self._tag))
            for person in work.newcomers
        ]

    def _opens(self, work: Work) -> list[Request]:
        return [
            self._api.request(
                "POST",
                "opportunities/",
                {
                    "name": f"Internet dedicado {uuid4().hex}",
                    "account": self._account,
                    "contacts": [str(self._book[place].id)],
                    "assigned_to": [self._profile],
                    "stage": self._stages[0],
                    "amount": str(PRICE),
                    "currency": "USD",
                },
            )
            for place in work.known
        ]

    def _bills(self, work: Work) -> list[Request]:
        lines = [
            {"name": f"Servicio {number}", "quantity": QUANTITY, "unit_price": str(PRICE)}
            for number in range(LINES)
        ]
        return [
            self._api.request(
                "POST",
                "invoices/",
                {
                    "invoice_title": "Servicios",
                    "account_id": self._account,
                    "contact_id": str(self._book[place].id),
                    "client_name": self._book[place].name,
                    "client_email": EMAIL,
                    "currency": "USD",
                    "tax_rate": TAX_PERCENT,
                    "line_items": lines,
                },
                expects=201,
            )
            for place in work.known
        ]


def contact(person: Person, profile: str, tag: str) -> dict[str, Any]:
    """Return a contact as its API takes one."""
    return {
        "first_name": person.first_name or person.name,
        "last_name": person.last_name or "-",
        "phone": person.phones[0],
        "email": person.emails[0] if person.emails else None,
        "assigned_to": [profile],
        "tags": [tag],
    }


@contextmanager
def django_crm(server_url: str, folder: Path, *, contacts: int) -> Iterator[DjangoCrm]:
    """Make the database on this server, start django-crm, load the address book and yield it.

    `server_url` is a superuser's. Raises SystemExit when it does not start.
    """
    if shutil.which("redis-server") is None:
        raise SystemExit("django-crm needs Redis: bin/need redis")
    folder.mkdir()
    url = f"{server_url.rsplit('/', 1)[0]}/{DATABASE}"
    password = secrets.token_hex(16)
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0 ENCODING 'UTF8'")
        connection.execute(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{password}'")
    log = folder / "django-crm.log"
    with ExitStack() as stack:
        redis = free_port()
        kept_nowhere = ("--save", "", "--appendonly", "no")
        server = ("redis-server", "--bind", "127.0.0.1", "--port", str(redis), *kept_nowhere)
        stack.enter_context(program(server, log=log, environ={}, cwd=folder))
        owner = _variables(url, redis)
        _manage(owner, log, "migrate", "-v", "0")
        with psycopg.connect(url, autocommit=True) as connection:
            for grant in _GRANTS:
                connection.execute(sql.SQL(grant).format(role=sql.Identifier(ROLE)))
        said = _manage({**owner, "DEBUG": "True"}, log, "devlogin", EMAIL, "--create")
        token = next(line.split()[1] for line in said.splitlines() if "access_token:" in line)
        port = free_port()
        serve = (
            *(str(PROGRAMS / "gunicorn"), "--bind", f"127.0.0.1:{port}", "--no-control-socket"),
            *("--workers", "3", "--threads", "4", "--keep-alive", "75", "crm.wsgi:application"),
        )
        environ = {**owner, "DBUSER": ROLE, "DBPASSWORD": password}
        child = stack.enter_context(program(serve, log=log, environ=environ, cwd=folder))
        api = Api(port, token)
        organization = _organization(api, child, log)
        switched = api.call("POST", "auth/switch-org/", {"org_id": organization})
        api.headers["Authorization"] = f"Bearer {switched['access_token']}"
        profile, tag = _load(url, api, contacts)
        yield DjangoCrm(api, pid=child.pid, profile=profile, tag=tag, contacts=contacts)


def _variables(url: str, redis: int) -> dict[str, str]:
    """Return its settings, the database's owner as its user."""
    database = conninfo_to_dict(url)
    return {
        "DJANGO_SETTINGS_MODULE": "crm.settings",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ENV_TYPE": "dev",  # "prod" wants an S3 bucket; DEBUG is what makes the difference
        "DEBUG": "False",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DBNAME": DATABASE,
        "DBHOST": "127.0.0.1",
        "DBPORT": str(database["port"]),
        "DBUSER": str(database["user"]),
        "DBPASSWORD": str(database["password"]),
        "DB_POOL_ENABLED": "true",
        "CELERY_BROKER_URL": f"redis://127.0.0.1:{redis}/0",
        "CELERY_RESULT_BACKEND": f"redis://127.0.0.1:{redis}/0",
        "CACHE_URL": f"redis://127.0.0.1:{redis}/1",
        "FRONTEND_URL": "http://127.0.0.1",
        "DOMAIN_NAME": "http://127.0.0.1",
    }


def _manage(environ: Mapping[str, str], log: Path, *arguments: str) -> str:
    """Run one of its commands and return what it said."""
    ended = subprocess.run(
        [str(PROGRAMS / "django-admin"), *arguments],
        env=environment(log.parent, environ),
        cwd=log.parent,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise SystemExit(f"django-admin {arguments[0]} failed:\n{ended.stderr[-3000:]}")
    return ended.stdout


def _organization(api: Api, child: subprocess.Popen[bytes], log: Path) -> str:
    """Make the organization as soon as the server answers; return its id."""
    until = time.monotonic() + _START
    while time.monotonic() < until and child.poll() is None:
        try:
            made = api.call("POST", "org/", {"name": "Empresa de prueba"})
        except ConnectionError:
            time.sleep(0.2)
        else:
            return str(made["org"]["id"])
    raise SystemExit(f"django-crm did not start:\n{log.read_text()[-3000:]}")


def _load(url: str, api: Api, count: int) -> tuple[str, str]:
    """Write the address book beside a contact that the API made; return the owner and a tag."""
    profile = str(api.call("GET", "profile/")["user_obj"]["id"])
    tags = {name: _tag(api, name) for name in ("prospect", "interested", "client")}
    pattern = newcomer(next(people(1, seed=99)))
    made = api.call("POST", "contacts/", contact(pattern, profile, tags["client"]))["id"]
    with psycopg.connect(url) as connection:
        copy_in(
            connection,
            "CREATE TEMPORARY TABLE book (id uuid, first_name text, last_name text, email text,"
            " phone text, tag uuid, at timestamptz)",
            (
                (
                    person.id,
                    person.first_name or person.name,
                    person.last_name or "",
                    person.emails[0] if person.emails else None,
                    person.phones[0],
                    tags[person.class_],
                    person.created_at,
                )
                for person in people(count)
            ),
        )
        same = ("id", "first_name", "last_name", "email", "phone")
        changed = {name: f"b.{name}" for name in same} | {"phone_e164": "b.phone"}
        changed |= {"created_at": "b.at", "updated_at": "b.at"}
        multiply(connection, "contacts", "id", made, "book", changed)
        linked = {"contact_id": "b.id"}
        multiply(connection, "contacts_assigned_to", "contact_id", made, "book", linked)
        tagged = linked | {"tags_id": "b.tag"}
        multiply(connection, "contacts_tags", "contact_id", made, "book", tagged)
        logged = {"id": "gen_random_uuid()", "entity_id": "b.id", "created_at": "b.at"}
        logged |= {"entity_name": "b.first_name || ' ' || b.last_name"}
        multiply(connection, "activity", "entity_id", made, "book", logged)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    found = api.call("GET", "contacts/?limit=1")["count"]
    if found != count + 1:
        raise SystemExit(f"django-crm sees {found} contacts of {count + 1}")
    return profile, tags["client"]


def _tag(api: Api, name: str) -> str:
    return str(api.call("POST", "tags/", {"name": name, "color": "blue"})["tag"]["id"])
