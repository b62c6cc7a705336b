"""The campaign folder: where each part of a campaign lies on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from diachi.core.errors import ErrorCode, InputError
from diachi.files.atomic import need_ours


@dataclass(frozen=True)
class CampaignFolder:
    """Paths of one campaign folder; nothing is read until it is asked for."""

    path: Path

    @property
    def letters(self) -> Path:
        return self.path / "letters"

    @property
    def campaign(self) -> Path:
        return self.path / "campaign.toml"

    @property
    def facts(self) -> Path:
        return self.path / "facts.json"

    @property
    def register(self) -> Path:
        return self.path / "register"

    @property
    def history(self) -> Path:
        return self.path / "history"

    @property
    def same(self) -> Path:
        return self.path / "same.csv"

    @property
    def allocation(self) -> Path:
        return self.path / "allocation.json"

    @property
    def progress(self) -> Path:
        return self.path / "progress"

    @property
    def documents(self) -> Path:
        return self.path / "documents"

    @staticmethod
    def at(path: Path) -> CampaignFolder:
        """Open a folder; Fails: InputError FOLDER_MISSING, FOLDER_PART_MISSING when it holds no campaign.toml."""
        if not path.is_dir():
            raise InputError(ErrorCode.FOLDER_MISSING, folder=path.name)
        folder = CampaignFolder(path)
        folder.need(folder.campaign)
        return folder

    def need(self, part: Path) -> Path:
        """Give a part that must be there; Fails: InputError FOLDER_PART_MISSING."""
        if not part.exists():
            raise InputError(ErrorCode.FOLDER_PART_MISSING, folder=self.path.name, part=part.name)
        return part

    def to_write(self) -> CampaignFolder:
        """Refuse to replace a folder that is not a campaign; Fails: InputError OUTPUT_NOT_OURS."""
        need_ours(self.path, self.campaign.name)
        return self
