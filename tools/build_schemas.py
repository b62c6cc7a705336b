"""Write docs/schemas/*.json anew from the dataclasses; a test compares them with what is committed."""

from __future__ import annotations

from pathlib import Path

from diachi.files.schemas import schema_bytes, schemas

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "schemas"


def main() -> None:
    """Replace every schema file."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (FOLDER / name).write_bytes(schema_bytes(schema))


if __name__ == "__main__":
    main()
