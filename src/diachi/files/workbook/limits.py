"""How much of a file anybody sent is read, and how long: what is beyond is refused with a sentence."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Every limit of one reading; the defaults take a list of 200,000 rows and 20 columns."""

    file_bytes: int = 64 * MB
    unpacked_bytes: int = 200 * MB
    # A member of a zip that unpacks to less than this may be as dense as it likes: blank styled rows are.
    dense_bytes: int = 8 * MB
    ratio: int = 100
    members: int = 4_000
    directory_bytes: int = 2 * MB
    sheets: int = 500
    cells: int = 4_500_000
    cell_letters: int = 100_000  # Excel itself stops at 32,767
    sent_bytes: int = 400 * MB
    memory_bytes: int = 512 * MB
    seconds: float = 10.0

    def cpu_seconds(self, unpacked: int) -> int:
        """Give the CPU seconds for so many bytes: four to five times what an honest list took where it was measured."""
        return round(self.seconds / 2 + self.seconds * unpacked / (100 * MB))

    def wall_seconds(self, unpacked: int) -> float:
        """Give the seconds by the wall: twice the CPU's, since the machine may be busy with something else."""
        return 2 * self.cpu_seconds(unpacked)


LIMITS = Limits()


def hold_to(*, memory_bytes: int, cpu_seconds: int, file_bytes: int) -> None:
    """Limit this process, before anything is opened; on Windows Python has no such limits, see `child`."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
