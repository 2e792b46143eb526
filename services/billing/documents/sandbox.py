"""The child process in which one document is set; it trusts nothing that it reads.

One JSON object in on standard input (`data`, `logo`), the PDF out on standard output; it ends with
status 1 when the document cannot be set. What users wrote comes to the template as JSON values and
is only ever shown as text: nothing of it is parsed as markup. Memory, processor time and files are
bounded by the kernel; the template reads no file: the logo comes in the same way, as numbers.
"""

import base64
import json
import resource
import sys
from pathlib import Path
from typing import Any

import typst

_MEMORY = 2 * 1024 * 1024 * 1024
_PROCESSOR_SECONDS = 20
_TEMPLATE = Path(__file__).with_name("invoice.typ")


def render(request: dict[str, Any], template: bytes) -> bytes:
    """Set one document. Raises typst.TypstError."""
    logo = request["logo"]
    data = {**request["data"], "logo": list(base64.b64decode(logo)) if logo else None}
    made = typst.compile(
        template, format="pdf", ignore_system_fonts=True, sys_inputs={"data": json.dumps(data)}
    )
    assert isinstance(made, bytes)
    return made


def main() -> int:
    """Bound this process, then set what comes in."""
    template = _TEMPLATE.read_bytes()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    request = json.loads(sys.stdin.buffer.read())
    try:
        sys.stdout.buffer.write(render(request, template))
    except typst.TypstError as error:
        sys.stderr.write(str(error)[:2_000])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
