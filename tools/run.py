"""./run VERB: setup, demo, test, check, lock. Needs nothing but Python 3.11 or later.

setup [extra ...|all]  make .venv from the locked requirement files; a second call does nothing while the locks stand
demo [--once]          set up what it needs, then run the main job on the two examples, into build/demo/
test [pytest args]     set up what the tests need (system packages too, where it may), then run them
check                  format, lint, types, import contracts; no tests
lock                   compile requirements/*.txt anew
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
EXTRAS = ("dev",)
LOCK_COMMAND = "./run lock"
# What the tests need of the system: command -> Debian package. Papers are proved as pages by LibreOffice.
SYSTEM = {
    "soffice": ("libreoffice-writer-nogui", "libreoffice-calc-nogui"),
    "pdftotext": ("poppler-utils",),
    "fc-list": ("fontconfig",),
}
FONTS = ("fonts-croscore", "fonts-liberation2")


def main(args: list[str]) -> int:
    """Run one verb and give its exit code."""
    verbs = {"setup": setup, "demo": demo, "test": test, "check": check, "lock": lock}
    if not args or args[0] not in verbs:
        print((__doc__ or "").strip())
        return 0 if args[:1] in ([], ["-h"], ["--help"]) else 2
    return verbs[args[0]](args[1:])


def say(text: str) -> None:
    """Progress for a person: on a terminal only."""
    if sys.stderr.isatty():
        print(f"· {text}", file=sys.stderr, flush=True)


def tell(text: str) -> None:
    """Something a person must know, terminal or not."""
    print(text, file=sys.stderr, flush=True)


def setup(args: list[str]) -> int:
    """Make .venv with core and the extras named."""
    extras = [e for e in (EXTRAS if "all" in args else args)]
    unknown = [e for e in extras if e not in EXTRAS]
    if unknown:
        tell(f"Không có phần mở rộng tên {', '.join(unknown)}. Có: {', '.join(EXTRAS)}, all.")
        return 2
    return _prepare(_lock_of(extras))


def _lock_of(extras: list[str]) -> Path:
    """The dev lock holds core as well, at the same versions."""
    return ROOT / "requirements" / ("dev.txt" if "dev" in extras else "core.txt")


def _prepare(lock_file: Path) -> int:
    stamp = VENV / ".locked"
    wanted = _stamp(lock_file)
    have = stamp.read_text(encoding="utf-8").split() if stamp.exists() else []
    if PYTHON.exists() and (wanted in have or (lock_file.name == "core.txt" and _stamp(_lock_of(["dev"])) in have)):
        return 0
    if not PYTHON.exists() and (code := _make_venv()):
        return code
    say(f"Cài các thư viện đã khóa ({lock_file.name})")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    for step in (
        [*pip, "--require-hashes", "-r", str(lock_file)],
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    ):
        if code := subprocess.call(step):
            tell("Chưa cài xong thư viện. Kiểm tra mạng rồi chạy lại; phần đã cài được giữ.")
            return code
    stamp.write_text(wanted, encoding="utf-8")
    return 0


def _stamp(lock_file: Path) -> str:
    content = lock_file.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode()
    return f"{lock_file.name}:{hashlib.sha256(content).hexdigest()[:16]}"


def _make_venv() -> int:
    say("Tạo môi trường .venv")
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return 0
    shutil.rmtree(VENV, ignore_errors=True)
    tell("Máy chưa có gói venv của Python nên chưa tạo được môi trường riêng cho chương trình.")
    tell("Cài một lần bằng lệnh: sudo apt-get install python3-venv")
    tell("Rồi chạy lại lệnh vừa gõ.")
    return 2


def demo(args: list[str]) -> int:
    """Run the main job on both examples."""
    if code := _prepare(_lock_of([])):
        return code
    os.chdir(ROOT)
    return subprocess.call([str(PYTHON), "-m", "diachi", "demo", "-o", "build/demo", *args])


def test(args: list[str]) -> int:
    """Run the tests with everything they need; say plainly what was left out, and the line that installs it."""
    if code := _prepare(_lock_of(["dev"])):
        return code
    missing = _system_packages()
    if missing:
        _install(missing)
        missing = _system_packages()
    if missing:
        tell(f"Bỏ qua các bài thử cần: {' '.join(missing)}")
        tell(f"Cài bằng lệnh: sudo apt-get install {' '.join(missing)}")
        if os.environ.get("CI") == "true":
            tell("Trên máy kiểm thử chung, thiếu phần nào là chưa đạt.")
            return 1
    spread = [] if any(a.startswith("-n") for a in args) else ["-n", "2"]
    skip = [] if any(a.startswith("-m") for a in args) else ["-m", "not long"]
    return subprocess.call([str(PYTHON), "-m", "pytest", *spread, *skip, *args], cwd=ROOT)


def _system_packages() -> list[str]:
    found = [p for command, packages in SYSTEM.items() if not shutil.which(command) for p in packages]
    if not found and not _has_font():
        found = [FONTS[0]]
    return found or []


def _has_font() -> bool:
    """A Times-like font with every Vietnamese letter: Tinos or Liberation Serif 2."""
    listed = subprocess.run(["fc-list", ":lang=vi", "family"], capture_output=True, text=True, check=False).stdout
    return any(name in listed for name in ("Tinos", "Liberation Serif", "Times New Roman"))


def _install(packages: list[str]) -> None:
    apt = shutil.which("apt-get")
    if apt is None:
        return
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    sudo = [] if root else ["sudo", "-n"]
    if not root and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) != 0:
        return
    say(f"Cài gói hệ thống: {' '.join(packages)}")
    quiet = {"stdout": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call([*sudo, apt, "update", "-qq"], env=environment, **quiet)  # type: ignore[call-overload]
    wanted = [*packages, FONTS[0]] if "libreoffice-writer-nogui" in packages else packages
    subprocess.call(  # type: ignore[call-overload]
        [*sudo, apt, "install", "-y", "-qq", "--no-install-recommends", *wanted], env=environment, **quiet
    )


def check(args: list[str]) -> int:
    """Format, lint, types, import contracts."""
    if code := _prepare(_lock_of(["dev"])):
        return code
    steps = (
        ["ruff", "format", "--check", "."],
        ["ruff", "check", "."],
        ["mypy"],
        ["lint-imports"],
    )
    failed = [step[0] for step in steps if subprocess.call([str(BIN / step[0]), *step[1:]], cwd=ROOT)]
    if failed:
        tell(f"Chưa đạt: {', '.join(failed)}")
    return 1 if failed else 0


def lock(args: list[str]) -> int:
    """Compile the requirement files anew: hash-pinned, for every platform, without addresses."""
    compiler = ROOT / "build" / "lock"
    uv = compiler / ("Scripts/uv.exe" if os.name == "nt" else "bin/uv")
    if not uv.exists():
        subprocess.check_call([sys.executable, "-m", "venv", str(compiler)])
        subprocess.check_call([str(uv.with_name(PYTHON.name)), "-m", "pip", "install", "--quiet", "uv"])
    sources = ["pyproject.toml", "requirements/build.in"]
    for name, more in (("dev", ["--extra", "dev"]), ("core", ["--constraint", "requirements/dev.txt"])):
        command = [
            str(uv),
            "pip",
            "compile",
            *sources,
            *more,
            "--universal",
            "--generate-hashes",
            "--python-version",
            "3.11",
        ]
        command += ["--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", LOCK_COMMAND, "--quiet"]
        command += ["--upgrade"] if "--upgrade" in args and name == "dev" else []
        if code := subprocess.call([*command, "-o", f"requirements/{name}.txt"], cwd=ROOT):
            return code
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
