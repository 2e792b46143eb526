"""The child process in which users' templates are rendered; it trusts nothing that it reads.

One JSON object a line in (`sources`, `context`, `strict`), one out (`texts` or `error`). Memory,
processor time and files are bounded by the kernel, loops and output by Liquid; there is no loader,
so a template reaches no file. It ends when its standard input does.
"""

import json
import resource
import sys
from typing import Any

from liquid import Environment, StrictUndefined, Undefined
from liquid.exceptions import LiquidError

_MEMORY = 256 * 1024 * 1024
_PROCESSOR_SECONDS = 60


class _Bounded(Environment):
    loop_iteration_limit = 1_000
    output_stream_limit = 20_000
    local_namespace_limit = 20_000
    context_depth_limit = 10


def render(request: dict[str, Any]) -> dict[str, Any]:
    """Render each source with the context; say what is wrong with the first that fails."""
    environment = _Bounded(undefined=StrictUndefined if request["strict"] else Undefined)
    texts = []
    for source in request["sources"]:
        try:
            texts.append(environment.from_string(source).render(**request["context"]))
        except LiquidError as error:
            return {"error": (str(error).splitlines() or ["?"])[0][:200]}
        except (MemoryError, RecursionError, ArithmeticError, ValueError, TypeError) as error:
            return {"error": type(error).__name__}
    return {"texts": texts}


def main() -> None:
    """Serve requests until the parent closes the pipe."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(render(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
