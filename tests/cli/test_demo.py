"""The demo: both examples from letters and workbooks to papers; a second run shows what stands."""

import json
from pathlib import Path

import pytest

from diachi.cli import main


def test_the_demo_makes_both_campaigns_and_shows_them_again_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "demo"
    assert main(["demo", "-o", str(out), "--once"]) == 0
    first = capsys.readouterr().out
    assert "900 hộ trong danh sách" in first
    assert "181 hộ trong danh sách" in first
    for name in ("binh_gia_2024", "ninh_thuan_2020"):
        assert list((out / name / "documents" / "ket-qua").glob("*.docx"))
        assert main(["check-allocation", str(out / name)]) == 0
    capsys.readouterr()
    kept = out / "binh_gia_2024" / "campaign.toml"
    kept.write_text(kept.read_text(encoding="utf-8") + "\n# sửa tay\n", encoding="utf-8")
    assert main(["demo", "-o", str(out)]) == 0
    assert capsys.readouterr().out == first
    assert "# sửa tay" in kept.read_text(encoding="utf-8")
    (out / "demo.json").write_text("hỏng", encoding="utf-8")
    assert main(["demo", "-o", str(out)]) == 0
    assert capsys.readouterr().out == first
    assert json.loads((out / "demo.json").read_text(encoding="utf-8"))
