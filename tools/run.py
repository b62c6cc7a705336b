"""./run VERB: setup, demo, test, check, bench, lock. Needs nothing but Python 3.11 or later.

setup [extra ...|all]  make .venv from the locked requirement files; a second call does nothing while the locks stand
demo [--once]          set up what it needs, then run the main job on the two examples, into build/demo/
test [pytest args]     set up what the tests need (system packages too, where it may), then run them
check                  format, lint, types, import contracts; no tests
bench [name ...] [--check]  run benchmarks beside their peers, in an environment of their own (.venv-bench)
lock                   compile requirements/*.txt anew
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BENCH_VENV = ROOT / ".venv-bench"  # peers never stand beside the product
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
PYTHON_NAME = "python.exe" if os.name == "nt" else "python"
EXTRAS = ("fast", "tables", "match", "dev")  # each holds what stands before it
# The locks hold for every platform and say nothing of where packages came from.
COMPILE = (
    *("--universal", "--generate-hashes", "--python-version", "3.11", "--quiet"),
    *("--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "./run lock"),
)
# What the tests need of the system: command -> Debian package. LibreOffice proves papers as pages, Tesseract scans.
SYSTEM = {
    "soffice": ("libreoffice-writer-nogui", "libreoffice-calc-nogui"),
    "pdftotext": ("poppler-utils",),
    "fc-list": ("fontconfig",),
    "tesseract": ("tesseract-ocr", "tesseract-ocr-vie"),
}
FONT = "fonts-croscore"


def main(args: list[str]) -> int:
    """Run one verb and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    os.environ["PYTHONUTF8"] = "1"  # a Windows console reads Vietnamese of the commands below
    if sys.version_info < (3, 11):  # noqa: UP036 - a door may find an older Python
        tell(f"Cần Python 3.11 trở lên; máy đang dùng {sys.version.split()[0]}. Cài bản mới rồi gõ lại lệnh.")
        return 2
    verbs = {"setup": setup, "demo": demo, "test": test, "check": check, "bench": bench, "lock": lock}
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
    return _prepare(_lock_of(extras), VENV)


def python_of(venv: Path) -> Path:
    """The Python of an environment, made or not."""
    return venv / SCRIPTS / PYTHON_NAME


def _lock_of(extras: list[str]) -> Path:
    """Each lock holds those before it as well, at the same versions: core, then the extras in their order."""
    largest = next((e for e in reversed(EXTRAS) if e in extras), "core")
    return ROOT / "requirements" / f"{largest}.txt"


def _prepare(lock_file: Path, venv: Path) -> int:
    python = python_of(venv)
    stamp = venv / ".locked"
    wanted = _stamp(lock_file)
    have = stamp.read_text(encoding="utf-8").split() if stamp.exists() else []
    if python.exists() and ({wanted, *map(_stamp, _larger(lock_file))} & set(have)):
        return 0
    if not _pip_works(python) and (code := _make_venv(venv)):
        return code
    say(f"Cài các thư viện đã khóa ({lock_file.name})")
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    for step in (
        [*pip, "--require-hashes", "-r", str(lock_file)],
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    ):
        if code := subprocess.call(step):
            tell("Chưa cài xong thư viện. Kiểm tra mạng rồi chạy lại; phần đã cài được giữ.")
            return code
    stamp.write_text(wanted, encoding="utf-8")
    return 0


def _larger(lock_file: Path) -> list[Path]:
    """The locks that hold all of this one."""
    names = ["core", *EXTRAS]
    at = names.index(lock_file.stem) + 1 if lock_file.stem in names else len(names)
    return [lock_file.with_stem(name) for name in names[at:]]


def _stamp(lock_file: Path) -> str:
    content = lock_file.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode()
    return f"{lock_file.name}:{hashlib.sha256(content).hexdigest()[:16]}"


def _pip_works(python: Path) -> bool:
    """A venv whose making was cut short has a Python and no pip: it is made anew."""
    asked = [str(python), "-c", "import pip"]
    return python.exists() and subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _make_venv(venv: Path) -> int:
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        tell("Máy chưa có gói venv của Python nên chưa tạo được môi trường riêng cho chương trình.")
        tell("Cài một lần bằng lệnh: sudo apt-get install python3-venv")
        tell("Rồi chạy lại lệnh vừa gõ.")
        return 2
    say(f"Tạo môi trường {venv.name}")
    shutil.rmtree(venv, ignore_errors=True)
    done = subprocess.run([sys.executable, "-m", "venv", str(venv)], capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(venv, ignore_errors=True)
        tell(f"Chưa tạo được môi trường {venv.name}. Kiểm tra đĩa còn chỗ và quyền ghi thư mục này rồi chạy lại.")
        tell((done.stderr or done.stdout).strip())
        return 2
    return 0


def demo(args: list[str]) -> int:
    """Run the main job on both examples."""
    if code := _prepare(_lock_of([]), VENV):
        return code
    os.chdir(ROOT)
    return subprocess.call([str(python_of(VENV)), "-m", "diachi", "demo", "-o", "build/demo", *args])


def test(args: list[str]) -> int:
    """Run the tests with everything they need; say plainly what was left out, and the line that installs it."""
    if code := _prepare(_lock_of(["dev"]), VENV):
        return code
    missing = _system_packages()
    if missing:
        _install(missing)
        missing = _system_packages()
    spread = [] if any(a.startswith("-n") for a in args) else ["-n", "2"]
    marks = (
        []
        if any(a.startswith("-m") for a in args)
        else ["-m", "not long and not needs_office" if missing else "not long"]
    )
    code = subprocess.call([str(python_of(VENV)), "-m", "pytest", *spread, *marks, *args], cwd=ROOT)
    return _say_left_out(missing) or code


def _say_left_out(missing: list[str]) -> int:
    if not missing:
        return 0
    tell("Đã bỏ qua các bài thử trang giấy (needs_office): máy chưa có LibreOffice, poppler, Tesseract hoặc phông chữ.")
    tell(f"Cài bằng lệnh: sudo apt-get install {' '.join(missing)}")
    if os.environ.get("CI") != "true":
        return 0
    tell("Trên máy kiểm thử chung, thiếu phần nào là chưa đạt.")
    return 1


def _system_packages() -> list[str]:
    missing = [p for command, packages in SYSTEM.items() if not shutil.which(command) for p in packages]
    return missing if _has_font() else [*missing, FONT]


def _has_font() -> bool:
    """A Times-like font with every Vietnamese letter: the papers are set in it."""
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=vi", "family"], capture_output=True, text=True, check=False).stdout
    return any(name in listed for name in ("Tinos", "Liberation Serif", "Times New Roman"))


def _install(packages: list[str]) -> None:
    """Install system packages where that needs no password; elsewhere do nothing."""
    apt, sudo = shutil.which("apt-get"), shutil.which("sudo")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if apt is None or not (root or (sudo and subprocess.call([sudo, "-n", "true"], stderr=subprocess.DEVNULL) == 0)):
        return
    call = [apt] if root else [str(sudo), "-n", "DEBIAN_FRONTEND=noninteractive", apt]
    say(f"Cài gói hệ thống: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        subprocess.call([*call, *step], env=environment, stdout=subprocess.DEVNULL)


def check(args: list[str]) -> int:
    """Format, lint, types, import contracts."""
    if code := _prepare(_lock_of(["dev"]), VENV):
        return code
    steps = (
        ["ruff", "format", "--check", "."],
        ["ruff", "check", "."],
        ["mypy"],
        ["lint-imports"],
    )
    failed = [
        step[0] for step in steps if subprocess.call([str(python_of(VENV).with_name(step[0])), *step[1:]], cwd=ROOT)
    ]
    if failed:
        tell(f"Chưa đạt: {', '.join(failed)}")
    return 1 if failed else 0


def bench(args: list[str]) -> int:
    """Run the benchmarks named, else all, beside their peers; with --check a missed limit is a failure."""
    known = sorted(path.parent.name for path in (ROOT / "benchmarks").glob("*/run.py"))
    names = [a for a in args if not a.startswith("-")]
    if unknown := sorted(set(names) - set(known)):
        tell(f"Không có phép đo tên {', '.join(unknown)}. Có: {', '.join(known)}.")
        return 2
    if code := _prepare(ROOT / "requirements" / "bench.txt", BENCH_VENV):
        return code
    options = [a for a in args if a.startswith("-")]
    python = str(python_of(BENCH_VENV))
    failed = [n for n in names or known if subprocess.call([python, f"benchmarks/{n}/run.py", *options], cwd=ROOT)]
    return 1 if failed else 0


def lock(args: list[str]) -> int:
    """Compile the requirement files anew: hash-pinned, for every platform, without addresses."""
    compiler = ROOT / "build" / "lock"
    uv = compiler / ("Scripts/uv.exe" if os.name == "nt" else "bin/uv")
    if not uv.exists():
        subprocess.check_call([sys.executable, "-m", "venv", str(compiler)])
        subprocess.check_call([str(uv.with_name(PYTHON_NAME)), "-m", "pip", "install", "--quiet", "uv"])
    sources = ["pyproject.toml", "requirements/build.in"]
    upgrade = ["--upgrade"] if "--upgrade" in args else []
    # dev first: the others are then compiled under it, so that all hold the same versions.
    under = ["--constraint", "requirements/dev.txt"]
    for name, more in (
        ("dev", ["--extra", "dev", *upgrade]),
        ("core", under),
        ("fast", ["--extra", "fast", *under]),
        ("tables", ["--extra", "fast", "--extra", "tables", *under]),
        ("match", ["--extra", "fast", "--extra", "tables", "--extra", "match", *under]),
        ("bench", ["--extra", "bench", *under]),
    ):
        say(f"Khóa phiên bản {name}")
        command = [str(uv), "pip", "compile", *sources, *more, *COMPILE, "-o", f"requirements/{name}.txt"]
        if code := subprocess.call(command, cwd=ROOT):
            return code
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
