"""The main job as a person calls it, for acceptance tests."""

from __future__ import annotations

from pathlib import Path

from diachi.cli import main

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def run_example(name: str, out: Path, *, books: Path | None = None, letters: list[Path] | None = None) -> int:
    """Call `diachi run`; books and letters default to those of the example."""
    lists = sorted((books or EXAMPLES / name / "dau-vao").glob("*.xlsx"))
    history = [str(b) for b in lists if b.name.startswith("da-giup")]
    texts = letters or sorted((EXAMPLES / name / "letters").glob("*.txt"))
    args = ["run", *map(str, texts), "--register", *(str(b) for b in lists if str(b) not in history)]
    return main([*args, *(["--history", *history] if history else []), "-o", str(out)])
