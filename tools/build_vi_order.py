"""Ask PostgreSQL (ICU, vi-VN) for the order of words and names, and keep its answer for the tests of `core.text`.

Needs PostgreSQL on this machine and nothing else: a cluster is made in a temporary folder, asked, and removed.
"""

from __future__ import annotations

import getpass
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from vietnamese import all_syllables  # noqa: E402

GOLDEN = ROOT / "tests" / "core" / "golden"
SEED = 20_240_401
FAMILIES = "Hoàng|Nông|Vi|Vy|Lý|Triệu|Đặng|Dương|Đàm|Ka Dá|Pi Năng|Pinăng|Cha Ma Léa|Chamaléa|Lê|Ô|Ơ|Ông|Ưng|Ân|An|Ăn"
MIDDLES = "Văn|Thị|Thị Ánh|Đình||Ý|Y|H'|Minh"
GIVEN = (
    "An|Ân|Ăn|Ánh|Anh|Ảnh|Dũng|Đạt|Du|Đu|Dư|Đủ|Em|Ền|Ôn|On|Ơn|Út|Ước|Uyên|Ư|K'Brểu|H'Yến|Tú|Tư|Từ|Tứ|Hòa|"
    "Hoà|Hoa|Hoá|Họa"
)
ODD = (
    "a|A|ă|Ă|â|Â|đ|Đ|d|D|ư|ơ|ô|o|à|á|ả|ã|ạ|À|Á|Ả|Ã|Ạ|thôn 1|thôn 10|thôn 2|Thôn 2|thôn-2|thôn.2|thôn (2)|"
    "thon 2|thôn2|Bản Chu|bản chu|Bản-Chu|BảnChu|Bản chu 2|Bản Chu II|Khối 1/2|K'Brểu|K’Brểu|Kbrểu|H'Yến|"
    "H Yến|Hyến|Nà Pái|Nà-Pái|Nàpái|xã A, B|xã A; B|xã A B|Quý|Quí|Quỳ|quy|QUÝ|Wừu|Zôn|Jrai|Fa|10|9|09|"
    '2.000|1|Tổ 3|Tổ "3"|Tổ “3”|Tổ – 3|Tổ - 3|a_b|a b|a-b|a+b|a&b|50%|nguyễn|Nguyễn|NGUYỄN|Nguyên|Nguyện|'
    "nguyen|Müller|Muller|Peña|pena"
)


def words() -> list[str]:
    """Give the words to be put in order: syllables in three cases, and what lists hold besides."""
    chosen = random.Random(SEED).sample(all_syllables(), 320)
    cased = [w.upper() if n % 5 == 0 else w.capitalize() if n % 3 == 0 else w for n, w in enumerate(chosen)]
    return sorted({*cased, *ODD.split("|")})


def names() -> list[str]:
    """Give names of invented persons."""
    draw = random.Random(SEED)
    parts = [FAMILIES.split("|"), MIDDLES.split("|"), GIVEN.split("|")]
    found = {" ".join(filter(None, (draw.choice(p) for p in parts))) for _ in range(400)}
    return sorted(found)[:250]


class Cluster:
    """A PostgreSQL of our own on a unix socket; its programs refuse root, so another user runs them there."""

    def __enter__(self) -> Cluster:
        self._folder = Path(tempfile.mkdtemp(prefix="vi-order-"))
        self._as = ["runuser", "-u", "postgres", "--"] if getpass.getuser() == "root" else []
        if self._as:
            shutil.chown(self._folder, "postgres")
        self._call("initdb", "-D", str(self._folder / "pg"), "-E", "UTF8", "--locale=C", *self._icu(), "-A", "trust")
        options = f"-k {self._folder} -c listen_addresses=''"
        self._call(
            "pg_ctl", "-D", str(self._folder / "pg"), "-w", "-l", str(self._folder / "log"), "-o", options, "start"
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._call("pg_ctl", "-D", str(self._folder / "pg"), "-m", "immediate", "stop")
        shutil.rmtree(self._folder)

    def sorted(self, values: list[str], order: str) -> list[str]:
        """Give the values as PostgreSQL orders them by an expression over the column `w`."""
        rows = ",".join("('" + v.replace("'", "''") + "')" for v in values)
        query = f"select w from (values {rows}) as t(w) order by {order}"
        said = self._call("psql", "-h", str(self._folder), "-d", "postgres", "-At", "-c", query)
        return said.rstrip("\n").split("\n")

    @staticmethod
    def _icu() -> list[str]:
        return ["--locale-provider=icu", "--icu-locale=vi-VN"]

    def _call(self, *command: str) -> str:
        environment = {**os.environ, "PGCLIENTENCODING": "UTF8"}
        environment |= {} if not self._as else {"PGUSER": "postgres"}
        done = subprocess.run([*self._as, *command], capture_output=True, text=True, env=environment, cwd="/")
        if done.returncode:
            raise SystemExit(f"{command[0]}: {done.stderr}")
        return done.stdout


def main() -> None:
    """Write both golden files."""
    last, rest = r"regexp_replace(w, '^.* ', '')", r"regexp_replace(w, ' ?[^ ]*$', '')"
    with Cluster() as cluster:
        found = {
            "vi_order.txt": cluster.sorted(words(), "w"),
            "vi_names.txt": cluster.sorted(names(), f"{last}, {rest}"),
        }
    GOLDEN.mkdir(exist_ok=True)
    for name, lines in found.items():
        (GOLDEN / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
