"""The quick linker, Splink on DuckDB, with the levels and keys of the core written once more as SQL."""

from diachi.engines.linkage.splink_duckdb.linker import SplinkDuckdb

__all__ = ["SplinkDuckdb"]
