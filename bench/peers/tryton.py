"""Tryton 8.2 as one side: it is asked by its JSON-RPC, as its own clients ask it.

This module runs in the bench's own environment; Tryton lives in `.cache/peers/tryton`
(`bin/need peers/tryton`) and is spoken to by its commands and over HTTP alone.

How it is set:

- trytond 8.2 with party, sale_opportunity, account_invoice and what these need (company, account,
  product, sale, stock, …), made by `trytond-admin`; English, one company in pesos, an employee for
  the administrator, the universal chart of accounts, this year's periods and sequences, one tax.
- Served by gunicorn with `trytond.application:app`, since its manual wants a WSGI server for
  production: one process of four threads, connections kept, `TRYTOND_DATABASE_NAMES` so that the
  first request finds all loaded. Logging at its default, errors. No cron and no task workers:
  nothing works beside the requests.
- On the same PostgreSQL server as the product, in a database of its own, with the extensions that
  it makes use of: `pg_trgm`, `btree_gin`, `btree_gist`, and `unaccent` marked immutable, without
  which its indexes for part of a name would not be made. Its indexes are those that it makes.
- The address book is written as rows: one party is made by the API, and each of the others gets
  the same rows in every table that this wrote to. Class is a category; there is no owner, its
  list shows who made the record.
- Asked with a session and the user's preferences as context. Each line of the table is one request,
  though its clients send more for it: they read after a create, count after a search, and ask
  for defaults and changes while a form is filled. Answers come in gzip as its clients ask for
  them: above 1,400 bytes it writes thousands of small chunks else.
"""

import base64
import contextlib
import gzip
import http.client
import json
import secrets
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from bench.loops import Request
from bench.peers.sides import (
    KNOWN,
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
    program,
    require,
)
from bench.population import people
from bench.product import ROOT, free_port
from chassis.clock import now

PROGRAMS = ROOT / ".cache" / "peers" / "tryton" / "bin"
DATABASE = "tryton"
EXTENSIONS = ("pg_trgm", "btree_gin", "btree_gist", "unaccent")
MODULES = ("party", "sale_opportunity", "account_invoice")
SHOWN = ["name", "code", "phone", "mobile", "email", "active", "categories", "create_uid.rec_name"]
READ = [
    *SHOWN,
    "full_name",
    "lang.rec_name",
    "addresses.full_address",
    "contact_mechanisms.type",
    "contact_mechanisms.value",
    "identifiers.code",
    "create_date",
    "write_date",
]
CLASSES = ("prospect", "interested", "client")
_START = 120.0
_FOLLOWERS = (  # what a party brings with it, one row each
    "party_party_lang",
    "party_address",
    "party_party_account",
    "party_party_location",
    "party_party_payment_term",
)


class Session:
    """A logged-in user of a running Tryton; each call has a connection of its own."""

    def __init__(self, port: int, user: str, password: str) -> None:
        self._port = port
        self._headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}
        self.user_id, key, _ = self._call("common.db.login", user, {"password": password})
        said = base64.b64encode(f"{user}:{self.user_id}:{key}".encode()).decode()
        self._headers["Authorization"] = f"Session {said}"
        self.context: dict[str, Any] = {}

    def request(self, method: str, *params: Any) -> Request:
        """Return a call as a request, the context added."""
        body = json.dumps({"id": 1, "method": method, "params": [*params, self.context]})
        return Request("POST", f"/{DATABASE}/rpc/", self._headers, body.encode())

    def call(self, method: str, *params: Any) -> Any:
        """Call a method, the context added; raises RuntimeError when it is refused."""
        return self._call(method, *params, self.context)

    def create(self, model: str, **values: Any) -> int:
        """Create one record and return its id."""
        made: int = self.call(f"model.{model}.create", [values])[0]
        return made

    def find(self, model: str, *domain: Any) -> int:
        """Return the id of the first record that the domain meets."""
        found: int = self.call(f"model.{model}.search", [*domain], 0, 1, None)[0]
        return found

    def _call(self, method: str, *params: Any) -> Any:
        body = json.dumps({"id": 1, "method": method, "params": params})
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        with contextlib.closing(connection):
            connection.request("POST", f"/{DATABASE}/rpc/", body, self._headers)
            answer = connection.getresponse()
            said = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{method}: {answer.status} {said[:500]!r}")
        return result(said)


def result(answer: bytes) -> Any:
    """Return what a call answered; raises RuntimeError when it was refused."""
    said = json.loads(gzip.decompress(answer) if answer[:2] == b"\x1f\x8b" else answer)
    if "error" in said:
        raise RuntimeError(f"Tryton refused: {said['error']}")
    return said["result"]


@dataclass(frozen=True, slots=True)
class Company:
    """The ids of what documents are written with."""

    company: int
    currency: int
    employee: int
    receivable: int
    revenue: int
    journal: int
    tax: int


class Tryton:
    """The running peer with its address book; `first` is the id of the book's first party."""

    title = "Tryton"

    def __init__(
        self, session: Session, *, port: int, pid: int, company: Company, first: int, known: int
    ) -> None:
        self.port = port
        self._pid, self._session, self._company, self._first = pid, session, company, first
        parties = [*range(first, first + known)]
        rows = session.call("model.party.party.read", parties, ["addresses"])
        addresses = {row["id"]: row["addresses"][0] for row in rows}
        self._addresses = [addresses[party] for party in parties]
        self._opportunities: list[int] = []
        self._makes: dict[str, Callable[[Work], list[Request]]] = {
            "create": self._creates,
            "list": lambda work: [self._lists([], 0)] * len(work.read),
            "deep list": lambda work: [self._lists([], offset) for offset in work.offsets],
            "search": lambda work: [
                self._lists([["rec_name", "ilike", f"%{words}%"]], 0) for words in work.words
            ],
            "read one": lambda work: [
                session.request("model.party.party.read", [first + place], READ)
                for place in work.read
            ],
            "create an opportunity": self._opens,
            "move an opportunity": lambda _: [
                session.request("model.sale.opportunity.opportunity", [one])
                for one in self._opportunities
            ],
            "draft invoice": self._bills,
        }

    def begin(self) -> None:
        """Nothing runs out: a session lasts 30 days."""

    def requests(self, what: str, work: Work) -> list[Request]:
        """Return the requests of one line of the table."""
        return self._makes[what](work)

    def heard(self, what: str, answers: Sequence[bytes]) -> None:
        """Check the answers; keep the opportunities that were made."""
        said = [result(answer) for answer in answers]
        if what in {"list", "deep list"}:
            require(all(len(rows) == PAGE for rows in said), what, said[0])
            require(any(row["mobile"] for row in said[-1]), what, said[-1])
        elif what == "search":
            require(all(said), what, said)
        elif what == "read one":
            require(all(rows[0]["contact_mechanisms."] for rows in said), what, said[0])
        elif what == "create an opportunity":
            self._opportunities = [made[0] for made in said]
        elif what == "move an opportunity":
            states = self._read("sale.opportunity", self._opportunities, "state")
            require(states == ["opportunity"] * len(said), what, states)
        elif what == "draft invoice":
            wanted = Decimal(LINES * QUANTITY * PRICE) * (100 + TAX_PERCENT) / 100
            totals = self._read("account.invoice", [made[0] for made in said], "total_amount")
            require(all(Decimal(one["decimal"]) == wanted for one in totals), what, totals)

    def cpu_seconds(self) -> float:
        """The processor time of gunicorn and its worker."""
        return cpu_of(self._pid)

    def _read(self, model: str, ids: list[int], member: str) -> list[Any]:
        return [row[member] for row in self._session.call(f"model.{model}.read", ids, [member])]

    def _lists(self, domain: list[Any], offset: int) -> Request:
        order = [["name", "ASC"], ["id", "ASC"]]
        return self._session.request(
            "model.party.party.search_read", domain, offset, PAGE, order, SHOWN
        )

    def _creates(self, work: Work) -> list[Request]:
        return [
            self._session.request(
                "model.party.party.create",
                [
                    {
                        "name": person.name,
                        "addresses": [["create", [{}]]],
                        "contact_mechanisms": [
                            [
                                "create",
                                [
                                    {"type": kind, "value": value}
                                    for kind, value in ways(person.phones, person.emails)
                                ],
                            ]
                        ],
                    }
                ],
            )
            for person in work.newcomers
        ]

    def _opens(self, work: Work) -> list[Request]:
        return [
            self._session.request(
                "model.sale.opportunity.create",
                [
                    {
                        "description": "Internet dedicado",
                        "party": self._first + place,
                        "company": self._company.company,
                        "employee": self._company.employee,
                        "currency": self._company.currency,
                        "amount": decimal(str(PRICE)),
                    }
                ],
            )
            for place in work.known
        ]

    def _bills(self, work: Work) -> list[Request]:
        company = self._company
        lines = [
            {
                "type": "line",
                "invoice_type": "out",
                "company": company.company,
                "currency": company.currency,
                "account": company.revenue,
                "description": f"Servicio {number}",
                "quantity": QUANTITY,
                "unit_price": decimal(str(PRICE)),
                "taxes": [["add", [company.tax]]],
            }
            for number in range(LINES)
        ]
        return [
            self._session.request(
                "model.account.invoice.create",
                [
                    {
                        "type": "out",
                        "company": company.company,
                        "currency": company.currency,
                        "party": self._first + place,
                        "invoice_address": self._addresses[place],
                        "account": company.receivable,
                        "journal": company.journal,
                        "lines": [["create", lines]],
                    }
                ],
            )
            for place in work.known
        ]


def decimal(value: str) -> dict[str, str]:
    """Return a decimal number as its JSON-RPC writes it."""
    return {"__class__": "Decimal", "decimal": value}


def day(value: date) -> dict[str, Any]:
    """Return a day as its JSON-RPC writes it."""
    return {"__class__": "date", "year": value.year, "month": value.month, "day": value.day}


def ways(phones: Sequence[str], emails: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield how somebody is reached: type and value."""
    yield from (("mobile", number) for number in phones)
    yield from (("email", address) for address in emails)


@contextmanager
def tryton(server_url: str, folder: Path, *, contacts: int) -> Iterator[Tryton]:
    """Make the database on this server, start Tryton, load the address book and yield it.

    `server_url` is a superuser's. Raises SystemExit when Tryton is not installed or does not start.
    """
    if not (PROGRAMS / "trytond-admin").exists():
        raise SystemExit("Tryton is not installed: bin/need peers/tryton")
    folder.mkdir()
    base = server_url.rsplit("/", 1)[0]
    _make_database(server_url, f"{base}/{DATABASE}")
    password = f"Tryton-{secrets.token_urlsafe(12)}"
    (folder / "password").write_text(password)
    (folder / "trytond.conf").write_text(
        f"[database]\nuri = {base}/\npath = {folder / 'files'}\n[web]\nroot =\n"
    )
    environ = {
        "TRYTOND_CONFIG": str(folder / "trytond.conf"),
        "TRYTOND_DATABASE_NAMES": DATABASE,
        "TRYTONPASSFILE": str(folder / "password"),
    }
    log = folder / "tryton.log"
    _admin(environ, log, "--update", *MODULES, "--activate-dependencies")
    port = free_port()
    serve = (
        *(str(PROGRAMS / "gunicorn"), "--bind", f"127.0.0.1:{port}", "--no-control-socket"),
        *("--worker-class", "gthread", "--workers", "1", "--threads", "4", "--keep-alive", "75"),
        "trytond.application:app",
    )
    with program(serve, log=log, environ=environ, cwd=folder) as child:
        session = _log_in(port, password, child, log)
        company = _found_company(session)
        first = _load(f"{base}/{DATABASE}", session, contacts)
        yield Tryton(
            session,
            port=port,
            pid=child.pid,
            company=company,
            first=first,
            known=min(KNOWN, contacts),
        )


def _make_database(server_url: str, url: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0 ENCODING 'UTF8'")
    with psycopg.connect(url, autocommit=True) as connection:
        for name in EXTENSIONS:
            connection.execute(sql.SQL("CREATE EXTENSION {}").format(sql.Identifier(name)))
        connection.execute("ALTER FUNCTION unaccent(text) IMMUTABLE")


def _admin(environ: Mapping[str, str], log: Path, *arguments: str) -> None:
    command = [
        *(str(PROGRAMS / "trytond-admin"), "--config", environ["TRYTOND_CONFIG"]),
        *("--database", DATABASE, "--email", "admin@example.com", *arguments),
    ]
    with log.open("ab") as output:
        ended = subprocess.run(
            command,
            env=environment(log.parent, environ),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            check=False,
        )
    if ended.returncode:
        raise SystemExit(f"trytond-admin failed:\n{log.read_text()[-3000:]}")


def _log_in(port: int, password: str, child: subprocess.Popen[bytes], log: Path) -> Session:
    until = time.monotonic() + _START
    while time.monotonic() < until and child.poll() is None:
        try:
            return Session(port, "admin", password)
        except ConnectionError:
            time.sleep(0.2)
    raise SystemExit(f"Tryton did not start:\n{log.read_text()[-3000:]}")


def _found_company(session: Session) -> Company:
    """Make the company, its employee, accounts, fiscal year and tax, as its assistants do."""
    currency = session.create("currency.currency", name="Peso", code="COP", symbol="$")
    company = session.create(
        "company.company", party=_party(session, "Empresa de prueba"), currency=currency
    )
    employee = session.create(
        "company.employee", party=_party(session, "Administradora"), company=company
    )
    mine = {
        "companies": [["add", [company]]],
        "company": company,
        "employees": [["add", [employee]]],
        "employee": employee,
    }
    session.call("model.res.user.write", [session.user_id], mine)
    session.context = session.call("model.res.user.get_preferences", True)
    accounts = _chart(session, company)
    _fiscal_year(session, company)
    tax = session.create(
        "account.tax",
        name=f"IVA {TAX_PERCENT} %",
        description=f"IVA {TAX_PERCENT} %",
        type="percentage",
        rate=decimal(str(Decimal(TAX_PERCENT) / 100)),
        company=company,
        invoice_account=accounts["payable"],
        credit_note_account=accounts["payable"],
    )
    return Company(
        company=company,
        currency=currency,
        employee=employee,
        receivable=accounts["receivable"],
        revenue=accounts["revenue"],
        journal=session.find("account.journal", ["type", "=", "revenue"]),
        tax=tax,
    )


def _party(session: Session, name: str) -> int:
    return session.create("party.party", name=name, addresses=[["create", [{}]]])


def _chart(session: Session, company: int) -> dict[str, int]:
    """Make the universal chart of accounts by its assistant; return the accounts by kind."""
    template = session.call("model.ir.model.data.get_id", "account", "account_template_root_en")
    assistant = "wizard.account.create_chart"
    started = session.call(f"{assistant}.create")[0]
    filled = {"start": {}, "account": {"company": company, "account_template": template}}
    session.call(f"{assistant}.execute", started, filled, "create_account")
    usable = (["company", "=", company], ["closed", "!=", True])
    accounts = {
        kind: session.find("account.account", [f"type.{kind}", "=", True], *usable)
        for kind in ("receivable", "payable", "revenue", "expense")
    }
    filled["properties"] = {
        "company": company,
        "account_receivable": accounts["receivable"],
        "account_payable": accounts["payable"],
        "category_account_expense": accounts["expense"],
        "category_account_revenue": accounts["revenue"],
    }
    session.call(f"{assistant}.execute", started, filled, "create_properties")
    session.call(f"{assistant}.delete", started)
    return accounts


def _fiscal_year(session: Session, company: int) -> None:
    year = now().year
    moves, invoices = (
        session.create(
            "ir.sequence.strict",
            name=f"{kind} {year}",
            sequence_type=session.find("ir.sequence.type", ["name", "=", kind]),
            company=company,
        )
        for kind in ("Account Move", "Invoice")
    )
    kinds = ("out_invoice", "in_invoice", "out_credit_note", "in_credit_note")
    numbers = {f"{kind}_sequence": invoices for kind in kinds}
    made = session.create(
        "account.fiscalyear",
        name=str(year),
        start_date=day(date(year, 1, 1)),
        end_date=day(date(year, 12, 31)),
        company=company,
        move_sequence=moves,
        invoice_sequences=[["create", [{"company": company, **numbers}]]],
    )
    session.call("model.account.fiscalyear.create_period", [made])


def _load(url: str, session: Session, count: int) -> int:
    """Write the address book beside a party that the API made; return the first one's id."""
    classes = {name: session.create("party.category", name=name) for name in CLASSES}
    pattern = session.create(
        "party.party",
        name="Modelo",
        addresses=[["create", [{}]]],
        contact_mechanisms=[["create", [{"type": "mobile", "value": "+573000000000"}]]],
        categories=[["add", [classes["client"]]]],
    )
    book = list(people(count))
    first = pattern + 1
    with psycopg.connect(url) as connection:
        copy_in(
            connection,
            "CREATE TEMPORARY TABLE book (id int, name text, class int)",
            (
                (party, person.name, classes[person.class_])
                for party, person in enumerate(book, start=first)
            ),
        )
        copy_in(
            connection,
            "CREATE TEMPORARY TABLE way (party int, type text, value text)",
            (
                (party, *way)
                for party, person in enumerate(book, start=first)
                for way in ways(person.phones, person.emails)
            ),
        )
        names = {"id": "b.id", "name": "b.name", "code": "b.id", "code_alnum": "b.id"}
        multiply(connection, "party_party", "id", pattern, "book", names | {"code_digit": "b.id"})
        for table in _FOLLOWERS:
            multiply(connection, table, "party", pattern, "book", {"party": "b.id"})
        categories = {"party": "b.id", "category": "b.class"}
        multiply(connection, "party_party-party_category", "party", pattern, "book", categories)
        reached = {
            "party": "b.party",
            "type": "b.type",
            "value": "b.value",
            "value_compact": "b.value",
        }
        multiply(connection, "party_contact_mechanism", "party", pattern, "way", reached)
        connection.execute("SELECT setval('party_party_id_seq', %s)", (pattern + count,))
        numbering = connection.execute(
            "SELECT 'ir_sequence_' || party_sequence FROM party_configuration_party_sequence"
        ).fetchone()
        connection.execute("SELECT setval(%s, %s)", (numbering and numbering[0], pattern + count))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    found = session.call("model.party.party.search_count", [["id", ">=", first]])
    if found != count:
        raise SystemExit(f"Tryton sees {found} parties of {count}")
    return first
