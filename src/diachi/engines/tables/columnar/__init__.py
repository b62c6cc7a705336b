"""Tables by the column, on pyarrow and numpy: a country in the memory of an office machine.

A rule is never written a second time here: rows are grouped by the columns the rule reads, and the core's own rule is
asked once for each group.
"""

from diachi.engines.tables.columnar.engine import ColumnarTables

__all__ = ["ColumnarTables"]
