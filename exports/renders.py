"""Files made off the event loop: few at a time, and kept while there is room."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

import anyio
from anyio import CapacityLimiter, to_thread
from cachetools import LRUCache
from starlette.requests import Request

_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Lane:
    """How many files of a sort may be made at once, how many may wait, and after how many seconds to try again."""

    slots: int
    waiting: int
    retry_after: int


LIGHT = Lane(slots=4, waiting=32, retry_after=2)
# Pictures and decks: each takes a core for seconds.
HEAVY = Lane(slots=2, waiting=8, retry_after=10)
CACHE_BYTES = 64 * 2**20


class BusyError(Exception):
    """Too many files are being made and waited for; `retry_after` says in how many seconds to try again."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"too many files are being made - try again in {retry_after} seconds")


class Renders:
    """Makes files in threads, `lanes` by name, and keeps up to `cache_bytes` of them, the latest used."""

    def __init__(self, lanes: Mapping[str, Lane], cache_bytes: int = CACHE_BYTES) -> None:
        self._lanes = lanes
        self._limiters = {name: CapacityLimiter(lane.slots) for name, lane in lanes.items()}
        self._inside = dict.fromkeys(lanes, 0)
        self._kept: LRUCache[str, bytes] = LRUCache(cache_bytes, getsizeof=len)
        self._lock = Lock()

    def kept(self, key: str) -> bytes | None:
        """The file of that key, if it is still there."""
        with self._lock:
            return self._kept.get(key)

    async def content(self, key: str, lane: str, make: Callable[[], bytes]) -> bytes:
        """The file of that key, kept or made now. Raises BusyError when too many wait already, and what `make` raises.

        One that is cancelled while it waits gives its place to the next. One that is already being made is made to the
        end and kept: a thread cannot be stopped, and who went away may come back.
        """
        if (found := self.kept(key)) is not None:
            return found
        limits = self._lanes[lane]
        # Counted here, since a limiter knows of those who ask only a moment later.
        if self._inside[lane] >= limits.slots + limits.waiting:
            raise BusyError(limits.retry_after)
        self._inside[lane] += 1
        try:
            return await to_thread.run_sync(self._make, key, make, limiter=self._limiters[lane])
        finally:
            self._inside[lane] -= 1

    def _make(self, key: str, make: Callable[[], bytes]) -> bytes:
        # Somebody else may have waited for the same file, and got it.
        if (found := self.kept(key)) is not None:
            return found
        content = make()
        with self._lock:
            if len(content) <= self._kept.maxsize:
                self._kept[key] = content
        return content


async def while_connected(request: Request, work: Callable[[], Awaitable[_Found]]) -> _Found | None:
    """What the work gives, or None when the client goes away first, which cancels it. Raises what the work raises."""
    found: list[_Found] = []
    failed: list[Exception] = []

    async def listen() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        group.cancel_scope.cancel()

    async with anyio.create_task_group() as group:
        group.start_soon(listen)
        # Not raised in here, where it would come out as a group of exceptions.
        try:
            found.append(await work())
        except Exception as error:
            failed.append(error)
        group.cancel_scope.cancel()
    if failed:
        raise failed[0]
    return found[0] if found else None
