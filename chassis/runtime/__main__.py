"""``python -m chassis.runtime`` is ``troncal``."""

import sys

from chassis.runtime.cli import main

if __name__ == "__main__":
    sys.exit(main())
