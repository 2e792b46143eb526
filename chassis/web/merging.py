"""The OpenAPI documents of several services as one, as their callers outside see them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from chassis.web.openapi import Document, information

_REF = "#/components/schemas/"


def merge(
    documents: Mapping[str, Document],
    *,
    title: str = "Troncal",
    public_path: Callable[[str, str], str | None] = lambda _service, path: path,
) -> Document:
    """Join the documents of several services as their callers outside see them.

    `public_path(service, path)` gives the path outside, None for one that is not public. A path
    served by several (dispatched by `entity`) appears once and names them in `x-services`. Schemas
    of one name and different content get their service's name in front.
    """
    paths: dict[str, dict[str, Any]] = {}
    schemas: dict[str, Any] = {}
    tags: dict[str, Any] = {}
    security: dict[str, Any] = {}
    for service, own in documents.items():
        renamed = _renamed(service, own["components"]["schemas"], schemas)
        schemas.update(
            {
                renamed.get(name, name): _with_refs(schema, renamed)
                for name, schema in own["components"]["schemas"].items()
            }
        )
        security.update(own["components"].get("securitySchemes", {}))
        tags.update({tag["name"]: tag for tag in own.get("tags", [])})
        for path, operations in own["paths"].items():
            outside = public_path(service, path)
            if outside is None:
                continue
            known = paths.setdefault(outside, {})
            for method, operation in operations.items():
                first = known.setdefault(method, _with_refs(operation, renamed))
                _widen(first, operation)
                first.setdefault("x-services", []).append(service)
    return {
        "openapi": "3.1.0",
        "info": information(title),
        "servers": [{"url": "/"}],
        "tags": sorted(tags.values(), key=lambda tag: str(tag["name"])),
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": dict(sorted(schemas.items())), "securitySchemes": security},
    }


def _widen(first: dict[str, Any], other: Mapping[str, Any]) -> None:
    """Let a parameter take what any of the services takes that it leads to (`entity`)."""
    others = {each["name"]: each.get("schema", {}) for each in other.get("parameters", [])}
    for parameter in first.get("parameters", []):
        known = parameter.get("schema", {}).get("enum")
        more = others.get(parameter["name"], {}).get("enum")
        if known and more:
            known.extend(value for value in more if value not in known)


def _renamed(service: str, own: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, str]:
    clashing = {name for name in own if name in others and others[name] != own[name]}
    # What refers to a renamed schema differs from its namesake too.
    while True:
        more = {
            name
            for name in own
            if name in others and name not in clashing and _refers(own[name], clashing)
        }
        if not more:
            return {name: f"{service.title()}{name}" for name in clashing}
        clashing |= more


def _refers(schema: Any, names: Iterable[str]) -> bool:
    wanted = {_REF + name for name in names}
    if isinstance(schema, Mapping):
        return schema.get("$ref") in wanted or any(_refers(v, names) for v in schema.values())
    return isinstance(schema, list) and any(_refers(item, names) for item in schema)


def _with_refs(value: Any, renamed: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        found = {name: _with_refs(item, renamed) for name, item in value.items()}
        reference = found.get("$ref")
        if isinstance(reference, str) and reference.startswith(_REF):
            name = reference.removeprefix(_REF)
            found["$ref"] = _REF + renamed.get(name, name)
        return found
    return [_with_refs(item, renamed) for item in value] if isinstance(value, list) else value
