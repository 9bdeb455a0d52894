"""What is wrong with a request, for people and programs alike."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One parameter at fault: its value, what is wrong and what to do, and the values allowed where they are few."""

    parameter: str
    value: str
    problem: str
    allowed: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The problem for JSON; `allowed` only where there is something to choose from."""
        return {name: value for name, value in asdict(self).items() if name != "allowed" or value}


class ExportError(Exception):
    """A request that gets no file: the HTTP status, why, and each parameter at fault."""

    def __init__(self, status: int, error: str, problems: Iterable[Problem] = ()) -> None:
        self.status = status
        self.error = error
        self.problems = tuple(problems)
        super().__init__(error)

    def as_dict(self) -> dict[str, Any]:
        """The body of the answer."""
        return {"error": self.error, "problems": [problem.as_dict() for problem in self.problems]}


# Beyond this many, the values allowed are not listed in a problem.
MOST_ALLOWED = 30


def few(allowed: Collection[str]) -> tuple[str, ...]:
    """The values allowed, in order, or none where there are too many to list."""
    return tuple(allowed) if len(allowed) <= MOST_ALLOWED else ()
