"""Invented people: names, ages and numbers that fit together; everything follows from the given dice."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from diachi.core.household import Sex


@dataclass(frozen=True)
class People:
    """How the people of one group are called; a surname may be two words."""

    surnames: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    men_middle: tuple[str, ...] = ("Văn", "Đức", "Xuân", "Minh", "")
    women_middle: tuple[str, ...] = ("Thị", "Thị", "Thu", "Bích", "")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_NORTH_MEN = _listed(
    "Hòa An Bình Cường Dũng Đạt Giang Hải Hiếu Hùng Khánh Lâm Long Mạnh Nam Nghĩa Páo Phong Phúc Quân Quang Quyết Sài "
    "Sơn Tài Thắng Thành Thịnh Thuận Thủy Tiến Toàn Trường Tuấn Tùng Vinh Vượng Yên Chài Lù Mìn Sếnh"
)
_NORTH_WOMEN = _listed(
    "Ánh Bảy Chanh Dung Duyên Hà Hằng Hiền Hoa Hòa Hoài Hồng Huệ Hương Khuyên Lan Liên Loan Lụa Ly Mai Mẩy Ngân Nga "
    "Nhung Nụ Oanh Phượng Phương Quyên Sen Tâm Thảo Thoa Thu Thúy Thủy Tuyết Vân Xuân Yến Pham Coi Lưu"
)
TAY = People(("Hoàng", "Nông", "Hà", "Lương", "Ma", "Đàm", "Bế", "Lục", "Mông"), _NORTH_MEN, _NORTH_WOMEN)
NUNG = People(("Vi", "Lý", "Nông", "Hoàng", "Chu", "Lô", "Linh", "Mã", "Vy", "Lăng"), _NORTH_MEN, _NORTH_WOMEN)
DAO = People(
    ("Triệu", "Bàn", "Đặng", "Phùng", "Dương", "Lý"),
    _NORTH_MEN,
    _NORTH_WOMEN,
    ("Văn", "Tài", "Chòi", "Sinh", "Phú"),
    ("Thị", "Mùi", "Thị", "Múi"),
)
_SOUTH_MEN = _listed(
    "An Bảo Chiến Công Cường Danh Đông Đức Hải Hậu Hiệp Hoàng Hùng Khoa Kiệt Lộc Lợi Luân Minh Nhân Phát Phước Quý "
    "Sang Sinh Tân Thạch Thanh Thọ Tịnh Trí Trung Tú Út Việt Vĩnh"
)
_SOUTH_WOMEN = _listed(
    "Bông Cúc Diễm Đào Gái Hạnh Hằng Hoa Hồng Hường Kiều Lài Lan Lệ Liễu Mận Mỹ Năm Ngọc Nguyệt Nhàn Nở Phượng Sáu "
    "Sương Tám Thắm Thơm Thủy Trâm Tuyết Út Vui Xuyến Yến"
)
KINH = People(
    ("Nguyễn", "Trần", "Lê", "Phạm", "Võ", "Đỗ", "Bùi", "Huỳnh", "Phan", "Trương"),
    _SOUTH_MEN,
    _SOUTH_WOMEN,
)
RAGLAI = People(
    ("Pi Năng", "Chamaléa", "Katơ", "Pupor", "Kadá", "Tà Thía", "Chà Mà Léa", "Ka Tơ"),
    _SOUTH_MEN,
    _SOUTH_WOMEN,
    ("", "Văn", "Ha"),
    ("Thị", "", "Thị"),
)
CHAM = People(
    ("Bá", "Đàng", "Quảng", "Thiên", "Lưu", "Châu", "Hán", "Đạo", "Thành", "Kiều"),
    _SOUTH_MEN,
    _SOUTH_WOMEN,
    ("Văn", "Ngọc", "Năng", "Xuân"),
    ("Thị", "Thị", "Ngọc"),
)
GROUPS = {"Tày": TAY, "Nùng": NUNG, "Dao": DAO, "Kinh": KINH, "Raglai": RAGLAI, "Chăm": CHAM}


@dataclass
class Registry:
    """Gives out names and numbers; a number is never given twice."""

    dice: random.Random
    province_code: str
    given: set[str] = field(default_factory=set)

    def name(self, group: str, sex: Sex, surname: str = "") -> str:
        """Give a full name of a group; a child takes the surname it is given."""
        people = GROUPS[group]
        first = surname or self.dice.choice(people.surnames)
        middle = self.dice.choice(people.men_middle if sex is Sex.MALE else people.women_middle)
        last = self.dice.choice(people.men if sex is Sex.MALE else people.women)
        return " ".join(part for part in (first, middle, last) if part)

    def number(self, sex: Sex, birth_year: int) -> str:
        """Give a 12-digit number that fits: province of registration, century and sex, year, six digits."""
        century = (0 if birth_year < 2000 else 2) + (sex is Sex.FEMALE)
        while True:
            digits = f"{self.province_code}{century}{birth_year % 100:02d}{self.dice.randrange(1_000_000):06d}"
            if digits not in self.given:
                self.given.add(digits)
                return digits

    def old_number(self) -> str:
        """Give a 9-digit number of the kind used before 2016."""
        while True:
            digits = f"08{self.dice.randrange(10_000_000):07d}"
            if digits not in self.given:
                self.given.add(digits)
                return digits


def surname_of(name: str, group: str) -> str:
    """Give the surname of a name, also when it is two or three words."""
    return next((s for s in GROUPS[group].surnames if name.startswith(s + " ")), name.split(" ")[0])
