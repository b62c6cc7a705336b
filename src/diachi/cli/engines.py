"""The engines a call may name; a heavy one is loaded only when it is used."""

from __future__ import annotations

from diachi.application.ports import Linker, Solver
from diachi.core.allocation.pooling import POOL_LEVELS, Pooler
from diachi.core.errors import ErrorCode, InputError
from diachi.files.link_model import link_model

SOLVERS = ("network_simplex", "highs", "naive")


def solver(name: str | None) -> Solver:
    """Give the solver named, the default one without a name; Fails: InputError UNKNOWN_ENGINE, ENGINE_UNAVAILABLE."""
    wanted = name or SOLVERS[0]
    if wanted not in SOLVERS:
        raise InputError(ErrorCode.UNKNOWN_ENGINE, engine=wanted, known=SOLVERS)
    try:
        if wanted == "naive":
            from diachi.engines.solver.naive import Naive

            return Naive()
        if wanted == "highs":
            from diachi.engines.solver.highs import Highs

            return Highs()
        from diachi.engines.solver.network_simplex import NetworkSimplex

        return NetworkSimplex()
    except ImportError as error:
        raise InputError(ErrorCode.ENGINE_UNAVAILABLE, engine=wanted) from error


def pooler(name: str | None, seconds: float | None = None) -> Pooler | None:
    """Give the engine that makes groups exactly; None with the naive solver, which needs nothing installed.

    `seconds` = what the whole call may take: half of it is for the groups, shared by their levels.
    """
    if name == "naive":
        return None
    try:
        from diachi.engines.solver.patterns import HighsPooler

        return HighsPooler() if seconds is None else HighsPooler(max(0.1, seconds / 2 / len(POOL_LEVELS)))
    except ImportError:
        return None


def linker() -> Linker:
    """Give the quick linker where the extra `match` is installed, else the one that needs nothing."""
    try:
        from diachi.engines.linkage.splink_duckdb import SplinkDuckdb

        return SplinkDuckdb(link_model())
    except ImportError:
        from diachi.engines.linkage.naive import Naive

        return Naive(link_model())
