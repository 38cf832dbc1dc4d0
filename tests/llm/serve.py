"""``python -m tests.llm.serve`` serves the well-behaved fake until its standard input ends.

For programs outside the tests, such as an installed package; it prints its address.
"""

from __future__ import annotations

import sys

from tests.llm.fakes import model
from tests.llm.server import Server


def main() -> None:
    with Server().running() as server:
        server.always(model())
        print(server.url, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
