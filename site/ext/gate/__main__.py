"""`python -m gate`: what is wrong in the editors' folder. With `--hashes`, marks translations as read again."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

from gate import freshness, readability
from gate.checks import problems
from gate.content import Content
from guidance.problems import ContentError, Problem

FAULTY = 1


def main(given: Sequence[str] | None = None) -> int:
    """The exit status: 1 when there is a fault, 0 when there are warnings at most."""
    options = _options().parse_args(given)
    today = options.today or datetime.now(UTC).date()
    try:
        content = Content.load(options.content, options.figures, today)
    except ContentError as error:
        told = "\n".join(map(_line, error.problems))
        return _say(
            f"{told}\n{len(error.problems)} faults; the other checks wait until they are gone", FAULTY
        )
    if options.hashes is not None:
        return _hashes(content, options.hashes)
    if options.readability:
        return _readability(content, options.out)
    faults, warnings = problems(content)
    lines = [_line(each, "warning: ") for each in warnings] + [_line(each) for each in faults]
    lines.append(f"{len(content.documents)} texts: {len(faults)} faults, {len(warnings)} warnings")
    told = "\n".join(lines)
    if options.report and not faults:
        options.report.write_text(f"{told}\n", "utf-8")
    return _say(told, FAULTY if faults else 0)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m gate", description=__doc__)
    parser.add_argument("--content", type=Path, default=Path("content"), help="the editors' folder")
    parser.add_argument("--figures", type=Path, default=Path("site/figures"), help="the folder of drawings")
    parser.add_argument("--out", type=Path, default=Path("build"), help="where readability.json goes")
    parser.add_argument("--today", type=date.fromisoformat, help="the day to judge by, as 2026-11-21")
    parser.add_argument("--report", type=Path, help="a file for what is said, when there is no fault")
    parser.add_argument("--readability", action="store_true", help="how easy each page is to read")
    parser.add_argument(
        "--hashes",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="mark these translations as read again; all of them when none is named",
    )
    return parser


def _hashes(content: Content, chosen: list[Path]) -> int:
    asked = {path.resolve() for path in chosen}
    changed = freshness.write(content, lambda path: not asked or path.resolve() in asked)
    return _say(
        "\n".join([*map(Path.as_posix, changed), f"{len(changed)} translations marked as read again"]), 0
    )


def _readability(content: Content, out: Path) -> int:
    found = readability.readings(content)
    out.mkdir(parents=True, exist_ok=True)
    written = json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1)
    (out / "readability.json").write_text(written, "utf-8")
    return _say(readability.table(found), 0)


def _line(problem: Problem, before: str = "") -> str:
    """One line that editors can open; a fault of the whole file is said of its first line."""
    return f"{problem.path.as_posix()}:{max(problem.line, 1)}: {before}{problem.message}"


def _say(text: str, status: int) -> int:
    sys.stdout.write(text + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
