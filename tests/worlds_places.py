"""The communes of the two examples as they were then, and invented hamlets inside them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Commune:
    """One commune of the time; weight = its part of the households."""

    code: str
    name: str
    kind: str  # "Xã", "Thị trấn", "Phường"
    district: str
    groups: tuple[str, ...]  # peoples, the most frequent first
    weight: int

    @property
    def full(self) -> str:
        """The name as a list writes it."""
        return f"{self.kind} {self.name}"


_T, _N, _D = ("Tày", "Nùng"), ("Nùng", "Tày"), ("Dao", "Nùng")
BINH_GIA = tuple(
    Commune(code, name, kind, "Bình Gia", groups, weight)
    for code, name, kind, groups, weight in (
        ("06067", "Hưng Đạo", "Xã", _D, 6),
        ("06070", "Vĩnh Yên", "Xã", _D, 6),
        ("06073", "Hoa Thám", "Xã", _N, 7),
        ("06076", "Quý Hòa", "Xã", _D, 7),
        ("06079", "Hồng Phong", "Xã", _N, 5),
        ("06082", "Yên Lỗ", "Xã", _N, 8),
        ("06085", "Thiện Hòa", "Xã", _N, 6),
        ("06088", "Quang Trung", "Xã", _T, 6),
        ("06091", "Thiện Thuật", "Xã", _N, 6),
        ("06094", "Minh Khai", "Xã", _T, 4),
        ("06097", "Thiện Long", "Xã", _D, 6),
        ("06100", "Hoàng Văn Thụ", "Xã", _T, 3),
        ("06103", "Hòa Bình", "Xã", _N, 5),
        ("06106", "Mông Ân", "Xã", _T, 5),
        ("06109", "Tân Hòa", "Xã", _D, 7),
        ("06112", "Bình Gia", "Thị trấn", ("Tày", "Kinh"), 1),
        ("06115", "Hồng Thái", "Xã", _T, 4),
        ("06118", "Bình La", "Xã", _N, 4),
        ("06121", "Tân Văn", "Xã", _T, 4),
    )
)
_R, _C, _K = ("Raglai", "Kinh"), ("Chăm", "Kinh"), ("Kinh", "Chăm")
NINH_THUAN = tuple(
    Commune(code, name, kind, district, groups, weight)
    for code, name, kind, district, groups, weight in (
        ("22783", "Phước Bình", "Xã", "Bác Ái", _R, 9),
        ("22786", "Phước Hòa", "Xã", "Bác Ái", _R, 6),
        ("22792", "Phước Tiến", "Xã", "Bác Ái", _R, 8),
        ("22798", "Phước Thành", "Xã", "Bác Ái", _R, 9),
        ("22801", "Phước Đại", "Xã", "Bác Ái", _R, 7),
        ("22807", "Phước Trung", "Xã", "Bác Ái", _R, 5),
        ("22810", "Tân Sơn", "Thị trấn", "Ninh Sơn", _K, 3),
        ("22813", "Lâm Sơn", "Xã", "Ninh Sơn", _K, 6),
        ("22819", "Quảng Sơn", "Xã", "Ninh Sơn", _K, 5),
        ("22822", "Mỹ Sơn", "Xã", "Ninh Sơn", _K, 21),
        ("22825", "Hòa Sơn", "Xã", "Ninh Sơn", _K, 5),
        ("22828", "Ma Nới", "Xã", "Ninh Sơn", _R, 22),
        ("22837", "Phước Chiến", "Xã", "Thuận Bắc", _R, 8),
        ("22840", "Công Hải", "Xã", "Thuận Bắc", _R, 8),
        ("22843", "Phước Kháng", "Xã", "Thuận Bắc", _R, 6),
        ("22849", "Lợi Hải", "Xã", "Thuận Bắc", _R, 6),
        ("22846", "Vĩnh Hải", "Xã", "Ninh Hải", _R, 5),
        ("22858", "Xuân Hải", "Xã", "Ninh Hải", _C, 4),
        ("22864", "Tri Hải", "Xã", "Ninh Hải", _K, 3),
        ("22876", "Phước Thái", "Xã", "Ninh Phước", _R, 7),
        ("22891", "Phước Hữu", "Xã", "Ninh Phước", _C, 6),
        ("22912", "Phước Vinh", "Xã", "Ninh Phước", _K, 5),
        ("22885", "Phước Hà", "Xã", "Thuận Nam", _R, 9),
        ("22900", "Nhị Hà", "Xã", "Thuận Nam", _R, 4),
        ("22774", "Thành Hải", "Xã", "Phan Rang - Tháp Chàm", _K, 4),
    )
)
CITY_COMMUNE = "22774"  # poor households of merit live here, and the annex gives it no cluster
_FIRST = ("Nà", "Bản", "Khuổi", "Pò", "Cốc", "Lân", "Phai", "Nặm", "Tông", "Kéo")
_LAST = tuple(
    re.findall(r"\w+", "Mười Chúc Luông Sè Phường Kít Lùng Mạ Nưa Đeng Quang Pài Cải Slam Rẫy Hin Mèo Lậu Piao Thẩm")
)
_SOUTH = tuple(
    re.findall(
        r"[^,]+", "Ma Ty,Tà Lú,Suối Đá,Gòn,Hành Rạc,Ma Hoa,Tà Nôi,Suối Khô,Đá Hang,Bình Tân,Phú Thạnh,Tân Lập,Rã Giữa"
    )
)


def hamlets(dice: random.Random, commune: Commune, count: int) -> tuple[str, ...]:
    """Invent the hamlets of a commune; no name twice in it."""
    if commune.kind == "Thị trấn" and commune in BINH_GIA:
        return tuple(f"Khối phố {n}" for n in range(1, count + 1))
    if commune in NINH_THUAN:
        return tuple(f"Thôn {name}" for name in dice.sample(_SOUTH, count))
    names = [f"{first} {last}" for first in _FIRST for last in _LAST]
    return tuple(f"Thôn {name}" for name in dice.sample(names, count))


def spread(total: int, communes: tuple[Commune, ...]) -> dict[str, int]:
    """Divide a number by weight, largest remainder first; the parts add up to the total."""
    whole = sum(c.weight for c in communes)
    counts = {c.code: total * c.weight // whole for c in communes}
    rests = sorted(communes, key=lambda c: (-(total * c.weight % whole), c.code))
    for commune in rests[: total - sum(counts.values())]:
        counts[commune.code] += 1
    return counts
