"""The thread of claims on a question: in order, replies under what they answer, each with all that it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from components.address import ask
from components.markdown import plain
from components.paging import of_page, page_asked, show_pages
from components.selection import Selection, select
from components.text import html, link
from data.dates import in_words
from data.describe import counted, listed, spaced
from data.standing import Statement
from data.view import View
from style import ANSWERS

PAGE_SIZE = 20
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Post:
    """A claim in a thread; `depth` is the number of claims it hangs under, `replies_to` all that it answers in it."""

    statement: Statement
    depth: int
    replies_to: tuple[str, ...]


@lru_cache(maxsize=32)
def thread(view: View, question: str) -> tuple[Post, ...]:
    """The claims in view that bear on a question, oldest first, each reply after the claim it answers.

    A claim that answers several hangs under the latest of them. What answers a claim outside the thread stands on its
    own.
    """
    claims = view["claims"].set_index("id")["first"]
    said = {one.claim: one for one in view.statements.get(question, ()) if one.claim in claims.index}
    order = sorted(said, key=lambda claim: (claims[claim], claim))
    place = {claim: at for at, claim in enumerate(order)}
    answers: dict[str, list[str]] = {}
    replies = view["claim_replies"]
    for claim, earlier in zip(replies["claim"], replies["reply_to"], strict=True):
        # Claims of one day may answer each other only in the order in which they stand.
        if claim in place and earlier in place and place[earlier] < place[claim]:
            answers.setdefault(claim, []).append(earlier)
    under: dict[str | None, list[str]] = {}
    for claim in order:
        under.setdefault(max(answers.get(claim, ()), key=place.__getitem__, default=None), []).append(claim)
    return tuple(_hung(said, answers, under))


def _hung(
    said: dict[str, Statement], answers: dict[str, list[str]], under: dict[str | None, list[str]]
) -> Iterable[Post]:
    # A stack, since a chain of replies may be longer than Python lets functions call each other.
    todo = [(claim, 0) for claim in reversed(under.get(None, []))]
    while todo:
        claim, depth = todo.pop()
        yield Post(said[claim], depth, tuple(answers.get(claim, ())))
        todo += [(reply, depth + 1) for reply in reversed(under.get(claim, []))]


@lru_cache(maxsize=512)
def post_html(view: View, post: Post) -> str:
    """All there is to a claim of a thread but its heading: answer, evidence, text, quotation, events and sources."""
    claim = _row(view["claims"], post.statement.claim)
    answer = post.statement.answer
    implied = post.statement.implied_by
    facts = [
        f'<span class="answer {answer}">{ANSWERS[answer]} {html(answer)}</span>',
        f"evidence: {html(spaced(claim['evidence']))}",
        f"by answering “{html(view.question_texts[implied])}”" if implied else "",
        "acknowledges its own conduct" if post.statement.acknowledges else "",
        "independent evidence" if post.statement.independent else "",
    ]
    quote = f"<blockquote>{html(claim['quote'])}</blockquote>" if isinstance(claim["quote"], str) else ""
    return (
        f'<div class="post"><p class="post-facts">{" · ".join(filter(None, facts))}</p>'
        f"<p>{html(claim['text'])}</p>{quote}"
        f"{_line('In reply to', _answered(view, post))}{_line('About', _events(view, post))}"
        f"{_line('Sources', _sources(view, post))}</div>"
    )


def _row(claims: pd.DataFrame, claim: str) -> dict[Any, Any]:
    return claims[claims["id"] == claim].iloc[0].to_dict()


def _line(name: str, items: Sequence[str]) -> str:
    return f'<p class="post-line"><strong>{html(name)}:</strong> {"; ".join(items)}</p>' if items else ""


def _answered(view: View, post: Post) -> list[str]:
    claims = view["claims"][view["claims"]["id"].isin(post.replies_to)]
    return [
        f"{html(claimants(view, row['id']))}, {html(in_words(row['date']))}"
        for row in claims.sort_values("first").to_dict("records")
    ]


def _events(view: View, post: Post) -> list[str]:
    links = view["claim_events"]
    about = links.loc[links["claim"] == post.statement.claim, "event"]
    known = view.whole["events"]
    found = known[known["id"].isin(about)].sort_values("first")
    return [f"{html(row['title'])} ({html(in_words(row['date']))})" for row in found.to_dict("records")]


def _sources(view: View, post: Post) -> list[str]:
    links = view["claim_sources"]
    cited = links.loc[links["claim"] == post.statement.claim, "source"]
    sources = view["sources"][view["sources"]["id"].isin(cited)].sort_values("published_last")
    return [
        f"{link(row['title'], row['url'])}, {html(row['publisher'])}, "
        f"{html(in_words(row['published']) if isinstance(row['published'], str) else 'not dated')}"
        for row in sources.to_dict("records")
    ]


def claimants(view: View, claim: str) -> str:
    """Who made a claim, and the state it acts for where the name does not tell."""
    links = view["claim_actors"]
    states = view["actors"].set_index("id")["state"]
    names = []
    for actor in links.loc[links["claim"] == claim, "actor"]:
        state = states[actor]
        acts_for = f" ({view.actor_names[state]})" if isinstance(state, str) and state != actor else ""
        names.append(view.actor_names[actor] + acts_for)
    return listed(names)


@lru_cache(maxsize=512)
def heading(view: View, post: Post) -> str:
    """The first line of a claim: when, who, and what it does with the matter."""
    claim = _row(view["claims"], post.statement.claim)
    spoken = f", by {view.actor_names[claim['spoken_by']]}," if isinstance(claim["spoken_by"], str) else ""
    return f"{in_words(claim['date'])}: {claimants(view, post.statement.claim)}{spoken} {claim['stance']}"


def show_thread(view: View, question: str) -> None:
    """Draw the thread page by page; a click on a heading opens the full entry of the claim."""
    posts = thread(view, question)
    known = len(view.statements.get(question, ()))
    st.html(f"<h4>{html(counted(len(posts), 'claim'))}, in order, replies under what they answer</h4>")
    if len(posts) < known:
        st.caption(f"The filter hides {known - len(posts):,} of {counted(known, 'claim')}. The standing rests on all.")
    page = page_asked(len(posts), PAGE_SIZE)
    for post in of_page(posts, page, PAGE_SIZE):
        claim = post.statement.claim
        with st.container(key=f"post-{min(post.depth, DEEPEST)}-{claim}", gap=None):
            st.button(
                plain(heading(view, post)),
                key=f"thread_{claim}",
                type="tertiary",
                icon=":material/subdirectory_arrow_right:" if post.depth else None,
                on_click=_open,
                args=[question, claim],
            )
            st.html(post_html(view, post))
    show_pages(len(posts), page, PAGE_SIZE)


def _open(question: str, claim: str) -> None:
    # With the claim selected the address alone knows whose page this is.
    ask(on=question)
    select(Selection("claim", claim))
