"""What a bench returns: our seconds beside the seconds nobody can undercut."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Result:
    """`rows` handled in `ours_s` seconds; `limit_s` is the measured limit for the same rows.

    A bench on latency gives the 95th percentile in both and says so in `more`.
    """

    rows: int
    ours_s: float
    limit_s: float
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        return self.ours_s / self.limit_s
