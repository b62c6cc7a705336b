"""The main job on both examples, from their committed letters and workbooks, once for all acceptance tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance_run import run_example
from diachi.cli.inputs import OpenCampaign, open_campaign


@pytest.fixture(scope="session")
def binh_gia_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("binh_gia") / "out"
    assert run_example("binh_gia_2024", out) == 0
    return out


@pytest.fixture(scope="session")
def ninh_thuan_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("ninh_thuan") / "out"
    assert run_example("ninh_thuan_2020", out) == 0
    return out


@pytest.fixture(scope="session")
def district(binh_gia_folder: Path) -> OpenCampaign:
    return open_campaign(binh_gia_folder)


@pytest.fixture(scope="session")
def province(ninh_thuan_folder: Path) -> OpenCampaign:
    return open_campaign(ninh_thuan_folder)
