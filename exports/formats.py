"""What a format is: where it stands, what it makes of a view, and what may be asked of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from data.view import View
from exports.parameters import Parameter


@dataclass(frozen=True)
class Order:
    """What is asked of a format: a view, the values of its own parameters by name, and the view's dashboard address.

    The address is empty unless the format is `addressed`.
    """

    view: View
    options: Mapping[str, Any] = field(default_factory=dict)
    address: str = ""


@dataclass(frozen=True)
class Format:
    """One thing that can be had at `/export/` and its `path`.

    `check` raises ExportError where only view and options together tell that one asks for what is not there. `heavy`
    ones take seconds and share few slots. `empty` says whether a file of nothing is a valid one. A browser shows the
    `inline` ones and saves all others. `answers` describes the JSON that comes back.
    """

    path: str
    group: str
    title: str
    media_type: str
    make: Callable[[Order], bytes]
    check: Callable[[Order], object] | None = None
    note: str = ""
    parameters: tuple[Parameter, ...] = ()
    heavy: bool = False
    empty: bool = True
    inline: bool = False
    addressed: bool = False
    answers: type[BaseModel] | None = None

    @property
    def stem(self) -> str:
        """The path without its ending, as part of a file name."""
        return self.path.rpartition(".")[0].replace("/", "-")

    @property
    def ending(self) -> str:
        """The ending of the path: csv, png."""
        return self.path.rpartition(".")[2]


def of_view(make: Callable[[View], bytes]) -> Callable[[Order], bytes]:
    """What makes a format of nothing but a view."""
    return lambda order: make(order.view)
