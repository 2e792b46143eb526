"""How a public form looks: its own page, its script, the HTML for a web site; all from one table.

Everything that an administrator or a stranger typed is escaped by Jinja; the script holds data as
JSON in which no `<` stands. The page runs no script and loads nothing: its policy says so.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chassis.db import Session
from chassis.ids import new_id
from chassis.records.custom.definitions import definitions_of
from services.contacts.forms.fields import CUSTOM, CUSTOM_KINDS, FIELDS
from services.contacts.forms.models import WebForm

HONEYPOT: Final = "fax_number"
"""A field that people do not see: whoever fills it in is a program."""
LANGUAGES: Final = ("es", "en")
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "es": {
        "send": "Enviar",
        "choose": "Elija…",
        "needed": "Campo obligatorio",
        "summary": "Revise estos campos:",
        "wrong_title": "Revise",
        "leave_empty": "Deje este campo vacío",
        "failed": "No se pudo enviar. Inténtelo de nuevo.",
        "gone": "Este formulario ya no está disponible.",
        "gone_title": "Formulario no disponible",
    },
    "en": {
        "send": "Send",
        "choose": "Choose…",
        "needed": "Required field",
        "summary": "Check these fields:",
        "wrong_title": "Check",
        "leave_empty": "Leave this field empty",
        "failed": "It could not be sent. Try again.",
        "gone": "This form is not available any more.",
        "gone_title": "Form not available",
    },
}
_HERE: Final = Path(__file__).parent / "pages"
_STYLE: Final = (_HERE / "page.css").read_text(encoding="utf8")
_SCRIPT: Final = (_HERE / "embed.js").read_text(encoding="utf8")
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(_HERE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_INPUT: Final = {
    "text": "text",
    "email": "email",
    "phone": "tel",
    "url": "text",
    "number": "text",
    "date": "date",
}
_LONGEST_CUSTOM: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody typed, and what is wrong with it: by field, and `refusal` as a whole."""

    values: Mapping[str, str] = field(default_factory=dict)
    consents: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    refusal: str | None = None


def page(
    session: Session,
    form: WebForm,
    *,
    language: str,
    action: str,
    typed: Typed | None = None,
    thanks: bool = False,
) -> bytes:
    """Return the page of a form: empty, with what was wrong, or with its thanks."""
    typed = typed or Typed()
    fields = shown_fields(session, form, language, typed.values)
    text = _TEMPLATES.get_template("form.html").render(
        language=language,
        title=form.title[language],
        style=_markup(_STYLE),
        fields=fields,
        labels={
            **{each["name"]: each["label"] for each in fields},
            "consent": form.consent[language] if form.consent else "",
        },
        errors=dict(typed.errors),
        refusal=typed.refusal,
        action=action,
        consent=form.consent[language] if form.consent else None,
        consents=typed.consents,
        thanks=form.thanks[language] if thanks else None,
        honeypot=HONEYPOT,
        key=str(new_id()),
        words=WORDS[language],
    )
    return text.encode()


def refusal_page(language: str, *, title: str, text: str) -> bytes:
    """Return a page that says why nothing is taken in."""
    rendered = _TEMPLATES.get_template("form.html").render(
        language=language,
        title=title,
        style=_markup(_STYLE),
        fields=[],
        errors={},
        refusal=text,
        thanks=None,
        words=WORDS[language],
    )
    return rendered.encode()


def policy(form: WebForm | None, public_url: str) -> str:
    """Return the page's policy: no script, one style, sent to us alone, framed where it is said.

    Browsers hold `form-action` against redirects too, so the form's own target is named.
    """
    targets = [public_url]
    if form is not None and form.redirect_url:
        parts = urlsplit(form.redirect_url)
        targets.append(f"{parts.scheme}://{parts.netloc}")
    frames = " ".join(form.origins) if form is not None and form.origins else "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{_STYLE_HASH}'",
            f"form-action 'self' {' '.join(targets)}",
            "base-uri 'none'",
            f"frame-ancestors {frames}",
        )
    )


def script(session: Session, form: WebForm, *, action: str) -> bytes:
    """Return the script that puts the form where it stands; `<` is written so that none is read."""
    said = {
        "action": action,
        "honeypot": HONEYPOT,
        "key": str(new_id()),
        "languages": {
            language: {
                "title": form.title[language],
                "fields": shown_fields(session, form, language, {}),
                "consent": form.consent[language] if form.consent else None,
                "words": WORDS[language],
            }
            for language in LANGUAGES
        },
    }
    data = orjson.dumps(said).decode().replace("<", "\\u003c").replace("\u2028", "\\u2028")
    return _SCRIPT.replace("/*FORM*/", data.replace("\u2029", "\\u2029")).encode()


def snippet(session: Session, form: WebForm, *, language: str, action: str) -> str:
    """Return plain HTML that works on any site, without a script."""
    return _TEMPLATES.get_template("snippet.html").render(
        action=action,
        fields=shown_fields(session, form, language, {}),
        consent=form.consent[language] if form.consent else None,
        honeypot=HONEYPOT,
        words=WORDS[language],
    )


def shown_fields(
    session: Session, form: WebForm, language: str, values: Mapping[str, str]
) -> Sequence[dict[str, Any]]:
    """Return the fields as a page asks them; one that went out of use since is not asked."""
    own = {each.name: each for each in definitions_of(session, form.makes).values()}
    shown = []
    for asked in form.fields:
        name = asked["name"]
        options: list[dict[str, str]] = []
        if name.startswith(CUSTOM):
            found = own.get(name)
            if found is None or not found.active or found.type not in CUSTOM_KINDS:
                continue
            kind, fills = CUSTOM_KINDS[found.type], "off"
            longest = FIELDS["description"].longest if kind == "area" else _LONGEST_CUSTOM
            options = [
                {"key": each.key, "label": each.label} for each in found.options if each.active
            ]
        else:
            own_field = FIELDS[name]
            kind, fills, longest = own_field.kind, own_field.fills, own_field.longest
        shown.append(
            {
                "name": name,
                "label": asked["label"][language],
                "required": asked["required"],
                "kind": kind,
                "type": _INPUT.get(kind, "text"),
                "fills": fills,
                "longest": longest,
                "options": options,
                "value": values.get(name, ""),
            }
        )
    return shown


def _markup(style: str) -> Any:
    from markupsafe import Markup

    return Markup(style)  # noqa: S704 - our own file, of which the policy holds the hash
