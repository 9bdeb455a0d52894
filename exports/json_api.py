"""The JSON API: events, claims and questions in view, a page at a time."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, TypeVar

from pydantic import BaseModel, Field

from data.describe import summary
from data.view import View
from exports.address import query_string
from exports.entries import ClaimEntry, Entry, EventEntry, QuestionEntry, claim_entries, event_entries, question_entries
from exports.formats import Order
from exports.parameters import whole_number

PAGE, MOST = 100, 1000
PAGING = (
    whole_number("limit", "How many items at most.", 1, MOST, PAGE),
    whole_number("offset", "How many items to pass over.", 0, 1_000_000, 0),
)

Item = TypeVar("Item", bound=Entry)


class Page(BaseModel, Generic[Item]):
    """A page of what is in view."""

    title: str = Field(description="Title of the record.")
    version: str = Field(description="Version of the record.")
    licenses: list[dict[str, str]] = Field(description="Licences of the record.")
    as_of: date = Field(description="The day whose knowledge is shown.")
    summary: str = Field(description="What is in view, in words.")
    query: dict[str, list[str]] = Field(description="The filter, as query parameters.")
    total: int = Field(description="How many items there are on all pages.")
    limit: int = Field(description="How many items a page has at most.")
    offset: int = Field(description="How many items come before this page.")
    next: str | None = Field(description="The next page, relative to this address; null on the last.")
    items: list[Item] = Field(description="The items, in an order that stays.")


class EventPage(Page[EventEntry]):
    """Events, by first day and id."""


class ClaimPage(Page[ClaimEntry]):
    """Claims, by first day and id."""


class QuestionPage(Page[QuestionEntry]):
    """Questions that claims in view answer, by topic and id."""


def events_json(order: Order) -> bytes:
    """A page of events as JSON, an EventPage."""
    return _page(order, "events.json", EventPage, event_entries)


def claims_json(order: Order) -> bytes:
    """A page of claims as JSON, a ClaimPage."""
    return _page(order, "claims.json", ClaimPage, claim_entries)


def questions_json(order: Order) -> bytes:
    """A page of questions with their standings on the as-of day as JSON, a QuestionPage."""
    return _page(order, "questions.json", QuestionPage, question_entries)


def _page(order: Order, path: str, page: type[Page[Item]], entries: Callable[[View], Sequence[Item]]) -> bytes:
    view, limit, offset = order.view, order.options["limit"], order.options["offset"]
    items = entries(view)
    query = view.filters.to_query()
    onward = {**query, "limit": [str(limit)], "offset": [str(offset + limit)]}
    made = page(
        title=view.package.title,
        version=view.version,
        licenses=view.package.licenses,
        as_of=view.as_of,
        summary=summary(view),
        query=query,
        total=len(items),
        limit=limit,
        offset=offset,
        next=f"{path}?{query_string(onward)}" if offset + limit < len(items) else None,
        items=list(items[offset : offset + limit]),
    )
    return made.model_dump_json().encode()
