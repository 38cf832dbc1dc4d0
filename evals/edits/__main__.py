"""``python -m evals.edits``: figures by kind, and with ``--show KIND`` what went wrong.

Exit codes: 0 done, 1 with ``--gate`` and a goal missed, 2 misuse.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from evals.edits.generate import SLOTS, generate
from evals.edits.measure import Checked, Score, as_json, checked, scores
from evals.edits.passages import passages

RECALL: Final = 0.95
"""Share of edits that should be flagged."""
ALARMS: Final = 0.03
"""Share of true twins that may be flagged."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the arguments are those of the process when ``None``."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.edits",
        description="Check minimal edits of true sentences, and their true twins, by kind.",
    )
    kinds = ", ".join(SLOTS)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {kinds}; all by default")
    parser.add_argument("--limit", type=int, default=120, help="the most edits of a kind")
    parser.add_argument("--seed", type=int, default=1, help="of every choice")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write figures and errors")
    parser.add_argument("--show", action="store_true", help="print every claim judged wrong")
    parser.add_argument("--gate", action="store_true", help="exit 1 where a kind misses a goal")
    options = parser.parse_args(arguments)
    if unknown := set(options.kinds) - set(SLOTS):
        parser.error(f"there is no kind {', '.join(sorted(unknown))}; there are {kinds}")
    if options.limit < 1:
        parser.error("--limit must be at least 1")
    texts = passages()
    made = generate(texts, options.kinds or SLOTS, options.limit, options.seed)
    found = checked(made, {passage.name: passage.text for passage in texts})
    if options.show:
        _show(found)
    result = scores(found)
    _table(result)
    if options.json:
        text = json.dumps(as_json(found, options.seed), ensure_ascii=False, indent=1)
        options.json.write_text(f"{text}\n", encoding="utf-8")
    return int(options.gate and not all(map(_good, result.values())))


def _good(score: Score) -> bool:
    """Whether both goals are met; without claims none is."""
    return (score.recall or 0) >= RECALL and (
        score.alarm_rate is not None and score.alarm_rate <= ALARMS
    )


def _table(result: dict[str, Score]) -> None:
    print(f"{'kind':12} {'edits':>6} {'flagged':>8} {'twins':>6} {'flagged':>8}")
    for kind, score in result.items():
        mark = "" if _good(score) else "  short of the goal"
        print(
            f"{kind:12} {score.edits:6} {_share(score.recall):>8}"
            f" {score.twins:6} {_share(score.alarm_rate):>8}{mark}"
        )
    print(f"goals: at least {RECALL:.0%} of edits flagged, at most {ALARMS:.0%} of twins")


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


def _show(found: list[Checked]) -> None:
    for claim in found:
        if not claim.right:
            made = claim.made
            print(f"{made.kind}: {'missed' if made.edited else 'false alarm'} ({claim.verdict})")
            print(f"  {made.passage}: {made.sentence}")
            print(f"  claim{f' ({made.how})' if made.how else ''}: {made.claim}")
            for finding in claim.findings:
                print(f"    {finding}")


if __name__ == "__main__":
    sys.exit(main())
