"""Write what the models say for people and other languages: JSON schemas and docs/events.md.

`python -m contracts.publish` refuses a change that would break a reader of the same version: an
optional member may be added, anything else is a new version of the type (architecture.md 4).
"""

import json
import sys
from pathlib import Path
from typing import Any

from chassis.events import Fact
from contracts.catalog import CATALOG
from contracts.examples import example_of

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "contracts" / "schemas"
DOCUMENT = ROOT / "docs" / "events.md"


def schema_of(fact: type[Fact]) -> dict[str, Any]:
    """Return the JSON schema (2020-12) of a fact's `data`."""
    schema = fact.model_json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$id"] = f"/schemas/{fact.event_type}.json"
    return schema


def schema_text(fact: type[Fact]) -> str:
    """Return the schema as it is committed."""
    return json.dumps(schema_of(fact), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def breaks(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Say how a new schema would break readers or stored facts of the old one."""
    problems = []
    before, after = old.get("properties", {}), new.get("properties", {})
    problems += [f"member {name} is gone" for name in before.keys() - after.keys()]
    problems += [
        f"member {name} means something else"
        for name in before.keys() & after.keys()
        if _meaning(before[name], old) != _meaning(after[name], new)
    ]
    added = set(new.get("required", ())) - set(old.get("required", ()))
    defaults = {name for name in added if "default" in after.get(name, {})}
    problems += [f"member {name} is newly required" for name in sorted(added - defaults)]
    return problems


def _meaning(member: dict[str, Any], schema: dict[str, Any]) -> str:
    definitions = schema.get("$defs", {})
    plain = json.dumps(member, sort_keys=True)
    named = {name: text for name, text in definitions.items() if f"/{name}" in plain}
    kept = {key: value for key, value in member.items() if key not in ("title", "description")}
    return json.dumps([kept, named], sort_keys=True)


def document() -> str:
    """Return docs/events.md: every fact with its owner, readers, members and an example."""
    lines = [
        "# Events",
        "",
        "Generated from `contracts/` by `make contracts`; do not edit. The envelope is CloudEvents",
        "1.0 (docs of `chassis/events/facts.py`); below is its `data`.",
        "",
        "| type | owner | readers |",
        "|---|---|---|",
    ]
    for fact, readers in CATALOG.readers.items():
        anchor = fact.event_type.replace(".", "")
        lines.append(
            f"| [`{fact.event_type}`](#{anchor}) | {fact.owner} | {', '.join(readers) or '–'} |"
        )
    for fact, readers in CATALOG.readers.items():
        lines += ["", f"## {fact.event_type}", "", (fact.__doc__ or "").strip(), ""]
        lines += [f"Owner: {fact.owner}. Readers: {', '.join(readers) or 'none'}.", ""]
        lines += [f"Schema: [contracts/schemas](../contracts/schemas/{fact.event_type}.json).", ""]
        lines += ["| member | type | required |", "|---|---|---|"]
        schema = schema_of(fact)
        required = set(schema.get("required", ()))
        for name, member in schema.get("properties", {}).items():
            mark = "yes" if name in required else "no"
            lines.append(f"| `{name}` | {_type_of(member)} | {mark} |")
        example = example_of(fact).model_dump(mode="json")
        text = json.dumps(example, indent=2, ensure_ascii=False)
        lines += ["", "```json", text, "```"]
    return "\n".join(lines) + "\n"


def _type_of(member: dict[str, Any]) -> str:
    if "enum" in member:
        return " \\| ".join(f"`{value}`" for value in member["enum"])
    if "anyOf" in member:
        return " or ".join(_type_of(option) for option in member["anyOf"])
    if "$ref" in member:
        return str(member["$ref"]).rpartition("/")[2]
    if member.get("type") == "array":
        return f"list of {_type_of(member['items'])}"
    return str(member.get("format") or member.get("type") or "any")


def main() -> int:
    """Write schemas and document; refuse a breaking change of a published version."""
    SCHEMAS.mkdir(exist_ok=True)
    refused = False
    for fact in CATALOG.facts:
        path = SCHEMAS / f"{fact.event_type}.json"
        if path.exists():
            found = breaks(json.loads(path.read_text()), schema_of(fact))
            for problem in found:
                sys.stderr.write(f"{fact.event_type}: {problem}; make it a new version\n")
            refused = refused or bool(found)
    if refused:
        return 1
    wanted = {f"{fact.event_type}.json" for fact in CATALOG.facts}
    for stray in SCHEMAS.glob("*.json"):
        if stray.name not in wanted:
            stray.unlink()
    for fact in CATALOG.facts:
        (SCHEMAS / f"{fact.event_type}.json").write_text(schema_text(fact))
    DOCUMENT.write_text(document())
    return 0


if __name__ == "__main__":
    sys.exit(main())
