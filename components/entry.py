"""The panel beside a screen: the full entry of what is selected, or the latest events."""

from collections.abc import Hashable, Iterable
from typing import Any

import pandas as pd
import streamlit as st

from components.markdown import plain
from components.selection import Selection, select, selected
from components.text import html, link
from data.dates import day_in_words, in_words
from data.view import View
from style import KINDS, STATUSES

PANEL_HEIGHT = 780
MOST_LATEST = 8


def show_panel(whole: View, view: View) -> None:
    """Draw the entry of what is selected, or the latest events in view.

    `whole` is everything known on the day of the view, so that an entry is complete whatever the filter; `view` tells
    whether the filter shows it.
    """
    with st.container(border=True, height=PANEL_HEIGHT, key="panel"):
        chosen = selected()
        if chosen is None:
            _show_latest(view)
            return
        st.button("Close", on_click=select, args=[None], key="close_entry", icon=":material/close:")
        if not (whole[f"{chosen.kind}s"]["id"] == chosen.id).any():
            st.info(f"The selected {chosen.kind} is not part of what was known on {day_in_words(whole.as_of)}.")
        elif chosen.kind == "place":
            _show_place(view, chosen.id)
        elif chosen.kind in ("question", "actor", "source"):
            st.html(f"<h3>{html(_row(whole[f'{chosen.kind}s'], chosen.id).get('text', chosen.id))}</h3>")
        else:
            if not (view[f"{chosen.kind}s"]["id"] == chosen.id).any():
                st.caption(f"This {chosen.kind} is outside the present filter.")
            st.html((event_html if chosen.kind == "event" else claim_html)(whole, chosen.id))


def event_html(whole: View, event: str) -> str:
    """The entry of an event as HTML: dates, place, summary, actors with roles, claims about it, sources with links."""
    row = _row(whole["events"], event)
    places = [row["place"], *_linked(whole["event_places"], "event", event).sort_values("position")["place"]]
    actors = _linked(whole["event_actors"], "event", event)
    names = actors["actor"].map(whole.actor_names)
    roles = sorted(zip(names, actors["role"], strict=True))
    about = whole["claim_events"]
    claims = whole["claims"][whole["claims"]["id"].isin(about.loc[about["event"] == event, "claim"])]
    return "".join(
        [
            f"<h3>{html(row['title'])}</h3>",
            _facts(
                ("Date", in_words(row["date"])),
                ("Place", "; ".join(whole.place_names[place] for place in places)),
                ("Kind", KINDS[row["kind"]].label),
                ("Status", STATUSES[row["status"]]),
                ("Known since", day_in_words(row["known"].date())),
            ),
            f"<p>{html(row['summary'])}</p>",
            _section("Who took part", [f"{html(name)} <em>({html(role)})</em>" for name, role in roles]),
            _section("Claims about it", _claim_lines(whole, claims)),
            _section("Sources", _source_lines(whole, "event", event)),
        ]
    )


def claim_html(whole: View, claim: str) -> str:
    """The entry of a claim as HTML: who, when, what, on what evidence, in reply to what, sources with links."""
    row = _row(whole["claims"], claim)
    who = ", ".join(_linked(whole["claim_actors"], "claim", claim)["actor"].map(whole.actor_names))
    speaker = f" (spoken by {whole.actor_names[row['spoken_by']]})" if isinstance(row["spoken_by"], str) else ""
    answers = _linked(whole["claim_answers"], "claim", claim)
    texts = whole["questions"].set_index("id")["text"]
    standings = whole.standings
    replies = _linked(whole["claim_replies"], "claim", claim)
    answered = whole["claims"][whole["claims"]["id"].isin(replies["reply_to"])]
    events = _linked(whole["claim_events"], "claim", claim)["event"]
    titles = whole["events"].set_index("id")["title"]
    return "".join(
        [
            f"<h3>{html(who)} {html(row['stance'])}</h3>",
            _facts(
                ("Date", in_words(row["date"])), ("Who", who + speaker), ("Evidence offered", _spaced(row["evidence"]))
            ),
            f"<p>{html(row['text'])}</p>",
            f"<blockquote>{html(row['quote'])}</blockquote>" if isinstance(row["quote"], str) else "",
            _section(
                "On the question",
                [
                    f"{html(texts[one['question']])} <strong>{html(one['answer'])}</strong>"
                    f" <em>(stands as {html(standings[one['question']].headline)})</em>"
                    for one in answers.to_dict("records")
                ],
            ),
            _section("In reply to", _claim_lines(whole, answered)),
            _section("About", [html(titles[event]) for event in events if event in titles.index]),
            _section("Sources", _source_lines(whole, "claim", claim)),
        ]
    )


def _show_latest(view: View) -> None:
    st.html("<h3>Latest events in view</h3>")
    st.caption("Select a place, a mark or a row to read its entry here.")
    _event_buttons(view["events"].sort_values(["first", "id"]).tail(MOST_LATEST)[::-1])


def _show_place(view: View, place: str) -> None:
    st.html(f"<h3>{html(view.place_names[place])}</h3>")
    further = view["event_places"]
    here = view["events"]["place"].eq(place) | view["events"]["id"].isin(
        further.loc[further["place"] == place, "event"]
    )
    events = view["events"][here]
    if events.empty:
        st.caption("No event of the present filter touches this place.")
    _event_buttons(events.sort_values(["first", "id"]))


def _event_buttons(events: pd.DataFrame) -> None:
    """A button for each event, which opens its entry."""
    for row in events.to_dict("records"):
        label = f"{in_words(row['date'])}: {row['title']}"
        st.button(
            plain(label),
            key=f"open_{row['id']}",
            type="tertiary",
            on_click=select,
            args=[Selection("event", row["id"])],
        )


def _row(frame: pd.DataFrame, row: str) -> dict[Hashable, Any]:
    return frame[frame["id"] == row].iloc[0].to_dict()


def _linked(links: pd.DataFrame, owner: str, row: str) -> pd.DataFrame:
    return links[links[owner] == row]


def _spaced(value: object) -> str:
    return str(value).replace("-", " ")


def _facts(*pairs: tuple[str, str]) -> str:
    return "<p>" + "<br>".join(f"<strong>{html(name)}:</strong> {html(value)}" for name, value in pairs) + "</p>"


def _section(title: str, items: Iterable[str]) -> str:
    """A heading with a list of items that are HTML already; nothing where there are none."""
    lines = "".join(f"<li>{item}</li>" for item in items)
    return f"<h4>{html(title)}</h4><ul>{lines}</ul>" if lines else ""


def _claim_lines(whole: View, claims: pd.DataFrame) -> list[str]:
    actors = whole["claim_actors"]
    who = actors["actor"].map(whole.actor_names).groupby(actors["claim"]).agg(", ".join)
    return [
        f"{html(in_words(row['date']))}, <strong>{html(who[row['id']])}</strong> {html(row['stance'])}: "
        f"{html(row['text'])}"
        for row in claims.sort_values("first").to_dict("records")
    ]


def _source_lines(whole: View, owner: str, row: str) -> list[str]:
    cited = _linked(whole[f"{owner}_sources"], owner, row)["source"]
    sources = whole["sources"][whole["sources"]["id"].isin(cited)]
    return [
        f"{link(source['title'], source['url'])}, {html(source['publisher'])}"
        + (f", {html(in_words(source['published']))}" if isinstance(source["published"], str) else "")
        for source in sources.sort_values("published_last").to_dict("records")
    ]
