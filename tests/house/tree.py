"""The files of the project as the tests of the house see them: tracked ones and new ones, never ignored ones."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """Every file that is tracked by git, or would be after ``git add``, relative to the project."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return tuple(sorted(path for path in map(Path, listing.split("\0")) if path.name and (ROOT / path).is_file()))


@cache
def program() -> tuple[Path, ...]:
    """Python files of the program itself: neither tests nor benchmarks nor migrations."""
    aside = {"tests", "benchmarks"}
    return tuple(
        path
        for path in files()
        if path.suffix == ".py" and path.parts[0] not in aside and "migrations" not in path.parts
    )


@cache
def read(path: Path | str) -> str:
    """Text of a file named relative to the project; bytes that are not UTF-8 are replaced."""
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """``file:line name`` and the number of lines of each function of a file, nested ones too."""
    for node in ast.walk(ast.parse(read(path))):
        if isinstance(node, Function):
            yield f"{path}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1
