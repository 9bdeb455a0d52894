"""The full entry of an event, claim, actor, place, question or source, as HTML."""

from collections.abc import Hashable, Iterable
from typing import Any

import pandas as pd

from components.text import html, link
from data.actors import Meeting, doings, meetings
from data.dates import day_in_words, in_words
from data.models import EventKind, Side
from data.view import View
from style import KINDS, SIDES, STATUSES

MOST_MEETINGS = 10


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


def actor_html(whole: View, actor: str) -> str:
    """The entry of an actor as HTML: who it is, what it did, whom it met, and how the questions stand it spoke on."""
    row = _row(whole["actors"], actor)
    done = doings(whole, actor)
    events = done["events"]
    state = row["state"] if isinstance(row["state"], str) and row["state"] != actor else None
    facts = [("Kind", _spaced(row["kind"]))]
    facts += [("Acts for", whole.actor_names[state])] if state else []
    facts += [("Side", SIDES[Side(row["side"])])] if isinstance(row["side"], str) else []
    facts += [("Other names", str(row["alt_names"]).replace(";", "; "))] if isinstance(row["alt_names"], str) else []
    if len(events):
        days = events.sort_values("first")["date"]
        facts += [("First event", in_words(days.iloc[0])), ("Last event", in_words(days.iloc[-1]))]
    counts = events["kind"].value_counts()
    by_kind = ", ".join(f"{KINDS[EventKind(str(kind))].label} {count}" for kind, count in counts.items())
    return "".join(
        [
            f"<h3>{html(row['name'])}</h3>",
            _facts(*facts, ("Events", f"{len(events):,}"), ("Claims", f"{len(done['claims']):,}")),
            f"<p>{html(by_kind)}</p>" if by_kind else "",
            _meeting_table(meetings(whole, actor)[:MOST_MEETINGS]),
            _section("Questions it spoke on", _question_lines(whole, done["claim_answers"]["question"].unique())),
        ]
    )


def _meeting_table(found: Iterable[Meeting]) -> str:
    rows = "".join(f"<tr><td>{html(one.name)}</td><td>{one.times}</td><td>{html(one.last)}</td></tr>" for one in found)
    head = "<tr><th>Who</th><th>Events</th><th>Last</th></tr>"
    return f"<h4>Met or acted with</h4><table>{head}{rows}</table>" if rows else ""


def question_html(whole: View, question: str) -> str:
    """The entry of a question as HTML: how it stands, both answers, and what was said on it, newest first."""
    row = _row(whole["questions"], question)
    standing = whole.standings[question]
    answers = _linked(whole["claim_answers"], "question", question)
    claims = whole["claims"][whole["claims"]["id"].isin(answers["claim"])]
    held = [
        f"{answer}: {', '.join(whole.actor_names[party] for party in support.parties) or 'nobody'} "
        f"(rung {support.rung})"
        for answer, support in (("Yes", standing.yes), ("No", standing.no))
    ]
    return "".join(
        [
            f"<h3>{html(row['text'])}</h3>",
            _facts(
                ("Topic", row["topic"]), ("Stands as", standing.headline), ("As known on", day_in_words(whole.as_of))
            ),
            _section("Who holds what", map(html, held)),
            _section("What was said", _claim_lines(whole, claims)[::-1]),
        ]
    )


def source_html(whole: View, source: str) -> str:
    """The entry of a source as HTML: title with its link, publisher, date, kind, and what cites it."""
    row = _row(whole["sources"], source)
    cited = {owner: _linked(whole[f"{owner}_sources"], "source", source)[owner] for owner in ("event", "claim")}
    events = whole["events"][whole["events"]["id"].isin(cited["event"])].sort_values("first")
    claims = whole["claims"][whole["claims"]["id"].isin(cited["claim"])]
    published = in_words(row["published"]) if isinstance(row["published"], str) else "not dated"
    return "".join(
        [
            f"<h3>{link(row['title'], row['url'])}</h3>",
            _facts(
                ("Publisher", row["publisher"]), ("Published", published), ("Kind", _spaced(row["kind"])),
                ("Language", row["language"]),
            ),
            _section("Events that cite it", [f"{html(in_words(one['date']))}: {html(one['title'])}"
                                             for one in events.to_dict("records")]),
            _section("Claims that cite it", _claim_lines(whole, claims)),
        ]
    )  # fmt: skip


def _question_lines(whole: View, questions: Iterable[str]) -> list[str]:
    texts = whole["questions"].set_index("id")["text"]
    return [f"{html(texts[one])} <em>(stands as {html(whole.standings[one].headline)})</em>" for one in questions]


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
