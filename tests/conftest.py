"""What every run of the tests says at its end: how many read the shared folder, and what was left out.

With CI=true a test that was left out is a failure; only tests that read the shared folder may be absent.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no fault: speed is measured in benchmarks/, never in a test.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# What the user of this machine has added to the law data must not change a test.
os.environ["DIACHI_HOME"] = tempfile.mkdtemp(prefix="diachi-home-")

MAY_BE_ABSENT = "needs_shared"
SHARED = Path(__file__).resolve().parents[2] / "shared"
OFFICE = ("soffice", "pdftotext", "pdffonts")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test whose marker asks for what this machine lacks is left out, by name and never in silence."""
    if item.get_closest_marker(MAY_BE_ABSENT) and not SHARED.is_dir():
        pytest.skip("the shared folder is not here")
    if item.get_closest_marker("needs_office") and not all(shutil.which(command) for command in OFFICE):
        pytest.skip("LibreOffice or poppler is not installed")


def _may_be_absent(report: pytest.TestReport | pytest.CollectReport) -> bool:
    return MAY_BE_ABSENT in getattr(report, "keywords", {})


def _left_out(reporter: pytest.TerminalReporter) -> list[pytest.TestReport | pytest.CollectReport]:
    skipped: Iterable[pytest.TestReport | pytest.CollectReport] = reporter.stats.get("skipped", [])
    return [report for report in skipped if not _may_be_absent(report)]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """On a shared test machine, what was left out counts as failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or os.environ.get("CI") != "true":
        return
    if _left_out(reporter) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the number of tests that read the shared folder, and the names of what was left out."""
    ran = [r for outcome in ("passed", "failed") for r in terminalreporter.stats.get(outcome, [])]
    ran_shared = sum(_may_be_absent(r) for r in ran if isinstance(r, pytest.TestReport))
    absent = sum(_may_be_absent(r) for r in terminalreporter.stats.get("skipped", []))
    terminalreporter.write_line(f"{MAY_BE_ABSENT}: {ran_shared} ran, {absent} absent")
    for report in _left_out(terminalreporter):
        verb = "left out (a failure here)" if os.environ.get("CI") == "true" else "left out"
        terminalreporter.write_line(f"{verb}: {report.nodeid}")
