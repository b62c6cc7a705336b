"""What every run of the tests says at its end: how many read the shared folder, and what was left out.

With CI=true a test that was left out is a failure; only tests that read the shared folder may be absent.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

import pytest

MAY_BE_ABSENT = "needs_shared"


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
